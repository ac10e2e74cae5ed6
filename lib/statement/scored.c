/* How a person's score came about, post by post. */
#include "base/decimal.h"
#include "base/mem.h"
#include "statement/parts.h"

static const struct cx_column columns[] = {
    {"what", "Measured", CX_CELL_TEXT, 0, false}, {"value", "Value", CX_CELL_TEXT, 0, false},
    {"target", "Target", CX_CELL_TEXT, 0, false}, {"attained", "Attained", CX_CELL_TEXT, 0, false},
    {"weight", "Weight", CX_CELL_TEXT, 0, false}, {"points", "Points", CX_CELL_TEXT, 0, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const char *show(struct page *page, int64_t value)
{
    return value == CX_NO_VALUE ? "" : page_number(page, value, 4, 0);
}

static int write_line(struct statement *statement, struct cx_table *table,
                      const struct cx_post_score *post, const struct cx_score_line *line)
{
    const struct cx_quantity *quantity =
        &statement->bonus->scores->plan->quantities[line->line->quantity];
    struct page *page = statement->page;
    int64_t attainment = CX_NO_VALUE;
    if (line->has_attainment && !cx_num_to_dec(&attainment, line->attainment, 4))
        attainment = CX_NO_VALUE;
    struct cx_cell cells[COLUMNS] = {
        cx_cell_text(quantity->title ? quantity->title : quantity->name),
        cx_cell_text(page_quantity(page, line->value, quantity->decimals, quantity->unit)),
        cx_cell_text(line->target == CX_NO_VALUE
                         ? NULL
                         : page_quantity(page, line->target, 6, quantity->unit)),
        cx_cell_text(line->has_attainment ? show(page, attainment) : NULL),
        cx_cell_text(page_number(page, line->line->weight_ppm, 6, 0)),
        cx_cell_text(line->has_attainment ? show(page, cx_scores_points(post, line)) : NULL),
    };
    return cx_table_row(table, cells, statement->engine.err);
}

static int write_card(struct statement *statement, const struct cx_post_score *post)
{
    struct cx_table *table = page_table(statement->page);
    struct cx_err *err = statement->engine.err;
    int rc = 0;
    cx_table_columns(table, columns, COLUMNS);
    for (size_t i = 0; rc == 0 && i < post->line_count; i++)
        rc = write_line(statement, table, post, &post->lines[i]);
    return page_table_end(statement->page, table, rc, err);
}

static void say_score(struct statement *statement, const struct cx_post_score *post)
{
    struct page *page = statement->page;
    if (post->score == CX_NO_VALUE) {
        page_say(page, !post->card ? "No scorecard is for this post, so it has no score."
                       : !post->is_scored
                           ? "This post has no score: it was too short, or what the scorecard "
                             "requires does not hold."
                           : "This post has no score: nothing on its scorecard has a value.");
        return;
    }
    page_say(page, "Your score is %s%s%s.%s",
             page_strong(page, page_number(page, post->score, CX_SCORE_DECIMALS, 0)),
             post->grade ? ", grade " : "", post->grade ? page_text(page, post->grade) : "",
             post->card ? " It is the sum of the points:" : "");
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
        page_heading(page, 2, "Team %s, as %s: %d of %d days",
                     page_text(page, org->teams[of->team].key), page_text(page, of->role),
                     post->days, cx_period_days(&scores->period));
        say_score(statement, post);
        if (post->score != CX_NO_VALUE && post->card)
            rc = write_card(statement, post);
    }
    return rc;
}
