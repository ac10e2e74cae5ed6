/* One row: text → typed cells → references → key. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/loader.h"
#include "kind/words.h"
#include "text/utf8.h"

static bool bad(struct file *file, size_t column, const char *why)
{
    say_bad(file, file->row.line, file->kind->fields[column].name, why);
    return false;
}

/* Reads the cell of one column, or its default. */
static bool read_cell(struct file *file, size_t column)
{
    const struct cx_import_options *given = file->import->options;
    const struct cx_field *field = &file->kind->fields[column];
    struct cx_typed *cell = &file->cells[column];
    struct cx_type_options options = {given->order, given->round, &file->result->rounded};
    const char *s, *reason = NULL;
    size_t n;
    if (!source_text(file, column, &s, &n, &options, &reason) ||
        !cx_type_read(cell, field, s, n, &options, &file->scratch, &reason))
        return bad(file, column, reason);
    if (cell->null && field->initial)
        cx_type_read(cell, field, field->initial, strlen(field->initial), &options, &file->scratch,
                     &reason);
    if (cell->null && (field->flags & CX_REQUIRED))
        return bad(file, column, "is empty, but needed");
    file->offsets[column] = file->texts.len;
    if (cell->text) {
        cx_buf_add(&file->texts, cell->text, cell->len);
        cx_buf_putc(&file->texts, '\0');
    }
    return true;
}

/* The scopes of targets name teams or people by the same column. */
static const char *referred_kind(const struct file *file, const struct cx_field *field)
{
    if (field->refers || strcmp(field->name, "scope_id") != 0)
        return field->refers;
    int64_t scope = file->cells[0].n;
    return scope == CX_SCOPE_TEAM ? "teams" : scope == CX_SCOPE_EMPLOYEE ? "employees" : NULL;
}

static int later(struct file *file, size_t column, int64_t id)
{
    struct import *import = file->import;
    CX_GROW(import->pending, import->pending_count, import->pending_cap);
    import->pending[import->pending_count++] =
        (struct pending){id, &file->kind->fields[column], file->result->name, file->row.line,
                         cx_strdup(file->cells[column].text)};
    return 1;
}

/* Turns an id cell into its integer; 1 good, 0 a bad row. */
static int resolve_id(struct file *file, size_t column, struct cx_err *err)
{
    const struct cx_field *field = &file->kind->fields[column];
    struct cx_typed *cell = &file->cells[column];
    const char *kind = referred_kind(file, field);
    int64_t id = 0;
    int rc = kind && !(field->flags & CX_LATER)
                 ? cx_id_find(&id, file->import->db, cell->text, cell->len, err)
                 : cx_id_add(&id, file->import->db, cell->text, cell->len, err);
    if (rc < 0)
        return rc;
    cell->n = id;
    if (!kind)
        return 1;
    rc = id ? refs_has(file->import->refs, kind, id, err) : 0;
    if (rc != 0)
        return rc;
    if (field->flags & CX_LATER)
        return later(file, column, id);
    cx_buf_clear(&file->scratch);
    cx_buf_printf(&file->scratch, "\"%s\" is not among the %s: import it first, or correct it",
                  cell->text, kind);
    bad(file, column, cx_buf_str(&file->scratch));
    return 0;
}

static int resolve_ids(struct file *file, struct cx_err *err)
{
    int rc = 1;
    for (size_t i = 0; rc == 1 && i < file->kind->count; i++) {
        if (file->kind->fields[i].type == CX_TYPE_ID && !file->cells[i].null)
            rc = resolve_id(file, i, err);
    }
    return rc;
}

static uint64_t hash_cells(const struct file *file, bool key_only)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < file->kind->count; i++) {
        const struct cx_field *field = &file->kind->fields[i];
        const struct cx_typed *cell = &file->cells[i];
        if (key_only && !(field->flags & CX_KEY))
            continue;
        if (cell->text && field->type != CX_TYPE_ID)
            hash = cx_map_hash(cell->text, cell->len + 1, hash);
        else
            hash = cx_map_hash(&cell->n, sizeof cell->n, hash + cell->null);
    }
    return hash;
}

/* 1: a new key; 0: the row was there before in this file (said, or the very same). */
static int check_key(struct file *file)
{
    int64_t key = (int64_t)hash_cells(file, true), whole = (int64_t)hash_cells(file, false);
    const int64_t *known = cx_map_get(file->keys, key);
    if (!known) {
        cx_map_put(file->keys, key, whole);
        cx_map_put(file->key_lines, key, file->row.line);
        return 1;
    }
    if (*known == whole) {
        file->result->same++;
        return 0;
    }
    cx_buf_clear(&file->scratch);
    cx_buf_printf(&file->scratch, "line %lld has the same key with other values: keep one of them",
                  (long long)*cx_map_get(file->key_lines, key));
    bad(file, 0, cx_buf_str(&file->scratch));
    return 0;
}

static int check_rules_of_kind(struct file *file)
{
    const struct cx_kind *kind = file->kind;
    int from = cx_kind_field(kind, "from", 4), to = cx_kind_field(kind, "to", 2);
    int valid_from = cx_kind_field(kind, "valid_from", 10);
    int valid_to = cx_kind_field(kind, "valid_to", 8);
    bool is_absence = strcmp(kind->name, "absences") == 0;
    if (from >= 0 && to >= 0 && !file->cells[to].null &&
        file->cells[to].n < file->cells[from].n + !is_absence)
        return bad(file, (size_t)to, is_absence ? "is before from" : "must be after from");
    if (valid_from >= 0 && !file->cells[valid_to].null && !file->cells[valid_from].null &&
        file->cells[valid_to].n <= file->cells[valid_from].n)
        return bad(file, (size_t)valid_to, "must be after valid_from");
    if (strcmp(kind->name, "feedback") == 0) {
        int score = cx_kind_field(kind, "score", 5);
        if (file->cells[score].n < 0 || file->cells[score].n > 100000000)
            return bad(file, (size_t)score, "must be from 0 to 100");
    }
    if (strcmp(kind->name, "contacts") == 0) {
        int duration = cx_kind_field(kind, "duration_s", 10);
        if (file->cells[duration].n < 0)
            return bad(file, (size_t)duration, "must not be negative");
    }
    return true;
}

/* Cells that follow from others: a post's since, the day an account was placed. */
static int complete(struct file *file, struct cx_err *err)
{
    const struct cx_kind *kind = file->kind;
    if (strcmp(kind->name, "employees") == 0)
        return resolve_since(file, err);
    if (strcmp(kind->name, "accounts") == 0) {
        struct cx_typed *placed = &file->cells[cx_kind_field(kind, "placed_on", 9)];
        if (placed->null)
            *placed = file->cells[cx_kind_field(kind, "due_on", 6)];
    }
    return 0;
}

static int search_words(struct file *file, struct cx_err *err)
{
    struct import *import = file->import;
    const struct cx_typed *words = &file->cells[cx_kind_field(file->kind, "transcript", 10)];
    int rc = 0;
    if (words->null)
        return 0;
    if (!import->keywords)
        rc = cx_keywords_new(&import->keywords, import->db, err);
    return rc < 0 ? rc : cx_keywords_check(import->keywords, file->cells[0].n, words->text, err);
}

/* Rows of the plan and credits may turn out wrong later, as a whole: keep where they stand. */
static void keep_line(struct file *file)
{
    const struct cx_typed *first = &file->cells[0];
    if (!file->kind->is_plan && strcmp(file->kind->name, "credits") != 0)
        return;
    int64_t key = line_key(file->kind->name, first->text, first->len);
    if (!cx_map_get(file->import->lines, key))
        cx_map_put(file->import->lines, key, file->row.line);
}

/* 1: good; 0: bad or a repetition; negative: failed. */
static int read_row(struct file *file, struct cx_err *err)
{
    bool good = true;
    if (file->row.fault) {
        say_bad(file, file->row.line, NULL, file->row.fault);
        return 0;
    }
    cx_buf_clear(&file->texts);
    for (size_t i = 0; good && i < file->kind->count; i++)
        good = read_cell(file, i);
    for (size_t i = 0; good && i < file->kind->count; i++) {
        if (file->cells[i].text)
            file->cells[i].text = file->texts.data + file->offsets[i];
    }
    if (!good || !check_rules_of_kind(file))
        return 0;
    int rc = resolve_ids(file, err);
    if (rc <= 0)
        return rc;
    if ((rc = complete(file, err)) < 0)
        return rc;
    if (check_key(file) == 0)
        return 0;
    refs_add(file->import->refs, file->kind, file->cells[0].n);
    keep_line(file);
    if (strcmp(file->kind->name, "contacts") == 0 && (rc = search_words(file, err)) < 0)
        return rc;
    return 1;
}

int next_row(void *context)
{
    struct file *file = context;
    struct cx_err *err = file->import->err;
    int rc;
    while ((rc = cx_csv_next(file->reader, &file->row, err)) == 1) {
        file->result->read++;
        rc = read_row(file, err);
        if (rc != 0)
            break;
    }
    if (rc == 1)
        file->seq++;
    return rc;
}

struct cx_value row_value(void *context, int column)
{
    const struct file *file = context;
    if ((size_t)column == file->kind->count)
        return cx_value_int(file->seq);
    if ((size_t)column == file->kind->count + 1)
        return cx_value_int(file->row.line);
    const struct cx_typed *cell = &file->cells[column];
    const struct cx_field *field = &file->kind->fields[column];
    if (!cell->null)
        return cell->text && field->type != CX_TYPE_ID ? cx_value_text(cell->text)
                                                       : cx_value_int(cell->n);
    if (!(field->flags & CX_KEY))
        return cx_value_null();
    switch (field->type) {
    case CX_TYPE_ID: return cx_value_int(0);
    case CX_TYPE_DATE: return cx_value_int(CX_EVER);
    default: return cx_value_text("");
    }
}
