#include "sheet/compare.h"

#include <stdlib.h>

#include "base/mem.h"

static int too_large(struct cx_err *err)
{
    return cx_err_set(err, CX_EDATA, "the totals of all people are too large to be compared");
}

static int add_sheet(struct cx_change *people, const struct cx_bonus *bonus, bool is_after,
                     struct cx_err *err)
{
    for (size_t i = 0; i < bonus->row_count; i++) {
        struct cx_change *change = &people[bonus->rows[i].person];
        int64_t *sum = is_after ? &change->after : &change->before;
        *(is_after ? &change->is_on : &change->was_on) = true;
        if (__builtin_add_overflow(*sum, bonus->rows[i].total, sum))
            return too_large(err);
    }
    return 0;
}

static int add_change(struct cx_changes *out, int person, struct cx_change change,
                      struct cx_err *err)
{
    change.person = person;
    if (__builtin_sub_overflow(change.after, change.before, &change.difference) ||
        __builtin_add_overflow(out->before, change.before, &out->before) ||
        __builtin_add_overflow(out->after, change.after, &out->after) ||
        __builtin_sub_overflow(out->after, out->before, &out->difference))
        return too_large(err);
    out->changed += change.difference != 0;
    out->list[out->count++] = change;
    return 0;
}

int cx_changes_find(struct cx_changes *out, const struct cx_bonus *before,
                    const struct cx_bonus *after, struct cx_err *err)
{
    int people = after->scores->org->person_count;
    struct cx_change *all = cx_alloc(((size_t)people + 1) * sizeof *all);
    *out = (struct cx_changes){.list = cx_alloc(((size_t)people + 1) * sizeof *out->list)};
    int rc = add_sheet(all, before, false, err);
    if (rc == 0)
        rc = add_sheet(all, after, true, err);
    for (int i = 0; rc == 0 && i < people; i++) {
        if (all[i].was_on || all[i].is_on)
            rc = add_change(out, i, all[i], err);
    }
    free(all);
    return rc;
}

void cx_changes_fini(struct cx_changes *changes)
{
    free(changes->list);
    *changes = (struct cx_changes){0};
}

int cx_changes_table(struct cx_table *out, const struct cx_changes *changes,
                     const struct cx_org *org, struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"before", "Before", CX_CELL_MONEY, 2, true},
        {"after", "After", CX_CELL_MONEY, 2, true},
        {"difference", "Difference", CX_CELL_MONEY, 2, true},
    };
    int rc = 0;
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; rc == 0 && i < changes->count; i++) {
        const struct cx_change *change = &changes->list[i];
        const struct cx_cell cells[] = {
            cx_cell_text(org->people[change->person].key),
            cx_cell_text(org->people[change->person].name),
            cx_cell_n(change->before),
            cx_cell_n(change->after),
            cx_cell_n(change->difference),
        };
        rc = cx_table_row(out, cells, err);
    }
    return rc;
}
