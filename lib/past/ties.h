/* Private to past/: what happened at one time, in the order of ids (cx_id_compare), which is not
 * that of the integers: those of some ids tell when they were imported. Lists are in the order of
 * time already. */
#ifndef CX_PAST_TIES_H
#define CX_PAST_TIES_H

#include "past/past.h"
#include "store/store.h"

void ties_payments(struct cx_past_payment *payments, struct cx_payment_note *notes, size_t count,
                   struct cx_db *db);
void ties_contacts(struct cx_past_contact *contacts, struct cx_contact_note *notes, size_t count,
                   struct cx_db *db);
void ties_extensions(struct cx_past_extension *extensions, size_t count, struct cx_db *db);
/* Those of one plan stay together, as they came. */
void ties_instalments(struct cx_past_instalment *instalments, size_t count, struct cx_db *db);

#endif
