/* Five statements in the order of accounts, merged into one story at a time: memory is that of the
 * longest story, whatever the size of the database. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/pool.h"
#include "fact/days.h"
#include "fact/fact.h"
#include "fact/story.sql.h"

enum { ACCOUNTS, ARRANGEMENTS, PAYMENTS, CONTACTS, EPISODES, CURSORS };

struct teller {
    struct cx_stmt *cursors[CURSORS];
    bool has_row[CURSORS]; /* the cursor stands on a row that no story took yet */
    struct cx_pool *texts;
    struct story story;
};

static void write_sql(struct cx_buf *sql, int cursor, const struct telling *telling)
{
    static const struct {
        const char *select, *order;
    } parts[CURSORS] = {{SQL_accounts, "account_id"},
                        {SQL_arrangements, "account_id, agreed_on, arrangement_id"},
                        {SQL_payments, "account_id, paid_at, payment_id"},
                        {SQL_contacts, "account_id, started_at, contact_id"},
                        {SQL_episodes, "account_id, \"from\""}};
    cx_buf_puts(sql, parts[cursor].select);
    if (telling->only_wanted)
        cx_buf_puts(sql, SQL_only_wanted);
    if (telling->before_fresh && cursor == ACCOUNTS)
        cx_buf_puts(sql, SQL_no_fresh_account);
    if (telling->before_fresh && cursor == PAYMENTS)
        cx_buf_puts(sql, SQL_no_fresh_payment);
    cx_buf_printf(sql, "ORDER BY %s", parts[cursor].order);
}

static int open_cursor(struct teller *teller, int cursor, struct cx_db *db,
                       const struct telling *telling, struct cx_err *err)
{
    struct cx_stmt **stmt = &teller->cursors[cursor];
    struct cx_buf sql = {0};
    int rc;
    if (cursor == CONTACTS && telling->contacts == NO_CONTACTS)
        return 0;
    write_sql(&sql, cursor, telling);
    if (cursor != CONTACTS) {
        rc = cx_stmt_new(stmt, db, cx_buf_str(&sql), err);
    } else if ((rc = cx_days_stmt(stmt, db, "contact", cx_buf_str(&sql), err)) == 0) {
        cx_stmt_bind_int(*stmt, 1, telling->contacts_from);
        cx_stmt_bind_int(*stmt, 2, telling->contacts_to);
        cx_stmt_bind_int(*stmt, 3, telling->contacts == ALL_CONTACTS);
        cx_stmt_bind_int(*stmt, 4, CX_TALKED);
    }
    cx_buf_fini(&sql);
    if (rc == 0 && cursor != ACCOUNTS && (rc = cx_stmt_step(*stmt, err)) >= 0) {
        teller->has_row[cursor] = rc == 1;
        rc = 0;
    }
    return rc;
}

int teller_new(struct teller **out, struct cx_db *db, const struct telling *telling,
               struct cx_pool *texts, struct cx_err *err)
{
    struct teller *teller = cx_alloc(sizeof *teller);
    int rc = 0;
    teller->texts = texts;
    for (int i = 0; rc == 0 && i < CURSORS; i++)
        rc = open_cursor(teller, i, db, telling, err);
    if (rc < 0) {
        teller_free(teller);
        return rc;
    }
    *out = teller;
    return 0;
}

void teller_free(struct teller *teller)
{
    if (!teller)
        return;
    for (int i = 0; i < CURSORS; i++)
        cx_stmt_free(teller->cursors[i]);
    free(teller->story.dues);
    free(teller->story.waivers);
    free(teller->story.payments);
    free(teller->story.contacts);
    free(teller->story.episodes);
    free(teller);
}

static const char *keep(struct teller *teller, const char *s)
{
    return s ? cx_pool_get(teller->texts, cx_pool_put(teller->texts, s, strlen(s))) : NULL;
}

static void take_account(struct teller *teller)
{
    struct cx_stmt *row = teller->cursors[ACCOUNTS];
    struct story *story = &teller->story;
    story->account = cx_stmt_int(row, 0);
    story->customer = cx_stmt_int(row, 1);
    story->cents = cx_stmt_int(row, 2);
    story->due_on = (cx_date)cx_stmt_int(row, 3);
    story->client = keep(teller, cx_stmt_text(row, 4));
    story->batch = keep(teller, cx_stmt_text(row, 5));
    story->product = keep(teller, cx_stmt_text(row, 6));
    story->region = keep(teller, cx_stmt_text(row, 7));
    story->rating = cx_stmt_is_null(row, 8) ? NULL : cx_ratings[cx_stmt_int(row, 8)];
    story->born_on = (cx_date)cx_stmt_int_or(row, 9, CX_DATE_NONE);
    story->owner = cx_stmt_int(row, 10);
    story->is_complete = cx_stmt_int(row, 11) == 1;
    story->due_count = story->waiver_count = story->payment_count = 0;
    story->contact_count = story->episode_count = 0;
}

static void take_arrangement(struct teller *teller, struct cx_stmt *row)
{
    struct story *story = &teller->story;
    if (cx_stmt_int(row, 1) == CX_WAIVER && !cx_stmt_is_null(row, 3)) {
        CX_GROW(story->waivers, story->waiver_count, story->waiver_cap);
        story->waivers[story->waiver_count++] =
            (struct waiver){(cx_date)cx_stmt_int(row, 2), cx_stmt_int(row, 3)};
    } else if (cx_stmt_int(row, 1) == CX_EXTENSION && !cx_stmt_is_null(row, 4)) {
        CX_GROW(story->dues, story->due_count, story->due_cap);
        story->dues[story->due_count++] =
            (struct due_change){(cx_date)cx_stmt_int(row, 2), (cx_date)cx_stmt_int(row, 4)};
    }
}

static void take_payment(struct teller *teller, struct cx_stmt *row)
{
    struct story *story = &teller->story;
    CX_GROW(story->payments, story->payment_count, story->payment_cap);
    story->payments[story->payment_count++] = (struct payment){
        .id = cx_stmt_int(row, 1),
        .paid_at = cx_stmt_int(row, 2),
        .cents = cx_stmt_int(row, 3),
        .reverses = cx_stmt_int(row, 4),
        .channel = keep(teller, cx_stmt_text(row, 5)),
    };
}

static void take_contact(struct teller *teller, struct cx_stmt *row)
{
    struct story *story = &teller->story;
    CX_GROW(story->contacts, story->contact_count, story->contact_cap);
    story->contacts[story->contact_count++] = (struct contact){
        .id = cx_stmt_int(row, 1),
        .employee = cx_stmt_int(row, 2),
        .started_at = cx_stmt_int(row, 3),
        .channel = (int)cx_stmt_int_or(row, 4, -1),
        .outcome = (int)cx_stmt_int_or(row, 5, -1),
        .duration_s = cx_stmt_int(row, 6),
        .promised_cents = cx_stmt_int_or(row, 7, INT64_MIN),
        .promised_on = (cx_date)cx_stmt_int_or(row, 8, CX_DATE_NONE),
    };
}

static void take_episode(struct teller *teller, struct cx_stmt *row)
{
    struct story *story = &teller->story;
    CX_GROW(story->episodes, story->episode_count, story->episode_cap);
    story->episodes[story->episode_count++] =
        (struct episode){cx_stmt_int(row, 1), (cx_date)cx_stmt_int(row, 2),
                         (cx_date)cx_stmt_int_or(row, 3, CX_DATE_NONE)};
}

/* Takes the rows of this account from one cursor. */
static int take_all(struct teller *teller, int cursor, struct cx_err *err)
{
    static void (*const take[CURSORS])(struct teller *, struct cx_stmt *) = {
        NULL, take_arrangement, take_payment, take_contact, take_episode};
    struct cx_stmt *row = teller->cursors[cursor];
    while (teller->has_row[cursor] && cx_stmt_int(row, 0) <= teller->story.account) {
        if (cx_stmt_int(row, 0) == teller->story.account)
            take[cursor](teller, row);
        int rc = cx_stmt_step(row, err);
        if (rc < 0)
            return rc;
        teller->has_row[cursor] = rc == 1;
    }
    return 0;
}

int teller_next(const struct story **story, struct teller *teller, struct cx_err *err)
{
    int rc = cx_stmt_step(teller->cursors[ACCOUNTS], err);
    if (rc != 1)
        return rc;
    take_account(teller);
    for (int i = ARRANGEMENTS; i < CURSORS; i++) {
        if ((rc = take_all(teller, i, err)) < 0)
            return rc;
    }
    *story = &teller->story;
    return 1;
}

int64_t story_balance(const struct story *story, cx_date day)
{
    int64_t balance = story->cents;
    for (size_t i = 0; i < story->waiver_count && story->waivers[i].agreed_on < day; i++)
        balance -= story->waivers[i].cents;
    for (size_t i = 0; i < story->payment_count && cx_date_of(story->payments[i].paid_at) < day;
         i++)
        balance -= story->payments[i].cents;
    return balance;
}

cx_date story_due_on(const struct story *story, cx_date day)
{
    cx_date due_on = story->due_on;
    for (size_t i = 0; i < story->due_count && story->dues[i].agreed_on <= day; i++)
        due_on = story->dues[i].due_on;
    return due_on;
}

int64_t story_holder(const struct story *story, cx_date day)
{
    for (size_t i = 0; i < story->episode_count; i++) {
        if (story->episodes[i].from <= day && day < story->episodes[i].to)
            return story->episodes[i].employee;
    }
    return 0;
}
