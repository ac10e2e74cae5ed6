/* lint/lint: the plan of a day, tables laid over it, what is written. */
#include "files.h"
#include "linting.h"
#include "unit.h"
#include "written.h"

#define BAD "rule_id,seq,kind,amount,for_role\na,1,amount,5,boss\n"

START_TEST(as_csv)
{
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    struct cx_lint *lint = NULL;
    rules(BAD);
    ck_assert_int_eq(cx_lint_run(&lint, c.db, LINT_DAY, NULL, false, &c.err), 0);
    ck_assert_str_eq(lint->tried, "2026-10");
    ck_assert_int_eq(cx_lint_table(table, lint, &c.err), 0);
    ck_written(table, &text,
               "severity,check,kind,rule_id,finding,advice\n"
               "error,nobody,rules,a,\"for_role: nobody ever had the role "
               "\"\"boss\"\"\",\"correct it, or import the people it is meant for\"\n");
    cx_lint_free(lint);
}
END_TEST

/* A period's plan is that of its last day; later days don't matter then. */
START_TEST(of_a_period)
{
    struct cx_lint *lint = NULL;
    struct cx_period september = period_of("2026-09");
    rules("rule_id,seq,kind,amount,for_role,valid_from,valid_to\nold,1,amount,5,boss,,2026-10-01\n"
          "new,1,amount,5,chief,2026-10-01,\n");
    ck_assert_int_eq(cx_lint_run(&lint, c.db, LINT_DAY, &september, false, &c.err), 0);
    ck_assert_uint_eq(lint->count, 1);
    ck_assert_str_eq(lint->list[0].id, "old");
    ck_assert_str_eq(lint->tried, "2026-09");
    cx_lint_free(lint);
}
END_TEST

/* Of a finding on several days one is told. */
START_TEST(told_once)
{
    rules("rule_id,seq,kind,amount,for_role,valid_from,valid_to\na,1,amount,5,boss,,\n"
          "b,1,amount,5,,2026-11-01,2026-12-01\n");
    ck_lint("error nobody a: for_role: nobody ever had the role \"boss\"\n");
}
END_TEST

START_TEST(laid_tables)
{
    static const char text[] = BAD;
    const struct cx_lay table = {"rules", "try.csv", text, strlen(text), false};
    ck_assert_int_eq(cx_lay(c.db, &table, 1, company_hear, &c, &c.err), 0);
    ck_lint("error nobody a: for_role: nobody ever had the role \"boss\"\n");
    ck_lint("");
}
END_TEST

/* What an import refuses, and a hand in the database doesn't: told, and nothing is tried. */
START_TEST(a_broken_plan)
{
    rules("rule_id,seq,kind,amount,when\na,1,amount,5,recovered < 0\n");
    by_hand("UPDATE rules SET \"when\" = 'recoverd < 0'");
    ck_lint("error plan a: when: character 1: no measure, metric or name \"recoverd\" (did you "
            "mean \"recovered\"?)\n");
}
END_TEST

/* Contacts that nothing limits, though nobody says so. */
START_TEST(no_limit)
{
    ck_lint("");
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at\nK1,A1,E1,2026-10-05 10:00\n");
    ck_lint("");
    company_load(&c, "settings.csv", "name,value\njurisdiction,US\n");
    ck_lint("warning limits jurisdiction: no limit holds for contacts\n");
    company_load(&c, "limits.csv", "limit_id,jurisdiction,rule,value\nL,US,max_per_day,3\n");
    ck_lint("");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, as_csv);
    tcase_add_test(tc, of_a_period);
    tcase_add_test(tc, told_once);
    tcase_add_test(tc, laid_tables);
    tcase_add_test(tc, a_broken_plan);
    tcase_add_test(tc, no_limit);
}

UNIT_MAIN("lint")
