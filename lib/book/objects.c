/* JSON: objects are rows, and YAJL gives their numbers as they are written. The file is read twice:
 * first for the lists of objects in it and the names of their members, then for the rows. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <yajl/yajl_parse.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/pool.h"
#include "book/source.h"
#include "book/surrogate.h"

#define CHUNK     (64 * 1024)
#define DEPTH_MAX 64

/* A list of objects: those at the top, one behind the other, or an array. */
struct list {
    char *path; /* of the array, "data.items"; "" at the top; NULL: the objects at the top */
    struct cx_pool *names;
    int64_t rows;
    bool is_deeper; /* objects are in lists within it, too */
};

struct json {
    struct source source; /* first */
    yajl_handle parser;
    int fd;
    char *name;
    int64_t at, line; /* of the next byte of the file */
    char chunk[CHUNK];
    size_t pos, len;
    bool is_listing; /* the first time */
    struct list *lists;
    size_t count, cap;
    size_t chosen;
    int64_t top; /* values there */

    /* Where the parser is. */
    struct cx_buf path; /* names of the members that it is in, joined by points */
    struct level {
        bool is_array;
        size_t path; /* bytes of the path outside of it */
    } levels[DEPTH_MAX];
    int depth, arrays; /* levels, and those of them that are arrays */
    int list_depth;    /* of the array that is a list; 0: in none */
    size_t list;       /* which */
    int row_depth;     /* of the object that is a row; 0: in none */
    size_t row_path;   /* bytes of its own path */
    int list_in_row;   /* depth of an array in it; 0: none */
    bool has_row;      /* is complete */
    int64_t row_line;
    int64_t first_line, last_line; /* of all rows */
    int maps, row_map; /* objects that began in this step; which of them is a row, 0: none */
    struct value {
        size_t at, n;
        enum cx_csv_cell kind;
        int64_t row; /* that it was given in */
    } * values;      /* by name */
    size_t value_cap;
    int64_t rows;
    struct cx_buf bytes;
    char why[160];
    bool was_header_given;
};

static int stop(struct json *json, const char *why)
{
    if (!json->why[0])
        snprintf(json->why, sizeof json->why, "%s", why);
    return 0;
}

static size_t list_at(struct json *json, const char *path)
{
    for (size_t i = 0; i < json->count; i++) {
        const char *other = json->lists[i].path;
        if ((!path && !other) || (path && other && strcmp(path, other) == 0))
            return i;
    }
    CX_GROW(json->lists, json->count, json->cap);
    json->lists[json->count] =
        (struct list){path ? cx_strdup(path) : NULL, cx_pool_new(), 0, false};
    return json->count++;
}

/* The name of a value within its row: "customer.name". */
static size_t name_of(struct json *json, size_t list)
{
    const char *path = cx_buf_str(&json->path) + json->row_path;
    path += *path == '.';
    size_t n = json->path.len - (size_t)(path - cx_buf_str(&json->path));
    return (size_t)cx_pool_put(json->lists[list].names, path, n);
}

static int put(struct json *json, const char *s, size_t n, enum cx_csv_cell kind)
{
    bool is_wanted = json->row_depth > 0 && (json->is_listing || json->list == json->chosen);
    if (!is_wanted || (json->list_in_row && kind != CX_CSV_LIST))
        return 1;
    size_t name = name_of(json, json->list);
    if (name >= SHEET_COLUMNS)
        return stop(json, _("has more names of members than a spreadsheet has columns"));
    if (json->is_listing)
        return 1;
    while (name >= json->value_cap) {
        size_t cap = json->value_cap ? 2 * json->value_cap : 64;
        json->values = cx_realloc(json->values, cap, sizeof *json->values);
        memset(json->values + json->value_cap, 0, (cap - json->value_cap) * sizeof *json->values);
        json->value_cap = cap;
    }
    struct value *value = &json->values[name];
    if (value->row == json->rows + 1)
        return stop(json, _("has an object with two members of one name"));
    if (n > CX_CSV_MAX_FIELD)
        n = CX_CSV_MAX_FIELD + 1; /* to be found too long */
    *value = (struct value){json->bytes.len, n, kind, json->rows + 1};
    if (n > 0)
        cx_buf_add(&json->bytes, s, n);
    return json->bytes.len <= (size_t)4 * CX_CSV_MAX_ROW ||
           stop(json, _("has an object that is longer than a row may be"));
}

/* A value has ended: the name that it had is over. */
static void leave_name(struct json *json)
{
    if (json->depth > 0 && !json->levels[json->depth - 1].is_array)
        json->path.len = json->levels[json->depth - 1].path;
    if (json->path.data)
        json->path.data[json->path.len] = '\0';
    json->top += json->depth == 0;
}

static int scalar(struct json *json, const char *s, size_t n, enum cx_csv_cell kind)
{
    int rc = put(json, s, n, kind);
    leave_name(json);
    return rc;
}

static int on_null(void *context)
{
    return scalar(context, "", 0, CX_CSV_TEXT);
}

static int on_bool(void *context, int is_true)
{
    return scalar(context, is_true ? "true" : "false", is_true ? 4 : 5, CX_CSV_TEXT);
}

/* Exact as written; an exponent stays where it is, for figures take it. */
static int on_number(void *context, const char *s, size_t n)
{
    return scalar(context, s, n, CX_CSV_NUMBER);
}

static int on_string(void *context, const unsigned char *s, size_t n)
{
    return scalar(context, (const char *)s, n, memchr(s, '\0', n) ? CX_CSV_NO_VALUE : CX_CSV_TEXT);
}

static int enter(struct json *json, bool is_array)
{
    if (json->depth == DEPTH_MAX)
        return stop(json, _("is nested more than 64 deep"));
    json->levels[json->depth++] = (struct level){is_array, json->path.len};
    json->arrays += is_array;
    return 1;
}

static void begin_row(struct json *json, size_t list)
{
    json->list = list;
    json->row_depth = json->depth;
    json->row_path = json->path.len;
    json->row_map = json->maps;
    cx_buf_clear(&json->bytes);
}

static int on_start_map(void *context)
{
    struct json *json = context;
    bool is_in_list = json->list_depth > 0 && json->depth == json->list_depth &&
                      (json->is_listing || json->list == json->chosen);
    json->maps++;
    if (!enter(json, false))
        return 0;
    if (json->row_depth == 0 && is_in_list)
        begin_row(json, json->list);
    else if (json->row_depth == 0 && json->depth == 1 &&
             (json->is_listing || !json->lists[json->chosen].path))
        begin_row(json, list_at(json, NULL));
    else if (json->row_depth == 0 && json->list_depth > 0)
        json->lists[json->list].is_deeper = true;
    return 1;
}

static int on_key(void *context, const unsigned char *s, size_t n)
{
    struct json *json = context;
    if (json->path.len > 0)
        cx_buf_putc(&json->path, '.');
    cx_buf_add(&json->path, (const char *)s, n);
    return n > 0 && n < 1024 && !memchr(s, '\0', n)
               ? 1
               : stop(json, _("has a member without a name, or with one that is too long"));
}

static int on_end_map(void *context)
{
    struct json *json = context;
    json->depth--;
    json->path.len = json->levels[json->depth].path;
    if (json->row_depth == json->depth + 1) {
        bool is_wanted = json->list == json->chosen && !json->is_listing;
        json->row_depth = 0;
        json->lists[json->list].rows += json->is_listing;
        json->has_row = json->has_row || is_wanted;
        json->rows += is_wanted;
    }
    leave_name(json);
    return 1;
}

static int on_start_array(void *context)
{
    struct json *json = context;
    bool is_in_row = json->row_depth > 0 && json->lists[json->list].path;
    if (json->row_depth > 0 && !json->list_in_row) {
        if (!put(json, "", 0, CX_CSV_LIST))
            return 0;
        json->list_in_row = json->depth + 1;
    }
    /* An array in an object at the top may be the list itself; then the object is none. */
    if (!is_in_row && json->arrays == 0) {
        json->list = list_at(json, cx_buf_str(&json->path));
        json->list_depth = json->depth + 1;
        json->row_depth = json->list_in_row = 0;
    }
    return enter(json, true);
}

static int on_end_array(void *context)
{
    struct json *json = context;
    json->depth--;
    json->arrays--;
    if (json->list_in_row == json->depth + 1)
        json->list_in_row = 0;
    if (json->list_depth == json->depth + 1) {
        json->list_depth = 0;
        if (json->depth > 0 && (json->is_listing || !json->lists[json->chosen].path)) {
            json->list = list_at(json, NULL); /* on with the object around it */
            json->row_depth = 1;
            json->row_path = 0;
        }
    }
    leave_name(json);
    return 1;
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_bool,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_start_map,
    .yajl_map_key = on_key,
    .yajl_end_map = on_end_map,
    .yajl_start_array = on_start_array,
    .yajl_end_array = on_end_array,
};

static void rewind_to_start(struct json *json)
{
    if (json->parser)
        yajl_free(json->parser);
    json->parser = yajl_alloc(&callbacks, NULL, json);
    yajl_config(json->parser, yajl_allow_multiple_values, 1);
    json->at = 0;
    json->line = 1;
    json->pos = json->len = 0;
    json->depth = json->arrays = json->list_depth = json->row_depth = json->list_in_row = 0;
    json->top = 0;
    cx_buf_clear(&json->path);
}

static int fail(struct json *json, const char *s, size_t n, struct cx_err *err)
{
    size_t good = yajl_get_bytes_consumed(json->parser);
    for (size_t i = 0; i < good && i < n; i++)
        json->line += s[i] == '\n';
    if (json->why[0])
        return cx_err_set(err, CX_EDATA, "%s:%lld: %s", json->name, (long long)json->line,
                          json->why);
    unsigned char *why = yajl_get_error(json->parser, 0, (const unsigned char *)s, n);
    size_t length = strcspn((const char *)why, "\n");
    cx_err_set(err, CX_EDATA, "%s:%lld: is not JSON: %.*s", json->name, (long long)json->line,
               (int)length, (const char *)why);
    yajl_free_error(json->parser, why);
    return CX_EDATA;
}

/* Parses up to the next }, at which a row may end. 1, 0 at the end, or negative. */
static int step(struct json *json, struct cx_err *err)
{
    if (json->pos == json->len) {
        ssize_t n = pread(json->fd, json->chunk, CHUNK, json->at);
        if (n < 0)
            return cx_err_set(err, CX_EWORLD, "%s: reading failed: %s", json->name,
                              cx_err_cause(errno));
        if (n == 0)
            return yajl_complete_parse(json->parser) == yajl_status_ok ? 0 : fail(json, "", 0, err);
        json->pos = json->at == 0 && n >= 3 && memcmp(json->chunk, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        json->len = surrogates_mend(json->chunk, (size_t)n, n < CHUNK);
        json->at += (int64_t)json->len;
        json->source.read = json->at;
    }
    const char *s = json->chunk + json->pos;
    const char *brace = memchr(s, '}', json->len - json->pos);
    size_t n = brace ? (size_t)(brace - s) + 1 : json->len - json->pos;
    json->maps = json->row_map = 0;
    if (yajl_parse(json->parser, (const unsigned char *)s, n) != yajl_status_ok)
        return fail(json, s, n, err);
    for (const char *at = s; at < s + n; at++) {
        json->line += *at == '\n';
        if (*at == '{' && json->row_map > 0 && --json->row_map == 0)
            json->row_line = json->line;
    }
    if (json->is_listing) {
        json->first_line = json->first_line ? json->first_line : json->row_line;
        json->last_line = json->row_line;
    }
    json->pos += n;
    return 1;
}

static bool has_rows(const struct list *list)
{
    return list->path && list->rows > 0;
}

/* Whether objects are beside those of the list that would be the table, and can't be named. */
static bool leaves_out_objects(const struct json *json, const struct list *list)
{
    bool leaves_out = list->is_deeper;
    for (size_t i = 0; i < json->count && !list->path; i++) {
        const struct list *other = &json->lists[i];
        leaves_out =
            leaves_out || (other->path && !*other->path && (other->rows || other->is_deeper));
    }
    return leaves_out;
}

/* Which of the lists is the table. */
static int choose(struct json *json, bool is_lines, const char *selected, struct cx_err *err)
{
    struct cx_buf names = {0};
    size_t found = json->count, lists = 0;
    for (size_t i = 0; i < json->count; i++) {
        const struct list *list = &json->lists[i];
        if (selected && list->path && strcmp(list->path, selected) == 0)
            found = i;
        if (has_rows(list)) {
            cx_buf_printf(&names, "%s%s", lists++ ? ", " : "", list->path);
            json->chosen = i;
        }
    }
    if (!selected && (is_lines || json->top > 1 || lists == 0))
        found = list_at(json, NULL);
    else if (!selected && lists == 1)
        found = json->chosen;
    json->chosen = found;
    int rc = 0;
    if (found == json->count && selected)
        rc = cx_err_set(err, CX_EDATA, "%s: has no such list of objects, but %s", json->name,
                        lists ? cx_buf_str(&names) : _("none"));
    else if (found == json->count)
        rc = cx_err_set(err, CX_EDATA,
                        "%s: has several lists of objects (%s): name one behind the file's name "
                        "and #",
                        json->name, cx_buf_str(&names));
    else if (json->lists[found].rows == 0 || cx_pool_count(json->lists[found].names) == 0)
        rc = cx_err_set(err, CX_EDATA, "%s: has no objects, which would be rows", json->name);
    else if (leaves_out_objects(json, &json->lists[found]))
        rc = cx_err_set(err, CX_EDATA,
                        "%s: has objects in a list, and others outside of it or in lists within "
                        "it: put all of them into one list, or each on a line of its own",
                        json->name);
    cx_buf_fini(&names);
    return rc;
}

static int next(struct source *source, struct cells *cells, struct cx_err *err)
{
    struct json *json = (struct json *)source;
    const struct cx_pool *names = json->lists[json->chosen].names;
    size_t count = (size_t)cx_pool_count(names);
    bool is_on_one_line = json->first_line == json->last_line && json->lists[json->chosen].rows > 1;
    int rc;
    if (!json->was_header_given) {
        json->was_header_given = true;
        cells_clear(cells, 1);
        for (size_t i = 0; i < count; i++) {
            const char *name = cx_pool_get(names, (int)i);
            cells_put(cells, i, name, strlen(name), CX_CSV_TEXT);
        }
        return count > 0;
    }
    do {
        json->has_row = false;
        do
            rc = step(json, err);
        while (rc == 1 && !json->has_row);
        if (rc != 1)
            return rc;
        cells_clear(cells, is_on_one_line ? json->rows : json->row_line);
        for (size_t i = 0; i < count && i < json->value_cap; i++) {
            const struct value *value = &json->values[i];
            if (value->row == json->rows)
                cells_put(cells, i, json->bytes.data + value->at, value->n, value->kind);
        }
    } while (!cells->is_filled && !cells->is_long);
    return 1;
}

static void json_free(struct source *source)
{
    struct json *json = (struct json *)source;
    if (json->parser)
        yajl_free(json->parser);
    for (size_t i = 0; i < json->count; i++) {
        free(json->lists[i].path);
        cx_pool_free(json->lists[i].names);
    }
    free(json->lists);
    free(json->values);
    cx_buf_fini(&json->path);
    cx_buf_fini(&json->bytes);
    free(json->name);
    free(json);
}

int json_open(struct source **out, int fd, const char *name, bool is_lines, const char *selected,
              struct cx_err *err)
{
    static const struct source_type type = {.next = next, .free = json_free};
    struct json *json = cx_alloc(sizeof *json);
    int rc;
    json->source.type = &type;
    json->fd = fd;
    json->name = cx_strdup(name);
    json->is_listing = true;
    rewind_to_start(json);
    while ((rc = step(json, err)) == 1)
        continue;
    json->source.size = json->at;
    if (rc == 0)
        rc = choose(json, is_lines, selected, err);
    json->is_listing = false;
    rewind_to_start(json);
    if (rc < 0)
        json_free(&json->source);
    else
        *out = &json->source;
    return rc;
}
