/* A small table with a chart, for the tests of render/. */
#ifndef CX_UNIT_TABLED_H
#define CX_UNIT_TABLED_H

#include "render/render.h"

/* Two teams, a share of each and its target, and money with a sum. */
static inline struct cx_table *teams_table(enum cx_chart_kind kind)
{
    static const struct cx_column columns[] = {
        {"team", "Team", CX_CELL_TEXT, 0, false},
        {"rate", "Rate", CX_CELL_NUMBER, 2, false},
        {"target", "Target", CX_CELL_NUMBER, 2, false},
        {"money", "Money", CX_CELL_MONEY, 2, true},
    };
    struct cx_table *table = cx_table_new("Teams");
    cx_table_columns(table, columns, 4);
    const struct cx_cell one[] = {cx_cell_text("电催<1>"), cx_cell_n(40), cx_cell_n(20),
                                  cx_cell_n(12345)};
    const struct cx_cell two[] = {cx_cell_text("=1+1"), cx_cell_n(10), CX_NULL_CELL, cx_cell_n(5)};
    cx_table_keep(table, one);
    cx_table_keep(table, two);
    table->chart = (struct cx_chart){
        .kind = kind, .label = 0, .first = 1, .count = 2, .mark = "target", .is_share = true};
    cx_table_say(table, "Teams & %s", "rates");
    return table;
}

#endif
