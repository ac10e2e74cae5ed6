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

bool cx_csv_is_formula(const char *s, size_t n)
{
    size_t quotes = 0;
    int64_t ignored;

    while (quotes < n && s[quotes] == '\'')
        quotes++;
    if (quotes == n || !strchr("=+-@\t\r", s[quotes]) || s[quotes] == '\0')
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
