/* The subjects that sums are of: a post, a person (over all their posts), a team (with its child
 * teams) or the company. */
#ifndef CX_FACT_SUBJECT_H
#define CX_FACT_SUBJECT_H

#include "org/org.h"

/* Subjects are numbered: posts, then people, then teams, each as in org, then the company. */
size_t cx_subject_count(const struct cx_org *org);
size_t cx_subject_of_person(const struct cx_org *org, int person);
size_t cx_subject_of_team(const struct cx_org *org, int team);
size_t cx_subject_of_company(const struct cx_org *org);

#endif
