/* cx-import: checks CSV files and imports them into the database. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "cli.h"
#include "import/import.h"
#include "imported.h"
#include "plan/export.h"

struct options {
    const char *kind, *map, *maps, *skip, *encoding, *delimiter, *rejects, *date_order, *part,
        *template, *export, *undo, *forget, *forget_before;
    bool delete, suggest, list, ignore_extra, round, rescan, correct;
};

static const struct cli_option options[] = {
    {"kind", 'k', "KIND", "the kind of the files, if their names don't say it",
     .at = offsetof(struct options, kind), .needs = CX_NEEDS_NOTHING},
    {"map", 'm', "FILE", "a CSV file that maps an export of another system",
     .at = offsetof(struct options, map)},
    {"maps", 0, "DIR", "a folder of maps: each file gets the one that fits",
     .at = offsetof(struct options, maps)},
    {"suggest-map", 0, NULL, "print a first guess of a map for the file",
     .at = offsetof(struct options, suggest), .needs = CX_NEEDS_NOTHING},
    {"rejects", 0, "FILE", "write bad rows to FILE and import the others",
     .at = offsetof(struct options, rejects)},
    {"ignore-extra", 0, NULL, "ignore columns that the kind doesn't have",
     .at = offsetof(struct options, ignore_extra), .needs = CX_NEEDS_NOTHING},
    {"skip", 0, "N", "leave out the first N lines (default: detected)",
     .at = offsetof(struct options, skip), .needs = CX_NEEDS_NOTHING},
    {"date-order", 0, "ORDER", "how to read 10/1/2026: ymd, mdy or dmy",
     .at = offsetof(struct options, date_order), .needs = CX_NEEDS_NOTHING},
    {"round", 0, NULL, "round amounts with more than two decimals",
     .at = offsetof(struct options, round), .needs = CX_NEEDS_NOTHING},
    {"correct", 0, NULL, "what the files say was so from the start",
     .at = offsetof(struct options, correct), .needs = CX_NEEDS_NOTHING},
    {"part", 0, "I/N", "take only the rows of part I of N of the customers",
     .at = offsetof(struct options, part), .needs = CX_NEEDS_NOTHING},
    {"rescan", 0, NULL, "check all contacts again: keywords and limits",
     .at = offsetof(struct options, rescan), .needs = CX_NEEDS_NOTHING},
    {"encoding", 0, "NAME", "utf-8, gb18030, windows-1252, … (default: detected)",
     .at = offsetof(struct options, encoding), .needs = CX_NEEDS_NOTHING},
    {"delimiter", 0, "CHAR", ", or ; or | or tab (default: detected)",
     .at = offsetof(struct options, delimiter), .needs = CX_NEEDS_NOTHING},
    {"undo", 0, "SEQ", "take back the last import, or the one of this number",
     .at = offsetof(struct options, undo), .needs = CX_NEEDS_IMPORT, .is_optional = true,
     .is_whole = true},
    {"delete", 0, NULL, "delete the rows whose keys are in the files",
     .at = offsetof(struct options, delete), .needs = CX_NEEDS_IMPORT, .is_whole = true},
    {"export", 0, "KIND", "print a kind's rows as CSV that can be imported",
     .at = offsetof(struct options, export), .needs = CX_NEEDS_ALL | CX_NEEDS_WHOLE},
    {"forget", 0, "CUSTOMER", "remove a customer's personal data; sums and pay stay",
     .at = offsetof(struct options, forget), .needs = CX_NEEDS_IMPORT, .is_whole = true},
    {"forget-before", 0, "DATE", "the same of all to whom nothing happened since",
     .at = offsetof(struct options, forget_before), .needs = CX_NEEDS_IMPORT, .is_whole = true},
    {"list", 0, NULL, "list the kinds", .at = offsetof(struct options, list),
     .needs = CX_NEEDS_NOTHING},
    {"template", 0, "KIND", "print the header of a kind", .at = offsetof(struct options, template),
     .needs = CX_NEEDS_NOTHING},
};
static const struct cli_example examples[CLI_EXAMPLES] = {
    {"cx-import plan/*.csv data/*.csv", "check and import all of these files, or none"},
    {"cx-import -n -v payments.csv",
     "say how many rows of each file would be new or changed, but change nothing"},
    {"cx-import --template=payments", "print the columns of a table that can be imported"}};
static const struct cli_program program = {
    "cx-import",
    "FILE...",
    "Checks CSV files and imports them into the database: all of them or none.",
    options,
    sizeof options / sizeof *options,
    sizeof(struct options),
    examples,
    CX_NEEDS_IMPORT,
    true};

static int print_kinds(struct cli *cli)
{
    static const struct cx_column columns[] = {{"kind", "Kind", CX_CELL_TEXT, 0, false},
                                               {"holds", "Holds", CX_CELL_TEXT, 0, false},
                                               {"columns", "Columns", CX_CELL_TEXT, 0, false}};
    struct cx_table *table = cx_table_new("Kinds");
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    cx_table_columns(table, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        struct cx_buf text = {0};
        for (size_t k = 0; k < kinds[i]->count; k++)
            cx_buf_printf(&text, "%s%s%s", k ? " " : "", kinds[i]->fields[k].name,
                          kinds[i]->fields[k].flags & CX_KEY ? "*" : "");
        struct cx_cell cells[] = {cx_cell_text(kinds[i]->name),
                                  cx_cell_text(cx_shown(kinds[i]->help)),
                                  cx_cell_text(cx_buf_str(&text))};
        cx_table_keep(table, cells);
        cx_buf_fini(&text);
    }
    int rc = cli_show(cli, table);
    cx_table_free(table);
    return rc;
}

static int print_template(struct cli *cli)
{
    const struct cx_kind *of;
    struct cx_buf header = {0};
    int rc = cx_kind_need(&of, ((const struct options *)cli->own)->template, &cli->err);
    for (size_t i = 0; rc == 0 && i < of->count; i++)
        cx_buf_printf(&header, "%s%s", i ? "," : "", of->fields[i].name);
    cx_buf_putc(&header, '\n');
    rc = cli_write(cli, &header, rc);
    cx_buf_fini(&header);
    return rc;
}

/* Where messages and progress of an import go, which share the terminal. */
struct teller {
    struct cli *cli;
    struct progress progress;
};

static void say(void *context, const char *message)
{
    struct teller *teller = context;
    progress_end(&teller->progress);
    cli_say(teller->cli, message);
}

static void tick(void *context, int64_t rows, int64_t bytes, int64_t total)
{
    struct teller *teller = context;
    progress_tick(&teller->progress, rows, bytes, total);
}

static void say_nothing(void *context, const char *message)
{
    (void)context;
    (void)message;
}

static int read_order(enum cx_date_order *order, const char *text, struct cx_err *err)
{
    static const char *const orders[] = {"ymd", "mdy", "dmy"};
    for (int i = 0; i < 3; i++) {
        *order = (enum cx_date_order)i;
        if (!text || strcmp(text, orders[i]) == 0)
            return 0;
    }
    return cx_err_set(err, CX_EUSAGE, "--date-order must be ymd, mdy or dmy");
}

static int read_delimiter(char *delimiter, const char *text, struct cx_err *err)
{
    bool is_tab = text && (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0);
    *delimiter = is_tab ? '\t' : text ? text[0] : '\0';
    if (text && !is_tab && (strlen(text) != 1 || !strchr(",;|\t", text[0])))
        return cx_err_set(err, CX_EUSAGE, "--delimiter must be , or ; or | or tab");
    return 0;
}

static bool read_count(int *count, const char *s, size_t n)
{
    enum { MOST = 9999 };
    int64_t value;
    if (cx_dec_parse(&value, s, n, 0) != CX_DEC_OK || value < 0 || value > MOST)
        return false;
    *count = (int)value;
    return true;
}

static int read_part(struct cx_part *part, const char *text, struct cx_err *err)
{
    *part = (struct cx_part){0, 0};
    const char *slash = text ? strchr(text, '/') : NULL;
    if (!text || (slash && read_count(&part->number, text, (size_t)(slash - text)) &&
                  read_count(&part->parts, slash + 1, strlen(slash + 1)) && part->parts > 1 &&
                  part->number <= part->parts))
        return 0;
    return cx_err_set(
        err, CX_EUSAGE,
        "--part=%s: write 3/8 for the third of eight parts, from 2 to 9999, or 0/8 for "
        "the head, which takes what belongs to no customer",
        text);
}

static bool read_positive(int64_t *n, const char *text)
{
    return cx_dec_parse(n, text, strlen(text), 0) == CX_DEC_OK && *n > 0;
}

static int read_skip(int64_t *lines, const char *text, struct cx_err *err)
{
    *lines = 0;
    return !text || read_positive(lines, text)
               ? 0
               : cx_err_set(err, CX_EUSAGE, "--skip: \"%s\" is not a number of lines", text);
}

static int read_options(struct cx_import_options *import, struct teller *teller)
{
    struct cli *cli = teller->cli;
    const struct options *given = cli->own;
    *import = (struct cx_import_options){
        .files = (const char *const *)cli->operands,
        .file_count = (size_t)cli->operand_count,
        .kind = given->kind,
        .map = given->map,
        .maps = given->maps,
        .encoding = given->encoding,
        .rejects = given->rejects,
        .round = given->round,
        .correct = given->correct,
        .ignore_extra = given->ignore_extra,
        .dry_run = cli->dry_run,
        .now = cli->now,
        .arguments = cli->arguments,
        .say = say,
        .note = cli->quiet ? NULL : say,
        .progress = tick,
        .context = teller,
    };
    int rc = read_order(&import->order, given->date_order, &cli->err);
    if (rc == 0)
        rc = read_delimiter(&import->delimiter, given->delimiter, &cli->err);
    if (rc == 0)
        rc = read_part(&import->part, given->part, &cli->err);
    if (rc == 0)
        rc = read_skip(&import->skip, given->skip, &cli->err);
    if (rc == 0 && given->map && given->maps)
        rc = cx_err_set(&cli->err, CX_EUSAGE,
                        "--map names one map, --maps a folder to choose from: give one of the two");
    if (rc == 0 && cli->operand_count == 0 && !given->rescan)
        rc = cx_err_set(&cli->err, CX_EUSAGE,
                        "no file given: name one or more, or - for stdin with -k KIND");
    return rc;
}

static int import_files(struct cli *cli)
{
    struct teller teller = {.cli = cli};
    struct cx_import_options import;
    struct cx_rescan rescanned = {0};
    struct cx_import_done done = {0};
    struct cx_db *db = NULL;
    struct cli_output out = {0};
    int64_t started = cx_clock_ms();
    bool is_new = access(cli->db, F_OK) != 0;
    int rc = read_options(&import, &teller);
    if (rc == 0 && import.part.parts > 0) /* before anything is committed */
        rc = cli_table_open(cli, &out, "Dealt");
    if (((const struct options *)cli->own)->rescan)
        import.rescan = &rescanned;
    if (rc == 0 && cli->operand_count == 0)
        rc = cli_open(cli, &db, CX_DB_WRITE);
    else if (rc == 0 && cli->dry_run && is_new)
        rc = cx_db_open(&db, NULL, CX_DB_CREATE, &cli->err);
    else if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_CREATE);
    progress_start(&teller.progress, cli->quiet ? PROGRESS_NEVER : cli->progress);
    if (rc == 0)
        rc = cx_import(&done, db, &import, &cli->err);
    progress_end(&teller.progress);
    if (rc == 0 || (rc == CX_EDATA && !cli->err.text[0])) {
        cli_done(cli, "the rows are imported all the same");
        say_imported(cli, &done, import.rescan, cx_clock_ms() - started);
    } else if (is_new && db && !cli->dry_run)
        (void)cx_db_discard(db, &cli->err); /* nothing came into it; err holds why already */
    cx_db_close(db);
    bool shows = rc == 0 && import.part.parts > 0;
    if (shows)
        rc = show_dealt(out.table, &done, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    if (shows)
        cli_done_all_the_same(cli, rc);
    cx_import_done_fini(&done);
    return rc;
}

/* All rows, also those that lie ahead of now: no wall is raised. */
static int export_kind(struct cli *cli)
{
    const struct cx_kind *kind;
    struct cx_buf rows = {0};
    struct cx_db *db = NULL;
    int rc = cx_kind_need(&kind, ((const struct options *)cli->own)->export, &cli->err);
    bool is_private = rc == 0 && cx_kind_is_private(kind);
    if (is_private && cli->dry_run)
        rc = cx_err_set(&cli->err, CX_EUSAGE,
                        "--export=%s shows personal data, which is written to the audit log, and "
                        "--dry-run forbids that",
                        kind->name);
    if (rc == 0)
        rc = is_private ? cli_open_recorded(cli, &db) : cli_open_whole(cli, &db);
    if (rc == 0)
        rc = cx_export(&rows, db, kind, &cli->err);
    cx_db_close(db);
    rc = cli_write(cli, &rows, rc);
    cx_buf_fini(&rows);
    return rc;
}

static int delete_rows(struct cli *cli)
{
    const struct options *given = cli->own;
    struct teller teller = {.cli = cli};
    struct cx_import_options import;
    struct cx_import_done done = {0};
    struct cx_db *db = NULL;
    int rc = read_options(&import, &teller);
    if (rc == 0 && (given->rejects || given->rescan || given->correct))
        rc = cx_err_set(&cli->err, CX_EUSAGE,
                        "--delete goes with none of --rejects, --rescan and --correct");
    if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_WRITE);
    if (rc == 0)
        rc = cx_import_delete(&done, db, &import, &cli->err);
    if (rc == 0)
        say_deleted(cli, &done);
    cx_db_close(db);
    cx_import_done_fini(&done);
    return rc;
}

static int read_seq(int64_t *seq, const char *text, struct cx_err *err)
{
    *seq = 0;
    return !*text || read_positive(seq, text)
               ? 0
               : cx_err_set(
                     err, CX_EUSAGE,
                     "--undo: \"%s\" is not the number of an import: cx-report audit lists them",
                     text);
}

static int undo_import(struct cli *cli)
{
    struct teller teller = {.cli = cli};
    const struct cx_import_options import = {.now = cli->now,
                                             .arguments = cli->arguments,
                                             .dry_run = cli->dry_run,
                                             .say = say,
                                             .context = &teller};
    struct cx_undone undone = {0};
    struct cx_db *db = NULL;
    int rc = read_seq(&undone.seq, ((const struct options *)cli->own)->undo, &cli->err);
    if (rc == 0 && cli->operand_count > 0)
        rc = cx_err_set(&cli->err, CX_EUSAGE,
                        "--undo takes no file: name an import by its number, as in --undo=12");
    if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_WRITE);
    if (rc == 0)
        rc = cx_import_undo(&undone, db, &import, &cli->err);
    if (rc == 0)
        say_undone(cli, &undone);
    free(undone.name);
    cx_db_close(db);
    return rc;
}

static int suggest_map(struct cli *cli)
{
    struct teller teller = {.cli = cli};
    struct cx_import_options import;
    struct cx_buf guess = {0};
    int rc = read_options(&import, &teller);
    if (rc == 0 && cli->operand_count != 1)
        rc = cx_err_set(&cli->err, CX_EUSAGE, "--suggest-map takes one file");
    struct cx_suggest_options file = {cli->operands[0], import.kind, import.encoding,
                                      import.delimiter, import.skip, cli->quiet ? say_nothing : say,
                                      &teller};
    if (rc == 0)
        rc = cx_import_suggest(&guess, &file, &cli->err);
    rc = cli_write(cli, &guess, rc);
    cx_buf_fini(&guess);
    return rc;
}

/* Those of every --forget; the caller frees the list. */
static const char **forgotten_customers(size_t *count, const struct cli *cli)
{
    const char **customers = cx_alloc((cli->given_count + 1) * sizeof *customers);
    *count = 0;
    for (size_t i = 0; i < cli->given_count; i++) {
        if (cli->given[i].option->at == offsetof(struct options, forget))
            customers[(*count)++] = cli->given[i].value;
    }
    return customers;
}

static int read_day(cx_date *day, const char *text, struct cx_err *err)
{
    *day = CX_DATE_NONE;
    if (text && cx_date_parse(day, text, strlen(text), CX_ORDER_YMD) != CX_DATE_OK)
        return cx_err_set(err, CX_EUSAGE, "--forget-before: \"%s\" is not a date: write 2026-10-31",
                          text);
    return 0;
}

static int forget_customers(struct cli *cli)
{
    const struct options *given = cli->own;
    const struct cx_audit audit = {cli->now, "cx-import", cli->arguments, ""};
    struct cx_forget forget = {.dry_run = cli->dry_run, .audit = &audit};
    const char **customers = forgotten_customers(&forget.customer_count, cli);
    struct cx_table *who = cx_table_new("Forgotten");
    struct cli_output out = {0};
    struct cx_db *db = NULL;
    forget.customers = customers;
    int rc = read_day(&forget.before, given->forget_before, &cli->err);
    if (rc == 0 && cli->operand_count > 0)
        rc = cx_err_set(&cli->err, CX_EUSAGE, "--forget and --forget-before take no files");
    if (rc == 0)
        rc = cli_table_open(cli, &out, who->title);
    if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_WRITE);
    if (rc == 0)
        rc = cx_forget(who, db, &forget, &cli->err);
    cx_db_close(db);
    if (rc < 0 && forget.is_done)
        cli_done(cli, "the customers are forgotten, but bytes of their data may be left in the "
                      "file: run the same again");
    if (rc == 0) {
        cli_done(cli, "the customers are forgotten all the same");
        rc = cx_table_copy(out.table, who, &cli->err);
    }
    rc = cli_output_close(cli, &out, rc);
    cli_done_all_the_same(cli, rc);
    if (rc == 0)
        cli_note(cli,
                 cli->dry_run
                     ? cx_said_n("dry run: %zu customer would be forgotten",
                                 "dry run: %zu customers would be forgotten", who->row_count)
                     : cx_said_n("%zu customer is forgotten", "%zu customers are forgotten",
                                 who->row_count),
                 who->row_count);
    cx_table_free(who);
    free(customers);
    return rc;
}

static int run(struct cli *cli)
{
    const struct options *given = cli->own;
    if (given->forget || given->forget_before)
        return forget_customers(cli);
    if (given->list)
        return print_kinds(cli);
    if (given->suggest)
        return suggest_map(cli);
    if (given->export)
        return export_kind(cli);
    if (given->undo)
        return undo_import(cli);
    if (given->delete)
        return delete_rows(cli);
    return given->template ? print_template(cli) : import_files(cli);
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
