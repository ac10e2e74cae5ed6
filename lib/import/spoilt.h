/* Private to import/: what a file's cells tell of mishaps before it came here. They are taken as
 * they are, counted and said. */
#ifndef CX_IMPORT_SPOILT_H
#define CX_IMPORT_SPOILT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct spoilt {
    struct spoilt_rows {
        int64_t rows, line;  /* how many, and the first of them */
    } garbled,               /* UTF-8 that was taken for Windows-1252 and made UTF-8 again */
        lost,                /* characters that a conversion gave up */
        figures,             /* long numbers, such as phones, that a spreadsheet took for figures */
        shares,              /* scores of at most 1, of 100 */
        midnights;           /* times of 00:00:00, which may be days */
    int64_t times;           /* how many that aren't days alone */
    int64_t scores, highest; /* how many; millionths */
    bool has_fraction;       /* one of the shares lies between 0 and 1 */
};

void spoilt_text(struct spoilt *spoilt, const char *s, size_t n, int64_t line);
void spoilt_score(struct spoilt *spoilt, int64_t millionths, int64_t line);
void spoilt_time(struct spoilt *spoilt, bool is_midnight, int64_t line);
/* A line for each kind of mishap that there was. */
void spoilt_tell(struct cx_buf *out, const char *file, const struct spoilt *spoilt);

#endif
