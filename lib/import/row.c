/* One row: text → typed cells → references → key. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/loader.h"
#include "kind/words.h"

static bool bad(struct file *file, int column, const char *why)
{
    say_bad(file, file->row->line, column < 0 ? NULL : file->kind->fields[column].name, why);
    return false;
}

/* What a column refers to. The scopes of targets name teams or people by the same column. */
static struct ref *referred(const struct file *file, size_t column)
{
    struct refs *refs = file->import->refs;
    if (file->columns.scope_id != (int)column)
        return file->refs[column];
    int64_t scope = file->cells[0].n;
    return scope == CX_SCOPE_TEAM       ? refs_find(refs, "teams")
           : scope == CX_SCOPE_EMPLOYEE ? refs_find(refs, "employees")
                                        : NULL;
}

static int later(struct file *file, size_t column, int64_t id)
{
    struct import *import = file->import;
    CX_GROW(import->pending, import->pending_count, import->pending_cap);
    import->pending[import->pending_count++] =
        (struct pending){id, &file->kind->fields[column], file->result->name, file->row->line};
    return 1;
}

/* Looks an id up that did not pack; 0: there is no such id. */
static int look_up(struct file *file, struct cx_typed *cell, bool add, struct cx_err *err)
{
    if (!cell->text)
        return 0;
    return add ? cx_id_add(&cell->n, file->import->db, cell->text, cell->len, err)
               : cx_id_find(&cell->n, file->import->db, cell->text, cell->len, err);
}

/* An id without a reference, where nothing may be stored. */
static int refuse_new(struct file *file, size_t column)
{
    cx_buf_clear(&file->scratch);
    cx_buf_printf(&file->scratch,
                  "\"%s\" is like no id that the database knows: import the file, or number it "
                  "like those that are there",
                  file->cells[column].text);
    bad(file, (int)column, cx_buf_str(&file->scratch));
    return 0;
}

/* Turns an id cell into its integer; 1 good, 0 a bad row. */
static int resolve_id(struct file *file, size_t column, struct cx_err *err)
{
    const struct cx_field *field = &file->kind->fields[column];
    struct cx_typed *cell = &file->cells[column];
    struct ref *ref = referred(file, column);
    bool is_late = (field->flags & CX_LATER) != 0;
    int rc = look_up(file, cell, (!ref || is_late) && !file->import->is_laid, err);
    if (rc < 0)
        return rc;
    if (!ref)
        return cell->n ? 1 : refuse_new(file, column);
    rc = cell->n ? refs_has(ref, cell->n, err) : 0;
    if (rc != 0)
        return rc;
    if (is_late)
        return later(file, column, cell->n);
    char id[CX_ID_MAX + 1];
    cx_buf_clear(&file->scratch);
    cx_buf_printf(&file->scratch, "\"%s\" is not among the %s: import it first, or correct it",
                  cell->text ? cell->text : cx_id_text(id, file->import->db, cell->n),
                  refs_kind(ref));
    bad(file, (int)column, cx_buf_str(&file->scratch));
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

static int64_t hash_key(const struct file *file)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < file->kind->count; i++) {
        const struct cx_field *field = &file->kind->fields[i];
        const struct cx_typed *cell = &file->cells[i];
        if (!(field->flags & CX_KEY))
            continue;
        if (cell->text && field->type != CX_TYPE_ID)
            hash = cx_map_hash(cell->text, cell->len + 1, hash);
        else
            hash = cx_map_hash(&cell->n, sizeof cell->n, hash + cell->null);
    }
    return (int64_t)hash;
}

/* Notes the row's key, and whether it came before in this file. */
static void note_key(struct file *file)
{
    file->is_repeated = file->key_column >= 0
                            ? !cx_idset_add(file->ids, file->cells[file->key_column].n)
                            : !cx_map_put(file->keys, hash_key(file), 1);
}

static bool check_order(struct file *file, int from, int to, bool may_be_equal, const char *why)
{
    if (from < 0 || to < 0 || file->cells[from].null || file->cells[to].null ||
        file->cells[to].n >= file->cells[from].n + !may_be_equal)
        return true;
    return bad(file, to, why);
}

static bool check_rules_of_kind(struct file *file)
{
    const struct columns *at = &file->columns;
    bool is_absence = file->is_absences;
    if (!check_order(file, at->from, at->to, is_absence,
                     is_absence ? "is before from" : "must be after from") ||
        !check_order(file, at->valid_from, at->valid_to, false, "must be after valid_from"))
        return false;
    if (at->score >= 0 && (file->cells[at->score].n < 0 || file->cells[at->score].n > 100000000))
        return bad(file, at->score, "must be from 0 to 100");
    if (at->phrase >= 0) {
        struct cx_err problem = {0};
        int match = cx_kind_field(file->kind, "match", 5);
        if (cx_keyword_check(file->cells[at->phrase].text, (enum cx_match)file->cells[match].n,
                             &problem) < 0)
            return bad(file, at->phrase, problem.text);
    }
    if (at->reverses >= 0 && !file->cells[at->reverses].null && file->cells[at->amount].n >= 0)
        return bad(file, at->amount, "must be negative where the row reverses a payment");
    if (at->rule >= 0) {
        struct cx_err problem = {0};
        int value = cx_kind_field(file->kind, "value", 5);
        if (cx_limit_check((enum cx_limit_rule)file->cells[at->rule].n, file->cells[value].text,
                           &problem) < 0)
            return bad(file, value, problem.text);
    }
    if (at->duration_s >= 0 && file->cells[at->duration_s].n < 0)
        return bad(file, at->duration_s, "must not be negative");
    return true;
}

/* Cells that follow from others: a post's since, the day an account was placed. 1: good; 0: bad;
 * negative: failed. */
static int complete(struct file *file, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    if (file->columns.placed_on >= 0 && file->cells[file->columns.placed_on].null)
        file->cells[file->columns.placed_on] = file->cells[file->columns.due_on];
    if (!file->is_employees)
        return 1;
    int rc = resolve_since(file, err);
    if (rc <= 0)
        return rc;
    rc = cx_stmt_new(&stmt, file->import->db, "INSERT OR IGNORE INTO people VALUES (?1)", err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, file->cells[0].n);
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 1;
}

/* Rows of the plan, teams and credits may turn out wrong later, as a whole: keep where they stand.
 */
static void keep_line(struct file *file)
{
    const struct cx_typed *first = &file->cells[0];
    char id[CX_ID_MAX + 1];
    const char *text = first->text;
    if (file->kind->fields[0].type == CX_TYPE_ID)
        text = cx_id_text(id, file->import->db, first->n);
    int64_t key = line_key(file->kind->name, text, text ? strlen(text) : 0);
    if (!cx_map_get(file->import->lines, key))
        cx_map_put(file->import->lines, key, place_of(file));
}

/* 1: good; 0: bad; negative: failed. */
static int take_row(struct file *file, struct cx_err *err)
{
    if (file->row->fault) {
        /* What stands behind a stray quote was not read: there is no telling what it says. */
        file->import->is_whole_bad = file->import->is_whole_bad || file->row->is_cut;
        bad(file, file->row->fault_column, file->row->fault);
        return 0;
    }
    if (!check_rules_of_kind(file))
        return 0;
    int rc = resolve_ids(file, err);
    if (rc <= 0)
        return rc;
    if ((rc = complete(file, err)) <= 0)
        return rc;
    if ((rc = check_sealed(file, err)) <= 0)
        return rc;
    if (!file->is_staged)
        note_key(file);
    refs_add(file->own_ref, file->cells[0].n);
    if (file->keeps_lines)
        keep_line(file);
    if (file->is_contacts)
        contacts_take(file);
    return 1;
}

static int next_batch(struct file *file, struct cx_err *err)
{
    int rc;
    file->at = file->hit = 0;
    file->batch = feeder_next(file->feeder, &rc, err);
    if (!file->batch)
        return rc;
    file->result->read += (int64_t)file->batch->count;
    file->import->rows += (int64_t)file->batch->count;
    if (file->import->options->progress)
        file->import->options->progress(file->import->options->context, file->import->rows,
                                        file->import->bytes + file->batch->bytes,
                                        file->import->total);
    file->result->rounded += file->batch->rounded;
    return 1;
}

int next_row(void *context)
{
    struct file *file = context;
    struct cx_err *err = file->import->err;
    int rc = contacts_settle(file, err);
    while (rc == 0) {
        if (!file->batch || file->at == file->batch->count) {
            if ((rc = next_batch(file, err)) <= 0)
                return rc;
        }
        file->row = &file->batch->rows[file->at++];
        file->cells = file->row->cells;
        rc = take_row(file, err);
    }
    file->fed += rc == 1;
    file->seq += rc == 1;
    return rc;
}

int64_t row_conflict(void *context, const int64_t *arguments)
{
    struct file *file = context;
    bool differs = arguments[0] != 0;
    if (file->is_repeated && differs) {
        file->fed--;
        file->contacts.state = CONTACT_NONE;
        bad(file, 0, "is in the file twice, with other values: keep one of the two rows");
        return false;
    }
    file->known++;
    file->differing += differs;
    if (file->is_contacts)
        contacts_known(file, arguments + 1);
    if (file->is_accounts && arguments[1])
        file->import->moved_accounts = true;
    return differs;
}

/* Beside the kind's columns, a feed has the row's number, its line, and the row itself. */
static struct cx_value extra_value(const struct file *file, size_t extra)
{
    return extra == 0   ? cx_value_int(file->seq)
           : extra == 1 ? cx_value_int(file->row->line)
                        : cx_value_text(file->row->raw);
}

struct cx_value row_value(void *context, int column)
{
    const struct file *file = context;
    if ((size_t)column >= file->kind->count)
        return extra_value(file, (size_t)column - file->kind->count);
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
