/* A source that is read ahead by a thread of its own, beside the one that makes typed cells of its
 * rows: inflating and parsing XML takes longer than all that follows. What can be done to a row
 * behind that is left to the other thread. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "book/source.h"

#define DIRECT 200 /* rows that are read without a thread: a header, a small table */
#define RING   4
/* Of a batch, at most; smaller ones have the threads wake each other, for a tenth of all time. */
#define ROWS  512
#define BYTES ((size_t)256 * 1024) /* with so many it is full, too */
#define ROOM  ((size_t)4 * 1024)   /* that a row keeps for the next one in its place */

struct batch {
    struct cells rows[ROWS];
    size_t count;
    int64_t read; /* of the source, behind it */
};

struct pump {
    struct source source; /* first */
    struct source *from;
    int64_t direct; /* rows that were */
    bool is_started, is_stopped, is_ended;
    struct batch ring[RING];
    size_t filled, taken; /* batches so far: those between wait, or are taken from */
    size_t at;            /* the next row of the one that is taken from */
    int rc;               /* how reading ended */
    struct cx_err err;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

static int fill(struct batch *batch, struct source *from, struct cx_err *err)
{
    size_t bytes = 0;
    int rc = 1;
    batch->count = 0;
    while (batch->count < ROWS && bytes < BYTES) {
        struct cells *row = &batch->rows[batch->count];
        if (row->bytes.cap > ROOM)
            cells_fini(row);
        if ((rc = from->type->next(from, row, err)) != 1)
            break;
        bytes += row->bytes.len;
        batch->count++;
    }
    batch->read = from->read;
    return rc;
}

static void *read_ahead(void *context)
{
    struct pump *pump = context;
    int rc = 1;
    pthread_mutex_lock(&pump->lock);
    while (rc == 1) {
        while (pump->filled - pump->taken == RING && !pump->is_stopped)
            pthread_cond_wait(&pump->changed, &pump->lock);
        if (pump->is_stopped)
            break;
        struct batch *batch = &pump->ring[pump->filled % RING];
        pthread_mutex_unlock(&pump->lock);
        rc = fill(batch, pump->from, &pump->err);
        pthread_mutex_lock(&pump->lock);
        pump->filled += batch->count > 0;
        pthread_cond_signal(&pump->changed);
    }
    pump->rc = rc < 0 ? rc : 0;
    pump->is_ended = true;
    pthread_cond_signal(&pump->changed);
    pthread_mutex_unlock(&pump->lock);
    return NULL;
}

/* The batch that the next row is in; NULL: there is none. */
static struct batch *batch_at(struct pump *pump)
{
    struct batch *batch = &pump->ring[pump->taken % RING];
    pthread_mutex_lock(&pump->lock);
    if (pump->filled > pump->taken && pump->at == batch->count) {
        pump->at = 0;
        batch = &pump->ring[++pump->taken % RING];
        pthread_cond_signal(&pump->changed);
    }
    while (pump->filled == pump->taken && !pump->is_ended)
        pthread_cond_wait(&pump->changed, &pump->lock);
    bool is_there = pump->filled > pump->taken;
    pthread_mutex_unlock(&pump->lock);
    return is_there ? batch : NULL;
}

static int next_ahead(struct pump *pump, struct cells *cells, struct cx_err *err)
{
    /* A batch that is begun is the taker's own, and needs no lock. */
    struct batch *batch = &pump->ring[pump->taken % RING];
    if (pump->at == 0 || pump->at == batch->count)
        batch = batch_at(pump);
    if (!batch)
        return pump->rc < 0 ? cx_err_set(err, pump->rc, "%s", pump->err.text) : 0;
    cells_swap(cells, &batch->rows[pump->at++]);
    pump->source.read = batch->read;
    return 1;
}

static int next_of_source(struct pump *pump, struct cells *cells, struct cx_err *err)
{
    if (!pump->is_started && pump->direct++ == DIRECT)
        pump->is_started = pthread_create(&pump->thread, NULL, read_ahead, pump) == 0;
    if (pump->is_started)
        return next_ahead(pump, cells, err);
    int rc = pump->from->type->next(pump->from, cells, err);
    pump->source.read = pump->from->read;
    return rc;
}

static int next(struct source *source, struct cells *cells, struct cx_err *err)
{
    struct pump *pump = (struct pump *)source;
    int (*finish)(struct source *, struct cells *, struct cx_err *) = pump->from->type->finish;
    int finished = 0, rc = 1;
    while (finished == 0 && (rc = next_of_source(pump, cells, err)) == 1)
        finished = finish ? finish(pump->from, cells, err) : 1;
    source->hidden += rc == 1 && finished == 1 && cells->is_hidden;
    if (rc == 0)
        source->merged = pump->from->merged; /* whose memory stays its own */
    return rc == 1 ? finished : rc;
}

static void pump_free(struct source *source)
{
    struct pump *pump = (struct pump *)source;
    if (pump->is_started) {
        pthread_mutex_lock(&pump->lock);
        pump->is_stopped = true;
        pthread_cond_signal(&pump->changed);
        pthread_mutex_unlock(&pump->lock);
        pthread_join(pump->thread, NULL);
    }
    pump->from->type->free(pump->from);
    for (size_t i = 0; i < RING; i++) {
        for (size_t k = 0; k < ROWS; k++)
            cells_fini(&pump->ring[i].rows[k]);
    }
    pthread_mutex_destroy(&pump->lock);
    pthread_cond_destroy(&pump->changed);
    free(pump);
}

struct source *pump_new(struct source *from)
{
    static const struct source_type type = {.next = next, .free = pump_free};
    struct pump *pump = cx_alloc(sizeof *pump);
    pump->source = (struct source){.type = &type, .size = from->size};
    pump->from = from;
    pthread_mutex_init(&pump->lock, NULL);
    pthread_cond_init(&pump->changed, NULL);
    return &pump->source;
}
