/* The day's assignment: who keeps what, who gets what, as episodes and as rows. */
#include <stdlib.h>
#include <string.h>

#include "assign/assign.sql.h"
#include "assign/deal.h"
#include "assign/desk.h"
#include "assign/reason.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "fact/stale.h"
#include "fact/wall.h"
#include "past/days.h"
#include "store/audit.h"
#include "store/id.h"

struct cx_dealing {
    struct desk desk;
    struct book *book; /* the desk's */
    struct deal deal;
    struct cx_dealing_sums sums;
};

void cx_dealing_free(struct cx_dealing *dealing)
{
    if (!dealing)
        return;
    triage_fini(&dealing->deal);
    desk_close(&dealing->desk);
    free(dealing);
}

struct cx_dealing_sums cx_dealing_sums(const struct cx_dealing *dealing)
{
    return dealing->sums;
}

/* Segments of what is dealt, and of all where what is held may be dealt too. */
static int measure_skills(struct cx_dealing *dealing, struct cx_db *db, bool moves_held,
                          struct cx_err *err)
{
    struct deal *deal = &dealing->deal;
    size_t count = dealing->book->count;
    bool *wanted = cx_alloc(count + 1);
    int32_t *marks = cx_realloc(NULL, count + 1, sizeof *marks);
    int rc = desk_measure(&dealing->desk, db, err);
    for (size_t i = 0; i < count; i++)
        wanted[i] = deal->tickets[i].is_dealt ||
                    (moves_held && deal->tickets[i].is_kept && deal->tickets[i].stage >= 0);
    if (rc == 0)
        rc = segments_mark(marks, &dealing->desk.segments, dealing->book->today, wanted, err);
    for (size_t i = 0; rc == 0 && i < count; i++)
        deal->tickets[i].segment = marks[i];
    deal->skills = &dealing->desk.skills;
    free(wanted);
    free(marks);
    return rc;
}

static int expected_of(int64_t *cents, const struct cx_dealing *dealing, size_t i,
                       struct cx_err *err)
{
    const struct ticket *ticket = &dealing->deal.tickets[i];
    int64_t skill = dealing->deal.skills
                        ? skill_ppm(dealing->deal.skills, ticket->to, ticket->segment)
                        : SKILL_ONE;
    if (expected_cents(cents, ticket->balance, ticket->chance, skill))
        return 0;
    return cx_err_set(err, CX_EDATA, "what is expected of an account is too large to be kept");
}

static bool is_unplaced(const struct ticket *ticket)
{
    return ticket->is_dealt && ticket->to < 0 && !ticket->is_waiting;
}

static bool is_shown(const struct ticket *ticket)
{
    return ticket->why != WHY_NONE;
}

static int add_up(struct cx_dealing *dealing, struct cx_err *err)
{
    struct cx_dealing_sums *sums = &dealing->sums;
    const struct deal *deal = &dealing->deal;
    for (size_t i = 0; i < dealing->book->count; i++) {
        const struct ticket *ticket = &deal->tickets[i];
        int64_t cents = 0;
        sums->unplaced += is_unplaced(ticket);
        sums->moves +=
            is_shown(ticket) && !ticket->is_waiting && (ticket->from >= 0 || ticket->to >= 0);
        int rc = ticket->to >= 0 ? expected_of(&cents, dealing, i, err) : 0;
        if (rc < 0)
            return rc;
        if (__builtin_add_overflow(sums->expected_cents, cents, &sums->expected_cents))
            return cx_err_set(err, CX_EDATA, "the sum of what is expected is too large");
    }
    sums->gap = !deal->skills ? -1 : deal->bound > 0 ? 1 - deal->got / deal->bound : 0;
    if (deal->skills && sums->gap < 0)
        sums->gap = 0; /* of rounding */
    return 0;
}

struct writer {
    struct cx_stmt *end, *remove, *begin;
};

static int write_one(struct writer *writer, const struct cx_dealing *dealing, size_t i,
                     struct cx_err *err)
{
    const struct ticket *ticket = &dealing->deal.tickets[i];
    const struct cx_past_episode *held = book_held(dealing->book, i, dealing->book->today);
    int64_t account = book_debt(dealing->book, i)->id;
    int rc = 0;
    if (held) {
        /* An episode that would end before it begins is removed. */
        struct cx_stmt *stmt = held->from < ticket->from_ends ? writer->end : writer->remove;
        cx_stmt_bind_int(stmt, 1, account);
        cx_stmt_bind_int(stmt, 2, held->from);
        if (stmt == writer->end)
            cx_stmt_bind_int(stmt, 3, ticket->from_ends);
        rc = cx_stmt_run(stmt, err);
    }
    if (rc == 0 && ticket->to >= 0) {
        cx_stmt_bind_int(writer->begin, 1, account);
        cx_stmt_bind_int(writer->begin, 2, dealing->book->today);
        cx_stmt_bind_int(writer->begin, 3, dealing->desk.org->people[ticket->to].id);
        rc = cx_stmt_run(writer->begin, err);
    }
    return rc;
}

/* The days on which episodes end and begin. */
static int note_days(const struct cx_dealing *dealing, struct cx_db *db, struct cx_err *err)
{
    struct cx_days *days = cx_days_new("episode");
    cx_date first = dealing->book->today;
    cx_days_note(days, first, 0, CX_DAYS_NEVER);
    for (size_t i = 0; i < dealing->book->count; i++) {
        const struct ticket *ticket = &dealing->deal.tickets[i];
        if (!is_shown(ticket) || ticket->from < 0)
            continue;
        cx_days_note(days, ticket->from_ends, 0, CX_DAYS_NEVER);
        first = ticket->from_ends < first ? ticket->from_ends : first;
    }
    int rc = cx_days_write(days, db, err);
    cx_days_free(days);
    return rc < 0 ? rc : cx_stale_sealed(db, first, err);
}

static int write_episodes(const struct cx_dealing *dealing, struct cx_db *db, struct cx_err *err)
{
    struct writer writer = {0};
    int rc = cx_stmt_new(&writer.end, db, SQL_end, err);
    if (rc == 0)
        rc = cx_stmt_new(&writer.remove, db, SQL_remove, err);
    if (rc == 0)
        rc = cx_stmt_new(&writer.begin, db, SQL_begin, err);
    for (size_t i = 0; rc == 0 && i < dealing->book->count; i++) {
        if (is_shown(&dealing->deal.tickets[i]) && !dealing->deal.tickets[i].is_waiting)
            rc = write_one(&writer, dealing, i, err);
    }
    cx_stmt_free(writer.end);
    cx_stmt_free(writer.remove);
    cx_stmt_free(writer.begin);
    return rc < 0 ? rc : note_days(dealing, db, err);
}

static int deal_day(struct cx_dealing *dealing, struct cx_db *db,
                    const struct cx_assign_options *options, struct cx_err *err)
{
    int rc = desk_open(&dealing->desk, db, cx_date_of(options->now), 0, err);
    if (rc < 0)
        return rc;
    dealing->book = dealing->desk.book;
    triage(&dealing->deal, dealing->book, &dealing->desk.chances);
    if (options->policy == CX_POLICY_BALANCED) {
        deal_evenly(&dealing->deal);
    } else {
        rc = measure_skills(dealing, db, options->min_gain_cents >= 0, err);
        if (rc == 0)
            deal_best(&dealing->deal, options->min_gain_cents);
    }
    triage_wait(&dealing->deal);
    return rc < 0 ? rc : add_up(dealing, err);
}

int cx_assign_deal(struct cx_dealing **out, struct cx_db *db,
                   const struct cx_assign_options *options, struct cx_err *err)
{
    struct cx_audit audit = {options->now, "cx-assign", options->arguments, ""};
    struct cx_dealing *dealing = cx_alloc(sizeof *dealing);
    int rc = options->dry_run ? cx_db_begin_read(db, err) : cx_db_begin(db, err);
    if (rc == 0)
        rc = deal_day(dealing, db, options, err);
    if (rc == 0 && !options->dry_run && dealing->sums.moves > 0) {
        rc = cx_wall_lower(db, err);
        if (rc == 0)
            rc = cx_stale_watch(db, dealing->sums.moves, err);
        if (rc == 0)
            rc = write_episodes(dealing, db, err);
        if (rc == 0)
            rc = cx_audit_add(db, &audit, err);
        if (rc == 0)
            rc = cx_db_commit(db, err);
    }
    cx_db_rollback(db);
    if (rc < 0) {
        cx_dealing_free(dealing);
        return rc;
    }
    *out = dealing;
    return 0;
}

static int show_row(struct cx_table *out, const struct cx_dealing *dealing, struct cx_db *db,
                    size_t i, struct cx_err *err)
{
    const struct ticket *ticket = &dealing->deal.tickets[i];
    const struct cx_person *people = dealing->desk.org->people;
    char account[CX_ID_MAX + 1], reason[REASON_MAX];
    int64_t cents = 0;
    int32_t to = ticket->is_waiting ? ticket->from : ticket->to;
    int rc = ticket->to >= 0 ? expected_of(&cents, dealing, i, err) : 0;
    if (rc < 0)
        return rc;
    reason_of(reason, &dealing->deal, i);
    struct cx_cell cells[] = {
        cx_cell_text(cx_id_text(account, db, book_debt(dealing->book, i)->id)),
        cx_cell_text(
            ticket->stage < 0 ? NULL : cx_stage_shown(&dealing->desk.plan->stages[ticket->stage])),
        cx_cell_text(ticket->from < 0 ? NULL : people[ticket->from].key),
        cx_cell_text(to < 0 ? NULL : people[to].key),
        cx_cell_text(reason),
        ticket->to < 0 ? CX_NULL_CELL : cx_cell_n(cents),
    };
    return cx_table_row(out, cells, err);
}

int cx_dealing_table(struct cx_table *out, const struct cx_dealing *dealing, struct cx_db *db,
                     struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"stage", "Stage", CX_CELL_TEXT, 0, false},
        {"from_employee", "From employee", CX_CELL_TEXT, 0, false},
        {"to_employee", "To employee", CX_CELL_TEXT, 0, false},
        {"reason", "Reason", CX_CELL_TEXT, 0, false},
        {"expected", "Expected", CX_CELL_MONEY, 0, true},
    };
    size_t count = 0;
    size_t *order = cx_realloc(NULL, dealing->book->count + 1, sizeof *order);
    for (size_t i = 0; i < dealing->book->count; i++) {
        if (is_shown(&dealing->deal.tickets[i]))
            order[count++] = i;
    }
    book_sort(order, count, dealing->book, db);
    int rc = 0;
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    for (size_t k = 0; rc == 0 && k < count; k++)
        rc = show_row(out, dealing, db, order[k], err);
    free(order);
    return rc;
}
