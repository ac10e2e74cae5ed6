/* Assignments: an import may move the bounds of episodes that touch, so all of its rows are laid
 * beside the table first, compared with what stays, and put in together. */
#include "import/episodes.sql.h"
#include "import/loader.h"

static int count_changes(struct file *file, struct cx_err *err)
{
    struct cx_import_file *result = file->result;
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, file->import->db, SQL_counts, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int64_t all = cx_stmt_int(stmt, 0), known = cx_stmt_int(stmt, 1);
        result->added = all - known;
        result->changed = known - cx_stmt_int(stmt, 2);
        result->same = result->read - result->rejected - result->added - result->changed;
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

static int say_overlaps(struct file *file, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char text[CX_DATE_TEXT];
    int rc = cx_stmt_new(&stmt, file->import->db, SQL_overlaps, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_buf_clear(&file->scratch);
        cx_buf_printf(&file->scratch, "overlaps the episode from %s",
                      cx_date_format(text, (cx_date)cx_stmt_int(stmt, 1)));
        if (!cx_stmt_is_null(stmt, 2))
            cx_buf_printf(&file->scratch, " in line %lld", (long long)cx_stmt_int(stmt, 2));
        cx_buf_puts(&file->scratch, ": an account has one holder a day; end the other first (to)");
        say_bad(file, cx_stmt_int(stmt, 0), "from", cx_buf_str(&file->scratch));
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

int load_episodes(struct file *file, struct cx_err *err)
{
    struct cx_db *db = file->import->db;
    int64_t bad = file->import->bad;
    int rc = cx_db_exec(db, SQL_stage, err);
    if (rc == 0)
        rc = count_changes(file, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_clear, err);
    if (rc == 0)
        rc = say_overlaps(file, err);
    if (rc == 0 && file->import->bad > bad)
        rc = cx_err_set(err, CX_EDATA, "%s", ""); /* said above; nothing of it can be kept */
    if (rc == 0)
        rc = cx_db_exec(db, SQL_insert, err);
    struct cx_err ignored = {0};
    cx_db_exec(db, "DROP TABLE IF EXISTS temp.stage", &ignored);
    return rc;
}
