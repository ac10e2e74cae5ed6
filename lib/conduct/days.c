#include "conduct/days.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "conduct/conduct.sql.h"

#define SHAPE_BITS 9 /* of an id */
#define SHAPE_MASK ((1 << SHAPE_BITS) - 1)

struct span {
    cx_date day;
    int shape;
    int64_t first, last;
};

struct days {
    struct span *list;
    size_t count, cap;
    struct cx_map *places; /* day and shape → index */
    size_t last;           /* the one that came last: most rows are of the same day */
};

struct days *days_new(void)
{
    struct days *days = cx_alloc(sizeof *days);
    days->places = cx_map_new();
    return days;
}

void days_free(struct days *days)
{
    if (!days)
        return;
    cx_map_free(days->places);
    free(days->list);
    free(days);
}

static struct span *find(struct days *days, cx_date day, int shape, int64_t contact)
{
    int64_t key = (int64_t)day * (SHAPE_MASK + 1) + shape;
    const int64_t *place = cx_map_get(days->places, key);
    days->last = place ? (size_t)*place : days->count;
    if (!place) {
        cx_map_put(days->places, key, (int64_t)days->count);
        CX_GROW(days->list, days->count, days->cap);
        days->list[days->count++] = (struct span){day, shape, contact, contact};
    }
    return &days->list[days->last];
}

void days_note(struct days *days, cx_date day, int64_t contact)
{
    int shape = (int)(contact & SHAPE_MASK);
    struct span *span = days->last < days->count ? &days->list[days->last] : NULL;
    if (!span || span->day != day || span->shape != shape)
        span = find(days, day, shape, contact);
    if (contact < span->first)
        span->first = contact;
    if (contact > span->last)
        span->last = contact;
}

int days_write(struct days *days, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_put_day, err);
    for (size_t i = 0; rc == 0 && i < days->count; i++) {
        const struct span *span = &days->list[i];
        cx_stmt_bind_int(stmt, 1, span->day);
        cx_stmt_bind_int(stmt, 2, span->shape);
        cx_stmt_bind_int(stmt, 3, span->first);
        cx_stmt_bind_int(stmt, 4, span->last);
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(stmt);
    return rc;
}

int days_last(cx_date *last, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_last_day, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        *last = (cx_date)cx_stmt_int_or(stmt, 0, -CX_DATE_NONE);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}
