/* import/wholes: what only the whole of a kind shows. */
#include "debt.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    debt_open_paid(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(credits)
{
    company_load(&c, "credits.csv", "payment_id,employee_id,share\nP1,E1,0.7\nP1,E2,30%\n");
    company_refuse(&c, "credits.csv", "payment_id,employee_id,share\nP2,E1,0.7\nP2,E2,0.2\n",
                   "credits.csv:2: share: the shares of payment P2 add up to 0.9, not to 1\n");
    /* Together with those that are there already. */
    company_refuse(&c, "credits.csv", "payment_id,employee_id,share\nP2,E1,1\nP1,E1,0.8\n",
                   "credits.csv:3: share: the shares of payment P1 add up to 1.1, not to 1\n");
    ck_assert_str_eq(company_ask(&c, "SELECT sum(share) FROM credits"), "1000000");
}
END_TEST

/* What could not be split later is refused, though it adds up. */
START_TEST(shares)
{
    static const char header[] = "payment_id,employee_id,share\n";
    static const char *const wrong[] = {"P1,E1,1.5\nP1,E2,-0.5\n", "P1,E1,1\nP1,E2,0\n",
                                        "P1,E1,-1\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct cx_buf text = {0};
        cx_buf_printf(&text, "%s%s", header, wrong[i]);
        company_add(&c, "credits.csv", cx_buf_str(&text));
        ck_assert_int_eq(company_import(&c), CX_EDATA);
        ck_assert_msg(strstr(cx_buf_str(&c.said), ": share: must be above 0 and at most 1") != NULL,
                      "%s", cx_buf_str(&c.said));
        cx_buf_fini(&text);
    }
    company_load(&c, "credits.csv",
                 "payment_id,employee_id,share\nP1,E1,0.000001\nP1,E2,0.999999\n");
}
END_TEST

START_TEST(team_within_itself)
{
    company_refuse(&c, "teams.csv", "team_id,parent_id\nT2,T3\nT3,T4\nT4,T2\n",
                   "teams.csv:2: parent_id: team T2 is part of itself\n");
    company_refuse(&c, "teams.csv", "team_id,parent_id\nT1,T1\n",
                   "teams.csv:2: parent_id: team T1 is part of itself\n");
}
END_TEST

START_TEST(targets)
{
    static const char header[] = "scope,scope_id,metric_id,period,value\n";
    struct cx_buf text = {0};
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\ncalls,contact,count,1.0\n");
    cx_buf_printf(&text,
                  "%scompany,,calls,2026-10,5\nteam,T1,calls,2026-10,5\n"
                  "employee,E1,calls,2026-10,5\n",
                  header);
    company_load(&c, "targets.csv", cx_buf_str(&text));
    cx_buf_clear(&text);
    cx_buf_printf(&text, "%scompany,,cals,2026-10,5\n", header);
    company_refuse(&c, "targets.csv", cx_buf_str(&text),
                   "targets.csv: metric_id: \"cals\" is neither a metric nor a measure of the "
                   "plan: import that first, or correct it\n");
    /* The scope says what its id is of. */
    cx_buf_clear(&text);
    cx_buf_printf(&text, "%steam,E1,calls,2026-10,5\nemployee,T1,calls,2026-10,5\n", header);
    company_refuse(&c, "targets.csv", cx_buf_str(&text),
                   "targets.csv:2: scope_id: \"E1\" is not among the teams: import it first, or "
                   "correct it\n"
                   "targets.csv:3: scope_id: \"T1\" is not among the employees: import it first, "
                   "or correct it\n");
    cx_buf_fini(&text);
}
END_TEST

/* Files of one kind are judged once. */
START_TEST(two_files_of_a_kind)
{
    company_add(&c, "credits-1.csv", "payment_id,employee_id,share\nP1,E1,0.5\n");
    company_add(&c, "credits-2.csv", "payment_id,employee_id,share\nP2,E1,1\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&c.said), "credits-1.csv:2: share: the shares of payment P1 add up "
                                          "to 0.5, not to 1\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, credits);
    tcase_add_test(tc, shares);
    tcase_add_test(tc, team_within_itself);
    tcase_add_test(tc, targets);
    tcase_add_test(tc, two_files_of_a_kind);
}

UNIT_MAIN("import/wholes")
