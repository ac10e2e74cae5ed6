/* What is said to people beside the output: messages, notes, and what is done already. */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/hidden.h"
#include "base/lang.h"
#include "base/mem.h"
#include "cli.h"
#include "text/wrap.h"

int cli_terminal_width(int fd)
{
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* A message on one line, or on a terminal on as many as it takes, broken between words. */
static void say_line(const struct cli *cli, const char *message)
{
    struct cx_buf line = {0};
    int columns = isatty(STDERR_FILENO) ? cli_terminal_width(STDERR_FILENO) : INT_MAX;
    cx_buf_printf(&line, "%s: %s", cli->program->name, message);
    const char *rest = cx_buf_str(&line), *indent = "";
    do {
        const char *first = rest;
        size_t n = cx_wrap(&rest, first, columns - (int)strlen(indent));
        fprintf(stderr, "%s%.*s\n", indent, (int)n, first);
        indent = "  ";
    } while (*rest);
    cx_buf_fini(&line);
}

void cli_say(const struct cli *cli, const char *message)
{
    struct cx_buf shown = {0};
    cx_hidden_show(&shown, message, "\n"); /* a name in it may not speak for us */
    char *rest = cx_strdup(cx_buf_str(&shown)), *text = rest;
    for (char *line; (line = strsep(&rest, "\n"));) {
        if (*line || rest)
            say_line(cli, line);
    }
    free(text);
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

void cli_done(struct cli *cli, const char *format, ...)
{
    va_list args;
    if (cli->dry_run)
        return;
    va_start(args, format);
    vsnprintf(cli->done, sizeof cli->done, cx_said(format), args);
    va_end(args);
    cx_mem_done(cli->done);
}

void cli_done_all_the_same(struct cli *cli, int rc)
{
    size_t n = strlen(cli->err.text);
    if (rc < 0 && cli->done[0]) /* a pipe that nobody reads has no message of its own */
        snprintf(cli->err.text + n, sizeof cli->err.text - n, "%s%s", n ? ": " : "", cli->done);
}
