/* Private to assign/: what a person recovers on a segment, over what everybody does there. */
#ifndef CX_ASSIGN_SKILL_H
#define CX_ASSIGN_SKILL_H

#include "assign/segment.h"
#include "assign/windows.h"

#define SKILL_ONE 1000000 /* as everybody */

struct skills {
    int64_t *ppm; /* [person][segment] */
    int people, segments;
    double constant; /* k of shrink.h, in cents of expected recovery; INFINITY: all are alike */
};

/* From the last windows; more segments may be met on the way. */
int skills_init(struct skills *skills, struct segments *segments, struct cx_err *err);
void skills_fini(struct skills *skills);
int64_t skill_ppm(const struct skills *skills, int person, int segment);

#endif
