/* import/join: a lookup in another file. */
#include "company.h"
#include "import/map.h"
#include "unit.h"

static struct company c;
static struct join *join;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    join_free(join);
    join = NULL;
    company_close(&c);
}

static bool is_private;

static int look(const char *text, const char *values)
{
    char map[128];
    snprintf(map, sizeof map, "%s/map.csv", c.dir);
    company_write(&c, "cards.csv", text);
    join_free(join);
    c.err = (struct cx_err){0};
    return join_open(&join, values, map, &c.err);
}

static const char *found(const char *s)
{
    static struct cx_buf scratch;
    const char *reason = NULL;
    size_t n = strlen(s);
    return join_find(join, is_private, &s, &n, &scratch, &reason) ? s : reason;
}

START_TEST(finds)
{
    ck_assert_msg(look("card,loan,name\n 6222 ,L1,a\n6223,L2,b\n6222,L1,c\n,L9,d\n",
                       "@cards.csv:card=loan") == 0,
                  "%s", c.err.text);
    ck_assert_str_eq(found("6222"), "L1");
    ck_assert_str_eq(found("6223"), "L2");
    ck_assert_ptr_nonnull(strstr(found("6224"), "\"6224\" is not in the column card of "));
    ck_assert_ptr_nonnull(strstr(found("6224000000001"), "\"622****0001\" is not in the column "));
    is_private = true;
    ck_assert_ptr_nonnull(strstr(found("6224 A"), "\"**** *\" is not in the column card of "));
    is_private = false;
    ck_assert_int_eq(look("card,loan\n1,L1\n", "@cards.csv:Loan=CARD"), 0);
    ck_assert_str_eq(found("L1"), "1");
    ck_assert_int_eq(look("Cards of 2026-10\n\ncard,loan\n1,L1\n", "@cards.csv:card=loan"), 0);
    ck_assert_str_eq(found("1"), "L1");
}
END_TEST

START_TEST(faults)
{
    static const char text[] = "card,loan\n1,L1\n1,L2\n";
    ck_assert_int_eq(look(text, "@cards.csv:card=loan"), CX_EDATA);
    ck_assert_ptr_nonnull(
        strstr(c.err.text, "cards.csv:3: \"1\" was there before with another loan"));
    ck_assert_int_eq(look(text, "@cards.csv:card=x"), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "cards.csv has no column \"x\""));
    ck_assert_int_eq(look(text, "@cards.csv"), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "does not say where to look"));
    ck_assert_int_eq(look(text, "@/dev/null:a=b"), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "/dev/null: is no file"));
    ck_assert_int_eq(look("a,b\n1\n", "@cards.csv:a=b"), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "cards.csv:2: has 1 field"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, finds);
    tcase_add_test(tc, faults);
}

UNIT_MAIN("join")
