#include "past/gather.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "past/dealt.h"
#include "past/gather.sql.h"
#include "past/rows.h"
#include "past/sorted.h"

#define BIN_ACCOUNTS 512 /* of few accounts; of more, bins are BINS_MAX / 2 to BINS_MAX */
#define BINS_MAX     256
#define HINTS        4096
#define PIECES       16        /* that a range of ids, or of days, is cut into */
#define DEALT_BYTES  (2 << 20) /* of one thread's payments, and contacts, kept in memory */
#define SORT_BYTES   (8 << 20) /* of a bin's, sorted there */

/* Ids of one table that are read at once; or accounts, of those contacts that are read beside. */
struct piece {
    bool is_payments, is_beside;
    int64_t first, last;
};

/* What one thread read. */
struct share {
    struct cx_pool *texts;
    struct dealt *payments, *contacts;
};

struct cx_past_gather {
    int64_t bounds[BINS_MAX]; /* the first account of each bin */
    size_t bin_count, bin_accounts;
    int64_t least; /* that hints begin with, one for each `width` ids */
    uint64_t width;
    uint16_t hints[HINTS]; /* a bin not after that of the account */
    struct piece *pieces;
    size_t piece_count, piece_cap;
    atomic_size_t next; /* piece */
    struct share shares[CX_GATHER_THREADS];
};

/* Every other bound goes, for there are too many. */
static void widen_bins(struct cx_past_gather *gather)
{
    for (size_t i = 0; i < BINS_MAX / 2; i++)
        gather->bounds[i] = gather->bounds[2 * i];
    gather->bin_count = BINS_MAX / 2;
    gather->bin_accounts *= 2;
}

static void set_hints(struct cx_past_gather *gather)
{
    size_t bin = 0;
    gather->least = gather->bounds[0];
    gather->width =
        ((uint64_t)gather->bounds[gather->bin_count - 1] - (uint64_t)gather->least) / HINTS + 1;
    for (size_t i = 0; i < HINTS; i++) {
        while (bin + 1 < gather->bin_count &&
               ((uint64_t)gather->bounds[bin + 1] - (uint64_t)gather->least) / gather->width < i)
            bin++;
        gather->hints[i] = (uint16_t)bin;
    }
}

static int set_bounds(struct cx_past_gather *gather, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int64_t last = INT64_MIN, skipped = 0;
    int rc = cx_stmt_new(&stmt, db, SQL_bound, err);
    gather->bin_accounts = BIN_ACCOUNTS;
    while (rc == 0) {
        cx_stmt_bind_int(stmt, 1, last);
        cx_stmt_bind_int(stmt, 2, skipped);
        if ((rc = cx_stmt_step(stmt, err)) != 1)
            break;
        if (gather->bin_count == BINS_MAX)
            widen_bins(gather);
        last = gather->bounds[gather->bin_count++] = cx_stmt_int(stmt, 0);
        skipped = (int64_t)gather->bin_accounts;
        cx_stmt_reset(stmt);
        rc = 0;
    }
    cx_stmt_free(stmt);
    if (gather->bin_count == 0)
        gather->bin_count = 1;
    set_hints(gather);
    return rc;
}

static size_t bin_of(const struct cx_past_gather *gather, int64_t account)
{
    uint64_t hint = account <= gather->least
                        ? 0
                        : ((uint64_t)account - (uint64_t)gather->least) / gather->width;
    size_t bin = gather->hints[hint < HINTS ? hint : HINTS - 1];
    while (bin + 1 < gather->bin_count && gather->bounds[bin + 1] <= account)
        bin++;
    return bin;
}

static void add_cut(struct cx_past_gather *gather, bool is_payments, int64_t first)
{
    CX_GROW(gather->pieces, gather->piece_count, gather->piece_cap);
    gather->pieces[gather->piece_count++] =
        (struct piece){.is_payments = is_payments, .first = first};
}

static int compare_pieces(const void *a, const void *b)
{
    const struct piece *left = a, *right = b;
    return (left->first > right->first) - (left->first < right->first);
}

/* Pieces end where the next begins; those before are another table's. */
static void join_cuts(struct cx_past_gather *gather, size_t before)
{
    size_t count = before;
    qsort(gather->pieces + before, gather->piece_count - before, sizeof *gather->pieces,
          compare_pieces);
    for (size_t i = before; i < gather->piece_count; i++) {
        if (count > before && gather->pieces[count - 1].first == gather->pieces[i].first)
            continue;
        if (count > before)
            gather->pieces[count - 1].last = gather->pieces[i].first - 1;
        gather->pieces[count++] = gather->pieces[i];
    }
    gather->pieces[count - 1].last = INT64_MAX;
    gather->piece_count = count;
}

/* A table is cut both at even steps of ids and where days begin: whichever way ids are given, some
 * pieces are then of similar size. */
static int cut(struct cx_past_gather *gather, struct cx_db *db, const char *event, cx_date from,
               cx_date to, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    size_t before = gather->piece_count, count = 0;
    bool is_payments = strcmp(event, "payment") == 0;
    int64_t *firsts = NULL, last = INT64_MIN;
    size_t cap = 0;
    int rc = cx_stmt_new(&stmt, db, SQL_places, err);
    if (rc == 0) {
        cx_stmt_bind_text(stmt, 1, event);
        cx_stmt_bind_int(stmt, 2, from);
        cx_stmt_bind_int(stmt, 3, to);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(firsts, count, cap);
        firsts[count++] = cx_stmt_int(stmt, 0);
        last = cx_stmt_int(stmt, 1) > last ? cx_stmt_int(stmt, 1) : last;
        rc = 0;
    }
    cx_stmt_free(stmt);
    add_cut(gather, is_payments, INT64_MIN);
    for (size_t i = 1; i < PIECES && count > 0; i++) {
        uint64_t range = (uint64_t)last - (uint64_t)firsts[0];
        add_cut(gather, is_payments, firsts[count * i / PIECES]);
        add_cut(gather, is_payments, (int64_t)((uint64_t)firsts[0] + range / PIECES * i));
    }
    free(firsts);
    join_cuts(gather, before);
    return rc;
}

/* Pieces of contacts that are read beside (rows.h) are ranges of accounts, not of ids. */
static void cut_beside(struct cx_past_gather *gather, size_t i)
{
    size_t from = gather->bin_count * i / PIECES, to = gather->bin_count * (i + 1) / PIECES;
    if (from == to)
        return;
    add_cut(gather, false, from == 0 ? INT64_MIN : gather->bounds[from]);
    struct piece *piece = &gather->pieces[gather->piece_count - 1];
    piece->is_beside = true;
    piece->last = to == gather->bin_count ? INT64_MAX : gather->bounds[to] - 1;
}

static int set_pieces(struct cx_past_gather *gather, struct cx_db *db,
                      const struct cx_past_scope *scope, struct cx_err *err)
{
    int rc = cut(gather, db, "payment", -CX_DATE_NONE, CX_DATE_NONE, err);
    for (size_t i = 0; rc == 0 && has_beside(scope) && i < PIECES; i++)
        cut_beside(gather, i);
    if (rc == 0 && scope->contacts != CX_NO_CONTACTS)
        rc = cut(gather, db, "contact", scope->contacts_from, scope->contacts_to, err);
    return rc;
}

int cx_past_gather_new(struct cx_past_gather **out, struct cx_db *db,
                       const struct cx_past_scope *scope, struct cx_err *err)
{
    struct cx_past_gather *gather = cx_alloc(sizeof *gather);
    int rc = set_bounds(gather, db, err);
    if (rc == 0)
        rc = set_pieces(gather, db, scope, err);
    for (int i = 0; i < CX_GATHER_THREADS; i++) {
        gather->shares[i] = (struct share){
            .texts = cx_pool_new(),
            .payments = dealt_new(sizeof(struct payment_row), gather->bin_count, DEALT_BYTES),
            .contacts = dealt_new(sizeof(struct contact_row), gather->bin_count, DEALT_BYTES)};
    }
    if (rc < 0) {
        cx_past_gather_free(gather);
        return rc;
    }
    *out = gather;
    return 0;
}

void cx_past_gather_free(struct cx_past_gather *gather)
{
    if (!gather)
        return;
    for (int i = 0; i < CX_GATHER_THREADS; i++) {
        cx_pool_free(gather->shares[i].texts);
        dealt_free(gather->shares[i].payments);
        dealt_free(gather->shares[i].contacts);
    }
    free(gather->pieces);
    free(gather);
}

/* One thread while it reads. */
struct reader {
    struct cx_past_gather *gather;
    struct share *share;
    struct cx_db *db;
    const struct cx_past_scope *scope;
    struct cx_pool *texts;
    struct cx_stmt *payments, *contacts, *beside;
    struct cx_err *err;
};

/* The statement of a piece, which the reader keeps. */
static int open_piece(struct cx_stmt **out, struct reader *reader, const struct piece *piece)
{
    struct cx_stmt **stmt = piece->is_payments ? &reader->payments
                            : piece->is_beside ? &reader->beside
                                               : &reader->contacts;
    int rc = 0;
    if (!*stmt && piece->is_payments)
        rc = payments_stmt(stmt, reader->db, reader->scope, false, true, reader->err);
    else if (!*stmt)
        rc = contacts_stmt(stmt, reader->db, reader->scope,
                           piece->is_beside ? CONTACTS_BESIDE : CONTACTS_IN_PIECES, reader->err);
    if (rc == 0)
        bind_piece(*stmt, piece->first, piece->last);
    *out = *stmt;
    return rc;
}

static int give_loose(const struct reader *reader, const struct contact_row *row)
{
    const struct cx_past_contact contact = contact_of(row);
    struct cx_contact_note note = note_of(row);
    const char *reason = cx_pool_get(reader->share->texts, row->reason);
    if (reason)
        note.reason = cx_pool_put(reader->texts, reason, strlen(reason));
    return reader->scope->take_loose(reader->scope->context, &contact, &note);
}

static int put_row(struct reader *reader, struct cx_stmt *row, bool is_payments)
{
    struct share *share = reader->share;
    struct contact_row contact;
    if (is_payments) {
        const struct payment_row payment = payment_row(row, share->texts);
        return dealt_put(share->payments, bin_of(reader->gather, payment.account), &payment,
                         reader->err);
    }
    if (!contact_row(&contact, row, reader->scope, share->texts))
        return 0;
    return contact.account == 0
               ? give_loose(reader, &contact)
               : dealt_put(share->contacts, bin_of(reader->gather, contact.account), &contact,
                           reader->err);
}

static int read_piece(struct reader *reader, const struct piece *piece)
{
    struct cx_stmt *stmt = NULL;
    int rc = open_piece(&stmt, reader, piece);
    while (rc == 0 && (rc = cx_stmt_step(stmt, reader->err)) == 1)
        rc = put_row(reader, stmt, piece->is_payments);
    return rc;
}

int cx_past_gather_read(struct cx_past_gather *gather, int thread, struct cx_db *db,
                        const struct cx_past_scope *scope, struct cx_pool *texts,
                        struct cx_err *err)
{
    struct reader reader = {.gather = gather,
                            .share = &gather->shares[thread],
                            .db = db,
                            .scope = scope,
                            .texts = texts,
                            .err = err};
    size_t i;
    int rc = 0;
    while (rc == 0 && (i = atomic_fetch_add(&gather->next, 1)) < gather->piece_count)
        if ((rc = read_piece(&reader, &gather->pieces[i])) == 0)
            rc = cx_db_rest(db, err);
    cx_stmt_free(reader.payments);
    cx_stmt_free(reader.contacts);
    cx_stmt_free(reader.beside);
    return rc;
}

/* What a bin costs: an account as much as some of its rows. */
static size_t weigh(const struct cx_past_gather *gather, size_t bin)
{
    size_t weight = gather->bin_accounts * 3;
    for (int i = 0; i < CX_GATHER_THREADS; i++)
        weight += dealt_count(gather->shares[i].payments, bin) +
                  2 * dealt_count(gather->shares[i].contacts, bin);
    return weight;
}

int64_t cx_past_gather_middle(const struct cx_past_gather *gather)
{
    size_t all = 0, before = 0, bin = 0;
    for (size_t i = 0; i < gather->bin_count; i++)
        all += weigh(gather, i);
    while (bin + 1 < gather->bin_count && before + weigh(gather, bin) / 2 < all / 2)
        before += weigh(gather, bin++);
    return gather->bin_count == 1 ? 0 : gather->bounds[bin ? bin : 1];
}

void taker_init(struct taker *taker, struct cx_past_gather *gather, bool is_payments, int64_t from,
                int64_t to, struct cx_pool *texts)
{
    *taker = (struct taker){.gather = gather, .texts = texts, .is_payments = is_payments};
    taker->bin = from ? bin_of(gather, from) : 0;
    taker->end = to ? bin_of(gather, to) : gather->bin_count;
    taker->sorted = sorted_new(
        is_payments ? sizeof(struct payment_row) : sizeof(struct contact_row), SORT_BYTES);
    for (int i = 0; i < CX_GATHER_THREADS; i++) {
        int count = cx_pool_count(gather->shares[i].texts);
        taker->numbers[i] = cx_realloc(NULL, (size_t)count + 1, sizeof *taker->numbers[i]);
        for (int number = 0; number < count; number++)
            taker->numbers[i][number] = -1;
    }
}

void taker_fini(struct taker *taker)
{
    sorted_free(taker->sorted);
    for (int i = 0; i < CX_GATHER_THREADS; i++)
        free(taker->numbers[i]);
}

/* The stream's number of a text that a thread read. */
static int32_t number_of(struct taker *taker, int64_t read)
{
    if (read < 0)
        return -1;
    int32_t *number = &taker->numbers[taker->thread][read];
    if (*number < 0) {
        const char *text = cx_pool_get(taker->gather->shares[taker->thread].texts, (int)read);
        *number = cx_pool_put(taker->texts, text, strlen(text));
    }
    return *number;
}

static int take_rows(void *context, const void *rows, size_t count, struct cx_err *err)
{
    struct taker *taker = context;
    const struct payment_row *payments = rows;
    const struct contact_row *contacts = rows;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < count; i++) {
        union {
            struct payment_row payment;
            struct contact_row contact;
        } row;
        if (taker->is_payments) {
            row.payment = payments[i];
            row.payment.channel = number_of(taker, row.payment.channel);
        } else {
            row.contact = contacts[i];
            row.contact.reason = number_of(taker, row.contact.reason);
        }
        rc = sorted_add(taker->sorted, &row, err);
    }
    return rc;
}

static int take_bin(struct taker *taker, struct cx_err *err)
{
    int rc = 0;
    sorted_empty(taker->sorted);
    for (int i = 0; rc == 0 && i < CX_GATHER_THREADS; i++) {
        const struct share *share = &taker->gather->shares[i];
        taker->thread = i;
        rc = dealt_take(taker->is_payments ? share->payments : share->contacts, taker->bin,
                        take_rows, taker, err);
    }
    taker->bin++;
    return rc;
}

int taker_next(const void **row, struct taker *taker, struct cx_err *err)
{
    int rc;
    while ((rc = sorted_next(row, taker->sorted, err)) == 0 && taker->bin < taker->end) {
        if ((rc = take_bin(taker, err)) < 0)
            break;
    }
    return rc;
}
