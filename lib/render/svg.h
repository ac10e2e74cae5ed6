/* Private to render/: a kept table's chart as SVG in a page. */
#ifndef CX_RENDER_SVG_H
#define CX_RENDER_SVG_H

#include "base/buf.h"
#include "render/table.h"

void cx_svg_chart(struct cx_buf *page, const struct cx_table *table);

#endif
