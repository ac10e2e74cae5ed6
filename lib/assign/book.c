#include "assign/book.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "assign/book.sql.h"
#include "base/mem.h"
#include "base/pool.h"
#include "store/id.h"

#define DAY_S 86400

static int32_t keep(struct book *book, struct cx_stmt *row, int column)
{
    const char *text = cx_stmt_text(row, column);
    return text ? cx_pool_put(book->texts, text, strlen(text)) : -1;
}

static void take_account(struct book *book, struct cx_stmt *row)
{
    static const size_t step = 4096;
    if (book->count % step == 0 && (book->count & (book->count - 1)) == 0)
        book->entries =
            cx_realloc(book->entries, book->count ? 2 * book->count : step, sizeof *book->entries);
    struct entry *entry = &book->entries[book->count++];
    *entry = (struct entry){
        .id = cx_stmt_int(row, 0),
        .customer = cx_stmt_is_null(row, 1) ? -1 : lookup_find(&book->debtors, cx_stmt_int(row, 1)),
        .cents = cx_stmt_int(row, 2),
        .due_on = (cx_date)cx_stmt_int(row, 3),
        .status = (int8_t)cx_stmt_int(row, 5),
        .paused_until = (cx_date)cx_stmt_int_or(row, 6, CX_DATE_NONE),
        .region = keep(book, row, 7),
        .product = keep(book, row, 8),
        .client = keep(book, row, 9),
        .batch = keep(book, row, 10),
    };
    entry->placed_on = (cx_date)cx_stmt_int_or(row, 4, entry->due_on);
    if (entry->region < 0 && entry->customer >= 0)
        entry->region = book->customers[entry->customer].region;
}

static void take_customer(struct book *book, struct cx_stmt *row)
{
    static const size_t step = 4096;
    if (book->customer_count % step == 0 &&
        (book->customer_count & (book->customer_count - 1)) == 0)
        book->customers =
            cx_realloc(book->customers, book->customer_count ? 2 * book->customer_count : step,
                       sizeof *book->customers);
    book->customers[book->customer_count++] = (struct customer){
        .id = cx_stmt_int(row, 0),
        .rating = (int8_t)cx_stmt_int_or(row, 1, -1),
        .channel = (int8_t)cx_stmt_int_or(row, 2, -1),
        .born_on = (cx_date)cx_stmt_int_or(row, 3, CX_DATE_NONE),
        .region = keep(book, row, 4),
    };
}

static void take_payment(struct book *book, struct cx_stmt *row)
{
    int32_t i = lookup_find(&book->accounts, cx_stmt_int(row, 0));
    struct payment *payment = strand_add(&book->payments, (size_t)i);
    payment->day = cx_date_of(cx_stmt_int(row, 1));
    payment->cents = cx_stmt_int(row, 2);
}

static void take_arrangement(struct book *book, struct cx_stmt *row)
{
    size_t i = (size_t)lookup_find(&book->accounts, cx_stmt_int(row, 0));
    if (cx_stmt_int(row, 1) == CX_WAIVER && !cx_stmt_is_null(row, 3)) {
        struct waiver *waiver = strand_add(&book->waivers, i);
        *waiver = (struct waiver){cx_stmt_int(row, 2), cx_stmt_int(row, 3)};
    } else if (cx_stmt_int(row, 1) == CX_EXTENSION && !cx_stmt_is_null(row, 4)) {
        struct extension *extension = strand_add(&book->extensions, i);
        *extension = (struct extension){cx_stmt_int(row, 2), (cx_date)cx_stmt_int(row, 4)};
    }
}

static void take_episode(struct book *book, struct cx_stmt *row)
{
    struct episode *episode =
        strand_add(&book->episodes, (size_t)lookup_find(&book->accounts, cx_stmt_int(row, 0)));
    episode->from = cx_stmt_int(row, 1);
    episode->to = (cx_date)cx_stmt_int_or(row, 2, CX_DATE_NONE);
    episode->person = cx_org_person(book->org, cx_stmt_int(row, 3));
}

static void take_contact(struct book *book, struct cx_stmt *row)
{
    struct contact *contact =
        strand_add(&book->contacts, (size_t)lookup_find(&book->accounts, cx_stmt_int(row, 0)));
    *contact = (struct contact){
        .at = cx_stmt_int(row, 1),
        .channel = (int8_t)cx_stmt_int_or(row, 2, -1),
        .outcome = (int8_t)cx_stmt_int_or(row, 3, -1),
        .promised_cents = cx_stmt_int_or(row, 4, INT64_MIN),
        .promised_on = (cx_date)cx_stmt_int_or(row, 5, CX_DATE_NONE),
    };
}

static void take_order(struct book *book, struct cx_stmt *row)
{
    struct order *order =
        strand_add(&book->orders, (size_t)lookup_find(&book->debtors, cx_stmt_int(row, 0)));
    order->day = cx_date_of(cx_stmt_int(row, 1));
}

static int each(struct book *book, struct cx_db *db, const char *sql,
                void (*take)(struct book *, struct cx_stmt *), struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, book->today);
    while ((rc = cx_stmt_step(stmt, err)) == 1)
        take(book, stmt);
    cx_stmt_free(stmt);
    return rc;
}

static void link_siblings(struct book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        if (book->entries[i].customer < 0)
            continue;
        struct sibling *sibling = strand_add(&book->siblings, (size_t)book->entries[i].customer);
        *sibling = (struct sibling){book->entries[i].due_on, (int32_t)i};
    }
    strand_link(&book->siblings, book->customer_count);
}

static int read_stories(struct book *book, struct cx_db *db, struct cx_err *err)
{
    int rc = each(book, db, SQL_contacts, take_contact, err);
    if (rc == 0)
        rc = each(book, db, SQL_orders, take_order, err);
    strand_link(&book->contacts, book->count);
    strand_link(&book->orders, book->customer_count);
    link_siblings(book);
    return rc;
}

static int read_all(struct book *book, struct cx_db *db, unsigned what, struct cx_err *err)
{
    int rc = each(book, db, SQL_customers, take_customer, err);
    lookup_init(&book->debtors, (const int64_t *)book->customers, sizeof *book->customers,
                book->customer_count);
    if (rc == 0)
        rc = each(book, db, SQL_accounts, take_account, err);
    lookup_init(&book->accounts, (const int64_t *)book->entries, sizeof *book->entries,
                book->count);
    if (rc == 0)
        rc = each(book, db, SQL_payments, take_payment, err);
    if (rc == 0)
        rc = each(book, db, SQL_arrangements, take_arrangement, err);
    if (rc == 0)
        rc = each(book, db, SQL_episodes, take_episode, err);
    strand_link(&book->payments, book->count);
    strand_link(&book->waivers, book->count);
    strand_link(&book->extensions, book->count);
    strand_link(&book->episodes, book->count);
    if (rc == 0 && (what & BOOK_STORIES))
        rc = read_stories(book, db, err);
    return rc;
}

int book_open(struct book **out, struct cx_db *db, const struct cx_plan *plan,
              const struct cx_org *org, cx_date today, unsigned what, struct cx_err *err)
{
    struct book *book = cx_alloc(sizeof *book);
    *book = (struct book){.plan = plan, .org = org, .today = today, .texts = cx_pool_new()};
    strand_init(&book->payments, sizeof(struct payment));
    strand_init(&book->waivers, sizeof(struct waiver));
    strand_init(&book->extensions, sizeof(struct extension));
    strand_init(&book->episodes, sizeof(struct episode));
    strand_init(&book->contacts, sizeof(struct contact));
    strand_init(&book->siblings, sizeof(struct sibling));
    strand_init(&book->orders, sizeof(struct order));
    int rc = read_all(book, db, what, err);
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
    free(book->entries);
    free(book->customers);
    lookup_fini(&book->accounts);
    lookup_fini(&book->debtors);
    strand_fini(&book->payments);
    strand_fini(&book->waivers);
    strand_fini(&book->extensions);
    strand_fini(&book->episodes);
    strand_fini(&book->contacts);
    strand_fini(&book->siblings);
    strand_fini(&book->orders);
    cx_pool_free(book->texts);
    free(book);
}

int64_t book_balance(const struct book *book, size_t i, cx_date day)
{
    int64_t balance = book->entries[i].cents;
    const struct payment *payment = STRAND_FIRST(struct payment, book->payments, i);
    const struct waiver *waiver = STRAND_FIRST(struct waiver, book->waivers, i);
    for (; waiver < STRAND_END(struct waiver, book->waivers, i) && waiver->day <= day; waiver++)
        balance -= waiver->cents;
    for (; payment < STRAND_END(struct payment, book->payments, i) && payment->day <= day;
         payment++)
        balance -= payment->cents;
    return balance;
}

int64_t book_paid(const struct book *book, size_t i, cx_date from, cx_date to)
{
    int64_t paid = 0;
    const struct payment *payment = STRAND_FIRST(struct payment, book->payments, i);
    for (; payment < STRAND_END(struct payment, book->payments, i) && payment->day <= to; payment++)
        paid += payment->day > from ? payment->cents : 0;
    return paid;
}

cx_date book_due_on(const struct book *book, size_t i, cx_date day)
{
    cx_date due_on = book->entries[i].due_on;
    const struct extension *extension = STRAND_FIRST(struct extension, book->extensions, i);
    for (; extension < STRAND_END(struct extension, book->extensions, i) && extension->day <= day;
         extension++)
        due_on = extension->due_on;
    return due_on;
}

int book_dpd(const struct book *book, size_t i, cx_date day)
{
    return day - book_due_on(book, i, day);
}

int book_stage(const struct book *book, size_t i, cx_date day)
{
    const struct cx_stage *stage = cx_plan_stage(book->plan, book_dpd(book, i, day));
    return stage ? (int)(stage - book->plan->stages) : -1;
}

const struct episode *book_held(const struct book *book, size_t i, cx_date day)
{
    const struct episode *episode = STRAND_FIRST(struct episode, book->episodes, i);
    for (; episode < STRAND_END(struct episode, book->episodes, i); episode++) {
        if (episode->from <= day && day < episode->to)
            return episode;
    }
    return NULL;
}

bool book_is_paused(const struct book *book, size_t i, cx_date day)
{
    const struct entry *entry = &book->entries[i];
    if (entry->paused_until != CX_DATE_NONE)
        return day < entry->paused_until &&
               (entry->status == CX_PAUSED || entry->status == CX_OPEN);
    return entry->status == CX_PAUSED;
}

const char *book_text(const struct book *book, int32_t text)
{
    return text < 0 ? NULL : cx_pool_get(book->texts, text);
}

int book_rating(const struct book *book, size_t i)
{
    int32_t customer = book->entries[i].customer;
    return customer < 0 ? -1 : book->customers[customer].rating;
}

bool book_is_open(const struct book *book, size_t i, cx_date day)
{
    int status = book->entries[i].status;
    return status != CX_CLOSED && status != CX_WRITTEN_OFF && book_balance(book, i, day) > 0;
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
    while (same < count && SHAPE(book->entries[places[same]].id) != 0 &&
           SHAPE(book->entries[places[same]].id) == SHAPE(book->entries[places[0]].id))
        same++;
    if (same == count)
        return;
    struct named *list = cx_realloc(NULL, count, sizeof *list);
    for (size_t k = 0; k < count; k++)
        list[k] =
            (struct named){places[k], cx_strdup(cx_id_text(text, db, book->entries[places[k]].id))};
    qsort(list, count, sizeof *list, compare_named);
    for (size_t k = 0; k < count; k++) {
        places[k] = list[k].place;
        free(list[k].text);
    }
    free(list);
}
