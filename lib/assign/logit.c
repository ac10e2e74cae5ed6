#include "assign/logit.h"

#include <linear.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define SD_MIN 1e-9 /* of 1 + |mean|: less is rounding */

void design_fini(struct design *design)
{
    free(design->cells);
    free(design->first);
    free(design->came);
    *design = (struct design){0};
}

void design_begin(struct design *design, bool came)
{
    CX_GROW(design->first, design->row_count, design->first_cap);
    CX_GROW(design->came, design->row_count, design->came_cap);
    design->first[design->row_count] = design->cell_count;
    design->came[design->row_count++] = came;
}

void design_put(struct design *design, int term, double value)
{
    if (value == 0)
        return;
    CX_GROW(design->cells, design->cell_count, design->cell_cap);
    design->cells[design->cell_count++] = (struct design_cell){term, value};
}

static size_t row_end(const struct design *design, size_t row)
{
    return row + 1 < design->row_count ? design->first[row + 1] : design->cell_count;
}

void design_scale(double *mean, double *sd, const struct design *design, int term)
{
    double sum = 0, squares = 0, rows = (double)design->row_count;
    for (size_t i = 0; i < design->cell_count; i++) {
        if (design->cells[i].term == term)
            sum += design->cells[i].value;
    }
    *mean = rows > 0 ? sum / rows : 0;
    size_t there = 0;
    for (size_t i = 0; i < design->cell_count; i++) {
        double off = design->cells[i].value - *mean;
        if (design->cells[i].term != term)
            continue;
        squares += off * off;
        there++;
    }
    squares += (rows - (double)there) * *mean * *mean;
    *sd = rows > 0 ? sqrt(squares / rows) : 0;
    if (*sd <= SD_MIN * (1 + fabs(*mean)))
        *sd = 1;
}

static void silence(const char *text)
{
    (void)text;
}

/* LIBLINEAR counts terms from 1 and ends a row with -1. */
static struct feature_node *nodes_of(struct feature_node **rows, const struct design *design,
                                     int intercept)
{
    struct feature_node *nodes =
        cx_realloc(NULL, design->cell_count + 2 * design->row_count + 1, sizeof *nodes);
    struct feature_node *node = nodes;
    for (size_t i = 0; i < design->row_count; i++) {
        rows[i] = node;
        for (size_t k = design->first[i]; k < row_end(design, i); k++)
            *node++ = (struct feature_node){design->cells[k].term + 1, design->cells[k].value};
        *node++ = (struct feature_node){intercept, 1};
        *node++ = (struct feature_node){-1, 0};
    }
    return nodes;
}

static int count_came(const struct design *design)
{
    int came = 0;
    for (size_t i = 0; i < design->row_count; i++)
        came += design->came[i];
    return came;
}

int logit_fit(double *coefficients, const struct design *design, int term_count, struct cx_err *err)
{
    int came = count_came(design);
    if (came == 0 || came == (int)design->row_count)
        return cx_err_set(err, CX_EDATA,
                          came ? "there is nothing to learn from: all of %zu cases paid"
                               : "there is nothing to learn from: none of %zu cases paid",
                          design->row_count);
    struct feature_node **rows = cx_realloc(NULL, design->row_count, sizeof *rows);
    struct feature_node *nodes = nodes_of(rows, design, term_count + 1);
    double *labels = cx_realloc(NULL, design->row_count, sizeof *labels);
    for (size_t i = 0; i < design->row_count; i++)
        labels[i] = design->came[i];
    struct problem problem = {
        .l = (int)design->row_count, .n = term_count + 1, .y = labels, .x = rows, .bias = 1};
    struct parameter parameter = {.solver_type = L2R_LR, .eps = 1e-6, .C = 1};
    set_print_string_function(silence);
    struct model *model = train(&problem, &parameter);
    double sign = model->label[0] == 1 ? 1 : -1;
    for (int t = 0; t <= term_count; t++)
        coefficients[t] = sign * model->w[t];
    free_and_destroy_model(&model);
    free(labels);
    free(nodes);
    free(rows);
    return 0;
}

double logit_chance(double score)
{
    return 1 / (1 + exp(-score));
}
