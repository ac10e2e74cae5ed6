#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/lang.h"

#define QUIET_MS 1000 /* shorter work shows nothing */
#define EVERY_MS 200

void progress_start(struct progress *progress, enum progress_when when)
{
    const char *term = getenv("TERM");
    bool is_able = isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
    *progress =
        (struct progress){.is_on = when == PROGRESS_ALWAYS || (when == PROGRESS_AUTO && is_able),
                          .start_ms = cx_clock_ms()};
}

void progress_tick(struct progress *progress, int64_t rows, int64_t bytes, int64_t total)
{
    int64_t now = progress->is_on ? cx_clock_ms() : 0, passed = now - progress->start_ms;
    if (!progress->is_on || passed < QUIET_MS || now - progress->last_ms < EVERY_MS)
        return;
    progress->last_ms = now;
    progress->is_shown = true;
    fputs("\r", stderr);
    fprintf(stderr, _("%lld rows, %lld.%lld MB/s"), (long long)rows,
            (long long)(bytes / passed / 1000), (long long)(bytes / passed / 100 % 10));
    if (total > bytes && bytes > 0) {
        int64_t left = (total - bytes) / (bytes / passed + 1) / 1000;
        fprintf(stderr, _(", %lld:%02lld left"), (long long)(left / 60), (long long)(left % 60));
    }
    fputs("\033[K", stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->is_shown)
        fputs("\r\033[K", stderr);
    progress->is_shown = false;
}
