/* Private to import/: notes on rows of two kinds: contacts that lack what limits and promises need,
 * accounts of which the past is another now. */
#ifndef CX_IMPORT_ASIDE_H
#define CX_IMPORT_ASIDE_H

#include "kind/words.h"
#include "store/store.h"

struct file;

enum restatement { RESTATED_DEBT, RESTATED_DUE, RESTATED_END, RESTATED };

enum { ANY_CHANNEL = CX_LEGAL + 1, ASIDE_CHANNELS }; /* the first: that has none */

/* What is kept of a file. */
struct aside {
    struct lacking {
        int64_t count, line;                            /* contacts, and the first of them */
    } outcome[ASIDE_CHANNELS], account[ASIDE_CHANNELS]; /* that have none, by channel */
    struct lacking channel, promised_on, promised; /* without it; the last: a day, and no promise */
    struct restated {
        int64_t count, id; /* accounts of months that are over, and the first of them */
    } restated[RESTATED];
};

/* The account of the row owes another amount or was placed on another day, is due on another, or
 * closed; day is the first for which that says something new. */
void aside_restate(struct file *file, enum restatement what, cx_date day);
/* It is closed, and was not: that is told a few days late, but not of months that are sealed. */
void aside_end(struct file *file, cx_date day);
/* The contact that was taken last says something new. */
void aside_settle_contact(struct file *file);
int aside_tell(struct cx_buf *text, const struct file *file, struct cx_err *err);

#endif
