/* The kinds cap and floor: the most and the least that lines of other rules pay together. */
#include "base/decimal.h"
#include "pay/kinds.h"

/* Its line is what brings the sum to the amount, where that changes something. */
static int bound_line(struct engine *engine, const struct rule *rule, const struct group *group,
                      struct figures *figures)
{
    struct figures bound = *figures;
    int64_t limit;
    char text[CX_DEC_TEXT];
    bound.numerator = rule->of->amount_cents;
    set_factor(&bound, engine, rule, group);
    if (!cx_dec_divide(&limit, bound.numerator, bound.denominator))
        return cx_err_set(engine->err, CX_EDATA, "rule %s: its amount is too large", rule->of->id);
    *figures = bound;
    figures->basis_decimals = 2;
    int rc = add_lines(&figures->basis, engine, rule, group);
    if (rc < 0)
        return rc;
    bool is_cap = cx_rule_has(rule->of, CX_LIMITS_ABOVE);
    figures->numerator = (__int128)limit - figures->basis;
    figures->denominator = 1;
    figures_say(figures, "%s %s", is_cap ? "down to" : "up to", cx_dec_format(text, limit, 2));
    figures->is_nothing = is_cap ? figures->basis <= limit : figures->basis >= limit;
    return 0;
}

static int explain(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    bool is_cap = cx_rule_has(of->rule->of, CX_LIMITS_ABOVE);
    explain_lines(statement, of, line);
    if (of->rule->of->prorate)
        page_item(page, 0,
                  is_cap ? "The most that is paid: %s%s = %s" : "The least that is paid: %s%s = %s",
                  page_money(page, of->rule->of->amount_cents), tell_days(statement, of, line),
                  page_money(page, line->basis + line->amount));
    else
        page_item(page, 0, is_cap ? "The most that is paid: %s" : "The least that is paid: %s",
                  page_money(page, line->basis + line->amount));
    page_item(page, 0, is_cap ? "Taken off: %s − %s = %s" : "Added: %s − %s = %s",
              page_money(page, line->basis + line->amount), page_taken(page, line->basis),
              page_money(page, line->amount));
    return 0;
}

static bool takes(const struct rule *rule, struct viewpoint *view)
{
    (void)rule;
    (void)view;
    return true;
}

const struct rule_kind cap_kind = {.run = run_plain,
                                   .figure = bound_line,
                                   .explain = explain,
                                   .takes = takes,
                                   .is_retro = true,
                                   .is_quiet = true};
const struct rule_kind floor_kind = {.run = run_plain,
                                     .figure = bound_line,
                                     .explain = explain,
                                     .takes = takes,
                                     .is_retro = true,
                                     .is_quiet = true};
