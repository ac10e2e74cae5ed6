/* Rows of the facts that an account's story tells: payments, contacts, promises. */
#include <stdlib.h>

#include "base/decimal.h"
#include "fact/fact.h"

bool is_connected(int outcome)
{
    return outcome >= CX_TALKED;
}

void fill_dimensions(struct cx_value *cells, const struct facts *facts, const struct story *story,
                     cx_date day)
{
    cx_date first = cx_date_month_start(day);
    int dpd = day - story_due_on(story, day);
    const struct cx_stage *stage = cx_plan_stage(facts->plan, dpd);
    cells[CX_DIM_DPD] = cx_value_real(dpd);
    cells[CX_DIM_COHORT_DPD] = cx_value_real(first - story_due_on(story, first));
    cells[CX_DIM_STAGE] = cx_value_text(stage ? stage->name : NULL);
    cells[CX_DIM_CLIENT] = cx_value_text(story->client);
    cells[CX_DIM_BATCH] = cx_value_text(story->batch);
    cells[CX_DIM_PRODUCT] = cx_value_text(story->product);
    cells[CX_DIM_REGION] = cx_value_text(story->region);
    cells[CX_DIM_RATING] = cx_value_text(story->rating);
    cells[CX_DIM_AGE] = story->born_on == CX_DATE_NONE
                            ? cx_value_null()
                            : cx_value_real(cx_date_whole_years(story->born_on, day));
}

/* Who is credited with a payment, and for which part of it. */
struct shares {
    const struct credit *credits; /* NULL: one person, or nobody */
    size_t count;
    int64_t employee; /* 0: nobody */
    bool is_held;     /* credited because he held the account */
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

/* Who last contacted the account in the days that end with the payment's. */
static int64_t last_contact_by(const struct story *story, const struct payment *payment, int days)
{
    int64_t employee = 0;
    cx_date first = cx_date_of(payment->paid_at) - days + 1;
    for (size_t i = 0; i < story->contact_count; i++) {
        const struct contact *contact = &story->contacts[i];
        if (contact->started_at <= payment->paid_at && cx_date_of(contact->started_at) >= first)
            employee = contact->employee;
    }
    return employee;
}

/* The payment that a reversal takes back, at the end of any chain; itself where it is none. */
static const struct payment *original(const struct story *story, const struct payment *payment)
{
    for (size_t steps = 0; payment->reverses && steps < story->payment_count; steps++) {
        size_t i = 0;
        while (i < story->payment_count && story->payments[i].id != payment->reverses)
            i++;
        if (i == story->payment_count)
            break;
        payment = &story->payments[i];
    }
    return payment;
}

static bool has_post(const struct facts *facts, int64_t employee, cx_date day)
{
    return cx_org_post_on(facts->org, cx_org_person(facts->org, employee), day) >= 0;
}

static struct shares credited(const struct facts *facts, const struct story *story,
                              const struct payment *payment)
{
    const struct payment *first = original(story, payment);
    cx_date day = cx_date_of(first->paid_at);
    struct shares shares = {0};
    shares.credits = find_credits(facts, first->id, &shares.count);
    if (shares.credits)
        return shares;
    shares.employee = story_holder(story, day);
    shares.is_held = shares.employee != 0;
    if (!shares.employee && facts->plan->settings.attribution_days > 0)
        shares.employee = last_contact_by(story, first, facts->plan->settings.attribution_days);
    if (!has_post(facts, shares.employee, day))
        shares = (struct shares){0};
    return shares;
}

static const char *contact_channel(const struct facts *facts, const struct story *story,
                                   const struct payment *payment)
{
    cx_date first = cx_date_of(payment->paid_at) - facts->plan->settings.contact_window_days + 1;
    const char *channel = NULL;
    for (size_t i = 0; i < story->contact_count; i++) {
        const struct contact *contact = &story->contacts[i];
        if (is_connected(contact->outcome) && contact->started_at <= payment->paid_at &&
            cx_date_of(contact->started_at) >= first)
            channel = contact->channel < 0 ? NULL : cx_channels[contact->channel];
    }
    return channel;
}

static int add_part(struct facts *facts, struct fact_row *row, cx_date day, int64_t employee,
                    int64_t cents, double cleared, bool held)
{
    int post = cx_org_post_on(facts->org, cx_org_person(facts->org, employee), day);
    row->cells[CX_PAYMENT_AMOUNT] = cx_value_real(cx_dec_to_real(cents, 2));
    row->cells[CX_PAYMENT_CLEARED] = cx_value_real(cleared);
    row->cells[CX_PAYMENT_HELD] = cx_value_real(held && post >= 0);
    return add_row(facts, CX_FACT_PAYMENT, day, post, row);
}

static int add_parts(struct facts *facts, struct fact_row *row, cx_date day,
                     const struct shares *shares, int64_t cents, int cleared)
{
    int64_t weights[64], parts[64];
    size_t n = shares->count < 64 ? shares->count : 64;
    int rc = 0;
    if (!shares->credits)
        return add_part(facts, row, day, shares->employee, cents, cleared, shares->is_held);
    for (size_t i = 0; i < n; i++)
        weights[i] = shares->credits[i].share_ppm;
    if (shares->count > n || !cx_dec_split(parts, cents, weights, n))
        return cx_err_set(facts->err, CX_EDATA,
                          "a payment is shared among too many people or by no shares");
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = add_part(facts, row, day, shares->credits[i].employee, parts[i],
                      cleared * cx_dec_to_real(weights[i], 6), false);
    return rc;
}

static int owned_row(struct facts *facts, struct fact_row *row, const struct story *story,
                     cx_date day, int64_t cents, int cleared)
{
    int owner = cx_org_person(facts->org, story->owner);
    row->cells[CX_PAYMENT_AMOUNT] = cx_value_real(cx_dec_to_real(cents, 2));
    row->cells[CX_PAYMENT_CLEARED] = cx_value_real(cleared);
    row->cells[CX_PAYMENT_HELD] = cx_value_real(0);
    return add_row(facts, CX_FACT_OWNED_PAYMENT, day, cx_org_post_on(facts->org, owner, day), row);
}

static int payment_row(struct facts *facts, const struct story *story,
                       const struct payment *payment, int cleared, bool repeat)
{
    struct fact_row row = {0};
    cx_date day = cx_date_of(payment->paid_at);
    bool is_paid = is_due(facts, CX_FACT_PAYMENT, day);
    bool is_owned = is_due(facts, CX_FACT_OWNED_PAYMENT, day);
    int rc = 0;
    if (!is_paid && !is_owned)
        return 0;
    row.event = (struct event){.id = payment->id, .account = story->account};
    fill_dimensions(row.cells, facts, story, day);
    row.cells[CX_PAYMENT_CHANNEL] = cx_value_text(payment->channel);
    row.cells[CX_PAYMENT_CONTACT_CHANNEL] = cx_value_text(contact_channel(facts, story, payment));
    row.cells[CX_PAYMENT_REPEAT] = cx_value_real(repeat);
    if (is_paid) {
        struct shares shares = credited(facts, story, payment);
        rc = add_parts(facts, &row, day, &shares, payment->cents, cleared);
    }
    if (rc == 0 && is_owned)
        rc = owned_row(facts, &row, story, day, payment->cents, cleared);
    return rc;
}

int payment_rows(struct facts *facts, const struct story *story)
{
    int64_t balance = story->cents;
    bool was_paid = balance <= 0;
    size_t waiver = 0;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < story->payment_count; i++) {
        const struct payment *payment = &story->payments[i];
        /* A waiver counts before the payments of its day. */
        for (; waiver < story->waiver_count &&
               story->waivers[waiver].agreed_on <= cx_date_of(payment->paid_at);
             waiver++)
            balance -= story->waivers[waiver].cents;
        was_paid = was_paid || balance <= 0;
        int64_t after = balance - payment->cents;
        int cleared = balance > 0 && after <= 0 ? 1 : balance <= 0 && after > 0 ? -1 : 0;
        rc = payment_row(facts, story, payment, cleared, was_paid);
        balance = after;
        was_paid = was_paid || balance <= 0;
    }
    return rc;
}

static bool is_violation(const struct facts *facts, int64_t contact)
{
    const int64_t *verdict = cx_map_get(facts->verdicts, contact);
    return verdict ? *verdict == CX_VIOLATION : cx_map_get(facts->violations, contact) != NULL;
}

static int contact_row(struct facts *facts, const struct story *story,
                       const struct contact *contact)
{
    struct fact_row row = {0};
    cx_date day = cx_date_of(contact->started_at);
    bool is_effective = contact->outcome == CX_PROMISED || contact->outcome == CX_PAID;
    struct cx_value *cells = row.cells;
    if (!is_due(facts, CX_FACT_CONTACT, day))
        return 0;
    row.event = (struct event){.id = contact->id, .account = story->account};
    if (story->account)
        fill_dimensions(cells, facts, story, day);
    cells[CX_CONTACT_DURATION] = cx_value_real((double)contact->duration_s);
    cells[CX_CONTACT_EFFECTIVE] = cx_value_real(is_effective ? (double)contact->duration_s : 0);
    cells[CX_CONTACT_CONNECTED] = cx_value_real(is_connected(contact->outcome));
    cells[CX_CONTACT_PROMISED] = cx_value_real(contact->outcome == CX_PROMISED);
    cells[CX_CONTACT_COMPLAINED] =
        cx_value_real(cx_map_get(facts->complained, contact->id) != NULL);
    cells[CX_CONTACT_VIOLATION] = cx_value_real(is_violation(facts, contact->id));
    cells[CX_CONTACT_OUTCOME] =
        cx_value_text(contact->outcome < 0 ? NULL : cx_outcomes[contact->outcome]);
    cells[CX_CONTACT_CHANNEL] =
        cx_value_text(contact->channel < 0 ? NULL : cx_channels[contact->channel]);
    cells[CX_CONTACT_HOUR] =
        cx_value_real((double)((contact->started_at - (cx_time)day * 86400) / 3600));
    return add_row(facts, CX_FACT_CONTACT, day,
                   cx_org_post_on(facts->org, cx_org_person(facts->org, contact->employee), day),
                   &row);
}

int contact_rows(struct facts *facts, const struct story *story)
{
    int rc = 0;
    if (!is_wanted(facts, CX_FACT_CONTACT))
        return 0;
    for (size_t i = 0; rc == 0 && i < story->contact_count; i++)
        rc = contact_row(facts, story, &story->contacts[i]);
    return rc;
}

static bool is_dated_promise(const struct contact *contact)
{
    return contact->outcome == CX_PROMISED && contact->promised_on != CX_DATE_NONE &&
           contact->promised_on >= cx_date_of(contact->started_at);
}

static bool is_kept(const struct story *story, const struct contact *promise, cx_date due)
{
    int64_t paid = 0;
    for (size_t i = 0; i < story->payment_count; i++) {
        cx_date day = cx_date_of(story->payments[i].paid_at);
        if (day >= cx_date_of(promise->started_at) && day <= due)
            paid += story->payments[i].cents;
    }
    return promise->promised_cents == INT64_MIN ? paid > 0 : paid >= promise->promised_cents;
}

int promise_rows(struct facts *facts, const struct story *story)
{
    int rc = 0;
    if (!is_wanted(facts, CX_FACT_PROMISE))
        return 0;
    for (size_t i = 0; rc == 0 && i < story->contact_count; i++) {
        const struct contact *promise = &story->contacts[i];
        struct fact_row row = {0};
        if (!is_dated_promise(promise))
            continue;
        cx_date due = promise->promised_on + facts->plan->settings.promise_grace_days;
        bool is_replaced = false;
        for (size_t k = i + 1; k < story->contact_count && !is_replaced; k++)
            is_replaced = is_dated_promise(&story->contacts[k]) &&
                          cx_date_of(story->contacts[k].started_at) < due;
        if (is_replaced || !is_due(facts, CX_FACT_PROMISE, due))
            continue;
        row.event = (struct event){.id = promise->id, .account = story->account};
        if (promise->promised_cents != INT64_MIN)
            row.cells[CX_PROMISE_AMOUNT] =
                cx_value_real(cx_dec_to_real(promise->promised_cents, 2));
        row.cells[CX_PROMISE_KEPT] = cx_value_real(is_kept(story, promise, due));
        rc = add_row(facts, CX_FACT_PROMISE, due,
                     cx_org_post_on(facts->org, cx_org_person(facts->org, promise->employee), due),
                     &row);
    }
    return rc;
}
