/* Private to assign/: what is dealt as one: the accounts of a customer that are for one kind of
 * team, so that one person talks to the customer; or one account, where the setting deal_by says
 * so, the customer isn't known, or they have more accounts than anybody may hold. */
#ifndef CX_ASSIGN_PARTY_H
#define CX_ASSIGN_PARTY_H

#include "assign/deal.h"

struct party {
    size_t first, count; /* of the deal's members */
    int kind;            /* of team */
    int worker;          /* whose they are or are to be; -1: nobody's, so far */
    int stage;           /* the highest; -1: none */
    bool is_movable;     /* it may be dealt to others than those who hold it */
    bool is_paused;
    bool is_fixed;
    double value;  /* cents: in average hands */
    int64_t cents; /* the balance */
};

/* Makes parties of what is kept and what is dealt. Those of which somebody holds a part are theirs
 * altogether, however many they hold then: the one with the highest stage, or with the most. */
void parties_init(struct deal *deal);
/* Gives a party to a worker (-1: to nobody), for a reason that holds for those of its accounts that
 * were to stay where they are: the others have lost their holders for another one. */
void party_give(struct deal *deal, struct party *party, int worker, enum why why);
/* The members, as places in the book. */
static inline const uint32_t *party_members(const struct deal *deal, const struct party *party)
{
    return deal->members + party->first;
}

#endif
