/* One thread reads batches ahead, the other takes them: a ring with one lock. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/intake.h"

#define RING 4

struct feeder {
    struct intake *intake;
    struct batch ring[RING];
    size_t filled, taken; /* batches so far; filled - taken of them wait */
    bool is_holding;      /* the taker works on the batch before `taken` */
    bool is_stopped, is_ended;
    int rc; /* how reading ended */
    struct cx_err err;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

/* Batches that the reader may not write to: waiting, or worked on. */
static size_t busy(const struct feeder *feeder)
{
    return feeder->filled - feeder->taken + feeder->is_holding;
}

static void *read_ahead(void *context)
{
    struct feeder *feeder = context;
    int rc = 1;
    pthread_mutex_lock(&feeder->lock);
    while (rc > 0) {
        while (busy(feeder) == RING && !feeder->is_stopped)
            pthread_cond_wait(&feeder->changed, &feeder->lock);
        if (feeder->is_stopped)
            break;
        struct batch *batch = &feeder->ring[feeder->filled % RING];
        pthread_mutex_unlock(&feeder->lock);
        rc = intake_fill(feeder->intake, batch, &feeder->err);
        pthread_mutex_lock(&feeder->lock);
        feeder->filled += rc > 0;
        pthread_cond_signal(&feeder->changed);
    }
    feeder->rc = rc < 0 ? rc : 0;
    feeder->is_ended = true;
    pthread_cond_signal(&feeder->changed);
    pthread_mutex_unlock(&feeder->lock);
    return NULL;
}

int feeder_start(struct feeder **out, struct intake *intake, struct cx_err *err)
{
    struct feeder *feeder = cx_alloc(sizeof *feeder);
    feeder->intake = intake;
    for (size_t i = 0; i < RING; i++)
        batch_init(&feeder->ring[i], intake->kind);
    pthread_mutex_init(&feeder->lock, NULL);
    pthread_cond_init(&feeder->changed, NULL);
    int failed = pthread_create(&feeder->thread, NULL, read_ahead, feeder);
    if (failed) {
        feeder->is_ended = true;
        feeder->intake = NULL;
        feeder_stop(feeder);
        return cx_err_set(err, CX_EWORLD, "can't start a thread: %s", cx_err_cause(failed));
    }
    *out = feeder;
    return 0;
}

struct batch *feeder_next(struct feeder *feeder, int *rc, struct cx_err *err)
{
    struct batch *batch = NULL;
    pthread_mutex_lock(&feeder->lock);
    feeder->is_holding = false;
    pthread_cond_signal(&feeder->changed);
    while (feeder->filled == feeder->taken && !feeder->is_ended)
        pthread_cond_wait(&feeder->changed, &feeder->lock);
    *rc = 0;
    if (feeder->filled > feeder->taken) {
        batch = &feeder->ring[feeder->taken++ % RING];
        feeder->is_holding = true;
    } else if (feeder->rc < 0) {
        *rc = cx_err_set(err, feeder->rc, "%s", feeder->err.text);
    }
    pthread_mutex_unlock(&feeder->lock);
    return batch;
}

void feeder_stop(struct feeder *feeder)
{
    if (!feeder)
        return;
    pthread_mutex_lock(&feeder->lock);
    feeder->is_stopped = true;
    pthread_cond_signal(&feeder->changed);
    pthread_mutex_unlock(&feeder->lock);
    if (feeder->intake)
        pthread_join(feeder->thread, NULL);
    for (size_t i = 0; i < RING; i++)
        batch_fini(&feeder->ring[i]);
    pthread_mutex_destroy(&feeder->lock);
    pthread_cond_destroy(&feeder->changed);
    free(feeder);
}
