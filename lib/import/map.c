#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
                                                   part(&row, at[2]), part(&row, at[3])};
        if (!map->rows[map->count - 1].column || !map->rows[map->count - 1].header)
            return cx_err_set(err, CX_EDATA, "%s:%lld: column and header must not be empty", path,
                              (long long)row.line);
        if (has_open_question(&map->rows[map->count - 1]))
            return cx_err_set(err, CX_EDATA,
                              "%s:%lld: %s: a ? is left: replace it, or remove the row if the "
                              "export has no such column",
                              path, (long long)row.line, map->rows[map->count - 1].column);
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
