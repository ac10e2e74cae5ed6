#include "assign/choose.h"

#include <stdlib.h>
#include <string.h>

#include "assign/book.sql.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "text/mask.h"

int chooser_init(struct chooser *chooser, struct cx_db *db, const struct chances *chances,
                 struct cx_err *err)
{
    *chooser = (struct chooser){.chances = chances, .observer = observer_new(chances->book)};
    int rc = cx_stmt_new(&chooser->customers, db, SQL_customer_name, err);
    return rc < 0 ? rc : cx_stmt_new(&chooser->signals, db, SQL_signal, err);
}

static void forget_customer(struct chooser *chooser)
{
    free(chooser->name);
    free(chooser->phone);
    chooser->name = chooser->phone = NULL;
    chooser->knows_customer = false;
}

void chooser_fini(struct chooser *chooser)
{
    forget_customer(chooser);
    observer_free(chooser->observer);
    cx_stmt_free(chooser->customers);
    cx_stmt_free(chooser->signals);
    *chooser = (struct chooser){0};
}

void chooser_take(struct chooser *chooser, size_t account)
{
    forget_customer(chooser);
    chooser->account = account;
    traits_take(&chooser->traits, chooser->observer, account, chooser->chances->book->today);
}

static char *text_or_null(struct cx_stmt *row, int column)
{
    const char *text = cx_stmt_text(row, column);
    return text && *text ? cx_strdup(text) : NULL;
}

static void know_customer(struct chooser *chooser)
{
    const struct cx_past_debtor *debtor = book_debtor(chooser->chances->book, chooser->account);
    if (chooser->knows_customer || !debtor || chooser->rc < 0)
        return;
    if (chooser->called) {
        int32_t place = book_debt(chooser->chances->book, chooser->account)->debtor;
        chooser->name = cx_strdup(called_name(chooser->called, place));
        chooser->phone = cx_strdup(called_phone(chooser->called, place));
        chooser->knows_customer = true;
        return;
    }
    cx_stmt_bind_int(chooser->customers, 1, debtor->id);
    chooser->rc = cx_stmt_step(chooser->customers, chooser->err);
    if (chooser->rc == 1) {
        chooser->name = text_or_null(chooser->customers, 0);
        chooser->phone = text_or_null(chooser->customers, 1);
    }
    cx_stmt_reset(chooser->customers);
    chooser->knows_customer = true;
}

/* The signal as it was on a day. */
static struct cx_scalar signal_on(struct chooser *chooser, cx_date day)
{
    const struct cx_past_debtor *debtor = book_debtor(chooser->chances->book, chooser->account);
    struct cx_scalar found = cx_scalar_null();
    if (!debtor || !chooser->signal || chooser->rc < 0)
        return found;
    cx_stmt_bind_int(chooser->signals, 1, debtor->id);
    cx_stmt_bind_text(chooser->signals, 2, chooser->signal);
    cx_stmt_bind_int(chooser->signals, 3, day);
    chooser->rc = cx_stmt_step(chooser->signals, chooser->err);
    if (chooser->rc == 1)
        found = cx_scalar_dec(cx_stmt_int(chooser->signals, 0), 6);
    cx_stmt_reset(chooser->signals);
    return found;
}

/* What only warnings see. */
static struct cx_scalar value_of_warning(struct chooser *chooser, int column)
{
    const struct book *book = chooser->chances->book;
    if (column == CX_ACCOUNT_SIGNAL)
        return signal_on(chooser, book->today);
    if (column == CX_ACCOUNT_SIGNAL_BEFORE)
        return signal_on(chooser, book->today - book->plan->settings.pay_days);
    return cx_scalar_text(chooser->rating_before < 0 ? NULL : cx_ratings[chooser->rating_before]);
}

static struct cx_scalar value(void *context, int column)
{
    struct chooser *chooser = context;
    const struct book *book = chooser->chances->book;
    int64_t ppm = column == CX_ACCOUNT_P_PAY
                      ? chance_ppm(chooser->chances, chooser->account, book->today)
                      : -1;
    if (column >= CX_ACCOUNT_CHOICE_COLUMNS)
        return value_of_warning(chooser, column);
    if (column == CX_ACCOUNT_PHONE) {
        know_customer(chooser);
        return cx_scalar_text(chooser->phone);
    }
    return traits_value(&chooser->traits, ppm, column);
}

int chooser_next(int *at, struct chooser *chooser, const struct cx_choices *choices,
                 struct cx_err *err)
{
    chooser->err = err;
    chooser->rc = 0;
    int rc = cx_choices_next(at, choices, value, chooser, err);
    return rc < 0 ? rc : chooser->rc < 0 ? chooser->rc : 0;
}

int chooser_warns(bool *holds, struct chooser *chooser, const struct cx_choices *warnings,
                  size_t at, struct cx_err *err)
{
    chooser->err = err;
    chooser->rc = 0;
    chooser->signal = warnings->list[at].signal;
    int rc = cx_choices_hold(holds, warnings, at, value, chooser, err);
    return rc < 0 ? rc : chooser->rc < 0 ? chooser->rc : 0;
}

static bool is_money(int column)
{
    return column == CX_ACCOUNT_AMOUNT || column == CX_ACCOUNT_BALANCE ||
           column == CX_ACCOUNT_PROMISED_AMOUNT || column == CX_ACCOUNT_INSTALMENT_AMOUNT;
}

/* False: it isn't known. */
static bool put_column(struct cx_buf *out, struct chooser *chooser, int column)
{
    struct cx_scalar of = value(chooser, column);
    char money[CX_DEC_TEXT];
    int64_t cents;
    if (of.type == CX_SCALAR_NULL)
        return false;
    if (column == CX_ACCOUNT_PHONE && !chooser->is_unmasked)
        cx_mask_phone(out, of.text);
    else if (of.type == CX_SCALAR_TEXT)
        cx_buf_puts(out, of.text);
    else if (is_money(column) && cx_num_to_dec(&cents, of.number, 2))
        cx_buf_puts(out, cx_dec_format(money, cents, 2));
    else
        cx_num_write_text(out, of.number);
    return true;
}

static bool is_named(const char *mark, size_t n, const char *name)
{
    return strlen(name) == n && strncmp(mark, name, n) == 0;
}

/* Puts what the n letters at mark name. 1: done; 0: it isn't known; -1: they name nothing. */
static int put_mark(struct cx_buf *out, struct chooser *chooser, const char *mark, size_t n)
{
    const struct cx_past past = book_past(chooser->chances->book, chooser->account);
    char day[CX_DATE_TEXT];
    if (is_named(mark, n, "name")) {
        know_customer(chooser);
        (chooser->is_unmasked ? cx_buf_puts : cx_mask_name)(out,
                                                            chooser->name ? chooser->name : "");
        return 1; /* a greeting without a name says nothing false */
    }
    if (is_named(mark, n, "due_on")) {
        cx_buf_puts(out, cx_date_format(day, cx_past_due_on(&past, chooser->chances->book->today)));
        return 1;
    }
    for (int column = 0; column < CX_ACCOUNT_CHOICE_COLUMNS; column++) {
        if (is_named(mark, n, cx_account_columns[column]))
            return put_column(out, chooser, column);
    }
    return -1;
}

int chooser_say(struct cx_buf *out, struct chooser *chooser, const char *text, struct cx_err *err)
{
    int known = 1;
    chooser->err = err;
    chooser->rc = 0;
    while (*text && known != 0 && chooser->rc >= 0) {
        size_t plain = strcspn(text, "{");
        cx_buf_add(out, text, plain);
        text += plain;
        if (!*text)
            break;
        size_t n = strcspn(text + 1, "}");
        known = n > 0 && text[n + 1] == '}' ? put_mark(out, chooser, text + 1, n) : -1;
        if (known == 1)
            text += n + 2;
        else if (known < 0)
            cx_buf_putc(out, *text++);
    }
    return chooser->rc < 0 ? chooser->rc : known != 0;
}
