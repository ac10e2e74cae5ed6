/* The words of a map's format, and which of them make sense of a column. */
#include "import/format.h"

#include <string.h>
#include <strings.h>

#include "base/stamp.h"

static const char *const format_words[FORMATS] = {
    [YMD] = "ymd",     [MDY] = "mdy",     [DMY] = "dmy",     [MINUTES] = "minutes",
    [HOURS] = "hours", [CENTS] = "cents", [WAN] = "wan",     [PERCENT] = "percent",
    [CLOCK] = "clock", [TIMER] = "m:ss",  [EXCEL] = "excel", [COMMA] = "comma",
    [POINT] = "point", [DATE] = "date",   [EPOCH] = "epoch", [UTC] = "utc",
    [ZONE] = "utc+8",  [WALL] = "wall",   [MONTH] = "month", [LAST] = "last",
};

/* utc+8, utc-5 and utc+5:30: the distance from UTC. */
static bool read_zone_word(int *offset_s, const char *s, size_t n)
{
    return n > 3 && strncasecmp(s, "utc", 3) == 0 && cx_offset_parse(offset_s, s + 3, n - 3);
}

bool format_next(const char **word, size_t *n)
{
    *word += *n;
    *word += strspn(*word, " ");
    *n = strcspn(*word, " ");
    return *n > 0;
}

enum format format_at(const char *s, size_t n)
{
    int i = 0, ignored;
    if (read_zone_word(&ignored, s, n))
        return ZONE;
    while (i < FORMATS && (strlen(format_words[i]) != n || strncasecmp(format_words[i], s, n) != 0))
        i++;
    return (enum format)i;
}

enum cx_date_order format_order(enum format format)
{
    return format == MDY ? CX_ORDER_MDY : format == DMY ? CX_ORDER_DMY : CX_ORDER_YMD;
}

enum cx_date_order format_order_in(const char *format, enum cx_date_order order)
{
    for (size_t n = 0; format_next(&format, &n);) {
        enum format word = format_at(format, n);
        if (word <= DMY)
            order = format_order(word);
    }
    return order;
}

static bool ends_with(const char *name, const char *ending)
{
    size_t n = strlen(name), length = strlen(ending);
    return n >= length && strcmp(name + n - length, ending) == 0;
}

/* Whether a format makes sense of the cells of a column. */
static bool is_format_of(enum format format, const struct cx_field *field)
{
    bool is_point = format == COMMA || format == POINT;
    bool is_span = format == MINUTES || format == HOURS || format == CLOCK || format == TIMER;
    bool is_unit = is_span || format == CENTS || format == WAN || format == PERCENT;
    switch (field->type) {
    case CX_TYPE_DATE:
        if (format == LAST)
            return field->flags & CX_DAY_AFTER;
        return !is_unit;
    case CX_TYPE_TIME:
    case CX_TYPE_PERIOD: return !is_unit && format != LAST; /* a serial of Excel may have a comma */
    case CX_TYPE_MONEY: return is_point || format == CENTS || format == WAN;
    case CX_TYPE_DECIMAL: return is_point || is_unit; /* it may count anything */
    case CX_TYPE_POINTS: return is_point;             /* 33.5 stays 33.5 */
    case CX_TYPE_INT: return is_point || (ends_with(field->name, "_s") ? is_span : format == WAN);
    case CX_TYPE_CHOICE:
    case CX_TYPE_BOOL: return false;
    case CX_TYPE_ID:
    case CX_TYPE_NAME: return !is_unit;
    case CX_TYPE_TEXT:
    case CX_TYPE_EXPR: break;
    }
    return true;
}

const char *format_unknown(const char *format)
{
    for (size_t n = 0; format_next(&format, &n);) {
        if (format_at(format, n) == FORMATS)
            return format;
    }
    return NULL;
}

const char *format_misfit(const char *format, const struct cx_field *field)
{
    for (size_t n = 0; format_next(&format, &n);) {
        if (!is_format_of(format_at(format, n), field))
            return format;
    }
    return NULL;
}

void format_names_of(struct cx_buf *names, const struct cx_field *field)
{
    for (int i = 0; i < FORMATS; i++) {
        if (is_format_of((enum format)i, field))
            cx_buf_printf(names, "%s%s", names->len ? ", " : "", format_words[i]);
    }
}

bool format_has_unit(const char *format, const char *said)
{
    const enum format unit = format_at(said, strlen(said));
    bool has_it = false;
    for (size_t n = 0; format_next(&format, &n);) {
        enum format word = format_at(format, n);
        bool is_zone = word == UTC || word == ZONE || word == WALL || word == EPOCH ||
                       word == DATE || word == MONTH;
        has_it = has_it || word == unit ||
                 (unit == UTC || unit == ZONE ? is_zone
                  : unit == LAST              ? false
                                              : word != COMMA && word != POINT);
    }
    return has_it;
}

const char *format_names(void)
{
    return "ymd, mdy, dmy, month, date, last, excel, epoch, utc, utc+8, wall, minutes, hours, "
           "clock, "
           "m:ss, cents, wan, percent, comma or point";
}
