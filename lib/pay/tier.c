#include "pay/engine.h"

/* Tiers are in millionths, so a basis in cents is brought to them: cents × 10^4. */
#define CENT 10000
/* Beyond all money: what doesn't fit becomes this, and can't be rounded to cents later on. */
#define TOO_MUCH ((__int128)1 << 120)

static __int128 product(__int128 slice, int64_t rate_ppm)
{
    __int128 out;
    bool is_over = __builtin_mul_overflow(slice, rate_ppm, &out);
    return is_over || out > TOO_MUCH ? TOO_MUCH : out < -TOO_MUCH ? -TOO_MUCH : out;
}

static __int128 marginal(const struct cx_tier *tiers, size_t count, __int128 basis)
{
    __int128 sum = 0;
    for (size_t i = 0; i < count; i++) {
        __int128 top = tiers[i].to == INT64_MAX || basis < tiers[i].to ? basis : tiers[i].to;
        if (top > tiers[i].from)
            sum += product(top - tiers[i].from, tiers[i].rate_ppm);
        if (sum > TOO_MUCH || sum < -TOO_MUCH)
            return sum;
    }
    return sum;
}

static __int128 whole(int64_t *rate, const struct cx_tier *tiers, size_t count, __int128 basis)
{
    for (size_t i = 0; i < count; i++) {
        if (basis >= tiers[i].from && (tiers[i].to == INT64_MAX || basis < tiers[i].to)) {
            *rate = tiers[i].rate_ppm;
            return product(basis, tiers[i].rate_ppm);
        }
    }
    return 0;
}

__int128 tier_amount(int64_t *rate, const struct cx_tier *tiers, size_t count,
                     enum cx_tier_mode mode, int64_t basis)
{
    /* What is taken back costs what it earned: minus the tier of the absolute value. */
    __int128 millionths = (__int128)(basis < 0 ? -(__int128)basis : basis) * CENT;
    *rate = CX_NO_VALUE;
    __int128 amount = mode == CX_TIER_WHOLE ? whole(rate, tiers, count, millionths)
                                            : marginal(tiers, count, millionths);
    return basis < 0 ? -amount : amount;
}
