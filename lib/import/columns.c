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
static int check_template(const struct file *file, const char *template, struct cx_err *err)
{
    for (const char *s = strchr(template, '{'); s; s = strchr(s + 1, '{')) {
        size_t n = strcspn(s + 1, "}");
        if (s[1 + n] == '\0')
            return cx_err_set(err, CX_EDATA, "%s: \"%s\" lacks a closing }",
                              file->import->options->map, template);
        if (!(n == 1 && s[1] == '#') && header_index(cx_csv_header(file->reader), s + 1, n) < 0)
            return cx_err_set(err, CX_EDATA, "%s: \"%s\": %s has no column \"%.*s\"",
                              file->import->options->map, template, file->result->name, (int)n,
                              s + 1);
    }
    return 0;
}

static int sources_by_map(struct file *file, struct cx_err *err)
{
    const struct map *map = &file->import->map;
    const char *path = file->import->options->map;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < map->count; i++) {
        const struct map_row *row = &map->rows[i];
        int column = cx_kind_field(file->kind, row->column, strlen(row->column));
        if (column < 0)
            return cx_err_set(err, CX_EDATA, "%s:%zu: kind %s has no column \"%s\"", path, i + 2,
                              file->kind->name, row->column);
        struct source *source = &file->sources[column];
        *source = (struct source){-1, NULL, row->values, row->format};
        file->present[column] = true;
        if (*row->header == '=') {
            source->template = row->header + 1;
            rc = check_template(file, source->template, err);
        } else {
            source->header = header_index(cx_csv_header(file->reader), row->header,
                                          strlen(row->header));
            if (source->header < 0)
                return cx_err_set(err, CX_EDATA, "%s:%zu: %s has no column \"%s\"", path, i + 2,
                                  file->result->name, row->header);
        }
    }
    return rc;
}

static int sources_by_header(struct file *file, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_csv_header(file->reader);
    for (size_t i = 0; i < header->count; i++) {
        int column = cx_kind_field(file->kind, header->fields[i].s, header->fields[i].n);
        if (column < 0) {
            if (file->import->options->ignore_extra)
                continue;
            return cx_err_set(err, CX_EDATA,
                              "%s:1: kind %s has no column \"%s\": --ignore-extra leaves such "
                              "columns out, --map renames them", file->result->name,
                              file->kind->name, header->fields[i].s);
        }
        if (file->present[column])
            return cx_err_set(err, CX_EDATA, "%s:1: column \"%s\" is there twice",
                              file->result->name, header->fields[i].s);
        file->sources[column].header = (int)i;
        file->present[column] = true;
    }
    return 0;
}

int find_sources(struct file *file, struct cx_err *err)
{
    for (size_t i = 0; i < file->kind->count; i++)
        file->sources[i].header = -1;
    int rc = file->import->options->map ? sources_by_map(file, err) : sources_by_header(file, err);
    for (size_t i = 0; rc == 0 && i < file->kind->count; i++) {
        const struct cx_field *field = &file->kind->fields[i];
        if ((field->flags & CX_REQUIRED) && !field->initial && !file->present[i])
            return cx_err_set(err, CX_EDATA, "%s:1: column \"%s\" of kind %s is missing",
                              file->result->name, field->name, file->kind->name);
    }
    return rc;
}

static void expand(struct file *file, const char *template)
{
    const struct cx_csv_row *header = cx_csv_header(file->reader);
    cx_buf_clear(&file->cell);
    for (const char *s = template; *s;) {
        size_t n = strcspn(s, "{");
        cx_buf_add(&file->cell, s, n);
        s += n;
        if (*s == '\0')
            break;
        n = strcspn(++s, "}");
        if (n == 1 && *s == '#') {
            cx_buf_printf(&file->cell, "%lld", (long long)file->result->read);
        } else {
            const struct cx_csv_field *field = &file->row.fields[header_index(header, s, n)];
            cx_buf_add(&file->cell, field->s, field->n);
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

/* "5 may 2008" becomes "5/5/2008": the order of the parts is the format's to say. */
static void number_month(struct cx_buf *cell, const char *s, size_t n)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    cx_buf_clear(cell);
    for (size_t i = 0; i < n;) {
        size_t letters = 0;
        int month = 0;
        while (i + letters < n && isalpha((unsigned char)s[i + letters]))
            letters++;
        for (int m = 0; letters >= 3 && m < 12; m++) {
            if (strncasecmp(months + 3 * m, s + i, 3) == 0)
                month = m + 1;
        }
        if (month)
            cx_buf_printf(cell, "%d", month);
        else if (letters)
            cx_buf_add(cell, s + i, letters);
        else
            cx_buf_putc(cell, s[i] == ' ' || s[i] == ',' ? '/' : s[i]);
        i += letters ? letters : 1;
    }
}

static bool scale(struct file *file, const char **s, size_t *n, int64_t factor, int64_t divisor,
                  const char **reason)
{
    int64_t value;
    char text[CX_DEC_TEXT];
    if (cx_dec_parse(&value, *s, *n, 6) != CX_DEC_OK ||
        __builtin_mul_overflow(value, factor, &value) || value % divisor != 0) {
        *reason = "is not a number that its unit in the map fits";
        return false;
    }
    cx_buf_clear(&file->cell);
    cx_buf_puts(&file->cell, cx_dec_format_short(text, value / divisor, 6));
    *s = cx_buf_str(&file->cell);
    *n = file->cell.len;
    return true;
}

static bool apply_format(struct file *file, const char *format, const char **s, size_t *n,
                         struct cx_type_options *options, const char **reason)
{
    if (strcasecmp(format, "minutes") == 0)
        return scale(file, s, n, 60, 1, reason);
    if (strcasecmp(format, "hours") == 0)
        return scale(file, s, n, 3600, 1, reason);
    if (strcasecmp(format, "cents") == 0)
        return scale(file, s, n, 1, 100, reason);
    options->order = strcasecmp(format, "mdy") == 0   ? CX_ORDER_MDY
                     : strcasecmp(format, "dmy") == 0 ? CX_ORDER_DMY
                                                      : CX_ORDER_YMD;
    if (options->order == CX_ORDER_YMD && strcasecmp(format, "ymd") != 0) {
        *reason = "has an unknown format in the map: use ymd, mdy, dmy, minutes, hours or cents";
        return false;
    }
    struct cx_buf text = {0};
    number_month(&text, *s, *n);
    cx_buf_fini(&file->cell);
    file->cell = text;
    *s = cx_buf_str(&file->cell);
    *n = file->cell.len;
    return true;
}

bool source_text(struct file *file, size_t column, const char **s, size_t *n,
                 struct cx_type_options *options, const char **reason)
{
    const struct source *source = &file->sources[column];
    *s = "";
    *n = 0;
    if (source->template) {
        expand(file, source->template);
        *s = cx_buf_str(&file->cell);
        *n = file->cell.len;
    } else if (source->header >= 0) {
        *s = file->row.fields[source->header].s;
        *n = file->row.fields[source->header].n;
        if (*n > 1 && **s == '\'' && cx_csv_was_defused(*s, *n)) {
            ++*s;
            --*n;
        }
    }
    if (source->renames)
        rename_value(source->renames, s, n);
    return !source->format || *n == 0 || apply_format(file, source->format, s, n, options, reason);
}
