#include "assign/book.h"

#include <stdlib.h>
#include <string.h>

#include "assign/book.sql.h"
#include "base/mem.h"
#include "base/pool.h"
#include "plan/workdays.h"
#include "store/id.h"

static int read_orders(struct book *book, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_orders, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, book->today);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        struct order *order =
            cx_strand_add(&book->orders, cx_lookup_row(&book->archive->customers, stmt, 0));
        order->day = cx_date_of(cx_stmt_int(stmt, 1));
        rc = 0;
    }
    cx_stmt_free(stmt);
    cx_strand_link(&book->orders, book->customer_count);
    return rc;
}

static void link_siblings(struct book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        const struct cx_past_debt *debt = book_debt(book, i);
        if (debt->debtor < 0)
            continue;
        struct sibling *sibling = cx_strand_add(&book->siblings, debt->debtor);
        *sibling = (struct sibling){debt->due_on, (int32_t)i};
    }
    cx_strand_link(&book->siblings, book->customer_count);
}

/* The first day that a reminder of today looks back to. What was due long ago, and doesn't age
 * while instalments are paid, is reminded of, too: see open_archive. */
static cx_date reminded_since(const struct book *book)
{
    const struct cx_settings *settings = &book->plan->settings;
    int days = settings->due_reminder_days > settings->promise_reminder_days
                   ? settings->due_reminder_days
                   : settings->promise_reminder_days;
    return book->today - (days > 0 ? days : 0);
}

static int open_archive(struct book *book, struct cx_db *db, unsigned what, struct cx_err *err)
{
    const struct cx_settings *settings = &book->plan->settings;
    unsigned of = CX_ARCHIVE_EPISODES;
    if (what & BOOK_STORIES)
        of |= CX_ARCHIVE_CONTACTS;
    if (what & BOOK_STORIES || !(what & BOOK_LATEST))
        return cx_archive_open(&book->archive, db, book->org, book->today, of, err);
    of |= what & BOOK_PROMISES ? CX_ARCHIVE_PROMISES : 0u;
    of |= what & BOOK_OUTCOMES ? CX_ARCHIVE_OUTCOMES : 0u;
    if (what & BOOK_TIMES || (settings->instalments_stop_ageing && settings->due_reminder_days > 0))
        of |= CX_ARCHIVE_TIMES;
    return cx_archive_open_latest(&book->archive, db, book->org, book->today, reminded_since(book),
                                  of, err);
}

static int find_worked(cx_date *worked, const struct book *book, struct cx_db *db,
                       struct cx_err *err)
{
    struct cx_workdays *days = NULL;
    int rc = cx_workdays_load(&days, db, book->plan->settings.work, err);
    if (rc == 0)
        *worked = cx_workdays_before(days, book->today);
    cx_workdays_free(days);
    return rc;
}

int book_open(struct book **out, struct cx_db *db, const struct cx_plan *plan,
              const struct cx_org *org, cx_date today, unsigned what, struct cx_err *err)
{
    struct book *book = cx_alloc(sizeof *book);
    bool has_stories = what & (BOOK_STORIES | BOOK_LATEST);
    *book =
        (struct book){.plan = plan, .org = org, .today = today, .running = cx_db_running_day(db)};
    cx_strand_init(&book->siblings, sizeof(struct sibling));
    cx_strand_init(&book->orders, sizeof(struct order));
    int rc = find_worked(&book->worked, book, db, err);
    if (rc == 0)
        rc = open_archive(book, db, what, err);
    if (rc == 0) {
        book->count = book->archive->count;
        book->customer_count = book->archive->debtor_count;
    }
    if (rc == 0 && has_stories) {
        rc = read_orders(book, db, err);
        link_siblings(book);
    }
    if (rc < 0) {
        book_close(book);
        return rc;
    }
    *out = book;
    return 0;
}

void book_close(struct book *book)
{
    if (!book)
        return;
    cx_archive_close(book->archive);
    cx_strand_fini(&book->siblings);
    cx_strand_fini(&book->orders);
    free(book);
}

int64_t book_balance(const struct book *book, size_t i, cx_date day)
{
    const struct cx_past past = book_past(book, i);
    return cx_past_balance(&past, day);
}

int64_t book_paid(const struct book *book, size_t i, cx_date from, cx_date to)
{
    const struct cx_past past = book_past(book, i);
    return cx_past_paid(&past, from, to);
}

int book_stage(const struct book *book, size_t i, cx_date day)
{
    const struct cx_past past = book_past(book, i);
    return cx_past_stage(&past, book->plan, day);
}

const struct cx_past_episode *book_held(const struct book *book, size_t i, cx_date day)
{
    const struct cx_past past = book_past(book, i);
    return cx_past_holder(&past, day);
}

bool book_is_paused(const struct book *book, size_t i, cx_date day)
{
    const struct cx_past_debt *debt = book_debt(book, i);
    if (debt->paused_until != CX_DATE_NONE)
        return day < debt->paused_until && (debt->status == CX_PAUSED || debt->status == CX_OPEN);
    return debt->status == CX_PAUSED;
}

const char *book_text(const struct book *book, int32_t text)
{
    return cx_pool_get(book->archive->texts, text);
}

int32_t book_region(const struct book *book, size_t i)
{
    const struct cx_past_debtor *debtor = book_debtor(book, i);
    int32_t region = book_debt(book, i)->region;
    return region < 0 && debtor ? debtor->region : region;
}

int book_rating(const struct book *book, size_t i)
{
    const struct cx_past_debtor *debtor = book_debtor(book, i);
    return debtor ? debtor->rating : -1;
}

size_t book_family_size(const struct book *book, size_t i)
{
    int32_t debtor = book_debt(book, i)->debtor;
    return debtor < 0 ? 1 : cx_strand_count(&book->siblings, (size_t)debtor);
}

size_t book_family(const struct book *book, size_t i, size_t k)
{
    int32_t debtor = book_debt(book, i)->debtor;
    return debtor < 0 ? i
                      : (size_t)CX_STRAND_FIRST(struct sibling, book->siblings, debtor)[k].account;
}

bool book_is_open(const struct book *book, size_t i, cx_date day)
{
    return cx_archive_is_open(book_debt(book, i), day) && book_balance(book, i, day) > 0;
}

#define SHAPE(id) ((id)&511) /* store/id.h: ids of one shape are in the order of their texts */

struct named {
    size_t place;
    char *text;
};

static int compare_named(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->text, ((const struct named *)b)->text);
}

void book_sort(size_t *places, size_t count, const struct book *book, struct cx_db *db)
{
    char text[CX_ID_MAX + 1];
    size_t same = 0;
    while (same < count && SHAPE(book_debt(book, places[same])->id) != 0 &&
           SHAPE(book_debt(book, places[same])->id) == SHAPE(book_debt(book, places[0])->id))
        same++;
    if (same == count)
        return;
    struct named *list = cx_realloc(NULL, count, sizeof *list);
    for (size_t k = 0; k < count; k++)
        list[k] = (struct named){places[k],
                                 cx_strdup(cx_id_text(text, db, book_debt(book, places[k])->id))};
    qsort(list, count, sizeof *list, compare_named);
    for (size_t k = 0; k < count; k++) {
        places[k] = list[k].place;
        free(list[k].text);
    }
    free(list);
}
