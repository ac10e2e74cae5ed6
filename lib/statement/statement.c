/* One person's bonus in words: cx_bonus_explain. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "seal/sealed.h"
#include "sheet/reread.h"
#include "statement/parts.h"
#include "statement/statement.h"

static int say_nothing(const struct cx_bonus *bonus, int person, const char *employee,
                       struct cx_err *err)
{
    const struct cx_period *period = &bonus->scores->period;
    char day[CX_DATE_TEXT];
    cx_date first, last;
    cx_org_stay(&first, &last, bonus->scores->org, person);
    if (first >= period->to)
        return cx_err_set(err, CX_EDATA,
                          "employee %s has no post in %s, and is paid nothing else then: their "
                          "first post begins on %s",
                          employee, period->name, cx_date_format(day, first));
    if (last < period->from)
        return cx_err_set(err, CX_EDATA,
                          "employee %s has no post in %s, and is paid nothing else then: their "
                          "last post ended on %s",
                          employee, period->name, cx_date_format(day, last));
    return cx_err_set(err, CX_EDATA, "employee %s has no post in %s, and is paid nothing else then",
                      employee, period->name);
}

static bool is_paid(const struct ground *ground, int person)
{
    const struct cx_bonus *bonus = ground->engine.bonus;
    const struct sealed_month *sealed = sealed_own(ground);
    for (size_t i = 0; i < bonus->row_count; i++) {
        if (bonus->rows[i].person == person)
            return true;
    }
    for (size_t i = 0; sealed && i < sealed->lines.count; i++) {
        if (sealed->lines.list[i].person == person)
            return true;
    }
    return false;
}

static void find_posts(struct statement *statement)
{
    const struct cx_scores *scores = statement->bonus->scores;
    statement->posts = cx_alloc((scores->post_count + 1) * sizeof *statement->posts);
    for (size_t i = 0; i < scores->post_count; i++) {
        if (scores->org->posts[scores->posts[i].post].person == statement->person)
            statement->posts[statement->post_count++] = i;
    }
}

static void find_lines(struct statement *statement)
{
    const struct ground *ground = statement->ground;
    const size_t *first = &ground->first_line[statement->person];
    statement->lines = ground->lines + first[0];
    statement->line_count = first[1] - first[0];
}

/* A rule that only takes something away is not missed by anybody. */
static bool is_deduction(const struct rule *rule, struct viewpoint view)
{
    return rule->kind->takes && rule->kind->takes(rule, &view);
}

/* Where what is said of a rule goes: what was paid, and what was not. */
struct parts {
    struct page paid, missed;
};

static void heading_of_line(struct statement *statement, const struct cx_bonus_line *line,
                            const char *title)
{
    struct page *page = statement->page;
    const char *where = line->row < (int)statement->bonus->scores->post_count
                            ? say_post(statement, (size_t)line->row)
                            : "";
    page_heading(page, 3, "%s%s: %s", page_text(page, title), where,
                 page_money(page, line->amount));
}

static bool is_in_pool(const struct pool *pool, int row)
{
    for (size_t i = 0; i < pool->count; i++) {
        if (pool->posts[i] == (size_t)row)
            return true;
    }
    return false;
}

/* Of the rule's lines, those of the person, and of a pool's team. */
static int explain_lines_of(struct statement *statement, const struct case_of *of,
                            const struct pool *pool, struct parts *parts)
{
    int rc = 0;
    statement->page = &parts->paid;
    for (size_t i = 0; rc == 0 && i < statement->line_count; i++) {
        const struct cx_bonus_line *line = statement->lines[i];
        if (line->rule != of->rule->index || (pool && !is_in_pool(pool, line->row)))
            continue;
        heading_of_line(statement, line, title_of_rule_id(statement, of->rule->of->id));
        rc = explain_line(statement, of, line);
        page_end_list(statement->page);
    }
    return rc;
}

static bool has_line(const struct statement *statement, const struct rule *rule, int row)
{
    for (size_t i = 0; i < statement->line_count; i++) {
        const struct cx_bonus_line *line = statement->lines[i];
        if (line->rule == rule->index && (row < 0 || line->row == row))
            return true;
    }
    return false;
}

static void heading_of_missed(struct statement *statement, const struct rule *rule,
                              struct parts *parts, bool *is_said)
{
    statement->page = &parts->missed;
    if (!*is_said)
        page_heading(statement->page, 3, "%s",
                     page_text(statement->page, title_of_rule_id(statement, rule->of->id)));
    *is_said = true;
}

/* Whether a post may have a part of a team's pool. */
static bool is_of_team(const struct statement *statement, const struct rule *rule, size_t post,
                       int team)
{
    const struct cx_scores *scores = statement->bonus->scores;
    int own = scores->org->posts[scores->posts[post].post].team;
    return rule->of->for_team ? cx_org_is_within(scores->org, own, team, scores->period.to - 1)
                              : own == team;
}

/* Violations and complaints that a rule looked at, as to a post. */
static int note_breaches(struct statement *statement, const struct rule *rule, size_t post)
{
    const struct cx_expr *const exprs[] = {rule->when, rule->basis, rule->rate, rule->split};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof exprs / sizeof *exprs; i++)
        rc = note_behind(statement, BEHIND_BREACHES, exprs[i],
                         statement->bonus->scores->posts[post].post);
    return rc;
}

static int explain_pool_of(struct statement *statement, struct case_of *of,
                           const struct team_ruling *ruling, struct parts *parts, bool *is_said)
{
    const struct rule *rule = of->rule;
    struct viewpoint view = {statement->engine, statement->bonus->scores, NULL, ruling->team};
    int rc = 0;
    of->weights = ruling->weights;
    if (ruling->holds)
        rc = explain_lines_of(statement, of, &ruling->pool, parts);
    for (size_t k = 0; rc == 0 && k < statement->post_count; k++) {
        size_t post = statement->posts[k];
        bool is_paid = has_line(statement, rule, (int)post);
        if (!is_of_team(statement, rule, post, ruling->team) ||
            !rule_is_for(rule, statement->bonus->scores, post) ||
            (!is_paid && is_deduction(rule, view)))
            continue;
        if (!is_paid) {
            heading_of_missed(statement, rule, parts, is_said);
            rc = explain_missing_pool(statement, of, post, ruling->team);
            page_end_list(statement->page);
        }
        if (rc == 0)
            rc = note_breaches(statement, rule, post);
    }
    return rc;
}

static int explain_single(struct statement *statement, const struct case_of *of,
                          struct parts *parts)
{
    const struct rule *rule = of->rule;
    bool is_person = rule->of->per == CX_PER_PERSON, is_said = false;
    int rc = explain_lines_of(statement, of, NULL, parts);
    for (size_t k = 0; rc == 0 && k < statement->post_count; k++) {
        size_t post = statement->posts[k];
        bool is_paid = has_line(statement, rule, is_person ? -1 : (int)post);
        if (!rule_is_for(rule, statement->bonus->scores, post) ||
            (!is_paid &&
             is_deduction(rule, post_view(statement->engine, statement->bonus->scores, post))))
            continue;
        if (!is_paid) {
            heading_of_missed(statement, rule, parts, &is_said);
            rc = explain_missing(statement, of, post);
            page_end_list(statement->page);
        }
        if (rc == 0)
            rc = note_breaches(statement, rule, post);
    }
    return rc;
}

static int explain_rule(struct statement *statement, struct ruling *ruling, struct parts *parts)
{
    struct case_of of = {
        .rule = &ruling->rule, .holds = ruling->holds, .standings = &ruling->standings};
    bool is_said = false;
    int rc = 0;
    if (!cx_rule_has(ruling->rule.of, CX_IS_TEAMS))
        return explain_single(statement, &of, parts);
    for (size_t i = 0; rc == 0 && i < ruling->team_count; i++)
        rc = explain_pool_of(statement, &of, &ruling->teams[i], parts, &is_said);
    return rc;
}

static int explain_rules(struct statement *statement, struct parts *parts)
{
    const struct ground *ground = statement->ground;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < ground->ruling_count; i++)
        rc = explain_rule(statement, &ground->rulings[i], parts);
    return rc;
}

static bool has_others(const struct statement *statement)
{
    bool out = false;
    for (size_t i = 0; i < statement->line_count; i++)
        out = out || statement->lines[i]->rule < 0;
    return out;
}

static int write_row(struct cx_table *table, const char *what, int64_t amount, struct cx_err *err)
{
    struct cx_cell cells[] = {cx_cell_text(what), cx_cell_n(amount)};
    return cx_table_row(table, cells, err);
}

/* All that is paid, a row each, with the sum: as it is sealed, or as it stands. */
static int write_summary(struct statement *statement)
{
    static const struct cx_column columns[] = {{"what", "What", CX_CELL_TEXT, 0, false},
                                               {"amount", "Amount", CX_CELL_MONEY, 2, true}};
    const struct sealed_month *sealed = sealed_own(statement->ground);
    struct cx_table *table = page_table(statement->page);
    struct cx_err *err = statement->engine->err;
    struct page plain = {.form = PAGE_TEXT}; /* the table escapes */
    int rc = 0;
    cx_table_columns(table, columns, 2);
    for (size_t i = 0; rc == 0 && sealed && i < sealed->lines.count; i++) {
        const struct sealed_line *line = &sealed->lines.list[i];
        if (line->person == statement->person)
            rc = write_row(table, title_of_sealed(&plain, statement, &sealed->lines, line),
                           line->amount, err);
    }
    for (size_t i = 0; rc == 0 && !sealed && i < statement->line_count; i++)
        rc = write_row(table, title_of_line(&plain, statement, statement->lines[i]),
                       statement->lines[i]->amount, err);
    page_fini(&plain);
    return page_table_end(statement->page, table, rc, err);
}

/* Pay is settled by the month: of other periods no sum is paid out or carried over. */
static void say_total(struct statement *statement)
{
    const struct cx_scores *scores = statement->bonus->scores;
    struct page *page = statement->page;
    int64_t total = paid_to(statement->ground, statement->person);
    const char *amount = page_strong(page, page_money(page, total));
    const struct sealed_month *sealed = sealed_own(statement->ground);
    const char *currency =
        sealed ? reread_pair(&sealed->settings, "currency") : scores->plan->settings.currency;
    currency = page_text(page, currency && *currency ? currency : CX_CURRENCY);
    if (scores->period.kind != CX_PERIOD_MONTH) {
        page_say(page, "The rules give you %s. All amounts are in %s.", amount, currency);
        return;
    }
    page_say(page, "You are paid %s. All amounts are in %s.", amount, currency);
    if (total < 0)
        page_say(page, "That is below zero: nothing is paid out, and it is taken off the pay of "
                       "the next month.");
}

static int write_all(struct statement *statement, const char *paid, const char *missed)
{
    const struct cx_scores *scores = statement->bonus->scores;
    const struct cx_person *person = &scores->org->people[statement->person];
    const struct cx_settings *settings = &scores->plan->settings;
    struct page *page = statement->page, plain = {.form = PAGE_TEXT};
    page_title(page, page_words(&plain, "Bonus of %s (%s) for %s%s",
                                *person->name ? person->name : person->key, person->key,
                                scores->period.name, statement->proviso ? statement->proviso : ""));
    page_fini(&plain);
    say_total(statement);
    int rc = write_summary(statement);
    if (rc == 0)
        rc = explain_sofar(statement);
    if (rc == 0)
        rc = explain_scores(statement);
    if (rc < 0)
        return rc;
    if (*paid || has_others(statement))
        page_heading(page, 2, "How each amount came about");
    cx_buf_puts(&page->text, paid);
    explain_others(statement);
    if (*missed) {
        page_heading(page, 2, "What was not paid, and what was missing");
        cx_buf_puts(&page->text, missed);
    }
    rc = explain_behind(statement);
    page_heading(page, 2, "How to check it");
    page_say(page, "Figures are rounded as shown before they are used, but for what a scorecard "
                   "attains, which goes on unrounded; each amount is rounded once, to the cent, "
                   "half away from zero.");
    if (settings->ask)
        page_say(page, "Questions about this statement: %s", page_text(page, settings->ask));
    page_end(page);
    return rc;
}

static int explain(struct statement *statement, struct page *page)
{
    struct parts parts = {.paid = {.form = page->form}, .missed = {.form = page->form}};
    int rc = explain_rules(statement, &parts);
    statement->page = page;
    if (rc == 0)
        rc = write_all(statement, cx_buf_str(&parts.paid.text), cx_buf_str(&parts.missed.text));
    page_fini(&parts.paid);
    page_fini(&parts.missed);
    return rc;
}

int explain_person(struct cx_buf *out, struct ground *ground, int person, const char *proviso,
                   enum page_form form)
{
    struct statement statement = {.ground = ground,
                                  .engine = &ground->engine,
                                  .bonus = ground->engine.bonus,
                                  .person = person,
                                  .proviso = proviso};
    struct page page = {.form = form};
    find_posts(&statement);
    find_lines(&statement);
    int rc = explain(&statement, &page);
    if (rc == 0)
        cx_buf_puts(out, cx_buf_str(&page.text));
    page_fini(&page);
    free(statement.posts);
    for (int kind = 0; kind < BEHIND_KINDS; kind++)
        free(statement.behind[kind].list);
    return rc;
}

int cx_bonus_explain(struct cx_buf *out, struct cx_bonus *bonus, struct cx_db *db,
                     const char *employee, const char *proviso, enum cx_format format,
                     struct cx_err *err)
{
    enum page_form form = format == CX_FORMAT_MD     ? PAGE_MD
                          : format == CX_FORMAT_HTML ? PAGE_HTML
                                                     : PAGE_TEXT;
    struct ground ground = {0};
    int person, rc = cx_org_find_person(&person, bonus->scores->org, employee, err);
    if (rc < 0)
        return rc;
    rc = ground_open(&ground, bonus, db, false, err);
    if (rc == 0 && !is_paid(&ground, person))
        rc = say_nothing(bonus, person, employee, err);
    if (rc == 0)
        rc = explain_person(out, &ground, person, proviso, form);
    ground_close(&ground);
    return rc;
}
