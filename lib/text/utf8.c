/* Unicode by utf8proc. ASCII, which most of any file is, does not get that far. */
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"

#define ELLIPSIS "\xE2\x80\xA6"

/* Length of the ASCII that s begins with, eight bytes at a time. */
static size_t ascii_prefix(const char *s, size_t n)
{
    size_t i = 0;

    for (; n - i >= 8; i += 8) {
        uint64_t word;
        memcpy(&word, s + i, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (i < n && (unsigned char)s[i] < 0x80)
        i++;
    return i;
}

/* Number of bytes of the character at s (n > 0), or 0 if there is none. */
static size_t next_point(utf8proc_int32_t *point, const char *s, size_t n)
{
    utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)s, n > 4 ? 4 : (utf8proc_ssize_t)n, point);

    return used > 0 ? (size_t)used : 0;
}

/* The character at s where it is one of three bytes, as Chinese is, else 0. (E0 and ED, whose
 * second bytes have bounds of their own, are utf8proc's.) */
static utf8proc_int32_t three_bytes(const char *s, size_t n)
{
    const unsigned char *b = (const unsigned char *)s;

    if (n < 3 || b[0] <= 0xE0 || b[0] >= 0xF0 || b[0] == 0xED || (b[1] & 0xC0) != 0x80 ||
        (b[2] & 0xC0) != 0x80)
        return 0;
    return (b[0] & 0x0F) << 12 | (b[1] & 0x3F) << 6 | (b[2] & 0x3F);
}

size_t cx_utf8_invalid_at(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n) {
        if ((unsigned char)s[i] < 0x80) {
            i += ascii_prefix(s + i, n - i);
            continue;
        }
        utf8proc_int32_t point;
        size_t used = three_bytes(s + i, n - i) ? 3 : next_point(&point, s + i, n - i);
        if (!used)
            return i;
        i += used;
    }
    return n;
}

static void put_point(struct cx_buf *out, utf8proc_int32_t point)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char(point, bytes);

    cx_buf_add(out, bytes, n > 0 ? (size_t)n : 0);
}

/* Code points of a text after normalisation, in `small` if they fit, so that short texts need no
 * heap.
 */
struct points {
    utf8proc_int32_t small[512];
    utf8proc_int32_t *p;
    size_t n;
};

static void points_fini(struct points *points)
{
    if (points->p != points->small)
        free(points->p);
}

/* What NFKC makes of a character that stands alone whatever is beside it: ASCII, Chinese, and the
 * punctuation of both. 0: it may not. */
static utf8proc_int32_t alone(utf8proc_int32_t point)
{
    if (point < 0x80 || (point >= 0x4E00 && point <= 0x9FFF) ||
        (point >= 0x3001 && point <= 0x3029))
        return point;
    if (point >= 0xFF01 && point <= 0xFF5E) /* full width */
        return point - 0xFEE0;
    return point == 0x2014 || point == 0x2018 || point == 0x2019 || point == 0x201C ||
                   point == 0x201D
               ? point
               : 0;
}

/* The same as points_init where all characters stand alone, as nearly all Chinese does, in a tenth
 * of the time. False: utf8proc has to look. */
static bool points_alone(struct points *points, const char *s, size_t n, bool folds_case)
{
    size_t room = sizeof points->small / sizeof points->small[0];

    points->p = n <= room ? points->small : cx_realloc(NULL, n, sizeof *points->p);
    points->n = 0;
    for (size_t i = 0; i < n;) {
        bool is_ascii = (unsigned char)s[i] < 0x80;
        utf8proc_int32_t point = is_ascii ? s[i] : alone(three_bytes(s + i, n - i));
        if (point == 0)
            return false;
        if (folds_case && point >= 'A' && point <= 'Z')
            point |= 0x20;
        points->p[points->n++] = point;
        i += is_ascii ? 1 : 3;
    }
    return true;
}

static bool points_init(struct points *points, const char *s, size_t n, utf8proc_option_t options)
{
    if (points_alone(points, s, n, options & UTF8PROC_CASEFOLD))
        return true;
    points_fini(points);
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s;
    utf8proc_ssize_t room = (utf8proc_ssize_t)(sizeof points->small / sizeof points->small[0]);
    utf8proc_ssize_t got =
        utf8proc_decompose(bytes, (utf8proc_ssize_t)n, points->small, room, options);

    points->p = points->small;
    if (got > room) {
        points->p = cx_realloc(NULL, (size_t)got, sizeof *points->p);
        got = utf8proc_decompose(bytes, (utf8proc_ssize_t)n, points->p, got, options);
    }
    if (got > 0)
        got = utf8proc_normalize_utf32(points->p, got, options);
    points->n = got > 0 ? (size_t)got : 0;
    return got >= 0;
}

static void put_nfkc(struct cx_buf *out, const char *s, size_t n, int more)
{
    const utf8proc_option_t options =
        (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | more);
    struct points points;

    if (ascii_prefix(s, n) == n) {
        cx_buf_add(out, s, n);
        return;
    }
    if (!points_init(&points, s, n, options)) /* not UTF-8: kept as it is */
        cx_buf_add(out, s, n);
    for (size_t i = 0; i < points.n; i++)
        put_point(out, points.p[i]);
    points_fini(&points);
}

void cx_utf8_nfkc(struct cx_buf *out, const char *s, size_t n)
{
    put_nfkc(out, s, n, 0);
}

void cx_utf8_nfkc_seen(struct cx_buf *out, const char *s, size_t n)
{
    put_nfkc(out, s, n, UTF8PROC_IGNORE);
}

/* Letters of Chinese, Japanese and Korean, which are written without blanks between words. */
static bool is_cjk(utf8proc_int32_t point)
{
    static const struct {
        utf8proc_int32_t first, last;
    } ranges[] = {
        {0x1100, 0x11FF}, {0x2E80, 0x2FDF}, {0x3005, 0x3007}, {0x3021, 0x3029}, {0x3040, 0x31FF},
        {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFD},
    };

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return false;
}

static bool is_symbol(utf8proc_int32_t point)
{
    if (point >= 0x4E00 && point <= 0x9FFF) /* the common case, without a table */
        return false;
    utf8proc_category_t category = utf8proc_category(point);
    return category == UTF8PROC_CATEGORY_SM || category == UTF8PROC_CATEGORY_SC ||
           category == UTF8PROC_CATEGORY_SK || category == UTF8PROC_CATEGORY_SO;
}

/* Blanks, punctuation, and the symbols and strokes that stand between or over characters where
 * somebody wants to be read by people and not by programs. */
static bool is_gap(utf8proc_int32_t point)
{
    if (point < 0x80)
        return point == ' ' || (point >= '\t' && point <= '\r') ||
               (point > ' ' && point < 0x7F && !(point >= '0' && point <= '9') &&
                !((point | 0x20) >= 'a' && (point | 0x20) <= 'z'));
    if (point >= 0x4E00 && point <= 0x9FFF) /* the common case, without a table */
        return false;
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return is_symbol(point);
    }
}

size_t cx_utf8_gap(const char *s, size_t n)
{
    utf8proc_int32_t point;
    size_t used = n > 0 ? next_point(&point, s, n) : 0;

    return used > 0 && is_gap(point) ? used : 0;
}

/* Beside what gaps are dropped: with symbols kept, those too. */
static bool is_neighbour(utf8proc_int32_t point, bool has_symbols)
{
    return is_cjk(point) || (has_symbols && is_symbol(point));
}

static void put_without_gaps(struct cx_buf *out, const struct points *points, bool has_symbols)
{
    const utf8proc_int32_t *p = points->p;

    for (size_t i = 0; i < points->n;) {
        size_t end = i;
        while (end < points->n && is_gap(p[end]) && !(has_symbols && is_symbol(p[end])))
            end++;
        if (end == i) {
            put_point(out, p[i++]);
            continue;
        }
        bool first = i == 0, last = end == points->n;
        bool left = !first && is_neighbour(p[i - 1], has_symbols);
        bool right = !last && is_neighbour(p[end], has_symbols);
        bool drop = (first || left) && (last || right) && (left || right);
        for (; i < end; i++)
            if (!drop)
                put_point(out, p[i]);
    }
}

static void put_folded(struct cx_buf *out, const char *s, size_t n, bool has_symbols)
{
    const utf8proc_option_t options =
        UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    struct points points;

    if (!has_symbols && ascii_prefix(s, n) == n) {
        for (size_t i = 0; i < n; i++)
            cx_buf_putc(out, s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] | 0x20) : s[i]);
        return;
    }
    if (points_init(&points, s, n, options))
        put_without_gaps(out, &points, has_symbols);
    else /* not UTF-8: kept as it is */
        cx_buf_add(out, s, n);
    points_fini(&points);
}

void cx_utf8_fold(struct cx_buf *out, const char *s, size_t n)
{
    put_folded(out, s, n, false);
}

void cx_utf8_fold_symbols(struct cx_buf *out, const char *s, size_t n)
{
    put_folded(out, s, n, true);
}

/* The character that ends at s[n], and its bytes; 0: there is none. */
static size_t last_point(utf8proc_int32_t *point, const char *s, size_t n)
{
    size_t at = n;

    while (at > 0 && ((unsigned char)s[--at] & 0xC0) == 0x80)
        ;
    return n > 0 ? next_point(point, s + at, n - at) : 0;
}

size_t cx_utf8_symbols_before(const char *s, size_t n)
{
    utf8proc_int32_t point;
    size_t at = 0, used;

    while ((used = next_point(&point, s + at, n - at)) > 0 && is_symbol(point))
        at += used;
    return at;
}

size_t cx_utf8_symbols_behind(const char *s, size_t n)
{
    utf8proc_int32_t point;
    size_t left = n, used;

    while ((used = last_point(&point, s, left)) > 0 && is_symbol(point))
        left -= used;
    return n - left;
}

size_t cx_utf8_symbol_between(const char *s, size_t n, size_t at)
{
    utf8proc_int32_t point, before, behind;
    size_t used = next_point(&point, s + at, n - at);

    return used > 0 && is_symbol(point) && last_point(&before, s, at) > 0 &&
                   is_neighbour(before, true) &&
                   next_point(&behind, s + at + used, n - at - used) > 0 &&
                   is_neighbour(behind, true)
               ? used
               : 0;
}

/* Columns and bytes of the character at s; a byte that is no character takes one column. */
static int point_width(size_t *used, const char *s, size_t n)
{
    utf8proc_int32_t point;

    *used = next_point(&point, s, n);
    if (*used)
        return utf8proc_charwidth(point);
    *used = 1;
    return 1;
}

int cx_utf8_width(const char *s, size_t n)
{
    int width = 0;

    for (size_t i = 0, used; i < n; i += used)
        width += point_width(&used, s + i, n - i);
    return width;
}

size_t cx_utf8_fit(const char *s, size_t n, int columns)
{
    size_t i = 0, used;

    for (int width = 0; i < n; i += used) {
        width += point_width(&used, s + i, n - i);
        if (width > columns)
            break;
    }
    return i;
}

/* Characters that move the cursor, colour the terminal or turn the text's direction. */
static bool is_control(utf8proc_int32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029 ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

void cx_utf8_excerpt(struct cx_buf *out, const char *s, size_t n, size_t max_bytes)
{
    for (size_t i = 0, used; i < n; i += used) {
        utf8proc_int32_t point;
        bool valid = (used = next_point(&point, s + i, n - i)) > 0;
        if (!valid)
            used = 1;
        if (i + used > max_bytes) {
            cx_buf_puts(out, ELLIPSIS);
            return;
        }
        if (valid && !is_control(point))
            cx_buf_add(out, s + i, used);
        else
            cx_buf_putc(out, '?');
    }
}
