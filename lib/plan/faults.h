/* Private to plan/: what its checks find (cx_plan_check). Each sets the message of the first fault
 * that it finds in a row; take_up hands it on, so that the other rows are looked at too. */
#ifndef CX_PLAN_FAULTS_H
#define CX_PLAN_FAULTS_H

#include "base/map.h"
#include "plan/expr.h"

struct check {
    struct cx_db *db;
    struct cx_plan *plan;
    struct cx_plan_fault fault;
    struct cx_err problem; /* of the row in hand */
    cx_plan_hear *hear;
    void *context;
    struct cx_map *heard; /* hashes of faults, which a plan that changes by day shows again */
    int count, seen;      /* faults that were handed on; those of all days */
    struct cx_err *err;
};

/* The row that what follows is about. */
void blame(struct check *check, const char *kind, const char *key, const char *column);
/* Hands on the fault of a row, once. 0, or negative where no row is at fault. */
int take_up(struct check *check, int rc);
/* Values are numbers, conditions true or false: neither can be a text. text: as it was compiled. */
int check_code(struct check *check, const struct cx_code *code, const char *text);
/* text NULL: nothing to check. */
int check_expression(struct check *check, enum cx_name_scope scope, const char *text);

#endif
