/* Whole numbers in few bytes where they are near 0: seven bits a byte, the least first, and an
 * eighth that says whether more follow (LEB128). */
#ifndef CX_BASE_VARINT_H
#define CX_BASE_VARINT_H

#include <stdbool.h>
#include <stdint.h>

#define CX_VARINT_MAX 10 /* bytes of a number, at most */

/* Near 0 on either side: 0 -1 1 -2 … become 0 1 2 3 … */
static inline uint64_t cx_zigzag(int64_t n)
{
    return (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0);
}

static inline int64_t cx_unzigzag(uint64_t n)
{
    return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

/* Writes a number, and returns the end of it. */
static inline unsigned char *cx_varint_put(unsigned char *to, uint64_t n)
{
    for (; n >= 0x80; n >>= 7)
        *to++ = (unsigned char)(n | 0x80);
    *to++ = (unsigned char)n;
    return to;
}

/* Reads the number at *at, which then is behind it; false: none ends before `end`. */
static inline bool cx_varint_get(uint64_t *n, const unsigned char **at, const unsigned char *end)
{
    *n = 0;
    for (int shift = 0; shift < 64 && *at < end; shift += 7) {
        unsigned char byte = *(*at)++;
        *n |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

#endif
