/* Rows of kinds that have a history (teams, customers, accounts). The kind's own table holds what a
 * row says last, the table of its history what its dated columns said before, each row from its
 * since on; an empty since in the own table means ever. What is known first holds for the days
 * before it, too.
 *
 * A table that was empty is filled as those of other kinds, unless the file has dates: then, and
 * later, each row is compared with what is known. */
#include "base/mem.h"
#include "import/hooks.h"
#include "past/days.h"

#define KNOWN_MAX 4 /* values that a kind's `match` is told, at most */

/* Parameters are the row's cells, ?1 its key; after them: */
enum {
    DAY = 1,
    IS_DATED,
    PARAMETERS
}; /* the day from which it holds; it is the file that says so */

struct history {
    struct cx_stmt *look; /* since of the own row; whether dated columns differ, whether others do,
                             whether the watched ones do, whether the dated one of these was
                             blank on all days; what `match` is told */
    struct cx_stmt *add;  /* a new row */
    struct cx_stmt *move; /* the own row's dated columns go to the history */
    struct cx_stmt *change;  /* the own row, since the day */
    struct cx_stmt *rest;    /* the own row but for its dated columns */
    struct cx_stmt *put;     /* dated columns go to the history, where they differ from it */
    struct cx_stmt *correct; /* dated columns, in all rows of the history */
    struct cx_stmt *differ;  /* the first column, from 1, in which the own row is another */
};

static bool is_dated(const struct file *file, size_t column)
{
    return (file->kind->fields[column].flags & CX_DATED) != 0;
}

/* A column that rows of this file change: dated, or one of the rest. */
static bool is_changed(const struct file *file, size_t column, bool dated)
{
    const struct cx_field *field = &file->kind->fields[column];
    return file->intake.present[column] && !(field->flags & CX_KEY) &&
           (int)column != column_of(file, HISTORY_SINCE) && is_dated(file, column) == dated;
}

/* Those columns, each with its parameter and after a word: ` OR "a" IS NOT ?3`, `,"a"=?3`. */
static void list_changed(struct cx_buf *sql, const struct file *file, bool dated, const char *word,
                         const char *sign)
{
    for (size_t i = 0; i < file->kind->count; i++) {
        if (is_changed(file, i, dated))
            cx_buf_printf(sql, "%s\"%s\"%s?%zu", word, file->kind->fields[i].name, sign, i + 1);
    }
}

static void list_differing(struct cx_buf *sql, const struct file *file, bool dated)
{
    cx_buf_puts(sql, "(0");
    list_changed(sql, file, dated, " OR ", " IS NOT ");
    cx_buf_puts(sql, ")");
}

/* The dated columns; `as_given`: those that the file has as its row says. */
static void list_dated(struct cx_buf *sql, const struct file *file, bool as_given)
{
    for (size_t i = 0; i < file->kind->count; i++) {
        if (is_dated(file, i) && as_given && file->intake.present[i])
            cx_buf_printf(sql, ",?%zu", i + 1);
        else if (is_dated(file, i))
            cx_buf_printf(sql, ",\"%s\"", file->kind->fields[i].name);
    }
}

static const char *key_of(const struct file *file)
{
    return file->kind->fields[0].name;
}

static void write_look(struct cx_buf *sql, const struct file *file)
{
    int watched = file->hooks->change ? column_of(file, file->hooks->watched) : 0,
        dated = file->hooks->watched_dated ? column_of(file, file->hooks->watched_dated) : 0;
    cx_buf_printf(sql, "SELECT coalesce(since,%d),", CX_EVER);
    list_differing(sql, file, true);
    cx_buf_puts(sql, ",");
    list_differing(sql, file, false);
    const char *column = file->kind->fields[dated].name;
    cx_buf_printf(sql, ",\"%s\" IS NOT ?%d,\"%s\" IS NOT ?%d", file->kind->fields[watched].name,
                  watched + 1, column, dated + 1);
    cx_buf_printf(sql,
                  ",coalesce(\"%s\",'')='' AND NOT EXISTS(SELECT 1 FROM \"%s\" WHERE \"%s\"=?1 AND "
                  "\"%s\"<>'')",
                  column, file->kind->history, key_of(file), column);
    cx_buf_printf(sql, "%s FROM \"%s\" WHERE \"%s\"=?1",
                  file->hooks->known ? file->hooks->known : "", file->kind->name, key_of(file));
}

static void write_add(struct cx_buf *sql, const struct file *file)
{
    cx_buf_printf(sql, "INSERT INTO \"%s\"(\"%s\"", file->kind->name, key_of(file));
    for (size_t i = 1; i < file->kind->count; i++)
        cx_buf_printf(sql, ",\"%s\"", file->kind->fields[i].name);
    cx_buf_puts(sql, ")VALUES(?1");
    for (size_t i = 1; i < file->kind->count; i++)
        cx_buf_printf(sql, ",?%zu", i + 1);
    cx_buf_puts(sql, ")");
}

static void write_move(struct cx_buf *sql, const struct file *file)
{
    const struct cx_kind *kind = file->kind;
    cx_buf_printf(sql, "INSERT INTO \"%s\"(\"%s\",since", kind->history, key_of(file));
    list_dated(sql, file, false);
    cx_buf_printf(sql, ")SELECT \"%s\",coalesce(since,%d)", key_of(file), CX_EVER);
    list_dated(sql, file, false);
    cx_buf_printf(sql, " FROM \"%s\" WHERE \"%s\"=?1", kind->name, key_of(file));
}

static void write_change(struct cx_buf *sql, const struct file *file)
{
    cx_buf_printf(sql, "UPDATE \"%s\" SET since=nullif(?%zu,%d)", file->kind->name,
                  file->kind->count + DAY, CX_EVER);
    list_changed(sql, file, true, ",", "=");
    list_changed(sql, file, false, ",", "=");
    cx_buf_printf(sql, " WHERE \"%s\"=?1", key_of(file));
}

static void write_rest(struct cx_buf *sql, const struct file *file)
{
    cx_buf_printf(sql, "UPDATE \"%s\" SET since=since", file->kind->name);
    list_changed(sql, file, false, ",", "=");
    cx_buf_printf(sql, " WHERE \"%s\"=?1", key_of(file));
}

/* What the file has no column for is in the new row as it was on its day. */
static void write_put(struct cx_buf *sql, const struct file *file)
{
    const struct cx_kind *kind = file->kind;
    size_t day = kind->count + DAY;
    cx_buf_printf(sql, "INSERT INTO \"%s\"(\"%s\",since", kind->history, key_of(file));
    list_dated(sql, file, false);
    cx_buf_printf(sql, ")SELECT ?1,?%zu", day);
    list_dated(sql, file, true);
    cx_buf_printf(sql, " FROM(SELECT * FROM(SELECT coalesce(since,%d)AS since", CX_EVER);
    list_dated(sql, file, false);
    cx_buf_printf(sql, " FROM \"%s\" WHERE \"%s\"=?1 UNION ALL SELECT since", kind->name,
                  key_of(file));
    list_dated(sql, file, false);
    cx_buf_printf(sql,
                  " FROM \"%s\" WHERE \"%s\"=?1)ORDER BY since<=?%zu DESC,abs(since-?%zu)LIMIT 1)"
                  "WHERE ?%zu OR",
                  kind->history, key_of(file), day, day, kind->count + IS_DATED);
    list_differing(sql, file, true);
    cx_buf_puts(sql, "ON CONFLICT DO UPDATE SET since=since");
    list_changed(sql, file, true, ",", "=");
    cx_buf_puts(sql, " WHERE");
    list_differing(sql, file, true);
}

static void write_correct(struct cx_buf *sql, const struct file *file)
{
    cx_buf_printf(sql, "UPDATE \"%s\" SET since=since", file->kind->history);
    list_changed(sql, file, true, ",", "=");
    cx_buf_printf(sql, " WHERE \"%s\"=?1 AND", key_of(file));
    list_differing(sql, file, true);
}

static void write_differ(struct cx_buf *sql, const struct file *file)
{
    cx_buf_puts(sql, "SELECT CASE");
    for (size_t i = 0; i < file->kind->count; i++) {
        if (is_changed(file, i, true) || is_changed(file, i, false))
            cx_buf_printf(sql, " WHEN \"%s\" IS NOT ?%zu THEN %zu", file->kind->fields[i].name,
                          i + 1, i + 1);
    }
    cx_buf_printf(sql, " WHEN 1 THEN 0 END FROM \"%s\" WHERE \"%s\"=?1", file->kind->name,
                  key_of(file));
}

static int prepare(struct history *history, struct file *file, struct cx_err *err)
{
    const struct {
        struct cx_stmt **stmt;
        void (*write)(struct cx_buf *sql, const struct file *file);
    } all[] = {{&history->look, write_look},       {&history->add, write_add},
               {&history->move, write_move},       {&history->change, write_change},
               {&history->rest, write_rest},       {&history->put, write_put},
               {&history->correct, write_correct}, {&history->differ, write_differ}};
    struct cx_buf sql = {0};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof all / sizeof *all; i++) {
        cx_buf_clear(&sql);
        all[i].write(&sql, file);
        rc = cx_stmt_new(all[i].stmt, file->import->db, cx_buf_str(&sql), err);
    }
    cx_buf_fini(&sql);
    return rc;
}

static void bind(struct cx_stmt *stmt, const struct file *file, int64_t day, bool is_dated_row)
{
    int count = (int)file->kind->count;
    for (int i = 0; i < count; i++) {
        const struct cx_typed *cell = &file->cells[i];
        if (cell->null)
            cx_stmt_bind_null(stmt, i + 1);
        else if (cell->text && file->kind->fields[i].type != CX_TYPE_ID)
            cx_stmt_bind_text(stmt, i + 1, cell->text);
        else
            cx_stmt_bind_int(stmt, i + 1, cell->n);
    }
    cx_stmt_bind_int(stmt, count + DAY, day);
    cx_stmt_bind_int(stmt, count + IS_DATED, is_dated_row);
}

static int run(struct cx_stmt *stmt, const struct file *file, int64_t day, bool is_dated_row,
               struct cx_err *err)
{
    bind(stmt, file, day, is_dated_row);
    return cx_stmt_run(stmt, err);
}

/* What is known of a row's key, and how the row differs from it. */
struct known {
    int64_t since;
    bool is_other, is_other_rest; /* dated columns, the rest */
    bool is_watched_other;        /* what the kind's hooks watch */
    bool is_dated_other;          /* the dated column that they watch */
    bool was_dated_blank;         /* the same, on all days */
    int64_t told[KNOWN_MAX];      /* what `match` is told */
};

/* 1: changed; 0: as it was; negative: failed. */
static int write_row(struct history *history, const struct file *file, const struct known *known,
                     struct cx_err *err)
{
    const struct cx_typed *since = cell_of(file, HISTORY_SINCE);
    const struct cx_import_options *options = file->import->options;
    int64_t day = since->null ? cx_date_of(options->now) : since->n;
    bool changes = known->is_other || known->is_other_rest;
    int rc = 0;
    if (options->correct && since->null) {
        rc = run(history->correct, file, day, false, err);
        changes = changes || cx_db_changes(file->import->db) > 0;
        day = known->since;
    }
    if (rc < 0)
        return rc;
    if (day < known->since) {
        rc = run(history->put, file, day, !since->null, err);
        changes = known->is_other_rest || cx_db_changes(file->import->db) > 0;
        if (rc == 0 && known->is_other_rest)
            rc = run(history->rest, file, day, false, err);
        return rc < 0 ? rc : changes;
    }
    if (day > known->since && since->null && !known->is_other)
        day = known->since;
    if (day > known->since)
        rc = run(history->move, file, day, false, err);
    if (rc == 0 && (changes || day > known->since))
        rc = run(history->change, file, day, false, err);
    return rc < 0 ? rc : changes || day > known->since;
}

/* 1: it is there; 0: not; negative: failed. */
static int look(struct known *known, struct history *history, const struct file *file,
                struct cx_err *err)
{
    bind(history->look, file, 0, false);
    int rc = cx_stmt_step(history->look, err);
    if (rc == 1)
        *known = (struct known){
            cx_stmt_int(history->look, 0),
            cx_stmt_int(history->look, 1) != 0,
            cx_stmt_int(history->look, 2) != 0,
            cx_stmt_int(history->look, 3) != 0,
            cx_stmt_int(history->look, 4) != 0,
            cx_stmt_int(history->look, 5) != 0,
            {0},
        };
    for (int i = 0; rc == 1 && i < file->hooks->known_count; i++)
        known->told[i] = cx_stmt_int(history->look, 6 + i);
    cx_stmt_reset(history->look);
    return rc;
}

/* The day from which a changed row holds. */
static cx_date day_of(const struct file *file)
{
    const struct cx_typed *since = cell_of(file, HISTORY_SINCE);
    return since->null ? cx_date_of(file->import->options->now) : (cx_date)since->n;
}

/* Something is another from a day on. */
static void note_day(const struct file *file)
{
    cx_days_note(file->import->dated_days, day_of(file), 0, CX_DAYS_NEVER);
}

/* A row changed what was known: the first day for which it may say another thing in the dated
 * column that hooks watch. What is known first holds before, too. */
static void note_moved(struct file *file, const struct known *known)
{
    int column = file->hooks->watched_dated;
    bool is_correction = file->import->options->correct && cell_of(file, HISTORY_SINCE)->null,
         is_past = is_correction || known->was_dated_blank || day_of(file) <= known->since;
    if (!column || !file->intake.present[column_of(file, column)] ||
        !(known->is_dated_other || is_correction || day_of(file) < known->since))
        return;
    cx_date from = is_past ? CX_EVER : day_of(file);
    file->moved_from = from < file->moved_from ? from : file->moved_from;
}

/* A hash of all that the row says; of its key and since alone. */
static int64_t hash_row(const struct file *file, bool only_key)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < file->kind->count; i++) {
        const struct cx_typed *cell = &file->cells[i];
        if (only_key && i > 0 && (int)i != column_of(file, HISTORY_SINCE))
            continue;
        hash = cx_map_hash(&cell->null, sizeof cell->null, hash);
        if (!cell->null && cell->text && file->kind->fields[i].type != CX_TYPE_ID)
            hash = cx_map_hash(cell->text, cell->len, hash);
        else if (!cell->null)
            hash = cx_map_hash(&cell->n, sizeof cell->n, hash);
    }
    return (int64_t)hash;
}

/* Whether a row whose key is known may be. */
static bool is_good(struct file *file, const struct known *known)
{
    file->is_news = known->is_other || known->is_other_rest;
    if (!file->hooks->match || file->hooks->match(file, known->told))
        return true;
    drop_row(file);
    return false;
}

/* The row before with the current one's key is the own row, unless others were dated. */
static int refuse_other(struct history *history, struct file *file, struct cx_err *err)
{
    bind(history->differ, file, 0, false);
    int rc = cx_stmt_step(history->differ, err);
    refuse_repeated(file, rc == 1 ? (int)cx_stmt_int(history->differ, 0) - 1 : -1);
    cx_stmt_reset(history->differ);
    return rc < 0 ? rc : 0;
}

static int take_row(struct history *history, struct file *file, struct cx_err *err)
{
    struct known known = {0};
    int64_t key = hash_row(file, true), row = hash_row(file, false);
    const int64_t *before = cx_map_get(file->keys, key);
    if (before) {
        file->known += *before == row;
        file->is_news = false;
        return *before == row ? 0 : refuse_other(history, file, err);
    }
    cx_map_put(file->keys, key, row);
    int rc = look(&known, history, file, err);
    if (rc == 0 && !cell_of(file, HISTORY_SINCE)->null)
        note_day(file);
    if (rc == 0)
        return run(history->add, file, 0, false, err);
    if (rc == 1 && !is_good(file, &known))
        return 0;
    bool is_ever = known.is_other_rest || file->import->options->correct;
    if (rc == 1 && (rc = write_row(history, file, &known, err)) >= 0) {
        file->known++;
        file->differing += rc;
        file->is_news = rc == 1;
        const struct before was = {rc == 1, is_ever ? CX_EVER : day_of(file), 0};
        notes_match(file, rc == 1, &was);
        if (rc == 1) {
            note_day(file);
            note_moved(file, &known);
        }
        if (file->hooks->change && known.is_other_rest && known.is_watched_other)
            file->hooks->change(file);
    }
    return rc < 0 ? rc : 0;
}

int load_history(struct file *file, struct cx_err *err)
{
    struct history history = {0};
    int rc = prepare(&history, file, err);
    while (rc == 0 && (rc = next_row(file)) == 1)
        rc = take_row(&history, file, err);
    struct cx_stmt *const all[] = {history.look, history.add, history.move,    history.change,
                                   history.rest, history.put, history.correct, history.differ};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cx_stmt_free(all[i]);
    return rc;
}
