/* Progress on a terminal: rows, MB/s and time left, on stderr, for work that lasts over a second.
 */
#ifndef CX_CMD_PROGRESS_H
#define CX_CMD_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

enum progress_when { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

struct progress {
    bool is_on;
    bool is_shown; /* a line stands on the terminal */
    int64_t start_ms, last_ms;
};

/* auto is on where stderr is a terminal that can go back to a line's start. */
void progress_start(struct progress *progress, enum progress_when when);
/* So far: rows, and bytes of total (0: not known, as from a pipe). Shows a line at most five times
 * a second. */
void progress_tick(struct progress *progress, int64_t rows, int64_t bytes, int64_t total);
/* Takes the line away. */
void progress_end(struct progress *progress);

#endif
