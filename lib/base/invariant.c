#include "base/invariant.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

void cx_invariant_broken(const char *file, int line, const char *condition, const char *name)
{
    char text[1000];
    const char *slash = strrchr(file, '/');
    snprintf(text, sizeof text, "cx: internal error: broken invariant: %s (%s:%d: %s)\n", name,
             slash ? slash + 1 : file, line, condition);
    /* As in mem.c: atexit handlers might publish half a file. */
    ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written; /* there is nobody left to tell */
    _exit(cx_err_status(CX_EBUG));
}
