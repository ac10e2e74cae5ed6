/* From ids to places in an array. Ids that count up (store/id.h) need no hash. */
#ifndef CX_PAST_LOOKUP_H
#define CX_PAST_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cx_stmt;

struct cx_lookup {
    int32_t *places; /* of ids low, low + step, …; -1: none */
    bool is_dense;   /* all ids are low, low + step, …: there are no places and no others */
    int64_t low, span;
    struct cx_map *map; /* of the others */
};

/* ids: in ascending order, the place of each being its index. */
void cx_lookup_init(struct cx_lookup *lookup, const int64_t *ids, size_t stride, size_t count);
void cx_lookup_fini(struct cx_lookup *lookup);
int32_t cx_lookup_find(const struct cx_lookup *lookup, int64_t id); /* -1: not there */
/* Of the id that a row holds, whose table refers to the ids; where it isn't there either, the file
 * is damaged, and the next step of the statement is CX_EWORLD. */
int32_t cx_lookup_row(const struct cx_lookup *lookup, struct cx_stmt *row, int column);

#endif
