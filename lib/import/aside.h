/* Private to import/: notes on rows of two kinds: contacts that no limit of a channel holds for,
 * accounts of which the past is another now. */
#ifndef CX_IMPORT_ASIDE_H
#define CX_IMPORT_ASIDE_H

#include "store/store.h"

struct file;

/* What is kept of a file. */
struct aside {
    int64_t silent, silent_line;   /* contacts without a channel, and the first of them */
    int64_t restated, restated_id; /* accounts of months that are over, and the first of them */
};

/* The account of the row owes another amount or was placed on another day; placed_on is the first
 * day for which that says something new. */
void aside_restate(struct file *file, cx_date placed_on);
/* The contact that was taken last says something new. */
void aside_settle_contact(struct file *file);
int aside_tell(struct cx_buf *text, const struct file *file, struct cx_err *err);

#endif
