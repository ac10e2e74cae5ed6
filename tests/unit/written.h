/* What a view writes, as text. */
#ifndef CX_UNIT_WRITTEN_H
#define CX_UNIT_WRITTEN_H

#include <check.h>

#include "render/render.h"

/* Ends and frees a table that was made by cx_table_into(text, …); the caller frees what it wrote.
 */
static inline char *written(struct cx_table *table, struct cx_buf *text)
{
    struct cx_err err = {0};
    ck_assert_msg(cx_table_end(table, &err) == 0, "%s", err.text);
    cx_table_free(table);
    if (!text->data)
        cx_buf_puts(text, "");
    return text->data;
}

static inline void ck_written(struct cx_table *table, struct cx_buf *text, const char *wanted)
{
    char *got = written(table, text);
    ck_assert_str_eq(got, wanted);
    cx_buf_fini(text);
}

#endif
