/* cx-assign: who works which account, and the day's work. */
#include <string.h>

#include "assign/assign.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "cli.h"

static bool is_infer, is_release, is_fit, is_worklist, is_risk;
static const char *targets, *policy, *min_gain, *employee, *top;

static const struct cli_option options[] = {
    {"policy", 0, "POLICY",
     "expected (the default): the highest sum of expected recovery; balanced: even counts and "
     "balances",
     NULL, &policy},
    {"min-gain", 0, "AMOUNT",
     "also move accounts that may stay, where a move is worth so much; else only what must move "
     "does",
     NULL, &min_gain},
    {"infer", 0, NULL,
     "assignments from the contact history: whoever contacted an account last holds it", &is_infer,
     NULL},
    {"release", 0, NULL, "end the assignments of accounts paid or closed and of people who left",
     &is_release, NULL},
    {"fit", 0, NULL,
     "learn the chance of a payment from the history, and judge it on the last part", &is_fit,
     NULL},
    {"worklist", 0, NULL, "who is to be contacted now, in order, and how", &is_worklist, NULL},
    {"employee", 0, "ID", "of the worklist, only this person's", NULL, &employee},
    {"risk", 0, NULL, "accounts that got worse, and why", &is_risk, NULL},
    {"top", 0, "N", "of the risk list, so many rows; else 100, and 0 is all", NULL, &top},
    {"targets", 0, "TARGET",
     "break a target down to teams and people, as in company:recovered_amount:2026-11=1200000",
     NULL, &targets},
};
static const struct cli_program program = {
    "cx-assign", "[--infer|--release|--fit|--worklist|--risk|--targets=TARGET]",
    "Says and records who works which account, and what is to be done today.", options,
    sizeof options / sizeof *options};

static void say_count(struct cli *cli, int64_t moves, const char *more)
{
    struct cx_buf text = {0};
    cx_buf_printf(&text, "%s%lld change%s of hands%s", cli->dry_run ? "dry run: " : "",
                  (long long)moves, moves == 1 ? "" : "s", more);
    if (!cli->quiet)
        cli_say(cli, cx_buf_str(&text));
    cx_buf_fini(&text);
}

static int run_moves(struct cli *cli, const struct cx_assign_options *assign, struct cx_db *db,
                     struct cli_output *out)
{
    struct cx_moves *moves = NULL;
    int rc = (is_infer ? cx_assign_infer : cx_assign_release)(&moves, db, assign, &cli->err);
    if (rc == 0)
        rc = cx_moves_write(moves, db, out->file.stream, out->format, &out->options, &cli->err);
    rc = cli_output_close(cli, out, rc);
    if (rc == 0)
        say_count(cli, (int64_t)moves->count, "");
    cx_moves_free(moves);
    return rc;
}

static void say_dealing(struct cli *cli, const struct cx_dealing_sums *sums)
{
    struct cx_buf more = {0};
    char text[CX_DEC_TEXT];
    cx_buf_printf(&more, "; expected %s", cx_dec_format(text, sums->expected_cents, 2));
    if (sums->gap >= 0)
        cx_buf_printf(&more, ", at most %.3f %% below the best possible", sums->gap * 100);
    say_count(cli, sums->moves, cx_buf_str(&more));
    cx_buf_fini(&more);
}

static int run_deal(struct cli *cli, const struct cx_assign_options *assign, struct cx_db *db,
                    struct cli_output *out)
{
    struct cx_dealing *dealing = NULL;
    int rc = cx_assign_deal(&dealing, db, assign, &cli->err);
    if (rc == 0)
        rc = cx_dealing_write(dealing, db, out->file.stream, out->format, &out->options, &cli->err);
    rc = cli_output_close(cli, out, rc);
    if (rc == 0) {
        struct cx_dealing_sums sums = cx_dealing_sums(dealing);
        say_dealing(cli, &sums);
        if (sums.unplaced > 0)
            rc = cx_err_set(&cli->err, CX_EDATA,
                            "%lld account%s nobody could be given: the rows without to_employee "
                            "say why",
                            (long long)sums.unplaced, sums.unplaced == 1 ? "" : "s");
    }
    cx_dealing_free(dealing);
    return rc;
}

static void say_worklist(struct cli *cli, const struct cx_worklist_sums *sums)
{
    struct cx_buf text = {0};
    char day[CX_DATE_TEXT];
    if (sums->opens_at > cli->now && sums->opens_at != INT64_MAX)
        cx_buf_printf(&text, "nobody may be contacted now: quiet hours end at %.16s",
                      cx_time_format(day, sums->opens_at));
    else
        cx_buf_printf(&text, "%lld to contact now, %lld later", (long long)sums->now,
                      (long long)sums->later);
    if (!sums->has_strategies)
        cx_buf_puts(&text, "\nthe plan has no strategies: the action is that of the stage's team");
    if (!cli->quiet)
        cli_say(cli, cx_buf_str(&text));
    cx_buf_fini(&text);
}

static int run_list(struct cli *cli, const struct cx_assign_options *assign, struct cx_db *db,
                    struct cli_output *out)
{
    struct cx_assign_output to = {out->file.stream, out->format, &out->options};
    struct cx_worklist_sums sums = {0};
    int rc;
    if (is_worklist)
        rc = cx_assign_worklist(&sums, &to, db, assign, &cli->err);
    else if (is_risk)
        rc = cx_assign_risk(&to, db, assign, &cli->err);
    else if (is_fit)
        rc = cx_assign_fit(&to, db, assign, &cli->err);
    else
        rc = cx_assign_targets(&to, db, targets, assign, &cli->err);
    rc = cli_output_close(cli, out, rc);
    if (rc == 0 && is_worklist)
        say_worklist(cli, &sums);
    return rc;
}

static int read_amount(int64_t *value, const char *option, const char *text, int decimals,
                       struct cx_err *err)
{
    enum cx_dec_result result = decimals == 2 ? cx_money_parse(value, text, strlen(text))
                                              : cx_dec_parse(value, text, strlen(text), decimals);
    if (result != CX_DEC_OK || *value < 0)
        return cx_err_set(err, CX_EUSAGE, "%s: \"%s\" is not %s", option, text,
                          decimals == 2 ? "an amount of money" : "a whole number");
    return 0;
}

static int read_options(struct cx_assign_options *assign, struct cli *cli)
{
    int modes = is_infer + is_release + is_fit + is_worklist + is_risk + (targets != NULL);
    int rc = 0;
    *assign = (struct cx_assign_options){.now = cli->now,
                                         .dry_run = cli->dry_run,
                                         .arguments = cli->arguments,
                                         .min_gain_cents = -1,
                                         .employee = employee,
                                         .top = 100};
    if (modes > 1)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "one at a time: --infer, --release, --fit, --worklist, --risk or "
                          "--targets");
    if ((policy || min_gain) && modes > 0)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "--policy and --min-gain are for dealing accounts out");
    if (employee && !is_worklist)
        return cx_err_set(&cli->err, CX_EUSAGE, "--employee is for --worklist");
    if (top && !is_risk)
        return cx_err_set(&cli->err, CX_EUSAGE, "--top is for --risk");
    if (cli->operand_count > 0)
        return cx_err_set(&cli->err, CX_EUSAGE, "\"%s\" is one word too many", cli->operands[0]);
    if (policy && strcmp(policy, "balanced") == 0)
        assign->policy = CX_POLICY_BALANCED;
    else if (policy && strcmp(policy, "expected") != 0)
        return cx_err_set(&cli->err, CX_EUSAGE, "--policy is expected or balanced");
    if (min_gain && assign->policy == CX_POLICY_BALANCED)
        return cx_err_set(&cli->err, CX_EUSAGE, "--min-gain is for --policy=expected");
    if (min_gain)
        rc = read_amount(&assign->min_gain_cents, "--min-gain", min_gain, 2, &cli->err);
    if (rc == 0 && top)
        rc = read_amount(&assign->top, "--top", top, 0, &cli->err);
    return rc;
}

static int run(struct cli *cli)
{
    struct cx_assign_options assign;
    struct cx_db *db = NULL;
    struct cli_output out = {0};
    bool only_reads = is_worklist || is_risk || targets;
    bool is_list = only_reads || is_fit;
    int rc = read_options(&assign, cli);
    /* The output is opened first: a bad name or format must not be found when all is committed. */
    if (rc == 0)
        rc = cli_output_open(cli, &out,
                             is_worklist ? "Worklist"
                             : is_risk   ? "Early warnings"
                             : is_fit    ? "Chance of a payment"
                             : targets   ? "Targets"
                                         : "Changes of hands");
    if (rc == 0)
        rc = cli_open(cli, &db, only_reads ? CX_DB_READ : CX_DB_WRITE);
    if (rc == 0)
        rc = (is_infer || is_release ? run_moves
              : is_list              ? run_list
                                     : run_deal)(cli, &assign, db, &out);
    else
        rc = cli_output_close(cli, &out, rc);
    cx_db_close(db);
    return rc;
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
