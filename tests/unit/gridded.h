/* A small grid with a chart, for the tests of render/. */
#ifndef CX_UNIT_GRIDDED_H
#define CX_UNIT_GRIDDED_H

#include "render/grid.h"

/* Two teams, a share of each and its target, and money with a sum. */
static inline struct cx_grid *teams_grid(enum cx_chart_kind kind)
{
    static const struct cx_column columns[] = {
        {"team", "Team", CX_CELL_TEXT, 0, false},
        {"rate", "Rate", CX_CELL_NUMBER, 2, false},
        {"target", "Target", CX_CELL_NUMBER, 2, false},
        {"money", "Money", CX_CELL_MONEY, 2, true},
    };
    struct cx_grid *grid = cx_grid_new("Teams");
    cx_grid_columns(grid, columns, 4);
    const struct cx_cell one[] = {cx_cell_text("电催<1>"), cx_cell_n(40), cx_cell_n(20),
                                  cx_cell_n(12345)};
    const struct cx_cell two[] = {cx_cell_text("=1+1"), cx_cell_n(10), CX_NULL_CELL, cx_cell_n(5)};
    cx_grid_row(grid, one);
    cx_grid_row(grid, two);
    grid->chart = (struct cx_chart){
        .kind = kind, .label = 0, .first = 1, .count = 2, .mark = "target", .is_share = true};
    cx_grid_say(grid, "Teams & %s", "rates");
    return grid;
}

#endif
