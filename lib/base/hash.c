#include "base/hash.h"

void cx_hash_init(struct cx_hash *hash)
{
    sha256_init(&hash->ctx);
}

void cx_hash_add(struct cx_hash *hash, const void *bytes, size_t n)
{
    if (n > 0) /* bytes may be NULL then */
        sha256_update(&hash->ctx, n, bytes);
}

void cx_hash_bytes(struct cx_hash *hash, uint8_t digest[CX_HASH_BYTES])
{
    sha256_digest(&hash->ctx, CX_HASH_BYTES, digest); /* resets the context too */
}

void cx_hash_end(struct cx_hash *hash, char hex[CX_HASH_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[CX_HASH_BYTES];

    cx_hash_bytes(hash, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[2 * sizeof digest] = '\0';
}
