/* What is to be known of an import though nothing in it is wrong: rows that come too late for pay,
 * plan rows that change the past, rules that begin or end inside a month. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/period.h"
#include "import/hooks.h"
#include "import/notes.sql.h"
#include "past/days.h"
#include "plan/rules.h"

/* The kinds of rows that belong to a day, and so to a month. */
static const struct {
    const struct cx_kind *kind;
    const char *day, *amount;
} dated[] = {
    {&cx_kind_payments, "paid_at", "amount"},   {&cx_kind_contacts, "started_at", NULL},
    {&cx_kind_complaints, "at", NULL},          {&cx_kind_feedback, "at", NULL},
    {&cx_kind_arrangements, "agreed_on", NULL}, {&cx_kind_trainings, "completed_on", NULL},
    {&cx_kind_orders, "ordered_at", NULL},
};

/* The kinds of the plan that scores and pay are computed from. */
static const struct cx_kind *const scoring[] = {
    &cx_kind_settings, &cx_kind_stages, &cx_kind_measures,   &cx_kind_metrics,
    &cx_kind_tiers,    &cx_kind_grades, &cx_kind_scorecards, &cx_kind_rules};

static int column(const struct cx_kind *kind, const char *name)
{
    return name ? cx_kind_field(kind, name, strlen(name)) : -1;
}

/* The months that are sealed, and those of them that retro lines reach no more. */
static int find_sealed(struct notes *notes, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_period *months = NULL;
    size_t count = 0, cap = 0;
    int rc = cx_db_get_int(&notes->retro_months, db, SQL_retro_months, NULL, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_sealed_months, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(months, count, cap);
        rc = cx_period_parse(&months[count++], cx_stmt_text(stmt, 0), 0, err);
    }
    cx_stmt_free(stmt);
    if (rc == 0 && count > 0) {
        size_t reached = (size_t)notes->retro_months;
        notes->sealed_from = months[0].from;
        notes->sealed_to = months[count - 1].to;
        notes->lost_to = count > reached ? months[count - reached - 1].to : notes->sealed_from;
    }
    free(months);
    return rc;
}

int notes_begin(struct import *import, struct cx_err *err)
{
    if (import->is_laid || !import->options->note)
        return 0;
    import->notes = cx_alloc(sizeof *import->notes);
    return find_sealed(import->notes, import->db, err);
}

void notes_free(struct notes *notes)
{
    if (!notes)
        return;
    cx_buf_fini(&notes->text);
    free(notes);
}

void notes_open(struct file *file)
{
    struct noted *noted = &file->noted;
    *noted = (struct noted){.day_column = -1, .amount_column = -1};
    for (size_t i = 0; i < sizeof dated / sizeof *dated; i++) {
        if (dated[i].kind == file->kind) {
            noted->day_column = column(file->kind, dated[i].day);
            noted->amount_column = column(file->kind, dated[i].amount);
        }
    }
    for (size_t i = 0; i < sizeof scoring / sizeof *scoring; i++)
        noted->is_scoring = noted->is_scoring || scoring[i] == file->kind;
    noted->from_column = column(file->kind, "valid_from");
    noted->to_column = column(file->kind, "valid_to");
    noted->changed_from = CX_DATE_NONE;
    noted->changed_to = -CX_DATE_NONE;
}

void notes_close(struct file *file)
{
    free(file->noted.late);
    cx_buf_fini(&file->noted.spans);
}

/* Counts a row of a sealed month that is out of reach. */
static void count_late(struct file *file)
{
    struct noted *noted = &file->noted;
    const struct notes *notes = file->import->notes;
    size_t i = 0;
    if (noted->day < notes->sealed_from || noted->day >= notes->lost_to)
        return;
    const struct cx_ymd day = cx_date_split(noted->day);
    const struct cx_period month = cx_period_month(day.year, day.month);
    while (i < noted->late_count && noted->late[i].month.from != month.from)
        i++;
    if (i == noted->late_count) {
        CX_GROW(noted->late, noted->late_count, noted->late_cap);
        noted->late[noted->late_count++] = (struct late_month){.month = month};
    }
    noted->late[i].rows++;
    noted->late[i].cents += noted->cents;
}

static cx_date date_in(const struct file *file, int index, cx_date none)
{
    if (index < 0 || file->cells[index].null)
        return none;
    return file->kind->fields[index].type == CX_TYPE_TIME ? cx_date_of(file->cells[index].n)
                                                          : (cx_date)file->cells[index].n;
}

void notes_take(struct file *file)
{
    struct noted *noted = &file->noted;
    if (!file->import->notes)
        return;
    noted->is_taken = true;
    noted->from = date_in(file, noted->from_column, CX_EVER);
    noted->to = date_in(file, noted->to_column, CX_DATE_NONE);
    noted->line = file->row->line;
    noted->day = date_in(file, noted->day_column, CX_DATE_NONE);
    noted->cents = noted->amount_column < 0 ? 0 : file->cells[noted->amount_column].n;
}

static void widen(struct noted *noted, cx_date from, cx_date to)
{
    if (from >= to)
        return;
    noted->changed++;
    noted->changed_from = from < noted->changed_from ? from : noted->changed_from;
    noted->changed_to = to > noted->changed_to ? to : noted->changed_to;
}

void notes_match(struct file *file, bool differs, const struct before *before)
{
    struct noted *noted = &file->noted;
    if (!file->import->notes)
        return;
    noted->is_taken = noted->is_taken && differs;
    if (!noted->is_taken || !noted->is_scoring)
        return;
    if (noted->to_column < 0) {
        widen(noted, -CX_DATE_NONE, CX_DATE_NONE);
        return;
    }
    if (!file->intake.present[noted->to_column])
        noted->to = before->valid_to;
    cx_date first = before->valid_to < noted->to ? before->valid_to : noted->to;
    cx_date last = before->valid_to > noted->to ? before->valid_to : noted->to;
    widen(noted, before->differs ? noted->from : first, last);
}

void notes_settle(struct file *file)
{
    struct noted *noted = &file->noted;
    if (!noted->is_taken)
        return;
    noted->is_taken = false;
    if (file->is_dropped)
        return;
    count_late(file);
    if (file->kind != &cx_kind_rules)
        return;
    cx_buf_clear(&file->scratch);
    if (cx_rule_tell_span(&file->scratch, noted->from, noted->to))
        cx_buf_printf(&noted->spans, "%s:%lld: %s\n", file->result->name, (long long)noted->line,
                      cx_buf_str(&file->scratch));
}

static void tell_late(struct cx_buf *text, const struct file *file, const struct notes *notes)
{
    const struct noted *noted = &file->noted;
    char amount[CX_DEC_TEXT];
    for (size_t i = 0; i < noted->late_count; i++) {
        const struct late_month *late = &noted->late[i];
        int64_t cents = 0;
        /* What is too much to be added up is told without a sum. */
        bool has_sum = noted->amount_column >= 0 && cx_dec_divide(&cents, late->cents, 1);
        if (has_sum)
            cx_buf_say(text,
                       cx_said_n("%s: %lld row of %s, %s in all, too late for pay",
                                 "%s: %lld rows of %s, %s in all, too late for pay",
                                 (unsigned long long)late->rows),
                       file->result->name, (long long)late->rows, late->month.name,
                       cx_dec_format(amount, cents, 2));
        else
            cx_buf_say(text,
                       cx_said_n("%s: %lld row of %s too late for pay",
                                 "%s: %lld rows of %s too late for pay",
                                 (unsigned long long)late->rows),
                       file->result->name, (long long)late->rows, late->month.name);
        cx_buf_say(text,
                   ": the month is sealed, and retro_months (%lld) no longer reaches it; cx-bonus "
                   "--check of the next month says what it would have brought\n",
                   (long long)notes->retro_months);
    }
}

static struct cx_period month_of(cx_date day)
{
    const struct cx_ymd ymd = cx_date_split(day);
    return cx_period_month(ymd.year, ymd.month);
}

/* "rules.csv: 1 row was changed: this changes the scores of 2026-08 to 2026-10 …" */
static void tell_changed(struct cx_buf *text, const struct file *file, cx_date first_event)
{
    const struct noted *noted = &file->noted;
    const struct notes *notes = file->import->notes;
    const cx_date today = cx_date_month_start(cx_date_of(file->import->options->now));
    cx_date from = noted->changed_from > first_event ? noted->changed_from : first_event;
    cx_date to = noted->changed_to < today ? noted->changed_to : today;
    if (noted->changed == 0 || from >= to)
        return;
    from = cx_date_month_start(from);
    to = cx_date_month_start(to); /* a month is paid by the plan of its last day */
    if (from >= to)
        return;
    bool is_sealed = notes->sealed_from < to && from < notes->sealed_to;
    if (is_sealed && notes->sealed_from <= from)
        from = notes->sealed_to;
    cx_buf_say(text,
               cx_said_n("%s: %lld row was changed in place", "%s: %lld rows were changed in place",
                         (unsigned long long)noted->changed),
               file->result->name, (long long)noted->changed);
    if (from < to)
        cx_buf_say(text, ": this changes the scores of %s to %s", month_of(from).name,
                   month_of(to - 1).name);
    if (is_sealed)
        cx_buf_puts(text, _("; sealed months stay as they are"));
    if (from < to && noted->from_column >= 0)
        cx_buf_puts(text, _(" (to change them from a day on, end the row with valid_to and add one "
                            "with that day as valid_from)"));
    cx_buf_putc(text, '\n');
}

int notes_end(struct import *import, const struct file *files, struct cx_err *err)
{
    cx_date first_event = CX_DATE_NONE;
    if (!import->notes)
        return 0;
    int rc = cx_days_first_event(&first_event, import->db, err);
    for (size_t i = 0; rc == 0 && i < import->options->file_count; i++) {
        tell_late(&import->notes->text, &files[i], import->notes);
        tell_changed(&import->notes->text, &files[i], first_event);
        cx_buf_puts(&import->notes->text, cx_buf_str(&files[i].noted.spans));
    }
    return rc;
}

void notes_say(const struct import *import)
{
    char *text = import->notes ? import->notes->text.data : NULL;
    for (char *line = text, *end; line && *line; line = end + 1) {
        end = strchr(line, '\n');
        *end = '\0';
        import->options->note(import->options->context, line);
    }
}
