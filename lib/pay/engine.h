/* Private to pay/, and to the folders that explain what it does: one run of the rules. */
#ifndef CX_PAY_ENGINE_H
#define CX_PAY_ENGINE_H

#include "pay/pay.h"
#include "plan/expr.h"
#include "seal/sealed.h"

/* A rule with its expressions compiled. */
struct rule {
    const struct cx_rule *of;
    int index; /* in the plan */
    const struct rule_kind *kind;
    struct cx_expr *when, *basis, *rate, *split;
};

struct engine {
    struct cx_bonus *bonus;
    struct cx_db *db;
    struct absence {
        int person;
        cx_date from, end; /* half-open */
    } * absences;          /* by person */
    size_t absence_count, absence_cap;
    bool *is_taken; /* [group][post]: a rule of the group applied to the post */
    const char **groups;
    size_t group_count;
    const struct sealed_lines *sealed; /* NULL: none, see rules_run */
    int edition;                       /* a sealed period's; 0: this one (pay/edition.h) */
    struct cx_err *err;
};

/* run.c: runs the rules over bonus->scores. With `sealed` only those that are recomputed for
 * sealed periods, and the lines of the others are taken from it. */
int rules_run(struct cx_bonus *bonus, struct cx_db *db, const struct sealed_lines *sealed,
              struct cx_err *err);
/* Adds lines up to totals, and puts them in order. */
int bonus_finish(struct cx_bonus *bonus, struct cx_err *err);

/* Whose names an expression sees: a post's, or a team's alone. */
struct viewpoint {
    const struct engine *engine;
    const struct cx_scores *scores;
    const struct cx_post_score *post; /* NULL: a pool's */
    int team;
};

/* run.c: a run, over a bonus that stays the caller's; closed in any case. */
int engine_open(struct engine *engine, struct cx_bonus *bonus, struct cx_db *db,
                struct cx_err *err);
void engine_close(struct engine *engine);
int load_absences(struct engine *engine);
/* For whom the rule holds: it is for them, its `when` holds, and no rule of its group did before.
 */
int find_holds(bool *holds, struct engine *engine, const struct rule *rule);

/* names.c */
struct cx_scalar name_value(void *viewpoint, struct cx_name name);
struct viewpoint post_view(const struct engine *engine, const struct cx_scores *scores,
                           size_t post);

/* kinds.c: whether a rule is computed again for sealed periods. */
bool rule_is_retro(const struct cx_rule *rule);

/* compile.c */
int rule_compile(struct rule *rule, struct engine *engine, int index);
void rule_fini(struct rule *rule);

/* rule.c: whom a rule is for, its expressions as decimals, and its lines. */
bool rule_is_for(const struct rule *rule, const struct cx_scores *scores, size_t post);
/* Whether `when` holds; null counts as no. 1, 0 or negative. */
int rule_holds(const struct rule *rule, struct viewpoint *view, struct cx_err *err);
/* An expression rounded to decimals; CX_NO_VALUE where there is none or it is null. */
int rule_value(int64_t *out, struct cx_expr *expr, int decimals, const struct rule *rule,
               struct viewpoint *view, struct cx_err *err);

/* Of a rule's group, by post, whether a rule before it applied; NULL: it is in none. */
bool *group_flags(struct engine *engine, const struct rule *rule);

/* Adds a line with the given figures; fails where numerator / denominator doesn't fit. A rule with
 * an award pays 0. */
struct figures {
    int64_t basis, rate;
    int basis_decimals, rate_decimals;
    int days, period_days;
    bool has_factor;                 /* the days are in the numerator and denominator */
    bool is_nothing;                 /* there is no line */
    __int128 numerator, denominator; /* amount in cents, to be rounded here, once */
    char note[128];
};
int add_line(struct engine *engine, const struct rule *rule, size_t post,
             const struct figures *figures);
/* No figures yet: none set, factor 1. */
struct figures figures_none(const struct engine *engine);
/* Sets the note. */
void figures_say(struct figures *figures, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Whether a coefficient, cap or floor applies to the lines of the rule called so. */
bool rule_applies_to(const struct rule *rule, const char *id);
/* The sum of the lines of a post that a coefficient, cap or floor applies to; false: overflow. */
bool sum_lines(int64_t *sum, const struct engine *engine, const struct rule *rule, size_t post);

/* tier.c: basis (cents) through tiers by an edition, in cents × 10^10; *rate the one reached, of
 * mode whole. */
__int128 tier_amount(int64_t *rate, const struct cx_tier *tiers, size_t count,
                     enum cx_tier_mode mode, int edition, int64_t basis);
/* pool.c */
/* The posts that would share a team's pool, with their weights (0 and more; in millionths). */
struct pool {
    size_t *posts;
    int64_t *weights;
    size_t count;
};
/* 1: the rule holds for the team, and its group is done with for these posts. The caller ends the
 * pool with pool_fini in any case. */
int pool_find(struct pool *pool, struct engine *engine, const struct rule *rule, int team);
void pool_fini(struct pool *pool);
/* The same of all teams that the rule is for, and nobody is paid. */
int pool_take(struct engine *engine, const struct rule *rule);

#endif
