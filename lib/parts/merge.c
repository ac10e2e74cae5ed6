/* Rows as sums: streams that cx-score --partial wrote are added up. */
#include "parts/merge.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/spool.h"
#include "csv/reader.h"
#include "csv/writer.h"
#include "parts/subject.h"

enum column { PERIOD, LEVEL, SUBJECT, MEASURE, SUM, COLUMNS };
static const char *const column_names[COLUMNS] = {"period", "level", "subject", "measure", "sum"};

struct input {
    const char *name; /* for messages */
    int fd;
};

/* A stream that was read to its end. */
struct seen {
    uint64_t hash;
    const char *name;
    int64_t line;
};

struct cx_merge {
    struct input *inputs;
    size_t input_count;
    struct once_list onces;
    struct present present;
    cx_date begun;
    struct seen *seen;
    size_t seen_count, seen_cap;
    struct cx_pool *texts;
};

/* What reading one file needs. */
struct reading {
    struct cx_merge *merge;
    const char *name;
    const struct cx_plan *plan;
    const struct cx_org *org;
    const struct cx_period *periods;
    size_t period_count;
    struct cx_sums *sums;
    char (*hashes)[SHORT_HASH]; /* of the plan's measures */
    struct cx_csv_row row;
    int columns[COLUMNS];
    size_t subject; /* of the row before, by its level and name */
    char *level, *subject_name;
    int64_t first, rows; /* of the stream being read: its first line, its rows; rows 0: none */
    uint64_t hash;       /* of its sums, and of the part that they are of */
    size_t first_once;   /* of what it says of rows that hang on no customer */
    bool *is_defined;    /* by measure: the stream has said how it is defined */
    struct cx_err *err;
};

static int open_input(struct input *input, const char *name, struct cx_err *err)
{
    struct stat stat;
    bool is_stdin = strcmp(name, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    *input = (struct input){name, -1};
    if (fd < 0)
        return cx_err_set(err, CX_EWORLD, "%s: can't be read: %s", name, cx_err_cause(errno));
    if (!is_stdin && fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode)) {
        input->fd = fd;
        return 0;
    }
    input->fd = cx_spool(fd, name, err);
    if (!is_stdin)
        close(fd);
    return input->fd < 0 ? input->fd : 0;
}

int cx_merge_open(struct cx_merge **out, char *const *names, size_t count, struct cx_err *err)
{
    struct cx_merge *merge = cx_alloc(sizeof *merge);
    int rc = 0;
    merge->begun = CX_DATE_NONE;
    merge->texts = cx_pool_new();
    merge->inputs = cx_alloc((count + 1) * sizeof *merge->inputs);
    for (; rc == 0 && merge->input_count < count; merge->input_count++)
        rc = open_input(&merge->inputs[merge->input_count], names[merge->input_count], err);
    if (rc < 0) {
        cx_merge_free(merge);
        return rc;
    }
    *out = merge;
    return 0;
}

int cx_merge_text(struct cx_merge **out, const char *text, const char *name, struct cx_err *err)
{
    struct cx_merge *merge = NULL;
    int rc = cx_merge_open(&merge, NULL, 0, err);
    if (rc == 0) {
        merge->inputs[0] = (struct input){name, cx_spool_bytes(text, strlen(text), name, err)};
        merge->input_count = 1;
        rc = merge->inputs[0].fd < 0 ? merge->inputs[0].fd : 0;
    }
    if (rc < 0) {
        cx_merge_free(merge);
        return rc;
    }
    *out = merge;
    return 0;
}

void cx_merge_free(struct cx_merge *merge)
{
    if (!merge)
        return;
    for (size_t i = 0; i < merge->input_count; i++) {
        if (merge->inputs[i].fd >= 0)
            close(merge->inputs[i].fd);
    }
    free(merge->inputs);
    free(merge->onces.list);
    present_fini(&merge->present);
    free(merge->seen);
    cx_pool_free(merge->texts);
    free(merge);
}

const struct once_list *merge_onces(const struct cx_merge *merge)
{
    return &merge->onces;
}

cx_date merge_begun(const struct cx_merge *merge)
{
    return merge->begun;
}

const struct present *merge_present(const struct cx_merge *merge)
{
    return &merge->present;
}

int cx_merge_check(const struct cx_merge *merge, struct cx_err *err)
{
    return present_check(&merge->present, err);
}

/* A cell's text without the apostrophe that keeps spreadsheets from running it. */
static const char *text(const struct reading *reading, enum column column)
{
    const struct cx_csv_field *field = &reading->row.fields[reading->columns[column]];
    return field->s + cx_csv_was_defused(field->s, field->n);
}

static int bad(const struct reading *reading, enum column column, const char *why)
{
    return cx_err_set(reading->err, CX_EDATA, "%s:%lld: %s: \"%.100s\" %s", reading->name,
                      (long long)reading->row.line, column_names[column], text(reading, column),
                      _(why));
}

static int take_number(int64_t *out, const struct reading *reading, int decimals)
{
    const struct cx_csv_field *field = &reading->row.fields[reading->columns[SUM]];
    switch (cx_dec_parse(out, field->s, field->n, decimals)) {
    case CX_DEC_OK: return 0;
    case CX_DEC_INEXACT: return bad(reading, SUM, "has more decimals than the measure");
    case CX_DEC_RANGE: return bad(reading, SUM, "is too large");
    default: return bad(reading, SUM, "is not a number");
    }
}

static int find_period(size_t *period, const struct reading *reading)
{
    for (*period = 0; *period < reading->period_count; ++*period) {
        if (strcmp(reading->periods[*period].name, text(reading, PERIOD)) == 0)
            return 0;
    }
    return bad(reading, PERIOD, "is neither the period asked for nor the one before");
}

static int find_measure(size_t *measure, const struct reading *reading)
{
    const char *name = text(reading, MEASURE);
    int found = cx_plan_quantity(reading->plan, name, strlen(name));
    if (found < 0 || (size_t)found >= reading->plan->measure_count)
        return bad(reading, MEASURE, "is not a measure of this database's plan");
    *measure = (size_t)found;
    return 0;
}

static int find_row_subject(struct reading *reading)
{
    const char *level = text(reading, LEVEL), *name = text(reading, SUBJECT);
    /* Rows of a subject stand together. */
    if (reading->level && strcmp(reading->level, level) == 0 &&
        strcmp(reading->subject_name, name) == 0)
        return 0;
    free(reading->level);
    free(reading->subject_name);
    reading->level = cx_strdup(level);
    reading->subject_name = cx_strdup(name);
    const char *why = find_subject(&reading->subject, reading->org, level, name);
    return !why   ? 0
           : *why ? bad(reading, SUBJECT, why)
                  : bad(reading, LEVEL, "is not a level that cx-score --partial writes");
}

static int take_sum(struct reading *reading)
{
    struct cx_sums *sums = reading->sums;
    size_t period = 0, measure = 0;
    int64_t sum = 0;
    int rc = find_period(&period, reading);
    if (rc == 0)
        rc = find_row_subject(reading);
    if (rc == 0)
        rc = find_measure(&measure, reading);
    if (rc == 0)
        rc = take_number(&sum, reading, reading->plan->quantities[measure].decimals);
    if (rc < 0)
        return rc;
    int64_t *to =
        &sums->values[(period * sums->subject_count + reading->subject) * sums->measure_count +
                      measure];
    if (__builtin_add_overflow(*to, sum, to))
        return bad(reading, MEASURE, "adds up to too large a sum");
    for (enum column i = PERIOD; i < COLUMNS; i++)
        reading->hash = cx_map_hash(text(reading, i), strlen(text(reading, i)), reading->hash);
    return 0;
}

static int take_plan(struct reading *reading)
{
    size_t measure = 0;
    int rc = find_measure(&measure, reading);
    if (rc == 0 && strcmp(reading->hashes[measure], text(reading, SUBJECT)) != 0)
        return bad(reading, MEASURE,
                   "is defined differently there: import the same measures, settings and stages");
    if (rc == 0)
        reading->is_defined[measure] = true;
    return rc;
}

static int take_once(struct reading *reading)
{
    struct once_list *onces = &reading->merge->onces;
    struct once once = {.name = reading->name, .line = reading->row.line};
    const char *kind = text(reading, SUBJECT), *hash = text(reading, MEASURE);
    int rc = take_number(&once.count, reading, 0);
    if (rc < 0)
        return rc;
    if (strlen(hash) >= sizeof once.hash)
        return bad(reading, MEASURE, "is not what cx-score --partial writes");
    strcpy(once.hash, hash);
    once.kind =
        cx_pool_get(reading->merge->texts, cx_pool_put(reading->merge->texts, kind, strlen(kind)));
    CX_GROW(onces->list, onces->count, onces->cap);
    onces->list[onces->count++] = once;
    return 0;
}

static int take_part(struct reading *reading)
{
    struct present_part part = {.name = reading->name, .line = reading->row.line};
    if (!present_parse(&part.part, text(reading, SUBJECT)))
        return bad(reading, SUBJECT, "is not what cx-score --partial writes");
    /* two parts may well have the same sums */
    reading->hash =
        cx_map_hash(text(reading, SUBJECT), strlen(text(reading, SUBJECT)), reading->hash);
    return present_add(&reading->merge->present, &part, reading->err);
}

static int take_begun(struct reading *reading)
{
    const char *name = text(reading, SUBJECT);
    cx_date day;
    if (cx_date_parse(&day, name, strlen(name), CX_ORDER_YMD) != CX_DATE_OK)
        return bad(reading, SUBJECT, "is not what cx-score --partial writes");
    if (day < reading->merge->begun)
        reading->merge->begun = day;
    return 0;
}

/* Checks that rows that belong to no customer were not imported into two parts. */
static int check_onces(const struct reading *reading)
{
    const struct once_list *onces = &reading->merge->onces;
    for (size_t i = reading->first_once; i < onces->count; i++) {
        const struct once *once = &onces->list[i];
        for (size_t k = 0; k < i; k++) {
            const struct once *other = &onces->list[k];
            if (strcmp(other->kind, once->kind) == 0 && strcmp(other->hash, once->hash) == 0)
                return cx_err_set(reading->err, CX_EDATA,
                                  "%s:%lld: the same %lld %s are in the part of %s:%lld: rows "
                                  "that belong to no customer go into one database only",
                                  once->name, (long long)once->line, (long long)once->count,
                                  once->kind, other->name, (long long)other->line);
        }
    }
    return 0;
}

/* The stream's last row: checks that the stream is complete, and not a copy of another. */
static int take_end(struct reading *reading)
{
    struct cx_merge *merge = reading->merge;
    int64_t rows = 0;
    int rc = take_number(&rows, reading, 0);
    if (rc == 0 && rows != reading->rows - 1)
        return bad(reading, SUM, "is not the number of rows before it: some are missing");
    for (size_t i = 0; rc == 0 && i < reading->plan->measure_count; i++) {
        if (!reading->is_defined[i])
            return cx_err_set(
                reading->err, CX_EDATA, "%s:%lld: the stream that ends here lacks the measure %s",
                reading->name, (long long)reading->row.line, reading->plan->quantities[i].name);
        reading->is_defined[i] = false;
    }
    for (size_t i = 0; rc == 0 && reading->hash && i < merge->seen_count; i++) {
        if (merge->seen[i].hash == reading->hash)
            return cx_err_set(reading->err, CX_EDATA,
                              "%s:%lld: the stream that begins here repeats that of %s:%lld",
                              reading->name, (long long)reading->first, merge->seen[i].name,
                              (long long)merge->seen[i].line);
    }
    if (rc == 0)
        rc = check_onces(reading);
    if (rc == 0) {
        CX_GROW(merge->seen, merge->seen_count, merge->seen_cap);
        merge->seen[merge->seen_count++] =
            (struct seen){reading->hash, reading->name, reading->first};
        reading->rows = 0;
        reading->hash = 0;
    }
    return rc;
}

static int was_cut(const struct reading *reading)
{
    return cx_err_set(reading->err, CX_EDATA,
                      "%s:%lld: the stream that begins here was cut off: its last row is missing",
                      reading->name, (long long)reading->first);
}

static bool is_header(const struct reading *reading)
{
    for (enum column i = PERIOD; i < COLUMNS; i++) {
        if (strcmp(reading->row.fields[reading->columns[i]].s, column_names[i]) != 0)
            return false;
    }
    return true;
}

static int take_row(struct reading *reading)
{
    size_t period = 0;
    if (reading->row.fault)
        return cx_err_set(reading->err, CX_EDATA, "%s:%lld: %s", reading->name,
                          (long long)reading->row.line, reading->row.fault);
    if (is_header(reading))
        return reading->rows > 0 ? was_cut(reading) : 0;
    if (reading->rows++ == 0) {
        reading->first = reading->row.line;
        reading->first_once = reading->merge->onces.count;
    }
    const char *level = text(reading, LEVEL);
    int rc = find_period(&period, reading);
    if (rc < 0)
        return rc;
    return strcmp(level, "plan") == 0    ? take_plan(reading)
           : strcmp(level, "part") == 0  ? take_part(reading)
           : strcmp(level, "begun") == 0 ? take_begun(reading)
           : strcmp(level, "once") == 0  ? take_once(reading)
           : strcmp(level, "end") == 0   ? take_end(reading)
                                         : take_sum(reading);
}

static int find_columns(struct reading *reading, const struct cx_csv_row *header)
{
    for (enum column i = PERIOD; i < COLUMNS; i++) {
        reading->columns[i] = -1;
        for (size_t k = 0; k < header->count; k++) {
            if (strcmp(header->fields[k].s, column_names[i]) == 0)
                reading->columns[i] = (int)k;
        }
        if (reading->columns[i] < 0)
            return cx_err_set(
                reading->err, CX_EDATA,
                "%s:1: column \"%s\" is missing: only what cx-score --partial writes can be read",
                reading->name, column_names[i]);
    }
    return 0;
}

static int read_input(struct reading *reading, const struct input *input)
{
    struct cx_csv_reader *reader = NULL;
    size_t before = reading->merge->seen_count;
    reading->name = input->name;
    int rc = cx_csv_open(&reader, input->fd, input->name, NULL, reading->err);
    if (rc == 0)
        rc = find_columns(reading, cx_csv_header(reader));
    while (rc == 0 && (rc = cx_csv_next(reader, &reading->row, reading->err)) == 1)
        rc = take_row(reading);
    reading->first = reading->rows > 0 ? reading->first : 1;
    if (rc == 0 && (reading->rows > 0 || reading->merge->seen_count == before))
        rc = was_cut(reading);
    cx_csv_free(reader);
    return rc;
}

int cx_merge_sums(struct cx_sums **out, struct cx_merge *merge, const struct cx_plan *plan,
                  const struct cx_org *org, const struct cx_period *periods, size_t count,
                  struct cx_err *err)
{
    struct cx_sums *sums = cx_sums_new(plan, org, count);
    struct reading reading = {.merge = merge,
                              .plan = plan,
                              .org = org,
                              .periods = periods,
                              .period_count = count,
                              .sums = sums,
                              .err = err};
    int rc = 0;
    reading.hashes = cx_alloc((plan->measure_count + 1) * sizeof *reading.hashes);
    reading.is_defined = cx_alloc(plan->measure_count + 1);
    for (size_t i = 0; i < plan->measure_count; i++)
        hash_measure(reading.hashes[i], plan, i);
    for (size_t i = 0; rc == 0 && i < merge->input_count; i++)
        rc = read_input(&reading, &merge->inputs[i]);
    free(reading.hashes);
    free(reading.is_defined);
    free(reading.level);
    free(reading.subject_name);
    if (rc < 0) {
        cx_sums_free(sums);
        return rc;
    }
    *out = sums;
    return 0;
}
