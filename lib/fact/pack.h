/* Private to fact/: the sums of some subjects as bytes, as the database keeps them: for each
 * subject its level, id and first day, then its sums, all as variable-length integers, ids and days
 * as differences. */
#ifndef CX_FACT_PACK_H
#define CX_FACT_PACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"

enum pack_level { PACK_POST, PACK_PERSON, PACK_TEAM, PACK_COMPANY };

struct pack_key {
    enum pack_level level;
    int64_t id;    /* of the post's person, the person or the team; 0: the company */
    cx_date since; /* of a post; 0 */
};

struct packer {
    struct cx_buf bytes;
    struct pack_key last;
};
void pack_put(struct packer *packer, const struct pack_key *key, const int64_t *sums, size_t count);

struct unpacker {
    const unsigned char *at, *end;
    struct pack_key key;
};
/* 1: the next subject's key and count sums; 0: the end; -1: the bytes are not what pack_put made.
 */
int unpack_next(struct unpacker *unpacker, int64_t *sums, size_t count);

#endif
