#include "past/ties.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/id.h"

/* Elements of one time, of which each has its id at the same place. */
struct run {
    const void *ids; /* the first one's */
    size_t stride, count;
};

/* What lies in the order of the run, and is to stay so. */
struct list {
    void *items;
    size_t size;
};

static int64_t id_of(const struct run *run, size_t i)
{
    int64_t id;
    memcpy(&id, (const char *)run->ids + i * run->stride, sizeof id);
    return id;
}

static bool is_in_order(const struct run *run, struct cx_db *db)
{
    size_t i = 1;
    while (i < run->count && cx_id_compare(db, id_of(run, i - 1), id_of(run, i)) <= 0)
        i++;
    return i >= run->count;
}

static void permute(const struct list *list, const size_t *order, size_t count)
{
    char *items = list->items, *copy = cx_realloc(NULL, count, list->size);
    memcpy(copy, items, count * list->size);
    for (size_t i = 0; i < count; i++)
        memcpy(items + i * list->size, copy + order[i] * list->size, list->size);
    free(copy);
}

static void put_in_order(const struct run *run, const struct list *lists, size_t list_count,
                         struct cx_db *db)
{
    if (is_in_order(run, db))
        return;
    int64_t *ids = cx_alloc(run->count * sizeof *ids);
    size_t *order = cx_alloc(run->count * sizeof *order);
    for (size_t i = 0; i < run->count; i++)
        ids[i] = id_of(run, i);
    cx_id_order(order, db, ids, run->count);
    for (size_t i = 0; i < list_count; i++)
        permute(&lists[i], order, run->count);
    free(ids);
    free(order);
}

void ties_payments(struct cx_past_payment *payments, struct cx_payment_note *notes, size_t count,
                   struct cx_db *db)
{
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && payments[to].paid_at == payments[from].paid_at;)
            to++;
        const struct run run = {&notes[from].id, sizeof *notes, to - from};
        const struct list lists[] = {{payments + from, sizeof *payments},
                                     {notes + from, sizeof *notes}};
        put_in_order(&run, lists, 2, db);
    }
}

void ties_contacts(struct cx_past_contact *contacts, struct cx_contact_note *notes, size_t count,
                   struct cx_db *db)
{
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && contacts[to].started_at == contacts[from].started_at;)
            to++;
        const struct run run = {&notes[from].id, sizeof *notes, to - from};
        const struct list lists[] = {{contacts + from, sizeof *contacts},
                                     {notes + from, sizeof *notes}};
        put_in_order(&run, lists, 2, db);
    }
}

void ties_extensions(struct cx_past_extension *extensions, size_t count, struct cx_db *db)
{
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && extensions[to].agreed_on == extensions[from].agreed_on;)
            to++;
        const struct run run = {&extensions[from].id, sizeof *extensions, to - from};
        const struct list list = {extensions + from, sizeof *extensions};
        put_in_order(&run, &list, 1, db);
    }
}

void ties_instalments(struct cx_past_instalment *instalments, size_t count, struct cx_db *db)
{
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && instalments[to].agreed_on == instalments[from].agreed_on;)
            to++;
        const struct run run = {&instalments[from].plan, sizeof *instalments, to - from};
        const struct list list = {instalments + from, sizeof *instalments};
        put_in_order(&run, &list, 1, db);
    }
}
