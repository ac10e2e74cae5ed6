#include "unit.h"

#include <execinfo.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FRAMES 64

const char *unit_file;
int unit_line;

/* Takes what was added to the program's addresses when it was loaded: the first object is the
 * program. */
static int take_base(struct dl_phdr_info *info, size_t size, void *base)
{
    (void)size;
    *(uintptr_t *)base = info->dlpi_addr;
    return 1;
}

/* Starts addr2line, which prints two lines for each frame: its function, and FILE:LINE. A return
 * address is the one after the call. */
static FILE *open_lines(void *const *frames, int count)
{
    char command[64 + FRAMES * 24];
    uintptr_t base = 0;
    size_t used;

    dl_iterate_phdr(take_base, &base);
    used = (size_t)sprintf(command, "addr2line -s -f -e /proc/%ld/exe 2>/dev/null", (long)getpid());
    for (int i = 0; i < count; i++)
        used +=
            (size_t)sprintf(command + used, " 0x%jx", (uintmax_t)((uintptr_t)frames[i] - base - 1));
    return popen(command, "r");
}

/* START_TEST ends the name of a test's function in _fn. */
static bool is_test(const char *function)
{
    size_t length = strlen(function);

    return length > 3 && strcmp(function + length - 3, "_fn") == 0;
}

void unit_failed(const char *file, int line)
{
    static char test_file[256];
    void *frames[FRAMES];
    int count = backtrace(frames, FRAMES);
    char function[256], place[256], calls[4096] = "";
    size_t used = 0;
    FILE *lines = open_lines(frames, count);

    unit_file = file;
    unit_line = line;
    while (lines && fscanf(lines, "%255s %255s%*[^\n]", function, place) == 2) {
        if (is_test(function)) {
            if (sscanf(place, "%255[^:]:%d", test_file, &unit_line) == 2)
                unit_file = test_file;
            fputs(calls, stderr);
            break;
        }
        if (strcmp(function, __func__) == 0)
            calls[used = 0] = '\0'; /* a sanitizer's frames may come before it */
        else if (place[0] != '?' && used < sizeof calls)
            used += (size_t)snprintf(calls + used, sizeof calls - used, "%s: in %s, called by\n",
                                     place, function);
    }
    if (lines)
        pclose(lines);
}
