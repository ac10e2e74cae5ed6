#include "assign/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assign/book.sql.h"
#include "assign/logit.h"
#include "assign/windows.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "base/pool.h"

#define ROWS_MAX    300000 /* cases learnt from: more change nothing that is shown */
#define INTERCEPT   "intercept"
#define DIGITS      "%.9g" /* as stored */
#define FIGURE_MAX  40
#define PER_SIGNAL  3 /* figures */
#define FIGURES_MAX (MODEL_FIGURES + MODEL_SIGNALS * PER_SIGNAL)
#define SIGNAL      "signal="

static const char *const figures[MODEL_FIGURES] = {
    "dpd",           "balance",         "late_count",
    "promises_kept", "promises_broken", "days_since_payment",
    "never_paid",    "unanswered",      "recent_order",
    "age",           "age_unknown"};

/* A signal may be of any size and sign: by its logarithm, too, so that what it has changed within
 * pay_days is a share. */
static void signal_figures(double values[PER_SIGNAL], const struct pay_model *model, size_t which,
                           size_t i, cx_date day)
{
    const struct book *book = model->book;
    double now, before;
    cx_date then = day - book->plan->settings.pay_days;
    bool is_known = signals_on(&now, &model->signals, which, book, i, day);
    bool was_known = is_known && signals_on(&before, &model->signals, which, book, i, then);
    values[0] = is_known ? asinh(now) : 0;
    values[1] = was_known ? asinh(now) - asinh(before) : 0;
    values[2] = !is_known;
}

/* Counts and amounts by their logarithm: the step from 1 to 2 says more than that from 51 to 52. */
static void figures_of(double values[FIGURES_MAX], const struct pay_model *model,
                       const struct traits *traits, size_t i, cx_date day)
{
    double since = traits->days_since_payment < 0 ? 0 : log1p(traits->days_since_payment);
    const double all[MODEL_FIGURES] = {
        log1p(traits->dpd > 0 ? traits->dpd : 0),
        log1p(traits->balance > 0 ? cx_dec_to_real(traits->balance, 2) : 0),
        log1p(traits->late_count),
        log1p(traits->promises_kept),
        log1p(traits->promises_broken),
        since,
        traits->days_since_payment < 0,
        log1p(traits->unanswered),
        traits->recent_order,
        traits->age < 0 ? 0 : traits->age,
        traits->age < 0,
    };
    memcpy(values, all, sizeof all);
    for (size_t k = 0; k < model->signals.count; k++)
        signal_figures(values + MODEL_FIGURES + k * PER_SIGNAL, model, k, i, day);
}

static int find_term(const struct pay_model *model, const char *prefix, const char *value)
{
    size_t n = strlen(prefix);
    for (size_t t = model->figures; t < model->count; t++) {
        const char *name = model->terms[t].name;
        if (strncmp(name, prefix, n) == 0 && name[n] == '=' && strcmp(name + n + 1, value) == 0)
            return (int)t;
    }
    return -1;
}

static size_t add_term(struct pay_model *model, const char *name)
{
    CX_GROW(model->terms, model->count, model->cap);
    model->terms[model->count] = (struct term){.name = cx_strdup(name), .sd = 1};
    return model->count++;
}

static void begin_terms(struct pay_model *model)
{
    for (int f = 0; f < MODEL_FIGURES; f++)
        add_term(model, figures[f]);
    model->figures = model->count;
}

/* A signal s[0..n) and its terms, after the figures so far and before all categories. */
static int add_signal(struct pay_model *model, const char *s, size_t n, struct cx_db *db,
                      struct cx_err *err)
{
    static const char *const of[PER_SIGNAL] = {SIGNAL, "signal_change=", "signal_unknown="};
    struct cx_buf name = {0};
    if (model->signals.count == MODEL_SIGNALS)
        return cx_err_set(err, CX_EDATA, "the setting pay_signals names more than %d signals",
                          MODEL_SIGNALS);
    int rc = signals_add(&model->signals, s, n, model->book, db, err);
    for (int k = 0; rc == 0 && k < PER_SIGNAL; k++) {
        cx_buf_clear(&name);
        cx_buf_printf(&name, "%s%s", of[k], model->signals.list[model->signals.count - 1].name);
        add_term(model, cx_buf_str(&name));
    }
    cx_buf_fini(&name);
    model->figures = model->count;
    return rc;
}

/* Which term stands for which rating, region and product of the book. */
static void bind(struct pay_model *model)
{
    size_t texts = (size_t)cx_pool_count(model->book->archive->texts), ratings = 0;
    while (cx_ratings[ratings])
        ratings++;
    model->ratings = cx_alloc((ratings + 1) * sizeof(int));
    model->regions = cx_alloc((texts + 1) * sizeof(int));
    model->products = cx_alloc((texts + 1) * sizeof(int));
    for (size_t r = 0; r < ratings; r++)
        model->ratings[r] = find_term(model, "rating", cx_ratings[r]);
    for (size_t t = 0; t < texts; t++) {
        model->regions[t] =
            find_term(model, "region", cx_pool_get(model->book->archive->texts, (int)t));
        model->products[t] =
            find_term(model, "product", cx_pool_get(model->book->archive->texts, (int)t));
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The values of one column that are in use, in their order. */
static void add_categories(struct pay_model *model, const char *prefix, const bool *used)
{
    int count = cx_pool_count(model->book->archive->texts), n = 0;
    const char **texts = cx_alloc(((size_t)count + 1) * sizeof *texts);
    struct cx_buf name = {0};
    for (int t = 0; t < count; t++) {
        if (used[t])
            texts[n++] = cx_pool_get(model->book->archive->texts, t);
    }
    if (n > 0)
        qsort(texts, (size_t)n, sizeof *texts, compare_texts);
    for (int k = 0; k < n; k++) {
        cx_buf_clear(&name);
        cx_buf_printf(&name, "%s=%s", prefix, texts[k]);
        add_term(model, cx_buf_str(&name));
    }
    cx_buf_fini(&name);
    free(texts);
}

static void add_all_categories(struct pay_model *model)
{
    const struct book *book = model->book;
    size_t texts = (size_t)cx_pool_count(book->archive->texts) + 1;
    bool *regions = cx_alloc(texts), *products = cx_alloc(texts);
    char name[FIGURE_MAX];
    for (int r = 0; cx_ratings[r]; r++) {
        snprintf(name, sizeof name, "rating=%s", cx_ratings[r]);
        add_term(model, name);
    }
    for (size_t i = 0; i < book->count; i++) {
        int32_t region = book_region(book, i), product = book_debt(book, i)->product;
        regions[region < 0 ? (int)texts - 1 : region] = true;
        products[product < 0 ? (int)texts - 1 : product] = true;
    }
    add_categories(model, "region", regions);
    add_categories(model, "product", products);
    free(regions);
    free(products);
}

static int new_model(struct pay_model **out, const struct book *book, struct cx_db *db,
                     struct cx_err *err)
{
    struct pay_model *model = cx_alloc(sizeof *model);
    *out = model;
    model->book = book;
    begin_terms(model);
    int rc = 0;
    for (const char *s = book->plan->settings.pay_signals; rc == 0 && s && *s;) {
        size_t n = strcspn(s, ";");
        rc = add_signal(model, s, n, db, err);
        if (rc == 0 && model->signals.list[model->signals.count - 1].values.count == 0)
            rc = cx_err_set(err, CX_EDATA,
                            "the setting pay_signals names \"%.*s\", but there are no signals of "
                            "that name",
                            (int)n, s);
        s += n + (s[n] == ';');
    }
    add_all_categories(model);
    bind(model);
    return rc;
}

void model_free(struct pay_model *model)
{
    if (!model)
        return;
    for (size_t t = 0; t < model->count; t++)
        free(model->terms[t].name);
    free(model->terms);
    free(model->ratings);
    free(model->regions);
    free(model->products);
    signals_fini(&model->signals);
    free(model);
}

/* The terms of an account's categories; -1: none. */
static void categories_of(int terms[3], const struct pay_model *model, size_t i)
{
    int32_t region = book_region(model->book, i), product = book_debt(model->book, i)->product;
    int rating = book_rating(model->book, i);
    terms[0] = rating < 0 ? -1 : model->ratings[rating];
    terms[1] = region < 0 ? -1 : model->regions[region];
    terms[2] = product < 0 ? -1 : model->products[product];
}

static void add_case(struct design *design, const struct pay_model *model,
                     const struct traits *traits, size_t i, cx_date day, bool came)
{
    double values[FIGURES_MAX];
    int terms[3];
    design_begin(design, came);
    figures_of(values, model, traits, i, day);
    for (size_t f = 0; f < model->figures; f++)
        design_put(design, (int)f, values[f]);
    categories_of(terms, model, i);
    for (int k = 0; k < 3; k++) {
        if (terms[k] >= 0)
            design_put(design, terms[k], 1);
    }
}

/* The cases of some windows; where there are too many, every nth account's. */
static void gather(struct design *design, const struct pay_model *model,
                   const struct windows *windows, int first, size_t stride)
{
    struct observer *observer = observer_new(model->book);
    struct traits traits;
    for (int k = first; k < windows->count; k++) {
        cx_date start = windows->starts[k];
        for (size_t i = 0; i < model->book->count; i += stride) {
            if (!windows_has(model->book, i, start))
                continue;
            observe(&traits, observer, i, start);
            add_case(design, model, &traits, i, start,
                     book_paid(model->book, i, start, start + windows->days) > 0);
        }
    }
    observer_free(observer);
}

/* Rounds as storing does, so that what is judged is what is stored. */
static double as_stored(double value)
{
    char text[FIGURE_MAX];
    snprintf(text, sizeof text, DIGITS, value);
    return strtod(text, NULL);
}

/* Rewrites the figures as (x - mean) / sd; the zeros that were left out become something, too. */
static void standardise(struct design *out, struct pay_model *model, const struct design *raw)
{
    for (size_t f = 0; f < model->figures; f++) {
        design_scale(&model->terms[f].mean, &model->terms[f].sd, raw, (int)f);
        model->terms[f].mean = as_stored(model->terms[f].mean);
        model->terms[f].sd = as_stored(model->terms[f].sd);
    }
    for (size_t row = 0; row < raw->row_count; row++) {
        size_t k = raw->first[row];
        size_t end = row + 1 < raw->row_count ? raw->first[row + 1] : raw->cell_count;
        design_begin(out, raw->came[row]);
        for (size_t f = 0; f < model->figures; f++) {
            bool is_there = k < end && raw->cells[k].term == (int)f;
            double x = is_there ? raw->cells[k++].value : 0;
            design_put(out, (int)f, (x - model->terms[f].mean) / model->terms[f].sd);
        }
        for (; k < end; k++)
            design_put(out, raw->cells[k].term, raw->cells[k].value);
    }
}

static int learn(struct pay_model *model, struct fit *fit, const struct windows *windows,
                 size_t stride, struct cx_err *err)
{
    struct design raw = {0}, scaled = {0};
    double *coefficients = cx_alloc((model->count + 1) * sizeof *coefficients);
    gather(&raw, model, windows, 1, stride);
    standardise(&scaled, model, &raw);
    int rc = logit_fit(coefficients, &scaled, (int)model->count, err);
    for (size_t t = 0; t < model->count; t++)
        model->terms[t].coefficient = as_stored(coefficients[t]);
    model->intercept = as_stored(coefficients[model->count]);
    fit->rows = (int64_t)raw.row_count;
    free(coefficients);
    design_fini(&raw);
    design_fini(&scaled);
    return rc;
}

static void judge_last(struct fit *fit, const struct pay_model *model,
                       const struct windows *windows)
{
    const struct book *book = model->book;
    struct observer *observer = observer_new(book);
    double *chances = cx_alloc((book->count + 1) * sizeof *chances);
    bool *came = cx_alloc(book->count + 1);
    cx_date start = windows->starts[0];
    size_t count = 0;
    for (size_t i = 0; i < book->count; i++) {
        struct traits traits;
        if (!windows_has(book, i, start))
            continue;
        observe(&traits, observer, i, start);
        chances[count] = model_chance(model, &traits, i, start);
        came[count++] = book_paid(book, i, start, start + windows->days) > 0;
    }
    judge(&fit->judgement, chances, came, count);
    free(chances);
    free(came);
    observer_free(observer);
}

int model_fit(struct pay_model **out, struct fit *fit, const struct book *book, struct cx_db *db,
              struct cx_err *err)
{
    struct windows windows = windows_of(book, WINDOWS_MAX);
    if (windows.count < 2)
        return cx_err_set(err, CX_EDATA,
                          "the history of payments is too short: twice the %d days of the setting "
                          "pay_days are needed, one to learn from and one to judge by",
                          windows.days);
    struct pay_model *model;
    size_t cases = book->count * (size_t)(windows.count - 1);
    *fit = (struct fit){.judged = windows.starts[0], .trained = windows.count - 1};
    int rc = new_model(&model, book, db, err);
    if (rc == 0)
        rc = learn(model, fit, &windows, cases / ROWS_MAX + 1, err);
    if (rc < 0) {
        model_free(model);
        return rc;
    }
    judge_last(fit, model, &windows);
    *out = model;
    return 0;
}

double model_chance(const struct pay_model *model, const struct traits *traits, size_t i,
                    cx_date day)
{
    double values[FIGURES_MAX], score = model->intercept;
    int terms[3];
    figures_of(values, model, traits, i, day);
    for (size_t f = 0; f < model->figures; f++)
        score +=
            model->terms[f].coefficient * (values[f] - model->terms[f].mean) / model->terms[f].sd;
    categories_of(terms, model, i);
    for (int k = 0; k < 3; k++)
        score += terms[k] < 0 ? 0 : model->terms[terms[k]].coefficient;
    return logit_chance(score);
}

static int put_term(struct cx_stmt *stmt, const char *name, double mean, double sd,
                    double coefficient, struct cx_err *err)
{
    const double all[] = {mean, sd, coefficient};
    char text[FIGURE_MAX];
    cx_stmt_bind_text(stmt, 1, name);
    for (int k = 0; k < 3; k++) {
        snprintf(text, sizeof text, DIGITS, all[k]);
        cx_stmt_bind_text(stmt, k + 2, text);
    }
    return cx_stmt_run(stmt, err);
}

static int put_mark(struct cx_stmt *stmt, const char *mark, int bin, int64_t n, double predicted,
                    double observed, struct cx_err *err)
{
    const double all[] = {predicted, observed};
    char text[FIGURE_MAX];
    cx_stmt_bind_text(stmt, 1, mark);
    cx_stmt_bind_int(stmt, 2, bin);
    cx_stmt_bind_int(stmt, 3, n);
    for (int k = 0; k < 2; k++) {
        snprintf(text, sizeof text, "%.6f", all[k]);
        cx_stmt_bind_text(stmt, k + 4, text);
    }
    return cx_stmt_run(stmt, err);
}

static int put_marks(const struct fit *fit, struct cx_stmt *stmt, struct cx_err *err)
{
    const struct judgement *j = &fit->judgement;
    int rc = put_mark(stmt, "auc", 0, j->count, j->auc, 0.5, err);
    if (rc == 0)
        rc = put_mark(stmt, "brier", 0, j->count, j->brier, j->brier_base, err);
    if (rc == 0)
        rc = put_mark(stmt, "learnt", 0, fit->rows, fit->trained, fit->judged, err);
    for (int b = 0; rc == 0 && b < JUDGE_BINS; b++)
        rc = put_mark(stmt, "calibration", b + 1, j->bins[b].count, j->bins[b].predicted,
                      j->bins[b].observed, err);
    return rc;
}

int model_store(const struct pay_model *model, const struct fit *fit, struct cx_db *db,
                struct cx_err *err)
{
    struct cx_stmt *terms = NULL, *marks = NULL;
    int rc = cx_db_exec(db, "DELETE FROM model_terms; DELETE FROM model_marks", err);
    if (rc == 0)
        rc = cx_stmt_new(&terms, db, SQL_put_term, err);
    if (rc == 0)
        rc = cx_stmt_new(&marks, db, SQL_put_mark, err);
    if (rc == 0)
        rc = put_term(terms, INTERCEPT, 0, 1, model->intercept, err);
    for (size_t t = 0; rc == 0 && t < model->count; t++)
        rc = put_term(terms, model->terms[t].name, model->terms[t].mean, model->terms[t].sd,
                      model->terms[t].coefficient, err);
    if (rc == 0)
        rc = put_marks(fit, marks, err);
    cx_stmt_free(terms);
    cx_stmt_free(marks);
    return rc;
}

/* In the order of SQL_terms: signals before all else. */
static int take_term(struct pay_model *model, struct cx_stmt *row, struct cx_db *db,
                     struct cx_err *err)
{
    static const size_t prefix = sizeof SIGNAL - 1;
    const char *name = cx_stmt_text(row, 0);
    struct term term = {NULL, strtod(cx_stmt_text(row, 1), NULL),
                        strtod(cx_stmt_text(row, 2), NULL), strtod(cx_stmt_text(row, 3), NULL)};
    if (strcmp(name, INTERCEPT) == 0) {
        model->intercept = term.coefficient;
        return 0;
    }
    if (strncmp(name, SIGNAL, prefix) == 0) {
        int rc = add_signal(model, name + prefix, strlen(name) - prefix, db, err);
        if (rc < 0)
            return rc;
    }
    size_t t = 0;
    while (t < model->figures && strcmp(model->terms[t].name, name) != 0)
        t++;
    if (t == model->figures)
        t = add_term(model, name);
    term.name = model->terms[t].name;
    model->terms[t] = term;
    return 0;
}

int model_load(struct pay_model **out, struct cx_db *db, const struct book *book,
               struct cx_err *err)
{
    struct pay_model *model = cx_alloc(sizeof *model);
    struct cx_stmt *stmt = NULL;
    bool is_there = false;
    model->book = book;
    begin_terms(model);
    int rc = cx_stmt_new(&stmt, db, SQL_terms, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        is_there = true;
        rc = take_term(model, stmt, db, err);
    }
    cx_stmt_free(stmt);
    if (rc < 0 || !is_there) {
        model_free(model);
        return rc;
    }
    bind(model);
    *out = model;
    return 1;
}
