/* Private to report/: the part of the dashboard that leads from a team to its people, and from each
 * person to contacts and payments. */
#ifndef CX_REPORT_DRILL_H
#define CX_REPORT_DRILL_H

#include "base/buf.h"
#include "report/latest.h"

/* What people did, as far as the page shows it: with no contacts and payments yet (latest.h). */
int drill_latest(struct latest **out, struct cx_db *db, const struct cx_scores *scores,
                 struct cx_err *err);
/* latest: complete; NULL: the database has no contacts and payments, as that of a head. */
void put_drill(struct cx_buf *page, const struct cx_scores *scores, const struct latest *latest);

#endif
