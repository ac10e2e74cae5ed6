/* Private to assign/: the entries of a day's worklists. A customer is one entry, with all their
 * debts, on the list of one person. */
#ifndef CX_ASSIGN_ENTRY_H
#define CX_ASSIGN_ENTRY_H

#include "assign/desk.h"
#include "assign/traits.h"

/* Why somebody is to contact the customer, the most urgent first. */
enum cause {
    CAUSE_DUE, /* what was promised is due today, or was broken since people last worked */
    CAUSE_INSTALMENT_DUE,      /* the same of an instalment */
    CAUSE_PROMISE_REMINDER,    /* what was promised will soon be due */
    CAUSE_INSTALMENT_REMINDER, /* an instalment will soon be due */
    CAUSE_DEBT_REMINDER,       /* the debt will soon be due, or is due today */
    CAUSE_STAGE,
    CAUSE_PLAN /* none: it is paid by instalments, in time */
};

/* Why nobody is. */
enum rest {
    REST_NOT,
    REST_PROMISE,     /* a promise is open, and not due yet */
    REST_INSTALMENT,  /* instalments are paid in time, and the next is not due yet */
    REST_WORKED,      /* contacted today, and what came of it asks for nothing more */
    REST_REMINDED,    /* contacted in the days of the reminder */
    REST_STRATEGY,    /* the strategy is to do nothing */
    REST_NO_STRATEGY, /* none holds */
    REST_LIMITS,      /* the limits allow no contact */
    REST_SURPLUS      /* more than the holder can do today */
};

struct entry {
    int64_t balance, owed, expected; /* cents: of lead; of all debts, of all */
    cx_time not_before;              /* after a call that nobody took; else 0 */
    uint32_t lead;     /* the account that the talk begins with: the most urgent, then by stage,
                          then by what is expected, of those that may be talked about */
    uint32_t top;      /* the one of the highest stage, whose holder talks to the customer */
    uint32_t promiser; /* the one whose promise is talked about: lead, or another that has one */
    uint32_t first;    /* of the accounts to talk about: see entries.next */
    uint32_t place;    /* by lead's account as text: see entries_place */
    int person;
    int debts;           /* accounts to talk about */
    int32_t chance;      /* millionths; of lead */
    cx_date rests_until; /* CX_DATE_NONE: not known */
    uint8_t cause;       /* enum cause */
    uint8_t rest;        /* enum rest */
    bool is_worked;      /* contacted today, and rests */
};

struct entries {
    struct entry *list; /* in the order of accounts */
    size_t count;
    /* By account: what is expected of it, and the next to talk about with it; of the last of an
     * entry's debts, that means nothing. */
    int64_t *expected;
    uint32_t *next;
};

/* The book has BOOK_LATEST or BOOK_STORIES. After desk_measure. */
int entries_init(struct entries *entries, struct desk *desk, struct cx_err *err);
void entries_fini(struct entries *entries);

/* Puts entries whose order hangs on nothing else into that of the accounts that they begin with. */
void entries_place(struct entries *entries, const struct book *book, struct cx_db *db);

/* A debt of an entry as one of its own, for the functions below: whose it is, and why it is to be
 * talked about. */
struct entry entry_alone(const struct book *book, size_t account);
/* Of two debts of a customer, whether the talk begins with `one` rather; and whether its holder is
 * who talks. */
bool entry_comes_first(const struct entry *one, const struct entry *other, const struct book *book,
                       const int64_t *expected);
bool entry_is_higher(const struct entry *one, const struct entry *other, const struct book *book,
                     const int64_t *expected);
/* Lets the talk begin with another of the debts. If it is paid by instalments, or not due yet, the
 * customer may rest then. */
void entry_begin_with(struct entry *entry, const struct desk *desk, size_t account);

/* Leaves out of an entry of several debts those that `stays` says no to (0; negative: failed), but
 * for the one that the talk begins with. */
int entry_keep(struct entry *entry, const struct entries *entries, const struct book *book,
               int (*stays)(void *context, size_t account), void *context);
/* Calls `each` for all debts of an entry, until it fails. */
int entry_each(const struct entry *entry, const struct entries *entries,
               int (*each)(void *context, size_t account), void *context);

#endif
