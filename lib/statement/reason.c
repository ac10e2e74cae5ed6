/* How a line came to its cents, in words. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "statement/teller.h"

#define MILLION 1000000

const char *say_post(struct statement *statement, size_t post)
{
    const struct cx_scores *scores = statement->bonus->scores;
    const struct cx_post *of = &scores->org->posts[scores->posts[post].post];
    char since[CX_DATE_TEXT];
    struct cx_buf text = {0};
    if (statement->post_count < 2)
        return "";
    cx_buf_printf(&text, " (team %s, from %s)", scores->org->teams[of->team].key,
                  cx_date_format(since, of->since));
    const char *out = page_text(statement->page, cx_buf_str(&text));
    cx_buf_fini(&text);
    return out;
}

/* What a name is worth, with its unit. */
static const char *show_value(struct statement *statement, struct cx_name name,
                              struct cx_value value)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    enum cx_unit unit = CX_UNIT_NUMBER;
    double real;
    int64_t number;
    if (value.type == CX_VALUE_NULL)
        return "no value";
    if (!cx_expr_number(&real, value))
        return page_text(statement->page, value.s);
    if (name.form == CX_NAME_ATTAINMENT)
        unit = CX_UNIT_RATIO;
    else if (name.form != CX_NAME_FACT)
        unit = plan->quantities[name.index].unit;
    else if (name.index == CX_NAME_BASE_SALARY || name.index == CX_NAME_TEAM_PAYROLL)
        unit = CX_UNIT_MONEY;
    return cx_dec_from_real(&number, real, 6) ? page_quantity(statement->page, number, 6, unit)
                                              : "too large";
}

/* "recovered_amount (Recovered): 18,556.08" */
static void explain_name(struct statement *statement, struct viewpoint *view, struct cx_name name)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    struct page *page = statement->page;
    struct cx_buf text = {0};
    cx_name_write(&text, plan, name);
    const char *title = name.form == CX_NAME_FACT ? NULL : plan->quantities[name.index].title;
    const char *value = show_value(statement, name, name_value(view, name));
    if (title && strcmp(title, plan->quantities[name.index].name) != 0)
        page_item(page, 1, "%s (%s): %s", page_code(page, cx_buf_str(&text)),
                  page_text(page, title), value);
    else
        page_item(page, 1, "%s: %s", page_code(page, cx_buf_str(&text)), value);
    cx_buf_fini(&text);
}

void explain_names(struct statement *statement, struct viewpoint *view, const struct cx_expr *expr)
{
    size_t count;
    const struct cx_name *names = cx_expr_names(expr, &count);
    for (size_t i = 0; i < count; i++)
        explain_name(statement, view, names[i]);
}

/* What had to hold, and did. */
static void explain_condition(struct statement *statement, struct viewpoint *view,
                              const struct rule *rule)
{
    if (!rule->when)
        return;
    page_item(statement->page, 0, "This holds: %s", page_code(statement->page, rule->of->when));
    explain_names(statement, view, rule->when);
}

static bool is_number(const char *text)
{
    int64_t number;
    return cx_dec_parse(&number, text, strlen(text), 6) != CX_DEC_BAD;
}

/* The unit of what an expression gives, where all its names have the same. */
enum cx_unit unit_of(const struct statement *statement, const struct cx_expr *expr)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    enum cx_unit unit = CX_UNIT_NUMBER;
    size_t count;
    const struct cx_name *names = cx_expr_names(expr, &count);
    for (size_t i = 0; i < count; i++) {
        enum cx_unit of =
            names[i].form == CX_NAME_FACT ? CX_UNIT_NUMBER : plan->quantities[names[i].index].unit;
        if (i > 0 && of != unit)
            return CX_UNIT_NUMBER;
        unit = of;
    }
    return unit;
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

static const char *title_of(const struct statement *statement, const struct cx_expr *expr)
{
    size_t count;
    const struct cx_name *name = cx_expr_names(expr, &count);
    if (name->form == CX_NAME_FACT)
        return NULL;
    const struct cx_quantity *of = &statement->bonus->scores->plan->quantities[name->index];
    return of->title && strcmp(of->title, of->name) != 0 ? of->title : NULL;
}

void explain_expression(struct statement *statement, struct viewpoint *view, struct cx_expr *expr,
                        const struct says *says, int64_t value, int decimals)
{
    struct page *page = statement->page;
    bool is_one = is_name(statement, expr, says->text);
    const char *title = is_one ? title_of(statement, expr) : NULL;
    enum cx_unit unit = is_one ? unit_of(statement, expr) : CX_UNIT_NUMBER;
    const char *shown = value == CX_NO_VALUE ? "no value"
                        : unit != CX_UNIT_NUMBER
                            ? page_quantity(page, value, decimals, unit)
                            : page_number(page, value, decimals, decimals == 2 ? 2 : 0);
    if (is_number(says->text))
        page_item(page, 0, "%s%s: %s", says->label, says->where, shown);
    else if (title)
        page_item(page, 0, "%s%s: %s (%s) = %s", says->label, says->where,
                  page_code(page, says->text), page_text(page, title), shown);
    else
        page_item(page, 0, "%s%s: %s = %s", says->label, says->where, page_code(page, says->text),
                  shown);
    if (!is_one)
        explain_names(statement, view, expr);
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

/* What is paid on: of a person's line post by post, with the sum. */
static int explain_basis(struct statement *statement, const struct case_of *of,
                         const struct cx_bonus_line *line)
{
    const struct rule *rule = of->rule;
    struct engine *engine = &statement->engine;
    size_t *posts = cx_alloc((statement->post_count + 1) * sizeof *posts);
    size_t count = posts_of(posts, statement, of, line);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct viewpoint view = post_view(engine, engine->bonus->scores, posts[i]);
        int64_t value;
        rc = rule_value(&value, rule->basis, line->basis_decimals, rule, &view, engine->err);
        if (rc < 0)
            break;
        struct says says = {"Paid on", count > 1 ? say_post(statement, posts[i]) : "",
                            rule->of->basis};
        explain_expression(statement, &view, rule->basis, &says, value, line->basis_decimals);
        rc = note_payments(statement, rule->basis, view.post->post);
    }
    if (rc == 0 && count > 1 && line->basis != CX_NO_VALUE)
        page_item(statement->page, 0, "Over your posts together: %s",
                  page_number(statement->page, line->basis, line->basis_decimals,
                              line->basis_decimals == 2 ? 2 : 0));
    free(posts);
    return rc;
}

static void explain_rate(struct statement *statement, const struct case_of *of,
                         const struct cx_bonus_line *line)
{
    struct viewpoint view =
        post_view(&statement->engine, statement->bonus->scores, (size_t)line->row);
    struct says says = {of->rule->of->kind == CX_RULE_COEFFICIENT ? "Coefficient" : "Rate", "",
                        of->rule->of->rate};
    explain_expression(statement, &view, of->rule->rate, &says, line->rate, line->rate_decimals);
}

/* " × 15 / 31 days", where the rule counts days. */
static const char *days_of(const struct case_of *of, const struct cx_bonus_line *line)
{
    static char text[64];
    text[0] = '\0';
    if (of->rule->of->prorate)
        snprintf(text, sizeof text, " × %d / %d days", line->days, line->period_days);
    return text;
}

/* What doesn't hang on any figure but days. */
static void say_amount(struct statement *statement, const struct case_of *of,
                       const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    if (of->rule->of->prorate)
        page_item(page, 0, "%s%s = %s", page_money(page, of->rule->of->amount_cents),
                  days_of(of, line), page_money(page, line->amount));
    else
        page_item(page, 0, "A fixed amount: %s", page_money(page, line->amount));
}

static void explain_slices(struct statement *statement, const struct cx_tier *tiers, size_t count,
                           __int128 basis)
{
    struct page *page = statement->page;
    __int128 sum = 0;
    int64_t exact;
    for (size_t i = 0; i < count; i++) {
        __int128 top = tiers[i].to == INT64_MAX || basis < tiers[i].to ? basis : tiers[i].to;
        if (top <= tiers[i].from)
            continue;
        __int128 slice = (top - tiers[i].from) * tiers[i].rate_ppm; /* × 10^-12 */
        sum += slice;
        if (cx_dec_divide(&exact, slice, 10000)) /* a basis in cents: no digit is lost */
            page_item(page, 1, "from %s to %s: %s × %s = %s",
                      page_number(page, tiers[i].from, 6, 2), page_number(page, (int64_t)top, 6, 2),
                      page_number(page, (int64_t)(top - tiers[i].from), 6, 2),
                      page_percent(page, tiers[i].rate_ppm, 6), page_number(page, exact, 8, 2));
    }
    if (cx_dec_divide(&exact, sum, 10000))
        page_item(page, 1, "together %s", page_number(page, exact, 8, 2));
}

/* What the next tier would have paid, and what was missing to it. */
static void explain_next_tier(struct statement *statement, const struct rule *rule,
                              const struct cx_tier *tiers, size_t count, __int128 basis)
{
    struct page *page = statement->page;
    for (size_t i = 0; i < count; i++) {
        if (tiers[i].from <= basis)
            continue;
        int64_t missing = (int64_t)((tiers[i].from - basis + 9999) / 10000); /* cents, up */
        page_item(
            page, 0,
            rule->of->mode == CX_TIER_WHOLE
                ? "%s more would have reached the next tier, from %s: all of it is then paid at %s."
                : "%s more would have reached the next tier, from %s: what is above is paid at %s.",
            page_money(page, missing), page_number(page, tiers[i].from, 6, 2),
            page_percent(page, tiers[i].rate_ppm, 6));
        return;
    }
    page_item(page, 0, "This is the highest tier.");
}

static int explain_tier(struct statement *statement, const struct case_of *of,
                        const struct cx_bonus_line *line)
{
    const struct rule *rule = of->rule;
    struct page *page = statement->page;
    size_t count;
    const struct cx_tier *tiers =
        cx_plan_tiers(statement->bonus->scores->plan, rule->of->tier_id, &count);
    bool is_back = line->basis < 0;
    __int128 basis = (__int128)(is_back ? -(__int128)line->basis : line->basis) * 10000;
    if (is_back)
        page_item(page, 0,
                  "More was taken back than came in: what is taken back costs what it "
                  "earned, so the tiers are those of %s, with a minus.",
                  page_money(page, -line->basis));
    if (rule->of->mode == CX_TIER_WHOLE) {
        if (line->rate == CX_NO_VALUE)
            page_item(page, 0, "No tier holds it, so nothing is paid on it.");
        else
            page_item(page, 0, "All of it is paid at the rate that it reaches: %s × %s%s = %s",
                      page_money(page, line->basis), page_percent(page, line->rate, 6),
                      days_of(of, line), page_money(page, line->amount));
    } else {
        page_item(page, 0, "Each part of it is paid at the rate of its tier:");
        explain_slices(statement, tiers, count, basis);
        page_item(page, 0, "To the cent%s: %s", days_of(of, line), page_money(page, line->amount));
    }
    if (!is_back)
        explain_next_tier(statement, rule, tiers, count, basis);
    return 0;
}

/* The lines that a coefficient, cap or floor looked at, and their sum, which is its basis. */
static void explain_lines(struct statement *statement, const struct case_of *of,
                          const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    const struct cx_bonus *bonus = statement->bonus;
    size_t *posts = cx_alloc((statement->post_count + 1) * sizeof *posts);
    size_t count = posts_of(posts, statement, of, line);
    page_item(page, 0, "It counts on these amounts, %s together:", page_money(page, line->basis));
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *other = &bonus->lines[i];
        bool is_in = false;
        for (size_t k = 0; k < count; k++)
            is_in = is_in || (size_t)other->row == posts[k];
        if (is_in && other->rule >= 0 && other->rule < line->rule &&
            rule_applies_to(of->rule, other->rule_id))
            page_item(page, 1, "%s%s: %s", page_text(page, other->rule_id),
                      say_post(statement, (size_t)other->row), page_money(page, other->amount));
    }
    free(posts);
}

static int explain_bound(struct statement *statement, const struct case_of *of,
                         const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    bool is_cap = of->rule->of->kind == CX_RULE_CAP;
    explain_lines(statement, of, line);
    page_item(page, 0,
              is_cap ? "The most that is paid: %s%s = %s" : "The least that is paid: %s%s = %s",
              page_money(page, of->rule->of->amount_cents), days_of(of, line),
              page_money(page, line->basis + line->amount));
    page_item(page, 0, is_cap ? "Taken off: %s − %s = %s" : "Added: %s − %s = %s",
              page_money(page, line->basis + line->amount), page_money(page, line->basis),
              page_money(page, line->amount));
    return 0;
}

static int explain_rank(struct statement *statement, const struct case_of *of,
                        const struct cx_bonus_line *line)
{
    static const char *const groups[] = {"your team", "your role", "your scorecard", "the company"};
    struct page *page = statement->page;
    struct standing standing;
    int rc = explain_basis(statement, of, line);
    if (rc == 0)
        rc = find_standing(&standing, statement, of, (size_t)line->row);
    if (rc < 0)
        return rc;
    page_item(page, 0, "Place %d of %d in %s%s; the first %d are paid.", standing.place,
              standing.of, groups[of->rule->of->among], standing.tied > 1 ? ", shared" : "",
              of->rule->of->top_n);
    if (of->rule->of->kind == CX_RULE_STREAK)
        page_item(page, 0, "For %d periods running; it is paid after each %d.", standing.run,
                  of->rule->of->months);
    if (!line->award)
        say_amount(statement, of, line);
    return 0;
}

/* A sum of weights, which may be beyond 64 bits. */
static const char *show_weights(struct page *page, __int128 weights)
{
    int64_t whole;
    return weights <= INT64_MAX                      ? page_number(page, (int64_t)weights, 6, 0)
           : cx_dec_divide(&whole, weights, 1000000) ? page_number(page, whole, 0, 0)
                                                     : "too large to show";
}

static int explain_pool(struct statement *statement, const struct case_of *of,
                        const struct cx_bonus_line *line)
{
    const struct rule *rule = of->rule;
    const struct cx_scores *scores = statement->bonus->scores;
    struct engine *engine = &statement->engine;
    struct page *page = statement->page;
    int team = rule->of->for_team ? cx_org_team(scores->org, rule->of->for_team)
                                  : scores->org->posts[scores->posts[line->row].post].team;
    struct viewpoint view = {engine, scores, NULL, team};
    struct figures figures = figures_none(engine);
    int64_t cents;
    int rc = pool_amount(&cents, &figures, engine, rule, team);
    if (rc < 0)
        return rc;
    page_item(page, 0, "A pool of team %s.", page_text(page, scores->org->teams[team].key));
    explain_condition(statement, &view, rule);
    if (!rule->of->has_amount) {
        explain_expression(statement, &view, rule->basis,
                           &(struct says){"Paid on", "", rule->of->basis}, figures.basis, 2);
        explain_expression(statement, &view, rule->rate, &(struct says){"Rate", "", rule->of->rate},
                           figures.rate, 6);
        page_item(page, 0, "The pool: %s × %s = %s", page_money(page, figures.basis),
                  page_number(page, figures.rate, 6, 0), page_money(page, cents));
    } else {
        page_item(page, 0, "The pool: %s", page_money(page, cents));
    }
    struct viewpoint own = post_view(engine, scores, (size_t)line->row);
    int64_t weight;
    rc = rule_value(&weight, rule->split, 6, rule, &own, engine->err);
    if (rc < 0)
        return rc;
    explain_expression(
        statement, &own, rule->split,
        &(struct says){"Your weight in it", "", rule->of->split ? rule->of->split : "days"}, weight,
        6);
    page_item(page, 0,
              "All weights together: %s, so your part is %s × %s / %s, which is %s where the "
              "parts are rounded so that they add up to the pool.",
              show_weights(page, of->weights), page_money(page, cents),
              page_number(page, weight, 6, 0), show_weights(page, of->weights),
              page_money(page, line->amount));
    return 0;
}

static int explain_plain(struct statement *statement, const struct case_of *of,
                         const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    const char *days = days_of(of, line);
    switch (of->rule->of->kind) {
    case CX_RULE_PER_UNIT:
        page_item(page, 0, "%s × %s%s = %s", page_number(page, line->basis, 6, 0),
                  page_money(page, line->rate), days, page_money(page, line->amount));
        break;
    case CX_RULE_RATE:
        page_item(page, 0, "%s × %s%s = %s", page_money(page, line->basis),
                  page_number(page, line->rate, 6, 0), days, page_money(page, line->amount));
        break;
    case CX_RULE_COEFFICIENT:
        page_item(page, 0, "%s × (%s − 1)%s = %s", page_money(page, line->basis),
                  page_number(page, line->rate, 6, 0), days, page_money(page, line->amount));
        break;
    default: say_amount(statement, of, line);
    }
    return 0;
}

static int explain_figures(struct statement *statement, const struct case_of *of,
                           const struct cx_bonus_line *line)
{
    enum cx_rule_kind kind = of->rule->of->kind;
    int rc = 0;
    if (kind == CX_RULE_COEFFICIENT)
        explain_lines(statement, of, line);
    else if (kind == CX_RULE_PER_UNIT || kind == CX_RULE_RATE || kind == CX_RULE_TIER)
        rc = explain_basis(statement, of, line);
    if (kind == CX_RULE_COEFFICIENT || kind == CX_RULE_RATE)
        explain_rate(statement, of, line);
    bool needs_basis = kind != CX_RULE_AMOUNT && kind != CX_RULE_COEFFICIENT;
    bool needs_rate = kind == CX_RULE_RATE || kind == CX_RULE_COEFFICIENT;
    if (rc < 0)
        return rc;
    if ((needs_basis && line->basis == CX_NO_VALUE) || (needs_rate && line->rate == CX_NO_VALUE)) {
        page_item(statement->page, 0, "There is no figure to pay on, so this is 0.00.");
        return 0;
    }
    if (line->award)
        return 0;
    return kind == CX_RULE_TIER ? explain_tier(statement, of, line)
                                : explain_plain(statement, of, line);
}

int explain_line(struct statement *statement, const struct case_of *of,
                 const struct cx_bonus_line *line)
{
    struct viewpoint view =
        post_view(&statement->engine, statement->bonus->scores, (size_t)line->row);
    int rc;
    if (of->rule->of->kind != CX_RULE_POOL)
        explain_condition(statement, &view, of->rule);
    switch (of->rule->of->kind) {
    case CX_RULE_CAP:
    case CX_RULE_FLOOR: rc = explain_bound(statement, of, line); break;
    case CX_RULE_RANK:
    case CX_RULE_STREAK: rc = explain_rank(statement, of, line); break;
    case CX_RULE_POOL: rc = explain_pool(statement, of, line); break;
    default: rc = explain_figures(statement, of, line);
    }
    if (rc == 0 && line->award)
        page_item(statement->page, 0, "You are awarded: %s",
                  page_strong(statement->page, page_text(statement->page, line->award)));
    return rc;
}
