/* parts/partial: sums as a stream. */
#include "parts/parts.h"
#include "views.h"

#include "staff.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    staff_add_mover();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A5,2026-10-10,1.5\nP2,A5,2026-10-11,2\nP3,A4,2026-09-01,0.01\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,90.5\n");
}

static char *written(const char *period)
{
    const struct cx_period of = period_of(period);
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    ck_assert_int_eq(view_end(table, cx_partial_table(table, c.db, &of, NULL, &c.err)), 0);
    return text.data;
}

/* After the five rows of the plan, the first day and one of what hangs on no customer; a sum of 0
 * is no row. */
START_TEST(stream)
{
    char *text = written("2026-10");
    const char *at = text;
    ck_assert_int_eq(strncmp(at, "period,level,subject,measure,sum\n2026-10,plan,", 46), 0);
    for (int i = 0; i < 6; i++)
        at = strchr(at, '\n') + 1;
    ck_assert_int_eq(strncmp(at, "2026-10,begun,2026-09-01,,\n2026-10,once,feedback,", 49), 0);
    ck_assert_str_eq(strstr(at, ",1\n"), ",1\n"
                                         "2026-10,post,E1 2026-01-01,stars,90.500000\n"
                                         "2026-10,post,E1 2026-01-01,votes,1.000000\n"
                                         "2026-10,post,E5 2026-01-01,recovered,1.50\n"
                                         "2026-10,post,E5 2026-10-11,recovered,2.00\n"
                                         "2026-10,employee,E1,stars,90.500000\n"
                                         "2026-10,employee,E1,votes,1.000000\n"
                                         "2026-10,employee,E5,recovered,3.50\n"
                                         "2026-10,team,S,recovered,3.50\n"
                                         "2026-10,team,S,stars,90.500000\n"
                                         "2026-10,team,S,votes,1.000000\n"
                                         "2026-10,team,T1,recovered,1.50\n"
                                         "2026-10,team,T1,stars,90.500000\n"
                                         "2026-10,team,T1,votes,1.000000\n"
                                         "2026-10,team,T2,recovered,2.00\n"
                                         "2026-10,company,,recovered,3.50\n"
                                         "2026-10,company,,stars,90.500000\n"
                                         "2026-10,company,,votes,1.000000\n"
                                         "2026-09,post,E4 2026-01-01,recovered,0.01\n"
                                         "2026-09,employee,E4,recovered,0.01\n"
                                         "2026-09,team,S,recovered,0.01\n"
                                         "2026-09,team,T2,recovered,0.01\n"
                                         "2026-09,company,,recovered,0.01\n"
                                         "2026-10,end,,,29\n");
    free(text);
}
END_TEST

/* What is imported in another order, and so numbered otherwise inside, has the same hash. */
START_TEST(once)
{
    char *first = written("2026-10");
    company_load(&c, "feedback.csv",
                 FEEDBACK "X-9,customer,E1,2026-12-05,1\n"
                          "Y.,customer,E1,2026-12-05,1\n");
    char *second = written("2026-10");
    ck_assert_int_eq(
        cx_db_exec(c.db, "DELETE FROM feedback; DELETE FROM id_text WHERE text = 'Y.'", &c.err), 0);
    company_load(&c, "feedback.csv",
                 FEEDBACK "Z.,customer,E1,2026-12-05,1\n"
                          "Y.,customer,E1,2026-12-05,1\n"
                          "F1,customer,E1,2026-10-05,90.5\n"
                          "X-9,customer,E1,2026-12-05,1\n");
    ck_assert_int_eq(cx_db_exec(c.db,
                                "DELETE FROM feedback WHERE feedback_id & 511 = 0 AND feedback_id "
                                ">> 9 = (SELECT n FROM id_text WHERE text = 'Z.')",
                                &c.err),
                     0);
    char *third = written("2026-10");
    ck_assert_str_ne(first, second);
    ck_assert_str_eq(second, third);
    free(first);
    free(second);
    free(third);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, stream);
    tcase_add_test(tc, once);
}

UNIT_MAIN("partial")
