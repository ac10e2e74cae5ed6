#include "kind/unit.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"

/* What a unit in a header makes of a column's cells: names as words are folded, between bars. */
struct unit {
    const char *names;
    const char *format;   /* of a scale or a zone; "": as it is; NULL: it says nothing of them */
    const char *currency; /* of money: a sign of it */
    bool is_unknown;      /* a unit, but none that a format reads */
    const char *order;    /* of dates */
};

static const struct unit money_units[] = {
    {"|元|", "", "元", false, NULL},
    {"|人民币|rmb|cny|", NULL, "CNY", false, NULL},
    {"|人民币元|yuan|", "", "CNY", false, NULL},
    {"|¥|", NULL, "¥", false, NULL},
    {"|usd|us$|美元|美金|", NULL, "USD", false, NULL},
    {"|$|", NULL, "$", false, NULL},
    {"|eur|€|欧元|", NULL, "EUR", false, NULL},
    {"|gbp|£|英镑|", NULL, "GBP", false, NULL},
    {"|hkd|hk$|港币|港元|", NULL, "HKD", false, NULL},
    {"|jpy|日元|", NULL, "JPY", false, NULL},
    {"|inr|₹|卢比|", NULL, "INR", false, NULL},
    {"|分|fen|cent|cents|", "cents", NULL, false, NULL},
    {"|万|", "wan", NULL, false, NULL},
    {"|万元|", "wan", "元", false, NULL},
    {"|千|百元|千元|十万|十万元|百万|百万元|千万|千万元|亿|亿元|k|000|000s|thousand|thousands|"
     "million|millions|",
     NULL, NULL, true, NULL},
    {NULL, NULL, NULL, false, NULL},
};
static const struct unit second_units[] = {
    {"|秒|秒钟|秒数|s|sec|secs|second|seconds|", "", NULL, false, NULL},
    {"|分|分钟|分钟数|min|mins|minute|minutes|", "minutes", NULL, false, NULL},
    {"|时|小时|小时数|h|hr|hrs|hour|hours|", "hours", NULL, false, NULL},
    {"|时分秒|时:分:秒|hms|hh:mm:ss|h:mm:ss|", "clock", NULL, false, NULL},
    {"|分秒|分:秒|mm:ss|m:ss|", "m:ss", NULL, false, NULL},
    {"|毫秒|毫秒数|ms|msec|millis|milliseconds|", NULL, NULL, true, NULL},
    {NULL, NULL, NULL, false, NULL},
};
static const struct unit share_units[] = {
    {"|%|百分比|percent|percentage|pct|", "percent", NULL, false, NULL},
    {NULL, NULL, NULL, false, NULL}};
static const struct unit point_units[] = {{"|%|百分比|percent|分|points|", "", NULL, false, NULL},
                                          {NULL, NULL, NULL, false, NULL}};
static const struct unit score_units[] = {{"|分|points|", "", NULL, false, NULL},
                                          {NULL, NULL, NULL, false, NULL}};
static const struct unit count_units[] = {
    {"|天|日|day|days|月|个月|month|months|户|件|个|人|名|accounts|cases|", "", NULL, false, NULL},
    {NULL, NULL, NULL, false, NULL},
};
static const struct unit date_units[] = {
    {"|dd/mm/yyyy|dd-mm-yyyy|dd.mm.yyyy|d/m/yyyy|dmy|日/月/年|", NULL, NULL, false, "dmy"},
    {"|mm/dd/yyyy|mm-dd-yyyy|mm.dd.yyyy|m/d/yyyy|mdy|月/日/年|", NULL, NULL, false, "mdy"},
    {"|utc|gmt|z|utctime|utc时间|世界时|世界标准时间|零时区|", "utc", NULL, false, NULL},
    {"|农历|阴历|lunar|", NULL, NULL, true, NULL},
    {NULL, NULL, NULL, false, NULL},
};

static const struct unit unknown = {.is_unknown = true};

/* What forms say of a column that is to be filled in. */
static const struct unit remarks[] = {
    {"|必填|选填|必填项|可选|必输|required|mandatory|optional|", NULL, NULL, false, NULL},
    {NULL, NULL, NULL, false, NULL}};

/* A rule's rate and a scorecard's target are figures, or say in a text how they come about. */
static bool is_figure_or_text(const struct cx_field *field)
{
    return strcmp(field->name, "rate") == 0 || strcmp(field->name, "target") == 0;
}

/* NULL: brackets in this column's header hold a remark. */
static const struct unit *units_of(const struct cx_field *field)
{
    size_t n = strlen(field->name);
    bool is_score = n >= 5 && strcmp(field->name + n - 5, "score") == 0;
    switch (field->type) {
    case CX_TYPE_MONEY: return money_units;
    case CX_TYPE_DECIMAL: return is_score ? score_units : share_units;
    case CX_TYPE_POINTS: return point_units;
    case CX_TYPE_DATE:
    case CX_TYPE_TIME: return date_units;
    case CX_TYPE_INT:
        return n > 2 && strcmp(field->name + n - 2, "_s") == 0 ? second_units : count_units;
    case CX_TYPE_EXPR:
    case CX_TYPE_TEXT: return is_figure_or_text(field) ? share_units : NULL;
    default: return NULL;
    }
}

/* Whether a list between bars has a word. */
static bool has_word(const char *list, const char *folded)
{
    struct cx_buf wanted = {0};
    cx_buf_printf(&wanted, "|%s|", folded);
    bool is_there = strstr(list, cx_buf_str(&wanted)) != NULL;
    cx_buf_fini(&wanted);
    return is_there;
}

static const struct unit *find_unit(const struct unit *units, const char *folded)
{
    while (units->names && !has_word(units->names, folded))
        units++;
    return units->names ? units : NULL;
}

size_t cx_unit_behind(const struct cx_field *field, const char *s, size_t n)
{
    const struct unit *units = units_of(field);
    struct cx_buf folded = {0};
    size_t digits = n, length = n;
    while (digits > 0 && !isdigit((unsigned char)s[digits - 1]))
        digits--;
    if (!units || digits == 0 || digits == n)
        return n;
    cx_alias_fold_word(&folded, s + digits, n - digits);
    const struct unit *unit = find_unit(units, cx_buf_str(&folded));
    if (unit && unit->format && !*unit->format && !unit->currency)
        length = digits;
    cx_buf_fini(&folded);
    return length;
}

/* Takes what is said beside another word of the same thing. False: they contradict each other. */
static bool agree(const char **word, const char *said)
{
    bool is_same = !*word || strcmp(*word, said) == 0;
    *word = is_same ? said : *word;
    return is_same;
}

/* The same of currencies, of which a code says more than a sign: $ and USD, 元 and CNY. */
static bool agree_currency(const char **currency, const char *said)
{
    if (!*currency || cx_money_is_of(*currency, strlen(*currency), said)) {
        *currency = said;
        return true;
    }
    for (const struct unit *unit = money_units; unit->names; unit++) {
        const char *code = unit->currency;
        if (code && cx_money_is_of(*currency, strlen(*currency), code) &&
            cx_money_is_of(said, strlen(said), code))
            return true;
    }
    return false;
}

static bool agree_unit(struct cx_alias_header *out, const char *format)
{
    const char *word = out->has_unit ? out->format ? out->format : "" : NULL;
    bool is_same = agree(&word, format);
    out->has_unit = true;
    out->format = *word ? word : NULL;
    return is_same;
}

/* An unknown one stays so whatever stands beside it, and leaves nothing to be applied; a currency
 * holds in any case. */
static void use(struct cx_alias_header *out, const struct unit *unit, const char *folded)
{
    bool is_known =
        !unit->is_unknown && (!unit->currency || agree_currency(&out->currency, unit->currency));
    if (out->is_unit_unknown)
        return;
    out->is_unit_unknown = !is_known || (unit->format && !agree_unit(out, unit->format)) ||
                           (unit->order && !agree(&out->order, unit->order));
    if (out->is_unit_unknown)
        out->format = out->order = NULL;
    snprintf(out->unit, sizeof out->unit, "%s", folded);
}

/* What a word of a name says; *zone is filled where it is one. NULL: it is no unit. */
static const struct unit *unit_of_word(struct unit *zone, const struct cx_field *field,
                                       const char *folded)
{
    const struct unit *unit = find_unit(units_of(field), folded);
    if (unit || field->type != CX_TYPE_TIME)
        return unit;
    bool is_zone;
    *zone = (struct unit){.format = cx_unit_zone(&is_zone, folded)};
    zone->is_unknown = !zone->format;
    return is_zone ? zone : NULL;
}

static bool begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

/* What a part of a bracket is: nothing known, a scale or a zone, or something beside them. */
enum part { PART_UNKNOWN, PART_SCALE, PART_OTHER };

/* 人民币万元, 万美元: a currency and a scale in one word. */
static enum part use_pair(struct cx_alias_header *out, const struct unit *units, const char *folded)
{
    struct cx_buf word = {0};
    bool is_pair = false;
    for (size_t n = 1; n < strlen(folded) && !is_pair; n++) {
        cx_buf_clear(&word);
        cx_buf_add(&word, folded, n);
        const struct unit *first = find_unit(units, cx_buf_str(&word)),
                          *second = first ? find_unit(units, folded + n) : NULL;
        is_pair =
            second && (first->currency && !first->format) != (second->currency && !second->format);
        if (is_pair) {
            use(out, first, cx_buf_str(&word));
            use(out, second, folded + n);
        }
    }
    cx_buf_fini(&word);
    return is_pair ? PART_SCALE : PART_UNKNOWN;
}

/* What an amount includes says nothing of its unit. */
static bool is_remark(const struct unit *units, const char *folded)
{
    static const char *const within[] = {"含", "不含", "包含", "不包含", "包括", "不包括"};
    bool is_it = find_unit(remarks, folded) != NULL;
    for (size_t i = 0; i < sizeof within / sizeof *within && units == money_units; i++)
        is_it = is_it || begins(folded, within[i]);
    return is_it;
}

static enum part use_part(struct cx_alias_header *out, const struct cx_kind *kind,
                          const char *folded)
{
    const struct cx_field *field = &kind->fields[out->column];
    struct unit zone;
    const struct unit *unit = unit_of_word(&zone, field, folded);
    if (unit)
        use(out, unit, folded);
    return unit                                 ? unit->format ? PART_SCALE : PART_OTHER
           : is_remark(units_of(field), folded) ? PART_OTHER
                                                : use_pair(out, units_of(field), folded);
}

/* Behind a word that only says that a unit follows: 万元 of 单位:万元. */
static char *behind_label(char *folded)
{
    static const char *const labels[] = {"单位:", "单位为", "单位",   "金额单位:", "货币单位:",
                                         "币种:", "unit:",  "units:", "currency:"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (begins(folded, labels[i]) && folded[strlen(labels[i])])
            return folded + strlen(labels[i]);
    }
    return folded;
}

/* Where the next part begins, and the one before ends; NULL: it is the last. */
static char *part_next(char *part)
{
    static const char *const marks[] = {",", ";", "、"};
    char *first = NULL;
    size_t n = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char *at = strstr(part, marks[i]);
        if (at && (!first || at < first)) {
            first = at;
            n = strlen(marks[i]);
        }
    }
    if (!first)
        return NULL;
    *first = '\0';
    return first + n;
}

/* yyyy-mm-dd, or a date as an example: how a date is written. Or what an empty cell means. */
static bool is_of_writing(const char *folded)
{
    static const char *const empty[] = {"空", "留空", "为空", "empty", "blank", "leave"};
    bool is_it = strspn(folded, "ymdhst0123456789-/.:") == strlen(folded) ||
                 has_word("|年-月-日|年/月/日|年月日|yyyy年mm月dd日|date|日期|", folded);
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        is_it = is_it || strncmp(folded, empty[i], strlen(empty[i])) == 0;
    return is_it;
}

/* What stands in brackets behind a day: of an end that is the day after the last one, whether that
 * is included, and nothing that isn't understood; of another day, that it isn't this one. */
static const char *read_end(bool *is_told, const struct cx_field *field, struct cx_unit_text unit,
                            const char *folded)
{
    const char *said = cx_unit_end(unit.s, unit.n);
    bool is_zone, is_end = field->flags & CX_DAY_AFTER;
    cx_unit_zone(&is_zone, folded);
    *is_told = is_end ? said || (*is_told && !is_zone && !is_of_writing(folded)) : said && !*said;
    return is_end ? said : NULL;
}

void cx_unit_read(struct cx_alias_header *out, const struct cx_kind *kind, struct cx_unit_text unit)
{
    const struct cx_field *field = out->column < 0 ? NULL : &kind->fields[out->column];
    const struct unit *units = field ? units_of(field) : NULL;
    const char *odd = NULL;
    struct cx_buf folded = {0};
    bool has_scale = false;
    if (!units)
        return;
    cx_alias_fold_word(&folded, unit.s, unit.n);
    for (char *next, *part = folded.data; part; part = next) {
        next = part_next(part);
        part = behind_label(part);
        enum part said = *part ? use_part(out, kind, part) : PART_OTHER;
        has_scale = has_scale || said == PART_SCALE;
        odd = said == PART_UNKNOWN && !odd ? part : odd;
    }
    bool is_text = field->type == CX_TYPE_EXPR || field->type == CX_TYPE_TEXT;
    bool is_told = odd && !has_scale && !is_text && field->type != CX_TYPE_TIME;
    struct unit end = {.format = NULL};
    if (odd && field->type == CX_TYPE_DATE)
        end.format = read_end(&is_told, field, unit, odd);
    if (is_told)
        use(out, end.format ? &end : &unknown, odd);
    cx_buf_fini(&folded);
}

static bool ends_with(struct cx_unit_text text, const char *ending)
{
    size_t length = strlen(ending);
    return text.n >= length && memcmp(text.s + text.n - length, ending, length) == 0;
}

static const char *const brackets[][2] = {{"(", ")"}, {"[", "]"}, {"【", "】"}};
#define BRACKETS (sizeof brackets / sizeof *brackets)

bool cx_unit_peel(struct cx_unit_text *name, struct cx_unit_text *unit)
{
    struct cx_unit_text text = *name;
    while (text.n > 0 && strchr(" *:", text.s[text.n - 1]))
        text.n--;
    for (size_t i = 0; i < BRACKETS; i++) {
        size_t before = strlen(brackets[i][0]), behind = strlen(brackets[i][1]);
        if (!ends_with(text, brackets[i][1]))
            continue;
        for (size_t at = text.n - behind; at-- > 0;) {
            if (at == 0 || at + before + behind > text.n ||
                memcmp(text.s + at, brackets[i][0], before) != 0)
                continue;
            *unit = (struct cx_unit_text){text.s + at + before, text.n - behind - at - before};
            name->n = at;
            return true;
        }
    }
    return false;
}

const char *cx_unit_peel_sign(struct cx_unit_text *name)
{
    static const char *const signs[] = {"%", "$", "€", "£", "¥", "₹"};
    struct cx_unit_text text = *name;
    while (text.n > 0 && strchr(" *:_-", text.s[text.n - 1]))
        text.n--;
    for (; text.n > 0 && strchr(" *", *text.s); text.n--)
        text.s++;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i]);
        bool is_before = text.n > n && memcmp(text.s, signs[i], n) == 0;
        if (!is_before && !ends_with(text, signs[i]))
            continue;
        *name = (struct cx_unit_text){text.s + (is_before ? n : 0), text.n - n};
        return signs[i];
    }
    return NULL;
}

static bool use_sign(struct cx_alias_header *out, const struct unit *units,
                     struct cx_unit_text name)
{
    const char *sign = cx_unit_peel_sign(&name);
    const struct unit *unit = sign ? find_unit(units, sign) : NULL;
    if (unit)
        use(out, unit, sign);
    return unit != NULL;
}

void cx_unit_sign(struct cx_alias_header *out, const struct cx_kind *kind, struct cx_unit_text name)
{
    static const char *const words[] = {"percent", "percentage", "pct", "百分比"};
    const struct unit *units = units_of(&kind->fields[out->column]);
    struct cx_buf folded = {0};
    if (!units || use_sign(out, units, name) || units != share_units)
        return;
    cx_alias_fold(&folded, name.s, name.n);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (ends_with((struct cx_unit_text){cx_buf_str(&folded), folded.len}, words[i]))
            use(out, share_units, words[i]);
    }
    cx_buf_fini(&folded);
}

static bool take_ending(struct cx_unit_text *name, const char *ending)
{
    bool is_there = ends_with(*name, ending);
    name->n -= is_there ? strlen(ending) : 0;
    return is_there;
}

/* 分 at the end of a name is a unit behind what has one, as 金额 and 时长, and may be one
 * elsewhere; 部分 is a part. NULL: it is none. */
static const struct unit *unit_of_fen(const struct unit *units, struct cx_unit_text name)
{
    static const char *const measured[] = {"额", "款", "费", "金",   "息",  "价",
                                           "钱", "币", "元", "时长", "时间"};
    const struct unit *unit = find_unit(units, "分");
    if (!unit || ends_with(name, "部分") || !take_ending(&name, "分"))
        return NULL;
    bool is_sure = name.n == 0;
    for (size_t i = 0; i < sizeof measured / sizeof *measured; i++)
        is_sure = is_sure || ends_with(name, measured[i]);
    return is_sure ? unit : &unknown;
}

/* Without blanks between words: the currencies that a name holds and the units, one behind another,
 * that it ends in. */
static void find_endings(struct cx_alias_header *out, const struct unit *units,
                         struct cx_unit_text of)
{
    static const char *const within[] = {"人民币", "美元", "美金", "欧元",
                                         "英镑",   "港币", "港元", "日元"};
    static const char *const endings[] = {
        "十万元", "百万元", "千万元", "十万",         "百万",   "千万",  "万元",    "千元",
        "百元",   "亿元",   "万",     "亿",           "毫秒数", "毫秒",  "秒数",    "秒",
        "分钟数", "分钟",   "小时数", "小时",         "百分比", "cents", "minutes", "mins",
        "hours",  "农历",   "世界时", "世界标准时间", "fen"};
    struct cx_buf folded = {0};
    cx_alias_fold(&folded, of.s, of.n);
    struct cx_unit_text name = {cx_buf_str(&folded), folded.len};
    for (size_t i = 0; i < sizeof within / sizeof *within; i++) {
        const struct unit *unit = find_unit(units, within[i]);
        if (unit && strstr(name.s, within[i]))
            use(out, unit, within[i]);
    }
    const struct unit *fen = out->has_unit ? NULL : unit_of_fen(units, name);
    if (fen && take_ending(&name, "分"))
        use(out, fen, "分");
    for (bool is_more = true; is_more;) {
        is_more = false;
        for (size_t i = 0; i < sizeof within / sizeof *within && !is_more; i++)
            is_more = find_unit(units, within[i]) && take_ending(&name, within[i]);
        for (size_t i = 0; i < sizeof endings / sizeof *endings && !is_more; i++) {
            const struct unit *unit = find_unit(units, endings[i]);
            is_more = unit && take_ending(&name, endings[i]);
            if (is_more)
                use(out, unit, endings[i]);
        }
    }
    cx_buf_fini(&folded);
}

/* A currency is a word anywhere; other units are the last words: amount_cny_cents, thousands in
 * CNY. */
static void find_in_words(struct cx_alias_header *out, const struct cx_field *field,
                          struct cx_unit_text name)
{
    const char *end = name.s + name.n, *word = end, *last = name.s;
    struct cx_buf folded = {0};
    struct unit zone;
    size_t n;
    for (int pass = 0; pass < 2; pass++) {
        for (word = name.s;
             (n = cx_alias_next_word(&word, end, CX_WORD_DIGITS | CX_WORD_HUMPS)) > 0; word += n) {
            cx_buf_clear(&folded);
            cx_alias_fold_word(&folded, word, n);
            const struct unit *unit = unit_of_word(&zone, field, cx_buf_str(&folded));
            if (pass == 0 && !unit && strcmp(cx_buf_str(&folded), "in") != 0)
                last = word + n;
            if (pass == 1 && unit && n < name.n && (word >= last || unit->currency))
                use(out, unit, cx_buf_str(&folded));
        }
    }
    cx_buf_fini(&folded);
}

/* Start Time GMT+8: a zone that ends a name, or begins it. */
static void find_zone(struct cx_alias_header *out, const struct cx_kind *kind,
                      struct cx_unit_text name)
{
    size_t at = 0;
    for (; at < name.n; at++) {
        char before = at == 0 ? ' ' : name.s[at - 1];
        bool is_hump = islower((unsigned char)before) && isupper((unsigned char)name.s[at]);
        if ((!isalpha((unsigned char)before) || is_hump) &&
            cx_unit_begins_zone(name.s + at, name.n - at))
            break;
    }
    if (at < name.n)
        cx_unit_read(out, kind, (struct cx_unit_text){name.s + at, name.n - at});
}

void cx_unit_find(struct cx_alias_header *out, const struct cx_kind *kind, const char *s, size_t n)
{
    const struct cx_field *field = &kind->fields[out->column];
    const struct unit *units = units_of(field);
    struct cx_unit_text name = {s, n}, unit;
    if (units != money_units && units != second_units && units != date_units &&
        units != share_units)
        return;
    while (cx_unit_peel(&name, &unit)) {
        const struct cx_alias_header before = *out;
        cx_unit_read(out, kind, unit);
        if (units == share_units && out->is_unit_unknown) /* Part (of all) */
            *out = before;
    }
    use_sign(out, units, name);
    find_in_words(out, field, name);
    find_endings(out, units, name);
    const char *end = name.s + name.n;
    if (field->flags & CX_DAY_AFTER && cx_unit_end_behind(name.s, &name.n))
        cx_unit_read(out, kind,
                     (struct cx_unit_text){name.s + name.n, (size_t)(end - name.s) - name.n});
    else if (units == date_units && !out->has_unit)
        find_zone(out, kind, name);
}
