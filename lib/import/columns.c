#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "csv/shape.h"
#include "csv/writer.h"
#include "import/format.h"
#include "import/loader.h"
#include "kind/alias.h"

/* In a file of rejects {#} is what it was in the first file: else the keys that it makes would be
 * those of other rows. */
static int use_number(struct intake *intake, const struct cx_field *field, struct cx_err *err)
{
    intake->is_numbered = true;
    intake->makes_keys = intake->makes_keys || field->flags & CX_KEY;
    if (intake->front != 2)
        return 0;
    return cx_err_set(err, CX_EDATA,
                      "%s:%lld: is a file of rejects without the column {#}, from which {#} in the "
                      "map takes its numbers: reject the rows again, with this map",
                      intake->name, (long long)cx_book_header(intake->reader)->line);
}

/* The column of the header that a map names; -1: there is none. CX_EDATA: several have the name. */
static int find_column(int *column, const struct intake *intake, const char *name, size_t n,
                       struct cx_err *err)
{
    *column = header_index(cx_book_header(intake->reader), name, n);
    return *column < 0 ? 0 : cx_book_check_name(intake->reader, (size_t)*column, err);
}

/* The name in the header that comes nearest to another; "": none is near. */
static struct cx_nearest nearest_column(const struct intake *intake, const char *name)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    struct cx_nearest nearest = {0};
    for (size_t i = 0; i < header->count; i++)
        cx_nearest_try(&nearest, name, strlen(name), header->fields[i].s);
    return nearest;
}

static int lacks_column(const struct intake *intake, int64_t line, const char *name,
                        struct cx_err *err)
{
    struct cx_nearest nearest = nearest_column(intake, name);
    if (*nearest.name)
        return cx_err_set(err, CX_EDATA, "%s:%lld: %s has no column \"%s\" (did you mean %s?)",
                          intake->map->path, (long long)line, intake->name, name, nearest.name);
    return cx_err_set(err, CX_EDATA, "%s:%lld: %s has no column \"%s\"", intake->map->path,
                      (long long)line, intake->name, name);
}

/* The unit in a header, at i, holds where the map says none; the currency holds in any case. */
static int use_unit(const struct intake *intake, struct source *source, int column, int i,
                    const struct map_row *row, struct cx_err *err)
{
    const struct cx_csv_field *header = &cx_book_header(intake->reader)->fields[i];
    struct cx_alias_header found;
    const struct cx_field *field = &intake->kind->fields[column];
    bool is_date = field->type == CX_TYPE_DATE || field->type == CX_TYPE_TIME;
    if (row->join || is_unread(intake, field))
        return 0;
    cx_alias_unit(&found, intake->kind, column, header->s, header->n);
    if (found.is_unit_unknown && !row->format && field->flags & CX_DAY_AFTER)
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: %s: what stands in parentheses in the header \"%s\" is not "
                          "known: give its format: last if it is the last day, date if it is the "
                          "day after it",
                          intake->map->path, (long long)row->line, row->column, header->s);
    if (found.is_unit_unknown && !row->format)
        return cx_err_set(
            err, CX_EDATA,
            is_date
                ? "%s:%lld: %s: \"%s\" in the header \"%s\" is not a known zone or order: convert "
                  "the column, or give its format: as utc-5 of a zone, wall if it needs no "
                  "converting"
                : "%s:%lld: %s: \"%s\" in the header \"%s\" is not a known unit: convert the "
                  "column, or give its format: point if it needs no converting",
            intake->map->path, (long long)row->line, row->column, found.unit, header->s);
    if (found.currency)
        source->currency = found.currency;
    if (found.order && !row->format)
        source->format = found.order;
    if (found.format && !(row->format && format_has_unit(row->format, found.format)))
        source->unit = found.format;
    return 0;
}

/* A template names only columns that are there, and {#}; their units are its own. */
static int use_template(struct intake *intake, struct source *source, int column,
                        const struct map_row *row, struct cx_err *err)
{
    const char *path = intake->map->path;
    const struct cx_field *field = &intake->kind->fields[column];
    for (const char *s = strchr(row->header, '{'); s; s = strchr(s + 1, '{')) {
        size_t n = strcspn(s + 1, "}");
        int header = -1;
        if (s[1 + n] == '\0')
            return cx_err_set(err, CX_EDATA, "%s:%lld: \"%s\" has no closing }", path,
                              (long long)row->line, row->header + 1);
        bool is_number = n == 1 && s[1] == '#';
        int rc = is_number ? use_number(intake, field, err)
                           : find_column(&header, intake, s + 1, n, err);
        if (rc == 0 && header >= 0)
            rc = use_unit(intake, source, column, header, row, err);
        if (rc < 0)
            return rc;
        if (!is_number && header < 0)
            return cx_err_set(err, CX_EDATA, "%s:%lld: \"%s\": %s has no column \"%.*s\"", path,
                              (long long)row->line, row->header + 1, intake->name, (int)n, s + 1);
    }
    return 0;
}

static int check_format(const struct intake *intake, const struct map_row *row,
                        const struct cx_field *field, struct cx_err *err)
{
    const char *at = row->format ? format_misfit(row->format, field) : NULL;
    struct cx_buf names = {0};
    if (!at)
        return 0;
    format_names_of(&names, field);
    if (names.len == 0)
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: %s: format \"%.*s\" makes no sense for this column: remove it, "
                          "and say under values what the words are",
                          intake->map->path, (long long)row->line, row->column,
                          (int)strcspn(at, " "), at);
    int rc =
        cx_err_set(err, CX_EDATA,
                   "%s:%lld: %s: format \"%.*s\" makes no sense for this column: remove it, or use "
                   "one of %s",
                   intake->map->path, (long long)row->line, row->column, (int)strcspn(at, " "), at,
                   cx_buf_str(&names));
    cx_buf_fini(&names);
    return rc;
}

/* Whether a column that JSON lacks is one that no row has a value of, and none needs: not where
 * its name may be another's, ill spelt. */
static bool may_lack(const struct intake *intake, const struct map_row *row,
                     const struct cx_field *field)
{
    struct cx_nearest nearest = nearest_column(intake, row->header);
    bool is_mapped = false;
    for (size_t i = 0; i < intake->map->count && *nearest.name; i++)
        is_mapped = is_mapped || strcasecmp(intake->map->rows[i].header, nearest.name) == 0;
    return cx_book_is_open(intake->reader) && is_optional(field) && (!*nearest.name || is_mapped);
}

static int source_by_map(struct intake *intake, const struct map_row *row, struct cx_err *err)
{
    int column = cx_kind_field(intake->kind, row->column, strlen(row->column));
    if (column < 0 && !row->kind && intake->map->kind_count > 0)
        return 0; /* another of the map's kinds has it */
    if (column < 0)
        return map_lacks(intake->map, row, intake->kind, err);
    if (check_format(intake, row, &intake->kind->fields[column], err) < 0)
        return CX_EDATA;
    struct source *source = &intake->sources[column];
    *source = (struct source){
        .header = -1, .renames = row->values, .join = row->join, .format = row->format};
    intake->present[column] = true;
    if (*row->header == '=') {
        source->template = row->header + 1;
        return use_template(intake, source, column, row, err);
    }
    if (find_column(&source->header, intake, row->header, strlen(row->header), err) < 0)
        return CX_EDATA;
    if (source->header < 0 && may_lack(intake, row, &intake->kind->fields[column])) {
        source->lacking = row->header;
        return 0;
    }
    return source->header < 0 ? lacks_column(intake, row->line, row->header, err)
                              : use_unit(intake, source, column, source->header, row, err);
}

static int add_rule(struct intake *intake, const struct map_rule *rule, struct cx_err *err)
{
    bool is_any = strcmp(rule->header, "*") == 0;
    int header = -1;
    if (!is_any && find_column(&header, intake, rule->header, strlen(rule->header), err) < 0)
        return CX_EDATA;
    if (header < 0 && !is_any)
        return lacks_column(intake, rule->line, rule->header, err);
    intake->rules[intake->rule_count++] =
        (struct intake_rule){header, rule->values, rule->word == MAP_TAKE_ONLY};
    return 0;
}

static int sources_by_map(struct intake *intake, struct cx_err *err)
{
    const struct cx_import_map *map = intake->map;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < map->count; i++) {
        if (map_is_of(map->rows[i].kind, intake->kind))
            rc = source_by_map(intake, &map->rows[i], err);
    }
    intake->rules = cx_alloc((map->rule_count + 1) * sizeof *intake->rules);
    for (size_t i = 0; rc == 0 && i < map->rule_count; i++) {
        const struct map_rule *rule = &map->rules[i];
        if (rule->word != MAP_FILE_NAME && map_is_of(rule->kind, intake->kind))
            rc = add_rule(intake, rule, err);
    }
    return rc;
}

static int use_header(struct intake *intake, size_t i, const struct cx_alias_header *found,
                      struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    const struct cx_field *field = &intake->kind->fields[found->column];
    struct source *source = &intake->sources[found->column];
    bool is_date = field->type == CX_TYPE_DATE || field->type == CX_TYPE_TIME;
    if (is_unread(intake, field))
        return 0;
    if (cx_book_check_name(intake->reader, i, err) < 0)
        return CX_EDATA;
    if (found->is_unit_unknown && field->flags & CX_DAY_AFTER)
        return explain_end(intake, i, found->column, err);
    if (found->is_unit_unknown)
        return cx_err_set(
            err, CX_EDATA,
            is_date ? "%s:%lld: column \"%s\": \"%s\" is not a known zone or order of "
                      "%s: convert the column, or give its format in a map: as utc-5 of "
                      "a zone, wall if it needs no converting"
                    : "%s:%lld: column \"%s\": \"%s\" is not a known unit of %s: convert "
                      "the column, or give its format in a map",
            intake->name, (long long)header->line, header->fields[i].s, found->unit, field->name);
    if (intake->present[found->column])
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: columns \"%s\" and \"%s\" both mean %s, so it is there twice: "
                          "remove one, or choose one with --map",
                          intake->name, (long long)header->line, header->fields[source->header].s,
                          header->fields[i].s, field->name);
    source->header = (int)i;
    source->format = found->order;
    source->unit = found->format;
    source->currency = found->currency;
    intake->present[found->column] = true;
    return 0;
}

static int sources_by_header(struct intake *intake, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    bool is_header = false; /* looked at once, for it looks at all columns */
    int rc = explain_quotes(intake, err);
    for (size_t i = intake->front; rc == 0 && i < header->count; i++) {
        struct cx_alias_header found;
        cx_alias_header(&found, intake->kind, header->fields[i].s, header->fields[i].n);
        if (found.column >= 0) {
            rc = use_header(intake, i, &found, err);
            continue;
        }
        is_header = is_header || !explain_is_no_header(intake);
        rc = explain_last_day(intake, i, err);
        if (rc == 0 && (!intake->ignore_extra || !is_header))
            rc = explain_header(intake, i, err);
    }
    return rc;
}

int find_sources(struct intake *intake, struct cx_err *err)
{
    for (size_t i = 0; i < intake->kind->count; i++)
        intake->sources[i].header = -1;
    int rc = intake->map ? sources_by_map(intake, err) : sources_by_header(intake, err);
    for (size_t i = 0; rc == 0 && i < intake->kind->count; i++) {
        const struct cx_field *field = &intake->kind->fields[i];
        if (is_needed(field, intake->keys_only) && !intake->present[i])
            return cx_err_set(
                err, CX_EDATA,
                "%s:%lld: column \"%s\" of kind %s is missing: add it, or map it with --map",
                intake->name, (long long)cx_book_header(intake->reader)->line, field->name,
                intake->kind->name);
    }
    footer_begin(intake);
    return rc;
}

bool column_is_taken(const struct intake *intake, int header)
{
    const struct cx_csv_row *names = cx_book_header(intake->reader);
    bool is_it = false;
    for (size_t i = 0; i < intake->rule_count; i++)
        is_it = is_it || intake->rules[i].header == header;
    for (size_t i = 0; i < intake->kind->count; i++) {
        const struct source *source = &intake->sources[i];
        if (is_unread(intake, &intake->kind->fields[i]))
            continue;
        is_it = is_it || source->header == header;
        for (const char *s = source->template; s && (s = strchr(s, '{')) != NULL; s++)
            is_it = is_it || header_index(names, s + 1, strcspn(s + 1, "}")) == header;
    }
    return is_it;
}

int check_merged(struct intake *intake, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; i < cx_book_header(intake->reader)->count && rc == 0; i++) {
        if (column_is_taken(intake, (int)i))
            rc = refuse_merged(intake->reader, i, intake->last_line, intake->name, err);
    }
    return rc;
}

/* The number in a cell in front of a file of rejects. */
static bool front_number(int64_t *number, const struct intake *intake, size_t column)
{
    const struct cx_csv_field *cell = &intake->row.fields[column];
    return column < intake->row.count && cx_dec_parse(number, cell->s, cell->n, 0) == CX_DEC_OK &&
           *number > 0;
}

int64_t source_line(const struct intake *intake)
{
    int64_t line;
    return intake->front && front_number(&line, intake, 0) ? line : intake->row.line;
}

bool source_number(int64_t *number, const struct intake *intake)
{
    *number = intake->read;
    return intake->front == 0 || (intake->front == 3 && front_number(number, intake, 2));
}

/* False: *reason says why. */
static bool expand(struct intake *intake, const char *template, const char **reason)
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
            int64_t number;
            *reason = _("takes its {#} from the column {#}, which has no number here: leave it as "
                        "it was rejected");
            if (!source_number(&number, intake))
                return false;
            cx_buf_printf(&intake->cell, "%lld", (long long)number);
        } else {
            int at = header_index(header, s, n);
            const struct cx_csv_field *field = &intake->row.fields[at];
            unsigned char kind = intake->row.kinds ? intake->row.kinds[at] : CX_CSV_TEXT;
            *reason = _("takes in a cell of the workbook that has an error, or no value");
            if (kind > CX_CSV_NUMBER && kind < CX_CSV_MONEY)
                return false;
            cx_buf_add(&intake->cell, field->s, field->n);
        }
        s += n + 1;
    }
    return true;
}

/* The largest unit is of 10,000, as 万 is. */
#define UNIT_MAX 10000

/* What is wrong with a cell that is no number in its unit: what would be without the unit, or that
 * it is more than a number. */
static void say_no_number(struct intake *intake, const struct cx_field *field, const char *s,
                          size_t n, const struct cx_type_options *options, const char **reason)
{
    struct cx_type_options alone = *options;
    struct cx_typed ignored = {0};
    int64_t rounded = 0, millionths = 0;
    alone.rounded = &rounded;
    if (!cx_type_read(&ignored, field, s, n, &alone, &intake->scratch, reason))
        return;
    enum cx_dec_result result = cx_dec_parse(&millionths, s, n, 6);
    bool is_large = result == CX_DEC_RANGE ||
                    (result == CX_DEC_OK &&
                     (millionths > INT64_MAX / UNIT_MAX || millionths < INT64_MIN / UNIT_MAX));
    cx_type_refuse(&intake->scratch, reason, field, options->given, options->given_length,
                   is_large
                       ? N_("is too large a number")
                       : N_("is not a plain number, as the unit of its column requires: write only "
                            "digits, and a point before decimals"));
}

static bool apply_format(struct intake *intake, const struct cx_field *field, const char *format,
                         const char **s, size_t *n, struct cx_type_options *options,
                         const char **reason)
{
    *reason = NULL;
    if (!format || *n == 0 || convert(intake, format, s, n, options, reason))
        return true;
    if (!*reason)
        say_no_number(intake, field, *s, *n, options, reason);
    else
        cx_type_refuse(&intake->scratch, reason, field, options->given, options->given_length,
                       *reason);
    return false;
}

/* Keeps the cell as it is before a format, for messages: formats make other text of it. */
static void keep_given(struct intake *intake, const char *s, size_t n,
                       struct cx_type_options *options)
{
    cx_buf_clear(&intake->given);
    cx_buf_add(&intake->given, s, n);
    options->given = cx_buf_str(&intake->given);
    options->given_length = n;
}

bool source_text(struct intake *intake, size_t column, const char **s, size_t *n,
                 struct cx_type_options *options, const char **reason)
{
    const struct source *source = &intake->sources[column];
    *s = "";
    *n = 0;
    if (source->template) {
        if (!expand(intake, source->template, reason))
            return false;
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
    const struct cx_field *field = &intake->kind->fields[column];
    if (source->join) {
        struct cx_csv_field cell = cx_shape_name((struct cx_csv_field){*s, *n});
        *s = cell.s;
        *n = cell.n;
        if (*n > 0 &&
            !join_find(source->join, field->flags & CX_PRIVATE, s, n, &intake->scratch, reason))
            return false;
    }
    if (source->renames)
        rename_value(source->renames, s, n);
    if (source->format || source->unit)
        keep_given(intake, *s, *n, options);
    return apply_format(intake, field, source->format, s, n, options, reason) &&
           apply_format(intake, field, source->unit, s, n, options, reason);
}
