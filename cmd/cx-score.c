/* cx-score: measures, metrics and weighted scorecards for a period. */
#include <string.h>

#include "cli.h"
#include "score/partial.h"
#include "score/score.h"
#include "score/trace.h"

static const char *by, *explain;
static bool is_long, is_partial, is_merge;

static const struct cli_option options[] = {
    {"by", 0, "LEVEL", "post (the default), team or company", NULL, &by},
    {"long", 0, NULL, "a row for each line of each scorecard", &is_long, NULL},
    {"explain", 0, "EMPLOYEE", "how one employee's score came about, down to the events", NULL,
     &explain},
    {"partial", 0, NULL, "sums, for --merge, of a database that holds some of the customers",
     &is_partial, NULL},
    {"merge", 0, NULL, "score what the sums in STREAMs add up to (- or none: stdin)", &is_merge,
     NULL},
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
    if (explain && (by || is_long || is_partial || is_merge))
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "--explain is of one employee's scorecards: it "
                          "goes with no other view, nor with sums");
    if (is_partial && (by || is_long))
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "--partial is of all levels: --by and --long are for --merge");
    if (cli->operand_count > 0 && !is_merge)
        return cx_err_set(&cli->err, CX_EUSAGE, "\"%s\" is one word too many", cli->operands[0]);
    return 0;
}

static int write_scores(struct cli *cli, struct cx_db *db, const struct cx_scores *scores,
                        enum cx_score_view view, struct cli_output *out)
{
    struct cx_trace *trace = NULL;
    if (!explain)
        return cx_scores_write(scores, view, out->file.stream, out->format, &out->options,
                               &cli->err);
    int rc = cx_trace_new(&trace, db, scores, explain, &cli->err);
    if (rc == 0 && (out->format == CX_FORMAT_TABLE || out->format == CX_FORMAT_MD))
        rc = cx_trace_tell(trace, out->file.stream, out->format == CX_FORMAT_MD, &cli->err);
    else if (rc == 0)
        rc = cx_trace_write(trace, out->file.stream, out->format, &out->options, &cli->err);
    cx_trace_free(trace);
    return rc;
}

static int compute(struct cli *cli, struct cx_db *db, const struct cx_period *period,
                   struct cx_merge *merge, enum cx_score_view view)
{
    struct cx_scores *scores = NULL;
    struct cli_output out = {0};
    int rc = 0;
    if (!is_partial)
        rc = merge ? cx_merge_scores(&scores, db, period, merge, &cli->err)
                   : cx_scores_compute(&scores, db, period, &cli->err);
    if (rc == 0)
        rc = cli_output_open(cli, &out, "Scores");
    if (rc == 0 && is_partial)
        rc = cx_partial_write(db, period, merge, out.file.stream, out.format, &out.options,
                              &cli->err);
    else if (rc == 0)
        rc = write_scores(cli, db, scores, view, &out);
    rc = cli_output_close(cli, &out, rc);
    cx_scores_free(scores);
    return rc;
}

static int run(struct cli *cli)
{
    static char *const standard_input[] = {"-"};
    struct cx_period period;
    struct cx_merge *merge = NULL;
    struct cx_db *db = NULL;
    enum cx_score_view view;
    size_t inputs = (size_t)cli->operand_count;
    cli->tells = explain != NULL;
    int rc = choose_view(cli, &view);
    if (rc == 0)
        rc = check_usage(cli);
    if (rc == 0)
        rc = cli_period(cli, &period);
    if (rc == 0 && is_merge)
        rc = cx_merge_open(&merge, inputs > 0 ? cli->operands : standard_input,
                           inputs > 0 ? inputs : 1, &cli->err);
    if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_READ);
    if (rc == 0)
        rc = cx_db_begin_read(db, &cli->err);
    if (rc == 0)
        rc = compute(cli, db, &period, merge, view);
    cx_merge_free(merge);
    cx_db_close(db);
    return rc;
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
