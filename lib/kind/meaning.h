/* What a header means that is like a column's name: Commission Amount is hardly an amount paid. */
#ifndef CX_KIND_MEANING_H
#define CX_KIND_MEANING_H

#include "kind/kind.h"

enum cx_meaning {
    CX_MEANS_OTHER, /* it has none of the column's names */
    CX_MEANS_MORE,  /* it has one, and words that may make it something else */
    CX_MEANS_IT     /* the rest are units, or words that say nothing more of the column */
};
/* Of a header that is no name of the column itself (kind/alias.h). */
enum cx_meaning cx_meaning(const struct cx_kind *kind, int column, const char *s, size_t n);

#endif
