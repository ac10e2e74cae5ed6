#include "base/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DAY_SECONDS = 86400, FIRST_YEAR = 1900, LAST_YEAR = 2200 };

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* Clamps dates out of range: the first date before it, none after it. */
static cx_date clip(int64_t days)
{
    if (days < INT32_MIN)
        return INT32_MIN;
    return days > CX_DATE_NONE ? CX_DATE_NONE : (cx_date)days;
}

static int month_days(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

/* Years start in March here, so that the leap day is the last one; an era is 400 years. After
 * Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
static int64_t days_of(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = floor_div(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

bool cx_date_make(cx_date *date, int year, int month, int day)
{
    /* All formats here have four digits for the year. */
    if (year < 1 || year > 9999 || month < 1 || month > 12)
        return false;
    if (day < 1 || day > month_days(year, month))
        return false;
    *date = (cx_date)days_of(year, month, day);
    return true;
}

struct cx_ymd cx_date_split(cx_date date)
{
    int64_t days = (int64_t)date + 719468;
    int64_t era = floor_div(days, 146097);
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153; /* March is 0 */
    int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);

    return (struct cx_ymd){
        .year = (int)(era * 400 + year_of_era + (month <= 2)),
        .month = month,
        .day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1),
    };
}

cx_date cx_date_of(cx_time time)
{
    return clip(floor_div(time, DAY_SECONDS));
}

int cx_date_weekday(cx_date date)
{
    int64_t since = (int64_t)date + 3; /* 1970-01-01 was a Thursday */

    return (int)(since - 7 * floor_div(since, 7)) + 1;
}

cx_date cx_date_month_start(cx_date date)
{
    return date == CX_DATE_NONE ? date : clip((int64_t)date - cx_date_split(date).day + 1);
}

cx_date cx_date_add_months(cx_date date, int months)
{
    if (date == CX_DATE_NONE)
        return date;
    struct cx_ymd ymd = cx_date_split(date);
    int64_t total = (int64_t)ymd.year * 12 + ymd.month - 1 + months;
    int64_t year = floor_div(total, 12);
    int month = (int)(total - year * 12) + 1;
    int last = month_days(year, month);
    return clip(days_of(year, month, ymd.day < last ? ymd.day : last));
}

/* The most months that cx_date_add_months can add to from without passing to: the month that
 * began on 31 January is complete on 28 February. */
int cx_date_whole_months(cx_date from, cx_date to)
{
    if (to <= from)
        return 0;
    struct cx_ymd a = cx_date_split(from), b = cx_date_split(to);
    int months = (b.year - a.year) * 12 + b.month - a.month;
    return months - (cx_date_add_months(from, months) > to);
}

int cx_date_whole_years(cx_date from, cx_date to)
{
    return cx_date_whole_months(from, to) / 12;
}

/* Text still to be read. */
struct cursor {
    const char *s, *end;
};

struct field {
    int value, digits;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static struct cursor trimmed(const char *s, size_t n)
{
    struct cursor c = {s, s + n};

    while (c.s < c.end && is_blank(*c.s))
        c.s++;
    while (c.s < c.end && is_blank(c.end[-1]))
        c.end--;
    return c;
}

/* Up to 8 digits; a ninth is left unread, so that whatever is read next fails. */
static bool take_number(struct cursor *c, struct field *field)
{
    *field = (struct field){0};
    for (; c->s < c->end && *c->s >= '0' && *c->s <= '9' && field->digits < 8; c->s++) {
        field->value = field->value * 10 + (*c->s - '0');
        field->digits++;
    }
    return field->digits > 0;
}

static bool take(struct cursor *c, const char *literal)
{
    size_t n = strlen(literal);

    if ((size_t)(c->end - c->s) < n || memcmp(c->s, literal, n) != 0)
        return false;
    c->s += n;
    return true;
}

/* Three numbers with the same separator between them, or 年月日, and nothing else. */
static bool take_date(struct cursor c, struct field f[3], bool *chinese)
{
    static const char *const separators[][3] = {
        {"-", "-", ""},
        {"/", "/", ""},
        {".", ".", ""},
        {"年", "月", "日"},
    };

    if (!take_number(&c, &f[0]))
        return false;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        if (!take(&c, separators[i][0]))
            continue;
        *chinese = i == 3;
        return take_number(&c, &f[1]) && take(&c, separators[i][1]) && take_number(&c, &f[2]) &&
               take(&c, separators[i][2]) && c.s == c.end;
    }
    return false;
}

static enum cx_date_result checked(cx_date *date, int year, int month, int day)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || !cx_date_make(date, year, month, day))
        return CX_DATE_BAD;
    return CX_DATE_OK;
}

/* 10/1/2026: a and b are month and day, or the reverse, as order says. */
static enum cx_date_result year_last(cx_date *date, int a, int b, int year,
                                     enum cx_date_order order)
{
    cx_date either;

    if (order == CX_ORDER_MDY)
        return checked(date, year, a, b);
    if (order == CX_ORDER_DMY)
        return checked(date, year, b, a);
    if (checked(&either, year, a, b) == CX_DATE_OK || checked(&either, year, b, a) == CX_DATE_OK)
        return CX_DATE_ORDER;
    return CX_DATE_BAD;
}

/* shape has 0 for a digit. Nearly all exports write dates and times in one shape, which needs no
 * search for what else it might be. */
static bool is_shaped(const char *s, const char *shape)
{
    for (; *shape; s++, shape++) {
        if (*shape == '0' ? *s < '0' || *s > '9' : *s != *shape)
            return false;
    }
    return true;
}

static int two_digits(const char *s)
{
    return (s[0] - '0') * 10 + s[1] - '0';
}

enum cx_date_result cx_date_parse(cx_date *date, const char *s, size_t n, enum cx_date_order order)
{
    if (n == 10 && is_shaped(s, "0000-00-00"))
        return checked(date, two_digits(s) * 100 + two_digits(s + 2), two_digits(s + 5),
                       two_digits(s + 8));

    struct cursor c = trimmed(s, n), plain = c;
    struct field f[3];
    bool chinese;

    if (c.end - c.s == 8 && take_number(&plain, &f[0]) && f[0].digits == 8)
        return checked(date, f[0].value / 10000, f[0].value / 100 % 100, f[0].value % 100);
    if (!take_date(c, f, &chinese) || f[1].digits > 2)
        return CX_DATE_BAD;
    if (f[0].digits == 4 && f[2].digits <= 2)
        return checked(date, f[0].value, f[1].value, f[2].value);
    if (f[0].digits <= 2 && f[2].digits == 4 && !chinese)
        return year_last(date, f[0].value, f[1].value, f[2].value, order);
    return CX_DATE_BAD;
}

/* hh:mm[:ss], a fraction of zeros at most. */
static bool parse_clock(int *seconds, struct cursor c)
{
    struct field hour, minute, second = {0, 2};

    if (!take_number(&c, &hour) || !take(&c, ":") || !take_number(&c, &minute))
        return false;
    if (take(&c, ":")) {
        if (!take_number(&c, &second))
            return false;
        if (take(&c, ".")) {
            struct cursor fraction = c;
            while (take(&c, "0"))
                ;
            if (c.s == fraction.s)
                return false;
        }
    }
    if (c.s != c.end || hour.digits > 2 || minute.digits != 2 || second.digits != 2)
        return false;
    *seconds = hour.value * 3600 + minute.value * 60 + second.value;
    return hour.value < 24 && minute.value < 60 && second.value < 60;
}

static enum cx_date_result time_on(cx_time *time, const char *day, size_t n, int seconds,
                                   enum cx_date_order order)
{
    cx_date date;
    enum cx_date_result result = cx_date_parse(&date, day, n, order);
    if (result == CX_DATE_OK)
        *time = (cx_time)date * DAY_SECONDS + seconds;
    return result;
}

enum cx_date_result cx_time_parse(cx_time *time, const char *s, size_t n, enum cx_date_order order)
{
    struct cursor c = trimmed(s, n), day = {c.s, c.s};
    int seconds = 0;

    if (n == 19 && is_shaped(s, "0000-00-00 00:00:00")) {
        int hour = two_digits(s + 11), minute = two_digits(s + 14), second = two_digits(s + 17);
        bool is_time = hour < 24 && minute < 60 && second < 60;
        return is_time ? time_on(time, s, 10, (hour * 60 + minute) * 60 + second, order)
                       : CX_DATE_BAD;
    }
    while (day.end < c.end && *day.end != 'T' && !is_blank(*day.end))
        day.end++;
    c.s = day.end;
    if (c.s < c.end) {
        if (!take(&c, "T"))
            c = trimmed(c.s, (size_t)(c.end - c.s));
        if (!parse_clock(&seconds, c))
            return CX_DATE_BAD;
    }
    return time_on(time, day.s, (size_t)(day.end - day.s), seconds, order);
}

/* Millions of them are written: printf takes five times as long. */
static char *put_digits(char *to, int n, int value)
{
    for (int i = n; i-- > 0; value /= 10)
        to[i] = (char)('0' + value % 10);
    return to + n;
}

char *cx_date_format(char buf[CX_DATE_TEXT], cx_date date)
{
    struct cx_ymd ymd = cx_date_split(date);

    if (date == CX_DATE_NONE) {
        buf[0] = '\0';
        return buf;
    }
    if (ymd.year < 0 || ymd.year > 9999) {
        snprintf(buf, CX_DATE_TEXT, "%04d-%02d-%02d", ymd.year, ymd.month, ymd.day);
        return buf;
    }
    char *to = put_digits(buf, 4, ymd.year);
    *to++ = '-';
    to = put_digits(to, 2, ymd.month);
    *to++ = '-';
    *put_digits(to, 2, ymd.day) = '\0';
    return buf;
}

char *cx_time_format(char buf[CX_DATE_TEXT], cx_time time)
{
    int second = (int)(time % DAY_SECONDS);
    if (second < 0)
        second += DAY_SECONDS;
    char *to = buf + strlen(cx_date_format(buf, cx_date_of(time)));
    if (to > buf + CX_DATE_TEXT - sizeof " 00:00:00") /* a year of many digits */
        return buf;
    *to++ = ' ';
    to = put_digits(to, 2, second / 3600);
    *to++ = ':';
    to = put_digits(to, 2, second / 60 % 60);
    *to++ = ':';
    *put_digits(to, 2, second % 60) = '\0';
    return buf;
}

cx_time cx_time_clock(void)
{
    time_t now = time(NULL);
    struct tm civil = {0};
    localtime_r(&now, &civil);
    return (cx_time)now + civil.tm_gmtoff;
}
