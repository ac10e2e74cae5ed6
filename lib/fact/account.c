/* Rows of the facts contact, promise and instalment, and what all rows over an account say of it.
 */
#include "base/pool.h"
#include "fact/fact.h"
#include "past/stream.h"

bool is_connected(int outcome)
{
    return outcome >= CX_TALKED;
}

/* Those that are counted in days. */
static void fill_days(struct cx_scalar *cells, const struct facts *facts, const bool *uses,
                      const struct cx_past *past, cx_date day)
{
    const struct cx_past_debtor *debtor = cx_past_debtor_on(past, day);
    int dpd = uses[CX_DIM_DPD] || uses[CX_DIM_STAGE] ? cx_past_dpd(past, facts->plan, day) : 0;
    cells[CX_DIM_DPD] = cx_scalar_int(dpd);
    if (uses[CX_DIM_COHORT_DPD])
        cells[CX_DIM_COHORT_DPD] =
            cx_scalar_int(cx_past_dpd(past, facts->plan, cx_date_month_start(day)));
    if (uses[CX_DIM_STAGE]) {
        const struct cx_stage *stage = cx_plan_stage(facts->plan, dpd);
        cells[CX_DIM_STAGE] = cx_scalar_text(stage ? stage->name : NULL);
    }
    if (uses[CX_DIM_AGE] && debtor && debtor->born_on != CX_DATE_NONE)
        cells[CX_DIM_AGE] = cx_scalar_int(cx_date_whole_years(debtor->born_on, day));
    else
        cells[CX_DIM_AGE] = cx_scalar_null();
}

void fill_dimensions(struct cx_scalar *cells, const struct facts *facts, const bool *uses,
                     const struct cx_past *past, cx_date day)
{
    const struct cx_past_debt *debt = cx_past_debt_on(past, day);
    const struct cx_past_debtor *debtor = cx_past_debtor_on(past, day);
    fill_days(cells, facts, uses, past, day);
    if (uses[CX_DIM_CLIENT])
        cells[CX_DIM_CLIENT] = cx_scalar_text(cx_past_text(past, debt->client));
    if (uses[CX_DIM_BATCH])
        cells[CX_DIM_BATCH] = cx_scalar_text(cx_past_text(past, debt->batch));
    if (uses[CX_DIM_PRODUCT])
        cells[CX_DIM_PRODUCT] = cx_scalar_text(cx_past_text(past, debt->product));
    if (uses[CX_DIM_REGION])
        cells[CX_DIM_REGION] = cx_scalar_text(cx_past_text(past, debt->region));
    cells[CX_DIM_RATING] =
        cx_scalar_text(debtor && debtor->rating >= 0 ? cx_ratings[debtor->rating] : NULL);
}

unsigned unasked_columns(const struct facts *facts)
{
    static const enum cx_fact over_accounts[] = {CX_FACT_CONTACT, CX_FACT_PAYMENT,
                                                 CX_FACT_OWNED_PAYMENT, CX_FACT_EXPOSURE,
                                                 CX_FACT_OWNED_EXPOSURE};
    unsigned asked = 0;
    for (size_t i = 0; i < sizeof over_accounts / sizeof *over_accounts; i++) {
        const bool *uses = facts->uses[over_accounts[i]];
        asked |= (uses[CX_DIM_CLIENT] ? CX_PAST_CLIENT : 0) |
                 (uses[CX_DIM_BATCH] ? CX_PAST_BATCH : 0) |
                 (uses[CX_DIM_PRODUCT] ? CX_PAST_PRODUCT : 0) |
                 (uses[CX_DIM_REGION] ? CX_PAST_REGION : 0) |
                 (uses[CX_DIM_RATING] || uses[CX_DIM_AGE] ? CX_PAST_DEBTOR : 0);
    }
    if (facts->uses[CX_FACT_EXPOSURE][CX_EXPOSURE_COMPLETE] ||
        facts->uses[CX_FACT_OWNED_EXPOSURE][CX_EXPOSURE_COMPLETE])
        asked |= CX_PAST_DEBTOR | CX_PAST_REGION;
    if (is_wanted(facts, CX_FACT_OWNED_PAYMENT) || is_wanted(facts, CX_FACT_OWNED_EXPOSURE) ||
        is_wanted(facts, CX_FACT_CUSTOMER))
        asked |= CX_PAST_DEBTOR;
    return ~asked;
}

static bool is_violation(const struct facts *facts, int64_t contact)
{
    const int64_t *verdict = cx_map_get(facts->verdicts, contact);
    return verdict ? *verdict == CX_VIOLATION : cx_map_get(facts->violations, contact) != NULL;
}

/* What follows from an outcome is as unknown as the outcome. */
static struct cx_scalar if_known(const struct cx_past_contact *contact, int64_t value)
{
    return contact->outcome < 0 ? cx_scalar_null() : cx_scalar_int(value);
}

static void fill_outcome(struct cx_scalar *cells, const struct cx_past_contact *contact,
                         int64_t duration_s)
{
    bool is_effective = contact->outcome == CX_PROMISED || contact->outcome == CX_PAID;
    struct cx_scalar duration = duration_s < 0 ? cx_scalar_null() : cx_scalar_int(duration_s);
    cells[CX_CONTACT_DURATION] = duration;
    cells[CX_CONTACT_EFFECTIVE] = is_effective ? duration : if_known(contact, 0);
    cells[CX_CONTACT_CONNECTED] = if_known(contact, is_connected(contact->outcome));
    cells[CX_CONTACT_PROMISED] = if_known(contact, contact->outcome == CX_PROMISED);
    cells[CX_CONTACT_OUTCOME] =
        cx_scalar_text(contact->outcome < 0 ? NULL : cx_outcomes[contact->outcome]);
    if (contact->promised_cents != INT64_MIN)
        cells[CX_CONTACT_PROMISED_AMOUNT] = cx_scalar_dec(contact->promised_cents, 2);
}

static int contact_row(struct facts *facts, const struct cx_past *past, size_t i)
{
    struct fact_row row = {0};
    char promised_on[CX_DATE_TEXT];
    const struct cx_past_contact *contact = &past->contacts[i];
    const struct cx_contact_note *note = &past->contact_notes[i];
    cx_date day = cx_date_of(contact->started_at);
    struct cx_scalar *cells = row.cells;
    if (!is_due(facts, CX_FACT_CONTACT, day))
        return 0;
    row.event = (struct event){.id = note->id, .account = past->debt ? past->debt->id : 0};
    if (past->debt)
        fill_dimensions(cells, facts, facts->uses[CX_FACT_CONTACT], past, day);
    fill_outcome(cells, contact, note->duration_s);
    cells[CX_CONTACT_COMPLAINED] = cx_scalar_int(cx_map_get(facts->complained, note->id) != NULL);
    cells[CX_CONTACT_VIOLATION] = cx_scalar_int(is_violation(facts, note->id));
    cells[CX_CONTACT_CHANNEL] =
        cx_scalar_text(contact->channel < 0 ? NULL : cx_channels[contact->channel]);
    cells[CX_CONTACT_HOUR] = cx_scalar_int((contact->started_at - (cx_time)day * 86400) / 3600);
    cells[CX_CONTACT_REASON] = cx_scalar_text(cx_pool_get(facts->texts, note->reason));
    if (facts->uses[CX_FACT_CONTACT][CX_CONTACT_PROMISED_ON] &&
        contact->promised_on != CX_DATE_NONE)
        cells[CX_CONTACT_PROMISED_ON] =
            cx_scalar_text(cx_date_format(promised_on, contact->promised_on));
    return add_row(facts, CX_FACT_CONTACT, day,
                   cx_org_post_on(facts->org, cx_org_person(facts->org, note->employee), day),
                   &row);
}

int contact_rows(struct facts *facts, const struct cx_past *past)
{
    int rc = 0;
    if (!is_wanted(facts, CX_FACT_CONTACT))
        return 0;
    for (size_t i = 0; rc == 0 && i < past->contact_count; i++) {
        if (!facts->only_contacts || cx_idset_has(facts->only_contacts, past->contact_notes[i].id))
            rc = contact_row(facts, past, i);
    }
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
    return add_row(facts, CX_FACT_PROMISE, promise->decided,
                   cx_org_post_on(facts->org, person, promise->decided), &row);
}

int promise_rows(struct facts *facts, const struct cx_past *past)
{
    cx_date running = cx_db_running_day(facts->db);
    int rc = 0;
    if (!is_wanted(facts, CX_FACT_PROMISE))
        return 0;
    for (size_t i = 0; rc == 0 && i < past->contact_count; i++) {
        if (!cx_past_is_promise(&past->contacts[i]))
            continue;
        struct cx_promise promise =
            cx_past_promise(past, i, facts->plan->settings.promise_grace_days, CX_DATE_NONE - 1);
        if (promise.fate != CX_FATE_REPLACED &&
            !cx_fate_is_open_yet(promise.fate, promise.decided, running) &&
            is_due(facts, CX_FACT_PROMISE, promise.decided))
            rc = promise_row(facts, past, i, &promise);
    }
    return rc;
}

int instalment_rows(struct facts *facts, const struct cx_past *past)
{
    cx_date running = cx_db_running_day(facts->db);
    int rc = 0;
    if (!is_wanted(facts, CX_FACT_INSTALMENT))
        return 0;
    for (size_t i = 0; rc == 0 && i < past->instalment_count; i++) {
        const struct cx_past_instalment *of = &past->instalments[i];
        struct fact_row row = {.event = {.id = of->plan, .account = past->debt->id}};
        struct cx_instalment stands =
            cx_past_instalment(past, i, facts->plan->settings.promise_grace_days, CX_DATE_NONE - 1);
        if (stands.fate == CX_FATE_REPLACED ||
            cx_fate_is_open_yet(stands.fate, stands.decided, running) ||
            !is_due(facts, CX_FACT_INSTALMENT, stands.decided))
            continue;
        row.cells[CX_INSTALMENT_AMOUNT] = cx_scalar_dec(of->cents, 2);
        row.cells[CX_INSTALMENT_KEPT] = cx_scalar_int(stands.fate == CX_FATE_KEPT);
        int person = cx_org_person(facts->org, of->employee);
        rc = add_row(facts, CX_FACT_INSTALMENT, stands.decided,
                     cx_org_post_on(facts->org, person, stands.decided), &row);
    }
    return rc;
}
