/* Private to render/: a table of pairs as a square, for terminals that are too narrow for its rows.
 */
#ifndef CX_RENDER_PIVOT_H
#define CX_RENDER_PIVOT_H

#include "render/table.h"

/* As table->pivot has it, with what is then not shown in the note; the caller frees. The table is
 * kept. */
struct cx_table *pivoted(const struct cx_table *table);

#endif
