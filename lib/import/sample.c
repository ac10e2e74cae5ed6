#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/stamp.h"
#include "csv/shape.h"
#include "import/suggest.h"
#include "kind/alias.h"
#include "kind/figure.h"
#include "kind/words.h"
#include "text/utf8.h"

/* Excel's numbers of days from 1954 to 2119: a column of them is hardly of anything else where a
 * date is wanted. */
#define SERIAL_FIRST INT64_C(20000000000)
#define SERIAL_LAST  INT64_C(80000000000)
/* Seconds since 1970, of 2001 to 2096; milliseconds are a thousand times as many. */
#define EPOCH_FIRST INT64_C(1000000000000000)
#define EPOCH_LAST  INT64_C(4000000000000000)

/* 1:02:05 and 4:00. */
static void look_at_clock(struct sample_column *column, const char *s, size_t n)
{
    int part[3] = {0}, colons = 0;
    size_t digits = 0;
    for (size_t i = 0; i < n; i++) {
        bool is_colon = s[i] == ':';
        if ((!is_colon && !isdigit((unsigned char)s[i])) || (is_colon && colons++ == 2))
            return;
        digits = is_colon ? 0 : digits + 1;
        if (!is_colon && part[colons] < 10000)
            part[colons] = part[colons] * 10 + (s[i] - '0');
    }
    bool is_whole = digits == 2 && part[1] < 60 && part[2] < 60;
    column->clocks += colons == 2;
    column->timers += colons == 1 && is_whole;
}

/* 1小时3分25秒 and parts of it. */
static bool is_spoken(const char *s, size_t n)
{
    return n > 3 && isdigit((unsigned char)*s) && (memmem(s, n, "秒", 3) || memmem(s, n, "分", 3));
}

/* The length of a figure without the % or 分 behind it. */
static size_t figure_length(const char *s, size_t n)
{
    size_t length = n > 1 && s[n - 1] == '%'                   ? n - 1
                    : n > 3 && memcmp(s + n - 3, "分", 3) == 0 ? n - 3
                                                               : n;
    while (length < n && length > 1 && s[length - 1] == ' ')
        length--;
    return length;
}

/* 1.234,50 or 12,5. */
static bool has_decimal_comma(const char *s, size_t n)
{
    const char *comma = memchr(s, ',', n);
    bool is_it = comma && n > 1;
    for (size_t i = 0; is_it && i < n; i++)
        is_it = isdigit((unsigned char)s[i]) || &s[i] == comma || (s[i] == '.' && &s[i] < comma) ||
                (s[i] == '-' && i == 0);
    return is_it;
}

/* The parts of 5 may 2008, 10/1/2026 and the like; a month's name counts as a part. */
static void look_at_order(struct sample_column *column, const char *s, size_t n)
{
    int part[3] = {0}, at = 0;
    bool named[3] = {false}, in_part = false, bad = false;
    size_t i = 0;
    for (; i < n && at < 3; i++) {
        bool is_digit = isdigit((unsigned char)s[i]), is_letter = isalpha((unsigned char)s[i]);
        if (is_digit || is_letter) {
            named[at] |= is_letter;
            part[at] = is_digit && part[at] < 10000 ? part[at] * 10 + (s[i] - '0') : part[at];
            in_part = true;
        } else if (in_part) {
            bad |= !strchr("/-. ,", s[i]);
            at++;
            in_part = false;
        }
    }
    at += in_part;
    bad |= at < 3 || part[2] < 1900 || part[2] > 2200 || named[2] || (named[0] && named[1]) ||
           part[0] > 31 || part[1] > 31;
    if (bad)
        return;
    column->ordered++;
    column->first = part[0] > column->first ? part[0] : column->first;
    column->second = part[1] > column->second ? part[1] : column->second;
    column->names_first |= named[0];
    column->names_second |= named[1];
}

static bool is_good(enum cx_dec_result result)
{
    return result == CX_DEC_OK || result == CX_DEC_INEXACT;
}

/* A figure without what parts its thousands, and perhaps with a % or 分. */
static void look_at_figure(struct sample_column *column, const char *s, size_t n)
{
    int64_t value, ignored;
    enum cx_dec_result result = cx_dec_parse(&value, s, n, 6);
    size_t length = figure_length(s, n);
    bool is_number = is_good(result), is_whole = is_number && value % 1000000 == 0;
    bool is_comma = !is_number && has_decimal_comma(s, length);
    bool is_marked = length < n && is_good(cx_dec_parse(&ignored, s, length, 6));
    bool is_large = n > 3 && (memcmp(s + n - 3, "万", 3) == 0 || memcmp(s + n - 3, "亿", 3) == 0);
    column->numbers += is_number;
    column->wholes += result == CX_DEC_OK && is_whole;
    column->serials +=
        is_number && value >= SERIAL_FIRST && value < SERIAL_LAST && !memchr(s, ',', n);
    column->epochs += is_whole && ((value >= EPOCH_FIRST && value < EPOCH_LAST) ||
                                   (value / 1000 >= EPOCH_FIRST && value / 1000 < EPOCH_LAST));
    column->amounts += is_good(cx_money_parse(&ignored, s, n)) || is_large;
    column->commas += is_comma;
    column->percents += is_marked && s[n - 1] == '%';
    column->points += is_marked && s[n - 1] != '%';
}

static void look_at_number(struct sample_column *column, const char *s, size_t n)
{
    struct cx_buf plain = {0};
    bool is_parted = cx_figure_plain(&plain, s, n);
    look_at_figure(column, is_parted ? cx_buf_str(&plain) : s, is_parted ? plain.len : n);
    cx_buf_fini(&plain);
    column->figures += strspn(s, "0123456789") == n;
    column->spoken += is_spoken(s, n);
    look_at_clock(column, s, n);
}

/* 09:05:30 or 9:05 PM, which a date before it makes a time. */
static bool is_time_of_day(const char *s, size_t n)
{
    struct cx_stamp stamp;
    struct cx_buf text = {0};
    if (!memchr(s, ':', n))
        return false;
    cx_buf_printf(&text, "2026-10-01 %.*s", (int)n, s);
    bool is_it = cx_stamp_parse(&stamp, text.data, text.len, CX_ORDER_YMD) == CX_DATE_OK;
    cx_buf_fini(&text);
    return is_it;
}

static void look_at_date(struct sample_column *column, const char *s, size_t n)
{
    struct cx_stamp stamp;
    bool is_date = cx_stamp_parse(&stamp, s, n, CX_ORDER_YMD) == CX_DATE_OK;
    int64_t ordered = column->ordered;
    column->dates += is_date;
    column->daytimes += !is_date && is_time_of_day(s, n);
    if (!is_date)
        look_at_order(column, s, n);
    column->times +=
        (is_date && stamp.time % 86400 != 0) || (column->ordered > ordered && memchr(s, ':', n));
}

static void look_at_text(struct sample_column *column, const char *s, size_t n)
{
    struct cx_buf text = {0};
    cx_utf8_nfkc(&text, s, n);
    look_at_number(column, cx_buf_str(&text), text.len);
    look_at_date(column, cx_buf_str(&text), text.len);
    cx_buf_fini(&text);
}

static void look_at(struct sample_column *column, struct cx_map *seen,
                    const struct cx_csv_field *cell)
{
    const struct cx_csv_field trimmed = cx_shape_name(*cell), *field = &trimmed;
    if (field->n == 0)
        return;
    if (cx_alias_is_nothing(field->s, field->n)) {
        cx_pool_put(column->nothings, field->s, field->n);
        return;
    }
    column->filled++;
    column->distinct += cx_map_put(seen, (int64_t)cx_map_hash(field->s, field->n, 0), 1);
    if (cx_pool_count(column->values) <= SAMPLE_VALUES)
        cx_pool_put(column->values, field->s, field->n);
    look_at_text(column, field->s, field->n);
}

static int read_rows(struct sample *sample, struct cx_err *err)
{
    struct cx_csv_row row;
    struct cx_map **seen = cx_alloc(sample->count * sizeof *seen);
    int rc = 0;
    for (size_t i = 0; i < sample->count; i++)
        seen[i] = cx_map_new();
    while (sample->rows < SAMPLE_ROWS && (rc = cx_book_next(sample->reader, &row, err)) == 1) {
        if (row.fault)
            continue;
        sample->rows++;
        for (size_t i = 0; i < sample->count; i++)
            look_at(&sample->columns[i], seen[i], &row.fields[i]);
    }
    for (size_t i = 0; i < sample->count; i++)
        cx_map_free(seen[i]);
    free(seen);
    return rc < 0 ? rc : 0;
}

static void note_repeated(struct sample *sample)
{
    struct cx_map *seen = cx_map_new();
    for (size_t i = 0; i < sample->count; i++) {
        struct sample_column *column = &sample->columns[i];
        int64_t name = (int64_t)cx_map_hash(column->name, column->name_length, 0);
        const int64_t *first = cx_map_get(seen, name);
        column->is_repeated = first != NULL;
        if (first)
            sample->columns[*first].is_repeated = true;
        else
            cx_map_put(seen, name, (int64_t)i);
    }
    cx_map_free(seen);
}

/* Each column is held against all names of a kind. */
static int check_width(const struct cx_csv_row *header, const char *name, struct cx_err *err)
{
    if (header->count <= SAMPLE_COLUMNS)
        return 0;
    return cx_err_set(err, CX_EDATA,
                      "%s:%lld: has %zu columns, more than a spreadsheet has: is this line the "
                      "header?",
                      name, (long long)header->line, header->count);
}

int sample_read(struct sample *sample, int fd, const char *name, const char *part,
                const struct cx_csv_options *options, struct cx_err *err)
{
    *sample = (struct sample){0};
    int rc = cx_book_open(&sample->reader, fd, name, part, options, err);
    if (rc < 0)
        return rc;
    const struct cx_csv_row *header = cx_book_header(sample->reader);
    if (check_width(header, name, err) < 0)
        return CX_EDATA;
    sample->count = header->count;
    sample->columns = cx_alloc(header->count * sizeof *sample->columns);
    for (size_t i = 0; i < header->count; i++)
        sample->columns[i] = (struct sample_column){
            .name = header->fields[i].s,
            .name_length = header->fields[i].n,
            .values = cx_pool_new(),
            .nothings = cx_pool_new(),
        };
    note_repeated(sample);
    return read_rows(sample, err);
}

void sample_fini(struct sample *sample)
{
    for (size_t i = 0; i < sample->count; i++) {
        cx_pool_free(sample->columns[i].values);
        cx_pool_free(sample->columns[i].nothings);
    }
    free(sample->columns);
    cx_book_free(sample->reader);
    *sample = (struct sample){0};
}

bool sample_fits(const struct sample_column *column, const struct cx_field *field)
{
    int64_t dates = column->dates + column->ordered, fitting = column->filled;
    bool is_few = cx_pool_count(column->values) <= SAMPLE_VALUES;
    switch (field->type) {
    case CX_TYPE_MONEY: fitting = column->amounts + column->commas; break;
    case CX_TYPE_DATE:
    case CX_TYPE_TIME: fitting = dates + column->serials + column->epochs; break;
    case CX_TYPE_DECIMAL: fitting = column->numbers + column->commas + column->percents; break;
    case CX_TYPE_POINTS:
        fitting = column->numbers + column->commas + column->percents + column->points;
        break;
    case CX_TYPE_INT:
        fitting =
            column->numbers + column->commas + column->clocks + column->timers + column->spoken;
        break;
    case CX_TYPE_BOOL:
    case CX_TYPE_CHOICE: fitting = is_few ? column->filled : 0; break;
    /* 20261001 is also a number, and numbers are ids. */
    case CX_TYPE_ID: fitting = column->filled - (column->figures ? 0 : dates); break;
    default: break;
    }
    return fitting * 20 >= column->filled * 19;
}

bool sample_value_fits(const char *value, const struct cx_field *field)
{
    struct sample_column column = {.filled = 1, .values = cx_pool_new()};
    look_at_text(&column, value, strlen(value));
    bool fits = sample_fits(&column, field);
    cx_pool_free(column.values);
    return fits;
}
