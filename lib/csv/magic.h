/* Private to csv/: what the first bytes of a file tell. */
#ifndef CX_CSV_MAGIC_H
#define CX_CSV_MAGIC_H

#include <stddef.h>

/* What the first bytes of a file say that it is, and what to do about it; NULL: it may be CSV. */
const char *magic_other(const char *s, size_t n);

/* Which of , ; tab and | stands most often in the first line that isn't empty, outside quotes; ,
 * where none does. */
char magic_delimiter(const char *s, size_t n);

#endif
