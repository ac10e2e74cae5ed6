/* What SQL of reports needs beside SQLite's own: ids, days, times and money as people write them,
 * and functions of text made in C. */
#ifndef CX_STORE_SHOWN_H
#define CX_STORE_SHOWN_H

#include "base/buf.h"
#include "store/rows.h"

/* Registers id(x), day(x), moment(x), money(x) and decimal(x): the text of what the database keeps
 * as an integer (schema-1.sql); null gives null. */
int cx_db_show(struct cx_db *db, struct cx_err *err);

/* Lets SQL call a C function of whole numbers and texts that gives a text: out, or null where it
 * returns false. */
int cx_db_text_function(struct cx_db *db, const char *name, int count,
                        bool (*call)(void *context, struct cx_buf *out,
                                     const struct cx_value *arguments),
                        void *context, struct cx_err *err);

#endif
