/* The kind coefficient: lines of other rules, times a rate less one. */
#include "pay/kinds.h"
#include "pay/sides.h"

#define MILLION 1000000

static int coefficient_line(struct engine *engine, const struct rule *rule,
                            const struct group *group, struct figures *figures)
{
    figures->basis_decimals = 2;
    int rc = add_lines(&figures->basis, engine, rule, group);
    if (rc == 0)
        rc = get_rate(&figures->rate, engine, rule, group->posts[group->count - 1]);
    figures->denominator = MILLION;
    if (figures->rate == CX_NO_VALUE)
        figures_say(figures, "the rate is null");
    else
        figures->numerator = figures->basis * ((__int128)figures->rate - MILLION);
    return rc;
}

static int explain(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    explain_lines(statement, of, line);
    explain_rate(statement, of, line, "Coefficient");
    if (!tell_no_figure(statement, line->rate == CX_NO_VALUE) && !line->award)
        page_item(page, 0, "%s × (%s − 1)%s = %s", page_money(page, line->basis),
                  page_number(page, line->rate, 6, 0), tell_days(statement, of, line),
                  page_money(page, line->amount));
    return 0;
}

const struct rule_kind coefficient_kind = {.run = run_plain,
                                           .figure = coefficient_line,
                                           .explain = explain,
                                           .takes = coefficient_takes,
                                           .is_retro = true};
