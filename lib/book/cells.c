#include "book/cells.h"

#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "book/book.h"

#define DAY_S      86400
#define EPOCH_1900 25569 /* 1970-01-01 in the numbers of days of Excel */
#define EPOCH_1904 24107 /* and in those of old Macs */

void cells_clear(struct cells *cells, int64_t row)
{
    cells->row = row;
    cells->count = 0;
    cells->is_filled = cells->has_sums = cells->is_long = cells->is_hidden = false;
    cells->repeats = 0;
    cx_buf_clear(&cells->bytes);
}

void cells_fini(struct cells *cells)
{
    free(cells->items);
    cx_buf_fini(&cells->bytes);
    *cells = (struct cells){0};
}

static void add(struct cells *cells, const char *s, size_t n, enum cx_csv_cell kind)
{
    CX_GROW(cells->items, cells->count, cells->cap);
    cells->items[cells->count++] = (struct cell){cells->bytes.len, n, kind, 0};
    if (n > 0)
        cx_buf_add(&cells->bytes, s, n);
    cx_buf_putc(&cells->bytes, '\0');
}

void cells_put(struct cells *cells, size_t column, const char *s, size_t n, enum cx_csv_cell kind)
{
    while (cells->count < column)
        add(cells, "", 0, CX_CSV_TEXT);
    if (n > CX_CSV_MAX_FIELD || cells->bytes.len + n > CX_CSV_MAX_ROW) {
        cells->is_long = true;
        n = 0;
    }
    cells->is_filled = cells->is_filled || n > 0 || kind != CX_CSV_TEXT;
    add(cells, s, n, kind);
}

void cells_clear_like(struct cells *cells, const struct cells *from)
{
    cells_clear(cells, from->row);
    cells->has_sums = from->has_sums;
    cells->is_long = from->is_long;
    cells->is_hidden = from->is_hidden;
}

void cells_swap(struct cells *one, struct cells *other)
{
    struct cells kept = *one;
    *one = *other;
    *other = kept;
}

void cells_copy(struct cells *cells, const struct cells *from)
{
    cells_clear_like(cells, from);
    for (size_t i = 0; i < from->count; i++)
        add(cells, from->bytes.data + from->items[i].at, from->items[i].n, from->items[i].kind);
    cells->is_filled = from->is_filled;
}

enum look look_of_id(int id)
{
    static const signed char looks[] = {
        [9] = LOOK_PERCENT,
        [10] = LOOK_PERCENT,
        [14] = LOOK_DATE,
        [15] = LOOK_DATE,
        [16] = LOOK_DATE,
        [17] = LOOK_MONTH,
        [18] = LOOK_MINUTE,
        [19] = LOOK_TIME,
        [20] = LOOK_MINUTE,
        [21] = LOOK_TIME,
        [22] = LOOK_DATE_TIME,
        /* those of East Asia */
        [27] = LOOK_MONTH,
        [28] = LOOK_DATE,
        [29] = LOOK_DATE,
        [30] = LOOK_DATE,
        [31] = LOOK_DATE,
        [32] = LOOK_MINUTE,
        [33] = LOOK_TIME,
        [34] = LOOK_MINUTE,
        [35] = LOOK_TIME,
        [36] = LOOK_MONTH,
        [45] = LOOK_SPAN,
        [46] = LOOK_SPAN,
        [47] = LOOK_SPAN,
        [50] = LOOK_MONTH,
        [51] = LOOK_DATE,
        [52] = LOOK_MONTH,
        [53] = LOOK_DATE,
        [54] = LOOK_DATE,
        [55] = LOOK_MINUTE,
        [56] = LOOK_TIME,
        [57] = LOOK_MONTH,
        [58] = LOOK_DATE,
    };
    return id >= 0 && (size_t)id < sizeof looks ? (enum look)looks[id] : LOOK_NUMBER;
}

/* Signs, what stands in quotes or brackets only, codes, and any other currency. */
static const char *const currencies[] = {
    "$",    "\u00A5", "\uFFE5", "€",    "£",   "US$", "HK$",        "NT$", "S$",     "A$",   "JP¥",
    "CA$",  "C$",     "AU$",    "NZ$",  "MX$", "R$",  "CN¥",        "₹",   "₩",      "₽",  "₫",
    "฿",    "₱",      "₺",      "₪",    "₴",   "₸",   "元",         "円",  "人民币", "美元", "欧元",
    "港币", "日元",   "美金",   "港元", "zł",  "kr",  "kr.",        "Kč",  "Ft",     "Rp",   "RM",
    "lei",  "Rs",     "Rs.",    "Fr.",  "AED", "AFN", "ALL",        "AMD", "ANG",    "AOA",  "ARS",
    "AUD",  "AWG",    "AZN",    "BAM",  "BBD", "BDT", "BGN",        "BHD", "BIF",    "BMD",  "BND",
    "BOB",  "BRL",    "BSD",    "BTN",  "BWP", "BYN", "BZD",        "CAD", "CDF",    "CHF",  "CLP",
    "CNH",  "CNY",    "COP",    "CRC",  "CUP", "CVE", "CZK",        "DJF", "DKK",    "DOP",  "DZD",
    "EGP",  "ERN",    "ETB",    "EUR",  "FJD", "FKP", "GBP",        "GEL", "GHS",    "GIP",  "GMD",
    "GNF",  "GTQ",    "GYD",    "HKD",  "HNL", "HTG", "HUF",        "IDR", "ILS",    "INR",  "IQD",
    "IRR",  "ISK",    "JMD",    "JOD",  "JPY", "KES", "KGS",        "KHR", "KMF",    "KPW",  "KRW",
    "KWD",  "KYD",    "KZT",    "LAK",  "LBP", "LKR", "LRD",        "LSL", "LYD",    "MAD",  "MDL",
    "MGA",  "MKD",    "MMK",    "MNT",  "MOP", "MRU", "MUR",        "MVR", "MWK",    "MXN",  "MYR",
    "MZN",  "NAD",    "NGN",    "NIO",  "NOK", "NPR", "NZD",        "OMR", "PAB",    "PEN",  "PGK",
    "PHP",  "PKR",    "PLN",    "PYG",  "QAR", "RMB", "RON",        "RSD", "RUB",    "RWF",  "SAR",
    "SBD",  "SCR",    "SDG",    "SEK",  "SGD", "SHP", "SLE",        "SOS", "SRD",    "SSP",  "STN",
    "SVC",  "SYP",    "SZL",    "THB",  "TJS", "TMT", "TND",        "TOP", "TRY",    "TTD",  "TWD",
    "TZS",  "UAH",    "UGX",    "USD",  "UYU", "UZS", "VES",        "VND", "VUV",    "WST",  "XAF",
    "XCD",  "XOF",    "XPF",    "YER",  "ZAR", "ZMW", CX_BOOK_OTHER};

enum { CURRENCIES = sizeof currencies / sizeof *currencies, SIGNS = 28 };
_Static_assert(CX_CSV_MONEY + CURRENCIES <= UCHAR_MAX, "a kind is a byte");

enum cx_csv_cell kind_of_currency(const char *s, size_t n)
{
    for (; n > 0 && *s == ' '; n--)
        s++;
    while (n > 0 && s[n - 1] == ' ')
        n--;
    for (int i = 0; i < CURRENCIES; i++) {
        if (strlen(currencies[i]) == n && memcmp(currencies[i], s, n) == 0)
            return (enum cx_csv_cell)(CX_CSV_MONEY + i);
    }
    return CX_CSV_NUMBER;
}

const char *cx_book_currency(unsigned char kind)
{
    return kind >= CX_CSV_MONEY && kind < CX_CSV_MONEY + CURRENCIES
               ? currencies[kind - CX_CSV_MONEY]
               : NULL;
}

/* A sign that stands in a format without quotes, at s. */
static enum cx_csv_cell sign_at(const char *s)
{
    for (int i = 0; i < SIGNS; i++) {
        if (strncmp(s, currencies[i], strlen(currencies[i])) == 0)
            return (enum cx_csv_cell)(CX_CSV_MONEY + i);
    }
    return CX_CSV_NUMBER;
}

enum cx_csv_cell kind_of_code(const char *code)
{
    enum cx_csv_cell kind = CX_CSV_NUMBER;
    for (const char *s = code; *s && *s != ';' && kind == CX_CSV_NUMBER; s++) {
        if (*s == '"') {
            size_t n = strcspn(s + 1, "\"");
            kind = kind_of_currency(s + 1, n);
            s += 1 + n;
        } else if (*s == '[') {
            size_t n = s[1] == '$' ? strcspn(s + 2, "-]") : 0;
            bool is_currency =
                n > 0 && n > strspn(s + 2, " "); /* [$€-407]; [$-409] is a language */
            if (is_currency)
                kind = kind_of_currency(s + 2, n);
            if (is_currency && kind == CX_CSV_NUMBER)
                kind = (enum cx_csv_cell)(CX_CSV_MONEY + CURRENCIES - 1);
            s += strcspn(s, "]");
        } else if (*s == '_' || *s == '*') { /* as wide as the next, or filled up with it */
            s++;
        } else {
            kind = sign_at(s);
        }
        if (!*s)
            break;
    }
    return kind;
}

/* What a format's letters show. */
struct shown {
    bool year, month, day, hour, minute, second, percent, is_span;
};

/* m is a minute behind an hour and before a second, else a month. */
static void see_m(struct shown *shown, const char *rest, char before)
{
    rest += strspn(rest, "mM");
    while (*rest && !isalpha((unsigned char)*rest) && *rest != ';')
        rest++;
    if (before == 'h' || tolower((unsigned char)*rest) == 's')
        shown->minute = true;
    else
        shown->month = true;
}

static struct shown see(const char *code)
{
    struct shown shown = {0};
    char before = '\0'; /* the letter before, in small */
    for (const char *s = code; *s && *s != ';'; s++) {
        char c = (char)tolower((unsigned char)*s);
        if (c == '"') {
            const char *end = strchr(s + 1, '"');
            if (!end)
                break;
            s = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            s += s[1] != '\0';
        } else if (c == '[') {
            shown.is_span = shown.is_span || (strchr("hms", tolower((unsigned char)s[1])) && s[1] &&
                                              strchr("hms]", tolower((unsigned char)s[2])) && s[2]);
            const char *end = strchr(s, ']');
            if (!end)
                break;
            s = end;
        } else if (strncasecmp(s, "am/pm", 5) == 0) {
            s += 4;
        } else if (strncasecmp(s, "general", 7) == 0) {
            s += 6;
        } else if (c == 'e' && (s[1] == '+' || s[1] == '-')) {
            s++;
        } else {
            shown.year |= c == 'y' || c == 'e';
            shown.day |= c == 'd';
            shown.hour |= c == 'h';
            shown.second |= c == 's';
            shown.percent |= c == '%';
            if (c == 'm' && before != 'm')
                see_m(&shown, s, before);
            before = isalpha((unsigned char)c) ? c : before;
        }
    }
    return shown;
}

enum look look_of_code(const char *code)
{
    struct shown shown = see(code);
    bool is_date = shown.year || shown.month || shown.day;
    bool is_time = shown.hour || shown.minute || shown.second;
    if (shown.is_span)
        return LOOK_SPAN;
    if (is_date && is_time)
        return LOOK_DATE_TIME;
    if (is_date)
        return shown.year && shown.month && !shown.day ? LOOK_MONTH : LOOK_DATE;
    if (is_time)
        return shown.second ? LOOK_TIME : LOOK_MINUTE;
    return shown.percent ? LOOK_PERCENT : LOOK_NUMBER;
}

#define DIGITS 15 /* that spreadsheets keep */

/* A whole number of which no digits are lost: zeros behind those that are kept may have been any.
 */
static bool is_whole(const char *s, size_t n)
{
    size_t from = n > 0 && *s == '-', i = from, last = from;
    for (; i < n && isdigit((unsigned char)s[i]); i++)
        last = s[i] != '0' ? i + 1 : last;
    return i == n && i > from && (n - from <= DIGITS || last - from > DIGITS);
}

/* A number of no more digits than spreadsheets keep, without an exponent: as it is written, but for
 * zeros at the end. */
static bool put_short(struct cx_buf *out, const char *s, size_t n)
{
    size_t from = n > 0 && s[0] == '-', whole = 0, behind = 0;
    while (from + whole < n && isdigit((unsigned char)s[from + whole]))
        whole++;
    const char *point = s + from + whole;
    if (whole == 0 || (whole > 1 && s[from] == '0') || from + whole == n || *point != '.')
        return false;
    while (point + 1 + behind < s + n && isdigit((unsigned char)point[1 + behind]))
        behind++;
    if (behind == 0 || point + 1 + behind != s + n || whole + behind > DIGITS)
        return false;
    while (behind > 0 && point[behind] == '0')
        behind--;
    size_t length = from + whole + (behind > 0) + behind;
    bool is_zero = from && strspn(s + from, "0.") >= length - from;
    cx_buf_add(out, s + is_zero, length - is_zero);
    return true;
}

static void put_double(struct cx_buf *out, double value)
{
    char text[64];
    double size = fabs(value);
    if (size >= 1e15) { /* as Excel shows it: not all digits are there */
        snprintf(text, sizeof text, "%.14E", value);
        char *e = strchr(text, 'E'), *end = e;
        while (end[-1] == '0' && end[-2] != '.')
            end--;
        cx_buf_add(out, text, (size_t)(end - text));
        cx_buf_puts(out, e);
        return;
    }
    int decimals = size > 0 ? 14 - (int)floor(log10(size)) : 0;
    decimals = decimals < 0 ? 0 : decimals > 40 ? 40 : decimals;
    snprintf(text, sizeof text, "%.*f", decimals, value);
    size_t n = strlen(text);
    if (strchr(text, '.')) {
        while (text[n - 1] == '0')
            n--;
        n -= text[n - 1] == '.';
    }
    bool is_zero = n == 2 && memcmp(text, "-0", 2) == 0;
    cx_buf_add(out, text + is_zero, n - is_zero);
}

static bool put_date(struct cx_buf *out, double value, enum look look, bool is_1904,
                     const char **why)
{
    char text[CX_DATE_TEXT];
    double seconds = round(value * DAY_S); /* Excel's own are off by millionths */
    if (value < 0 || value >= 2958466 || (!is_1904 && value >= 60 && value < 61)) {
        *why = N_("is formatted as a date, and there is none of this number");
        return false;
    }
    int64_t day = (int64_t)(seconds / DAY_S), second = (int64_t)seconds - day * DAY_S;
    if (look == LOOK_SPAN) {
        cx_buf_printf(out, "%02lld:%02d:%02d", (long long)((int64_t)seconds / 3600),
                      (int)(second / 60 % 60), (int)(second % 60));
        return true;
    }
    if (look == LOOK_MINUTE && day == 0 && second % 60 == 0) {
        cx_buf_printf(out, "%d:%02d", (int)(second / 3600), (int)(second / 60 % 60));
        return true;
    }
    if ((look == LOOK_TIME || look == LOOK_MINUTE) && day == 0) {
        cx_buf_printf(out, "%02d:%02d:%02d", (int)(second / 3600), (int)(second / 60 % 60),
                      (int)(second % 60));
        return true;
    }
    /* Excel takes 1900 for a leap year. */
    int64_t date = day - (is_1904 ? EPOCH_1904 : EPOCH_1900) + (!is_1904 && day < 60);
    if (!is_1904 && day == 0) {
        *why = N_("is formatted as a date, and there is none of this number");
        return false;
    }
    struct cx_ymd ymd = cx_date_split((cx_date)date);
    if (look == LOOK_MONTH && ymd.day == 1 && second == 0)
        cx_buf_printf(out, "%04d-%02d", ymd.year, ymd.month);
    else if (second == 0 && (look == LOOK_DATE || look == LOOK_MONTH))
        cx_buf_puts(out, cx_date_format(text, (cx_date)date));
    else
        cx_buf_puts(out, cx_time_format(text, date * DAY_S + second));
    return true;
}

bool put_number(struct cx_buf *out, const char *s, size_t n, enum look look, bool is_1904,
                const char **why)
{
    char text[64], *end;
    if (look == LOOK_NUMBER && n < sizeof text && is_whole(s, n)) {
        cx_buf_add(out, s, n); /* exact as it was written, however long */
        return true;
    }
    if (look == LOOK_NUMBER && put_short(out, s, n))
        return true;
    *why = N_("is not a number, though the workbook says so");
    if (n == 0 || n >= sizeof text || !(isdigit((unsigned char)*s) || strchr("-.+", *s)))
        return false;
    memcpy(text, s, n);
    text[n] = '\0';
    double value = strtod(text, &end);
    if (*end || !isfinite(value) || strpbrk(text, "xXnN"))
        return false;
    if (look == LOOK_NUMBER) {
        put_double(out, value);
        return true;
    }
    if (look != LOOK_PERCENT)
        return put_date(out, value, look, is_1904, why);
    put_double(out, value * 100);
    cx_buf_putc(out, '%');
    return true;
}

char *column_letters(char letters[8], size_t column)
{
    char text[8];
    int n = 0, to = 0;
    for (size_t rest = column + 1; rest > 0 && n < 7; rest = (rest - 1) / 26)
        text[n++] = (char)('A' + (rest - 1) % 26);
    while (n > 0)
        letters[to++] = text[--n];
    letters[to] = '\0';
    return letters;
}
