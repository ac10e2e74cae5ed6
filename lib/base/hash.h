/* SHA-256, by libnettle. */
#ifndef CX_BASE_HASH_H
#define CX_BASE_HASH_H

#include <nettle/sha2.h>
#include <stddef.h>

#define CX_HASH_TEXT  65 /* 64 hex digits and a NUL */
#define CX_HASH_BYTES 32

struct cx_hash {
    struct sha256_ctx ctx;
};

void cx_hash_init(struct cx_hash *hash);
void cx_hash_add(struct cx_hash *hash, const void *bytes, size_t n);
/* Writes the digest in lower-case hex, and resets the hash as init does. */
void cx_hash_end(struct cx_hash *hash, char hex[CX_HASH_TEXT]);
/* The same as bytes. */
void cx_hash_bytes(struct cx_hash *hash, uint8_t digest[CX_HASH_BYTES]);

#endif
