/* Views as text, for tests: cx_table_into(&text, CX_FORMAT_CSV), the view, view_end. */
#ifndef CX_UNIT_VIEWS_H
#define CX_UNIT_VIEWS_H

#include <check.h>

#include "render/render.h"

/* Ends the table where rc is 0, and frees it. Returns rc. */
static inline int view_end(struct cx_table *table, int rc)
{
    struct cx_err err = {0};
    if (rc == 0)
        ck_assert_msg(cx_table_end(table, &err) == 0, "%s", err.text);
    cx_table_free(table);
    return rc;
}

#endif
