/* The kind rate: the basis times a rate. */
#include "pay/kinds.h"
#include "pay/sides.h"

#define MILLION 1000000

static int rate_line(struct engine *engine, const struct rule *rule, const struct group *group,
                     struct figures *figures)
{
    figures->basis_decimals = 2;
    int rc = add_bases(&figures->basis, engine, rule, 2, group);
    if (rc == 0)
        rc = get_rate(&figures->rate, engine, rule, group->posts[group->count - 1]);
    figures->denominator = MILLION;
    if (figures->basis == CX_NO_VALUE || figures->rate == CX_NO_VALUE)
        figures_say(figures,
                    figures->basis == CX_NO_VALUE ? "the basis is null" : "the rate is null");
    else
        figures->numerator = (__int128)figures->basis * figures->rate;
    return rc;
}

static int explain(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    bool is_missing = line->basis == CX_NO_VALUE || line->rate == CX_NO_VALUE;
    int rc = explain_basis(statement, of, line);
    if (rc < 0)
        return rc;
    explain_rate(statement, of, line, "Rate");
    if (!tell_no_figure(statement, is_missing) && !line->award)
        page_item(page, 0, "%s × %s%s = %s", page_money(page, line->basis),
                  page_number(page, line->rate, 6, 0), tell_days(statement, of, line),
                  page_money(page, line->amount));
    return 0;
}

const struct rule_kind rate_kind = {.run = run_plain,
                                    .figure = rate_line,
                                    .explain = explain,
                                    .takes = rate_takes,
                                    .is_retro = true};
