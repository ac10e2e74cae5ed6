#include "fact/abreast.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/abreast.sql.h"
#include "past/gather.h"

int past_rows(struct facts *facts, const struct cx_past_scope *scope)
{
    struct cx_past_stream *stream = NULL;
    const struct cx_past *past = NULL;
    int rc = cx_past_stream_new(&stream, facts->db, facts->org, scope, facts->texts, facts->err);
    while (rc == 0 && (rc = cx_past_next(&past, stream, facts->err)) == 1) {
        rc = payment_rows(facts, past);
        if (rc == 0)
            rc = contact_rows(facts, past);
        if (rc == 0)
            rc = promise_rows(facts, past);
        if (rc == 0)
            rc = instalment_rows(facts, past);
        if (rc == 0)
            rc = exposure_rows(facts, past);
    }
    cx_past_stream_free(stream);
    return rc;
}

/* One thread's part: what it adds up is its own, all else is shared and only read. */
struct half {
    struct facts facts;
    struct cx_past_scope scope;
    struct cx_err err;
    int rc;
};

/* 1: there is work for two, and each can read the same; 0: one thread does all. */
static int is_for_two(const struct facts *facts, const struct cx_past_scope *scope)
{
    if (facts->sink || scope->accounts || scope->not_accounts)
        return 0;
    int rc = cx_db_has_row(facts->db, SQL_is_covered, NULL, facts->err);
    return rc != 0 ? (rc < 0 ? rc : 0) : cx_db_has_row(facts->db, SQL_has_many, NULL, facts->err);
}

static int begin(struct half *half, const struct facts *facts, struct cx_db *db)
{
    half->facts = *facts;
    half->facts.db = db;
    half->facts.err = &half->err;
    half->facts.texts = cx_pool_new();
    half->facts.adder = NULL;
    half->facts.holdings = NULL;
    half->facts.holding_count = half->facts.holding_cap = 0;
    for (int fact = 0; fact < CX_FACTS; fact++) {
        const struct tally *tally = &facts->tallies[fact];
        if (tally->measures)
            tally_init(&half->facts.tallies[fact], tally->measures, tally->row_count,
                       tally->subject_count);
    }
    return adder_new(&half->facts.adder, &half->facts);
}

static void end(struct half *half)
{
    adder_free(half->facts.adder);
    for (int fact = 0; fact < CX_FACTS; fact++)
        tally_fini(&half->facts.tallies[fact]);
    cx_pool_free(half->facts.texts);
    free(half->facts.holdings);
}

/* Adds what one thread has to what the other has. */
static int merge(struct facts *facts, const struct half *half)
{
    int rc = 0;
    for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++) {
        const struct tally *from = &half->facts.tallies[fact];
        for (size_t row = 0; from->measures && row < from->row_count; row++) {
            for (size_t subject = 0; subject < from->subject_count; subject++) {
                const int64_t *sums = tally_sums(from, row, subject);
                for (size_t i = 0; rc == 0 && i < from->measures->count; i++)
                    rc =
                        tally_increase(&facts->tallies[fact], row, subject, i, sums[i], facts->err);
            }
        }
    }
    for (size_t i = 0; i < half->facts.holding_count; i++) {
        CX_GROW(facts->holdings, facts->holding_count, facts->holding_cap);
        facts->holdings[facts->holding_count++] = half->facts.holdings[i];
    }
    return rc;
}

static void *gather(void *context)
{
    struct half *half = context;
    half->rc = cx_past_gather_read(half->scope.gather, 1, half->facts.db, &half->scope,
                                   half->facts.texts, &half->err);
    return NULL;
}

static void *run(void *context)
{
    struct half *half = context;
    half->rc = past_rows(&half->facts, &half->scope);
    return NULL;
}

/* The second thread's work, where there can be none. */
static void join(struct half *half, const pthread_t *thread, bool is_started,
                 void *work(void *context))
{
    if (is_started)
        pthread_join(*thread, NULL);
    else
        work(half);
}

/* Both read all rows, then each goes through the pasts of its half of the accounts. */
static int both_halves(struct facts *facts, struct cx_past_scope *scope, struct half *half)
{
    pthread_t thread;
    bool is_started = pthread_create(&thread, NULL, gather, half) == 0;
    int rc = cx_past_gather_read(scope->gather, 0, facts->db, scope, facts->texts, facts->err);
    join(half, &thread, is_started, gather);
    if (rc < 0 || half->rc < 0)
        return rc;
    scope->account_to = half->scope.account_from = cx_past_gather_middle(scope->gather);
    is_started = pthread_create(&thread, NULL, run, half) == 0;
    rc = past_rows(facts, scope);
    join(half, &thread, is_started, run);
    return rc;
}

static int both(struct facts *facts, const struct cx_past_scope *scope, struct cx_db *second)
{
    struct half *half = cx_alloc(sizeof *half);
    struct cx_past_scope first = *scope;
    int rc = cx_db_go_through(facts->db, true, facts->err);
    if (rc == 0)
        rc = cx_past_gather_new(&first.gather, facts->db, scope, facts->err);
    half->scope = first;
    half->scope.context = &half->facts;
    half->rc = begin(half, facts, second);
    if (rc == 0 && half->rc == 0)
        rc = both_halves(facts, &first, half);
    if (rc == 0 && half->rc < 0) {
        *facts->err = half->err;
        rc = half->rc;
    }
    cx_past_gather_free(first.gather);
    if (rc == 0)
        rc = merge(facts, half);
    if (rc == 0)
        rc = cx_db_go_through(facts->db, false, facts->err);
    end(half);
    free(half);
    return rc;
}

/* One thread, which rests between what it reads: two would have to rest at the same time, for the
 * connections of a process share its lock. */
static int alone(struct facts *facts, const struct cx_past_scope *scope)
{
    struct cx_past_scope gathered = *scope;
    int rc = cx_past_gather_new(&gathered.gather, facts->db, scope, facts->err);
    if (rc == 0)
        rc =
            cx_past_gather_read(gathered.gather, 0, facts->db, &gathered, facts->texts, facts->err);
    if (rc == 0)
        rc = past_rows(facts, &gathered);
    cx_past_gather_free(gathered.gather);
    return rc;
}

int abreast_rows(struct facts *facts, const struct cx_past_scope *scope)
{
    struct cx_db *second = NULL;
    int rc = is_for_two(facts, scope);
    if (rc == 1 && cx_db_rests(facts->db))
        return alone(facts, scope);
    if (rc == 1)
        rc = cx_db_again(&second, facts->db, facts->err);
    if (rc < 0)
        return rc;
    rc = second ? both(facts, scope, second) : past_rows(facts, scope);
    cx_db_close(second);
    return rc;
}
