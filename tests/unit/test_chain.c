/* assign/chain: items by owner and time. */
#include "assign/chain.h"

#include "unit.h"

struct item {
    int64_t at;
    int mark;
};

static void add(struct chain *chain, size_t owner, int64_t at, int mark)
{
    struct item *item = chain_add(chain, owner);
    *item = (struct item){at, mark};
}

START_TEST(order)
{
    static const int wanted[] = {2, 4, 1, 5, 3};
    static const size_t starts[] = {0, 0, 4, 5};
    struct chain chain;
    chain_init(&chain, sizeof(struct item));
    add(&chain, 1, 30, 1);
    add(&chain, 1, 10, 2);
    add(&chain, 2, -5, 3);
    add(&chain, 1, 10, 4); /* as late as 2: stays behind it */
    add(&chain, 1, 30, 5);
    chain_link(&chain, 3);
    for (size_t i = 0; i < 4; i++)
        ck_assert_uint_eq(chain.first[i], starts[i]);
    for (size_t i = 0; i < 5; i++)
        ck_assert_int_eq(((const struct item *)chain.items)[i].mark, wanted[i]);
    ck_assert_ptr_eq(CHAIN_FIRST(struct item, chain, 0), CHAIN_END(struct item, chain, 0));
    chain_fini(&chain);
}
END_TEST

START_TEST(empty)
{
    struct chain chain;
    chain_init(&chain, sizeof(struct item));
    chain_link(&chain, 2);
    ck_assert_ptr_eq(CHAIN_FIRST(struct item, chain, 1), CHAIN_END(struct item, chain, 1));
    chain_fini(&chain);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, order);
    tcase_add_test(tc, empty);
}
UNIT_MAIN("chain")
