#include "pager.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/caller.h"

#define NOT_FOUND 127 /* a shell's status */

bool pager_is_able(void)
{
    const char *term = getenv("TERM");
    uid_t uid;
    return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") != 0 && !cx_caller_uid(&uid);
}

/* The line of the prompt that follows is counted, too. */
static bool fits(const char *text, size_t n)
{
    struct winsize size;
    size_t lines = 1;
    for (size_t i = 0; i < n; i++)
        lines += text[i] == '\n';
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || lines <= size.ws_row;
}

static const char *find_command(void)
{
    const char *command = getenv("PAGER");
    if (command)
        return *command && strcmp(command, "cat") != 0 ? command : NULL;
    return system("command -v less >/dev/null 2>&1") == 0 ? "less" : NULL;
}

bool pager_show(const char *text, size_t n)
{
    const char *command = fits(text, n) ? NULL : find_command();
    if (!command)
        return false;
    setenv("LESS", "FRX", 0); /* as git does: it ends where all fits, shows colours, and leaves the
                                 text on the screen */
    setenv("LESSCHARSET", "utf-8", 0);
    FILE *to = popen(command, "we");
    if (!to)
        return false;
    void (*before)(int) = signal(SIGINT, SIG_IGN); /* it is meant for the pager */
    fwrite(text, 1, n, to);                        /* a reader who has had enough is no failure */
    int status = pclose(to);
    signal(SIGINT, before);
    return !(WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND);
}
