/* Civil dates and times: days and seconds since 1970-01-01, proleptic Gregorian, no zones. */
#ifndef CX_BASE_DATE_H
#define CX_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t cx_date; /* days since 1970-01-01 */
typedef int64_t cx_time; /* seconds since 1970-01-01T00:00 */

#define CX_DATE_NONE INT32_MAX /* no date; later than every date */
#define CX_DATE_TEXT 24        /* bytes that hold any formatted date or time */

struct cx_ymd {
    int year, month, day; /* month 1 to 12, day 1 to 31 */
};

enum cx_date_order { CX_ORDER_YMD, CX_ORDER_MDY, CX_ORDER_DMY };

enum cx_date_result {
    CX_DATE_OK,
    CX_DATE_BAD,
    CX_DATE_ORDER, /* looks like 10/1/2026 and no order was given */
};

bool cx_date_make(cx_date *date, int year, int month, int day); /* false if there is no such day */
struct cx_ymd cx_date_split(cx_date date);
cx_date cx_date_of(cx_time time);  /* correct before 1970 as well */
int cx_date_weekday(cx_date date); /* Monday 1 to Sunday 7 */
cx_date cx_date_month_start(cx_date date);
cx_date cx_date_add_months(cx_date date, int months); /* the day clipped to the last of the month */
int cx_date_whole_months(cx_date from, cx_date to);   /* completed months; 0 if to < from */
int cx_date_whole_years(cx_date from, cx_date to);

/* 2026-10-01 2026/10/1 2026年10月1日 20261001; with order mdy or dmy also 10/1/2026, 10-1-2026,
 * 10.1.2026. Years 1900 to 2200. */
enum cx_date_result cx_date_parse(cx_date *date, const char *s, size_t n, enum cx_date_order order);
/* A date, then T or blanks and hh:mm[:ss]; a date alone means midnight. */
enum cx_date_result cx_time_parse(cx_time *time, const char *s, size_t n, enum cx_date_order order);

cx_time cx_time_clock(void); /* what the clock shows in this process's zone */

char *cx_date_format(char buf[CX_DATE_TEXT], cx_date date); /* 2026-10-01 */
char *cx_time_format(char buf[CX_DATE_TEXT], cx_time time); /* 2026-10-01 09:30:00 */

#endif
