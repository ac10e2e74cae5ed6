#include "fact/pack.h"

#include "base/varint.h"

static void put(struct cx_buf *bytes, int64_t n)
{
    unsigned char number[CX_VARINT_MAX];
    cx_buf_add(bytes, number, (size_t)(cx_varint_put(number, cx_zigzag(n)) - number));
}

static bool get(struct unpacker *unpacker, int64_t *n)
{
    uint64_t number;
    bool is_there = cx_varint_get(&number, &unpacker->at, unpacker->end);
    *n = cx_unzigzag(number);
    return is_there;
}

/* Differences may wrap: the sum that takes them back wraps as well. */
static int64_t minus(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a - (uint64_t)b);
}

static int64_t plus(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

void pack_put(struct packer *packer, const struct pack_key *key, const int64_t *sums, size_t count)
{
    put(&packer->bytes, key->level);
    put(&packer->bytes, minus(key->id, packer->last.id));
    put(&packer->bytes, key->since - packer->last.since);
    for (size_t i = 0; i < count; i++)
        put(&packer->bytes, sums[i]);
    packer->last = *key;
}

int unpack_next(struct unpacker *unpacker, int64_t *sums, size_t count)
{
    int64_t level, id, since;
    if (unpacker->at == unpacker->end)
        return 0;
    if (!get(unpacker, &level) || !get(unpacker, &id) || !get(unpacker, &since) ||
        level < PACK_POST || level > PACK_COMPANY)
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (!get(unpacker, &sums[i]))
            return -1;
    }
    unpacker->key.level = (enum pack_level)level;
    unpacker->key.id = plus(unpacker->key.id, id);
    unpacker->key.since = (cx_date)(unpacker->key.since + since);
    return 1;
}
