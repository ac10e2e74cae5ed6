#include "kind/unit.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/stamp.h"

/* The distances from UTC that clocks somewhere have, as words of a map's format. */
static const char *const distances[] = {
    "utc-12",   "utc-11",    "utc-10",   "utc-9:30",  "utc-9",  "utc-8",     "utc-7",
    "utc-6",    "utc-5",     "utc-4",    "utc-3:30",  "utc-3",  "utc-2:30",  "utc-2",
    "utc-1",    "utc+0",     "utc+1",    "utc+2",     "utc+3",  "utc+3:30",  "utc+4",
    "utc+4:30", "utc+5",     "utc+5:30", "utc+5:45",  "utc+6",  "utc+6:30",  "utc+7",
    "utc+8",    "utc+8:45",  "utc+9",    "utc+9:30",  "utc+10", "utc+10:30", "utc+11",
    "utc+12",   "utc+12:45", "utc+13",   "utc+13:45", "utc+14"};

static const char *word_of(int offset_s)
{
    int own;
    for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
        const char *distance = distances[i] + strlen("utc");
        if (cx_offset_parse(&own, distance, strlen(distance)) && own == offset_s)
            return distances[i];
    }
    return NULL;
}

static bool begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

static bool is_among(const char *const *names, const char *folded)
{
    while (*names && strcmp(*names, folded) != 0)
        names++;
    return *names != NULL;
}

/* 东八区, 西5区: hours from UTC; 0: it is none. */
static int hours_in_chinese(const char *folded)
{
    static const char *const numbers[] = {"一", "二", "三", "四", "五",   "六",
                                          "七", "八", "九", "十", "十一", "十二"};
    int sign = begins(folded, "东") ? 1 : begins(folded, "西") ? -1 : 0;
    for (int hours = 12; hours > 0 && sign != 0; hours--) {
        struct cx_buf figures = {0}, words = {0};
        cx_buf_printf(&figures, "%d区", hours);
        cx_buf_printf(&words, "%s区", numbers[hours - 1]);
        const char *rest = folded + strlen("东");
        bool is_it = begins(rest, cx_buf_str(&figures)) || begins(rest, cx_buf_str(&words));
        cx_buf_fini(&figures);
        cx_buf_fini(&words);
        if (is_it)
            return sign * hours;
    }
    return 0;
}

/* Behind the last UTC or GMT; NULL: there is none. Outcome has none. */
static const char *behind_utc(const char *folded)
{
    const char *behind = NULL;
    for (const char *s = folded; *s; s++) {
        bool is_word = s == folded || !isalpha((unsigned char)s[-1]);
        if (is_word && (begins(s, "utc") || begins(s, "gmt")))
            behind = s + strlen("utc");
    }
    return behind;
}

/* Names of zones whose clocks change, or that several have. */
static bool is_other_zone(const char *folded)
{
    static const char *const names[] = {"est",  "edt", "cst", "cdt",  "mst",  "mdt", "pst",
                                        "pdt",  "et",  "ct",  "mt",   "pt",   "bst", "cet",
                                        "cest", "eet", "ist", "aest", "aedt", NULL};
    return cx_unit_begins_zone(folded, strlen(folded)) || is_among(names, folded);
}

bool cx_unit_begins_zone(const char *s, size_t n)
{
    static const char *const beginnings[] = {
        "utc", "gmt", "africa/", "america/", "asia/", "australia/", "europe/", "pacific/", "us/"};
    bool is_zone = false;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        size_t length = strlen(beginnings[i]);
        is_zone = is_zone || (n > length && strncasecmp(s, beginnings[i], length) == 0);
    }
    return is_zone;
}

const char *cx_unit_zone(bool *is_zone, const char *folded)
{
    static const char *const eight[] = {"北京时间", "中国时间", "中国标准时间", "hkt", "sgt", NULL};
    static const char *const nine[] = {"jst", "kst", NULL};
    const char *utc = behind_utc(folded), *s = utc ? utc : folded;
    int offset_s, hours = is_among(eight, folded)  ? 8
                          : is_among(nine, folded) ? 9
                                                   : hours_in_chinese(folded);
    size_t n = *s == '+' || *s == '-' ? 1 + strspn(s + 1, "0123456789:") : 0;
    *is_zone = hours != 0 || utc || n > 1 || is_other_zone(folded);
    if (hours != 0)
        return word_of(hours * 3600);
    return n > 1 && cx_offset_parse(&offset_s, s, n) ? word_of(offset_s) : NULL;
}
