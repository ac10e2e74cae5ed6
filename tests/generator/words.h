/* The words of the sample company: names put together at random, phrases, codes. All invented. */
#ifndef GENERATOR_WORDS_H
#define GENERATOR_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "rng.h"

enum { NAME_SIZE = 16 };

/* A Chinese name of two or three characters. */
void words_name(struct rng *rng, char name[NAME_SIZE]);

/* A text of a NULL-terminated list. */
const char *words_pick(struct rng *rng, const char *const *list);

extern const char *const words_regions[];
extern const char *const words_ratings[]; /* best first, "" (none) last */
extern const char *const words_clients[];
extern const char *const words_products[];
extern const char *const words_reasons[];
extern const char *const words_complaints[];
extern const char *const words_absences[];
extern const char *const words_courses[];

/* What is said in a call: agent's and customer's turns. */
extern const char *const words_openings[];
extern const char *const words_refusals[];
extern const char *const words_disputes[];
extern const char *const words_promises[];
extern const char *const words_answers[];
extern const char *const words_closings[];
extern const char *const words_threats[];    /* by the agent: a violation */
extern const char *const words_quotations[]; /* the same words, but said to reject them */

#endif
