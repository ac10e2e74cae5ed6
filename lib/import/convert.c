/* What a map makes of a cell before it is read: renames, and formats of dates and numbers. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/invariant.h"
#include "base/lang.h"
#include "base/stamp.h"
#include "csv/shape.h"
#include "import/format.h"
#include "import/intake.h"
#include "kind/figure.h"
#include "text/utf8.h"

#define EXCEL_EPOCH 25569 /* the day 0 of Excel's calendar, before 1970-01-01 */
#define DAY_SECONDS 86400

bool rename_value(const char *renames, const char **s, size_t *n)
{
    struct cx_csv_field cell = cx_shape_name((struct cx_csv_field){*s, *n});
    while (*renames) {
        size_t pair = strcspn(renames, ";"), equals = strcspn(renames, "=");
        struct cx_csv_field from = cx_shape_name((struct cx_csv_field){renames, equals});
        if (equals < pair && from.n == cell.n && strncasecmp(from.s, cell.s, from.n) == 0) {
            struct cx_csv_field to =
                cx_shape_name((struct cx_csv_field){renames + equals + 1, pair - equals - 1});
            *s = to.s;
            *n = to.n;
            return true;
        }
        renames += pair + (renames[pair] == ';');
    }
    return false;
}

/* "5 may 2008 9:30" becomes "5/5/2008 9:30": the order of the parts is the format's to say. */
static void number_month(struct cx_buf *cell, const char *s, size_t n)
{
    int separators = 0;
    bool is_begun = false; /* a day of the week may stand before the date */
    for (size_t i = 0; i < n;) {
        size_t letters;
        int month = cx_month_named(s + i, n - i, &letters);
        if (month)
            cx_buf_printf(cell, "%d", month);
        else if (letters)
            cx_buf_add(cell, s + i, letters);
        is_begun = is_begun || month || isdigit((unsigned char)s[i]);
        i += letters;
        if (letters)
            continue;
        bool is_separator = is_begun && strchr(" ,/-.", s[i]);
        if (is_separator && separators < 2) {
            separators++;
            cx_buf_putc(cell, '/');
            while (i + 1 < n && s[i + 1] == ' ')
                i++;
        } else {
            cx_buf_putc(cell, s[i]);
        }
        i++;
    }
}

static bool ends_with(const char *s, size_t n, const char *ending)
{
    size_t length = strlen(ending);
    return n >= length && memcmp(s + n - length, ending, length) == 0;
}

/* False without a reason: it is no such number. */
static bool scale(struct cx_buf *cell, const char *s, size_t n, int64_t factor, int64_t divisor,
                  const struct cx_type_options *options, const char **reason)
{
    int64_t value;
    char text[CX_DEC_TEXT];
    if (options->has_semicolons && !options->is_point_sure &&
        (cx_figure_is_ambiguous(s, n, '.') || cx_figure_is_ambiguous(s, n, ','))) {
        *reason = _("may have a mark between thousands or a decimal one: put comma or point before "
                    "the format");
        return false;
    }
    if (cx_dec_parse(&value, s, n, 6) != CX_DEC_OK ||
        __builtin_mul_overflow(value, factor, &value) || value % divisor != 0)
        return false;
    cx_buf_puts(cell, cx_dec_format_short(text, value / divisor, 6));
    return true;
}

/* 1小时3分25秒 and parts of it, in this order. */
static bool read_spoken(struct cx_buf *cell, const char *s, size_t n)
{
    static const struct {
        const char *name;
        int seconds;
    } units[] = {{"小时", 3600}, {"分钟", 60}, {"分", 60}, {"秒钟", 1}, {"秒", 1}};
    const size_t count = sizeof units / sizeof *units;
    int64_t seconds = 0;
    size_t unit = 0, i = 0;
    while (i < n) {
        size_t from = i;
        int64_t part = 0;
        for (; i < n && isdigit((unsigned char)s[i]) && i - from < 6; i++)
            part = part * 10 + (s[i] - '0');
        while (unit < count && strncmp(s + i, units[unit].name, strlen(units[unit].name)) != 0)
            unit++;
        if (i == from || unit == count)
            return false;
        const int each = units[unit].seconds;
        seconds += part * each;
        i += strlen(units[unit].name);
        while (unit < count && units[unit].seconds == each)
            unit++;
    }
    cx_buf_printf(cell, "%lld", (long long)seconds);
    return n > 0;
}

/* 00:03:25 is 205 seconds. 3:25 is, too, on a timer; of a workbook's time it is hours and minutes;
 * else nobody knows. */
static bool read_clock(struct cx_buf *cell, const char *s, size_t n, bool is_timer, bool is_time,
                       const char **reason)
{
    int64_t part[3] = {0};
    size_t at = 0, digits = 0;
    bool good = true;
    if (read_spoken(cell, s, n))
        return true;
    for (size_t i = 0; i < n && good; i++) {
        if (s[i] == ':' && digits > 0 && at < 2) {
            at++;
            digits = 0;
            continue;
        }
        good = isdigit((unsigned char)s[i]) && ++digits <= 6;
        part[at] = part[at] * 10 + (s[i] - '0');
    }
    bool is_short = at == 1 && (is_timer || is_time);
    if (!good || (at != 2 && !is_short) || digits != 2 || part[1] > 59 || part[2] > 59) {
        *reason = is_timer ? _("is not minutes:seconds, as format m:ss requires")
                           : _("is not hours:minutes:seconds, as format clock requires: use "
                               "m:ss for minutes and seconds");
        return false;
    }
    int64_t seconds = part[0] * 3600 + part[1] * 60 + part[2];
    cx_buf_printf(cell, "%lld", (long long)(is_short && is_timer ? seconds / 60 : seconds));
    return true;
}

/* 45931.75 is 2025-10-01 18:00:00. What is no such number stays as it is. */
static bool read_serial(struct cx_buf *cell, const char *s, size_t n)
{
    int64_t billionths;
    char text[CX_DATE_TEXT];
    enum cx_dec_result result = cx_dec_parse(&billionths, s, n, 9);
    if ((result != CX_DEC_OK && result != CX_DEC_INEXACT) || n > 18 || billionths < 0 ||
        billionths >= INT64_C(100000) * 1000000000) {
        cx_buf_add(cell, s, n);
        return true;
    }
    /* Excel keeps a double: its seconds are off by millionths. */
    int64_t seconds = 0;
    cx_dec_divide(&seconds, (__int128)billionths * DAY_SECONDS, 1000000000);
    seconds -= (int64_t)EXCEL_EPOCH * DAY_SECONDS;
    cx_buf_puts(cell, seconds % DAY_SECONDS ? cx_time_format(text, seconds)
                                            : cx_date_format(text, cx_date_of(seconds)));
    return true;
}

/* 1.234,50: points, blanks and apostrophes part the thousands, the comma is the point. */
static bool read_comma(struct cx_buf *cell, const char *s, size_t n, const char **reason)
{
    size_t group = 0; /* digits since the last mark */
    bool is_grouped = false, is_behind = false, is_good = true;
    for (size_t i = 0; i < n; i++) {
        bool is_mark = s[i] == '.' || (group > 0 && i + 1 < n && (s[i] == ' ' || s[i] == '\'') &&
                                       isdigit((unsigned char)s[i + 1]));
        if (is_mark) {
            bool is_after_zero = !is_grouped && group > 0 && s[i - group] == '0';
            is_good = is_good && group > 0 && group <= 3 && !is_behind && !is_after_zero &&
                      !(is_grouped && group != 3);
            is_grouped = true;
            group = 0;
            continue;
        }
        if (s[i] == ',') {
            is_good = is_good && !is_behind && !(is_grouped && group != 3);
            is_behind = true;
        }
        group += isdigit((unsigned char)s[i]) != 0;
        cx_buf_putc(cell, s[i] == ',' ? '.' : s[i]);
    }
    is_good = is_good && !(is_grouped && !is_behind && group != 3);
    if (!is_good)
        *reason = _("is not written as format comma requires: points only between groups of three "
                    "digits, one comma for the decimals");
    return is_good;
}

static bool keep(struct cx_buf *cell, const char *s, size_t n)
{
    cx_buf_add(cell, s, n);
    return true;
}

/* 1790870733 and 1790870733123 are seconds and milliseconds since 1970, in UTC. */
static bool read_epoch(struct cx_buf *cell, const char *s, size_t n, const char **reason)
{
    int64_t thousandths, seconds;
    char text[CX_DATE_TEXT];
    enum cx_dec_result result = cx_dec_parse(&thousandths, s, n, 3);
    const char *point = memchr(s, '.', n);
    size_t digits = point ? (size_t)(point - s) : n;
    int64_t divisor = digits >= 12 ? 1000000 : 1000;
    seconds = thousandths / divisor - (thousandths % divisor < 0);
    if ((result != CX_DEC_OK && result != CX_DEC_INEXACT) || seconds < -INT64_C(2208988800) ||
        seconds > INT64_C(7258118400)) {
        *reason =
            _("is not a number of seconds or milliseconds since 1970, as format epoch requires");
        return false;
    }
    cx_buf_printf(cell, "%s Z", cx_time_format(text, seconds));
    return true;
}

/* Also with the month's name, which the words of an order read. */
static bool read_stamp(struct cx_stamp *stamp, const char *s, size_t n, enum cx_date_order order)
{
    struct cx_buf numbered = {0};
    bool is_good = cx_stamp_parse(stamp, s, n, order) == CX_DATE_OK;
    if (!is_good) {
        number_month(&numbered, s, n);
        is_good = cx_stamp_parse(stamp, cx_buf_str(&numbered), numbered.len, order) == CX_DATE_OK;
    }
    cx_buf_fini(&numbered);
    return is_good;
}

/* A time without a zone is in the one that word names, utc or utc+8; a day without a time stays
 * that day. */
static bool read_zoned(struct cx_buf *cell, const char *word, size_t length, const char *s,
                       size_t n, enum cx_date_order order)
{
    struct cx_stamp stamp;
    char text[CX_DATE_TEXT];
    if (!read_stamp(&stamp, s, n, order) || stamp.is_zoned || stamp.is_day)
        return keep(cell, s, n);
    cx_buf_printf(cell, "%s %.*s", cx_time_format(text, stamp.time), (int)length, word);
    return true;
}

/* The day alone, also before a time with a zone of its own. What is none stays, to be refused. */
static bool read_day(struct cx_buf *cell, const char *s, size_t n, enum cx_date_order order)
{
    struct cx_stamp stamp;
    char text[CX_DATE_TEXT];
    cx_date date;
    size_t length = strcspn(s, " T");
    bool is_count = strspn(s, "0123456789") == n;
    bool is_timed =
        length + 3 < n && isdigit((unsigned char)s[length + 1]) && strchr(s + length + 2, ':');
    if (read_stamp(&stamp, s, n, order) && !(is_count && stamp.is_zoned))
        date = stamp.date;
    else if (!is_timed || cx_date_parse(&date, s, length, order) != CX_DATE_OK)
        return keep(cell, s, n);
    cx_buf_puts(cell, cx_date_format(text, date));
    return true;
}

/* The month of a date or a month, 2026-10. */
static bool read_month(struct cx_buf *cell, const char *s, size_t n, enum cx_date_order order,
                       const char **reason)
{
    struct cx_stamp stamp;
    int year, month;
    if (cx_month_is_doubtful(s, n)) {
        *reason = _("may be January or October: write the month as in 2026-10");
        return false;
    }
    if (!cx_month_parse(&year, &month, s, n)) {
        if (cx_stamp_parse(&stamp, s, n, order) != CX_DATE_OK) {
            bool is_ordered = cx_stamp_parse(&stamp, s, n, CX_ORDER_YMD) == CX_DATE_ORDER;
            *reason = !is_ordered ? _("is neither a month nor a date, as format month requires")
                      : order == CX_ORDER_YMD
                          ? _("is a date whose order is not given: use format mdy month, or dmy "
                              "month")
                          : _("does not fit the order of its format");
            return false;
        }
        struct cx_ymd day = cx_date_split(stamp.date);
        year = day.year;
        month = day.month;
    }
    cx_buf_printf(cell, "%04d-%02d", year, month);
    return true;
}

/* A date or a month that is one as it stands, or else with its month as a number: 3 Apr 2026 9:30.
 */
static bool read_ordered(struct cx_buf *cell, const char *s, size_t n, enum cx_date_order order)
{
    struct cx_stamp ignored;
    int year, month;
    if (cx_stamp_parse(&ignored, s, n, order) == CX_DATE_OK || cx_month_parse(&year, &month, s, n))
        return keep(cell, s, n);
    number_month(cell, s, n);
    return true;
}

/* One word of a format, from s into cell, which is empty. */
static bool apply(struct cx_buf *cell, const char *word, size_t length, const char *s, size_t n,
                  struct cx_type_options *options, const char **reason)
{
    enum format format = format_at(word, length);
    switch (format) {
    case YMD:
    case MDY:
    case DMY:
        options->order = format_order(format);
        return read_ordered(cell, s, n, options->order);
    case MINUTES: return scale(cell, s, n, 60, 1, options, reason);
    case HOURS: return scale(cell, s, n, 3600, 1, options, reason);
    case CENTS: return scale(cell, s, n, 1, 100, options, reason);
    case WAN: /* a cell that says 万 itself is read as it is */
        return ends_with(s, n, "万") || ends_with(s, n, "万元")
                   ? keep(cell, s, n)
                   : scale(cell, s, n, 10000, 1, options, reason);
    case PERCENT:
        return ends_with(s, n, "%") ? keep(cell, s, n) : scale(cell, s, n, 1, 100, options, reason);
    case CLOCK:
    case TIMER: return read_clock(cell, s, n, format == TIMER, options->is_time, reason);
    case EXCEL: return read_serial(cell, s, n);
    case COMMA:
        if (options->is_point_sure) /* a number of a workbook */
            return keep(cell, s, n);
        options->is_point_sure = true;
        return read_comma(cell, s, n, reason);
    case POINT: options->is_point_sure = true; return keep(cell, s, n);
    case DATE: return read_day(cell, s, n, options->order);
    case EPOCH: return read_epoch(cell, s, n, reason);
    case UTC:
    case ZONE: return read_zoned(cell, word, length, s, n, options->order);
    case WALL: options->is_wall = true; return keep(cell, s, n);
    case MONTH: return read_month(cell, s, n, options->order, reason);
    case LAST: options->is_last_day = true; return keep(cell, s, n);
    case FORMATS: break;
    }
    CX_INVARIANT(false, "formats are checked when the map is read");
    return false;
}

bool convert(struct intake *intake, const char *format, const char **s, size_t *n,
             struct cx_type_options *options, const char **reason)
{
    struct cx_buf from = {0}, to = {0};
    const char *cell = *s;
    size_t cell_length = *n;
    bool good = true;
    cx_type_trim(&cell, &cell_length);
    cx_utf8_nfkc(&from, cell, cell_length);
    options->order = format_order_in(format, options->order);
    for (size_t length = 0; good && format_next(&format, &length);) {
        cx_buf_clear(&to);
        good = apply(&to, format, length, cx_buf_str(&from), from.len, options, reason);
        struct cx_buf other = from;
        from = to;
        to = other;
    }
    cx_buf_fini(&to);
    if (!good) {
        cx_buf_fini(&from);
        return false;
    }
    cx_buf_fini(&intake->cell);
    intake->cell = from;
    *s = cx_buf_str(&intake->cell);
    *n = intake->cell.len;
    return true;
}
