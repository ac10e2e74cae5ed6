#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"

/* A truncated message must not end inside a UTF-8 character, since it goes to a terminal or a log.
 */
static void drop_broken_tail(char *text, size_t len)
{
    size_t start = len;

    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0 || (unsigned char)text[start - 1] < 0xC0)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t want = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (len - start < want)
        text[start - 1] = '\0';
}

int cx_err_set(struct cx_err *err, int code, const char *format, ...)
{
    va_list args;

    if (!err || err->code != 0)
        return code;
    err->code = code;
    va_start(args, format);
    int n = vsnprintf(err->text, sizeof err->text, cx_said(format), args);
    va_end(args);
    if (n < 0)
        err->text[0] = '\0';
    else if ((size_t)n >= sizeof err->text)
        drop_broken_tail(err->text, sizeof err->text - 1);
    return code;
}

/* Those that users meet; others stay as the C library has them. */
static const char *const causes[] __attribute__((unused)) = {
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("No space left on device"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("File too large"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Bad file descriptor"),
    N_("Too many open files"),
    N_("Operation not permitted"),
    N_("Too many levels of symbolic links"),
    N_("File name too long"),
    N_("Cannot allocate memory"),
    N_("Disk quota exceeded"),
    N_("Device or resource busy"),
};

const char *cx_err_cause(int cause)
{
    return cx_said(strerror(cause));
}

int cx_err_status(int code)
{
    if (code >= 0)
        return 0;
    return code >= CX_EBUG ? -code : -CX_EBUG;
}
