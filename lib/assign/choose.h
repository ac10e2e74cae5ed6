/* Private to assign/: the strategy or script that fits an account. */
#ifndef CX_ASSIGN_CHOOSE_H
#define CX_ASSIGN_CHOOSE_H

#include "assign/called.h"
#include "assign/chance.h"
#include "base/buf.h"
#include "plan/choices.h"

/* What strategies and scripts see of an account and its customer. */
struct chooser {
    const struct chances *chances; /* their book has stories */
    struct observer *observer;
    struct cx_stmt *customers;
    const struct called *called; /* where it is to look; NULL: in the database */
    size_t account;              /* the one in hand */
    struct traits traits;
    char *name, *phone; /* of its customer, once they are asked for; NULL: not known */
    bool knows_customer;
    const char *signal; /* of the warning that is asked for; NULL: none */
    int rating_before;  /* of the customer, for warnings; -1: not known */
    struct cx_stmt *signals;
    bool is_unmasked;   /* scripts name customers and their numbers in full */
    struct cx_err *err; /* of the call that runs */
    int rc;
};

/* One that knows names, and a model of nobody's, asks no database: each thread may have its own. */
int chooser_init(struct chooser *chooser, struct cx_db *db, const struct chances *chances,
                 struct cx_err *err);
void chooser_fini(struct chooser *chooser); /* a zeroed one is fine */
/* Takes an account in hand. */
void chooser_take(struct chooser *chooser, size_t account);
/* Of the account in hand: as cx_choices_next. */
int chooser_next(int *at, struct chooser *chooser, const struct cx_choices *choices,
                 struct cx_err *err);
/* Whether a warning holds for the account in hand. */
int chooser_warns(bool *holds, struct chooser *chooser, const struct cx_choices *warnings,
                  size_t at, struct cx_err *err);
/* A script's text with {name}, {due_on} and every column of cx_account_columns in braces filled in;
 * other braces stay. 1: done; 0: something it names isn't known of the account. */
int chooser_say(struct cx_buf *out, struct chooser *chooser, const char *text, struct cx_err *err);

#endif
