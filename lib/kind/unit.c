#include "kind/unit.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "kind/currency.h"

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
    {"|人民币元|yuan|", "", "CNY", false, NULL},
    {"|¥|", NULL, "¥", false, NULL},
    {"|us$|", NULL, "USD", false, NULL},
    {"|$|", NULL, "$", false, NULL},
    {"|€|", NULL, "EUR", false, NULL},
    {"|£|", NULL, "GBP", false, NULL},
    {"|hk$|", NULL, "HKD", false, NULL},
    {"|₹|", NULL, "INR", false, NULL},
    {"|本币|本位币|localcurrency|", "", NULL, false, NULL},
    {"|外币|foreigncurrency|", NULL, NULL, true, NULL},
    {"|pence|", "cents", "GBP FKP GIP SHP", false, NULL},
    {"|分|fen|cent|cents|¢|penny|pennies|minor|minorunit|minorunits|最小单位|最小货币单位|",
     "cents", NULL, false, NULL},
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
    {"|utc|gmt|z|zulu|zulutime|utctime|utc时间|世界时|世界标准时间|零时区|", "utc", NULL, false,
     NULL},
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

/* It is that of a month. */
static bool is_salary(const struct cx_field *field)
{
    return strcmp(field->name, "base_salary") == 0;
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

static const struct unit *find_unit(const struct unit *units, const char *folded)
{
    while (units->names && !cx_alias_is_among(units->names, folded))
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
    bool do_agree = !*currency || cx_currency_agree(*currency, said);
    bool says_more = !*currency || cx_currency_is(*currency, said);
    *currency = do_agree && says_more ? said : *currency;
    return do_agree;
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

/* What a word says; *made is filled where it is a currency, a zone or the time of a salary. NULL:
 * it is no unit. */
static const struct unit *unit_of_word(struct unit *made, const struct cx_field *field,
                                       const char *folded)
{
    const struct unit *unit = find_unit(units_of(field), folded);
    enum cx_salary_of period = is_salary(field) ? cx_unit_period(folded) : CX_SALARY_UNSAID;
    bool is_it = period != CX_SALARY_UNSAID;
    if (unit)
        return unit;
    *made = (struct unit){.is_unknown = period == CX_SALARY_OF_OTHER};
    if (field->type == CX_TYPE_TIME) {
        made->format = cx_unit_zone(&is_it, folded);
        made->is_unknown = !made->format;
    } else if (field->type == CX_TYPE_MONEY && !is_it) {
        made->currency = cx_currency_of_word(folded, strlen(folded), true);
        is_it = made->currency;
    }
    return is_it ? made : NULL;
}

static bool begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

bool cx_unit_is_word(const struct cx_field *field, const char *folded)
{
    struct unit made;
    return units_of(field) && unit_of_word(&made, field, folded);
}

/* What a part of a bracket is: nothing known, a scale or a zone, or something beside them. */
enum part { PART_UNKNOWN, PART_SCALE, PART_OTHER };

/* 人民币万元, 万美元: a currency and a scale in one word. */
static enum part use_pair(struct cx_alias_header *out, const struct cx_field *field,
                          const char *folded)
{
    struct cx_buf word = {0};
    struct unit made[2];
    bool is_pair = false;
    for (size_t n = 1; n < strlen(folded) && !is_pair; n++) {
        cx_buf_clear(&word);
        cx_buf_add(&word, folded, n);
        const struct unit *first = unit_of_word(&made[0], field, cx_buf_str(&word)),
                          *second = first ? unit_of_word(&made[1], field, folded + n) : NULL;
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

/* What an amount includes says nothing of its unit, nor does how a time is written of its zone. */
static bool is_remark(const struct unit *units, const char *folded)
{
    static const char *const within[] = {"含", "不含", "包含", "不包含", "包括", "不包括"};
    bool is_it = find_unit(remarks, folded) || (units == date_units && cx_unit_is_writing(folded));
    for (size_t i = 0; i < sizeof within / sizeof *within && units == money_units; i++)
        is_it = is_it || begins(folded, within[i]);
    return is_it;
}

static enum part use_part(struct cx_alias_header *out, const struct cx_kind *kind,
                          const char *folded)
{
    const struct cx_field *field = &kind->fields[out->column];
    struct unit made;
    const struct unit *unit = unit_of_word(&made, field, folded);
    if (unit)
        use(out, unit, folded);
    return unit                                 ? unit->format ? PART_SCALE : PART_OTHER
           : is_remark(units_of(field), folded) ? PART_OTHER
                                                : use_pair(out, field, folded);
}

/* What stands in brackets behind a day: of an end that is the day after the last one, whether that
 * is included, and nothing that isn't understood; of another day, that it isn't this one. */
static const char *read_end(bool *is_told, const struct cx_field *field, struct cx_unit_text unit,
                            const char *folded)
{
    const char *said = cx_unit_end(unit.s, unit.n);
    bool is_zone, is_end = field->flags & CX_DAY_AFTER;
    cx_unit_zone(&is_zone, folded);
    *is_told = is_end ? said || (*is_told && !is_zone) : said && !*said;
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
        next = cx_unit_part_next(part, is_salary(field));
        part = cx_unit_behind_label(part);
        enum part said = *part ? use_part(out, kind, part) : PART_OTHER;
        has_scale = has_scale || said == PART_SCALE;
        odd = said == PART_UNKNOWN && !odd ? part : odd;
    }
    bool is_text = field->type == CX_TYPE_EXPR || field->type == CX_TYPE_TEXT;
    bool is_told = odd && !has_scale && !is_text;
    struct unit end = {.format = NULL};
    if (odd && field->type == CX_TYPE_DATE)
        end.format = read_end(&is_told, field, unit, odd);
    if (is_told)
        use(out, end.format ? &end : &unknown, odd);
    cx_buf_fini(&folded);
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
        if (cx_unit_ends_with((struct cx_unit_text){cx_buf_str(&folded), folded.len}, words[i]))
            use(out, share_units, words[i]);
    }
    cx_buf_fini(&folded);
}

static bool take_ending(struct cx_unit_text *name, const char *ending)
{
    bool is_there = cx_unit_ends_with(*name, ending);
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
    if (!unit || cx_unit_ends_with(name, "部分") || !take_ending(&name, "分"))
        return NULL;
    bool is_sure = name.n == 0;
    for (size_t i = 0; i < sizeof measured / sizeof *measured; i++)
        is_sure = is_sure || cx_unit_ends_with(name, measured[i]);
    return is_sure ? unit : &unknown;
}

/* Without blanks between words: the currencies that a name holds and the units, one behind another,
 * that it ends in. */
static void find_endings(struct cx_alias_header *out, const struct unit *units,
                         struct cx_unit_text of)
{
    static const char *const endings[] = {
        "十万元", "百万元",   "千万元", "十万",  "百万",        "千万",   "万元",
        "千元",   "百元",     "亿元",   "万",    "亿",          "毫秒数", "毫秒",
        "秒数",   "秒",       "分钟数", "分钟",  "小时数",      "小时",   "百分比",
        "cents",  "minutes",  "mins",   "hours", "农历",        "世界时", "世界标准时间",
        "fen",    "最小单位", "pence",  "外币",  "最小货币单位"};
    const char *currencies[CX_CURRENCIES];
    struct cx_buf folded = {0};
    cx_alias_fold(&folded, of.s, of.n);
    struct cx_unit_text name = {cx_buf_str(&folded), folded.len};
    bool is_money = units == money_units;
    size_t count = is_money ? cx_currency_within(currencies, name) : 0, n;
    for (size_t i = 0; i < count; i++)
        use(out, &(struct unit){.currency = currencies[i]}, currencies[i]);
    const struct unit *fen = out->has_unit ? NULL : unit_of_fen(units, name);
    if (fen && take_ending(&name, "分"))
        use(out, fen, "分");
    for (bool is_more = true; is_more;) {
        is_more = is_money && (n = cx_currency_behind(name)) > 0;
        name.n -= is_more ? n : 0;
        for (size_t i = 0; i < sizeof endings / sizeof *endings && !is_more; i++) {
            const struct unit *unit = find_unit(units, endings[i]);
            is_more = unit && take_ending(&name, endings[i]);
            if (is_more)
                use(out, unit, endings[i]);
        }
    }
    cx_buf_fini(&folded);
}

static bool is_loud(struct cx_unit_text text)
{
    while (text.n > 0 && !islower((unsigned char)text.s[text.n - 1]))
        text.n--;
    return text.n == 0;
}

/* Of the word of a name that may be a currency: Paid to us, ALL PAYMENTS. */
static bool is_other_word(struct cx_unit_text name, struct cx_unit_text word)
{
    bool is_sure = is_loud(word) && !is_loud(name);
    return word.n < 3 || !cx_currency_of_word(word.s, word.n, is_sure);
}

/* What a word of a name says by its place: currencies and the time of a salary stand anywhere; of
 * zones those may begin a name that are no other words: EST, Eastern, but not Ist. */
static bool is_anywhere(const struct cx_field *field, const struct unit *unit, bool is_made,
                        struct cx_unit_text name, struct cx_unit_text word)
{
    bool is_zone = is_made && field->type == CX_TYPE_TIME;
    return unit->currency || (is_made && is_salary(field)) ||
           (is_zone && word.s == name.s && (word.n >= strlen("eastern") || is_loud(word)));
}

/* The unit that a word of a name is; *made is filled where it is a currency or a zone. */
static const struct unit *unit_in_name(struct unit *made, struct cx_buf *folded,
                                       const struct cx_field *field, struct cx_unit_text name,
                                       struct cx_unit_text word)
{
    cx_buf_clear(folded);
    cx_alias_fold_word(folded, word.s, word.n);
    const struct unit *unit = unit_of_word(made, field, cx_buf_str(folded));
    bool is_currency = unit == made && made->currency;
    return is_currency && is_other_word(name, word) ? NULL : unit;
}

/* A currency is a word anywhere; other units are the last words: amount_cny_cents, thousands in
 * CNY. */
static void find_in_words(struct cx_alias_header *out, const struct cx_field *field,
                          struct cx_unit_text name)
{
    const char *end = name.s + name.n, *last = name.s;
    struct cx_unit_text word = {0};
    struct cx_buf folded = {0};
    struct unit made;
    for (int pass = 0; pass < 2; pass++) {
        for (word.s = name.s;
             (word.n = cx_alias_next_word(&word.s, end, CX_WORD_DIGITS | CX_WORD_HUMPS)) > 0;
             word.s += word.n) {
            const struct unit *unit = unit_in_name(&made, &folded, field, name, word);
            if (pass == 0 && !unit && !cx_alias_is_among("|in|of|unit|units|", cx_buf_str(&folded)))
                last = word.s + word.n;
            if (pass == 1 && unit && word.n < name.n &&
                (word.s >= last || is_anywhere(field, unit, unit == &made, name, word)))
                use(out, unit, cx_buf_str(&folded));
        }
    }
    cx_buf_fini(&folded);
}

static void find_zone(struct cx_alias_header *out, const struct cx_kind *kind,
                      struct cx_unit_text name)
{
    struct cx_buf folded = {0};
    size_t n = cx_unit_zone_behind(name);
    cx_alias_fold(&folded, name.s, name.n);
    const char *within = cx_unit_zone_within(cx_buf_str(&folded));
    if (n > 0)
        cx_unit_read(out, kind, (struct cx_unit_text){name.s + name.n - n, n});
    else if (within)
        cx_unit_read(out, kind, (struct cx_unit_text){within, strlen(within)});
    cx_buf_fini(&folded);
}

static void find_period(struct cx_alias_header *out, struct cx_unit_text name)
{
    struct cx_buf folded = {0};
    cx_alias_fold_word(&folded, name.s, name.n);
    const char *period = cx_unit_period_within(cx_buf_str(&folded));
    if (period)
        use(out, &unknown, period);
    cx_buf_fini(&folded);
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
    if (is_salary(field))
        find_period(out, name);
}
