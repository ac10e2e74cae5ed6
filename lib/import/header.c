/* Which row of a file is its header: exports have lines above it. */
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "csv/shape.h"
#include "import/intake.h"
#include "import/map.h"
#include "kind/alias.h"

int header_index(const struct cx_csv_row *header, const char *name, size_t n)
{
    int like = -1;
    size_t likes = 0;
    for (size_t i = cx_shape_front(header); i < header->count; i++) {
        struct cx_csv_field field = cx_shape_name(header->fields[i]);
        if (field.n != n || strncasecmp(field.s, name, n) != 0)
            continue;
        if (memcmp(field.s, name, n) == 0)
            return (int)i;
        like = (int)i;
        likes++;
    }
    return likes == 1 ? like : -1;
}

int refuse_merged(const struct cx_book *book, size_t column, int64_t last, const char *name,
                  struct cx_err *err)
{
    struct cx_buf range = {0};
    int rc = 0;
    if (cx_book_merged(book, column, last, &range))
        rc = cx_err_set(err, CX_EDATA,
                        "%s: %s are merged: unmerge them and fill every cell, for only the first "
                        "one has the value",
                        name, cx_buf_str(&range));
    cx_buf_fini(&range);
    return rc;
}

/* Calls see with each name of the export's columns in a map's header: itself, or those in the
 * braces of a template. */
static void each_name(const char *header, void (*see)(void *context, const char *name, size_t n),
                      void *context)
{
    if (*header != '=') {
        see(context, header, strlen(header));
        return;
    }
    for (const char *s = strchr(header, '{'); s; s = strchr(s + 1, '{')) {
        size_t n = strcspn(s + 1, "}");
        if (!(n == 1 && s[1] == '#'))
            see(context, s + 1, n);
    }
}

/* Whether all kinds that a map's row fills a column of may be without it. */
static bool may_lack(const struct cx_import_map *map, const struct map_row *row,
                     const struct cx_kind *kind)
{
    const struct cx_kind *const *kinds = row->kind ? &row->kind
                                         : kind    ? &kind
                                                   : (const struct cx_kind *const *)map->kinds;
    size_t count = row->kind || kind ? 1 : map->kind_count;
    bool may = *row->header != '=' && count > 0;
    for (size_t i = 0; i < count && may; i++) {
        int column = cx_kind_field(kinds[i], row->column, strlen(row->column));
        may = column < 0 || is_optional(&kinds[i]->fields[column]);
    }
    return may;
}

/* Calls see with each name that a map asks for, or needs. */
static void each_wanted(const struct cx_import_map *map, const struct cx_kind *kind, bool is_needed,
                        void (*see)(void *context, const char *name, size_t n), void *context)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct map_row *row = &map->rows[i];
        if ((!kind || map_is_of(row->kind, kind)) && !(is_needed && may_lack(map, row, kind)))
            each_name(row->header, see, context);
    }
    for (size_t i = 0; i < map->rule_count; i++) {
        const struct map_rule *rule = &map->rules[i];
        if (rule->word != MAP_FILE_NAME && strcmp(rule->header, "*") != 0 &&
            (!kind || map_is_of(rule->kind, kind)))
            see(context, rule->header, strlen(rule->header));
    }
}

struct lacking {
    const struct cx_csv_row *row;
    struct cx_buf *names; /* NULL: only counted */
    size_t count;
};

static void see_whether_there(void *context, const char *name, size_t n)
{
    struct lacking *lacking = context;
    if (header_index(lacking->row, name, n) >= 0)
        return;
    if (lacking->names)
        cx_buf_printf(lacking->names, "%s%.*s", lacking->count ? ", " : "", (int)n, name);
    lacking->count++;
}

size_t header_lacks(struct cx_buf *lacks, const struct cx_csv_row *row,
                    const struct cx_import_map *map, const struct cx_kind *kind)
{
    struct lacking lacking = {row, lacks, 0};
    each_wanted(map, kind, false, see_whether_there, &lacking);
    return lacking.count;
}

bool header_may_do(const struct cx_csv_row *row, const struct cx_import_map *map,
                   const struct cx_kind *kind)
{
    struct lacking lacking = {row, NULL, 0};
    each_wanted(map, kind, true, see_whether_there, &lacking);
    return lacking.count == 0;
}

struct looking {
    const char *name;
    size_t length;
    bool is_found;
};

static void see_whether_same(void *context, const char *name, size_t n)
{
    struct looking *looking = context;
    looking->is_found =
        looking->is_found || (n == looking->length && strncasecmp(name, looking->name, n) == 0);
}

struct within {
    const struct cx_import_map *other;
    bool is_all;
};

static void see_whether_within(void *context, const char *name, size_t n)
{
    struct within *within = context;
    struct looking looking = {name, n, false};
    each_wanted(within->other, NULL, false, see_whether_same, &looking);
    within->is_all = within->is_all && looking.is_found;
}

bool map_is_within(const struct cx_import_map *map, const struct cx_import_map *other)
{
    struct within within = {other, true};
    each_wanted(map, NULL, false, see_whether_within, &within);
    return within.is_all;
}

bool is_optional(const struct cx_field *field)
{
    return !(field->flags & (CX_REQUIRED | CX_KEY));
}

bool is_needed(const struct cx_field *field, bool keys_only)
{
    return (field->flags & CX_REQUIRED) && !field->initial && (!keys_only || field->flags & CX_KEY);
}

size_t header_lacks_of_kind(const struct cx_csv_row *row, const struct cx_kind *kind,
                            bool keys_only)
{
    size_t lacking = 0;
    for (size_t i = 0; i < kind->count; i++) {
        bool is_found = !is_needed(&kind->fields[i], keys_only);
        for (size_t k = cx_shape_front(row); k < row->count && !is_found; k++) {
            struct cx_alias_header found;
            struct cx_csv_field name = cx_shape_name(row->fields[k]);
            cx_alias_header(&found, kind, name.s, name.n);
            is_found = found.column == (int)i;
        }
        lacking += !is_found;
    }
    return lacking;
}

/* Whether a row has a column by its name for machines or its title, in English or the language of
 * messages. */
static bool has_titled(const struct cx_csv_row *row, const char *name, const char *title)
{
    const char *said = cx_said(title);
    return header_index(row, name, strlen(name)) >= 0 ||
           header_index(row, title, strlen(title)) >= 0 ||
           header_index(row, said, strlen(said)) >= 0;
}

bool header_is_of_sheet(const struct cx_csv_row *row)
{
    return has_titled(row, "period", N_("Period")) &&
           has_titled(row, "employee_id", N_("Employee")) &&
           (has_titled(row, "total", N_("Total")) || has_titled(row, "rule_id", N_("Rule")));
}

static size_t filled(const struct cx_csv_row *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += row->fields[i].n > 0;
    return count;
}

bool header_may_be(const struct cx_csv_row *rows, size_t at)
{
    size_t own = filled(&rows[at]);
    bool may_be = !rows[at].fault;
    for (size_t i = 0; i < at && may_be; i++)
        may_be = filled(&rows[i]) < own;
    return may_be;
}

bool cell_is_data(struct cx_csv_field cell)
{
    int64_t ignored;
    struct cx_csv_field text = cx_shape_name(cell);
    return cx_money_parse(&ignored, text.s, text.n) != CX_DEC_BAD ||
           cx_time_parse(&ignored, text.s, text.n, CX_ORDER_YMD) != CX_DATE_BAD;
}

static bool has_data(const struct cx_csv_row *row)
{
    bool has_it = false;
    for (size_t i = 0; i < row->count; i++)
        has_it = has_it || cell_is_data(row->fields[i]);
    return has_it;
}

size_t find_likely_header(void *context, const struct cx_csv_row *rows, size_t count)
{
    size_t most = 0, found = 0;
    (void)context;
    if (count == 1)
        return CX_CSV_NONE;
    for (size_t i = 0; i < count; i++) {
        size_t cells = filled(&rows[i]);
        most = cells > most ? cells : most;
        if (cells > filled(&rows[found]) && header_may_be(rows, i) && !has_data(&rows[i]))
            found = i;
    }
    return filled(&rows[0]) * 2 >= most ? 0 : found;
}

size_t find_header(void *context, const struct cx_csv_row *rows, size_t count)
{
    struct intake *intake = context;
    for (size_t i = 0; i < count; i++) {
        if (!header_may_be(rows, i))
            continue;
        size_t lacking = intake->map
                             ? header_lacks(NULL, &rows[i], intake->map, intake->kind)
                             : header_lacks_of_kind(&rows[i], intake->kind, intake->keys_only);
        if (lacking == 0)
            return i;
    }
    if (intake->map)
        return CX_CSV_NONE;
    size_t likely = find_likely_header(NULL, rows, count);
    intake->is_likely = likely > 0 && likely < count;
    return intake->is_likely ? likely : CX_CSV_NONE;
}
