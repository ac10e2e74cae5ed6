/* Scorecards with new weights: cx_suggest_weights. */
#include "statistics/proposal.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "kind/kind.h"
#include "statistics/statistics.sql.h"
#include "store/id.h"

static struct weighed *list_cards(size_t *count, const struct cx_plan *plan)
{
    struct weighed *cards = cx_alloc((plan->line_count + 1) * sizeof *cards);
    *count = 0;
    for (size_t i = 0; i < plan->line_count; i++) {
        if (i == 0 || strcmp(plan->lines[i].card, plan->lines[i - 1].card) != 0)
            cards[(*count)++] = (struct weighed){.first = i};
        cards[*count - 1].count++;
    }
    return cards;
}

static void free_cards(struct weighed *cards, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(cards[i].rows);
        free(cards[i].points);
    }
    free(cards);
}

/* A post's row: what is explained, of the team where all lines are the team's, then the lines. */
static void take_row(struct weighed *card, const struct cx_scores *scores,
                     const struct cx_post_score *post, int metric)
{
    size_t width = card->count + 1;
    bool is_teams = true;
    for (size_t i = 0; i < width; i++) {
        CX_GROW(card->rows, card->cell_count, card->cell_cap);
        card->cell_count++;
    }
    int64_t *row = card->rows + card->row_count++ * width;
    for (size_t i = 0; i < card->count; i++) {
        row[i + 1] = post->lines[i].value;
        is_teams = is_teams && post->lines[i].line->of_team;
    }
    size_t subject = (size_t)post->post;
    if (is_teams)
        subject = cx_subject_of_team(scores->org, scores->org->posts[post->post].team);
    row[0] = cx_scores_value(scores, subject, metric);
}

/* The plan of one day gives every period's posts their cards, so that the lines of a post stand in
 * the same places as in by->plan. The zeros of periods before there was any data say nothing. */
static int take_rows(struct weighed *cards, size_t count, const struct weighing *by,
                     const struct cx_trend *trend, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < cx_trend_count(trend); i++) {
        struct cx_scores *scores = NULL;
        rc = cx_trend_scores(&scores, trend, i, by->from, err);
        bool is_known = rc == 0 && !cx_scores_is_unknown(scores, &scores->period);
        for (size_t k = 0; is_known && k < scores->post_count; k++) {
            const struct cx_post_score *post = &scores->posts[k];
            if (!post->is_scored)
                continue;
            size_t first = (size_t)(post->lines[0].line - scores->plan->lines), card = 0;
            while (card + 1 < count && cards[card].first != first)
                card++;
            take_row(&cards[card], scores, post, by->metric);
        }
        cx_scores_free(scores);
    }
    return rc;
}

/* The company's churn_rate in the whole period and in the one before. */
static int find_churn(struct weighing *by, struct cx_db *db, struct cx_err *err)
{
    struct cx_scores *scores = NULL;
    by->churn_now = by->churn_then = CX_NO_VALUE;
    by->satisfaction = cx_plan_quantity(by->plan, "satisfaction", strlen("satisfaction"));
    by->churn = cx_plan_quantity(by->plan, "churn_rate", strlen("churn_rate"));
    if (by->satisfaction < 0 || by->churn < 0 || by->plan->quantities[by->churn].decimals != 6)
        return 0;
    int rc = cx_scores_compute(&scores, db, by->whole, err);
    if (rc == 0) {
        size_t company = cx_subject_of_company(scores->org);
        by->churn_now = cx_scores_known(scores, company, by->churn);
        by->churn_then = cx_scores_known_before(scores, company, by->churn);
    }
    cx_scores_free(scores);
    return rc;
}

void add_scorecard_columns(struct cx_table *out)
{
    const struct cx_kind *kind = cx_kind_find("scorecards", strlen("scorecards"));
    for (size_t i = 0; i < kind->count; i++) {
        struct cx_column column = {.name = kind->fields[i].name, .type = CX_CELL_TEXT};
        switch (kind->fields[i].type) {
        case CX_TYPE_DECIMAL:
        case CX_TYPE_POINTS:
        case CX_TYPE_INT: column.type = CX_CELL_NUMBER; break;
        case CX_TYPE_DATE: column.type = CX_CELL_DATE; break;
        default: break;
        }
        cx_table_column(out, &column);
    }
}

/* Millionths without the zeros at their end. */
static struct cx_cell short_cell(int64_t millionths)
{
    struct cx_cell cell = {.n = millionths, .decimals = 6};
    while (cell.decimals > 0 && cell.n % 10 == 0) {
        cell.n /= 10;
        cell.decimals--;
    }
    return cell;
}

/* A column of a row as the file of its kind would have it; id is room for an id's text. */
static struct cx_cell stored_cell(const struct cx_field *field, struct cx_stmt *row, int column,
                                  struct cx_db *db, char id[CX_ID_MAX + 1])
{
    int64_t n = cx_stmt_int(row, column);
    if (cx_stmt_is_null(row, column) || (field->type == CX_TYPE_DATE && n == CX_EVER))
        return CX_NULL_CELL;
    switch (field->type) {
    case CX_TYPE_DECIMAL:
    case CX_TYPE_POINTS: return short_cell(n);
    case CX_TYPE_INT:
    case CX_TYPE_DATE: return cx_cell_n(n);
    case CX_TYPE_BOOL: return cx_cell_text(n ? "yes" : "no");
    case CX_TYPE_CHOICE: return cx_cell_text(field->words[n]);
    case CX_TYPE_ID: return cx_cell_text(cx_id_text(id, db, n));
    default: return cx_cell_text(cx_stmt_text(row, column));
    }
}

/* One row as it was, ending where the new weights begin; with its new weight until some row of the
 * card ends, for then the weights no longer add up; and from then on as it was. */
static int add_row(struct cx_table *out, const struct weighing *by, int64_t points,
                   struct cx_stmt *row, struct cx_db *db, struct cx_err *err)
{
    const struct cx_kind *kind = cx_kind_find("scorecards", strlen("scorecards"));
    int weight = cx_kind_field(kind, "weight", strlen("weight"));
    int from = cx_kind_field(kind, "valid_from", strlen("valid_from"));
    int to = cx_kind_field(kind, "valid_to", strlen("valid_to"));
    struct cx_cell *cells = cx_alloc(kind->count * sizeof *cells);
    char(*ids)[CX_ID_MAX + 1] = cx_alloc(kind->count * sizeof *ids);
    int rc = 0;
    for (size_t i = 0; i < kind->count; i++)
        cells[i] = stored_cell(&kind->fields[i], row, (int)i, db, ids[i]);
    const struct cx_cell end = cells[to], old = cells[weight];
    const struct cx_cell until = stored_cell(&kind->fields[to], row, (int)kind->count, db, NULL);
    if (cells[from].null || cells[from].n < by->from) {
        cells[to] = cx_cell_n(by->from);
        rc = cx_table_row(out, cells, err);
    }
    cells[weight] = cx_cell_n(points);
    cells[weight].decimals = 0;
    cells[from] = cx_cell_n(by->from);
    cells[to] = until;
    if (rc == 0)
        rc = cx_table_row(out, cells, err);
    if (rc == 0 && !until.null && (end.null || end.n > until.n)) {
        cells[weight] = old;
        cells[from] = until;
        cells[to] = end;
        rc = cx_table_row(out, cells, err);
    }
    free(cells);
    free(ids);
    return rc;
}

int add_cards(struct cx_table *out, const struct weighed *cards, size_t count,
              const struct weighing *by, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *row = NULL;
    size_t line = 0, card = 0;
    int rc = cx_stmt_new(&row, db, SQL_scorecard_rows, err);
    if (rc == 0)
        cx_stmt_bind_int(row, 1, by->from);
    while (rc == 0 && (rc = cx_stmt_step(row, err)) == 1) {
        while (card + 1 < count && line >= cards[card].first + cards[card].count)
            card++;
        rc = cards[card].points
                 ? add_row(out, by, cards[card].points[line - cards[card].first], row, db, err)
                 : 0;
        line++;
    }
    cx_stmt_free(row);
    return rc;
}

/* Weighs all cards; CX_EDATA where none of them is. */
static int weigh_all(struct weighed *cards, size_t count, const struct weighing *by,
                     struct cx_err *err)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        weigh_card(&cards[i], by);
        any = any || cards[i].points;
    }
    return any ? 0
               : cx_err_set(err, CX_EDATA, "%s gives no scorecard other weights",
                            by->plan->quantities[by->metric].name);
}

int cx_suggest_weights(struct cx_table *out, const struct cx_trend *trend, struct cx_db *db,
                       const struct cx_period *whole, const struct cx_suggestion *suggestion,
                       struct cx_err *err)
{
    struct weighing by = {.whole = whole, .from = whole->to, .to = suggestion};
    struct cx_plan *plan = NULL;
    struct weighed *cards = NULL;
    size_t count = 0;
    int rc = cx_plan_load(&plan, db, by.from, err);
    by.plan = plan;
    if (rc == 0)
        rc = cx_plan_find_quantity(&by.metric, plan, suggestion->metric, strlen(suggestion->metric),
                                   err);
    if (rc == 0) {
        cards = list_cards(&count, plan);
        rc = take_rows(cards, count, &by, trend, err);
    }
    if (rc == 0)
        rc = find_churn(&by, db, err);
    if (rc == 0)
        rc = weigh_all(cards, count, &by, err);
    if (rc == 0) {
        add_scorecard_columns(out);
        rc = add_cards(out, cards, count, &by, db, err);
    }
    free_cards(cards, count);
    cx_plan_free(plan);
    return rc;
}
