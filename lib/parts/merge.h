/* Private to parts/: what the writer and the reader of streams of sums share. */
#ifndef CX_PARTS_MERGE_H
#define CX_PARTS_MERGE_H

#include "parts/hash.h"
#include "parts/parts.h"
#include "parts/present.h"

/* What a stream says of the rows of one kind that belong to no customer. */
struct once {
    const char *kind;
    char hash[SHORT_HASH];
    int64_t count;
    const char *name; /* of the stream's file */
    int64_t line;
};
struct once_list {
    struct once *list;
    size_t count, cap;
};

/* What the streams say of the rows that belong to no customer. */
const struct once_list *merge_onces(const struct cx_merge *merge);
/* The first day with an event in any of their databases; CX_DATE_NONE: none told one. */
cx_date merge_begun(const struct cx_merge *merge);
/* Which parts they are of. */
const struct present *merge_present(const struct cx_merge *merge);

#endif
