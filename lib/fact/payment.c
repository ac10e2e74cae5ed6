/* Rows of the facts payment and owned_payment. A reversal's row says what the payment that it takes
 * back says, but for the amount and the day. */
#include <stdlib.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "fact/fact.h"

#define NONE SIZE_MAX

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

/* The payment that a reversal takes back; itself where it is none. Chains are refused today, but
 * older databases may have some. */
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

/* Those credited with a payment that takes back none. */
static struct shares credited(const struct facts *facts, const struct cx_past *past, size_t payment)
{
    cx_date day = cx_date_of(past->payments[payment].paid_at);
    const struct cx_past_episode *held = cx_past_holder(past, day);
    int days = facts->plan->settings.attribution_days;
    struct shares shares = {.person = -1};
    shares.credits = find_credits(facts, past->payment_notes[payment].id, &shares.count);
    if (shares.credits)
        return shares;
    shares.is_held = held != NULL;
    if (held)
        shares.person = held->person;
    else if (days > 0)
        shares.person = last_contact_by(facts, past, &past->payments[payment], days);
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

/* A row to be told of a payment: its own, or one that takes something of it back. */
struct telling {
    const struct cx_past *past;
    size_t of;       /* the payment whose columns the row has */
    cx_date paid_on; /* its day */
    cx_date day;     /* the row's */
    int64_t id;      /* of the payment, reversal or other event behind the row */
    int64_t cents;
    int64_t before; /* what others took back of the payment before it, below 0 */
    int cleared;
};

/* The post of somebody credited on the payment's day, as it is on the row's day; -1: nobody's. What
 * counted for nobody is taken back from nobody. */
static int post_of(const struct facts *facts, const struct telling *telling, int person)
{
    return cx_org_post_on(facts->org, person, telling->paid_on) < 0
               ? -1
               : cx_org_post_on(facts->org, person, telling->day);
}

static int add_part(struct facts *facts, struct fact_row *row, const struct telling *telling,
                    int person, int64_t cents, struct cx_scalar cleared, bool is_held)
{
    bool is_known = cx_org_post_on(facts->org, person, telling->paid_on) >= 0;
    row->cells[CX_PAYMENT_AMOUNT] = cx_scalar_dec(cents, 2);
    row->cells[CX_PAYMENT_CLEARED] = cleared;
    row->cells[CX_PAYMENT_HELD] = cx_scalar_int(is_held && is_known);
    return add_row(facts, CX_FACT_PAYMENT, telling->day, post_of(facts, telling, person), row);
}

/* By largest remainder, so that they add up to the payment. Of what is taken back each has their
 * part of all that was so far, less what they had before: parts of a payment take back the whole of
 * it from all. out: as long as the weights. */
static bool split(int64_t *out, const struct telling *telling, const int64_t *weights, size_t n)
{
    int64_t *before = cx_alloc(n * sizeof *before);
    bool is_split = cx_dec_split(before, telling->before, weights, n) &&
                    cx_dec_split(out, telling->before + telling->cents, weights, n);
    for (size_t i = 0; is_split && i < n; i++)
        out[i] -= before[i];
    free(before);
    return is_split;
}

static int add_shares(struct facts *facts, struct fact_row *row, const struct telling *telling,
                      const struct shares *shares)
{
    size_t n = shares->count;
    int64_t *weights = cx_alloc(2 * n * sizeof *weights), *parts = weights + n;
    int rc = 0;
    for (size_t i = 0; i < n; i++)
        weights[i] = shares->credits[i].share_ppm;
    if (!split(parts, telling, weights, n))
        rc = cx_err_set(facts->err, CX_EDATA, "the shares of a payment are all 0");
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = add_part(facts, row, telling, cx_org_person(facts->org, shares->credits[i].employee),
                      parts[i], cx_scalar_dec(telling->cleared * weights[i], 6), false);
    free(weights);
    return rc;
}

static int add_parts(struct facts *facts, struct fact_row *row, const struct telling *telling)
{
    struct shares shares = credited(facts, telling->past, telling->of);
    if (shares.credits)
        return add_shares(facts, row, telling, &shares);
    return add_part(facts, row, telling, shares.person, telling->cents,
                    cx_scalar_int(telling->cleared), shares.is_held);
}

static int add_owned(struct facts *facts, struct fact_row *row, const struct telling *telling)
{
    const struct cx_past_debtor *debtor = cx_past_debtor_on(telling->past, telling->paid_on);
    int owner = debtor ? cx_org_person(facts->org, debtor->owner) : -1;
    row->cells[CX_PAYMENT_AMOUNT] = cx_scalar_dec(telling->cents, 2);
    row->cells[CX_PAYMENT_CLEARED] = cx_scalar_int(telling->cleared);
    row->cells[CX_PAYMENT_HELD] = cx_scalar_int(0);
    return add_row(facts, CX_FACT_OWNED_PAYMENT, telling->day, post_of(facts, telling, owner), row);
}

static int tell(void *context, const struct telling *telling)
{
    struct facts *facts = context;
    struct fact_row row = {0};
    const struct cx_past *past = telling->past;
    const struct cx_payment_note *note = &past->payment_notes[telling->of];
    const bool *uses = facts->uses[CX_FACT_PAYMENT]; /* or of owned_payment: find_uses */
    bool is_paid = is_due(facts, CX_FACT_PAYMENT, telling->day);
    bool is_owned = is_due(facts, CX_FACT_OWNED_PAYMENT, telling->day);
    int rc = 0;
    if (!is_paid && !is_owned)
        return 0;
    row.event = (struct event){.id = telling->id, .account = past->debt->id};
    fill_dimensions(row.cells, facts, uses, past, telling->paid_on);
    row.cells[CX_PAYMENT_CHANNEL] = cx_scalar_text(cx_past_text(past, note->channel));
    if (uses[CX_PAYMENT_CONTACT_CHANNEL])
        row.cells[CX_PAYMENT_CONTACT_CHANNEL] =
            cx_scalar_text(contact_channel(facts, past, &past->payments[telling->of]));
    if (uses[CX_PAYMENT_SECOND])
        row.cells[CX_PAYMENT_SECOND] = cx_scalar_int(
            cx_past_has_failed(past, facts->plan->settings.promise_grace_days, telling->paid_on));
    if (is_paid)
        rc = add_parts(facts, &row, telling);
    if (rc == 0 && is_owned)
        rc = add_owned(facts, &row, telling);
    return rc;
}

/* The row of payments[i], with the columns of payments[of]. */
static struct telling telling_of(const struct facts *facts, const struct cx_past *past, size_t i,
                                 size_t of)
{
    const struct cx_payment_note *note = &past->payment_notes[i];
    bool is_back = note->reverses && facts->plan->settings.reverses_original_day;
    return (struct telling){
        .past = past,
        .of = of,
        .paid_on = cx_date_of(past->payments[of].paid_at),
        .day = cx_date_of(past->payments[is_back ? of : i].paid_at),
        .id = note->id,
    };
}

/* What was taken back of telling's payment before; notes what this row does. *taken: by payment,
 * from the first row on that takes something back. */
static int64_t taken_before(int64_t **taken, const struct telling *telling, size_t i)
{
    if (telling->of == i)
        return 0;
    if (!*taken)
        *taken = cx_alloc(telling->past->payment_count * sizeof **taken);
    int64_t before = (*taken)[telling->of];
    (*taken)[telling->of] += telling->cents;
    return before;
}

static int tell_each(const struct facts *facts, const struct cx_past *past,
                     int (*take)(void *context, const struct telling *telling), void *context)
{
    struct cx_balance_run run = {.past = past};
    size_t clearing = NONE; /* the payment that cleared the balance, until that is undone */
    int64_t *taken = NULL;
    int rc = 0;
    for (size_t i = 0; rc == 0 && cx_balance_next(&run); i++) {
        struct telling telling = telling_of(facts, past, i, original(past, i));
        size_t undone = NONE;
        telling.cents = past->payments[i].cents;
        telling.before = taken_before(&taken, &telling, i);
        if (run.before > 0 && run.after <= 0) {
            telling.cleared = 1;
            clearing = i;
        } else if (run.before <= 0 && run.after > 0) {
            undone = clearing;
            clearing = NONE;
            telling.cleared = undone == telling.of ? -1 : 0;
        }
        rc = take(context, &telling);
        /* the balance is back, but by another payment than the one that had cleared it */
        if (rc == 0 && undone != NONE && undone != telling.of) {
            telling = telling_of(facts, past, i, undone);
            telling.cleared = -1;
            rc = take(context, &telling);
        }
    }
    free(taken);
    return rc;
}

int payment_rows(struct facts *facts, const struct cx_past *past)
{
    return tell_each(facts, past, tell, facts);
}

struct told {
    cx_date since, first;
};

static int note_day(void *context, const struct telling *telling)
{
    struct told *told = context;
    if (telling->day >= told->since && telling->paid_on < told->first)
        told->first = telling->paid_on;
    return 0;
}

int payments_told_since(cx_date *first, const struct facts *facts, const struct cx_past *past,
                        cx_date since)
{
    struct told told = {since, *first};
    int rc = tell_each(facts, past, note_day, &told);
    *first = told.first;
    return rc;
}
