/* assign/breakdown: a target for teams and people. */
#include "centre.h"
#include "unit.h"

static const char *target;

static void set_up(void)
{
    centre_open();
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value\nrecovered,payment,money,amount\nn,contact,count,1\n");
    company_load(&c, "metrics.csv", "metric_id,unit,formula\nrate,ratio,recovered / n\n");
    company_load(&c, "teams.csv", "team_id,kind,parent_id\nS,other,\nTP,phone,S\nTV,visit,S\n");
    company_load(&c, "accounts.csv",
                 ACCOUNTS
                 "A1,,2026-09-21,100,open,\nA2,,2026-09-21,100,open,\nA3,,2026-09-21,100,open,\n"
                 "A4,,2026-09-21,500,closed,\n");
    company_load(&c, "assignments.csv",
                 HELD
                 "A1,P1,2026-10-01,\nA2,P2,2026-10-01,\nA3,V1,2026-10-01,\nA4,P1,2026-10-01,\n");
}

static void tear_down(void)
{
    company_close(&c);
}

static int list(struct cx_table *out, struct cx_db *db, const struct cx_assign_options *options,
                struct cx_err *err)
{
    return cx_assign_targets(out, db, target, options, err);
}

static void ck_targets(const char *text, const char *wanted)
{
    struct cx_assign_options options = assign_options();
    target = text;
    char *got = listed(list, &options);
    ck_assert_str_eq(got, wanted);
    free(got);
}

/* Three equal thirds of 100.00: the odd cent goes to the first. */
START_TEST(adds_up)
{
    ck_targets("company:recovered:2026-11=100",
               "company,,recovered,2026-11,100.00\nteam,S,recovered,2026-11,100.00\n"
               "team,TP,recovered,2026-11,66.67\nteam,TV,recovered,2026-11,33.33\n"
               "employee,P1,recovered,2026-11,33.34\nemployee,P2,recovered,2026-11,33.33\n"
               "employee,V1,recovered,2026-11,33.33\n");
    ck_targets("team:TP:n:2026-Q4=7",
               "team,TP,n,2026-Q4,7\nemployee,P1,n,2026-Q4,4\nemployee,P2,n,2026-Q4,3\n");
}
END_TEST

static void ck_wrong(const char *text, int code, const char *words)
{
    struct cx_assign_options options = assign_options();
    struct cx_table *out = cx_table_new(NULL);
    struct cx_err err = {0};
    ck_assert_int_eq(cx_assign_targets(out, c.db, text, &options, &err), code);
    ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
    cx_table_free(out);
}

START_TEST(refused)
{
    ck_wrong("recovered", CX_EUSAGE, "the scope is missing");
    ck_wrong("person:recovered:2026-11=1", CX_EUSAGE, "the scope must be company or team");
    ck_wrong("team:NO:recovered:2026-11=1", CX_EUSAGE, "there is no such team");
    ck_wrong("company:other:2026-11=1", CX_EUSAGE, "there is no such metric");
    ck_wrong("company:rate:2026-11=1", CX_EUSAGE, "does not add up");
    ck_wrong("company:recovered:2026-11=-1", CX_EUSAGE, "the value is not an amount");
    ck_wrong("company:recovered:2026-11", CX_EUSAGE, "the period is missing");
    ck_wrong("team:TM:recovered:2026-11=1", CX_EDATA, "no recovery is expected from anybody there");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, adds_up);
    tcase_add_test(tc, refused);
}
UNIT_MAIN("breakdown")
