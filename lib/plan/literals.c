#include "plan/literals.h"

#include <string.h>

#include "base/buf.h"
#include "base/nearest.h"
#include "kind/words.h"

struct looking {
    const char *const *columns;
    size_t count;
    struct cx_err *err;
};

static bool has_column(const struct looking *looking, const char *name)
{
    for (size_t i = 0; i < looking->count; i++) {
        if (strcmp(looking->columns[i], name) == 0)
            return true;
    }
    return false;
}

/* The words of a column; NULL: it may say anything, as the channel of a payment. */
static const char *const *words_of(const struct looking *looking, const char *column)
{
    static const struct {
        const char *column, *beside; /* NULL: beside any */
        const char *const *words;
    } lists[] = {
        {"outcome", NULL, cx_outcomes},           {"last_outcome", NULL, cx_outcomes},
        {"status", NULL, cx_account_statuses},    {"rating", NULL, cx_ratings},
        {"customer_rating", NULL, cx_ratings},    {"rating_before", NULL, cx_ratings},
        {"upheld", NULL, cx_upheld_words},        {"kind", "score", cx_feedback_kinds},
        {"kind", "amount", cx_arrangement_kinds}, {"contact_channel", NULL, cx_channels},
        {"channel", "contact_channel", NULL}, /* how a payment came */
        {"channel", NULL, cx_channels},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (strcmp(column, lists[i].column) == 0 &&
            (!lists[i].beside || has_column(looking, lists[i].beside)))
            return lists[i].words;
    }
    return NULL;
}

static bool is_of_days(const char *column)
{
    static const char *const columns[] = {"day", "promised_on", "instalment_on", "last_contact"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (strcmp(column, columns[i]) == 0)
            return true;
    }
    return false;
}

/* 2026-10-05, or what such days begin with; or nothing. */
static bool is_day(const char *literal)
{
    size_t year = strspn(literal, "0123456789");
    return !*literal ||
           (year == 4 &&
            (!literal[4] || (literal[4] == '-' && strspn(literal + 5, "0123456789") == 2)));
}

static void hear(void *context, int slot, const char *literal)
{
    const struct looking *looking = context;
    const char *column = looking->columns[slot];
    const char *const *words = words_of(looking, column);
    struct cx_buf all = {0};
    if (!looking->err->code && is_of_days(column) && !is_day(literal)) {
        cx_err_set(looking->err, CX_EDATA, "%s is never '%.60s': write a day as '2026-10-05'",
                   column, literal);
        return;
    }
    if (!words || looking->err->code)
        return;
    for (size_t i = 0; words[i]; i++) {
        if (strcmp(words[i], literal) == 0) { /* as texts are compared: case counts */
            cx_buf_fini(&all);
            return;
        }
        cx_buf_printf(&all, "%s%s", i > 0 ? ", " : "", words[i]);
    }
    const char *meant = cx_nearest_of(words, literal, strlen(literal));
    if (meant)
        cx_err_set(looking->err, CX_EDATA,
                   "%s is never '%.60s' (did you mean '%s'?): it is one of %s", column, literal,
                   meant, cx_buf_str(&all));
    else
        cx_err_set(looking->err, CX_EDATA, "%s is never '%.60s': it is one of %s", column, literal,
                   cx_buf_str(&all));
    cx_buf_fini(&all);
}

int cx_literals_check(const struct cx_code *code, const char *const *columns, size_t count,
                      struct cx_err *err)
{
    struct looking looking = {columns, count, err};
    cx_code_literals(code, hear, &looking);
    return err->code;
}
