/* Entries of the chain as people read them. */
#include <string.h>

#include "base/retell.h"
#include "seal/seal.h"

static const struct cx_column columns[] = {
    {"seq", "Seq", CX_CELL_NUMBER, 0, false},     {"action", "Action", CX_CELL_TEXT, 0, false},
    {"period", "Period", CX_CELL_TEXT, 0, false}, {"at", "At", CX_CELL_TIME, 0, false},
    {"total", "Total", CX_CELL_MONEY, 2, false},  {"reason", "Reason", CX_CELL_TEXT, 0, false},
    {"version", "Cx", CX_CELL_TEXT, 0, false},    {"hash", "Hash", CX_CELL_TEXT, 0, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* What translators read. */
static const char *const actions[]
    __attribute__((unused)) = {NC_("seal", "close"), NC_("seal", "pay"), NC_("seal", "reopen")};

void cx_seal_reason(struct cx_buf *out, const struct cx_seal *seal)
{
    static const char *const of_pay[] = {N_("%s of totals below zero is carried to %s")};
    if (strcmp(seal->action, "pay") == 0)
        cx_retell(out, seal->reason, of_pay, sizeof of_pay / sizeof *of_pay);
    else
        cx_buf_puts(out, seal->reason);
}

int cx_seals_table(struct cx_table *out, const struct cx_seal *seals, size_t count,
                   struct cx_err *err)
{
    struct cx_buf reason = {0};
    int rc = 0;
    cx_table_columns(out, columns, COLUMNS);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        const struct cx_seal *seal = &seals[i];
        cx_buf_clear(&reason);
        cx_seal_reason(&reason, seal);
        struct cx_cell cells[COLUMNS] = {
            cx_cell_n(seal->seq),        cx_cell_text(cx_shown_in("seal", seal->action)),
            cx_cell_text(seal->period),  cx_cell_n(seal->at),
            cx_cell_n(seal->total),      cx_cell_text(reason.len ? cx_buf_str(&reason) : NULL),
            cx_cell_text(seal->version), cx_cell_text(seal->hash)};
        rc = cx_table_row(out, cells, err);
    }
    cx_buf_fini(&reason);
    return rc;
}
