#include "cli.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/caller.h"
#include "base/lang.h"
#include "base/mem.h"
#include "behalf.h"
#include "clock.h"
#include "complete.h"
#include "config.h"
#include "fact/wall.h"
#include "language.h"
#include "options.h"
#include "store/audit.h"

#define DAY_S 86400

static int set_now(struct cli *cli)
{
    const char *text = cli->as_of_text;
    const char *what = text ? "--as-of" : "$CX_TODAY";
    cli->is_as_of = text != NULL;
    if (!text)
        text = getenv("CX_TODAY");
    if (cli->is_as_of || (text && *text)) { /* an empty option is a slip */
        if (cx_time_parse(&cli->now, text, strlen(text), CX_ORDER_YMD) != CX_DATE_OK)
            return cx_err_set(&cli->err, CX_EUSAGE,
                              "%s: \"%s\" is not a date: write 2026-10-31 or 2026-10-31T18:05",
                              what, text);
        bool is_day = !strpbrk(text, "T:");
        cli->until = is_day ? cli->now + DAY_S - 1 : cli->now;
        return 0;
    }
    if (!cli->behalf) /* which has taken it */
        clock_take_zone(cli->db);
    cli->now = cli->until = cx_time_clock();
    return 0;
}

static void join_arguments(struct cli *cli, int argc, char **argv)
{
    struct cx_buf text = {0};
    for (int i = 0; i < argc; i++)
        cx_buf_printf(&text, "%s%s", i ? " " : "", argv[i]);
    cli->arguments = text.data;
}

/* A descriptor that was closed before we start would be taken by the database. */
static void open_standard_files(void)
{
    for (int fd = 0; fd < 3; fd++) {
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
    }
}

/* Says what err holds, frees what cli holds, and gives the exit status. */
static int end(struct cli *cli, int rc)
{
    behalf_end(cli, rc);
    if (rc < 0 && cli->err.text[0])
        cli_say(cli, cli->err.text);
    if (rc == CX_EUSAGE)
        fprintf(stderr, _("Try '%s --help'.\n"), cli->program->name);
    free(cli->arguments);
    free(cli->placed);
    free(cli->proviso);
    free(cli->given);
    free(cli->own);
    return cx_err_status(rc);
}

/* A relative file goes into the configured folder, unless it says ./ or ../ itself; - is none. */
static char *place(const char *output)
{
    const char *folder = getenv("CX_OUTPUT");
    struct cx_buf path = {0};
    if (folder && *folder && *output != '/' && *output != '.' && strcmp(output, "-") != 0)
        cx_buf_printf(&path, "%s/", folder);
    cx_buf_puts(&path, output);
    return path.data;
}

/* Reads the command line: 0 to go on, 1 after --help and --version, or CX_EUSAGE. */
static int start(struct cli *cli, const struct cli_program *program, int argc, char **argv)
{
    uid_t uid;
    int rc;
    *cli = (struct cli){.program = program, .end = CX_DATE_NONE};
    cli->own = cx_alloc(program->own_size);
    if ((rc = behalf_begin(cli)) < 0 || (rc = config_read(&cli->err)) < 0)
        return rc;
    join_arguments(cli, argc, argv);
    if (argc > 1 && strcmp(argv[1], "--complete") == 0) { /* a shell asks (packaging/completion) */
        if ((rc = language_choose(NULL, &cli->err)) < 0)
            return rc;
        if (!cx_caller_uid(&uid)) /* it tells of everybody, whoever asks */
            complete(program, options_common, options_common_count, argv + 2, argc - 2);
        return 1;
    }
    cli->lang = options_find_lang(program, argc, argv);
    rc = language_choose(cli->lang, &cli->err);
    if (rc == 0)
        rc = options_read(cli, argc, argv);
    if (rc == 0)
        rc = behalf_check(cli);
    if (!cli->db)
        cli->db = getenv("CX_DB") && *getenv("CX_DB") ? getenv("CX_DB") : "cx.db";
    if (rc == 0 && cli->output)
        cli->output = cli->placed = place(cli->output);
    return rc != 0 ? rc : set_now(cli);
}

/* Help and version went to stdout: were they written? */
static int check_stdout(struct cli *cli)
{
    struct cx_outfile out = {0};
    int rc = cx_outfile_open(&out, NULL, &cli->err);
    if (rc == 0)
        rc = cx_outfile_commit(&out, &cli->err);
    cx_outfile_fini(&out);
    return rc;
}

int cli_main(const struct cli_program *program, int argc, char **argv, int (*run)(struct cli *cli))
{
    static const struct rlimit no_core = {0, 0};
    struct cli cli;
    cx_mem_use_large_pages();
    open_standard_files();
    signal(SIGPIPE, SIG_IGN);
    setrlimit(RLIMIT_CORE, &no_core); /* it would hold names and pay */
    signal(SIGXFSZ, SIG_IGN); /* the write that goes over a limit fails, as on a full disk */
    int rc = start(&cli, program, argc, argv);
    if (rc == 0)
        cli_choose_output_language(&cli);
    if (rc == 0)
        rc = run(&cli);
    else if (rc > 0)
        rc = check_stdout(&cli);
    return end(&cli, rc);
}

int cli_raise_wall(struct cli *cli, struct cx_db *db)
{
    return cx_wall_raise(db, cli->until, cli->end, &cli->err);
}

static int open_database(struct cli *cli, struct cx_db **db, enum cx_db_mode mode)
{
    int rc = behalf_open(cli);
    if (rc == 0)
        rc = cx_db_open(db, cli->db, mode, &cli->err);
    if (rc == 0 && (rc = behalf_guard(cli, *db)) < 0) {
        cx_db_close(*db);
        *db = NULL;
    }
    if (rc == 0)
        language_of_database(*db, cli->lang);
    if (rc == 0 && cx_db_is_exposed(cli->db))
        cli_note(cli, "%s: warning: others can change this database: chmod 600 it", cli->db);
    return rc;
}

int cli_open(struct cli *cli, struct cx_db **db, enum cx_db_mode mode)
{
    int rc = open_database(cli, db, mode);
    if (rc == 0 && (mode == CX_DB_READ || mode == CX_DB_VERIFY) &&
        (rc = cli_raise_wall(cli, *db)) < 0) {
        cx_db_close(*db);
        *db = NULL;
    }
    return rc;
}

int cli_open_whole(struct cli *cli, struct cx_db **db)
{
    return open_database(cli, db, CX_DB_READ);
}

int cli_open_recorded(struct cli *cli, struct cx_db **db)
{
    const struct cx_audit audit = {cli->now, cli->program->name, cli->arguments, ""};
    int rc = open_database(cli, db, CX_DB_WRITE);
    if (rc == 0)
        rc = cx_db_begin(*db, &cli->err);
    if (rc == 0)
        rc = cx_audit_add(*db, &audit, &cli->err);
    return rc < 0 ? rc : cx_db_commit(*db, &cli->err);
}

int cli_open_shown(struct cli *cli, struct cx_db **db, bool is_unmasked)
{
    if (!is_unmasked)
        return cli_open(cli, db, CX_DB_READ);
    if (cli->dry_run)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "--unmask is written to the audit log, which --dry-run forbids");
    int rc = cli_open_recorded(cli, db);
    return rc < 0 ? rc : cli_raise_wall(cli, *db);
}
