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
        result->same = cx_stmt_int(stmt, 2) + file->known; /* and rows that the file has twice */
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

/* Says each overlapping row and takes it out; *found: how many. */
static int reject_overlaps(int64_t *found, struct file *file, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL, *reject = NULL;
    char text[CX_DATE_TEXT];
    int64_t said = 0;
    *found = 0;
    int rc = cx_stmt_new(&stmt, file->import->db, SQL_overlaps, err);
    if (rc == 0)
        rc = cx_stmt_new(&reject, file->import->db, SQL_reject, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        if (cx_stmt_int(stmt, 0) == said)
            continue; /* it overlaps several */
        said = cx_stmt_int(stmt, 0);
        ++*found;
        cx_buf_clear(&file->scratch);
        cx_buf_printf(&file->scratch, "overlaps the episode from %s",
                      cx_date_format(text, (cx_date)cx_stmt_int(stmt, 1)));
        if (!cx_stmt_is_null(stmt, 2))
            cx_buf_printf(&file->scratch, " in line %lld", (long long)cx_stmt_int(stmt, 2));
        cx_buf_puts(&file->scratch, ": an account has one holder a day; end the other first (to)");
        file->rejected = cx_stmt_text(stmt, 3);
        say_bad(file, said, "from", cx_buf_str(&file->scratch));
        file->rejected = NULL;
        cx_stmt_bind_int(reject, 1, said);
        rc = cx_stmt_run(reject, err);
    }
    cx_stmt_free(stmt);
    cx_stmt_free(reject);
    return rc;
}

int load_episodes(struct file *file, struct cx_err *err)
{
    struct cx_db *db = file->import->db;
    struct cx_err ignored = {0};
    int64_t found = 1;
    int rc = cx_db_exec(db, SQL_stage, err);
    if (rc == 0)
        rc = cx_db_function(db, "row_conflict", 1, row_conflict, file, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_fill, err);
    /* A row taken out leaves the episode as it was that it would have changed: look again. */
    while (rc == 0 && found > 0)
        rc = reject_overlaps(&found, file, err);
    if (rc == 0)
        rc = count_changes(file, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_clear, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_insert, err);
    cx_db_exec(db, "DROP TABLE IF EXISTS temp.stage", &ignored);
    return rc;
}
