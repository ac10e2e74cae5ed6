#include "book/merged.h"

#include <stdlib.h>

#include "base/mem.h"

#define MOST SHEET_ROWS /* of a sheet: what is hostile takes no more memory */

void merged_add(struct merged *merged, struct merge merge)
{
    if (merge.row < 1 || merge.last <= merge.row || merge.last_column < merge.column ||
        merge.column >= SHEET_COLUMNS || merged->count >= MOST)
        return;
    CX_GROW(merged->items, merged->count, merged->cap);
    merged->items[merged->count++] = merge;
}

const struct merge *merged_find(const struct merged *merged, size_t column, int64_t below,
                                int64_t last)
{
    const struct merge *found = NULL;
    for (size_t i = 0; i < merged->count; i++) {
        const struct merge *merge = &merged->items[i];
        if (merge->column <= column && column <= merge->last_column && merge->row > below &&
            merge->row <= last && (!found || merge->row < found->row))
            found = merge;
    }
    return found;
}

void merged_put(struct cx_buf *out, const struct merge *merge)
{
    char first[8], last[8];
    cx_buf_printf(out, "%s%lld:%s%lld", column_letters(first, merge->column), (long long)merge->row,
                  column_letters(last, merge->last_column), (long long)merge->last);
}

void merged_fini(struct merged *merged)
{
    free(merged->items);
    *merged = (struct merged){0};
}
