#include "sheet/ready.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "fact/events.h"
#include "past/archive.h"
#include "sheet/compare.h"
#include "sheet/finder.h"
#include "sheet/ready.sql.h"
#include "store/id.h"
#include "store/part.h"

#define CHANGES 10 /* the largest */

/* A statement over the days of the period. */
static int start(struct cx_stmt **stmt, struct finder *f, const char *sql)
{
    int rc = cx_stmt_new(stmt, f->db, sql, f->err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(*stmt, 1, f->scores->period.from);
    cx_stmt_bind_int(*stmt, 2, f->scores->period.to);
    return 0;
}

/* The two numbers that a statement gives. */
static int ask(int64_t answer[2], struct finder *f, const char *sql)
{
    struct cx_stmt *stmt = NULL;
    int rc = start(&stmt, f, sql);
    if (rc == 0)
        rc = cx_stmt_step(stmt, f->err);
    for (int i = 0; rc == 1 && i < 2; i++)
        answer[i] = cx_stmt_int(stmt, i);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

/* What the fact payment says that people, and the company, were credited with in the period. */
static int add_credited(struct cx_control *control, struct finder *f)
{
    struct cx_quantity amount = {.name = "amount",
                                 .fact = CX_FACT_PAYMENT,
                                 .unit = CX_UNIT_MONEY,
                                 .expression = "amount",
                                 .decimals = 2};
    const struct cx_org *org = f->scores->org;
    struct cx_plan plan = *f->scores->plan;
    plan.quantities = &amount;
    plan.quantity_count = plan.measure_count = 1;
    return cx_events_control(control, f->db, &plan, org, &f->scores->period, f->err);
}

/* Why payments, or what was taken back of some, are nobody's. */
static const char *nobodys_cause(const struct cx_control *control)
{
    if (control->below == 0)
        return N_("came in on accounts that nobody held, or whose holder had no post that day");
    return control->above == 0
               ? N_("was taken back, and is nobody's: nobody held the account, or whoever did had "
                    "no "
                    "post that day, as after leaving")
               : N_("came in or was taken back on accounts that nobody held, or whose holder had "
                    "no post that day");
}

/* What came in and what was taken back may add up to nothing. */
static void add_nobodys(struct finder *f, const struct cx_control *control, int64_t rest)
{
    char above[CX_DEC_TEXT], below[CX_DEC_TEXT], text[100];
    if (control->above != 0 && control->below != 0) {
        snprintf(text, sizeof text, cx_shown("%s and %s"), cx_dec_format(above, control->above, 2),
                 cx_dec_format(below, control->below, 2));
        finder_name(f, text, NULL);
    }
    finder_add(f, "payments_unattributed", control->nobodys ? CX_READY_LOOK : CX_READY_OK,
               control->nobodys, rest, nobodys_cause(control));
}

static int find_payments(struct finder *f)
{
    int64_t in[2] = {0}, rest = 0;
    struct cx_control control = {0};
    bool by_original = f->scores->plan->settings.reverses_original_day;
    int rc = ask(in, f, by_original ? SQL_payments_in_by_original : SQL_payments_in);
    if (rc == 0)
        rc = add_credited(&control, f);
    if (rc == 0 && __builtin_sub_overflow(control.company, control.people, &rest))
        rc = cx_err_set(f->err, CX_EDATA, "the payments of the period are too large");
    if (rc < 0)
        return rc;
    finder_add(f, "payments_in", in[1] == control.company ? CX_READY_OK : CX_READY_OPEN, in[0],
               in[1], "is not what is attributed and unattributed: this is a fault of cx");
    finder_add(f, "payments_attributed", CX_READY_OK, CX_NO_VALUE, control.people, NULL);
    add_nobodys(f, &control, rest);
    return 0;
}

static const char *key_of(const struct finder *f, const struct cx_post_score *of)
{
    const struct cx_org *org = f->scores->org;
    return org->people[org->posts[of->post].person].key;
}

static void find_cardless(struct finder *f)
{
    const struct cx_scores *scores = f->scores;
    for (size_t i = 0; i < scores->post_count; i++) {
        if (!scores->posts[i].card)
            finder_name(f, key_of(f, &scores->posts[i]), NULL);
    }
    finder_add(f, "posts_without_scorecard", f->counted ? CX_READY_LOOK : CX_READY_OK, f->counted,
               CX_NO_VALUE, "no scorecard is for their role, team or person");
}

/* Posts with a line that nothing says the target of: the line counts as missing. */
static void find_targetless(struct finder *f)
{
    const struct cx_scores *scores = f->scores;
    struct cx_buf metrics = {0};
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_post_score *of = &scores->posts[i];
        cx_buf_clear(&metrics);
        for (size_t k = 0; k < of->line_count; k++) {
            const struct cx_card_line *line = of->lines[k].line;
            if (line->method == CX_METHOD_TARGET && of->lines[k].target == CX_NO_VALUE)
                cx_buf_printf(&metrics, "%s%s", metrics.len ? cx_shown(" and ") : "",
                              scores->plan->quantities[line->quantity].name);
        }
        if (metrics.len > 0)
            finder_name(f, key_of(f, of), cx_buf_str(&metrics));
    }
    finder_add(f, "posts_without_target", f->counted ? CX_READY_OPEN : CX_READY_OK, f->counted,
               CX_NO_VALUE, "import targets, or give the scorecard one");
    cx_buf_fini(&metrics);
}

/* Posts with a line whose target of 0 makes its attainment unknown; where low is better, 0 can be
 * reached, and is no matter. */
static void find_zero_targets(struct finder *f)
{
    const struct cx_scores *scores = f->scores;
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_post_score *of = &scores->posts[i];
        for (size_t k = 0; k < of->line_count; k++) {
            const struct cx_score_line *line = &of->lines[k];
            if (line->line->method == CX_METHOD_TARGET && line->whole_target == 0 &&
                line->value != CX_NO_VALUE && !line->has_reached)
                finder_name(f, key_of(f, of), scores->plan->quantities[line->line->quantity].name);
        }
    }
    if (f->counted)
        finder_add(f, "targets_of_0", CX_READY_LOOK, f->counted, CX_NO_VALUE,
                   "nothing can be divided by a target of 0, so the line counts as missing");
}

static void find_ties(struct finder *f)
{
    char what[64];
    for (size_t i = 0; i < f->bonus->tie_count; i++) {
        const struct cx_bonus_tie *tie = &f->bonus->ties[i];
        snprintf(what, sizeof what, cx_shown("(%d tie, of whom it pays %d)"), tie->count,
                 tie->top_n);
        finder_name(f, tie->rule_id, what);
    }
    finder_add(f, "ranks_all_tied", f->counted ? CX_READY_LOOK : CX_READY_OK, f->counted,
               CX_NO_VALUE, "there is no ranking, and nobody is paid");
}

/* Pools of which nobody has a part; of a sum that fits, as far as such a thing is to be seen. */
static int find_unshared(struct finder *f)
{
    int64_t cents = 0;
    char what[CX_ID_MAX + 16];
    for (size_t i = 0; i < f->bonus->unshared_count; i++) {
        const struct cx_bonus_unshared *pool = &f->bonus->unshared[i];
        snprintf(what, sizeof what, "(%s)", f->scores->org->teams[pool->team].key);
        finder_name(f, pool->rule_id, what);
        if (__builtin_add_overflow(cents, pool->amount, &cents))
            return cx_err_set(f->err, CX_EDATA, "the pools of the period are too large");
    }
    if (f->counted)
        finder_add(f, "pools_unshared", CX_READY_LOOK, f->counted, cents,
                   "all weights are 0, so nobody gets a part of the pool");
    return 0;
}

/* Whether somebody who has a post that day holds the account. */
static bool is_held(const struct cx_org *org, const struct cx_past *past, cx_date day)
{
    const struct cx_past_episode *held = cx_past_holder(past, day);
    return held && cx_org_post_on(org, held->person, day) >= 0;
}

/* Closed and written-off accounts are nobody's to work. */
static bool is_unheld(const struct cx_org *org, const struct cx_past *past, cx_date day)
{
    int status = past->debt->status;
    return status != CX_CLOSED && status != CX_WRITTEN_OFF && cx_past_is_placed(past, day) &&
           !is_held(org, past, day) && cx_past_balance(past, day) > 0;
}

static int find_unheld(struct finder *f)
{
    cx_date last = f->scores->period.to - 1;
    struct cx_archive *archive = NULL;
    int64_t count = 0, cents = 0;
    int rc = cx_archive_open(&archive, f->db, f->scores->org, last, CX_ARCHIVE_EPISODES, f->err);
    for (size_t i = 0; rc == 0 && i < archive->count; i++) {
        const struct cx_past past = cx_archive_past(archive, i);
        if (!is_unheld(f->scores->org, &past, last))
            continue;
        count++;
        if (__builtin_add_overflow(cents, cx_past_balance(&past, last), &cents))
            rc = cx_err_set(f->err, CX_EDATA, "what accounts without a holder owe is too large");
    }
    cx_archive_close(archive);
    if (rc == 0)
        finder_add(
            f, "accounts_without_holder", count ? CX_READY_LOOK : CX_READY_OK, count, cents,
            "owe something, and nobody who was there held them on the last day: see cx-assign");
    return rc;
}

/* An item of the ids that a statement gives; of those that are only to be looked at, if there are
 * any.
 */
static int find_ids(struct finder *f, const char *check, const char *sql, enum cx_ready_state state,
                    const char *advice)
{
    struct cx_stmt *stmt = NULL;
    char id[CX_ID_MAX + 1];
    int rc = start(&stmt, f, sql);
    if (rc < 0)
        return rc;
    while ((rc = cx_stmt_step(stmt, f->err)) == 1)
        finder_name(f, cx_id_text(id, f->db, cx_stmt_int(stmt, 0)), NULL);
    cx_stmt_free(stmt);
    if (rc == 0 && (f->counted > 0 || state == CX_READY_OPEN))
        finder_add(f, check, f->counted ? state : CX_READY_OK, f->counted, CX_NO_VALUE, advice);
    return rc;
}

static int find_unlimited(struct finder *f)
{
    struct cx_stmt *stmt = NULL;
    int rc = start(&stmt, f, SQL_unlimited);
    if (rc == 0 && (rc = cx_stmt_step(stmt, f->err)) == 1 && cx_stmt_int(stmt, 0))
        finder_add(f, "limits", CX_READY_LOOK, CX_NO_VALUE, CX_NO_VALUE,
                   "no limits hold: set jurisdiction, and import its limits, or set it to none");
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

/* Largest first; of the same size by employee_id. */
static int by_size(const void *a, const void *b)
{
    const struct cx_change *left = a, *right = b;
    int64_t x = left->difference < 0 ? left->difference : -left->difference;
    int64_t y = right->difference < 0 ? right->difference : -right->difference;
    return x != y ? (x < y ? -1 : 1) : left->person - right->person;
}

static int find_changes(struct finder *f)
{
    struct cx_changes changes = {0};
    int rc = cx_changes_since(&changes, f->db, &f->scores->before, f->bonus, f->err);
    if (rc == 0)
        qsort(changes.list, changes.count, sizeof *changes.list, by_size);
    for (size_t i = 0; rc == 0 && i < changes.count && i < CHANGES; i++) {
        const struct cx_change *change = &changes.list[i];
        if (change->difference == 0)
            break;
        struct cx_ready_item *item =
            finder_add(f, "change", CX_READY_LOOK, CX_NO_VALUE, change->after,
                       !change->was_on  ? "was not on the sheet of the period before"
                       : !change->is_on ? "is not on the sheet"
                                        : NULL);
        item->person = change->person;
        item->before = change->before;
        item->difference = change->difference;
    }
    cx_changes_fini(&changes);
    return rc;
}

/* What is wrong with a sheet that pays nobody by its rules, whatever adjustments, corrections and
 * carried totals are on it; NULL: it pays somebody. */
static const char *pays_nobody(const struct cx_bonus *bonus)
{
    const char *said = N_("no rule gives anybody a line");
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        if (line->rule < 0)
            continue;
        if (line->amount != 0 || line->award)
            return NULL;
        said = N_("all amounts of rules are 0: is a scorecard, a target or an export missing?");
    }
    return said;
}

/* Whether the plan pays at other times only, as a yearly bonus does: 1, 0 or negative. */
static int pays_at_other_times(const struct finder *f)
{
    return f->scores->plan->rule_count > 0
               ? 0
               : cx_db_has_row(f->db, "SELECT 1 FROM rules", NULL, f->err);
}

static int find_total(struct finder *f)
{
    const char *nobody = pays_nobody(f->bonus);
    int64_t total;
    int rc = cx_bonus_total(&total, f->bonus, f->err);
    int is_meant = rc == 0 && nobody ? pays_at_other_times(f) : rc;
    if (is_meant < 0)
        return is_meant;
    enum cx_ready_state state = !nobody ? CX_READY_OK : is_meant ? CX_READY_LOOK : CX_READY_OPEN;
    finder_add(f, "sheet", state, (int64_t)f->bonus->row_count, total,
               is_meant ? N_("no rule is valid on the period's last day") : nobody);
    return 0;
}

static int find_for_people(struct finder *f)
{
    int rc = find_ids(f, "complaints_pending", SQL_complaints, CX_READY_OPEN,
                      "decide whether they are upheld, and import them again");
    return rc < 0 ? rc
                  : find_ids(f, "violations_unreviewed", SQL_violations, CX_READY_OPEN,
                             "hear or read these contacts, and import reviews");
}

/* What is looked for among payments, contacts and accounts. */
static int find_among_events(struct finder *f)
{
    int rc = find_events(f);
    if (rc == 0)
        rc = find_unheld(f);
    if (rc == 0)
        rc = find_too_late(f);
    if (rc == 0)
        rc = find_switched(f);
    return rc < 0 ? rc : find_for_people(f);
}

static int find_in_parts(struct finder *f)
{
    finder_add(f, "events", CX_READY_LOOK, CX_NO_VALUE, CX_NO_VALUE,
               "are in the parts' databases: look at what cx-bonus --check says there");
    return 0;
}

static int look_for_open(struct finder *f)
{
    int rc = 0;
    find_targetless(f);
    if (!f->is_head)
        rc = find_events(f);
    if (rc == 0 && !f->is_head)
        rc = find_for_people(f);
    if (rc == 0 && !f->is_part && pays_nobody(f->bonus))
        rc = find_total(f);
    return rc;
}

static int look_for_all(struct finder *f)
{
    int rc = f->is_head ? 0 : find_payments(f);
    if (rc == 0 && !f->is_part)
        rc = find_total(f);
    if (rc == 0)
        rc = find_retro(f);
    if (rc == 0) {
        find_cardless(f);
        find_targetless(f);
        find_zero_targets(f);
    }
    if (rc == 0 && !f->is_part) {
        find_ties(f);
        rc = find_unshared(f);
    }
    if (rc == 0)
        rc = find_asked(f);
    if (rc == 0)
        rc = f->is_head ? find_in_parts(f) : find_among_events(f);
    if (rc == 0)
        rc = find_ids(f, "overpaid", SQL_overpaid, CX_READY_LOOK,
                      "more came in than was owed: look for payments that are there twice");
    if (rc == 0)
        rc = find_ids(f, "payments_twice", SQL_twice, CX_READY_LOOK,
                      "as another of the same account, day and amount: take back what came once");
    if (rc == 0)
        rc = find_ahead(f);
    if (rc == 0)
        rc = find_unlimited(f);
    return rc < 0 || f->is_part ? rc : find_changes(f);
}

static int find(struct cx_ready **out, struct cx_db *db, const struct cx_bonus *bonus,
                cx_date today, int (*look)(struct finder *f), struct cx_err *err)
{
    struct cx_ready *ready = cx_alloc(sizeof *ready);
    struct finder f = {.ready = ready,
                       .db = db,
                       .bonus = bonus,
                       .scores = bonus->scores,
                       .today = today,
                       .err = err};
    struct cx_part part;
    ready->org = bonus->scores->org;
    int rc = cx_part_load(&part, db, err);
    f.is_head = rc == 0 && part.parts > 0 && part.number == 0;
    f.is_part = rc == 0 && part.number > 0;
    if (rc == 0)
        rc = look(&f);
    cx_buf_fini(&f.names);
    if (rc < 0) {
        cx_ready_free(ready);
        return rc;
    }
    *out = ready;
    return 0;
}

int cx_ready_find_open(struct cx_ready **out, struct cx_db *db, const struct cx_bonus *bonus,
                       struct cx_err *err)
{
    return find(out, db, bonus, -CX_DATE_NONE, look_for_open, err); /* gaps are not open */
}

int cx_ready_find(struct cx_ready **out, struct cx_db *db, const struct cx_bonus *bonus,
                  cx_date today, struct cx_err *err)
{
    return find(out, db, bonus, today, look_for_all, err);
}

void cx_ready_free(struct cx_ready *ready)
{
    if (!ready)
        return;
    for (size_t i = 0; i < ready->count; i++)
        free(ready->items[i].note);
    free(ready->items);
    free(ready);
}

static struct cx_cell cell(int64_t value)
{
    return value == CX_NO_VALUE ? CX_NULL_CELL : cx_cell_n(value);
}

int cx_ready_table(struct cx_table *out, const struct cx_ready *ready, struct cx_err *err)
{
    static const char *const states[] = {"ok", "look", "open"};
    static const struct cx_column columns[] = {
        {"check", "Check", CX_CELL_TEXT, 0, false},
        {"state", "State", CX_CELL_TEXT, 0, false},
        {"count", "Count", CX_CELL_NUMBER, 0, false},
        {"amount", "Amount", CX_CELL_MONEY, 2, false},
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"before", "Before", CX_CELL_MONEY, 2, false},
        {"difference", "Difference", CX_CELL_MONEY, 2, false},
        {"note", "Note", CX_CELL_TEXT, 0, false},
    };
    int rc = 0;
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    out->kept = "check state count amount employee_id note";
    for (size_t i = 0; rc == 0 && i < ready->count; i++) {
        const struct cx_ready_item *item = &ready->items[i];
        const struct cx_person *person =
            item->person < 0 ? NULL : &ready->org->people[item->person];
        const struct cx_cell cells[] = {
            cx_cell_word(item->check),
            cx_cell_word(states[item->state]),
            cell(item->count),
            cell(item->amount),
            cx_cell_text(person ? person->key : NULL),
            cx_cell_text(person ? person->name : NULL),
            cell(item->before),
            cell(item->difference),
            cx_cell_text(item->note && *item->note ? item->note : NULL),
        };
        rc = cx_table_row(out, cells, err);
    }
    return rc;
}
