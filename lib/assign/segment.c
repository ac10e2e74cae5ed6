#include "assign/segment.h"

#include "base/map.h"
#include "base/pool.h"

/* Rows of the choices: the accounts that are wanted. */
static void start(void *context)
{
    ((struct segments *)context)->row = SIZE_MAX;
}

static int next(void *context)
{
    struct segments *segments = context;
    do
        segments->row++;
    while (segments->row < segments->book->count && !segments->wanted[segments->row]);
    if (segments->row >= segments->book->count)
        return 0;
    observe(&segments->traits, segments->observer, segments->row, segments->day);
    return 1;
}

static struct cx_value value(void *context, int column)
{
    struct segments *segments = context;
    return traits_value(&segments->traits, segments->book, segments->row, segments->day, -1,
                        column);
}

int segments_open(struct segments *segments, struct cx_db *db, const struct book *book,
                  struct cx_err *err)
{
    *segments = (struct segments){.book = book, .others = cx_map_new()};
    segments->rows = (struct cx_rows){segments, start, next, value};
    int rc = cx_sandbox_new(&segments->sandbox, err);
    if (rc == 0)
        rc = cx_choices_init(&segments->choices, CX_SEGMENTS, db, segments->sandbox,
                             &segments->rows, NULL, err);
    if (rc == 0 && segments->choices.count > 0)
        segments->observer = observer_new(book);
    return rc;
}

void segments_close(struct segments *segments)
{
    cx_choices_fini(&segments->choices);
    cx_sandbox_free(segments->sandbox);
    observer_free(segments->observer);
    cx_map_free(segments->others);
    *segments = (struct segments){0};
}

int segments_count(const struct segments *segments)
{
    return (int)(segments->choices.count + cx_map_count(segments->others));
}

static int32_t other(struct segments *segments, size_t i, cx_date day)
{
    int64_t regions = cx_pool_count(segments->book->archive->texts) + 1;
    int64_t key =
        (book_stage(segments->book, i, day) + 1) * regions + book_region(segments->book, i) + 1;
    const int64_t *known = cx_map_get(segments->others, key);
    if (known)
        return (int32_t)*known;
    int32_t number = (int32_t)segments_count(segments);
    cx_map_put(segments->others, key, number);
    return number;
}

int segments_mark(int32_t *out, struct segments *segments, cx_date day, const bool *wanted,
                  struct cx_err *err)
{
    int rc = 0;
    segments->day = day;
    segments->wanted = wanted;
    for (size_t i = 0; i < segments->book->count; i++)
        out[i] = -1;
    while (segments->choices.count > 0) {
        int first;
        if ((rc = cx_choices_next(&first, &segments->choices, err)) != 1)
            break;
        out[segments->row] = first;
    }
    for (size_t i = 0; rc == 0 && i < segments->book->count; i++) {
        if (wanted[i] && out[i] < 0)
            out[i] = other(segments, i, day);
    }
    return rc;
}
