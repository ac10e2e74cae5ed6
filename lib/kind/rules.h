/* The kinds of rules: the one list of them. To add a kind: a row at the end of CX_RULE_KINDS (the
 * database keeps a kind's place in it), a file of pay/ that defines its `struct rule_kind`, its
 * unit test, and its section in cx-rules(5). */
#ifndef CX_KIND_RULES_H
#define CX_KIND_RULES_H

/* What a rule of a kind must have, and what sets it apart. */
enum cx_rule_trait {
    CX_NEEDS_BASIS = 1 << 0,
    CX_NEEDS_RATE = 1 << 1,
    CX_NEEDS_AMOUNT = 1 << 2,
    CX_NEEDS_TIERS = 1 << 3,  /* tier_id */
    CX_NEEDS_TOP = 1 << 4,    /* top_n */
    CX_NEEDS_MONTHS = 1 << 5, /* in each of so many periods */
    CX_NEEDS_LINES = 1 << 6,  /* applies_to: it changes lines of other rules */
    CX_LIMITS_ABOVE = 1 << 7, /* its amount is the most that these lines pay */
    CX_LIMITS_BELOW = 1 << 8, /* its amount is the least that these lines pay */
    CX_IS_TEAMS = 1 << 9, /* it pays a team: its expressions see no names of posts, and it needs an
                             amount, or a basis and a rate */
};

/* ROW(its name in enum cx_rule_kind, its word, its traits) */
#define CX_RULE_KINDS(ROW)                                                                         \
    ROW(AMOUNT, amount, CX_NEEDS_AMOUNT)                                                           \
    ROW(PER_UNIT, per_unit, CX_NEEDS_BASIS | CX_NEEDS_AMOUNT)                                      \
    ROW(RATE, rate, CX_NEEDS_BASIS | CX_NEEDS_RATE)                                                \
    ROW(TIER, tier, CX_NEEDS_BASIS | CX_NEEDS_TIERS)                                               \
    ROW(COEFFICIENT, coefficient, CX_NEEDS_RATE | CX_NEEDS_LINES)                                  \
    ROW(CAP, cap, CX_NEEDS_AMOUNT | CX_NEEDS_LINES | CX_LIMITS_ABOVE)                              \
    ROW(FLOOR, floor, CX_NEEDS_AMOUNT | CX_NEEDS_LINES | CX_LIMITS_BELOW)                          \
    ROW(RANK, rank, CX_NEEDS_BASIS | CX_NEEDS_TOP)                                                 \
    ROW(STREAK, streak, CX_NEEDS_BASIS | CX_NEEDS_TOP | CX_NEEDS_MONTHS)                           \
    ROW(POOL, pool, CX_IS_TEAMS)

#define CX_RULE_KIND_NAME(name, word, traits) CX_RULE_##name,
enum cx_rule_kind { CX_RULE_KINDS(CX_RULE_KIND_NAME) CX_RULE_KIND_COUNT };
#undef CX_RULE_KIND_NAME

#endif
