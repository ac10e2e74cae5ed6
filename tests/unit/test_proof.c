/* fact/proof: kept sums that are not those of the events are found, and not used. */
#include "fact/prove.h"
#include "fact/sums.h"

#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\nsum,feedback,number,score,\n"
                 "held,exposure,count,1,\n");
    company_load(&m.c, "feedback.csv",
                 "feedback_id,employee_id,at,score\nF1,E1,2026-10-01,1\nF2,E1,2026-10-02,2\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

static void run(const char *sql)
{
    ck_assert_msg(cx_db_exec(m.c.db, sql, &m.c.err) == 0, "%s", m.c.err.text);
}

/* October's sums by the events, and whether what is kept is the same. */
static int prove(void)
{
    m.c.err = (struct cx_err){0};
    ck_assert_int_eq(cx_sums_doubt(m.c.db, &m.c.err), 0);
    measure(&m, "2026-10");
    return cx_sums_prove(m.c.db, &m.c.err);
}

#define KEPT "SELECT count(*) FROM main.day_sums"

START_TEST(the_same)
{
    measure(&m, "2026-10");
    ck_assert_msg(prove() == 0, "%s", m.c.err.text);
    ck_count(&m, "E1", "sum", 3);
    ck_assert_str_eq(company_ask(&m.c, "SELECT count(*) FROM sqlite_temp_schema"), "0");
}
END_TEST

/* Not believed, and named. */
START_TEST(another)
{
    measure(&m, "2026-10");
    run("DELETE FROM feedback WHERE score = 2000000");
    ck_assert_int_eq(prove(), CX_EWORLD);
    ck_count(&m, "E1", "sum", 1);
    ck_assert_str_eq(
        m.c.err.text,
        "the kept sums of feedback from 2026-10-02 on are not those of the events: "
        "cx-score -p PERIOD --rebuild makes all of them again; cx-bonus --verify looks for "
        "what else was changed");
}
END_TEST

/* Those of a day that was not kept are, from now on. */
START_TEST(missing)
{
    measure(&m, "2026-10");
    run("DELETE FROM day_sums WHERE day = (SELECT min(day) FROM day_sums)");
    ck_assert_str_eq(company_ask(&m.c, KEPT), "30");
    ck_assert_msg(prove() == 0, "%s", m.c.err.text);
    ck_assert_str_eq(company_ask(&m.c, KEPT), "31");
}
END_TEST

/* Accounts that came since are not in the sums that are kept yet: they are no fault. */
START_TEST(fresh)
{
    measure(&m, "2026-10");
    company_load(&m.c, "accounts.csv", "account_id,due_on,amount\nA7,2026-06-01,1000\n");
    company_load(&m.c, "assignments.csv", "account_id,employee_id,from\nA7,E1,2026-06-02\n");
    ck_assert_msg(prove() == 0, "%s", m.c.err.text);
    ck_count(&m, "E1", "held", 1);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "held", 1);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, the_same);
    tcase_add_test(tc, another);
    tcase_add_test(tc, missing);
    tcase_add_test(tc, fresh);
}

UNIT_MAIN("proof")
