/* Private to render/, report/ and the folders of pay: one HTML page that needs nothing but itself.
 * No script runs in it and nothing is fetched, which its own policy sees to: whatever a name holds
 * stays text. Charts are drawn as SVG, with the table behind each. */
#ifndef CX_RENDER_WEBPAGE_H
#define CX_RENDER_WEBPAGE_H

#include "base/buf.h"
#include "render/table.h"

void cx_page_open(struct cx_buf *page, const char *title); /* up to and with the h1 */
void cx_page_close(struct cx_buf *page);
/* A kept table as a section of a page: where it has a chart, its rows are folded away behind it. */
void cx_page_section(struct cx_buf *page, const struct cx_table *table, const char *classes);
/* A kept table and nothing else. */
void cx_page_table(struct cx_buf *page, const struct cx_table *table);
/* Rows of a kept table only: those of which the text in a column is this, without that column. */
void cx_page_rows(struct cx_buf *page, const struct cx_table *table, size_t column,
                  const char *text);

#endif
