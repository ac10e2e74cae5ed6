/* cx-score: measures, metrics and weighted scorecards for a period. */
#include <string.h>

#include "base/decimal.h"
#include "cli.h"
#include "parts/parts.h"
#include "score/score.h"
#include "score/trace.h"
#include "statistics/statistics.h"

static const char *by, *metrics, *trend_text, *correlate, *suggest, *explain;
static bool is_long, is_rebuild, is_partial, is_merge;

static const struct cli_option options[] = {
    {"by", 0, "LEVEL", "post (the default), team or company", NULL, &by},
    {"long", 0, NULL, "a row for each line of each scorecard", &is_long, NULL},
    {"metrics", 0, "LIST", "these metrics and measures only, with commas between", NULL, &metrics},
    {"trend", 0, "N", "the period and those before it, N in all", NULL, &trend_text},
    {"explain", 0, "EMPLOYEE", "how one employee's score came about, down to the events", NULL,
     &explain},
    {"correlate", 0, "METRIC", "how each metric goes with this one, over posts and months", NULL,
     &correlate},
    {"suggest-weights", 0, "METRIC", "scorecards weighed by what each metric tells of this one",
     NULL, &suggest},
    {"partial", 0, NULL, "sums, for --merge, of a database that holds some of the customers",
     &is_partial, NULL},
    {"merge", 0, NULL, "score what the sums in STREAMs add up to (- or none: stdin)", &is_merge,
     NULL},
    {"rebuild", 0, NULL, "add up all days and months again, first", &is_rebuild, NULL},
};
static const struct cli_program program = {"cx-score", "-p PERIOD [--merge [STREAM]...]",
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
    return 0;
}

/* Which options don't go together. */
static int check_usage(struct cli *cli)
{
    bool is_table = by || is_long || metrics || trend_text;
    if ((explain != NULL) + (correlate != NULL) + (suggest != NULL) + (is_partial || is_merge) > 1)
        return cx_err_set(
            &cli->err, CX_EUSAGE,
            "--explain, --correlate, --suggest-weights, and --partial or --merge: one "
            "at a time");
    if (explain && is_table)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "--explain is of one employee's scorecards: it goes with no other view");
    if ((correlate || suggest) && is_table)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "%s goes with none of --by, --long, --metrics, --trend",
                          correlate ? "--correlate" : "--suggest-weights");
    if (is_partial && is_table)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "--partial is of all levels: --by, --long and --metrics are for --merge");
    if (is_merge && (trend_text || is_rebuild))
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "--merge is of the streams' period: --trend and --rebuild are for a "
                          "database");
    if (cli->operand_count > 0 && !is_merge)
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

static int write_explanation(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                             struct cli_output *out)
{
    struct cx_scores *scores = NULL;
    struct cx_trace *trace = NULL;
    int rc = cx_scores_compute(&scores, db, period, &cli->err);
    if (rc == 0)
        rc = cx_trace_new(&trace, db, scores, explain, &cli->err);
    if (rc == 0)
        rc = cli_output_open(cli, out, "Scores");
    if (rc == 0 && (out->format == CX_FORMAT_TABLE || out->format == CX_FORMAT_MD))
        rc = cx_trace_tell(trace, out->file.stream, out->format == CX_FORMAT_MD, &cli->err);
    else if (rc == 0)
        rc = cx_trace_write(trace, out->file.stream, out->format, &out->options, &cli->err);
    cx_trace_free(trace);
    cx_scores_free(scores);
    return rc;
}

static int write_partial(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                         struct cx_merge *merge, struct cli_output *out)
{
    int rc = cli_output_open(cli, out, "Sums");
    return rc < 0 ? rc
                  : cx_partial_write(db, period, merge, out->file.stream, out->format,
                                     &out->options, &cli->err);
}

static int write_scores(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                        struct cx_merge *merge, struct cli_output *out)
{
    struct cx_score_table table = {.quantities = metrics};
    struct cx_trend *trend = NULL;
    size_t count = 1;
    int rc = choose_view(cli, &table.view);
    if (rc == 0)
        rc = count_periods(cli, &count);
    if (rc == 0)
        rc = merge ? cx_trend_of_parts(&trend, db, period, merge, &cli->err)
                   : cx_trend_new(&trend, db, period, count, &cli->err);
    if (rc == 0)
        rc = cli_output_open(cli, out, "Scores");
    if (rc == 0)
        rc = cx_trend_write(trend, &table, out->file.stream, out->format, &out->options, &cli->err);
    cx_trend_free(trend);
    return rc;
}

static int run(struct cli *cli)
{
    static char *const standard_input[] = {"-"};
    struct cx_period period;
    struct cx_merge *merge = NULL;
    struct cx_db *db = NULL;
    struct cli_output out = {0};
    enum cx_score_view view;
    size_t inputs = (size_t)cli->operand_count, count;
    cli->tells = explain != NULL;
    int rc = choose_view(cli, &view);
    if (rc == 0)
        rc = count_periods(cli, &count);
    if (rc == 0)
        rc = check_usage(cli);
    if (rc == 0)
        rc = cli_period(cli, &period);
    if (rc == 0 && is_merge)
        rc = cx_merge_open(&merge, inputs > 0 ? cli->operands : standard_input,
                           inputs > 0 ? inputs : 1, &cli->err);
    if (rc == 0)
        rc = cli_open(cli, &db, is_rebuild ? CX_DB_WRITE : CX_DB_READ);
    if (rc == 0)
        rc = (is_rebuild ? cx_db_begin : cx_db_begin_read)(db, &cli->err);
    if (rc == 0 && is_rebuild)
        rc = cx_scores_rebuild(db, &cli->err);
    if (rc == 0)
        rc = correlate || suggest ? write_statistics(cli, db, &period, &out)
             : explain            ? write_explanation(cli, db, &period, &out)
             : is_partial         ? write_partial(cli, db, &period, merge, &out)
                                  : write_scores(cli, db, &period, merge, &out);
    if (rc == 0)
        cx_db_end(db); /* the sums that were kept stay */
    rc = cli_output_close(cli, &out, rc);
    cx_merge_free(merge);
    cx_db_close(db);
    return rc;
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
