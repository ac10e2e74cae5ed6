/* Private to assign/: what becomes of each account on a day. */
#ifndef CX_ASSIGN_DEAL_H
#define CX_ASSIGN_DEAL_H

#include "assign/assign.h"
#include "assign/chance.h"
#include "assign/skill.h"
#include "base/decimal.h"

enum why {
    WHY_NONE,
    WHY_PAID,
    WHY_CLOSED,
    WHY_WRITTEN_OFF,
    WHY_RECALLED,
    WHY_SOLD,
    WHY_LEFT,        /* the holder has no post any more */
    WHY_TEAM_CLOSED, /* the holder's team was closed */
    WHY_NEW,         /* nobody held it */
    WHY_STAGE,       /* it crossed a bound */
    WHY_TEAM,        /* the holder changed to a team of another kind */
    WHY_TEAM_KIND,   /* the holder's team became one of another kind */
    WHY_CUSTOMER,    /* somebody else holds the customer's other debts */
    WHY_CAPACITY,    /* the holder has more than they may */
    WHY_GAIN         /* somebody else is worth --min-gain more */
};

struct ticket {        /* an account's */
    int32_t from, to;  /* people; -1: nobody */
    cx_date from_ends; /* the first day on which `from` no longer holds it */
    int16_t stage;     /* of the plan; -1: none */
    uint8_t why;       /* WHY_NONE: it stays as it is */
    bool is_dealt;     /* somebody is to get it */
    bool is_kept;      /* `from` keeps it, open and counting */
    bool can_stay;     /* `from` could keep it */
    bool is_waiting;   /* nobody has room for it: `from` keeps it until somebody has */
    bool is_paused;
    bool is_fixed;   /* an episode that lies ahead is known: nothing is changed before it */
    int32_t segment; /* -1: not asked */
    int32_t chance;  /* millionths */
    int64_t balance; /* cents */
};

struct worker { /* a person who may be dealt to */
    int person;
    int capacity; /* INT_MAX: none said */
    bool takes;   /* new accounts, too */
    int held;     /* open accounts they keep, and those dealt to them so far */
};

struct party;

struct deal {
    const struct book *book;
    struct ticket *tickets;       /* by the book's places */
    struct worker *workers;       /* by kind of team, then person */
    int first[CX_TEAM_KINDS + 1]; /* workers of a kind */
    int *worker_of;               /* person → worker; -1 */
    struct party *parties;        /* what is kept and dealt, as one each (party.h) */
    size_t party_count;
    uint32_t *members;           /* of the parties: places in the book */
    const struct skills *skills; /* NULL: all are alike */
    double got, bound;           /* cents expected of what was dealt, and what they can't exceed */
};

/* triage.c: decides what becomes of each account, except who gets those that are dealt and of whose
 * customers nobody holds another. Takes the parties worth least from people over capacity. */
void triage(struct deal *deal, const struct book *book, const struct chances *chances);
void triage_fini(struct deal *deal);
static inline int kind_of_stage(const struct deal *deal, int stage)
{
    return deal->book->plan->stages[stage].team_kind;
}
/* What an account is worth in average hands; cents. */
static inline double ticket_value(const struct ticket *ticket)
{
    return (double)ticket->balance * cx_dec_to_real(ticket->chance, 6);
}

/* Lets the holders of what nobody has room for keep it, where the plan says so and they have room.
 */
void triage_wait(struct deal *deal);

/* even.c: even count and balance within each stage. */
void deal_evenly(struct deal *deal);

/* best.c: the highest sum of expected recovery. min_gain: cents that a move must be worth on top of
 * what has to move; negative: nothing else moves. */
void deal_best(struct deal *deal, int64_t min_gain);

#endif
