#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "csv/writer.h"
#include "import/loader.h"
#include "kind/alias.h"

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
            return cx_err_set(err, CX_EDATA, "%s: \"%s\" has no closing }", intake->map, template);
        if (!(n == 1 && s[1] == '#') && header_index(cx_book_header(intake->reader), s + 1, n) < 0)
            return cx_err_set(err, CX_EDATA, "%s: \"%s\": %s has no column \"%.*s\"", intake->map,
                              template, intake->name, (int)n, s + 1);
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
            return cx_err_set(err, CX_EDATA, "%s:%lld: kind %s has no column \"%s\"", path,
                              (long long)row->line, intake->kind->name, row->column);
        struct source *source = &intake->sources[column];
        *source = (struct source){.header = -1, .renames = row->values, .format = row->format};
        intake->present[column] = true;
        if (*row->header == '=') {
            source->template = row->header + 1;
            rc = check_template(intake, source->template, err);
        } else {
            source->header =
                header_index(cx_book_header(intake->reader), row->header, strlen(row->header));
            if (source->header < 0)
                return cx_err_set(err, CX_EDATA, "%s:%lld: %s has no column \"%s\"", path,
                                  (long long)row->line, intake->name, row->header);
        }
    }
    return rc;
}

static int use_header(struct intake *intake, size_t i, const struct cx_alias_header *found,
                      struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    const struct cx_field *field = &intake->kind->fields[found->column];
    struct source *source = &intake->sources[found->column];
    if (found->is_unit_unknown)
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: column \"%s\": \"%s\" is not a known unit of %s: convert the "
                          "column, or give its format in a map",
                          intake->name, (long long)header->line, header->fields[i].s, found->unit,
                          field->name);
    if (intake->present[found->column])
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: columns \"%s\" and \"%s\" both mean %s, so it is there twice: "
                          "remove one, or choose one with --map",
                          intake->name, (long long)header->line, header->fields[source->header].s,
                          header->fields[i].s, field->name);
    source->header = (int)i;
    source->format = found->format;
    source->currency = found->currency;
    intake->present[found->column] = true;
    return 0;
}

static int sources_by_header(struct intake *intake, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    bool is_header = false; /* looked at once, for it looks at all columns */
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < header->count; i++) {
        struct cx_alias_header found;
        cx_alias_header(&found, intake->kind, header->fields[i].s, header->fields[i].n);
        if (found.column >= 0) {
            rc = use_header(intake, i, &found, err);
            continue;
        }
        is_header = is_header || !explain_is_no_header(intake);
        if (!intake->ignore_extra || !is_header)
            rc = explain_header(intake, i, err);
    }
    return rc;
}

int find_sources(struct intake *intake, const struct map *map, struct cx_err *err)
{
    for (size_t i = 0; i < intake->kind->count; i++)
        intake->sources[i].header = -1;
    int rc = intake->map ? sources_by_map(intake, map, err) : sources_by_header(intake, err);
    for (size_t i = 0; rc == 0 && i < intake->kind->count; i++) {
        const struct cx_field *field = &intake->kind->fields[i];
        bool is_needed = (field->flags & CX_REQUIRED) && !field->initial &&
                         (!intake->keys_only || field->flags & CX_KEY);
        if (is_needed && !intake->present[i])
            return cx_err_set(
                err, CX_EDATA,
                "%s:%lld: column \"%s\" of kind %s is missing: add it, or map it with --map",
                intake->name, (long long)cx_book_header(intake->reader)->line, field->name,
                intake->kind->name);
    }
    return rc;
}

/* False: it takes in a cell without a value. */
static bool expand(struct intake *intake, const char *template)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
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
            int at = header_index(header, s, n);
            const struct cx_csv_field *field = &intake->row.fields[at];
            if (intake->row.kinds && intake->row.kinds[at] > CX_CSV_NUMBER)
                return false;
            cx_buf_add(&intake->cell, field->s, field->n);
        }
        s += n + 1;
    }
    return true;
}

bool source_text(struct intake *intake, size_t column, const char **s, size_t *n,
                 struct cx_type_options *options, const char **reason)
{
    const struct source *source = &intake->sources[column];
    *s = "";
    *n = 0;
    if (source->template) {
        if (!expand(intake, source->template)) {
            *reason = _("takes in a cell of the workbook that has an error, or no value");
            return false;
        }
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
    return !source->format || *n == 0 || convert(intake, source->format, s, n, options, reason);
}
