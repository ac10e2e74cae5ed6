#include "sheet/told.h"

#include <string.h>

#include "base/retell.h"

/* What is said in notes of lines, which are sealed in English (pay/, sheet/). */
static const char *const notes[] = {
    N_("%d of %d days"),
    N_("of a pool of %s"),
    N_("down to %s"),
    N_("up to %s"),
    N_("the basis is null"),
    N_("the rate is null"),
    N_("among the top %d for %d period running"),
    N_("among the top %d for %d periods running"),
    N_("%d share place %d: %d are paid, not %d"),
    N_("%s (approved by %s)"),
    N_("%s %s instead of %s (on %s instead of %s)"),
    N_("%s %s instead of %s"),
    N_("%s was put right before"),
    N_("carried from %s, whose total was below zero"),
};

struct cx_cell told_cell(struct cx_buf *told, const char *column, const char *text)
{
    if (!text || !*text)
        return CX_NULL_CELL;
    if (strcmp(column, "role") == 0 || strcmp(column, "kind") == 0)
        return cx_cell_word(text);
    if (strcmp(column, "note") != 0)
        return cx_cell_text(text);
    cx_buf_clear(told);
    cx_retell(told, text, notes, sizeof notes / sizeof *notes);
    return cx_cell_text(cx_buf_str(told));
}
