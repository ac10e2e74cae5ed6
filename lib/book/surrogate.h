/* Private to book/: halves of characters in JSON.
 *
 * JSON escapes a character beyond U+FFFF as two halves, \ud83d\ude00. A program that cuts texts
 * between the two leaves one, which is no character; YAJL takes it for a question mark. */
#ifndef CX_BOOK_SURROGATE_H
#define CX_BOOK_SURROGATE_H

#include <stdbool.h>
#include <stddef.h>

/* Makes each half without the other U+FFFD, the mark of what is lost, where it stands. Returns how
 * many bytes are done: fewer than n where the last escape may go on behind them, unless is_last. */
size_t surrogates_mend(char *s, size_t n, bool is_last);

#endif
