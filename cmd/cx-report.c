/* cx-report: rankings, teams, aging, for people to look at. */
#include <string.h>

#include "base/decimal.h"
#include "cli.h"
#include "report/report.h"

static const char *by, *top;
static bool is_list;

static const struct cli_option options[] = {
    {"by", 0, "METRIC", "the metric to rank by or to show; else the score, or all", NULL, &by},
    {"top", 0, "N", "so many rows of a ranking; 0: all (the default is 10)", NULL, &top},
    {"list", 0, NULL, "list the reports", &is_list, NULL},
};
static const struct cli_program program = {"cx-report", "NAME", "Shows a report of a period.",
                                           options, sizeof options / sizeof *options};

static int list_reports(struct cli *cli)
{
    static const struct cx_column columns[] = {{"report", "Report", CX_CELL_TEXT, 0, false},
                                               {"shows", "Shows", CX_CELL_TEXT, 0, false}};
    struct cli_output out;
    struct cx_render *render = NULL;
    size_t count;
    const struct cx_report *reports = cx_reports(&count);
    int rc = cli_output_open(cli, &out, "Reports");
    if (rc == 0)
        rc = cx_render_open(&render, out.file.stream, out.format, columns, 2, &out.options,
                            &cli->err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct cx_cell cells[] = {cx_cell_text(reports[i].name), cx_cell_text(reports[i].help)};
        rc = cx_render_row(render, cells, &cli->err);
    }
    if (render && cx_render_close(render, &cli->err) < 0)
        rc = cli->err.code;
    return cli_output_close(cli, &out, rc);
}

static int read_options(struct cli *cli, const struct cx_report **report,
                        struct cx_report_options *of)
{
    int64_t n = 10;
    if (cli->operand_count != 1)
        return cx_err_set(&cli->err, CX_EUSAGE, "which report? Name one: --list shows them");
    *report = cx_report_find(cli->operands[0]);
    if (!*report)
        return cx_err_set(&cli->err, CX_EUSAGE, "there is no report \"%s\": --list shows them",
                          cli->operands[0]);
    if (top && (cx_dec_parse(&n, top, strlen(top), 0) != CX_DEC_OK || n < 0 || n > 1000000))
        return cx_err_set(&cli->err, CX_EUSAGE, "--top=%s is not a number of rows", top);
    *of = (struct cx_report_options){.now = cli->now, .by = by, .top = (int)n};
    if (!cli->period_text && !(*report)->needs_period)
        return cx_period_parse(&of->period, "today", cx_date_of(cli->now), &cli->err);
    return cli_period(cli, &of->period);
}

static int show_report(struct cli *cli)
{
    const struct cx_report *report = NULL;
    struct cx_report_options of;
    struct cx_db *db = NULL;
    struct cli_output out = {0};
    int rc = read_options(cli, &report, &of);
    if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_READ);
    if (rc == 0)
        rc = cx_db_begin_read(db, &cli->err);
    if (rc == 0)
        rc = cli_output_open(cli, &out, report->name);
    if (rc == 0)
        rc = report->run(db, &of, out.file.stream, out.format, &out.options, &cli->err);
    if (rc == 0)
        cx_db_end(db);
    rc = cli_output_close(cli, &out, rc);
    cx_db_close(db);
    return rc;
}

static int run(struct cli *cli)
{
    return is_list ? list_reports(cli) : show_report(cli);
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
