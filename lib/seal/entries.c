/* Entries of the chain as a table: cx_seals_table. */
#include "seal/seal.h"

static const struct cx_column columns[] = {
    {"seq", "Seq", CX_CELL_NUMBER, 0, false},     {"action", "Action", CX_CELL_TEXT, 0, false},
    {"period", "Period", CX_CELL_TEXT, 0, false}, {"at", "At", CX_CELL_TIME, 0, false},
    {"total", "Total", CX_CELL_MONEY, 2, false},  {"reason", "Reason", CX_CELL_TEXT, 0, false},
    {"version", "Cx", CX_CELL_TEXT, 0, false},    {"hash", "Hash", CX_CELL_TEXT, 0, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

int cx_seals_table(struct cx_table *out, const struct cx_seal *seals, size_t count,
                   struct cx_err *err)
{
    int rc = 0;
    cx_table_columns(out, columns, COLUMNS);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        const struct cx_seal *seal = &seals[i];
        struct cx_cell cells[COLUMNS] = {
            cx_cell_n(seal->seq),        cx_cell_text(seal->action),
            cx_cell_text(seal->period),  cx_cell_n(seal->at),
            cx_cell_n(seal->total),      cx_cell_text(*seal->reason ? seal->reason : NULL),
            cx_cell_text(seal->version), cx_cell_text(seal->hash)};
        rc = cx_table_row(out, cells, err);
    }
    return rc;
}
