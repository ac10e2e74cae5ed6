/* Private to fact/: what the database keeps and may be used behind a wall (wall.h). Sums of a day
 * that is over depend on what had happened by its end, so what came later changes few of them. */
#ifndef CX_FACT_HOLDS_H
#define CX_FACT_HOLDS_H

#include "fact/kept.h"

/* Behind a wall: copies what holds there, of the days and periods from..to, into the tables beside;
 * elsewhere, and where what is kept is to be checked, does nothing. After kept_open has defined
 * what is beside. What is made there and holds without the wall is handed over when all is read. */
int holds_copy(const struct kept *kept, cx_date from, cx_date to, struct cx_err *err);

#endif
