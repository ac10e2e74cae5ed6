/* Private to score/: what the writer and the reader of streams of sums share. */
#ifndef CX_SCORE_MERGE_H
#define CX_SCORE_MERGE_H

#include "score/partial.h"

enum { SHORT_HASH = 17 }; /* bytes that hold 16 hex digits */

/* What a stream says of the rows of one kind that hang on no customer. */
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

/* What the sums of a measure depend on in the plan, as a hash. */
void hash_measure(char hash[SHORT_HASH], const struct cx_plan *plan, size_t measure);

/* Adds up the streams; *onces (borrowed) is what they say of the rows that hang on no customer. */
int merge_sums(struct cx_sums **out, struct cx_merge *merge, const struct cx_plan *plan,
               const struct cx_org *org, const struct cx_period *periods, size_t count,
               struct cx_err *err);
const struct once_list *merge_onces(const struct cx_merge *merge);

#endif
