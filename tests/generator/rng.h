/* The one source of chance: splitmix64 (Steele, Lea, Flood 2014). Integers only, so that a seed
 * gives the same company on every machine. A stream is keyed by what it is for, so that a row's
 * facts can be had again from its number and need not be kept. */
#ifndef GENERATOR_RNG_H
#define GENERATOR_RNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rng {
    uint64_t state;
};

static inline uint64_t rng_next(struct rng *rng)
{
    uint64_t z = rng->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static inline struct rng rng_keyed(uint64_t seed, uint64_t stream, uint64_t index)
{
    struct rng rng = {seed};

    rng.state = rng_next(&rng) ^ stream;
    rng.state = rng_next(&rng) ^ index;
    rng.state = rng_next(&rng);
    return rng;
}

/* 0 … n-1 */
static inline int32_t rng_below(struct rng *rng, int32_t n)
{
    return (int32_t)(((rng_next(rng) >> 32) * (uint64_t)n) >> 32);
}

/* lo … hi, both included */
static inline int32_t rng_between(struct rng *rng, int32_t lo, int32_t hi)
{
    return lo + rng_below(rng, hi - lo + 1);
}

static inline bool rng_permille(struct rng *rng, int32_t permille)
{
    return rng_below(rng, 1000) < permille;
}

/* An index of weights, as often as its weight says. */
static inline int32_t rng_pick(struct rng *rng, const int32_t *weights, int32_t count)
{
    int32_t sum = 0, at = 0;

    for (int32_t i = 0; i < count; i++)
        sum += weights[i];
    sum = rng_below(rng, sum);
    while (sum >= weights[at])
        sum -= weights[at++];
    return at;
}

#endif
