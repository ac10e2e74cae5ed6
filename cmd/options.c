#include "options.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "help.h"

enum {
    DB,
    PERIOD,
    AS_OF,
    OUTPUT,
    MODE,
    FORMAT,
    COLUMNS,
    WIDE,
    NO_PAGER,
    DRY_RUN,
    QUIET,
    VERBOSE,
    PROGRESS,
    LANGUAGE,
    HELP,
    VERSION,
    COMMON
};

const struct cli_option options_common[COMMON] = {
    [DB] = {"db", 'd', "FILE", "the database; by default $CX_DB, else ./cx.db", .at = 0},
    [PERIOD] = {"period", 'p', "PERIOD", "a month (2026-10), quarter, year, week, day, or A..B",
                .at = 0},
    [AS_OF] = {"as-of", 0, "DATE[Thh:mm]", "now, for this run; by default $CX_TODAY or the clock",
               .at = 0},
    [OUTPUT] = {"output", 'o', "FILE", "write to FILE, all or nothing, instead of stdout", .at = 0},
    [MODE] =
        {"mode", 0, "MODE",
         "who may read the file of -o, in octal: 600 (the default for a new one), 640, 660, 644",
         .at = 0, .is_rare = true},
    [FORMAT] = {"format", 'f', "FORMAT", CX_FORMAT_NAMES, .at = 0},
    [COLUMNS] = {"columns", 0, "NAME,...",
                 "show only these columns, in this order; or, with -NAME, all but these", .at = 0,
                 .is_rare = true},
    [WIDE] = {"wide", 0, NULL, "show all columns of a table, even if the terminal is narrower",
              .at = 0, .is_rare = true},
    [NO_PAGER] = {"no-pager", 0, NULL, "print to the terminal at once, however long it is", .at = 0,
                  .is_rare = true},
    [DRY_RUN] = {"dry-run", 'n', NULL, "report what would change, but change nothing", .at = 0},
    [QUIET] = {"quiet", 'q', NULL, "print no messages except errors", .at = 0},
    [VERBOSE] = {"verbose", 'v', NULL, "print more messages", .at = 0},
    [PROGRESS] = {"progress", 0, "WHEN", "auto (on a terminal, after one second), always or never",
                  .at = 0, .is_rare = true},
    [LANGUAGE] = {"lang", 0, "LANGUAGE",
                  "the language of what people read: en or zh_CN; by default $CX_LANG, else the "
                  "database's setting, else the locale",
                  .at = 0, .is_rare = true},
    [HELP] = {"help", 'h', NULL, "print this text", .at = 0},
    [VERSION] = {"version", 'V', NULL, "print the version", .at = 0},
};

const size_t options_common_count = COMMON;

/* Long options are numbered above every letter. */
#define FIRST_LONG (CHAR_MAX + 1)

/* The options in getopt's form. */
struct tables {
    struct option longs[64];
    char shorts[96];
};

/* Options are numbered through: the common ones first, then the program's. */
static const struct cli_option *nth_option(const struct cli_program *program, size_t i)
{
    return i < COMMON ? &options_common[i] : &program->options[i - COMMON];
}

static void make_tables(const struct cli_program *program, struct tables *tables)
{
    size_t n = COMMON + program->option_count;
    char *letter = tables->shorts;
    for (size_t i = 0; i < n; i++) {
        const struct cli_option *o = nth_option(program, i);
        int takes = o->is_optional ? optional_argument
                    : o->argument  ? required_argument
                                   : no_argument;
        tables->longs[i] = (struct option){o->name, takes, NULL, FIRST_LONG + (int)i};
        if (o->letter)
            letter += sprintf(letter, "%c%s", o->letter, o->argument ? ":" : "");
    }
    tables->longs[n] = (struct option){0};
    *letter = '\0';
}

/* The number of an option, whether its letter or its long name was given. */
static int option_number(const struct cli_program *program, int c)
{
    if (c >= FIRST_LONG)
        return c - FIRST_LONG;
    for (size_t i = 0; i < COMMON + program->option_count; i++) {
        if (nth_option(program, i)->letter == c)
            return (int)i;
    }
    return -1;
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
        const char *other = nth_option(program, i)->name;
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

/* The option as it stands on the command line. */
static const char *token(char *const *argv)
{
    return optarg == argv[optind - 1] ? argv[optind - 2] : argv[optind - 1];
}

static int refuse_part(struct cli *cli, const struct cli_option *own, const char *given)
{
    return cx_err_set(&cli->err, CX_EUSAGE, "option '%.*s' must be written out: --%s",
                      (int)strcspn(given, "="), given, own->name);
}

static int take_own(struct cli *cli, const struct cli_option *own, const char *given)
{
    size_t n = strlen(own->name);
    if (own->is_whole &&
        (strncmp(given + 2, own->name, n) != 0 || (given[n + 2] && given[n + 2] != '=')))
        return refuse_part(cli, own, given);
    set_own(cli, own);
    return 0;
}

static int take_option(struct cli *cli, int number, const char *given)
{
    switch (number) {
    case DB: cli->db = optarg; return 0;
    case PERIOD: cli->period_text = optarg; return 0;
    case AS_OF: cli->as_of_text = optarg; return 0;
    case OUTPUT: cli->output = optarg; return 0;
    case MODE: return set_mode(cli, optarg);
    case FORMAT: cli->format_name = optarg; return 0;
    case COLUMNS: cli->columns = optarg; return 0;
    case WIDE: cli->is_wide = true; return 0;
    case NO_PAGER: cli->no_pager = true; return 0;
    case DRY_RUN: cli->dry_run = true; return 0;
    case QUIET: cli->quiet = true; return 0;
    case VERBOSE: cli->verbose = true; return 0;
    case PROGRESS: return set_progress(cli, optarg);
    case LANGUAGE: return 0; /* it was found before all others */
    case HELP: help_print(cli->program, options_common, COMMON); return 1;
    case VERSION:
        printf("%s %s (%s)\n", cli->program->name, CX_VERSION, cx_db_engine());
        puts(_("Copyright (c) 2026 the cx authors. Licence: MIT."));
        return 1;
    default:
        if (number < 0)
            return refuse_option(cli, given);
        return take_own(cli, nth_option(cli->program, (size_t)number), given);
    }
}

const char *options_find_lang(const struct cli_program *program, int argc, char **argv)
{
    struct tables tables;
    const char *lang = NULL;
    int c;
    make_tables(program, &tables);
    opterr = 0; /* refuse_option() says it */
    while ((c = getopt_long(argc, argv, tables.shorts, tables.longs, NULL)) != -1) {
        if (option_number(program, c) == LANGUAGE)
            lang = optarg;
    }
    optind = 0; /* from the start again */
    return lang;
}

int options_read(struct cli *cli, int argc, char **argv)
{
    struct tables tables;
    int c, rc = 0;
    make_tables(cli->program, &tables);
    opterr = 0;
    while (rc == 0 && (c = getopt_long(argc, argv, tables.shorts, tables.longs, NULL)) != -1)
        rc = take_option(cli, option_number(cli->program, c), token(argv));
    cli->operands = argv + optind;
    cli->operand_count = argc - optind;
    return rc;
}
