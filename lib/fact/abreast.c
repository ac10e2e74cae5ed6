#include "fact/abreast.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/abreast.sql.h"

#define ACCOUNTS_MIN 2000 /* of fewer, a second connection costs more than it brings */

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

/* The account that begins the second half; 0: one thread does all. */
static int find_middle(int64_t *middle, const struct facts *facts,
                       const struct cx_past_scope *scope)
{
    int64_t count = 0;
    *middle = 0;
    if (facts->sink || scope->accounts || scope->not_accounts)
        return 0;
    int rc = cx_db_has_row(facts->db, SQL_is_covered, NULL, facts->err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    rc = cx_db_get_int(&count, facts->db, SQL_count, NULL, facts->err);
    if (rc < 0 || count < ACCOUNTS_MIN)
        return rc;
    return cx_db_get_int(middle, facts->db, SQL_middle, NULL, facts->err);
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

static void *run(void *context)
{
    struct half *half = context;
    half->rc = past_rows(&half->facts, &half->scope);
    return NULL;
}

static int both(struct facts *facts, const struct cx_past_scope *scope, struct cx_db *second,
                int64_t middle)
{
    struct half *half = cx_alloc(sizeof *half);
    struct cx_past_scope first = *scope;
    pthread_t thread;
    half->scope = *scope;
    first.account_to = half->scope.account_from = middle;
    half->scope.take_loose = NULL; /* that is in the first half */
    half->rc = begin(half, facts, second);
    bool is_started = half->rc == 0 && pthread_create(&thread, NULL, run, half) == 0;
    int rc = past_rows(facts, &first);
    if (is_started)
        pthread_join(thread, NULL);
    else if (half->rc == 0)
        run(half);
    if (rc == 0 && half->rc < 0) {
        *facts->err = half->err;
        rc = half->rc;
    }
    if (rc == 0)
        rc = merge(facts, half);
    end(half);
    free(half);
    return rc;
}

int abreast_rows(struct facts *facts, const struct cx_past_scope *scope)
{
    struct cx_db *second = NULL;
    int64_t middle;
    int rc = find_middle(&middle, facts, scope);
    if (rc == 0 && middle)
        rc = cx_db_again(&second, facts->db, facts->err);
    if (rc < 0)
        return rc;
    rc = second ? both(facts, scope, second, middle) : past_rows(facts, scope);
    cx_db_close(second);
    return rc;
}
