/* sheet/compare: two sheets, person by person. */
#include "sheet/compare.h"

#include "sealing.h"
#include "unit.h"
#include "written.h"

static void set_up(void)
{
    staff_open();
    staff_add_mover();
    rules("rule_id,seq,kind,for_employee,amount\nall,1,amount,,100\n");
}

static struct cx_changes changes_of(const struct cx_bonus *before, const struct cx_bonus *after)
{
    struct cx_changes changes;
    ck_assert_msg(cx_changes_find(&changes, before, after, &c.err) == 0, "%s", c.err.text);
    return changes;
}

/* E5 has two posts, 200; E1 loses 25.01; L1 has no post, and is only on the sheet after. */
START_TEST(by_person)
{
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    company_load(&c, "employees.csv", EMPLOYEES "L1,,Lou,T1,collector,2026-01-01,2026-09-30,1\n");
    struct cx_bonus *before = bonus_of("2026-10");
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "K1,2026-10,L1,20,Late,Boss\nK2,2026-10,E1,-25.01,Typo,Boss\n");
    struct cx_bonus *after = bonus_of("2026-10");
    struct cx_changes changes = changes_of(before, after);
    ck_assert_int_eq(cx_changes_table(table, &changes, after->scores->org, &c.err), 0);
    ck_written(table, &text,
               "employee_id,name,before,after,difference\n"
               "E1,Ann,100.00,74.99,-25.01\n"
               "E2,Bob,100.00,100.00,0.00\n"
               "E3,Cid,100.00,100.00,0.00\n"
               "E4,Dan,100.00,100.00,0.00\n"
               "E5,Eve,200.00,200.00,0.00\n"
               "L1,Lou,0.00,20.00,20.00\n");
    ck_assert_uint_eq(changes.changed, 2);
    ck_assert_int_eq(changes.before, 60000);
    ck_assert_int_eq(changes.after, 59499);
    ck_assert_int_eq(changes.difference, -501);
    ck_assert(changes.list[5].is_on && !changes.list[5].was_on);
    cx_changes_fini(&changes);
    cx_bonus_free(before);
    cx_bonus_free(after);
}
END_TEST

START_TEST(totals)
{
    int64_t total;
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_int_eq(cx_bonus_total(&total, bonus, &c.err), 0);
    ck_assert_int_eq(total, 60000);
    bonus->rows[0].total = INT64_MAX;
    ck_assert_int_eq(cx_bonus_total(&total, bonus, &c.err), CX_EDATA);
    cx_bonus_free(bonus);
}
END_TEST

/* A difference that doesn't fit is said, not wrapped. */
START_TEST(too_large)
{
    struct cx_changes changes;
    struct cx_bonus *before = bonus_of("2026-10"), *after = bonus_of("2026-10");
    before->rows[0].total = INT64_MIN + 1;
    after->rows[0].total = INT64_MAX - 1;
    ck_assert_int_eq(cx_changes_find(&changes, before, after, &c.err), CX_EDATA);
    ck_assert_str_eq(c.err.text, "the totals of all people are too large to be compared");
    cx_changes_fini(&changes);
    cx_bonus_free(before);
    cx_bonus_free(after);
}
END_TEST

/* A sealed month is what was sealed, whatever came late; people with 0.00 were on it too. */
START_TEST(since_a_sealed_month)
{
    struct cx_period september = period_of("2026-09");
    struct cx_changes changes;
    rules(COMMISSION);
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-05,1000\n");
    seal_month("2026-09");
    company_load(&c, "payments.csv", PAYMENTS "P2,A1,2026-09-06,500\n");
    struct cx_bonus *after = bonus_of("2026-10");
    ck_assert_msg(cx_changes_since(&changes, c.db, &september, after, &c.err) == 0, "%s",
                  c.err.text);
    ck_assert_int_eq(changes.before, 10000);
    ck_assert_int_eq(changes.after, 5000); /* put right */
    ck_assert_uint_eq(changes.changed, 1);
    for (size_t i = 0; i < changes.count; i++)
        ck_assert(changes.list[i].was_on);
    cx_changes_fini(&changes);
    cx_bonus_free(after);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, by_person);
    tcase_add_test(tc, since_a_sealed_month);
    tcase_add_test(tc, totals);
    tcase_add_test(tc, too_large);
}

UNIT_MAIN("compare")
