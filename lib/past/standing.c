#include "past/past.h"

#include "base/pool.h"

#define DAY_S 86400

/* The first second after a day. */
static cx_time end_of(cx_date day)
{
    return ((cx_time)day + 1) * DAY_S;
}

const char *cx_past_text(const struct cx_past *past, int32_t number)
{
    return cx_pool_get(past->texts, number);
}

const struct cx_past_debt *cx_past_debt_on(const struct cx_past *past, cx_date day)
{
    size_t i = past->former_debt_count;
    if (i == 0 || past->debt->since <= day)
        return past->debt;
    while (i > 1 && past->former_debts[i - 1].since > day)
        i--;
    return &past->former_debts[i - 1];
}

const struct cx_past_debtor *cx_past_debtor_on(const struct cx_past *past, cx_date day)
{
    size_t i = past->former_debtor_count;
    if (i == 0 || past->debtor->since <= day)
        return past->debtor;
    while (i > 1 && past->former_debtors[i - 1].since > day)
        i--;
    return &past->former_debtors[i - 1];
}

cx_date cx_past_debtor_until(const struct cx_past *past, cx_date day)
{
    size_t count = past->former_debtor_count;
    if (count == 0 || past->debtor->since <= day)
        return CX_DATE_NONE;
    for (size_t i = 1; i < count; i++) {
        if (past->former_debtors[i].since > day)
            return past->former_debtors[i].since;
    }
    return past->debtor->since;
}

int64_t cx_past_paid(const struct cx_past *past, cx_date from, cx_date to)
{
    cx_time first = end_of(from), end = end_of(to);
    int64_t paid = 0;
    for (size_t i = 0; i < past->payment_count && past->payments[i].paid_at < end; i++)
        paid += past->payments[i].paid_at >= first ? past->payments[i].cents : 0;
    return paid;
}

int64_t cx_past_waived(const struct cx_past *past, cx_date from, cx_date to)
{
    int64_t waived = 0;
    for (size_t i = 0; i < past->waiver_count && past->waivers[i].agreed_on <= to; i++)
        waived += past->waivers[i].agreed_on > from ? past->waivers[i].cents : 0;
    return waived;
}

int64_t cx_past_balance(const struct cx_past *past, cx_date day)
{
    return past->debt->cents - cx_past_waived(past, -CX_DATE_NONE, day) -
           cx_past_paid(past, -CX_DATE_NONE, day);
}

cx_date cx_past_due_on(const struct cx_past *past, cx_date day)
{
    cx_date due_on = past->debt->due_on;
    for (size_t i = 0; i < past->extension_count && past->extensions[i].agreed_on <= day; i++)
        due_on = past->extensions[i].due_on;
    return due_on;
}

const struct cx_past_episode *cx_past_holder(const struct cx_past *past, cx_date day)
{
    for (size_t i = 0; i < past->episode_count; i++) {
        if (past->episodes[i].from <= day && day < past->episodes[i].to)
            return &past->episodes[i];
    }
    return NULL;
}

bool cx_past_is_placed(const struct cx_past *past, cx_date day)
{
    return past->debt->placed_on <= day && day < past->debt->closed_on;
}

bool cx_balance_next(struct cx_balance_run *run)
{
    const struct cx_past *past = run->past;
    if (run->payment_count == past->payment_count)
        return false;
    const struct cx_past_payment *payment = &past->payments[run->payment_count];
    cx_date day = cx_date_of(payment->paid_at);
    run->before = run->payment_count == 0 ? past->debt->cents : run->after;
    for (; run->waiver_count < past->waiver_count &&
           past->waivers[run->waiver_count].agreed_on <= day;
         run->waiver_count++)
        run->before -= past->waivers[run->waiver_count].cents;
    run->after = run->before - payment->cents;
    run->payment_count++;
    return true;
}

bool cx_past_is_promise(const struct cx_past_contact *contact)
{
    return contact->outcome == CX_PROMISED && contact->promised_on != CX_DATE_NONE &&
           contact->promised_on >= cx_date_of(contact->started_at);
}

static bool is_enough(const struct cx_past_contact *made, int64_t paid)
{
    return made->promised_cents == INT64_MIN ? paid > 0 : paid >= made->promised_cents;
}

/* The first day, until a last one, at whose end the payments since a promise was made reach it;
 * CX_DATE_NONE: none. */
static cx_date reached_on(const struct cx_past *past, const struct cx_past_contact *made,
                          cx_date last)
{
    cx_date day = cx_date_of(made->started_at);
    size_t i = 0;
    int64_t paid = 0;
    while (i < past->payment_count && past->payments[i].paid_at < end_of(day - 1))
        i++;
    while (day <= last) {
        for (; i < past->payment_count && past->payments[i].paid_at < end_of(day); i++)
            paid += past->payments[i].cents;
        if (is_enough(made, paid))
            return day;
        if (i == past->payment_count)
            break;
        day = cx_date_of(past->payments[i].paid_at);
    }
    return CX_DATE_NONE;
}

/* Another was made by a day, in the promise's place. */
static bool is_replaced(const struct cx_past *past, size_t contact,
                        const struct cx_promise *promise, cx_date day)
{
    for (size_t i = contact + 1; i < past->contact_count; i++) {
        cx_date made = cx_date_of(past->contacts[i].started_at);
        if (made > day || made >= promise->decided || made > promise->due)
            break;
        if (cx_past_is_promise(&past->contacts[i]))
            return true;
    }
    return false;
}

struct cx_promise cx_past_promise(const struct cx_past *past, size_t contact, int grace_days,
                                  cx_date day)
{
    const struct cx_past_contact *made = &past->contacts[contact];
    struct cx_promise promise = {.due = made->promised_on,
                                 .judged = made->promised_on + grace_days};
    cx_date last = day < promise.judged ? day : promise.judged;
    cx_date reached = reached_on(past, made, last);
    promise.paid = cx_past_paid(past, cx_date_of(made->started_at) - 1, last);
    promise.decided = reached == CX_DATE_NONE ? promise.judged : reached;
    promise.fate = is_replaced(past, contact, &promise, day) ? CX_FATE_REPLACED
                   : reached != CX_DATE_NONE                 ? CX_FATE_KEPT
                   : day < promise.judged                    ? CX_FATE_OPEN
                                                             : CX_FATE_BROKEN;
    return promise;
}

static bool has_broken(const struct cx_past *past, int grace_days, cx_date day)
{
    for (size_t i = 0; i < past->contact_count && past->contacts[i].started_at < end_of(day); i++) {
        if (cx_past_is_promise(&past->contacts[i]) &&
            cx_past_promise(past, i, grace_days, day).fate == CX_FATE_BROKEN)
            return true;
    }
    return false;
}

bool cx_past_has_failed(const struct cx_past *past, int grace_days, cx_date day)
{
    const struct cx_past_episode *holder = cx_past_holder(past, day);
    for (size_t i = 0; i < past->episode_count && past->episodes[i].to <= day; i++) {
        const struct cx_past_episode *ended = &past->episodes[i];
        if ((!holder || holder->person != ended->person) &&
            cx_past_balance(past, ended->to - 1) > 0)
            return true;
    }
    return has_broken(past, grace_days, day - 1);
}
