/* Private to assign/: from ids to places in an array. Ids that count up (store/id.h) need no hash.
 */
#ifndef CX_ASSIGN_LOOKUP_H
#define CX_ASSIGN_LOOKUP_H

#include <stddef.h>
#include <stdint.h>

struct lookup {
    int32_t *places; /* of ids low, low + step, …; -1: none */
    int64_t low, span;
    struct cx_map *map; /* of the others */
};

/* ids: in ascending order, the place of each being its index. */
void lookup_init(struct lookup *lookup, const int64_t *ids, size_t stride, size_t count);
void lookup_fini(struct lookup *lookup);
int32_t lookup_find(const struct lookup *lookup, int64_t id); /* -1: not there */

#endif
