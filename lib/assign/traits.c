#include "assign/traits.h"

#include <stdlib.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "conduct/conduct.h"

struct observer {
    const struct book *book;
    cx_date *days; /* by customer: of which day `late` is */
    int *late;
};

struct observer *observer_new(const struct book *book)
{
    struct observer *observer = cx_alloc(sizeof *observer);
    *observer = (struct observer){
        .book = book,
        .days = cx_realloc(NULL, book->customer_count + 1, sizeof *observer->days),
        .late = cx_alloc((book->customer_count + 1) * sizeof *observer->late),
    };
    for (size_t i = 0; i < book->customer_count; i++)
        observer->days[i] = CX_DATE_NONE;
    return observer;
}

void observer_free(struct observer *observer)
{
    if (!observer)
        return;
    free(observer->days);
    free(observer->late);
    free(observer);
}

static bool was_late(const struct book *book, size_t i, cx_date day)
{
    const struct cx_past past = book_past(book, i);
    cx_date due_on = cx_past_due_on(&past, day);
    return due_on < day && cx_past_balance(&past, due_on) > 0;
}

static int count_late(struct observer *observer, size_t i, cx_date day)
{
    const struct book *book = observer->book;
    int32_t customer = book_debt(book, i)->debtor;
    if (customer < 0)
        return 0;
    if (observer->days[customer] != day) {
        const struct sibling *s = CX_STRAND_FIRST(struct sibling, book->siblings, customer);
        observer->days[customer] = day;
        observer->late[customer] = 0;
        for (; s < CX_STRAND_END(struct sibling, book->siblings, customer); s++)
            observer->late[customer] += was_late(book, (size_t)s->account, day);
    }
    return observer->late[customer] - was_late(book, i, day);
}

struct last_promise last_promise(const struct book *book, size_t i, cx_date day)
{
    const struct cx_past past = book_past(book, i);
    struct last_promise last = {0};
    for (size_t k = 0; k < past.contact_count && cx_date_of(past.contacts[k].started_at) <= day;
         k++) {
        if (cx_past_is_promise(&past.contacts[k]))
            last.contact = &past.contacts[k];
    }
    if (last.contact)
        last.stands = cx_past_promise(&past, (size_t)(last.contact - past.contacts),
                                      book->plan->settings.promise_grace_days, day);
    return last;
}

struct cx_schedule schedule_of(const struct book *book, size_t i, cx_date day)
{
    const struct cx_past past = book_past(book, i);
    return cx_past_schedule(&past, book->plan->settings.promise_grace_days, day);
}

static bool is_broken(const struct book *book, enum cx_fate fate, cx_date judged)
{
    return fate == CX_FATE_BROKEN && !cx_fate_is_open_yet(fate, judged, book->running);
}

static void count_instalments(struct traits *traits)
{
    const struct book *book = traits->observer->book;
    const struct cx_past *past = &traits->past;
    int grace_days = book->plan->settings.promise_grace_days;
    for (size_t k = 0; k < past->instalment_count && past->instalments[k].agreed_on <= traits->day;
         k++) {
        const struct cx_instalment stands = cx_past_instalment(past, k, grace_days, traits->day);
        traits->instalments_kept += stands.fate == CX_FATE_KEPT;
        traits->instalments_broken += is_broken(book, stands.fate, stands.judged);
    }
    traits->schedule = cx_past_schedule(past, grace_days, traits->day);
}

static void count_promise(struct traits *traits, size_t contact)
{
    const struct book *book = traits->observer->book;
    const struct cx_past *past = &traits->past;
    const struct cx_promise stands =
        cx_past_promise(past, contact, book->plan->settings.promise_grace_days, traits->day);
    bool is_wanting = stands.fate == CX_FATE_OPEN || stands.fate == CX_FATE_BROKEN;
    traits->promises_kept += stands.fate == CX_FATE_KEPT;
    traits->promises_broken += is_broken(book, stands.fate, stands.judged);
    traits->promised_on = is_wanting ? past->contacts[contact].promised_on : CX_DATE_NONE;
    traits->promised_cents = past->contacts[contact].promised_cents;
}

static void walk_contacts(struct traits *traits)
{
    const struct cx_past *past = &traits->past;
    for (size_t k = 0; k < past->contact_count; k++) {
        const struct cx_past_contact *contact = &past->contacts[k];
        if (cx_date_of(contact->started_at) > traits->day)
            break;
        if (contact->outcome >= 0)
            traits->last_outcome = contact->outcome;
        if (contact->outcome >= CX_TALKED)
            traits->unanswered = 0;
        else if (contact->outcome >= 0)
            traits->unanswered++;
        if (cx_past_is_promise(contact))
            count_promise(traits, k);
    }
}

static bool has_ordered(const struct book *book, size_t i, cx_date day)
{
    int32_t customer = book_debt(book, i)->debtor;
    if (customer < 0)
        return false;
    const struct order *order = CX_STRAND_FIRST(struct order, book->orders, customer);
    for (; order < CX_STRAND_END(struct order, book->orders, customer) && order->day <= day;
         order++) {
        if (order->day > day - book->plan->settings.churn_days)
            return true;
    }
    return false;
}

static int days_since_payment(const struct cx_past *past, cx_date day)
{
    int days = -1;
    for (size_t k = 0; k < past->payment_count; k++) {
        cx_date paid_on = cx_date_of(past->payments[k].paid_at);
        if (paid_on > day)
            break;
        days = past->payments[k].cents > 0 ? day - paid_on : days;
    }
    return days;
}

static int age_on(const struct cx_past *past, cx_date day)
{
    cx_date born_on = past->debtor ? past->debtor->born_on : CX_DATE_NONE;
    return born_on == CX_DATE_NONE ? -1 : cx_date_whole_years(born_on, day);
}

void traits_take(struct traits *traits, struct observer *observer, size_t i, cx_date day)
{
    *traits = (struct traits){.last_outcome = -1,
                              .promised_on = CX_DATE_NONE,
                              .observer = observer,
                              .account = i,
                              .day = day,
                              .past = book_past(observer->book, i)};
}

static const struct traits *with_contacts(struct traits *traits)
{
    if (!traits->has_contacts)
        walk_contacts(traits);
    traits->has_contacts = true;
    return traits;
}

static const struct traits *with_instalments(struct traits *traits)
{
    if (!traits->has_instalments)
        count_instalments(traits);
    traits->has_instalments = true;
    return traits;
}

void observe(struct traits *traits, struct observer *observer, size_t i, cx_date day)
{
    traits_take(traits, observer, i, day);
    traits->dpd = cx_past_dpd(&traits->past, observer->book->plan, day);
    traits->balance = cx_past_balance(&traits->past, day);
    traits->late_count = count_late(observer, i, day);
    traits->days_since_payment = days_since_payment(&traits->past, day);
    traits->age = age_on(&traits->past, day);
    traits->recent_order = has_ordered(observer->book, i, day);
    (void)with_contacts(traits);
    (void)with_instalments(traits);
}

/* Nobody took a call: it is to be tried again. */
static bool is_missed(const struct cx_past_contact *contact)
{
    return (contact->channel < 0 || contact->channel == CX_PHONE) &&
           (contact->outcome == CX_NO_ANSWER || contact->outcome == CX_BUSY);
}

/* Whether a contact is on record for one of the first n accounts of the customer, too. By whom it
 * was isn't known here, but nobody takes two calls at a time either. */
static bool is_again(const struct book *book, size_t i, size_t n,
                     const struct cx_past_contact *contact)
{
    if (!cx_contact_is_one(contact->channel, contact->started_at))
        return false;
    for (size_t m = 0; m < n; m++) {
        const struct cx_past past = book_past(book, book_family(book, i, m));
        size_t k = past.contact_count;
        while (k > 0 && past.contacts[k - 1].started_at > contact->started_at)
            k--;
        for (; k > 0 && past.contacts[k - 1].started_at == contact->started_at; k--) {
            if (past.contacts[k - 1].channel == contact->channel)
                return true;
        }
    }
    return false;
}

struct customer_contacts customer_contacts(const struct book *book, size_t i, cx_date day)
{
    struct customer_contacts of = {.last = INT64_MIN};
    size_t size = book_family_size(book, i);
    for (size_t n = 0; n < size; n++) {
        const struct cx_past past = book_past(book, book_family(book, i, n));
        size_t k = past.contact_count;
        while (k > 0 && cx_date_of(past.contacts[k - 1].started_at) > day)
            k--;
        if (k > 0 && past.contacts[k - 1].started_at > of.last)
            of.last = past.contacts[k - 1].started_at;
        for (; k > 0 && cx_date_of(past.contacts[k - 1].started_at) == day; k--) {
            of.today += !is_again(book, i, n, &past.contacts[k - 1]);
            of.settled += !is_missed(&past.contacts[k - 1]);
        }
    }
    return of;
}

static int other_debts(const struct book *book, size_t i, cx_date day)
{
    size_t size = book_family_size(book, i);
    int count = 0;
    for (size_t n = 0; n < size; n++) {
        size_t other = book_family(book, i, n);
        count += other != i && book_debt(book, other)->placed_on <= day &&
                 book_is_open(book, other, day);
    }
    return count;
}

static struct cx_scalar date_or_null(char text[CX_DATE_TEXT], cx_date day)
{
    return cx_scalar_text(day == CX_DATE_NONE ? NULL : cx_date_format(text, day));
}

static struct cx_scalar last_contact(char text[CX_DATE_TEXT], const struct book *book, size_t i,
                                     cx_date day)
{
    cx_time last = customer_contacts(book, i, day).last;
    return date_or_null(text, last == INT64_MIN ? CX_DATE_NONE : cx_date_of(last));
}

static struct cx_scalar count_or_null(int count)
{
    return count < 0 ? cx_scalar_null() : cx_scalar_int(count);
}

static struct cx_scalar word(const char *const *words, int index)
{
    return cx_scalar_text(index < 0 ? NULL : words[index]);
}

/* Of the promise that was made last. */
static struct cx_scalar value_of_promise(struct traits *traits, int column)
{
    const struct traits *of = with_contacts(traits);
    if (of->promised_on == CX_DATE_NONE)
        return cx_scalar_null();
    if (column == CX_ACCOUNT_PROMISED_ON)
        return date_or_null(traits->date_texts[0], of->promised_on);
    if (column == CX_ACCOUNT_DAYS_TO_PROMISE)
        return cx_scalar_int(of->promised_on - of->day);
    return of->promised_cents == INT64_MIN ? cx_scalar_null()
                                           : cx_scalar_dec(of->promised_cents, 2);
}

/* Of the first instalment that is not paid. */
static struct cx_scalar value_of_instalment(struct traits *traits, int column)
{
    const struct cx_schedule *schedule = &with_instalments(traits)->schedule;
    if (!schedule->next)
        return cx_scalar_null();
    if (column == CX_ACCOUNT_INSTALMENT_ON)
        return date_or_null(traits->date_texts[2], schedule->next->due_on);
    if (column == CX_ACCOUNT_DAYS_TO_INSTALMENT)
        return cx_scalar_int(schedule->next->due_on - traits->day);
    return cx_scalar_dec(schedule->next->cents - schedule->paid, 2);
}

struct cx_scalar traits_value(struct traits *traits, int64_t p_pay, int column)
{
    const struct book *book = traits->observer->book;
    size_t i = traits->account;
    cx_date day = traits->day;
    const struct cx_past *past = &traits->past;
    int stage;
    switch (column) {
    case CX_ACCOUNT_DPD: return cx_scalar_int(cx_past_dpd(past, book->plan, day));
    case CX_ACCOUNT_STAGE:
        stage = cx_past_stage(past, book->plan, day);
        return cx_scalar_text(stage < 0 ? NULL : book->plan->stages[stage].name);
    case CX_ACCOUNT_STATUS: return word(cx_account_statuses, past->debt->status);
    case CX_ACCOUNT_AMOUNT: return cx_scalar_dec(past->debt->cents, 2);
    case CX_ACCOUNT_BALANCE: return cx_scalar_dec(cx_past_balance(past, day), 2);
    case CX_ACCOUNT_CLIENT: return cx_scalar_text(book_text(book, past->debt->client));
    case CX_ACCOUNT_BATCH: return cx_scalar_text(book_text(book, past->debt->batch));
    case CX_ACCOUNT_PRODUCT: return cx_scalar_text(book_text(book, past->debt->product));
    case CX_ACCOUNT_REGION: return cx_scalar_text(book_text(book, book_region(book, i)));
    case CX_ACCOUNT_RATING: return word(cx_ratings, book_rating(book, i));
    case CX_ACCOUNT_AGE: return count_or_null(age_on(past, day));
    case CX_ACCOUNT_CHANNEL: return word(cx_channels, past->debtor ? past->debtor->channel : -1);
    case CX_ACCOUNT_LATE_COUNT: return cx_scalar_int(count_late(traits->observer, i, day));
    case CX_ACCOUNT_RECENT_ORDER: return cx_scalar_int(has_ordered(book, i, day));
    case CX_ACCOUNT_PROMISES_KEPT: return cx_scalar_int(with_contacts(traits)->promises_kept);
    case CX_ACCOUNT_PROMISES_BROKEN: return cx_scalar_int(with_contacts(traits)->promises_broken);
    case CX_ACCOUNT_DAYS_SINCE_PAYMENT: return count_or_null(days_since_payment(past, day));
    case CX_ACCOUNT_UNANSWERED: return cx_scalar_int(with_contacts(traits)->unanswered);
    case CX_ACCOUNT_LAST_OUTCOME: return word(cx_outcomes, with_contacts(traits)->last_outcome);
    case CX_ACCOUNT_PROMISED_ON:
    case CX_ACCOUNT_PROMISED_AMOUNT:
    case CX_ACCOUNT_DAYS_TO_PROMISE: return value_of_promise(traits, column);
    case CX_ACCOUNT_INSTALMENT_ON:
    case CX_ACCOUNT_INSTALMENT_AMOUNT:
    case CX_ACCOUNT_DAYS_TO_INSTALMENT: return value_of_instalment(traits, column);
    case CX_ACCOUNT_INSTALMENTS_KEPT:
        return cx_scalar_int(with_instalments(traits)->instalments_kept);
    case CX_ACCOUNT_INSTALMENTS_BROKEN:
        return cx_scalar_int(with_instalments(traits)->instalments_broken);
    case CX_ACCOUNT_CUSTOMER_RATING: return word(cx_ratings, book_rating(book, i));
    case CX_ACCOUNT_OTHER_DEBTS: return cx_scalar_int(other_debts(book, i, day));
    case CX_ACCOUNT_LAST_CONTACT: return last_contact(traits->date_texts[1], book, i, day);
    case CX_ACCOUNT_CONTACTS_TODAY: return cx_scalar_int(customer_contacts(book, i, day).today);
    case CX_ACCOUNT_P_PAY: return p_pay < 0 ? cx_scalar_null() : cx_scalar_dec(p_pay, 6);
    default: return cx_scalar_null();
    }
}
