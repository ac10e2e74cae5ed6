#include "assign/judge.h"

#include <stdlib.h>

#include "base/mem.h"

struct case_of {
    double chance;
    bool came;
};

static int compare_chances(const void *a, const void *b)
{
    double left = ((const struct case_of *)a)->chance, right = ((const struct case_of *)b)->chance;
    return (left > right) - (left < right);
}

/* Mann and Whitney's U by ranks, those of equal chances at their mean. */
static double area(const struct case_of *cases, size_t count, int64_t paid)
{
    double ranks = 0;
    int64_t others = (int64_t)count - paid;
    for (size_t i = 0, end; i < count; i = end) {
        size_t came = 0;
        for (end = i; end < count && cases[end].chance == cases[i].chance; end++)
            came += cases[end].came;
        ranks += (double)came * ((double)(i + 1 + end) / 2);
    }
    if (paid == 0 || others == 0)
        return 0.5;
    return (ranks - (double)paid * (double)(paid + 1) / 2) / ((double)paid * (double)others);
}

void judge(struct judgement *out, const double *chances, const bool *came, size_t count)
{
    struct case_of *cases = cx_realloc(NULL, count + 1, sizeof *cases);
    *out = (struct judgement){.count = (int64_t)count};
    for (size_t i = 0; i < count; i++) {
        double off = chances[i] - came[i];
        cases[i] = (struct case_of){chances[i], came[i]};
        out->paid += came[i];
        out->brier += off * off / (double)count;
    }
    if (count > 0) {
        double share = (double)out->paid / (double)count;
        out->brier_base = share * (1 - share);
        qsort(cases, count, sizeof *cases, compare_chances);
    }
    out->auc = area(cases, count, out->paid);
    for (size_t i = 0; i < count; i++) {
        struct judged_bin *bin = &out->bins[i * JUDGE_BINS / count];
        bin->count++;
        bin->predicted += cases[i].chance;
        bin->observed += cases[i].came;
    }
    for (int b = 0; b < JUDGE_BINS; b++) {
        out->bins[b].predicted /= out->bins[b].count ? (double)out->bins[b].count : 1;
        out->bins[b].observed /= out->bins[b].count ? (double)out->bins[b].count : 1;
    }
    free(cases);
}
