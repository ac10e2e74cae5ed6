#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "csv/writer.h"
#include "import/loader.h"

static int header_index(const struct cx_csv_row *header, const char *name, size_t n)
{
    for (size_t i = 0; i < header->count; i++) {
        if (header->fields[i].n == n && strncasecmp(header->fields[i].s, name, n) == 0)
            return (int)i;
    }
    return -1;
}

/* A template names only columns that are there, and {#}. */
static int check_template(const struct intake *intake, const char *template, struct cx_err *err)
{
    for (const char *s = strchr(template, '{'); s; s = strchr(s + 1, '{')) {
        size_t n = strcspn(s + 1, "}");
        if (s[1 + n] == '\0')
            return cx_err_set(err, CX_EDATA, "%s: \"%s\" lacks a closing }",
                              intake->map, template);
        if (!(n == 1 && s[1] == '#') && header_index(cx_csv_header(intake->reader), s + 1, n) < 0)
            return cx_err_set(err, CX_EDATA, "%s: \"%s\": %s has no column \"%.*s\"",
                              intake->map, template, intake->name, (int)n,
                              s + 1);
    }
    return 0;
}

static int sources_by_map(struct intake *intake, const struct map *map, struct cx_err *err)
{
    const char *path = intake->map;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < map->count; i++) {
        const struct map_row *row = &map->rows[i];
        int column = cx_kind_field(intake->kind, row->column, strlen(row->column));
        if (column < 0)
            return cx_err_set(err, CX_EDATA, "%s:%zu: kind %s has no column \"%s\"", path, i + 2,
                              intake->kind->name, row->column);
        struct source *source = &intake->sources[column];
        *source = (struct source){-1, NULL, row->values, row->format};
        intake->present[column] = true;
        if (*row->header == '=') {
            source->template = row->header + 1;
            rc = check_template(intake, source->template, err);
        } else {
            source->header = header_index(cx_csv_header(intake->reader), row->header,
                                          strlen(row->header));
            if (source->header < 0)
                return cx_err_set(err, CX_EDATA, "%s:%zu: %s has no column \"%s\"", path, i + 2,
                                  intake->name, row->header);
        }
    }
    return rc;
}

static int sources_by_header(struct intake *intake, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_csv_header(intake->reader);
    for (size_t i = 0; i < header->count; i++) {
        int column = cx_kind_field(intake->kind, header->fields[i].s, header->fields[i].n);
        if (column < 0) {
            if (intake->ignore_extra)
                continue;
            return cx_err_set(err, CX_EDATA,
                              "%s:1: kind %s has no column \"%s\": --ignore-extra leaves such "
                              "columns out, --map renames them", intake->name,
                              intake->kind->name, header->fields[i].s);
        }
        if (intake->present[column])
            return cx_err_set(err, CX_EDATA, "%s:1: column \"%s\" is there twice",
                              intake->name, header->fields[i].s);
        intake->sources[column].header = (int)i;
        intake->present[column] = true;
    }
    return 0;
}

int find_sources(struct intake *intake, const struct map *map, struct cx_err *err)
{
    for (size_t i = 0; i < intake->kind->count; i++)
        intake->sources[i].header = -1;
    int rc = intake->map ? sources_by_map(intake, map, err) : sources_by_header(intake, err);
    for (size_t i = 0; rc == 0 && i < intake->kind->count; i++) {
        const struct cx_field *field = &intake->kind->fields[i];
        if ((field->flags & CX_REQUIRED) && !field->initial && !intake->present[i])
            return cx_err_set(err, CX_EDATA, "%s:1: column \"%s\" of kind %s is missing",
                              intake->name, field->name, intake->kind->name);
    }
    return rc;
}

static void expand(struct intake *intake, const char *template)
{
    const struct cx_csv_row *header = cx_csv_header(intake->reader);
    cx_buf_clear(&intake->cell);
    for (const char *s = template; *s;) {
        size_t n = strcspn(s, "{");
        cx_buf_add(&intake->cell, s, n);
        s += n;
        if (*s == '\0')
            break;
        n = strcspn(++s, "}");
        if (n == 1 && *s == '#') {
            cx_buf_printf(&intake->cell, "%lld", (long long)intake->read);
        } else {
            const struct cx_csv_field *field = &intake->row.fields[header_index(header, s, n)];
            cx_buf_add(&intake->cell, field->s, field->n);
        }
        s += n + 1;
    }
}

/* "a=b;c=d": what s is renamed to; false: it stays. */
static bool rename_value(const char *renames, const char **s, size_t *n)
{
    while (*renames) {
        size_t pair = strcspn(renames, ";"), from = strcspn(renames, "=");
        if (from < pair && from == *n && strncasecmp(renames, *s, from) == 0) {
            *s = renames + from + 1;
            *n = pair - from - 1;
            return true;
        }
        renames += pair + (renames[pair] == ';');
    }
    return false;
}

/* The number of the month whose English name s begins with; 0: none. *n: letters in the word. */
static int month_at(const char *s, size_t left, size_t *n)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    *n = 0;
    while (*n < left && isalpha((unsigned char)s[*n]))
        ++*n;
    for (int m = 0; *n >= 3 && m < 12; m++) {
        if (strncasecmp(months + 3 * m, s, 3) == 0)
            return m + 1;
    }
    return 0;
}

/* "5 may 2008 9:30" becomes "5/5/2008 9:30": the order of the parts is the format's to say. */
static void number_month(struct cx_buf *cell, const char *s, size_t n)
{
    int separators = 0;
    cx_buf_clear(cell);
    for (size_t i = 0; i < n;) {
        size_t letters;
        int month = month_at(s + i, n - i, &letters);
        if (month)
            cx_buf_printf(cell, "%d", month);
        else if (letters)
            cx_buf_add(cell, s + i, letters);
        i += letters;
        if (letters)
            continue;
        bool is_blank = s[i] == ' ' || s[i] == ',';
        bool is_separator = is_blank || strchr("/-.", s[i]);
        if (is_separator && separators < 2) {
            separators++;
            cx_buf_putc(cell, '/');
            while (i + 1 < n && s[i + 1] == ' ')
                i++;
        } else {
            cx_buf_putc(cell, s[i]);
        }
        i++;
    }
}

static bool scale(struct intake *intake, const char **s, size_t *n, int64_t factor, int64_t divisor,
                  const char **reason)
{
    int64_t value;
    char text[CX_DEC_TEXT];
    if (cx_dec_parse(&value, *s, *n, 6) != CX_DEC_OK ||
        __builtin_mul_overflow(value, factor, &value) || value % divisor != 0) {
        *reason = "is not a number that its unit in the map fits";
        return false;
    }
    cx_buf_clear(&intake->cell);
    cx_buf_puts(&intake->cell, cx_dec_format_short(text, value / divisor, 6));
    *s = cx_buf_str(&intake->cell);
    *n = intake->cell.len;
    return true;
}

static bool apply_format(struct intake *intake, const char *format, const char **s, size_t *n,
                         struct cx_type_options *options, const char **reason)
{
    if (strcasecmp(format, "minutes") == 0)
        return scale(intake, s, n, 60, 1, reason);
    if (strcasecmp(format, "hours") == 0)
        return scale(intake, s, n, 3600, 1, reason);
    if (strcasecmp(format, "cents") == 0)
        return scale(intake, s, n, 1, 100, reason);
    options->order = strcasecmp(format, "mdy") == 0   ? CX_ORDER_MDY
                     : strcasecmp(format, "dmy") == 0 ? CX_ORDER_DMY
                                                      : CX_ORDER_YMD;
    if (options->order == CX_ORDER_YMD && strcasecmp(format, "ymd") != 0) {
        *reason = "has an unknown format in the map: use ymd, mdy, dmy, minutes, hours or cents";
        return false;
    }
    struct cx_buf text = {0};
    number_month(&text, *s, *n);
    cx_buf_fini(&intake->cell);
    intake->cell = text;
    *s = cx_buf_str(&intake->cell);
    *n = intake->cell.len;
    return true;
}

bool source_text(struct intake *intake, size_t column, const char **s, size_t *n,
                 struct cx_type_options *options, const char **reason)
{
    const struct source *source = &intake->sources[column];
    *s = "";
    *n = 0;
    if (source->template) {
        expand(intake, source->template);
        *s = cx_buf_str(&intake->cell);
        *n = intake->cell.len;
    } else if (source->header >= 0) {
        *s = intake->row.fields[source->header].s;
        *n = intake->row.fields[source->header].n;
        if (*n > 1 && **s == '\'' && cx_csv_was_defused(*s, *n)) {
            ++*s;
            --*n;
        }
    }
    if (source->renames)
        rename_value(source->renames, s, n);
    return !source->format || *n == 0 || apply_format(intake, source->format, s, n, options, reason);
}
