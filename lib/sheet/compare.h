/* Two sheets of one company beside one another, person by person. */
#ifndef CX_SHEET_COMPARE_H
#define CX_SHEET_COMPARE_H

#include "sheet/sheet.h"

struct cx_change {
    int person;                        /* index in the org of both */
    bool was_on, is_on;                /* there is a row of theirs on the sheet before, after */
    int64_t before, after, difference; /* cents; 0 where they aren't on it */
};

struct cx_changes {
    struct cx_change *list; /* whoever is on one of the two, by employee_id */
    size_t count, changed;  /* changed: whose total differs */
    int64_t before, after, difference;
};

/* Both sheets are from one database as it stood at one time, so that people have the same numbers.
 * CX_EDATA where a sum is too large. */
int cx_changes_find(struct cx_changes *out, const struct cx_bonus *before,
                    const struct cx_bonus *after, struct cx_err *err);
/* The same against the sheet of a period, as it was sealed where it is sealed. */
int cx_changes_since(struct cx_changes *out, struct cx_db *db, const struct cx_period *before,
                     const struct cx_bonus *after, struct cx_err *err);
void cx_changes_fini(struct cx_changes *changes);

/* employee_id, name, before, after, difference. */
int cx_changes_table(struct cx_table *out, const struct cx_changes *changes,
                     const struct cx_org *org, struct cx_err *err);

#endif
