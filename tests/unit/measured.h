/* Measures over a small company: its facts as CSV, the sums by subject. */
#ifndef CX_UNIT_MEASURED_H
#define CX_UNIT_MEASURED_H

#include "company.h"
#include "fact/sums.h"
#include "store/id.h"

struct measured {
    struct company c;
    struct cx_plan *plan;
    struct cx_org *org;
    struct cx_sums *sums;
    struct cx_period period;
};

/* T1 with its child teams T11 and T12, and T2. E1, E2 and E10 are in T11, E3 in T12, E4 in T2. */
static inline void measured_open(struct measured *m)
{
    *m = (struct measured){0};
    company_open(&m->c);
    company_add(&m->c, "teams.csv", "team_id,parent_id\nT1,\nT11,T1\nT12,T1\nT2,\n");
    company_add(&m->c, "employees.csv",
                "employee_id,team_id,hired_on\nE1,T11,2026-01-01\nE2,T11,2026-01-01\n"
                "E10,T11,2026-01-01\nE3,T12,2026-01-01\nE4,T2,2026-01-01\n");
    company_take(&m->c);
}

static inline void measured_forget(struct measured *m)
{
    cx_sums_free(m->sums);
    cx_plan_free(m->plan);
    cx_org_free(m->org);
    m->sums = NULL;
    m->plan = NULL;
    m->org = NULL;
}

static inline void measured_close(struct measured *m)
{
    measured_forget(m);
    company_close(&m->c);
}

/* A1, due on 3 July, is E1's from 1 October. */
static inline void measured_account(struct measured *m, const char *amount)
{
    char text[200];
    snprintf(text, sizeof text, "account_id,due_on,amount\nA1,2026-07-03,%s\n", amount);
    company_load(&m->c, "accounts.csv", text);
    company_load(&m->c, "assignments.csv", "account_id,employee_id,from\nA1,E1,2026-10-01\n");
}

/* Feedback of 1, 2 and 4 to E1 on the first days of October, of 8 to E3 in November, and measures
 * of it. */
static inline void measured_feedback(struct measured *m, const char *measures)
{
    company_load(&m->c, "measures.csv", measures);
    company_load(&m->c, "feedback.csv",
                 "feedback_id,employee_id,at,score\nF1,E1,2026-10-01,1\nF2,E1,2026-10-02,2\n"
                 "F3,E1,2026-10-03,4\nF4,E3,2026-11-01,8\n");
}

/* Adds up all measures over a period. */
static inline void measure(struct measured *m, const char *period)
{
    struct cx_err err = {0};
    measured_forget(m);
    ck_assert_int_eq(cx_period_parse(&m->period, period, 0, &err), 0);
    int rc = cx_plan_load(&m->plan, m->c.db, m->period.to - 1, &err);
    if (rc == 0)
        rc = cx_org_load(&m->org, m->c.db, &err);
    if (rc == 0)
        rc = cx_sums_compute(&m->sums, m->c.db, m->plan, m->org, &m->period, 1, &err);
    ck_assert_msg(rc == 0, "%s", err.text);
}

/* "E1": the person; "E1#0", "E1#1": their posts; "T1": the team; "": the company. */
static inline size_t subject(const struct measured *m, const char *name)
{
    int64_t id = 0;
    struct cx_err err = {0};
    size_t n = strcspn(name, "#");
    if (n == 0)
        return cx_subject_of_company(m->org);
    ck_assert_int_eq(cx_id_find(&id, m->c.db, name, n, &err), 0);
    if (*name == 'T')
        return cx_subject_of_team(m->org, cx_org_team(m->org, id));
    int person = cx_org_person(m->org, id);
    ck_assert_int_ge(person, 0);
    if (name[n] == '#')
        return (size_t)(m->org->people[person].first_post + atoi(name + n + 1));
    return cx_subject_of_person(m->org, person);
}

static inline int64_t sum(const struct measured *m, const char *name, const char *measure)
{
    int index = cx_plan_quantity(m->plan, measure, strlen(measure));
    ck_assert_msg(index >= 0, "%s", measure);
    return cx_sums_get(m->sums, 0, subject(m, name), (size_t)index);
}

/* A sum is cents where its unit is money, else millionths. */
static inline void ck_cents(const struct measured *m, const char *name, const char *measure,
                            int64_t wanted)
{
    int64_t found = sum(m, name, measure);
    ck_assert_msg(found == wanted, "%s of %s: %lld, wanted %lld", measure, *name ? name : "all",
                  (long long)found, (long long)wanted);
}

static inline void ck_count(const struct measured *m, const char *name, const char *measure,
                            int64_t wanted)
{
    ck_cents(m, name, measure, wanted * 1000000);
}

#endif
