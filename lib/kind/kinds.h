/* Private to kind/: how a kind is described. Each is a variable cx_kind_NAME, declared in kind.h,
 * made from the array of its columns called NAME. */
#ifndef CX_KIND_KINDS_H
#define CX_KIND_KINDS_H

#include "kind/kind.h"

#define DESCRIBE(kind, help, is_plan, is_ordered, history)                                         \
    const struct cx_kind cx_kind_##kind = {                                                        \
        #kind, help, kind, sizeof kind / sizeof *kind, is_plan, is_ordered, history}
#define FACT(kind, help)                       DESCRIBE(kind, help, false, false, NULL)
#define FACT_WITH_HISTORY(kind, help, history) DESCRIBE(kind, help, false, false, history)
#define PLAN(kind, help)                       DESCRIBE(kind, help, true, false, NULL)
#define ORDERED_PLAN(kind, help)               DESCRIBE(kind, help, true, true, NULL)

#endif
