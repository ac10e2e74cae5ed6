/* What a row of a suggested map says of a column's cells: their values, their format, and whether
 * they are whole times; and what it says of columns that are not there. */
#include <string.h>
#include <strings.h>

#include "base/stamp.h"
#include "import/import.h"
#include "import/suggest.h"
#include "kind/alias.h"
#include "kind/words.h"

void suggest_say(const struct cx_suggest_options *options, struct cx_buf *text)
{
    options->say(options->context, cx_buf_str(text));
    cx_buf_fini(text);
}

/* Names of columns that say their unit outside brackets: TalkMinutes, amount_fen. */
const char *suggest_unit(const struct sample_column *column, const struct cx_field *field)
{
    struct cx_buf name = {0};
    const char *unit = NULL;
    cx_alias_fold(&name, column->name, column->name_length);
    const char *s = cx_buf_str(&name);
    if (field->type == CX_TYPE_INT && strcmp(field->name, "duration_s") == 0)
        unit = strstr(s, "minute") || strstr(s, "分钟") || strstr(s, "mins") ? "minutes"
               : strstr(s, "hour") || strstr(s, "小时")                      ? "hours"
                                                                             : NULL;
    else if (field->type == CX_TYPE_MONEY)
        unit = strstr(s, "cents") || strstr(s, "fen") ? "cents" : NULL;
    cx_buf_fini(&name);
    return unit;
}

void suggest_add_word(struct cx_buf *format, const char *word)
{
    if (word && !strstr(cx_buf_str(format), word))
        cx_buf_printf(format, "%s%s", format->len ? " " : "", word);
}

/* The order of dates: a part of 13 or more is the day; so is the one beside a month's name. NULL:
 * they tell none. */
static const char *order_of(const struct sample_column *column)
{
    bool mdy = column->second > 12 || column->names_first;
    bool dmy = column->first > 12 || column->names_second;
    return column->ordered == 0 || mdy == dmy ? NULL : mdy ? "mdy" : "dmy";
}

/* The order in which the file's other columns write dates, where they agree. */
static const char *order_of_all(const struct sample *sample)
{
    const char *all = NULL;
    bool is_one = true;
    for (size_t i = 0; i < sample->count; i++) {
        const char *order = order_of(&sample->columns[i]);
        is_one = is_one && (!order || !all || strcmp(order, all) == 0);
        all = order ? order : all;
    }
    return is_one ? all : NULL;
}

/* What the header says of a date beside its order: its zone, or that it is the last day. */
static void put_date_unit(struct cx_buf *format, const struct cx_alias_header *header)
{
    suggest_add_word(format, header->is_unit_unknown ? "?" : header->format);
}

/* Says of the ? for a unit, a zone or an order that the name has, what it stands for. */
static void tell_unknown_unit(const struct cx_alias_header *header,
                              const struct sample_column *column, const struct cx_field *field,
                              const struct cx_suggest_options *options)
{
    struct cx_buf text = {0};
    bool is_date = field->type == CX_TYPE_DATE || field->type == CX_TYPE_TIME;
    if (!header->is_unit_unknown)
        return;
    cx_buf_say(&text,
               is_date
                   ? "%s: %s: \"%s\" in its name is not a known zone or order: replace the ? by "
                     "one, as utc-5, or by wall if it needs no converting"
                   : "%s: %s: \"%s\" in its name is not a known unit: convert the column, or "
                     "replace the ? by its format, point if it needs no converting",
               options->file, column->name, header->unit);
    suggest_say(options, &text);
}

void suggest_zone(struct cx_buf *format, const struct sample_column *time,
                  const struct cx_kind *kind, size_t i, const struct cx_suggest_options *options)
{
    struct cx_alias_header header;
    cx_alias_unit(&header, kind, (int)i, time->name, time->name_length);
    put_date_unit(format, &header);
    tell_unknown_unit(&header, time, &kind->fields[i], options);
}

static void put_date_format(struct cx_buf *format, const struct sample *sample,
                            const struct sample_column *column, const struct cx_kind *kind,
                            size_t i, const struct cx_suggest_options *options)
{
    const struct cx_field *field = &kind->fields[i];
    struct cx_alias_header header;
    cx_alias_unit(&header, kind, (int)i, column->name, column->name_length);
    const char *said = header.order ? header.order : order_of_all(sample);
    const char *order = order_of(column) ? order_of(column) : said;
    if (column->ordered > 0 && !order) {
        struct cx_buf text = {0};
        cx_buf_say(&text, "%s: %s: its dates are ambiguous: replace the ? by mdy or dmy",
                   options->file, column->name);
        suggest_say(options, &text);
    }
    if (column->serials > 0)
        suggest_add_word(format, "excel"); /* it leaves dates as they are */
    if (column->epochs > 0)
        suggest_add_word(format, "epoch");
    if (column->ordered > 0)
        suggest_add_word(format, order ? order : "?");
    put_date_unit(format, &header);
    tell_unknown_unit(&header, column, field, options);
    if (field->type == CX_TYPE_DATE && column->times > 0)
        suggest_add_word(format, "date");
}

/* The column whose name says that it is the time beside a date: the alias Call time, or Time. */
static int likeness_of_time(const struct sample_column *column, const struct cx_kind *kind,
                            size_t i)
{
    static const char *const names[] = {"time", "时间", "时刻"};
    struct cx_alias_header found;
    struct cx_buf folded = {0};
    cx_alias_header(&found, kind, column->name, column->name_length);
    int like = found.column == (int)i
                   ? 100
                   : cx_alias_likeness(kind, (int)i, column->name, column->name_length);
    cx_alias_fold(&folded, column->name, column->name_length);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        like = strcmp(cx_buf_str(&folded), names[k]) == 0 ? 100 : like;
    cx_buf_fini(&folded);
    return found.column >= 0 && found.column != (int)i ? 0 : like;
}

int suggest_time_of_day(const struct sample *sample, const struct sample_column *date,
                        const struct cx_kind *kind, size_t i)
{
    int best = -1, most = 59;
    if (kind->fields[i].type != CX_TYPE_TIME || date->times > 0)
        return -1;
    for (size_t k = 0; k < sample->count; k++) {
        const struct sample_column *column = &sample->columns[k];
        bool is_time = column != date && date->filled > 0 && column->daytimes > 0 &&
                       column->daytimes * 20 >= column->filled * 19;
        int like = is_time ? likeness_of_time(column, kind, i) : 0;
        if (like > most) {
            best = (int)k;
            most = like;
        }
    }
    return best;
}

/* In the order that a map's format names; in any, where somebody has to say it. */
static bool is_time(const struct cx_buf *text, const char *format)
{
    static const struct {
        const char *word;
        enum cx_date_order order;
    } orders[] = {{"mdy", CX_ORDER_MDY}, {"dmy", CX_ORDER_DMY}, {"", CX_ORDER_YMD}};
    struct cx_stamp stamp;
    bool is_it = false, is_open = strchr(format, '?');
    for (size_t i = 0; i < sizeof orders / sizeof *orders && !is_it; i++)
        is_it = (is_open || strstr(format, orders[i].word)) &&
                cx_stamp_parse(&stamp, cx_buf_str(text), text->len, orders[i].order) == CX_DATE_OK;
    return is_it;
}

bool suggest_are_joinable(const struct sample_column *date, const struct sample_column *time,
                          const char *format)
{
    struct cx_buf text = {0};
    if (strpbrk(date->name, "{}") || strpbrk(time->name, "{}"))
        return false;
    if (date->names_first || date->names_second)
        return true; /* formats read months by their names */
    cx_buf_printf(&text, "%s %s", cx_pool_get(date->values, 0), cx_pool_get(time->values, 0));
    bool are = is_time(&text, format);
    cx_buf_fini(&text);
    return are;
}

/* A word of English, of letters alone: call_id, CallTime. */
static bool has_word(const char *name, size_t n, const char *const *words)
{
    const char *at = name, *end = name + n;
    for (size_t length; (length = cx_alias_next_word(&at, end, CX_WORD_HUMPS)) > 0; at += length) {
        for (const char *const *word = words; *word; word++) {
            if (strlen(*word) == length && strncasecmp(at, *word, length) == 0)
                return true;
        }
    }
    return false;
}

static bool has_part(const char *folded, const char *const *parts)
{
    while (*parts && !strstr(folded, *parts))
        parts++;
    return *parts != NULL;
}

/* What the name of a file or a column speaks of. */
static void note_name(bool *calls, bool *others, const char *name, size_t n, bool is_file)
{
    static const char *const call[] = {"call",     "calls",   "called",  "caller", "calling",
                                       "dial",     "dials",   "dialed",  "dialer", "dialled",
                                       "dialling", "dialing", "dialler", NULL};
    static const char *const phone[] = {"phone", "phones", "telephone", NULL};
    static const char *const calls_in_chinese[] = {"通话", "外呼", "拨打", "呼叫", "电催", NULL};
    static const char *const mail[] = {"mail", "mails", "email", "emails", NULL};
    static const char *const other[] = {"sms",  "visit", "wechat", "whatsapp", "短信", "上门",
                                        "外访", "微信",  "邮件",   "信函",     NULL};
    struct cx_buf folded = {0};
    cx_alias_fold(&folded, name, n);
    *calls = *calls || has_word(name, n, call) || (is_file && has_word(name, n, phone)) ||
             has_part(cx_buf_str(&folded), calls_in_chinese);
    *others = *others || has_word(name, n, mail) || has_part(cx_buf_str(&folded), other);
    cx_buf_fini(&folded);
}

bool suggest_is_of_calls(const struct sample *sample, const char *file)
{
    const char *folder = strrchr(file, '/'), *name = folder ? folder + 1 : file;
    bool calls = false, others = false;
    note_name(&calls, &others, name, strlen(name), true);
    for (size_t k = 0; k < sample->count; k++)
        note_name(&calls, &others, sample->columns[k].name, sample->columns[k].name_length, false);
    return calls && !others;
}

/* The first value of a column that begins with one of words, which end with NULL; NULL: none does.
 */
static const char *value_among(const struct sample_column *column, const char *const *words)
{
    for (int i = 0; i < cx_pool_count(column->values); i++) {
        const char *value = cx_pool_get(column->values, i);
        for (size_t k = 0; words[k]; k++) {
            if (strncasecmp(value, words[k], strlen(words[k])) == 0)
                return value;
        }
    }
    return NULL;
}

#define STATES 20 /* that rows may be in; columns of more values are remarks */

/* Says it of the first column that has one of words. */
static void tell_rows(const struct sample *sample, const char *const *words, bool are_reversals,
                      const struct cx_suggest_options *options)
{
    for (size_t k = 0; k < sample->count; k++) {
        struct cx_buf text = {0};
        const char *word = value_among(&sample->columns[k], words), *name = sample->columns[k].name;
        if (!word || (!are_reversals && sample->columns[k].distinct > STATES))
            continue;
        if (are_reversals)
            cx_buf_say(
                &text,
                "%s: rows whose %s is %s may take payments back, and count as others without "
                "reverses: map the column that names the payment, or leave them out",
                options->file, name, word);
        else
            cx_buf_say(
                &text,
                "%s: rows whose %s is %s may be no payments, and count as others: leave them "
                "out by a row leave-out,%s,%s",
                options->file, name, word, name, word);
        suggest_say(options, &text);
        return;
    }
}

void suggest_tell_reversals(const struct sample *sample, const struct cx_suggest_options *options)
{
    static const char *const words[] = {"冲正",     "冲销",   "撤销",       "退款", "退票",
                                        "reversal", "refund", "chargeback", NULL};
    tell_rows(sample, words, true, options);
}

void suggest_tell_unpaid(const struct sample *sample, const struct cx_suggest_options *options)
{
    static const char *const words[] = {"declined", "void",   "failed",   "failure", "scheduled",
                                        "pending",  "cancel", "rejected", "失败",    "作废",
                                        "待支付",   "未支付", "处理中",   "已取消",  "取消",
                                        "拒绝",     "待扣款", "未成功",   NULL};
    tell_rows(sample, words, false, options);
}

void suggest_ask(const struct cx_field *field, const struct cx_suggest_options *options)
{
    struct cx_buf text = {0}, words = {0};
    cx_type_describe(&words, field);
    cx_buf_say(&text,
               "%s: no column looks like %s: replace its =? by a column, or by = and the word that "
               "is right for all rows (%s)",
               options->file, field->name, cx_buf_str(&words));
    suggest_say(options, &text);
    cx_buf_fini(&words);
}

void suggest_tell_initial(const struct cx_field *field, const struct cx_suggest_options *options)
{
    struct cx_buf text = {0};
    if (!field->initial || field->flags & CX_KEY)
        return;
    cx_buf_say(&text,
               "%s: no column looks like %s: new rows get %s; for another word add it to the map, "
               "as %s,=WORD",
               options->file, field->name, field->initial, field->name);
    suggest_say(options, &text);
}

/* Durations of a column: also 4:00, which may be hours and minutes where nothing longer tells. */
static void put_clock(struct cx_buf *format, const struct sample_column *column,
                      const struct cx_suggest_options *options)
{
    struct cx_buf text = {0};
    if (column->timers == 0) {
        suggest_add_word(format, "clock");
        return;
    }
    suggest_add_word(format, "m:ss");
    if (column->clocks > 0)
        return;
    cx_buf_say(
        &text,
        "%s: %s: its cells are taken for minutes and seconds: if they are hours and minutes, use "
        "clock for times of a workbook, and convert others",
        options->file, column->name);
    suggest_say(options, &text);
}

void suggest_format(struct cx_buf *format, const struct sample *sample,
                    const struct sample_column *column, const struct cx_kind *kind, size_t i,
                    const struct cx_suggest_options *options)
{
    const struct cx_field *field = &kind->fields[i];
    struct cx_alias_header header;
    if (field->type == CX_TYPE_DATE || field->type == CX_TYPE_TIME) {
        put_date_format(format, sample, column, kind, i, options);
        return;
    }
    cx_alias_unit(&header, kind, (int)i, column->name, column->name_length);
    bool is_number = field->type == CX_TYPE_MONEY || field->type == CX_TYPE_DECIMAL ||
                     field->type == CX_TYPE_POINTS || field->type == CX_TYPE_INT;
    if (is_number && column->commas > 0)
        suggest_add_word(format, "comma");
    if (field->type == CX_TYPE_INT && column->clocks + column->timers + column->spoken > 0)
        put_clock(format, column, options);
    else if (header.is_unit_unknown)
        suggest_add_word(format, "?");
    else
        suggest_add_word(format, header.has_unit ? header.format : suggest_unit(column, field));
    if (strchr(cx_buf_str(format), '?'))
        tell_unknown_unit(&header, column, field, options);
}

static void put_rename(struct cx_buf *values, const char *value, const char *word)
{
    cx_buf_printf(values, "%s%s=%s", values->len ? ";" : "", value, word);
}

static const char *const *words_of(const struct cx_field *field)
{
    return field->type == CX_TYPE_BOOL ? cx_no_yes : field->words;
}

/* The number of the word that a value is, or stands for; -1: of none. */
static int word_of(const struct cx_field *field, const char *value)
{
    size_t n = strlen(value);
    int number = cx_word_find(words_of(field), value, n);
    return number < 0 ? cx_alias_word(words_of(field), value, n) : number;
}

/* NA says nothing elsewhere; as a word it may be no answer, not available, … */
static bool may_be_word(const struct cx_field *field, const char *value)
{
    return field->type == CX_TYPE_CHOICE && strcasecmp(value, "na") == 0;
}

static void put_unknown(struct cx_buf *unknown, const char *value)
{
    cx_buf_printf(unknown, "%s%s", unknown->len ? ", " : "", value);
}

/* What is said of the values of a column of words; unknown ones become ?. */
static void put_words(struct cx_buf *values, const struct sample_column *column,
                      const struct cx_field *field, const struct cx_suggest_options *options)
{
    const char *const *words = words_of(field);
    struct cx_buf unknown = {0};
    for (int i = 0; i < cx_pool_count(column->values); i++) {
        const char *value = cx_pool_get(column->values, i);
        int number = word_of(field, value);
        if (cx_word_find(words, value, strlen(value)) >= 0)
            continue;
        if (number < 0)
            put_unknown(&unknown, value);
        if (!strpbrk(value, ";="))
            put_rename(values, value, number < 0 ? "?" : words[number]);
    }
    for (int i = 0; i < cx_pool_count(column->nothings); i++) {
        const char *value = cx_pool_get(column->nothings, i);
        if (!may_be_word(field, value))
            continue;
        put_unknown(&unknown, value);
        put_rename(values, value, "?");
    }
    if (unknown.len) {
        struct cx_buf text = {0}, allowed = {0};
        for (int i = 0; words[i]; i++)
            cx_buf_printf(&allowed, "%s%s", i ? ", " : "", words[i]);
        cx_buf_say(&text, "%s: %s: give in values the word of %s these are: %s (one of %s)",
                   options->file, column->name, field->name, cx_buf_str(&unknown),
                   cx_buf_str(&allowed));
        suggest_say(options, &text);
        cx_buf_fini(&allowed);
    }
    cx_buf_fini(&unknown);
}

void suggest_values(struct cx_buf *values, const struct sample_column *column,
                    const struct cx_field *field, const struct cx_suggest_options *options)
{
    bool is_of_words = field->type == CX_TYPE_BOOL || field->type == CX_TYPE_CHOICE;
    if (is_of_words)
        put_words(values, column, field, options);
    for (int i = 0; field->type != CX_TYPE_TEXT && i < cx_pool_count(column->nothings); i++) {
        const char *value = cx_pool_get(column->nothings, i);
        int number = is_of_words ? word_of(field, value) : -1;
        if (may_be_word(field, value))
            continue;
        if (number < 0)
            put_rename(values, value, "");
        else if (strcasecmp(words_of(field)[number], value) != 0) /* 无 as an action: none */
            put_rename(values, value, words_of(field)[number]);
    }
}
