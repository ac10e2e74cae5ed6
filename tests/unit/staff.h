/* Four collectors and a plan that scores and pays them, for the tests of score, pay, seal and
 * report/.
 *
 * E1, E2 and E3 are in T1, E4 in T2; both teams are in S. Each holds an account of their own
 * number, so that a payment on A1 is E1's. Feedback of customers and of sales makes ratios: 30 and
 * nothing else is a share of 0.3, and who has none has no share. */
#ifndef CX_UNIT_STAFF_H
#define CX_UNIT_STAFF_H

#include "base/decimal.h"
#include "company.h"
#include "score/score.h"

static struct company c;

#define PAYMENTS  "payment_id,account_id,paid_at,amount\n"
#define FEEDBACK  "feedback_id,kind,employee_id,at,score\n"
#define EMPLOYEES "employee_id,since,name,team_id,role,hired_on,left_on,base_salary\n"
#define TARGETS   "scope,scope_id,metric_id,period,value\n"

static inline void staff_load_plan(void)
{
    company_add(&c, "measures.csv",
                "measure_id,fact,unit,value,where\n"
                "recovered,payment,money,amount,\n"
                "stars,feedback,number,score,kind = 'customer'\n"
                "votes,feedback,count,1,kind = 'customer'\n"
                "flaws,feedback,number,score,kind = 'sales'\n"
                "checks,feedback,count,1,kind = 'sales'\n");
    company_add(&c, "metrics.csv",
                "metric_id,title,unit,better,formula\n"
                "income,Income,money,high,recovered\n"
                "sat,Satisfaction,score,high,stars / votes\n"
                "share,Share,ratio,high,stars / votes / 100\n"
                "fault_rate,Faults,ratio,low,flaws / checks / 100\n"
                "growth,Growth,ratio,high,recovered / prev_recovered - 1\n");
}

static inline void staff_open(void)
{
    company_open(&c);
    company_add(
        &c, "teams.csv",
        "team_id,name,parent_id,kind,opened_on\n"
        "S,Centre,,other,2020-01-01\nT1,One,S,phone,2024-03-01\nT2,Two,S,visit,2026-09-15\n");
    company_add(&c, "employees.csv",
                EMPLOYEES "E1,,Ann,T1,collector,2026-01-01,,10000\n"
                          "E2,,Bob,T1,collector,2026-01-01,,8000\n"
                          "E3,,Cid,T1,collector,2026-01-01,,6000\n"
                          "E4,,Dan,T2,collector,2026-01-01,,5000\n");
    company_add(&c, "accounts.csv",
                "account_id,due_on,amount\nA1,2026-01-01,9000000\nA2,2026-01-01,9000000\n"
                "A3,2026-01-01,9000000\nA4,2026-01-01,9000000\n");
    company_add(&c, "assignments.csv",
                "account_id,employee_id,from\nA1,E1,2026-01-01\nA2,E2,2026-01-01\n"
                "A3,E3,2026-01-01\nA4,E4,2026-01-01\n");
    staff_load_plan();
    int rc = company_import(&c);
    ck_assert_msg(rc == 0, "%s%s", cx_buf_str(&c.said), c.err.text);
}

static inline void staff_close(void)
{
    company_close(&c);
}

/* E5 is in T1 for the first ten days of October 2026, then in T2 for 21; their account is A5. */
static inline void staff_add_mover(void)
{
    company_load(&c, "employees.csv",
                 EMPLOYEES "E5,2026-01-01,Eve,T1,collector,2026-01-01,,3100\n"
                           "E5,2026-10-11,Eve,T2,collector,2026-01-01,,6200\n");
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA5,2026-01-01,9000000\n");
    company_load(&c, "assignments.csv", "account_id,employee_id,from\nA5,E5,2026-01-01\n");
}

/* Puts the rows of a kind of the plan in the place of those there are. */
static inline void staff_replan(const char *kind, const char *text)
{
    char sql[64], file[64];
    snprintf(sql, sizeof sql, "DELETE FROM %s", kind);
    ck_assert_int_eq(cx_db_exec(c.db, sql, &c.err), 0);
    snprintf(file, sizeof file, "%s.csv", kind);
    company_load(&c, file, text);
}

static inline struct cx_period period_of(const char *text)
{
    struct cx_period period;
    ck_assert_msg(cx_period_parse(&period, text, 0, &c.err) == 0, "%s", c.err.text);
    return period;
}

/* The scores of a period; the caller frees. */
static inline struct cx_scores *scored(const char *text)
{
    struct cx_scores *scores = NULL;
    struct cx_period period = period_of(text);
    ck_assert_msg(cx_scores_compute(&scores, c.db, &period, &c.err) == 0, "%s", c.err.text);
    return scores;
}

/* The nth post, from 0, that an employee has in the period. */
static inline struct cx_post_score *nth_post(const struct cx_scores *scores, const char *employee,
                                             int nth)
{
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_post *post = &scores->org->posts[scores->posts[i].post];
        if (strcmp(scores->org->people[post->person].key, employee) == 0 && nth-- == 0)
            return &scores->posts[i];
    }
    ck_abort_msg("%s has no such post", employee);
    return NULL;
}

static inline struct cx_post_score *post_of(const struct cx_scores *scores, const char *employee)
{
    return nth_post(scores, employee, 0);
}

/* A value as printed; "" where it is null. A few may be shown in one expression. */
static inline const char *shown(int64_t value, int decimals)
{
    static char texts[8][CX_DEC_TEXT];
    static int next;
    char *text = texts[next++ % 8];
    *text = '\0';
    return value == CX_NO_VALUE ? text : cx_dec_format(text, value, decimals);
}

static inline const char *score_of(const struct cx_scores *scores, const char *employee)
{
    return shown(post_of(scores, employee)->score, CX_SCORE_DECIMALS);
}

static inline int quantity_of(const struct cx_scores *scores, const char *name)
{
    int quantity = cx_plan_quantity(scores->plan, name, strlen(name));
    ck_assert_int_ge(quantity, 0);
    return quantity;
}

/* A quantity of a post as published. */
static inline const char *value_of(const struct cx_scores *scores, const struct cx_post_score *post,
                                   const char *name)
{
    int quantity = quantity_of(scores, name);
    return shown(cx_scores_value(scores, (size_t)post->post, quantity),
                 scores->plan->quantities[quantity].decimals);
}

#endif
