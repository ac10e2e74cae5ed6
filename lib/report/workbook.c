/* workbook: one XLSX of all that a month's end needs: summary, ranking, bonus sheet, its lines,
 * teams, channels, stages, trend. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "render/sheets.h"
#include "report/tables.h"
#include "report/typed.h"
#include "sheet/sheet.h"

struct work {
    struct cx_db *db;
    const struct cx_report_options *options;
    struct cx_err *err;
    struct cx_book *book;
};

/* Adds a table under a name. Takes the table. */
static int add(struct work *work, struct cx_table *table)
{
    int rc = cx_book_add(work->book, table, work->err);
    cx_table_free(table);
    return rc;
}

/* The bonus as its own tables, typed again. */
static int add_bonus(struct work *work, const struct cx_bonus *bonus, enum cx_bonus_view view,
                     const char *title)
{
    static const struct cx_render_options plain = {0};
    struct cx_table *table = NULL;
    FILE *stream = tmpfile();
    int rc = stream ? cx_bonus_write(bonus, view, stream, CX_FORMAT_CSV, &plain, work->err)
                    : cx_err_set(work->err, CX_EWORLD, "a temporary file can't be made");
    if (rc == 0 && (fflush(stream) != 0 || lseek(fileno(stream), 0, SEEK_SET) != 0))
        rc = cx_err_set(work->err, CX_EWORLD, "a temporary file can't be written");
    if (rc == 0)
        rc = typed_read(&table, fileno(stream), title, title, work->err);
    if (stream)
        fclose(stream);
    return rc < 0 ? rc : add(work, table);
}

static int add_bonuses(struct work *work)
{
    struct cx_scores *scores = NULL;
    struct cx_bonus *bonus = NULL;
    int rc = cx_scores_compute(&scores, work->db, &work->options->period, work->err);
    if (rc == 0)
        rc = cx_bonus_compute(&bonus, work->db, scores, work->err);
    if (rc == 0)
        rc = add_bonus(work, bonus, CX_BONUS_POSTS, "Sheet");
    if (rc == 0)
        rc = add_bonus(work, bonus, CX_BONUS_LINES, "Lines");
    cx_bonus_free(bonus);
    return rc;
}

static int add_summary(struct work *work)
{
    struct todate *todate = NULL;
    struct daily *daily = NULL;
    struct cx_table *table = NULL;
    int rc = todate_load(&todate, work->db, &work->options->period, cx_date_of(work->options->now),
                         work->err);
    if (rc == 0)
        rc = progress_daily(&daily, work->db, todate, work->err);
    if (rc == 0)
        rc = make_summary(&table, todate, daily, true, work->err);
    if (rc == 0)
        rc = add(work, table);
    daily_free(daily);
    todate_free(todate);
    return rc;
}

static int add_report(struct work *work,
                      int (*make)(struct cx_table **, struct cx_db *, struct cx_report_options *,
                                  struct cx_err *),
                      const char *by)
{
    struct cx_report_options of = *work->options;
    struct cx_table *table = NULL;
    of.by = by;
    of.top = 0;
    int rc = make(&table, work->db, &of, work->err);
    return rc < 0 ? rc : add(work, table);
}

/* The teams by the metric that the plan names first. */
static int add_teams(struct work *work)
{
    struct cx_plan *plan = NULL;
    int metric, rc = cx_plan_load(&plan, work->db, work->options->period.to - 1, work->err);
    bool is_any = rc == 0 && summary_metrics(&metric, 1, plan) == 1;
    const char *by = is_any ? plan->quantities[metric].name : NULL;
    if (rc == 0)
        rc = add_report(work, report_team, by);
    if (rc == 0 && is_any)
        rc = add_report(work, report_trend, by);
    cx_plan_free(plan);
    return rc;
}

int report_workbook(struct cx_db *db, struct cx_report_options *options, FILE *stream,
                    struct cx_err *err)
{
    struct work work = {.db = db, .options = options, .err = err};
    int rc = cx_book_new(&work.book, options->period.name, err);
    if (rc == 0)
        rc = add_summary(&work);
    if (rc == 0)
        rc = add_report(&work, report_ranking, NULL);
    if (rc == 0)
        rc = add_bonuses(&work);
    if (rc == 0)
        rc = add_teams(&work);
    if (rc == 0)
        rc = add_report(&work, report_channel, NULL);
    if (rc == 0)
        rc = add_report(&work, report_aging, NULL);
    if (rc == 0)
        rc = cx_book_write(work.book, stream, err);
    cx_book_free(work.book);
    return rc;
}
