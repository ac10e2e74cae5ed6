/* Writing one field of CSV, and the apostrophe that keeps spreadsheets from running it. */
#include "csv/writer.h"

#include <string.h>

#include "base/decimal.h"

static bool needs_quotes(const char *s, size_t n, char delimiter)
{
    if (n == 0)
        return false;
    if (s[0] == ' ' || s[0] == '\t' || s[n - 1] == ' ' || s[n - 1] == '\t')
        return true; /* readers, including ours, drop blanks around a field without quotes */
    for (size_t i = 0; i < n; i++)
        if (s[i] == delimiter || s[i] == '"' || s[i] == '\r' || s[i] == '\n')
            return true;
    return false;
}

void cx_csv_put(struct cx_buf *out, const char *s, size_t n, char delimiter)
{
    if (!needs_quotes(s, n, delimiter)) {
        cx_buf_add(out, s, n);
        return;
    }
    cx_buf_putc(out, '"');
    while (n > 0) {
        const char *quote = memchr(s, '"', n);
        size_t part = quote ? (size_t)(quote - s) + 1 : n;
        cx_buf_add(out, s, part);
        if (quote)
            cx_buf_putc(out, '"');
        s += part;
        n -= part;
    }
    cx_buf_putc(out, '"');
}

/* Spreadsheets of East Asian locales take the wide forms ＝ ＋ － ＠ for the narrow ones. */
static bool begins_formula(const char *s, size_t n)
{
    static const char wide[][4] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
    if (n > 0 && *s && strchr("=+-@\t\r", *s))
        return true;
    for (size_t i = 0; n >= 3 && i < sizeof wide / sizeof *wide; i++)
        if (memcmp(s, wide[i], 3) == 0)
            return true;
    return false;
}

bool cx_csv_is_formula(const char *s, size_t n)
{
    size_t quotes = 0;
    int64_t ignored;

    while (quotes < n && s[quotes] == '\'')
        quotes++;
    if (!begins_formula(s + quotes, n - quotes))
        return false;
    return quotes > 0 || cx_dec_parse(&ignored, s, n, 9) == CX_DEC_BAD;
}

/* Every text that is_formula is true of gets an apostrophe, including those that begin with one
 * before such a character; so every text that might have got one has, and removing it restores the
 * text. */
bool cx_csv_was_defused(const char *s, size_t n)
{
    return n > 1 && s[0] == '\'' && cx_csv_is_formula(s + 1, n - 1);
}
