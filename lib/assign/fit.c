/* cx-assign --fit: learns the chance of a payment, judges it, keeps it, shows both. */
#include <stdio.h>

#include "assign/assign.h"
#include "assign/model.h"
#include "base/decimal.h"
#include "store/audit.h"

struct fitting {
    struct cx_plan *plan;
    struct cx_org *org;
    struct book *book;
    struct pay_model *model;
    struct fit fit;
};

static int learn(struct fitting *fitting, struct cx_db *db, const struct cx_assign_options *options,
                 struct cx_err *err)
{
    cx_date today = cx_date_of(options->now);
    int rc = cx_plan_load(&fitting->plan, db, today, err);
    if (rc == 0)
        rc = cx_org_load(&fitting->org, db, err);
    /* The day is not over, so not everything about it is known yet. */
    if (rc == 0)
        rc = book_open(&fitting->book, db, fitting->plan, fitting->org, today - 1, BOOK_STORIES,
                       err);
    if (rc == 0)
        rc = model_fit(&fitting->model, &fitting->fit, fitting->book, db, err);
    return rc;
}

static int keep(const struct fitting *fitting, struct cx_db *db,
                const struct cx_assign_options *options, struct cx_err *err)
{
    struct cx_audit audit = {options->now, "cx-assign", options->arguments, ""};
    int rc = model_store(fitting->model, &fitting->fit, db, err);
    if (rc == 0)
        rc = cx_audit_add(db, &audit, err);
    return rc < 0 ? rc : cx_db_commit(db, err);
}

/* A share or a coefficient as a cell. */
static struct cx_cell figure(double value)
{
    int64_t n;
    return cx_dec_from_real(&n, value, 6) ? cx_cell_n(n) : CX_NULL_CELL;
}

static int row(struct cx_table *out, const char *part, const char *name, struct cx_cell n,
               struct cx_cell predicted, struct cx_cell observed, struct cx_err *err)
{
    struct cx_cell cells[] = {cx_cell_word(part), cx_cell_text(name), n, predicted, observed};
    return cx_table_row(out, cells, err);
}

static int show_marks(struct cx_table *out, const struct fit *fit, struct cx_err *err)
{
    const struct judgement *j = &fit->judgement;
    char name[16];
    int rc = row(out, "mark", "auc", cx_cell_n(j->count), figure(j->auc), CX_NULL_CELL, err);
    if (rc == 0)
        rc = row(out, "mark", cx_shown_word("brier"), cx_cell_n(j->count), figure(j->brier),
                 CX_NULL_CELL, err);
    if (rc == 0)
        rc = row(out, "mark", cx_shown_word("brier of the mean"), cx_cell_n(j->count),
                 figure(j->brier_base), CX_NULL_CELL, err);
    for (int b = 0; rc == 0 && b < JUDGE_BINS; b++) {
        snprintf(name, sizeof name, "%d", b + 1);
        if (j->bins[b].count > 0)
            rc = row(out, "calibration", name, cx_cell_n(j->bins[b].count),
                     figure(j->bins[b].predicted), figure(j->bins[b].observed), err);
    }
    return rc;
}

static int show_all(struct cx_table *out, const struct fitting *fitting, struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"part", "Part", CX_CELL_TEXT, 0, false},
        {"name", "Item", CX_CELL_TEXT, 0, false},
        {"n", "Cases", CX_CELL_NUMBER, 0, false},
        {"value", "Value, or predicted", CX_CELL_NUMBER, 6, false},
        {"observed", "Observed", CX_CELL_NUMBER, 6, false},
    };
    const struct pay_model *model = fitting->model;
    int rc = 0;
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    if (rc == 0)
        rc = show_marks(out, &fitting->fit, err);
    if (rc == 0)
        rc = row(out, "term", cx_shown_word("intercept"), cx_cell_n(fitting->fit.rows),
                 figure(model->intercept), CX_NULL_CELL, err);
    for (size_t t = 0; rc == 0 && t < model->count; t++)
        rc = row(out, "term", model->terms[t].name, CX_NULL_CELL,
                 figure(model->terms[t].coefficient), CX_NULL_CELL, err);
    return rc;
}

int cx_assign_fit(struct cx_table *out, struct cx_db *db, const struct cx_assign_options *options,
                  struct cx_err *err)
{
    struct fitting fitting = {0};
    int rc = options->dry_run ? cx_db_begin_read(db, err) : cx_db_begin(db, err);
    if (rc == 0)
        rc = learn(&fitting, db, options, err);
    if (rc == 0 && !options->dry_run)
        rc = keep(&fitting, db, options, err);
    if (rc == 0)
        rc = show_all(out, &fitting, err);
    cx_db_rollback(db);
    model_free(fitting.model);
    book_close(fitting.book);
    cx_org_free(fitting.org);
    cx_plan_free(fitting.plan);
    return rc;
}
