#include "base/caller.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define NOBODY ((uid_t)-1) /* no account has it */

bool cx_caller_uid(uid_t *uid)
{
    const char *text = getenv("SUDO_UID");
    char *end = NULL;
    *uid = NOBODY;
    if (!text)
        return false;
    errno = 0;
    unsigned long n = strtoul(text, &end, 10);
    if (errno == 0 && end != text && *end == '\0' && text[0] != '-' && n < NOBODY)
        *uid = (uid_t)n;
    return *uid != 0 && *uid != geteuid();
}

void cx_caller_name(char *name, size_t size, uid_t uid)
{
    const struct passwd *entry = uid == NOBODY ? NULL : getpwuid(uid);
    if (entry)
        snprintf(name, size, "%s", entry->pw_name);
    else
        snprintf(name, size, "uid %lu", (unsigned long)uid);
}
