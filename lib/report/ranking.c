/* ranking: posts by score or by a metric, and how they moved against the period before. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/reports.h"
#include "score/score.h"

/* What a post is ranked by; CX_NO_VALUE: it isn't. */
static int64_t value_of(const struct cx_scores *scores, size_t post, int quantity)
{
    return quantity < 0 ? scores->posts[post].score
                        : cx_scores_value(scores, (size_t)scores->posts[post].post, quantity);
}

static bool is_better(const struct cx_scores *scores, int quantity, int64_t a, int64_t b)
{
    bool is_low = quantity >= 0 && scores->plan->quantities[quantity].better == CX_BETTER_LOW;
    return a != CX_NO_VALUE && (is_low ? a < b : a > b);
}

static int rank_of(const struct cx_scores *scores, size_t post, int quantity)
{
    int64_t value = value_of(scores, post, quantity);
    int rank = 1;
    if (value == CX_NO_VALUE)
        return 0;
    for (size_t i = 0; i < scores->post_count; i++)
        rank += is_better(scores, quantity, value_of(scores, i, quantity), value);
    return rank;
}

/* The best rank of a person among his posts; 0: none. */
static int rank_of_person(const struct cx_scores *scores, int person, int quantity)
{
    int best = 0;
    for (size_t i = 0; i < scores->post_count; i++) {
        if (scores->org->posts[scores->posts[i].post].person != person)
            continue;
        int rank = rank_of(scores, i, quantity);
        if (rank && (!best || rank < best))
            best = rank;
    }
    return best;
}

static int write_row(struct cx_render *out, const struct cx_scores *now,
                     const struct cx_scores *before, size_t index, int rank, int quantity,
                     struct cx_err *err)
{
    const struct cx_post_score *of = &now->posts[index];
    const struct cx_post *post = &now->org->posts[of->post];
    int earlier = rank_of_person(before, post->person, quantity);
    struct cx_cell cells[] = {
        cx_cell_n(rank),
        cx_cell_text(now->org->people[post->person].key),
        cx_cell_text(now->org->people[post->person].name),
        cx_cell_text(now->org->teams[post->team].key),
        cx_cell_text(post->role),
        cx_cell_n(value_of(now, index, quantity)),
        cx_cell_text(of->grade),
        earlier ? cx_cell_n(earlier) : CX_NULL_CELL,
        earlier ? cx_cell_n(earlier - rank) : CX_NULL_CELL,
    };
    return cx_render_row(out, cells, err);
}

static int write_ranking(const struct cx_scores *now, const struct cx_scores *before, int quantity,
                         const struct cx_report_options *options, FILE *stream,
                         enum cx_format format, const struct cx_render_options *render,
                         struct cx_err *err)
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
    };
    struct cx_render *out = NULL;
    int rc = cx_render_open(&out, stream, format, columns, sizeof columns / sizeof *columns, render, err);
    int last = options->top > 0 ? options->top : (int)now->post_count;
    for (int rank = 1; rc == 0 && rank <= last; rank++) {
        for (size_t i = 0; rc == 0 && i < now->post_count; i++) {
            if (rank_of(now, i, quantity) == rank)
                rc = write_row(out, now, before, i, rank, quantity, err);
        }
    }
    int closed = out ? cx_render_close(out, err) : 0;
    return rc < 0 ? rc : closed;
}

REPORT(report_ranking)
{
    struct cx_scores *now = NULL, *before = NULL;
    int quantity = -1;
    int rc = cx_scores_compute(&now, db, &options->period, err);
    if (rc == 0 && options->by && strcmp(options->by, "score") != 0) {
        quantity = cx_plan_quantity(now->plan, options->by, strlen(options->by));
        if (quantity < 0)
            rc = cx_err_set(err, CX_EUSAGE, "--by: the plan has no metric \"%s\"", options->by);
    }
    if (rc == 0)
        rc = cx_scores_compute(&before, db, &now->before, err);
    if (rc == 0)
        rc = write_ranking(now, before, quantity, options, stream, format, render, err);
    cx_scores_free(now);
    cx_scores_free(before);
    return rc;
}
