/* Time zones of the system's tz database. */
#ifndef CX_BASE_ZONE_H
#define CX_BASE_ZONE_H

#include "base/date.h"
#include "base/error.h"

struct cx_zone;

/* Reads a zone by its name, as in Asia/Shanghai; for years 1970 to 2100. CX_EDATA: there is none of
 * that name. It asks the C library, which has one zone for the whole process: no other thread may
 * look at the environment meanwhile. */
int cx_zone_open(struct cx_zone **out, const char *name, struct cx_err *err);
void cx_zone_free(struct cx_zone *zone); /* NULL is fine */
bool cx_zone_is_there(const char *name);
/* What the clocks there show at a time in UTC. *is_twice: they show it twice, an hour apart, for
 * they are put back. */
cx_time cx_zone_local(const struct cx_zone *zone, cx_time utc, bool *is_twice);

#endif
