/* cx-assign: who works which account. */
#include "assign/assign.h"
#include "base/buf.h"
#include "cli.h"

static bool is_infer, is_release;

static const struct cli_option options[] = {
    {"infer", 0, NULL,
     "assignments from the contact history: whoever contacted an account last holds it", &is_infer,
     NULL},
    {"release", 0, NULL, "end the assignments of accounts paid or closed and of people who left",
     &is_release, NULL},
};
static const struct cli_program program = {"cx-assign", "--infer|--release",
                                           "Says and records who works which account.", options,
                                           sizeof options / sizeof *options};

static void say_count(struct cli *cli, const struct cx_moves *moves)
{
    struct cx_buf text = {0};
    cx_buf_printf(&text, "%s%zu change%s of hands", cli->dry_run ? "dry run: " : "", moves->count,
                  moves->count == 1 ? "" : "s");
    if (!cli->quiet)
        cli_say(cli, cx_buf_str(&text));
    cx_buf_fini(&text);
}

static int run(struct cli *cli)
{
    struct cx_assign_options assign = {cli->now, cli->dry_run, cli->arguments};
    struct cx_db *db = NULL;
    struct cx_moves *moves = NULL;
    struct cli_output out = {0};
    if (is_infer == is_release)
        return cx_err_set(&cli->err, CX_EUSAGE, "what is to be done? Say --infer or --release");
    if (cli->operand_count > 0)
        return cx_err_set(&cli->err, CX_EUSAGE, "\"%s\" is one word too many", cli->operands[0]);
    /* The output is opened first: a bad name or format must not be found when all is committed. */
    int rc = cli_output_open(cli, &out, "Changes of hands");
    if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_WRITE);
    if (rc == 0)
        rc = (is_infer ? cx_assign_infer : cx_assign_release)(&moves, db, &assign, &cli->err);
    if (rc == 0)
        rc = cx_moves_write(moves, db, out.file.stream, out.format, &out.options, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    if (rc == 0)
        say_count(cli, moves);
    cx_moves_free(moves);
    cx_db_close(db);
    return rc;
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
