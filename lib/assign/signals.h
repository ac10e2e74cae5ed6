/* Private to assign/: the figures of customers that the model of the chance of a payment learns
 * from, as they were on any day. */
#ifndef CX_ASSIGN_SIGNALS_H
#define CX_ASSIGN_SIGNALS_H

#include "assign/book.h"

struct signals {
    struct series {
        char *name;
        struct cx_strand values; /* by place of the customer */
    } * list;
    size_t count, cap;
};

/* Reads another, of the name s[0..n) without blanks around it. */
int signals_add(struct signals *signals, const char *s, size_t n, const struct book *book,
                struct cx_db *db, struct cx_err *err);
void signals_fini(struct signals *signals);
/* The latest value up to a day; false: none is known of the customer of account i. */
bool signals_on(double *value, const struct signals *signals, size_t which, const struct book *book,
                size_t i, cx_date day);

#endif
