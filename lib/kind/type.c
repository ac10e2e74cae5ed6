#include "base/lang.h"
#include "kind/kind.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/hidden.h"
#include "base/period.h"
#include "base/stamp.h"
#include "kind/alias.h"
#include "kind/diagnose.h"
#include "kind/figure.h"
#include "kind/leftover.h"
#include "kind/unit.h"
#include "kind/words.h"
#include "text/mask.h"
#include "text/utf8.h"

#define ID_CHARACTERS 64
#define DAY_S         86400

/* Why a cell is refused; cx_type_read says which it is. */
static bool refuse(struct cx_buf *scratch, const char **reason, const char *why)
{
    cx_buf_clear(scratch);
    cx_buf_puts(scratch, _(why));
    *reason = cx_buf_str(scratch);
    return false;
}

/* A refusal that looks for the cause. */
static bool refuse_cell(struct cx_buf *scratch, const char **reason, const struct cx_field *field,
                        const char *s, size_t n, enum cx_date_order order)
{
    struct cx_buf why = {0};
    cx_diagnose(&why, field, s, n, order);
    cx_buf_clear(scratch);
    cx_buf_puts(scratch, cx_buf_str(&why));
    *reason = cx_buf_str(scratch);
    cx_buf_fini(&why);
    return false;
}

/* A refusal in words: "value" and what it is not. A mail of a nightly import may be read by many:
 * of what is private only the shape is shown. */
bool cx_type_refuse(struct cx_buf *scratch, const char **reason, const struct cx_field *field,
                    const char *s, size_t n, const char *why)
{
    struct cx_buf value = {0}, shown = {0}, said = {0};
    cx_type_trim(&s, &n);
    cx_utf8_excerpt(&value, s, n, 60);
    if (field->flags & CX_PRIVATE && !cx_alias_is_nothing(s, n))
        cx_mask_cell(&shown, cx_buf_str(&value));
    else
        cx_buf_puts(&shown, cx_buf_str(&value));
    cx_buf_say(&said, "\"%s\" %s", cx_buf_str(&shown), _(why));
    cx_buf_clear(scratch);
    cx_buf_puts(scratch, cx_buf_str(&said));
    *reason = cx_buf_str(scratch);
    cx_buf_fini(&value);
    cx_buf_fini(&shown);
    cx_buf_fini(&said);
    return false;
}

static bool is_name(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x80 && !isalnum(c) && !strchr("_+-.", c))
            return false;
    }
    return true;
}

static bool read_id(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                    struct cx_buf *scratch, const char **reason)
{
    size_t characters = 0, controls = 0;
    bool may_be_lost = false;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        controls += c < 0x20 || c == 0x7f;
        may_be_lost = may_be_lost || c == 0xef; /* as U+FFFD begins */
        characters += (c & 0xc0) != 0x80;
    }
    if (controls)
        return refuse(scratch, reason, "contains a control character, which an id must not");
    if (field->type == CX_TYPE_NAME && !is_name(s, n))
        return refuse(scratch, reason, "is not a name: use letters, digits and _");
    if (characters > ID_CHARACTERS)
        return refuse(scratch, reason, "is longer than the 64 characters of an id");
    if (field->type == CX_TYPE_ID && (n <= 8 || may_be_lost || s[n - 3] == '+' || s[n - 4] == '+' ||
                                      s[n - 2] == '.')) { /* else it can't be either */
        const char *why = cx_leftover_in_id(field, s, n);
        if (why)
            return refuse(scratch, reason, why);
    }
    cell->text = s;
    cell->len = n;
    return true;
}

static bool read_text(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                      struct cx_buf *scratch, const char **reason)
{
    if (field->type == CX_TYPE_TEXT && cx_leftover_in_text(s, n))
        return refuse_cell(scratch, reason, field, s, n, CX_ORDER_YMD);
    cell->text = s;
    cell->len = n;
    return true;
}

/* 12.5万 and 1.2亿元, which are unambiguous. */
static enum cx_dec_result read_large_money(int64_t *cents, const char *s, size_t n)
{
    static const struct {
        const char *ending;
        int decimals;
    } units[] = {{"万", 6}, {"万元", 6}, {"亿", 10}, {"亿元", 10}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t length = strlen(units[i].ending);
        if (n > length && memcmp(s + n - length, units[i].ending, length) == 0)
            return cx_dec_parse(cents, s, n - length, units[i].decimals);
    }
    return CX_DEC_BAD;
}

static bool refuse_currency(struct cx_buf *scratch, const char **reason, const char *currency)
{
    char why[160];
    snprintf(why, sizeof why,
             _("is not in %.20s, the currency of the settings: convert it, or correct the setting"),
             currency);
    return refuse(scratch, reason, why);
}

static bool read_money(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                       const struct cx_type_options *options, struct cx_buf *scratch,
                       const char **reason)
{
    enum cx_dec_result result = cx_money_parse(&cell->n, s, n);
    if (result == CX_DEC_BAD)
        result = read_large_money(&cell->n, s, n);
    if (result != CX_DEC_BAD && options->currency && !cx_money_is_of(s, n, options->currency))
        return refuse_currency(scratch, reason, options->currency);
    switch (result) {
    case CX_DEC_OK: return true;
    case CX_DEC_RANGE: return refuse(scratch, reason, "is too large an amount of money");
    case CX_DEC_INEXACT:
        if (!options->round)
            return refuse(scratch, reason,
                          "has more than two decimals: use --round to round such amounts");
        ++*options->rounded;
        return true;
    default: return refuse_cell(scratch, reason, field, s, n, options->order);
    }
}

static bool read_decimal(struct cx_typed *cell, const struct cx_field *field, const char *s,
                         size_t n, struct cx_buf *scratch, const char **reason)
{
    bool is_points = field->type == CX_TYPE_POINTS;
    bool percent = !is_points && n > 1 && s[n - 1] == '%';
    size_t digits = percent ? n - 1 : is_points ? cx_unit_behind(field, s, n) : n;
    while (percent && digits > 1 && s[digits - 1] == ' ') /* 85 % */
        digits--;
    int decimals = percent ? 4 : 6;
    switch (cx_dec_parse(&cell->n, s, digits, decimals)) {
    case CX_DEC_OK: return true;
    case CX_DEC_INEXACT: return refuse(scratch, reason, "has more than six decimals");
    case CX_DEC_RANGE: return refuse(scratch, reason, "is too large a number");
    default: return refuse_cell(scratch, reason, field, s, n, CX_ORDER_YMD);
    }
}

static bool read_int(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                     struct cx_buf *scratch, const char **reason)
{
    switch (cx_dec_parse(&cell->n, s, n, 0)) {
    case CX_DEC_OK: return true;
    case CX_DEC_RANGE: return refuse(scratch, reason, "is too large a number");
    default: return refuse_cell(scratch, reason, field, s, n, CX_ORDER_YMD);
    }
}

/* A time in a zone becomes one of the centre's. Where nobody has named the centre's zone, a local
 * time is taken as it stands if all have the same zone; UTC is nobody's local time. */
static bool to_centre(struct cx_typed *cell, const struct cx_stamp *stamp,
                      const struct cx_type_options *options, struct cx_buf *scratch,
                      const char **reason)
{
    struct cx_zoned *zoned = options->zoned;
    bool is_twice;
    cell->n = stamp->time;
    if (!stamp->is_zoned || options->is_wall || !zoned)
        return true;
    if (options->zone) {
        cell->n = cx_zone_local(options->zone, stamp->time - stamp->offset_s, &is_twice);
        zoned->converted++;
        zoned->twice += is_twice;
        return true;
    }
    if (stamp->offset_s == 0)
        return refuse(scratch, reason,
                      "is in UTC: name the centre's time zone in the setting time_zone, as in "
                      "Asia/Shanghai, or keep such times as they stand with format wall in a map");
    if ((zoned->kept > 0 || zoned->is_bound) && zoned->kept_offset_s != stamp->offset_s)
        return refuse(scratch, reason,
                      "has another time zone than rows before it: name the centre's in the setting "
                      "time_zone, as in Asia/Shanghai");
    zoned->kept++;
    zoned->kept_offset_s = stamp->offset_s;
    return true;
}

static bool read_date(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                      const struct cx_type_options *options, struct cx_buf *scratch,
                      const char **reason)
{
    cx_date date = 0;
    bool is_date = field->type == CX_TYPE_DATE, is_day = false;
    enum cx_date_result result = is_date ? cx_date_parse(&date, s, n, options->order)
                                         : cx_time_parse(&cell->n, s, n, options->order);
    if (result == CX_DATE_BAD && n >= 10) {
        struct cx_stamp stamp;
        result = cx_stamp_parse(&stamp, s, n, options->order);
        is_day = result == CX_DATE_OK && stamp.is_day;
        if (result == CX_DATE_OK && !to_centre(cell, &stamp, options, scratch, reason))
            return false;
        date = cx_date_of(cell->n); /* many exports write dates as midnights */
        bool is_next = stamp.date != cx_date_of(stamp.time); /* 24:00 */
        if (result == CX_DATE_OK && is_date && (cell->n % DAY_S != 0 || is_next))
            result = CX_DATE_BAD;
    }
    if (result != CX_DATE_OK)
        return refuse_cell(scratch, reason, field, s, n, options->order);
    if (is_date)
        cell->n = date + options->is_last_day;
    cell->is_day = !is_date && cell->n % DAY_S == 0 &&
                   (is_day || cx_date_parse(&date, s, n, options->order) == CX_DATE_OK);
    if (cell->is_day && field->flags & CX_DAY_END)
        cell->n += DAY_S - 1;
    return true;
}

static bool is_figure(enum cx_type type)
{
    return type == CX_TYPE_MONEY || type == CX_TYPE_DECIMAL || type == CX_TYPE_POINTS ||
           type == CX_TYPE_INT;
}

/* 2.500 is two thousand five hundred where the comma is the decimal point. Amounts and whole
 * numbers have no three decimals, so theirs are doubtful in any file; a comma between thousands
 * only where cells are parted by semicolons. */
static bool check_thousands(const struct cx_field *field, const char *s, size_t n,
                            const struct cx_type_options *options, struct cx_buf *scratch,
                            const char **reason)
{
    bool is_whole = field->type == CX_TYPE_INT || (field->type == CX_TYPE_MONEY && !options->round);
    if (!is_figure(field->type) || options->is_point_sure)
        return true;
    if ((is_whole || options->has_semicolons) && cx_figure_is_ambiguous(s, n, '.'))
        return refuse(scratch, reason,
                      "may have a point between thousands or a decimal point: in a map, use format "
                      "comma for the first, format point for the second");
    if (options->has_semicolons && cx_figure_is_ambiguous(s, n, ','))
        return refuse(scratch, reason,
                      "may have a decimal comma or a comma between thousands: in a map, use format "
                      "comma for the first, format point for the second");
    return true;
}

static bool read_bool(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                      struct cx_buf *scratch, const char **reason)
{
    static const char *const words[] = {"0", "1", "no", "yes", "false", "true", "n", "y", NULL};
    int found = cx_word_find(words, s, n);
    if (found < 0)
        found = cx_alias_word(cx_no_yes, s, n);
    if (found < 0)
        return refuse_cell(scratch, reason, field, s, n, CX_ORDER_YMD);
    cell->n = found % 2;
    return true;
}

static bool read_choice(struct cx_typed *cell, const struct cx_field *field, const char *s,
                        size_t n, struct cx_buf *scratch, const char **reason)
{
    int found = cx_word_find(field->words, s, n);
    if (found < 0)
        found = cx_alias_word(field->words, s, n);
    if (found < 0)
        return refuse_cell(scratch, reason, field, s, n, CX_ORDER_YMD);
    cell->n = found;
    return true;
}

static bool read_period(struct cx_typed *cell, const struct cx_field *field, const char *s,
                        size_t n, struct cx_buf *scratch, const char **reason)
{
    struct cx_err ignored = {0};
    struct cx_period period;
    int year, month;
    cx_buf_clear(scratch);
    cx_buf_add(scratch, s, n);
    if (cx_month_parse(&year, &month, s, n))
        period = cx_period_month(year, month);
    else if (!isdigit((unsigned char)*s) ||
             cx_period_parse(&period, scratch->data, 0, &ignored) < 0)
        return refuse_cell(scratch, reason, field, s, n, CX_ORDER_YMD);
    cx_buf_clear(scratch);
    cx_buf_puts(scratch, period.name);
    cell->text = cx_buf_str(scratch);
    cell->len = scratch->len;
    return true;
}

static bool begins(const char *s, size_t n, const char *with)
{
    size_t length = strlen(with);
    return n >= length && memcmp(s, with, length) == 0;
}

/* The length of a blank, or of what nobody sees; also of the wide blanks that spreadsheets bring:
 * U+00A0 and U+3000. */
static size_t blank_at(const char *s, size_t n)
{
    if (n > 0 && isspace((unsigned char)*s))
        return 1;
    return begins(s, n, "\xC2\xA0") ? 2 : begins(s, n, "\xE3\x80\x80") ? 3 : cx_unseen_at(s, n);
}

static size_t blank_before(const char *s, size_t n)
{
    for (size_t length = 1; length <= 3 && length <= n; length++) {
        if (blank_at(s + n - length, length) == length)
            return length;
    }
    return 0;
}

/* Printed, and not the end of what may be a blank outside of ASCII. */
static bool is_seen(char c)
{
    return c > ' ' && c < 0x7f;
}

void cx_type_trim(const char **s, size_t *n)
{
    if (*n > 0 && is_seen(**s) && is_seen((*s)[*n - 1]))
        return;
    for (size_t length; (length = blank_at(*s, *n)) > 0; *n -= length)
        *s += length;
    for (size_t length; (length = blank_before(*s, *n)) > 0;)
        *n -= length;
}

/* Takes away what Excel writes around a text of digits, ="00123", and before one, '00123. */
static void unmark(const char **s, size_t *n, enum cx_type type)
{
    if (*n > 3 && memcmp(*s, "=\"", 2) == 0 && (*s)[*n - 1] == '"' &&
        !memchr(*s + 2, '"', *n - 3) && type != CX_TYPE_EXPR) {
        *s += 2;
        *n -= 3;
    }
    bool is_text = type == CX_TYPE_TEXT && cx_digits_at(*s, *n, 1) < *n - 1; /* 's Hertog */
    bool may_be_marked = !is_text && type != CX_TYPE_EXPR && type != CX_TYPE_CHOICE;
    if (may_be_marked && *n > 1 && **s == '\'' &&
        (isalnum((unsigned char)(*s)[1]) || (*s)[1] == '-')) {
        ++*s;
        --*n;
    }
}

/* Blanks around a text may be meant, as those in its quotes; tabs, wide ones and what nobody sees
 * never are. */
static void trim_text(const char **s, size_t *n, const struct cx_type_options *options)
{
    bool is_wide = *n > 0 && (((unsigned char)**s >= 0x80 && blank_at(*s, *n) > 0) ||
                              ((unsigned char)(*s)[*n - 1] >= 0x80 && blank_before(*s, *n) > 0));
    if (options->has_no_quotes || is_wide || (*n > 0 && (**s == '\t' || (*s)[*n - 1] == '\t')))
        cx_type_trim(s, n);
}

/* Takes away what stands around a value, until nothing does: in the quotes of ="1 " is a blank. */
static void strip(const char **s, size_t *n, const struct cx_field *field,
                  const struct cx_type_options *options)
{
    bool is_free = field->type == CX_TYPE_TEXT && !(field->flags & CX_LABEL);
    size_t before;
    do {
        before = *n;
        if (is_free)
            trim_text(s, n, options);
        else
            cx_type_trim(s, n);
        if (*n > 1 && (**s == '=' || **s == '\''))
            unmark(s, n, field->type);
    } while (*n < before);
}

static bool read_exactly(struct cx_typed *cell, const struct cx_field *field, const char *s,
                         size_t n, const struct cx_type_options *options, struct cx_buf *scratch,
                         const char **reason)
{
    if (!check_thousands(field, s, n, options, scratch, reason))
        return false;
    switch (field->type) {
    case CX_TYPE_ID:
    case CX_TYPE_NAME: return read_id(cell, field, s, n, scratch, reason);
    case CX_TYPE_TEXT:
    case CX_TYPE_EXPR: return read_text(cell, field, s, n, scratch, reason);
    case CX_TYPE_MONEY: return read_money(cell, field, s, n, options, scratch, reason);
    case CX_TYPE_DATE:
    case CX_TYPE_TIME: return read_date(cell, field, s, n, options, scratch, reason);
    case CX_TYPE_DECIMAL:
    case CX_TYPE_POINTS: return read_decimal(cell, field, s, n, scratch, reason);
    case CX_TYPE_INT: return read_int(cell, field, s, n, scratch, reason);
    case CX_TYPE_BOOL: return read_bool(cell, field, s, n, scratch, reason);
    case CX_TYPE_CHOICE: return read_choice(cell, field, s, n, scratch, reason);
    case CX_TYPE_PERIOD: return read_period(cell, field, s, n, scratch, reason);
    }
    return false;
}

/* A figure with blanks or apostrophes between its thousands is read without them. */
static bool read_plain(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                       const struct cx_type_options *options, struct cx_buf *scratch,
                       const char **reason)
{
    struct cx_buf figure = {0};
    bool good = read_exactly(cell, field, s, n, options, scratch, reason);
    if (!good && is_figure(field->type) && cx_figure_plain(&figure, s, n))
        good = read_exactly(cell, field, figure.data, figure.len, options, scratch, reason);
    cx_buf_fini(&figure);
    return good;
}

/* Texts stay as they are, and words are compared by their aliases. All else may have come from a
 * keyboard in full-width mode: Ａ１２ and A12 are one id. */
static bool is_folded(enum cx_type type, const char *s, size_t n)
{
    unsigned char seen = 0;
    if (type == CX_TYPE_TEXT || type == CX_TYPE_EXPR || type == CX_TYPE_CHOICE ||
        type == CX_TYPE_BOOL)
        return false;
    for (size_t i = 0; i < n; i++)
        seen |= (unsigned char)s[i];
    return seen >= 0x80;
}

static bool read_folded(struct cx_typed *cell, const struct cx_field *field, const char *s,
                        size_t n, const struct cx_type_options *options, struct cx_buf *scratch,
                        const char **reason)
{
    struct cx_buf plain = {0};
    cx_utf8_nfkc(&plain, s, n);
    s = plain.data; /* where some wide blanks and marks have become blanks */
    n = plain.len;
    strip(&s, &n, field, options);
    cell->null = n == 0;
    bool good = cell->null || read_plain(cell, field, s, n, options, scratch, reason);
    if (good && cell->text && cell->text == s) {
        cx_buf_clear(scratch);
        cx_buf_add(scratch, s, n);
        cell->text = cx_buf_str(scratch);
    }
    cx_buf_fini(&plain);
    return good;
}

bool cx_type_read(struct cx_typed *cell, const struct cx_field *field, const char *s, size_t n,
                  const struct cx_type_options *options, struct cx_buf *scratch,
                  const char **reason)
{
    const char *given = options->given ? options->given : s;
    const size_t length = options->given ? options->given_length : n;
    *cell = (struct cx_typed){0};
    if (n > 0)
        strip(&s, &n, field, options);
    cell->null = n == 0;
    if (cell->null)
        return true;
    if ((field->type == CX_TYPE_ID || field->type == CX_TYPE_NAME) && cx_holds_unseen(s, n)) {
        *reason = _(CX_UNSEEN);
        return false;
    }
    bool good = is_folded(field->type, s, n)
                    ? read_folded(cell, field, s, n, options, scratch, reason)
                    : read_plain(cell, field, s, n, options, scratch, reason);
    return good || cx_type_refuse(scratch, reason, field, given, length, *reason);
}

void cx_type_describe(struct cx_buf *out, const struct cx_field *field)
{
    static const char *const names[] = {
        [CX_TYPE_ID] = "id",           [CX_TYPE_NAME] = "name",      [CX_TYPE_TEXT] = "text",
        [CX_TYPE_MONEY] = "money",     [CX_TYPE_DATE] = "date",      [CX_TYPE_TIME] = "time",
        [CX_TYPE_DECIMAL] = "decimal", [CX_TYPE_POINTS] = "percent", [CX_TYPE_INT] = "whole number",
        [CX_TYPE_BOOL] = "yes or no",  [CX_TYPE_CHOICE] = "",        [CX_TYPE_PERIOD] = "period",
        [CX_TYPE_EXPR] = "expression",
    };
    cx_buf_puts(out, names[field->type]);
    for (int i = 0; field->words && field->words[i]; i++)
        cx_buf_printf(out, "%s%s", i ? " " : "", field->words[i]);
}
