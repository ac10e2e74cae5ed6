#include "base/stamp.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define DAY_S INT64_C(86400)

/* Text still to be read. */
struct cursor {
    const char *s, *end;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void skip_blanks(struct cursor *c)
{
    while (c->s < c->end && (*c->s == ' ' || *c->s == '\t'))
        c->s++;
}

static bool take(struct cursor *c, const char *word)
{
    if (c->s == c->end || ((*c->s ^ *word) & ~0x20) != 0) /* another letter, whatever its case */
        return false;
    size_t n = strlen(word);
    if ((size_t)(c->end - c->s) < n || strncasecmp(c->s, word, n) != 0)
        return false;
    c->s += n;
    return true;
}

/* The first of the words that comes next; -1: none. */
static int take_one_of(struct cursor *c, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        if (take(c, words[i]))
            return i;
    }
    return -1;
}

/* A number of at most `most` digits; returns how many there are. */
static int take_number(struct cursor *c, int64_t *value, int most)
{
    int digits = 0;
    *value = 0;
    for (; c->s < c->end && is_digit(*c->s) && digits < most; c->s++, digits++)
        *value = *value * 10 + (*c->s - '0');
    return digits;
}

/* 0: morning, 1: afternoon, -1: not said. */
static int take_half(struct cursor *c)
{
    static const char *const words[] = {"a.m.", "p.m.", "am", "pm", "上午", "下午"};
    int found = take_one_of(c, words, sizeof words / sizeof *words);
    return found < 0 ? -1 : found % 2;
}

/* A day of the week where one comes, Monday 1 to Sunday 7; 0: none. */
static int take_weekday(struct cursor *c)
{
    static const char *const words[] = {
        "星期一",    "星期二",   "星期三", "星期四",   "星期五", "星期六", "星期日", "周一",
        "周二",      "周三",     "周四",   "周五",     "周六",   "周日",   "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "mon",    "tue",    "wed",
        "thu",       "fri",      "sat",    "sun",      "星期天"};
    const struct cursor before = *c;
    int found = take_one_of(c, words, sizeof words / sizeof *words);
    if (found < 0 || (c->s < c->end && isalpha((unsigned char)*c->s))) {
        *c = before;
        return 0;
    }
    take(c, ",");
    skip_blanks(c);
    return found == 28 ? 7 : found % 7 + 1;
}

static bool ends_day(char c)
{
    return c == 'T' || c == ' ' || c == '\t';
}

/* A Chinese one, which may stand right behind its date. */
static bool begins_weekday(const char *s, const char *end)
{
    struct cursor c = {s, end};
    return take(&c, "星期") || take(&c, "周");
}

/* So may the time of day: 2026年10月1日9:05. */
static bool is_behind_day(const char *s, const char *at)
{
    return at - s > 3 && memcmp(at - 3, "日", 3) == 0;
}

struct clock {
    int64_t part[3]; /* hours, minutes, seconds */
    int parts, half;
};

/* hh:mm:ss.fff or hh时mm分ss秒, as many of them as there are. */
static bool take_parts(struct cursor *c, struct clock *clock)
{
    static const char *const marks[3][3] = {
        {":", "时", "点"}, {":", "分", "分钟"}, {"秒", "秒", "秒"}};
    bool is_colon = false;
    for (int i = 0; i < 3; i++) {
        int digits = take_number(c, &clock->part[i], 2);
        if (digits == 0 || (i > 0 && digits != 2 && is_colon))
            return i > 0 && digits == 0 && !is_colon;
        clock->parts = i + 1;
        if (i == 2 && c->s + 1 < c->end && (*c->s == '.' || *c->s == ',') && is_digit(c->s[1])) {
            for (c->s++; c->s < c->end && is_digit(*c->s); c->s++)
                continue;
        }
        int mark = take_one_of(c, marks[i], 3);
        if (mark < 0)
            return true;
        is_colon = i < 2 && mark == 0;
    }
    return true;
}

/* 210533 or 2105, where the date is written so, too. */
static bool take_digits(struct cursor *c, struct clock *clock)
{
    struct cursor begun = *c;
    int64_t number;
    int digits = take_number(c, &number, 7);
    if (digits != 4 && digits != 6) {
        *c = begun;
        return false;
    }
    number *= digits == 4 ? 100 : 1;
    *clock = (struct clock){{number / 10000, number / 100 % 100, number % 100}, digits / 2, -1};
    return true;
}

/* The seconds since midnight; false: there is no such time of day. */
static bool seconds_of(const struct clock *clock, int64_t *seconds)
{
    int64_t hour = clock->part[0], minute = clock->part[1], second = clock->part[2];
    if (clock->half >= 0 && (hour > 12 || (hour == 0 && clock->half == 1)))
        return false;
    if (clock->half >= 0)
        hour = hour % 12 + 12 * clock->half;
    else if (clock->parts < 2)
        return false;
    *seconds = (hour * 60 + minute) * 60 + second;
    return minute < 60 && second < 60 && (hour < 24 || *seconds == DAY_S);
}

/* +08:00, +0800, +8 behind the cursor. */
static bool take_offset(struct cursor *c, int *offset_s)
{
    int64_t hours, minutes = 0;
    int sign = *c->s == '-' ? -1 : 1;
    c->s++;
    int digits = take_number(c, &hours, 2);
    if (digits == 0)
        return false;
    bool has_colon = take(c, ":");
    if ((has_colon || (c->s < c->end && is_digit(*c->s))) && take_number(c, &minutes, 2) != 2)
        return false;
    *offset_s = sign * (int)(hours * 3600 + minutes * 60);
    return hours <= 14 && minutes < 60;
}

bool cx_offset_parse(int *offset_s, const char *s, size_t n)
{
    struct cursor c = {s, s + n};
    return n > 0 && (*s == '+' || *s == '-') && take_offset(&c, offset_s) && c.s == c.end;
}

/* A zone, where one comes; a name in brackets behind it says the same again. may_be_span: what
 * begins with - may be the end of a span. */
static bool take_zone(struct cursor *c, struct cx_stamp *stamp, bool may_be_span)
{
    static const char *const names[] = {"UTC", "GMT", "Z"};
    stamp->is_zoned = take_one_of(c, names, sizeof names / sizeof *names) >= 0;
    if (may_be_span && !stamp->is_zoned && c->s < c->end && *c->s == '-')
        return false;
    if (c->s < c->end && (*c->s == '+' || *c->s == '-')) {
        stamp->is_zoned = true;
        if (!take_offset(c, &stamp->offset_s))
            return false;
    }
    if (stamp->is_zoned && c->s < c->end && *c->s == '[' && c->end[-1] == ']')
        c->s = c->end;
    return true;
}

/* Digits alone: a count since 1970, or date and time without marks between them. */
static enum cx_date_result digits_alone(struct cx_stamp *stamp, const char *s, size_t n)
{
    struct cursor c = {s, s + n};
    int64_t count;
    cx_date date;
    n = n == 17 ? 14 : n; /* thousandths are dropped */
    take_number(&c, &count, 14);
    if (n == 10 || n == 13) {
        *stamp = (struct cx_stamp){.time = n == 10 ? count : count / 1000, .is_zoned = true};
        stamp->date = cx_date_of(stamp->time);
        return *s == '1' ? CX_DATE_OK : CX_DATE_BAD;
    }
    struct clock clock = {.parts = 2, .half = -1};
    int64_t seconds;
    int64_t clockwork = n == 14 ? count % 1000000 : count % 10000 * 100;
    clock.part[0] = clockwork / 10000;
    clock.part[1] = clockwork / 100 % 100;
    clock.part[2] = clockwork % 100;
    if ((n != 12 && n != 14) || cx_date_parse(&date, s, 8, CX_ORDER_YMD) != CX_DATE_OK ||
        !seconds_of(&clock, &seconds))
        return CX_DATE_BAD;
    *stamp = (struct cx_stamp){.time = (cx_time)date * DAY_S + seconds, .date = date};
    return CX_DATE_OK;
}

enum cx_date_result cx_stamp_parse(struct cx_stamp *stamp, const char *s, size_t n,
                                   enum cx_date_order order)
{
    struct cursor c = {s, s + n};
    struct clock clock = {.half = -1};
    size_t digits = 0;
    int64_t seconds = 0;
    cx_date date;
    skip_blanks(&c);
    while (c.end > c.s && (c.end[-1] == ' ' || c.end[-1] == '\t'))
        c.end--;
    *stamp = (struct cx_stamp){0};
    int weekday = take_weekday(&c);
    while (c.s + digits < c.end && is_digit(c.s[digits]))
        digits++;
    if (digits >= 10 && c.s + digits == c.end)
        return digits_alone(stamp, c.s, digits);
    struct cursor day = {c.s, c.s};
    while (day.end < c.end && !ends_day(*day.end) && !begins_weekday(day.end, c.end) &&
           !is_behind_day(day.s, day.end))
        day.end++;
    c.s = day.end;
    if (c.s < c.end && ends_day(*c.s))
        c.s++;
    if (c.s == c.end && c.s > day.end)
        return CX_DATE_BAD;
    if (c.s > day.end && day.end > day.s && day.end[-1] == ',') /* 4/3/2026, 9:05 AM */
        day.end--;
    skip_blanks(&c);
    if (!weekday)
        weekday = take_weekday(&c);
    stamp->is_day = c.s == c.end;
    if (c.s < c.end) {
        clock.half = take_half(&c);
        skip_blanks(&c);
        bool is_plain = digits == 8 && day.end - day.s == 8;
        if (!(is_plain && take_digits(&c, &clock)) && !take_parts(&c, &clock))
            return CX_DATE_BAD;
        bool is_close = c.s < c.end && *c.s == '-'; /* 9:00-9:30, but not 09:00 -0500 */
        skip_blanks(&c);
        if (clock.half < 0)
            clock.half = take_half(&c);
        skip_blanks(&c);
        bool may_be_span = is_close && *day.end != 'T' && clock.parts < 3;
        if (!take_zone(&c, stamp, may_be_span) || c.s != c.end || !seconds_of(&clock, &seconds))
            return CX_DATE_BAD;
    }
    enum cx_date_result result = cx_date_parse(&date, day.s, (size_t)(day.end - day.s), order);
    if (result != CX_DATE_OK)
        return result;
    stamp->time = (cx_time)date * DAY_S + seconds;
    stamp->date = date;
    return !weekday || weekday == cx_date_weekday(date) ? CX_DATE_OK : CX_DATE_BAD;
}

int cx_month_named(const char *s, size_t n, size_t *length)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    *length = 0;
    while (*length < n && isalpha((unsigned char)s[*length]))
        ++*length;
    for (int m = 0; *length >= 3 && m < 12; m++) {
        bool is_sept = m == 8 && *length == 4 && strncasecmp(s, "sept", 4) == 0;
        if (is_sept || (*length <= strlen(months[m]) && strncasecmp(s, months[m], *length) == 0))
            return m + 1;
    }
    return 0;
}

static bool is_month(int64_t year, int64_t month)
{
    return year >= 1900 && year <= 2200 && month >= 1 && month <= 12;
}

bool cx_month_is_doubtful(const char *s, size_t n)
{
    return n == 6 && memcmp(s + 4, ".1", 2) == 0 && (*s == '1' || *s == '2');
}

bool cx_month_parse(int *year, int *month, const char *s, size_t n)
{
    static const char *const marks[] = {"年", "-", "/", ".", " "};
    struct cursor c = {s, s + n};
    int64_t first = 0, second = 0;
    size_t letters;
    int named = cx_month_named(s, n, &letters), digits = 4;
    if (named) {
        c.s += letters;
        take_one_of(&c, marks + 1, 4);
        skip_blanks(&c);
        digits = take_number(&c, &second, 4);
        first = named;
        second += digits == 2 ? 2000 : 0;
        if (digits != 2 && digits != 4)
            return false;
    } else if (n == 6 && take_number(&c, &first, 6) == 6) {
        second = first % 100;
        first /= 100;
    } else {
        c.s = s;
        digits = take_number(&c, &first, 4);
        int mark = take_one_of(&c, marks, 4);
        int more = take_number(&c, &second, 4);
        bool is_year_first = digits == 4 && more >= 1 && more <= 2;
        bool is_year_last = more == 4 && digits >= 1 && digits <= 2 && mark > 0;
        if (mark < 0 || (!is_year_first && !is_year_last))
            return false;
        bool is_said = take(&c, "月");
        if (more == 1 && second == 1 && mark == 3 && !is_said)
            return false;
        named = is_year_last;
    }
    *year = (int)(named ? second : first);
    *month = (int)(named ? first : second);
    return c.s == c.end && is_month(*year, *month);
}
