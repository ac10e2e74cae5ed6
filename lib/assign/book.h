/* Private to assign/: all accounts and what happened to them (past/archive.h), with the plan by
 * which they are worked. As there, "on a day" is at its end. */
#ifndef CX_ASSIGN_BOOK_H
#define CX_ASSIGN_BOOK_H

#include "past/archive.h"
#include "plan/plan.h"

struct order {
    int64_t day;
};

struct sibling {
    int64_t due_on;
    int32_t account; /* place in the book */
};

struct book {
    const struct cx_plan *plan;
    const struct cx_org *org;
    cx_date today;   /* nothing that came after it is known */
    cx_date worked;  /* the last working day before it */
    cx_date running; /* today, if it is not over: what can still be paid is not broken; else
                        CX_DATE_NONE */
    struct cx_archive *archive;
    size_t count; /* accounts */
    size_t customer_count;
    /* With stories, by place of the customer: orders, and accounts. */
    struct cx_strand orders, siblings;
};

enum {
    BOOK_STORIES = 1, /* contacts and orders too */
    /* The same for a worklist of today: of contacts those that reminders and promises ask for. On
     * top of that, of open accounts all promises, and the last outcome; of all the last contact. */
    BOOK_LATEST = 2,
    BOOK_PROMISES = 4,
    BOOK_OUTCOMES = 8,
    BOOK_TIMES = 16,
};

int book_open(struct book **out, struct cx_db *db, const struct cx_plan *plan,
              const struct cx_org *org, cx_date today, unsigned what, struct cx_err *err);
void book_close(struct book *book); /* NULL is fine */

static inline struct cx_past book_past(const struct book *book, size_t i)
{
    return cx_archive_past(book->archive, i);
}
static inline const struct cx_past_debt *book_debt(const struct book *book, size_t i)
{
    return &book->archive->debts[i];
}
/* NULL: the customer is not known. */
static inline const struct cx_past_debtor *book_debtor(const struct book *book, size_t i)
{
    int32_t debtor = book->archive->debts[i].debtor;
    return debtor < 0 ? NULL : &book->archive->debtors[debtor];
}
int64_t book_balance(const struct book *book, size_t i, cx_date day);
/* Payments from the day after `from` to `to`. */
int64_t book_paid(const struct book *book, size_t i, cx_date from, cx_date to);
/* The stage as an index in the plan; -1: none. */
int book_stage(const struct book *book, size_t i, cx_date day);
/* The episode that holds on a day; NULL: none. */
const struct cx_past_episode *book_held(const struct book *book, size_t i, cx_date day);
bool book_is_paused(const struct book *book, size_t i, cx_date day);
const char *book_text(const struct book *book, int32_t text); /* NULL for -1 */
int32_t book_region(const struct book *book, size_t i); /* text; where not known, the customer's */
/* The accounts of an account's customer, itself among them, from k = 0 on; an account whose
 * customer is not known stands alone. For a book with BOOK_STORIES. */
size_t book_family_size(const struct book *book, size_t i);
size_t book_family(const struct book *book, size_t i, size_t k);
int book_rating(const struct book *book, size_t i); /* -1: none */
/* Open: owed, and not closed, by whatever word. */
bool book_is_open(const struct book *book, size_t i, cx_date day);
/* Puts accounts into the order of their ids as text, in which ids inside need not be. */
void book_sort(size_t *places, size_t count, const struct book *book, struct cx_db *db);

#endif
