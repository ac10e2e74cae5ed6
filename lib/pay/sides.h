/* Private to the folders of pay: why a comparison in a rule's condition did not hold, and what
 * comparisons say of what the rule pays. */
#ifndef CX_PAY_SIDES_H
#define CX_PAY_SIDES_H

#include "pay/engine.h"

/* What the two sides of a comparison came to, in so many decimals that they differ where the
 * numbers do: as metrics are published, or more. */
struct sides {
    int64_t left, right, missing; /* missing: right - left */
    int decimals;
};

/* False where they are not both numbers, or can't be told apart in 15 decimals. */
bool find_sides(struct sides *out, struct viewpoint *view, struct cx_expr *expr,
                const struct cx_code_part *part);

/* Whether the rule's amount is taken away. */
bool amount_takes(const struct rule *rule, struct viewpoint *view);
/* Whether the rule's basis times a factor can only take something away: it is negative, or `when`
 * holds only where the basis is. */
bool factor_takes(int64_t factor, const struct rule *rule, struct viewpoint *view);
/* As factor_takes, of the rule's rate, and of a coefficient's: by the most that it can be where
 * `when` holds, whatever it is now. */
bool rate_takes(const struct rule *rule, struct viewpoint *view);
bool coefficient_takes(const struct rule *rule, struct viewpoint *view);

#endif
