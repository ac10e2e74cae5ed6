#include "book/surrogate.h"

#include <string.h>

#define ESCAPE 6 /* bytes of \ud83d */

/* The number of the escape at s, of which there are ESCAPE bytes; 0: it is no \uXXXX. */
static unsigned number_at(const char *s)
{
    static const char digits[] = "0123456789abcdef";
    unsigned number = 0;
    if (s[0] != '\\' || s[1] != 'u')
        return 0;
    for (int i = 2; i < ESCAPE; i++) {
        const char *digit = s[i] ? strchr(digits, s[i] | 0x20) : NULL;
        if (!digit)
            return 0;
        number = number * 16 + (unsigned)(digit - digits);
    }
    return number;
}

static bool is_first(unsigned number)
{
    return number >= 0xD800 && number < 0xDC00;
}

static bool is_second(unsigned number)
{
    return number >= 0xDC00 && number < 0xE000;
}

size_t surrogates_mend(char *s, size_t n, bool is_last)
{
    char *end = s + n, *at = s;
    while ((at = memchr(at, '\\', (size_t)(end - at))) != NULL) {
        size_t left = (size_t)(end - at);
        if (left < 2 * ESCAPE && !is_last)
            return (size_t)(at - s);
        unsigned number = left >= ESCAPE ? number_at(at) : 0;
        if (!number) {
            at += left < 2 ? left : 2;
            continue;
        }
        unsigned other = left >= 2 * ESCAPE ? number_at(at + ESCAPE) : 0;
        bool is_pair = is_first(number) && is_second(other);
        if (!is_pair && (is_first(number) || is_second(number)))
            memcpy(at + 2, "fffd", 4);
        at += is_pair ? 2 * ESCAPE : ESCAPE;
    }
    return n;
}
