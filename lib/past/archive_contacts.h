/* Private to past/: reads the contacts of an archive, beside whatever its caller reads meanwhile.
 */
#ifndef CX_PAST_ARCHIVE_CONTACTS_H
#define CX_PAST_ARCHIVE_CONTACTS_H

#include "past/archive.h"

/* Begins to read the contacts of an archive whose accounts are known: all of them, or (since is a
 * day) those of cx_archive_open_latest. Until archive_contacts_join nothing else of the archive's
 * contacts may be used, and its accounts stay as they are. */
struct archive_contacts;
int archive_contacts_begin(struct archive_contacts **out, struct cx_archive *archive,
                           struct cx_db *db, unsigned what, cx_date since, struct cx_err *err);
/* Waits until they are read, and ends; the contacts are not linked yet. NULL is fine. rc: where it
 * is negative, the caller has failed meanwhile, and that is returned. */
int archive_contacts_join(struct archive_contacts *contacts, int rc, struct cx_err *err);

#endif
