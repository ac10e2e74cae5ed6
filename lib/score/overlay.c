/* Scores from a stream: what cx-score wrote takes precedence over the database. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/spool.h"
#include "base/stamp.h"
#include "csv/reader.h"
#include "csv/writer.h"
#include "score/cards.h"

struct overlay {
    struct cx_scores *scores;
    const char *name;
    const struct cx_csv_row *header;
    struct cx_csv_row row;
    int employee, team, since, period, score, rank, grade;
    int *quantities; /* by column; -1: no quantity */
    bool *is_taken;  /* by post: a row was of it */
    struct cx_err *err;
};

static int find_column(const struct cx_csv_row *header, const char *name)
{
    for (size_t i = 0; i < header->count; i++) {
        if (strcmp(header->fields[i].s, name) == 0)
            return (int)i;
    }
    return -1;
}

static int bad(struct overlay *overlay, int column, const char *why)
{
    return cx_err_set(overlay->err, CX_EDATA, "%s:%lld: %s: \"%.60s\" %s", overlay->name,
                      (long long)overlay->row.line, overlay->header->fields[column].s,
                      overlay->row.fields[column].s, _(why));
}

/* A cell's text without the apostrophe that keeps spreadsheets from running it. */
static const char *text(const struct overlay *overlay, int column)
{
    const struct cx_csv_field *field = &overlay->row.fields[column];
    return field->s + cx_csv_was_defused(field->s, field->n);
}

/* A day, also as a spreadsheet writes it back. */
static bool is_day(const char *text, cx_date day)
{
    cx_date read;
    return cx_date_parse(&read, text, strlen(text), CX_ORDER_YMD) == CX_DATE_OK && read == day;
}

/* A period, also as a spreadsheet writes a month or a day back: Oct-26, 2026/10/5. */
static int parse_period(struct cx_period *period, const char *text, struct cx_err *err)
{
    char name[CX_DATE_TEXT];
    cx_date day;
    int year, month;
    if (cx_month_parse(&year, &month, text, strlen(text))) {
        *period = cx_period_month(year, month);
        return 0;
    }
    if (cx_date_parse(&day, text, strlen(text), CX_ORDER_YMD) == CX_DATE_OK)
        text = cx_date_format(name, day);
    return cx_period_parse(period, text, 0, err);
}

static bool is_period(const char *text, const struct cx_period *period)
{
    struct cx_err ignored = {0};
    struct cx_period read;
    return strcmp(text, period->name) == 0 ||
           (parse_period(&read, text, &ignored) == 0 && strcmp(read.name, period->name) == 0);
}

static bool is_of(const struct overlay *overlay, const struct cx_post *post)
{
    const struct cx_org *org = overlay->scores->org;
    return strcmp(org->people[post->person].key, text(overlay, overlay->employee)) == 0 &&
           (overlay->team < 0 ||
            strcmp(org->teams[post->team].key, text(overlay, overlay->team)) == 0) &&
           (overlay->since < 0 || is_day(text(overlay, overlay->since), post->since));
}

/* The post that a row is for; no earlier row may be for the same one. */
static int find_post(struct cx_post_score **out, struct overlay *overlay)
{
    struct cx_scores *scores = overlay->scores;
    *out = NULL;
    for (size_t i = 0; i < scores->post_count; i++) {
        if (!is_of(overlay, &scores->org->posts[scores->posts[i].post]))
            continue;
        if (*out)
            return bad(overlay, overlay->employee,
                       "has several such posts: team_id and since must say which");
        *out = &scores->posts[i];
    }
    if (!*out)
        return bad(overlay, overlay->employee, "has no such post in the period");
    bool *is_taken = &overlay->is_taken[*out - scores->posts];
    if (*is_taken)
        return bad(overlay, overlay->employee, "has a row for this post already");
    *is_taken = true;
    return 0;
}

/* A cell as a decimal; CX_NO_VALUE where it is empty. */
static int take_number(int64_t *out, struct overlay *overlay, int column, int decimals)
{
    const struct cx_csv_field *field = &overlay->row.fields[column];
    *out = CX_NO_VALUE;
    if (field->n == 0)
        return 0;
    switch (cx_dec_parse(out, field->s, field->n, decimals)) {
    case CX_DEC_OK: return 0;
    case CX_DEC_INEXACT: return bad(overlay, column, "has more decimals than are published");
    default: return bad(overlay, column, "is not a number");
    }
}

static int take_rank(struct cx_post_score *of, struct overlay *overlay)
{
    int64_t rank = 0;
    int rc = take_number(&rank, overlay, overlay->rank, 0);
    if (rc == 0 && rank != CX_NO_VALUE && (rank < 1 || rank > INT_MAX))
        return bad(overlay, overlay->rank, "is not a rank");
    if (rc == 0)
        of->rank = rank == CX_NO_VALUE ? 0 : (int)rank;
    return rc;
}

static int take_row(struct overlay *overlay)
{
    struct cx_scores *scores = overlay->scores;
    struct cx_post_score *of;
    if (overlay->period >= 0 && !is_period(text(overlay, overlay->period), &scores->period))
        return bad(overlay, overlay->period, "is not the period asked for");
    int rc = find_post(&of, overlay);
    if (rc == 0 && overlay->score >= 0) {
        rc = take_number(&of->score, overlay, overlay->score, CX_SCORE_DECIMALS);
        of->grade = of->score == CX_NO_VALUE ? NULL : grade_of(scores->plan, of->score);
    }
    if (rc == 0 && overlay->rank >= 0)
        rc = take_rank(of, overlay);
    if (rc == 0 && overlay->grade >= 0) {
        const char *grade = text(overlay, overlay->grade);
        struct cx_pool *texts = scores->plan->texts;
        of->grade = *grade ? cx_pool_get(texts, cx_pool_put(texts, grade, strlen(grade))) : NULL;
    }
    for (size_t i = 0; rc == 0 && i < overlay->row.count; i++) {
        int quantity = overlay->quantities[i];
        if (quantity < 0)
            continue;
        size_t at = (size_t)of->post * scores->plan->quantity_count + (size_t)quantity;
        rc = take_number(&scores->values[at], overlay, (int)i,
                         scores->plan->quantities[quantity].decimals);
    }
    return rc;
}

static int find_columns(struct overlay *overlay, const struct cx_csv_row *header)
{
    overlay->header = header;
    overlay->employee = find_column(header, "employee_id");
    overlay->team = find_column(header, "team_id");
    overlay->since = find_column(header, "since");
    overlay->period = find_column(header, "period");
    overlay->score = find_column(header, "score");
    overlay->rank = find_column(header, "rank");
    overlay->grade = find_column(header, "grade");
    overlay->quantities = cx_alloc((header->count + 1) * sizeof *overlay->quantities);
    for (size_t i = 0; i < header->count; i++)
        overlay->quantities[i] =
            cx_plan_quantity(overlay->scores->plan, header->fields[i].s, header->fields[i].n);
    if (overlay->employee < 0)
        return cx_err_set(
            overlay->err, CX_EDATA,
            "%s:1: column \"employee_id\" is missing: only what cx-score writes can be read",
            overlay->name);
    return 0;
}

int cx_scores_overlay(struct cx_scores *scores, int fd, const char *name, struct cx_err *err)
{
    struct overlay overlay = {.scores = scores, .name = name, .err = err};
    overlay.is_taken = cx_alloc(scores->post_count + 1);
    scores->is_overlaid = true;
    struct cx_csv_reader *reader = NULL;
    int rc = cx_csv_open(&reader, fd, name, NULL, err);
    if (rc == 0)
        rc = find_columns(&overlay, cx_csv_header(reader));
    while (rc == 0 && (rc = cx_csv_next(reader, &overlay.row, err)) == 1) {
        rc = overlay.row.fault ? cx_err_set(err, CX_EDATA, "%s:%lld: %s", name,
                                            (long long)overlay.row.line, overlay.row.fault)
                               : take_row(&overlay);
    }
    if (rc == 0)
        compute_lines(scores);
    free(overlay.quantities);
    free(overlay.is_taken);
    cx_csv_free(reader);
    return rc;
}

int cx_scores_peek(struct cx_period *period, int *kept, int fd, const char *name,
                   struct cx_err *err)
{
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_row row;
    int rc = *kept = cx_spool(fd, name, err);
    if (rc >= 0)
        rc = cx_csv_open(&reader, *kept, name, NULL, err);
    int column = rc == 0 ? find_column(cx_csv_header(reader), "period") : -1;
    if (rc == 0 && (rc = cx_csv_next(reader, &row, err)) == 1) {
        rc = 0;
        if (row.fault)
            rc = cx_err_set(err, CX_EDATA, "%s:%lld: %s", name, (long long)row.line, row.fault);
        else if (column >= 0)
            rc = parse_period(period, row.fields[column].s, err);
    }
    cx_csv_free(reader);
    lseek(*kept, 0, SEEK_SET);
    return rc;
}
