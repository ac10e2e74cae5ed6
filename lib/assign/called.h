/* Private to assign/: the names and phone numbers of all customers, for whoever asks for most. */
#ifndef CX_ASSIGN_CALLED_H
#define CX_ASSIGN_CALLED_H

#include "assign/book.h"
#include "base/buf.h"

struct called {
    struct cx_buf texts;
    size_t *at; /* by place of the customer: the name, then the phone number; 0: not known */
};

/* The caller ends them with called_fini in any case. */
int called_init(struct called *called, const struct book *book, bool with_phones, struct cx_db *db,
                struct cx_err *err);
void called_fini(struct called *called); /* zeroed ones are fine */
/* NULL: not known. */
const char *called_name(const struct called *called, int32_t debtor);
const char *called_phone(const struct called *called, int32_t debtor);

#endif
