/* A lookup in another file: what stands in one of its columns becomes what stands in another. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/pool.h"
#include "book/book.h"
#include "csv/shape.h"
#include "import/map.h"
#include "text/mask.h"
#include "text/utf8.h"

struct join {
    char *path, *key, *value; /* the file, the columns that are searched and taken */
    struct cx_pool *keys, *values;
    struct cx_map *found; /* number of a key → number of its value */
};

/* "@FILE:KEY=VALUE"; the file stands beside the map unless its path is absolute. */
static int read_parts(struct join *join, const char *values, const char *path, struct cx_err *err)
{
    const char *equals = strrchr(values, '='), *colon = equals, *folder = strrchr(path, '/');
    struct cx_buf file = {0};
    while (colon && colon > values && *colon != ':')
        colon--;
    if (!colon || colon <= values + 1 || colon + 1 == equals || !equals[1])
        return cx_err_set(
            err, CX_EDATA,
            "\"%s\" does not say where to look: write @FILE:COLUMN=COLUMN, the column "
            "that has the cell and the one to take",
            values);
    if (values[1] != '/' && folder)
        cx_buf_add(&file, path, (size_t)(folder + 1 - path));
    cx_buf_add(&file, values + 1, (size_t)(colon - values - 1));
    join->path = file.data;
    join->key = cx_strndup(colon + 1, (size_t)(equals - colon - 1));
    join->value = cx_strdup(equals + 1);
    return 0;
}

static int take_row(struct join *join, const struct cx_csv_row *row, int key, int value,
                    struct cx_err *err)
{
    if (row->fault)
        return cx_err_set(err, CX_EDATA, "%s:%lld: %s", join->path, (long long)row->line,
                          row->fault);
    struct cx_csv_field from = cx_shape_name(row->fields[key]),
                        to = cx_shape_name(row->fields[value]);
    if (from.n == 0)
        return 0;
    int number = cx_pool_put(join->keys, from.s, from.n);
    int found = cx_pool_put(join->values, to.s, to.n);
    const int64_t *before = cx_map_get(join->found, number);
    if (before && *before != found)
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: \"%.*s\" was there before with another %s, so nothing can be "
                          "looked up by it",
                          join->path, (long long)row->line, (int)from.n, from.s, join->value);
    cx_map_put(join->found, number, found);
    return 0;
}

/* A cx_csv_options.find_header: the row that names both columns. */
static size_t find_names(void *context, const struct cx_csv_row *rows, size_t count)
{
    const struct join *join = context;
    for (size_t i = 0; i < count; i++) {
        if (header_index(&rows[i], join->key, strlen(join->key)) >= 0 &&
            header_index(&rows[i], join->value, strlen(join->value)) >= 0 && header_may_be(rows, i))
            return i;
    }
    return CX_CSV_NONE;
}

static int read_rows(struct join *join, struct cx_book *reader, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(reader);
    int key = header_index(header, join->key, strlen(join->key));
    int value = header_index(header, join->value, strlen(join->value)), rc;
    struct cx_csv_row row;
    if (key < 0 || value < 0)
        return cx_err_set(err, CX_EDATA, "%s has no column \"%s\"", join->path,
                          key < 0 ? join->key : join->value);
    rc = cx_book_check_name(reader, (size_t)key, err);
    if (rc == 0)
        rc = cx_book_check_name(reader, (size_t)value, err);
    while (rc == 0 && (rc = cx_book_next(reader, &row, err)) == 1)
        rc = take_row(join, &row, key, value, err);
    if (rc == 0)
        rc = refuse_merged(reader, (size_t)key, INT64_MAX, join->path, err);
    return rc == 0 ? refuse_merged(reader, (size_t)value, INT64_MAX, join->path, err) : rc;
}

int join_open(struct join **out, const char *values, const char *path, struct cx_err *err)
{
    struct join *join = cx_alloc(sizeof *join);
    struct cx_book *reader = NULL;
    const struct cx_csv_options csv = {
        .may_repeat = true, .find_header = find_names, .context = join};
    *out = join;
    join->keys = cx_pool_new();
    join->values = cx_pool_new();
    join->found = cx_map_new();
    int rc = read_parts(join, values, path, err);
    if (rc < 0)
        return rc;
    int fd = open(join->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return cx_err_set(err, CX_EDATA, "%s: %s", join->path, cx_err_cause(errno));
    struct stat status;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        rc = cx_err_set(err, CX_EDATA, "%s: is no file", join->path);
    if (rc == 0)
        rc = cx_book_open(&reader, fd, join->path, NULL, &csv, err);
    if (rc == 0)
        rc = read_rows(join, reader, err);
    cx_book_free(reader);
    close(fd);
    return rc;
}

void join_free(struct join *join)
{
    if (!join)
        return;
    cx_pool_free(join->keys);
    cx_pool_free(join->values);
    cx_map_free(join->found);
    free(join->path);
    free(join->key);
    free(join->value);
    free(join);
}

/* Cards and phones are looked up in columns of ids, too. */
static void say_missing(struct cx_buf *out, const struct join *join, bool is_private, const char *s,
                        size_t n)
{
    struct cx_buf cell = {0}, shown = {0};
    cx_utf8_excerpt(&cell, s, n, 60);
    if (is_private)
        cx_mask_cell(&shown, cx_buf_str(&cell));
    else
        cx_mask_text(&shown, cx_buf_str(&cell), NULL, NULL, NULL);
    cx_buf_say(out, "\"%s\" is not in the column %s of %s, where the map looks it up",
               cx_buf_str(&shown), join->key, join->path);
    cx_buf_fini(&cell);
    cx_buf_fini(&shown);
}

bool join_find(const struct join *join, bool is_private, const char **s, size_t *n,
               struct cx_buf *scratch, const char **reason)
{
    int number = cx_pool_find(join->keys, *s, *n);
    const int64_t *found = number < 0 ? NULL : cx_map_get(join->found, number);
    if (!found) {
        cx_buf_clear(scratch);
        say_missing(scratch, join, is_private, *s, *n);
        *reason = cx_buf_str(scratch);
        return false;
    }
    *s = cx_pool_get(join->values, (int)*found);
    *n = strlen(*s);
    return true;
}
