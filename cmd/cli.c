#include "cli.h"

#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/caller.h"
#include "base/hidden.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "behalf.h"
#include "complete.h"
#include "config.h"
#include "fact/wall.h"
#include "help.h"
#include "language.h"
#include "store/audit.h"

#define DAY_S 86400

enum {
    DB,
    PERIOD,
    AS_OF,
    OUTPUT,
    MODE,
    FORMAT,
    COLUMNS,
    WIDE,
    DRY_RUN,
    QUIET,
    VERBOSE,
    PROGRESS,
    LANGUAGE,
    HELP,
    VERSION,
    COMMON
};

static const struct cli_option common[COMMON] = {
    [DB] = {"db", 'd', "FILE", "the database; by default $CX_DB, else ./cx.db", .at = 0},
    [PERIOD] = {"period", 'p', "PERIOD",
                "2026-10, 2026-Q4, 2026, 2026-W41, 2026-10-05, a range A..B, "
                "this-month, last-month, yesterday, today",
                .at = 0},
    [AS_OF] = {"as-of", 0, "DATE[Thh:mm]",
               "the current date or time; by default $CX_TODAY, else the clock", .at = 0},
    [OUTPUT] = {"output", 'o', "FILE", "write to FILE, completely or not at all, instead of stdout",
                .at = 0},
    [MODE] =
        {"mode", 0, "MODE",
         "who may read the file of -o, in octal: 600 (the default for a new one), 640, 660, 644",
         .at = 0},
    [FORMAT] = {"format", 'f', "FORMAT", CX_FORMAT_NAMES, .at = 0},
    [COLUMNS] = {"columns", 0, "NAME,...",
                 "show only these columns, in this order; or, with -NAME, all but these", .at = 0},
    [WIDE] = {"wide", 0, NULL, "show all columns of a table, even if the terminal is narrower",
              .at = 0},
    [DRY_RUN] = {"dry-run", 'n', NULL, "report what would change, but change nothing", .at = 0},
    [QUIET] = {"quiet", 'q', NULL, "print no messages except errors", .at = 0},
    [VERBOSE] = {"verbose", 'v', NULL, "print more messages", .at = 0},
    [PROGRESS] = {"progress", 0, "WHEN", "auto (on a terminal, after one second), always or never",
                  .at = 0},
    [LANGUAGE] = {"lang", 0, "LANGUAGE",
                  "the language of what people read: en or zh_CN; by default $CX_LANG, else the "
                  "database's setting, else the locale",
                  .at = 0},
    [HELP] = {"help", 'h', NULL, "print this text", .at = 0},
    [VERSION] = {"version", 'V', NULL, "print the version", .at = 0},
};

/* Long options are numbered above every letter: common ones first, then the program's. */
#define FIRST_LONG (CHAR_MAX + 1)

void cli_say(const struct cli *cli, const char *message)
{
    struct cx_buf shown = {0};
    cx_hidden_show(&shown, message, "\n"); /* a name in it may not speak for us */
    message = cx_buf_str(&shown);
    while (*message) {
        size_t n = strcspn(message, "\n");
        fprintf(stderr, "%s: %.*s\n", cli->program->name, (int)n, message);
        message += n + (message[n] == '\n');
    }
    cx_buf_fini(&shown);
}

void cli_note(const struct cli *cli, const char *format, ...)
{
    struct cx_buf text = {0};
    va_list args;
    va_start(args, format);
    cx_buf_vprintf(&text, cx_said(format), args);
    va_end(args);
    if (!cli->quiet)
        cli_say(cli, cx_buf_str(&text));
    cx_buf_fini(&text);
}

void cli_done_all_the_same(struct cli *cli, int rc, const char *format, ...)
{
    struct cx_buf text = {0};
    size_t n = strlen(cli->err.text);
    va_list args;
    va_start(args, format);
    cx_buf_vprintf(&text, cx_said(format), args);
    va_end(args);
    if (rc < 0 && !cli->dry_run) /* a pipe that nobody reads has no message of its own */
        snprintf(cli->err.text + n, sizeof cli->err.text - n, "%s%s", n ? ": " : "",
                 cx_buf_str(&text));
    cx_buf_fini(&text);
}

static void make_tables(const struct cli_program *program, struct option *longs, char *shorts)
{
    size_t n = 0;
    for (int i = 0; i < COMMON; i++, n++) {
        longs[n] =
            (struct option){common[i].name, common[i].argument ? required_argument : no_argument,
                            NULL, FIRST_LONG + i};
        if (common[i].letter)
            shorts += sprintf(shorts, "%c%s", common[i].letter, common[i].argument ? ":" : "");
    }
    for (size_t i = 0; i < program->option_count; i++, n++) {
        const struct cli_option *o = &program->options[i];
        int takes = o->is_optional ? optional_argument
                    : o->argument  ? required_argument
                                   : no_argument;
        longs[n] = (struct option){o->name, takes, NULL, FIRST_LONG + COMMON + (int)i};
        if (o->letter)
            shorts += sprintf(shorts, "%c%s", o->letter, o->argument ? ":" : "");
    }
    longs[n] = (struct option){0};
    *shorts = '\0';
}

/* The number of an option, whether its letter or its long name was given. */
static int option_number(const struct cli_program *program, int c)
{
    if (c >= FIRST_LONG)
        return c - FIRST_LONG;
    for (int i = 0; i < COMMON; i++) {
        if (common[i].letter == c)
            return i;
    }
    for (size_t i = 0; i < program->option_count; i++) {
        if (program->options[i].letter == c)
            return COMMON + (int)i;
    }
    return -1;
}

static int set_now(struct cli *cli, const char *text)
{
    const char *what = text ? "--as-of" : "$CX_TODAY";
    cli->is_as_of = text != NULL;
    if (!text)
        text = getenv("CX_TODAY");
    if (text && *text) {
        if (cx_time_parse(&cli->now, text, strlen(text), CX_ORDER_YMD) != CX_DATE_OK)
            return cx_err_set(&cli->err, CX_EUSAGE,
                              "%s: \"%s\" is not a date: write 2026-10-31 or 2026-10-31T18:05",
                              what, text);
        bool is_day = !strpbrk(text, "T:");
        cli->until = is_day ? cli->now + DAY_S - 1 : cli->now;
        return 0;
    }
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

/* Never less than its owner needs, and never a file that others can change or run. */
static int set_mode(struct cli *cli, const char *text)
{
    size_t n = strlen(text);
    unsigned long mode =
        strspn(text, "01234567") == n && n >= 3 && n <= 4 ? strtoul(text, NULL, 8) : 0;
    if ((mode & 0600) != 0600 || (mode & ~0664UL) != 0)
        return cx_err_set(
            &cli->err, CX_EUSAGE,
            "--mode: \"%s\" is not the mode of a file that its owner can read and write and "
            "others can't write: write 600, 640, 660 or 644",
            text);
    cli->mode = (unsigned)mode;
    return 0;
}

static int set_progress(struct cli *cli, const char *text)
{
    static const char *const words[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(words[i], text) == 0) {
            cli->progress = (enum progress_when)i;
            return 0;
        }
    }
    return cx_err_set(&cli->err, CX_EUSAGE, "--progress must be auto, always or never");
}

static void set_own(struct cli *cli, const struct cli_option *own)
{
    void *at = (char *)cli->own + own->at;
    CX_GROW(cli->given, cli->given_count, cli->given_cap);
    cli->given[cli->given_count++] = (struct cli_given){own, own->argument ? optarg : NULL};
    if (own->argument)
        *(const char **)at = optarg ? optarg : "";
    else
        *(bool *)at = true;
}

/* The long options that begin so, and the one that is like it. */
static int compare_options(struct cx_nearest *nearest, const struct cli_program *program,
                           const char *name, size_t n)
{
    int begin = 0;
    for (size_t i = 0; i < COMMON + program->option_count; i++) {
        const char *other = i < COMMON ? common[i].name : program->options[i - COMMON].name;
        begin += strncmp(other, name, n) == 0;
        cx_nearest_try(nearest, name, n, other);
    }
    return begin;
}

/* What getopt says of an option, which it would say in English. */
static int refuse_option(struct cli *cli, const char *given)
{
    struct cx_nearest nearest = {0};
    int n = (int)strcspn(given, "=");
    if (optopt != 0 && option_number(cli->program, optopt) < 0)
        return cx_err_set(&cli->err, CX_EUSAGE, "invalid option -- '%c'", optopt);
    if (optopt != 0 && optopt < FIRST_LONG)
        return cx_err_set(&cli->err, CX_EUSAGE, "option requires an argument -- '%c'", optopt);
    if (optopt != 0)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          given[n] ? "option '%.*s' doesn't allow an argument"
                                   : "option '%.*s' requires an argument",
                          n, given);
    if (compare_options(&nearest, cli->program, given + 2, (size_t)n - 2) > 1)
        return cx_err_set(&cli->err, CX_EUSAGE, "option '%.*s' is ambiguous", n, given);
    return nearest.name[0]
               ? cx_err_set(&cli->err, CX_EUSAGE, "unrecognized option '%.*s'\ndid you mean --%s?",
                            n, given, nearest.name)
               : cx_err_set(&cli->err, CX_EUSAGE, "unrecognized option '%.*s'", n, given);
}

static int take_option(struct cli *cli, int number, const char *given, const char **as_of)
{
    const struct cli_option *own =
        number >= COMMON ? &cli->program->options[number - COMMON] : NULL;
    switch (number) {
    case DB: cli->db = optarg; return 0;
    case PERIOD: cli->period_text = optarg; return 0;
    case AS_OF: *as_of = optarg; return 0;
    case OUTPUT: cli->output = optarg; return 0;
    case MODE: return set_mode(cli, optarg);
    case FORMAT: cli->format_name = optarg; return 0;
    case COLUMNS: cli->columns = optarg; return 0;
    case WIDE: cli->is_wide = true; return 0;
    case DRY_RUN: cli->dry_run = true; return 0;
    case QUIET: cli->quiet = true; return 0;
    case VERBOSE: cli->verbose = true; return 0;
    case PROGRESS: return set_progress(cli, optarg);
    case LANGUAGE: return 0; /* start() has seen it before all others */
    case HELP: help_print(cli->program, common, COMMON); return 1;
    case VERSION:
        printf("%s %s (%s)\n", cli->program->name, CX_VERSION, cx_db_engine());
        puts(_("Copyright (c) 2026 the cx authors. Licence: MIT."));
        return 1;
    default:
        if (!own)
            return refuse_option(cli, given);
        set_own(cli, own);
        return 0;
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
    free(cli->provisional);
    free(cli->given);
    free(cli->own);
    return cx_err_status(rc);
}

/* --lang, wherever it stands: it holds for all that is said of the others. NULL: not given. */
static const char *find_lang(const struct cli_program *program, int argc, char **argv,
                             const char *shorts, const struct option *longs)
{
    const char *lang = NULL;
    int c;
    opterr = 0;
    while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (option_number(program, c) == LANGUAGE)
            lang = optarg;
    }
    optind = 0; /* from the start again */
    return lang;
}

/* A relative file goes into the configured folder, unless it says ./ or ../ itself. */
static char *place(const char *output)
{
    const char *folder = getenv("CX_OUTPUT");
    struct cx_buf path = {0};
    if (folder && *folder && *output != '/' && *output != '.')
        cx_buf_printf(&path, "%s/", folder);
    cx_buf_puts(&path, output);
    return path.data;
}

/* Reads the command line: 0 to go on, 1 after --help and --version, or CX_EUSAGE. */
static int start(struct cli *cli, const struct cli_program *program, int argc, char **argv)
{
    struct option longs[64];
    char shorts[96];
    const char *as_of = NULL;
    uid_t uid;
    int c, rc = 0;
    *cli = (struct cli){.program = program, .end = CX_DATE_NONE};
    cli->own = cx_alloc(program->own_size);
    if ((rc = behalf_begin(cli)) < 0 || (rc = config_read(&cli->err)) < 0)
        return rc;
    join_arguments(cli, argc, argv);
    make_tables(program, longs, shorts);
    argv[0] = (char *)(uintptr_t)program->name;           /* getopt's own messages begin with it */
    if (argc > 1 && strcmp(argv[1], "--complete") == 0) { /* a shell asks (packaging/completion) */
        if ((rc = language_choose(NULL, &cli->err)) < 0)
            return rc;
        if (!cx_caller_uid(&uid)) /* it tells of everybody, whoever asks */
            complete(program, common, COMMON, argv + 2, argc - 2);
        return 1;
    }
    cli->lang = find_lang(program, argc, argv, shorts, longs);
    rc = language_choose(cli->lang, &cli->err);
    while (rc == 0 && (c = getopt_long(argc, argv, shorts, longs, NULL)) != -1)
        rc = take_option(cli, option_number(program, c), argv[optind - 1], &as_of);
    cli->operands = argv + optind;
    cli->operand_count = argc - optind;
    if (rc == 0)
        rc = behalf_check(cli);
    if (!cli->db)
        cli->db = getenv("CX_DB") && *getenv("CX_DB") ? getenv("CX_DB") : "cx.db";
    if (rc == 0 && cli->output)
        cli->output = cli->placed = place(cli->output);
    return rc != 0 ? rc : set_now(cli, as_of);
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

/* Says once, and keeps for titles, that there is more to come. */
static void note_provisional(struct cli *cli, const struct cx_period *period)
{
    struct cx_buf text = {0};
    char until[CX_DATE_TEXT];
    bool is_begun = (cx_time)period->from * DAY_S <= cli->until;
    bool is_day = (cli->until + 1) % DAY_S == 0;
    cx_time_format(until, cli->until);
    until[is_day ? 10 : 16] = '\0';
    cx_buf_show(&text, is_begun ? ", provisional, to %s" : ", not begun by %s", until);
    free(cli->provisional);
    cli->provisional = text.data;
    cli_note(cli,
             is_begun ? "%s has not ended: the figures are provisional, to %s"
                      : "%s has not begun by %s",
             period->name, until);
}

int cli_named_period(struct cli *cli, struct cx_period *period)
{
    if (!cli->period_text)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "no period given: name one with -p, as in -p 2026-10");
    int rc = cx_period_parse(period, cli->period_text, cx_date_of(cli->now), &cli->err);
    if (rc == 0)
        cli->end = period->to;
    return rc;
}

/* The clock is no wall for who asks of nothing but what lies ahead: a target, a plan tried on
 * events of a time to come. What is shown is what will be there at its end. --as-of is one all the
 * same. */
static void look_ahead(struct cli *cli, const struct cx_period *period, size_t count)
{
    struct cx_period first = *period;
    for (size_t i = 1; i < count; i++)
        first = cx_period_before(&first);
    if (!cli->is_as_of && (cx_time)first.from * DAY_S > cli->until)
        cli->until = (cx_time)period->to * DAY_S - 1;
}

int cli_periods(struct cli *cli, struct cx_period *period, size_t count)
{
    int rc = cli_named_period(cli, period);
    if (rc == 0 && (cx_time)period->to * DAY_S - 1 > cli->until) {
        note_provisional(cli, period);
        look_ahead(cli, period, count);
    }
    return rc;
}

int cli_period(struct cli *cli, struct cx_period *period)
{
    return cli_periods(cli, period, 1);
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
    if (rc == 0 && mode == CX_DB_READ && (rc = cli_raise_wall(cli, *db)) < 0) {
        cx_db_close(*db);
        *db = NULL;
    }
    return rc;
}

int cli_open_whole(struct cli *cli, struct cx_db **db)
{
    return open_database(cli, db, CX_DB_READ);
}

int cli_open_shown(struct cli *cli, struct cx_db **db, bool is_unmasked)
{
    const struct cx_audit audit = {cli->now, cli->program->name, cli->arguments, ""};
    if (!is_unmasked)
        return cli_open(cli, db, CX_DB_READ);
    if (cli->dry_run)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "--unmask is written to the audit log, which --dry-run forbids");
    int rc = cli_open(cli, db, CX_DB_WRITE);
    if (rc == 0)
        rc = cx_db_begin(*db, &cli->err);
    if (rc == 0)
        rc = cx_audit_add(*db, &audit, &cli->err);
    if (rc == 0)
        rc = cx_db_commit(*db, &cli->err);
    return rc < 0 ? rc : cli_raise_wall(cli, *db);
}
