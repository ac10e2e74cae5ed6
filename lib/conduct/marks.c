/* A mark is an optional time, a name, another time perhaps, and a colon: 00:12 坐席: or 客户 10:01:
 * or [Agent 7]:. */
#include "conduct/marks.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/letter.h"
#include "text/utf8.h"

#define FULL_COLON      "\xEF\xBC\x9A"
#define SHORT_NAME      16 /* characters; anything longer before a colon is a sentence, */
#define LONG_NAME       60 /* unless its words are written as names are */
#define NAME_BYTES      240
#define BEFORE_NAMES    " \t0123456789:.-/[]()<>{}*#_~|+="
#define BETWEEN_FIGURES "0123456789.,:/+-% \t()$~"

/* The size of the first of words (ended by NULL) that s begins with; 0: none. */
static size_t begins(const char *s, const char *const *words)
{
    for (; *words; words++) {
        if (**words == *s && strncmp(s, *words, strlen(*words)) == 0)
            return strlen(*words);
    }
    return 0;
}

static bool is_full_colon(const char *s)
{
    return *s == *FULL_COLON && strncmp(s, FULL_COLON, 3) == 0;
}

static bool is_digit(const char *s)
{
    return isdigit((unsigned char)*s);
}

/* A mark that stands in sentences, not in names; the Chinese ones are of three bytes. */
static bool is_punctuation(const char *s)
{
    static const char *const chinese[] = {"，", "。", "；", "！", "？", "、", "“", "”", NULL};
    if ((unsigned char)*s < 0x80)
        return *s && strchr(",.;!?\"", *s);
    if (!strchr("\xE2\xE3\xEF", *s)) /* with which these marks begin, and few characters */
        return false;
    return begins(s, chinese) > 0;
}

/* The point of Mr. or J., at `at` */
static bool is_abbreviation(const char *s, const char *at)
{
    const char *word = at;
    while (word > s && isalpha((unsigned char)word[-1]))
        word--;
    return *at == '.' && at > word && at - word <= 3 && isupper((unsigned char)*word);
}

/* Of a line, what is before its first name: times, numbers, brackets and other marks. */
static const char *skip_front(const char *s, const char *end)
{
    static const char *const times[] = {"年", "月", "日", "时", "分", "秒", "号", NULL};
    static const char *const halves[] = {"上午", "下午", "AM ", "PM ", "AM]", "PM]", NULL};
    for (const char *start = s; s < end;) {
        size_t n = strspn(s, BEFORE_NAMES);
        if (n == 0)
            n = begins(s, halves);
        if (n == 0 && s > start && is_digit(s - 1))
            n = begins(s, times);
        if (n == 0 && (unsigned char)*s >= 0x80 && !is_punctuation(s))
            n = cx_utf8_gap(s, (size_t)(end - s));
        if (n == 0)
            break;
        s += n;
    }
    return s < end ? s : end;
}

/* The colon behind a name, and its size; NULL: there is none on the line. Those of times are none
 * (*has_time). */
static const char *find_colon(size_t *size, bool *has_time, const char *s, const char *end)
{
    for (const char *at = s; at < end && at - s <= NAME_BYTES; at += cx_letter(at)) {
        *size = *at == ':' ? 1 : is_full_colon(at) ? 3 : 0;
        bool is_time = *size > 0 && at > s && is_digit(at - 1) && is_digit(at + *size);
        if (*size > 0 && !is_time)
            return at;
        *has_time = *has_time || is_time;
        if (*size == 0 && is_punctuation(at) && !is_abbreviation(s, at))
            return NULL;
    }
    return NULL;
}

/* 1 of an opening bracket, -1 of a closing one; the wide ones begin with two bytes of all. */
static int bracket(const char *s)
{
    static const char *const open[] = {"（", "【", "〔", "［", "《", "〈", "「", NULL};
    static const char *const closed[] = {"）", "】", "〕", "］", "》", "〉", "」", NULL};
    if ((unsigned char)*s < 0x80)
        return *s && strchr("([{<", *s) ? 1 : *s && strchr(")]}>", *s) ? -1 : 0;
    if (!strchr("\xE3\xEF", *s))
        return 0;
    return begins(s, open) ? 1 : begins(s, closed) ? -1 : 0;
}

/* Whether it speaks to somebody: Final Warning For You, not Alexander Hamilton (You). */
static bool says_you(const char *s, const char *end)
{
    while (s < end && bracket(s) <= 0) {
        const char *word = s;
        while (s < end && isalpha((unsigned char)*s))
            s++;
        size_t n = (size_t)(s - word);
        if ((n == 3 || n == 4) && strncasecmp(word, "your", n) == 0)
            return true;
        s += n == 0;
    }
    return false;
}

/* Whether it is no sentence: short, what is in brackets aside, or written as names are. */
static bool is_name(const char *s, const char *end)
{
    const char *start = s;
    size_t characters = 0, wide = 0;
    int depth = 0;
    bool is_titled = true, is_first = true;
    for (; s < end; s += cx_letter(s)) {
        int step = bracket(s);
        depth += step < 0 && depth == 0 ? 0 : step;
        if (depth > 0 || step < 0)
            continue;
        characters++;
        wide += (unsigned char)*s >= 0xE3;
        is_titled = is_titled && !(is_first && islower((unsigned char)*s));
        is_first = *s == ' ' || *s == '-';
    }
    return characters > 0 && wide <= SHORT_NAME &&
           (characters <= SHORT_NAME ||
            (is_titled && characters <= LONG_NAME && !says_you(start, end)));
}

/* A name without the time behind it; NULL: there is a time elsewhere in it. */
static const char *cut_time(const char *s, const char *end)
{
    while (end > s && strchr(" \t0123456789:./-()[]", end[-1]))
        end--;
    for (const char *at = s; at < end; at++) {
        if (*at == ':' || is_full_colon(at))
            return NULL;
    }
    return end;
}

struct mark mark_of(const char *s)
{
    struct mark mark = {.words = s, .end = s + strcspn(s, "\r\n")};
    const char *name = skip_front(s, mark.end);
    size_t size = 0;
    bool has_time = false;
    const char *colon = find_colon(&size, &has_time, name, mark.end);
    const char *end = colon && has_time ? cut_time(name, colon) : colon;
    if (!end || !is_name(name, end))
        return mark;
    mark.name = name;
    mark.n = (size_t)(end - name);
    mark.words = colon + size;
    return mark;
}

/* Whether s to end is a figure and its unit: 1,000.50元, 3天, 10:30. */
static bool is_figure(const char *s, const char *end)
{
    static const char *const units[] = {
        "元",  "圆",   "块",  "角",    "分",   "万",     "亿",    "千",    "百",   "年",   "个",
        "月",  "日",   "天",  "号",    "期",   "次",     "点",    "时",    "小时", "分钟", "秒",
        "岁",  "人",   "￥",  "¥",     "。",   "％",     "yuan",  "RMB",   "CNY",  "USD",  "EUR",
        "GBP", "days", "day", "weeks", "week", "months", "month", "years", "year", NULL};
    while (s < end) {
        size_t n = strspn(s, BETWEEN_FIGURES);
        if (n == 0)
            n = begins(s, units);
        if (n == 0)
            return false;
        s += n;
    }
    return true;
}

/* Whether the name ends with what nobody is called: 欠款金额, Due Date. */
static bool is_of_thing(const char *name, size_t n)
{
    static const char *const chinese[] = {"金额", "本金", "利息", "余额", "欠款", "账号",
                                          "卡号", "编号", "单号", "电话", "手机", "日期",
                                          "时间", "期限", "逾期", NULL};
    static const char *const english[] = {"amount",   "balance",   "due",      "date",    "time",
                                          "deadline", "number",    "no.",      "no",      "phone",
                                          "total",    "principal", "interest", "overdue", NULL};
    while (n > 0 && (name[n - 1] == ' ' || name[n - 1] == '\t'))
        n--;
    for (const char *const *word = chinese; *word; word++) {
        size_t len = strlen(*word);
        if (n >= len && memcmp(name + n - len, *word, len) == 0)
            return true;
    }
    for (const char *const *word = english; *word; word++) {
        size_t len = strlen(*word);
        if (n >= len && strncasecmp(name + n - len, *word, len) == 0 &&
            (n == len || !isalnum((unsigned char)name[n - len - 1])))
            return true;
    }
    return false;
}

bool mark_is_label(const struct mark *mark)
{
    const char *s = mark->words + strspn(mark->words, " \t");
    return is_digit(s) && (is_figure(s, mark->end) || is_of_thing(mark->name, mark->n));
}

void mark_name(struct cx_buf *name, const char *s, size_t n)
{
    const char *end = s + n;
    cx_buf_clear(name);
    while (s < end) {
        const char *word = s;
        size_t gap = cx_utf8_gap(s, (size_t)(end - s));
        if (gap > 0) {
            s += gap;
            continue;
        }
        while (s < end && cx_utf8_gap(s, (size_t)(end - s)) == 0)
            s += cx_letter(s);
        if (name->len > 0)
            cx_buf_putc(name, ' ');
        cx_utf8_fold(name, word, (size_t)(s - word));
    }
}

const char *mark_suffix(const char *s, size_t n)
{
    const char *suffix = NULL, *end = s + n;
    int last = 0;
    for (; s < end; s += cx_letter(s)) {
        last = bracket(s);
        if (last > 0)
            suffix = s;
    }
    return last < 0 ? suffix : NULL;
}
