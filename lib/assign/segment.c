#include "assign/segment.h"

#include "base/map.h"
#include "base/pool.h"

static struct cx_scalar value(void *context, int column)
{
    struct segments *segments = context;
    return traits_value(&segments->traits, -1, column);
}

int segments_open(struct segments *segments, struct cx_db *db, const struct book *book,
                  struct cx_err *err)
{
    *segments = (struct segments){.book = book, .others = cx_map_new()};
    int rc = cx_choices_init(&segments->choices, CX_SEGMENTS, db, err);
    if (rc == 0 && segments->choices.count > 0)
        segments->observer = observer_new(book);
    return rc;
}

void segments_close(struct segments *segments)
{
    cx_choices_fini(&segments->choices);
    observer_free(segments->observer);
    cx_map_free(segments->others);
    *segments = (struct segments){0};
}

int segments_count(const struct segments *segments)
{
    return (int)(segments->choices.count + cx_map_count(segments->others));
}

int32_t segments_other(struct segments *segments, int stage, int32_t region)
{
    int64_t regions = cx_pool_count(segments->book->archive->texts) + 1;
    int64_t key = (stage + 1) * regions + region + 1;
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
    for (size_t i = 0; i < segments->book->count; i++) {
        int first = -1;
        out[i] = -1;
        if (!wanted[i])
            continue;
        if (segments->choices.count > 0) {
            traits_take(&segments->traits, segments->observer, i, day);
            if (cx_choices_first(&first, &segments->choices, value, segments, err) < 0)
                return CX_EDATA;
        }
        out[i] = first >= 0 ? first
                            : segments_other(segments, book_stage(segments->book, i, day),
                                             book_region(segments->book, i));
    }
    return 0;
}
