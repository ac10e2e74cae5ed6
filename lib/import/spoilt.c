#include "import/spoilt.h"

#include <string.h>

#include "base/hidden.h"
#include "base/lang.h"
#include "kind/figure.h"

#define ONE INT64_C(1000000)

static void count(struct spoilt_rows *rows, int64_t line)
{
    if (rows->rows++ == 0)
        rows->line = line;
}

/* A character of two or three bytes at s; 0: another. */
static unsigned character(const char *s, size_t n, size_t *length)
{
    const unsigned char *c = (const unsigned char *)s;
    if (n >= 2 && c[0] >= 0xC2 && c[0] < 0xE0) {
        *length = 2;
        return (c[0] & 0x1Fu) << 6 | (c[1] & 0x3Fu);
    }
    *length = 3;
    return n >= 3 && c[0] >= 0xE0 && c[0] < 0xF0
               ? (c[0] & 0x0Fu) << 12 | (c[1] & 0x3Fu) << 6 | (c[2] & 0x3Fu)
               : 0;
}

/* Whether Windows-1252 shows a byte from 0x80 to 0xBF, which follows another in UTF-8, so. */
static bool is_continuation(unsigned character)
{
    static const unsigned shown[] = {0x20AC, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x017D, 0x2018,
                                     0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
                                     0x2122, 0x0161, 0x203A, 0x0153, 0x017E, 0x0178};
    if (character >= 0x80 && character <= 0xBF)
        return true;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (shown[i] == character)
            return true;
    }
    return false;
}

/* Whether the bytes of one UTF-8 character begin there, each shown as a character: Ã©, å¼ . Of two
 * bytes only those count that begin with Â or Ã: others may be a word's end before a quotation
 * mark. */
static bool is_garbled(const char *s, size_t n)
{
    size_t length;
    unsigned lead = character(s, n, &length);
    int more = lead == 0xC2 || lead == 0xC3 ? 1 : lead >= 0xE0 && lead <= 0xEF ? 2 : 0;
    bool is_it = more > 0;
    for (; is_it && more > 0; more--) {
        s += length;
        n -= length;
        is_it = n > 0 && is_continuation(character(s, n, &length));
    }
    return is_it;
}

/* 1.38E+10, 13800138000.0 */
static bool is_figure(const char *s, size_t n)
{
    enum { LONG = 7 };
    size_t digits = strspn(s, "0123456789");
    return cx_figure_has_exponent(s, n) ||
           (digits >= LONG && n == digits + 2 && memcmp(s + digits, ".0", 2) == 0);
}

void spoilt_text(struct spoilt *spoilt, const char *s, size_t n, int64_t line)
{
    const char *end = s + n;
    if (is_figure(s, n))
        count(&spoilt->figures, line);
    if (cx_holds_lost(s, n))
        count(&spoilt->lost, line);
    /* All that UTF-8 begins with is shown as a character that begins with this byte. */
    for (const char *at = s; (at = memchr(at, 0xC3, (size_t)(end - at))) != NULL; at++) {
        if (is_garbled(at, (size_t)(end - at))) {
            count(&spoilt->garbled, line);
            return;
        }
    }
}

void spoilt_score(struct spoilt *spoilt, int64_t millionths, int64_t line)
{
    spoilt->scores++;
    spoilt->highest = millionths > spoilt->highest ? millionths : spoilt->highest;
    if (millionths >= 0 && millionths <= ONE)
        count(&spoilt->shares, line);
    spoilt->has_fraction = spoilt->has_fraction || (millionths > 0 && millionths < ONE);
}

void spoilt_time(struct spoilt *spoilt, bool is_midnight, int64_t line)
{
    spoilt->times++;
    if (is_midnight)
        count(&spoilt->midnights, line);
}

/* Stars of 5, or marks of 10, that are scores of 100 here. */
static void tell_low(struct cx_buf *out, const char *file, const struct spoilt *spoilt)
{
    enum { ENOUGH = 3 }; /* fewer may well be so low */
    int of = spoilt->highest <= 5 * ONE ? 5 : 10;
    if (spoilt->scores >= ENOUGH && spoilt->highest > ONE && spoilt->highest <= 10 * ONE)
        cx_buf_say(
            out,
            "%s: none of %lld scores is above %d, of 100: if they are of %d, multiply them by %d\n",
            file, (long long)spoilt->scores, of, of, 100 / of);
}

void spoilt_tell(struct cx_buf *out, const char *file, const struct spoilt *spoilt)
{
    if (spoilt->garbled.rows > 0)
        cx_buf_say(out,
                   cx_said_n("%s: %lld text was UTF-8 that something took for another encoding, "
                             "in line %lld: export it again\n",
                             "%s: %lld texts were UTF-8 that something took for another encoding, "
                             "the first in line %lld: export them again\n",
                             (unsigned long long)spoilt->garbled.rows),
                   file, (long long)spoilt->garbled.rows, (long long)spoilt->garbled.line);
    if (spoilt->lost.rows > 0)
        cx_buf_say(out,
                   cx_said_n("%s: %lld text has lost characters (U+FFFD), in line %lld: export it "
                             "again, as UTF-8\n",
                             "%s: %lld texts have lost characters (U+FFFD), the first in line "
                             "%lld: export them again, as UTF-8\n",
                             (unsigned long long)spoilt->lost.rows),
                   file, (long long)spoilt->lost.rows, (long long)spoilt->lost.line);
    if (spoilt->figures.rows > 0)
        cx_buf_say(
            out,
            cx_said_n("%s: %lld long number was taken for a figure by a spreadsheet, in line "
                      "%lld: format the column as text, and export it again\n",
                      "%s: %lld long numbers were taken for figures by a spreadsheet, the "
                      "first in line %lld: format the column as text, and export them again\n",
                      (unsigned long long)spoilt->figures.rows),
            file, (long long)spoilt->figures.rows, (long long)spoilt->figures.line);
    if (spoilt->has_fraction && spoilt->shares.rows == spoilt->scores)
        cx_buf_say(out,
                   cx_said_n("%s: the %lld score is at most 1, of 100: if it is a share, write "
                             "85%% for 0.85\n",
                             "%s: all %lld scores are at most 1, of 100: if they are shares, write "
                             "85%% for 0.85\n",
                             (unsigned long long)spoilt->scores),
                   file, (long long)spoilt->scores);
    if (spoilt->midnights.rows > 1 && spoilt->midnights.rows == spoilt->times)
        cx_buf_say(out,
                   "%s: all %lld times are 00:00:00, the first in line %lld: if they are days "
                   "alone, import them with format date in a map\n",
                   file, (long long)spoilt->times, (long long)spoilt->midnights.line);
    tell_low(out, file, spoilt);
}
