#include "assign/choose.h"

#include <string.h>

#include "base/decimal.h"

/* The account in hand. */
struct candidate {
    const struct chances *chances;
    size_t account;
    struct traits traits;
};

static struct cx_scalar value(void *context, int column)
{
    const struct candidate *of = context;
    const struct book *book = of->chances->book;
    int64_t ppm =
        column == CX_ACCOUNT_P_PAY ? chance_ppm(of->chances, of->account, book->today) : -1;
    return traits_value(&of->traits, book, of->account, book->today, ppm, column);
}

int choose(int *picked, struct cx_choices *choices, enum cx_choice_kind kind, struct cx_db *db,
           const struct chances *chances, const size_t *accounts, size_t count, struct cx_err *err)
{
    struct candidate candidate = {.chances = chances};
    struct observer *observer = observer_new(chances->book);
    int rc = cx_choices_init(choices, kind, db, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        picked[i] = -1;
        if (choices->count == 0)
            continue;
        candidate.account = accounts[i];
        observe(&candidate.traits, observer, accounts[i], chances->book->today);
        rc = cx_choices_first(&picked[i], choices, value, &candidate, err);
    }
    observer_free(observer);
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
