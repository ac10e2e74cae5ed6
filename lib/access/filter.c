#include "access/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

enum { EMPLOYEE, TEAM, SCOPE, SCOPE_ID, PERIOD, KEYS };

struct filter {
    struct cx_table_sink sink; /* first */
    struct cx_access_view *view;
    struct cx_table *to;
    bool has_begun, sees_all;
    int keys[KEYS]; /* columns; -1: not there */
};

/* Columns that show pay, in whatever table they stand. */
static const char *const pay_columns[] = {"base_salary", "base_pay", "team_payroll",
                                          "adjustment",  "retro",    "awards"};

static int find_column(const struct cx_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i].name, name) == 0)
            return (int)i;
    }
    return -1;
}

static int check_columns(const struct filter *filter, const struct cx_table *table,
                         struct cx_err *err)
{
    for (size_t i = 0; filter->view->is_limited && i < sizeof pay_columns / sizeof *pay_columns;
         i++) {
        if (find_column(table, pay_columns[i]) >= 0 &&
            cx_access_lacks(filter->view->access, CX_NEEDS(CX_MAY_PAY)) != CX_MAY_DEFAULT)
            return cx_err_set(err, CX_EWORLD, "column %s needs the right \"%s\"", pay_columns[i],
                              cx_whats[CX_MAY_PAY]);
    }
    bool has_key = filter->keys[EMPLOYEE] >= 0 || filter->keys[TEAM] >= 0 ||
                   (filter->keys[SCOPE] >= 0 && filter->keys[SCOPE_ID] >= 0);
    if (!has_key && !filter->sees_all)
        return cx_err_set(err, CX_EWORLD,
                          "this table is of the whole company: you may see it only with rights for "
                          "the company");
    return 0;
}

static int begin(struct filter *filter, const struct cx_table *table, struct cx_err *err)
{
    static const char *const names[KEYS] = {"employee_id", "team_id", "scope", "scope_id",
                                            "period"};
    struct cx_table *to = filter->to;
    if (filter->has_begun)
        return 0;
    filter->has_begun = true;
    filter->sees_all =
        !filter->view->is_limited || cx_access_sees_all(filter->view->access, filter->view->needs);
    for (int i = 0; i < KEYS; i++)
        filter->keys[i] = find_column(table, names[i]);
    cx_table_columns(to, table->columns, table->column_count);
    free(to->title);
    to->title = cx_strdup(table->title);
    to->keys = table->keys;
    if (filter->sees_all) {
        free(to->note);
        to->note = cx_strdup(table->note);
        to->chart = table->chart;
    }
    int rc = check_columns(filter, table, err);
    filter->view->is_refused = filter->view->is_refused || rc < 0;
    return rc;
}

static const char *text_of(const struct filter *filter, const struct cx_cell *cells, int key)
{
    int column = filter->keys[key];
    return column < 0 || cells[column].null ? NULL : cells[column].text;
}

/* The period that a row is of; *own is room for it. */
static const struct cx_period *period_of(const struct filter *filter, const struct cx_cell *cells,
                                         struct cx_period *own)
{
    struct cx_err ignored = {0};
    const char *name = text_of(filter, cells, PERIOD);
    return name && cx_period_parse(own, name, filter->view->period.from, &ignored) == 0
               ? own
               : &filter->view->period;
}

/* What people read has the scope by its name in their language. */
static bool is_scope(const char *cell, enum cx_scope scope)
{
    return strcmp(cell, cx_scopes[scope]) == 0 ||
           strcmp(cell, cx_shown_word(cx_scopes[scope])) == 0;
}

static bool is_seen(const struct filter *filter, const struct cx_cell *cells)
{
    struct cx_period own;
    const struct cx_access *access = filter->view->access;
    const struct cx_period *period = period_of(filter, cells, &own);
    const char *employee = text_of(filter, cells, EMPLOYEE), *team = text_of(filter, cells, TEAM);
    const char *scope = text_of(filter, cells, SCOPE), *id = text_of(filter, cells, SCOPE_ID);
    if (scope && id && is_scope(scope, CX_SCOPE_EMPLOYEE))
        employee = id;
    if (scope && id && is_scope(scope, CX_SCOPE_TEAM))
        team = id;
    if (filter->sees_all)
        return !filter->view->is_of_person || !employee || period == &filter->view->period ||
               period->from >= filter->view->period.from ||
               cx_access_sees_person(access, filter->view->needs, employee, period);
    if (employee && team)
        return cx_access_sees_post(access, filter->view->needs, employee, team, period->to - 1);
    if (employee)
        return cx_access_sees_person(access, filter->view->needs, employee, period);
    return team && cx_access_sees_team(access, filter->view->needs, team, period->to - 1);
}

static int pass(struct cx_table *table, const struct cx_cell *cells, struct cx_err *err)
{
    struct filter *filter = (struct filter *)table->sink;
    int rc = begin(filter, table, err);
    return rc == 0 && is_seen(filter, cells) ? cx_table_row(filter->to, cells, err) : rc;
}

static void free_filter(struct cx_table_sink *sink)
{
    free(sink);
}

struct cx_table *cx_access_filter(struct cx_access_view *view, struct cx_table *to)
{
    struct cx_table *table = cx_table_new(NULL);
    struct filter *filter = cx_alloc(sizeof *filter);
    *filter = (struct filter){.sink = {pass, free_filter}, .view = view, .to = to};
    table->sink = &filter->sink;
    return table;
}

int cx_access_filter_end(struct cx_table *table, struct cx_err *err)
{
    return begin((struct filter *)table->sink, table, err);
}
