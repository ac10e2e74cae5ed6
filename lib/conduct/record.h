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
/* Removes all that is recorded for a contact, also what a former list found. Runs no statement if
 * there is nothing, like the next. */
int record_drop(struct record *record, int64_t contact, struct cx_err *err);
/* Whether a finding is what today's list would say. */
typedef bool record_is_of_today(void *context, const char *rule, enum cx_severity severity,
                                const char *words);
/* Removes what is; all else was found by a former list until now. */
int record_retire(struct record *record, int64_t contact, cx_time now,
                  record_is_of_today *is_of_today, void *context, struct cx_err *err);

/* A setting of the plan; NULL if it is not set. The caller frees it. */
int read_setting(char **value, struct cx_db *db, const char *name, struct cx_err *err);

#endif
