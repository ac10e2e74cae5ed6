/* cx-score: measures, metrics and weighted scorecards for a period. */
#include <string.h>

#include "base/decimal.h"
#include "cli.h"
#include "score/score.h"

static const char *by, *metrics, *trend_text, *correlate, *suggest;
static bool is_long, is_rebuild;

static const struct cli_option options[] = {
    {"by", 0, "LEVEL", "post (the default), team or company", NULL, &by},
    {"long", 0, NULL, "a row for each line of each scorecard", &is_long, NULL},
    {"metrics", 0, "LIST", "these metrics and measures only, with commas between", NULL, &metrics},
    {"correlate", 0, "METRIC", "how each metric goes with this one, over posts and months", NULL,
     &correlate},
    {"suggest-weights", 0, "METRIC", "scorecards weighed by what each metric tells of this one",
     NULL, &suggest},
    {"trend", 0, "N", "the period and those before it, N in all", NULL, &trend_text},
    {"rebuild", 0, NULL, "add up all days and months again, first", &is_rebuild, NULL},
};
static const struct cli_program program = {"cx-score", "-p PERIOD",
                                           "Computes measures, metrics and scores of a period.",
                                           options, sizeof options / sizeof *options};

static int choose_view(struct cli *cli, enum cx_score_view *view)
{
    static const char *const levels[] = {"post", "team", "company"};
    static const enum cx_score_view views[] = {CX_VIEW_POSTS, CX_VIEW_TEAMS, CX_VIEW_COMPANY};
    *view = is_long ? CX_VIEW_LINES : CX_VIEW_POSTS;
    for (size_t i = 0; by && i < 3; i++) {
        if (strcmp(by, levels[i]) == 0) {
            if (is_long && i > 0)
                break;
            *view = is_long ? CX_VIEW_LINES : views[i];
            return 0;
        }
    }
    if (by)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          is_long ? "--long is by post" : "--by is post, team or company");
    if (cli->operand_count > 0)
        return cx_err_set(&cli->err, CX_EUSAGE, "\"%s\" is one word too many", cli->operands[0]);
    return 0;
}

static int count_periods(struct cli *cli, size_t *count)
{
    enum { MOST = 366 };
    int64_t n = 1;
    if (trend_text &&
        (cx_dec_parse(&n, trend_text, strlen(trend_text), 0) != CX_DEC_OK || n < 1 || n > MOST))
        return cx_err_set(&cli->err, CX_EUSAGE, "--trend=%s is no number of periods, 1 to %d",
                          trend_text, MOST);
    *count = (size_t)n;
    return 0;
}

/* --correlate and --suggest-weights are tables of their own. */
static int check_statistics(struct cli *cli)
{
    if (correlate && suggest)
        return cx_err_set(&cli->err, CX_EUSAGE, "--correlate or --suggest-weights: one at a time");
    if (by || is_long || metrics || trend_text)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "%s goes with none of --by, --long, --metrics, --trend",
                          correlate ? "--correlate" : "--suggest-weights");
    return 0;
}

static void say_reason(void *context, const char *message)
{
    const struct cli *cli = context;
    if (!cli->quiet)
        cli_say(cli, message);
}

static int write_statistics(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                            struct cli_output *out)
{
    const struct cx_suggestion suggestion = {suggest, say_reason, cli};
    struct cx_trend *trend = NULL;
    int rc = cx_trend_of_months(&trend, db, period, &cli->err);
    if (rc == 0)
        rc = cli_output_open(cli, out, correlate ? "Correlations" : "Scorecards");
    if (rc == 0 && correlate)
        rc = cx_correlate_write(trend, period, correlate, out->file.stream, out->format,
                                &out->options, &cli->err);
    else if (rc == 0)
        rc = cx_suggest_weights(trend, db, period, &suggestion, out->file.stream, out->format,
                                &out->options, &cli->err);
    cx_trend_free(trend);
    return rc;
}

static int write_scores(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                        const struct cx_score_table *table, size_t count, struct cli_output *out)
{
    struct cx_trend *trend = NULL;
    int rc = cx_trend_new(&trend, db, period, count, &cli->err);
    if (rc == 0)
        rc = cli_output_open(cli, out, "Scores");
    if (rc == 0)
        rc = cx_trend_write(trend, table, out->file.stream, out->format, &out->options, &cli->err);
    cx_trend_free(trend);
    return rc;
}

static int run(struct cli *cli)
{
    struct cx_period period;
    struct cx_db *db = NULL;
    struct cli_output out = {0};
    struct cx_score_table table = {.quantities = metrics};
    size_t count = 1;
    int rc = choose_view(cli, &table.view);
    if (rc == 0)
        rc = count_periods(cli, &count);
    if (rc == 0 && (correlate || suggest))
        rc = check_statistics(cli);
    if (rc == 0)
        rc = cli_period(cli, &period);
    if (rc == 0)
        rc = cli_open(cli, &db, is_rebuild ? CX_DB_WRITE : CX_DB_READ);
    if (rc == 0)
        rc = (is_rebuild ? cx_db_begin : cx_db_begin_read)(db, &cli->err);
    if (rc == 0 && is_rebuild)
        rc = cx_scores_rebuild(db, &cli->err);
    if (rc == 0)
        rc = correlate || suggest ? write_statistics(cli, db, &period, &out)
                                  : write_scores(cli, db, &period, &table, count, &out);
    if (rc == 0)
        cx_db_end(db); /* the sums that were kept stay */
    rc = cli_output_close(cli, &out, rc);
    cx_db_close(db);
    return rc;
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
