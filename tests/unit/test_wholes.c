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

#define DATED "team_id,parent_id,since\n"

START_TEST(team_once_within_itself)
{
    company_refuse(&c, "teams.csv",
                   DATED "T8,T9,2026-10-01\nT8,,2026-10-15\nT9,,2026-09-01\nT9,T8,2026-10-05\n"
                         "T9,,2026-10-20\n",
                   "teams.csv:4: parent_id: team T9 is part of itself on 2026-10-05\n");
    /* What is known first was ever. */
    company_refuse(&c, "teams.csv", DATED "T8,T9,2026-10-01\nT8,,2026-10-15\nT9,T8,2026-10-20\n",
                   "teams.csv:2: parent_id: team T8 is part of itself on 2026-10-14\n");
    /* One after the other. */
    company_load(&c, "teams.csv",
                 DATED "T8,T9,2026-10-01\nT8,,2026-10-15\nT9,,2026-10-01\nT9,T8,2026-10-15\n");
    company_refuse(&c, "teams.csv", DATED "T8,T9,2026-10-16\nT8,,2026-10-17\n",
                   "teams.csv:2: parent_id: team T8 is part of itself on 2026-10-16\n");
}
END_TEST

/* It is mended by what it says, and no reason to keep other rows. */
START_TEST(ring_from_before)
{
    company_load(&c, "teams.csv", DATED "T8,T9,2026-10-01\nT8,,2026-10-15\nT9,,2026-10-01\n");
    ck_assert_int_eq(cx_db_exec(c.db,
                                "INSERT INTO team_history SELECT t.team_id, 20728, h.team_id, "
                                "t.kind, NULL FROM teams t, team_history h "
                                "WHERE t.team_id <> h.team_id AND t.since = 20727;"
                                "UPDATE teams SET since = 20735 WHERE since = 20727",
                                &c.err),
                     0);
    company_load(&c, "credits.csv", "payment_id,employee_id,share\nP1,E1,1\n");
    company_refuse(&c, "teams.csv", "team_id\nT1\n",
                   "teams.csv: teams T8: parent_id: team T8 is part of itself on 2026-10-08\n");
    company_load(&c, "teams.csv", DATED "T9,,2026-10-02\n");
    company_load(&c, "teams.csv", "team_id\nT1\n");
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

/* What an older cx has taken keeps no other target. */
START_TEST(targets_of_nobody)
{
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\ncalls,contact,count,1.0\n");
    ck_assert_int_eq(
        cx_db_exec(c.db, "INSERT INTO targets VALUES (1, 0, 'calls', '2026-10', 1)", &c.err), 0);
    company_refuse(
        &c, "targets.csv",
        "scope,scope_id,metric_id,period,value\nteam,,calls,2026-10,5\n"
        "employee,,calls,2026-10,5\ncompany,T1,calls,2026-10,5\ncompany,,calls,2026-10,5\n",
        "targets.csv:2: scope_id: is empty: name the team or employee that the scope is (line 3 "
        "has the same error)\n"
        "targets.csv:4: scope_id: must be empty, as the scope is the company\n");
    company_load(&c, "targets.csv", "scope,metric_id,period,value\ncompany,calls,2026-10,5\n");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM targets"), "2");
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
    tcase_add_test(tc, team_once_within_itself);
    tcase_add_test(tc, ring_from_before);
    tcase_add_test(tc, targets);
    tcase_add_test(tc, targets_of_nobody);
    tcase_add_test(tc, two_files_of_a_kind);
}

UNIT_MAIN("import/wholes")
