/* Private to conduct/: what a rescan has done of each. */
#ifndef CX_CONDUCT_RESCAN_H
#define CX_CONDUCT_RESCAN_H

#include "store/store.h"

/* watch.c: judges all contacts by the limits. */
int watch_all(struct cx_db *db, struct cx_err *err);

#endif
