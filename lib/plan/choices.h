/* Rows of the plan that pick accounts by a `when`: strategies, segments, scripts. The first that
 * holds is taken. */
#ifndef CX_PLAN_CHOICES_H
#define CX_PLAN_CHOICES_H

#include "plan/names.h"
#include "store/calc.h"

enum cx_choice_kind { CX_STRATEGIES, CX_SEGMENTS, CX_SCRIPTS };

struct cx_choice {
    char *id, *when; /* when NULL: always */
    char *text;      /* a script's text, a segment's title, a strategy's note; may be NULL */
    int action;      /* of a strategy: enum cx_action */
};

struct cx_choices {
    struct cx_choice *list; /* by seq, then id; segments by id */
    size_t count, cap;
    struct cx_calc *calc; /* NULL where there are none */
};

/* Reads a kind's rows and compiles their `when` over rows of cx_account_columns (of segments: the
 * first CX_ACCOUNT_SEGMENT_COLUMNS of them). rows and sandbox are borrowed until cx_choices_fini.
 * CX_EDATA: *bad (may be NULL) is the row whose `when` is not allowed. */
int cx_choices_init(struct cx_choices *choices, enum cx_choice_kind kind, struct cx_db *db,
                    struct cx_sandbox *sandbox, const struct cx_rows *rows, size_t *bad,
                    struct cx_err *err);
void cx_choices_fini(struct cx_choices *choices);
/* Goes to the next row of rows: 1, and *first is the first choice that holds for it (-1: none); 0:
 * no more rows. Where there are no choices it is not to be called. */
int cx_choices_next(int *first, struct cx_choices *choices, struct cx_err *err);

/* Checks all three kinds. CX_EDATA: *kind and *id (the first CX_CHOICE_ID bytes) say which row is
 * at fault; *kind is NULL where none is. */
#define CX_CHOICE_ID 256
int cx_choices_check(const char **kind, char id[CX_CHOICE_ID], struct cx_db *db,
                     struct cx_sandbox *sandbox, struct cx_err *err);

#endif
