/* --suggest-map: a first map of a foreign export, of what is guessed of its columns. What can't be
 * told is a ? for somebody to fill in. */
#include "import/suggest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "csv/writer.h"
#include "import/guess.h"
#include "import/intake.h"
#include "import/wanted.h"

static void put_cell(struct cx_buf *map, const struct cx_buf *text, char behind)
{
    cx_csv_put(map, cx_buf_str(text), text->len, ',');
    cx_buf_putc(map, behind);
}

/* The first value of a column that is none of a field; NULL: there is none among those kept. */
static const char *misfit(const struct sample_column *column, const struct cx_field *field)
{
    for (int i = 0; i < cx_pool_count(column->values); i++) {
        const char *value = cx_pool_get(column->values, i);
        if (!sample_value_fits(value, field))
            return value;
    }
    return NULL;
}

/* Says of a column with the right name that its cells are not what the field holds. */
static void say_misfit(const struct sample_column *column, const struct cx_field *field,
                       const char *value, const struct cx_suggest_options *options)
{
    struct cx_buf text = {0};
    enum cx_type type = field->type;
    if (!value)
        return;
    cx_buf_say(
        &text,
        type == CX_TYPE_MONEY
            ? "%s: %s looks like %s by its name, but not by its cells: \"%s\" is not an amount"
        : type == CX_TYPE_DATE || type == CX_TYPE_TIME
            ? "%s: %s looks like %s by its name, but not by its cells: \"%s\" is not a date"
        : type == CX_TYPE_DECIMAL || type == CX_TYPE_POINTS || type == CX_TYPE_INT
            ? "%s: %s looks like %s by its name, but not by its cells: \"%s\" is not a number"
            : "%s: %s looks like %s by its name, but not by its cells, such as \"%s\"",
        options->file, column->name, field->name, value);
    suggest_say(options, &text);
}

/* The header of a field whose date and time of day are two columns, which a template puts together;
 * a question where their cells don't make a time so. */
static void put_both(struct cx_buf *header, const struct guess *guess, const struct sample *sample,
                     size_t i, const char *format, const struct cx_suggest_options *options)
{
    const struct sample_column *date = &sample->columns[guess->column[i]],
                               *time = &sample->columns[guess->time_of_day];
    const char *field = guess->kind->fields[i].name;
    struct cx_buf text = {0};
    cx_buf_clear(header);
    if (suggest_are_joinable(date, time, format)) {
        cx_buf_printf(header, "={%s} {%s}", date->name, time->name);
        cx_buf_say(&text, "%s: %s is put together from the columns %s and %s", options->file, field,
                   date->name, time->name);
    } else {
        cx_buf_printf(header, "=?%s|%s", date->name, time->name);
        cx_buf_say(
            &text,
            "%s: %s is in two columns, %s and %s, which don't make a time as they stand: put "
            "both into one column of the export, or choose the date alone",
            options->file, field, date->name, time->name);
    }
    suggest_say(options, &text);
}

/* The header of a field; a question where it may be another column, too, or the column something
 * else. */
static void put_header(struct cx_buf *header, const struct guess *guess,
                       const struct sample *sample, size_t i,
                       const struct cx_suggest_options *options)
{
    const struct cx_field *field = &guess->kind->fields[i];
    const struct sample_column *column = &sample->columns[guess->column[i]];
    struct cx_buf rivals = {0}, text = {0};
    guess_rivals(&rivals, guess, sample, i);
    if (rivals.len) {
        cx_buf_printf(header, "=?%s", cx_buf_str(&rivals));
        cx_buf_say(&text, "%s: %s may be any of these columns: %s: choose one", options->file,
                   field->name, cx_buf_str(&rivals));
    } else if (guess_is_doubtful(guess, sample, i)) {
        cx_buf_printf(header, "=?%s", column->name);
        cx_buf_say(&text,
                   "%s: \"%s\" may be %s, or something else by its name: take the =? away if it "
                   "is, or choose another column",
                   options->file, column->name, field->name);
    } else if (guess_has_names(column, field)) {
        cx_buf_printf(header, "=?%s", column->name);
        say_misfit(column, field, cx_pool_get(column->values, 0), options);
    } else { /* a name that begins with = would be taken for a template */
        cx_buf_printf(header, *column->name == '=' ? "={%s}" : "%s", column->name);
    }
    if (text.len)
        suggest_say(options, &text);
    cx_buf_fini(&rivals);
}

static void put_row(struct cx_buf *map, const struct guess *guess, const struct sample *sample,
                    size_t i, const struct cx_suggest_options *options)
{
    const struct cx_field *field = &guess->kind->fields[i];
    const struct sample_column *column = &sample->columns[guess->column[i]];
    struct cx_buf header = {0}, values = {0}, format = {0};
    if (!sample_fits(column, field))
        say_misfit(column, field, misfit(column, field), options);
    suggest_values(&values, column, field, options);
    suggest_format(&format, sample, column, guess->kind, i, options);
    put_header(&header, guess, sample, i, options);
    bool is_open = strncmp(cx_buf_str(&header), "=?", 2) == 0;
    if (!is_open && guess->time_of_day >= 0 && field->type == CX_TYPE_TIME) {
        suggest_zone(&format, &sample->columns[guess->time_of_day], guess->kind, i, options);
        put_both(&header, guess, sample, i, cx_buf_str(&format), options);
    }
    cx_buf_printf(map, "%s,", field->name);
    put_cell(map, &header, ',');
    put_cell(map, &values, ',');
    put_cell(map, &format, '\n');
    cx_buf_fini(&header);
    cx_buf_fini(&values);
    cx_buf_fini(&format);
}

/* An end that doesn't say which day it is is taken for the last one. */
static void put_end(struct cx_buf *map, const struct guess *guess, const struct sample *sample,
                    size_t i, int k, const struct cx_suggest_options *options)
{
    const struct sample_column *column = &sample->columns[k];
    const char *end = guess->kind->fields[i].name, *said;
    struct cx_buf header = {0}, format = {0}, text = {0};
    cx_buf_puts(&header, column->name);
    suggest_format(&format, sample, column, guess->kind, i, options);
    may_be_end(&said, column->name, column->name_length);
    if (!said) {
        suggest_add_word(&format, "last");
        cx_buf_say(&text,
                   "%s: \"%s\" is taken for the last day, and %s is the day after it: take the "
                   "format last away if it is that day itself",
                   options->file, column->name, end);
        suggest_say(options, &text);
    }
    cx_buf_printf(map, "%s,", end);
    put_cell(map, &header, ',');
    cx_buf_puts(map, ",");
    put_cell(map, &format, '\n');
    cx_buf_fini(&header);
    cx_buf_fini(&format);
}

static bool is_channel_of_calls(const struct cx_kind *kind, size_t i, const struct sample *sample,
                                const struct cx_suggest_options *options)
{
    return kind == &cx_kind_contacts && strcmp(kind->fields[i].name, "channel") == 0 &&
           suggest_is_of_calls(sample, options->file);
}

static void put_phone(struct cx_buf *map, const struct cx_suggest_options *options)
{
    struct cx_buf text = {0};
    cx_buf_puts(map, "channel,=phone,,\n");
    cx_buf_say(
        &text,
        "%s: no column looks like channel, and its names speak of calls: phone is put in for "
        "all rows",
        options->file);
    suggest_say(options, &text);
}

/* A map can't tell columns of one name apart. */
static void say_repeated(const struct sample *sample, const struct cx_suggest_options *options)
{
    struct cx_pool *said = cx_pool_new();
    for (size_t k = 0; k < sample->count; k++) {
        const struct sample_column *column = &sample->columns[k];
        struct cx_buf text = {0};
        if (!column->is_repeated || cx_pool_find(said, column->name, column->name_length) >= 0)
            continue;
        cx_pool_put(said, column->name, column->name_length);
        cx_buf_say(&text,
                   "%s: left out: several columns are named \"%s\": give each its own name if one "
                   "of them is needed",
                   options->file, column->name);
        suggest_say(options, &text);
    }
    cx_pool_free(said);
}

/* Says what must be filled in: the names of columns that the kind needs. */
static void say_missing(const char *names, const struct cx_suggest_options *options)
{
    struct cx_buf text = {0};
    cx_buf_say(&text,
               "%s: no column looks like %s: replace each =? by a column, or by a template such as "
               "={Day} {Month} 2026 or =K-{#}",
               options->file, names);
    suggest_say(options, &text);
}

/* Says which of the export's columns the map has not. */
static void say_left_out(const struct guess *guess, const struct sample *sample, int end_at,
                         const struct cx_suggest_options *options)
{
    struct cx_buf left = {0}, text = {0};
    for (size_t k = 0; k < sample->count; k++) {
        if (!guess_has(guess, sample, (int)k) && (int)k != end_at)
            cx_buf_printf(&left, "%s%s", left.len ? ", " : "", sample->columns[k].name);
    }
    if (left.len) {
        cx_buf_say(&text, "%s: left out: %s", options->file, cx_buf_str(&left));
        suggest_say(options, &text);
    }
    cx_buf_fini(&left);
}

static void put_map(struct cx_buf *map, struct guess *guess, const struct sample *sample,
                    const struct cx_suggest_options *options)
{
    struct cx_buf missing = {0};
    int end_at = -1;
    guess_time_of_day(guess, sample);
    say_repeated(sample, options);
    cx_buf_puts(map, "column,header,values,format\n");
    for (size_t i = 0; i < guess->kind->count; i++) {
        const struct cx_field *field = &guess->kind->fields[i];
        int column = guess->column[i] < 0 ? guess_end(guess, sample, i) : -1;
        if (guess->column[i] < 0 && column < 0)
            guess->column[i] = guess_odd_date(guess, sample, i);
        if (guess->column[i] >= 0) {
            put_row(map, guess, sample, i, options);
        } else if (column >= 0) {
            end_at = column;
            put_end(map, guess, sample, i, end_at, options);
        } else if (is_channel_of_calls(guess->kind, i, sample, options)) {
            put_phone(map, options);
        } else if (field->flags & CX_ASKED) {
            cx_buf_printf(map, "%s,=?,,\n", field->name);
            suggest_ask(field, options);
        } else if (is_needed(field, false)) {
            const struct sample_column *other = guess_namesake(guess, sample, i);
            cx_buf_printf(map, "%s,=?,,\n", field->name);
            if (other)
                say_misfit(other, field, misfit(other, field), options);
            cx_buf_printf(&missing, "%s%s", missing.len ? ", " : "", field->name);
        } else {
            suggest_tell_initial(field, options);
        }
    }
    int reverses = cx_kind_field(guess->kind, "reverses", strlen("reverses"));
    if (reverses >= 0 && guess->column[reverses] < 0)
        suggest_tell_reversals(sample, options);
    if (reverses >= 0)
        suggest_tell_unpaid(sample, options);
    if (missing.len)
        say_missing(cx_buf_str(&missing), options);
    say_left_out(guess, sample, end_at, options);
    cx_buf_fini(&missing);
}

static int open_sample(struct sample *sample, int *fd, const struct cx_suggest_options *options,
                       struct cx_err *err)
{
    struct cx_csv_options csv = {.encoding = options->encoding,
                                 .delimiter = options->delimiter,
                                 .skip = options->skip,
                                 .may_repeat = true,
                                 .find_header = options->skip > 0 ? NULL : find_likely_header};
    const char *part;
    char *path = part_split(options->file, &part);
    *fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    free(path);
    if (*fd < 0)
        return cx_err_set(err, CX_EWORLD, "%s: %s", options->file, cx_err_cause(errno));
    return sample_read(sample, *fd, options->file, part, &csv, err);
}

static void close_sample(struct sample *sample, int fd)
{
    sample_fini(sample);
    if (fd >= 0)
        close(fd);
}

int cx_import_suggest(struct cx_buf *map, const struct cx_suggest_options *options,
                      struct cx_err *err)
{
    struct sample sample = {0};
    struct guess guess = {0};
    int fd, rc = open_sample(&sample, &fd, options, err);
    if (rc == 0)
        rc = guess_kind(&guess, &sample, options, err);
    if (rc == 0)
        put_map(map, &guess, &sample, options);
    free(guess.column);
    close_sample(&sample, fd);
    return rc;
}

const struct cx_kind *kind_of_columns(const char *name)
{
    const struct cx_suggest_options options = {.file = name};
    struct cx_err ignored = {0};
    struct sample sample = {0};
    int fd, rc = open_sample(&sample, &fd, &options, &ignored);
    const struct cx_kind *kind = rc == 0 ? guess_of_columns(&sample) : NULL;
    close_sample(&sample, fd);
    return kind;
}
