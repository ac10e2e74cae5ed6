/* Private to render/ and report/: one HTML page that needs nothing but itself. No script runs in it
 * and nothing is fetched, which its own policy sees to: whatever a name holds stays text. Charts
 * are drawn as SVG, with the table behind each. */
#ifndef CX_RENDER_WEBPAGE_H
#define CX_RENDER_WEBPAGE_H

#include "base/buf.h"
#include "render/table.h"

void cx_page_open(struct cx_buf *page, const char *title); /* up to and with the h1 */
void cx_page_close(struct cx_buf *page);
void cx_page_text(struct cx_buf *page, const char *s); /* escaped */
/* A table as its title, its chart and its table. */
void cx_page_single(struct cx_buf *page, const struct cx_table *table);
/* The same as a section of a page with many: the table is folded away behind the chart. */
void cx_page_section(struct cx_buf *page, const struct cx_table *table, const char *classes);
void cx_page_table(struct cx_buf *page, const struct cx_table *table);
/* Rows of a table only: those of which the text in a column is this. */
void cx_page_rows(struct cx_buf *page, const struct cx_table *table, size_t column,
                  const char *text);
/* A figure in few signs: 12.3 %, 1,234,567, 98.7. */
void cx_page_figure(struct cx_buf *page, double value, bool is_share);

/* svg.c: the table's chart. */
void cx_svg_chart(struct cx_buf *page, const struct cx_table *table);

#endif
