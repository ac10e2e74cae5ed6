#include "book/waiting.h"

#include <stdlib.h>

#include "base/mem.h"

void waiting_put(struct waiting *waiting, struct cells *cells)
{
    size_t before = waiting->cap;
    CX_GROW(waiting->items, waiting->count, waiting->cap);
    for (size_t i = before; i < waiting->cap; i++)
        waiting->items[i] = (struct cells){0};
    cells_swap(&waiting->items[waiting->count++], cells);
}

int waiting_next(struct waiting *waiting, struct part *part, struct cells *cells,
                 struct cx_err *err)
{
    while (waiting->at == waiting->count) {
        if (waiting->err.code)
            return cx_err_set(err, waiting->err.code, "%s", waiting->err.text);
        if (waiting->is_ended)
            return 0;
        waiting->at = waiting->count = 0;
        waiting->is_ended = part_pump(part, &waiting->err) == 0 || waiting->is_ended;
    }
    cells_swap(&waiting->items[waiting->at++], cells);
    return 1;
}

void waiting_fini(struct waiting *waiting)
{
    for (size_t i = 0; i < waiting->cap; i++)
        cells_fini(&waiting->items[i]);
    free(waiting->items);
    *waiting = (struct waiting){0};
}
