/* Private to assign/: all accounts with what happened to them, in arrays, and how things stood on
 * any day. "On a day" is at its end: what happened on it counts. */
#ifndef CX_ASSIGN_BOOK_H
#define CX_ASSIGN_BOOK_H

#include <stdbool.h>

#include "assign/lookup.h"
#include "assign/strand.h"
#include "base/date.h"
#include "org/org.h"
#include "plan/plan.h"

struct entry {  /* an account */
    int64_t id; /* first: lookup.h */
    int64_t cents;
    int32_t customer; /* place in customers; -1: none */
    cx_date due_on, placed_on;
    cx_date paused_until;           /* CX_DATE_NONE: not said */
    int32_t client, batch, product; /* in texts; -1: none */
    int32_t region;
    int8_t status;
};

struct customer {
    int64_t id;      /* first */
    cx_date born_on; /* CX_DATE_NONE: not known */
    int32_t region;
    int8_t rating, channel; /* -1: none */
};

struct payment {
    int64_t day, cents;
};
struct waiver {
    int64_t day, cents;
};
struct extension {
    int64_t day;
    cx_date due_on;
};
struct contact {
    int64_t at;              /* seconds */
    int64_t promised_cents;  /* INT64_MIN: no amount named */
    cx_date promised_on;     /* CX_DATE_NONE: no day named */
    int8_t channel, outcome; /* -1: not known */
};
struct order {
    int64_t day;
};
struct episode {
    int64_t from;
    cx_date to;     /* CX_DATE_NONE: still held */
    int32_t person; /* in the organisation; -1: somebody it doesn't know */
};

/* Of which day the book knows: nothing that came after it is in it, but episodes and arrangements
 * by which it can be told that they lie ahead. */
struct book {
    const struct cx_plan *plan;
    const struct cx_org *org;
    cx_date today;
    struct entry *entries; /* in the order of ids inside */
    size_t count;
    struct customer *customers;
    size_t customer_count;
    struct lookup accounts, debtors;
    struct strand payments, waivers, extensions, episodes; /* of accounts */
    struct strand contacts, siblings; /* with BOOK_STORIES; siblings: a customer's accounts */
    struct strand orders;             /* with BOOK_STORIES: of customers */
    struct cx_pool *texts;
};

struct sibling {
    int64_t due_on;
    int32_t entry;
};

enum {
    BOOK_STORIES = 1, /* contacts and orders too */
};

int book_open(struct book **out, struct cx_db *db, const struct cx_plan *plan,
              const struct cx_org *org, cx_date today, unsigned what, struct cx_err *err);
void book_close(struct book *book); /* NULL is fine */

int64_t book_balance(const struct book *book, size_t i, cx_date day);
cx_date book_due_on(const struct book *book, size_t i, cx_date day); /* as extended by then */
/* Payments from the day after `from` to `to`. */
int64_t book_paid(const struct book *book, size_t i, cx_date from, cx_date to);
int book_dpd(const struct book *book, size_t i, cx_date day);
/* The stage as an index in the plan; -1: none. */
int book_stage(const struct book *book, size_t i, cx_date day);
/* The episode that holds on a day; NULL: none. */
const struct episode *book_held(const struct book *book, size_t i, cx_date day);
bool book_is_paused(const struct book *book, size_t i, cx_date day);
const char *book_text(const struct book *book, int32_t text); /* NULL for -1 */
int book_rating(const struct book *book, size_t i);           /* -1: none */
/* Open: owed, and neither closed nor written off. */
bool book_is_open(const struct book *book, size_t i, cx_date day);
/* Puts accounts into the order of their ids as text, in which ids inside need not be. */
void book_sort(size_t *places, size_t count, const struct book *book, struct cx_db *db);

#endif
