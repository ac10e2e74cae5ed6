/* The ids of a row: text → integers, and what they refer to is there. */
#include <string.h>

#include "base/mem.h"
#include "import/hooks.h"
#include "import/refs.h"

/* What a column refers to; NULL: nothing. */
static struct ref *referred(const struct file *file, size_t column)
{
    if (!file->hooks->refers)
        return file->refs[column];
    const char *kind = file->hooks->refers(file, column);
    return kind ? refs_find(file->import->refs, kind) : NULL;
}

static int later(struct file *file, size_t column, int64_t id)
{
    struct import *import = file->import;
    CX_GROW(import->pending, import->pending_count, import->pending_cap);
    import->pending[import->pending_count++] =
        (struct pending){id, &file->kind->fields[column], file->result->name, file->row->line};
    return 1;
}

/* Looks an id up that did not pack; may_be_new: it gets an integer in any case. 0: there is no such
 * id. */
static int look_up(struct file *file, struct cx_typed *cell, bool may_be_new, struct cx_err *err)
{
    int (*find)(int64_t *, struct cx_db *, const char *, size_t, struct cx_err *) =
        !may_be_new             ? cx_id_find
        : file->import->is_laid ? cx_id_lend
                                : cx_id_add;
    return cell->text ? find(&cell->n, file->import->db, cell->text, cell->len, err) : 0;
}

/* An id that is there and differs only in its zeros or its case; 0: there is none. */
static int find_alike(int64_t *id, struct file *file, struct ref *ref, const char *text,
                      struct cx_err *err)
{
    int shape = 0, rc = 0;
    while ((*id = cx_id_alike(file->import->db, &shape, text, strlen(text))) != 0) {
        if ((rc = refs_has(ref, *id, err)) != 0)
            break;
    }
    return rc;
}

/* Spreadsheets keep 15 digits, and make those behind them zeros. */
static bool lost_digits(const char *s)
{
    enum { KEPT = 15 };
    size_t n = strspn(s, "0123456789");
    return n > KEPT && !s[n] && strspn(s + KEPT, "0") == n - KEPT;
}

/* What an id refers to is not there. */
static int refuse_missing(struct file *file, size_t column, struct ref *ref, struct cx_err *err)
{
    const struct cx_typed *cell = &file->cells[column];
    char id[CX_ID_MAX + 1], other[CX_ID_MAX + 1];
    const char *text = cell->text ? cell->text : cx_id_text(id, file->import->db, cell->n);
    int64_t alike;
    int rc = find_alike(&alike, file, ref, text, err);
    int is_name = rc < 0 ? rc : refs_is_name(ref, text, err);
    if (is_name < 0)
        return is_name;
    cx_buf_clear(&file->scratch);
    if (alike && strlen(cx_id_text(other, file->import->db, alike)) > strlen(text))
        cx_buf_say(&file->scratch,
                   "\"%s\" is not among the %s, but %s is: did a spreadsheet take the zeros?", text,
                   refs_kind(ref), other);
    else if (alike)
        cx_buf_say(&file->scratch, "\"%s\" is not among the %s, but %s is: correct it", text,
                   refs_kind(ref), other);
    else if (is_name)
        cx_buf_say(&file->scratch,
                   "\"%s\" is a name, not an id: use ids, or have a map look them up by their "
                   "names in another file",
                   text);
    else if (lost_digits(text))
        cx_buf_say(&file->scratch,
                   "\"%s\" is not among the %s, and ends in zeros behind 15 digits: did a "
                   "spreadsheet take the last digits? Format the column as text, and export again",
                   text, refs_kind(ref));
    else
        cx_buf_say(&file->scratch, "\"%s\" is not among the %s: import it first, or correct it",
                   text, refs_kind(ref));
    bad_cell(file, (int)column, cx_buf_str(&file->scratch));
    return 0;
}

/* Turns an id cell into its integer; 1 good, 0 a bad row. */
static int resolve_id(struct file *file, size_t column, struct cx_err *err)
{
    const struct cx_field *field = &file->kind->fields[column];
    struct cx_typed *cell = &file->cells[column];
    struct ref *ref = referred(file, column);
    bool is_late = (field->flags & CX_LATER) != 0;
    int rc = look_up(file, cell, !ref || is_late, err);
    if (rc < 0)
        return rc;
    if (!ref)
        return 1;
    rc = cell->n ? refs_has(ref, cell->n, err) : 0;
    if (rc != 0)
        return rc;
    if (is_late)
        return later(file, column, cell->n);
    rc = refuse_missing(file, column, ref, err);
    return rc < 0 ? rc : 0;
}

/* A new row whose id is that of another without its leading zeros, or in another case: a
 * spreadsheet takes zeros from a whole column, so that the first rows tell. */
static int look_for_alike(struct file *file, struct cx_err *err)
{
    enum { ROWS = 1000 };
    const struct cx_typed *cell = &file->cells[0];
    char id[CX_ID_MAX + 1], other[CX_ID_MAX + 1];
    int64_t alike;
    struct alike_ids *ids;
    if (!file->own_ref || file->kind->fields[0].type != CX_TYPE_ID || file->fed >= ROWS ||
        file->zeros.rows >= ROWS || file->cases.rows >= ROWS)
        return 0;
    int rc = refs_has(file->own_ref, cell->n, err);
    if (rc != 0)
        return rc;
    cx_id_text(id, file->import->db, cell->n);
    rc = find_alike(&alike, file, file->own_ref, id, err);
    if (rc != 1)
        return rc;
    size_t n = strlen(cx_id_text(other, file->import->db, alike));
    ids = n > strlen(id) ? &file->zeros : n == strlen(id) ? &file->cases : NULL;
    if (ids && ids->rows++ == 0) {
        ids->line = file->row->line;
        ids->id = cell->n;
        ids->other = alike;
    }
    return rc;
}

int resolve_ids(struct file *file, struct cx_err *err)
{
    int rc = 1;
    for (size_t i = 0; rc == 1 && i < file->kind->count; i++) {
        if (file->kind->fields[i].type == CX_TYPE_ID && !file->cells[i].null)
            rc = resolve_id(file, i, err);
    }
    return rc == 1 && look_for_alike(file, err) < 0 ? err->code : rc;
}
