/* cx-assign: who works which account, and the day's work. */
#include <string.h>

#include "assign/assign.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "behalf.h"
#include "cli.h"
#include "fact/wall.h"

struct options {
    bool infer, release, fit, worklist, unmask, rest, risk;
    const char *targets, *policy, *min_gain, *employee, *per_person, *top;
};

static const struct cli_option options[] = {
    {"policy", 0, "POLICY", "expected (by default): most recovery; or balanced",
     .at = offsetof(struct options, policy), .needs = CX_NEEDS_IMPORT},
    {"min-gain", 0, "AMOUNT", "also move what could stay, if it gains more than this",
     .at = offsetof(struct options, min_gain), .needs = CX_NEEDS_IMPORT},
    {"infer", 0, NULL, "infer assignments from the contact history",
     .at = offsetof(struct options, infer), .needs = CX_NEEDS_IMPORT},
    {"release", 0, NULL, "end what is paid or closed, or of people who left",
     .at = offsetof(struct options, release), .needs = CX_NEEDS_IMPORT},
    {"fit", 0, NULL, "fit the chance of a payment, and test it",
     .at = offsetof(struct options, fit), .needs = CX_NEEDS_IMPORT},
    {"worklist", 0, NULL, "list whom to contact now, in order, and how",
     .at = offsetof(struct options, worklist), .needs = CX_NEEDS_REPORTS},
    {"employee", 0, "EMPLOYEE", "only this person's rows of the worklist",
     .at = offsetof(struct options, employee), .needs = CX_NEEDS_NOTHING},
    {"per-person", 0, "N", "at most N customers a day for each person",
     .at = offsetof(struct options, per_person), .needs = CX_NEEDS_NOTHING},
    {"rest", 0, NULL, "with --worklist: who is not on it, why, until when",
     .at = offsetof(struct options, rest), .needs = CX_NEEDS_NOTHING},
    {"unmask", 0, NULL, "with --worklist: names in full; this is audited",
     .at = offsetof(struct options, unmask), .needs = CX_NEEDS_DEBTORS},
    {"risk", 0, NULL, "list accounts that have become worse, and why",
     .at = offsetof(struct options, risk), .needs = CX_NEEDS_REPORTS},
    {"top", 0, "N", "rows of --risk (default 100); 0: all", .at = offsetof(struct options, top),
     .needs = CX_NEEDS_NOTHING},
    {"targets", 0, "TARGET", "break down a target: company:METRIC:2026-11=VALUE",
     .at = offsetof(struct options, targets), .needs = CX_NEEDS_PLAN},
};
static const struct cli_example examples[CLI_EXAMPLES] = {
    {"cx-assign --worklist --employee=E020 -f table",
     "what one person is to do today, the most urgent first"},
    {"cx-assign -n -o dealt.csv", "who would get which account today, without recording it"},
    {"cx-assign --release", "take accounts back from people who may no longer hold them"}};
static const struct cli_program program = {
    "cx-assign",
    "",
    "Decides and records who works which account, and lists what is to be done today.",
    options,
    sizeof options / sizeof *options,
    sizeof(struct options),
    examples,
    CX_NEEDS_IMPORT,
    false};

static const char *dry_run(const struct cli *cli)
{
    return cli->dry_run ? _("dry run: ") : "";
}

static int run_moves(struct cli *cli, const struct cx_assign_options *assign, struct cx_db *db,
                     struct cli_output *out)
{
    const struct options *given = cli->own;
    struct cx_moves *moves = NULL;
    int rc = (given->infer ? cx_assign_infer : cx_assign_release)(&moves, db, assign, &cli->err);
    if (rc == 0)
        cli_done(cli, "the changes of hands are made all the same");
    if (rc == 0)
        rc = cx_moves_table(out->table, moves, db, &cli->err);
    rc = cli_output_close(cli, out, rc);
    cli_done_all_the_same(cli, rc);
    if (rc == 0)
        cli_note(cli, cx_said_n("%s%zu change of hands", "%s%zu changes of hands", moves->count),
                 dry_run(cli), moves->count);
    cx_moves_free(moves);
    return rc;
}

static void say_dealing(struct cli *cli, const struct cx_dealing_sums *sums)
{
    char text[CX_DEC_TEXT];
    cx_dec_format(text, sums->expected_cents, 2);
    if (sums->gap >= 0)
        cli_note(cli,
                 cx_said_n("%s%lld change of hands; expected %s, at most %.3f %% below the best "
                           "possible",
                           "%s%lld changes of hands; expected %s, at most %.3f %% below the best "
                           "possible",
                           (unsigned long long)sums->moves),
                 dry_run(cli), (long long)sums->moves, text, sums->gap * 100);
    else
        cli_note(cli,
                 cx_said_n("%s%lld change of hands; expected %s",
                           "%s%lld changes of hands; expected %s", (unsigned long long)sums->moves),
                 dry_run(cli), (long long)sums->moves, text);
}

static int run_deal(struct cli *cli, const struct cx_assign_options *assign, struct cx_db *db,
                    struct cli_output *out)
{
    struct cx_dealing *dealing = NULL;
    int rc = cx_assign_deal(&dealing, db, assign, &cli->err);
    if (rc == 0)
        cli_done(cli, "the accounts are dealt out all the same");
    if (rc == 0)
        rc = cx_dealing_table(out->table, dealing, db, &cli->err);
    rc = cli_output_close(cli, out, rc);
    cli_done_all_the_same(cli, rc);
    if (rc == 0) {
        struct cx_dealing_sums sums = cx_dealing_sums(dealing);
        say_dealing(cli, &sums);
        if (sums.unplaced > 0)
            rc = cx_err_set(&cli->err, CX_EDATA,
                            cx_said_n("%lld account nobody could be given: the row without "
                                      "to_employee says why",
                                      "%lld accounts nobody could be given: the rows without "
                                      "to_employee say why",
                                      (unsigned long long)sums.unplaced),
                            (long long)sums.unplaced);
    }
    cx_dealing_free(dealing);
    return rc;
}

/* Why nobody is listed, in one sentence; it stays empty where somebody is. */
static void say_empty(struct cx_buf *out, const struct cli *cli,
                      const struct cx_worklist_sums *sums)
{
    const struct options *given = cli->own;
    char day[CX_DATE_TEXT];
    if (given->rest ? sums->rest > 0 : sums->now + sums->later > 0)
        return;
    if (!sums->has_stages)
        cx_buf_say(out, "the plan has no stages, so no debt is any team's: import stages, and deal "
                        "the accounts");
    else if (!given->rest && sums->opens_at > cli->now && sums->opens_at != INT64_MAX)
        cx_buf_say(out, "nobody may be contacted now: quiet hours end at %.16s",
                   cx_time_format(day, sums->opens_at));
    else if (sums->now + sums->later > 0)
        cx_buf_say(out, "nobody rests: everybody is on the worklist");
    else if (sums->rest > 0)
        cx_buf_say(out, "nobody is to be contacted today: --rest lists why (%lld)",
                   (long long)sums->rest);
    else
        cx_buf_say(out,
                   "none of these people holds an account that is in a stage: run cx-assign to "
                   "deal the accounts");
}

static void say_worklist(struct cli *cli, const struct cx_worklist_sums *sums)
{
    cli_note(cli, "%lld to contact now, %lld later", (long long)sums->now, (long long)sums->later);
    if (sums->rest > 0)
        cli_note(cli, "not listed: %lld; --rest lists them, with the reason",
                 (long long)sums->rest);
    if (sums->surplus > 0)
        cli_note(cli, "beyond --per-person: %lld", (long long)sums->surplus);
    if (!sums->has_strategies)
        cli_note(cli, "the plan has no strategies: the action is that of the stage's team");
}

/* An empty list says why: in its place where people read it, else beside it. */
static int close_worklist(struct cli *cli, struct cli_output *out,
                          const struct cx_worklist_sums *sums, int rc)
{
    struct cx_buf why = {0};
    bool is_read = out->format == CX_FORMAT_TABLE;
    if (rc == 0)
        say_empty(&why, cli, sums);
    if (why.len > 0 && is_read)
        cx_table_nothing(out->shown, cx_buf_str(&why));
    rc = cli_output_close(cli, out, rc);
    if (rc == 0 && why.len == 0)
        say_worklist(cli, sums);
    else if (rc == 0 && !is_read && !cli->quiet)
        cli_say(cli, cx_buf_str(&why));
    cx_buf_fini(&why);
    return rc;
}

static int run_list(struct cli *cli, const struct cx_assign_options *assign, struct cx_db *db,
                    struct cli_output *out)
{
    const struct options *given = cli->own;
    struct cx_worklist_sums sums = {0};
    int rc;
    if (given->worklist) {
        rc = cx_assign_worklist(&sums, out->table, db, assign, &cli->err);
        return close_worklist(cli, out, &sums, rc);
    }
    if (given->risk)
        rc = cx_assign_risk(out->table, db, assign, &cli->err);
    else if (given->fit)
        rc = cx_assign_fit(out->table, db, assign, &cli->err);
    else
        rc = cx_assign_targets(out->table, db, given->targets, assign, &cli->err);
    return cli_output_close(cli, out, rc);
}

static int read_amount(int64_t *value, const char *option, const char *text, int decimals,
                       struct cx_err *err)
{
    enum cx_dec_result result = decimals == 2 ? cx_money_parse(value, text, strlen(text))
                                              : cx_dec_parse(value, text, strlen(text), decimals);
    if (result != CX_DEC_OK || *value < 0)
        return cx_err_set(err, CX_EUSAGE, "%s: \"%s\" is not %s", option, text,
                          decimals == 2 ? _("an amount of money") : _("a whole number"));
    return 0;
}

/* Which options don't go together. */
static int check_usage(const struct options *given, const struct cli *cli, struct cx_err *err)
{
    int modes = given->infer + given->release + given->fit + given->worklist + given->risk +
                (given->targets != NULL);
    const char *policy = given->policy ? given->policy : "expected";
    if (modes > 1)
        return cx_err_set(err, CX_EUSAGE,
                          "one at a time: --infer, --release, --fit, --worklist, --risk or "
                          "--targets");
    if ((given->policy || given->min_gain) && modes > 0)
        return cx_err_set(err, CX_EUSAGE,
                          "--policy and --min-gain are only for dealing accounts out");
    if (given->employee && !given->worklist)
        return cx_err_set(err, CX_EUSAGE, "--employee is only for --worklist");
    if (given->unmask && !given->worklist)
        return cx_err_set(err, CX_EUSAGE, "--unmask is only for --worklist");
    if ((given->per_person || given->rest) && !given->worklist)
        return cx_err_set(err, CX_EUSAGE, "--per-person and --rest are only for --worklist");
    if (given->top && !given->risk)
        return cx_err_set(err, CX_EUSAGE, "--top is only for --risk");
    if (cli->operand_count > 0)
        return cli_unexpected(cli, cli->operands[0], err);
    if (strcmp(policy, "expected") != 0 && strcmp(policy, "balanced") != 0)
        return cx_err_set(err, CX_EUSAGE, "--policy must be expected or balanced");
    if (given->min_gain && strcmp(policy, "balanced") == 0)
        return cx_err_set(err, CX_EUSAGE, "--min-gain is only for --policy=expected");
    return 0;
}

static int read_options(struct cx_assign_options *assign, struct cli *cli)
{
    const struct options *given = cli->own;
    bool is_balanced = given->policy && strcmp(given->policy, "balanced") == 0;
    *assign = (struct cx_assign_options){
        .now = cli->now,
        .until = cli->until,
        .dry_run = cli->dry_run,
        .arguments = cli->arguments,
        .policy = is_balanced ? CX_POLICY_BALANCED : CX_POLICY_EXPECTED,
        .min_gain_cents = -1,
        .employee = given->employee,
        .unmask = given->unmask,
        .of_rest = given->rest,
        .top = 100,
    };
    int rc = check_usage(given, cli, &cli->err);
    if (rc == 0 && given->min_gain)
        rc = read_amount(&assign->min_gain_cents, "--min-gain", given->min_gain, 2, &cli->err);
    if (rc == 0 && given->top)
        rc = read_amount(&assign->top, "--top", given->top, 0, &cli->err);
    if (rc == 0 && given->per_person)
        rc = read_amount(&assign->per_person, "--per-person", given->per_person, 0, &cli->err);
    if (rc == 0 && given->per_person && assign->per_person == 0)
        rc = cx_err_set(&cli->err, CX_EUSAGE, "--per-person must be 1 or more");
    return rc;
}

static const char *title_of(const struct options *given)
{
    return given->rest       ? N_("Not on the worklist")
           : given->worklist ? N_("Worklist")
           : given->risk     ? N_("Early warnings")
           : given->fit      ? N_("Chance of a payment")
           : given->targets  ? N_("Targets")
                             : N_("Changes of hands");
}

static int run(struct cli *cli)
{
    const struct options *given = cli->own;
    struct cx_assign_options assign;
    struct cx_db *db = NULL;
    struct cli_output out = {0};
    bool only_reads = given->worklist || given->risk || given->targets;
    int rc = read_options(&assign, cli);
    /* The output is opened first: a bad name or format must not be found when all is committed. */
    if (rc == 0)
        rc = cli_table_open(cli, &out, title_of(given));
    if (rc == 0)
        rc = only_reads ? cli_open_shown(cli, &db, given->unmask) : cli_open(cli, &db, CX_DB_WRITE);
    if (rc == 0)
        rc = behalf_named(cli, db, given->employee, NULL);
    if (rc == 0 && !only_reads)
        rc = cx_wall_raise_for_change(db, cli->until, &cli->err);
    if (rc == 0)
        rc = (given->infer || given->release ? run_moves
              : only_reads || given->fit     ? run_list
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
