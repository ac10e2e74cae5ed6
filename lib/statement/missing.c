/* Why a rule paid nothing to a post, and what was missing. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "pay/sides.h"
#include "statement/parts.h"

static const char *const needs[] = {
    [CX_CODE_EQ] = N_("Not met: %s. It was %s; it needs exactly %s."),
    [CX_CODE_NE] = N_("Not met: %s. It was %s; it needs anything but %s."),
    [CX_CODE_LT] = N_("Not met: %s. It was %s; it needs less than %s."),
    [CX_CODE_LE] = N_("Not met: %s. It was %s; it needs at most %s."),
    [CX_CODE_GT] = N_("Not met: %s. It was %s; it needs more than %s."),
    [CX_CODE_GE] = N_("Not met: %s. It was %s; it needs at least %s."),
};

static const char *const gaps[] = {
    [CX_CODE_LT] = N_("Too much: more than %s"),
    [CX_CODE_LE] = N_("Too much: %s"),
    [CX_CODE_GT] = N_("Still needed: more than %s"),
    [CX_CODE_GE] = N_("Still needed: %s"),
};

static enum cx_unit unit_of_sides(const struct statement *statement, const struct cx_expr *expr,
                                  const struct cx_code_part *part)
{
    struct cx_code_part left, right;
    cx_code_sides(&left, &right, cx_expr_code(expr), part);
    enum cx_unit unit = unit_of(statement, expr, &left);
    return unit == CX_UNIT_NUMBER ? unit_of(statement, expr, &right) : unit;
}

static void say_part(struct statement *statement, struct viewpoint *view, const char *text,
                     struct cx_expr *expr, const struct cx_code_part *part)
{
    struct page *page = statement->page;
    char *words = cx_strndup(text + part->at, part->n);
    struct sides sides;
    if (part->relation == CX_CODE_NONE || !find_sides(&sides, view, expr, part)) {
        page_item(page, 0, "Not met: %s", say_formula(statement, words));
        explain_names(statement, view, expr, part);
        free(words);
        return;
    }
    enum cx_unit unit = unit_of_sides(statement, expr, part);
    page_item(page, 0, needs[part->relation], say_formula(statement, words),
              page_quantity(page, sides.left, sides.decimals, unit),
              page_quantity(page, sides.right, sides.decimals, unit));
    free(words);
    if (part->relation == CX_CODE_EQ || part->relation == CX_CODE_NE || sides.missing == 0)
        return;
    page_item(
        page, 1, gaps[part->relation],
        page_gap(page, sides.missing > 0 ? sides.missing : -sides.missing, sides.decimals, unit));
}

void say_unmet(struct statement *statement, struct viewpoint *view, struct cx_expr *expr,
               const char *text)
{
    enum { MOST = 100 };
    struct cx_code_part parts[MOST];
    size_t count = cx_code_conditions(parts, MOST, cx_expr_code(expr));
    for (size_t i = 0; i < count; i++) {
        struct cx_scalar value;
        struct cx_err ignored = {0};
        bool holds = cx_expr_eval_part(&value, expr, &parts[i], name_value, view, &ignored) == 0 &&
                     cx_scalar_holds(value);
        if (!holds)
            say_part(statement, view, text, expr, &parts[i]);
    }
}

static void say_condition(struct statement *statement, struct viewpoint *view,
                          const struct rule *rule, const char *where)
{
    if (*where)
        page_item(statement->page, 0, "Of your post%s:", where);
    say_unmet(statement, view, rule->when, rule->of->when);
}

/* The rule of the same group that came first for this post; NULL: none. */
static const struct rule *before_in_group(const struct statement *statement,
                                          const struct rule *rule, size_t post)
{
    for (int i = 0; rule->of->grp && i < rule->index; i++) {
        const struct ruling *other = &statement->ground->rulings[i];
        const char *grp = other->rule.of->grp;
        if (grp && strcasecmp(grp, rule->of->grp) == 0 && other->holds[post])
            return &other->rule;
    }
    return NULL;
}

/* Whether a rule has a line of the post that is worth something. */
static bool has_paid(const struct statement *statement, const struct rule *rule, size_t post)
{
    for (size_t i = 0; i < statement->line_count; i++) {
        const struct cx_bonus_line *line = statement->lines[i];
        if (line->rule == rule->index && (line->amount != 0 || line->award) &&
            (rule->of->per == CX_PER_PERSON || line->row == (int)post))
            return true;
    }
    return false;
}

static void say_other(struct statement *statement, const struct rule *other, size_t post)
{
    struct page *page = statement->page;
    page_item(page, 0,
              has_paid(statement, other, post)
                  ? "%s is paid instead%s: of these rules only the first counts."
                  : "%s counts instead%s, though it paid nothing: of these rules only the first "
                    "counts.",
              page_text(page, title_of_rule_id(statement, other->of->id)),
              say_post(statement, post));
}

int explain_missing(struct statement *statement, const struct case_of *of, size_t post)
{
    const struct rule *rule = of->rule;
    const struct rule *other = before_in_group(statement, rule, post);
    struct viewpoint view = post_view(statement->engine, statement->bonus->scores, post);
    const char *where = say_post(statement, post);
    if (other) {
        say_other(statement, other, post);
        return 0;
    }
    if (!of->holds[post]) {
        say_condition(statement, &view, rule, where);
        return 0;
    }
    return rule->kind->miss ? rule->kind->miss(statement, of, post) : 0;
}

int explain_missing_pool(struct statement *statement, const struct case_of *of, size_t post,
                         int team)
{
    const struct rule *rule = of->rule;
    const struct rule *other = before_in_group(statement, rule, post);
    struct viewpoint view = {statement->engine, statement->bonus->scores, NULL, team};
    const char *where = say_post(statement, post);
    int rc = other ? 1 : rule_holds(rule, &view, statement->engine->err);
    if (other)
        say_other(statement, other, post);
    else if (rc == 0)
        say_condition(statement, &view, rule, where);
    else if (rc == 1)
        page_item(statement->page, 0, "There was nothing to share, or your weight in it is 0.");
    return rc < 0 ? rc : 0;
}
