/* What is to be known of an import though nothing in it is wrong: rows that come too late for pay,
 * plan rows that change the past, rules and scorecards that begin or end inside a month. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/period.h"
#include "fact/stale.h"
#include "import/hooks.h"
#include "import/notes.h"
#include "import/notes.sql.h"
#include "import/remarks.h"
#include "past/days.h"
#include "plan/rules.h"
#include "plan/settings.h"

/* The kinds of rows that belong to a day, and so to a month: that of their own column, or of the
 * event that they name. Those of a kind without an amount or a note are looked at all the same. */
static const struct {
    const struct cx_kind *kind;
    const char *day, *amount, *of;
    bool is_silent; /* alone they bring nobody pay */
} dated[] = {
    {&cx_kind_payments, "paid_at", "amount", "reverses", false},
    {&cx_kind_contacts, "started_at", NULL, NULL, false},
    {&cx_kind_complaints, "at", NULL, "contact_id", false},
    {&cx_kind_reviews, NULL, NULL, "contact_id", false},
    {&cx_kind_credits, NULL, NULL, "payment_id", false},
    {&cx_kind_feedback, "at", NULL, NULL, false},
    {&cx_kind_arrangements, "agreed_on", NULL, NULL, false},
    {&cx_kind_instalments, NULL, NULL, "arrangement_id", false},
    {&cx_kind_trainings, "completed_on", NULL, NULL, false},
    {&cx_kind_orders, "ordered_at", NULL, NULL, false},
    {&cx_kind_employees, "since", NULL, NULL, false},
    {&cx_kind_absences, "from", NULL, NULL, true},
    {&cx_kind_costs, "period", "amount", NULL, true},
    {&cx_kind_accounts, "placed_on", NULL, NULL, true},
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
    int rc = cx_stmt_new(&stmt, db, SQL_sealed_months, err);
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

static int find_settings(struct notes *notes, struct cx_db *db, struct cx_err *err)
{
    struct cx_pool *texts = cx_pool_new();
    struct cx_settings settings;
    int rc = cx_settings_load(&settings, texts, db, err);
    notes->retro_months = settings.retro_months;
    notes->reverses_original = settings.reverses_original_day;
    cx_pool_free(texts);
    return rc;
}

int notes_begin(struct import *import, struct cx_err *err)
{
    if (import->is_laid)
        return 0;
    import->notes = cx_alloc_apart(sizeof *import->notes);
    import->notes->touched = CX_DATE_NONE;
    import->notes->today = cx_date_of(import->options->now);
    import->notes->ancient = cx_date_add_months(import->notes->today, -12 * ANCIENT_YEARS);
    int rc = find_settings(import->notes, import->db, err);
    return rc < 0 ? rc : find_sealed(import->notes, import->db, err);
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
    *noted = (struct noted){.day_column = -1, .amount_column = -1, .of_column = -1};
    for (size_t i = 0; i < sizeof dated / sizeof *dated; i++) {
        if (dated[i].kind == file->kind) {
            noted->day_column = column(file->kind, dated[i].day);
            noted->amount_column = column(file->kind, dated[i].amount);
            noted->of_column = column(file->kind, dated[i].of);
            noted->is_told = !dated[i].is_silent;
            noted->is_event = !dated[i].is_silent && file->kind != &cx_kind_employees;
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
    cx_stmt_free(file->noted.of);
    late_free(&file->noted.late);
    cx_buf_fini(&file->noted.spans);
}

static cx_date earlier(cx_date a, cx_date b)
{
    return a < b ? a : b;
}

static struct cx_period month_of(cx_date day)
{
    const struct cx_ymd ymd = cx_date_split(day);
    return cx_period_month(ymd.year, ymd.month);
}

static void touch(struct notes *notes, cx_date day)
{
    notes->touched = earlier(day, notes->touched);
}

void notes_add(struct file *file, cx_date day, int64_t rows)
{
    if (!file->import->notes)
        return;
    late_add(file, (struct late_event){.day = day}, rows);
    touch(file->import->notes, day);
}

static void count_odd(struct file *file)
{
    struct noted *noted = &file->noted;
    const struct notes *notes = file->import->notes;
    struct odd_days *odd = !noted->is_event || noted->own_day == CX_DATE_NONE ? NULL
                           : noted->own_day > notes->today                    ? &noted->future
                           : noted->own_day < notes->ancient                  ? &noted->ancient
                                                                              : NULL;
    if (odd && odd->rows++ == 0) {
        odd->line = noted->line;
        odd->day = noted->own_day;
    }
}

static cx_date first_day(const char *text, cx_date none)
{
    struct cx_period period;
    struct cx_err ignored = {0};
    return cx_period_parse(&period, text, 0, &ignored) == 0 ? period.from : none;
}

static cx_date date_in(const struct file *file, int index, cx_date none)
{
    if (index < 0 || file->cells[index].null)
        return none;
    if (file->kind->fields[index].type == CX_TYPE_PERIOD)
        return first_day(file->cells[index].text, none);
    return file->kind->fields[index].type == CX_TYPE_TIME ? cx_date_of(file->cells[index].n)
                                                          : (cx_date)file->cells[index].n;
}

/* The day of a payment, contact or arrangement; CX_DATE_NONE: it is not known. */
static cx_date find_day(struct file *file, int64_t event)
{
    struct noted *noted = &file->noted;
    struct cx_err ignored = {0}; /* a note is all that a failure costs here */
    cx_date day = CX_DATE_NONE;
    if (!noted->of)
        (void)cx_stmt_new(&noted->of, file->import->db,
                          late_is_of_payment(file->kind)       ? SQL_payment_time
                          : file->kind == &cx_kind_instalments ? SQL_arrangement_time
                                                               : SQL_contact_time,
                          &ignored);
    if (!noted->of)
        return day;
    cx_stmt_bind_int(noted->of, 1, event);
    if (cx_stmt_step(noted->of, &ignored) == 1)
        day = cx_date_of(cx_stmt_int(noted->of, 0));
    cx_stmt_reset(noted->of);
    return day;
}

/* That of the event which the row names, where it matters. */
static cx_date day_of_event(struct file *file)
{
    const struct notes *notes = file->import->notes;
    int column = file->noted.of_column;
    bool matters = column >= 0 && !file->cells[column].null &&
                   notes->sealed_from < notes->sealed_to &&
                   (file->kind != &cx_kind_payments || notes->reverses_original);
    return matters ? find_day(file, file->cells[column].n) : CX_DATE_NONE;
}

void notes_take(struct file *file)
{
    struct noted *noted = &file->noted;
    const struct notes *notes = file->import->notes;
    if (!notes ||
        (!file->kind->is_plan && !noted->is_event && notes->sealed_from == notes->sealed_to))
        return;
    noted->is_taken = true;
    noted->from = date_in(file, noted->from_column, CX_EVER);
    noted->to = date_in(file, noted->to_column, CX_DATE_NONE);
    noted->line = file->row->line;
    cx_date of = day_of_event(file);
    noted->own_day = date_in(file, noted->day_column, of);
    noted->day = earlier(of, noted->own_day);
    noted->is_known = false;
    noted->before.day = CX_DATE_NONE;
    noted->of_before = file->kind == &cx_kind_payments ? CX_DATE_NONE : of;
    noted->cents = noted->amount_column < 0 ? 0 : file->cells[noted->amount_column].n;
}

void notes_of_reversal(struct file *file, int64_t payment)
{
    struct noted *noted = &file->noted;
    if (!noted->is_taken || !file->import->notes->reverses_original)
        return;
    noted->of_before = find_day(file, payment);
    if (!file->intake.present[noted->of_column])
        noted->day = earlier(noted->of_before, noted->day);
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
    noted->is_known = true;
    noted->before = (struct late_event){earlier(before->valid_to, noted->of_before), before->cents};
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

/* The rows of a scorecard have one validity, as a rule, which is told once. */
static void note_span(struct file *file)
{
    struct noted *noted = &file->noted;
    const bool is_card = file->kind == &cx_kind_scorecards;
    if ((!is_card && file->kind != &cx_kind_rules) ||
        (is_card && noted->from == noted->told_from && noted->to == noted->told_to))
        return;
    cx_buf_clear(&file->scratch);
    if (!(is_card ? cx_card_tell_span : cx_rule_tell_span)(&file->scratch, noted->from, noted->to))
        return;
    cx_buf_printf(&noted->spans, "%s:%lld: %s\n", file->result->name, (long long)noted->line,
                  cx_buf_str(&file->scratch));
    noted->told_from = noted->from;
    noted->told_to = noted->to;
}

void notes_settle(struct file *file)
{
    struct noted *noted = &file->noted;
    if (!noted->is_taken)
        return;
    noted->is_taken = false;
    if (file->is_dropped)
        return;
    count_odd(file);
    if (file->kind == &cx_kind_contacts)
        aside_settle_contact(file);
    const struct late_event now = {noted->day, noted->cents};
    if (noted->is_event && noted->is_known)
        late_change(file, noted->before, now);
    else if (noted->is_told)
        late_add(file, now, 1);
    if (!file->kind->is_plan) {
        touch(file->import->notes, noted->day);
        touch(file->import->notes, noted->before.day);
    }
    note_span(file);
}

/* Of the scores or bonuses of some months, and of those sealed; a row that can end can leave them
 * be. */
static const char *changed_format(bool is_sealed, bool can_end, unsigned long long n)
{
    if (is_sealed && can_end)
        return cx_said_n("%s: %lld row was changed in place: this may change the scores or bonuses "
                         "of %s; sealed months stay as they are (to change them from a day on, end "
                         "the row with valid_to and add one with that day as valid_from)\n",
                         "%s: %lld rows were changed in place: this may change the scores or "
                         "bonuses of %s; sealed months stay as they are (to change them from a day "
                         "on, end the row with valid_to and add one with that day as valid_from)\n",
                         n);
    if (is_sealed)
        return cx_said_n("%s: %lld row was changed in place: this may change the scores or bonuses "
                         "of %s; sealed months stay as they are\n",
                         "%s: %lld rows were changed in place: this may change the scores or "
                         "bonuses of %s; sealed months stay as they are\n",
                         n);
    if (can_end)
        return cx_said_n("%s: %lld row was changed in place: this may change the scores or bonuses "
                         "of %s (to change them from a day on, end the row with valid_to and add "
                         "one with that day as valid_from)\n",
                         "%s: %lld rows were changed in place: this may change the scores or "
                         "bonuses of %s (to change them from a day on, end the row with valid_to "
                         "and add one with that day as valid_from)\n",
                         n);
    return cx_said_n(
        "%s: %lld row was changed in place: this may change the scores or bonuses of %s\n",
        "%s: %lld rows were changed in place: this may change the scores or bonuses of %s\n", n);
}

/* "2026-08", or "2026-08..2026-10", as -p takes them. */
static void write_months(char out[2 * CX_PERIOD_TEXT], cx_date from, cx_date to)
{
    const struct cx_period first = month_of(from), last = month_of(to - 1);
    snprintf(out, 2 * CX_PERIOD_TEXT, first.from < last.from ? "%s..%s" : "%s", first.name,
             last.name);
}

/* "rules.csv: 1 row was changed: this may change the scores or bonuses of 2026-08..2026-10 …" */
static void tell_changed(struct cx_buf *text, const struct file *file, cx_date first_event)
{
    const struct noted *noted = &file->noted;
    const struct notes *notes = file->import->notes;
    const cx_date today = cx_date_month_start(cx_date_of(file->import->options->now));
    unsigned long long n = (unsigned long long)noted->changed;
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
    char months[2 * CX_PERIOD_TEXT];
    write_months(months, from, to);
    if (from < to)
        cx_buf_say(text, changed_format(is_sealed, noted->from_column >= 0, n), file->result->name,
                   (long long)n, months);
    else
        cx_buf_say(
            text,
            cx_said_n("%s: %lld row was changed in place; sealed months stay as they are\n",
                      "%s: %lld rows were changed in place; sealed months stay as they are\n", n),
            file->result->name, (long long)n);
}

/* Sealed months that may be others on today's data; and the one before them all. */
static int mark_sealed(const struct notes *notes, bool is_before, struct cx_db *db,
                       struct cx_err *err)
{
    if (is_before && cx_stale_before(db, err) < 0)
        return err->code;
    return notes->touched < notes->sealed_to ? cx_stale_sealed(db, notes->touched, err) : 0;
}

int notes_end(struct import *import, const struct file *files, struct cx_err *err)
{
    cx_date first_event = CX_DATE_NONE;
    bool is_before = false;
    if (!import->notes)
        return 0;
    int rc = cx_days_first_event(&first_event, import->db, err);
    for (size_t i = 0; rc == 0 && i < import->file_count; i++) {
        remarks_on(&import->notes->text, files, i);
        late_tell(&import->notes->text, &files[i]);
        is_before = is_before || late_has_before(&files[i].noted.late, import->notes);
        tell_changed(&import->notes->text, &files[i], first_event);
        rc = aside_tell(&import->notes->text, &files[i], err);
        cx_buf_puts(&import->notes->text, cx_buf_str(&files[i].noted.spans));
    }
    if (rc == 0)
        rc = notes_of_rates(import, files, err);
    return rc < 0 ? rc : mark_sealed(import->notes, is_before, import->db, err);
}

void notes_say(const struct import *import)
{
    char *text = import->notes && import->options->note ? import->notes->text.data : NULL;
    for (char *line = text, *end; line && *line; line = end + 1) {
        end = strchr(line, '\n');
        *end = '\0';
        import->options->note(import->options->context, line);
    }
}
