/* Private to kind/: the two halves of the table of kinds. */
#ifndef CX_KIND_KINDS_H
#define CX_KIND_KINDS_H

#include "kind/kind.h"

extern const struct cx_kind cx_plan_kinds[], cx_fact_kinds[];
extern const size_t cx_plan_kind_count, cx_fact_kind_count;

#define FACT(kind, help)                                                                           \
    {                                                                                              \
#kind, help, kind, sizeof kind / sizeof *kind, false, false                                \
    }
#define PLAN(kind, help)                                                                           \
    {                                                                                              \
#kind, help, kind, sizeof kind / sizeof *kind, true, false                                 \
    }
#define ORDERED_PLAN(kind, help)                                                                   \
    {                                                                                              \
#kind, help, kind, sizeof kind / sizeof *kind, true, true                                  \
    }

#endif
