#include "fact/memo.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define SLOTS   8192 /* a power of two */
#define FULL    4096
#define COLUMNS 4 /* an expression over more is not remembered */

struct entry {
    uint64_t key[COLUMNS];
    uint8_t types[COLUMNS];
    bool is_used;
    int64_t value;
};

struct memo {
    int columns[COLUMNS];
    int column_count; /* -1: too many */
    size_t count;
    struct entry *entries; /* NULL until the first put */
};

struct memo *memo_new(uint32_t columns)
{
    struct memo *memo = cx_alloc(sizeof *memo);
    for (int i = 0; i < 32; i++) {
        if (!(columns >> i & 1))
            continue;
        if (memo->column_count == COLUMNS) {
            memo->column_count = -1;
            break;
        }
        memo->columns[memo->column_count++] = i;
    }
    return memo;
}

void memo_free(struct memo *memo)
{
    if (!memo)
        return;
    free(memo->entries);
    free(memo);
}

static uint64_t bits_of(const struct cx_value *cell)
{
    uint64_t bits = 0;
    switch (cell->type) {
    case CX_VALUE_INT: return (uint64_t)cell->i;
    case CX_VALUE_REAL: memcpy(&bits, &cell->r, sizeof bits); return bits;
    case CX_VALUE_TEXT: return (uint64_t)(uintptr_t)cell->s;
    default: return 0;
    }
}

/* The entry of such a row, or the free one where it belongs. */
static struct entry *find(const struct memo *memo, const struct entry *wanted)
{
    uint64_t hash = 0;
    for (int i = 0; i < memo->column_count; i++)
        hash = (hash ^ wanted->key[i] ^ wanted->types[i]) * UINT64_C(0x9E3779B97F4A7C15);
    size_t slot = (hash >> 40) & (SLOTS - 1);
    while (memo->entries[slot].is_used &&
           (memcmp(memo->entries[slot].key, wanted->key, sizeof wanted->key) != 0 ||
            memcmp(memo->entries[slot].types, wanted->types, sizeof wanted->types) != 0))
        slot = (slot + 1) & (SLOTS - 1);
    return &memo->entries[slot];
}

static struct entry describe(const struct memo *memo, const struct cx_value *cells)
{
    struct entry entry = {0};
    for (int i = 0; i < memo->column_count; i++) {
        entry.key[i] = bits_of(&cells[memo->columns[i]]);
        entry.types[i] = (uint8_t)cells[memo->columns[i]].type;
    }
    return entry;
}

bool memo_get(int64_t *value, const struct memo *memo, const struct cx_value *cells)
{
    if (!memo->entries)
        return false;
    struct entry wanted = describe(memo, cells);
    const struct entry *entry = find(memo, &wanted);
    *value = entry->value;
    return entry->is_used;
}

void memo_put(struct memo *memo, const struct cx_value *cells, int64_t value)
{
    if (memo->column_count < 0 || memo->count == FULL)
        return;
    if (!memo->entries)
        memo->entries = cx_alloc(SLOTS * sizeof *memo->entries);
    struct entry wanted = describe(memo, cells);
    struct entry *entry = find(memo, &wanted);
    if (entry->is_used)
        return;
    memo->count++;
    *entry = wanted;
    entry->is_used = true;
    entry->value = value;
}
