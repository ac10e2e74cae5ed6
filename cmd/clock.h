/* What the clock shows where the work is done. A server or a container is often in UTC, while its
 * people are in Shanghai: quiet hours, days past due and what is over already are theirs. */
#ifndef CX_CMD_CLOCK_H
#define CX_CMD_CLOCK_H

#include <stdbool.h>

/* Puts this process into the zone that the database's setting time_zone names. False, and nothing
 * is done, where there is no such setting or database, or none that can be read (whoever opens it
 * says why). */
bool clock_take_zone(const char *database);

#endif
