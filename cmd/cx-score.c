/* cx-score: measures, metrics and weighted scorecards for a period. */
#include <string.h>

#include "base/decimal.h"
#include "cli.h"
#include "parts/head.h"
#include "score/score.h"
#include "score/trace.h"
#include "statistics/statistics.h"
#include "store/part.h"

struct options {
    const char *by, *metrics, *trend, *correlate, *suggest, *explain;
    bool is_long, rebuild, partial, merge, keep;
};

static const struct cli_option options[] = {
    {"by", 0, "LEVEL", "post (the default), team or company", .at = offsetof(struct options, by),
     .needs = CX_NEEDS_NOTHING},
    {"long", 0, NULL, "print a row for each line of each scorecard",
     .at = offsetof(struct options, is_long), .needs = CX_NEEDS_NOTHING},
    {"metrics", 0, "LIST", "only these metrics and measures, with commas",
     .at = offsetof(struct options, metrics), .needs = CX_NEEDS_NOTHING},
    {"trend", 0, "N", "score the period and those before it, N in all",
     .at = offsetof(struct options, trend), .needs = CX_NEEDS_NOTHING},
    {"explain", 0, "EMPLOYEE", "explain one employee's score, down to the events",
     .at = offsetof(struct options, explain), .needs = CX_NEEDS_PERSON},
    {"correlate", 0, "METRIC", "how each metric correlates with this one",
     .at = offsetof(struct options, correlate), .needs = CX_NEEDS_WHOLE},
    {"suggest-weights", 0, "METRIC", "weights by what each metric tells about this one",
     .at = offsetof(struct options, suggest), .needs = CX_NEEDS_WHOLE},
    {"partial", 0, NULL, "print this part's sums, for --merge",
     .at = offsetof(struct options, partial)},
    {"merge", 0, NULL, "score the total of the sums in STREAMs or stdin",
     .at = offsetof(struct options, merge)},
    {"keep", 0, NULL, "with --merge: keep the total in the head's database",
     .at = offsetof(struct options, keep), .needs = CX_NEEDS_IMPORT},
    {"rebuild", 0, NULL, "add up all days and months again first",
     .at = offsetof(struct options, rebuild), .needs = CX_NEEDS_IMPORT},
};
static const struct cli_example examples[CLI_EXAMPLES] = {
    {"cx-score -p 2026-10 -o scores.xlsx", "the scores of October as a workbook"},
    {"cx-score -p 2026-10 --by=team -f table", "the teams, as a table"},
    {"cx-score -p 2026-10 --explain=E003", "how one person's score came about, to the last call"}};
static const struct cli_program program = {"cx-score",
                                           "-p PERIOD [--merge [STREAM]...]",
                                           "Computes measures, metrics and scores of a period.",
                                           options,
                                           sizeof options / sizeof *options,
                                           sizeof(struct options),
                                           examples,
                                           CX_NEEDS_REPORTS,
                                           true};

static int choose_view(enum cx_score_view *view, const struct options *given, struct cx_err *err)
{
    static const char *const levels[] = {"post", "team", "company"};
    static const enum cx_score_view views[] = {CX_VIEW_POSTS, CX_VIEW_TEAMS, CX_VIEW_COMPANY};
    const char *by = given->by ? given->by : "post";
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        if (strcmp(by, levels[i]) != 0 || (given->is_long && i > 0))
            continue;
        *view = given->is_long ? CX_VIEW_LINES : views[i];
        return 0;
    }
    return cx_err_set(err, CX_EUSAGE,
                      given->is_long ? "--long is only for --by=post"
                                     : "--by must be post, team or company");
}

static int count_periods(size_t *count, const struct options *given, struct cx_err *err)
{
    enum { MOST = 366 };
    int64_t n = 1;
    const char *text = given->trend;
    if (text && (cx_dec_parse(&n, text, strlen(text), 0) != CX_DEC_OK || n < 1 || n > MOST))
        return cx_err_set(err, CX_EUSAGE, "--trend=%s is not a number of periods from 1 to %d",
                          text, MOST);
    *count = (size_t)n;
    return 0;
}

/* Which options don't go together. */
static int check_usage(const struct options *given, const struct cli *cli, struct cx_err *err)
{
    bool is_table = given->by || given->is_long || given->metrics || given->trend;
    int views = (given->explain != NULL) + (given->correlate != NULL) + (given->suggest != NULL) +
                (given->partial || given->merge);
    if (views > 1)
        return cx_err_set(
            err, CX_EUSAGE,
            "--explain, --correlate, --suggest-weights, and --partial or --merge: one "
            "at a time");
    if (given->explain && is_table)
        return cx_err_set(
            err, CX_EUSAGE,
            "--explain shows one employee's scorecards: it cannot be combined with other views");
    if ((given->correlate || given->suggest) && is_table)
        return cx_err_set(err, CX_EUSAGE,
                          "%s cannot be combined with --by, --long, --metrics, --trend",
                          given->correlate ? "--correlate" : "--suggest-weights");
    if (given->partial && is_table)
        return cx_err_set(
            err, CX_EUSAGE,
            "--partial prints all levels: use --by, --long and --metrics with --merge");
    if (given->keep && (!given->merge || given->partial || is_table))
        return cx_err_set(err, CX_EUSAGE,
                          "--keep goes with --merge, and prints nothing: print what is kept as any "
                          "scores, without --merge");
    if (given->merge && (given->trend || given->rebuild))
        return cx_err_set(err, CX_EUSAGE,
                          "--merge scores the period of the streams: --trend and --rebuild need a "
                          "database");
    if (cli->operand_count > 0 && !given->merge)
        return cli_unexpected(cli, cli->operands[0], err);
    return 0;
}

static void say_reason(void *context, const char *message)
{
    const struct cli *cli = context;
    if (!cli->quiet)
        cli_say(cli, message);
}

static int show_statistics(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                           struct cli_output *out)
{
    const struct options *given = cli->own;
    const struct cx_suggestion suggestion = {given->suggest, say_reason, cli};
    struct cx_trend *trend = NULL;
    int rc = cx_trend_of_months(&trend, db, period, &cli->err);
    if (rc == 0)
        rc = cli_table_open(cli, out, given->correlate ? "Correlations" : "Scorecards");
    if (rc == 0 && given->correlate)
        rc = cx_correlate_table(out->table, trend, period, given->correlate, &cli->err);
    else if (rc == 0)
        rc = cx_suggest_weights(out->table, trend, db, period, &suggestion, &cli->err);
    cx_trend_free(trend);
    return rc;
}

/* As text for people, or the events as rows. */
static int show_trace(struct cli *cli, const struct cx_trace *trace, struct cli_output *out)
{
    int rc = cli_table_open(cli, out, "Scores");
    if (rc < 0)
        return rc;
    return out->format == CX_FORMAT_TABLE || out->format == CX_FORMAT_MD
               ? cx_trace_tell(&out->text, trace, out->format == CX_FORMAT_MD, &cli->err)
               : cx_trace_table(out->table, trace, &cli->err);
}

static int show_explanation(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                            struct cli_output *out)
{
    const struct options *given = cli->own;
    struct cx_scores *scores = NULL;
    struct cx_trace *trace = NULL;
    int rc = cx_part_need_events(db, "--explain", &cli->err);
    if (rc == 0)
        rc = cx_scores_compute(&scores, db, period, &cli->err);
    if (rc == 0)
        rc = cx_trace_new(&trace, db, scores, given->explain, &cli->err);
    if (rc == 0)
        rc = show_trace(cli, trace, out);
    cx_trace_free(trace);
    cx_scores_free(scores);
    return rc;
}

static int show_partial(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                        struct cx_merge *merge, struct cli_output *out)
{
    int rc = cli_table_open(cli, out, "Sums");
    return rc < 0 ? rc : cx_partial_table(out->table, db, period, merge, &cli->err);
}

static int show_scores(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                       struct cx_merge *merge, struct cli_output *out)
{
    const struct options *given = cli->own;
    struct cx_score_choice choice = {.quantities = given->metrics};
    struct cx_trend *trend = NULL;
    size_t count = 1;
    int rc = choose_view(&choice.view, given, &cli->err);
    if (rc == 0)
        rc = count_periods(&count, given, &cli->err);
    if (rc == 0)
        rc = merge ? cx_trend_of_parts(&trend, db, period, merge, &cli->err)
                   : cx_trend_new(&trend, db, period, count, &cli->err);
    if (rc == 0)
        rc = cli_table_open(cli, out, "Scores");
    if (rc == 0)
        rc = cx_trend_table(out->table, trend, &choice, &cli->err);
    cx_trend_free(trend);
    return rc;
}

static int show(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                struct cx_merge *merge)
{
    const struct options *given = cli->own;
    struct cli_output out = {0};
    int rc = given->correlate || given->suggest ? show_statistics(cli, db, period, &out)
             : given->explain                   ? show_explanation(cli, db, period, &out)
             : given->partial                   ? show_partial(cli, db, period, merge, &out)
                                                : show_scores(cli, db, period, merge, &out);
    if (rc == 0)
        cx_db_end(db); /* the sums that were kept stay */
    return cli_output_close(cli, &out, rc);
}

/* Unlike sums that are made because they are missing, these must be kept. */
static int rebuild(struct cli *cli, struct cx_db *db)
{
    int rc = cx_db_begin(db, &cli->err);
    if (rc == 0)
        rc = cx_scores_rebuild(db, &cli->err);
    return rc < 0 ? rc : cx_db_commit(db, &cli->err);
}

static int keep(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                struct cx_merge *merge)
{
    const struct cx_keeping keeping = {cli->now, cli->arguments, cli->dry_run};
    const struct cx_period before = cx_period_before(period);
    int rc = cx_head_keep(db, period, merge, &keeping, &cli->err);
    if (rc == 0)
        cli_note(cli,
                 cli->dry_run ? "dry run: the sums of %s and %s would be kept"
                              : "the sums of %s and %s are kept",
                 period->name, before.name);
    return rc;
}

/* All of a pipe is read before the database is opened. */
static int open_streams(struct cx_merge **merge, struct cli *cli)
{
    static char *const standard_input[] = {"-"};
    bool is_named = cli->operand_count > 0;
    return cx_merge_open(merge, is_named ? cli->operands : standard_input,
                         is_named ? (size_t)cli->operand_count : 1, &cli->err);
}

static int run(struct cli *cli)
{
    const struct options *given = cli->own;
    struct cx_period period;
    struct cx_merge *merge = NULL;
    struct cx_db *db = NULL;
    enum cx_score_view view;
    size_t count = 1;
    cli->tells = given->explain != NULL;
    int rc = choose_view(&view, given, &cli->err);
    if (rc == 0)
        rc = count_periods(&count, given, &cli->err);
    if (rc == 0)
        rc = check_usage(given, cli, &cli->err);
    if (rc == 0)
        rc = cli_periods(cli, &period, count);
    if (rc == 0 && given->merge)
        rc = open_streams(&merge, cli);
    if (rc == 0)
        rc = cli_open(cli, &db, given->rebuild || given->keep ? CX_DB_WRITE : CX_DB_READ);
    if (rc == 0 && given->rebuild)
        rc = rebuild(cli, db);
    if (rc == 0 && !given->keep)
        rc = cx_db_begin_read(db, &cli->err);
    if (rc == 0 && given->rebuild)
        rc = cli_raise_wall(cli, db);
    if (rc == 0)
        rc = given->keep ? keep(cli, db, &period, merge) : show(cli, db, &period, merge);
    cx_merge_free(merge);
    cx_db_close(db);
    return rc;
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
