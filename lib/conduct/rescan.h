/* Private to conduct/: the parts of a rescan. */
#ifndef CX_CONDUCT_RESCAN_H
#define CX_CONDUCT_RESCAN_H

#include "store/store.h"

/* watch.c: checks all contacts against the limits. */
int watch_all(struct cx_db *db, struct cx_err *err);

#endif
