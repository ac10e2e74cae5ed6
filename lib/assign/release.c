/* The end of episodes: paid, closed, left. */
#include <stdio.h>
#include <stdlib.h>

#include "assign/assign.sql.h"
#include "assign/moves.h"
#include "base/lang.h"
#include "base/mem.h"
#include "org/org.h"
#include "past/stream.h"

/* An episode's start, beside its move. */
struct starts {
    cx_date *list;
    size_t count, cap;
};

/* The day after a person's last post before `day`, if they have none on it. */
static cx_date left_before(const struct cx_org *org, int person, cx_date day)
{
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

/* NULL: it isn't closed. */
static const char *closed_as(const struct cx_past_debt *debt, cx_date today)
{
    static const char *const words[] = {[CX_CLOSE_PAID] = "closed",
                                        [CX_CLOSE_RECALLED] = "recalled",
                                        [CX_CLOSE_CHARGED_OFF] = "written off",
                                        [CX_CLOSE_SOLD] = "sold"};
    if (debt->closed_on <= today && debt->close_reason >= 0)
        return words[debt->close_reason];
    if (debt->status == CX_WRITTEN_OFF)
        return "written off";
    return debt->closed_on <= today || debt->status == CX_CLOSED ? "closed" : NULL;
}

/* From which day on nobody holds the account any more, and why; CX_DATE_NONE: somebody still does.
 */
static cx_date release_day(const char **reason, const struct cx_past *past, cx_date left,
                           cx_date today)
{
    *reason = N_("left");
    if (left != CX_DATE_NONE)
        return left;
    *reason = closed_as(past->debt, today);
    if (*reason)
        return today;
    /* Whoever holds it on the day of the last payment is to be credited: it ends the day after. */
    *reason = N_("paid in full");
    if (cx_past_balance(past, today - 1) <= 0)
        return today;
    return cx_past_balance(past, today) <= 0 ? today + 1 : CX_DATE_NONE;
}

static bool is_open(const struct cx_past_episode *episode, cx_date today)
{
    return episode->from <= today && episode->to > today + 1;
}

struct search {
    struct cx_moves *moves;
    struct starts starts;
    const struct cx_plan *plan;
    cx_date today;
};

static void find_in(void *context, const struct cx_org *org, const struct cx_past *past)
{
    struct search *search = context;
    struct starts *starts = &search->starts;
    const struct cx_plan *plan = search->plan;
    cx_date today = search->today;
    for (size_t i = 0; i < past->episode_count; i++) {
        const struct cx_past_episode *episode = &past->episodes[i];
        const char *reason;
        if (!is_open(episode, today))
            continue;
        cx_date day = release_day(&reason, past, left_before(org, episode->person, today), today);
        if (day == CX_DATE_NONE)
            continue;
        int stage = cx_past_stage(past, plan, today);
        struct cx_move *move =
            moves_add(search->moves, past->debt->id, day, employee_of(org, episode->person), 0,
                      stage < 0 ? NULL : cx_stage_shown(&plan->stages[stage]));
        snprintf(move->reason, sizeof move->reason, "%s", cx_shown(reason));
        CX_GROW(starts->list, starts->count, starts->cap);
        starts->list[starts->count++] = (cx_date)episode->from;
    }
}

static int release(struct cx_moves *moves, struct cx_db *db, const struct cx_plan *plan,
                   cx_date today, struct cx_err *err)
{
    struct cx_stmt *end = NULL, *none = NULL;
    struct search search = {.moves = moves, .plan = plan, .today = today};
    static const struct cx_past_scope scope = {.contacts = CX_NO_CONTACTS};
    int rc = moves_search(db, &scope, find_in, &search, err);
    if (rc == 0)
        rc = moves_begin(db, err);
    if (rc == 0)
        rc = cx_stmt_new(&end, db, SQL_end, err);
    if (rc == 0)
        rc = cx_stmt_new(&none, db, SQL_remove, err);
    for (size_t i = 0; rc == 0 && i < moves->count; i++) {
        /* An episode that would end before it begins is removed. */
        struct cx_stmt *stmt = search.starts.list[i] < moves->list[i].day ? end : none;
        cx_stmt_bind_int(stmt, 1, moves->list[i].account);
        cx_stmt_bind_int(stmt, 2, search.starts.list[i]);
        if (stmt == end)
            cx_stmt_bind_int(stmt, 3, moves->list[i].day);
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(end);
    cx_stmt_free(none);
    free(search.starts.list);
    return rc;
}

int cx_assign_release(struct cx_moves **out, struct cx_db *db,
                      const struct cx_assign_options *options, struct cx_err *err)
{
    return moves_transact(out, db, options, release, err);
}
