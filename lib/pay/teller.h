/* Private to the folders of pay: one person's statement while it is put together, rule by rule. */
#ifndef CX_PAY_TELLER_H
#define CX_PAY_TELLER_H

#include "pay/engine.h"
#include "pay/page.h"

/* What a statement lists of a measure that it has hung on. */
enum behind_kind {
    BEHIND_PAYMENTS, /* that an amount was paid on */
    BEHIND_BREACHES, /* violations and complaints that an amount or the score looked at */
    BEHIND_KINDS
};

/* Such measures, of the person's posts. */
struct behind {
    struct behind_measure {
        int post; /* in org */
        int measure;
    } * list;
    size_t count, cap;
    bool is_headed; /* some of it was listed */
};

struct statement {
    struct ground *ground; /* what it has in common with all statements of the period */
    struct engine *engine; /* the ground's */
    struct cx_bonus *bonus;
    int person;
    const char *proviso; /* follows the title; NULL: nothing */
    size_t *posts;       /* the person's, in scores->posts */
    size_t post_count;
    const struct cx_bonus_line *const *lines; /* the person's, in the bonus's order */
    size_t line_count;
    struct behind behind[BEHIND_KINDS];
    struct page *page;
};

struct standings;

/* What a rule does for the person: all that is said of it needs these. */
struct case_of {
    const struct rule *rule;
    const bool *holds;            /* by post of all; not of a pool */
    struct standings **standings; /* of a rank or streak: found when it is first asked for */
    __int128 weights;             /* of a pool, all together; millionths */
};

/* tell.c: what all kinds tell in the same way. What had to hold, and did: */
void explain_condition(struct statement *statement, struct viewpoint *view,
                       const struct rule *rule);
/* The names in an expression, or in a part of it (NULL: all), and what they are worth, as items. */
void explain_names(struct statement *statement, struct viewpoint *view, const struct cx_expr *expr,
                   const struct cx_code_part *part);
/* What the value of a metric is made of: its formula and what the names in it are worth, and so on
 * where these are metrics, as items so deep. Of a measure nothing is said. */
void explain_formula(struct statement *statement, size_t subject, int quantity, int depth);
/* An expression, its value and those of its names: "Paid on `a + b` = 5.00", a: … */
struct says {
    const char *label, *where, *text; /* "Paid on", "" or a post, the expression */
};
void explain_expression(struct statement *statement, struct viewpoint *view, struct cx_expr *expr,
                        const struct says *says, int64_t value, int decimals);
/* The unit of what an expression or a part of it gives, where all its names have the same. */
enum cx_unit unit_of(const struct statement *statement, const struct cx_expr *expr,
                     const struct cx_code_part *part);
/* The title of a line's rule; its id where it has none. Not for a page as it is: page_text. */
const char *say_rule(const struct cx_bonus *bonus, const struct cx_bonus_line *line);
/* " (team T1, from 2026-10-01)" where the person has more posts than one, else "". */
const char *say_post(struct statement *statement, size_t post);
/* What a rule pays on, of a post or a pool's team: a share as it is, and as it is rounded. */
int explain_paid_on(struct statement *statement, const struct rule *rule, struct viewpoint *view,
                    const char *where, int decimals);
/* What is paid on: of a person's line post by post, with the sum. */
int explain_basis(struct statement *statement, const struct case_of *of,
                  const struct cx_bonus_line *line);
void explain_rate(struct statement *statement, const struct case_of *of,
                  const struct cx_bonus_line *line, const char *label);
/* The lines of other rules that a line looked at, and their sum, which is its basis. */
void explain_lines(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line);
/* What doesn't hang on any figure but days. */
void say_amount(struct statement *statement, const struct case_of *of,
                const struct cx_bonus_line *line);
/* Says that a line is 0.00 for lack of a figure, where it is; whether it is. */
bool tell_no_figure(struct statement *statement, bool is_missing);
/* " × 15 / 31 days", where the rule counts days. */
const char *tell_days(struct statement *statement, const struct case_of *of,
                      const struct cx_bonus_line *line);
/* wording.c: a name of the plan by its title, and an expression with titles instead of names. */
const char *say_name(struct statement *statement, struct cx_name name);
const char *say_formula(struct statement *statement, const char *text);
/* noted.c: whether a kind lists what is behind a measure. */
bool is_behind(enum behind_kind kind, const struct cx_quantity *measure);
/* Notes what is behind an expression (NULL: nothing) of a post, or behind a measure or metric, to
 * be listed. */
int note_behind(struct statement *statement, enum behind_kind kind, const struct cx_expr *expr,
                int post);
int note_quantity(struct statement *statement, enum behind_kind kind, int quantity, int post);

#endif
