/* Private to parts/: the names of subjects in streams of sums. */
#ifndef CX_PARTS_SUBJECT_H
#define CX_PARTS_SUBJECT_H

#include "base/buf.h"
#include "fact/sums.h"

/* "E104 2026-10-11": whose post, and since when. */
void name_post(struct cx_buf *name, const struct cx_org *org, int post);
/* The subject that a name stands for: of the level post so; of employee and team by their ids; of
 * company by none. NULL where it is found, "" where there is no such level, else what is wrong with
 * the name. */
const char *find_subject(size_t *subject, const struct cx_org *org, const char *level,
                         const char *name);

#endif
