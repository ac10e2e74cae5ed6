/* Early warnings: the chance of a payment or the rating fell, orders stopped, a promise or a plan
 * of instalments broke; also of debts that are not due yet. */
#include <stdio.h>
#include <stdlib.h>

#include "assign/assign.h"
#include "assign/book.sql.h"
#include "assign/choose.h"
#include "assign/desk.h"
#include "assign/windows.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "store/id.h"

/* What is looked at. */
struct signs {
    const struct desk *desk;
    cx_date then; /* the day that today is compared with */
    struct cx_choices warnings;
    struct chooser chooser;
    struct cx_map *ratings; /* customer → their rating then, where it may have been another */
};

struct warning {
    size_t account, place; /* place: by the account's text */
    int64_t before, now;   /* chances, millionths; before -1: not known */
    char *messages;        /* of the plan's warnings that hold; NULL: none does */
    int given;             /* how many */
    int64_t loss;          /* cents: balance × (before - now) */
    bool has_stopped, has_broken, has_missed;
    int rating_before; /* better than today's; -1: it was not */
    struct last_promise promise;
    struct cx_schedule schedule;
};

static int count_signs(const struct warning *warning)
{
    return warning->has_stopped + warning->has_broken + warning->has_missed +
           (warning->rating_before >= 0) + warning->given;
}

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

/* The rating then, if it was better (they stand from the best to the worst); -1: it was not. */
static int better_rating(const struct signs *signs, size_t i)
{
    const struct cx_past_debtor *debtor = book_debtor(signs->desk->book, i);
    const int64_t *before = debtor ? cx_map_get(signs->ratings, debtor->id) : NULL;
    return before && debtor->rating >= 0 && *before < debtor->rating ? (int)*before : -1;
}

/* The rating then, or today's where it was the same; -1: not known. */
static int rating_then(const struct signs *signs, size_t i)
{
    const struct cx_past_debtor *debtor = book_debtor(signs->desk->book, i);
    const int64_t *before = debtor ? cx_map_get(signs->ratings, debtor->id) : NULL;
    return before ? (int)*before : debtor ? debtor->rating : -1;
}

/* The warnings of the plan that hold for an account. */
static int find_given(struct warning *warning, struct signs *signs, size_t i, struct cx_err *err)
{
    struct cx_buf messages = {0};
    int rc = 0;
    if (signs->warnings.count > 0)
        chooser_take(&signs->chooser, i);
    signs->chooser.rating_before = rating_then(signs, i);
    for (size_t k = 0; rc == 0 && k < signs->warnings.count; k++) {
        bool holds;
        rc = chooser_warns(&holds, &signs->chooser, &signs->warnings, k, err);
        if (rc < 0 || !holds)
            continue;
        cx_buf_printf(&messages, "%s%s", messages.len ? cx_shown("; ") : "",
                      signs->warnings.list[k].text);
        warning->given++;
    }
    warning->messages = messages.data;
    return rc;
}

/* 1: it is; 0: not; negative: failed. */
static int is_worse(struct warning *warning, struct signs *signs, size_t i, struct cx_err *err)
{
    const struct desk *desk = signs->desk;
    const struct book *book = desk->book;
    cx_date then = signs->then;
    *warning = (struct warning){.account = i, .before = -1};
    warning->rating_before = better_rating(signs, i);
    warning->now = chance_ppm(&desk->chances, i, book->today);
    if (windows_has(book, i, then))
        warning->before = chance_ppm(&desk->chances, i, then);
    if (warning->before > warning->now)
        expected_cents(&warning->loss, book_balance(book, i, book->today),
                       warning->before - warning->now, SKILL_ONE);
    warning->promise = last_promise(book, i, book->today);
    /* today is not over: what can still be paid today is not broken */
    warning->has_broken =
        warning->promise.contact && warning->promise.stands.fate == CX_FATE_BROKEN &&
        warning->promise.stands.judged > then && warning->promise.stands.judged < book->today;
    warning->schedule = schedule_of(book, i, book->today);
    warning->has_missed =
        warning->schedule.standing == CX_SCHEDULE_BROKEN &&
        warning->schedule.next->due_on + book->plan->settings.promise_grace_days < book->today;
    warning->has_stopped = stopped_ordering(book, i);
    int rc = find_given(warning, signs, i, err);
    return rc < 0 ? rc : warning->loss > 0 || count_signs(warning) > 0;
}

static int compare_warnings(const void *a, const void *b)
{
    const struct warning *left = a, *right = b;
    int signs_left = count_signs(left), signs_right = count_signs(right);
    if (signs_left != signs_right)
        return signs_right - signs_left;
    if (left->loss != right->loss)
        return left->loss > right->loss ? -1 : 1;
    return (left->place > right->place) - (left->place < right->place);
}

static int gather(struct warning **out, size_t *count, struct signs *signs, struct cx_db *db,
                  struct cx_err *err)
{
    const struct book *book = signs->desk->book;
    struct warning *list = NULL;
    int rc = 0;
    size_t cap = 0, *places = cx_alloc((book->count + 1) * sizeof *places);
    *count = 0;
    for (size_t i = 0; i < book->count; i++)
        places[i] = i;
    book_sort(places, book->count, book, db);
    for (size_t k = 0; rc >= 0 && k < book->count; k++) {
        struct warning warning = {0};
        size_t i = places[k];
        if (!book_is_open(book, i, book->today) || book_is_paused(book, i, book->today) ||
            (rc = is_worse(&warning, signs, i, err)) != 1) {
            free(warning.messages);
            continue;
        }
        warning.place = k;
        CX_GROW(list, *count, cap);
        list[(*count)++] = warning;
    }
    if (*count > 0)
        qsort(list, *count, sizeof *list, compare_warnings);
    free(places);
    *out = list;
    return rc < 0 ? rc : 0;
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
    if (warning->rating_before >= 0)
        cx_buf_show(out, "%srating fell from %s to %s", out->len ? cx_shown("; ") : "",
                    cx_ratings[warning->rating_before],
                    cx_ratings[book_debtor(book, warning->account)->rating]);
    if (warning->messages)
        cx_buf_printf(out, "%s%s", out->len ? cx_shown("; ") : "", warning->messages);
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

static int find_ratings(struct signs *signs, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_former_ratings, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, signs->then);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_map_put(signs->ratings, cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1));
        rc = 0;
    }
    cx_stmt_free(stmt);
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
        {"p_before", "Chance before", CX_CELL_SHARE, 6, false},
        {"p_pay", "Chance now", CX_CELL_SHARE, 6, false},
        {"loss", "Expected loss", CX_CELL_MONEY, 0, true},
        {"reasons", "Reasons", CX_CELL_TEXT, 0, false},
    };
    struct signs signs = {.desk = desk,
                          .then = desk->book->today - desk->plan->settings.pay_days,
                          .ratings = cx_map_new()};
    size_t count = 0;
    int rc = find_ratings(&signs, db, err);
    struct warning *list = NULL;
    if (rc == 0)
        rc = cx_choices_init(&signs.warnings, CX_WARNINGS, db, err);
    if (rc == 0)
        rc = chooser_init(&signs.chooser, db, &desk->chances, err);
    if (rc == 0)
        rc = gather(&list, &count, &signs, db, err);
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    for (size_t k = 0; rc == 0 && k < count && (top == 0 || (int64_t)k < top); k++)
        rc = show_row(out, &list[k], desk, db, err);
    for (size_t k = 0; k < count; k++)
        free(list[k].messages);
    free(list);
    chooser_fini(&signs.chooser);
    cx_choices_fini(&signs.warnings);
    cx_map_free(signs.ratings);
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
