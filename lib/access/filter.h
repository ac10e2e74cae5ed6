/* A table on its way out, limited to the rows that a person may see. */
#ifndef CX_ACCESS_FILTER_H
#define CX_ACCESS_FILTER_H

#include "access/access.h"
#include "render/table.h"

/* What is asked of whom. It may be filled until the table's first row. */
struct cx_access_view {
    const struct cx_access *access;
    unsigned needs;
    struct cx_period period;
    bool is_limited;   /* else all rows go through */
    bool is_of_person; /* who is seen in the period: not in those before it, of their rows there */
    bool is_refused;   /* set: the filter has refused the table */
};

/* A table that gives to `to` what the person may see; both and the view are borrowed until it is
 * freed.
 *
 * Whose a row is, its columns say: employee_id with team_id (a post), one of both alone, or scope
 * with scope_id; in a column period of its own, or else in the view's. A row that is nobody's is
 * the company's, and a table without such columns is CX_EWORLD for whoever may not see the company,
 * and so is a column that needs a right of its own. Notes and charts speak of all rows: they are
 * left out, except for those who see all. */
struct cx_table *cx_access_filter(struct cx_access_view *view, struct cx_table *to);
/* After the last row, before `to` is ended. */
int cx_access_filter_end(struct cx_table *filter, struct cx_err *err);

#endif
