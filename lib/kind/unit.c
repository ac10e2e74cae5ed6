#include "kind/unit.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* What a unit in a header makes of a column's cells: names as words are folded, between bars. */
struct unit {
    const char *names, *format;
    const char *currency; /* of money: a sign of it */
    bool is_unknown;      /* a unit, but none that a format reads */
};

static const struct unit money_units[] = {
    {"|元|", NULL, "元", false},
    {"|人民币|人民币元|rmb|cny|yuan|", NULL, "CNY", false},
    {"|¥|", NULL, "¥", false},
    {"|usd|us$|美元|美金|", NULL, "USD", false},
    {"|$|", NULL, "$", false},
    {"|eur|€|欧元|", NULL, "EUR", false},
    {"|gbp|£|英镑|", NULL, "GBP", false},
    {"|hkd|hk$|港币|港元|", NULL, "HKD", false},
    {"|jpy|日元|", NULL, "JPY", false},
    {"|inr|₹|卢比|", NULL, "INR", false},
    {"|分|fen|cent|cents|", "cents", NULL, false},
    {"|万|", "wan", NULL, false},
    {"|万元|", "wan", "元", false},
    {"|百元|千元|百万|百万元|千万|千万元|亿|亿元|k|000|000s|thousand|thousands|million|millions|",
     NULL, NULL, true},
    {NULL, NULL, NULL, false},
};
static const struct unit second_units[] = {
    {"|秒|秒钟|秒数|s|sec|secs|second|seconds|", NULL, NULL, false},
    {"|分|分钟|分钟数|min|mins|minute|minutes|", "minutes", NULL, false},
    {"|时|小时|小时数|h|hr|hrs|hour|hours|", "hours", NULL, false},
    {"|时分秒|时:分:秒|hms|hh:mm:ss|h:mm:ss|", "clock", NULL, false},
    {"|分秒|分:秒|mm:ss|m:ss|", "m:ss", NULL, false},
    {"|毫秒|毫秒数|ms|msec|millis|milliseconds|", NULL, NULL, true},
    {NULL, NULL, NULL, false},
};
static const struct unit share_units[] = {
    {"|%|百分比|percent|percentage|pct|", "percent", NULL, false}, {NULL, NULL, NULL, false}};
static const struct unit point_units[] = {{"|%|百分比|percent|分|points|", NULL, NULL, false},
                                          {NULL, NULL, NULL, false}};
static const struct unit score_units[] = {{"|分|points|", NULL, NULL, false},
                                          {NULL, NULL, NULL, false}};
static const struct unit count_units[] = {
    {"|天|日|day|days|月|个月|month|months|户|件|个|人|名|accounts|cases|", NULL, NULL, false},
    {NULL, NULL, NULL, false},
};
static const struct unit date_units[] = {
    {"|dd/mm/yyyy|dd-mm-yyyy|dd.mm.yyyy|d/m/yyyy|dmy|日/月/年|", "dmy", NULL, false},
    {"|mm/dd/yyyy|mm-dd-yyyy|mm.dd.yyyy|m/d/yyyy|mdy|月/日/年|", "mdy", NULL, false},
    {"|utc|gmt|z|utctime|utc时间|世界时|世界标准时间|零时区|", "utc", NULL, false},
    {"|农历|阴历|lunar|", NULL, NULL, true},
    {NULL, NULL, NULL, false},
};
static const struct unit end_units[] = {
    {"|含|含当日|含当天|含本日|含该日|含首尾|inclusive|incl|incl.|included|including|", "last",
     NULL, false},
    {NULL, NULL, NULL, false},
};

/* What forms say of a column that is to be filled in. */
static const struct unit remarks[] = {
    {"|必填|选填|必填项|可选|必输|required|mandatory|optional|", NULL, NULL, false},
    {NULL, NULL, NULL, false}};

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
    if (unit && !unit->format && !unit->currency && !unit->is_unknown)
        length = digits;
    cx_buf_fini(&folded);
    return length;
}

/* The end of a time such as the kind's to, which is the day after the last one. */
static bool is_day_after(const struct cx_kind *kind, const struct cx_field *field)
{
    size_t n = strlen(field->name);
    return field->type == CX_TYPE_DATE && kind != &cx_kind_absences && n >= 2 &&
           strcmp(field->name + n - 2, "to") == 0;
}

static void use(struct cx_alias_header *out, const struct unit *unit, const char *folded)
{
    out->format = unit->format;
    out->currency = unit->currency;
    out->is_unit_unknown = unit->is_unknown;
    snprintf(out->unit, sizeof out->unit, "%s", folded);
}

bool cx_unit_is_said(const struct cx_alias_header *out)
{
    return *out->unit != '\0';
}

void cx_unit_read(struct cx_alias_header *out, const struct cx_kind *kind, struct cx_unit_text unit)
{
    static const struct unit unknown = {.is_unknown = true};
    const struct cx_field *field = out->column < 0 ? NULL : &kind->fields[out->column];
    const struct unit *units = field ? units_of(field) : NULL;
    bool is_open = !cx_unit_is_said(out) || out->is_unit_unknown;
    struct cx_buf folded = {0};
    if (!units || !is_open)
        return;
    cx_alias_fold_word(&folded, unit.s, unit.n);
    const char *s = cx_buf_str(&folded), *comma = strrchr(s, ',');
    if (comma && find_unit(remarks, comma + 1)) /* 元，必填 */
        folded.data[folded.len = (size_t)(comma - s)] = '\0';
    const struct unit *found = find_unit(units, s);
    if (!found && is_day_after(kind, field))
        found = find_unit(end_units, s);
    bool is_text = field->type == CX_TYPE_EXPR || field->type == CX_TYPE_TEXT;
    bool is_told = *s && !is_text && !find_unit(remarks, s);
    struct unit zone = {.format = NULL};
    if (units == date_units) {
        is_told = false;
        if (field->type == CX_TYPE_TIME)
            zone.format = cx_unit_zone(&is_told, s);
    }
    if (found || is_told)
        use(out, found ? found : zone.format ? &zone : &unknown, s);
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

/* The first or the last character of a name that a fold takes away, where it is a unit's sign. */
static bool use_sign(struct cx_alias_header *out, const struct unit *units,
                     struct cx_unit_text name)
{
    static const char *const signs[] = {"%", "$", "€", "£", "¥", "₹"};
    while (name.n > 0 && strchr(" *:_-", name.s[name.n - 1]))
        name.n--;
    for (; name.n > 0 && strchr(" *", *name.s); name.n--)
        name.s++;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        bool is_before =
            name.n > strlen(signs[i]) && memcmp(name.s, signs[i], strlen(signs[i])) == 0;
        const struct unit *unit =
            is_before || ends_with(name, signs[i]) ? find_unit(units, signs[i]) : NULL;
        if (unit) {
            use(out, unit, signs[i]);
            return true;
        }
    }
    return false;
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

/* Chinese has no blanks between words: what a name holds or ends in. */
static void find_chinese(struct cx_alias_header *out, const struct unit *units,
                         struct cx_unit_text name)
{
    static const char *const within[] = {"人民币", "美元", "美金", "欧元",
                                         "英镑",   "港币", "港元", "日元"};
    static const char *const endings[] = {
        "百万元", "千万元", "百万",   "千万", "万元", "千元", "百元",   "亿元", "万",     "亿",
        "毫秒数", "毫秒",   "分钟数", "分钟", "秒数", "秒",   "小时数", "小时", "百分比", "农历"};
    for (size_t i = 0; i < sizeof within / sizeof *within; i++) {
        const struct unit *unit = memmem(name.s, name.n, within[i], strlen(within[i]))
                                      ? find_unit(units, within[i])
                                      : NULL;
        if (unit && !cx_unit_is_said(out))
            use(out, unit, within[i]);
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !cx_unit_is_said(out); i++) {
        const struct unit *unit = ends_with(name, endings[i]) ? find_unit(units, endings[i]) : NULL;
        if (unit)
            use(out, unit, endings[i]);
    }
}

/* A currency is a word anywhere, another unit the last one. */
static void find_in_words(struct cx_alias_header *out, const struct unit *units,
                          struct cx_unit_text name)
{
    const char *word = name.s, *end = name.s + name.n;
    for (size_t n; !cx_unit_is_said(out) && (n = cx_alias_next_word(&word, end, true)) > 0;
         word += n) {
        struct cx_buf folded = {0};
        const char *after = word + n;
        bool is_last = cx_alias_next_word(&after, end, true) == 0;
        cx_alias_fold_word(&folded, word, n);
        const struct unit *unit = find_unit(units, cx_buf_str(&folded));
        if (unit && n < name.n && (is_last || unit->currency))
            use(out, unit, cx_buf_str(&folded));
        cx_buf_fini(&folded);
    }
    if (!cx_unit_is_said(out))
        find_chinese(out, units, name);
}

/* Start Time GMT+8: a zone that ends a name, or begins it. */
static void find_zone(struct cx_alias_header *out, const struct cx_kind *kind,
                      struct cx_unit_text name)
{
    size_t at = name.n;
    for (size_t i = 0; i + 4 <= name.n && at == name.n; i++) {
        char before = i == 0 ? ' ' : name.s[i - 1];
        bool is_hump = islower((unsigned char)before) && isupper((unsigned char)name.s[i]);
        bool is_utc =
            strncasecmp(name.s + i, "utc", 3) == 0 || strncasecmp(name.s + i, "gmt", 3) == 0;
        if (is_utc && (!isalpha((unsigned char)before) || is_hump))
            at = i;
    }
    if (at < name.n)
        cx_unit_read(out, kind, (struct cx_unit_text){name.s + at, name.n - at});
}

void cx_unit_find(struct cx_alias_header *out, const struct cx_kind *kind, const char *s, size_t n)
{
    const struct unit *units = units_of(&kind->fields[out->column]);
    const int column = out->column;
    struct cx_unit_text name = {s, n}, unit;
    if (units != money_units && units != second_units && units != date_units &&
        units != share_units)
        return;
    while (cx_unit_peel(&name, &unit))
        cx_unit_read(out, kind, unit);
    if (units == share_units && out->is_unit_unknown) /* Part (of all) */
        *out = (struct cx_alias_header){.column = column};
    if (!cx_unit_is_said(out) && !use_sign(out, units, name))
        find_in_words(out, units, name);
    if (!cx_unit_is_said(out) && units == date_units)
        find_zone(out, kind, name);
}
