#include "plan/choices.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "plan/expr.h"
#include "plan/plan.sql.h"

static const char *const kind_names[] = {"strategies", "segments", "scripts"};

static int read_all(struct cx_choices *choices, enum cx_choice_kind kind, struct cx_db *db,
                    struct cx_err *err)
{
    static const char *const sql[] = {SQL_strategies, SQL_segments, SQL_scripts};
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql[kind], err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        CX_GROW(choices->list, choices->count, choices->cap);
        choices->list[choices->count++] = (struct cx_choice){
            .id = cx_strdup(cx_stmt_text(stmt, 0)),
            .when = cx_strdup(cx_stmt_text(stmt, 1)),
            .text = cx_strdup(cx_stmt_text(stmt, 2)),
            .action = (int)cx_stmt_int_or(stmt, 3, -1),
        };
    }
    cx_stmt_free(stmt);
    return rc;
}

int cx_choices_init(struct cx_choices *choices, enum cx_choice_kind kind, struct cx_db *db,
                    struct cx_sandbox *sandbox, const struct cx_rows *rows, size_t *bad,
                    struct cx_err *err)
{
    size_t columns = kind == CX_SEGMENTS ? CX_ACCOUNT_SEGMENT_COLUMNS : CX_ACCOUNT_COLUMNS;
    *choices = (struct cx_choices){0};
    int rc = read_all(choices, kind, db, err);
    const char **whens = cx_alloc((choices->count + 1) * sizeof *whens);
    for (size_t i = 0; rc == 0 && i < choices->count; i++) {
        whens[i] = choices->list[i].when ? choices->list[i].when : "1";
        rc = cx_expr_check_text(whens[i], err);
        if (rc < 0 && bad)
            *bad = i;
    }
    if (rc == 0 && choices->count > 0)
        rc = cx_calc_new(&choices->calc, sandbox, cx_account_columns, columns, rows, whens,
                         choices->count, bad, err);
    free(whens);
    return rc;
}

void cx_choices_fini(struct cx_choices *choices)
{
    cx_calc_free(choices->calc);
    for (size_t i = 0; i < choices->count; i++) {
        free(choices->list[i].id);
        free(choices->list[i].when);
        free(choices->list[i].text);
    }
    free(choices->list);
    *choices = (struct cx_choices){0};
}

int cx_choices_next(int *first, struct cx_choices *choices, struct cx_err *err)
{
    int rc = cx_calc_step(choices->calc, err);
    *first = -1;
    for (size_t i = 0; rc == 1 && *first < 0 && i < choices->count; i++) {
        double value;
        if (cx_expr_number(&value, cx_calc_result(choices->calc, i)) && value != 0)
            *first = (int)i;
    }
    return rc;
}

static int no_row(void *context)
{
    (void)context;
    return 0;
}

static struct cx_value no_value(void *context, int column)
{
    (void)context;
    (void)column;
    return cx_value_null();
}

int cx_choices_check(const char **kind, char id[CX_CHOICE_ID], struct cx_db *db,
                     struct cx_sandbox *sandbox, struct cx_err *err)
{
    static const struct cx_rows none = {NULL, NULL, no_row, no_value};
    int rc = 0;
    *kind = NULL;
    for (int i = CX_STRATEGIES; rc == 0 && i <= CX_SCRIPTS; i++) {
        struct cx_choices choices;
        size_t bad = SIZE_MAX;
        rc = cx_choices_init(&choices, (enum cx_choice_kind)i, db, sandbox, &none, &bad, err);
        if (rc < 0 && bad < choices.count) {
            *kind = kind_names[i];
            snprintf(id, CX_CHOICE_ID, "%s", choices.list[bad].id);
        }
        cx_choices_fini(&choices);
    }
    return rc;
}
