/* Each metric against one of them: cx_correlate_table. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "statistics/relation.h"
#include "statistics/statistics.h"

enum { R_DECIMALS = 6 };

/* What all posts had in all periods, as published. */
struct samples {
    size_t width; /* quantities */
    int64_t *values;
    size_t value_count, cap;
    size_t count; /* rows */
};

static int take_samples(struct samples *samples, const struct cx_trend *trend, struct cx_err *err)
{
    int rc = 0;
    samples->width = cx_trend_plan(trend)->quantity_count;
    for (size_t i = 0; rc == 0 && i < cx_trend_count(trend); i++) {
        struct cx_scores *scores = NULL;
        rc = cx_trend_scores(&scores, trend, i, cx_trend_period(trend, i)->to - 1, err);
        for (size_t k = 0; rc == 0 && k < scores->post_count; k++) {
            for (size_t q = 0; q < samples->width; q++) {
                CX_GROW(samples->values, samples->value_count, samples->cap);
                samples->values[samples->value_count++] =
                    cx_scores_known(scores, (size_t)scores->posts[k].post, (int)q);
            }
            samples->count++;
        }
        cx_scores_free(scores);
    }
    return rc;
}

/* Two quantities over the rows in which neither is null. x and y have room for all rows. */
static struct relation relate_quantities(const struct samples *samples, const struct cx_plan *plan,
                                         int of, int against, double *x, double *y)
{
    size_t n = 0;
    for (size_t i = 0; i < samples->count; i++) {
        const int64_t *row = samples->values + i * samples->width;
        if (row[of] == CX_NO_VALUE || row[against] == CX_NO_VALUE)
            continue;
        x[n] = cx_dec_to_real(row[of], plan->quantities[of].decimals);
        y[n++] = cx_dec_to_real(row[against], plan->quantities[against].decimals);
    }
    return relate(x, y, n);
}

static const struct cx_column columns[] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},
    {"metric", "Metric", CX_CELL_TEXT, 0, false},
    {"against", "Against", CX_CELL_TEXT, 0, false},
    {"n", "Posts x months", CX_CELL_NUMBER, 0, false},
    {"r", "Pearson r", CX_CELL_NUMBER, R_DECIMALS, false},
    /* xgettext:no-c-format */
    {"r_low", "95 % from", CX_CELL_NUMBER, R_DECIMALS, false},
    {"r_high", "to", CX_CELL_NUMBER, R_DECIMALS, false},
    {"rho", "Spearman rho", CX_CELL_NUMBER, R_DECIMALS, false},
    {"scorecards", "Weighted in", CX_CELL_TEXT, 0, false},
    {"flag", "Flag", CX_CELL_TEXT, 0, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static struct cx_cell real_cell(bool is_there, double real)
{
    int64_t n = 0;
    return is_there && cx_dec_from_real(&n, real, R_DECIMALS) ? cx_cell_n(n) : CX_NULL_CELL;
}

/* The scorecards that weigh a metric, with blanks between; NULL: none. */
static const char *cards_of(struct cx_buf *text, const struct cx_plan *plan, int metric)
{
    cx_buf_clear(text);
    for (size_t i = 0; i < plan->line_count; i++) {
        if (plan->lines[i].quantity == metric && plan->lines[i].weight_ppm > 0)
            cx_buf_printf(text, "%s%s", text->len > 0 ? " " : "", plan->lines[i].card);
    }
    return text->len > 0 ? cx_buf_str(text) : NULL;
}

static void fill_relation(struct cx_cell *cells, const struct relation *of, const char *cards)
{
    bool holds_zero = of->has_interval && of->low <= 0 && of->high >= 0;
    cells[3] = cx_cell_n((int64_t)of->n);
    cells[4] = real_cell(of->has_r, of->r);
    cells[5] = real_cell(of->has_interval, of->low);
    cells[6] = real_cell(of->has_interval, of->high);
    cells[7] = real_cell(of->has_r, of->rho);
    cells[8] = cx_cell_text(cards);
    cells[9] = cx_cell_word(cards && holds_zero ? "holds_zero" : NULL);
}

static int add_relations(struct cx_table *out, const struct samples *samples,
                         const struct cx_plan *plan, int against, const char *period,
                         struct cx_err *err)
{
    double *x = cx_alloc((samples->count + 1) * sizeof *x);
    double *y = cx_alloc((samples->count + 1) * sizeof *y);
    struct cx_buf cards = {0};
    int rc = 0;
    for (int i = (int)plan->measure_count; rc == 0 && i < (int)plan->quantity_count; i++) {
        const struct cx_quantity *of = &plan->quantities[i], *to = &plan->quantities[against];
        struct cx_cell cells[COLUMNS] = {cx_cell_text(period), cx_cell_titled(of->name, of->title),
                                         cx_cell_titled(to->name, to->title)};
        if (i == against)
            continue;
        struct relation relation = relate_quantities(samples, plan, i, against, x, y);
        fill_relation(cells, &relation, cards_of(&cards, plan, i));
        rc = cx_table_row(out, cells, err);
    }
    cx_buf_fini(&cards);
    free(x);
    free(y);
    return rc;
}

int cx_correlate_table(struct cx_table *out, const struct cx_trend *trend,
                       const struct cx_period *whole, const char *metric, struct cx_err *err)
{
    const struct cx_plan *plan = cx_trend_plan(trend);
    struct samples samples = {0};
    int against = 0;
    int rc = cx_plan_find_quantity(&against, plan, metric, strlen(metric), err);
    if (rc == 0)
        rc = take_samples(&samples, trend, err);
    if (rc == 0) {
        cx_trend_end(trend);
        cx_table_columns(out, columns, COLUMNS);
        rc = add_relations(out, &samples, plan, against, whole->name, err);
    }
    free(samples.values);
    return rc;
}
