/* report/breaking: which contacts break a rule. */
#include "report/breaking.h"

#include "reporting.h"
#include "store/id.h"
#include "unit.h"

/* K1 breaks two rules that forbid and one that warns, K2 one that warns. K3 broke one, but a
 * reviewer cleared it; in K4 a reviewer alone saw something, and in K5 as well. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "keywords.csv",
                 "keyword_id,category,phrase,severity\nlie,threat,prison,block\n"
                 "aunt,third_party,aunt,block\nrude,insult,fool,warn\n");
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,transcript\n"
                 "K1,A1,E1,2026-10-02 10:00,phone,prison for your aunt and a fool\n"
                 "K2,A1,E1,2026-10-03 10:00,phone,a fool\n"
                 "K3,A1,E1,2026-10-04 10:00,phone,prison\n"
                 "K4,A2,E2,2026-10-05 10:00,phone,hm\n"
                 "K5,A2,E2,2026-10-06 10:00,phone,prison\n");
    company_load(&c, "reviews.csv",
                 "contact_id,verdict,reviewer,at,reason\nK3,clean,boss,2026-10-15,a quote\n"
                 "K4,violation,boss,2026-10-15,shouts\nK5,violation,boss,2026-10-15,a threat\n");
}

START_TEST(which)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf found = {0};
    char id[CX_ID_MAX + 1];
    ck_assert_int_eq(
        breaking_stmt(&stmt, c.db, "SELECT contact_id, rules FROM breaking ORDER BY 1", &c.err), 0);
    while (cx_stmt_step(stmt, &c.err) == 1)
        cx_buf_printf(&found, "%s %s;", cx_id_text(id, c.db, cx_stmt_int(stmt, 0)),
                      cx_stmt_is_null(stmt, 1) ? "-" : cx_stmt_text(stmt, 1));
    ck_assert_str_eq(cx_buf_str(&found), "K1 aunt lie;K4 -;K5 lie;");
    cx_stmt_free(stmt);
    cx_buf_fini(&found);
}
END_TEST

/* Statements with tables of their own go on from it. */
START_TEST(beside)
{
    struct cx_buf sql = {0};
    breaking_sql(&sql, ", own AS (SELECT 1) SELECT * FROM own");
    ck_assert_int_eq(cx_db_has_row(c.db, cx_buf_str(&sql), NULL, &c.err), 1);
    cx_buf_fini(&sql);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, which);
    tcase_add_test(tc, beside);
}

UNIT_MAIN("breaking")
