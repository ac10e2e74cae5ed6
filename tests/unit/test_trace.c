/* score/trace: what a line is made of, and the events as rows. */
#include "score/trace.h"
#include "views.h"

#include "staff.h"
#include "unit.h"

/* E5 moves from T1 to T2 on the 11th; their 30 of September are in T1. */
static void set_up(void)
{
    staff_open();
    staff_add_mover();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A5,2026-10-10,20\nP2,A5,2026-10-11,40\nP3,A5,2026-09-01,30\n"
                          "P4,A4,2026-10-09,7\nP5,A4,2026-09-09,5\n");
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E5,2026-10-05,90\n"
                          "F2,customer,E5,2026-10-06,0\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,subject,for_team\n"
                               "c,growth,60,direct,,T1\nc,sat,40,direct,,T1\n"
                               "d,growth,100,direct,team,T2\n");
}

static struct cx_trace *traced(struct cx_scores *scores, const char *employee)
{
    struct cx_trace *trace = NULL;
    ck_assert_msg(cx_trace_new(&trace, c.db, scores, employee, &c.err) == 0, "%s", c.err.text);
    return trace;
}

static char *written(const char *employee)
{
    struct cx_scores *scores = scored("2026-10");
    struct cx_trace *trace = traced(scores, employee);
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    ck_assert_int_eq(view_end(table, cx_trace_table(table, trace, &c.err)), 0);
    cx_trace_free(trace);
    cx_scores_free(scores);
    return text.data;
}

/* prev_ of a post is the person's, of a team line the team's; what is worth 0 (F2's score) is not
 * listed. */
START_TEST(rows)
{
    char *text = written("E5");
    ck_assert_str_eq(text,
                     "period,employee_id,since,metric,measure,fact,event_id,account_id,day,value\n"
                     "2026-10,E5,2026-01-01,growth,recovered,payment,P1,A5,2026-10-10,20.00\n"
                     "2026-09,E5,2026-01-01,growth,recovered,payment,P3,A5,2026-09-01,30.00\n"
                     "2026-10,E5,2026-01-01,sat,stars,feedback,F1,,2026-10-05,90.000000\n"
                     "2026-10,E5,2026-01-01,sat,votes,feedback,F1,,2026-10-05,1.000000\n"
                     "2026-10,E5,2026-01-01,sat,votes,feedback,F2,,2026-10-06,1.000000\n"
                     "2026-10,E5,2026-10-11,growth,recovered,payment,P4,A4,2026-10-09,7.00\n"
                     "2026-10,E5,2026-10-11,growth,recovered,payment,P2,A5,2026-10-11,40.00\n"
                     "2026-09,E5,2026-10-11,growth,recovered,payment,P5,A4,2026-09-09,5.00\n");
    free(text);
}
END_TEST

/* growth = recovered / prev_recovered - 1: three terms a line. */
START_TEST(terms)
{
    struct cx_scores *scores = scored("2026-10");
    struct cx_trace *trace = traced(scores, "E5");
    ck_assert_uint_eq(trace->term_count, 9);
    ck_assert_uint_eq(trace->key_count, 6);
    const struct cx_term *growth = &trace->terms[0], *before = &trace->terms[2];
    ck_assert_str_eq(scores->plan->quantities[growth->quantity].name, "growth");
    ck_assert_str_eq(shown(growth->value, 6), "-0.333333"); /* 20 / 30 − 1 */
    ck_assert_uint_eq(growth->key, SIZE_MAX);
    ck_assert_int_eq(before->period, 1);
    ck_assert_uint_eq(before->subject, cx_subject_of_person(scores->org, trace->person));
    ck_assert_str_eq(shown(before->value, 2), "30.00");
    cx_trace_free(trace);
    cx_scores_free(scores);
}
END_TEST

/* Somebody who was not there before: prev_ is null, and has no events. */
START_TEST(newcomer)
{
    company_load(&c, "employees.csv", EMPLOYEES "E6,,Fay,T1,collector,2026-10-05,,0\n");
    struct cx_scores *scores = scored("2026-10");
    struct cx_trace *trace = traced(scores, "E6");
    ck_assert_int_eq(trace->terms[2].period, 1);
    ck_assert(trace->terms[2].value == CX_NO_VALUE);
    ck_assert_uint_eq(trace->terms[2].key, SIZE_MAX);
    ck_assert_uint_eq(trace->events->count, 0);
    cx_trace_free(trace);
    cx_scores_free(scores);
}
END_TEST

/* prev_ inside what prev_ names is null, and leads nowhere. */
START_TEST(before_before)
{
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM scorecards", &c.err), 0);
    staff_replan("metrics", "metric_id,formula\ngrowth,recovered / prev_recovered - 1\n"
                            "speed,growth - prev_growth\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method\nc,speed,100,direct\n");
    struct cx_scores *scores = scored("2026-10");
    struct cx_trace *trace = traced(scores, "E4");
    /* speed, growth, recovered, prev_recovered, prev_growth, whose recovered is the fourth */
    ck_assert_uint_eq(trace->term_count, 5);
    ck_assert_uint_eq(trace->key_count, 2);
    cx_trace_free(trace);
    cx_scores_free(scores);
}
END_TEST

START_TEST(refused)
{
    struct cx_scores *scores = scored("2026-10");
    struct cx_trace *trace = NULL;
    ck_assert_int_eq(cx_trace_new(&trace, c.db, scores, "E9", &c.err), CX_EUSAGE);
    ck_assert_str_eq(
        c.err.text,
        "there is no employee \"E9\": write an id as cx-import took it, or a whole name");
    cx_scores_free(scores);
    scores = scored("2025-10");
    c.err = (struct cx_err){0};
    ck_assert_int_eq(cx_trace_new(&trace, c.db, scores, "E5", &c.err), CX_EDATA);
    ck_assert_str_eq(c.err.text,
                     "E5 has no post in 2025-10: their first post begins on 2026-01-01");
    cx_scores_free(scores);
}
END_TEST

/* A sum that its events don't make is not explained away. */
START_TEST(wrong_sum)
{
    struct cx_scores *scores = scored("2026-10");
    struct cx_trace *trace = NULL;
    int recovered = quantity_of(scores, "recovered");
    size_t post = (size_t)post_of(scores, "E5")->post;
    scores->values[post * scores->plan->quantity_count + (size_t)recovered] += 1;
    ck_assert_int_eq(cx_trace_new(&trace, c.db, scores, "E5", &c.err), CX_EBUG);
    ck_assert_str_eq(c.err.text,
                     "the events of measure recovered add up to 20.00, but its sum is 20.01");
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, terms);
    tcase_add_test(tc, newcomer);
    tcase_add_test(tc, before_before);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, wrong_sum);
}

UNIT_MAIN("trace")
