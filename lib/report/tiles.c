/* The dashboard's tiles: metrics with their targets, the forecast, bonuses, alerts. */
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "render/cell.h"
#include "render/markup.h"
#include "report/board.h"
#include "report/tiles.sql.h"
#include "sheet/sheet.h"

static void open_tile(struct cx_buf *page, const char *title)
{
    cx_buf_puts(page, "<div class=\"tile\"><p>");
    cx_page_text(page, cx_shown(title));
    cx_buf_puts(page, "</p><p class=\"v\">");
}

/* What of the company's money is no post's: paid on accounts that nobody held. Teams don't say it:
 * one that moves is top-level for a part of the period only. CX_NO_VALUE: the posts have it all, or
 * it doesn't grow by what comes in. Each metric of so many was rounded by up to half a unit. */
static int64_t unattributed(const struct cx_scores *scores, int metric)
{
    const struct cx_quantity *of = &scores->plan->quantities[metric];
    int64_t rest = cx_scores_value(scores, cx_subject_of_company(scores->org), metric);
    int64_t halves = of->is_metric;
    if (of->unit != CX_UNIT_MONEY || !of->accrues || rest == CX_NO_VALUE)
        return CX_NO_VALUE;
    for (size_t i = 0; i < scores->post_count; i++) {
        int64_t value = cx_scores_value(scores, (size_t)scores->posts[i].post, metric);
        rest -= value == CX_NO_VALUE ? 0 : value;
        halves += of->is_metric && value != CX_NO_VALUE;
    }
    return rest > halves / 2 ? rest : CX_NO_VALUE;
}

static void put_unattributed(struct board *board, int metric)
{
    const struct cx_quantity *of = &plan_of(board)->quantities[metric];
    int64_t rest = unattributed(board->todate->scores, metric);
    struct cx_buf amount = {0};
    if (rest == CX_NO_VALUE)
        return;
    report_figure(&amount, rest, of, of->decimals);
    cx_buf_puts(board->page, "<br>");
    cx_buf_show(board->page, "%s of it is credited to nobody", cx_buf_str(&amount));
    cx_buf_fini(&amount);
}

/* A metric against its target, and against the period before. */
static void put_metric(struct board *board, int metric)
{
    struct cx_buf *page = board->page;
    const struct cx_scores *scores = board->todate->scores;
    const struct cx_quantity *of = &scores->plan->quantities[metric];
    size_t company = cx_subject_of_company(scores->org);
    int64_t value = cx_scores_value(scores, company, metric);
    int64_t before = cx_scores_known_before(scores, company, metric);
    int64_t target = summary_target(board->todate, metric);
    int64_t share = report_share(value, of->decimals, target, 6, 4);
    open_tile(page, of->title);
    report_figure(page, value, of, of->decimals);
    cx_buf_puts(page, "</p><p>");
    struct cx_buf first = {0}, second = {0};
    if (share != CX_NO_VALUE) {
        cx_page_figure(&first, cx_dec_to_real(share, 4), true);
        report_figure(&second, target, of, 6);
        cx_buf_show(page, "%s of the target of %s", cx_buf_str(&first), cx_buf_str(&second));
    } else {
        report_figure(&first, before, of, of->decimals);
        cx_buf_show(page, "before: %s", cx_buf_str(&first));
    }
    put_unattributed(board, metric);
    cx_buf_puts(page, "</p></div>\n");
    cx_buf_fini(&first);
    cx_buf_fini(&second);
}

static int put_forecast(struct board *board, int metric)
{
    struct cx_buf *page = board->page;
    const struct todate *todate = board->todate;
    const struct cx_quantity *of = &plan_of(board)->quantities[metric];
    struct forecast end;
    int rc = progress_forecast(&end, todate, board->daily,
                               cx_subject_of_company(todate->scores->org), metric, board->err);
    if (end.end == CX_NO_VALUE)
        return rc;
    open_tile(page, todate->is_over ? "At the end" : "Forecast at the end");
    report_figure(page, end.end, of, of->decimals);
    cx_buf_puts(page, "</p><p>");
    if (end.low != CX_NO_VALUE && end.low != end.high) {
        struct cx_buf low = {0}, high = {0};
        report_figure(&low, end.low, of, of->decimals);
        report_figure(&high, end.high, of, of->decimals);
        cx_buf_show(page, "between %s and %s", cx_buf_str(&low), cx_buf_str(&high));
        cx_buf_fini(&low);
        cx_buf_fini(&high);
    } else {
        todate_put_days(page, todate);
    }
    cx_buf_puts(page, "</p></div>\n");
    return rc;
}

/* Complaints of the period that wait for a decision, where there are any. */
static int put_complaints(struct board *board)
{
    const struct cx_period *period = &board->options->period;
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, board->db, SQL_complaints, board->err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, period->from);
        cx_stmt_bind_int(stmt, 2, period->to);
        rc = cx_stmt_step(stmt, board->err);
    }
    int64_t count = rc == 1 ? cx_stmt_int(stmt, 0) : 0;
    if (count > 0) {
        cx_buf_puts(board->page, "<br><span class=\"bad\">");
        cx_buf_show(board->page,
                    cx_shown_n("%lld complaint is undecided", "%lld complaints are undecided",
                               (unsigned long long)count),
                    (long long)count);
        cx_buf_puts(board->page, "</span>");
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

static int put_alert_tile(struct board *board)
{
    struct cx_buf *page = board->page;
    size_t critical = 0;
    for (size_t i = 0; i < board->firings->count; i++)
        critical += plan_of(board)->alerts[board->firings->list[i].alert].severity == 2;
    open_tile(page, "Alerts");
    cx_buf_printf(page, "%zu</p><p>", board->firings->count);
    if (plan_of(board)->alert_count == 0) {
        cx_buf_puts(page, cx_shown("the plan has none"));
    } else if (critical) {
        cx_buf_puts(page, "<span class=\"bad\">");
        cx_buf_show(page, "%zu critical", critical);
        cx_buf_puts(page, "</span>");
    } else {
        cx_buf_puts(page, cx_shown("none is critical"));
    }
    int rc = put_complaints(board);
    cx_buf_puts(page, "</p></div>\n");
    return rc;
}

/* Of the whole period, which the scores may be of, too. */
static int load_sheet(struct cx_sheet **sheet, struct board *board)
{
    const struct cx_period *period = &board->options->period;
    const struct cx_scores *scores = board->todate->scores;
    bool is_whole = scores->period.from == period->from && scores->period.to == period->to &&
                    strcmp(scores->period.name, period->name) == 0;
    return is_whole ? cx_sheet_load_like(sheet, board->db, scores, board->err)
                    : cx_sheet_load(sheet, board->db, period, board->err);
}

/* What the period pays out, to the cent: what was sealed, or what it is today. */
static int put_bonuses(struct board *board, int headline)
{
    struct cx_buf *page = board->page;
    const struct cx_plan *plan = plan_of(board);
    struct cx_sheet *sheet = NULL;
    char buf[CX_CELL_PLAIN];
    bool is_shown = plan->rule_count > 0 && !board->options->without_pay;
    int rc = is_shown ? load_sheet(&sheet, board) : 0;
    if (rc < 0 || !sheet)
        return rc;
    const struct cx_column money = {"total", NULL, CX_CELL_MONEY, 2, false};
    const struct cx_cell total = cx_cell_n(sheet->total);
    open_tile(page, "Bonuses");
    cx_page_text(page, cx_cell_shown(buf, &money, &total));
    cx_buf_puts(page, "</p><p>");
    const struct cx_quantity *of = headline < 0 ? NULL : &plan->quantities[headline];
    size_t company = cx_subject_of_company(board->todate->scores->org);
    int64_t share = of && of->unit == CX_UNIT_MONEY
                        ? report_share(sheet->total, 2,
                                       cx_scores_value(board->todate->scores, company, headline),
                                       of->decimals, 4)
                        : CX_NO_VALUE;
    bool is_sealed = !sheet->bonus;
    struct cx_buf text = {0};
    if (share != CX_NO_VALUE) {
        const struct cx_column part = {"share", NULL, CX_CELL_SHARE, 4, false};
        const struct cx_cell cell = cx_cell_n(share);
        cx_buf_show(&text, is_sealed ? "%s of %s; sealed" : "%s of %s; not sealed",
                    cx_cell_shown(buf, &part, &cell), of->title);
    } else {
        cx_buf_show(&text, is_sealed ? "sealed" : "not sealed");
    }
    cx_page_text(page, cx_buf_str(&text));
    cx_buf_fini(&text);
    cx_buf_puts(page, "</p></div>\n");
    cx_sheet_free(sheet);
    return rc;
}

int put_tiles(struct board *board)
{
    int metrics[SUMMARY_METRICS], rc = 0;
    size_t count = summary_metrics(metrics, SUMMARY_METRICS, plan_of(board));
    cx_buf_puts(board->page, "<div class=\"tiles\">\n");
    for (size_t i = 0; rc == 0 && i < count; i++) {
        put_metric(board, metrics[i]);
        if (i == 0 && !board->todate->is_over)
            rc = put_forecast(board, metrics[i]);
        if (i == 0 && rc == 0)
            rc = put_bonuses(board, metrics[i]);
    }
    if (rc == 0)
        rc = put_alert_tile(board);
    cx_buf_puts(board->page, "</div>\n");
    return rc;
}
