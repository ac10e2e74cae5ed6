#include "csv/magic.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"

#define WORKBOOK                                                                                   \
    N_("is a workbook, which can't be read from a pipe: name the file, or save it as CSV")
#define OLD_WORKBOOK                                                                               \
    N_("is an Excel workbook of the old format (.xls), or has a password: save it as .xlsx "       \
       "without one")

static const struct {
    const char *bytes;
    size_t n;
    const char *what;
} magics[] = {
    {"PK\x03\x04", 4, WORKBOOK},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, OLD_WORKBOOK},
    {"\x1F\x8B", 2,
     "is compressed, not CSV: unpack it, or import from a pipe, as in gzip -dc FILE | cx-import -k "
     "KIND -"},
    {"BZh", 3,
     "is compressed, not CSV: unpack it, or import from a pipe, as in bzip2 -dc FILE | cx-import "
     "-k KIND -"},
    {"\xFD\x37zXZ", 5,
     "is compressed, not CSV: unpack it, or import from a pipe, as in xz -dc FILE | cx-import -k "
     "KIND -"},
    {"\x28\xB5\x2F\xFD", 4,
     "is compressed, not CSV: unpack it, or import from a pipe, as in zstd -dc FILE | cx-import -k "
     "KIND -"},
    {"7z\xBC\xAF\x27\x1C", 6, "is a 7-Zip archive, not CSV: unpack it"},
    {"Rar!\x1A\x07", 6, "is a RAR archive, not CSV: unpack it"},
    {"%PDF-", 5, "is a PDF, not CSV: ask for the table as CSV"},
    {"{\\rtf", 5, "is a text document, not CSV: save the table as CSV UTF-8"},
    {"SQLite format 3", 16, "is a database, not CSV: name it with -d"},
};

/* <rows>, and no <id>,<name>. */
static bool begins_with_element(const char *s, size_t n)
{
    size_t length = 0;
    while (length < n && s[length] && !strchr(",;|\t\r\n", s[length]))
        length++;
    bool is_line = length == n || s[length] == '\r' || s[length] == '\n';
    return length > 2 && is_line && s[0] == '<' && isalpha((unsigned char)s[1]) &&
           s[length - 1] == '>';
}

/* Many systems name a web page with a table .xls or .csv, because Excel opens it anyway. */
static const char *markup(const char *s, size_t n)
{
    static const char *const tags[] = {"<html", "<!doctype", "<table", "<?xml",        "<meta",
                                       "<head", "<body",     "<!--",   "mime-version:"};
    bool is_tag = begins_with_element(s, n);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t length = strlen(tags[i]);
        if (is_tag || (n >= length && strncasecmp(s, tags[i], length) == 0))
            return N_("is HTML or XML, not CSV: open it in a spreadsheet and save it as CSV UTF-8");
    }
    return NULL;
}

static const char *json(const char *s, size_t n)
{
    bool is_list = n > 1 && *s == '[';
    for (s += is_list, n -= is_list; n > 0 && strchr(" \t\r\n", *s); n--)
        s++;
    bool is_object = n > 1 && *s == '{';
    for (s += is_object, n -= is_object; n > 0 && strchr(" \t\r\n", *s); n--)
        s++;
    return is_object && n > 0 && *s == '"' ? N_("is JSON, which is read from a file in UTF-8, not "
                                                "from a pipe: name the file, or save it as UTF-8")
                                           : NULL;
}

static const char *binary(const char *s, size_t n)
{
    size_t nuls = 0;
    for (size_t i = 0; i < n; i++)
        nuls += s[i] == '\0';
    return nuls > n / 2 ? N_("is no text: most of its bytes are 0") : NULL;
}

/* Delimiters, digits and line ends of UTF-16 have a NUL, on the same side; on the other one some
 * letters have it, such as 一 (U+4E00). */
static const char *utf16(const char *s, size_t n)
{
    size_t nuls[2] = {0};
    for (size_t i = 0; i < n; i++)
        nuls[i % 2] += s[i] == '\0';
    size_t more = nuls[1] > nuls[0] ? nuls[1] : nuls[0], less = nuls[0] + nuls[1] - more;
    if (less * 4 > more || more < 2 || more * 16 < n)
        return NULL;
    return nuls[1] > nuls[0] ? N_("is UTF-16 without a byte-order mark: use --encoding=utf-16le")
                             : N_("is UTF-16 without a byte-order mark: use --encoding=utf-16be");
}

const char *magic_other(const char *s, size_t n)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (n >= magics[i].n && memcmp(s, magics[i].bytes, magics[i].n) == 0)
            return magics[i].what;
    }
    const char *what = binary(s, n);
    if (!what)
        what = utf16(s, n);
    while (n > 0 && *s && strchr(" \t\r\n", *s))
        s++, n--;
    if (!what)
        what = markup(s, n);
    return what ? what : json(s, n);
}

#define DELIMITERS      4
#define FEW             3 /* delimiters of which nobody doubts that they part columns */
#define LINES_LOOKED_AT 60

static const char delimiters[DELIMITERS] = {',', ';', '\t', '|'};

/* How often each delimiter occurs in a line. */
struct tally {
    size_t seen[DELIMITERS], most; /* most: which occurs most often */
};

/* Counts the next line that is not empty, and gives where it ends. */
static size_t count_line(struct tally *tally, const char *s, size_t n, size_t i)
{
    bool quoted = false;
    *tally = (struct tally){0};
    while (i < n && (s[i] == '\n' || s[i] == '\r'))
        i++;
    for (; i < n && (quoted || (s[i] != '\n' && s[i] != '\r')); i++) {
        quoted ^= s[i] == '"';
        for (size_t d = 0; d < DELIMITERS; d++)
            tally->seen[d] += !quoted && s[i] == delimiters[d];
    }
    for (size_t d = 1; d < DELIMITERS; d++) {
        if (tally->seen[d] > tally->seen[tally->most])
            tally->most = d;
    }
    return i;
}

char magic_delimiter(const char *s, size_t n)
{
    struct tally first, line, next;
    size_t at = count_line(&first, s, n, 0), title = first.seen[first.most], best = 0;
    char found = delimiters[first.most];
    line = first;
    for (int i = 0; i < LINES_LOOKED_AT && at < n && best < FEW; i++) {
        at = count_line(&next, s, n, at);
        size_t often = line.seen[line.most];
        bool agrees = often > 0 && next.seen[line.most] == often;
        if (agrees && i == 0)
            break; /* the first line is no title */
        if (agrees && often > title && often > best) {
            found = delimiters[line.most];
            best = often;
        }
        line = next;
    }
    return found;
}

char magic_separator(size_t *taken, const char *s, size_t n)
{
    static const char word[] = "sep=";
    const size_t at = sizeof word - 1;
    *taken = 0;
    if (n < at + 2 || strncasecmp(s, word, at) != 0 || !memchr(delimiters, s[at], DELIMITERS) ||
        (s[at + 1] != '\r' && s[at + 1] != '\n'))
        return '\0';
    *taken = at + 1;
    return s[at];
}

bool magic_cr_lines(const char *s, size_t n)
{
    const char *cr = memchr(s, '\r', n), *lf = memchr(s, '\n', n);
    return cr && (!lf || lf > cr + 1);
}
