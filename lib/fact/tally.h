/* Private to fact/: sums while rows come in, of one fact: of each day, or of each period. */
#ifndef CX_FACT_TALLY_H
#define CX_FACT_TALLY_H

#include "base/buf.h"
#include "fact/pack.h"
#include "org/org.h"
#include "plan/plan.h"

/* The measures over one fact. */
struct measures {
    const struct cx_plan *plan;
    size_t *list; /* quantities of the plan */
    size_t count;
};

struct tally {
    const struct measures *measures; /* borrowed */
    size_t row_count, subject_count;
    int64_t *values; /* [day or period][subject][measure] */
    bool *touched;   /* [day or period]: something was added */
};

void measures_init(struct measures *measures, const struct cx_plan *plan, enum cx_fact fact);
void measures_fini(struct measures *measures);

/* Facts whose rows belong to a subject and period, not to a day. */
bool is_by_period(enum cx_fact fact);

/* Of days, a subject is a post, a team (only what is its own: costs) or nobody. Of periods,
 * subjects are those of sums.h. */
size_t day_subject_count(const struct cx_org *org);
size_t day_subject_of_team(const struct cx_org *org, int team); /* -1: nobody */
size_t day_subject_of_nobody(const struct cx_org *org);

void tally_init(struct tally *tally, const struct measures *measures, size_t rows, size_t subjects);
void tally_fini(struct tally *tally);
static inline int64_t *tally_sums(const struct tally *tally, size_t row, size_t subject)
{
    return &tally->values[(row * tally->subject_count + subject) * tally->measures->count];
}
/* Adds to one sum; CX_EDATA where it becomes too large. */
int tally_increase(const struct tally *tally, size_t row, size_t subject, size_t measure,
                   int64_t value, struct cx_err *err);
/* The sums of a row as bytes, those of subjects that have any. */
void tally_pack(struct cx_buf *bytes, const struct tally *tally, size_t row,
                const struct cx_org *org, bool by_period);
/* Adds such bytes to a row. CX_EDATA where they name a post or team that
 * there is not, or a sum is too large. */
int tally_add(struct tally *tally, size_t row, const void *bytes, size_t n,
              const struct cx_org *org, bool by_period, struct cx_err *err);

#endif
