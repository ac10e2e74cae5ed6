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
    if (strcmp(column, "outcome") == 0 || strcmp(column, "last_outcome") == 0)
        return cx_outcomes;
    if (strcmp(column, "status") == 0)
        return cx_account_statuses;
    if (strcmp(column, "contact_channel") == 0 ||
        (strcmp(column, "channel") == 0 && has_column(looking, "outcome")))
        return cx_channels;
    return NULL;
}

static void hear(void *context, int slot, const char *literal)
{
    const struct looking *looking = context;
    const char *column = looking->columns[slot];
    const char *const *words = words_of(looking, column);
    struct cx_buf all = {0};
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
