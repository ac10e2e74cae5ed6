/* cx-bonus: the bonus sheet of a period, every cent explained. */
#include <string.h>
#include <unistd.h>

#include "bonus/bonus.h"
#include "cli.h"

static bool is_lines;
static const char *per;

static const struct cli_option options[] = {
    {"lines", 0, NULL, "a row for each line, with basis, rate and factor", &is_lines, NULL},
    {"per", 0, "ROW", "post (the default) or person", NULL, &per},
};
static const struct cli_program program = {"cx-bonus", "-p PERIOD | -",
                                           "Computes the bonus sheet of a period. With - it takes "
                                           "scores from stdin, as cx-score writes them.",
                                           options, sizeof options / sizeof *options};

static int choose_view(struct cli *cli, enum cx_bonus_view *view)
{
    *view = is_lines ? CX_BONUS_LINES : CX_BONUS_POSTS;
    if (per && strcmp(per, "person") == 0 && !is_lines)
        *view = CX_BONUS_PEOPLE;
    else if (per && strcmp(per, "post") != 0)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          is_lines ? "--lines is by post" : "--per is post or person");
    if (cli->operand_count > 1 || (cli->operand_count == 1 && strcmp(cli->operands[0], "-") != 0))
        return cx_err_set(&cli->err, CX_EUSAGE, "\"%s\": the only operand is -, scores on stdin",
                          cli->operands[0]);
    return 0;
}

/* The period of -p, or that of the scores on stdin, of which *fd is then a copy. */
static int find_period(struct cli *cli, struct cx_period *period, int *fd)
{
    if (cli->operand_count == 0)
        return cli_period(cli, period);
    int rc = cx_scores_peek(period, fd, STDIN_FILENO, "-", &cli->err);
    if (rc == 0 && (cli->period_text || period->to == period->from))
        rc = cli_period(cli, period);
    return rc;
}

static int run(struct cli *cli)
{
    struct cx_period period = {0};
    struct cx_db *db = NULL;
    struct cx_scores *scores = NULL;
    struct cx_bonus *bonus = NULL;
    struct cli_output out = {0};
    enum cx_bonus_view view;
    int fd = -1;
    int rc = choose_view(cli, &view);
    if (rc == 0)
        rc = find_period(cli, &period, &fd);
    if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_READ);
    if (rc == 0)
        rc = cx_db_begin_read(db, &cli->err);
    if (rc == 0)
        rc = cx_scores_compute(&scores, db, &period, &cli->err);
    if (rc == 0 && fd >= 0 && (rc = cx_scores_overlay(scores, fd, "-", &cli->err)) < 0)
        cx_scores_free(scores);
    if (rc == 0)
        rc = cx_bonus_compute(&bonus, db, scores, &cli->err);
    if (rc == 0)
        cx_db_end(db); /* sums stay; all is read: a program behind the pipe may write */
    if (rc == 0)
        rc = cli_output_open(cli, &out, "Bonus");
    if (rc == 0)
        rc = cx_bonus_write(bonus, view, out.file.stream, out.format, &out.options, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    if (fd >= 0)
        close(fd);
    cx_bonus_free(bonus);
    cx_db_close(db);
    return rc;
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
