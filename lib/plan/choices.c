#include "plan/choices.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "plan/expr.h"
#include "plan/literals.h"
#include "plan/plan.sql.h"

static const char *const kind_names[] = {"strategies", "segments", "scripts", "warnings"};

static int read_all(struct cx_choices *choices, enum cx_choice_kind kind, struct cx_db *db,
                    struct cx_err *err)
{
    static const char *const sql[] = {SQL_strategies, SQL_segments, SQL_scripts, SQL_warnings};
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql[kind], err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        CX_GROW(choices->list, choices->count, choices->cap);
        choices->list[choices->count++] = (struct cx_choice){
            .id = cx_strdup(cx_stmt_text(stmt, 0)),
            .when = cx_strdup(cx_stmt_text(stmt, 1)),
            .text = cx_strdup(cx_stmt_text(stmt, 2)),
            .action = kind == CX_WARNINGS ? -1 : cx_stmt_choice(stmt, 3, cx_actions, -1),
            .signal = kind == CX_WARNINGS ? cx_strdup(cx_stmt_text(stmt, 3)) : NULL,
        };
    }
    cx_stmt_free(stmt);
    return rc;
}

static int compile(struct cx_choice *choice, enum cx_choice_kind kind, struct cx_err *err)
{
    size_t columns = kind == CX_SEGMENTS   ? CX_ACCOUNT_SEGMENT_COLUMNS
                     : kind == CX_WARNINGS ? CX_ACCOUNT_COLUMNS
                                           : CX_ACCOUNT_CHOICE_COLUMNS;
    if (!choice->when)
        return 0;
    int rc = cx_columns_code(&choice->code, cx_account_columns, columns, false, choice->when, err);
    if (rc == 0 && cx_code_is_text(choice->code))
        rc = cx_err_set(err, CX_EDATA, "%s is a text: a condition is needed", choice->when);
    return rc;
}

static void note_use(void *context, int slot)
{
    ((bool *)context)[slot] = true;
}

int cx_choices_init(struct cx_choices *choices, enum cx_choice_kind kind, struct cx_db *db,
                    struct cx_err *err)
{
    *choices = (struct cx_choices){0};
    int rc = read_all(choices, kind, db, err);
    for (size_t i = 0; rc == 0 && i < choices->count; i++) {
        const struct cx_choice *choice = &choices->list[i];
        rc = compile(&choices->list[i], kind, err);
        if (rc == 0 && choice->code)
            cx_code_slots(choice->code, NULL, note_use, choices->uses);
    }
    return rc;
}

void cx_choices_fini(struct cx_choices *choices)
{
    for (size_t i = 0; i < choices->count; i++) {
        cx_code_free(choices->list[i].code);
        free(choices->list[i].id);
        free(choices->list[i].when);
        free(choices->list[i].text);
        free(choices->list[i].signal);
    }
    free(choices->list);
    *choices = (struct cx_choices){0};
}

int cx_choices_next(int *at, const struct cx_choices *choices,
                    struct cx_scalar (*get)(void *context, int column), void *context,
                    struct cx_err *err)
{
    struct cx_scalar values[CX_ACCOUNT_COLUMNS], value;
    size_t i = (size_t)(*at + 1);
    *at = -1;
    for (int column = 0; i < choices->count && column < CX_ACCOUNT_COLUMNS; column++)
        values[column] = choices->uses[column] ? get(context, column) : cx_scalar_null();
    for (; *at < 0 && i < choices->count; i++) {
        struct cx_code *code = choices->list[i].code;
        if (code && cx_code_eval(&value, code, values, err) < 0)
            return CX_EDATA;
        if (!code || cx_scalar_holds(value))
            *at = (int)i;
    }
    return 0;
}

int cx_choices_hold(bool *holds, const struct cx_choices *choices, size_t at,
                    struct cx_scalar (*get)(void *context, int column), void *context,
                    struct cx_err *err)
{
    struct cx_scalar values[CX_ACCOUNT_COLUMNS], value;
    struct cx_code *code = choices->list[at].code;
    *holds = true;
    if (!code)
        return 0;
    for (int column = 0; column < CX_ACCOUNT_COLUMNS; column++)
        values[column] = choices->uses[column] ? get(context, column) : cx_scalar_null();
    if (cx_code_eval(&value, code, values, err) < 0)
        return CX_EDATA;
    *holds = cx_scalar_holds(value);
    return 0;
}

int cx_choices_first(int *first, const struct cx_choices *choices,
                     struct cx_scalar (*get)(void *context, int column), void *context,
                     struct cx_err *err)
{
    *first = -1;
    return cx_choices_next(first, choices, get, context, err);
}

/* A misspelt mark of a script, {nam}, would be read out as it stands. */
static int check_mark(const char *mark, size_t n, struct cx_err *err)
{
    static const char *const others[] = {"name", "due_on"};
    struct cx_nearest nearest = {0};
    for (size_t i = 0; i < 2 + CX_ACCOUNT_CHOICE_COLUMNS; i++) {
        const char *known = i < 2 ? others[i] : cx_account_columns[i - 2];
        if (strlen(known) == n && strncmp(known, mark, n) == 0)
            return 0;
        cx_nearest_try(&nearest, mark, n, known);
    }
    if (nearest.name[0])
        return cx_err_set(err, CX_EDATA, "{%.*s} stands for nothing (did you mean {%s}?)", (int)n,
                          mark, nearest.name);
    return cx_err_set(
        err, CX_EDATA,
        "{%.*s} stands for nothing: write {name}, {due_on} or a column of the account "
        "such as {balance}",
        (int)n, mark);
}

/* What is in braces and is no word stays as it is. */
static int check_marks(const char *text, struct cx_err *err)
{
    int rc = 0;
    for (const char *s = text; rc == 0 && s && (s = strchr(s, '{')) != NULL; s++) {
        size_t n = strspn(s + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
        if (n > 0 && s[n + 1] == '}')
            rc = check_mark(s + 1, n, err);
    }
    return rc;
}

int cx_choices_check(struct cx_db *db, cx_choices_hear *hear, void *context, struct cx_err *err)
{
    int rc = 0;
    for (int kind = CX_STRATEGIES; rc == 0 && kind <= CX_WARNINGS; kind++) {
        struct cx_choices choices = {0};
        rc = read_all(&choices, (enum cx_choice_kind)kind, db, err);
        for (size_t i = 0; rc == 0 && i < choices.count; i++) {
            struct cx_err why = {0};
            int bad = compile(&choices.list[i], (enum cx_choice_kind)kind, &why);
            bool may_stay = bad == 0;
            if (bad == 0 && choices.list[i].code)
                bad = cx_code_check(choices.list[i].code, choices.list[i].when, &why);
            if (bad == 0 && choices.list[i].code)
                bad = cx_literals_check(choices.list[i].code, cx_account_columns,
                                        CX_ACCOUNT_COLUMNS, &why);
            if (bad < 0)
                hear(context, kind_names[kind], choices.list[i].id, "when", may_stay, why.text);
            why = (struct cx_err){0};
            if (kind == CX_SCRIPTS && check_marks(choices.list[i].text, &why) < 0)
                hear(context, kind_names[kind], choices.list[i].id, "text", true, why.text);
        }
        cx_choices_fini(&choices);
    }
    return rc;
}
