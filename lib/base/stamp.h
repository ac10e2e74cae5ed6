/* Points in time as other systems write them: 12-hour clocks, fractions of seconds, zones, counts
 * of seconds. What cx itself writes is for base/date.h. */
#ifndef CX_BASE_STAMP_H
#define CX_BASE_STAMP_H

#include "base/date.h"

struct cx_stamp {
    cx_time time; /* as the clock shows it there; of a count, in UTC */
    cx_date date; /* the one that is written: of 24:00 not that of the time; of a count, in UTC */
    bool is_day;  /* without a time of day */
    bool is_zoned;
    int offset_s; /* of the zone, east of UTC */
};

/* A date as cx_date_parse reads it, then T, a blank (or a comma and a blank) or nothing behind 日,
 * and a time of day: 21:05, 21:05:33.123, 9:05 PM, 下午9:05, 21时05分; 24:00 is the next day's
 * 00:00, and fractions of seconds are dropped. A day of the week before or behind the date (星期六,
 * 周六, Sat, Saturday,) must be the date's. Behind it may be a zone: Z, UTC, GMT+8, +08:00, -0500,
 * but for 9:00-9:30, a span. Behind a date of eight digits, the time may be digits, too: 20261001
 * 210533. Digits alone: 20261001210533, thousandths behind it or not, seconds since 1970 (ten
 * digits, the first of them 1) or milliseconds (thirteen). */
enum cx_date_result cx_stamp_parse(struct cx_stamp *stamp, const char *s, size_t n,
                                   enum cx_date_order order);
/* A zone by its distance from UTC: +08:00, -0500, +8. */
bool cx_offset_parse(int *offset_s, const char *s, size_t n);
/* A month: Oct-26, October 2026, 2026/10, 10/2026, 202610, 2026年10月. Not 2026.1, as spreadsheets
 * show 2026.10, too. */
bool cx_month_parse(int *year, int *month, const char *s, size_t n);
/* Whether it is that: January or October of a year. */
bool cx_month_is_doubtful(const char *s, size_t n);
/* The number of the month that an English word of three letters or more means; 0: none. *length is
 * that of the word. */
int cx_month_named(const char *s, size_t n, size_t *length);

#endif
