/* One person's bonus in words: cx_bonus_explain. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "seal/sealed.h"
#include "statement/parts.h"
#include "statement/statement.h"

static const char *title_of(const struct cx_rule *rule)
{
    return rule->title ? rule->title : rule->id;
}

static int find_person(int *person, const struct cx_bonus *bonus, const char *employee,
                       struct cx_err *err)
{
    int rc = cx_org_find_person(person, bonus->scores->org, employee, err);
    for (size_t i = 0; rc == 0 && i < bonus->row_count; i++) {
        if (bonus->rows[i].person == *person)
            return 0;
    }
    return rc < 0 ? rc
                  : cx_err_set(err, CX_EDATA,
                               "employee %s has no post in %s, and is paid nothing else then",
                               employee, bonus->scores->period.name);
}

static void find_posts(struct statement *statement)
{
    const struct cx_scores *scores = statement->bonus->scores;
    statement->posts = cx_alloc((scores->post_count + 1) * sizeof *statement->posts);
    for (size_t i = 0; i < scores->post_count; i++) {
        if (scores->org->posts[scores->posts[i].post].person == statement->person)
            statement->posts[statement->post_count++] = i;
    }
    statement->held = cx_alloc(scores->plan->rule_count * statement->post_count + 1);
}

static bool is_theirs(const struct statement *statement, const struct cx_bonus_line *line)
{
    return statement->bonus->rows[line->row].person == statement->person;
}

/* A rule that only takes something away is not missed by anybody. */
static bool is_deduction(struct statement *statement, const struct rule *rule, size_t post)
{
    return rule->kind->takes && rule->kind->takes(&statement->engine, rule, post);
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

/* Of the rule's lines, those of the person, and of a pool's team. */
static int explain_lines_of(struct statement *statement, const struct case_of *of,
                            const struct pool *pool, struct parts *parts)
{
    const struct cx_bonus *bonus = statement->bonus;
    int rc = 0;
    statement->page = &parts->paid;
    for (size_t i = 0; rc == 0 && i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        bool is_of = line->rule == of->rule->index && is_theirs(statement, line);
        bool is_in = !pool;
        for (size_t k = 0; is_of && pool && k < pool->count; k++)
            is_in = is_in || pool->posts[k] == (size_t)line->row;
        if (!is_of || !is_in)
            continue;
        heading_of_line(statement, line, title_of(of->rule->of));
        rc = explain_line(statement, of, line);
        page_end_list(statement->page);
    }
    return rc;
}

static bool has_line(const struct statement *statement, const struct rule *rule, int row)
{
    const struct cx_bonus *bonus = statement->bonus;
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        if (line->rule == rule->index && is_theirs(statement, line) &&
            (row < 0 || line->row == row))
            return true;
    }
    return false;
}

static void heading_of_missed(struct statement *statement, const struct rule *rule,
                              struct parts *parts, bool *is_said)
{
    statement->page = &parts->missed;
    if (!*is_said)
        page_heading(statement->page, 3, "%s", page_text(statement->page, title_of(rule->of)));
    *is_said = true;
}

static int explain_pool_of(struct statement *statement, struct case_of *of, int team,
                           struct parts *parts, bool *is_said)
{
    const struct cx_scores *scores = statement->bonus->scores;
    const struct rule *rule = of->rule;
    struct pool pool;
    int rc = pool_find(&pool, &statement->engine, rule, team);
    of->weights = 0;
    for (size_t i = 0; rc >= 0 && i < pool.count; i++) {
        of->weights += pool.weights[i];
        for (size_t k = 0; rc == 1 && k < statement->post_count; k++)
            statement->held[(size_t)rule->index * statement->post_count + k] |=
                statement->posts[k] == pool.posts[i];
    }
    if (rc == 1)
        rc = explain_lines_of(statement, of, &pool, parts);
    pool_fini(&pool);
    for (size_t k = 0; rc == 0 && k < statement->post_count; k++) {
        size_t post = statement->posts[k];
        int own = scores->org->posts[scores->posts[post].post].team;
        bool is_in = rule->of->for_team
                         ? cx_org_is_within(scores->org, own, team, scores->period.to - 1)
                         : own == team;
        if (!is_in || !rule_is_for(rule, scores, post) || has_line(statement, rule, (int)post))
            continue;
        heading_of_missed(statement, rule, parts, is_said);
        rc = explain_missing_pool(statement, of, post, team);
        page_end_list(statement->page);
    }
    return rc < 0 ? rc : 0;
}

static int explain_single(struct statement *statement, struct case_of *of, bool *holds,
                          struct parts *parts, bool *is_said)
{
    const struct rule *rule = of->rule;
    bool is_person = rule->of->per == CX_PER_PERSON;
    int rc = find_holds(holds, &statement->engine, rule);
    of->holds = holds;
    for (size_t k = 0; rc == 0 && k < statement->post_count; k++)
        statement->held[(size_t)rule->index * statement->post_count + k] =
            holds[statement->posts[k]];
    if (rc == 0)
        rc = explain_lines_of(statement, of, NULL, parts);
    for (size_t k = 0; rc == 0 && k < statement->post_count; k++) {
        size_t post = statement->posts[k];
        if (!rule_is_for(rule, statement->bonus->scores, post) ||
            has_line(statement, rule, is_person ? -1 : (int)post) ||
            is_deduction(statement, rule, post))
            continue;
        heading_of_missed(statement, rule, parts, is_said);
        rc = explain_missing(statement, of, post);
        page_end_list(statement->page);
    }
    return rc;
}

static int explain_rule(struct statement *statement, int index, bool *holds, struct parts *parts)
{
    const struct cx_org *org = statement->bonus->scores->org;
    struct rule rule;
    struct case_of of = {.rule = &rule};
    bool is_said = false;
    int rc = rule_compile(&rule, &statement->engine, index);
    if (rc == 0 && !cx_rule_has(rule.of, CX_IS_TEAMS)) {
        rc = explain_single(statement, &of, holds, parts, &is_said);
    } else if (rc == 0 && rule.of->for_team) {
        rc = explain_pool_of(statement, &of, cx_org_team(org, rule.of->for_team), parts, &is_said);
    } else {
        for (int team = 0; rc == 0 && team < org->team_count; team++)
            rc = explain_pool_of(statement, &of, team, parts, &is_said);
    }
    rule_fini(&rule);
    return rc;
}

static int explain_rules(struct statement *statement, struct parts *parts)
{
    const struct cx_scores *scores = statement->bonus->scores;
    bool *holds = cx_alloc(scores->post_count + 1);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->plan->rule_count; i++)
        rc = explain_rule(statement, (int)i, holds, parts);
    free(holds);
    return rc;
}

static bool has_others(const struct statement *statement)
{
    const struct cx_bonus *bonus = statement->bonus;
    bool out = false;
    for (size_t i = 0; i < bonus->line_count; i++)
        out = out || (bonus->lines[i].rule < 0 && is_theirs(statement, &bonus->lines[i]));
    return out;
}

/* What a line that is no rule's is, in words. */
static const char *title_of_other(struct page *page, const struct cx_bonus_line *line)
{
    const char *id = page_text(page, line->rule_id);
    return line->rule == CX_LINE_RETRO   ? page_words(page, "Put right of %s", id)
           : line->rule == CX_LINE_CARRY ? page_words(page, "Carried over from %s", id)
                                         : page_words(page, "Adjustment %s", id);
}

/* Lines that are no rule's: adjustments, and what puts an earlier period right. */
static void explain_others(struct statement *statement)
{
    const struct cx_bonus *bonus = statement->bonus;
    struct page *page = statement->page;
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        if (line->rule >= 0 || !is_theirs(statement, line))
            continue;
        page_heading(page, 3, "%s: %s", title_of_other(page, line), page_money(page, line->amount));
        if (line->note && *line->note)
            page_say(page, "%s", page_text(page, line->note));
    }
}

static const struct cx_team *team_of(const struct cx_bonus *bonus, const struct cx_bonus_line *line)
{
    const struct cx_org *org = bonus->scores->org;
    return &org->teams[org->posts[bonus->scores->posts[line->row].post].team];
}

/* All that is paid, a row each, with the sum. */
static int write_summary(struct statement *statement)
{
    static const struct cx_column columns[] = {{"what", "What", CX_CELL_TEXT, 0, false},
                                               {"amount", "Amount", CX_CELL_MONEY, 2, true}};
    const struct cx_bonus *bonus = statement->bonus;
    struct cx_table *table = page_table(statement->page);
    struct cx_err *err = statement->engine.err;
    struct page plain = {.form = PAGE_TEXT}; /* the table escapes */
    int rc = 0;
    cx_table_columns(table, columns, 2);
    for (size_t i = 0; rc == 0 && i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        if (!is_theirs(statement, line))
            continue;
        const char *what = line->rule >= 0 ? title_of(&bonus->scores->plan->rules[line->rule])
                                           : title_of_other(&plain, line);
        const char *where = line->rule >= 0 && statement->post_count > 1
                                ? cx_team_title(team_of(bonus, line))
                                : NULL;
        if (where)
            what = page_words(&plain, "%s, team %s", what, where);
        struct cx_cell cells[] = {cx_cell_text(what), cx_cell_n(line->amount)};
        rc = cx_table_row(table, cells, err);
    }
    page_fini(&plain);
    return page_table_end(statement->page, table, rc, err);
}

static int64_t total_of(const struct statement *statement)
{
    int64_t total = 0; /* of a part of the sheet, so it fits */
    for (size_t i = 0; i < statement->bonus->row_count; i++) {
        if (statement->bonus->rows[i].person == statement->person)
            total += statement->bonus->rows[i].total;
    }
    return total;
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
    page_say(page, "You are paid %s. All amounts are in %s.",
             page_strong(page, page_money(page, total_of(statement))),
             page_text(page, settings->currency));
    int rc = write_summary(statement);
    if (rc == 0)
        rc = explain_sofar(statement, total_of(statement));
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
    rc = explain_payments(statement);
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

static int tell(struct cx_buf *out, struct statement *statement, struct cx_db *db,
                const char *employee, enum page_form form, struct cx_err *err)
{
    struct page page = {.form = form};
    int rc = find_person(&statement->person, statement->bonus, employee, err);
    if (rc < 0)
        return rc;
    find_posts(statement);
    rc = engine_open(&statement->engine, statement->bonus, db, err);
    if (rc == 0)
        rc = explain(statement, &page);
    if (rc == 0)
        cx_buf_puts(out, cx_buf_str(&page.text));
    engine_close(&statement->engine);
    page_fini(&page);
    free(statement->posts);
    free(statement->held);
    free(statement->behind);
    return rc;
}

int explain_one_of(struct cx_buf *out, struct cx_bonus *bonus, struct cx_db *db,
                   const char *employee, const char *proviso, struct found *found,
                   struct cx_err *err)
{
    struct statement statement = {.bonus = bonus, .proviso = proviso, .found = found};
    return tell(out, &statement, db, employee, PAGE_HTML, err);
}

int cx_bonus_explain(struct cx_buf *out, struct cx_bonus *bonus, struct cx_db *db,
                     const char *employee, const char *proviso, enum cx_format format,
                     struct cx_err *err)
{
    struct statement statement = {.bonus = bonus, .proviso = proviso};
    enum page_form form = format == CX_FORMAT_MD     ? PAGE_MD
                          : format == CX_FORMAT_HTML ? PAGE_HTML
                                                     : PAGE_TEXT;
    return tell(out, &statement, db, employee, form, err);
}
