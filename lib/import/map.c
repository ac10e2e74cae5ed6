/* Reads a map of an export, and refuses at its line what can't be meant so. */
#include "import/map.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "csv/shape.h"
#include "import/format.h"
#include "import/intake.h"
#include "kind/alias.h"

enum { COLUMN, HEADER, VALUES, FORMAT, KIND, PARTS };
static const char *const parts[PARTS] = {"column", "header", "values", "format", "kind"};

/* Words that stand where a column does; no column's name has a hyphen. */
static const char *const words[] = {
    [MAP_LEAVE_OUT] = "leave-out", [MAP_TAKE_ONLY] = "take-only", [MAP_FILE_NAME] = "file-name"};

static int part_indexes(int at[PARTS], const struct cx_csv_reader *reader, const char *path,
                        struct cx_err *err)
{
    for (int i = 0; i < PARTS; i++) {
        at[i] = header_index(cx_csv_header(reader), parts[i], strlen(parts[i]));
        if (at[i] >= 0 && cx_csv_check_name(reader, (size_t)at[i], err) < 0)
            return CX_EDATA;
        if (at[i] < 0 && i <= HEADER)
            return cx_err_set(err, CX_EDATA,
                              "%s:1: column \"%s\" is missing: a map has the columns "
                              "column,header,values,format",
                              path, parts[i]);
    }
    return 0;
}

static char *part(const struct cx_csv_row *row, int at)
{
    return at < 0 || row->fields[at].n == 0 ? NULL
                                            : cx_strndup(row->fields[at].s, row->fields[at].n);
}

/* --suggest-map leaves ? for what it can't tell. */
static bool has_open_question(const struct map_row *row)
{
    if (strncmp(row->header, "=?", 2) == 0 || (row->format && strchr(row->format, '?')))
        return true;
    for (const char *s = row->values; s && (s = strstr(s, "=?")) != NULL; s++) {
        if (s[2] == ';' || s[2] == '\0')
            return true;
    }
    return false;
}

/* The value that a replacement replaces; up to the ";" if it has no "=". */
static struct cx_csv_field replaced(const char *pair)
{
    return cx_shape_name((struct cx_csv_field){pair, strcspn(pair, "=;")});
}

/* A replacement that can't be one: it has no "=", or says twice what a value becomes. */
static const char *fault_of_values(const char *values, const char **at, size_t *length)
{
    for (*at = values; **at; *at += *length + ((*at)[*length] == ';')) {
        *length = strcspn(*at, ";");
        struct cx_csv_field from = replaced(*at);
        bool is_one = memchr(*at, '=', *length) != NULL;
        if (from.n > 0 && !is_one)
            return N_("has no \"=\": write the export's word, = and the word of the kind");
        for (const char *s = values; is_one && s < *at; s += strcspn(s, ";") + 1) {
            struct cx_csv_field before = replaced(s);
            if (before.n == from.n && strncasecmp(before.s, from.s, from.n) == 0)
                return N_("replaces a value that is replaced already: remove one of the two");
        }
    }
    return NULL;
}

/* The row of the map before this one that fills the same column; NULL: there is none. */
static const struct map_row *filled_before(const struct cx_import_map *map,
                                           const struct map_row *row)
{
    for (const struct map_row *other = map->rows; other < row; other++) {
        bool is_same = !row->kind || !other->kind || row->kind == other->kind;
        if (is_same && strcasecmp(other->column, row->column) == 0)
            return other;
    }
    return NULL;
}

/* Puts an error behind the map's line. */
static int at_line(struct cx_err *err, const char *path, int64_t line, const struct cx_err *why)
{
    return cx_err_set(err, CX_EDATA, "%s:%lld: %s", path, (long long)line, why->text);
}

static int check_row(struct cx_import_map *map, struct map_row *row, struct cx_err *err)
{
    const struct map_row *other = filled_before(map, row);
    const char *at, *why, *path = map->path;
    long long line = (long long)row->line;
    size_t length;
    if (has_open_question(row))
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: %s: a ? is left: replace it, or remove the row if the "
                          "export has no such column",
                          path, line, row->column);
    if (other)
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: %s is filled already, by line %lld: remove one of the two",
                          path, line, row->column, (long long)other->line);
    if (row->values && *row->values == '@') {
        struct cx_err wrong = {0};
        int rc = join_open(&row->join, row->values, path, &wrong);
        free(row->values);
        row->values = NULL;
        if (rc < 0)
            return at_line(err, path, row->line, &wrong);
    }
    if (row->values && (why = fault_of_values(row->values, &at, &length)) != NULL)
        return cx_err_set(err, CX_EDATA, "%s:%lld: %s: \"%.*s\" %s", path, line, row->column,
                          (int)length, at, _(why));
    if (row->format && (at = format_unknown(row->format)) != NULL)
        return cx_err_set(err, CX_EDATA, "%s:%lld: %s: \"%.*s\" is not a format: use %s", path,
                          line, row->column, (int)strcspn(at, " "), at, format_names());
    return 0;
}

static int add_rule(struct cx_import_map *map, const struct map_rule *rule, struct cx_err *err)
{
    CX_GROW(map->rules, map->rule_count, map->rule_cap);
    map->rules[map->rule_count++] = *rule;
    if (!rule->header)
        return cx_err_set(err, CX_EDATA,
                          rule->word == MAP_FILE_NAME
                              ? "%s:%lld: %s: give under header the name of the files, as in bank-*"
                              : "%s:%lld: %s: give under header the column that is looked at, or * "
                                "for any",
                          map->path, (long long)rule->line, words[rule->word]);
    if (rule->word != MAP_FILE_NAME && strcmp(rule->header, "*") == 0 && !*rule->values)
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: %s: give under values what the cells of any column say, as in "
                          "合计*",
                          map->path, (long long)rule->line, words[rule->word]);
    return 0;
}

static void add_kind(struct cx_import_map *map, const struct cx_kind *kind)
{
    size_t i = 0;
    while (i < map->kind_count && map->kinds[i] != kind)
        i++;
    if (!kind || i < map->kind_count)
        return;
    map->kinds = cx_realloc(map->kinds, map->kind_count + 1, sizeof *map->kinds);
    map->kinds[map->kind_count++] = kind;
}

static int take_row(struct cx_import_map *map, const struct cx_csv_row *row, const int at[PARTS],
                    struct cx_err *err)
{
    char *of = part(row, at[KIND]), *column = part(row, at[COLUMN]);
    const struct cx_kind *kind = NULL;
    enum map_word word = MAP_LEAVE_OUT;
    struct cx_err wrong = {0};
    int rc = of ? cx_kind_need(&kind, of, &wrong) : 0;
    if (rc < 0)
        rc = at_line(err, map->path, row->line, &wrong);
    free(of);
    while (word < MAP_COLUMN && !(column && strcasecmp(column, words[word]) == 0))
        word++;
    if (rc == 0 && word < MAP_COLUMN) {
        struct map_rule rule = {word, kind, part(row, at[HEADER]), part(row, at[VALUES]),
                                row->line};
        free(column);
        if (!rule.values)
            rule.values = cx_strdup("");
        return add_rule(map, &rule, err);
    }
    CX_GROW(map->rows, map->count, map->cap);
    struct map_row *taken = &map->rows[map->count++];
    *taken = (struct map_row){.kind = kind,
                              .column = column,
                              .header = part(row, at[HEADER]),
                              .values = part(row, at[VALUES]),
                              .format = part(row, at[FORMAT]),
                              .line = row->line};
    add_kind(map, kind);
    if (rc == 0 && (!taken->column || !taken->header))
        return cx_err_set(err, CX_EDATA, "%s:%lld: column and header must not be empty", map->path,
                          (long long)row->line);
    return rc < 0 ? rc : check_row(map, taken, err);
}

int map_lacks(const struct cx_import_map *map, const struct map_row *row,
              const struct cx_kind *kind, struct cx_err *err)
{
    struct cx_nearest nearest = {0};
    struct cx_alias_header alias;
    size_t n = strlen(row->column);
    cx_alias_header(&alias, kind, row->column, n);
    for (size_t i = 0; i < kind->count; i++)
        cx_nearest_try(&nearest, row->column, n, kind->fields[i].name);
    const char *meant = alias.column >= 0 ? kind->fields[alias.column].name : nearest.name;
    if (*meant)
        return cx_err_set(err, CX_EDATA, "%s:%lld: kind %s has no column \"%s\" (did you mean %s?)",
                          map->path, (long long)row->line, kind->name, row->column, meant);
    return cx_err_set(err, CX_EDATA, "%s:%lld: kind %s has no column \"%s\"", map->path,
                      (long long)row->line, kind->name, row->column);
}

/* Of a map for several kinds, each column must be one of them. */
static int check_kinds(const struct cx_import_map *map, struct cx_err *err)
{
    for (size_t i = 0; i < map->count && map->kind_count > 0; i++) {
        const struct map_row *row = &map->rows[i];
        bool is_there = false;
        for (size_t k = 0; k < map->kind_count; k++)
            is_there =
                is_there || (map_is_of(row->kind, map->kinds[k]) &&
                             cx_kind_field(map->kinds[k], row->column, strlen(row->column)) >= 0);
        if (!is_there && row->kind)
            return map_lacks(map, row, row->kind, err);
        if (!is_there)
            return cx_err_set(err, CX_EDATA, "%s:%lld: no kind of the map has a column \"%s\"",
                              map->path, (long long)row->line, row->column);
    }
    return 0;
}

static int read_rows(struct cx_import_map *map, struct cx_csv_reader *reader, struct cx_err *err)
{
    struct cx_csv_row row;
    int at[PARTS];
    int rc = part_indexes(at, reader, map->path, err);
    while (rc == 0 && (rc = cx_csv_next(reader, &row, err)) == 1) {
        if (row.fault)
            return cx_err_set(err, CX_EDATA, "%s:%lld: %s", map->path, (long long)row.line,
                              row.fault);
        rc = take_row(map, &row, at, err);
    }
    return rc == 0 ? check_kinds(map, err) : rc;
}

int map_read(struct cx_import_map **out, const char *path, struct cx_err *err)
{
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_options options = {.delimiter = ',', .may_repeat = true};
    struct cx_import_map *map = cx_alloc(sizeof *map);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    *out = map;
    map->path = cx_strdup(path);
    if (fd < 0)
        return cx_err_set(err, CX_EWORLD, "%s: %s", path, cx_err_cause(errno));
    int rc = cx_csv_open(&reader, fd, path, &options, err);
    if (rc == 0)
        rc = read_rows(map, reader, err);
    cx_csv_free(reader);
    close(fd);
    return rc;
}

void map_free(struct cx_import_map *map)
{
    if (!map)
        return;
    for (size_t i = 0; i < map->count; i++) {
        struct map_row *row = &map->rows[i];
        free(row->column);
        free(row->header);
        free(row->values);
        free(row->format);
        join_free(row->join);
    }
    for (size_t i = 0; i < map->rule_count; i++) {
        free(map->rules[i].header);
        free(map->rules[i].values);
    }
    free(map->rows);
    free(map->rules);
    free((void *)map->kinds);
    free(map->path);
    free(map);
}
