/* What the five programs share: options, messages, exit statuses, where output goes. */
#ifndef CX_CMD_CLI_H
#define CX_CMD_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "access/rights.h"
#include "base/date.h"
#include "base/error.h"
#include "base/outfile.h"
#include "base/period.h"
#include "progress.h"
#include "render/render.h"
#include "store/store.h"

/* An option of one program, beside the common ones. */
struct cli_option {
    const char *name;     /* long name */
    char letter;          /* 0: none */
    const char *argument; /* its argument's name in --help; NULL: it takes none */
    const char *help;
    size_t at;        /* its place in the program's struct of options: a bool, or where it takes an
                         argument a const char *; given twice: the last wins */
    bool is_optional; /* the argument, which is then "" */
    bool is_rare;     /* --help has no more than its name */
    bool is_whole;    /* it changes so much that its name must not be cut short */
    unsigned needs;   /* which rights, of those who run it under sudo (access/rights.h); 0: all */
};

/* What to type, and what that does: --help begins with these. */
struct cli_example {
    const char *command, *says;
};
enum { CLI_EXAMPLES = 3 };

struct cli_program {
    const char *name;     /* cx-import */
    const char *operands; /* for the usage line: "FILE..." */
    const char *summary;  /* one line: what it does */
    const struct cli_option *options;
    size_t option_count;
    size_t own_size;                    /* of the struct that its options are set in */
    const struct cli_example *examples; /* CLI_EXAMPLES of them */
    unsigned needs;                     /* where no option says it */
    bool operands_are_files;
};

/* One of the program's own options as it was given. */
struct cli_given {
    const struct cli_option *option;
    const char *value; /* NULL: it takes none */
};

struct cli {
    const struct cli_program *program;
    const char *db, *period_text, *as_of_text, *output, *format_name, *lang, *columns;
    bool dry_run, quiet, verbose, is_wide, no_pager;
    bool tells;    /* set by run: the output is text for people, also in a pipe */
    unsigned mode; /* of the file of -o; 0: not given */
    enum progress_when progress;
    cx_time now;   /* --as-of, $CX_TODAY or the clock */
    bool is_as_of; /* now was given by --as-of */
    cx_time until; /* the last second that is seen: now, or where a day stands for it, that day's;
                      of periods wholly ahead of the clock, their last */
    char *placed;  /* what output points to */
    cx_date end;   /* the day after the period that was asked for; CX_DATE_NONE: none was */
    bool is_provisional, is_begun; /* the period has not ended; but has begun */
    cx_time said_until;            /* if it has not: until, before that looks ahead */
    char *proviso;                 /* cli_proviso's */
    char **operands;
    int operand_count;
    struct cli_given *given; /* in their order, for those that may be given more than once */
    size_t given_count, given_cap;
    void *own;             /* the program's own options, all 0 where not given */
    char *arguments;       /* the command line as one text, for the audit log */
    struct behalf *behalf; /* on whose behalf it runs; NULL: of its own account */
    char done[200];        /* what is committed, in words; empty: nothing */
    struct cx_err err;
};

/* The whole of a program: reads the command line, runs, says what went wrong, and gives the exit
 * status. --help and --version end it before run. */
int cli_main(const struct cli_program *program, int argc, char **argv, int (*run)(struct cli *cli));

/* say.c: "cx-import: message" to stderr. */
void cli_say(const struct cli *cli, const char *message);
/* As cli_say, with a format, which is translated; silent with -q. */
void cli_note(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Columns of the terminal behind a descriptor; 80 where it doesn't say. */
int cli_terminal_width(int fd);
/* A change is committed, which is said if anything fails from here on, memory too: by a format that
 * is translated, as in "%s is sealed all the same". */
void cli_done(struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds that to the message of rc. */
void cli_done_all_the_same(struct cli *cli, int rc);

/* period.c: the period of -p; CX_EUSAGE where there is none. */
int cli_period(struct cli *cli, struct cx_period *period);
/* As cli_period, for code that also shows the periods before it, `count` in all. */
int cli_periods(struct cli *cli, struct cx_period *period, size_t count);
/* What follows titles where the period has not ended, as in ", provisional, to 2026-10-16", in the
 * language of the output as it is now; NULL: nothing. Until the next call. */
const char *cli_proviso(struct cli *cli);
/* As cli_period, for code that shows no figures: nothing is said of a period that has not ended. */
int cli_named_period(struct cli *cli, struct cx_period *period);
/* CX_EUSAGE for an operand that the program doesn't take. */
int cli_unexpected(const struct cli *cli, const char *operand, struct cx_err *err);

/* behalf.c: adds to the rights that the run needs of whoever runs it under sudo; before the
 * database is opened. */
void cli_needs(struct cli *cli, unsigned needs);
/* Opens the database; warns where others could change it. What is later than now is not seen in it
 * (fact/wall.h) if it is only read. */
int cli_open(struct cli *cli, struct cx_db **db, enum cx_db_mode mode);
/* Opens it to read all rows, also those that are later than now. */
int cli_open_whole(struct cli *cli, struct cx_db **db);
/* As cli_open_whole; that all rows were read is put into the audit log first. */
int cli_open_recorded(struct cli *cli, struct cx_db **db);
/* As cli_open, for reading; where customers are shown unmasked, the audit log says so first. */
int cli_open_shown(struct cli *cli, struct cx_db **db, bool is_unmasked);
/* Raises the wall (fact/wall.h) on a database that was opened for writing; before anything is
 * computed. */
int cli_raise_wall(struct cli *cli, struct cx_db *db);

/* Where output goes, and in which format; only output.c knows of either. A view fills one of table,
 * text and tables; cli_output_close writes it where rc is 0, and frees all. */
struct cli_output {
    struct cx_outfile file;
    enum cx_format format;
    struct cx_render_options options;
    struct cx_table *table;  /* of cli_table_open: to fill, streamed */
    struct cx_table *shown;  /* what comes of it: itself, or the rows that the person may see */
    struct cx_buf text;      /* a document in that format; it takes the place of the table */
    struct cx_tables tables; /* a workbook's sheets */
    struct cx_buf notes;     /* what is said once the output is there */
    FILE *paged;             /* where a table goes that a pager may show; NULL: into the file */
    char *bytes;             /* what it holds */
    size_t size;
};
/* Before anything is made: tables that are filled before the output is opened are in its language.
 */
void cli_choose_output_language(const struct cli *cli);
int cli_output_open(struct cli *cli, struct cli_output *output, const char *title);
int cli_table_open(struct cli *cli, struct cli_output *output, const char *title);
/* Of a view that has one format: a page or a workbook. */
int cli_output_open_as(struct cli *cli, struct cli_output *output, const char *title,
                       enum cx_format format);
int cli_output_close(struct cli *cli, struct cli_output *output, int rc);
/* Writes a text whose format is its own, as it is, where rc is 0. */
int cli_write(struct cli *cli, const struct cx_buf *text, int rc);

/* Shows a table that is kept, opening and closing the output. */
int cli_show(struct cli *cli, const struct cx_table *table);

#endif
