/* Where the characters of a text in UTF-8 begin and end; of bytes that are none it says something,
 * too, and reads no further. */
#ifndef CX_BASE_LETTER_H
#define CX_BASE_LETTER_H

#include <stdbool.h>
#include <stddef.h>

static inline bool cx_letter_goes_on(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Bytes of the character that s begins with, which is not empty; s ends with a NUL. */
static inline size_t cx_letter(const char *s)
{
    size_t n = 1;
    while (cx_letter_goes_on(s[n]))
        n++;
    return n;
}

/* The first byte of the character that s[at] is of: a text that is cut there has no half of one. */
static inline size_t cx_letter_start(const char *s, size_t at)
{
    while (at > 0 && cx_letter_goes_on(s[at]))
        at--;
    return at;
}

#endif
