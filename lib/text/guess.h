/* Private to text/: what bytes that are not UTF-8 may be. */
#ifndef CX_TEXT_GUESS_H
#define CX_TEXT_GUESS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether bytes that are valid GB18030 read as Chinese: by the share of the 3755 characters that
 * are most of any text. The accented letters of Western Europe are valid GB18030, too, but each
 * stands alone among ASCII letters. */
bool guess_is_chinese(const char *s, size_t n);

#endif
