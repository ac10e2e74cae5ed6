/* What is in a ZIP file, such as a workbook, taken out with zlib. */
#ifndef CX_UNIT_ZIPPED_H
#define CX_UNIT_ZIPPED_H

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static inline size_t little(const unsigned char *s, int bytes)
{
    size_t n = 0;

    while (bytes-- > 0)
        n = n << 8 | s[bytes];
    return n;
}

/* A file in it by its name, by way of the central directory; the caller frees. */
static inline char *part(const char *zip, size_t n, const char *name)
{
    const unsigned char *z = (const unsigned char *)zip, *end = z + n - 22;
    const unsigned char *entry = z + little(end + 16, 4);

    ck_assert_mem_eq(end, "PK\5\6", 4);
    for (size_t left = little(end + 10, 2); left > 0; left--) {
        size_t length = little(entry + 28, 2);
        if (length == strlen(name) && memcmp(entry + 46, name, length) == 0)
            break;
        ck_assert_msg(left > 1, "no %s in it", name);
        entry += 46 + length + little(entry + 30, 2) + little(entry + 32, 2);
    }
    const unsigned char *local = z + little(entry + 42, 4);
    size_t size = little(entry + 24, 4);
    char *xml = calloc(1, size + 1);
    z_stream stream = {.next_in = (unsigned char *)(uintptr_t)local + 30 + little(local + 26, 2) +
                                  little(local + 28, 2),
                       .avail_in = (unsigned)little(entry + 20, 4),
                       .next_out = (unsigned char *)xml,
                       .avail_out = (unsigned)size};
    if (little(entry + 10, 2) == 0) /* stored as it is */
        return memcpy(xml, stream.next_in, size);
    ck_assert_int_eq((int)little(entry + 10, 2), Z_DEFLATED);
    ck_assert_int_eq(inflateInit2(&stream, -MAX_WBITS), Z_OK);
    ck_assert_int_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
    inflateEnd(&stream);
    return xml;
}

#endif
