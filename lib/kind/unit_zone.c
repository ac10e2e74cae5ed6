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

/* The length of a name without the time that it is of: eastern of easternstandardtime, 美东 of
 * 美东时间. */
static size_t zone_length(const char *folded)
{
    static const char *const endings[] = {"time", "standard", "daylight", "summer",
                                          "时间", "标准",     "夏令",     "夏"};
    size_t length = strlen(folded);
    for (size_t i = 0; i < sizeof endings / sizeof *endings;) {
        size_t n = strlen(endings[i]);
        bool is_there = length > n && memcmp(folded + length - n, endings[i], n) == 0;
        length -= is_there ? n : 0;
        i = is_there ? 0 : i + 1;
    }
    return length;
}

/* Names of zones whose clocks change, or that several have. */
static bool is_other_zone(const char *folded)
{
    static const char *const names[] = {
        "est",    "edt",      "cst",      "cdt",       "mst",       "mdt",        "pst",
        "pdt",    "akst",     "akdt",     "hst",       "et",        "ct",         "mt",
        "pt",     "bst",      "wet",      "west",      "cet",       "cest",       "eet",
        "eest",   "msk",      "ist",      "aest",      "aedt",      "acst",       "acdt",
        "awst",   "nzst",     "nzdt",     "eastern",   "central",   "pacific",    "mountain",
        "alaska", "hawaii",   "atlantic", "useastern", "uspacific", "uscentral",  "usmountain",
        "美东",   "美西",     "美中",     "东部",      "西部",      "中部",       "山地",
        "太平洋", "美国东部", "美国西部", "美国中部",  "美国山地",  "美国太平洋", "纽约",
        "洛杉矶", "芝加哥",   "伦敦",     "巴黎",      "柏林",      "莫斯科",     "悉尼",
        NULL};
    struct cx_buf name = {0};
    cx_buf_add(&name, folded, zone_length(folded));
    bool is_it = cx_unit_begins_zone(folded, strlen(folded)) || is_among(names, cx_buf_str(&name));
    cx_buf_fini(&name);
    return is_it;
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
    static const char *const eight[] = {"北京时间", "中国时间", "中国标准时间",
                                        "香港时间", "台北时间", "新加坡时间",
                                        "hkt",      "sgt",      NULL};
    static const char *const nine[] = {"东京时间", "日本时间", "首尔时间", "jst", "kst", NULL};
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

/* Whether a text is a distance from UTC, in four figures or with a colon: -0500, +05:30. */
static bool is_distance(const char *s, size_t n)
{
    size_t digits = 0;
    bool has_colon = false;
    for (size_t i = 1; i < n; i++) {
        digits += isdigit((unsigned char)s[i]) != 0;
        has_colon = has_colon || s[i] == ':';
        if (!isdigit((unsigned char)s[i]) && s[i] != ':')
            return false;
    }
    return (*s == '+' || *s == '-') && (digits == 4 || (digits == 3 && has_colon));
}

size_t cx_unit_zone_behind(struct cx_unit_text name)
{
    for (size_t at = 0; at < name.n; at++) {
        const char *s = name.s + at;
        char before = at == 0 ? ' ' : s[-1];
        bool is_hump = islower((unsigned char)before) && isupper((unsigned char)*s);
        bool is_word = !isalpha((unsigned char)before) || is_hump;
        if ((is_word && cx_unit_begins_zone(s, name.n - at)) ||
            (before == ' ' && is_distance(s, name.n - at)))
            return name.n - at;
    }
    return 0;
}

const char *cx_unit_zone_within(const char *folded)
{
    static const char *const names[] = {
        "北京时间",   "中国时间", "香港时间", "台北时间", "新加坡时间", "东京时间",
        "日本时间",   "首尔时间", "东部时间", "西部时间", "中部时间",   "山地时间",
        "太平洋时间", "纽约时间", "伦敦时间", "东八区",   "美东",       "美西"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strstr(folded, names[i]))
            return names[i];
    }
    return NULL;
}

bool cx_unit_is_writing(const char *folded)
{
    static const char *const empty[] = {"空", "留空", "为空", "empty", "blank", "leave"};
    static const char *const names[] = {
        "24hour",         "24小时",   "24小时制", "12hour",       "12小时制",  "am/pm",
        "ampm",           "local",    "本地",     "本地时间",     "localtime", "年月日",
        "时分秒",         "时:分:秒", "时:分",    "年月日时分秒", "精确到秒",  "精确到分",
        "精确到分钟",     "date",     "time",     "datetime",     "timestamp", "日期",
        "时间",           "日期时间", "iso",      "iso8601",      "年-月-日",  "年/月/日",
        "yyyy年mm月dd日", NULL};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        if (begins(folded, empty[i]))
            return true;
    }
    return strspn(folded, "ymdhst0123456789-/.:") == strlen(folded) || is_among(names, folded);
}
