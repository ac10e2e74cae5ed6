#include "assign/traits.h"

#include <stdlib.h>

#include "base/decimal.h"
#include "base/mem.h"

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
    cx_date due_on = book_due_on(book, i, day);
    return due_on < day && book_balance(book, i, due_on) > 0;
}

static int count_late(struct observer *observer, size_t i, cx_date day)
{
    const struct book *book = observer->book;
    int32_t customer = book->entries[i].customer;
    if (customer < 0)
        return 0;
    if (observer->days[customer] != day) {
        const struct sibling *s = STRAND_FIRST(struct sibling, book->siblings, customer);
        observer->days[customer] = day;
        observer->late[customer] = 0;
        for (; s < STRAND_END(struct sibling, book->siblings, customer); s++)
            observer->late[customer] += was_late(book, (size_t)s->entry, day);
    }
    return observer->late[customer] - was_late(book, i, day);
}

static bool is_dated_promise(const struct contact *contact)
{
    return contact->outcome == CX_PROMISED && contact->promised_on != CX_DATE_NONE;
}

static bool is_kept(const struct book *book, size_t i, const struct contact *promise, cx_date by)
{
    int64_t paid = book_paid(book, i, cx_date_of(promise->at) - 1, by);
    return promise->promised_cents == INT64_MIN ? paid > 0 : paid >= promise->promised_cents;
}

struct promise last_promise(const struct book *book, size_t i, cx_date day)
{
    struct promise last = {0};
    const struct contact *contact = STRAND_FIRST(struct contact, book->contacts, i);
    for (; contact < STRAND_END(struct contact, book->contacts, i); contact++) {
        if (cx_date_of(contact->at) <= day && is_dated_promise(contact))
            last.contact = contact;
    }
    if (last.contact) {
        last.due = last.contact->promised_on;
        last.judged = last.due + book->plan->settings.promise_grace_days;
        last.is_kept = is_kept(book, i, last.contact, day < last.judged ? day : last.judged);
    }
    return last;
}

/* Promises count as the fact `promise` has them: on the day of judgement, unless another with a
 * date was made before it. */
static void count_promise(struct traits *traits, const struct book *book, size_t i, cx_date day,
                          const struct contact *promise)
{
    const struct contact *end = STRAND_END(struct contact, book->contacts, i);
    cx_date judged = promise->promised_on + book->plan->settings.promise_grace_days;
    if (judged > day)
        return;
    for (const struct contact *later = promise + 1; later < end; later++) {
        if (is_dated_promise(later) && cx_date_of(later->at) < judged)
            return;
    }
    if (is_kept(book, i, promise, judged))
        traits->promises_kept++;
    else
        traits->promises_broken++;
}

static void walk_contacts(struct traits *traits, const struct book *book, size_t i, cx_date day)
{
    const struct contact *contact = STRAND_FIRST(struct contact, book->contacts, i);
    const struct contact *end = STRAND_END(struct contact, book->contacts, i);
    for (; contact < end && cx_date_of(contact->at) <= day; contact++) {
        if (contact->outcome >= 0)
            traits->last_outcome = contact->outcome;
        if (contact->outcome >= CX_TALKED)
            traits->unanswered = 0;
        else if (contact->outcome >= 0)
            traits->unanswered++;
        if (is_dated_promise(contact))
            count_promise(traits, book, i, day, contact);
    }
}

static bool has_ordered(const struct book *book, size_t i, cx_date day)
{
    int32_t customer = book->entries[i].customer;
    if (customer < 0)
        return false;
    const struct order *order = STRAND_FIRST(struct order, book->orders, customer);
    for (; order < STRAND_END(struct order, book->orders, customer) && order->day <= day; order++) {
        if (order->day > day - book->plan->settings.churn_days)
            return true;
    }
    return false;
}

static int days_since_payment(const struct book *book, size_t i, cx_date day)
{
    const struct payment *payment = STRAND_FIRST(struct payment, book->payments, i);
    int days = -1;
    for (; payment < STRAND_END(struct payment, book->payments, i) && payment->day <= day;
         payment++)
        days = payment->cents > 0 ? (int)(day - payment->day) : days;
    return days;
}

void observe(struct traits *traits, struct observer *observer, size_t i, cx_date day)
{
    const struct book *book = observer->book;
    int32_t customer = book->entries[i].customer;
    cx_date born_on = customer < 0 ? CX_DATE_NONE : book->customers[customer].born_on;
    *traits = (struct traits){
        .dpd = book_dpd(book, i, day),
        .balance = book_balance(book, i, day),
        .late_count = count_late(observer, i, day),
        .days_since_payment = days_since_payment(book, i, day),
        .last_outcome = -1,
        .age = born_on == CX_DATE_NONE ? -1 : cx_date_whole_years(born_on, day),
        .recent_order = has_ordered(book, i, day),
    };
    walk_contacts(traits, book, i, day);
}

static struct cx_value count_or_null(int count)
{
    return count < 0 ? cx_value_null() : cx_value_real(count);
}

static struct cx_value word(const char *const *words, int index)
{
    return cx_value_text(index < 0 ? NULL : words[index]);
}

struct cx_value traits_value(const struct traits *traits, const struct book *book, size_t i,
                             cx_date day, int64_t p_pay, int column)
{
    const struct entry *entry = &book->entries[i];
    int stage;
    switch (column) {
    case CX_ACCOUNT_DPD: return cx_value_real(traits->dpd);
    case CX_ACCOUNT_STAGE:
        stage = book_stage(book, i, day);
        return cx_value_text(stage < 0 ? NULL : book->plan->stages[stage].name);
    case CX_ACCOUNT_STATUS: return word(cx_account_statuses, entry->status);
    case CX_ACCOUNT_AMOUNT: return cx_value_real(cx_dec_to_real(entry->cents, 2));
    case CX_ACCOUNT_BALANCE: return cx_value_real(cx_dec_to_real(traits->balance, 2));
    case CX_ACCOUNT_CLIENT: return cx_value_text(book_text(book, entry->client));
    case CX_ACCOUNT_BATCH: return cx_value_text(book_text(book, entry->batch));
    case CX_ACCOUNT_PRODUCT: return cx_value_text(book_text(book, entry->product));
    case CX_ACCOUNT_REGION: return cx_value_text(book_text(book, entry->region));
    case CX_ACCOUNT_RATING: return word(cx_ratings, book_rating(book, i));
    case CX_ACCOUNT_AGE: return count_or_null(traits->age);
    case CX_ACCOUNT_CHANNEL:
        return word(cx_channels,
                    entry->customer < 0 ? -1 : book->customers[entry->customer].channel);
    case CX_ACCOUNT_LATE_COUNT: return cx_value_real(traits->late_count);
    case CX_ACCOUNT_RECENT_ORDER: return cx_value_real(traits->recent_order);
    case CX_ACCOUNT_PROMISES_KEPT: return cx_value_real(traits->promises_kept);
    case CX_ACCOUNT_PROMISES_BROKEN: return cx_value_real(traits->promises_broken);
    case CX_ACCOUNT_DAYS_SINCE_PAYMENT: return count_or_null(traits->days_since_payment);
    case CX_ACCOUNT_UNANSWERED: return cx_value_real(traits->unanswered);
    case CX_ACCOUNT_LAST_OUTCOME: return word(cx_outcomes, traits->last_outcome);
    case CX_ACCOUNT_P_PAY:
        return p_pay < 0 ? cx_value_null() : cx_value_real(cx_dec_to_real(p_pay, 6));
    default: return cx_value_null();
    }
}
