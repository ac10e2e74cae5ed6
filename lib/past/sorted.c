#include "past/sorted.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "past/scrap.h"

#define BLOCK        (64 << 10) /* bytes that a run is read or written by, where memory allows */
#define DIGIT_BITS   11         /* of a sort by digits: their counts stay in the cache */
#define INSERTED_MAX 32         /* rows of the same first number that qsort takes longer for */

/* A row in memory, with the number that mostly decides. */
struct ref {
    int64_t first;
    const char *row;
};

/* A run in the file: what is read of it stands in block. */
struct run {
    int64_t at, end; /* what is not read yet */
    char *block;
    size_t pos, have; /* bytes of block */
};

struct sorted {
    size_t size, rows_max, block; /* block: bytes, whole rows */
    char *rows;
    size_t count, cap;
    struct ref *refs, *spare;
    size_t ref_cap;
    size_t next; /* among refs, where there are no runs */
    bool is_begun;
    struct scrap scrap; /* runs */
    struct run *runs;
    size_t run_count, run_cap;
    struct run **heap; /* that of the least row first */
    size_t heap_count;
};

struct sorted *sorted_new(size_t size, size_t memory)
{
    struct sorted *sorted = cx_alloc(sizeof *sorted);
    sorted->size = size;
    sorted->rows_max = memory / (size + 2 * sizeof(struct ref)) + 1;
    sorted->block = BLOCK / size * size;
    sorted->scrap = SCRAP_NONE;
    return sorted;
}

static void drop_rows(struct sorted *sorted)
{
    free(sorted->rows);
    free(sorted->refs);
    free(sorted->spare);
    sorted->rows = NULL;
    sorted->refs = sorted->spare = NULL;
    sorted->cap = sorted->ref_cap = 0;
}

static void drop_runs(struct sorted *sorted)
{
    for (size_t i = 0; i < sorted->run_count; i++)
        free(sorted->runs[i].block);
    scrap_fini(&sorted->scrap);
    free(sorted->runs);
    free(sorted->heap);
    sorted->runs = NULL;
    sorted->heap = NULL;
    sorted->run_count = sorted->run_cap = sorted->heap_count = 0;
}

void sorted_empty(struct sorted *sorted)
{
    drop_runs(sorted);
    sorted->count = sorted->next = 0;
    sorted->is_begun = false;
}

void sorted_free(struct sorted *sorted)
{
    if (!sorted)
        return;
    drop_runs(sorted);
    drop_rows(sorted);
    free(sorted);
}

static size_t digit_of(int64_t number, int64_t least, int shift)
{
    return ((uint64_t)number - (uint64_t)least) >> shift & ((1 << DIGIT_BITS) - 1);
}

static int compare_rows(const char *a, const char *b)
{
    int64_t left[SORTED_KEYS], right[SORTED_KEYS];
    memcpy(left, a, sizeof left);
    memcpy(right, b, sizeof right);
    for (int i = 0; i < SORTED_KEYS; i++) {
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    }
    return 0;
}

/* One pass of a sort by digits: stable, from one list to the other. */
static void spread(struct ref *to, const struct ref *from, size_t n, int64_t least, int shift)
{
    size_t next[1 << DIGIT_BITS] = {0}, at = 0;
    for (size_t i = 0; i < n; i++)
        next[digit_of(from[i].first, least, shift)]++;
    for (size_t i = 0; i < 1 << DIGIT_BITS; i++) {
        size_t count = next[i];
        next[i] = at;
        at += count;
    }
    for (size_t i = 0; i < n; i++)
        to[next[digit_of(from[i].first, least, shift)]++] = from[i];
}

/* By the first number, as digits: those of rows in memory are mostly within some thousand million
 * of one another. */
static void sort_by_first(struct sorted *sorted)
{
    int64_t least = sorted->refs[0].first, most = least;
    for (size_t i = 1; i < sorted->count; i++) {
        int64_t first = sorted->refs[i].first;
        least = first < least ? first : least;
        most = first > most ? first : most;
    }
    uint64_t range = (uint64_t)most - (uint64_t)least;
    for (int shift = 0; shift < 64 && range >> shift != 0; shift += DIGIT_BITS) {
        struct ref *from = sorted->refs;
        spread(sorted->spare, from, sorted->count, least, shift);
        sorted->refs = sorted->spare;
        sorted->spare = from;
    }
}

static int compare_refs(const void *a, const void *b)
{
    return compare_rows(((const struct ref *)a)->row, ((const struct ref *)b)->row);
}

/* Few rows, which mostly came in order. */
static void insert_each(struct ref *refs, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct ref ref = refs[i];
        size_t at = i;
        for (; at > 0 && compare_rows(refs[at - 1].row, ref.row) > 0; at--)
            refs[at] = refs[at - 1];
        refs[at] = ref;
    }
}

/* By all numbers, where rows are in order by the first. */
static void sort_alike(struct ref *refs, size_t count)
{
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && refs[end].first == refs[i].first;)
            end++;
        if (end - i > INSERTED_MAX)
            qsort(refs + i, end - i, sizeof *refs, compare_refs);
        else
            insert_each(refs + i, end - i);
    }
}

static void sort(struct sorted *sorted)
{
    if (sorted->count > sorted->ref_cap) {
        free(sorted->refs);
        free(sorted->spare);
        sorted->refs = cx_realloc(NULL, sorted->count, sizeof *sorted->refs);
        sorted->spare = cx_realloc(NULL, sorted->count, sizeof *sorted->spare);
        sorted->ref_cap = sorted->count;
    }
    for (size_t i = 0; i < sorted->count; i++) {
        sorted->refs[i].row = sorted->rows + i * sorted->size;
        memcpy(&sorted->refs[i].first, sorted->refs[i].row, sizeof sorted->refs[i].first);
    }
    if (sorted->count == 0)
        return;
    sort_by_first(sorted);
    sort_alike(sorted->refs, sorted->count);
}

/* The rows in memory become a run. */
static int write_run(struct sorted *sorted, struct cx_err *err)
{
    int64_t begin = sorted->scrap.size;
    size_t n = 0;
    char *block = cx_alloc(sorted->block);
    int rc = 0;
    sort(sorted);
    for (size_t i = 0; rc == 0 && i < sorted->count; i++) {
        memcpy(block + n, sorted->refs[i].row, sorted->size);
        n += sorted->size;
        if (n == sorted->block || i + 1 == sorted->count) {
            rc = scrap_write(&sorted->scrap, block, n, err);
            n = 0;
        }
    }
    free(block);
    CX_GROW(sorted->runs, sorted->run_count, sorted->run_cap);
    sorted->runs[sorted->run_count++] = (struct run){.at = begin, .end = sorted->scrap.size};
    sorted->count = 0;
    return rc;
}

int sorted_add(struct sorted *sorted, const void *row, struct cx_err *err)
{
    int rc = sorted->count == sorted->rows_max ? write_run(sorted, err) : 0;
    if (sorted->count == sorted->cap) {
        sorted->cap = sorted->cap ? 2 * sorted->cap : 64;
        sorted->cap = sorted->cap < sorted->rows_max ? sorted->cap : sorted->rows_max;
        sorted->rows = cx_realloc(sorted->rows, sorted->cap, sorted->size);
    }
    memcpy(sorted->rows + sorted->count++ * sorted->size, row, sorted->size);
    return rc;
}

/* 1: the run stands on a row; 0: it is at its end. */
static int read_block(const struct sorted *sorted, struct run *run, struct cx_err *err)
{
    size_t left = (size_t)(run->end - run->at), n = left < sorted->block ? left : sorted->block;
    run->pos = 0;
    run->have = n;
    int rc = scrap_read(run->block, &sorted->scrap, run->at, n, err);
    run->at += (int64_t)n;
    return rc < 0 ? rc : n > 0;
}

static const char *row_of(const struct run *run)
{
    return run->block + run->pos;
}

/* The run at a place of the heap may be too great for it. */
static void sink(struct sorted *sorted, size_t at)
{
    struct run **heap = sorted->heap, *run = heap[at];
    for (size_t below; (below = 2 * at + 1) < sorted->heap_count; at = below) {
        if (below + 1 < sorted->heap_count &&
            compare_rows(row_of(heap[below + 1]), row_of(heap[below])) < 0)
            below++;
        if (compare_rows(row_of(run), row_of(heap[below])) < 0)
            break;
        heap[at] = heap[below];
    }
    heap[at] = run;
}

static int begin(struct sorted *sorted, struct cx_err *err)
{
    sorted->is_begun = true;
    if (sorted->run_count == 0) {
        sort(sorted);
        return 0;
    }
    int rc = write_run(sorted, err);
    drop_rows(sorted);
    sorted->heap = cx_alloc(sorted->run_count * sizeof *sorted->heap);
    for (size_t i = 0; rc >= 0 && i < sorted->run_count; i++) {
        struct run *run = &sorted->runs[i];
        run->block = cx_alloc(sorted->block);
        if ((rc = read_block(sorted, run, err)) == 1)
            sorted->heap[sorted->heap_count++] = run;
    }
    for (size_t i = sorted->heap_count; rc >= 0 && i-- > 0;)
        sink(sorted, i);
    return rc < 0 ? rc : 0;
}

/* Past the row that was given last. */
static int go_on(struct sorted *sorted, struct cx_err *err)
{
    struct run *run = sorted->heap[0];
    int rc = 1;
    run->pos += sorted->size;
    if (run->pos == run->have && (rc = read_block(sorted, run, err)) == 0)
        sorted->heap[0] = sorted->heap[--sorted->heap_count];
    if (rc >= 0 && sorted->heap_count > 0)
        sink(sorted, 0);
    return rc < 0 ? rc : 0;
}

int sorted_next(const void **row, struct sorted *sorted, struct cx_err *err)
{
    bool is_first = !sorted->is_begun;
    int rc = is_first ? begin(sorted, err) : 0;
    if (rc < 0)
        return rc;
    if (sorted->run_count == 0) {
        if (sorted->next == sorted->count)
            return 0;
        *row = sorted->refs[sorted->next++].row;
        return 1;
    }
    if (!is_first && sorted->heap_count > 0 && (rc = go_on(sorted, err)) < 0)
        return rc;
    if (sorted->heap_count == 0)
        return 0;
    *row = row_of(sorted->heap[0]);
    return 1;
}
