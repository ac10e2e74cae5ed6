/* cx-score: measures, metrics and weighted scorecards for a period. */
#include <string.h>

#include "cli.h"
#include "score/score.h"

static const char *by;
static bool is_long, is_rebuild;

static const struct cli_option options[] = {
    {"by", 0, "LEVEL", "post (the default), team or company", NULL, &by},
    {"long", 0, NULL, "a row for each line of each scorecard", &is_long, NULL},
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

static int run(struct cli *cli)
{
    struct cx_period period;
    struct cx_db *db = NULL;
    struct cx_scores *scores = NULL;
    struct cli_output out = {0};
    enum cx_score_view view;
    int rc = choose_view(cli, &view);
    if (rc == 0)
        rc = cli_period(cli, &period);
    if (rc == 0)
        rc = cli_open(cli, &db, is_rebuild ? CX_DB_WRITE : CX_DB_READ);
    if (rc == 0)
        rc = (is_rebuild ? cx_db_begin : cx_db_begin_read)(db, &cli->err);
    if (rc == 0 && is_rebuild)
        rc = cx_scores_rebuild(db, &cli->err);
    if (rc == 0)
        rc = cx_scores_compute(&scores, db, &period, &cli->err);
    if (rc == 0)
        cx_db_end(db); /* sums stay; all is read: a program behind the pipe may write */
    if (rc == 0)
        rc = cli_output_open(cli, &out, "Scores");
    if (rc == 0)
        rc = cx_scores_write(scores, view, out.file.stream, out.format, &out.options, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    cx_scores_free(scores);
    cx_db_close(db);
    return rc;
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
