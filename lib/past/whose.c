#include "past/whose.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/varint.h"
#include "past/days.h"
#include "past/whose.sql.h"

#define SHAPE_BITS 9         /* of an id (store/id.h) */
#define LIST_BYTES (1 << 16) /* of a day, that wait to be written */

/* A list that grows: of each entry the differences to the last. */
struct list {
    cx_date day;
    struct cx_buf bytes;
    int64_t contact, account;
};

struct cx_whose {
    struct cx_db *db;
    struct cx_stmt *put;
    struct list *lists;
    size_t count, cap;
    size_t last; /* the one that grew last: most rows are of the same day */
};

struct cx_whose *cx_whose_new(struct cx_db *db)
{
    struct cx_whose *whose = cx_alloc(sizeof *whose);
    whose->db = db;
    return whose;
}

void cx_whose_free(struct cx_whose *whose)
{
    if (!whose)
        return;
    for (size_t i = 0; i < whose->count; i++)
        cx_buf_fini(&whose->lists[i].bytes);
    cx_stmt_free(whose->put);
    free(whose->lists);
    free(whose);
}

/* The number of an id from that of the one before, and its shape where that is another. */
static size_t put_id(unsigned char *at, int64_t id, int64_t before)
{
    int64_t step = (id >> SHAPE_BITS) - (before >> SHAPE_BITS);
    uint64_t shape = (uint64_t)id & ((1 << SHAPE_BITS) - 1);
    bool is_other = shape != ((uint64_t)before & ((1 << SHAPE_BITS) - 1));
    unsigned char *end = cx_varint_put(at, cx_zigzag(step) << 1 | is_other);
    return (size_t)((is_other ? cx_varint_put(end, shape) : end) - at);
}

struct reader {
    const unsigned char *at, *end;
};

static bool get_number(struct reader *reader, uint64_t *n)
{
    return cx_varint_get(n, &reader->at, reader->end);
}

static bool get_id(struct reader *reader, int64_t *id)
{
    uint64_t step, shape = (uint64_t)*id & ((1 << SHAPE_BITS) - 1);
    if (!get_number(reader, &step) || ((step & 1) && !get_number(reader, &shape)))
        return false;
    uint64_t number = (uint64_t)(*id >> SHAPE_BITS) + (uint64_t)cx_unzigzag(step >> 1);
    *id = (int64_t)(number << SHAPE_BITS | (shape & ((1 << SHAPE_BITS) - 1)));
    return true;
}

static int write_list(struct cx_whose *whose, struct list *list, struct cx_err *err)
{
    int rc = whose->put ? 0 : cx_stmt_new(&whose->put, whose->db, SQL_put, err);
    if (rc < 0 || list->bytes.len == 0)
        return rc;
    cx_stmt_bind_int(whose->put, 1, list->day);
    cx_stmt_bind_blob(whose->put, 2, list->bytes.data, list->bytes.len);
    rc = cx_stmt_run(whose->put, err);
    cx_buf_clear(&list->bytes);
    list->contact = list->account = 0;
    return rc;
}

static struct list *list_of(struct cx_whose *whose, cx_date day)
{
    for (size_t i = 0; i < whose->count; i++) {
        size_t at = whose->last >= i ? whose->last - i : whose->count + whose->last - i;
        if (whose->lists[at].day == day) {
            whose->last = at;
            return &whose->lists[at];
        }
    }
    CX_GROW(whose->lists, whose->count, whose->cap);
    whose->last = whose->count++;
    whose->lists[whose->last] = (struct list){.day = day};
    return &whose->lists[whose->last];
}

int cx_whose_note(struct cx_whose *whose, cx_date day, int64_t contact, int64_t account,
                  struct cx_err *err)
{
    unsigned char entry[4 * CX_VARINT_MAX];
    struct list *list = list_of(whose, day);
    size_t size = put_id(entry, contact, list->contact);
    size += put_id(entry + size, account, list->account);
    cx_buf_add(&list->bytes, (const char *)entry, size);
    list->contact = contact;
    list->account = account;
    return list->bytes.len < LIST_BYTES ? 0 : write_list(whose, list, err);
}

int cx_whose_write(struct cx_whose *whose, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < whose->count; i++)
        rc = write_list(whose, &whose->lists[i], err);
    return rc;
}

/* Which accounts are looked for, and a quick answer for most of the others. */
struct sought {
    const struct cx_idset *accounts;
    struct cx_idset *contacts; /* those that were found */
    unsigned char marks[1 << 13];
};

static unsigned mark_of(int64_t account)
{
    return (unsigned)(account >> SHAPE_BITS) & ((sizeof((struct sought *)0)->marks << 3) - 1);
}

static bool mark(void *context, int64_t account)
{
    struct sought *sought = context;
    unsigned at = mark_of(account);
    sought->marks[at >> 3] = (unsigned char)(sought->marks[at >> 3] | 1 << (at & 7));
    return true;
}

static void take(void *context, cx_date day, int64_t contact, int64_t account)
{
    struct sought *sought = context;
    unsigned at = mark_of(account);
    (void)day;
    if (sought->marks[at >> 3] >> (at & 7) & 1 && cx_idset_has(sought->accounts, account))
        cx_idset_add(sought->contacts, contact);
}

static int read_list(cx_whose_hear *hear, void *context, cx_date day, const void *bytes, size_t n,
                     struct cx_err *err)
{
    struct reader reader = {bytes, (const unsigned char *)bytes + n};
    int64_t contact = 0, account = 0;
    while (reader.at < reader.end) {
        if (!get_id(&reader, &contact) || !get_id(&reader, &account))
            return cx_err_set(err, CX_EWORLD,
                              "table contact_accounts is damaged: restore the last backup");
        hear(context, day, contact, account);
    }
    return 0;
}

static int scan_day(cx_whose_hear *hear, void *context, struct cx_db *db, cx_date day,
                    struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_days_stmt(&stmt, db, "contact", SQL_contacts, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, day);
    cx_stmt_bind_int(stmt, 2, day + 1);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        hear(context, day, cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1));
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

int cx_whose_each(cx_whose_hear *hear, void *context, struct cx_db *db, cx_date from, cx_date to,
                  struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_lists, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, from);
        cx_stmt_bind_int(stmt, 2, to);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        size_t n;
        cx_date day = (cx_date)cx_stmt_int(stmt, 0);
        const void *bytes = cx_stmt_blob(stmt, 1, &n);
        rc = cx_stmt_is_null(stmt, 1) ? scan_day(hear, context, db, day, err)
                                      : read_list(hear, context, day, bytes, n, err);
    }
    cx_stmt_free(stmt);
    return rc;
}

int cx_whose_find(struct cx_idset *contacts, struct cx_db *db, const struct cx_idset *accounts,
                  cx_date from, cx_date to, struct cx_err *err)
{
    struct sought *sought = cx_alloc(sizeof *sought);
    sought->accounts = accounts;
    sought->contacts = contacts;
    cx_idset_each(accounts, mark, sought);
    int rc = cx_whose_each(take, sought, db, from, to, err);
    free(sought);
    return rc;
}
