/* Takes an import back, where nothing depends on it. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "fact/stale.h"
#include "import/ended.h"
#include "import/hooks.h"
#include "import/undo.sql.h"
#include "plan/plan.h"
#include "store/audit.h"
#include "store/journal.h"
#include "store/undo.h"

/* What follows from other tables: made again where something came later. Shapes of ids are never
 * taken away while rows may have them, nor marks of months that what came later may have touched.
 */
static bool is_derived(const char *table)
{
    static const char *const all[] = {"event_days", "violations", "id_shape", "id_text",
                                      "stale_months"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (strcmp(all[i], table) == 0)
            return true;
    }
    return false;
}

/* The others follow from them. */
static bool is_kind(const char *table)
{
    return cx_kind_find(table, strlen(table)) != NULL;
}

/* What a message calls an import: when it was, and its files. */
static int describe(struct cx_buf *out, struct cx_db *db, int64_t seq, int64_t *seals,
                    struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char at[CX_DATE_TEXT];
    int rc = cx_stmt_new(&stmt, db, SQL_import, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, seq);
        rc = cx_stmt_step(stmt, err);
    }
    if (rc == 1) {
        const char *files = cx_stmt_text(stmt, 2), *before = ": ", *last = "";
        bool is_rescan = files && !*files; /* of nothing else there are no files */
        size_t last_length = 0;
        cx_time_format(at, cx_stmt_int(stmt, 1));
        at[16] = '\0'; /* without seconds */
        cx_buf_printf(out, "%lld (%s", (long long)cx_stmt_int(stmt, 0), at);
        while (files && *files) {
            const char *end = strchrnul(files, '\n');
            size_t n = (size_t)(end - files);
            for (int blanks = 0; n > 0 && blanks < 2;) /* hash and rows stand behind the name */
                blanks += files[--n] == ' ';
            /* one that was read as several kinds has a line for each */
            if (n != last_length || memcmp(files, last, n) != 0) {
                cx_buf_printf(out, "%s%.*s", before, (int)n, files);
                before = ", ";
            }
            last = files;
            last_length = n;
            files = *end ? end + 1 : end;
        }
        cx_buf_puts(out, is_rescan ? ": --rescan)" : ")");
        *seals = cx_stmt_int(stmt, 4);
    }
    cx_stmt_free(stmt);
    return rc;
}

static int find_import(struct cx_undone *undone, int64_t *seals, struct cx_db *db, int64_t wanted,
                       struct cx_err *err)
{
    struct cx_buf text = {0};
    int64_t seq = wanted;
    int rc = wanted
                 ? 0
                 : cx_db_get_int(&seq, db, "SELECT coalesce(max(seq), 0) FROM journal", NULL, err);
    if (rc == 0)
        rc = describe(&text, db, seq, seals, err);
    undone->seq = seq;
    undone->name = text.data;
    if (rc == 1)
        return 0;
    if (rc == 0 && wanted)
        return cx_err_set(
            err, CX_EDATA,
            "import %lld can't be taken back: it changed nothing, was taken back, or is "
            "none of the last ones that are kept (setting undo_imports); cx-report "
            "audit lists all imports",
            (long long)wanted);
    return rc < 0 ? rc
                  : cx_err_set(err, CX_EDATA,
                               "there is no import to take back: none is kept (setting "
                               "undo_imports)");
}

static int refuse_sealed(struct cx_db *db, const struct cx_undone *undone, int64_t seals,
                         struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_sealed_later, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, seals);
        rc = cx_stmt_step(stmt, err);
    }
    bool is_sealed = rc == 1 && !cx_stmt_is_null(stmt, 0);
    int paid = is_sealed ? month_is_paid(db, cx_stmt_text(stmt, 0), err) : 0;
    if (paid < 0)
        rc = paid;
    else if (is_sealed)
        rc = cx_err_set(
            err, CX_EDATA,
            paid ? "import %s can't be taken back: %s was sealed after it, and paid "
                   "out: import what corrects the rows"
                 : "import %s can't be taken back: %s was sealed after it: open that month "
                   "again with cx-bonus --reopen, or import what corrects the rows",
            undone->name, cx_stmt_text(stmt, 0));
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

static int ask(int64_t *value, struct cx_db *db, const char *sql, int64_t seq, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_first(&stmt, db, sql, seq, err);
    *value = rc == 1 ? cx_stmt_int(stmt, 0) : 0;
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

/* A later import changed the same rows: that one first. */
static int refuse_later(struct cx_db *db, const struct cx_undone *undone, struct cx_err *err)
{
    struct cx_buf text = {0};
    char *table = NULL;
    int64_t later = 0, ignored;
    int rc = cx_undo_later(&later, &table, db, undone->seq, is_derived, err);
    if (rc == 0 && later)
        rc = describe(&text, db, later, &ignored, err);
    if (rc == 1)
        rc =
            cx_err_set(err, CX_EDATA,
                       "import %s can't be taken back: import %s changed the same rows of %s: take "
                       "that back first, with --undo=%lld",
                       undone->name, cx_buf_str(&text), table, (long long)later);
    free(table);
    cx_buf_fini(&text);
    return rc;
}

/* Tables that the import changed. */
struct changed {
    bool is_plan, has_contacts, has_assignments;
    struct cx_buf names; /* each ended by a NUL */
};

static int note_table(void *context, const char *table, struct cx_err *err)
{
    struct changed *changed = context;
    const struct cx_kind *kind = cx_kind_find(table, strlen(table));
    (void)err;
    changed->is_plan = changed->is_plan || (kind && kind->is_plan);
    changed->has_contacts = changed->has_contacts || kind == &cx_kind_contacts;
    changed->has_assignments = changed->has_assignments || kind == &cx_kind_assignments;
    cx_buf_add(&changed->names, table, strlen(table) + 1);
    return 0;
}

static int refuse_dealt(struct cx_db *db, const struct cx_undone *undone, struct cx_err *err)
{
    int64_t dealt;
    int rc = ask(&dealt, db, SQL_dealt_later, undone->seq, err);
    return rc == 0 && dealt
               ? cx_err_set(err, CX_EDATA,
                            "import %s can't be taken back: it changed assignments, and cx-assign "
                            "has dealt accounts since: import the assignments as they should be",
                            undone->name)
               : rc;
}

/* What a message calls a table. */
static const char *kind_of_table(const char *table)
{
    return strcmp(table, "people") == 0 ? cx_kind_employees.name : table;
}

/* Rows of a table that refer to what is gone from another. */
static int say_orphans(struct import *import, const char *child, const char *table,
                       struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1];
    int rc = cx_stmt_new(&stmt, import->db, SQL_orphans, err);
    if (rc == 0) {
        cx_stmt_bind_text(stmt, 1, child);
        cx_stmt_bind_text(stmt, 2, table);
        rc = cx_stmt_step(stmt, err);
    }
    if (rc == 1) {
        int64_t rows = cx_stmt_int(stmt, 0);
        if (cx_stmt_is_null(stmt, 1))
            cx_buf_say(&text,
                       cx_said_n("%lld row of %s needs a row of %s that would go: take that away "
                                 "first",
                                 "%lld rows of %s need rows of %s that would go: take those away "
                                 "first",
                                 (unsigned long long)rows),
                       (long long)rows, kind_of_table(child), kind_of_table(table));
        else
            cx_buf_say(&text,
                       cx_said_n("%lld row of %s, %s, needs a row of %s that would go: take that "
                                 "away first",
                                 "%lld rows of %s, %s among them, need rows of %s that would go: "
                                 "take those away first",
                                 (unsigned long long)rows),
                       (long long)rows, kind_of_table(child),
                       cx_id_text(id, import->db, cx_stmt_int(stmt, 1)), kind_of_table(table));
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc < 0 ? rc : 0;
}

/* Rows that name what is gone from a table where the schema can't say that they refer to it. */
static int say_nameless(struct import *import, const char *table, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1];
    int rc = cx_stmt_new(&stmt, import->db, SQL_nameless, err);
    if (rc == 0)
        cx_stmt_bind_text(stmt, 1, table);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int64_t rows = cx_stmt_int(stmt, 1);
        rc = 0;
        cx_buf_clear(&text);
        cx_buf_say(&text,
                   cx_said_n("%lld row of %s needs a row of %s that would go, %s: take that "
                             "away first",
                             "%lld rows of %s need rows of %s that would go, such as %s: take "
                             "those away first",
                             (unsigned long long)rows),
                   (long long)rows, cx_stmt_text(stmt, 0), kind_of_table(table),
                   cx_id_text(id, import->db, cx_stmt_int(stmt, 2)));
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

int refuse_orphans(struct import *import, const char *table, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, import->db, SQL_children, err);
    if (rc == 0)
        cx_stmt_bind_text(stmt, 1, table);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = say_orphans(import, cx_stmt_text(stmt, 0), table, err);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : say_nameless(import, table, err);
}

static void say_fault(void *context, const struct cx_plan_fault *fault)
{
    struct import *import = context;
    struct cx_buf text = {0};
    if (fault->may_stay)
        return;
    put_place(import, &text, fault->kind, fault->key, fault->rest, fault->column, NULL);
    cx_buf_puts(&text, fault->message);
    say_whole(import, cx_buf_str(&text));
    cx_buf_fini(&text);
}

/* All payments of which something is taken back are looked at. */
static int note_reversed(struct import *import, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, import->db, SQL_all_reversed, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(import->reversed, import->reversed_count, import->reversed_cap);
        import->reversed[import->reversed_count++] = cx_stmt_int(stmt, 0);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

int check_rest(struct import *import, const struct file *files, bool is_plan, struct cx_err *err)
{
    static const struct hooks *const all[] = {&teams_hooks, &credits_hooks, &payments_hooks,
                                              &targets_hooks};
    int rc = note_reversed(import, err);
    for (size_t i = 0; rc == 0 && i < sizeof all / sizeof *all; i++)
        rc = all[i]->finish(import, files, err);
    if (rc == 0)
        rc = limits_check_rest(import, err);
    if (rc == 0 && is_plan)
        rc = cx_plan_check(import->db, say_fault, import, err);
    return rc < 0 ? rc : 0;
}

/* What is made again where the import was not the last to change something. */
static int mend(struct import *import, const struct changed *changed, struct cx_undone *undone,
                struct cx_err *err)
{
    int rc = cx_db_exec(import->db, SQL_event_days, err);
    if (rc == 0)
        rc = cx_stale_taken_back(import->db, undone->seq, err);
    if (rc == 0 && changed->has_contacts)
        rc = cx_db_exec(import->db, SQL_drop_findings, err);
    for (size_t at = 0; rc == 0 && at < changed->names.len;
         at += strlen(changed->names.data + at) + 1)
        rc = refuse_orphans(import, changed->names.data + at, err);
    if (rc == 0 && changed->has_contacts && import->bad == 0) {
        rc = cx_rescan_as_of(&undone->rescan, import->db, CX_NEVER,
                             CX_RESCAN_KEYWORDS | CX_RESCAN_LIMITS, err);
        undone->is_rescanned = rc == 0;
    }
    return rc;
}

/* Takes the rows back, and looks at what is left. */
static int take_back(struct import *import, struct cx_undone *undone, struct cx_err *err)
{
    struct changed changed = {0};
    struct cx_undo_count count = {0};
    struct ended *ended = NULL;
    int64_t later = 0, seals = 0;
    int rc = limits_begin(import, err);
    if (rc == 0)
        rc = find_import(undone, &seals, import->db, undone->seq, err);
    if (rc == 0)
        rc = refuse_sealed(import->db, undone, seals, err);
    if (rc == 0)
        rc = ask(&later, import->db, SQL_later_changes, undone->seq, err);
    if (rc == 0)
        rc = cx_undo_tables(import->db, undone->seq, note_table, &changed, err);
    if (rc == 0 && changed.has_assignments)
        rc = refuse_dealt(import->db, undone, err);
    if (rc == 0 && later)
        rc = refuse_later(import->db, undone, err);
    if (rc == 0)
        rc = ended_begin(&ended, import->db, undone->seq, err);
    if (rc == 0)
        rc = cx_undo(&count, import->db, undone->seq, is_kind, later ? is_derived : NULL, err);
    if (rc == 0)
        rc = cx_stale_all(import->db, err);
    if (rc == 0 && later)
        rc = mend(import, &changed, undone, err);
    if (rc == 0)
        rc = check_rest(import, NULL, changed.is_plan, err);
    if (rc == 0)
        rc = ended_count(undone, ended, import->db, err);
    ended_free(ended);
    undone->removed = count.removed;
    undone->restored = count.restored;
    cx_buf_fini(&changed.names);
    return rc;
}

int cx_import_undo(struct cx_undone *undone, struct cx_db *db,
                   const struct cx_import_options *options, struct cx_err *err)
{
    struct cx_import_options own = *options;
    struct import import = {.db = db, .options = &own, .err = err};
    import.lines = cx_map_new();
    int rc = import_begin(&import, err);
    if (rc == 0)
        rc = take_back(&import, undone, err);
    if (rc == 0)
        cx_buf_say(&import.audit, "takes back import %s\n", undone->name);
    if (rc == 0)
        rc = conclude_change(&import, N_("nothing was taken back"), err);
    say_all(&import);
    import_fini(&import);
    return rc;
}
