#include "plan/expr.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/mem.h"

struct cx_expr {
    struct cx_code *code;
    struct cx_name *names; /* by slot */
    struct cx_scalar *values;
    size_t count, cap;
};

bool cx_expr_is_name(const char *name)
{
    const char *s = name;
    while (isalnum((unsigned char)*s) || *s == '_' || (unsigned char)*s >= 0x80)
        s++;
    return *name && *s == '\0' && !isdigit((unsigned char)*name);
}

/* The names that are met while an expression is compiled. */
struct finder {
    struct cx_expr *expr;
    const struct cx_plan *plan;
    enum cx_name_scope scope;
    struct cx_buf listed; /* the name that was listed last */
};

static int find_name(void *context, const char *text, size_t n, bool *is_text)
{
    struct finder *finder = context;
    struct cx_expr *expr = finder->expr;
    struct cx_name name;
    size_t slot = 0;
    if (!cx_name_find(&name, finder->plan, finder->scope, text, n))
        return -1;
    *is_text = cx_name_is_text(name);
    while (slot < expr->count &&
           (expr->names[slot].form != name.form || expr->names[slot].index != name.index))
        slot++;
    if (slot == expr->count) {
        CX_GROW(expr->names, expr->count, expr->cap);
        expr->names[expr->count++] = name;
    }
    return (int)slot;
}

static const char *list_name(void *context, size_t *i)
{
    struct finder *finder = context;
    struct cx_name name;
    if (!cx_name_at(&name, finder->plan, finder->scope, i))
        return NULL;
    cx_buf_clear(&finder->listed);
    cx_name_write(&finder->listed, finder->plan, name);
    return cx_buf_str(&finder->listed);
}

static const char *find_titled(void *context, const char *title, size_t n)
{
    const struct finder *finder = context;
    struct cx_name name;
    const char *titled = cx_plan_titled(finder->plan, title, n);
    bool is_name =
        titled && cx_name_find(&name, finder->plan, finder->scope, titled, strlen(titled));
    return is_name ? titled : NULL;
}

int cx_expr_new(struct cx_expr **out, const struct cx_plan *plan, enum cx_name_scope scope,
                const char *text, struct cx_err *err)
{
    const bool is_formula = scope == CX_SCOPE_FORMULA;
    struct cx_expr *expr = cx_alloc(sizeof *expr);
    struct finder finder = {.expr = expr, .plan = plan, .scope = scope};
    struct cx_vocabulary vocabulary = {
        .find = find_name,
        .list = list_name,
        .titled = find_titled,
        .context = &finder,
        .unknown = is_formula ? N_("no measure or metric \"%.*s\"")
                              : N_("no measure, metric or name \"%.*s\""),
        .misspelt = is_formula ? N_("no measure or metric \"%.*s\" (did you mean \"%s\"?)")
                               : N_("no measure, metric or name \"%.*s\" (did you mean \"%s\"?)"),
        .to_hundred = is_formula ? NULL : "score",
    };
    int rc = cx_code_new(&expr->code, text, &vocabulary, err);
    cx_buf_fini(&finder.listed);
    expr->values = cx_alloc((expr->count + 1) * sizeof *expr->values);
    if (rc < 0) {
        cx_expr_free(expr);
        return rc;
    }
    *out = expr;
    return 0;
}

void cx_expr_free(struct cx_expr *expr)
{
    if (!expr)
        return;
    cx_code_free(expr->code);
    free(expr->names);
    free(expr->values);
    free(expr);
}

static void ask(struct cx_expr *expr, cx_expr_get *get, void *context)
{
    for (size_t i = 0; i < expr->count; i++)
        expr->values[i] = get(context, expr->names[i]);
}

int cx_expr_eval(struct cx_scalar *out, struct cx_expr *expr, cx_expr_get *get, void *context,
                 struct cx_err *err)
{
    ask(expr, get, context);
    return cx_code_eval(out, expr->code, expr->values, err);
}

int cx_expr_eval_part(struct cx_scalar *out, struct cx_expr *expr, const struct cx_code_part *part,
                      cx_expr_get *get, void *context, struct cx_err *err)
{
    ask(expr, get, context);
    return cx_code_eval_part(out, expr->code, part, expr->values, err);
}

const struct cx_name *cx_expr_names(const struct cx_expr *expr, size_t *count)
{
    *count = expr->count;
    return expr->names;
}

const struct cx_code *cx_expr_code(const struct cx_expr *expr)
{
    return expr->code;
}

struct columns {
    const char *const *names;
    size_t count;
};

static int find_column(void *context, const char *name, size_t n, bool *is_text)
{
    const struct columns *columns = context;
    if (n == strlen(CX_COLUMN_REPEAT) && strncasecmp(name, CX_COLUMN_REPEAT, n) == 0)
        n = strlen(name = "second");
    for (size_t i = 0; i < columns->count; i++) {
        if (strncasecmp(columns->names[i], name, n) != 0 || columns->names[i][n] != '\0')
            continue;
        *is_text = cx_column_is_text(columns->names[i]);
        return (int)i;
    }
    return -1;
}

static const char *list_column(void *context, size_t *i)
{
    const struct columns *columns = context;
    return *i < columns->count ? columns->names[(*i)++] : NULL;
}

int cx_columns_code(struct cx_code **out, const char *const *columns, size_t count, bool of_rows,
                    const char *text, struct cx_err *err)
{
    struct columns of = {columns, count};
    struct cx_vocabulary vocabulary = {
        .find = find_column,
        .list = list_column,
        .context = &of,
        .unknown = N_("no column \"%.*s\": there are %s"),
        .misspelt = N_("no column \"%.*s\" (did you mean \"%s\"?): there are %s"),
        .is_of_rows = of_rows,
        .to_hundred = "score",
    };
    return cx_code_new(out, text, &vocabulary, err);
}
