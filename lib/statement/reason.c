/* How a line came to its cents: its kind says so, between what is said of all lines. */
#include "statement/parts.h"

int explain_line(struct statement *statement, const struct case_of *of,
                 const struct cx_bonus_line *line)
{
    const struct rule *rule = of->rule;
    struct viewpoint view =
        post_view(statement->engine, statement->bonus->scores, (size_t)line->row);
    if (!cx_rule_has(rule->of, CX_IS_TEAMS))
        explain_condition(statement, &view, rule);
    int rc = rule->kind->explain(statement, of, line);
    if (rc == 0 && line->award)
        page_item(statement->page, 0, "You are awarded: %s",
                  page_strong(statement->page, page_text(statement->page, line->award)));
    return rc;
}
