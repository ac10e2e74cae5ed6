/* How the debts of one customer stand today. */
#include <stdlib.h>
#include <string.h>

#include "assign/assign.h"
#include "assign/desk.h"
#include "assign/traits.h"
#include "base/mem.h"
#include "store/id.h"

static int find(int32_t *debtor, const struct desk *desk, struct cx_db *db, const char *customer,
                struct cx_err *err)
{
    int64_t id = 0;
    int rc = cx_id_find(&id, db, customer, strlen(customer), err);
    *debtor = cx_lookup_find(&desk->book->archive->customers, id);
    if (rc == 0 && *debtor < 0)
        rc = cx_err_set(err, CX_EUSAGE, "there is no customer \"%s\"", customer);
    return rc;
}

static const char *fate_of(const struct last_promise *promise, cx_date running)
{
    static const char *const words[] = {[CX_FATE_OPEN] = "open",
                                        [CX_FATE_REPLACED] = NULL,
                                        [CX_FATE_KEPT] = "kept",
                                        [CX_FATE_BROKEN] = "broken"};
    if (!promise->contact)
        return NULL;
    enum cx_fate fate = promise->stands.fate;
    return words[cx_fate_is_open_yet(fate, promise->stands.judged, running) ? CX_FATE_OPEN : fate];
}

static struct cx_cell word_or_null(const char *word)
{
    return word ? cx_cell_word(word) : CX_NULL_CELL;
}

static int show_debt(struct cx_table *out, const struct desk *desk, size_t i, int64_t expected,
                     struct cx_db *db, struct cx_err *err)
{
    const struct book *book = desk->book;
    const struct cx_past past = book_past(book, i);
    const struct cx_past_episode *held = book_held(book, i, book->today);
    const struct last_promise promise = last_promise(book, i, book->today);
    const struct cx_schedule schedule = schedule_of(book, i, book->today);
    int stage = book_stage(book, i, book->today);
    bool is_open = book_is_open(book, i, book->today);
    char account[CX_ID_MAX + 1];
    const struct cx_cell cells[] = {
        cx_cell_text(cx_id_text(account, db, past.debt->id)),
        cx_cell_text(held && held->person >= 0 ? desk->org->people[held->person].key : NULL),
        is_open ? cx_cell_word(cx_account_statuses[past.debt->status])
                : cx_cell_word(cx_account_statuses[CX_CLOSED]),
        cx_cell_text(stage < 0 || !is_open ? NULL : cx_stage_shown(&desk->plan->stages[stage])),
        cx_cell_n(cx_past_due_on(&past, book->today)),
        is_open ? cx_cell_n(cx_past_dpd(&past, book->plan, book->today)) : CX_NULL_CELL,
        cx_cell_n(book_balance(book, i, book->today)),
        is_open ? cx_cell_n(chance_ppm(&desk->chances, i, book->today)) : CX_NULL_CELL,
        is_open ? cx_cell_n(expected) : CX_NULL_CELL,
        promise.contact ? cx_cell_n(promise.stands.due) : CX_NULL_CELL,
        word_or_null(fate_of(&promise, book->running)),
        schedule.next ? cx_cell_n(schedule.next->due_on) : CX_NULL_CELL,
        schedule.next ? cx_cell_n(schedule.next->cents - schedule.paid) : CX_NULL_CELL,
    };
    return cx_table_row(out, cells, err);
}

static int show_debts(struct cx_table *out, struct desk *desk, int32_t debtor, struct cx_db *db,
                      struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"status", "Status", CX_CELL_TEXT, 0, false},
        {"stage", "Stage", CX_CELL_TEXT, 0, false},
        {"due_on", "Due on", CX_CELL_DATE, 0, false},
        {"dpd", "Days past due", CX_CELL_NUMBER, 0, false},
        {"balance", "Balance", CX_CELL_MONEY, 0, true},
        {"p_pay", "Chance of payment", CX_CELL_SHARE, 6, false},
        {"expected", "Expected", CX_CELL_MONEY, 0, true},
        {"promised_on", "Promised for", CX_CELL_DATE, 0, false},
        {"promise", "Promise", CX_CELL_TEXT, 0, false},
        {"instalment_on", "Next instalment", CX_CELL_DATE, 0, false},
        {"instalment_amount", "Left of it", CX_CELL_MONEY, 0, false},
    };
    const struct book *book = desk->book;
    bool *wanted = cx_alloc(book->count + 1);
    int64_t *expected = cx_alloc((book->count + 1) * sizeof *expected);
    size_t *places = cx_alloc((book->count + 1) * sizeof *places), count = 0;
    for (size_t i = 0; i < book->count; i++) {
        wanted[i] =
            book_debt(book, i)->debtor == debtor && book_debt(book, i)->placed_on <= book->today;
        if (wanted[i])
            places[count++] = i;
    }
    book_sort(places, count, book, db);
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    int rc = desk_expect(expected, desk, wanted, err);
    for (size_t k = 0; rc == 0 && k < count; k++)
        rc = show_debt(out, desk, places[k], expected[places[k]], db, err);
    free(wanted);
    free(expected);
    free(places);
    return rc;
}

int cx_assign_customer(struct cx_table *out, struct cx_db *db, const char *customer, cx_date today,
                       struct cx_err *err)
{
    struct desk desk = {0};
    int32_t debtor = -1;
    int rc = desk_open(&desk, db, today, BOOK_STORIES, err);
    if (rc == 0)
        rc = find(&debtor, &desk, db, customer, err);
    if (rc == 0)
        rc = desk_measure(&desk, db, err);
    if (rc == 0)
        rc = show_debts(out, &desk, debtor, db, err);
    desk_close(&desk);
    return rc;
}
