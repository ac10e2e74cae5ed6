/* Private to past/: reads the contacts of an archive, beside whatever its caller reads meanwhile.
 */
#ifndef CX_PAST_ARCHIVE_CONTACTS_H
#define CX_PAST_ARCHIVE_CONTACTS_H

#include "past/archive.h"

/* Begins to read the contacts of an archive whose accounts are known; what: as of
 * cx_archive_open. Until archive_contacts_join nothing else of the archive's contacts may be used,
 * and its accounts stay as they are. NULL: what asks for none. */
struct archive_contacts;
int archive_contacts_begin(struct archive_contacts **out, struct cx_archive *archive,
                           struct cx_db *db, unsigned what, struct cx_err *err);
/* Waits until they are read, and ends; the contacts are not linked yet. NULL is fine. rc: where it
 * is negative, the caller has failed meanwhile, and that is returned. */
int archive_contacts_join(struct archive_contacts *contacts, int rc, struct cx_err *err);

#endif
