#include "assign/rates.h"

#include <stdlib.h>

#include "assign/shrink.h"
#include "base/decimal.h"
#include "base/mem.h"

#define RATES_WINDOWS 3 /* the latest: rates move with the season */

static int rating_count(void)
{
    int count = 0;
    while (cx_ratings[count])
        count++;
    return count;
}

static void count_windows(struct cell *cells, const struct book *book, int ratings)
{
    struct windows windows = windows_of(book, RATES_WINDOWS);
    for (size_t i = 0; i < book->count; i++) {
        const struct cx_past past = book_past(book, i);
        struct stood stood;
        for (int k = 0; k < windows.count; k++) {
            cx_date start = windows.starts[k];
            if (windows_stood(&stood, book, &past, start))
                cell_add(&cells[stood.stage * ratings + book_rating(book, i) + 1], 1,
                         cx_past_paid(&past, start, start + windows.days) > 0);
        }
    }
}

/* Cells towards their stage, stages towards all, all by Laplace's rule of succession. */
void rates_init(struct rates *rates, const struct book *book)
{
    int stages = (int)book->plan->stage_count, ratings = rating_count() + 1;
    size_t count = (size_t)(stages * ratings);
    struct cell *cells = cx_alloc((count + 1) * sizeof *cells);
    struct cell *of_stage = cx_alloc(((size_t)stages + 1) * sizeof *of_stage);
    struct cell all = {0};
    *rates = (struct rates){cx_alloc((count + 1) * sizeof *rates->ppm), ratings};
    count_windows(cells, book, ratings);
    for (size_t i = 0; i < count; i++) {
        int stage = (int)i / ratings;
        cells[i].group = stage;
        of_stage[stage].count += cells[i].count;
        of_stage[stage].weight += cells[i].weight;
        of_stage[stage].got += cells[i].got;
        of_stage[stage].square += cells[i].square;
        all.weight += cells[i].weight;
        all.got += cells[i].got;
    }
    double mean = (all.got + 1) / (all.weight + 2);
    double k_stage = shrink_constant(of_stage, (size_t)stages, 1);
    double k = shrink_constant(cells, count, stages);
    for (size_t i = 0; i < count; i++) {
        double towards = shrink(&of_stage[cells[i].group], mean, k_stage);
        cx_dec_from_real(&rates->ppm[i], shrink(&cells[i], towards, k), 6);
    }
    free(cells);
    free(of_stage);
}

void rates_fini(struct rates *rates)
{
    free(rates->ppm);
    *rates = (struct rates){0};
}

int64_t rates_ppm(const struct rates *rates, int stage, int rating)
{
    return stage < 0 ? 0 : rates->ppm[stage * rates->ratings + rating + 1];
}
