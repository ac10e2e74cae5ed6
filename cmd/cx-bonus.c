/* cx-bonus: the bonus sheet of a period, every cent explained. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "behalf.h"
#include "cli.h"
#include "fact/prove.h"
#include "lint/lint.h"
#include "sealing.h"
#include "sheet/close.h"
#include "sheet/compare.h"
#include "sheet/ready.h"
#include "sheet/whatif.h"
#include "statement/statement.h"

struct options {
    bool is_lines, is_check, is_lint;
    const char *per, *by, *with, *budget, *explain, *statements;
    struct sealing sealing;
};

#define AT(member) .at = offsetof(struct options, member)

static const struct cli_option options[] = {
    {"lines", 0, NULL, "a row for each line: basis, rate and factor", AT(is_lines),
     .needs = CX_NEEDS_NOTHING},
    {"explain", 0, "EMPLOYEE", "one person's statement, as Markdown, HTML or text", AT(explain),
     .needs = CX_NEEDS_STATEMENT | CX_NEEDS_PERSON},
    {"statements", 0, "DIR", "everybody's statement, a page each, with an index", AT(statements)},
    {"per", 0, "ROW", "post (the default) or person", AT(per), .needs = CX_NEEDS_NOTHING},
    {"by", 0, "LEVEL", "team: print a row for each team", AT(by), .needs = CX_NEEDS_NOTHING},
    {"budget", 0, "AMOUNT", "distance to AMOUNT; exit status 1 if above", AT(budget),
     .needs = CX_NEEDS_WHOLE},
    {"with", 0, "KIND=FILE", "what people would get with this table in the plan", AT(with),
     .needs = CX_NEEDS_PLAN | CX_NEEDS_PAY | CX_NEEDS_WHOLE | CX_NEEDS_STDIN},
    {"check", 0, NULL, "what is open before closing; exit status 1 if any is", AT(is_check),
     .needs = CX_NEEDS_PAY | CX_NEEDS_WHOLE},
    {"close", 0, NULL, "seal the month: its sheet never changes again", AT(sealing.is_close),
     .needs = CX_NEEDS_SEAL, .is_whole = true},
    {"pay", 0, NULL, "print the register for payroll; the month is paid out", AT(sealing.is_pay),
     .needs = CX_NEEDS_SEAL | CX_NEEDS_PAY | CX_NEEDS_WHOLE, .is_whole = true},
    {"reopen", 0, "REASON", "reopen the month sealed last, unless it is paid out",
     AT(sealing.reopen), .needs = CX_NEEDS_SEAL, .is_whole = true},
    {"recompute", 0, NULL, "a sealed month on today's data, beside the seal",
     AT(sealing.is_recompute), .needs = CX_NEEDS_PAY},
    {SEALING_VERIFY, 0, "ANCHOR", "verify that all is as cx wrote it, and the ANCHOR",
     AT(sealing.verify), .is_optional = true,
     .needs = CX_NEEDS_PAY | CX_NEEDS_WHOLE | CX_NEEDS_STDIN},
    {"anchor", 0, "FILE", "with --close: write where seals and log end to FILE",
     AT(sealing.anchor)},
    {"key", 0, "FILE", "the SSH key that signs the anchor", AT(sealing.key)},
    {"signer", 0, "FILE", "the public key of the anchors that are verified", AT(sealing.signer)},
    {"lint", 0, NULL, "faults of the plan; exit status 1 if there are any", AT(is_lint),
     .needs = CX_NEEDS_PLAN},
};
static const struct cli_example examples[CLI_EXAMPLES] = {
    {"cx-bonus -p 2026-10 --per=person -o sheet.xlsx",
     "what October pays, a row for each person, as a workbook"},
    {"cx-bonus -p 2026-10 --explain=E003 -o E003.html",
     "how one person's bonus came about, to the cent, as a page"},
    {"cx-bonus -p 2026-10 --check", "what is missing or undecided before the month can be closed"}};
static const struct cli_program program = {"cx-bonus",
                                           "-p PERIOD | - | --lint | --verify",
                                           "Computes the bonus sheet of a period. With - it takes "
                                           "scores from stdin, as cx-score writes them.",
                                           options,
                                           sizeof options / sizeof *options,
                                           sizeof(struct options),
                                           examples,
                                           CX_NEEDS_PAY,
                                           false};

/* What a run is about. */
struct job {
    struct cli *cli;
    const struct options *given;
    struct cx_period period;
    int scores; /* a copy of the scores on stdin, at its start; -1: none */
    struct cx_db *db;
    struct cx_lay *tables; /* of --with */
    size_t table_count;
    int64_t budget; /* cents */
};

/* What was asked for, of the things that don't all go together. */
enum {
    LINES = 1 << 0,
    PER = 1 << 1,
    PER_PERSON = 1 << 2,
    BY = 1 << 3,
    WITH = 1 << 4,
    BUDGET = 1 << 5,
    CHECK = 1 << 6,
    LINT = 1 << 7,
    EXPLAIN = 1 << 8,
    STATEMENTS = 1 << 9,
    SEALING = 1 << 10,
    SCORES = 1 << 11, /* on stdin */
    FORM = 1 << 12,   /* -f and -o */
    VIEWS = LINES | PER | BY | WITH | BUDGET | CHECK | LINT
};

static unsigned asked_for(const struct options *given, const struct cli *cli)
{
    return (given->is_lines ? LINES : 0) | (given->per ? PER : 0) |
           (given->per && strcmp(given->per, "person") == 0 ? PER_PERSON : 0) |
           (given->by ? BY : 0) | (given->with ? WITH : 0) | (given->budget ? BUDGET : 0) |
           (given->is_check ? CHECK : 0) | (given->is_lint ? LINT : 0) |
           (given->explain ? EXPLAIN : 0) | (given->statements ? STATEMENTS : 0) |
           (sealing_count(&given->sealing) > 0 ? SEALING : 0) |
           (cli->operand_count > 0 ? SCORES : 0) | (cli->output || cli->format_name ? FORM : 0);
}

static int check_together(const struct options *given, struct cli *cli)
{
    static const struct {
        unsigned one, others;
        const char *why;
    } apart[] = {
        {SEALING, VIEWS | EXPLAIN | STATEMENTS | SCORES,
         N_("--close, --pay, --reopen, --recompute and --verify go with no other view and no "
            "scores "
            "on stdin")},
        {LINES, PER_PERSON, N_("--lines is by post")},
        {BY, PER | LINES, N_("--by=team doesn't go with --per and --lines")},
        {WITH, PER | BY | LINES,
         N_("--with compares people: it doesn't go with --per, --by and --lines")},
        {LINT, (VIEWS & ~(LINT | WITH)) | SCORES, N_("--lint goes with --with and -p alone")},
        {CHECK, (VIEWS & ~CHECK) | SCORES, N_("--check goes with -p alone")},
        {EXPLAIN, STATEMENTS, N_("--explain is of one person, --statements of all")},
        {STATEMENTS, FORM, N_("--statements writes pages to its folder: leave -f and -o out")},
        {STATEMENTS, VIEWS, N_("--statements goes with no other view")},
        {EXPLAIN, VIEWS, N_("--explain goes with no other view")},
    };
    unsigned asked = asked_for(given, cli);
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) {
        if ((asked & apart[i].one) && (asked & apart[i].others))
            return cx_err_set(&cli->err, CX_EUSAGE, "%s", _(apart[i].why));
    }
    return 0;
}

static int check_usage(const struct options *given, struct cli *cli)
{
    struct cx_err *err = &cli->err;
    const struct sealing *sealing = &given->sealing;
    if (sealing_count(sealing) > 1)
        return cx_err_set(err, CX_EUSAGE,
                          "--close, --pay, --reopen, --recompute and --verify don't go together");
    if ((sealing->anchor || sealing->key) && !sealing->is_close)
        return cx_err_set(err, CX_EUSAGE, "--anchor and --key go with --close");
    if (sealing->key && !sealing->anchor)
        return cx_err_set(err, CX_EUSAGE, "--key signs what --anchor=FILE writes");
    if (sealing->signer && !(sealing->verify && *sealing->verify))
        return cx_err_set(err, CX_EUSAGE, "--signer goes with --verify=ANCHOR");
    if (given->per && strcmp(given->per, "post") != 0 && strcmp(given->per, "person") != 0)
        return cx_err_set(err, CX_EUSAGE,
                          given->is_lines ? "--lines is by post" : "--per is post or person");
    if (given->by && strcmp(given->by, "team") != 0)
        return cx_err_set(err, CX_EUSAGE, "--by is team");
    int taken = cli->operand_count > 0 && strcmp(cli->operands[0], "-") == 0;
    if (cli->operand_count > taken)
        return cx_err_set(err, CX_EUSAGE, "\"%s\": the only operand is -, scores on stdin",
                          cli->operands[taken]);
    return check_together(given, cli);
}

/* The values of --budget and of each --with. */
static int read_values(struct job *job)
{
    struct cli *cli = job->cli;
    int rc = 0;
    if (job->given->budget &&
        cx_money_parse(&job->budget, job->given->budget, strlen(job->given->budget)) != CX_DEC_OK)
        return cx_err_set(&cli->err, CX_EUSAGE, "--budget: \"%s\" is not an amount of money",
                          job->given->budget);
    job->tables = cx_alloc((cli->given_count + 1) * sizeof *job->tables);
    for (size_t i = 0; rc == 0 && i < cli->given_count; i++) {
        struct cx_lay *table = &job->tables[job->table_count];
        if (cli->given[i].option->at != offsetof(struct options, with))
            continue;
        rc = cx_whatif_table(table, cli->given[i].value, &cli->err);
        if (rc == 0 && cli->operand_count > 0 && strcmp(table->name, "-") == 0)
            rc = cx_err_set(&cli->err, CX_EUSAGE, "stdin can't be scores and a table at once");
        job->table_count++;
    }
    return rc;
}

/* The period of -p, or that of the scores on stdin. */
static int find_period(struct job *job)
{
    struct cli *cli = job->cli;
    if (job->given->is_lint && !cli->period_text)
        return 0;
    if (cli->operand_count == 0)
        return cli_period(cli, &job->period);
    int rc = cx_scores_peek(&job->period, &job->scores, STDIN_FILENO, "-", &cli->err);
    if (rc == 0 && (cli->period_text || job->period.to == job->period.from))
        rc = cli_period(cli, &job->period);
    return rc;
}

static void say(void *context, const char *message)
{
    cli_say(context, message);
}

/* Says how far a total is from the budget; CX_EDATA where it is over. */
static int keep_budget(const struct job *job, int64_t total)
{
    char amounts[3][CX_DEC_TEXT], text[160];
    int64_t difference;
    if (!job->given->budget)
        return 0;
    if (__builtin_sub_overflow(total, job->budget, &difference) || difference == INT64_MIN)
        return cx_err_set(&job->cli->err, CX_EDATA, "--budget: the difference is too large");
    cx_dec_format(amounts[0], total, 2);
    cx_dec_format(amounts[1], difference < 0 ? -difference : difference, 2);
    cx_dec_format(amounts[2], job->budget, 2);
    if (difference > 0)
        return cx_err_set(&job->cli->err, CX_EDATA, "the sheet of %s is %s over the budget of %s",
                          amounts[0], amounts[1], amounts[2]);
    snprintf(text, sizeof text, _("the sheet of %s is %s under the budget of %s"), amounts[0],
             amounts[1], amounts[2]);
    if (!job->cli->quiet)
        cli_say(job->cli, text);
    return 0;
}

static enum cx_bonus_view choose_view(const struct options *given)
{
    return given->by                                         ? CX_BONUS_TEAMS
           : given->is_lines                                 ? CX_BONUS_LINES
           : given->per && strcmp(given->per, "person") == 0 ? CX_BONUS_PEOPLE
                                                             : CX_BONUS_POSTS;
}

/* The sheet of the database, or of the scores of the pipe. */
static int load_sheet(struct cx_sheet **out, struct job *job)
{
    struct cx_err *err = &job->cli->err;
    struct cx_scores *scores = NULL;
    if (job->scores < 0)
        return cx_sheet_load(out, job->db, &job->period, err);
    int rc = cx_bonus_is_sealed(NULL, job->db, &job->period, err);
    if (rc == 1)
        cli_note(job->cli, "the period is sealed: this is what the scores of the pipe would give "
                           "(without the pipe: what was sealed)");
    if (rc >= 0)
        rc = cx_scores_compute(&scores, job->db, &job->period, err);
    if (rc == 0 && (rc = cx_scores_overlay(scores, job->scores, "-", err)) < 0)
        cx_scores_free(scores);
    return rc < 0 ? rc : cx_sheet_compute(out, job->db, scores, err);
}

static int run_sheet(struct job *job)
{
    struct cli *cli = job->cli;
    struct cli_output out = {0};
    struct cx_sheet *sheet = NULL;
    int rc = load_sheet(&sheet, job);
    cx_db_end(job->db); /* all is read: a program behind the pipe may write */
    if (rc == 0)
        rc = cli_table_open(cli, &out, "Bonus");
    if (rc == 0)
        rc = cx_sheet_fill(out.table, sheet, choose_view(job->given), &cli->err);
    rc = cli_output_close(cli, &out, rc);
    if (rc == 0)
        rc = keep_budget(job, sheet->total);
    cx_sheet_free(sheet);
    return rc;
}

static void say_changes(struct cli *cli, const struct cx_changes *changes)
{
    char amounts[3][CX_DEC_TEXT];
    cx_dec_format(amounts[0], changes->before, 2);
    cx_dec_format(amounts[1], changes->after, 2);
    cx_dec_format(amounts[2], changes->difference, 2);
    cli_note(cli, "%zu of %zu people get something else: %s before, %s after, %s%s",
             changes->changed, changes->count, amounts[0], amounts[1],
             changes->difference > 0 ? "+" : "", amounts[2]);
}

/* What --with and --check look at is no longer what counts. */
static int note_sealed(struct job *job)
{
    int rc = cx_bonus_is_sealed(NULL, job->db, &job->period, &job->cli->err);
    if (rc == 1)
        cli_note(job->cli, "%s is sealed: this is what today's data and plan would give",
                 job->period.name);
    return rc < 0 ? rc : 0;
}

static int run_whatif(struct job *job)
{
    struct cli *cli = job->cli;
    struct cx_whatif whatif = {0};
    struct cx_changes changes = {0};
    struct cli_output out = {0};
    int rc = note_sealed(job);
    if (rc == 0)
        rc = cx_whatif_compute(&whatif, job->db, &job->period, job->scores, job->tables,
                               job->table_count, say, cli, &cli->err);
    cx_db_end(job->db);
    if (rc == 0)
        rc = cx_changes_find(&changes, whatif.before, whatif.after, &cli->err);
    if (rc == 0)
        rc = cli_table_open(cli, &out, "Bonus, before and after");
    if (rc == 0)
        rc = cx_changes_table(out.table, &changes, whatif.after->scores->org, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    if (rc == 0)
        say_changes(cli, &changes);
    if (rc == 0)
        rc = keep_budget(job, changes.after);
    cx_changes_fini(&changes);
    cx_whatif_fini(&whatif);
    return rc;
}

static int run_check(struct job *job)
{
    struct cli *cli = job->cli;
    struct cx_scores *scores = NULL;
    struct cx_bonus *bonus = NULL;
    struct cx_ready *ready = NULL;
    struct cli_output out = {0};
    int rc = note_sealed(job);
    if (rc == 0)
        rc = cx_sums_doubt(job->db, &cli->err);
    if (rc == 0)
        rc = cx_scores_compute(&scores, job->db, &job->period, &cli->err);
    if (rc == 0)
        rc = cx_bonus_compute(&bonus, job->db, scores, &cli->err);
    if (rc == 0)
        rc = cx_sums_prove(job->db, &cli->err);
    if (rc == 0)
        rc = cx_ready_find(&ready, job->db, bonus, cx_date_of(cli->now), &cli->err);
    cx_db_end(job->db);
    if (rc == 0)
        rc = cli_table_open(cli, &out, "Before closing");
    if (rc == 0)
        rc = cx_ready_table(out.table, ready, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    if (rc == 0 && ready->is_open)
        rc = CX_EDATA;
    cx_ready_free(ready);
    cx_bonus_free(bonus);
    return rc;
}

/* A statement is Markdown, on a terminal too, or plain text, by -f table or a file's .txt. */
static int choose_statement(struct cli *cli)
{
    enum cx_format format;
    int rc = cx_format_choose(&format, cli->format_name, cli->output, CX_FORMAT_MD, &cli->err);
    if (rc == 0 && format != CX_FORMAT_MD && format != CX_FORMAT_TABLE && format != CX_FORMAT_HTML)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "--explain writes md, html, or table, which is plain text");
    if (rc == 0)
        cli->format_name = cx_format_name(format);
    return rc;
}

/* What statements are told of: computed from the database, or from the scores of the pipe. */
static int compute_told(struct cx_bonus **bonus, struct job *job)
{
    struct cli *cli = job->cli;
    struct cx_scores *scores = NULL;
    int rc = cx_scores_compute(&scores, job->db, &job->period, &cli->err);
    if (rc == 0 && job->scores >= 0 &&
        (rc = cx_scores_overlay(scores, job->scores, "-", &cli->err)) < 0)
        cx_scores_free(scores);
    return rc < 0 ? rc : cx_bonus_compute(bonus, job->db, scores, &cli->err);
}

static int run_explain(struct job *job)
{
    struct cli *cli = job->cli;
    struct cx_bonus *bonus = NULL;
    struct cli_output out = {0};
    int rc = compute_told(&bonus, job);
    if (rc == 0)
        rc = cli_output_open(cli, &out, "Statement");
    if (rc == 0)
        rc = cx_bonus_explain(&out.text, bonus, job->db, job->given->explain, cli_proviso(cli),
                              out.format, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    cx_bonus_free(bonus);
    return rc;
}

static int run_statements(struct job *job)
{
    struct cli *cli = job->cli;
    struct cx_bonus *bonus = NULL;
    size_t count = 0;
    if (cli->dry_run)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "--statements writes files, which --dry-run forbids");
    cx_lang_set_output_plain(false);
    int rc = compute_told(&bonus, job);
    if (rc == 0)
        rc = cx_statements_write(&count, bonus, job->db, job->given->statements, cli_proviso(cli),
                                 &cli->err);
    if (rc == 0)
        cli_note(cli, cx_said_n("%s: %zu statement", "%s: %zu statements", count),
                 job->given->statements, count);
    cx_bonus_free(bonus);
    return rc;
}

static int run_lint(struct job *job)
{
    struct cli *cli = job->cli;
    struct cx_lint *lint = NULL;
    struct cli_output out = {0};
    int rc = job->table_count > 0
                 ? cx_lay(job->db, job->tables, job->table_count, say, cli, &cli->err)
                 : 0;
    if (rc == 0)
        rc = cx_lint_run(&lint, job->db, cx_date_of(cli->now),
                         cli->period_text ? &job->period : NULL,
                         !behalf_sees_all(cli, CX_NEEDS_PAY), &cli->err);
    cx_db_end(job->db);
    if (rc == 0)
        rc = cli_table_open(cli, &out, "Faults of the plan");
    if (rc == 0)
        rc = cx_lint_table(out.table, lint, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    if (rc == 0 && !lint->tried[0])
        cli_note(cli, "there are no payments and contacts to try the rules on");
    if (rc == 0 && lint->count > 0)
        rc = CX_EDATA;
    cx_lint_free(lint);
    return rc;
}

static int run(struct cli *cli)
{
    const struct options *given = cli->own;
    struct job job = {.cli = cli, .given = given, .scores = -1};
    int rc = check_usage(given, cli);
    if (rc == 0 && sealing_count(&given->sealing) == 1)
        return sealing_run(&given->sealing, cli);
    if (rc == 0 && given->explain)
        rc = choose_statement(cli);
    if (rc == 0)
        rc = read_values(&job);
    if (rc == 0)
        rc = find_period(&job);
    if (cli->operand_count > 0)
        cli_needs(cli, CX_NEEDS_WHOLE); /* the scores may be anybody's, of any period */
    if (rc == 0)
        rc = cli_open(cli, &job.db, CX_DB_READ);
    if (rc == 0 && given->is_check)
        cx_bonus_foresee(job.db, &job.period, cli->dry_run);
    if (rc == 0)
        rc = cx_db_begin_read(job.db, &cli->err);
    if (rc == 0)
        rc = given->is_lint      ? run_lint(&job)
             : given->is_check   ? run_check(&job)
             : given->explain    ? run_explain(&job)
             : given->statements ? run_statements(&job)
             : given->with       ? run_whatif(&job)
                                 : run_sheet(&job);
    if (job.scores >= 0)
        close(job.scores);
    cx_db_close(job.db);
    free(job.tables);
    return rc;
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
