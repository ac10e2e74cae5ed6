/* What all kinds of rules tell in the same way: what held, what was paid on, and the days. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "pay/teller.h"

const char *say_post(struct statement *statement, size_t post)
{
    const struct cx_scores *scores = statement->bonus->scores;
    const struct cx_post *of = &scores->org->posts[scores->posts[post].post];
    char since[CX_DATE_TEXT];
    if (statement->post_count < 2)
        return "";
    return page_words(statement->page, " (team %s, from %s)",
                      page_text(statement->page, cx_team_title(&scores->org->teams[of->team])),
                      cx_date_format(since, of->since));
}

const char *say_rule(const struct cx_bonus *bonus, const struct cx_bonus_line *line)
{
    const struct cx_rule *rule = line->rule < 0 ? NULL : &bonus->scores->plan->rules[line->rule];
    return rule && rule->title ? rule->title : line->rule_id;
}

/* What a name is worth, with its unit. */
static const char *show_value(struct statement *statement, struct cx_name name,
                              struct cx_scalar value)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    enum cx_unit unit = CX_UNIT_NUMBER;
    int64_t number;
    if (value.type == CX_SCALAR_NULL)
        return cx_shown("no value");
    if (value.type == CX_SCALAR_TEXT)
        return page_text(statement->page, value.text);
    if (name.form == CX_NAME_ATTAINMENT)
        unit = CX_UNIT_RATIO;
    else if (name.form != CX_NAME_FACT)
        unit = plan->quantities[name.index].unit;
    else if (cx_name_is_pay(name))
        unit = CX_UNIT_MONEY;
    return cx_num_to_dec(&number, value.number, 6) ? page_quantity(statement->page, number, 6, unit)
                                                   : cx_shown("too large");
}

/* Whether an expression is one name and nothing else, which needs no list of names. */
static bool is_name(const struct statement *statement, const struct cx_expr *expr, const char *text)
{
    struct cx_buf name = {0};
    size_t count;
    const struct cx_name *names = cx_expr_names(expr, &count);
    if (count == 1)
        cx_name_write(&name, statement->bonus->scores->plan, names[0]);
    bool out = count == 1 && strcasecmp(cx_buf_str(&name), text) == 0;
    cx_buf_fini(&name);
    return out;
}

/* Whether a metric is one measure or metric under the same title: it would be said twice. */
static bool is_alias(const struct statement *statement, const struct cx_expr *formula,
                     const struct cx_quantity *metric)
{
    size_t count;
    const struct cx_name *names = cx_expr_names(formula, &count);
    return is_name(statement, formula, metric->expression) && names[0].form == CX_NAME_SELF &&
           strcmp(statement->bonus->scores->plan->quantities[names[0].index].title,
                  metric->title) == 0;
}

/* Metrics are in no ring, and their formulas were checked on import. */
void explain_formula(struct statement *statement, size_t subject, int quantity, int depth)
{
    const struct cx_scores *scores = statement->bonus->scores;
    const struct cx_quantity *of = &scores->plan->quantities[quantity];
    struct page *page = statement->page;
    struct cx_expr *formula = NULL;
    struct cx_err ignored = {0};
    size_t count;
    if (!of->is_metric ||
        cx_expr_new(&formula, scores->plan, CX_SCOPE_FORMULA, of->expression, &ignored) < 0)
        return;
    const struct cx_name *names = cx_expr_names(formula, &count);
    if (is_alias(statement, formula, of)) {
        cx_expr_free(formula);
        return;
    }
    page_item(page, depth, "The value is %s.", say_formula(statement, of->expression));
    for (size_t i = 0; i < count; i++) {
        const struct cx_quantity *part = &scores->plan->quantities[names[i].index];
        bool is_own = names[i].form == CX_NAME_SELF;
        int64_t value = is_own ? cx_scores_value(scores, subject, names[i].index)
                               : cx_scores_before(scores, subject, names[i].index);
        page_item(page, depth + 1, "%s: %s", say_name(statement, names[i]),
                  page_quantity(page, value, part->decimals, part->unit));
        if (is_own)
            explain_formula(statement, subject, names[i].index, depth + 2);
    }
    cx_expr_free(formula);
}

/* A base pay that is not one salary for all days of the period: what it is the sum of. */
static void explain_base_pay(struct statement *statement, const struct viewpoint *view, int depth)
{
    const struct cx_org *org = view->scores->org;
    const struct cx_period *period = &view->scores->period;
    const struct cx_post *post = &org->posts[view->post->post];
    struct page *page = statement->page;
    struct cx_buf sum = {0};
    int all = cx_period_days(period);
    bool is_known = true;
    for (int i = 0; i < post->pay_count; i++) {
        int days = cx_org_pay_days(org, post, i, period);
        int64_t salary = org->pays[post->first_pay + i].base_salary;
        is_known = is_known && (days == 0 || salary != CX_PAY_UNKNOWN);
        if (days > 0 && days < all)
            cx_buf_printf(&sum, "%s%s × %d ÷ %d", sum.len ? " + " : "", page_money(page, salary),
                          days, all);
    }
    if (sum.len > 0 && is_known)
        page_item(page, depth, "The value is %s.", page_code(page, cx_buf_str(&sum)));
    cx_buf_fini(&sum);
}

/* What a post's own value is made of, if it is a metric's. */
static void explain_own(struct statement *statement, const struct viewpoint *view,
                        struct cx_name name, int depth)
{
    if (name.form == CX_NAME_SELF && view->post)
        explain_formula(statement, (size_t)view->post->post, name.index, depth);
    if (name.form == CX_NAME_FACT && name.index == CX_NAME_BASE_PAY && view->post)
        explain_base_pay(statement, view, depth);
}

/* "回款金额: 18,556.08" */
static void explain_name(struct statement *statement, struct viewpoint *view, struct cx_name name)
{
    page_item(statement->page, 1, "%s: %s", say_name(statement, name),
              show_value(statement, name, name_value(view, name)));
    explain_own(statement, view, name, 2);
}

static void note_slot(void *context, int slot)
{
    ((bool *)context)[slot] = true;
}

/* Which of an expression's names stand in a part of it, by slot; the caller frees. */
static bool *names_in(const struct cx_expr *expr, const struct cx_code_part *part)
{
    size_t count;
    cx_expr_names(expr, &count);
    bool *out = cx_alloc(count + 1);
    cx_code_slots(cx_expr_code(expr), part, note_slot, out);
    return out;
}

void explain_names(struct statement *statement, struct viewpoint *view, const struct cx_expr *expr,
                   const struct cx_code_part *part)
{
    size_t count;
    const struct cx_name *names = cx_expr_names(expr, &count);
    bool *is_in = names_in(expr, part);
    for (size_t i = 0; i < count; i++) {
        if (is_in[i])
            explain_name(statement, view, names[i]);
    }
    free(is_in);
}

/* What had to hold, and did. */
void explain_condition(struct statement *statement, struct viewpoint *view, const struct rule *rule)
{
    if (!rule->when)
        return;
    page_item(statement->page, 0, "This holds: %s", say_formula(statement, rule->of->when));
    explain_names(statement, view, rule->when, NULL);
}

static bool is_number(const char *text)
{
    int64_t number;
    return cx_dec_parse(&number, text, strlen(text), 6) != CX_DEC_BAD;
}

enum cx_unit unit_of(const struct statement *statement, const struct cx_expr *expr,
                     const struct cx_code_part *part)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    enum cx_unit unit = CX_UNIT_NUMBER;
    size_t count;
    const struct cx_name *names = cx_expr_names(expr, &count);
    bool *is_in = names_in(expr, part), is_first = true;
    for (size_t i = 0; i < count; i++) {
        if (!is_in[i])
            continue;
        enum cx_unit of = names[i].form == CX_NAME_FACT ? CX_UNIT_NUMBER
                          : names[i].form == CX_NAME_ATTAINMENT
                              ? CX_UNIT_RATIO
                              : plan->quantities[names[i].index].unit;
        unit = is_first || of == unit ? of : CX_UNIT_NUMBER;
        is_first = false;
    }
    free(is_in);
    return unit;
}

void explain_expression(struct statement *statement, struct viewpoint *view, struct cx_expr *expr,
                        const struct says *says, int64_t value, int decimals)
{
    struct page *page = statement->page;
    bool is_one = is_name(statement, expr, says->text);
    enum cx_unit unit = is_one ? unit_of(statement, expr, NULL) : CX_UNIT_NUMBER;
    const char *shown = value == CX_NO_VALUE ? cx_shown("no value")
                        : unit != CX_UNIT_NUMBER
                            ? page_quantity(page, value, decimals, unit)
                            : page_number(page, value, decimals, decimals == 2 ? 2 : 0);
    if (is_number(says->text))
        page_item(page, 0, "%s%s: %s", cx_shown(says->label), says->where, shown);
    else
        page_item(page, 0, "%s%s: %s = %s", cx_shown(says->label), says->where,
                  say_formula(statement, says->text), shown);
    size_t count;
    if (is_one)
        explain_own(statement, view, *cx_expr_names(expr, &count), 1);
    else
        explain_names(statement, view, expr, NULL);
}

/* The person's posts that make up a line. */
static size_t posts_of(size_t *posts, const struct statement *statement, const struct case_of *of,
                       const struct cx_bonus_line *line)
{
    size_t count = 0;
    for (size_t i = 0; i < statement->post_count; i++) {
        size_t post = statement->posts[i];
        if (of->rule->of->per == CX_PER_PERSON ? of->holds[post] : post == (size_t)line->row)
            posts[count++] = post;
    }
    return count;
}

/* Whether a basis is one share, which is told as it is before it is rounded. */
static bool is_share(const struct statement *statement, const struct rule *rule)
{
    size_t count;
    return is_name(statement, rule->basis, rule->of->basis) &&
           cx_name_is_share(statement->bonus->scores->plan, *cx_expr_names(rule->basis, &count));
}

int explain_paid_on(struct statement *statement, const struct rule *rule, struct viewpoint *view,
                    const char *where, int decimals)
{
    struct cx_err *err = statement->engine->err;
    const int shown = is_share(statement, rule) ? 6 : decimals;
    int64_t value, exact;
    int rc = rule_value(&value, rule->basis, decimals, rule, view, err);
    if (rc == 0)
        rc = rule_value(&exact, rule->basis, shown, rule, view, err);
    if (rc < 0)
        return rc;
    struct says says = {"Paid on", where, rule->of->basis};
    explain_expression(statement, view, rule->basis, &says, exact, shown);
    if (shown != decimals && value != CX_NO_VALUE && exact % 10000 != 0)
        page_item(statement->page, 1, "Rounded to 2 decimals, as an amount of money is: %s",
                  page_number(statement->page, value, 2, 2));
    return 0;
}

/* What is paid on: of a person's line post by post, with the sum. */
int explain_basis(struct statement *statement, const struct case_of *of,
                  const struct cx_bonus_line *line)
{
    const struct rule *rule = of->rule;
    struct engine *engine = statement->engine;
    size_t *posts = cx_alloc((statement->post_count + 1) * sizeof *posts);
    size_t count = posts_of(posts, statement, of, line);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct viewpoint view = post_view(engine, engine->bonus->scores, posts[i]);
        rc = explain_paid_on(statement, rule, &view, count > 1 ? say_post(statement, posts[i]) : "",
                             line->basis_decimals);
        if (rc == 0)
            rc = note_behind(statement, BEHIND_PAYMENTS, rule->basis, view.post->post);
    }
    if (rc == 0 && count > 1 && line->basis != CX_NO_VALUE)
        page_item(statement->page, 0, "Over your posts together: %s",
                  page_number(statement->page, line->basis, line->basis_decimals,
                              line->basis_decimals == 2 ? 2 : 0));
    free(posts);
    return rc;
}

void explain_rate(struct statement *statement, const struct case_of *of,
                  const struct cx_bonus_line *line, const char *label)
{
    struct viewpoint view =
        post_view(statement->engine, statement->bonus->scores, (size_t)line->row);
    struct says says = {label, "", of->rule->of->rate};
    explain_expression(statement, &view, of->rule->rate, &says, line->rate, line->rate_decimals);
}

bool tell_no_figure(struct statement *statement, bool is_missing)
{
    if (is_missing)
        page_item(statement->page, 0, "There is no figure to pay on, so this is 0.00.");
    return is_missing;
}

const char *tell_days(struct statement *statement, const struct case_of *of,
                      const struct cx_bonus_line *line)
{
    return of->rule->of->prorate
               ? page_words(statement->page, " × %d / %d days", line->days, line->period_days)
               : "";
}

/* The lines that a coefficient, cap or floor looked at, and their sum, which is its basis. */
void explain_lines(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    size_t *posts = cx_alloc((statement->post_count + 1) * sizeof *posts);
    size_t count = posts_of(posts, statement, of, line), said = 0;
    for (size_t i = 0; i < statement->line_count; i++) {
        const struct cx_bonus_line *other = statement->lines[i];
        bool is_in = false;
        for (size_t k = 0; k < count; k++)
            is_in = is_in || (size_t)other->row == posts[k];
        if (!is_in || other->rule < 0 || other->rule >= line->rule ||
            !rule_applies_to(of->rule, other->rule_id))
            continue;
        if (said++ == 0)
            page_item(page, 0,
                      "It counts on these amounts, %s together:", page_money(page, line->basis));
        page_item(page, 1, "%s%s: %s", page_text(page, say_rule(statement->bonus, other)),
                  say_post(statement, (size_t)other->row), page_money(page, other->amount));
    }
    if (said == 0)
        page_item(page, 0, "There is no amount that it counts on, so it counts on %s.",
                  page_money(page, line->basis));
    free(posts);
}

/* What doesn't hang on any figure but days. */
void say_amount(struct statement *statement, const struct case_of *of,
                const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    if (of->rule->of->prorate)
        page_item(page, 0, "%s%s = %s", page_money(page, of->rule->of->amount_cents),
                  tell_days(statement, of, line), page_money(page, line->amount));
    else
        page_item(page, 0, "A fixed amount: %s", page_money(page, line->amount));
}
