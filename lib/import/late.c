/* Rows of sealed months, and from before them all: counted by month, then told. */
#include "import/late.h"

#include <stdlib.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import/loader.h"

/* What becomes of the pay for a day. */
enum reach {
    OPEN,     /* its month is not sealed, or it brings no pay */
    IN_REACH, /* retro lines put its month right */
    LOST,     /* they no longer reach it */
    BEFORE,   /* it is from before the first sealed month, so none can be sealed for it */
};

void late_free(struct late_rows *late)
{
    free(late->list);
    *late = (struct late_rows){0};
}

bool late_is_of_payment(const struct cx_kind *kind)
{
    return kind == &cx_kind_credits || kind == &cx_kind_payments;
}

static struct cx_period month_of(cx_date day)
{
    const struct cx_ymd ymd = cx_date_split(day);
    return cx_period_month(ymd.year, ymd.month);
}

static enum reach reach_of(const struct file *file, cx_date day)
{
    const struct notes *notes = file->import->notes;
    if (notes->sealed_from == notes->sealed_to || day >= notes->sealed_to)
        return OPEN;
    if (day < notes->sealed_from)
        return late_is_of_payment(file->kind) ? BEFORE : OPEN;
    return day < notes->lost_to ? LOST : IN_REACH;
}

/* The month that the event goes with: of all days before the first sealed one, the last before it.
 */
static struct cx_period month_for(const struct file *file, cx_date day)
{
    return month_of(reach_of(file, day) == BEFORE ? file->import->notes->sealed_from - 1 : day);
}

static void count(struct file *file, struct late_event event, int64_t rows, bool is_new)
{
    struct late_rows *late = &file->noted.late;
    const struct cx_period month = month_for(file, event.day);
    size_t i = 0;
    while (i < late->count &&
           (late->list[i].month.from != month.from || late->list[i].is_new != is_new))
        i++;
    if (i == late->count) {
        CX_GROW(late->list, late->count, late->cap);
        late->list[late->count++] = (struct late_month){.month = month, .is_new = is_new};
    }
    late->list[i].rows += rows;
    late->list[i].cents += event.cents;
}

void late_add(struct file *file, struct late_event event, int64_t rows)
{
    enum reach reach = reach_of(file, event.day);
    if (reach != OPEN)
        count(file, event, rows, reach == IN_REACH);
}

void late_change(struct file *file, struct late_event before, struct late_event now)
{
    enum reach was = reach_of(file, before.day), is = reach_of(file, now.day);
    bool is_moved = before.day != now.day && before.cents == now.cents;
    if (was == BEFORE && is == BEFORE && is_moved) /* within the time that no month pays */
        return;
    if (was != OPEN && is != OPEN &&
        month_for(file, before.day).from == month_for(file, now.day).from) {
        count(file, (struct late_event){now.day, now.cents - before.cents}, 1, false);
        return;
    }
    if (was == IN_REACH || was == LOST)
        count(file, (struct late_event){before.day, -before.cents}, 1, false);
    if (is != OPEN)
        count(file, now, 1, false);
}

bool late_has_before(const struct late_rows *late, const struct notes *notes)
{
    for (size_t i = 0; i < late->count; i++) {
        if (late->list[i].month.from < notes->sealed_from)
            return true;
    }
    return false;
}

/* amount NULL: there is none to be told. */
static void tell_before(struct cx_buf *text, const struct file *file, const struct late_month *late,
                        const char *amount)
{
    const char *name = file->result->name;
    const struct cx_period first = month_of(file->import->notes->sealed_from);
    unsigned long long n = (unsigned long long)late->rows;
    if (amount)
        cx_buf_say(
            text,
            cx_said_n("%s: %lld row from before %s, the first sealed month, %s in all, too late "
                      "for pay: no month before it can be sealed; import adjustments for what "
                      "would have been paid\n",
                      "%s: %lld rows from before %s, the first sealed month, %s in all, too late "
                      "for pay: no month before it can be sealed; import adjustments for what "
                      "would have been paid\n",
                      n),
            name, (long long)n, first.name, amount);
    else
        cx_buf_say(text,
                   cx_said_n("%s: %lld row from before %s, the first sealed month, too late for "
                             "pay: no month before it can be sealed; import adjustments for what "
                             "would have been paid\n",
                             "%s: %lld rows from before %s, the first sealed month, too late for "
                             "pay: no month before it can be sealed; import adjustments for what "
                             "would have been paid\n",
                             n),
                   name, (long long)n, first.name);
}

/* The same of a sealed month that no retro line reaches. */
static void tell_out_of_reach(struct cx_buf *text, const struct file *file,
                              const struct late_month *late, const char *amount)
{
    const char *name = file->result->name, *month = late->month.name;
    long long retro_months = (long long)file->import->notes->retro_months;
    unsigned long long n = (unsigned long long)late->rows;
    if (amount)
        cx_buf_say(text,
                   cx_said_n("%s: %lld row of %s, %s in all, too late for pay: the month is "
                             "sealed, and retro_months (%lld) no longer reaches it; cx-bonus "
                             "--check of the next month says what it would have brought\n",
                             "%s: %lld rows of %s, %s in all, too late for pay: the month is "
                             "sealed, and retro_months (%lld) no longer reaches it; cx-bonus "
                             "--check of the next month says what it would have brought\n",
                             n),
                   name, (long long)n, month, amount, retro_months);
    else
        cx_buf_say(text,
                   cx_said_n("%s: %lld row of %s too late for pay: the month is sealed, and "
                             "retro_months (%lld) no longer reaches it; cx-bonus --check of the "
                             "next month says what it would have brought\n",
                             "%s: %lld rows of %s too late for pay: the month is sealed, and "
                             "retro_months (%lld) no longer reaches it; cx-bonus --check of the "
                             "next month says what it would have brought\n",
                             n),
                   name, (long long)n, month, retro_months);
}

/* Rows that came for a sealed month that retro lines put right. */
static void tell_came(struct cx_buf *text, const struct file *file, const struct late_month *late,
                      const char *amount)
{
    const char *name = file->result->name, *month = late->month.name;
    const struct cx_period next = month_of(file->import->notes->sealed_to);
    unsigned long long n = (unsigned long long)late->rows;
    if (amount)
        cx_buf_say(text,
                   cx_said_n("%s: %lld row of %s, which is sealed, is new, %s in all: what this "
                             "changes in pay will be put right in %s, by retro lines\n",
                             "%s: %lld rows of %s, which is sealed, are new, %s in all: what this "
                             "changes in pay will be put right in %s, by retro lines\n",
                             n),
                   name, (long long)n, month, amount, next.name);
    else
        cx_buf_say(text,
                   cx_said_n("%s: %lld row of %s, which is sealed, is new: what this changes in "
                             "pay will be put right in %s, by retro lines\n",
                             "%s: %lld rows of %s, which is sealed, are new: what this changes in "
                             "pay will be put right in %s, by retro lines\n",
                             n),
                   name, (long long)n, month, next.name);
}

/* The same of rows that were changed. */
static void tell_put_right(struct cx_buf *text, const struct file *file,
                           const struct late_month *late, const char *amount)
{
    const char *name = file->result->name, *month = late->month.name;
    const struct cx_period next = month_of(file->import->notes->sealed_to);
    unsigned long long n = (unsigned long long)late->rows;
    if (amount)
        cx_buf_say(text,
                   cx_said_n("%s: %lld row of %s, which is sealed, was changed, by %s in all: what "
                             "this changes in pay will be put right in %s, by retro lines\n",
                             "%s: %lld rows of %s, which is sealed, were changed, by %s in all: "
                             "what this changes in pay will be put right in %s, by retro lines\n",
                             n),
                   name, (long long)n, month, amount, next.name);
    else
        cx_buf_say(text,
                   cx_said_n("%s: %lld row of %s, which is sealed, was changed: what this changes "
                             "in pay will be put right in %s, by retro lines\n",
                             "%s: %lld rows of %s, which is sealed, were changed: what this "
                             "changes in pay will be put right in %s, by retro lines\n",
                             n),
                   name, (long long)n, month, next.name);
}

void late_tell(struct cx_buf *text, const struct file *file)
{
    const struct noted *noted = &file->noted;
    char amount[CX_DEC_TEXT];
    for (size_t i = 0; i < noted->late.count; i++) {
        const struct late_month *late = &noted->late.list[i];
        enum reach reach = reach_of(file, late->month.from);
        int64_t cents = 0;
        /* What is too much to be added up is told without a sum. */
        bool has_sum = noted->amount_column >= 0 && cx_dec_divide(&cents, late->cents, 1);
        const char *sum = has_sum ? cx_dec_format(amount, cents, 2) : NULL;
        if (reach == BEFORE)
            tell_before(text, file, late, sum);
        else if (reach == LOST)
            tell_out_of_reach(text, file, late, sum);
        else if (late->is_new)
            tell_came(text, file, late, sum);
        else
            tell_put_right(text, file, late, late->cents == 0 ? NULL : sum);
    }
}
