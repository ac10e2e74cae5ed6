/* Rows of the fact customer: who ordered before a period, and whether they ordered in it. */
#include <stdlib.h>

#include "base/mem.h"
#include "fact/customer.sql.h"
#include "fact/fact.h"

struct orders {
    cx_date *days;
    size_t count, cap;
};

/* Who owned a customer, each until the next, who is another; the first also before. */
struct owners {
    struct owner {
        cx_date since;
        int64_t employee;
    } * list;
    size_t count, cap;
};

/* Rows of customers, in their order: the customer first. */
struct cursor {
    struct cx_stmt *stmt;
    bool has_row;
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

/* Its teams are those above it on the last day. */
static void add_post(struct subjects *subjects, const struct cx_org *org, int post, cx_date last)
{
    add_subject(subjects, (size_t)post);
    add_subject(subjects, cx_subject_of_person(org, org->posts[post].person));
    for (int up = org->posts[post].team, steps = 0; up >= 0; up = cx_org_up(org, up, last, &steps))
        add_subject(subjects, cx_subject_of_team(org, up));
}

static void add_owner(struct subjects *subjects, const struct facts *facts, int64_t owner,
                      const struct cx_period *days)
{
    int person = cx_org_person(facts->org, owner);
    if (person < 0)
        return;
    const struct cx_person *who = &facts->org->people[person];
    for (int i = who->first_post; i < who->first_post + who->post_count; i++) {
        if (cx_org_days(&facts->org->posts[i], days) > 0)
            add_post(subjects, facts->org, i, days->to - 1);
    }
}

static void add_owners(struct subjects *subjects, const struct facts *facts,
                       const struct owners *owners, const struct cx_period *period)
{
    for (size_t i = 0; i < owners->count; i++) {
        struct cx_period days = *period;
        if (i > 0 && owners->list[i].since > days.from)
            days.from = owners->list[i].since;
        if (i + 1 < owners->count && owners->list[i + 1].since < days.to)
            days.to = owners->list[i + 1].since;
        if (days.from < days.to)
            add_owner(subjects, facts, owners->list[i].employee, &days);
    }
}

static int rows_of_customer(struct facts *facts, int64_t customer, const struct owners *owners,
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
            add_post(&subjects, facts->org, facts->holdings[*holding].post, period->to - 1);
        if (!is_period_due(facts, CX_FACT_CUSTOMER, p) ||
            !ordered(orders, period->from - facts->plan->settings.churn_days, period->from))
            continue;
        add_owners(&subjects, facts, owners, period);
        add_subject(&subjects, cx_subject_of_company(facts->org));
        row.cells[CX_CUSTOMER_ACTIVE_AFTER] =
            cx_scalar_int(ordered(orders, period->from, period->to));
        rc = add_subject_rows(facts, CX_FACT_CUSTOMER, p, subjects.list, subjects.count, &row);
    }
    free(subjects.list);
    return rc;
}

static void take_order(void *orders_of, struct cx_stmt *row)
{
    struct orders *orders = orders_of;
    CX_GROW(orders->days, orders->count, orders->cap);
    orders->days[orders->count++] = cx_date_of(cx_stmt_int(row, 1));
}

static void take_owner(void *owners_of, struct cx_stmt *row)
{
    struct owners *owners = owners_of;
    int64_t employee = cx_stmt_int(row, 2);
    if (owners->count > 0 && owners->list[owners->count - 1].employee == employee)
        return;
    CX_GROW(owners->list, owners->count, owners->cap);
    owners->list[owners->count++] = (struct owner){(cx_date)cx_stmt_int(row, 1), employee};
}

static int open_cursor(struct cursor *cursor, const struct facts *facts, const char *sql)
{
    int rc = cx_stmt_new(&cursor->stmt, facts->db, sql, facts->err);
    if (rc == 0 && (rc = cx_stmt_step(cursor->stmt, facts->err)) >= 0)
        cursor->has_row = rc == 1;
    return rc < 0 ? rc : 0;
}

/* Takes the rows of one customer. */
static int take_rows(struct cursor *cursor, const struct facts *facts, int64_t customer,
                     void (*take)(void *list, struct cx_stmt *row), void *list)
{
    int rc = 0;
    while (rc >= 0 && cursor->has_row && cx_stmt_int(cursor->stmt, 0) <= customer) {
        if (cx_stmt_int(cursor->stmt, 0) == customer)
            take(list, cursor->stmt);
        rc = cx_stmt_step(cursor->stmt, facts->err);
        cursor->has_row = rc == 1;
    }
    return rc < 0 ? rc : 0;
}

int find_orderers(struct facts *facts)
{
    cx_date from = CX_DATE_NONE, end = -CX_DATE_NONE;
    for (size_t p = 0; p < facts->period_count; p++) {
        if (!is_period_due(facts, CX_FACT_CUSTOMER, p))
            continue;
        from = facts->periods[p].from < from ? facts->periods[p].from : from;
        end = facts->periods[p].from > end ? facts->periods[p].from : end;
    }
    if (from > end)
        return 0;
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, facts->db, SQL_orderers, facts->err);
    if (rc < 0)
        return rc;
    facts->orderers = cx_idset_new();
    cx_stmt_bind_int(stmt, 1, from - facts->plan->settings.churn_days);
    cx_stmt_bind_int(stmt, 2, end);
    while ((rc = cx_stmt_step(stmt, facts->err)) == 1)
        cx_idset_add(facts->orderers, cx_stmt_int(stmt, 0));
    cx_stmt_free(stmt);
    cx_idset_settle(facts->orderers);
    return rc;
}

int customer_rows(struct facts *facts)
{
    struct cursor customers = {0}, rows = {0}, former = {0};
    struct orders orders = {0};
    struct owners owners = {0};
    size_t holding = 0;
    if (!is_wanted(facts, CX_FACT_CUSTOMER))
        return 0;
    if (facts->holding_count > 0)
        qsort(facts->holdings, facts->holding_count, sizeof *facts->holdings, compare_holdings);
    int rc = open_cursor(&customers, facts, SQL_customers);
    if (rc == 0)
        rc = open_cursor(&rows, facts, SQL_orders);
    if (rc == 0)
        rc = open_cursor(&former, facts, SQL_former_owners);
    while (rc == 0 && customers.has_row) {
        int64_t customer = cx_stmt_int(customers.stmt, 0);
        orders.count = owners.count = 0;
        rc = take_rows(&rows, facts, customer, take_order, &orders);
        if (rc == 0)
            rc = take_rows(&former, facts, customer, take_owner, &owners);
        if (rc == 0) /* the row itself: the last owner */
            rc = take_rows(&customers, facts, customer, take_owner, &owners);
        if (rc == 0)
            rc = rows_of_customer(facts, customer, &owners, &orders, &holding);
    }
    free(orders.days);
    free(owners.list);
    cx_stmt_free(customers.stmt);
    cx_stmt_free(rows.stmt);
    cx_stmt_free(former.stmt);
    return rc;
}
