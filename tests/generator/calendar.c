#include "calendar.h"

#include <stdio.h>

/* Howard Hinnant's days_from_civil: years begin in March, eras of 400 years. */
int32_t calendar_day(struct civil civil)
{
    int32_t year = civil.year - (civil.month <= 2);
    int32_t era = year / 400;
    int32_t of_era = year - era * 400;
    int32_t month = civil.month + (civil.month > 2 ? -3 : 9);
    int32_t of_year = (153 * month + 2) / 5 + civil.day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct civil calendar_civil(int32_t day)
{
    int32_t shifted = day + 719468;
    int32_t era = shifted / 146097;
    int32_t of_era = shifted - era * 146097;
    int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int32_t month = (5 * of_year + 2) / 153;
    struct civil civil = {.day = of_year - (153 * month + 2) / 5 + 1};

    civil.month = month < 10 ? month + 3 : month - 9;
    civil.year = year + era * 400 + (civil.month <= 2);
    return civil;
}

int32_t calendar_add_months(int32_t first_of_month, int32_t months)
{
    struct civil civil = calendar_civil(first_of_month);
    int32_t count = civil.year * 12 + civil.month - 1 + months;

    return calendar_day((struct civil){count / 12, count % 12 + 1, 1});
}

bool calendar_parse(const char *text, int32_t *day)
{
    struct civil civil, again;
    char tail;

    if (sscanf(text, "%4d-%2d-%2d%c", &civil.year, &civil.month, &civil.day, &tail) != 3)
        return false;
    if (civil.year < 1970 || civil.year > 2200 || civil.month < 1 || civil.month > 12)
        return false;
    *day = calendar_day(civil);
    again = calendar_civil(*day);
    return again.month == civil.month && again.day == civil.day;
}

int32_t calendar_activity(int32_t day)
{
    struct civil civil = calendar_civil(day);
    int32_t weekday = (day + 3) % 7; /* 0 is Monday: 1970-01-01 was a Thursday */

    if ((civil.month == 10 && civil.day <= 7) || (civil.month == 1 && civil.day == 1) ||
        (civil.month == 5 && civil.day <= 3))
        return 5;
    return weekday < 5 ? 100 : weekday == 5 ? 60 : 15;
}
