/* Private to report/: the places in a page that a team and a person have, and links to them. */
#ifndef CX_REPORT_ANCHORS_H
#define CX_REPORT_ANCHORS_H

#include "base/buf.h"
#include "score/score.h"

/* The name of a post's place: the person's own for the post that lasted longest, so that a link to
 * a person can be written by hand, as in page.html#person-E003. */
void anchor_post(struct cx_buf *out, const struct cx_scores *scores, int post);
void anchor_team(struct cx_buf *out, const struct cx_org *org, int team);
/* The name of the place of a person who has a post in the period, or else of a team (person -1)
 * somebody has one in; false: there is none. */
bool anchor_subject(struct cx_buf *out, const struct cx_scores *scores, int team, int person);

#endif
