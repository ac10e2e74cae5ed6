#include "base/hidden.h"

#include <string.h>

static bool is_hidden(unsigned point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0)          /* controls */
           || point == 0x061C || point == 0x200E || point == 0x200F /* direction marks */
           || (point >= 0x2028 && point <= 0x202E)                  /* ends of lines, overrides */
           || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF; /* isolates, BOM */
}

/* The character at s of one to three bytes; the code of longer ones is of no interest. */
static unsigned read_point(const unsigned char *s, size_t *n)
{
    *n = 1;
    if ((s[0] & 0xE0) == 0xC0 && (s[1] & 0xC0) == 0x80) {
        *n = 2;
        return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
    }
    if ((s[0] & 0xF0) == 0xE0 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
        *n = 3;
        return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    }
    return s[0] < 0x80 ? s[0] : 0x100000; /* a byte alone, or of a longer one: none of ours */
}

size_t cx_hidden_at(const char *s, unsigned *point, size_t *n)
{
    size_t at = 0;
    for (; s[at]; at += *n) {
        *n = 1;
        if (s[at] >= 0x20 && s[at] < 0x7F) /* most are, and take no time */
            continue;
        *point = read_point((const unsigned char *)s + at, n);
        if (is_hidden(*point))
            return at;
    }
    *n = 0;
    return at;
}

static void show(struct cx_buf *out, unsigned point)
{
    static const char plain[] = "\a\b\t\n\v\f\r", letters[] = "abtnvfr";
    const char *at = point > 0 && point < 0x20 ? strchr(plain, (int)point) : NULL;
    if (at)
        cx_buf_printf(out, "\\%c", letters[at - plain]);
    else
        cx_buf_printf(out, point < 0x100 ? "\\x%02x" : "\\u%04x", point);
}

static void put(struct cx_buf *out, const char *s, const char *kept, bool is_shown)
{
    for (;;) {
        unsigned point;
        size_t n, plain = cx_hidden_at(s, &point, &n);
        cx_buf_add(out, s, plain);
        if (n == 0)
            return;
        if (point < 0x80 && strchr(kept, (int)point))
            cx_buf_putc(out, (char)point);
        else if (is_shown)
            show(out, point);
        s += plain + n;
    }
}

void cx_hidden_show(struct cx_buf *out, const char *s, const char *kept)
{
    put(out, s, kept, true);
}

void cx_hidden_drop(struct cx_buf *out, const char *s, const char *kept)
{
    put(out, s, kept, false);
}

size_t cx_unseen_at(const char *s, size_t n)
{
    const unsigned char *u = (const unsigned char *)s;
    if (n >= 2 && u[0] == 0xC2 && u[1] == 0xAD)
        return 2;
    bool is_mark =
        n >= 3 && u[0] == 0xE2 &&
        ((u[1] == 0x80 && ((u[2] >= 0x8B && u[2] <= 0x8F) || (u[2] >= 0xAA && u[2] <= 0xAE))) ||
         (u[1] == 0x81 && u[2] >= 0xA0 && u[2] <= 0xAF));
    return is_mark || (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) ? 3 : 0;
}

bool cx_holds_unseen(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)s[i] >= 0x80 && cx_unseen_at(s + i, n - i) > 0)
            return true;
    }
    return false;
}

bool cx_holds_lost(const char *s, size_t n)
{
    return memchr(s, 0xEF, n) && memmem(s, n, "\xEF\xBF\xBD", 3);
}
