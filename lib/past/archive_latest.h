/* Private to past/: of an archive's contacts, what tells something on its last day. */
#ifndef CX_PAST_ARCHIVE_LATEST_H
#define CX_PAST_ARCHIVE_LATEST_H

#include "past/archive.h"

/* Two parts, which two threads may look for: the contacts of the last days, and promises; the last
 * contacts and outcomes before. */
enum latest_part { LATEST_PROMISES, LATEST_LAST };
/* Adds them to contacts, by place of the account, which the archive knows; `what` and `since` as of
 * cx_archive_open_latest. */
int archive_latest(struct cx_strand *contacts, const struct cx_archive *archive, struct cx_db *db,
                   unsigned what, cx_date since, enum latest_part part, struct cx_err *err);
/* The contact of a row of account, time, channel, outcome and what was promised for when. */
struct cx_past_contact archive_contact(struct cx_stmt *row);

#endif
