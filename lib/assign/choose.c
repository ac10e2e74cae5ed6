#include "assign/choose.h"

#include <string.h>

#include "base/decimal.h"

struct rows {
    const struct chances *chances;
    struct observer *observer;
    const size_t *accounts;
    size_t count, at;
    bool is_first;
    struct traits traits;
};

static void start(void *context)
{
    struct rows *rows = context;
    rows->at = 0;
    rows->is_first = true;
}

static int next(void *context)
{
    struct rows *rows = context;
    rows->at += !rows->is_first;
    rows->is_first = false;
    if (rows->at >= rows->count)
        return 0;
    observe(&rows->traits, rows->observer, rows->accounts[rows->at], rows->chances->book->today);
    return 1;
}

static struct cx_value value(void *context, int column)
{
    const struct rows *rows = context;
    const struct book *book = rows->chances->book;
    size_t i = rows->accounts[rows->at];
    int64_t ppm = column == CX_ACCOUNT_P_PAY ? chance_ppm(rows->chances, i, book->today) : -1;
    return traits_value(&rows->traits, book, i, book->today, ppm, column);
}

int choose(int *picked, struct cx_choices *choices, enum cx_choice_kind kind, struct cx_db *db,
           struct cx_sandbox *sandbox, const struct chances *chances, const size_t *accounts,
           size_t count, struct cx_err *err)
{
    struct rows rows = {chances, observer_new(chances->book), accounts, count, 0, true, {0}};
    struct cx_rows source = {&rows, start, next, value};
    int rc = cx_choices_init(choices, kind, db, sandbox, &source, NULL, err);
    for (size_t k = 0; k < count; k++)
        picked[k] = -1;
    for (int first; rc == 0 && choices->count > 0;) {
        if ((rc = cx_choices_next(&first, choices, err)) != 1)
            break;
        picked[rows.at] = first;
        rc = 0;
    }
    /* The rows end with this call: what compiled over them ends with it, too. */
    cx_calc_free(choices->calc);
    choices->calc = NULL;
    observer_free(rows.observer);
    return rc;
}

void fill_script(struct cx_buf *out, const char *text, const char *name, int64_t balance,
                 cx_date due_on)
{
    char money[CX_DEC_TEXT], day[CX_DATE_TEXT];
    const struct {
        const char *mark, *text;
    } marks[] = {
        {"{name}", name ? name : ""},
        {"{balance}", cx_dec_format(money, balance, 2)},
        {"{due_on}", cx_date_format(day, due_on)},
    };
    while (*text) {
        size_t m = 0, count = sizeof marks / sizeof *marks;
        while (m < count && strncmp(text, marks[m].mark, strlen(marks[m].mark)) != 0)
            m++;
        if (m < count) {
            cx_buf_puts(out, marks[m].text);
            text += strlen(marks[m].mark);
        } else {
            cx_buf_putc(out, *text++);
        }
    }
}
