#include "assign/why.h"

#include <stdio.h>

#include "base/decimal.h"
#include "base/lang.h"

bool put_promise(char *out, size_t size, const struct book *book, const struct entry *entry)
{
    const struct last_promise promise = last_promise(book, entry->promiser, book->today);
    const struct cx_past_contact *contact = promise.contact;
    const struct cx_promise *stands = &promise.stands;
    char promised[CX_DEC_TEXT], paid[CX_DEC_TEXT], day[CX_DATE_TEXT];
    bool is_now = entry->cause == CAUSE_DUE || entry->cause == CAUSE_PROMISE_REMINDER;
    bool is_open = stands->fate == CX_FATE_OPEN ||
                   (stands->fate == CX_FATE_BROKEN && stands->judged == book->today);
    if (!contact || (!is_now && !is_open))
        return false;
    const char *amount = contact->promised_cents == INT64_MIN
                             ? cx_shown("to pay")
                             : cx_dec_format(promised, contact->promised_cents, 2);
    cx_date_format(day, stands->due);
    cx_dec_format(paid, stands->paid, 2);
    if (stands->due == book->today && stands->paid > 0)
        snprintf(out, size, cx_shown("promised %s for today, and paid %s"), amount, paid);
    else if (stands->due == book->today)
        snprintf(out, size, cx_shown("promised %s for today"), amount);
    else if (stands->paid > 0)
        snprintf(out, size, cx_shown("promised %s for %s, and paid %s"), amount, day, paid);
    else if (stands->due > book->today)
        snprintf(out, size, cx_shown("promised %s for %s"), amount, day);
    else
        snprintf(out, size, cx_shown("promised %s for %s, and did not pay"), amount, day);
    return true;
}

bool put_instalment(char *out, size_t size, const struct book *book, const struct entry *entry)
{
    cx_date today = book->today;
    const struct cx_schedule schedule = schedule_of(book, entry->lead, today);
    const struct cx_past_instalment *next = schedule.next;
    char amount[CX_DEC_TEXT], paid[CX_DEC_TEXT], left[CX_DEC_TEXT], day[CX_DATE_TEXT];
    if (!next)
        return false;
    cx_dec_format(amount, next->cents, 2);
    cx_dec_format(paid, schedule.paid, 2);
    cx_dec_format(left, next->cents - schedule.paid, 2);
    cx_date_format(day, next->due_on);
    if (next->due_on > today)
        snprintf(out, size, cx_shown("pays by instalments: the next, %s, is due on %s"), left, day);
    else if (next->due_on == today && schedule.paid > 0)
        snprintf(out, size, cx_shown("%s of the instalment of %s is due today"), left, amount);
    else if (next->due_on == today)
        snprintf(out, size, cx_shown("the instalment of %s is due today"), amount);
    else if (schedule.paid > 0)
        snprintf(out, size, cx_shown("the instalment of %s for %s: only %s is paid"), amount, day,
                 paid);
    else
        snprintf(out, size, cx_shown("the instalment of %s for %s is not paid"), amount, day);
    return true;
}

void put_why(char *out, size_t size, const struct book *book, const struct entry *entry)
{
    const struct cx_past past = book_past(book, entry->lead);
    char day[CX_DATE_TEXT];
    if (entry->cause == CAUSE_DEBT_REMINDER)
        snprintf(out, size, cx_shown("due on %s"),
                 cx_date_format(day, cx_past_due_on(&past, book->today)));
    else if (!put_promise(out, size, book, entry) && !put_instalment(out, size, book, entry))
        snprintf(out, size, cx_shown("stage %s at %d days"),
                 cx_stage_shown(&book->plan->stages[cx_past_stage(&past, book->plan, book->today)]),
                 cx_past_dpd(&past, book->plan, book->today));
}
