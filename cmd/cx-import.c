/* cx-import: CSV of any kind in, checked, into the database. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "cli.h"
#include "import/import.h"

static const char *kind, *map, *encoding, *delimiter, *rejects, *date_order, *template_kind;
static bool suggest, list_kinds, ignore_extra, round_amounts, rescan;

static const struct cli_option options[] = {
    {"kind", 'k', "KIND", "what the files hold; else each file's name says it", NULL, &kind, 0},
    {"map", 'm', "FILE", "a CSV column,header,values,format for foreign exports", NULL, &map, 0},
    {"suggest-map", 0, NULL, "guess a map for the file, and print it", &suggest, NULL, 0},
    {"rejects", 0, "FILE", "bad rows go there, good ones are imported", NULL, &rejects, 0},
    {"ignore-extra", 0, NULL, "leave out columns that the kind doesn't have", &ignore_extra, NULL,
     0},
    {"date-order", 0, "ORDER", "ymd, mdy or dmy, for dates such as 10/1/2026", NULL, &date_order,
     0},
    {"round", 0, NULL, "round amounts of more than two decimals", &round_amounts, NULL, 0},
    {"rescan", 0, NULL, "check all contacts again, by the keywords and limits as they are now",
     &rescan, NULL, 0},
    {"encoding", 0, "NAME", "utf-8, utf-16, gb18030, …; else recognised", NULL, &encoding, 0},
    {"delimiter", 0, "CHAR", ", or ; or | or tab; else recognised", NULL, &delimiter, 0},
    {"list", 0, NULL, "list the kinds", &list_kinds, NULL, 0},
    {"template", 0, "KIND", "print the header of a kind", NULL, &template_kind, 0},
};
static const struct cli_program program = {
    "cx-import",
    "FILE...",
    "Imports CSV files, checked, into the database: all of them or nothing.",
    options,
    sizeof options / sizeof *options,
    0};

static int print_kinds(struct cli *cli)
{
    static const struct cx_column columns[] = {{"kind", "Kind", CX_CELL_TEXT, 0, false},
                                               {"holds", "Holds", CX_CELL_TEXT, 0, false},
                                               {"columns", "Columns", CX_CELL_TEXT, 0, false}};
    struct cli_output out;
    struct cx_render *render = NULL;
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    int rc = cli_output_open(cli, &out, "Kinds");
    if (rc == 0)
        rc = cx_render_open(&render, out.file.stream, out.format, columns, 3, &out.options,
                            &cli->err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct cx_buf text = {0};
        for (size_t k = 0; k < kinds[i]->count; k++)
            cx_buf_printf(&text, "%s%s%s", k ? " " : "", kinds[i]->fields[k].name,
                          kinds[i]->fields[k].flags & CX_KEY ? "*" : "");
        struct cx_cell cells[] = {cx_cell_text(kinds[i]->name), cx_cell_text(kinds[i]->help),
                                  cx_cell_text(cx_buf_str(&text))};
        rc = cx_render_row(render, cells, &cli->err);
        cx_buf_fini(&text);
    }
    if (render && cx_render_close(render, &cli->err) < 0)
        rc = cli->err.code;
    return cli_output_close(cli, &out, rc);
}

static int print_template(struct cli *cli)
{
    const struct cx_kind *of = cx_kind_find(template_kind, strlen(template_kind));
    struct cx_outfile out = {0};
    if (!of)
        return cx_err_set(&cli->err, CX_EUSAGE, "there is no kind \"%s\": --list shows them",
                          template_kind);
    int rc = cx_outfile_open(&out, cli->output, &cli->err);
    for (size_t i = 0; rc == 0 && i < of->count; i++)
        fprintf(out.stream, "%s%s", i ? "," : "", of->fields[i].name);
    if (rc == 0) {
        fputc('\n', out.stream);
        rc = cx_outfile_commit(&out, &cli->err);
    }
    cx_outfile_fini(&out);
    return rc;
}

static struct progress progress;

static void say(void *context, const char *message)
{
    progress_end(&progress);
    cli_say(context, message);
}

static void tick(void *context, int64_t rows, int64_t bytes, int64_t total)
{
    (void)context;
    progress_tick(&progress, rows, bytes, total);
}

static void say_nothing(void *context, const char *message)
{
    (void)context;
    (void)message;
}

static int read_options(struct cli *cli, struct cx_import_options *import)
{
    static const char *const orders[] = {"ymd", "mdy", "dmy"};
    *import = (struct cx_import_options){
        .files = (const char *const *)cli->operands,
        .file_count = (size_t)cli->operand_count,
        .kind = kind,
        .map = map,
        .encoding = encoding,
        .rejects = rejects,
        .round = round_amounts,
        .ignore_extra = ignore_extra,
        .dry_run = cli->dry_run,
        .now = cli->now,
        .arguments = cli->arguments,
        .say = say,
        .progress = tick,
        .context = cli,
    };
    int order = date_order ? -1 : 0;
    for (int i = 0; date_order && i < 3; i++)
        order = strcmp(date_order, orders[i]) == 0 ? i : order;
    if (order < 0)
        return cx_err_set(&cli->err, CX_EUSAGE, "--date-order is ymd, mdy or dmy");
    import->order = (enum cx_date_order)order;
    if (delimiter) {
        bool tab = strcmp(delimiter, "tab") == 0 || strcmp(delimiter, "\\t") == 0;
        import->delimiter = tab ? '\t' : delimiter[0];
        if (!tab && (strlen(delimiter) != 1 || !strchr(",;|\t", delimiter[0])))
            return cx_err_set(&cli->err, CX_EUSAGE, "--delimiter is , or ; or tab or |");
    }
    if (cli->operand_count == 0 && !rescan)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "which files? Name them, or - for stdin with -k KIND");
    return 0;
}

/* What became of contacts that were there before: checked again, or not. */
static void say_rescan(const struct cli *cli, const struct cx_import_file *files,
                       const struct cx_import_options *import, struct cx_buf *text)
{
    const struct cx_rescan *done = import->rescan;
    const char *before = text->len ? "\n" : cli->dry_run ? "dry run: " : "";
    if (done)
        cx_buf_printf(text, "%s%lld contact%s checked again: %lld violations, %lld before", before,
                      (long long)done->contacts, done->contacts == 1 ? "" : "s",
                      (long long)done->violations, (long long)done->before);
    for (int i = 0; i < cli->operand_count; i++) {
        if (files[i].wants_rescan)
            cx_buf_printf(text, "\n%s: --rescan applies it to the contacts that there are",
                          files[i].name);
    }
}

static void say_summary(struct cli *cli, const struct cx_import_file *files,
                        const struct cx_import_options *import, int64_t milliseconds)
{
    struct cx_buf text = {0};
    int64_t read = 0, added = 0, changed = 0, same = 0, rejected = 0;
    for (int i = 0; i < cli->operand_count; i++) {
        const struct cx_import_file *f = &files[i];
        read += f->read;
        added += f->added;
        changed += f->changed;
        same += f->same;
        rejected += f->rejected;
        if (cli->verbose)
            cx_buf_printf(&text,
                          "%s: %s: %lld read, %lld new, %lld changed, %lld same, %lld rejected\n",
                          f->name, f->kind->name, (long long)f->read, (long long)f->added,
                          (long long)f->changed, (long long)f->same, (long long)f->rejected);
        if (f->rounded)
            cx_buf_printf(&text, "%s: %lld amounts were rounded to two decimals\n", f->name,
                          (long long)f->rounded);
        if (f->unlinked)
            cx_buf_printf(&text,
                          "%s: %lld negative payment%s no other: %s against whoever is credited "
                          "on that day\n",
                          f->name, (long long)f->unlinked,
                          f->unlinked == 1 ? " reverses" : "s reverse",
                          f->unlinked == 1 ? "it counts" : "they count");
    }
    if (cli->operand_count > 0)
        cx_buf_printf(&text,
                      "%s%lld row%s read, %lld new, %lld changed, %lld same, %lld rejected in "
                      "%lld.%03lld s%s",
                      cli->dry_run ? "dry run: " : "", (long long)read, read == 1 ? "" : "s",
                      (long long)added, (long long)changed, (long long)same, (long long)rejected,
                      (long long)(milliseconds / 1000), (long long)(milliseconds % 1000),
                      added + changed == 0 ? ": nothing changed" : "");
    say_rescan(cli, files, import, &text);
    if (!cli->quiet)
        cli_say(cli, cx_buf_str(&text));
    cx_buf_fini(&text);
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int import_files(struct cli *cli)
{
    struct cx_import_options import;
    struct cx_rescan rescanned = {0};
    struct cx_import_file *files = cx_alloc(((size_t)cli->operand_count + 1) * sizeof *files);
    struct cx_db *db = NULL;
    int64_t started = now_ms();
    bool is_new = access(cli->db, F_OK) != 0;
    int rc = read_options(cli, &import);
    if (rescan)
        import.rescan = &rescanned;
    if (rc == 0 && cli->operand_count == 0)
        rc = cli_open(cli, &db, CX_DB_WRITE);
    else if (rc == 0 && cli->dry_run && is_new)
        rc = cx_db_open(&db, NULL, CX_DB_CREATE, &cli->err);
    else if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_CREATE);
    progress_start(&progress, cli->quiet ? PROGRESS_NEVER : cli->progress);
    if (rc == 0)
        rc = cx_import(db, &import, files, &cli->err);
    progress_end(&progress);
    if (rc == 0 || (rc == CX_EDATA && !cli->err.text[0]))
        say_summary(cli, files, &import, now_ms() - started);
    else if (is_new && db && !cli->dry_run)
        cx_db_discard(db, &cli->err); /* nothing came into it; err holds why already */
    cx_db_close(db);
    free(files);
    return rc;
}

static int suggest_map(struct cli *cli)
{
    struct cx_import_options import;
    struct cx_outfile out = {0};
    struct cx_buf guess = {0};
    int rc = read_options(cli, &import);
    if (rc == 0 && cli->operand_count != 1)
        rc = cx_err_set(&cli->err, CX_EUSAGE, "--suggest-map looks at one file");
    struct cx_suggest_options file = {
        cli->operands[0], kind, encoding, import.delimiter, cli->quiet ? say_nothing : say, cli};
    if (rc == 0)
        rc = cx_import_suggest(&guess, &file, &cli->err);
    if (rc == 0)
        rc = cx_outfile_open(&out, cli->output, &cli->err);
    if (rc == 0) {
        fwrite(cx_buf_str(&guess), 1, guess.len, out.stream);
        rc = cx_outfile_commit(&out, &cli->err);
    }
    cx_outfile_fini(&out);
    cx_buf_fini(&guess);
    return rc;
}

static int run(struct cli *cli)
{
    if (list_kinds)
        return print_kinds(cli);
    if (suggest)
        return suggest_map(cli);
    return template_kind ? print_template(cli) : import_files(cli);
}

int main(int argc, char **argv)
{
    return cli_main(&program, argc, argv, run);
}
