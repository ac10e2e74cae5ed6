#include "assign/halves.h"

#include <pthread.h>
#include <stdbool.h>

#define COUNT_MIN 500 /* of fewer, a thread costs more than it brings */

struct job {
    void (*work)(void *half, size_t first, size_t end);
    void *half;
    size_t first, end;
};

static void *run(void *context)
{
    const struct job *job = context;
    job->work(job->half, job->first, job->end);
    return NULL;
}

void in_halves(void (*work)(void *half, size_t first, size_t end), void *left, void *right,
               size_t count)
{
    struct job job = {work, right, count / 2, count};
    pthread_t thread;
    bool is_started = count >= COUNT_MIN && pthread_create(&thread, NULL, run, &job) == 0;
    work(left, 0, count / 2);
    if (is_started)
        pthread_join(thread, NULL);
    else
        run(&job);
}
