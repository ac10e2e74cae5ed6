#include "plan/faults.h"

#include <stdio.h>

#include "base/buf.h"

void blame(struct check *check, const char *kind, const char *key, const char *column)
{
    check->fault.kind = kind;
    snprintf(check->fault.key, sizeof check->fault.key, "%s", key);
    snprintf(check->fault.column, sizeof check->fault.column, "%s", column);
    check->fault.rest[0] = check->fault.other[0] = '\0';
    check->fault.may_stay = false;
}

int take_up(struct check *check, int rc)
{
    struct cx_plan_fault *fault = &check->fault;
    struct cx_buf key = {0};
    if (rc >= 0)
        return 0;
    if (rc != CX_EDATA)
        return cx_err_set(check->err, rc, "%s", check->problem.text);
    cx_buf_printf(&key, "%s\x1f%s%s\x1f%s\x1f%s", fault->kind, fault->key, fault->rest,
                  fault->column, check->problem.text);
    fault->message = check->problem.text;
    check->seen++;
    if (cx_map_put(check->heard, (int64_t)cx_map_hash(key.data, key.len, 0), 1)) {
        check->count++;
        check->hear(check->context, fault);
    }
    check->problem = (struct cx_err){0};
    cx_buf_fini(&key);
    return 0;
}

int check_code(struct check *check, const struct cx_code *code, const char *text)
{
    if (cx_code_is_text(code))
        return cx_err_set(&check->problem, CX_EDATA, "it gives a text, where a number is needed");
    check->fault.may_stay = true;
    return cx_code_check(code, text, &check->problem);
}

int check_expression(struct check *check, enum cx_name_scope scope, const char *text)
{
    struct cx_expr *expr = NULL;
    if (!text)
        return 0;
    int rc = cx_expr_new(&expr, check->plan, scope, text, &check->problem);
    if (rc == 0)
        rc = check_code(check, cx_expr_code(expr), text);
    cx_expr_free(expr);
    return rc;
}
