/* ranking: posts by score or by a metric, and how they moved against the period before. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rank.h"
#include "report/reports.h"
#include "report/tables.h"

#define ENDS 5 /* so many of the best, and of the last, of a scorecard */

/* What a post is ranked by; CX_NO_VALUE: it isn't. */
static int64_t value_of(const struct cx_scores *scores, size_t post, int quantity)
{
    return quantity < 0 ? scores->posts[post].score
                        : cx_scores_value(scores, (size_t)scores->posts[post].post, quantity);
}

/* The first post of the same scorecard, or, where all are ranked together, of all. */
static size_t group_of(const struct cx_scores *scores, size_t post, bool by_card)
{
    const char *card = scores->posts[post].card;
    size_t first = 0;
    while (by_card && first < post &&
           (card && scores->posts[first].card ? strcmp(scores->posts[first].card, card) != 0
                                              : scores->posts[first].card != card))
        first++;
    return first;
}

/* The rank of each post. The caller frees. */
static struct cx_rank *rank_all(const struct cx_scores *scores, int quantity, bool by_card)
{
    size_t count = scores->post_count;
    bool is_low = quantity >= 0 && scores->plan->quantities[quantity].better == CX_BETTER_LOW;
    struct cx_rank *ranks = cx_alloc((count + 1) * sizeof *ranks);
    int64_t *values = cx_alloc((count + 1) * sizeof *values);
    int64_t *groups = cx_alloc((count + 1) * sizeof *groups);
    for (size_t i = 0; i < count; i++) {
        values[i] = value_of(scores, i, quantity);
        groups[i] = (int64_t)group_of(scores, i, by_card);
    }
    cx_rank(ranks, values, groups, count, is_low);
    free(values);
    free(groups);
    return ranks;
}

/* The best rank of a person among their posts; 0: none. */
static int rank_of_person(const struct cx_scores *scores, const struct cx_rank *ranks, int person)
{
    int best = 0;
    for (size_t i = 0; i < scores->post_count; i++) {
        if (scores->org->posts[scores->posts[i].post].person != person)
            continue;
        if (ranks[i].rank && (!best || ranks[i].rank < best))
            best = ranks[i].rank;
    }
    return best;
}

static void add_row(struct cx_table *table, const struct cx_scores *now, size_t index, int rank,
                    int earlier, int quantity, bool by_card)
{
    const struct cx_post_score *of = &now->posts[index];
    const struct cx_post *post = &now->org->posts[of->post];
    const struct cx_cell cells[] = {
        cx_cell_n(rank),
        cx_cell_text(now->org->people[post->person].key),
        cx_cell_text(now->org->people[post->person].name),
        cx_cell_text(now->org->teams[post->team].key),
        cx_cell_word(post->role),
        cx_cell_n(value_of(now, index, quantity)),
        cx_cell_text(of->grade),
        earlier ? cx_cell_n(earlier) : CX_NULL_CELL,
        earlier ? cx_cell_n(earlier - rank) : CX_NULL_CELL,
        cx_cell_text(by_card ? of->card : NULL),
    };
    cx_table_keep(table, cells);
}

/* The rows by rank, down to the last that is wanted. */
static void add_rows(struct cx_table *table, const struct cx_scores *now,
                     const struct cx_scores *before, int quantity, int last, bool by_card)
{
    struct cx_rank *ranks = rank_all(now, quantity, by_card);
    struct cx_rank *earlier = rank_all(before, quantity, by_card);
    bool has_earlier = !cx_scores_is_unknown(before, &before->period);
    for (size_t group = 0; group < now->post_count; group++) {
        if (group_of(now, group, by_card) != group)
            continue;
        for (int rank = 1; rank <= last; rank++) {
            for (size_t i = 0; i < now->post_count; i++) {
                int person = now->org->posts[now->posts[i].post].person;
                if (ranks[i].rank == rank && group_of(now, i, by_card) == group)
                    add_row(table, now, i, rank,
                            has_earlier ? rank_of_person(before, earlier, person) : 0, quantity,
                            by_card);
            }
        }
    }
    free(ranks);
    free(earlier);
}

/* By a quantity (-1: the score), ranks up to top (0: all), in all or by scorecard. */
static void make_ranking(struct cx_table *out, const struct cx_scores *now,
                         const struct cx_scores *before, int quantity, int top, bool by_card)
{
    const struct cx_quantity *by = quantity < 0 ? NULL : &now->plan->quantities[quantity];
    const struct cx_column columns[] = {
        {"rank", "Rank", CX_CELL_NUMBER, 0, false},
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"team_id", "Team", CX_CELL_TEXT, 0, false},
        {"role", "Role", CX_CELL_TEXT, 0, false},
        {by ? by->name : "score", by ? by->title : "Score", CX_CELL_NUMBER,
         by ? by->decimals : CX_SCORE_DECIMALS, false},
        {"grade", "Grade", CX_CELL_TEXT, 0, false},
        {"rank_before", "Rank before", CX_CELL_NUMBER, 0, false},
        {"moved", "Moved up", CX_CELL_NUMBER, 0, false},
        {"scorecard", "Scorecard", CX_CELL_TEXT, 0, false},
    };
    int posts = (int)now->post_count;
    cx_table_title(out, "Ranking");
    cx_table_columns(out, columns, sizeof columns / sizeof *columns - !by_card);
    add_rows(out, now, before, quantity, top > 0 && top < posts ? top : posts, by_card);
    out->chart = (struct cx_chart){.kind = CX_CHART_BARS,
                                   .label = 2,
                                   .first = 5,
                                   .count = 1,
                                   .is_share = by && by->unit == CX_UNIT_RATIO,
                                   .rows = 20};
    if (out->row_count > 0)
        cx_table_say(out, "%s: %s is ahead", out->columns[5].title, cx_table_cell(out, 0, 2)->text);
}

static void add_end(struct cx_table *table, const struct cx_scores *scores, size_t i, int rank)
{
    const struct cx_post *post = &scores->org->posts[scores->posts[i].post];
    const struct cx_cell cells[] = {
        cx_cell_n(rank),
        cx_cell_text(scores->org->people[post->person].name),
        cx_cell_text(cx_team_title(&scores->org->teams[post->team])),
        cx_cell_n(scores->posts[i].score),
        cx_cell_text(scores->posts[i].grade),
    };
    cx_table_keep(table, cells);
}

void make_ends(struct cx_table *table, const struct cx_scores *scores, const char *card)
{
    static const struct cx_column columns[] = {
        {"rank", "Rank", CX_CELL_NUMBER, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"team", "Team", CX_CELL_TEXT, 0, false},
        {"score", "Score", CX_CELL_NUMBER, CX_SCORE_DECIMALS, false},
        {"grade", "Grade", CX_CELL_TEXT, 0, false},
    };
    struct cx_rank *ranks = cx_alloc((scores->post_count + 1) * sizeof *ranks);
    int64_t *values = cx_alloc((scores->post_count + 1) * sizeof *values);
    int last = 0;
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_post_score *of = &scores->posts[i];
        bool is_in = of->card && strcmp(of->card, card) == 0 && of->score != CX_NO_VALUE;
        values[i] = is_in ? of->score : CX_NO_VALUE;
        last += is_in;
    }
    cx_rank(ranks, values, NULL, scores->post_count, false);
    cx_table_columns(table, columns, sizeof columns / sizeof *columns);
    for (int rank = 1; rank <= last; rank++) {
        int ties = 0;
        for (size_t i = 0; i < scores->post_count; i++)
            ties += ranks[i].rank == rank;
        bool is_end = rank <= ENDS || rank + ties - 1 > last - ENDS;
        for (size_t i = 0; is_end && i < scores->post_count; i++) {
            if (ranks[i].rank == rank)
                add_end(table, scores, i, rank);
        }
    }
    table->chart = (struct cx_chart){.kind = CX_CHART_BARS, .label = 1, .first = 3, .count = 1};
    if (last > 2 * ENDS)
        cx_table_say(table, "Scorecard %s: the best and the last of %d", card, last);
    else
        cx_table_say(table, "Scorecard %s: the scores of all %d", card, last);
    free(ranks);
    free(values);
}

REPORT(report_ranking)
{
    struct cx_trend *trend = NULL;
    struct cx_scores *now = NULL, *before = NULL;
    int quantity = -1;
    bool by_card = options->per && strcmp(options->per, "scorecard") == 0;
    int rc = options->per && !by_card
                 ? cx_err_set(err, CX_EUSAGE, "--per=%s: a ranking can only be per scorecard",
                              options->per)
                 : cx_trend_new(&trend, db, &options->period, 2, err);
    if (rc == 0)
        rc = cx_trend_scores(&now, trend, 1, options->period.to - 1, err);
    if (rc == 0 && options->by && strcmp(options->by, "score") != 0)
        rc = report_by(&quantity, now->plan, options, -1, err);
    if (rc == 0)
        rc = cx_trend_scores(&before, trend, 0, now->before.to - 1, err);
    if (rc == 0)
        make_ranking(out, now, before, quantity, options->top, by_card);
    cx_scores_free(now);
    cx_scores_free(before);
    cx_trend_free(trend);
    return rc;
}
