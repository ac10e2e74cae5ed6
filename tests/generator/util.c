#include <errno.h>
#include <stdlib.h>

#include "sim.h"

void *grow(void *items, int32_t count, int32_t *room, size_t size)
{
    void *larger;

    if (count < *room)
        return items;
    *room = *room ? *room * 2 : 64;
    larger = realloc(items, (size_t)*room * size);
    if (!larger)
        out_die("no memory", "generate");
    return larger;
}

void *zeroed(int64_t count, size_t size)
{
    void *items = calloc((size_t)(count > 0 ? count : 1), size);

    if (!items)
        out_die("no memory", "generate");
    return items;
}

int width_of(int64_t count, int least)
{
    int width = 1;

    for (; count >= 10; count /= 10)
        width++;
    return width > least ? width : least;
}

struct out *open_csv(const struct sim *sim, const char *kind, const char *header)
{
    struct out *out = zeroed(1, sizeof *out);

    out_open(out, sim->options.out, kind, header);
    return out;
}

void close_csv(struct out *out)
{
    out_close(out);
    free(out);
}
