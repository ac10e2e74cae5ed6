/* Private to report/: the part of the dashboard that leads from a team to its people, and from each
 * person to contacts and payments. */
#ifndef CX_REPORT_DRILL_H
#define CX_REPORT_DRILL_H

#include "base/buf.h"
#include "score/score.h"

/* has_events: the database has contacts and payments, which a head has not. */
int put_drill(struct cx_buf *page, struct cx_db *db, const struct cx_scores *scores,
              bool has_events, struct cx_err *err);

#endif
