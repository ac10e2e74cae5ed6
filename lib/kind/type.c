#include "kind/kind.h"

#include <ctype.h>
#include <string.h>

#include "base/decimal.h"
#include "base/period.h"
#include "kind/words.h"
#include "text/utf8.h"

#define ID_CHARACTERS 64

/* A refusal in words: "value" and what it is not. */
static bool refuse(struct cx_buf *scratch, const char **reason, const char *s, size_t n,
                   const char *why)
{
    cx_buf_clear(scratch);
    cx_buf_putc(scratch, '"');
    cx_utf8_excerpt(scratch, s, n, 60);
    cx_buf_printf(scratch, "\" %s", why);
    *reason = cx_buf_str(scratch);
    return false;
}

static bool read_id(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                    struct cx_buf *scratch, const char **reason)
{
    size_t characters = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x20 || c == 0x7f)
            return refuse(scratch, reason, s, n, "holds a control character: an id has none");
        characters += (c & 0xc0) != 0x80;
        if (field->type == CX_TYPE_NAME && c < 0x80 && !isalnum(c) && !strchr("_+-.", c))
            return refuse(scratch, reason, s, n, "is not a name: use letters, digits and _");
    }
    if (characters > ID_CHARACTERS)
        return refuse(scratch, reason, s, n, "is longer than the 64 characters of an id");
    cell->text = s;
    cell->len = n;
    return true;
}

static bool read_money(struct cx_typed *cell, const char *s, size_t n,
                       const struct cx_type_options *options, struct cx_buf *scratch,
                       const char **reason)
{
    switch (cx_money_parse(&cell->n, s, n)) {
    case CX_DEC_OK: return true;
    case CX_DEC_RANGE: return refuse(scratch, reason, s, n, "is too large an amount of money");
    case CX_DEC_INEXACT:
        if (!options->round)
            return refuse(scratch, reason, s, n,
                          "has more than two decimals: --round rounds such amounts");
        ++*options->rounded;
        return true;
    default: return refuse(scratch, reason, s, n, "is not an amount of money");
    }
}

static bool read_decimal(struct cx_typed *cell, bool percent_is_hundredth, const char *s, size_t n,
                         struct cx_buf *scratch, const char **reason)
{
    bool percent = n > 1 && s[n - 1] == '%';
    size_t digits = percent ? n - 1 : n;
    int decimals = percent && percent_is_hundredth ? 4 : 6;
    switch (cx_dec_parse(&cell->n, s, digits, decimals)) {
    case CX_DEC_OK: return true;
    case CX_DEC_INEXACT: return refuse(scratch, reason, s, n, "has more than six decimals");
    case CX_DEC_RANGE: return refuse(scratch, reason, s, n, "is too large a number");
    default: return refuse(scratch, reason, s, n, "is not a number");
    }
}

static bool read_int(struct cx_typed *cell, const char *s, size_t n, struct cx_buf *scratch,
                     const char **reason)
{
    switch (cx_dec_parse(&cell->n, s, n, 0)) {
    case CX_DEC_OK: return true;
    case CX_DEC_RANGE: return refuse(scratch, reason, s, n, "is too large a number");
    default: return refuse(scratch, reason, s, n, "is not a whole number");
    }
}

static bool read_date(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                      const struct cx_type_options *options, struct cx_buf *scratch,
                      const char **reason)
{
    cx_date date = 0;
    enum cx_date_result result = field->type == CX_TYPE_DATE
                                     ? cx_date_parse(&date, s, n, options->order)
                                     : cx_time_parse(&cell->n, s, n, options->order);
    if (result == CX_DATE_ORDER)
        return refuse(scratch, reason, s, n,
                      "can be read in two ways: say --date-order=mdy or --date-order=dmy");
    if (result != CX_DATE_OK)
        return refuse(scratch, reason, s, n,
                      field->type == CX_TYPE_DATE ? "is not a date: write 2026-10-31"
                                                  : "is not a time: write 2026-10-31 18:05");
    if (field->type == CX_TYPE_DATE)
        cell->n = date;
    return true;
}

static bool read_bool(struct cx_typed *cell, const char *s, size_t n, struct cx_buf *scratch,
                      const char **reason)
{
    static const char *const words[] = {"0", "1", "no",    "yes", "false", "true",
                                        "n", "y", "\xe5\x90\xa6", "\xe6\x98\xaf", NULL}; /* 否 是 */
    int found = cx_word_find(words, s, n);
    if (found < 0)
        return refuse(scratch, reason, s, n, "is neither yes nor no");
    cell->n = found % 2;
    return true;
}

static bool read_choice(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                        struct cx_buf *scratch, const char **reason)
{
    int found = cx_word_find(field->words, s, n);
    if (found < 0) {
        refuse(scratch, reason, s, n, "is none of:");
        for (int i = 0; field->words[i]; i++)
            cx_buf_printf(scratch, " %s", field->words[i]);
        *reason = cx_buf_str(scratch);
        return false;
    }
    cell->n = found;
    return true;
}

static bool read_period(struct cx_typed *cell, const char *s, size_t n, struct cx_buf *scratch,
                        const char **reason)
{
    struct cx_err ignored = {0};
    struct cx_period period;
    cx_buf_clear(scratch);
    cx_buf_add(scratch, s, n);
    if (n == 0 || !isdigit((unsigned char)*s) || cx_period_parse(&period, scratch->data, 0, &ignored) < 0)
        return refuse(scratch, reason, s, n, "is not a period: write 2026-10, 2026-Q4 or 2026");
    cx_buf_clear(scratch);
    cx_buf_puts(scratch, period.name);
    cell->text = cx_buf_str(scratch);
    cell->len = scratch->len;
    return true;
}

bool cx_type_read(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                  const struct cx_type_options *options, struct cx_buf *scratch,
                  const char **reason)
{
    *cell = (struct cx_typed){0};
    if (field->type != CX_TYPE_TEXT) {
        for (; n > 0 && isspace((unsigned char)*s); n--)
            s++;
        for (; n > 0 && isspace((unsigned char)s[n - 1]); n--)
            continue;
    }
    cell->null = n == 0;
    if (cell->null)
        return true;
    switch (field->type) {
    case CX_TYPE_ID:
    case CX_TYPE_NAME: return read_id(cell, field, s, n, scratch, reason);
    case CX_TYPE_TEXT:
    case CX_TYPE_EXPR:
        cell->text = s;
        cell->len = n;
        return true;
    case CX_TYPE_MONEY: return read_money(cell, s, n, options, scratch, reason);
    case CX_TYPE_DATE:
    case CX_TYPE_TIME: return read_date(cell, field, s, n, options, scratch, reason);
    case CX_TYPE_DECIMAL: return read_decimal(cell, true, s, n, scratch, reason);
    case CX_TYPE_POINTS: return read_decimal(cell, false, s, n, scratch, reason);
    case CX_TYPE_INT: return read_int(cell, s, n, scratch, reason);
    case CX_TYPE_BOOL: return read_bool(cell, s, n, scratch, reason);
    case CX_TYPE_CHOICE: return read_choice(cell, field, s, n, scratch, reason);
    case CX_TYPE_PERIOD: return read_period(cell, s, n, scratch, reason);
    }
    return false;
}

void cx_type_describe(struct cx_buf *out, const struct cx_field *field)
{
    static const char *const names[] = {
        [CX_TYPE_ID] = "id",           [CX_TYPE_NAME] = "name",   [CX_TYPE_TEXT] = "text",
        [CX_TYPE_MONEY] = "money",     [CX_TYPE_DATE] = "date",   [CX_TYPE_TIME] = "time",
        [CX_TYPE_DECIMAL] = "decimal", [CX_TYPE_POINTS] = "percent", [CX_TYPE_INT] = "whole number",
        [CX_TYPE_BOOL] = "yes or no",  [CX_TYPE_CHOICE] = "",     [CX_TYPE_PERIOD] = "period",
        [CX_TYPE_EXPR] = "expression",
    };
    cx_buf_puts(out, names[field->type]);
    for (int i = 0; field->words && field->words[i]; i++)
        cx_buf_printf(out, "%s%s", i ? " " : "", field->words[i]);
}
