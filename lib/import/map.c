#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "import/loader.h"

static const char *const parts[] = {"column", "header", "values", "format"};

static int part_indexes(int at[4], const struct cx_csv_row *header, const char *path,
                        struct cx_err *err)
{
    for (int i = 0; i < 4; i++) {
        at[i] = -1;
        for (size_t k = 0; k < header->count; k++) {
            if (strcmp(header->fields[k].s, parts[i]) == 0)
                at[i] = (int)k;
        }
        if (at[i] < 0 && i < 2)
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
    if (strcmp(row->header, "=?") == 0 || (row->format && strchr(row->format, '?')))
        return true;
    for (const char *s = row->values; s && (s = strstr(s, "=?")) != NULL; s++) {
        if (s[2] == ';' || s[2] == '\0')
            return true;
    }
    return false;
}

/* A replacement that can't be one: it has no "=", or says twice what a value becomes. */
static const char *fault_of_values(const char *values, const char **at, size_t *length)
{
    for (*at = values; **at; *at += *length + ((*at)[*length] == ';')) {
        *length = strcspn(*at, ";");
        size_t from = strcspn(*at, "=");
        if (*length > 0 && from >= *length)
            return N_("has no \"=\": write the export's word, = and the word of the kind");
        for (const char *s = values; s < *at; s += strcspn(s, ";") + 1) {
            if (*length > 0 && strcspn(s, "=") == from && strncasecmp(s, *at, from) == 0)
                return N_("replaces a value that is replaced already: remove one of the two");
        }
    }
    return NULL;
}

static int check_row(const struct map *map, const char *path, struct cx_err *err)
{
    const struct map_row *row = &map->rows[map->count - 1], *other = map->rows;
    const char *at, *why;
    size_t length;
    while (other < row && strcasecmp(other->column, row->column) != 0)
        other++;
    if (other < row)
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: %s is filled already, by line %lld: remove one of the two",
                          path, (long long)row->line, row->column, (long long)other->line);
    if (row->values && (why = fault_of_values(row->values, &at, &length)) != NULL)
        return cx_err_set(err, CX_EDATA, "%s:%lld: %s: \"%.*s\" %s", path, (long long)row->line,
                          row->column, (int)length, at, _(why));
    if (row->format && (at = format_unknown(row->format)) != NULL)
        return cx_err_set(err, CX_EDATA, "%s:%lld: %s: \"%.*s\" is not a format: use %s", path,
                          (long long)row->line, row->column, (int)strcspn(at, " "), at,
                          format_names());
    return 0;
}

static int read_rows(struct map *map, struct cx_csv_reader *reader, const char *path,
                     struct cx_err *err)
{
    struct cx_csv_row row;
    size_t cap = 0;
    int at[4];
    int rc = part_indexes(at, cx_csv_header(reader), path, err);
    while (rc == 0 && (rc = cx_csv_next(reader, &row, err)) == 1) {
        rc = 0;
        if (row.fault)
            return cx_err_set(err, CX_EDATA, "%s:%lld: %s", path, (long long)row.line, row.fault);
        CX_GROW(map->rows, map->count, cap);
        map->rows[map->count++] = (struct map_row){part(&row, at[0]), part(&row, at[1]),
                                                   part(&row, at[2]), part(&row, at[3]), row.line};
        if (!map->rows[map->count - 1].column || !map->rows[map->count - 1].header)
            return cx_err_set(err, CX_EDATA, "%s:%lld: column and header must not be empty", path,
                              (long long)row.line);
        if (has_open_question(&map->rows[map->count - 1]))
            return cx_err_set(err, CX_EDATA,
                              "%s:%lld: %s: a ? is left: replace it, or remove the row if the "
                              "export has no such column",
                              path, (long long)row.line, map->rows[map->count - 1].column);
        if ((rc = check_row(map, path, err)) < 0)
            break;
    }
    return rc;
}

int map_read(struct map *map, const char *path, struct cx_err *err)
{
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_options options = {.delimiter = ','};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return cx_err_set(err, CX_EWORLD, "%s: %s", path, cx_err_cause(errno));
    int rc = cx_csv_open(&reader, fd, path, &options, err);
    if (rc == 0)
        rc = read_rows(map, reader, path, err);
    cx_csv_free(reader);
    close(fd);
    return rc;
}

void map_fini(struct map *map)
{
    for (size_t i = 0; i < map->count; i++) {
        free(map->rows[i].column);
        free(map->rows[i].header);
        free(map->rows[i].values);
        free(map->rows[i].format);
    }
    free(map->rows);
    *map = (struct map){0};
}
