/* Private to the folders of pay: the kinds of rules. Each is a file that defines its struct
 * rule_kind and a row of CX_RULE_KINDS (kind/rules.h); nothing else names one. */
#ifndef CX_PAY_KINDS_H
#define CX_PAY_KINDS_H

#include "base/rank.h"
#include "pay/teller.h"
#include "plan/rules.h"

/* The posts that one line is made of: one, or all of a person for which the rule holds. */
struct group {
    size_t *posts;
    size_t count;
};

struct rule_kind {
    /* Adds the lines of a rule, for the posts for which it holds; a team's kind finds out by itself
     * whom it holds for. */
    int (*run)(struct engine *engine, const struct rule *rule, const bool *holds);
    /* Of kinds whose run is run_plain: the figures of one line, without days. */
    int (*figure)(struct engine *engine, const struct rule *rule, const struct group *group,
                  struct figures *figures);
    /* Says how a line came to its cents, once what had to hold is said. */
    int (*explain)(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line);
    /* Says what was missing where the rule holds for a post and still pays nothing; NULL: it then
     * always pays. */
    int (*miss)(struct statement *statement, const struct case_of *of, size_t post);
    /* Whether the rule can only take something away, of a post or of a pool's team, so that nobody
     * misses it; NULL: it never does. */
    bool (*takes)(const struct rule *rule, struct viewpoint *view);
    bool is_retro; /* computed again for sealed periods, unless the rule says otherwise */
    bool is_quiet; /* it may hold for a post and give no line */
};

/* kinds.c */
const struct rule_kind *rule_kind_of(const struct cx_rule *rule);

/* plain.c: a line for each post, or person, for which the rule holds. */
int run_plain(struct engine *engine, const struct rule *rule, const bool *holds);
/* The bases of a group, each rounded, added up; CX_NO_VALUE where all are null. */
int add_bases(int64_t *sum, struct engine *engine, const struct rule *rule, int decimals,
              const struct group *group);
/* The lines that a coefficient, cap or floor applies to, over a group; cents. */
int add_lines(int64_t *sum, struct engine *engine, const struct rule *rule,
              const struct group *group);
int get_rate(int64_t *rate, struct engine *engine, const struct rule *rule, size_t post);
/* Brings the days into a line's figures, once. */
void set_factor(struct figures *figures, const struct engine *engine, const struct rule *rule,
                const struct group *group);

/* ranking.c: where a post stands among those that a rank or streak ranks with it. */
struct place {
    int64_t basis;     /* CX_NO_VALUE: it is not in the ranking */
    int group;         /* the first of the posts that it is ranked among */
    struct cx_rank of; /* rank 0: it is not in the ranking */
    bool is_top;       /* it is paid */
    bool is_void;      /* all of its group tie and are more than are paid: there is no ranking */
};
/* By post of scores. */
int find_places(struct place *places, struct engine *engine, const struct rule *rule,
                const struct cx_scores *scores, const bool *holds);
/* How many are paid where the last of them have this place. */
int place_paid(const struct place *place);
/* What its kinds found of all posts to explain one. */
void standings_free(struct standings *standings); /* NULL is fine */

#define DECLARE_KIND(name, word, traits) extern const struct rule_kind word##_kind;
CX_RULE_KINDS(DECLARE_KIND)
#undef DECLARE_KIND

#endif
