#include "fact/sift.h"

#include <stdlib.h>

#include "base/mem.h"
#include "fact/worth.h"

struct sift {
    const struct cx_plan *plan;
    sift_hear *hear;
    void *context;
    struct worth *worths; /* by measure; those that aren't wanted are empty */
};

int sift_new(struct sift **out, const struct cx_plan *plan, const bool *wants, sift_hear *hear,
             void *context, struct cx_err *err)
{
    struct sift *sift = cx_alloc(sizeof *sift);
    int rc = 0;
    *sift = (struct sift){.plan = plan, .hear = hear, .context = context};
    *out = sift;
    sift->worths = cx_alloc((plan->measure_count + 1) * sizeof *sift->worths);
    for (size_t i = 0; rc == 0 && i < plan->measure_count; i++) {
        if (wants[i])
            rc = worth_init(&sift->worths[i], &plan->quantities[i], err);
    }
    return rc;
}

void sift_free(struct sift *sift)
{
    if (!sift)
        return;
    for (size_t i = 0; i < sift->plan->measure_count; i++)
        worth_fini(&sift->worths[i]);
    free(sift->worths);
    free(sift);
}

int sift_put_change(struct sift *sift, enum cx_fact fact, const struct place *place,
                    const struct fact_row *row, const struct fact_row *other, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sift->plan->measure_count; i++) {
        int64_t value, less = 0;
        if (!sift->worths[i].measure || sift->plan->quantities[i].fact != fact)
            continue;
        rc = worth_of(&value, &sift->worths[i], row->cells, err);
        if (rc == 0 && other)
            rc = worth_of(&less, &sift->worths[i], other->cells, err);
        if (rc == 0 && value != less)
            sift->hear(sift->context, place, &row->event, i, value - less);
    }
    return rc;
}

int sift_put(struct sift *sift, enum cx_fact fact, const struct place *place,
             const struct fact_row *row, struct cx_err *err)
{
    return sift_put_change(sift, fact, place, row, NULL, err);
}
