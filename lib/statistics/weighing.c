/* New weights of one scorecard, and the reasons for them: weigh_card. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "statistics/proposal.h"
#include "statistics/relation.h"
#include "statistics/weights.h"

/* What is found out of a card's lines on the way. */
struct finding {
    struct weighed *card;
    const struct weighing *by;
    const char *name;
    struct relation *relations; /* of each line's metric with the one that is explained */
    double *shares;             /* of R², by line */
    double r2;                  /* of all that take part */
    size_t rows;                /* that it was found in */
    bool *is_fixed;             /* the metric itself: it is not explained by itself */
};

static void say(const struct finding *of, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void say(const struct finding *of, const char *format, ...)
{
    const struct cx_suggestion *to = of->by->to;
    char text[400];
    struct cx_buf message = {0};
    va_list args;
    if (!to->say)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, _(format), args);
    va_end(args);
    cx_buf_printf(&message, "%s: %s", of->name, text);
    to->say(to->context, cx_buf_str(&message));
    cx_buf_fini(&message);
}

static const char *real_text(char buf[CX_DEC_TEXT], double real, int decimals)
{
    int64_t n = 0;
    cx_dec_from_real(&n, real, decimals);
    return cx_dec_format(buf, n, decimals);
}

static const struct cx_card_line *line_of(const struct finding *of, size_t i)
{
    return &of->by->plan->lines[of->card->first + i];
}

static const char *metric_of(const struct finding *of, size_t i)
{
    return of->by->plan->quantities[line_of(of, i)->quantity].name;
}

/* A cell of a row, column 0 being the metric that is explained; false: null. */
static bool cell_of(double *out, const struct finding *of, size_t row, size_t column)
{
    const struct cx_plan *plan = of->by->plan;
    int quantity = column == 0 ? of->by->metric : line_of(of, column - 1)->quantity;
    int64_t value = of->card->rows[row * (of->card->count + 1) + column];
    *out = value == CX_NO_VALUE ? 0 : cx_dec_to_real(value, plan->quantities[quantity].decimals);
    return value != CX_NO_VALUE;
}

static struct relation relate_line(const struct finding *of, size_t line)
{
    double *x = cx_alloc((2 * of->card->row_count + 1) * sizeof *x);
    double *y = x + of->card->row_count;
    size_t n = 0;
    for (size_t i = 0; i < of->card->row_count; i++)
        n += cell_of(&y[n], of, i, 0) && cell_of(&x[n], of, i, line + 1);
    struct relation out = relate(x, y, n);
    free(x);
    return out;
}

/* Whether being better in the line's metric goes with being better in the one to explain. */
static bool helps(const struct finding *of, size_t line)
{
    const struct cx_quantity *quantities = of->by->plan->quantities;
    const struct relation *relation = &of->relations[line];
    bool turned =
        quantities[line_of(of, line)->quantity].better != quantities[of->by->metric].better;
    return !of->is_fixed[line] && relation->has_r && (turned ? relation->r < 0 : relation->r > 0);
}

/* The shares of the lines that help, over the rows in which none of them is null. */
static bool find_shares(struct finding *of, const size_t *helping, size_t count)
{
    size_t all = of->card->row_count;
    double *values = cx_alloc(((count + 1) * all + 1) * sizeof *values);
    double *shares = cx_alloc((count + 1) * sizeof *shares);
    const double **x = cx_alloc((count + 1) * sizeof *x);
    for (size_t row = 0; row < all; row++) {
        bool is_whole = cell_of(&values[count * all + of->rows], of, row, 0);
        for (size_t i = 0; is_whole && i < count; i++)
            is_whole = cell_of(&values[i * all + of->rows], of, row, helping[i] + 1);
        of->rows += is_whole;
    }
    for (size_t i = 0; i < count; i++)
        x[i] = values + i * all;
    bool found = share_r2(shares, x, count, values + count * all, of->rows);
    for (size_t i = 0; found && i < count; i++) {
        of->shares[helping[i]] = shares[i];
        of->r2 += shares[i];
    }
    free(values);
    free(shares);
    free(x);
    return found;
}

/* Relations, then shares; false: it was said why the weights stay. */
static bool find_out(struct finding *of)
{
    size_t count = of->card->count, helping = 0;
    size_t *lines = cx_alloc((count + 1) * sizeof *lines);
    for (size_t i = 0; i < count; i++) {
        of->is_fixed[i] = line_of(of, i)->quantity == of->by->metric;
        of->relations[i] = relate_line(of, i);
        if (helps(of, i))
            lines[helping++] = i;
    }
    bool found = false;
    if (count == 1)
        say(of, "its weights stay: it has only one metric");
    else if (helping == 0)
        say(of, "its weights stay: none of its metrics correlates with %s",
            of->by->plan->quantities[of->by->metric].name);
    else if (helping > SHARES_MAX)
        say(of, "its weights stay: more than %d metrics can't be weighed", SHARES_MAX);
    else if (!(found = find_shares(of, lines, helping)))
        say(of, "its weights stay: %zu posts x months have all values, %zu metrics need %zu",
            of->rows, helping, helping + 2);
    free(lines);
    return found;
}

/* The weight that the metric itself keeps, in whole points, where it is in the card; 0 where not.
 */
static int64_t kept_points(const struct finding *of)
{
    int64_t most = 100 - LEAST_WEIGHT * ((int64_t)of->card->count - 1), kept = 0;
    for (size_t i = 0; i < of->card->count; i++) {
        if (!of->is_fixed[i])
            continue;
        cx_dec_divide(&kept, line_of(of, i)->weight_ppm, cx_dec_pow10(6));
        kept = kept < LEAST_WEIGHT ? LEAST_WEIGHT : kept > most ? most : kept;
    }
    return kept;
}

static bool find_points(struct finding *of)
{
    size_t count = of->card->count, others = 0;
    int64_t *points = cx_alloc(count * sizeof *points), kept = kept_points(of);
    double *shares = cx_alloc(count * sizeof *shares);
    for (size_t i = 0; i < count; i++) {
        if (!of->is_fixed[i])
            shares[others++] = of->shares[i];
    }
    bool found = share_out(points, shares, others, 100 - kept);
    of->card->points = found ? cx_alloc(count * sizeof *points) : NULL;
    for (size_t i = 0, k = 0; found && i < count; i++)
        of->card->points[i] = of->is_fixed[i] ? kept : points[k++];
    if (!found)
        say(of, "its weights stay: its metrics add nothing, or are too many");
    free(points);
    free(shares);
    return found;
}

/* r and its interval, and whether it may be chance. */
static const char *relation_text(char text[128], const struct relation *relation)
{
    char r[CX_DEC_TEXT], low[CX_DEC_TEXT], high[CX_DEC_TEXT];
    real_text(r, relation->r, 2);
    if (!relation->has_interval)
        snprintf(text, 128, _("r = %s, of %zu values"), r, relation->n);
    else
        snprintf(text, 128,
                 relation->low <= 0 && relation->high >= 0
                     ? _("r = %s (%s to %s), which may be chance")
                     : _("r = %s (%s to %s)"),
                 r, real_text(low, relation->low, 2), real_text(high, relation->high, 2));
    return text;
}

static void say_line(const struct finding *of, size_t i)
{
    const struct relation *relation = &of->relations[i];
    char was[CX_DEC_TEXT], adds[CX_DEC_TEXT], r2[CX_DEC_TEXT], text[128];
    const char *metric = metric_of(of, i);
    int points = (int)of->card->points[i];
    cx_dec_format_short(was, line_of(of, i)->weight_ppm, 6);
    if (of->is_fixed[i])
        say(of, "%s %s -> %d: kept: the others are weighed by it", metric, was, points);
    else if (!relation->has_r)
        say(of, "%s %s -> %d: the minimum: no correlation can be told from %zu values", metric, was,
            points, relation->n);
    else if (!helps(of, i))
        say(of, "%s %s -> %d: the minimum: it correlates the wrong way: %s", metric, was, points,
            relation_text(text, relation));
    else
        say(of, "%s %s -> %d: adds %s of R2 = %s; %s", metric, was, points,
            real_text(adds, of->shares[i], 3), real_text(r2, of->r2, 3),
            relation_text(text, relation));
}

static void warn_of_chance(const struct finding *of)
{
    for (size_t i = 0; i < of->card->count; i++) {
        const struct relation *relation = &of->relations[i];
        if (helps(of, i) && relation->has_interval && (relation->low > 0 || relation->high < 0))
            return;
    }
    say(of, "all of this may be chance: every metric's interval includes 0");
}

/* More customers leave than before: what they think of us counts for more. */
static void heed_churn(struct finding *of)
{
    const struct weighing *by = of->by;
    char now[CX_DEC_TEXT], then[CX_DEC_TEXT];
    int64_t rise = 0;
    if (by->churn_now == CX_NO_VALUE || by->churn_then == CX_NO_VALUE ||
        by->churn_now <= by->churn_then)
        return;
    cx_dec_divide(&rise, by->churn_now - by->churn_then, 10000);
    for (size_t i = 0; i < of->card->count; i++) {
        if (line_of(of, i)->quantity != by->satisfaction || of->is_fixed[i])
            continue;
        int64_t raised =
            raise_one(of->card->points, of->card->count, i, rise < 1 ? 1 : rise, of->is_fixed);
        say(of, "satisfaction is raised by %d to %d: churn_rate rose from %s to %s", (int)raised,
            (int)of->card->points[i], cx_dec_format(then, by->churn_then, 6),
            cx_dec_format(now, by->churn_now, 6));
    }
}

void weigh_card(struct weighed *card, const struct weighing *by)
{
    struct finding of = {.card = card, .by = by, .name = by->plan->lines[card->first].card};
    char from[CX_DATE_TEXT];
    of.relations = cx_alloc(card->count * sizeof *of.relations);
    of.shares = cx_alloc(card->count * sizeof *of.shares);
    of.is_fixed = cx_alloc(card->count * sizeof *of.is_fixed);
    if (find_out(&of) && find_points(&of)) {
        say(&of, "weighed by %zu posts x months of %s, for %s and after", of.rows, by->whole->name,
            cx_date_format(from, by->from));
        for (size_t i = 0; i < card->count; i++)
            say_line(&of, i);
        warn_of_chance(&of);
        heed_churn(&of);
    }
    free(of.relations);
    free(of.shares);
    free(of.is_fixed);
}
