#include "past/balances.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/varint.h"
#include "past/balances.sql.h"

#define FORMAT 1 /* of the bytes, and of what they are made from: others are none */
#define MARK   8 /* bytes at the end: a hash of the others, the day and the format */
#define DEBT   (5 * CX_VARINT_MAX) /* bytes that the numbers of a debt may take */

static uint64_t mark_of(cx_date day, const void *bytes, size_t n)
{
    const int64_t of[] = {FORMAT, day};
    return cx_map_hash(bytes, n, cx_map_hash(of, sizeof of, 0));
}

static unsigned char *put(unsigned char *to, int64_t n)
{
    return cx_varint_put(to, cx_zigzag(n));
}

struct unpacking {
    const unsigned char *at, *end;
    bool is_bad;
};

static int64_t get(struct unpacking *from)
{
    uint64_t number;
    if (!cx_varint_get(&number, &from->at, from->end))
        from->is_bad = true;
    return from->is_bad ? 0 : cx_unzigzag(number);
}

/* 0: it is not closed. */
static int64_t closed_after(const struct cx_past_debt *debt)
{
    int64_t days = (int64_t)debt->closed_on - debt->due_on;
    return debt->closed_on == CX_DATE_NONE ? 0 : days + (days >= 0);
}

static cx_date closed_on(cx_date due_on, int64_t after)
{
    return after == 0 ? CX_DATE_NONE : (cx_date)(due_on + after - (after > 0));
}

/* What an account with all its payments has paid until the end of the day. */
static int64_t paid_before(const struct cx_archive *archive, size_t place)
{
    const struct cx_strand *strand = &archive->payments;
    const struct cx_past_payment *payments =
        CX_STRAND_FIRST(struct cx_past_payment, archive->payments, place);
    int64_t cents = 0;
    for (size_t i = 0;
         i < cx_strand_count(strand, place) && payments[i].paid_at < archive->from * INT64_C(86400);
         i++)
        cents += payments[i].cents;
    return cents;
}

/* The number of debts, then of each: its id and due day, as differences to those of the one before;
 * what is owed; the days on which it was placed and closed, as differences to the due day. */
static void pack(struct cx_buf *bytes, const struct cx_archive *archive)
{
    unsigned char debt[DEBT], *to = put(debt, (int64_t)archive->count);
    int64_t id = 0;
    cx_date due_on = 0;
    cx_buf_add(bytes, debt, (size_t)(to - debt));
    for (size_t i = 0; i < archive->count; i++) {
        const struct cx_past_debt *of = &archive->debts[i];
        to = put(debt, (int64_t)((uint64_t)of->id - (uint64_t)id));
        to = put(to, of->cents - paid_before(archive, i));
        to = put(to, (int64_t)of->due_on - due_on);
        to = put(to, (int64_t)of->placed_on - of->due_on);
        to = put(to, closed_after(of));
        cx_buf_add(bytes, debt, (size_t)(to - debt));
        id = of->id;
        due_on = of->due_on;
    }
}

/* False: the bytes are not what pack made. */
static bool unpack(struct cx_archive *archive, const void *bytes, size_t n)
{
    struct unpacking from = {.at = bytes, .end = from.at + n};
    int64_t count = get(&from), id = 0, due_on = 0;
    if (count < 0 || (uint64_t)count > n)
        return false;
    archive->debts = cx_alloc(((size_t)count + 1) * sizeof *archive->debts);
    archive->cap = (size_t)count + 1;
    for (; archive->count < (size_t)count && !from.is_bad; archive->count++) {
        id = (int64_t)((uint64_t)id + (uint64_t)get(&from));
        int64_t cents = get(&from);
        due_on += get(&from);
        int64_t placed_on = due_on + get(&from);
        archive->debts[archive->count] = bare_debt(id, cents, (cx_date)due_on, (cx_date)placed_on,
                                                   closed_on((cx_date)due_on, get(&from)));
    }
    return !from.is_bad && from.at == from.end;
}

/* A statement with the day at whose end the debts stand. */
static int of_day(struct cx_stmt **stmt, const struct cx_archive *archive, struct cx_db *db,
                  const char *sql, struct cx_err *err)
{
    int rc = cx_stmt_new(stmt, db, sql, err);
    if (rc == 0)
        cx_stmt_bind_int(*stmt, 1, archive->from - 1);
    return rc;
}

static bool take(struct cx_archive *archive, const void *bytes, size_t n)
{
    uint64_t mark;
    if (n < MARK)
        return false;
    memcpy(&mark, (const char *)bytes + n - MARK, MARK);
    if (mark == mark_of(archive->from - 1, bytes, n - MARK) && unpack(archive, bytes, n - MARK))
        return true;
    free(archive->debts);
    archive->debts = NULL;
    archive->count = archive->cap = 0;
    return false;
}

int balances_load(struct cx_archive *archive, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    if (archive->from > cx_db_today(db))
        return 0;
    int rc = of_day(&stmt, archive, db, SQL_kept, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        size_t n;
        const void *bytes = cx_stmt_blob(stmt, 0, &n);
        rc = take(archive, bytes, n);
    }
    cx_stmt_free(stmt);
    return rc;
}

static int write(const struct cx_archive *archive, struct cx_db *db, struct cx_err *err)
{
    struct cx_buf bytes = {0};
    struct cx_stmt *stmt = NULL;
    pack(&bytes, archive);
    uint64_t mark = mark_of(archive->from - 1, bytes.data, bytes.len);
    cx_buf_add(&bytes, &mark, MARK);
    int rc = of_day(&stmt, archive, db, SQL_keep, err);
    if (rc == 0) {
        cx_stmt_bind_blob(stmt, 2, bytes.data, bytes.len);
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&bytes);
    return rc < 0 ? rc : cx_db_exec(db, SQL_leave_three, err);
}

int cx_archive_keep_balances(const struct cx_archive *archive, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    if (archive->is_kept || archive->has_hidden || archive->from > cx_db_today(db))
        return 0;
    int rc = of_day(&stmt, archive, db, SQL_has_later, err);
    if (rc == 0)
        rc = cx_stmt_step(stmt, err);
    cx_stmt_free(stmt);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    return cx_db_reserve(db) ? write(archive, db, err) : 0;
}
