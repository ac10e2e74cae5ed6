/* Exposure, and customers: rows that a subject has once for a whole period. */
#include <stdlib.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "fact/fact.h"

/* The days on which a subject had an account in its hands. */
struct touched {
    size_t subject;
    cx_date first, end; /* first day; the day after the last */
    int days;
};

struct touched_list {
    struct touched *list;
    size_t count, cap;
};

static void touch(struct touched_list *touched, size_t subject, cx_date from, cx_date to)
{
    size_t i = 0;
    while (i < touched->count && touched->list[i].subject != subject)
        i++;
    if (i == touched->count) {
        CX_GROW(touched->list, touched->count, touched->cap);
        touched->list[touched->count++] = (struct touched){subject, from, to, 0};
    }
    struct touched *known = &touched->list[i];
    known->first = from < known->first ? from : known->first;
    known->end = to > known->end ? to : known->end;
    known->days += to - from;
}

/* The team and those above it, which may become others meanwhile. */
static void touch_teams(struct touched_list *touched, const struct cx_org *org, int team,
                        cx_date from, cx_date to)
{
    for (cx_date day = from, end; day < to; day = end) {
        cx_date until = cx_org_tree_until(org, day);
        end = until < to ? until : to;
        for (int up = team, steps = 0; up >= 0; up = cx_org_up(org, up, day, &steps))
            touch(touched, cx_subject_of_team(org, up), day, end);
    }
}

/* A person had the account from a day to another: so had their posts of those days, the person, and
 * the teams. */
static void touch_posts(struct touched_list *touched, struct facts *facts, int person,
                        const struct cx_period *period, cx_date from, cx_date to)
{
    const struct cx_org *org = facts->org;
    if (person < 0)
        return;
    const struct cx_person *who = &org->people[person];
    for (int i = who->first_post; i < who->first_post + who->post_count; i++) {
        const struct cx_post *post = &org->posts[i];
        cx_date first = from > post->since ? from : post->since;
        cx_date end = to < post->end ? to : post->end;
        first = first > period->from ? first : period->from;
        end = end < period->to ? end : period->to;
        if (first >= end)
            continue;
        touch(touched, (size_t)i, first, end);
        touch(touched, cx_subject_of_person(org, person), first, end);
        touch_teams(touched, org, post->team, first, end);
    }
}

static bool is_text(const struct cx_past *past, int32_t number)
{
    const char *text = cx_past_text(past, number);
    return text && *text != '\0';
}

/* All that it takes to reach the customer is known. */
static bool is_complete(const struct cx_past *past, cx_date day)
{
    const struct cx_past_debtor *debtor = cx_past_debtor_on(past, day);
    return debtor && debtor->has_contact && debtor->rating >= 0 &&
           (is_text(past, cx_past_debt_on(past, day)->region) || is_text(past, debtor->region));
}

/* The row of those who had the account on the same days. */
static int exposure_row(struct facts *facts, enum cx_fact fact, const struct cx_past *past,
                        size_t period, const struct touched *touched, const size_t *subjects,
                        size_t count)
{
    struct fact_row row = {0};
    const struct cx_period *p = &facts->periods[period];
    int64_t balance = cx_past_balance(past, touched->first - 1);
    bool is_opening = touched->first == p->from;
    if (balance <= 0)
        return 0;
    int64_t closing = cx_past_balance(past, touched->end - 1);
    row.event =
        (struct event){.id = past->debt->id, .account = past->debt->id, .day = touched->first};
    fill_dimensions(row.cells, facts, facts->uses[fact], past, touched->first);
    row.cells[CX_EXPOSURE_OPENING] = cx_scalar_dec(is_opening ? balance : 0, 2);
    row.cells[CX_EXPOSURE_PLACED] = cx_scalar_dec(is_opening ? 0 : balance, 2);
    row.cells[CX_EXPOSURE_CLOSING] = cx_scalar_dec(closing > 0 ? closing : 0, 2);
    row.cells[CX_EXPOSURE_HELD_SHARE] =
        cx_scalar_num(cx_num_fraction(touched->days, cx_period_days(p)));
    row.cells[CX_EXPOSURE_COMPLETE] = cx_scalar_int(is_complete(past, touched->first));
    if (facts->uses[fact][CX_EXPOSURE_SECOND])
        row.cells[CX_EXPOSURE_SECOND] = cx_scalar_int(
            cx_past_has_failed(past, facts->plan->settings.promise_grace_days, touched->first));
    return add_subject_rows(facts, fact, period, subjects, count, &row);
}

static bool is_alike(const struct touched *a, const struct touched *b)
{
    return a->first == b->first && a->end == b->end && a->days == b->days;
}

static int exposures_of(struct facts *facts, enum cx_fact fact, const struct cx_past *past,
                        size_t period, struct touched_list *touched)
{
    enum { TOGETHER = 16 };
    const struct cx_period *p = &facts->periods[period];
    size_t subjects[TOGETHER];
    int rc = 0;
    cx_date placed_on = past->debt->placed_on > p->from ? past->debt->placed_on : p->from;
    cx_date end = past->debt->closed_on < p->to ? past->debt->closed_on : p->to;
    if (placed_on < end)
        touch(touched, cx_subject_of_company(facts->org), placed_on, end);
    for (size_t i = 0, next; rc == 0 && i < touched->count; i = next) {
        const struct touched *first = &touched->list[i];
        for (next = i;
             next < touched->count && next - i < TOGETHER && is_alike(first, &touched->list[next]);
             next++)
            subjects[next - i] = touched->list[next].subject;
        rc = exposure_row(facts, fact, past, period, first, subjects, next - i);
    }
    return rc;
}

static void note_holdings(struct facts *facts, const struct cx_past *past, size_t period,
                          const struct touched_list *touched)
{
    if (!past->debtor || !cx_idset_has(facts->orderers, past->debtor->id))
        return;
    for (size_t i = 0; i < touched->count; i++) {
        if (touched->list[i].subject >= (size_t)facts->org->post_count)
            continue;
        CX_GROW(facts->holdings, facts->holding_count, facts->holding_cap);
        facts->holdings[facts->holding_count++] =
            (struct holding){past->debtor->id, (int)period, (int)touched->list[i].subject};
    }
}

/* The account was in the hands of those who owned its customer. */
static void touch_owners(struct touched_list *touched, struct facts *facts,
                         const struct cx_past *past, const struct cx_period *period)
{
    for (cx_date day = period->from, end; past->debtor && day < period->to; day = end) {
        int64_t owner = cx_past_debtor_on(past, day)->owner;
        end = cx_past_debtor_until(past, day);
        touch_posts(touched, facts, cx_org_person(facts->org, owner), period, day,
                    end < past->debt->closed_on ? end : past->debt->closed_on);
    }
}

int exposure_rows(struct facts *facts, const struct cx_past *past)
{
    struct touched_list held = {0}, owned = {0};
    int rc = 0;
    for (size_t p = 0; rc == 0 && p < facts->period_count; p++) {
        held.count = owned.count = 0;
        for (size_t i = 0; i < past->episode_count; i++)
            touch_posts(&held, facts, past->episodes[i].person, &facts->periods[p],
                        (cx_date)past->episodes[i].from,
                        past->episodes[i].to < past->debt->closed_on ? past->episodes[i].to
                                                                     : past->debt->closed_on);
        if (is_period_due(facts, CX_FACT_CUSTOMER, p))
            note_holdings(facts, past, p, &held);
        if (is_period_due(facts, CX_FACT_EXPOSURE, p))
            rc = exposures_of(facts, CX_FACT_EXPOSURE, past, p, &held);
        if (rc == 0 && is_period_due(facts, CX_FACT_OWNED_EXPOSURE, p)) {
            touch_owners(&owned, facts, past, &facts->periods[p]);
            rc = exposures_of(facts, CX_FACT_OWNED_EXPOSURE, past, p, &owned);
        }
    }
    free(held.list);
    free(owned.list);
    return rc;
}
