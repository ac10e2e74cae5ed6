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
                   "('calls', 1, 1, '1', NULL, 3);"
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

static struct cx_scalar value_of(void *context, struct cx_name name)
{
    static const int64_t integers[] = {0, 1, INT64_MIN, INT64_MAX, -1, 90};
    const struct worth *worth = context;
    unsigned which = worth->seed + (unsigned)name.form * 5 + (unsigned)name.index;
    int64_t n = integers[which / 4 % 6];
    switch (which % 4) {
    case 0: return cx_scalar_null();
    case 1: return cx_scalar_int(n);
    case 2: return cx_scalar_num(cx_num_fraction(n, INT64_MAX - (int64_t)which));
    default: return cx_scalar_text(which & 4 ? worth->text : "收款 collector");
    }
}

/* What it came to, as text; the caller frees. */
static char *evaluated(struct cx_expr *expr, struct worth *worth)
{
    struct cx_scalar value;
    struct cx_err err = {0};
    struct cx_buf text = {0};
    if (cx_expr_eval(&value, expr, value_of, worth, &err) < 0) {
        holds(err.text[0] != '\0', "failed without a word");
        cx_buf_printf(&text, "error: %s", err.text);
    } else if (value.type == CX_SCALAR_TEXT) {
        holds(strlen(value.text) < CX_CODE_TEXT_MAX + strlen(worth->text), "too long a text");
        cx_buf_puts(&text, value.text);
    } else if (value.type == CX_SCALAR_NUMBER) {
        cx_num_write_text(&text, value.number);
    }
    cx_buf_puts(&text, "");
    return text.data;
}

/* The same again, also where the first time failed. */
static void evaluate(struct cx_expr *expr, struct worth *worth)
{
    char *first = evaluated(expr, worth), *again = evaluated(expr, worth);
    holds(strcmp(first, again) == 0, "%s, then %s", first, again);
    free(first);
    free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t how = fuzz_byte(&data, &size);
    char *text = fuzz_string(data, size);
    struct worth worth = {how, text};
    struct cx_expr *expr = NULL;
    struct cx_err err = {0};
    int rc = cx_expr_new(&expr, plan, (enum cx_name_scope)(how % 3), text, &err);
    if (rc == 0) {
        evaluate(expr, &worth);
        cx_expr_free(expr);
    } else {
        holds(rc == CX_EDATA && err.text[0] && !expr, "status %d: %s", rc, err.text);
    }
    free(text);
    return 0;
}
