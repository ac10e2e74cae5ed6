/* Databases that each hold a part of a company's customers: which of them this one is. */
#ifndef CX_STORE_PART_H
#define CX_STORE_PART_H

#include "store/store.h"

struct cx_part {
    int number; /* from 1; 0: the head's, which has what belongs to no customer */
    int parts;  /* how many share the customers; 0: the database holds all of them */
};

int cx_part_load(struct cx_part *part, struct cx_db *db, struct cx_err *err);
/* 1: it is the head's; 0; negative: failed. */
int cx_part_is_head(struct cx_db *db, struct cx_err *err);
/* From now on the database is this part; in the open transaction. Where it is another already, or
 * holds all customers: CX_EDATA. */
int cx_part_put(struct cx_db *db, const struct cx_part *part, struct cx_err *err);
/* The part, from 1 on, that a customer belongs to: the first eight bytes of the id's SHA-256, as a
 * number whose first byte is the highest, modulo parts, and 1. So it is in all versions, on all
 * machines, for good: customers never move. */
int cx_part_of(const char *id, size_t n, int parts);
/* Refuses (CX_EDATA) what needs events in a head's database, which has sums only; what: a
 * translated name of it, for the message. */
int cx_part_need_events(struct cx_db *db, const char *what, struct cx_err *err);

#endif
