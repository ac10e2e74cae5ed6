/* All rows of a file into their table, by one INSERT … SELECT over the rows as they are read. */
#include <stdlib.h>
#include <string.h>

#include "base/invariant.h"
#include "base/mem.h"
#include "import/dealer.h"
#include "import/hooks.h"
#include "kind/currency.h"
#include "plan/plan.h"

static void list_columns(struct cx_buf *sql, const struct cx_kind *kind)
{
    for (size_t i = 0; i < kind->count; i++)
        cx_buf_printf(sql, "%s\"%s\"", i ? "," : "", kind->fields[i].name);
}

/* The columns that a row with a known key updates: those that the file has, beside the key. */
static bool is_updated(const struct file *file, size_t column)
{
    return file->intake.present[column] && !(file->kind->fields[column].flags & CX_KEY);
}

/* The first column, from 1, in which the row that is there differs from that which comes; 0: none.
 */
static void write_differing(struct cx_buf *sql, const struct file *file)
{
    const struct cx_kind *kind = file->kind;
    cx_buf_puts(sql, "CASE");
    for (size_t i = 0; i < kind->count; i++) {
        const char *name = kind->fields[i].name;
        if (is_updated(file, i))
            cx_buf_printf(sql, " WHEN \"%s\".\"%s\" IS NOT excluded.\"%s\" THEN %zu", kind->name,
                          name, name, i + 1);
    }
    cx_buf_puts(sql, " WHEN 1 THEN 0 END");
}

/* Whether the row that is there differs from that which comes, one column aside. */
static void write_difference(struct cx_buf *sql, const struct file *file, int aside)
{
    const struct cx_kind *kind = file->kind;
    cx_buf_puts(sql, "0");
    for (size_t i = 0; i < kind->count; i++) {
        const char *name = kind->fields[i].name;
        if (is_updated(file, i) && (int)i != aside)
            cx_buf_printf(sql, " OR \"%s\".\"%s\" IS NOT excluded.\"%s\"", kind->name, name, name);
    }
}

/* When the row that is there ends, or its day where it has none; and its amount. */
static void write_before(struct cx_buf *sql, const struct file *file)
{
    const struct cx_kind *kind = file->kind;
    const int day = file->noted.day_column, amount = file->noted.amount_column;
    bool is_day = day >= 0 && !(kind->fields[day].flags & CX_KEY);
    if (file->noted.to_column < 0 && !is_day)
        cx_buf_printf(sql, ",%d", CX_DATE_NONE);
    else if (file->noted.to_column < 0)
        cx_buf_printf(sql, ",coalesce(\"%s\".\"%s\",%d)", kind->name, kind->fields[day].name,
                      CX_EVER);
    else
        cx_buf_printf(sql, ",coalesce(\"%s\".valid_to,%d)", kind->name, CX_DATE_NONE);
    if (amount < 0)
        cx_buf_puts(sql, ",0");
    else
        cx_buf_printf(sql, ",coalesce(\"%s\".\"%s\",0)", kind->name, kind->fields[amount].name);
}

/* A row with a known key updates what differs; row_conflict counts it, and refuses a key that the
 * file has twice. */
static void write_upsert(struct cx_buf *sql, const struct file *file, bool by_row)
{
    const struct cx_kind *kind = file->kind;
    const char *seq = kind->is_ordered ? "seq" : NULL, *before = "";
    cx_buf_printf(sql, "INSERT INTO \"%s\" (", kind->name);
    list_columns(sql, kind);
    if (by_row) {
        cx_buf_printf(sql, "%s) VALUES (?", seq ? ",seq" : "");
        for (size_t i = 1; i < kind->count + (seq != NULL); i++)
            cx_buf_puts(sql, ",?");
        cx_buf_puts(sql, ") ON CONFLICT (");
    } else {
        cx_buf_printf(sql, "%s) SELECT ", seq ? ",seq" : "");
        list_columns(sql, kind);
        cx_buf_printf(sql, "%s FROM temp.feed WHERE true ON CONFLICT (", seq ? ",\"seq.\"" : "");
    }
    for (size_t i = 0; i < kind->count; i++) {
        if (kind->fields[i].flags & CX_KEY) {
            cx_buf_printf(sql, "%s\"%s\"", before, kind->fields[i].name);
            before = ",";
        }
    }
    cx_buf_printf(sql, ") DO UPDATE SET \"%s\"=\"%s\".\"%s\"", kind->fields[0].name, kind->name,
                  kind->fields[0].name);
    for (size_t i = 0; i < kind->count; i++) {
        const char *name = kind->fields[i].name;
        if (is_updated(file, i))
            cx_buf_printf(sql, ",\"%s\"=excluded.\"%s\"", name, name);
    }
    cx_buf_puts(sql, " WHERE row_conflict(");
    write_differing(sql, file);
    cx_buf_puts(sql, ",");
    write_difference(sql, file, file->noted.to_column);
    write_before(sql, file);
    cx_buf_printf(sql, "%s)", file->hooks->known ? file->hooks->known : "");
}

static const char **column_names(const struct cx_kind *kind, size_t more)
{
    const char **names = cx_alloc((kind->count + more) * sizeof *names);
    for (size_t i = 0; i < kind->count; i++)
        names[i] = kind->fields[i].name;
    return names;
}

/* Rows that nothing changes any more on their way into the table are hashed as they are read. */
static int hash_ahead(struct file *file, struct cx_err *err)
{
    const struct cx_kind *kind = file->kind;
    if (file->hooks->load || file->hooks->complete || file->is_compared || kind->is_ordered)
        return 0;
    const char **names = column_names(kind, 0);
    int rc =
        cx_hasher_new(&file->intake.hasher, file->import->db, kind->name, names, kind->count, err);
    free(names);
    return rc;
}

static int feed(struct file *file, const struct cx_rows *rows, struct cx_err *err)
{
    const struct cx_kind *kind = file->kind;
    const char **names = column_names(kind, 3);
    names[kind->count] = "seq.";
    names[kind->count + 1] = "line.";
    names[kind->count + 2] = "raw.";
    int rc = cx_db_feed(file->import->db, "feed", names, kind->count + 3, rows, err);
    names[kind->count] = "seq";
    if (rc == 0 && !file->hooks->load)
        rc = cx_db_fed(file->import->db, kind->name, names, kind->count + kind->is_ordered, rows,
                       err);
    free(names);
    return rc;
}

static void bind(struct cx_stmt *stmt, int parameter, struct cx_value value)
{
    if (value.type == CX_VALUE_INT)
        cx_stmt_bind_int(stmt, parameter, value.i);
    else if (value.type == CX_VALUE_TEXT)
        cx_stmt_bind_text(stmt, parameter, value.s);
    else
        cx_stmt_bind_null(stmt, parameter);
}

/* The same statement for each row. */
static int upsert_each(struct file *file, const char *sql, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    size_t count = file->kind->count + file->kind->is_ordered;
    int rc = cx_stmt_new(&stmt, file->import->db, sql, err);
    while (rc == 0 && (rc = next_row(file)) == 1) {
        for (size_t i = 0; i < count; i++)
            bind(stmt, (int)i + 1, row_value(file, (int)i));
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(stmt);
    return rc;
}

/* SQLite reads all rows of a SELECT before it inserts the first into a table with triggers (which
 * watch what makes kept sums stale), and hooks and row_conflict ask about the row that was read
 * last: such a table takes them one at a time. */
static int upsert(struct file *file, struct cx_err *err)
{
    struct cx_db *db = file->import->db;
    struct cx_buf sql = {0};
    int arguments = ROW_CONFLICT_ARGUMENTS + file->hooks->known_count;
    int rc = cx_db_function(db, "row_conflict", arguments, row_conflict, file, err);
    if (rc == 0)
        rc = cx_db_has_row(db,
                           "SELECT 1 FROM sqlite_temp_schema WHERE type = 'trigger' "
                           "AND tbl_name = ?1 COLLATE NOCASE",
                           file->kind->name, err);
    bool by_row = rc == 1;
    write_upsert(&sql, file, by_row);
    if (rc >= 0)
        rc = by_row ? upsert_each(file, cx_buf_str(&sql), err)
                    : cx_db_exec(db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    return rc;
}

static void count(const struct file *file)
{
    CX_INVARIANT(file->known <= file->fed && file->differing <= file->known,
                 "every row of a file is new, changed or the same");
    file->result->added = file->fed - file->known;
    file->result->changed = file->differing;
    file->result->same = file->known - file->differing;
}

/* How the rows get into the table. */
static int find_way(struct file *file, struct cx_err *err)
{
    const char *name = file->kind->name;
    struct cx_buf sql = {0};
    cx_buf_printf(&sql, "SELECT 1 FROM \"%s\"", name);
    int rc = cx_db_has_row(file->import->db, cx_buf_str(&sql), NULL, err);
    file->was_empty = rc == 0;
    file->is_compared =
        file->kind->history && (rc == 1 || file->intake.present[column_of(file, HISTORY_SINCE)]);
    if (rc >= 0 && file->kind->is_ordered) {
        cx_buf_clear(&sql);
        cx_buf_printf(&sql, "SELECT coalesce(max(seq), 0) FROM \"%s\"", name);
        rc = cx_db_get_int(&file->seq, file->import->db, cx_buf_str(&sql), NULL, err);
    }
    cx_buf_fini(&sql);
    return rc < 0 ? rc : 0;
}

/* What the header says of the currency and of its hundredths must be true of that of the settings.
 */
static int check_header(const struct file *file, const struct source *source, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(file->intake.reader);
    const char *currency = file->intake.currency;
    const char *name = source->template      ? source->template
                       : source->header >= 0 ? header->fields[source->header].s
                                             : "";
    if (source->currency && !cx_currency_is(source->currency, currency))
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: column \"%s\": is not in %s, the currency of the settings: "
                          "convert the column, or correct the setting",
                          file->result->name, (long long)header->line, name, currency);
    if (source->unit && strcmp(source->unit, "cents") == 0 && !cx_currency_has_cents(currency))
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: column \"%s\": is in hundredths by its name, which %s has not: "
                          "convert the column, or name it otherwise",
                          file->result->name, (long long)header->line, name, currency);
    return 0;
}

/* Amounts are in the currency of the settings, which come before all other kinds. */
static int find_currency(struct file *file, struct cx_err *err)
{
    struct import *import = file->import;
    if (file->kind == &cx_kind_settings)
        return 0;
    if (!import->currency) {
        struct cx_pool *texts = cx_pool_new();
        struct cx_settings settings;
        int rc = cx_settings_load(&settings, texts, import->db, err);
        import->currency = cx_strdup(settings.currency);
        cx_pool_free(texts);
        if (rc < 0)
            return rc;
    }
    file->intake.currency = import->currency;
    if (find_neighbours(&file->intake, err) < 0)
        return CX_EDATA;
    for (size_t i = 0; i < file->kind->count; i++) {
        if (check_header(file, &file->intake.sources[i], err) < 0)
            return CX_EDATA;
    }
    return 0;
}

/* Times are in the zone of the settings. */
static int find_zone(struct file *file, struct cx_err *err)
{
    struct import *import = file->import;
    int rc = 0;
    if (file->kind == &cx_kind_settings)
        return 0;
    if (!import->zone_name) {
        rc = cx_plan_time_zone(&import->zone_name, import->db, err);
        if (rc == 0 && !import->zone_name)
            import->zone_name = cx_strdup("");
        if (rc == 0 && *import->zone_name)
            rc = cx_zone_open(&import->zone, import->zone_name, err);
    }
    file->intake.zone = import->zone;
    return rc < 0 ? rc : 0;
}

int load_file(struct file *file, struct cx_err *err)
{
    struct cx_db *db = file->import->db;
    struct cx_rows rows = {file, NULL, next_row, row_value, row_hash};
    int rc = 0;
    if (file->hooks->open)
        rc = file->hooks->open(file, err);
    if (rc == 0)
        rc = find_currency(file, err);
    if (rc == 0)
        rc = find_zone(file, err);
    if (rc == 0)
        rc = find_way(file, err);
    if (rc == 0)
        rc = dealer_open(file, err);
    if (rc == 0)
        rc = hash_ahead(file, err);
    if (rc == 0)
        rc = feeder_start(&file->feeder, &file->intake, err);
    if (rc == 0 && !file->is_compared)
        rc = feed(file, &rows, err);
    if (rc == 0)
        rc = file->is_compared   ? load_history(file, err)
             : file->hooks->load ? file->hooks->load(file, err)
                                 : upsert(file, err);
    if (rc == 0 && !file->hooks->load)
        count(file);
    if (rc == 0)
        rc = dealer_check(file, err);
    cx_db_unfeed(db, "feed");
    feeder_stop(file->feeder);
    file->feeder = NULL;
    return rc < 0 && err->code < 0 ? err->code
                                   : rc; /* a row's own, where SQLite was stopped by it */
}
