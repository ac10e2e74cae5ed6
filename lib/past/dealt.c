/* A row is kept as how its numbers differ from those of the row before it in its bin: rows come in
 * about the order of time, so that takes a third of the bytes. */
#include "past/dealt.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/varint.h"
#include "past/scrap.h"

#define BLOCK_BYTES 4096 /* what the file is written and read by */
#define WORDS_MAX   8

/* Rows in memory or in the file. */
struct block {
    unsigned char *bytes; /* NULL: in the file */
    int64_t at;
    size_t used;
};

struct bin {
    struct block *blocks;
    size_t block_count, block_cap;
    unsigned char *open; /* the last block; NULL: none is begun */
    size_t used, row_count;
    uint64_t last[WORDS_MAX]; /* row */
};

struct dealt {
    size_t words; /* of a row */
    size_t left;  /* bytes that memory is to hold yet */
    struct scrap scrap;
    size_t bin_count;
    struct bin bins[];
};

struct dealt *dealt_new(size_t size, size_t bins, size_t memory)
{
    struct dealt *dealt = cx_alloc(sizeof *dealt + bins * sizeof *dealt->bins);
    dealt->words = size / sizeof(uint64_t);
    dealt->left = memory;
    dealt->scrap = SCRAP_NONE;
    dealt->bin_count = bins;
    return dealt;
}

static void empty(struct bin *bin)
{
    for (size_t i = 0; i < bin->block_count; i++)
        free(bin->blocks[i].bytes);
    free(bin->blocks);
    free(bin->open);
    *bin = (struct bin){0};
}

void dealt_free(struct dealt *dealt)
{
    if (!dealt)
        return;
    for (size_t i = 0; i < dealt->bin_count; i++)
        empty(&dealt->bins[i]);
    scrap_fini(&dealt->scrap);
    free(dealt);
}

/* The open block is full. */
static int put_away(struct dealt *dealt, struct bin *bin, struct cx_err *err)
{
    struct block block = {.at = dealt->scrap.size, .used = bin->used};
    int rc = 0;
    if (dealt->left >= BLOCK_BYTES) {
        dealt->left -= BLOCK_BYTES;
        block.bytes = bin->open;
        bin->open = NULL;
    } else {
        rc = scrap_write(&dealt->scrap, bin->open, bin->used, err);
    }
    CX_GROW(bin->blocks, bin->block_count, bin->block_cap);
    bin->blocks[bin->block_count++] = block;
    bin->used = 0;
    return rc;
}

/* As cx_varint_get, of bytes that are our own. */
static const unsigned char *read_number(uint64_t *difference, const unsigned char *at)
{
    uint64_t rest = *at & 127;
    for (int shift = 7; *at++ & 128; shift += 7)
        rest |= (uint64_t)(*at & 127) << shift;
    *difference = (uint64_t)cx_unzigzag(rest);
    return at;
}

int dealt_put(struct dealt *dealt, size_t at, const void *row, struct cx_err *err)
{
    struct bin *bin = &dealt->bins[at];
    uint64_t words[WORDS_MAX];
    int rc = bin->used + dealt->words * CX_VARINT_MAX > BLOCK_BYTES ? put_away(dealt, bin, err) : 0;
    if (!bin->open)
        bin->open = cx_realloc(NULL, BLOCK_BYTES, 1);
    unsigned char *to = bin->open + bin->used;
    memcpy(words, row, dealt->words * sizeof *words);
    for (size_t i = 0; i < dealt->words; i++) {
        to = cx_varint_put(to, cx_zigzag((int64_t)(words[i] - bin->last[i])));
        bin->last[i] = words[i];
    }
    bin->used = (size_t)(to - bin->open);
    bin->row_count++;
    return rc;
}

size_t dealt_count(const struct dealt *dealt, size_t bin)
{
    return dealt->bins[bin].row_count;
}

/* Who takes the rows of a bin, and the row before the next. */
struct giving {
    size_t words;
    int (*take)(void *context, const void *rows, size_t count, struct cx_err *err);
    void *context;
    uint64_t last[WORDS_MAX];
    uint64_t *rows; /* as many as a block may have */
};

static int give(struct giving *giving, const unsigned char *bytes, size_t used, struct cx_err *err)
{
    uint64_t *row = giving->rows;
    size_t count = 0;
    for (const unsigned char *at = bytes, *end = bytes + used; at < end; count++) {
        for (size_t i = 0; i < giving->words; i++) {
            uint64_t difference;
            at = read_number(&difference, at);
            giving->last[i] += difference;
        }
        memcpy(row, giving->last, giving->words * sizeof *row);
        row += giving->words;
    }
    return count > 0 ? giving->take(giving->context, giving->rows, count, err) : 0;
}

int dealt_take(struct dealt *dealt, size_t at,
               int (*take)(void *context, const void *rows, size_t count, struct cx_err *err),
               void *context, struct cx_err *err)
{
    struct bin *bin = &dealt->bins[at];
    struct giving giving = {.words = dealt->words, .take = take, .context = context};
    unsigned char read[BLOCK_BYTES];
    int rc = 0;
    giving.rows = cx_realloc(NULL, BLOCK_BYTES, sizeof *giving.rows); /* a byte a number */
    for (size_t i = 0; rc == 0 && i < bin->block_count; i++) {
        const struct block *block = &bin->blocks[i];
        if (!block->bytes)
            rc = scrap_read(read, &dealt->scrap, block->at, block->used, err);
        if (rc == 0)
            rc = give(&giving, block->bytes ? block->bytes : read, block->used, err);
    }
    if (rc == 0 && bin->used > 0)
        rc = give(&giving, bin->open, bin->used, err);
    free(giving.rows);
    empty(bin);
    return rc;
}
