/* Private to conduct/: the mark that a line of a transcript may begin with. */
#ifndef CX_CONDUCT_MARKS_H
#define CX_CONDUCT_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* What may be a mark: name[0..n), NULL where there is none; behind it words, to end. */
struct mark {
    const char *name, *words, *end;
    size_t n;
};
/* s: a line, and what follows it. */
struct mark mark_of(const char *s);
/* Whether the line is a label and its figure: 金额:1000. */
bool mark_is_label(const struct mark *mark);
/* Sets name to s[0..n) as names are compared: its words folded, a blank between two. */
void mark_name(struct cx_buf *name, const char *s, size_t n);
/* What stands in brackets at the end of s[0..n): 坐席 of 张三（坐席）; NULL: nothing. */
const char *mark_suffix(const char *s, size_t n);

#endif
