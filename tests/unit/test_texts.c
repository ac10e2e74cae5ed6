/* sheet/texts: what a seal keeps. */
#include "sealing.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    rules("rule_id,seq,title,kind,basis,rate\ncomm,1,=Commission,rate,recovered,0.1\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-05,1000\n");
    company_load(&c, "targets.csv", TARGETS "company,,recovered,2026-09,1\n");
    seal_month("2026-09");
}

/* Everything that was printed and all of the plan: 13 texts, and one for each kind of the plan and
 * the targets. */
START_TEST(names)
{
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(name, ' ') FROM (SELECT name FROM "
                                     "seal_texts WHERE name NOT LIKE 'plan/%' ORDER BY name)"),
                     "by_team company edition inputs lines pay people score_lines scores sheet "
                     "teams titles tops");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(substr(name, 6), ' ') FROM (SELECT name "
                                     "FROM seal_texts WHERE name LIKE 'plan/%' ORDER BY name)"),
                     "alerts grades holidays keywords limits measures metrics rules scorecards "
                     "scripts segments settings stages strategies targets tiers warnings");
}
END_TEST

START_TEST(contents)
{
    ck_sealed_text("2026-09", TEXT_TITLES, "column,title\ncomm,'=Commission\n");
    ck_sealed_text("2026-09", TEXT_PLAN "targets", TARGETS "company,,recovered,2026-09,1\n");
    ck_sealed_text(
        "2026-09", TEXT_PAY,
        "employee_id,name,amount\nE1,Ann,100.00\nE2,Bob,0.00\nE3,Cid,0.00\nE4,Dan,0.00\n");
    ck_sealed_text("2026-09", TEXT_EDITION, "edition\n2\n");
    struct cx_buf company = sealed_text("2026-09", TEXT_COMPANY);
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&company), "\n2026-09,,,1000.00,"));
    cx_buf_fini(&company);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, names);
    tcase_add_test(tc, contents);
}

UNIT_MAIN("sheet/texts")
