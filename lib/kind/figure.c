#include "kind/figure.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t cx_digits_at(const char *s, size_t n, size_t at)
{
    size_t i = at;
    while (i < n && is_digit(s[i]))
        i++;
    return i - at;
}

bool cx_figure_is_ambiguous(const char *s, size_t n, char mark)
{
    size_t from = 0, to = n; /* of the digits, currency and sign aside */
    if (!memchr(s, mark, n))
        return false;
    while (from < to && !is_digit(s[from]))
        from++;
    while (to > from && !is_digit(s[to - 1]))
        to--;
    size_t before = cx_digits_at(s, to, from);
    return before >= 1 && before <= 3 && s[from] != '0' && to == from + before + 4 &&
           s[from + before] == mark && cx_digits_at(s, to, from + before + 1) == 3 &&
           !memchr(s, mark, from);
}

/* 12,34,567 as in India: the length of the groups, the first of which begins at *from; 0: they are
 * no such. */
static size_t groups_of_two(const char *s, size_t n, size_t *from)
{
    size_t pairs = 0;
    *from = 0;
    while (*from < n && !is_digit(s[*from]))
        ++*from;
    size_t at = *from + cx_digits_at(s, n, *from);
    if (at == *from || at - *from > 2 || s[*from] == '0')
        return 0;
    for (; at < n && s[at] == ',' && cx_digits_at(s, n, at + 1) == 2; at += 3)
        pairs++;
    bool is_whole = pairs > 0 && at < n && s[at] == ',' && cx_digits_at(s, n, at + 1) == 3 &&
                    (at + 4 == n || s[at + 4] != ',');
    return is_whole ? at + 4 - *from : 0;
}

enum cx_figure_comma cx_figure_comma(const char *s, size_t n)
{
    size_t from = 0, to = n, commas = 0;
    bool is_point_behind = false, is_grouped = true;
    if (!memchr(s, ',', n))
        return CX_COMMA_NONE;
    if (groups_of_two(s, n, &from))
        return CX_COMMA_THOUSANDS;
    if (cx_figure_is_ambiguous(s, n, ','))
        return CX_COMMA_DOUBTFUL;
    while (from < to && !is_digit(s[from]))
        from++;
    while (to > from && !is_digit(s[to - 1]))
        to--;
    for (size_t i = from; i < to; i++) {
        if (!is_digit(s[i]) && !strchr(",. '", s[i]))
            return CX_COMMA_NONE;
        is_grouped = is_grouped && (s[i] != ',' || cx_digits_at(s, to, i + 1) == 3);
        is_point_behind = is_point_behind || (commas > 0 && s[i] == '.');
        commas += s[i] == ',';
    }
    if (commas == 1 && !is_point_behind)
        return CX_COMMA_DECIMAL;
    return commas > 0 && is_grouped ? CX_COMMA_THOUSANDS : CX_COMMA_NONE;
}

bool cx_figure_has_exponent(const char *s, size_t n)
{
    size_t at = 1;
    if (n < 5 || cx_digits_at(s, n, 0) != 1)
        return false;
    if (s[at] == '.' || s[at] == ',')
        at += 1 + cx_digits_at(s, n, at + 1);
    if (at + 2 > n || (s[at] != 'E' && s[at] != 'e') || s[at + 1] != '+')
        return false;
    return n >= at + 4 && cx_digits_at(s, n, at + 2) == n - at - 2;
}

/* The length of a mark that parts thousands, at s; 0: none. */
static size_t mark_at(const char *s, size_t n)
{
    static const char *const marks[] = {" ", "'", "\u2019", "\u00A0", "\u202F", "\u2009"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t length = strlen(marks[i]);
        if (n >= length && memcmp(s, marks[i], length) == 0)
            return length;
    }
    return 0;
}

static size_t minus_at(const char *s, size_t n)
{
    static const char *const minuses[] = {"\u2212", "\u2010", "\u2011", "\u2013"};
    for (size_t i = 0; i < sizeof minuses / sizeof *minuses; i++) {
        size_t length = strlen(minuses[i]);
        if (n > length && memcmp(s, minuses[i], length) == 0 && s[length] > 0)
            return length;
    }
    return 0;
}

bool cx_figure_plain(struct cx_buf *out, const char *s, size_t n)
{
    bool changed = false, is_behind_point = false;
    size_t group = 0, length, from;
    size_t to = groups_of_two(s, n, &from) + from;
    cx_buf_clear(out);
    for (size_t i = 0; i < n; i += length) {
        if (s[i] == ',' && i > from && i < to) {
            changed = true;
            length = 1;
            continue;
        }
        length = mark_at(s + i, n - i);
        if (length && group > 0 && cx_digits_at(s, n, i + length) > 0) {
            if (group > 3 || is_behind_point || cx_digits_at(s, n, i + length) != 3)
                return false;
            changed = true;
            group = 0;
            continue;
        }
        length = minus_at(s + i, n - i);
        if (length && group == 0) {
            cx_buf_putc(out, '-');
            changed = true;
            continue;
        }
        length = 1;
        group = is_digit(s[i]) ? group + 1 : 0;
        is_behind_point = is_behind_point || s[i] == '.' || s[i] == ',';
        cx_buf_putc(out, s[i]);
    }
    return changed;
}
