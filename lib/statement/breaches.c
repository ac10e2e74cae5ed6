/* The contacts with violations and complaints behind a measure: when, on which account, and why. */
#include <string.h>

#include "base/idset.h"
#include "base/lang.h"
#include "conduct/conduct.h"
#include "statement/breaches.sql.h"
#include "statement/parts.h"
#include "store/id.h"

struct cx_column counted_column(const struct cx_quantity *measure, const struct cx_event *events,
                                size_t count)
{
    bool is_whole = measure->decimals == 6; /* counts, mostly */
    for (size_t i = 0; i < count; i++)
        is_whole = is_whole && events[i].value % 1000000 == 0;
    int decimals = is_whole ? 0 : measure->decimals;
    return (struct cx_column){"counted", "Counted", decimals == 2 ? CX_CELL_MONEY : CX_CELL_NUMBER,
                              decimals, true};
}

struct cx_cell counted_cell(const struct cx_column *column, const struct cx_quantity *measure,
                            int64_t value)
{
    return cx_cell_n(column->decimals < measure->decimals ? value / 1000000 : value);
}

enum { MOST = 200 }; /* contacts of a list; the others are one row */

/* The statements that a list needs, for one contact after the other. */
struct asking {
    struct cx_db *db;
    struct cx_stmt *reasons, *complaints, *started_at;
    const struct cx_idset *complained;
    struct cx_err *err;
};

/* The contacts that upheld complaints name, for this statement and all others: complaints have no
 * index by contact. */
static int find_complained(struct ground *ground)
{
    struct cx_stmt *stmt = NULL;
    if (ground->complained)
        return 0;
    ground->complained = cx_idset_new();
    int rc = cx_stmt_new(&stmt, ground->engine.db, SQL_complained, ground->engine.err);
    for (; rc == 0 && (rc = cx_stmt_step(stmt, ground->engine.err)) == 1; rc = 0)
        cx_idset_add(ground->complained, cx_stmt_int(stmt, 0));
    cx_idset_settle(ground->complained);
    cx_stmt_free(stmt);
    return rc;
}

static int asking_init(struct asking *asking, struct ground *ground)
{
    const struct engine *engine = &ground->engine;
    *asking = (struct asking){.db = engine->db, .err = engine->err};
    int rc = find_complained(ground);
    asking->complained = ground->complained;
    if (rc == 0)
        rc = cx_stmt_new(&asking->reasons, engine->db, SQL_reasons, engine->err);
    if (rc == 0)
        rc = cx_stmt_new(&asking->complaints, engine->db, SQL_complaints_of, engine->err);
    return rc < 0 ? rc : cx_stmt_new(&asking->started_at, engine->db, SQL_started_at, engine->err);
}

static void asking_fini(struct asking *asking)
{
    cx_stmt_free(asking->reasons);
    cx_stmt_free(asking->complaints);
    cx_stmt_free(asking->started_at);
}

static int find_time(cx_time *at, struct asking *asking, int64_t contact)
{
    cx_stmt_bind_int(asking->started_at, 1, contact);
    int rc = cx_stmt_step(asking->started_at, asking->err);
    if (rc == 1)
        *at = cx_stmt_int(asking->started_at, 0);
    cx_stmt_reset(asking->started_at);
    return rc < 0 ? rc : 0;
}

/* "US-calls-week: 8th phone call on the account …", "K1: threat", "review: violation" */
static void put_reason(struct cx_buf *out, struct asking *asking)
{
    struct cx_stmt *row = asking->reasons;
    struct cx_buf what = {0};
    if (cx_stmt_is_null(row, 1)) {
        cx_buf_show(out, "%s: %s", cx_shown_word("review"), cx_shown_word("violation"));
        return;
    }
    if (cx_stmt_text(row, 2))
        cx_limits_retell(&what, cx_stmt_text(row, 2));
    else if (!cx_stmt_is_null(row, 3))
        cx_buf_puts(&what, cx_shown_word(cx_categories[cx_stmt_int(row, 3)]));
    if (what.len > 0)
        cx_buf_show(out, "%s: %s", cx_stmt_text(row, 1), cx_buf_str(&what));
    else
        cx_buf_puts(out, cx_stmt_text(row, 1));
    cx_buf_fini(&what);
}

/* "complaint C1" */
static int find_complaints(struct cx_buf *out, struct asking *asking, int64_t contact)
{
    char complaint[CX_ID_MAX + 1];
    int rc = 0;
    cx_stmt_bind_int(asking->complaints, 1, contact);
    for (; rc == 0 && (rc = cx_stmt_step(asking->complaints, asking->err)) == 1; rc = 0) {
        cx_buf_puts(out, out->len ? " / " : "");
        cx_buf_show(out, "complaint %s",
                    cx_id_text(complaint, asking->db, cx_stmt_int(asking->complaints, 0)));
    }
    cx_stmt_reset(asking->complaints);
    return rc;
}

static int find_reasons(struct cx_buf *out, struct asking *asking, int64_t contact)
{
    int rc = 0;
    cx_buf_clear(out);
    cx_stmt_bind_int(asking->reasons, 1, contact);
    for (; rc == 0 && (rc = cx_stmt_step(asking->reasons, asking->err)) == 1; rc = 0) {
        cx_buf_puts(out, out->len ? " / " : "");
        put_reason(out, asking);
    }
    cx_stmt_reset(asking->reasons);
    return rc < 0 || !cx_idset_has(asking->complained, contact)
               ? rc
               : find_complaints(out, asking, contact);
}

static int write_contact(struct cx_table *table, struct asking *asking, struct cx_buf *why,
                         const struct cx_event *event, struct cx_cell counted)
{
    int64_t contact;
    cx_time at = (cx_time)event->day * 86400;
    int rc = cx_id_find(&contact, asking->db, event->id, strlen(event->id), asking->err);
    if (rc == 0)
        rc = find_time(&at, asking, contact);
    if (rc == 0)
        rc = find_reasons(why, asking, contact);
    const struct cx_cell cells[] = {cx_cell_n(at), cx_cell_text(event->id),
                                    cx_cell_text(event->account), cx_cell_text(cx_buf_str(why)),
                                    counted};
    return rc < 0 ? rc : cx_table_row(table, cells, asking->err);
}

/* What is not listed is in the sum all the same. */
static int write_others(struct statement *statement, struct cx_table *table, size_t count,
                        struct cx_cell counted)
{
    const struct cx_cell cells[] = {CX_NULL_CELL, CX_NULL_CELL, CX_NULL_CELL,
                                    cx_cell_text(page_words(statement->page, "%zu more", count)),
                                    counted};
    return cx_table_row(table, cells, statement->engine->err);
}

int write_breaches(struct statement *statement, const struct cx_quantity *measure,
                   const struct cx_event *events, size_t count)
{
    const struct cx_column columns[] = {
        {"at", "When", CX_CELL_TIME, 0, false},
        {"contact_id", "Contact", CX_CELL_TEXT, 0, false},
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"why", "Why", CX_CELL_TEXT, 0, false},
        counted_column(measure, events, count),
    };
    struct cx_table *table = page_table(statement->page);
    struct cx_err *err = statement->engine->err;
    struct asking asking;
    struct cx_buf why = {0};
    int64_t others = 0;
    int rc = asking_init(&asking, statement->ground);
    cx_table_columns(table, columns, 5);
    for (size_t i = 0; rc == 0 && i < count && i < MOST; i++)
        rc = write_contact(table, &asking, &why, &events[i],
                           counted_cell(&columns[4], measure, events[i].value));
    for (size_t i = MOST; i < count; i++)
        others += events[i].value;
    if (rc == 0 && count > MOST)
        rc = write_others(statement, table, count - MOST,
                          counted_cell(&columns[4], measure, others));
    asking_fini(&asking);
    cx_buf_fini(&why);
    return page_table_end(statement->page, table, rc, err);
}
