/* Private to render/, report/ and the folders of pay: text and figures in a page. */
#ifndef CX_RENDER_MARKUP_H
#define CX_RENDER_MARKUP_H

#include <stdbool.h>

#include "base/buf.h"

void cx_page_text(struct cx_buf *page, const char *s); /* escaped */
/* A figure in few signs: 12.3 %, 1,234,567, 98.7. */
void cx_page_figure(struct cx_buf *page, double value, bool is_share);

#endif
