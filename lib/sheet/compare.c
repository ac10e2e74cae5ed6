#include "sheet/compare.h"

#include <stdlib.h>

#include "base/mem.h"
#include "sheet/reread.h"

static int too_large(struct cx_err *err)
{
    return cx_err_set(err, CX_EDATA, "the totals of all people are too large to be compared");
}

static int add_total(struct cx_change *people, int person, int64_t total, bool is_after,
                     struct cx_err *err)
{
    struct cx_change *change = &people[person];
    int64_t *sum = is_after ? &change->after : &change->before;
    *(is_after ? &change->is_on : &change->was_on) = true;
    return __builtin_add_overflow(*sum, total, sum) ? too_large(err) : 0;
}

static int add_computed(struct cx_change *people, const struct cx_bonus *bonus, bool is_after,
                        struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < bonus->row_count; i++)
        rc = add_total(people, bonus->rows[i].person, bonus->rows[i].total, is_after, err);
    return rc;
}

static int add_sealed(struct cx_change *people, struct cx_db *db, const struct cx_sheet *sheet,
                      const struct cx_org *org, struct cx_err *err)
{
    struct reading reading;
    int64_t total;
    int person;
    int rc =
        reading_open(&reading, &sheet->sealed->views[CX_BONUS_PEOPLE], "sheet that is sealed", err);
    while (rc == 0 && (rc = reading_next(&reading, err)) == 1) {
        const char *key = reading_cell(&reading, reading_column(&reading, "employee_id"));
        rc = sealed_person(&person, db, org, &reading, key, err);
        if (rc == 0)
            rc = reading_cents(&total, &reading, reading_last_column(&reading, "total"), err);
        if (rc == 0 && person >= 0)
            rc = add_total(people, person, total, false, err);
    }
    reading_close(&reading);
    return rc;
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

/* Compares totals before, which are in `all`, with a sheet. */
static int compare(struct cx_changes *out, struct cx_change *all, const struct cx_bonus *after,
                   struct cx_err *err)
{
    int people = after->scores->org->person_count;
    int rc = add_computed(all, after, true, err);
    for (int i = 0; rc == 0 && i < people; i++) {
        if (all[i].was_on || all[i].is_on)
            rc = add_change(out, i, all[i], err);
    }
    return rc;
}

/* Room for all people of a sheet. */
static struct cx_change *start(struct cx_changes *out, const struct cx_bonus *bonus)
{
    size_t people = (size_t)bonus->scores->org->person_count + 1;
    *out = (struct cx_changes){.list = cx_alloc(people * sizeof *out->list)};
    return cx_alloc(people * sizeof(struct cx_change));
}

int cx_changes_find(struct cx_changes *out, const struct cx_bonus *before,
                    const struct cx_bonus *after, struct cx_err *err)
{
    struct cx_change *all = start(out, after);
    int rc = add_computed(all, before, false, err);
    if (rc == 0)
        rc = compare(out, all, after, err);
    free(all);
    return rc;
}

int cx_changes_since(struct cx_changes *out, struct cx_db *db, const struct cx_period *before,
                     const struct cx_bonus *after, struct cx_err *err)
{
    struct cx_change *all = start(out, after);
    struct cx_sheet *sheet = NULL;
    int rc = cx_sheet_load(&sheet, db, before, err);
    if (rc == 0)
        rc = sheet->bonus ? add_computed(all, sheet->bonus, false, err)
                          : add_sealed(all, db, sheet, after->scores->org, err);
    if (rc == 0)
        rc = compare(out, all, after, err);
    cx_sheet_free(sheet);
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
