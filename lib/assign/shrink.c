#include "assign/shrink.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

void cell_add(struct cell *cell, double weight, double rate)
{
    cell->count++;
    cell->weight += weight;
    cell->got += weight * rate;
    cell->square += weight * rate * rate;
}

struct group {
    double weight, got, squares; /* squares: Σ over cells of weight² */
    int64_t cells;
};

static struct group *add_up(const struct cell *cells, size_t count, int group_count)
{
    struct group *groups = cx_alloc(((size_t)group_count + 1) * sizeof *groups);
    for (size_t i = 0; i < count; i++) {
        struct group *group = &groups[cells[i].group];
        if (cells[i].count == 0)
            continue;
        group->weight += cells[i].weight;
        group->got += cells[i].got;
        group->squares += cells[i].weight * cells[i].weight;
        group->cells++;
    }
    return groups;
}

double shrink_constant(const struct cell *cells, size_t count, int group_count)
{
    struct group *groups = add_up(cells, count, group_count);
    double within = 0, between = 0, spread = 0, free_cases = 0, free_cells = 0;
    for (size_t i = 0; i < count; i++) {
        const struct cell *cell = &cells[i];
        const struct group *group = &groups[cell->group];
        if (cell->count == 0 || cell->weight <= 0)
            continue;
        double rate = cell->got / cell->weight, off = rate - group->got / group->weight;
        within += cell->square - cell->got * rate;
        between += cell->weight * off * off;
        free_cases += (double)(cell->count - 1);
    }
    for (int g = 0; g < group_count; g++) {
        if (groups[g].cells == 0 || groups[g].weight <= 0)
            continue;
        spread += groups[g].weight - groups[g].squares / groups[g].weight;
        free_cells += (double)(groups[g].cells - 1);
    }
    free(groups);
    if (free_cases <= 0 || spread <= 0)
        return INFINITY;
    within = within > 0 ? within / free_cases : 0;
    between = (between - within * free_cells) / spread;
    return between > 0 ? within / between : INFINITY;
}

double shrink(const struct cell *cell, double mean, double k)
{
    if (isinf(k) || cell->weight + k <= 0)
        return mean;
    return (cell->got + k * mean) / (cell->weight + k);
}
