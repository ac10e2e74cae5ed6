#include "kind/kind.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/invariant.h"
#include "base/nearest.h"

#define ADDRESS(kind) &cx_kind_##kind,
static const struct cx_kind *const kinds[] = {CX_KINDS(ADDRESS)};
#define KINDS (sizeof kinds / sizeof *kinds)

const struct cx_kind *const *cx_kinds(size_t *count)
{
    *count = KINDS;
    return kinds;
}

const struct cx_kind *cx_kind_find(const char *name, size_t n)
{
    for (size_t i = 0; i < KINDS; i++) {
        if (strlen(kinds[i]->name) == n && strncasecmp(kinds[i]->name, name, n) == 0)
            return kinds[i];
    }
    return NULL;
}

bool cx_kind_is_private(const struct cx_kind *kind)
{
    for (size_t i = 0; i < kind->count; i++) {
        if (kind->fields[i].flags & CX_PRIVATE)
            return true;
    }
    return false;
}

int cx_kind_order(const struct cx_kind *kind)
{
    size_t i = 0;
    while (i < KINDS && kinds[i] != kind)
        i++;
    CX_INVARIANT(i < KINDS, "every kind stands in CX_KINDS");
    return (int)i;
}

const struct cx_kind *cx_kind_near(const char *s, size_t n)
{
    struct cx_nearest nearest = {0};
    for (size_t i = 0; i < KINDS; i++)
        cx_nearest_try(&nearest, s, n, kinds[i]->name);
    return cx_kind_find(nearest.name, strlen(nearest.name));
}

int cx_kind_field(const struct cx_kind *kind, const char *name, size_t n)
{
    for (size_t i = 0; i < kind->count; i++) {
        if (strlen(kind->fields[i].name) == n && strncasecmp(kind->fields[i].name, name, n) == 0)
            return (int)i;
    }
    return -1;
}
