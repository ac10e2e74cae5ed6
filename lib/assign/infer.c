/* Assignments from the contact history. */
#include <stdio.h>

#include "assign/assign.sql.h"
#include "assign/moves.h"
#include "base/date.h"

/* The episode that is open while the contacts of one account are walked. */
struct open_episode {
    int64_t account, employee;
    int64_t before; /* who held it before the contacts that are walked; 0: nobody */
    cx_date from;
};

static int change_hands(struct cx_stmt *end, struct cx_stmt *begin, struct open_episode *open,
                        cx_date day, int64_t employee, struct cx_err *err)
{
    int rc = 0;
    if (open->employee) {
        cx_stmt_bind_int(end, 1, open->account);
        cx_stmt_bind_int(end, 2, open->from);
        cx_stmt_bind_int(end, 3, day);
        rc = cx_stmt_run(end, err);
    }
    cx_stmt_bind_int(begin, 1, open->account);
    cx_stmt_bind_int(begin, 2, day);
    cx_stmt_bind_int(begin, 3, employee);
    open->employee = employee;
    open->from = day;
    return rc < 0 ? rc : cx_stmt_run(begin, err);
}

static void note(struct cx_moves *moves, const struct cx_plan *plan, struct cx_stmt *row,
                 int64_t from)
{
    char text[CX_DATE_TEXT];
    cx_date day = (cx_date)cx_stmt_int(row, 1);
    const struct cx_stage *stage = cx_plan_stage(plan, (int)cx_stmt_int(row, 6));
    struct cx_move *move = moves_add(moves, cx_stmt_int(row, 0), day, from, cx_stmt_int(row, 2),
                                     stage ? stage->name : NULL);
    snprintf(move->reason, sizeof move->reason, "contacted on %s", cx_date_format(text, day));
}

/* A contact makes its employee the holder of that day, until a later one of the day. */
static void take(struct cx_moves *moves, const struct cx_plan *plan, struct cx_stmt *row,
                 struct open_episode *open)
{
    int64_t employee = cx_stmt_int(row, 2);
    struct cx_move *last = moves->count ? &moves->list[moves->count - 1] : NULL;
    if (employee == open->employee)
        return;
    open->employee = employee;
    if (!last || last->account != open->account || last->day != (cx_date)cx_stmt_int(row, 1)) {
        note(moves, plan, row,
             last && last->account == open->account ? last->to_employee : open->before);
        return;
    }
    last->to_employee = employee;
    if (last->to_employee == last->from_employee)
        moves->count--;
}

/* Two passes: what is to change is found first, so that the changes don't move the rows under the
 * statement that finds them. */
static int find(struct cx_moves *moves, struct cx_db *db, const struct cx_plan *plan, cx_date today,
                struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct open_episode open = {0};
    int rc = cx_stmt_new(&stmt, db, SQL_contacts, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, ((int64_t)today + 1) * 86400);
    while ((rc = cx_stmt_step(stmt, err)) == 1) {
        if (cx_stmt_int(stmt, 0) != open.account) {
            /* A last episode that has an end is over: nobody holds the account. */
            open.account = cx_stmt_int(stmt, 0);
            open.before = cx_stmt_is_null(stmt, 4) ? cx_stmt_int(stmt, 5) : 0;
            open.employee = open.before;
        }
        take(moves, plan, stmt, &open);
    }
    cx_stmt_free(stmt);
    return rc;
}

static int last_start(int64_t *from, struct cx_stmt *stmt, int64_t account, struct cx_err *err)
{
    cx_stmt_bind_int(stmt, 1, account);
    int rc = cx_stmt_step(stmt, err);
    if (rc == 1)
        *from = cx_stmt_int(stmt, 0);
    cx_stmt_reset(stmt);
    return rc < 0 ? rc : 0;
}

static int infer(struct cx_moves *moves, struct cx_db *db, const struct cx_plan *plan,
                 cx_date today, struct cx_err *err)
{
    struct cx_stmt *end = NULL, *begin = NULL, *last = NULL;
    int rc = find(moves, db, plan, today, err);
    if (rc == 0)
        rc = cx_stmt_new(&end, db, SQL_end, err);
    if (rc == 0)
        rc = cx_stmt_new(&begin, db, SQL_begin, err);
    if (rc == 0)
        rc = cx_stmt_new(&last, db, "SELECT max(\"from\") FROM assignments WHERE account_id = ?1",
                         err);
    for (size_t i = 0; rc == 0 && i < moves->count; i++) {
        const struct cx_move *move = &moves->list[i];
        int64_t from = 0;
        if (move->from_employee)
            rc = last_start(&from, last, move->account, err);
        struct open_episode open = {move->account, move->from_employee, 0, (cx_date)from};
        if (rc == 0)
            rc = change_hands(end, begin, &open, move->day, move->to_employee, err);
    }
    cx_stmt_free(end);
    cx_stmt_free(begin);
    cx_stmt_free(last);
    return rc;
}

int cx_assign_infer(struct cx_moves **out, struct cx_db *db,
                    const struct cx_assign_options *options, struct cx_err *err)
{
    return moves_transact(out, db, options, infer, err);
}
