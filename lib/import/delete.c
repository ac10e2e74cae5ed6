/* Deletes rows by their keys, where nothing depends on them. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "fact/stale.h"
#include "import/hooks.h"
#include "import/refs.h"
#include "import/undo.sql.h"
#include "import/wanted.h"
#include "store/audit.h"
#include "store/journal.h"

/* The month that a row of a kind belongs to, as SQL, so that the seal of that month keeps it;
 * lasts: that of its first day, and all after it. Others belong to none. */
static const struct {
    const struct cx_kind *kind;
    const char *month;
    bool lasts;
} months[] = {
    {&cx_kind_payments, "strftime('%Y-%m', paid_at, 'unixepoch')", false},
    {&cx_kind_contacts, "strftime('%Y-%m', started_at, 'unixepoch')", false},
    {&cx_kind_complaints, "strftime('%Y-%m', at, 'unixepoch')", false},
    {&cx_kind_reviews, "strftime('%Y-%m', at, 'unixepoch')", false},
    {&cx_kind_feedback, "strftime('%Y-%m', at, 'unixepoch')", false},
    {&cx_kind_orders, "strftime('%Y-%m', ordered_at, 'unixepoch')", false},
    {&cx_kind_trainings, "strftime('%Y-%m', completed_on * 86400, 'unixepoch')", false},
    {&cx_kind_absences, "strftime('%Y-%m', \"from\" * 86400, 'unixepoch')", false},
    {&cx_kind_arrangements, "strftime('%Y-%m', agreed_on * 86400, 'unixepoch')", true},
    {&cx_kind_instalments,
     "(SELECT strftime('%Y-%m', agreed_on * 86400, 'unixepoch') FROM arrangements r "
     "WHERE r.arrangement_id = instalments.arrangement_id)",
     true},
    {&cx_kind_assignments, "strftime('%Y-%m', \"from\" * 86400, 'unixepoch')", true},
    {&cx_kind_employees, "strftime('%Y-%m', since * 86400, 'unixepoch')", true},
    {&cx_kind_accounts, "strftime('%Y-%m', coalesce(placed_on, due_on) * 86400, 'unixepoch')",
     true},
    {&cx_kind_credits,
     "(SELECT strftime('%Y-%m', paid_at, 'unixepoch') FROM payments p "
     "WHERE p.payment_id = credits.payment_id)",
     false},
    {&cx_kind_costs, "period", false},
    {&cx_kind_targets, "period", false},
    {&cx_kind_adjustments, "period", false},
};

struct deletion {
    struct file *file;
    struct cx_stmt *find; /* the sealed month that keeps a row, by its key; no row: there is none */
    struct cx_stmt *remove;  /* the row */
    struct cx_stmt *history; /* what dated columns were before; NULL: the kind has none */
    struct cx_stmt *rest;    /* what belongs to the row and to nothing else; NULL: nothing */
    struct cx_stmt *contact; /* what the limits know of a contact; NULL: of other kinds */
    struct cx_map *gone;     /* hashes of keys whose rows went, by all files of the command */
};

static void write_where(struct cx_buf *sql, const struct cx_kind *kind)
{
    int parameter = 1;
    for (size_t i = 0; i < kind->count; i++) {
        if (kind->fields[i].flags & CX_KEY) {
            cx_buf_printf(sql, "%s \"%s\" = ?%d%s", parameter > 1 ? " AND" : " WHERE",
                          kind->fields[i].name, parameter,
                          kind->fields[i].flags & CX_ANY_CASE ? " COLLATE NOCASE" : "");
            parameter++;
        }
    }
}

static void write_find(struct cx_buf *sql, const struct cx_kind *kind)
{
    const char *month = "NULL", *sign = "=";
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        if (months[i].kind == kind) {
            month = months[i].month;
            sign = months[i].lasts ? ">=" : "=";
        }
    }
    cx_buf_printf(sql,
                  "SELECT (SELECT max(period) FROM sealed_periods WHERE period %s %s) FROM \"%s\"",
                  sign, month, kind->name);
    write_where(sql, kind);
}

/* What goes with a row of a kind, by its first key column. */
static const char *rest_of(const struct cx_kind *kind)
{
    if (kind == &cx_kind_contacts)
        return "DELETE FROM violations WHERE contact_id = ?1";
    if (kind == &cx_kind_employees)
        return "DELETE FROM people WHERE employee_id = ?1 "
               "AND NOT EXISTS (SELECT 1 FROM employees WHERE employee_id = ?1)";
    return NULL;
}

static int prepare(struct deletion *deletion, struct file *file, struct cx_map *gone,
                   struct cx_err *err)
{
    const struct cx_kind *kind = file->kind;
    struct cx_db *db = file->import->db;
    struct cx_buf sql = {0};
    *deletion = (struct deletion){.file = file, .gone = gone};
    write_find(&sql, kind);
    int rc = cx_stmt_new(&deletion->find, db, cx_buf_str(&sql), err);
    cx_buf_clear(&sql);
    cx_buf_printf(&sql, "DELETE FROM \"%s\"", kind->name);
    write_where(&sql, kind);
    if (rc == 0)
        rc = cx_stmt_new(&deletion->remove, db, cx_buf_str(&sql), err);
    cx_buf_clear(&sql);
    if (rc == 0 && kind->history) {
        cx_buf_printf(&sql, "DELETE FROM \"%s\" WHERE \"%s\" = ?1", kind->history,
                      kind->fields[0].name);
        rc = cx_stmt_new(&deletion->history, db, cx_buf_str(&sql), err);
    }
    if (rc == 0 && rest_of(kind))
        rc = cx_stmt_new(&deletion->rest, db, rest_of(kind), err);
    if (rc == 0 && kind == &cx_kind_contacts)
        rc = cx_stmt_new(
            &deletion->contact, db,
            "SELECT coalesce(account_id, 0), started_at, channel, outcome FROM contacts "
            "WHERE contact_id = ?1",
            err);
    cx_buf_fini(&sql);
    return rc;
}

static void finish_deletion(struct deletion *deletion)
{
    struct cx_stmt *const all[] = {deletion->find, deletion->remove, deletion->history,
                                   deletion->rest, deletion->contact};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cx_stmt_free(all[i]);
}

static void bind_key(struct cx_stmt *stmt, struct file *file)
{
    int parameter = 1;
    for (size_t i = 0; i < file->kind->count; i++) {
        if (!(file->kind->fields[i].flags & CX_KEY))
            continue;
        struct cx_value value = row_value(file, (int)i);
        if (value.type == CX_VALUE_TEXT)
            cx_stmt_bind_text(stmt, parameter++, value.s);
        else
            cx_stmt_bind_int(stmt, parameter++, value.i);
    }
}

static int64_t hash_key(struct file *file)
{
    const struct cx_kind *kind = file->kind;
    uint64_t hash = cx_map_hash(kind->name, strlen(kind->name), 0);
    for (size_t i = 0; i < kind->count; i++) {
        if (!(kind->fields[i].flags & CX_KEY))
            continue;
        struct cx_value value = row_value(file, (int)i);
        hash = value.type == CX_VALUE_TEXT ? cx_map_hash(value.s, strlen(value.s) + 1, hash)
                                           : cx_map_hash(&value.i, sizeof value.i, hash);
    }
    return (int64_t)hash;
}

/* A statement about the row that has its first key column. */
static int run_of_row(struct cx_stmt *stmt, struct file *file, struct cx_err *err)
{
    if (!stmt)
        return 0;
    cx_stmt_bind_int(stmt, 1, file->cells[0].n);
    return cx_stmt_run(stmt, err);
}

/* The limits judge anew whatever the contact counted for. */
static int forget_contact(struct deletion *deletion, struct cx_err *err)
{
    struct import *import = deletion->file->import;
    struct cx_stmt *stmt = deletion->contact;
    int rc =
        import->watch ? 0 : cx_watch_new(&import->watch, import->db, import->options->now, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, deletion->file->cells[0].n);
    if ((rc = cx_stmt_step(stmt, err)) == 1) {
        const struct cx_contact before = {.id = deletion->file->cells[0].n,
                                          .account = cx_stmt_int(stmt, 0),
                                          .at = cx_stmt_int(stmt, 1),
                                          .channel = cx_stmt_choice(stmt, 2, cx_channels, -1),
                                          .outcome = cx_stmt_choice(stmt, 3, cx_outcomes, -1)};
        rc = cx_watch_change(import->watch, &before, NULL, err);
    }
    cx_stmt_reset(stmt);
    return rc;
}

/* Ids as integers; one that was never seen is 0, which no row has. */
static int find_ids(struct file *file, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < file->kind->count; i++) {
        struct cx_typed *cell = &file->cells[i];
        if (file->kind->fields[i].type == CX_TYPE_ID && cell->text)
            rc = cx_id_find(&cell->n, file->import->db, cell->text, cell->len, err);
    }
    return rc;
}

/* Of a person who is there, but has no post that begins on the row's day. 1: said. */
static int say_no_post(struct file *file, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    if (file->kind != &cx_kind_employees)
        return 0;
    int rc = cx_stmt_first(&stmt, file->import->db, SQL_posts, file->cells[0].n, err);
    if (rc == 1) {
        cx_buf_say(&file->scratch,
                   "names none of this person's posts, which begin on %s: write the day of the one "
                   "to delete",
                   cx_stmt_text(stmt, 0));
        bad_cell(file, cx_kind_field(file->kind, "since", 5), cx_buf_str(&file->scratch));
    }
    cx_stmt_free(stmt);
    return rc;
}

static int say_not_there(struct file *file, struct cx_err *err)
{
    int rc = say_no_post(file, err);
    if (rc == 0) {
        cx_buf_say(&file->scratch, "is not among the %s: there is nothing to delete",
                   file->kind->name);
        bad_cell(file, 0, cx_buf_str(&file->scratch));
    }
    return rc < 0 ? rc : 0;
}

/* Whether the row may go: it is there, and no seal keeps it. 1: yes; 0: no, and said, unless the
 * command named it before. */
static int may_go(struct deletion *deletion, struct cx_err *err)
{
    struct file *file = deletion->file;
    bind_key(deletion->find, file);
    int rc = cx_stmt_step(deletion->find, err);
    bool is_sealed = rc == 1 && !cx_stmt_is_null(deletion->find, 0);
    int paid =
        is_sealed ? month_is_paid(file->import->db, cx_stmt_text(deletion->find, 0), err) : 0;
    cx_buf_clear(&file->scratch);
    if (paid < 0)
        rc = paid;
    else if (is_sealed)
        cx_buf_say(
            &file->scratch,
            file->kind == &cx_kind_adjustments && paid
                ? "counts in %s, which is sealed and paid out: import an adjustment of the "
                  "opposite amount in an open month"
            : paid ? "counts in %s, which is sealed and paid out: import what corrects the row"
            : file->kind == &cx_kind_adjustments
                ? "counts in %s, which is sealed: open that month again with cx-bonus --reopen, or "
                  "import an adjustment of the opposite amount in an open month"
                : "counts in %s, which is sealed: open that month again with cx-bonus --reopen, or "
                  "import what corrects the row",
            cx_stmt_text(deletion->find, 0));
    cx_stmt_reset(deletion->find);
    if (rc == 1 && file->scratch.len > 0)
        return bad_cell(file, 0, cx_buf_str(&file->scratch));
    return rc == 0 && !cx_map_get(deletion->gone, hash_key(file)) ? say_not_there(file, err) : rc;
}

static int delete_row(struct deletion *deletion, struct cx_err *err)
{
    struct file *file = deletion->file;
    if (file->row->fault) {
        file->import->is_whole_bad = file->import->is_whole_bad || file->row->is_cut;
        bad_cell(file, file->row->fault_column, file->row->fault);
        return 0;
    }
    int rc = find_ids(file, err);
    if (rc == 0)
        rc = may_go(deletion, err);
    if (rc <= 0)
        return rc;
    rc = deletion->contact ? forget_contact(deletion, err) : 0;
    if (rc == 0) {
        bind_key(deletion->remove, file);
        rc = cx_stmt_run(deletion->remove, err);
    }
    file->result->removed += rc == 0 ? cx_db_changes(file->import->db) : 0;
    cx_map_put(deletion->gone, hash_key(file), 1);
    if (rc == 0)
        rc = run_of_row(deletion->history, file, err);
    return rc < 0 ? rc : run_of_row(deletion->rest, file, err);
}

static int delete_file(struct file *file, struct cx_map *gone, struct cx_err *err)
{
    struct deletion deletion = {0};
    int rc = feeder_start(&file->feeder, &file->intake, err);
    if (rc == 0)
        rc = prepare(&deletion, file, gone, err);
    while (rc == 0 && (file->batch = feeder_next(file->feeder, &rc, err))) {
        file->result->read += (int64_t)file->batch->count;
        for (size_t i = 0; rc == 0 && i < file->batch->count; i++) {
            file->row = &file->batch->rows[i];
            file->cells = file->row->cells;
            rc = delete_row(&deletion, err);
        }
        if (rc == 0)
            rc = cx_journal_flush(file->import->journal, err);
    }
    finish_deletion(&deletion);
    feeder_stop(file->feeder);
    file->feeder = NULL;
    return rc;
}

static int delete_files(struct import *import, struct file *files, struct cx_err *err)
{
    size_t count = import->file_count;
    struct cx_map *gone = cx_map_new();
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = open_file(&files[i], err);
    if (rc == 0)
        rc = import_begin(import, err);
    if (rc == 0)
        rc = contacts_begin(import, err);
    if (rc == 0)
        rc = cx_journal_begin(&import->journal, import->db, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        rc = delete_file(&files[i], gone, err);
        if (rc == 0)
            note_file(&files[i]);
    }
    cx_map_free(gone);
    return rc;
}

/* What only the whole shows: who needs what is gone, whether the plan holds without it. */
static int check(struct import *import, const struct file *files, struct cx_err *err)
{
    bool is_plan = false;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < import->file_count; i++) {
        is_plan = is_plan || files[i].kind->is_plan;
        rc = refuse_orphans(
            import, files[i].kind == &cx_kind_employees ? "people" : files[i].kind->name, err);
    }
    if (rc == 0)
        rc = check_rest(import, files, is_plan, err);
    if (rc == 0 && import->watch)
        rc = cx_watch_finish(import->watch, err);
    if (rc == 0)
        rc = contacts_want(import, files, err);
    return rc < 0 ? rc : cx_stale_all(import->db, err);
}

int cx_import_delete(struct cx_import_done *done, struct cx_db *db,
                     const struct cx_import_options *options, struct cx_err *err)
{
    struct import import = {.db = db, .options = options, .err = err, .is_deleting = true};
    int64_t kept = 0;
    import.refs = refs_new(db);
    import.lines = cx_map_new();
    import.arranged = cx_map_new();
    import.waived = cx_map_new();
    int rc = choose_inputs(&import, done, err);
    struct file *files = files_new(&import, done);
    if (rc == 0)
        rc = delete_files(&import, files, err);
    if (rc == 0 && import.bad == 0)
        rc = check(&import, files, err);
    if (rc == 0)
        rc = kept_imports(&kept, db, err);
    if (rc == 0)
        rc = cx_journal_end(import.journal, kept, err);
    if (rc == 0)
        rc = conclude_change(&import, N_("nothing was deleted"), err);
    say_all(&import);
    files_free(files, &import);
    import_fini(&import);
    return rc;
}
