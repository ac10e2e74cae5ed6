/* The kind per_unit: an amount for each unit of the basis. */
#include "pay/kinds.h"
#include "pay/sides.h"

#define MILLION 1000000

static int per_unit_line(struct engine *engine, const struct rule *rule, const struct group *group,
                         struct figures *figures)
{
    int rc = add_bases(&figures->basis, engine, rule, 6, group);
    figures->rate = rule->of->amount_cents;
    figures->rate_decimals = 2;
    figures->denominator = MILLION;
    if (figures->basis == CX_NO_VALUE)
        figures_say(figures, "the basis is null");
    else
        figures->numerator = (__int128)rule->of->amount_cents * figures->basis;
    return rc;
}

static int explain(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    int rc = explain_basis(statement, of, line);
    if (rc == 0 && !tell_no_figure(statement, line->basis == CX_NO_VALUE) && !line->award)
        page_item(page, 0, "%s × %s%s = %s", page_number(page, line->basis, 6, 0),
                  page_money(page, line->rate), tell_days(statement, of, line),
                  page_money(page, line->amount));
    return rc;
}

static bool takes(const struct rule *rule, struct viewpoint *view)
{
    return factor_takes(rule->of->amount_cents, rule, view);
}

const struct rule_kind per_unit_kind = {.run = run_plain,
                                        .figure = per_unit_line,
                                        .explain = explain,
                                        .takes = takes,
                                        .is_retro = true};
