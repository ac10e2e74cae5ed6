/* Rows of the facts that an account's past tells: payments, contacts, promises. */
#include <stdlib.h>

#include "base/decimal.h"
#include "fact/fact.h"

bool is_connected(int outcome)
{
    return outcome >= CX_TALKED;
}

void fill_dimensions(struct cx_scalar *cells, const struct facts *facts, const struct cx_past *past,
                     cx_date day)
{
    const struct cx_past_debt *debt = cx_past_debt_on(past, day);
    const struct cx_past_debtor *debtor = cx_past_debtor_on(past, day);
    cx_date first = cx_date_month_start(day);
    int dpd = cx_past_dpd(past, day);
    const struct cx_stage *stage = cx_plan_stage(facts->plan, dpd);
    cells[CX_DIM_DPD] = cx_scalar_int(dpd);
    cells[CX_DIM_COHORT_DPD] = cx_scalar_int(cx_past_dpd(past, first));
    cells[CX_DIM_STAGE] = cx_scalar_text(stage ? stage->name : NULL);
    cells[CX_DIM_CLIENT] = cx_scalar_text(cx_past_text(past, debt->client));
    cells[CX_DIM_BATCH] = cx_scalar_text(cx_past_text(past, debt->batch));
    cells[CX_DIM_PRODUCT] = cx_scalar_text(cx_past_text(past, debt->product));
    cells[CX_DIM_REGION] = cx_scalar_text(cx_past_text(past, debt->region));
    cells[CX_DIM_RATING] =
        cx_scalar_text(debtor && debtor->rating >= 0 ? cx_ratings[debtor->rating] : NULL);
    cells[CX_DIM_AGE] = !debtor || debtor->born_on == CX_DATE_NONE
                            ? cx_scalar_null()
                            : cx_scalar_int(cx_date_whole_years(debtor->born_on, day));
}

/* Who is credited with a payment, and for which part of it. */
struct shares {
    const struct credit *credits; /* NULL: one person, or nobody */
    size_t count;
    int person;   /* -1: nobody */
    bool is_held; /* credited because they held the account */
};

static int compare_payment(const void *key, const void *element)
{
    int64_t id = *(const int64_t *)key, other = ((const struct credit *)element)->payment;
    return (id > other) - (id < other);
}

static const struct credit *find_credits(const struct facts *facts, int64_t payment, size_t *count)
{
    const struct credit *end = facts->credits + facts->credit_count;
    const struct credit *first =
        facts->credit_count
            ? bsearch(&payment, facts->credits, facts->credit_count, sizeof *first, compare_payment)
            : NULL;
    *count = 0;
    if (!first)
        return NULL;
    while (first > facts->credits && first[-1].payment == payment)
        first--;
    while (first + *count < end && first[*count].payment == payment)
        ++*count;
    return first;
}

/* Whom the last contact was of, in the days that end with the payment's. */
static int last_contact_by(const struct facts *facts, const struct cx_past *past,
                           const struct cx_past_payment *payment, int days)
{
    int64_t employee = 0;
    cx_date first = cx_date_of(payment->paid_at) - days + 1;
    for (size_t i = 0; i < past->contact_count; i++) {
        const struct cx_past_contact *contact = &past->contacts[i];
        if (contact->started_at <= payment->paid_at && cx_date_of(contact->started_at) >= first)
            employee = past->contact_notes[i].employee;
    }
    return cx_org_person(facts->org, employee);
}

/* The payment that a reversal takes back, at the end of any chain; itself where it is none. */
static size_t original(const struct cx_past *past, size_t payment)
{
    const struct cx_payment_note *notes = past->payment_notes;
    for (size_t steps = 0; notes[payment].reverses && steps < past->payment_count; steps++) {
        size_t i = 0;
        while (i < past->payment_count && notes[i].id != notes[payment].reverses)
            i++;
        if (i == past->payment_count)
            break;
        payment = i;
    }
    return payment;
}

static struct shares credited(const struct facts *facts, const struct cx_past *past, size_t payment)
{
    size_t first = original(past, payment);
    cx_date day = cx_date_of(past->payments[first].paid_at);
    const struct cx_past_episode *held = cx_past_holder(past, day);
    int days = facts->plan->settings.attribution_days;
    struct shares shares = {.person = -1};
    shares.credits = find_credits(facts, past->payment_notes[first].id, &shares.count);
    if (shares.credits)
        return shares;
    shares.is_held = held != NULL;
    if (held)
        shares.person = held->person;
    else if (days > 0)
        shares.person = last_contact_by(facts, past, &past->payments[first], days);
    if (cx_org_post_on(facts->org, shares.person, day) < 0)
        shares = (struct shares){.person = -1};
    return shares;
}

static const char *contact_channel(const struct facts *facts, const struct cx_past *past,
                                   const struct cx_past_payment *payment)
{
    cx_date first = cx_date_of(payment->paid_at) - facts->plan->settings.contact_window_days + 1;
    const char *channel = NULL;
    for (size_t i = 0; i < past->contact_count; i++) {
        const struct cx_past_contact *contact = &past->contacts[i];
        if (is_connected(contact->outcome) && contact->started_at <= payment->paid_at &&
            cx_date_of(contact->started_at) >= first)
            channel = contact->channel < 0 ? NULL : cx_channels[contact->channel];
    }
    return channel;
}

static int add_part(struct facts *facts, struct fact_row *row, cx_date day, int person,
                    int64_t cents, struct cx_scalar cleared, bool held)
{
    int post = cx_org_post_on(facts->org, person, day);
    row->cells[CX_PAYMENT_AMOUNT] = cx_scalar_dec(cents, 2);
    row->cells[CX_PAYMENT_CLEARED] = cleared;
    row->cells[CX_PAYMENT_HELD] = cx_scalar_int(held && post >= 0);
    return add_row(facts, CX_FACT_PAYMENT, day, post, row);
}

static int add_parts(struct facts *facts, struct fact_row *row, cx_date day,
                     const struct shares *shares, int64_t cents, int cleared)
{
    int64_t weights[64], parts[64];
    size_t n = shares->count < 64 ? shares->count : 64;
    int rc = 0;
    if (!shares->credits)
        return add_part(facts, row, day, shares->person, cents, cx_scalar_int(cleared),
                        shares->is_held);
    for (size_t i = 0; i < n; i++)
        weights[i] = shares->credits[i].share_ppm;
    if (shares->count > n || !cx_dec_split(parts, cents, weights, n))
        return cx_err_set(facts->err, CX_EDATA,
                          "a payment is shared among too many people or by no shares");
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = add_part(facts, row, day, cx_org_person(facts->org, shares->credits[i].employee),
                      parts[i], cx_scalar_dec(cleared * weights[i], 6), false);
    return rc;
}

static int owned_row(struct facts *facts, struct fact_row *row, const struct cx_past *past,
                     cx_date day, int64_t cents, int cleared)
{
    const struct cx_past_debtor *debtor = cx_past_debtor_on(past, day);
    int owner = debtor ? cx_org_person(facts->org, debtor->owner) : -1;
    row->cells[CX_PAYMENT_AMOUNT] = cx_scalar_dec(cents, 2);
    row->cells[CX_PAYMENT_CLEARED] = cx_scalar_int(cleared);
    row->cells[CX_PAYMENT_HELD] = cx_scalar_int(0);
    return add_row(facts, CX_FACT_OWNED_PAYMENT, day, cx_org_post_on(facts->org, owner, day), row);
}

static int payment_row(struct facts *facts, const struct cx_past *past, size_t i, int cleared,
                       bool repeat)
{
    struct fact_row row = {0};
    const struct cx_past_payment *payment = &past->payments[i];
    const struct cx_payment_note *note = &past->payment_notes[i];
    cx_date day = cx_date_of(payment->paid_at);
    bool is_paid = is_due(facts, CX_FACT_PAYMENT, day);
    bool is_owned = is_due(facts, CX_FACT_OWNED_PAYMENT, day);
    int rc = 0;
    if (!is_paid && !is_owned)
        return 0;
    row.event = (struct event){.id = note->id, .account = past->debt->id};
    fill_dimensions(row.cells, facts, past, day);
    row.cells[CX_PAYMENT_CHANNEL] = cx_scalar_text(cx_past_text(past, note->channel));
    row.cells[CX_PAYMENT_CONTACT_CHANNEL] = cx_scalar_text(contact_channel(facts, past, payment));
    row.cells[CX_PAYMENT_REPEAT] = cx_scalar_int(repeat);
    if (is_paid) {
        struct shares shares = credited(facts, past, i);
        rc = add_parts(facts, &row, day, &shares, payment->cents, cleared);
    }
    if (rc == 0 && is_owned)
        rc = owned_row(facts, &row, past, day, payment->cents, cleared);
    return rc;
}

int payment_rows(struct facts *facts, const struct cx_past *past)
{
    struct cx_balance_run run = {.past = past};
    bool was_paid = past->debt->cents <= 0;
    int rc = 0;
    for (size_t i = 0; rc == 0 && cx_balance_next(&run); i++) {
        int cleared = run.before > 0 && run.after <= 0   ? 1
                      : run.before <= 0 && run.after > 0 ? -1
                                                         : 0;
        was_paid = was_paid || run.before <= 0;
        rc = payment_row(facts, past, i, cleared, was_paid);
        was_paid = was_paid || run.after <= 0;
    }
    return rc;
}

static bool is_violation(const struct facts *facts, int64_t contact)
{
    const int64_t *verdict = cx_map_get(facts->verdicts, contact);
    return verdict ? *verdict == CX_VIOLATION : cx_map_get(facts->violations, contact) != NULL;
}

static int contact_row(struct facts *facts, const struct cx_past *past, size_t i)
{
    struct fact_row row = {0};
    const struct cx_past_contact *contact = &past->contacts[i];
    const struct cx_contact_note *note = &past->contact_notes[i];
    cx_date day = cx_date_of(contact->started_at);
    bool is_effective = contact->outcome == CX_PROMISED || contact->outcome == CX_PAID;
    struct cx_scalar *cells = row.cells;
    if (!is_due(facts, CX_FACT_CONTACT, day))
        return 0;
    row.event = (struct event){.id = note->id, .account = past->debt ? past->debt->id : 0};
    if (past->debt)
        fill_dimensions(cells, facts, past, day);
    cells[CX_CONTACT_DURATION] = cx_scalar_int(note->duration_s);
    cells[CX_CONTACT_EFFECTIVE] = cx_scalar_int(is_effective ? note->duration_s : 0);
    cells[CX_CONTACT_CONNECTED] = cx_scalar_int(is_connected(contact->outcome));
    cells[CX_CONTACT_PROMISED] = cx_scalar_int(contact->outcome == CX_PROMISED);
    cells[CX_CONTACT_COMPLAINED] = cx_scalar_int(cx_map_get(facts->complained, note->id) != NULL);
    cells[CX_CONTACT_VIOLATION] = cx_scalar_int(is_violation(facts, note->id));
    cells[CX_CONTACT_OUTCOME] =
        cx_scalar_text(contact->outcome < 0 ? NULL : cx_outcomes[contact->outcome]);
    cells[CX_CONTACT_CHANNEL] =
        cx_scalar_text(contact->channel < 0 ? NULL : cx_channels[contact->channel]);
    cells[CX_CONTACT_HOUR] = cx_scalar_int((contact->started_at - (cx_time)day * 86400) / 3600);
    return add_row(facts, CX_FACT_CONTACT, day,
                   cx_org_post_on(facts->org, cx_org_person(facts->org, note->employee), day),
                   &row);
}

int contact_rows(struct facts *facts, const struct cx_past *past)
{
    int rc = 0;
    if (!is_wanted(facts, CX_FACT_CONTACT))
        return 0;
    for (size_t i = 0; rc == 0 && i < past->contact_count; i++)
        rc = contact_row(facts, past, i);
    return rc;
}

static int promise_row(struct facts *facts, const struct cx_past *past, size_t contact,
                       const struct cx_promise *promise)
{
    const struct cx_contact_note *note = &past->contact_notes[contact];
    int64_t cents = past->contacts[contact].promised_cents;
    int person = cx_org_person(facts->org, note->employee);
    struct fact_row row = {.event = {.id = note->id, .account = past->debt->id}};
    if (cents != INT64_MIN)
        row.cells[CX_PROMISE_AMOUNT] = cx_scalar_dec(cents, 2);
    row.cells[CX_PROMISE_KEPT] = cx_scalar_int(promise->fate == CX_FATE_KEPT);
    return add_row(facts, CX_FACT_PROMISE, promise->judged,
                   cx_org_post_on(facts->org, person, promise->judged), &row);
}

int promise_rows(struct facts *facts, const struct cx_past *past)
{
    int rc = 0;
    if (!is_wanted(facts, CX_FACT_PROMISE))
        return 0;
    for (size_t i = 0; rc == 0 && i < past->contact_count; i++) {
        if (!cx_past_is_promise(&past->contacts[i]))
            continue;
        struct cx_promise promise =
            cx_past_promise(past, i, facts->plan->settings.promise_grace_days, CX_DATE_NONE - 1);
        if (promise.fate != CX_FATE_REPLACED && is_due(facts, CX_FACT_PROMISE, promise.judged))
            rc = promise_row(facts, past, i, &promise);
    }
    return rc;
}
