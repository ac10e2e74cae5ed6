#include "past/ties.h"

#include "store/id.h"

#define SWAP(type, list, i)                                                                        \
    do {                                                                                           \
        const type swapped = (list)[i];                                                            \
        (list)[i] = (list)[(i)-1];                                                                 \
        (list)[(i)-1] = swapped;                                                                   \
    } while (0)

void ties_payments(struct cx_past_payment *payments, struct cx_payment_note *notes, size_t count,
                   struct cx_db *db)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0 && payments[k - 1].paid_at == payments[k].paid_at &&
                           cx_id_compare(db, notes[k - 1].id, notes[k].id) > 0;
             k--) {
            SWAP(struct cx_past_payment, payments, k);
            SWAP(struct cx_payment_note, notes, k);
        }
    }
}

void ties_contacts(struct cx_past_contact *contacts, struct cx_contact_note *notes, size_t count,
                   struct cx_db *db)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0 && contacts[k - 1].started_at == contacts[k].started_at &&
                           cx_id_compare(db, notes[k - 1].id, notes[k].id) > 0;
             k--) {
            SWAP(struct cx_past_contact, contacts, k);
            SWAP(struct cx_contact_note, notes, k);
        }
    }
}

void ties_extensions(struct cx_past_extension *extensions, size_t count, struct cx_db *db)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0 && extensions[k - 1].agreed_on == extensions[k].agreed_on &&
                           cx_id_compare(db, extensions[k - 1].id, extensions[k].id) > 0;
             k--)
            SWAP(struct cx_past_extension, extensions, k);
    }
}

void ties_instalments(struct cx_past_instalment *instalments, size_t count, struct cx_db *db)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0 && instalments[k - 1].agreed_on == instalments[k].agreed_on &&
                           cx_id_compare(db, instalments[k - 1].plan, instalments[k].plan) > 0;
             k--)
            SWAP(struct cx_past_instalment, instalments, k);
    }
}
