/* The kind amount: a fixed sum of money. */
#include "pay/kinds.h"
#include "pay/sides.h"

static int amount_line(struct engine *engine, const struct rule *rule, const struct group *group,
                       struct figures *figures)
{
    (void)engine;
    (void)group;
    figures->numerator = rule->of->amount_cents;
    return 0;
}

static int explain(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line)
{
    if (!line->award)
        say_amount(statement, of, line);
    return 0;
}

const struct rule_kind amount_kind = {.run = run_plain,
                                      .figure = amount_line,
                                      .explain = explain,
                                      .takes = amount_takes,
                                      .is_retro = true};
