#include "past/days.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "past/days.sql.h"

#define SHAPE_BITS 9 /* of an id */
#define SHAPE_MASK ((1 << SHAPE_BITS) - 1)

struct span {
    cx_date day;
    int shape;
    int64_t first, last;
    cx_date until;
};

struct cx_days {
    const char *event;
    struct span *list;
    size_t count, cap;
    struct cx_map *places; /* day and shape → index */
    size_t last;           /* the one that came last: most rows are of the same day */
};

struct cx_days *cx_days_new(const char *event)
{
    struct cx_days *days = cx_alloc(sizeof *days);
    days->event = event;
    days->places = cx_map_new();
    return days;
}

void cx_days_free(struct cx_days *days)
{
    if (!days)
        return;
    cx_map_free(days->places);
    free(days->list);
    free(days);
}

static struct span *find(struct cx_days *days, cx_date day, int shape, int64_t id)
{
    int64_t key = (int64_t)day * (SHAPE_MASK + 1) + shape;
    const int64_t *place = cx_map_get(days->places, key);
    days->last = place ? (size_t)*place : days->count;
    if (!place) {
        cx_map_put(days->places, key, (int64_t)days->count);
        CX_GROW(days->list, days->count, days->cap);
        days->list[days->count++] = (struct span){day, shape, id, id, CX_DAYS_NEVER};
    }
    return &days->list[days->last];
}

void cx_days_note(struct cx_days *days, cx_date day, int64_t id, cx_date until)
{
    int shape = (int)(id & SHAPE_MASK);
    struct span *span = days->last < days->count ? &days->list[days->last] : NULL;
    if (!span || span->day != day || span->shape != shape)
        span = find(days, day, shape, id);
    if (id < span->first)
        span->first = id;
    if (id > span->last)
        span->last = id;
    if (until > span->until)
        span->until = until;
}

int cx_days_write(struct cx_days *days, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_put_day, err);
    for (size_t i = 0; rc == 0 && i < days->count; i++) {
        const struct span *span = &days->list[i];
        cx_stmt_bind_text(stmt, 1, days->event);
        cx_stmt_bind_int(stmt, 2, span->day);
        cx_stmt_bind_int(stmt, 3, span->shape);
        cx_stmt_bind_int(stmt, 4, span->first);
        cx_stmt_bind_int(stmt, 5, span->last);
        cx_stmt_bind_int(stmt, 6, span->until);
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(stmt);
    return rc;
}

int cx_days_has(struct cx_db *db, const char *event, cx_date from, cx_date to, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_has_day, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, event);
    cx_stmt_bind_int(stmt, 2, from);
    cx_stmt_bind_int(stmt, 3, to);
    rc = cx_stmt_step(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

int cx_days_last(cx_date *last, struct cx_db *db, const char *event, struct cx_err *err)
{
    int64_t day = -CX_DATE_NONE;
    int rc = cx_db_get_int(&day, db, SQL_last_day, event, err);
    *last = (cx_date)day;
    return rc;
}

int cx_days_first_event(cx_date *day, struct cx_db *db, struct cx_err *err)
{
    int64_t first = CX_DATE_NONE;
    int rc = cx_db_get_int(&first, db, SQL_first_event, NULL, err);
    *day = (cx_date)first;
    return rc;
}

int cx_days_stmt(struct cx_stmt **out, struct cx_db *db, const char *event, const char *query,
                 struct cx_err *err)
{
    struct cx_buf sql = {0};
    cx_buf_puts(&sql, SQL_ranges);
    cx_buf_puts(&sql, query);
    int rc = cx_stmt_new(out, db, cx_buf_str(&sql), err);
    if (rc == 0)
        cx_stmt_bind_text(*out, 9, event);
    cx_buf_fini(&sql);
    return rc;
}
