/* One row: typed cells → checks → ids → key. */
#include <stdlib.h>
#include <string.h>

#include "import/dealer.h"
#include "import/hooks.h"
#include "import/refs.h"
#include "store/journal.h"

#define AMOUNT_MAX INT64_C(100000000000000) /* cents; tens of thousands of them can be added up */

static uint64_t hash_text(const struct cx_typed *cell, bool is_any_case, uint64_t hash)
{
    char lower[CX_ID_MAX + 1];
    if (!is_any_case)
        return cx_map_hash(cell->text, cell->len + 1, hash);
    for (size_t i = 0; i <= cell->len; i++)
        lower[i] = (char)(cell->text[i] + (cell->text[i] >= 'A' && cell->text[i] <= 'Z' ? 32 : 0));
    return cx_map_hash(lower, cell->len + 1, hash);
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
            hash = hash_text(cell, field->flags & CX_ANY_CASE, hash);
        else
            hash = cx_map_hash(&cell->n, sizeof cell->n, hash + cell->null);
    }
    return (int64_t)hash;
}

/* Notes the row's key, and whether it came before in this file. */
static void note_key(struct file *file)
{
    if (file->was_empty)
        file->is_repeated = true;
    else
        file->is_repeated = file->key_column >= 0
                                ? !cx_idset_add(file->ids, file->cells[file->key_column].n)
                                : !cx_map_put(file->keys, hash_key(file), 1);
}

/* A number of {#} is that of a row in its file: in another file it is another row's, which must not
 * have the same key. True: the row was told to be bad. */
static bool is_made_twice(struct file *file)
{
    struct import *import = file->import;
    const char *kind = file->kind->name;
    if (!file->intake.makes_keys || import->file_count < 2)
        return false;
    int64_t key = (int64_t)cx_map_hash(kind, strlen(kind), (uint64_t)hash_key(file));
    if (!import->made)
        import->made = cx_map_new();
    const int64_t *before = cx_map_get(import->made, key);
    if (!before)
        cx_map_put(import->made, key, (int64_t)file->number);
    return before && *before != (int64_t)file->number &&
           !bad_cell(file, file->key_column < 0 ? 0 : file->key_column,
                     "is what {#} makes of a row of another file, too: put what tells the files "
                     "apart into the map's template");
}

static void keep_place(struct file *file, const struct cx_buf *path)
{
    int64_t key = line_key(file->kind->name, cx_buf_str(path), path->len);
    if (!cx_map_get(file->import->lines, key))
        cx_map_put(file->import->lines, key, place_of(file));
}

/* Rows of the plan, teams and credits may turn out wrong later, as a whole: keep where they stand,
 * by the first key cell, and in the plan by the first two, and so on. */
void keep_line(struct file *file)
{
    const struct cx_typed *first = &file->cells[0];
    char id[CX_ID_MAX + 1];
    const char *text = first->text;
    if (file->kind->fields[0].type == CX_TYPE_ID)
        text = cx_id_text(id, file->import->db, first->n);
    struct cx_buf path = {0};
    cx_buf_puts(&path, text ? text : "");
    keep_place(file, &path);
    for (size_t i = 1; file->kind->is_plan && i < file->kind->count; i++) {
        const struct cx_typed *cell = &file->cells[i];
        if (!(file->kind->fields[i].flags & CX_KEY))
            continue;
        if (cell->text)
            cx_buf_printf(&path, "\x1f%s", cell->text);
        else
            cx_buf_printf(&path, "\x1f%lld", cell->null ? (long long)CX_EVER : (long long)cell->n);
        keep_place(file, &path);
    }
    cx_buf_fini(&path);
}

/* Of a row that is bad, in an import that comes to nothing: that others refer to it is no second
 * error. */
static int stand_in(struct file *file, int column, struct cx_err *err)
{
    struct cx_typed *key = &file->cells[0];
    const struct import *import = file->import;
    if (column <= 0 || !file->own_ref || key->null || import->is_laid || import->is_deleting ||
        import->options->rejects)
        return 0;
    int rc = key->text ? cx_id_add(&key->n, import->db, key->text, key->len, err) : 0;
    if (rc >= 0)
        refs_add(file->own_ref, key->n);
    return rc < 0 ? rc : 0;
}

/* One absurd amount would make the sums that it is in too large to be told. What is there may be
 * taken away; a rule may have one that stands for none: a cap that nobody reaches. */
static bool check_money(struct file *file)
{
    bool is_free = file->kind->is_plan || file->import->is_deleting;
    for (size_t i = 0; i < file->kind->count && !is_free; i++) {
        const struct cx_typed *cell = &file->cells[i];
        if (file->kind->fields[i].type == CX_TYPE_MONEY && !cell->null &&
            (cell->n > AMOUNT_MAX || cell->n < -AMOUNT_MAX))
            return bad_cell(file, (int)i,
                            "is more than 1000000000000.00, which nobody owes, pays or earns: "
                            "correct it");
    }
    return true;
}

static bool check(struct file *file)
{
    const struct hooks *hooks = file->hooks;
    return file->import->is_sealed || (check_money(file) && (!hooks->check || hooks->check(file)));
}

/* 1: good; 0: bad; negative: failed. */
static int take_row(struct file *file, struct cx_err *err)
{
    const struct hooks *hooks = file->hooks;
    if (file->row->fault) {
        /* What follows a stray quote was not read, so nothing is known of it. */
        file->import->is_whole_bad = file->import->is_whole_bad || file->row->is_cut;
        bad_cell(file, file->row->fault_column, file->row->fault);
        return stand_in(file, file->row->fault_column, err);
    }
    if (!check(file))
        return stand_in(file, (int)file->kind->count, err);
    int rc = dealer_takes(file, err);
    if (rc == 1)
        rc = resolve_ids(file, err);
    if (rc == 1 && is_made_twice(file))
        rc = 0;
    if (rc == 1 && hooks->complete)
        rc = hooks->complete(file, err);
    if (rc <= 0)
        return rc;
    if (!hooks->load && !file->is_compared)
        note_key(file);
    refs_add(file->own_ref, file->cells[0].n);
    if (file->kind->is_plan || hooks->keeps_lines)
        keep_line(file);
    if (hooks->take)
        hooks->take(file);
    notes_take(file);
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
    rc = file->import->journal ? cx_journal_flush(file->import->journal, err) : 0;
    return rc < 0 ? rc : 1;
}

int next_row(void *context)
{
    struct file *file = context;
    struct cx_err *err = file->import->err;
    int rc = file->hooks->settle ? file->hooks->settle(file, err) : 0;
    notes_settle(file);
    file->is_dropped = file->is_news = false;
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
    file->is_news = rc == 1;
    file->seq += rc == 1;
    return rc;
}

void drop_row(struct file *file)
{
    file->fed--;
    file->is_dropped = true;
    file->is_news = false;
}

static bool is_any_case(const struct cx_kind *kind)
{
    for (size_t i = 0; i < kind->count; i++) {
        if (kind->fields[i].flags & CX_ANY_CASE)
            return true;
    }
    return false;
}

/* A column that only describes: other rows of a key, as of a customer with several accounts, may
 * leave it empty, and nothing is lost that is counted, referred to or kept of a person. */
static bool may_be_left_out(const struct cx_field *field)
{
    return field->type == CX_TYPE_TEXT && !field->initial && !(field->flags & CX_PRIVATE) &&
           strcmp(field->name, "name") != 0;
}

/* The first optional column in which the row is another than the one before of its key. */
static void refuse_another(struct file *file, const struct cx_field *field)
{
    char id[CX_ID_MAX + 1];
    cx_id_text(id, file->import->db, file->cells[0].n);
    cx_buf_clear(&file->scratch);
    if (may_be_left_out(field))
        cx_buf_say(
            &file->scratch,
            "\"%s\" is in the file twice with another %s: keep one of the two rows, or have a "
            "map leave %s out",
            id, field->name, field->name);
    else
        cx_buf_say(&file->scratch,
                   "\"%s\" is in the file twice with another %s: keep one of the two rows", id,
                   field->name);
    bad_cell(file, 0, cx_buf_str(&file->scratch));
}

/* The row's key as its cells say it, with blanks between. */
static void put_key(struct cx_buf *out, const struct file *file)
{
    for (size_t i = 0; i < file->kind->count; i++) {
        char text[CX_ID_MAX + 1], day[CX_DATE_TEXT];
        const struct cx_field *field = &file->kind->fields[i];
        const struct cx_typed *cell = &file->cells[i];
        const bool is_id = field->type == CX_TYPE_ID, is_day = field->type == CX_TYPE_DATE;
        const char *said = cell->text     ? cell->text
                           : cell->null   ? NULL
                           : is_id        ? cx_id_text(text, file->import->db, cell->n)
                           : is_day       ? cx_date_format(day, (cx_date)cell->n)
                           : field->words ? field->words[cell->n]
                                          : NULL;
        if (field->flags & CX_KEY && said && !(is_day && cell->n == CX_EVER))
            cx_buf_printf(out, "%s%s", out->len ? " " : "", said);
    }
}

void refuse_repeated(struct file *file, int column)
{
    struct cx_buf key = {0};
    const struct cx_field *field = column < 0 ? NULL : &file->kind->fields[column];
    drop_row(file);
    if (field && file->key_column == 0 && file->intake.present[column] &&
        !is_needed(field, false) && !is_any_case(file->kind)) {
        refuse_another(file, field);
        return;
    }
    put_key(&key, file);
    cx_buf_clear(&file->scratch);
    cx_buf_say(&file->scratch,
               is_any_case(file->kind)
                   ? "\"%s\" is in the file twice with different values (upper and lower case are "
                     "the same here): keep one of the two rows"
                   : "\"%s\" is in the file twice with different values: keep one of the two rows",
               cx_buf_str(&key));
    bad_cell(file, 0, cx_buf_str(&file->scratch));
    cx_buf_fini(&key);
}

int64_t row_conflict(void *context, const int64_t *arguments)
{
    struct file *file = context;
    bool differs = arguments[0] != 0;
    if (file->is_repeated && differs) {
        refuse_repeated(file, (int)arguments[0] - 1);
        return false;
    }
    file->is_news = differs;
    if (file->hooks->match && !file->hooks->match(file, arguments + ROW_CONFLICT_ARGUMENTS)) {
        drop_row(file);
        return false;
    }
    file->known++;
    file->differing += differs;
    const struct noted *noted = &file->noted;
    bool is_time = arguments[2] != CX_DATE_NONE && noted->to_column < 0 &&
                   file->kind->fields[noted->day_column].type == CX_TYPE_TIME;
    const struct before before = {arguments[1] != 0,
                                  is_time ? cx_date_of(arguments[2]) : (cx_date)arguments[2],
                                  arguments[3]};
    notes_match(file, differs, &before);
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
    return typed_value(&file->kind->fields[column], &file->cells[column]);
}

const struct cx_row_hash *row_hash(void *context)
{
    const struct file *file = context;
    return file->row->is_hashed ? &file->row->hash : NULL;
}
