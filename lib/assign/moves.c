#include "assign/moves.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/stale.h"
#include "fact/wall.h"
#include "past/days.h"
#include "store/audit.h"
#include "store/id.h"

struct cx_moves *moves_new(void)
{
    struct cx_moves *moves = cx_alloc(sizeof *moves);
    moves->texts = cx_pool_new();
    return moves;
}

void cx_moves_free(struct cx_moves *moves)
{
    if (!moves)
        return;
    cx_pool_free(moves->texts);
    free(moves->list);
    free(moves);
}

struct cx_move *moves_add(struct cx_moves *moves, int64_t account, cx_date day, int64_t from,
                          int64_t to, const char *stage)
{
    CX_GROW(moves->list, moves->count, moves->cap);
    struct cx_move *move = &moves->list[moves->count++];
    *move =
        (struct cx_move){.account = account, .day = day, .from_employee = from, .to_employee = to};
    if (stage)
        move->stage = cx_pool_get(moves->texts, cx_pool_put(moves->texts, stage, strlen(stage)));
    return move;
}

int moves_search(struct cx_db *db, const struct cx_past_scope *scope,
                 void (*look)(void *context, const struct cx_org *, const struct cx_past *),
                 void *context, struct cx_err *err)
{
    struct cx_past_stream *stream = NULL;
    const struct cx_past *past;
    struct cx_org *org = NULL;
    struct cx_pool *texts = cx_pool_new();
    int rc = cx_org_load(&org, db, err);
    if (rc == 0)
        rc = cx_past_stream_new(&stream, db, org, scope, texts, err);
    while (rc == 0 && (rc = cx_past_next(&past, stream, err)) == 1) {
        look(context, org, past);
        rc = 0;
    }
    cx_past_stream_free(stream);
    cx_pool_free(texts);
    cx_org_free(org);
    return rc;
}

int moves_begin(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_wall_lower(db, err);
    return rc < 0 ? rc : cx_stale_watch(db, 0, err);
}

static int note_days(const struct cx_moves *moves, struct cx_db *db, struct cx_err *err)
{
    struct cx_days *days = cx_days_new("episode");
    cx_date first = CX_DATE_NONE;
    for (size_t i = 0; i < moves->count; i++) {
        cx_date day = moves->list[i].day;
        cx_days_note(days, day, 0, CX_DAYS_NEVER);
        first = day < first ? day : first;
    }
    int rc = cx_days_write(days, db, err);
    cx_days_free(days);
    return rc < 0 || first == CX_DATE_NONE ? rc : cx_stale_sealed(db, first, err);
}

int moves_transact(struct cx_moves **out, struct cx_db *db, const struct cx_assign_options *options,
                   int (*work)(struct cx_moves *, struct cx_db *, const struct cx_plan *, cx_date,
                               struct cx_err *),
                   struct cx_err *err)
{
    struct cx_audit audit = {options->now, "cx-assign", options->arguments, ""};
    struct cx_moves *moves = moves_new();
    struct cx_plan *plan = NULL;
    cx_date today = cx_date_of(options->now);
    int rc = cx_db_begin(db, err);
    if (rc == 0)
        rc = cx_plan_load(&plan, db, today, err);
    if (rc == 0)
        rc = work(moves, db, plan, today, err);
    if (rc == 0)
        rc = note_days(moves, db, err);
    if (rc == 0 && !options->dry_run && moves->count > 0) {
        rc = cx_audit_add(db, &audit, err);
        if (rc == 0)
            rc = cx_db_commit(db, err);
    }
    cx_db_rollback(db);
    cx_plan_free(plan);
    if (rc < 0) {
        cx_moves_free(moves);
        return rc;
    }
    *out = moves;
    return 0;
}

/* A move with its account's id as text, by which moves are shown. */
struct shown {
    const struct cx_move *move;
    char account[CX_ID_MAX + 1];
};

static int compare_moves(const void *a, const void *b)
{
    const struct shown *left = a, *right = b;
    int order = strcmp(left->account, right->account);
    return order ? order
                 : (left->move->day > right->move->day) - (left->move->day < right->move->day);
}

/* The moves in the order of their accounts' texts, in which ids inside need not be. */
static struct shown *in_order(const struct cx_moves *moves, struct cx_db *db)
{
    struct shown *list = cx_alloc((moves->count + 1) * sizeof *list);
    for (size_t i = 0; i < moves->count; i++) {
        list[i].move = &moves->list[i];
        cx_id_text(list[i].account, db, moves->list[i].account);
    }
    qsort(list, moves->count, sizeof *list, compare_moves);
    return list;
}

int cx_moves_table(struct cx_table *out, const struct cx_moves *moves, struct cx_db *db,
                   struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"day", "From", CX_CELL_DATE, 0, false},
        {"stage", "Stage", CX_CELL_TEXT, 0, false},
        {"from_employee", "From employee", CX_CELL_TEXT, 0, false},
        {"to_employee", "To employee", CX_CELL_TEXT, 0, false},
        {"reason", "Reason", CX_CELL_TEXT, 0, false},
    };
    struct shown *list = in_order(moves, db);
    int rc = 0;
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; rc == 0 && i < moves->count; i++) {
        const struct cx_move *move = list[i].move;
        char from[CX_ID_MAX + 1], to[CX_ID_MAX + 1];
        struct cx_cell cells[] = {
            cx_cell_text(list[i].account),
            cx_cell_n(move->day),
            cx_cell_text(move->stage),
            cx_cell_text(move->from_employee ? cx_id_text(from, db, move->from_employee) : NULL),
            cx_cell_text(move->to_employee ? cx_id_text(to, db, move->to_employee) : NULL),
            cx_cell_text(move->reason),
        };
        rc = cx_table_row(out, cells, err);
    }
    free(list);
    return rc;
}
