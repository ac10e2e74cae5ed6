/* Rows of the fact customer: who ordered before a period, and whether he ordered in it. */
#include <stdlib.h>

#include "base/mem.h"
#include "fact/customer.sql.h"
#include "fact/fact.h"

struct orders {
    cx_date *days;
    size_t count, cap;
};

static int compare_holdings(const void *a, const void *b)
{
    const struct holding *left = a, *right = b;
    if (left->customer != right->customer)
        return left->customer < right->customer ? -1 : 1;
    return left->period != right->period ? left->period - right->period : left->post - right->post;
}

static bool ordered(const struct orders *orders, cx_date from, cx_date to)
{
    for (size_t i = 0; i < orders->count; i++) {
        if (orders->days[i] >= from && orders->days[i] < to)
            return true;
    }
    return false;
}

/* Gives the row once to each subject that has one of the posts. */
struct subjects {
    size_t *list;
    size_t count, cap;
};

static void add_subject(struct subjects *subjects, size_t subject)
{
    for (size_t i = 0; i < subjects->count; i++) {
        if (subjects->list[i] == subject)
            return;
    }
    CX_GROW(subjects->list, subjects->count, subjects->cap);
    subjects->list[subjects->count++] = subject;
}

static void add_post(struct subjects *subjects, const struct cx_org *org, int post)
{
    add_subject(subjects, (size_t)post);
    add_subject(subjects, cx_subject_of_person(org, org->posts[post].person));
    int team = org->posts[post].team;
    for (int steps = 0; team >= 0 && steps < org->team_count; steps++) {
        add_subject(subjects, cx_subject_of_team(org, team));
        team = org->teams[team].parent;
    }
}

static void add_owner(struct subjects *subjects, const struct facts *facts, int64_t owner,
                      const struct cx_period *period)
{
    int person = cx_org_person(facts->org, owner);
    if (person < 0)
        return;
    const struct cx_person *who = &facts->org->people[person];
    for (int i = who->first_post; i < who->first_post + who->post_count; i++) {
        if (cx_org_days(&facts->org->posts[i], period) > 0)
            add_post(subjects, facts->org, i);
    }
}

static int rows_of_customer(struct facts *facts, int64_t customer, int64_t owner,
                            const struct orders *orders, size_t *holding)
{
    struct subjects subjects = {0};
    int rc = 0;
    while (*holding < facts->holding_count && facts->holdings[*holding].customer < customer)
        ++*holding;
    for (size_t p = 0; rc == 0 && p < facts->period_count; p++) {
        const struct cx_period *period = &facts->periods[p];
        struct fact_row row = {.event = {.id = customer, .day = period->from}};
        subjects.count = 0;
        for (; *holding < facts->holding_count && facts->holdings[*holding].customer == customer &&
               facts->holdings[*holding].period == (int)p;
             ++*holding)
            add_post(&subjects, facts->org, facts->holdings[*holding].post);
        if (!is_period_due(facts, CX_FACT_CUSTOMER, p) ||
            !ordered(orders, period->from - facts->plan->settings.churn_days, period->from))
            continue;
        add_owner(&subjects, facts, owner, period);
        add_subject(&subjects, cx_subject_of_company(facts->org));
        row.cells[CX_CUSTOMER_ACTIVE_AFTER] =
            cx_scalar_int(ordered(orders, period->from, period->to));
        rc = add_subject_rows(facts, CX_FACT_CUSTOMER, p, subjects.list, subjects.count, &row);
    }
    free(subjects.list);
    return rc;
}

int customer_rows(struct facts *facts)
{
    struct cx_stmt *customers = NULL, *rows = NULL;
    struct orders orders = {0};
    size_t holding = 0;
    bool has_order = false;
    if (!is_wanted(facts, CX_FACT_CUSTOMER))
        return 0;
    if (facts->holding_count > 0)
        qsort(facts->holdings, facts->holding_count, sizeof *facts->holdings, compare_holdings);
    int rc = cx_stmt_new(&customers, facts->db, SQL_customers, facts->err);
    if (rc == 0)
        rc = cx_stmt_new(&rows, facts->db, SQL_orders, facts->err);
    if (rc == 0 && (rc = cx_stmt_step(rows, facts->err)) >= 0)
        has_order = rc == 1;
    while (rc >= 0 && (rc = cx_stmt_step(customers, facts->err)) == 1) {
        int64_t customer = cx_stmt_int(customers, 0);
        orders.count = 0;
        while (rc >= 0 && has_order && cx_stmt_int(rows, 0) <= customer) {
            if (cx_stmt_int(rows, 0) == customer) {
                CX_GROW(orders.days, orders.count, orders.cap);
                orders.days[orders.count++] = cx_date_of(cx_stmt_int(rows, 1));
            }
            rc = cx_stmt_step(rows, facts->err);
            has_order = rc == 1;
        }
        if (rc >= 0)
            rc = rows_of_customer(facts, customer, cx_stmt_int(customers, 1), &orders, &holding);
    }
    free(orders.days);
    cx_stmt_free(customers);
    cx_stmt_free(rows);
    return rc;
}
