/* Civil dates as days since 1970-01-01, and the working days of the sample company. */
#ifndef GENERATOR_CALENDAR_H
#define GENERATOR_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct civil {
    int32_t year, month, day;
};

int32_t calendar_day(struct civil civil);
struct civil calendar_civil(int32_t day);
int32_t calendar_add_months(int32_t first_of_month, int32_t months);
bool calendar_parse(const char *text, int32_t *day);

/* How much of an ordinary day's calling is done on that day, in percent. */
int32_t calendar_activity(int32_t day);

#endif
