/* seal/lines: the lines of a sealed sheet. */
#include "sealing.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    rules(COMMISSION);
    company_load(&c, "payments.csv", PAYMENTS "P1,A2,2026-09-05,1000\n");
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "K1,2026-09,E2,-0.05,\"a, b\",Boss\n");
    seal_month("2026-09");
}

START_TEST(all)
{
    struct cx_scores *scores = scored("2026-10");
    struct sealed_lines lines;
    struct chain chain;
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    ck_assert_int_eq(sealed_lines_load(&lines, c.db, &chain.list[0], scores->org, &c.err), 0);
    ck_assert_uint_eq(lines.count, 5);
    const struct sealed_line *line = &lines.list[1];
    ck_assert_str_eq(scores->org->people[line->person].key, "E2");
    ck_assert_str_eq(line->team, "T1");
    ck_assert_str_eq(line->since, "2026-01-01");
    ck_assert_str_eq(line->rule_id, "comm");
    ck_assert_int_eq(line->amount, 10000);
    ck_assert(is_rule_line(line));
    ck_assert_str_eq(lines.list[2].note, "a, b (approved by Boss)");
    ck_assert_int_eq(lines.list[2].amount, -5);
    ck_assert(!is_rule_line(&lines.list[2]));
    sealed_lines_fini(&lines);
    chain_fini(&chain);
    cx_scores_free(scores);
}
END_TEST

START_TEST(unknown_person)
{
    struct cx_scores *scores = scored("2026-10");
    struct sealed_lines lines;
    struct chain chain;
    tamper_and_reseal(
        "UPDATE seal_texts SET text = replace(text, ',E4,', ',E9,') WHERE name = 'lines'");
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    ck_assert_int_eq(sealed_lines_load(&lines, c.db, &chain.list[0], scores->org, &c.err),
                     CX_EDATA);
    ck_assert_str_eq(c.err.text,
                     "lines sealed for 2026-09:6: \"E9\" is no longer among the employees");
    sealed_lines_fini(&lines);
    chain_fini(&chain);
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, all);
    tcase_add_test(tc, unknown_person);
}

UNIT_MAIN("seal/lines")
