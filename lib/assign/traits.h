/* Private to assign/: what is known of an account on a day, for the model and for expressions.
 * Needs a book with BOOK_STORIES; BOOK_LATEST will do for open accounts today, but for what book.h
 * lists, and not for `unanswered`. */
#ifndef CX_ASSIGN_TRAITS_H
#define CX_ASSIGN_TRAITS_H

#include "assign/book.h"
#include "expr/scalar.h"
#include "plan/names.h"

struct traits {
    int dpd;
    int64_t balance; /* cents */
    int late_count;  /* the customer's other accounts that were not paid on their due date */
    int promises_kept, promises_broken;
    int days_since_payment; /* -1: there was none */
    int unanswered;         /* contacts since the last connected one */
    int last_outcome;       /* -1: none */
    int age;                /* -1: not known */
    bool recent_order;      /* in the churn_days up to the day */
    cx_date promised_on; /* of the last promise, if it is open or was broken; else CX_DATE_NONE */
    int64_t promised_cents; /* INT64_MIN: no amount named */
    int instalments_kept, instalments_broken;
    struct cx_schedule schedule; /* of the plan of instalments */

    struct observer *observer; /* whose and which day's all that is */
    size_t account;
    cx_date day;
    struct cx_past past;
    bool has_contacts, has_instalments; /* what is said of them above has been looked up */
    char date_texts[3][CX_DATE_TEXT];   /* room */
};

/* Remembers what is the same for all accounts of a customer. */
struct observer;
struct observer *observer_new(const struct book *book);
void observer_free(struct observer *observer); /* NULL is fine */
/* Nothing that came after the day is looked at. */
void observe(struct traits *traits, struct observer *observer, size_t i, cx_date day);

/* The same for expressions, which ask for a few: traits_value looks each up. */
void traits_take(struct traits *traits, struct observer *observer, size_t i, cx_date day);
/* A column of cx_account_columns but the phone number, which a book doesn't have. p_pay:
 * millionths, -1: null. Dates as texts stay until the traits are asked again. */
struct cx_scalar traits_value(struct traits *traits, int64_t p_pay, int column);

/* The promise that was made last of those with a date, and how it stands. */
struct last_promise {
    const struct cx_past_contact *contact; /* NULL: there is none */
    struct cx_promise stands;
};
struct last_promise last_promise(const struct book *book, size_t i, cx_date day);

/* How the plan of instalments that was agreed last stands. */
struct cx_schedule schedule_of(const struct book *book, size_t i, cx_date day);

/* The contacts of an account's customer on any of their accounts, until the end of a day. */
struct customer_contacts {
    cx_time last; /* INT64_MIN: there was none */
    int today;    /* of that day; a call about several accounts is one */
    int settled;  /* records of these, but for calls that nobody took */
};
struct customer_contacts customer_contacts(const struct book *book, size_t i, cx_date day);

#endif
