#include "plan/work.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "kind/words.h"

#define DAY_S 86400

static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};

struct cx_work cx_work_default(void)
{
    return (struct cx_work){
        .days = 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4 | 1u << 5, .from = 9 * 3600, .to = 18 * 3600};
}

const char *cx_work_set_days(struct cx_work *work, const char *text)
{
    unsigned days = 0;
    for (const char *s = text + strspn(text, " ,;"); *s; s += strspn(s, " ,;")) {
        size_t n = strcspn(s, " ,;");
        int day = cx_word_find(weekdays, s, n);
        if (day < 0)
            return N_("does not name days of the week: write them as in mon tue wed thu fri");
        days |= 1u << (day + 1);
        s += n;
    }
    if (!days)
        return N_("names no day of the week: write them as in mon tue wed thu fri");
    work->days = days;
    return NULL;
}

const char *cx_work_set_hours(struct cx_work *work, const char *text)
{
    int hour[2], minute[2], used = 0;
    if (sscanf(text, "%2d:%2d-%2d:%2d%n", &hour[0], &minute[0], &hour[1], &minute[1], &used) == 4 &&
        text[used] == '\0' && hour[0] >= 0 && minute[0] >= 0 && minute[0] < 60 && minute[1] >= 0 &&
        minute[1] < 60) {
        int from = hour[0] * 3600 + minute[0] * 60, to = hour[1] * 3600 + minute[1] * 60;
        if (from < to && to <= DAY_S) {
            work->from = from;
            work->to = to;
            return NULL;
        }
    }
    return N_("is not a span of the day: write it as in 09:00-18:00");
}
