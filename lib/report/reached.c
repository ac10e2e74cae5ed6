#include "report/reached.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "fact/sums.h"
#include "fact/wall.h"
#include "report/contacted.sql.h"

struct reading {
    struct reached *reached;
    struct cx_db *db, *second; /* second: the thread's own; NULL: it has none */
    const struct cx_plan *plan;
    const struct cx_org *org;
    struct cx_period period;
    struct contact_listener too; /* hear NULL: none */
    pthread_t thread;
    bool is_started;
    struct cx_err err; /* the thread's */
    int rc;
};

static int read_all(struct reading *reading, struct cx_db *db, struct cx_err *err)
{
    struct reached *reached = reading->reached;
    size_t count = cx_subject_count(reading->org) * CONTACTED_CHANNELS;
    reached->contacted = cx_alloc((count + 1) * sizeof *reached->contacted);
    int rc = ledger_load(&reached->ledger, db, &reading->period, reading->plan, err);
    if (rc == 0 && reading->plan)
        reached->aging = aging_new(reached->ledger, reading->plan);
    return rc < 0 ? rc
                  : contacted_sums(reached->contacted, db, reading->org, reached->ledger->archive,
                                   &reading->period, reading->too.hear ? &reading->too : NULL, err);
}

static void *run(void *context)
{
    struct reading *reading = context;
    reading->rc = read_all(reading, reading->second, &reading->err);
    return NULL;
}

int reached_begin(struct reached **out, struct cx_db *db, const struct cx_plan *plan,
                  const struct cx_org *org, const struct cx_period *period,
                  const struct contact_listener *too, struct cx_err *err)
{
    struct reading *reading = cx_alloc(sizeof *reading);
    *reading = (struct reading){.db = db, .plan = plan, .org = org, .period = *period};
    reading->too = too ? *too : (struct contact_listener){0};
    reading->reached = *out = cx_alloc(sizeof **out);
    (*out)->reading = reading;
    int rc = cx_db_is_writing(db) ? 0 : cx_db_has_row(db, SQL_is_worth_a_thread, NULL, err);
    if (rc == 1)
        rc = cx_db_again(&reading->second, db, err);
    if (rc == 0 && reading->second)
        rc = cx_wall_share(reading->second, db, err);
    (*out)->is_large = reading->second != NULL;
    if (rc == 0 && reading->second)
        reading->is_started = pthread_create(&reading->thread, NULL, run, reading) == 0;
    return rc < 0 ? rc : 0;
}

/* Nobody reads any more. */
static void stop(struct reached *reached)
{
    if (!reached->reading)
        return;
    if (reached->reading->is_started)
        pthread_join(reached->reading->thread, NULL);
    cx_db_close(reached->reading->second);
    free(reached->reading);
    reached->reading = NULL;
}

int reached_end(struct reached *reached, struct cx_err *err)
{
    struct reading *reading = reached->reading;
    int rc = 0;
    if (reading->is_started) {
        pthread_join(reading->thread, NULL);
        reading->is_started = false;
        rc = reading->rc;
        if (rc < 0)
            *err = reading->err;
    } else {
        rc = read_all(reading, reading->db, err);
    }
    stop(reached);
    return rc;
}

void reached_keep(const struct reached *reached, struct cx_db *db)
{
    struct cx_err ignored = {0}; /* what fails is taken back at the end, and lost */
    if (reached->is_large)
        (void)cx_archive_keep_balances(reached->ledger->archive, db, &ignored);
}

void reached_free(struct reached *reached)
{
    if (!reached)
        return;
    stop(reached);
    aging_free(reached->aging);
    ledger_free(reached->ledger);
    free(reached->contacted);
    free(reached);
}
