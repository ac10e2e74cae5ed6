/* What sealed periods turned out to be wrong by, to be put right in the one after them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "sheet/replay.h"

#define CENT 10000 /* in millionths */

/* What a rule pays a person, on all posts. */
struct paid {
    int64_t amount; /* cents */
    int64_t basis;  /* millionths */
    enum { BASIS_NONE, BASIS_KNOWN, BASIS_TOO_LARGE } state;
    bool is_money; /* the basis; of what is found */
};

/* One sealed period while its persons' sums are made. */
struct review {
    const struct cx_seal *seal;
    struct replay replay;
    struct cx_bonus *again;
    size_t rules;
    struct paid *sealed, *found; /* [person][rule]: as sealed, and as it is now */
    int64_t *righted;            /* by person: put right in periods sealed since */
    struct cx_err *err;
};

static int add(int64_t *sum, int64_t amount, struct cx_err *err)
{
    if (__builtin_add_overflow(*sum, amount, sum))
        return cx_err_set(err, CX_EDATA, "the sums of a sealed period are too large");
    return 0;
}

static void add_basis(struct paid *paid, int64_t basis, int decimals)
{
    bool is_large = __builtin_mul_overflow(basis, cx_dec_pow10(6 - decimals), &basis) ||
                    __builtin_add_overflow(paid->basis, basis, &paid->basis);
    if (paid->state != BASIS_TOO_LARGE)
        paid->state = is_large ? BASIS_TOO_LARGE : BASIS_KNOWN;
}

static int add_sealed(struct review *review, const struct sealed_line *line)
{
    const struct cx_plan *plan = review->replay.scores->plan;
    int rule = is_rule_line(line) ? cx_plan_rule(plan, line->rule_id) : -1;
    if (rule < 0 || !rule_is_retro(&plan->rules[rule]))
        return 0;
    struct paid *sealed = &review->sealed[(size_t)line->person * review->rules + (size_t)rule];
    int64_t basis;
    if (cx_dec_parse(&basis, line->basis, strlen(line->basis), 6) == CX_DEC_OK)
        add_basis(sealed, basis, 6);
    return add(&sealed->amount, line->amount, review->err);
}

static int add_found(struct review *review, const struct cx_bonus_line *line)
{
    size_t person = (size_t)review->again->rows[line->row].person;
    struct paid *found = &review->found[person * review->rules + (size_t)line->rule];
    if (!rule_is_retro(&review->replay.scores->plan->rules[line->rule]))
        return 0;
    if (line->basis != CX_NO_VALUE)
        add_basis(found, line->basis, line->basis_decimals);
    found->is_money = line->basis_decimals == 2;
    return add(&found->amount, line->amount, review->err);
}

/* The lines of rules that are recomputed: as sealed, and as they are now. */
static int add_lines(struct review *review)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < review->replay.lines.count; i++)
        rc = add_sealed(review, &review->replay.lines.list[i]);
    for (size_t i = 0; rc == 0 && i < review->again->line_count; i++)
        rc = add_found(review, &review->again->lines[i]);
    return rc;
}

/* What later seals have put right of this one. */
static int add_righted(struct review *review, const struct chain *chain, struct cx_db *db,
                       const struct cx_org *org)
{
    struct cx_seal *later;
    int rc = 0;
    for (size_t nth = 0; rc == 0 && (later = chain_last(chain, nth)) != review->seal; nth++) {
        struct sealed_lines lines;
        rc = sealed_lines_load(&lines, db, later, org, review->err);
        for (size_t i = 0; rc == 0 && i < lines.count; i++) {
            if (strcmp(lines.list[i].kind, "retro") == 0 &&
                strcmp(lines.list[i].rule_id, review->seal->period) == 0)
                rc = add(&review->righted[lines.list[i].person], lines.list[i].amount, review->err);
        }
        sealed_lines_fini(&lines);
    }
    return rc;
}

/* Money with its cents, all else without what says nothing. */
static const char *basis_text(char text[CX_DEC_TEXT], int64_t basis, const struct paid *found)
{
    return found->is_money ? cx_dec_format(text, basis / CENT, 2)
                           : cx_dec_format_short(text, basis, 6);
}

/* "commission 371.12 instead of 408.24 (on 18556.00 instead of 20412.00), bonus …; -37.12 was put
 * right before". */
static void write_note(struct cx_buf *note, const struct review *review, size_t person)
{
    char now[CX_DEC_TEXT], then[CX_DEC_TEXT];
    for (size_t i = 0; i < review->rules; i++) {
        const struct paid *found = &review->found[person * review->rules + i];
        const struct paid *sealed = &review->sealed[person * review->rules + i];
        if (found->amount == sealed->amount)
            continue;
        cx_buf_printf(note, "%s%s %s instead of %s", note->len ? ", " : "",
                      review->replay.scores->plan->rules[i].id,
                      cx_dec_format(now, found->amount, 2), cx_dec_format(then, sealed->amount, 2));
        if (found->state == BASIS_KNOWN && sealed->state == BASIS_KNOWN &&
            found->basis != sealed->basis)
            cx_buf_printf(note, " (on %s instead of %s)", basis_text(now, found->basis, found),
                          basis_text(then, sealed->basis, found));
    }
    if (review->righted[person] != 0)
        cx_buf_printf(note, "%s%s was put right before", note->len ? "; " : "",
                      cx_dec_format(now, review->righted[person], 2));
}

static void add_late(struct late *late, int person, enum cx_line_without_rule what,
                     const char *period, int64_t amount, char *note)
{
    CX_GROW(late->list, late->count, late->cap);
    struct late_line *line = &late->list[late->count++];
    *line = (struct late_line){.person = person, .what = what, .amount = amount, .note = note};
    snprintf(line->period, sizeof line->period, "%s", period);
}

static int compare(struct late *late, const struct review *review, size_t people)
{
    int rc = 0;
    for (size_t person = 0; rc == 0 && person < people; person++) {
        struct cx_buf note = {0};
        int64_t due = -review->righted[person];
        for (size_t i = 0; rc == 0 && i < review->rules; i++) {
            rc = add(&due, review->found[person * review->rules + i].amount, review->err);
            if (rc == 0)
                rc = add(&due, -review->sealed[person * review->rules + i].amount, review->err);
        }
        if (rc < 0 || due == 0)
            continue;
        write_note(&note, review, person);
        add_late(late, (int)person, CX_LINE_RETRO, review->seal->period, due, note.data);
    }
    return rc;
}

static int review_seal(struct late *late, struct cx_db *db, const struct chain *chain,
                       struct cx_seal *seal, const struct cx_org *org, struct cx_err *err)
{
    struct review review = {.seal = seal, .err = err};
    size_t people = (size_t)org->person_count;
    int rc = replay_open(&review.replay, db, seal, err);
    if (rc == 0)
        rc = replay_run(&review.again, &review.replay, false, err);
    if (rc == 0) {
        review.rules = review.replay.scores->plan->rule_count;
        size_t cells = people * review.rules + 1;
        review.sealed = cx_alloc(cells * sizeof *review.sealed);
        review.found = cx_alloc(cells * sizeof *review.found);
        review.righted = cx_alloc((people + 1) * sizeof *review.righted);
        rc = add_lines(&review);
    }
    if (rc == 0)
        rc = add_righted(&review, chain, db, org);
    if (rc == 0)
        rc = compare(late, &review, people);
    free(review.sealed);
    free(review.found);
    free(review.righted);
    replay_free(review.again);
    int closed = replay_close(&review.replay, err);
    return rc < 0 ? rc : closed;
}

/* People whose total a seal left below zero. */
static int find_carried(struct late *late, struct cx_db *db, struct cx_seal *seal,
                        const struct cx_org *org, struct cx_err *err)
{
    struct sealed_lines lines;
    int64_t *totals = cx_alloc(((size_t)org->person_count + 1) * sizeof *totals);
    int rc = sealed_lines_load(&lines, db, seal, org, err);
    for (size_t i = 0; rc == 0 && i < lines.count; i++)
        rc = add(&totals[lines.list[i].person], lines.list[i].amount, err);
    for (int i = 0; rc == 0 && i < org->person_count; i++) {
        struct cx_buf note = {0};
        if (totals[i] >= 0)
            continue;
        cx_buf_printf(&note, "carried from %s, whose total was below zero", seal->period);
        add_late(late, i, CX_LINE_CARRY, seal->period, totals[i], note.data);
    }
    sealed_lines_fini(&lines);
    free(totals);
    return rc;
}

/* A sealed period has its late lines in its seal. */
static int take_sealed(struct late *late, struct cx_db *db, struct cx_seal *seal,
                       const struct cx_org *org, struct cx_err *err)
{
    struct sealed_lines lines;
    int rc = sealed_lines_load(&lines, db, seal, org, err);
    for (size_t i = 0; rc == 0 && i < lines.count; i++) {
        const struct sealed_line *line = &lines.list[i];
        bool is_retro = strcmp(line->kind, "retro") == 0;
        if (is_retro || strcmp(line->kind, "carry") == 0)
            add_late(late, line->person, is_retro ? CX_LINE_RETRO : CX_LINE_CARRY, line->rule_id,
                     line->amount, cx_strdup(line->note));
    }
    sealed_lines_fini(&lines);
    return rc;
}

int late_find(struct late *late, struct cx_db *db, const struct cx_period *period,
              const struct cx_org *org, int months, struct cx_err *err)
{
    struct chain chain;
    const struct cx_period before = cx_period_before(period);
    *late = (struct late){0};
    int rc = chain_load(&chain, db, err);
    struct cx_seal *own = chain_find(&chain, period->name), *last = chain_last(&chain, 0);
    if (rc == 0 && own)
        rc = take_sealed(late, db, own, org, err);
    if (rc == 0 && !own && last && period->kind == CX_PERIOD_MONTH &&
        strcmp(last->period, before.name) == 0) {
        struct cx_seal *seal;
        for (size_t i = 0; rc == 0 && (int)i < months && (seal = chain_last(&chain, i)); i++)
            rc = review_seal(late, db, &chain, seal, org, err);
        if (rc == 0)
            rc = find_carried(late, db, last, org, err);
    }
    chain_fini(&chain);
    return rc;
}

int late_missed(struct late *late, struct cx_db *db, const struct cx_period *period,
                const struct cx_org *org, int months, struct cx_err *err)
{
    struct chain chain;
    *late = (struct late){0};
    int rc = chain_load(&chain, db, err);
    struct cx_seal *seal;
    bool is_open = rc == 0 && period->kind == CX_PERIOD_MONTH && !chain_find(&chain, period->name);
    for (size_t i = (size_t)months; rc == 0 && is_open && (seal = chain_last(&chain, i)); i++) {
        rc = cx_db_has_row(db, "SELECT 1 FROM stale_months WHERE period = ?1", seal->period, err);
        if (rc == 1)
            rc = review_seal(late, db, &chain, seal, org, err);
    }
    chain_fini(&chain);
    return rc;
}

void late_fini(struct late *late)
{
    for (size_t i = 0; i < late->count; i++)
        free(late->list[i].note);
    free(late->list);
    *late = (struct late){0};
}
