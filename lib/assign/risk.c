/* Early warnings: the chance of a payment fell, orders stopped, a promise broke. */
#include <stdio.h>
#include <stdlib.h>

#include "assign/assign.h"
#include "assign/desk.h"
#include "assign/windows.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/id.h"

struct warning {
    size_t account, place; /* place: by the account's text */
    int64_t before, now;   /* chances, millionths; before -1: not known */
    int64_t loss;          /* cents: balance × (before - now) */
    bool has_stopped, has_broken, has_missed;
    struct last_promise promise;
    struct cx_schedule schedule;
};

/* Ordered in the churn_days before the last churn_days, and not in these. */
static bool stopped_ordering(const struct book *book, size_t i)
{
    int32_t customer = book_debt(book, i)->debtor;
    int days = book->plan->settings.churn_days;
    int64_t last = INT64_MIN;
    if (customer < 0)
        return false;
    const struct order *order = CX_STRAND_FIRST(struct order, book->orders, customer);
    for (; order < CX_STRAND_END(struct order, book->orders, customer); order++)
        last = order->day;
    return last > book->today - 2 * days && last <= book->today - days;
}

static bool is_worse(struct warning *warning, const struct desk *desk, size_t i)
{
    const struct book *book = desk->book;
    cx_date then = book->today - book->plan->settings.pay_days;
    *warning = (struct warning){.account = i, .before = -1};
    warning->now = chance_ppm(&desk->chances, i, book->today);
    if (windows_has(book, i, then))
        warning->before = chance_ppm(&desk->chances, i, then);
    if (warning->before > warning->now)
        expected_cents(&warning->loss, book_balance(book, i, book->today),
                       warning->before - warning->now, SKILL_ONE);
    warning->promise = last_promise(book, i, book->today);
    warning->has_broken = warning->promise.contact &&
                          warning->promise.stands.fate == CX_FATE_BROKEN &&
                          warning->promise.stands.judged > then;
    warning->schedule = schedule_of(book, i, book->today);
    warning->has_missed = warning->schedule.standing == CX_SCHEDULE_BROKEN;
    warning->has_stopped = stopped_ordering(book, i);
    return warning->loss > 0 || warning->has_broken || warning->has_missed || warning->has_stopped;
}

static int compare_warnings(const void *a, const void *b)
{
    const struct warning *left = a, *right = b;
    int signs_left = left->has_stopped + left->has_broken + left->has_missed;
    int signs_right = right->has_stopped + right->has_broken + right->has_missed;
    if (signs_left != signs_right)
        return signs_right - signs_left;
    if (left->loss != right->loss)
        return left->loss > right->loss ? -1 : 1;
    return (left->place > right->place) - (left->place < right->place);
}

static struct warning *gather(size_t *count, const struct desk *desk, struct cx_db *db)
{
    const struct book *book = desk->book;
    struct warning *list = NULL;
    size_t cap = 0, *places = cx_alloc((book->count + 1) * sizeof *places);
    *count = 0;
    for (size_t i = 0; i < book->count; i++)
        places[i] = i;
    book_sort(places, book->count, book, db);
    for (size_t k = 0; k < book->count; k++) {
        struct warning warning;
        size_t i = places[k];
        if (!book_is_open(book, i, book->today) || book_is_paused(book, i, book->today) ||
            !is_worse(&warning, desk, i))
            continue;
        warning.place = k;
        CX_GROW(list, *count, cap);
        list[(*count)++] = warning;
    }
    if (*count > 0)
        qsort(list, *count, sizeof *list, compare_warnings);
    free(places);
    return list;
}

static void put_reasons(struct cx_buf *out, const struct warning *warning, const struct book *book)
{
    char day[CX_DATE_TEXT], before[CX_DEC_TEXT], now[CX_DEC_TEXT];
    if (warning->has_broken)
        cx_buf_show(out, "promise for %s broken", cx_date_format(day, warning->promise.stands.due));
    if (warning->has_missed)
        cx_buf_show(out, "%sinstalment for %s not paid", out->len ? cx_shown("; ") : "",
                    cx_date_format(day, warning->schedule.next->due_on));
    if (warning->has_stopped)
        cx_buf_show(out, "%sno orders for %d days", out->len ? cx_shown("; ") : "",
                    book->plan->settings.churn_days);
    if (warning->loss > 0)
        cx_buf_show(out, "%schance of payment fell from %s to %s", out->len ? cx_shown("; ") : "",
                    cx_dec_format_short(before, warning->before, 6),
                    cx_dec_format_short(now, warning->now, 6));
}

static int show_row(struct cx_table *out, const struct warning *warning, const struct desk *desk,
                    struct cx_db *db, struct cx_err *err)
{
    const struct book *book = desk->book;
    const struct cx_past_debtor *debtor = book_debtor(book, warning->account);
    const struct cx_past_episode *held = book_held(book, warning->account, book->today);
    int stage = book_stage(book, warning->account, book->today);
    char account[CX_ID_MAX + 1], customer[CX_ID_MAX + 1];
    struct cx_buf reasons = {0};
    put_reasons(&reasons, warning, book);
    struct cx_cell cells[] = {
        cx_cell_text(cx_id_text(account, db, book_debt(book, warning->account)->id)),
        cx_cell_text(debtor ? cx_id_text(customer, db, debtor->id) : NULL),
        cx_cell_text(held && held->person >= 0 ? desk->org->people[held->person].key : NULL),
        cx_cell_text(stage < 0 ? NULL : cx_stage_shown(&desk->plan->stages[stage])),
        cx_cell_n(book_balance(book, warning->account, book->today)),
        warning->before < 0 ? CX_NULL_CELL : cx_cell_n(warning->before),
        cx_cell_n(warning->now),
        cx_cell_n(warning->loss),
        cx_cell_text(cx_buf_str(&reasons)),
    };
    int rc = cx_table_row(out, cells, err);
    cx_buf_fini(&reasons);
    return rc;
}

static int show_all(struct cx_table *out, const struct desk *desk, struct cx_db *db, int64_t top,
                    struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"customer_id", "Customer", CX_CELL_TEXT, 0, false},
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"stage", "Stage", CX_CELL_TEXT, 0, false},
        {"balance", "Balance", CX_CELL_MONEY, 0, true},
        {"p_before", "Chance before", CX_CELL_NUMBER, 6, false},
        {"p_pay", "Chance now", CX_CELL_NUMBER, 6, false},
        {"loss", "Expected loss", CX_CELL_MONEY, 0, true},
        {"reasons", "Reasons", CX_CELL_TEXT, 0, false},
    };
    size_t count;
    struct warning *list = gather(&count, desk, db);
    int rc = 0;
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    for (size_t k = 0; rc == 0 && k < count && (top == 0 || (int64_t)k < top); k++)
        rc = show_row(out, &list[k], desk, db, err);
    free(list);
    return rc;
}

int cx_assign_risk(struct cx_table *out, struct cx_db *db, const struct cx_assign_options *options,
                   struct cx_err *err)
{
    struct desk desk = {0};
    int rc = cx_db_begin_read(db, err);
    if (rc == 0)
        rc = desk_open(&desk, db, cx_date_of(options->now), BOOK_STORIES, err);
    if (rc == 0)
        rc = show_all(out, &desk, db, options->top, err);
    cx_db_rollback(db);
    desk_close(&desk);
    return rc;
}
