/* past/strand: items by owner and time. */
#include "past/strand.h"

#include "unit.h"

struct item {
    int64_t at;
    int mark;
};

static void add(struct cx_strand *strand, int64_t owner, int64_t at, int mark)
{
    struct item *item = cx_strand_add(strand, owner);
    *item = (struct item){at, mark};
}

START_TEST(order)
{
    static const int wanted[] = {2, 4, 1, 5, 3};
    static const size_t starts[] = {0, 0, 4, 5};
    struct cx_strand strand;
    cx_strand_init(&strand, sizeof(struct item));
    add(&strand, 1, 30, 1);
    add(&strand, 1, 10, 2);
    add(&strand, 2, -5, 3);
    add(&strand, -1, 7, 6); /* of nobody */
    add(&strand, 1, 10, 4); /* as late as 2: stays behind it */
    add(&strand, 1, 30, 5);
    cx_strand_link(&strand, 3);
    ck_assert_uint_eq(strand.count, 5);
    for (size_t i = 0; i < 4; i++)
        ck_assert_uint_eq(strand.first[i], starts[i]);
    for (size_t i = 0; i < 5; i++)
        ck_assert_int_eq(((const struct item *)strand.items)[i].mark, wanted[i]);
    ck_assert_ptr_eq(CX_STRAND_FIRST(struct item, strand, 0),
                     CX_STRAND_END(struct item, strand, 0));
    cx_strand_fini(&strand);
}
END_TEST

START_TEST(empty)
{
    struct cx_strand strand;
    cx_strand_init(&strand, sizeof(struct item));
    cx_strand_link(&strand, 2);
    ck_assert_ptr_eq(CX_STRAND_FIRST(struct item, strand, 1),
                     CX_STRAND_END(struct item, strand, 1));
    cx_strand_fini(&strand);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, order);
    tcase_add_test(tc, empty);
}
UNIT_MAIN("strand")
