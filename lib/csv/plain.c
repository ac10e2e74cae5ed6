/* Nine out of ten lines in an export have no quotes. Splitting them is a search for the next
 * delimiter; all others are left to libcsv, with which the tests compare this. */
#include "csv/plain.h"

#include <stdint.h>
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool holds(const char *s, size_t n, char c)
{
    return memchr(s, c, n) != NULL;
}

static bool all_ascii(const char *s, size_t n)
{
    uint64_t seen = 0, eight;
    size_t i = 0;
    for (; i + sizeof eight <= n; i += sizeof eight) {
        memcpy(&eight, s + i, sizeof eight);
        seen |= eight;
    }
    for (; i < n; i++)
        seen |= (unsigned char)s[i];
    return (seen & UINT64_C(0x8080808080808080)) == 0;
}

size_t plain_end(const char *s, size_t n, bool *is_ascii)
{
    const char *lf = n > 0 && !is_blank(*s) ? memchr(s, '\n', n) : NULL;
    if (!lf)
        return 0;
    size_t end = (size_t)(lf - s);
    if (end > 0 && s[end - 1] == '\r')
        end--;
    if (end > CX_CSV_MAX_FIELD || holds(s, end, '"') || holds(s, end, '\r') || holds(s, end, '\0'))
        return 0;
    *is_ascii = all_ascii(s, end);
    return end;
}

static void set_field(struct cx_csv_field *field, char *from, char *to)
{
    while (from < to && is_blank(*from))
        from++;
    while (to > from && is_blank(to[-1]))
        to--;
    *to = '\0';
    *field = (struct cx_csv_field){from, (size_t)(to - from)};
}

size_t plain_split(struct cx_csv_field *fields, size_t cap, char *s, size_t end, char delimiter)
{
    size_t count = 0;
    char *from = s, *stop = s + end, *to;
    while (count < cap && (to = memchr(from, delimiter, (size_t)(stop - from))) != NULL) {
        fields[count++] = (struct cx_csv_field){from, (size_t)(to - from)};
        from = to + 1;
    }
    if (count == cap)
        return 0;
    fields[count++] = (struct cx_csv_field){from, (size_t)(stop - from)};
    for (size_t i = 0; i < count; i++) {
        from = s + (fields[i].s - s);
        set_field(&fields[i], from, from + fields[i].n);
    }
    return count;
}

/* The length of ="00123" that ends a field there; 0: it is none. */
static size_t wrapped(const char *s, size_t n, char delimiter)
{
    if (n < 3 || s[0] != '=' || s[1] != '"')
        return 0;
    const char *end = memchr(s + 2, '"', n - 2);
    size_t length = end ? (size_t)(end - s) + 1 : 0;
    bool is_end =
        end && (length == n || s[length] == delimiter || s[length] == '\r' || s[length] == '\n');
    return is_end ? length : 0;
}

void plain_unwrap(char *s, size_t n, char delimiter)
{
    bool quoted = false, is_start = true;
    for (size_t i = 0; i < n; i++) {
        size_t length = is_start && !quoted ? wrapped(s + i, n - i, delimiter) : 0;
        if (length > 0) { /* a blank behind the closing quote is none of the field's */
            memmove(s + i, s + i + 1, length - 1);
            s[i + length - 1] = ' ';
            i += length - 1;
            is_start = false;
            continue;
        }
        quoted ^= s[i] == '"';
        is_start = !quoted && (s[i] == delimiter || (is_start && is_blank(s[i])));
    }
}
