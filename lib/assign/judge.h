/* Private to assign/: how good chances were, compared with what came in. */
#ifndef CX_ASSIGN_JUDGE_H
#define CX_ASSIGN_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JUDGE_BINS 10

struct judgement {
    int64_t count, paid;
    double auc; /* a random payer's chance is above a random non-payer's; ties count half. 0.5 where
                   all or none paid */
    double brier;      /* mean squared difference */
    double brier_base; /* the same with everybody's chance the share that paid */
    struct judged_bin {
        int64_t count;
        double predicted, observed; /* means */
    } bins[JUDGE_BINS];             /* by chance, as many cases in each */
};

void judge(struct judgement *out, const double *chances, const bool *came, size_t count);

#endif
