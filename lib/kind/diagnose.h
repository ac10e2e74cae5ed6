/* Private to kind/: why a cell cannot be read, and what to do about it. It is slow and thorough,
 * since it only looks at bad cells. */
#ifndef CX_KIND_DIAGNOSE_H
#define CX_KIND_DIAGNOSE_H

#include "base/lang.h"
#include "kind/kind.h"

#define CX_UNSEEN N_("holds a character that nobody sees, such as a blank of no width: remove it")

/* Appends what follows the cell in quotes: "is not an amount of money". */
void cx_diagnose(struct cx_buf *why, const struct cx_field *field, const char *s, size_t n,
                 enum cx_date_order order);

#endif
