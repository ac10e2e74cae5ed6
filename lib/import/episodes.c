/* Assignments: an import may move the bounds of episodes that touch, so all of its rows are laid
 * beside the table first, compared with what stays, and put in together. */
#include "base/lang.h"
#include "import/episodes.sql.h"
#include "import/hooks.h"
#include "past/days.h"

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

/* Runs a statement whose rows begin with account_id, from, line and raw; judge says whether a row
 * is bad, and why; the rows are taken out of the stage. *found: how many. */
static int take_out(int64_t *found, struct file *file, const char *sql,
                    bool (*judge)(struct file *, struct cx_stmt *), struct cx_err *err)
{
    struct cx_stmt *stmt = NULL, *reject = NULL;
    int64_t last = 0;
    *found = 0;
    int rc = cx_stmt_new(&stmt, file->import->db, sql, err);
    if (rc == 0)
        rc = cx_stmt_new(&reject, file->import->db, SQL_reject, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        if (cx_stmt_int(stmt, 2) == last)
            continue; /* it is at odds with several */
        last = cx_stmt_int(stmt, 2);
        ++*found;
        if (judge(file, stmt)) {
            file->rejected = cx_stmt_text(stmt, 3);
            say_bad(file, last, "from", cx_buf_str(&file->scratch));
            file->rejected = NULL;
        }
        for (int i = 0; i < 3; i++)
            cx_stmt_bind_int(reject, i + 1, cx_stmt_int(stmt, i));
        rc = cx_stmt_run(reject, err);
    }
    cx_stmt_free(stmt);
    cx_stmt_free(reject);
    return rc;
}

static bool judge_repeated(struct file *file, struct cx_stmt *row)
{
    char account[CX_ID_MAX + 1], from[CX_DATE_TEXT];
    cx_buf_clear(&file->scratch);
    cx_buf_say(&file->scratch,
               "\"%s %s\" is in the file twice with different values: keep one of the two rows",
               cx_id_text(account, file->import->db, cx_stmt_int(row, 0)),
               cx_date_format(from, (cx_date)cx_stmt_int(row, 1)));
    bool differs = cx_stmt_int(row, 4) != 0;
    file->known += !differs;
    return differs;
}

static bool judge_overlap(struct file *file, struct cx_stmt *row)
{
    char from[CX_DATE_TEXT];
    cx_date_format(from, (cx_date)cx_stmt_int(row, 4));
    cx_buf_clear(&file->scratch);
    if (cx_stmt_is_null(row, 5))
        cx_buf_say(&file->scratch,
                   "overlaps the episode from %s: an account has one holder at a time: end the "
                   "other episode first (column to)",
                   from);
    else
        cx_buf_say(&file->scratch,
                   "overlaps the episode from %s in line %lld: an account has one holder at a "
                   "time: end the other episode first (column to)",
                   from, (long long)cx_stmt_int(row, 5));
    return true;
}

/* Tells notes.c of the months from which on rows say something new. */
static int note_months(struct file *file, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, file->import->db, SQL_new_months, err);
    if (rc == 0 && file->import->notes)
        cx_stmt_bind_int(stmt, 1, file->import->notes->sealed_from);
    if (rc == 0 && file->import->notes)
        cx_stmt_bind_int(stmt, 2, file->import->notes->sealed_to);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        notes_add(file, (cx_date)cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1));
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

/* Who means to reassign an account changes the past where the row keeps its first day. */
static int tell_taken_over(struct file *file, struct cx_err *err)
{
    struct notes *notes = file->import->notes;
    struct cx_db *db = file->import->db;
    char account[CX_ID_MAX + 1], now[CX_ID_MAX + 1], before[CX_ID_MAX + 1], from[CX_DATE_TEXT];
    struct cx_stmt *stmt = NULL;
    int rc = notes ? cx_stmt_new(&stmt, db, SQL_taken_over, err) : 0;
    if (stmt)
        cx_stmt_bind_int(stmt, 1, notes->today);
    if (stmt && (rc = cx_stmt_step(stmt, err)) == 1)
        cx_buf_say(&notes->text,
                   cx_said_n("%s: %lld episode has another holder from its first day on: %s from "
                             "%s, %s instead of %s, who loses what was paid since; to reassign an "
                             "account, end its episode and begin another\n",
                             "%s: %lld episodes have another holder from their first day on (the "
                             "first: %s from %s, %s instead of %s), and those before lose what was "
                             "paid since; to reassign accounts, end their episodes and begin "
                             "others\n",
                             (unsigned long long)cx_stmt_int(stmt, 0)),
                   file->result->name, (long long)cx_stmt_int(stmt, 0),
                   cx_id_text(account, db, cx_stmt_int(stmt, 1)),
                   cx_date_format(from, (cx_date)cx_stmt_int(stmt, 2)),
                   cx_id_text(now, db, cx_stmt_int(stmt, 3)),
                   cx_id_text(before, db, cx_stmt_int(stmt, 4)));
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

static int load_episodes(struct file *file, struct cx_err *err)
{
    struct cx_db *db = file->import->db;
    int64_t found;
    int rc = cx_db_exec(db, SQL_stage, err);
    if (rc == 0)
        rc = take_out(&found, file, SQL_repeated, judge_repeated, err);
    /* A row taken out leaves the episode as it was that it would have changed: look again. */
    for (found = 1; rc == 0 && found > 0;)
        rc = take_out(&found, file, SQL_overlaps, judge_overlap, err);
    if (rc == 0)
        rc = count_changes(file, err);
    if (rc == 0)
        rc = note_months(file, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_leave_same, err);
    if (rc == 0)
        rc = tell_taken_over(file, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_clear, err);
    if (rc == 0)
        rc = cx_db_exec(db, SQL_insert, err);
    if (rc == 0) /* else it goes with the transaction */
        rc = cx_db_exec(db, "DROP TABLE temp.stage", err);
    return rc;
}

enum { FROM, TO };

static void take_episode(struct file *file)
{
    struct cx_days *days = file->import->episode_days;
    cx_days_note(days, (cx_date)cell_of(file, FROM)->n, 0, CX_DAYS_NEVER);
    if (!cell_of(file, TO)->null)
        cx_days_note(days, (cx_date)cell_of(file, TO)->n, 0, CX_DAYS_NEVER);
}

static bool check_episode(struct file *file)
{
    return check_order(file, FROM, TO, false, "must be after from");
}

const struct hooks assignments_hooks = {
    .kind = &cx_kind_assignments,
    .columns = {[FROM] = "from", [TO] = "to"},
    .check = check_episode,
    .take = take_episode,
    .load = load_episodes,
};
