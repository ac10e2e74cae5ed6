/* Text → an expression over a small plan, and its value. Byte 0: the scope, and what the names are
 * worth. */
#include "plan/expr.h"

#include "fuzz.h"

static struct cx_db *db;
static struct cx_plan *plan;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct cx_err err = {0};
    (void)argc;
    (void)argv;
    bool good =
        cx_db_open(&db, NULL, CX_DB_CREATE, &err) == 0 &&
        cx_db_exec(db,
                   "INSERT INTO measures (measure_id, fact, unit, value, \"where\", seq) VALUES "
                   "('recovered', 0, 0, 'amount', NULL, 1),"
                   "('exposed', 3, 0, 'opening', 'dpd >= 90', 2),"
                   "('calls', 1, 1, '1.0', NULL, 3);"
                   "INSERT INTO metrics (metric_id, title, unit, better, formula, seq) VALUES "
                   "('rate', NULL, 4, 0, 'recovered / exposed', 1)",
                   &err) == 0 &&
        cx_plan_load(&plan, db, 20727, &err) == 0;
    holds(good, "%s", err.text);
    return 0;
}

struct worth {
    uint8_t seed;
    char *text;
};

static struct cx_value value_of(void *context, struct cx_name name)
{
    static const double reals[] = {30, 0.25, -0.0, 1e300, -7.5, 1e-9};
    static const int64_t integers[] = {0, 1, INT64_MIN, INT64_MAX, -1, 90};
    const struct worth *worth = context;
    unsigned which = worth->seed + (unsigned)name.form * 5 + (unsigned)name.index;
    switch (which % 4) {
    case 0: return cx_value_null();
    case 1: return cx_value_int(integers[which / 4 % 6]);
    case 2: return cx_value_real(reals[which / 4 % 6]);
    default: return cx_value_text(which & 4 ? worth->text : "收款 collector");
    }
}

static struct cx_value evaluated(struct cx_expr *expr, struct worth *worth, struct cx_err *err,
                                 int *rc)
{
    struct cx_value value = cx_value_null();
    *rc = cx_expr_eval(&value, expr, value_of, worth, err);
    holds(*rc == 0 || err->text[0], "failed without a word");
    return value;
}

/* The same again, also where the first time failed. */
static void evaluate(struct cx_expr *expr, struct worth *worth)
{
    struct cx_err err = {0}, err_again = {0};
    int rc, rc_again;
    double real = 0, real_again = 0;
    struct cx_value value = evaluated(expr, worth, &err, &rc);
    char *text = value.type == CX_VALUE_TEXT ? strdup(value.s) : NULL;
    bool is_number = cx_expr_number(&real, value);
    struct cx_value again = evaluated(expr, worth, &err_again, &rc_again);
    holds(rc == rc_again && value.type == again.type, "%d, then %d", rc, rc_again);
    holds(is_number == cx_expr_number(&real_again, again) && (!is_number || real == real_again),
          "%g, then %g", real, real_again);
    holds(!text || strcmp(text, again.s) == 0, "%s, then %s", text, again.s);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t how = fuzz_byte(&data, &size);
    char *text = fuzz_string(data, size);
    struct worth worth = {how, text};
    struct cx_sandbox *sandbox = NULL;
    struct cx_expr *expr = NULL;
    struct cx_err err = {0};
    holds(cx_sandbox_new(&sandbox, &err) == 0, "%s", err.text);
    int rc = cx_expr_new(&expr, sandbox, plan, (enum cx_name_scope)(how % 3), text, &err);
    if (rc == 0) {
        evaluate(expr, &worth);
        cx_expr_free(expr);
    } else {
        holds(rc == CX_EDATA && err.text[0] && !expr, "status %d: %s", rc, err.text);
    }
    cx_sandbox_free(sandbox);
    free(text);
    return 0;
}
