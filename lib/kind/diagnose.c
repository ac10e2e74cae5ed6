#include "kind/diagnose.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/hidden.h"
#include "base/lang.h"
#include "base/nearest.h"
#include "base/stamp.h"
#include "kind/alias.h"
#include "kind/figure.h"
#include "kind/leftover.h"
#include "kind/unit.h"

/* The day 0 of Excel's calendar, as it counts after February 1900. */
#define EXCEL_EPOCH 25569

static bool ends_with(const char *s, size_t n, const char *ending)
{
    size_t length = strlen(ending);
    return n > length && memcmp(s + n - length, ending, length) == 0;
}

static bool holds(const char *s, size_t n, const char *characters)
{
    for (size_t i = 0; i < n; i++) {
        if (s[i] && strchr(characters, s[i]))
            return true;
    }
    return false;
}

static enum cx_date_result read_time(const char *s, size_t n, enum cx_date_order order)
{
    struct cx_stamp ignored;
    return cx_stamp_parse(&ignored, s, n, order);
}

static bool is_date(const char *s, size_t n)
{
    return holds(s, n, "-/.\xe5") && (read_time(s, n, CX_ORDER_MDY) == CX_DATE_OK ||
                                      read_time(s, n, CX_ORDER_DMY) == CX_DATE_OK);
}

/* How a cell should be written, or, where that is nobody's business, how another would be. */
static const char *example(const struct cx_field *field, const char *own, const char *other)
{
    return field->flags & CX_PRIVATE ? other : own;
}

/* 12k and 12.5w: the figure written out. */
static bool say_large_unit(struct cx_buf *why, const struct cx_field *field, const char *s,
                           size_t n)
{
    static const struct {
        const char *ending;
        int power;
    } units[] = {{"w", 4}, {"W", 4}, {"k", 3}, {"K", 3}, {"万", 4}, {"亿", 8}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        int64_t millionths;
        char text[CX_DEC_TEXT];
        if (!ends_with(s, n, units[i].ending) ||
            cx_dec_parse(&millionths, s, n - strlen(units[i].ending), 6) != CX_DEC_OK ||
            __builtin_mul_overflow(millionths, cx_dec_pow10(units[i].power), &millionths))
            continue;
        cx_buf_say(why, "is written in %s: write %s", units[i].ending,
                   example(field, cx_dec_format_short(text, millionths, 6), "12000"));
        return true;
    }
    return false;
}

/* The length of a share or a score without its sign or unit. */
static size_t figure_length(const struct cx_field *field, const char *s, size_t n)
{
    size_t length = field->type == CX_TYPE_POINTS ? cx_unit_behind(field, s, n) : n;
    if (field->type == CX_TYPE_DECIMAL && n > 1 && s[n - 1] == '%')
        length = n - 1;
    while (length < n && length > 1 && s[length - 1] == ' ')
        length--;
    return length;
}

/* 1.234,50 and 12,5%: points and blanks are the thousands, the comma is the point. */
static bool say_decimal_comma(struct cx_buf *why, const struct cx_field *field, const char *s,
                              size_t n)
{
    struct cx_buf figure = {0}, plain = {0};
    int64_t ignored;
    size_t length = figure_length(field, s, n);
    if (!cx_figure_plain(&figure, s, length)) {
        cx_buf_clear(&figure);
        cx_buf_add(&figure, s, length);
    }
    const char *text = cx_buf_str(&figure), *comma = strchr(text, ',');
    bool is_it = comma && !strchr(comma, '.');
    for (; is_it && *text; text++) {
        if (*text != '.')
            cx_buf_putc(&plain, *text == ',' ? '.' : *text);
    }
    is_it = is_it && cx_dec_parse(&ignored, plain.data, plain.len, 9) == CX_DEC_OK;
    cx_buf_add(&plain, s + length, n - length);
    if (is_it)
        cx_buf_say(
            why, "has a decimal comma: write %s, or use format comma in a map for the whole column",
            example(field, cx_buf_str(&plain), "1234.5"));
    cx_buf_fini(&figure);
    cx_buf_fini(&plain);
    return is_it;
}

/* 30天, 95kg and 500 (incl. interest): a number, and behind it what is none. Letters behind an
 * amount may be its sign: 12 CR. */
static bool say_unit_behind(struct cx_buf *why, const struct cx_field *field, const char *s,
                            size_t n)
{
    int64_t ignored;
    size_t digits = 0, letters = 0;
    while (digits < n && (isdigit((unsigned char)s[digits]) || strchr("+-.,", s[digits])))
        digits++;
    size_t from = digits;
    while (from < n && s[from] == ' ')
        from++;
    while (from + letters < n && isalpha((unsigned char)s[from + letters]))
        letters++;
    bool is_remark = from < n && s[from] == '(';
    bool is_word =
        from < n && !holds(s + from, n - from, "0123456789") &&
        ((unsigned char)s[from] >= 0x80 || (letters > 1 && field->type != CX_TYPE_MONEY));
    if ((!is_remark && !is_word) || cx_dec_parse(&ignored, s, digits, 9) != CX_DEC_OK)
        return false;
    cx_buf_puts(why,
                _("has more than a number: write the number alone, in the unit of its column"));
    return true;
}

/* 1234-, which may be -1234 of SAP, and 1234 as others write it without cents. */
static bool say_negative(struct cx_buf *why, const struct cx_field *field, const char *s, size_t n)
{
    int64_t cents;
    char text[CX_DEC_TEXT];
    if (n < 2 || s[n - 1] != '-' || !isdigit((unsigned char)s[n - 2]) ||
        cx_money_parse(&cents, s, n - 1) != CX_DEC_OK)
        return false;
    cx_buf_say(why, "has a trailing minus: write %s",
               example(field, cx_dec_format(text, -cents, 2), "-1234.50"));
    return true;
}

/* 12.50 CR, which adds to some accounts and is taken from others. */
static bool is_credit_or_debit(const char *s, size_t n)
{
    int64_t ignored;
    bool is_it =
        n > 2 && (strncasecmp(s + n - 2, "CR", 2) == 0 || strncasecmp(s + n - 2, "DR", 2) == 0);
    return is_it && cx_money_parse(&ignored, s, n - 2) == CX_DEC_OK;
}

/* Where numbers are no amounts: $50,000 and (12.00). */
static bool say_amount(struct cx_buf *why, const struct cx_field *field, const char *s, size_t n)
{
    int64_t cents;
    char text[CX_DEC_TEXT];
    if (cx_dec_parse(&cents, s, n, 2) != CX_DEC_BAD || cx_money_parse(&cents, s, n) != CX_DEC_OK)
        return false;
    cx_buf_say(why, "has a currency, or a sign as accountants write it: write %s",
               example(field, cx_dec_format_short(text, cents, 2), "1234.5"));
    return true;
}

/* 1.234,50 € and 1.234,50-: a decimal comma, and more than a figure. */
static bool has_comma_within(const struct cx_field *field, const char *s, size_t n)
{
    struct cx_buf ignored = {0};
    size_t from = 0, to = n;
    while (from < n && !isdigit((unsigned char)s[from]))
        from++;
    while (to > from && !isdigit((unsigned char)s[to - 1]))
        to--;
    bool is_around = to - from < n;
    for (size_t i = 0; i < n && is_around; i++)
        is_around = (i >= from && i < to) || !islower((unsigned char)s[i]);
    bool has_it = is_around && say_decimal_comma(&ignored, field, s + from, to - from);
    cx_buf_fini(&ignored);
    return has_it;
}

static void money(struct cx_buf *why, const struct cx_field *field, const char *s, size_t n)
{
    if (say_large_unit(why, field, s, n) || say_decimal_comma(why, field, s, n) ||
        say_negative(why, field, s, n))
        return;
    if (s[n - 1] == '%')
        cx_buf_puts(why, _("is a percentage, not an amount of money"));
    else if (ends_with(s, n, "分") || ends_with(s, n, "角"))
        cx_buf_puts(why, _("ends in a part of 元: write it in 元, as in 12.50"));
    else if (has_comma_within(field, s, n))
        cx_buf_puts(why, _("has a decimal comma beside a currency or a sign: write it as in "
                           "-1234.50, or use format comma in a map for the whole column"));
    else if (is_date(s, n))
        cx_buf_puts(why, _("is a date, not an amount of money: are two columns swapped?"));
    else if (is_credit_or_debit(s, n))
        cx_buf_puts(why, _("says by CR or DR whether it is added or taken: write it with its sign, "
                           "as in -1234.50"));
    else if (!say_unit_behind(why, field, s, n))
        cx_buf_puts(why, _("is not an amount of money"));
}

/* 10/31/2026, of which only one reading may be a date. */
static void ordered_date(struct cx_buf *why, const char *s, size_t n)
{
    bool mdy = read_time(s, n, CX_ORDER_MDY) == CX_DATE_OK;
    bool dmy = read_time(s, n, CX_ORDER_DMY) == CX_DATE_OK;
    if (mdy && dmy)
        cx_buf_puts(why, _("is ambiguous: use --date-order=mdy or --date-order=dmy"));
    else
        cx_buf_say(why, mdy ? "has the month first: use --date-order=mdy"
                            : "has the day first: use --date-order=dmy");
}

/* Numbers that Excel shows as a date where the cell is formatted as one. */
static bool say_serial(struct cx_buf *why, const struct cx_field *field, const char *s, size_t n)
{
    int64_t millionths;
    char text[CX_DATE_TEXT];
    enum cx_dec_result result = cx_dec_parse(&millionths, s, n, 6);
    if ((result != CX_DEC_OK && result != CX_DEC_INEXACT) || !isdigit((unsigned char)*s) ||
        memchr(s, ',', n) || millionths < INT64_C(20000000000) ||
        millionths >= INT64_C(80000000000))
        return false;
    cx_date_format(text, (cx_date)(millionths / 1000000 - EXCEL_EPOCH));
    cx_buf_say(why,
               "is how Excel stores the day %s: format the column as a date in Excel and save "
               "again, or use format excel in a map",
               example(field, text, "2026-10-31"));
    return true;
}

/* Three numbers of at most two digits, as in 12/31/26, or 05-OCT-26. */
static bool has_short_year(const char *s, size_t n)
{
    size_t digits = 0, parts = 0, letters;
    for (size_t i = 0; i < n && s[i] != ' '; i++) {
        if (cx_month_named(s + i, n - i, &letters) && digits == 0) {
            i += letters - 1;
            digits = 1;
        } else if (s[i] == 'T') {
            break;
        } else if (isdigit((unsigned char)s[i])) {
            digits++;
        } else if (strchr("/-.", s[i]) && digits >= 1 && digits <= 2) {
            parts++;
            digits = 0;
        } else {
            return false;
        }
    }
    return parts == 2 && digits >= 1 && digits <= 2;
}

static bool has_half_day(const char *s, size_t n)
{
    static const char *const words[] = {"AM", "PM", "am", "pm", "上午", "下午", "a.m.", "p.m."};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (memmem(s, n, words[i], strlen(words[i])))
            return true;
    }
    return false;
}

/* 18:05 EDT: a time, and a word behind it. */
static bool say_unknown_zone(struct cx_buf *why, const struct cx_field *field, const char *s,
                             size_t n, enum cx_date_order order)
{
    size_t from = n;
    while (from > 0 && (isalpha((unsigned char)s[from - 1]) || s[from - 1] == '/'))
        from--;
    size_t end = from;
    while (end > 0 && s[end - 1] == ' ')
        end--;
    if (field->flags & CX_PRIVATE || n - from < 2 || has_half_day(s + from, n - from) ||
        !memchr(s, ':', end) || read_time(s, end, order) == CX_DATE_BAD)
        return false;
    cx_buf_say(why,
               "ends in %.*s, which is not a known zone: write its distance from UTC, as in "
               "2026-01-31 18:05:00 -05:00",
               (int)(n - from), s + from);
    return true;
}

/* 9:00-09:30, where the second may be a zone. */
static bool is_zone_or_span(const char *s, size_t n, enum cx_date_order order)
{
    int ignored;
    size_t at = n;
    while (at > 0 && s[at - 1] != '+' && s[at - 1] != '-')
        at--;
    return at > 1 && isdigit((unsigned char)s[at - 2]) && memchr(s, ':', at) &&
           cx_offset_parse(&ignored, s + at - 1, n - at + 1) &&
           read_time(s, at - 1, order) != CX_DATE_BAD;
}

static bool has_month_name(const char *s, size_t n)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    for (size_t i = 0; holds(s, n, "0123456789") && i + 3 <= n; i++) {
        for (size_t m = 0; m < 12; m++) {
            if (strncasecmp(s + i, names[m], 3) == 0)
                return true;
        }
    }
    return false;
}

static bool is_amount(const char *s, size_t n)
{
    int64_t ignored;
    enum cx_dec_result result = cx_money_parse(&ignored, s, n);
    return (result == CX_DEC_OK || result == CX_DEC_INEXACT) &&
           (holds(s, n, ".,$") || (unsigned char)*s >= 0x80 || isupper((unsigned char)*s));
}

/* 2026-02-29: the month is there, its day is not. A private date keeps even its month. */
static bool say_no_such_day(struct cx_buf *why, const struct cx_field *field, const char *s,
                            size_t n, enum cx_date_order order)
{
    char first[CX_DATE_TEXT];
    cx_date date;
    size_t length = 0;
    while (length < n && s[length] != ' ' && s[length] != 'T')
        length++;
    size_t end = length > 3 && memcmp(s + length - 3, "日", 3) == 0 ? length - 3 : length;
    if (field->flags & CX_PRIVATE || length >= sizeof first || end < 2 ||
        !isdigit((unsigned char)s[end - 1]) || !isdigit((unsigned char)s[end - 2]))
        return false;
    memcpy(first, s, length);
    memcpy(first + end - 2, "01", 2);
    if (cx_date_parse(&date, s, length, order) != CX_DATE_BAD ||
        cx_date_parse(&date, first, length, order) != CX_DATE_OK)
        return false;
    struct cx_ymd month = cx_date_split(date);
    cx_buf_say(why, "is not in the calendar: %d-%02d has %d days", month.year, month.month,
               cx_date_add_months(date, 1) - date);
    return true;
}

static void date(struct cx_buf *why, const struct cx_field *field, const char *s, size_t n,
                 enum cx_date_order order)
{
    bool is_time = field->type == CX_TYPE_TIME;
    const char *write = is_time ? "2026-01-31 18:05" : "2026-01-31";
    if (read_time(s, n, CX_ORDER_YMD) == CX_DATE_ORDER && order == CX_ORDER_YMD)
        ordered_date(why, s, n);
    else if (read_time(s, n, CX_ORDER_YMD) == CX_DATE_ORDER && is_date(s, n) &&
             read_time(s, n, order) != CX_DATE_OK)
        cx_buf_say(why, "does not fit the order %s", order == CX_ORDER_MDY ? "mdy" : "dmy");
    else if (say_serial(why, field, s, n) || say_no_such_day(why, field, s, n, order))
        return;
    else if (has_short_year(s, n))
        cx_buf_puts(why,
                    _("has a two-digit year: format the column as yyyy-mm-dd in Excel and save "
                      "again"));
    else if (!is_time && read_time(s, n, order) == CX_DATE_OK)
        cx_buf_puts(why,
                    _("has a time of day, but the column is a date: remove it, or use format date "
                      "in a map"));
    else if (say_unknown_zone(why, field, s, n, order))
        return;
    else if (is_zone_or_span(s, n, order))
        cx_buf_puts(why, _("may end in a zone, or in the end of a span: write seconds before a "
                           "zone, as in 2026-01-31 18:05:00-05:00, and of a span its beginning"));
    else if (has_half_day(s, n))
        cx_buf_say(why, "is neither 24-hour nor 12-hour time: write it as in %s", write);
    else if (has_month_name(s, n))
        cx_buf_puts(why, _("has the month as a word: use format dmy or mdy in a map"));
    else if (is_amount(s, n))
        cx_buf_say(why, is_time ? "is an amount, not a time: are two columns swapped?"
                                : "is an amount, not a date: are two columns swapped?");
    else
        cx_buf_say(
            why, is_time ? "is not a time: write it as in %s" : "is not a date: write it as in %s",
            write);
}

/* The colons of 00:03:25; 0: it is no such thing. */
static int clock_colons(const char *s, size_t n)
{
    int colons = 0;
    for (size_t i = 0; i < n; i++) {
        colons += s[i] == ':';
        if (s[i] != ':' && !isdigit((unsigned char)s[i]))
            return 0;
    }
    return colons;
}

/* Each word with its name in the reader's language, where a cell may hold that as well. */
static void choice(struct cx_buf *why, const char *const *words, const char *s, size_t n)
{
    const char *meant = cx_nearest_of(words, s, n);
    struct cx_buf all = {0};
    for (int i = 0; words[i]; i++) {
        const char *said = cx_said_word(words[i]);
        bool is_alias =
            strcmp(said, words[i]) != 0 && cx_alias_word(words, said, strlen(said)) == i;
        cx_buf_printf(&all, is_alias ? " %s (%s)" : " %s", words[i], said);
    }
    if (meant)
        cx_buf_say(why, "is not one of:%s (did you mean %s?)", cx_buf_str(&all), meant);
    else
        cx_buf_say(why, "is not one of:%s", cx_buf_str(&all));
    cx_buf_fini(&all);
}

static void whole(struct cx_buf *why, const struct cx_field *field, const char *s, size_t n)
{
    int colons = clock_colons(s, n);
    bool is_spoken =
        n > 3 && isdigit((unsigned char)*s) && (memmem(s, n, "秒", 3) || memmem(s, n, "分", 3));
    if (colons == 2 || is_spoken)
        cx_buf_puts(why, _("is hours, minutes and seconds: use format clock in a map"));
    else if (colons == 1)
        cx_buf_puts(why, _("may be hours and minutes, or minutes and seconds: use format m:ss in a "
                           "map for the second, or write 00:03:25 and use format clock"));
    else if (is_date(s, n))
        cx_buf_puts(why, _("is a date, not a whole number: are two columns swapped?"));
    else if (!say_large_unit(why, field, s, n) && !say_amount(why, field, s, n) &&
             !say_unit_behind(why, field, s, n))
        cx_buf_puts(why, _("is not a whole number"));
}

static void period(struct cx_buf *why, const char *s, size_t n)
{
    if (cx_month_is_doubtful(s, n))
        cx_buf_puts(why, _("may be January or October: write the month as in 2026-10"));
    else if (read_time(s, n, CX_ORDER_YMD) == CX_DATE_ORDER && is_date(s, n))
        cx_buf_puts(why, _("is a day: where Excel has made it of a month, write 2026-10, or use "
                           "format mdy month or dmy month in a map"));
    else if (is_date(s, n))
        cx_buf_puts(why, _("is a day: where Excel has made it of a month, write 2026-10, or use "
                           "format month in a map"));
    else
        cx_buf_puts(why, _("is not a period: write 2026-10, 2026-Q4 or 2026"));
}

void cx_diagnose(struct cx_buf *why, const struct cx_field *field, const char *s, size_t n,
                 enum cx_date_order order)
{
    if (cx_leftover_say(why, field, s, n))
        return;
    if (cx_holds_unseen(s, n)) {
        cx_buf_puts(why, _(CX_UNSEEN));
        return;
    }
    switch (field->type) {
    case CX_TYPE_MONEY: money(why, field, s, n); return;
    case CX_TYPE_DATE:
    case CX_TYPE_TIME: date(why, field, s, n, order); return;
    case CX_TYPE_INT: whole(why, field, s, n); return;
    case CX_TYPE_BOOL: cx_buf_puts(why, _("is neither yes nor no")); return;
    case CX_TYPE_PERIOD: period(why, s, n); return;
    case CX_TYPE_CHOICE: choice(why, field->words, s, n); return;
    default:
        if (!say_large_unit(why, field, s, n) && !say_decimal_comma(why, field, s, n) &&
            !say_amount(why, field, s, n) && !say_unit_behind(why, field, s, n))
            cx_buf_puts(why, _("is not a number"));
    }
}
