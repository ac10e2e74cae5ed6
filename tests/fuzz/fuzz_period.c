/* Text → a period; what the period says of itself fits together. Bytes 0 to 3: the day that is
 * today, and for the calendar's own arithmetic. */
#include "base/period.h"

#include "fuzz.h"

static void check_calendar(cx_date date, int months)
{
    struct cx_ymd ymd = cx_date_split(date);
    cx_date again = 0, later = cx_date_add_months(date, months);
    char text[CX_DATE_TEXT];
    holds(cx_date_weekday(date) >= 1 && cx_date_weekday(date) <= 7, "%d", date);
    if (ymd.year >= 1 && ymd.year <= 9999) {
        holds(cx_date_make(&again, ymd.year, ymd.month, ymd.day) && again == date, "%d", date);
        holds(cx_date_split(cx_date_month_start(date)).day == 1, "%d", date);
        cx_date_format(text, date);
        enum cx_date_result result = cx_date_parse(&again, text, strlen(text), CX_ORDER_YMD);
        holds(ymd.year < 1900 || ymd.year > 2200 || (result == CX_DATE_OK && again == date), "%s",
              text);
    }
    if (months >= 0 && later > date && later < CX_DATE_NONE)
        holds(cx_date_whole_months(date, later) == months, "%d and %d months", date, months);
}

static void check_period(const struct cx_period *period, cx_date today)
{
    struct cx_period again, before = cx_period_before(period);
    struct cx_err err = {0};
    holds(period->from < period->to && cx_period_days(period) == period->to - period->from, "%s",
          period->name);
    holds(cx_period_parse(&again, period->name, today, &err) == 0, "%s", err.text);
    holds(again.from == period->from && again.to == period->to && again.kind == period->kind &&
              strcmp(again.name, period->name) == 0,
          "%s, read again: %s", period->name, again.name);
    holds(before.to == period->from && before.kind == period->kind, "before %s: %s", period->name,
          before.name);
    if (cx_date_split(before.from).year < 1901)
        return; /* not a period that a command line can name */
    holds(cx_period_parse(&again, before.name, today, &err) == 0 && again.from == before.from &&
              again.to == before.to,
          "before %s: %s", period->name, before.name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cx_period period = {0};
    struct cx_err err = {0};
    int32_t today = 0;
    size_t n = size < sizeof today ? size : sizeof today;
    memcpy(&today, data, n);
    data += n;
    size -= n;
    check_calendar(today, size ? (int8_t)data[0] * 7 : 0);
    char *text = fuzz_string(data, size);
    cx_date now =
        -25000 + (cx_date)((uint32_t)today % 109000); /* 1901 to 2199, as --as-of may be */
    int rc = cx_period_parse(&period, text, now, &err);
    if (rc == 0)
        check_period(&period, now);
    else
        holds(rc == CX_EUSAGE && err.text[0], "status %d", rc);
    free(text);
    return 0;
}
