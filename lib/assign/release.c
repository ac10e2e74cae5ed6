/* The end of episodes: paid, closed, left. */
#include <stdio.h>
#include <stdlib.h>

#include "assign/assign.sql.h"
#include "assign/moves.h"
#include "base/mem.h"
#include "org/org.h"

/* An episode's start, beside its move. */
struct starts {
    cx_date *list;
    size_t count, cap;
};

/* The day after a person's last post before `day`, where he has none on it. */
static cx_date left_before(const struct cx_org *org, int64_t employee, cx_date day)
{
    int person = cx_org_person(org, employee);
    cx_date end = CX_DATE_NONE;
    if (person < 0 || cx_org_post_on(org, person, day) >= 0)
        return CX_DATE_NONE;
    const struct cx_person *who = &org->people[person];
    for (int i = who->first_post; i < who->first_post + who->post_count; i++) {
        if (org->posts[i].end <= day)
            end = org->posts[i].end;
    }
    return end;
}

/* From which day on nobody holds the account any more, and why; CX_DATE_NONE: he still does. */
static cx_date release_day(const char **reason, const struct cx_org *org, struct cx_stmt *row,
                           cx_date today)
{
    int64_t status = cx_stmt_int(row, 3);
    cx_date left = left_before(org, cx_stmt_int(row, 1), today);
    *reason = "left";
    if (left != CX_DATE_NONE)
        return left;
    *reason = status == CX_CLOSED ? "closed" : "written off";
    if (status == CX_CLOSED || status == CX_WRITTEN_OFF)
        return today;
    /* Whoever holds it on the day of the last payment is to be credited: it ends the day after. */
    *reason = "paid in full";
    if (cx_stmt_int(row, 4) <= 0)
        return today;
    return cx_stmt_int(row, 5) <= 0 ? today + 1 : CX_DATE_NONE;
}

static int find(struct cx_moves *moves, struct starts *starts, struct cx_db *db,
                const struct cx_plan *plan, cx_date today, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_org *org = NULL;
    int rc = cx_org_load(&org, db, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_open_episodes, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, today);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *reason;
        cx_date day = release_day(&reason, org, stmt, today);
        const struct cx_stage *stage = cx_plan_stage(plan, (int)cx_stmt_int(stmt, 6));
        rc = 0;
        if (day == CX_DATE_NONE)
            continue;
        struct cx_move *move = moves_add(moves, cx_stmt_int(stmt, 0), day, cx_stmt_int(stmt, 1), 0,
                                         stage ? stage->name : NULL);
        snprintf(move->reason, sizeof move->reason, "%s", reason);
        CX_GROW(starts->list, starts->count, starts->cap);
        starts->list[starts->count++] = (cx_date)cx_stmt_int(stmt, 2);
    }
    cx_stmt_free(stmt);
    cx_org_free(org);
    return rc;
}

static int release(struct cx_moves *moves, struct cx_db *db, const struct cx_plan *plan,
                   cx_date today, struct cx_err *err)
{
    struct cx_stmt *end = NULL, *none = NULL;
    struct starts starts = {0};
    int rc = find(moves, &starts, db, plan, today, err);
    if (rc == 0)
        rc = cx_stmt_new(&end, db, SQL_end, err);
    if (rc == 0)
        rc = cx_stmt_new(&none, db, SQL_remove, err);
    for (size_t i = 0; rc == 0 && i < moves->count; i++) {
        /* An episode that would end before it begins never was. */
        struct cx_stmt *stmt = starts.list[i] < moves->list[i].day ? end : none;
        cx_stmt_bind_int(stmt, 1, moves->list[i].account);
        cx_stmt_bind_int(stmt, 2, starts.list[i]);
        if (stmt == end)
            cx_stmt_bind_int(stmt, 3, moves->list[i].day);
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(end);
    cx_stmt_free(none);
    free(starts.list);
    return rc;
}

int cx_assign_release(struct cx_moves **out, struct cx_db *db,
                      const struct cx_assign_options *options, struct cx_err *err)
{
    return moves_transact(out, db, options, release, err);
}
