/* Assignments from the contact history. */
#include <stdio.h>

#include "assign/assign.sql.h"
#include "assign/moves.h"
#include "base/date.h"
#include "base/lang.h"
#include "past/stream.h"

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

static void note(struct cx_moves *moves, const struct cx_plan *plan, const struct cx_past *past,
                 cx_date day, int64_t from, int64_t to)
{
    char text[CX_DATE_TEXT];
    int stage = cx_past_stage(past, plan, day);
    struct cx_move *move = moves_add(moves, past->debt->id, day, from, to,
                                     stage < 0 ? NULL : cx_stage_shown(&plan->stages[stage]));
    snprintf(move->reason, sizeof move->reason, cx_shown("contacted on %s"),
             cx_date_format(text, day));
}

/* A contact makes its employee the holder of that day, until a later one of the day. */
static void take(struct cx_moves *moves, const struct cx_plan *plan, const struct cx_past *past,
                 size_t contact, struct open_episode *open)
{
    int64_t employee = past->contact_notes[contact].employee;
    cx_date day = cx_date_of(past->contacts[contact].started_at);
    struct cx_move *last = moves->count ? &moves->list[moves->count - 1] : NULL;
    if (employee == open->employee)
        return;
    open->employee = employee;
    if (!last || last->account != open->account || last->day != day) {
        note(moves, plan, past, day,
             last && last->account == open->account ? last->to_employee : open->before, employee);
        return;
    }
    last->to_employee = employee;
    if (last->to_employee == last->from_employee)
        moves->count--;
}

struct search {
    struct cx_moves *moves;
    const struct cx_plan *plan;
};

/* Contacts count after the start of the last episode, and from its end on. */
static void find_in(void *context, const struct cx_org *org, const struct cx_past *past)
{
    const struct search *search = context;
    const struct cx_past_episode *last =
        past->episode_count ? &past->episodes[past->episode_count - 1] : NULL;
    struct open_episode open = {.account = past->debt->id};
    /* A last episode that has an end is over: nobody holds the account. */
    if (last && last->to == CX_DATE_NONE)
        open.before = employee_of(org, last->person);
    open.employee = open.before;
    for (size_t i = 0; i < past->contact_count; i++) {
        cx_date day = cx_date_of(past->contacts[i].started_at);
        if (last && (day <= last->from || (last->to != CX_DATE_NONE && day < last->to)))
            continue;
        take(search->moves, search->plan, past, i, &open);
    }
}

static int last_start(int64_t *from, struct cx_stmt *stmt, const struct cx_move *move,
                      struct cx_err *err)
{
    cx_stmt_bind_int(stmt, 1, move->account);
    cx_stmt_bind_int(stmt, 2, move->day);
    int rc = cx_stmt_step(stmt, err);
    if (rc == 1)
        *from = cx_stmt_int(stmt, 0);
    cx_stmt_reset(stmt);
    return rc < 0 ? rc : 0;
}

static int infer(struct cx_moves *moves, struct cx_db *db, const struct cx_plan *plan,
                 cx_date today, struct cx_err *err)
{
    const struct cx_past_scope scope = {
        .contacts = CX_ALL_CONTACTS, .contacts_from = -CX_DATE_NONE, .contacts_to = today + 1};
    struct search search = {moves, plan};
    struct cx_stmt *end = NULL, *begin = NULL, *last = NULL;
    /* What is to change is found first: changes would move rows under the statements that read. */
    int rc = moves_search(db, &scope, find_in, &search, err);
    if (rc == 0)
        rc = moves_begin(db, err);
    if (rc == 0)
        rc = cx_stmt_new(&end, db, SQL_end, err);
    if (rc == 0)
        rc = cx_stmt_new(&begin, db, SQL_begin, err);
    if (rc == 0)
        rc = cx_stmt_new(&last, db, SQL_last_start, err);
    for (size_t i = 0; rc == 0 && i < moves->count; i++) {
        const struct cx_move *move = &moves->list[i];
        int64_t from = 0;
        if (move->from_employee)
            rc = last_start(&from, last, move, err);
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
