#include "base/period.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/nearest.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 }; /* as cx_date_parse */

static const char bad_year[] = N_("years are 1900 to 2200");
static const char bad_day[] = N_("there is no such day");
static const char bad_month[] = N_("months are 01 to 12");

/* The Monday of the ISO week year's first week, the one with 4 January in it. */
static cx_date first_monday(int year)
{
    cx_date day = 0;

    cx_date_make(&day, year, 1, 4);
    return day - cx_date_weekday(day) + 1;
}

/* A week belongs to the year of its Thursday. */
static void name_week(char name[CX_PERIOD_TEXT], cx_date monday)
{
    int year = cx_date_split(monday + 3).year;
    int week = (monday - first_monday(year)) / 7 + 1;

    snprintf(name, CX_PERIOD_TEXT, "%04d-W%02d", year, week);
}

/* The period of a kind, CX_PERIOD_RANGE aside, that starts on from. */
static struct cx_period starting(enum cx_period_kind kind, cx_date from)
{
    struct cx_period period = {.kind = kind, .from = from, .to = from + 1};
    struct cx_ymd ymd = cx_date_split(from);
    char *name = period.name;

    switch (kind) {
    case CX_PERIOD_MONTH:
        period.to = cx_date_add_months(from, 1);
        snprintf(name, CX_PERIOD_TEXT, "%04d-%02d", ymd.year, ymd.month);
        break;
    case CX_PERIOD_QUARTER:
        period.to = cx_date_add_months(from, 3);
        snprintf(name, CX_PERIOD_TEXT, "%04d-Q%d", ymd.year, (ymd.month + 2) / 3);
        break;
    case CX_PERIOD_YEAR:
        period.to = cx_date_add_months(from, 12);
        snprintf(name, CX_PERIOD_TEXT, "%04d", ymd.year);
        break;
    case CX_PERIOD_WEEK:
        period.to = from + 7;
        name_week(name, from);
        break;
    case CX_PERIOD_DAY:
    case CX_PERIOD_RANGE: cx_date_format(name, from); break;
    }
    return period;
}

static struct cx_period range_of(cx_date from, cx_date to)
{
    struct cx_period period = {.kind = CX_PERIOD_RANGE, .from = from, .to = to};
    char first[CX_DATE_TEXT], last[CX_DATE_TEXT];

    cx_date_format(first, from);
    cx_date_format(last, to - 1);
    snprintf(period.name, sizeof period.name, "%.14s..%.14s", first, last);
    return period;
}

/* Does all of s have the shape, where 9 is any digit? The numbers go to field in turn. */
static bool has_shape(const char *s, size_t n, const char *shape, int field[3])
{
    int i = -1;
    bool within = false;

    if (strlen(shape) != n)
        return false;
    for (; *shape; shape++, s++) {
        if (*shape != '9') {
            within = false;
            if (*s != *shape)
                return false;
            continue;
        }
        if (*s < '0' || *s > '9')
            return false;
        if (!within)
            field[++i] = 0;
        field[i] = field[i] * 10 + (*s - '0');
        within = true;
    }
    return true;
}

/* The parsers below return what is wrong, or NULL. */

static const char *parse_week(struct cx_period *period, int year, int week)
{
    cx_date monday = first_monday(year) + 7 * (week - 1);

    if (week < 1 || monday >= first_monday(year + 1))
        return N_("that year has no such week");
    *period = starting(CX_PERIOD_WEEK, monday);
    return NULL;
}

/* Everything but a range and a word. */
static const char *parse_single(struct cx_period *period, const char *s, size_t n)
{
    int f[3] = {0};
    enum cx_period_kind kind;
    cx_date from;
    bool found = true;

    if (has_shape(s, n, "9999-W99", f))
        return f[0] < FIRST_YEAR || f[0] > LAST_YEAR ? bad_year : parse_week(period, f[0], f[1]);
    if (has_shape(s, n, "9999-Q9", f)) {
        kind = CX_PERIOD_QUARTER;
        found = cx_date_make(&from, f[0], 3 * f[1] - 2, 1);
    } else if (has_shape(s, n, "9999-99-99", f)) {
        kind = CX_PERIOD_DAY;
        found = cx_date_make(&from, f[0], f[1], f[2]);
    } else if (has_shape(s, n, "9999-99", f)) {
        kind = CX_PERIOD_MONTH;
        found = cx_date_make(&from, f[0], f[1], 1);
    } else if (has_shape(s, n, "9999", f)) {
        kind = CX_PERIOD_YEAR;
        found = cx_date_make(&from, f[0], 1, 1);
    } else {
        return N_("it is in no known form");
    }
    if (f[0] < FIRST_YEAR || f[0] > LAST_YEAR)
        return bad_year;
    if (!found)
        return kind == CX_PERIOD_QUARTER ? N_("quarters are Q1 to Q4")
               : kind == CX_PERIOD_DAY   ? bad_day
                                         : bad_month;
    *period = starting(kind, from);
    return NULL;
}

/* Two days or two months, both ends included. */
static const char *parse_range(struct cx_period *period, const char *s, const char *dots)
{
    struct cx_period first, last;

    const char *why = parse_single(&first, s, (size_t)(dots - s));
    if (!why)
        why = parse_single(&last, dots + 2, strlen(dots + 2));
    if (why)
        return why;
    if (first.kind != last.kind || (first.kind != CX_PERIOD_DAY && first.kind != CX_PERIOD_MONTH))
        return N_("a range goes from day to day or from month to month");
    if (last.from < first.from)
        return N_("it ends before it begins");
    *period = range_of(first.from, last.to);
    /* A range of months keeps its shorter name. */
    snprintf(period->name, sizeof period->name, "%.14s..%.14s", first.name, last.name);
    return NULL;
}

static bool parse_word(struct cx_period *period, const char *s, cx_date today)
{
    cx_date month = cx_date_month_start(today);

    if (strcmp(s, "this-month") == 0)
        *period = starting(CX_PERIOD_MONTH, month);
    else if (strcmp(s, "last-month") == 0)
        *period = starting(CX_PERIOD_MONTH, cx_date_add_months(month, -1));
    else if (strcmp(s, "today") == 0)
        *period = starting(CX_PERIOD_DAY, today);
    else if (strcmp(s, "yesterday") == 0)
        *period = starting(CX_PERIOD_DAY, today - 1);
    else
        return false;
    return true;
}

/* Up to three numbers that a text has; how many. */
static int read_numbers(long numbers[3], const char *s)
{
    int count = 0;
    while (*(s += strcspn(s, "0123456789"))) {
        size_t n = strspn(s, "0123456789");
        if (count == 3 || n > 8)
            return 0;
        numbers[count++] = strtol(s, NULL, 10);
        s += n;
    }
    return count;
}

/* The word for a period in other words; NULL: it is none. */
static const char *word_for(const char *s)
{
    static const char *const words[][2] = {{"本月", "this-month"},
                                           {"当月", "this-month"},
                                           {"这个月", "this-month"},
                                           {"上月", "last-month"},
                                           {"上个月", "last-month"},
                                           {"昨天", "yesterday"},
                                           {"昨日", "yesterday"},
                                           {"今天", "today"},
                                           {"今日", "today"},
                                           {"current-month", "this-month"},
                                           {"previous-month", "last-month"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(words[i][0], s) == 0)
            return words[i][1];
    }
    return NULL;
}

/* What may be meant by a text that is no period: a word that is like it, or the month or day that
 * its numbers name otherwise written, as in 2026/10, 202610 or 2026年10月. Empty: nothing. */
static void find_meant(char meant[CX_PERIOD_TEXT], const char *s)
{
    static const char *const words[] = {"this-month", "last-month", "yesterday", "today", NULL};
    const char *word = word_for(s) ? word_for(s) : cx_nearest_of(words, s, strlen(s));
    struct cx_period ignored;
    long n[3];
    bool is_other = word || strstr(s, "..") || strpbrk(s, "QWqw");
    int count = is_other ? 0 : read_numbers(n, s);
    if (count == 2 && n[0] <= 12) { /* 10/2026 */
        long month = n[0];
        n[0] = n[1];
        n[1] = month;
    }
    if (count == 1 && n[0] > 9999 && n[0] <= 999999) {
        n[1] = n[0] % 100;
        n[0] /= 100;
        count = 2;
    }
    snprintf(meant, CX_PERIOD_TEXT, "%s", word ? word : "");
    if (count >= 2 && n[0] >= 0 && n[0] <= LAST_YEAR && n[1] >= 0 && n[1] <= 12 &&
        (count == 2 || n[2] <= 31))
        snprintf(meant, CX_PERIOD_TEXT, "%04ld-%02ld", n[0], n[1]);
    if (*meant && count == 3)
        snprintf(meant + strlen(meant), 4, "-%02ld", n[2]);
    if (*meant && !word && (strcmp(meant, s) == 0 || parse_single(&ignored, meant, strlen(meant))))
        *meant = '\0';
}

int cx_period_parse(struct cx_period *period, const char *s, cx_date today, struct cx_err *err)
{
    if (parse_word(period, s, today))
        return 0;
    const char *dots = strstr(s, "..");
    const char *why = dots ? parse_range(period, s, dots) : parse_single(period, s, strlen(s));
    if (!why)
        return 0;
    char meant[CX_PERIOD_TEXT];
    find_meant(meant, s);
    if (*meant)
        return cx_err_set(
            err, CX_EUSAGE,
            "\"%.100s\" is not a period: %s (did you mean %s?); write one of 2026-10, "
            "2026-Q4, 2026, 2026-W41, 2026-10-05, 2026-10-01..2026-10-15, "
            "2026-01..2026-10, this-month, last-month, yesterday, today",
            s, _(why), meant);
    return cx_err_set(err, CX_EUSAGE,
                      "\"%.100s\" is not a period: %s; write one of 2026-10, 2026-Q4, 2026, "
                      "2026-W41, 2026-10-05, 2026-10-01..2026-10-15, 2026-01..2026-10, "
                      "this-month, last-month, yesterday, today",
                      s, _(why));
}

struct cx_period cx_period_before(const struct cx_period *period)
{
    cx_date from = period->from;

    switch (period->kind) {
    case CX_PERIOD_MONTH: return starting(CX_PERIOD_MONTH, cx_date_add_months(from, -1));
    case CX_PERIOD_QUARTER: return starting(CX_PERIOD_QUARTER, cx_date_add_months(from, -3));
    case CX_PERIOD_YEAR: return starting(CX_PERIOD_YEAR, cx_date_add_months(from, -12));
    case CX_PERIOD_WEEK: return starting(CX_PERIOD_WEEK, from - 7);
    case CX_PERIOD_DAY: return starting(CX_PERIOD_DAY, from - 1);
    case CX_PERIOD_RANGE: break;
    }
    return range_of(from - cx_period_days(period), from);
}

int cx_period_days(const struct cx_period *period)
{
    return period->to - period->from;
}

struct cx_period cx_period_month(int year, int month)
{
    cx_date january = 0;

    cx_date_make(&january, year, 1, 1);
    return starting(CX_PERIOD_MONTH, cx_date_add_months(january, month - 1));
}
