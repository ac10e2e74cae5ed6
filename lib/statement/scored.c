/* How a person's score came about, post by post: each line with all that recomputes it. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "statement/parts.h"

static const struct cx_column columns[] = {
    {"what", "Measured", CX_CELL_TEXT, 0, false},
    {"value", "Value", CX_CELL_FIGURE, 0, false},
    {"target", "Target", CX_CELL_FIGURE, 0, false},
    {"attained", "Attained", CX_CELL_FIGURE, 0, false},
    {"counts", "Counts as", CX_CELL_FIGURE, 0, false},
    {"weight", "Weight", CX_CELL_FIGURE, 0, false},
    {"share", "Of 100", CX_CELL_FIGURE, 0, false},
    {"points", "Points", CX_CELL_FIGURE, 0, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };
#define HUNDRED 100000000 /* of weights */

/* One post's card while it is told. */
struct card {
    struct statement *statement;
    const struct cx_post_score *post;
    int64_t weights; /* of the lines that count, together; 6 decimals */
};

static const struct cx_quantity *quantity_of(const struct card *card,
                                             const struct cx_score_line *line)
{
    return &card->statement->bonus->scores->plan->quantities[line->line->quantity];
}

/* An attainment as percents of at most 4 decimals; what follows is computed with all of them. */
static const char *show_attained(struct page *page, struct cx_num attained)
{
    int64_t millionths;
    return cx_num_to_dec(&millionths, attained, 6) ? page_percent(page, millionths, 6)
                                                   : cx_shown("too large");
}

static const char *show_value(const struct card *card, const struct cx_score_line *line)
{
    const struct cx_quantity *of = quantity_of(card, line);
    return page_quantity(card->statement->page, line->value, of->decimals, of->unit);
}

/* The target as it was set; the days that prorate it stand where it is divided. */
static const char *show_target(const struct card *card, const struct cx_score_line *line)
{
    struct page *page = card->statement->page;
    const char *target = page_quantity(page, line->whole_target, 6, quantity_of(card, line)->unit);
    return line->line->prorate ? page_words(page, "(%s × %d / %d days)", target, card->post->days,
                                            cx_period_days(&card->statement->bonus->scores->period))
                               : target;
}

static int write_line(const struct card *card, struct cx_table *table,
                      const struct cx_score_line *line)
{
    const struct cx_quantity *of = quantity_of(card, line);
    struct page *page = card->statement->page;
    int64_t share, points = cx_scores_points(card->post, line);
    bool counts = line->has_attainment &&
                  cx_dec_divide(&share, (__int128)line->line->weight_ppm * 1000000, card->weights);
    struct cx_cell cells[COLUMNS] = {
        cx_cell_text(of->title),
        cx_cell_text(show_value(card, line)),
        cx_cell_text(line->target == CX_NO_VALUE ? NULL
                                                 : page_quantity(page, line->target, 6, of->unit)),
        cx_cell_text(line->has_reached ? show_attained(page, line->reached) : NULL),
        cx_cell_text(counts ? show_attained(page, line->attainment) : NULL),
        cx_cell_text(page_number(page, line->line->weight_ppm, 6, 0)),
        cx_cell_text(counts ? page_number(page, share, 4, 0) : NULL),
        cx_cell_text(points == CX_NO_VALUE ? NULL
                                           : page_number(page, points, CX_SCORE_DECIMALS, 0)),
    };
    return cx_table_row(table, cells, card->statement->engine->err);
}

/* Who share a place stand in the middle of those that they take. */
static const char *show_place(struct page *page, const struct cx_rank *rank)
{
    return page_number(page, 10 * (int64_t)rank->rank + 5 * (rank->equal - 1), 1, 0);
}

static bool is_none_at_all(const struct card *card, const struct cx_score_line *line)
{
    return line->line->method == CX_METHOD_TARGET && line->value <= 0 &&
           quantity_of(card, line)->better == CX_BETTER_LOW;
}

/* What was reached, as what is keyed in to compute it: "10.1655 % ÷ 16 %". */
static const char *say_quotient(const struct card *card, const struct cx_score_line *line)
{
    struct page *page = card->statement->page;
    const struct cx_quantity *of = quantity_of(card, line);
    const struct cx_rank *rank = &line->rank;
    switch (line->line->method) {
    case CX_METHOD_TARGET:
        if (is_none_at_all(card, line))
            break;
        return of->better == CX_BETTER_LOW
                   ? page_words(page, "%s ÷ %s", show_target(card, line), show_value(card, line))
                   : page_words(page, "%s ÷ %s", show_value(card, line), show_target(card, line));
    case CX_METHOD_RANK:
        if (rank->count < 2)
            break;
        return page_words(page, "(%d − %s) ÷ (%d − 1)", rank->count, show_place(page, rank),
                          rank->count);
    case CX_METHOD_DIRECT:
        return of->unit == CX_UNIT_SCORE ? page_words(page, "%s ÷ 100", show_value(card, line))
                                         : show_attained(page, line->reached);
    case CX_METHOD_STEPS: break;
    }
    return show_attained(page, line->reached);
}

static void say_by_target(const struct card *card, const struct cx_score_line *line,
                          const char *title, const char *attained)
{
    struct page *page = card->statement->page;
    if (is_none_at_all(card, line) && line->value < 0)
        page_item(page, 0, "%s: less is better, and it is below 0: the most that counts, %s.",
                  title, attained);
    else if (is_none_at_all(card, line))
        page_item(page, 0, "%s: less is better, and there is none: the most that counts, %s.",
                  title, attained);
    else if (quantity_of(card, line)->better == CX_BETTER_LOW)
        page_item(page, 0, "%s, where less is better: %s = %s", title, say_quotient(card, line),
                  attained);
    else
        page_item(page, 0, "%s: %s = %s", title, say_quotient(card, line), attained);
}

static void say_by_rank(const struct card *card, const struct cx_score_line *line,
                        const char *title, const char *attained)
{
    struct page *page = card->statement->page;
    const struct cx_rank *rank = &line->rank;
    if (rank->count < 2)
        page_item(page, 0, "%s: %s, place 1 of 1, which counts as %s.", title,
                  show_value(card, line), attained);
    else if (rank->equal > 1)
        page_item(page, 0, "%s: %s, place %d of %d, shared by %d and so taken as place %s: %s = %s",
                  title, show_value(card, line), rank->rank, rank->count, rank->equal,
                  show_place(page, rank), say_quotient(card, line), attained);
    else
        page_item(page, 0, "%s: %s, place %d of %d: %s = %s", title, show_value(card, line),
                  rank->rank, rank->count, say_quotient(card, line), attained);
}

static void say_by_steps(const struct card *card, const struct cx_score_line *line,
                         const char *title, const char *attained)
{
    const struct cx_quantity *of = quantity_of(card, line);
    struct page *page = card->statement->page;
    size_t count;
    const struct cx_tier *tiers =
        cx_plan_tiers(card->statement->bonus->scores->plan, line->line->target, &count);
    __int128 value = (__int128)line->value * cx_dec_pow10(6 - of->decimals);
    const bool is_above =
        count > 0 && tiers[count - 1].to != INT64_MAX && value >= tiers[count - 1].to;
    const bool is_below = count > 0 && value < tiers[0].from && of->better == CX_BETTER_LOW;
    while (count > 0 && (value < tiers[count - 1].from ||
                         (tiers[count - 1].to != INT64_MAX && value >= tiers[count - 1].to)))
        count--;
    if (is_above)
        page_item(page, 0, "%s: %s is above the last step, which counts as %s.", title,
                  show_value(card, line), attained);
    else if (is_below)
        page_item(page, 0, "%s: %s is below the first step, which counts as %s.", title,
                  show_value(card, line), attained);
    else if (count == 0)
        page_item(page, 0, "%s: %s reaches no step, which counts as %s.", title,
                  show_value(card, line), attained);
    else
        page_item(page, 0, "%s: %s is on the step from %s, which counts as %s.", title,
                  show_value(card, line), page_quantity(page, tiers[count - 1].from, 6, of->unit),
                  attained);
}

/* The post, or its team, whose value a line looks at. */
static size_t subject_of(const struct card *card, const struct cx_score_line *line)
{
    const struct cx_org *org = card->statement->bonus->scores->org;
    return line->line->of_team ? cx_subject_of_team(org, org->posts[card->post->post].team)
                               : (size_t)card->post->post;
}

static void say_reached(const struct card *card, const struct cx_score_line *line,
                        const char *title)
{
    struct page *page = card->statement->page;
    const char *attained = show_attained(page, line->reached);
    switch (line->line->method) {
    case CX_METHOD_TARGET: say_by_target(card, line, title, attained); break;
    case CX_METHOD_RANK: say_by_rank(card, line, title, attained); break;
    case CX_METHOD_STEPS: say_by_steps(card, line, title, attained); break;
    case CX_METHOD_DIRECT:
        if (quantity_of(card, line)->unit == CX_UNIT_SCORE)
            page_item(page, 0, "%s: %s = %s", title, say_quotient(card, line), attained);
        else
            page_item(page, 0, "%s: %s counts as it is, %s.", title, show_value(card, line),
                      attained);
        break;
    }
    if (cx_num_compare(line->attainment, line->reached) < 0)
        page_item(page, 1, "Capped: at most %s counts.", show_attained(page, line->attainment));
    if (cx_num_compare(line->attainment, line->reached) > 0)
        page_item(page, 1, "Raised: at least %s counts.", show_attained(page, line->attainment));
}

/* Why there is nothing to attain, and what that means. */
static void say_not_reached(const struct card *card, const struct cx_score_line *line,
                            const char *title)
{
    struct page *page = card->statement->page;
    bool has_value = line->value != CX_NO_VALUE;
    bool has_target = line->line->method != CX_METHOD_TARGET || line->target != CX_NO_VALUE;
    if (line->has_attainment)
        page_item(page, 0,
                  has_value ? "%s: no target is set, which counts as %s."
                            : "%s: there is no value, which counts as %s.",
                  title, show_attained(page, line->attainment));
    else
        page_item(page, 0,
                  !has_value    ? "%s: there is no value, so it doesn't count; its weight of %s is "
                                  "shared out among the other lines in proportion."
                  : !has_target ? "%s: no target is set, so it doesn't count; its weight of %s is "
                                  "shared out among the other lines in proportion."
                                : "%s: nothing can be divided by a target of 0, so it doesn't "
                                  "count; its weight of %s is shared out among the other lines "
                                  "in proportion.",
                  title, page_number(page, line->line->weight_ppm, 6, 0));
}

/* Attained × weight, of 100 together: what is keyed in loses no digit on the way. */
static void say_points(const struct card *card, const struct cx_score_line *line)
{
    struct page *page = card->statement->page;
    int64_t points = cx_scores_points(card->post, line);
    if (points == CX_NO_VALUE)
        return;
    bool is_whole = line->has_reached && cx_num_compare(line->attainment, line->reached) == 0;
    const char *attained =
        is_whole ? say_quotient(card, line) : show_attained(page, line->attainment);
    const char *weight = page_number(page, line->line->weight_ppm, 6, 0);
    const char *shown = page_number(page, points, CX_SCORE_DECIMALS, 0);
    if (card->weights == HUNDRED)
        page_item(page, 1, "Points: %s × %s = %s", attained, weight, shown);
    else
        page_item(page, 1, "Points: %s × %s × 100 ÷ %s = %s", attained, weight,
                  page_number(page, card->weights, 6, 0), shown);
}

static int say_line(const struct card *card, const struct cx_score_line *line)
{
    struct page *page = card->statement->page;
    const char *title = page_text(page, quantity_of(card, line)->title);
    if (line->has_reached)
        say_reached(card, line, title);
    else
        say_not_reached(card, line, title);
    explain_formula(card->statement, subject_of(card, line), line->line->quantity, 1);
    say_points(card, line);
    return line->line->of_team ? 0 /* the contacts are others', too */
                               : note_quantity(card->statement, BEHIND_BREACHES,
                                               line->line->quantity, card->post->post);
}

/* The sum, which is rounded once, beside those of the points as they are shown. */
static void say_sum(const struct card *card)
{
    struct page *page = card->statement->page;
    int64_t score = cx_scores_of_lines(card->post), shown = 0;
    for (size_t i = 0; i < card->post->line_count; i++) {
        int64_t points = cx_scores_points(card->post, &card->post->lines[i]);
        shown += points == CX_NO_VALUE ? 0 : points;
    }
    page_item(page, 0, "All points together: %s", page_number(page, score, CX_SCORE_DECIMALS, 0));
    if (shown != score)
        page_item(page, 1, "The points as shown add up to %s: the score is rounded only once.",
                  page_number(page, shown, CX_SCORE_DECIMALS, 0));
    if (card->post->score != score)
        page_item(page, 0, "Your score was given to cx by another program: %s.",
                  page_number(page, card->post->score, CX_SCORE_DECIMALS, 0));
}

static int write_card(struct statement *statement, const struct cx_post_score *post)
{
    struct card card = {statement, post, 0};
    struct cx_table *table = page_table(statement->page);
    struct cx_err *err = statement->engine->err;
    int rc = 0;
    for (size_t i = 0; i < post->line_count; i++)
        card.weights += post->lines[i].has_attainment ? post->lines[i].line->weight_ppm : 0;
    cx_table_columns(table, columns, COLUMNS);
    for (size_t i = 0; rc == 0 && i < post->line_count; i++)
        rc = write_line(&card, table, &post->lines[i]);
    rc = page_table_end(statement->page, table, rc, err);
    for (size_t i = 0; rc == 0 && i < post->line_count; i++)
        rc = say_line(&card, &post->lines[i]);
    if (rc == 0)
        say_sum(&card);
    page_end_list(statement->page);
    return rc;
}

/* How many have a score by the same card. */
static int count_ranked(const struct cx_scores *scores, const struct cx_post_score *post)
{
    int count = 0;
    for (size_t i = 0; i < scores->post_count; i++)
        count += scores->posts[i].rank > 0 && scores->posts[i].line_count > 0 &&
                 post->line_count > 0 && scores->posts[i].lines[0].line == post->lines[0].line;
    return count;
}

/* What the card requires and does not hold, each once: lines of a card often repeat it. */
static int say_required(struct statement *statement, size_t index)
{
    const struct cx_scores *scores = statement->bonus->scores;
    const struct cx_post_score *post = &scores->posts[index];
    struct viewpoint view = post_view(statement->engine, scores, index);
    const char *last = NULL;
    int rc = 0;
    page_say(statement->page,
             "This post has no score, because what its scorecard requires does not hold:");
    for (size_t i = 0; rc == 0 && i < post->line_count; i++) {
        const char *require = post->lines[i].line->require;
        struct cx_expr *expr = NULL;
        if (!require || (last && strcmp(last, require) == 0))
            continue;
        rc = cx_expr_new(&expr, scores->plan, CX_SCOPE_FORMULA, require, statement->engine->err);
        if (rc == 0)
            say_unmet(statement, &view, expr, require);
        if (rc == 0)
            rc = note_behind(statement, BEHIND_BREACHES, expr, post->post);
        cx_expr_free(expr);
        last = require;
    }
    page_end_list(statement->page);
    return rc;
}

static int say_none(struct statement *statement, size_t index)
{
    const struct cx_post_score *post = &statement->bonus->scores->posts[index];
    struct page *page = statement->page;
    int min_days = 0;
    for (size_t i = 0; i < post->line_count; i++)
        min_days =
            post->lines[i].line->min_days > min_days ? post->lines[i].line->min_days : min_days;
    if (post->card && post->days >= min_days && !post->is_scored)
        return say_required(statement, index);
    if (post->days < min_days)
        page_say(page, "This post has no score, because its scorecard requires %d days.", min_days);
    else
        page_say(page, post->card ? "This post has no score: nothing on its scorecard has a value."
                                  : "No scorecard is for this post, so it has no score.");
    return 0;
}

static void say_score(struct statement *statement, const struct cx_post_score *post)
{
    struct page *page = statement->page;
    const char *score = page_strong(page, page_number(page, post->score, CX_SCORE_DECIMALS, 0));
    if (post->grade)
        page_say(page, "Your score is %s, grade %s.", score, page_text(page, post->grade));
    else
        page_say(page, "Your score is %s.", score);
    if (post->rank > 0 && post->card)
        page_say(page, "It is place %d of %d among the posts with this scorecard.", post->rank,
                 count_ranked(statement->bonus->scores, post));
}

int explain_scores(struct statement *statement)
{
    const struct cx_scores *scores = statement->bonus->scores;
    const struct cx_org *org = scores->org;
    struct page *page = statement->page;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < statement->post_count; i++) {
        const struct cx_post_score *post = &scores->posts[statement->posts[i]];
        const struct cx_post *of = &org->posts[post->post];
        page_heading(page, 2, "Score in team %s, as %s: %d of %d days",
                     page_text(page, cx_team_title(&org->teams[of->team])),
                     page_text(page, cx_shown_word(of->role)), post->days,
                     cx_period_days(&scores->period));
        if (post->score == CX_NO_VALUE) {
            rc = say_none(statement, statement->posts[i]);
            continue;
        }
        say_score(statement, post);
        if (post->card)
            rc = write_card(statement, post);
    }
    return rc;
}
