#include "fact/pack.h"

#define MORE 0x80

/* Small numbers of either sign take few bytes: 0 -1 1 -2 … become 0 1 2 3 … */
static void put(struct cx_buf *bytes, int64_t n)
{
    uint64_t rest = (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0);
    for (; rest >= MORE; rest >>= 7)
        cx_buf_putc(bytes, (char)(rest | MORE));
    cx_buf_putc(bytes, (char)rest);
}

static bool get(struct unpacker *unpacker, int64_t *n)
{
    uint64_t all = 0;
    for (int shift = 0; shift < 64 && unpacker->at < unpacker->end; shift += 7) {
        unsigned char byte = *unpacker->at++;
        all |= (uint64_t)(byte & (MORE - 1)) << shift;
        if (byte < MORE) {
            *n = (int64_t)(all >> 1 ^ (all & 1 ? UINT64_MAX : 0));
            return true;
        }
    }
    return false;
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
