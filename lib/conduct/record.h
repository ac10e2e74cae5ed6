/* Private to conduct/: adds findings to the table violations, and removes them. */
#ifndef CX_CONDUCT_RECORD_H
#define CX_CONDUCT_RECORD_H

#include "conduct/conduct.h"
#include "kind/words.h"

struct record;
int record_new(struct record **out, struct cx_db *db, enum cx_violation_source source,
               struct cx_err *err);
void record_free(struct record *record); /* NULL is fine */
int record_put(struct record *record, int64_t contact, const char *rule, enum cx_severity severity,
               const char *words, struct cx_err *err);
/* How much is recorded for a contact; whether this is, by today's list: 1 or 0. */
int record_count(int64_t *count, struct record *record, int64_t contact, struct cx_err *err);
int record_has(struct record *record, int64_t contact, const char *rule, enum cx_severity severity,
               const char *words, struct cx_err *err);
/* Removes what is recorded for a contact, or only what today's list found. Runs no statement if
 * there is nothing. */
int record_drop(struct record *record, int64_t contact, struct cx_err *err);
int record_drop_current(struct record *record, int64_t contact, struct cx_err *err);

/* A setting of the plan; NULL if it is not set. The caller frees it. */
int read_setting(char **value, struct cx_db *db, const char *name, struct cx_err *err);

#endif
