/* Rows of the plan that pick accounts by a `when`: strategies, segments, scripts. The first that
 * holds is taken. */
#ifndef CX_PLAN_CHOICES_H
#define CX_PLAN_CHOICES_H

#include "expr/code.h"
#include "plan/names.h"

enum cx_choice_kind { CX_STRATEGIES, CX_SEGMENTS, CX_SCRIPTS, CX_WARNINGS };

struct cx_choice {
    char *id, *when; /* when NULL: always */
    char *text;      /* a script's text, a segment's title, a strategy's note, a warning's message;
                        may be NULL */
    char *signal;    /* of a warning; NULL: none */
    int action;      /* of a strategy: enum cx_action */
    struct cx_code *code; /* of when; NULL: always */
};

struct cx_choices {
    struct cx_choice *list; /* by seq, then id */
    size_t count, cap;
    bool uses[CX_ACCOUNT_COLUMNS]; /* columns that some `when` names */
};

/* Reads a kind's rows and compiles their `when` over cx_account_columns (all of them for warnings;
 * of segments the first CX_ACCOUNT_SEGMENT_COLUMNS, of others the first CX_ACCOUNT_CHOICE_COLUMNS).
 * The caller ends them with cx_choices_fini in any case. */
int cx_choices_init(struct cx_choices *choices, enum cx_choice_kind kind, struct cx_db *db,
                    struct cx_err *err);
void cx_choices_fini(struct cx_choices *choices);
/* The first choice that holds for an account, whose columns get gives (those that are used); -1:
 * none. */
int cx_choices_first(int *first, const struct cx_choices *choices,
                     struct cx_scalar (*get)(void *context, int column), void *context,
                     struct cx_err *err);
/* The next that holds after *at, which is -1 to begin with and -1 where there is none. */
int cx_choices_next(int *at, const struct cx_choices *choices,
                    struct cx_scalar (*get)(void *context, int column), void *context,
                    struct cx_err *err);

/* Whether one choice holds. */
int cx_choices_hold(bool *holds, const struct cx_choices *choices, size_t at,
                    struct cx_scalar (*get)(void *context, int column), void *context,
                    struct cx_err *err);

/* Checks all kinds: hands each row whose `when` is not allowed, or whose text has a mark that
 * stands for nothing, to hear: its kind, id and column, whether it may stay where it is, and why.
 */
typedef void cx_choices_hear(void *context, const char *kind, const char *id, const char *column,
                             bool may_stay, const char *why);
int cx_choices_check(struct cx_db *db, cx_choices_hear *hear, void *context, struct cx_err *err);

#endif
