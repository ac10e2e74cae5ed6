/* The payments and contacts of all accounts, read once for the streams of several threads. Each
 * thread reads pieces of the tables until none is left, and puts the rows to bins of accounts;
 * then a stream over the accounts of some bins takes their rows from there, whoever read them. */
#ifndef CX_PAST_GATHER_H
#define CX_PAST_GATHER_H

#include "base/pool.h"
#include "past/stream.h"

#define CX_GATHER_THREADS 2

struct cx_past_gather;
/* Of a scope that names no accounts. db is needed only meanwhile. */
int cx_past_gather_new(struct cx_past_gather **out, struct cx_db *db,
                       const struct cx_past_scope *scope, struct cx_err *err);
void cx_past_gather_free(struct cx_past_gather *gather); /* NULL is fine */
/* One thread's part of the reading. The scope is the same but for what takes loose contacts, whose
 * texts are in the pool. All threads must have read before a stream is made. */
int cx_past_gather_read(struct cx_past_gather *gather, int thread, struct cx_db *db,
                        const struct cx_past_scope *scope, struct cx_pool *texts,
                        struct cx_err *err);
/* The account with which a new half of the work begins, of accounts and rows; 0: there is but one
 * bin. */
int64_t cx_past_gather_middle(const struct cx_past_gather *gather);

/* What a stream takes, payments or contacts (rows.h), until `to`: an account that begins a bin, as
 * `from`; 0: no bound. Texts go to the pool. */
struct sorted;
struct taker {
    struct cx_past_gather *gather;
    struct cx_pool *texts;
    struct sorted *sorted;
    bool is_payments;
    size_t bin, end;                     /* the next; the one after the last */
    int32_t *numbers[CX_GATHER_THREADS]; /* of texts that threads read, in the pool; -1: not yet */
    int thread;                          /* who read what is taken just now */
};
void taker_init(struct taker *taker, struct cx_past_gather *gather, bool is_payments, int64_t from,
                int64_t to, struct cx_pool *texts);
void taker_fini(struct taker *taker);
/* As sorted_next. */
int taker_next(const void **row, struct taker *taker, struct cx_err *err);

#endif
