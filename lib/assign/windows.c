#include "assign/windows.h"

/* The day of the first payment on any account; CX_DATE_NONE: there is none. */
static cx_date first_paid(const struct book *book)
{
    const struct cx_strand *payments = &book->archive->payments;
    const struct cx_past_payment *list = (const struct cx_past_payment *)(void *)payments->items;
    cx_time first = INT64_MAX;
    for (size_t i = 0; i < payments->count; i++)
        first = list[i].paid_at < first ? list[i].paid_at : first;
    return first == INT64_MAX ? CX_DATE_NONE : cx_date_of(first);
}

struct windows windows_of(const struct book *book, int most)
{
    struct windows windows = {.days = book->plan->settings.pay_days};
    cx_date first = first_paid(book);
    if (windows.days <= 0)
        windows.days = 1;
    for (int k = 1; k <= most && k <= WINDOWS_MAX; k++) {
        cx_date start = book->today - k * windows.days;
        if (start < first - 1)
            break;
        windows.starts[windows.count++] = start;
    }
    return windows;
}

/* It was not taken away before the window's end; what is closed because it was paid was worked. */
static bool was_worked(const struct cx_past_debt *debt, cx_date start, const struct book *book)
{
    return debt->close_reason == CX_CLOSE_PAID ||
           debt->closed_on > start + book->plan->settings.pay_days;
}

bool windows_has(const struct book *book, size_t i, cx_date start)
{
    const struct cx_past past = book_past(book, i);
    struct stood stood;
    return windows_stood(&stood, book, &past, start);
}

bool windows_stood(struct stood *out, const struct book *book, const struct cx_past *past,
                   cx_date start)
{
    if (!cx_past_is_placed(past, start) || !was_worked(past->debt, start, book))
        return false;
    out->stage = cx_past_stage(past, book->plan, start);
    if (out->stage < 0)
        return false;
    out->balance = cx_past_balance(past, start);
    return out->balance > 0;
}
