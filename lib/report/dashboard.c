/* dashboard: a page for managers: how the period stands, who leads, how it went so far, and each
 * team with its people. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "render/markup.h"
#include "render/webpage.h"
#include "report/anchors.h"
#include "report/board.h"
#include "report/drill.h"
#include "store/part.h"

/* A section, where the table has rows. Takes the table. */
static void put_section(struct board *board, struct cx_table *table, const char *classes)
{
    if (table->row_count > 0)
        cx_page_section(board->page, table, classes);
    cx_table_free(table);
}

static bool is_parent(const struct cx_org *org, int team, cx_date day)
{
    for (int i = 0; i < org->team_count; i++) {
        if (cx_org_parent(org, i, day) == team)
            return true;
    }
    return false;
}

/* The teams, those that have no others below them, against their targets for the whole period. */
static void put_targets(struct board *board, int metric)
{
    const struct todate *todate = board->todate;
    const struct cx_scores *scores = todate->scores;
    const struct cx_quantity *of = &scores->plan->quantities[metric];
    const struct cx_org *org = scores->org;
    const struct cx_column columns[] = {
        {"team", "Team", CX_CELL_TEXT, 0, false},
        {"value", "Value", report_type(of), of->decimals, false},
        {"target", "Target", report_type(of), of->decimals, false},
        {"of_target", "Of target", CX_CELL_SHARE, 4, false},
    };
    bool has_targets = false;
    struct cx_table *table = cx_table_new("Teams against their targets");
    cx_table_columns(table, columns, sizeof columns / sizeof *columns);
    for (int i = 0; i < org->team_count; i++) {
        int64_t value = cx_scores_value(scores, cx_subject_of_team(org, i), metric);
        int64_t target = todate_target(todate, CX_SCOPE_TEAM, org->teams[i].id, metric);
        const struct cx_cell cells[] = {
            cx_cell_text(cx_team_title(&org->teams[i])),
            report_cell(value, of->decimals),
            report_millionths(target, of),
            report_percent(report_share(value, of->decimals, target, 6, 4), 4),
        };
        if (is_parent(org, i, scores->period.to - 1))
            continue;
        has_targets = has_targets || target != CX_NO_VALUE;
        cx_table_keep(table, cells);
    }
    table->chart = (struct cx_chart){.kind = CX_CHART_BARS,
                                     .first = 1,
                                     .count = has_targets ? 2 : 1,
                                     .mark = has_targets ? cx_shown("target") : NULL,
                                     .is_share = of->unit == CX_UNIT_RATIO};
    cx_table_say(table, has_targets ? "%s of the teams, against their targets" : "%s of the teams",
                 of->title);
    put_section(board, table, "");
}

/* The plan's lines of one scorecard stand together. */
static void put_cards(struct board *board)
{
    const struct cx_plan *plan = board->ranking->plan;
    for (size_t i = 0; i < plan->line_count; i++) {
        if (i == 0 || strcmp(plan->lines[i].card, plan->lines[i - 1].card) != 0) {
            struct cx_table *table = cx_table_new(NULL);
            make_ends(table, board->ranking, plan->lines[i].card);
            put_section(board, table, "");
        }
    }
}

static int load_months(struct board *board)
{
    const struct todate *todate = board->todate;
    int rc = cx_trend_with(&board->months, board->db, todate->plan, todate->org, &todate->whole,
                           (size_t)board->options->periods, board->err);
    if (rc == 0 && todate_is_part(todate))
        rc = cx_trend_scores(&board->whole, board->months, cx_trend_count(board->months) - 1,
                             todate->whole.to - 1, board->err);
    board->ranking = board->whole ? board->whole : todate->scores;
    return rc;
}

static int put_trend(struct board *board, int metric)
{
    struct cx_report_options of = *board->options;
    struct cx_table *table = cx_table_new(NULL);
    of.by = plan_of(board)->quantities[metric].name;
    int rc = make_trend(table, board->months, &of, board->err);
    put_section(board, table, "");
    return rc;
}

static int put_channels(struct board *board)
{
    const struct todate *todate = board->todate;
    struct cx_table *table = cx_table_new(NULL);
    int rc = make_channels(table, board->db, todate->plan, todate->org, board->reached, board->err);
    put_section(board, table, "");
    return rc;
}

/* Managers look at stages in money: accounts and where they came from are among the figures. */
static void show_balances(struct cx_table *table)
{
    enum { TITLE = 1, BALANCE = 3 };
    size_t most = 0;
    for (size_t row = 1; row < table->row_count; row++) {
        if (cx_table_cell(table, row, BALANCE)->n > cx_table_cell(table, most, BALANCE)->n)
            most = row;
    }
    table->chart =
        (struct cx_chart){.kind = CX_CHART_BARS, .label = TITLE, .first = BALANCE, .count = 1};
    cx_table_say(table, "What is owed by stage: most in %s",
                 cx_table_cell(table, most, TITLE)->text);
}

static void put_stages(struct board *board)
{
    struct cx_table *table = cx_table_new(NULL);
    make_aging(table, board->reached->aging);
    if (table->row_count > 0)
        show_balances(table);
    put_section(board, table, "");
}

/* What is found of contacts and accounts: the contacts are read once, for what people did, too. */
static int begin_accounts(struct board *board)
{
    const struct todate *todate = board->todate;
    int rc = drill_latest(&board->latest, board->db, todate->scores, board->err);
    if (rc < 0)
        return rc;
    const struct contact_listener too = latest_listener(board->latest);
    return reached_begin(&board->reached, board->db, plan_of(board), todate->org, &todate->part,
                         &too, board->err);
}

static int put_accounts(struct board *board)
{
    int rc = latest_find_payments(board->latest, board->err);
    if (rc == 0)
        rc = reached_end(board->reached, board->err);
    if (rc == 0)
        rc = latest_find_words(board->latest, board->err);
    if (rc == 0)
        rc = put_channels(board);
    if (rc == 0)
        put_stages(board);
    return rc;
}

/* Whom an alert is about, with a link to their place below, where they have one. */
static struct cx_cell link_to(struct cx_buf *place, const struct board *board, int team, int person)
{
    const struct cx_scores *scores = board->todate->scores;
    const char *name =
        person >= 0 ? scores->org->people[person].name : cx_team_title(&scores->org->teams[team]);
    bool has_place =
        (person < 0 || board->has_events) && anchor_subject(place, scores, team, person);
    return cx_cell_link(name, has_place ? cx_buf_str(place) : NULL);
}

static void put_alert(struct cx_table *table, const struct board *board, const struct firing *of)
{
    const struct cx_alert *alert = &plan_of(board)->alerts[of->alert];
    int metric = firings_subject(board->firings, of->alert);
    const struct cx_quantity *about = metric < 0 ? NULL : &plan_of(board)->quantities[metric];
    struct cx_buf whom = {0}, team = {0};
    const struct cx_cell cells[] = {
        cx_cell_word(cx_alert_severities[alert->severity]),
        link_to(&whom, board, of->team, of->person),
        cx_cell_text(alert->message),
        about ? report_value(firings_value(board->firings, of, metric), about) : CX_NULL_CELL,
        about ? report_millionths(firings_target(board->firings, of, metric), about) : CX_NULL_CELL,
        of->person >= 0 ? link_to(&team, board, of->team, -1) : CX_NULL_CELL,
    };
    cx_table_keep(table, cells);
    cx_buf_fini(&whom);
    cx_buf_fini(&team);
}

/* On a phone the first columns are seen at once. */
static void put_alerts(struct board *board)
{
    static const struct cx_column columns[] = {
        {"severity", "Severity", CX_CELL_TEXT, 0, false},
        {"name", "Whom", CX_CELL_TEXT, 0, false},
        {"message", "Alert", CX_CELL_TEXT, 0, false},
        {"value", "Value", CX_CELL_NUMBER, 6, false},
        {"expected", "Expected by now", CX_CELL_NUMBER, 6, false},
        {"team", "Team", CX_CELL_TEXT, 0, false},
    };
    struct cx_table *table = cx_table_new("Needs attention");
    cx_table_columns(table, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < board->firings->count; i++)
        put_alert(table, board, &board->firings->list[i]);
    put_section(board, table, "wide long");
}

static int put_page(struct board *board)
{
    const struct todate *todate = board->todate;
    int headline, rc = 0;
    char today[CX_DATE_TEXT];
    struct cx_buf title = {0};
    cx_buf_show(&title, "%s: how it stands%s", todate->whole.name,
                board->options->proviso ? board->options->proviso : "");
    cx_page_open(board->page, cx_buf_str(&title));
    cx_buf_fini(&title);
    cx_buf_puts(board->page, "<p class=\"sub\">");
    cx_buf_show(board->page, "As of %s; ", cx_date_format(today, cx_date_of(board->options->now)));
    todate_put_days(board->page, todate);
    cx_buf_puts(board->page, "</p>\n");
    rc = put_tiles(board);
    cx_buf_puts(board->page, "<div class=\"cols\">\n");
    bool is_any = summary_metrics(&headline, 1, plan_of(board)) == 1;
    if (rc == 0 && is_any)
        put_targets(board, headline);
    if (rc == 0)
        put_cards(board);
    if (rc == 0)
        put_alerts(board);
    if (rc == 0 && is_any)
        rc = put_trend(board, headline);
    if (rc == 0 && board->has_events)
        rc = put_accounts(board);
    if (rc == 0)
        put_drill(board->page, board->ranking, board->latest);
    cx_buf_puts(board->page, "</div>\n");
    cx_page_close(board->page);
    return rc;
}

int report_dashboard(struct cx_buf *page, struct cx_db *db, struct cx_report_options *options,
                     struct cx_err *err)
{
    struct board board = {.db = db, .options = options, .err = err, .page = page};
    int rc = todate_load(&board.todate, db, &options->period, options->until, err);
    int is_head = rc == 0 ? cx_part_is_head(db, err) : rc;
    board.has_events = is_head == 0;
    if (is_head < 0)
        rc = is_head;
    if (rc == 0)
        rc = progress_daily(&board.daily, db, board.todate, err);
    if (rc == 0)
        rc = firings_new(&board.firings, board.todate, err);
    if (rc == 0)
        rc = load_months(&board);
    if (rc == 0 && board.has_events)
        rc = begin_accounts(&board); /* when all sums are there, whose making takes memory */
    if (rc == 0)
        rc = put_page(&board);
    if (rc == 0 && board.reached)
        reached_keep(board.reached, db);
    reached_free(board.reached);
    latest_free(board.latest);
    firings_free(board.firings);
    daily_free(board.daily);
    cx_scores_free(board.whole);
    cx_trend_free(board.months);
    todate_free(board.todate);
    return rc;
}
