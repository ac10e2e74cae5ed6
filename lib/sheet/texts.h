/* Private to sheet/: what a seal keeps. */
#ifndef CX_SHEET_TEXTS_H
#define CX_SHEET_TEXTS_H

#include "pay/pay.h"
#include "seal/sealed.h"

/* Puts the texts of the next entry of the chain: everything that the sheet was computed from and
 * by, as it would be printed. The inputs are counted now, unless they are already. */
int seal_texts_put(struct cx_db *db, const struct cx_bonus *bonus, struct inputs *inputs,
                   struct cx_err *err);
/* Reads the texts of an entry as every later command will: what can't be read again must not be
 * sealed. */
int seal_texts_read(struct cx_db *db, struct cx_seal *seal, const struct cx_org *org,
                    struct cx_err *err);

#endif
