/* A kind's rows as CSV text: what cx-import would have to read to make them again. */
#ifndef CX_PLAN_EXPORT_H
#define CX_PLAN_EXPORT_H

#include "base/buf.h"
#include "kind/kind.h"
#include "store/store.h"

/* Appends header and rows. The same rows give the same bytes, in whatever order and under whatever
 * ids inside they are kept: those of a kind that keeps its order come in it, all others sorted by
 * their text. */
int cx_export(struct cx_buf *out, struct cx_db *db, const struct cx_kind *kind, struct cx_err *err);

#endif
