/* Private to fact/: what a row is worth to each of some measures, told row by row instead of added
 * up. */
#ifndef CX_FACT_SIFT_H
#define CX_FACT_SIFT_H

#include "fact/fact.h"

struct sift;
/* Hears of each value that is not 0. */
typedef void sift_hear(void *context, const struct place *place, const struct event *event,
                       size_t measure, int64_t value);

/* Of the measures that are wanted; the plan outlives it. On failure it is the caller's to free. */
int sift_new(struct sift **out, const struct cx_plan *plan, const bool *wants, sift_hear *hear,
             void *context, struct cx_err *err);
void sift_free(struct sift *sift); /* NULL is fine */
int sift_put(struct sift *sift, enum cx_fact fact, const struct place *place,
             const struct fact_row *row, struct cx_err *err);
/* The same of what a row is worth more than the other; NULL: than nothing. */
int sift_put_change(struct sift *sift, enum cx_fact fact, const struct place *place,
                    const struct fact_row *row, const struct fact_row *other, struct cx_err *err);

#endif
