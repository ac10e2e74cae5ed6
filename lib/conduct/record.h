/* Private to conduct/: what is found goes into the table violations, and out of it again. */
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
/* Takes away what is on record of a contact. Contacts of which nothing is cost no statement. */
int record_drop(struct record *record, int64_t contact, struct cx_err *err);

/* A setting as the plan has it; NULL where it says nothing. The caller frees it. */
int read_setting(char **value, struct cx_db *db, const char *name, struct cx_err *err);

#endif
