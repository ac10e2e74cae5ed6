/* Where output goes, and in which format: no other file of the programs knows of either. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hidden.h"
#include "base/lang.h"
#include "behalf.h"
#include "cli.h"
#include "pager.h"

static bool is_to_terminal(const struct cli *cli)
{
    return !cli->output && isatty(STDOUT_FILENO);
}

static int choose_format(enum cx_format *format, const struct cli *cli, struct cx_err *err)
{
    return cx_format_choose(format, cli->format_name, cli->output,
                            is_to_terminal(cli) || cli->tells ? CX_FORMAT_TABLE : CX_FORMAT_CSV,
                            err);
}

void cli_choose_output_language(const struct cli *cli)
{
    enum cx_format format = CX_FORMAT_TABLE;
    struct cx_err ignored = {0}; /* it is said when the output is opened */
    (void)choose_format(&format, cli, &ignored);
    cx_lang_set_output_plain(cx_format_is_plain(format));
}

static bool is_paged(const struct cli *cli, const struct cli_output *output)
{
    bool is_read = output->format == CX_FORMAT_TABLE || output->format == CX_FORMAT_LONG ||
                   output->format == CX_FORMAT_MD;
    return is_to_terminal(cli) && is_read && !cli->no_pager && !cli->behalf && pager_is_able();
}

int cli_output_open(struct cli *cli, struct cli_output *output, const char *title)
{
    bool to_terminal = is_to_terminal(cli);
    const char *term = getenv("TERM");
    *output = (struct cli_output){.options = {.title = title}};
    int rc = choose_format(&output->format, cli, &cli->err);
    if (rc < 0)
        return rc;
    cx_lang_set_output_plain(cx_format_is_plain(output->format));
    output->options.width = to_terminal && !cli->is_wide ? cli_terminal_width(STDOUT_FILENO) : 0;
    output->options.columns = cli->columns;
    output->options.notes = &output->notes;
    output->options.colour =
        to_terminal && !getenv("NO_COLOR") && !(term && strcmp(term, "dumb") == 0);
    rc = cx_outfile_open(&output->file, cli->output, &cli->err);
    output->file.mode = cli->mode;
    return rc;
}

int cli_table_open(struct cli *cli, struct cli_output *output, const char *title)
{
    int rc = cli_output_open(cli, output, title);
    if (rc == 0) {
        if (is_paged(cli, output))
            output->paged = open_memstream(&output->bytes, &output->size);
        output->shown = cx_table_stream(output->paged ? output->paged : output->file.stream,
                                        output->format, &output->options);
        output->table = behalf_table(cli, output->shown);
        cx_table_proviso(output->table, cli_proviso(cli));
        cx_table_title(output->table, title);
    }
    return rc;
}

/* It is refused to be in another format than its own, by -f or by the ending of its name. */
static int check_format(const struct cli *cli, const char *title, enum cx_format own,
                        struct cx_err *err)
{
    enum cx_format format;
    int rc = cx_format_choose(&format, cli->format_name, cli->output, own, err);
    if (rc < 0 || format == own)
        return rc;
    if (cli->format_name)
        return cx_err_set(err, CX_EUSAGE, "%s is %s, and nothing else: leave -f out", title,
                          cx_format_name(own));
    return cx_err_set(err, CX_EUSAGE,
                      "%s: %s is %s, and nothing else: name a file that ends in .%s", cli->output,
                      title, cx_format_name(own), cx_format_name(own));
}

int cli_output_open_as(struct cli *cli, struct cli_output *output, const char *title,
                       enum cx_format format)
{
    *output = (struct cli_output){0};
    int rc = check_format(cli, title, format, &cli->err);
    if (rc == 0)
        rc = cli_output_open(cli, output, title);
    if (rc < 0)
        return rc;
    cx_lang_set_output_plain(false);
    if (format == CX_FORMAT_XLSX && is_to_terminal(cli))
        return cx_err_set(&cli->err, CX_EUSAGE, "%s is not text: name a file with -o", title);
    output->format = format;
    return 0;
}

/* Write errors are in the stream's error flag, which the commit looks at. */
static int write_output(struct cli *cli, struct cli_output *output)
{
    bool is_document = output->text.len > 0 || output->tables.count > 0;
    int rc = is_document     ? behalf_document(cli)
             : output->table ? behalf_table_end(cli, output->table)
                             : 0;
    if (rc < 0)
        return rc;
    if (output->text.len > 0) {
        struct cx_buf shown = {0}; /* a page has shown its own */
        cx_hidden_show(&shown, cx_buf_str(&output->text), "\n\t");
        if (!is_paged(cli, output) || !pager_show(shown.data, shown.len))
            fwrite(shown.data, 1, shown.len, output->file.stream);
        cx_buf_fini(&shown);
    } else if (output->tables.count > 0)
        return cx_tables_write(&output->tables, output->file.stream, &output->notes, &cli->err);
    else if (output->shown)
        return cx_table_end(output->shown, &cli->err);
    return 0;
}

int cli_output_close(struct cli *cli, struct cli_output *output, int rc)
{
    if (rc == 0)
        rc = write_output(cli, output);
    if (output->paged)
        fflush(output->paged);
    if (rc == 0 && output->paged && !pager_show(output->bytes, output->size))
        fwrite(output->bytes, 1, output->size, output->file.stream);
    if (rc == 0 && output->file.stream)
        rc = cx_outfile_commit(&output->file, &cli->err);
    if (rc == 0 && output->notes.len > 0 && !cli->quiet)
        cli_say(cli, cx_buf_str(&output->notes));
    if (output->table != output->shown)
        cx_table_free(output->table);
    cx_table_free(output->shown);
    cx_tables_fini(&output->tables);
    cx_buf_fini(&output->text);
    cx_buf_fini(&output->notes);
    if (output->paged)
        fclose(output->paged);
    free(output->bytes);
    cx_outfile_fini(&output->file);
    *output = (struct cli_output){0};
    return rc;
}

int cli_write(struct cli *cli, const struct cx_buf *text, int rc)
{
    struct cx_outfile out = {0};
    if (rc == 0 && (rc = cx_outfile_open(&out, cli->output, &cli->err)) == 0) {
        out.mode = cli->mode;
        fwrite(cx_buf_str(text), 1, text->len, out.stream); /* the commit looks whether it failed */
        rc = cx_outfile_commit(&out, &cli->err);
    }
    cx_outfile_fini(&out);
    return rc;
}

int cli_show(struct cli *cli, const struct cx_table *table)
{
    struct cli_output output = {0};
    int rc = cli_table_open(cli, &output, table->title);
    if (rc == 0)
        rc = cx_table_copy(output.table, table, &cli->err);
    return cli_output_close(cli, &output, rc);
}
