/* cx-report: rankings, trends, alerts, evidence, for people to look at. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/nearest.h"
#include "behalf.h"
#include "cli.h"
#include "import/import.h"
#include "report/report.h"
#include "seal/anchor.h"
#include "store/backup.h"
#include "store/part.h"

struct options {
    const char *by, *top, *per, *periods, *fail_on, *bundle, *sql, *backup, *team, *employee;
    const char *key;
    bool is_list, unmask, is_anchor, without_debtors;
};

static const struct cli_option options[] = {
    {"by", 0, "METRIC", "the metric to rank by or to show", .at = offsetof(struct options, by),
     .needs = CX_NEEDS_NOTHING},
    {"top", 0, "N", "ranks to show (default 10); 0: all", .at = offsetof(struct options, top),
     .needs = CX_NEEDS_NOTHING},
    {"per", 0, "ROW", "trend: team, employee, company; ranking: scorecard",
     .at = offsetof(struct options, per), .needs = CX_NEEDS_NOTHING},
    {"periods", 0, "N", "of trend and dashboard, up to that of -p (default 6)",
     .at = offsetof(struct options, periods), .needs = CX_NEEDS_NOTHING},
    {"team", 0, "TEAM", "for progress: only this team, with its child teams",
     .at = offsetof(struct options, team), .needs = CX_NEEDS_NOTHING},
    {"employee", 0, "EMPLOYEE", "for progress: only the targets of this person",
     .at = offsetof(struct options, employee), .needs = CX_NEEDS_NOTHING},
    {"fail-on", 0, "SEVERITY", "status 1 if such an alert fires: info, warn, critical",
     .at = offsetof(struct options, fail_on), .needs = CX_NEEDS_WHOLE},
    {"bundle", 0, "PATH", "for compliance: the evidence as a folder or .zip",
     .at = offsetof(struct options, bundle)},
    {"unmask", 0, NULL, "customers' names and words in full; this is audited",
     .at = offsetof(struct options, unmask), .needs = CX_NEEDS_DEBTORS},
    {"sql", 0, "FILE", "run the query in FILE (-: stdin), not a report",
     .at = offsetof(struct options, sql),
     .needs = CX_NEEDS_REPORTS | CX_NEEDS_PAY | CX_NEEDS_WHOLE | CX_NEEDS_STDIN},
    {"backup", 0, "FILE", "copy the database to FILE, even while it is used",
     .at = offsetof(struct options, backup)},
    {"without-debtors", 0, NULL, "with --backup: no names, numbers, words of debtors",
     .at = offsetof(struct options, without_debtors)},
    {"anchor", 0, NULL, "for audit: where log and seals end, to be kept",
     .at = offsetof(struct options, is_anchor)},
    {"key", 0, "FILE", "the SSH key that signs the anchor", .at = offsetof(struct options, key)},
    {"list", 0, NULL, "list the reports", .at = offsetof(struct options, is_list),
     .needs = CX_NEEDS_NOTHING},
};
static const struct cli_example examples[CLI_EXAMPLES] = {
    {"cx-report dashboard -p this-month -o today.html",
     "how the month stands: a page for the manager"},
    {"cx-report workbook -p 2026-10 -o october.xlsx",
     "the month as a workbook: ranking, bonuses, teams, charts"},
    {"cx-report ranking -p 2026-10 --top=3 -f table", "the best three of October"}};
static const struct cli_program program = {
    "cx-report",
    "NAME [SUBJECT] | - | --backup=FILE",
    "Prints a report of a period, or, with -, any CSV of cx from stdin.",
    options,
    sizeof options / sizeof *options,
    sizeof(struct options),
    examples,
    0,
    false};

static int list_reports(struct cli *cli)
{
    static const struct cx_column columns[] = {{"report", "Report", CX_CELL_TEXT, 0, false},
                                               {"shows", "Shows", CX_CELL_TEXT, 0, false}};
    struct cli_output out;
    size_t count;
    const struct cx_report *reports = cx_reports(&count);
    int rc = cli_table_open(cli, &out, "Reports");
    if (rc == 0)
        cx_table_columns(out.table, columns, 2);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct cx_cell cells[] = {cx_cell_text(reports[i].name),
                                  cx_cell_text(cx_shown(reports[i].help))};
        rc = cx_table_row(out.table, cells, &cli->err);
    }
    return cli_output_close(cli, &out, rc);
}

static int read_number(struct cli *cli, int *out, const char *text, const char *option, int least,
                       int most, const char *what)
{
    int64_t n = *out;
    if (text && (cx_dec_parse(&n, text, strlen(text), 0) != CX_DEC_OK || n < least || n > most))
        return cx_err_set(&cli->err, CX_EUSAGE, what, option, text);
    *out = (int)n;
    return 0;
}

/* report NULL: a query. */
static int read_options(struct cli *cli, struct cx_report_options *of,
                        const struct cx_report *report)
{
    const struct options *given = cli->own;
    *of = (struct cx_report_options){.now = cli->now,
                                     .until = cli->until,
                                     .by = given->by,
                                     .per = given->per,
                                     .team = given->team,
                                     .employee = given->employee,
                                     .top = 10,
                                     .periods = 6,
                                     .unmask = given->unmask,
                                     .fail_on = -1};
    int rc = read_number(cli, &of->top, given->top, "top", 0, 1000000,
                         "--%s=%s is not a number of rows");
    if (rc == 0)
        rc = read_number(cli, &of->periods, given->periods, "periods", 1, 120,
                         "--%s=%s is not a number of periods from 1 to 120");
    if (rc == 0 && given->fail_on) {
        of->fail_on = cx_word_find(cx_alert_severities, given->fail_on, strlen(given->fail_on));
        if (of->fail_on < 0)
            rc = cx_err_set(&cli->err, CX_EUSAGE, "--fail-on must be info, warn or critical");
    }
    of->has_period = cli->period_text != NULL;
    if (rc == 0 && !cli->period_text && !(report && report->needs_period))
        return cx_period_parse(&of->period, "today", cx_date_of(cli->now), &cli->err);
    if (rc == 0)
        rc = cli_periods(cli, &of->period,
                         report && (report->takes & CX_TAKES_PERIODS) ? (size_t)of->periods : 1);
    return rc;
}

#define WORD_MIN 6 /* bytes of a word that tells: two of Chinese */

/* The first report of whose contents a word speaks, as --list says them: 排名; NULL: of none. */
static const char *report_that_shows(const struct cx_report *reports, size_t count,
                                     const char *word)
{
    for (size_t i = 0; i < count && strlen(word) >= WORD_MIN; i++) {
        if (strstr(_(reports[i].help), word))
            return reports[i].name;
    }
    return NULL;
}

static int no_report(struct cli *cli, const char *name)
{
    struct cx_nearest nearest = {0};
    size_t count;
    const struct cx_report *reports = cx_reports(&count);
    for (size_t i = 0; i < count; i++)
        cx_nearest_try(&nearest, name, strlen(name), reports[i].name);
    const char *meant = nearest.name[0] ? nearest.name : report_that_shows(reports, count, name);
    return meant ? cx_err_set(&cli->err, CX_EUSAGE,
                              "unknown report \"%s\" (did you mean %s?): --list shows all reports",
                              name, meant)
                 : cx_err_set(&cli->err, CX_EUSAGE,
                              "unknown report \"%s\": --list shows all reports", name);
}

static const struct {
    const char *option;
    enum cx_report_takes takes;
} own_options[] = {
    {"by", CX_TAKES_BY},           {"top", CX_TAKES_TOP},       {"per", CX_TAKES_PER},
    {"periods", CX_TAKES_PERIODS}, {"team", CX_TAKES_SUBJECTS}, {"employee", CX_TAKES_SUBJECTS},
    {"fail-on", CX_TAKES_FAIL_ON}, {"bundle", CX_TAKES_BUNDLE}, {"unmask", CX_TAKES_UNMASK},
};

/* Says which reports take an option. */
static int refuse_option(const char *option, enum cx_report_takes takes, struct cx_err *err)
{
    struct cx_buf names = {0};
    size_t count;
    const struct cx_report *reports = cx_reports(&count);
    for (size_t i = 0; i < count; i++) {
        if (reports[i].takes & takes)
            cx_buf_printf(&names, "%s%s", names.len ? ", " : "", reports[i].name);
    }
    int rc = cx_err_set(err, CX_EUSAGE,
                        strchr(cx_buf_str(&names), ',') ? "--%s is only for the reports %s"
                                                        : "--%s is only for the report %s",
                        option, cx_buf_str(&names));
    cx_buf_fini(&names);
    return rc;
}

/* Refuses what would mean nothing; takes: what means something. */
static int check_given(struct cli *cli, unsigned takes)
{
    for (size_t i = 0; i < cli->given_count; i++) {
        const char *name = cli->given[i].option->name;
        for (size_t k = 0; k < sizeof own_options / sizeof *own_options; k++) {
            if (strcmp(own_options[k].option, name) == 0 && !(own_options[k].takes & takes))
                return refuse_option(name, own_options[k].takes, &cli->err);
        }
    }
    return 0;
}

/* The same of options that all programs have. */
static int check_common(const struct cli *cli, const struct cx_report *report, struct cx_err *err)
{
    const struct options *given = cli->own;
    if (cli->period_text && (report->is_of_account || report->is_of_customer))
        return cx_err_set(err, CX_EUSAGE, "%s shows all that is known, of no period: leave -p out",
                          report->name);
    if (cli->columns && !report->table)
        return cx_err_set(err, CX_EUSAGE, "%s is more than one table: leave --columns out",
                          report->name);
    if (given->bundle && (cli->output || cli->format_name || cli->columns))
        return cx_err_set(err, CX_EUSAGE,
                          "--bundle writes files of its own: leave -f, -o and --columns out");
    return 0;
}

static int find_report(struct cli *cli, const struct cx_report **report)
{
    const struct options *given = cli->own;
    if (cli->operand_count == 0)
        return cx_err_set(&cli->err, CX_EUSAGE, "no report given: --list shows all reports");
    *report = cx_report_find(cli->operands[0]);
    if (!*report)
        return no_report(cli, cli->operands[0]);
    int most = (*report)->subject ? 2 : 1, least = (*report)->needs_subject ? 2 : 1;
    if (cli->operand_count < least)
        return cx_err_set(&cli->err, CX_EUSAGE, "which one? Write %s %s", (*report)->name,
                          (*report)->subject);
    if (cli->operand_count > most)
        return cli_unexpected(cli, cli->operands[most], &cli->err);
    int rc = check_given(cli, (*report)->takes);
    if (rc == 0 && given->team && given->employee)
        rc = cx_err_set(&cli->err, CX_EUSAGE, "--team or --employee, not both");
    return rc < 0 ? rc : check_common(cli, *report, &cli->err);
}

static int open_database(struct cli *cli, struct cx_db **db)
{
    const struct options *given = cli->own;
    int rc = cli_open_shown(cli, db, given->unmask);
    return rc < 0 ? rc : cx_db_begin_read(*db, &cli->err);
}

static int write_bundle(struct cli *cli, struct cx_db *db, const struct cx_report_options *of)
{
    const struct options *given = cli->own;
    int64_t count;
    int rc = cx_report_bundle(&count, db, of, given->bundle, &cli->err);
    if (rc == 0)
        cli_note(cli,
                 cx_said_n("%s: evidence of %lld violation", "%s: evidence of %lld violations",
                           (unsigned long long)count),
                 given->bundle, (long long)count);
    return rc;
}

/* A report reads its own rows again: it fills a table that is kept, which is then shown. */
static int fill(struct cli_output *out, const struct cx_report *report, struct cx_db *db,
                struct cx_report_options *of, struct cx_err *err)
{
    if (report->page)
        return report->page(&out->text, db, of, err);
    if (report->workbook)
        return report->workbook(&out->tables, db, of, err);
    struct cx_table *kept = cx_table_new(NULL);
    int rc = report->table(kept, db, of, err);
    if (rc == 0)
        rc = cx_table_copy(out->table, kept, err);
    cx_table_free(kept);
    return rc;
}

static int open_output(struct cli *cli, struct cli_output *out, const struct cx_report *report)
{
    if (report->page)
        return cli_output_open_as(cli, out, report->name, CX_FORMAT_HTML);
    return report->workbook ? cli_output_open_as(cli, out, report->name, CX_FORMAT_XLSX)
                            : cli_table_open(cli, out, report->name);
}

/* Whoever sees some people only sees them whatever their ranks, and by all the periods shown. */
static void limit(struct cli *cli, struct cx_report_options *of, const struct cx_report *report)
{
    const struct options *given = cli->own;
    struct cx_period first = of->period;
    if (!given->top && behalf_is_limited(cli))
        of->top = 0;
    for (int i = 1; (report->takes & CX_TAKES_PERIODS) && i < of->periods; i++)
        first = cx_period_before(&first);
    behalf_since(cli, first.from);
}

static int show_report(struct cli *cli)
{
    const struct options *given = cli->own;
    const struct cx_report *report = NULL;
    struct cx_report_options of;
    struct cx_db *db = NULL;
    struct cli_output out = {0};
    int rc = find_report(cli, &report);
    if (rc == 0)
        rc = read_options(cli, &of, report);
    if (rc == 0)
        cli_needs(cli, CX_NEEDS_REPORTS | report->needs);
    if (rc == 0)
        rc = open_database(cli, &db);
    if (rc == 0)
        limit(cli, &of, report);
    if (rc == 0)
        rc = behalf_named(cli, db, given->employee, given->team);
    if (rc == 0 && report->needs_events)
        rc = cx_part_need_events(db, report->name, &cli->err);
    if (rc == 0 && given->bundle) {
        rc = write_bundle(cli, db, &of);
        cx_db_close(db);
        return rc;
    }
    if (rc == 0)
        rc = open_output(cli, &out, report);
    of.proviso = cli_proviso(cli); /* in the language of the output */
    of.without_pay = !behalf_sees_all(cli, CX_NEEDS_PAY);
    if (rc == 0)
        rc = cx_report_begin(db, &of, &cli->err);
    of.subject = cli->operand_count > 1 ? cli->operands[1] : NULL;
    if (rc == 0 && report->is_of_account)
        rc = behalf_account(cli, db, of.subject);
    if (rc == 0 && report->is_of_customer)
        rc = behalf_customer(cli, db, of.subject);
    if (rc == 0)
        rc = fill(&out, report, db, &of, &cli->err);
    if (rc == 0)
        cx_db_end(db);
    rc = cli_output_close(cli, &out, rc);
    cx_db_close(db);
    if (rc == 0 && of.has_fired)
        rc = cx_err_set(&cli->err, CX_EDATA, "an alert at or above %s has fired", given->fail_on);
    return rc;
}

static int read_query(struct cli *cli, char **text)
{
    const struct options *given = cli->own;
    size_t room = 0;
    FILE *file = strcmp(given->sql, "-") == 0 ? stdin : fopen(given->sql, "re");
    if (!file)
        return cx_err_set(&cli->err, CX_EWORLD, "%s: %s", given->sql, cx_err_cause(errno));
    ssize_t n = getdelim(text, &room, '\0', file);
    int failed = ferror(file);
    if (file != stdin)
        fclose(file);
    if (failed)
        return cx_err_set(&cli->err, CX_EWORLD, "%s: reading failed", given->sql);
    return n < 0 ? cx_err_set(&cli->err, CX_EDATA, "%s: is empty: write a SELECT", given->sql) : 0;
}

static int show_query(struct cli *cli)
{
    const struct options *given = cli->own;
    struct cx_report_options of;
    struct cx_db *db = NULL;
    struct cli_output out = {0};
    struct cx_table *kept = cx_table_new(given->sql);
    char *text = NULL;
    int rc = cli->operand_count == 0
                 ? check_given(cli, CX_TAKES_UNMASK)
                 : cx_err_set(&cli->err, CX_EUSAGE, "a report or --sql, not both");
    if (rc == 0)
        rc = read_options(cli, &of, NULL);
    if (rc == 0)
        rc = read_query(cli, &text);
    if (rc == 0)
        rc = open_database(cli, &db);
    if (rc == 0)
        rc = cli_table_open(cli, &out, given->sql);
    if (rc == 0)
        rc = cx_report_query(kept, db, text, given->sql, &of, &cli->err);
    if (rc == 0)
        rc = cx_table_copy(out.table, kept, &cli->err);
    if (rc == 0)
        cx_db_end(db);
    rc = cli_output_close(cli, &out, rc);
    cx_db_close(db);
    cx_table_free(kept);
    free(text);
    return rc;
}

static int write_backup(struct cli *cli)
{
    const struct options *given = cli->own;
    struct cx_db *db = NULL;
    if (cli->operand_count > 0 || given->sql)
        return cx_err_set(&cli->err, CX_EUSAGE, "--backup cannot be combined with a report");
    const struct cx_audit audit = {cli->now, "cx-report", cli->arguments, ""};
    int rc = cli_open(cli, &db, CX_DB_COPY);
    if (rc == 0)
        rc = given->without_debtors ? cx_share(db, given->backup, &audit, &cli->err)
                                    : cx_db_backup(db, given->backup, &cli->err);
    cx_db_close(db);
    return rc;
}

static int write_anchor(struct cli *cli)
{
    const struct options *given = cli->own;
    struct cx_buf text = {0};
    struct cx_db *db = NULL;
    if (cli->operand_count != 1 || strcmp(cli->operands[0], "audit") != 0)
        return cx_err_set(&cli->err, CX_EUSAGE, "--anchor is only for the report audit");
    int rc = cli_open(cli, &db, CX_DB_READ);
    if (rc == 0)
        rc = cx_db_begin_read(db, &cli->err);
    if (rc == 0)
        rc = cx_anchor_write(&text, db, given->key, &cli->err);
    cx_db_close(db);
    rc = cli_write(cli, &text, rc);
    cx_buf_fini(&text);
    return rc;
}

static int present_stream(struct cli *cli)
{
    struct cli_output out = {0};
    struct cx_table *kept = cx_table_new("Table");
    int rc = check_given(cli, 0);
    if (rc == 0)
        rc = cli_table_open(cli, &out, kept->title);
    if (rc == 0)
        rc = cx_report_stream(kept, STDIN_FILENO, "-", &cli->err);
    if (rc == 0)
        rc = cx_table_copy(out.table, kept, &cli->err);
    cx_table_free(kept);
    return cli_output_close(cli, &out, rc);
}

static int run(struct cli *cli)
{
    const struct options *given = cli->own;
    if (given->is_list)
        return list_reports(cli);
    if (given->backup)
        return write_backup(cli);
    if (given->without_debtors)
        return cx_err_set(&cli->err, CX_EUSAGE, "--without-debtors goes with --backup");
    if (given->is_anchor)
        return write_anchor(cli);
    if (given->key)
        return cx_err_set(&cli->err, CX_EUSAGE, "--key goes with --anchor");
    if (given->sql)
        return show_query(cli);
    if (cli->operand_count == 1 && strcmp(cli->operands[0], "-") == 0)
        return present_stream(cli);
    return show_report(cli);
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
