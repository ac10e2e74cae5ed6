/* Items of what was found, and what their notes name. */
#include "sheet/finder.h"

#include "base/lang.h"
#include "base/mem.h"

#define NAMED 5 /* that a note names, before it counts the rest */

struct cx_ready_item *finder_add(struct finder *f, const char *check, enum cx_ready_state state,
                                 int64_t count, int64_t amount, const char *advice)
{
    struct cx_ready *ready = f->ready;
    struct cx_buf note = {0};
    if (f->counted > 0)
        cx_buf_puts(&note, cx_buf_str(&f->names));
    if (f->counted > NAMED)
        cx_buf_show(&note, " and %lld more", (long long)f->counted - NAMED);
    if (advice && state != CX_READY_OK)
        cx_buf_printf(&note, "%s%s", note.len ? cx_shown(": ") : "", cx_shown(advice));
    CX_GROW(ready->items, ready->count, ready->cap);
    struct cx_ready_item *item = &ready->items[ready->count++];
    *item = (struct cx_ready_item){check, state,       count,       amount,
                                   -1,    CX_NO_VALUE, CX_NO_VALUE, note.data};
    ready->is_open = ready->is_open || state == CX_READY_OPEN;
    cx_buf_clear(&f->names);
    f->counted = 0;
    return item;
}

void finder_name(struct finder *f, const char *what, const char *of)
{
    if (f->counted++ < NAMED)
        cx_buf_printf(&f->names, "%s%s%s%s", f->names.len ? cx_shown(", ") : "", what,
                      of ? " " : "", of ? of : "");
}
