/* --suggest-map: a first guess of which column of a foreign export is which of ours, from the names
 * of the columns and from what stands in them. What can't be told is a ? for somebody to fill in.
 */
#include "import/suggest.h"
#include "import/loader.h"
#include "import/wanted.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/mem.h"
#include "csv/writer.h"
#include "import/import.h"
#include "kind/alias.h"
#include "kind/words.h"

#define LIKE_ENOUGH    60 /* of 100 */
#define ID_LIKE_ENOUGH 85
#define OWN_NAME       101 /* the kind's own: surer than its other names */
#define MUCH_LIKER     10  /* than another column, which is then out of the question */
#define MISSING        40  /* what a required column that isn't there takes from a kind's score */
#define KIND_ENOUGH    100 /* two columns found, one of them surely */

/* Which of the export's columns each of a kind's columns is. */
struct guess {
    const struct cx_kind *kind;
    int *column; /* by the kind's columns; -1: none */
    int score;
    int time_of_day; /* the export's column of it beside that of a date; -1: none */
};

/* A name that is the kind's own, in any case. */
static bool is_own_name(const struct sample_column *column, const struct cx_field *field)
{
    return strlen(field->name) == column->name_length &&
           strncasecmp(field->name, column->name, column->name_length) == 0;
}

/* How sure it is that a column is the kind's field, 0 to 100, or OWN_NAME. */
static int likeness(const struct sample *sample, const struct sample_column *column,
                    const struct cx_kind *kind, int field)
{
    struct cx_alias_header found;
    if (column->is_repeated)
        return 0;
    if (is_own_name(column, &kind->fields[field]))
        return OWN_NAME;
    cx_alias_header(&found, kind, column->name, column->name_length);
    bool fits = sample_fits(column, &kind->fields[field]);
    bool is_date =
        kind->fields[field].type == CX_TYPE_DATE || kind->fields[field].type == CX_TYPE_TIME;
    if (found.column >= 0 && (fits || !is_date)) /* a column Time of times of day is no time */
        return found.column != field ? 0 : fits ? 100 : LIKE_ENOUGH;
    int like = cx_alias_likeness(kind, field, column->name, column->name_length);
    /* TalkMinutes: only the length of a call has its unit in its name. */
    if (kind->fields[field].type == CX_TYPE_INT && suggest_unit(column, &kind->fields[field]))
        like = like > LIKE_ENOUGH ? like : LIKE_ENOUGH;
    bool is_own_id = field == 0 && kind->fields[0].type == CX_TYPE_ID;
    bool repeats = is_own_id && column->distinct * 2 < sample->rows;
    /* Words such as Age or Loan come near many ids' names. */
    int enough = kind->fields[field].type == CX_TYPE_ID ? ID_LIKE_ENOUGH : LIKE_ENOUGH;
    return like < enough || !fits || repeats ? 0 : like;
}

/* The surest pairs first, each column once. */
static void match(struct guess *guess, const struct sample *sample, const struct cx_kind *kind)
{
    bool *taken = cx_alloc((sample->count + 1) * sizeof *taken);
    int best = 1;
    *guess = (struct guess){kind, cx_alloc(kind->count * sizeof *guess->column), 0, -1};
    for (size_t i = 0; i < kind->count; i++)
        guess->column[i] = -1;
    while (best > 0) {
        size_t field = 0, column = 0;
        best = 0;
        for (size_t i = 0; i < kind->count; i++) {
            for (size_t k = 0; k < sample->count && guess->column[i] < 0; k++) {
                int like = taken[k] ? 0 : likeness(sample, &sample->columns[k], kind, (int)i);
                if (like > best) {
                    best = like;
                    field = i;
                    column = k;
                }
            }
        }
        if (best > 0) {
            guess->column[field] = (int)column;
            taken[column] = true;
            guess->score += best;
        }
    }
    for (size_t i = 0; i < kind->count; i++)
        guess->score -= guess->column[i] < 0 && is_needed(&kind->fields[i], false) ? MISSING : 0;
    free(taken);
}

/* The kind of fact that matches best; plans are written for cx, not exported. */
static void match_best(struct guess *best, const struct sample *sample)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        struct guess guess;
        if (kinds[i]->is_plan)
            continue;
        match(&guess, sample, kinds[i]);
        if (!best->kind || guess.score > best->score) {
            struct guess other = *best;
            *best = guess;
            guess = other;
        }
        free(guess.column);
    }
}

static int choose(struct guess *guess, const struct sample *sample,
                  const struct cx_suggest_options *options, struct cx_err *err)
{
    const struct cx_kind *named = kind_of_name(options->file);
    int rc = options->kind ? cx_kind_need(&named, options->kind, err) : 0;
    if (rc < 0)
        return rc;
    if (named)
        match(guess, sample, named);
    if (named && (options->kind || guess->score >= KIND_ENOUGH))
        return 0;
    struct guess best = {0};
    match_best(&best, sample);
    if (named && best.score < KIND_ENOUGH) { /* its columns don't say another than its name */
        free(best.column);
        return 0;
    }
    free(guess->column);
    *guess = best;
    if (guess->score < KIND_ENOUGH)
        return cx_err_set(
            err, CX_EDATA,
            "%s: its columns match no kind: give one with -k (cx-import --list shows all kinds)",
            options->file);
    struct cx_buf text = {0};
    cx_buf_say(&text, "%s: its columns look like %s: if that is wrong, use -k KIND", options->file,
               guess->kind->name);
    suggest_say(options, &text);
    return 0;
}

static void put_cell(struct cx_buf *map, const struct cx_buf *text, char behind)
{
    cx_csv_put(map, cx_buf_str(text), text->len, ',');
    cx_buf_putc(map, behind);
}

/* Whether a column is already something's, or can't be anything's. */
static bool is_taken(const struct guess *guess, const struct sample *sample, int column)
{
    bool is_it = guess->time_of_day == column || sample->columns[column].is_repeated;
    for (size_t i = 0; i < guess->kind->count; i++)
        is_it = is_it || guess->column[i] == column;
    return is_it;
}

/* Names of columns that may as well be the field, with | between, the chosen one first; none where
 * it is much liker than all others. */
static void put_rivals(struct cx_buf *names, const struct guess *guess, const struct sample *sample,
                       size_t i)
{
    const struct sample_column *own = &sample->columns[guess->column[i]];
    int least = likeness(sample, own, guess->kind, (int)i) - MUCH_LIKER;
    if (is_own_name(own, &guess->kind->fields[i]))
        return;
    for (size_t k = 0; k < sample->count; k++) {
        const struct sample_column *column = &sample->columns[k];
        int like =
            is_taken(guess, sample, (int)k) ? 0 : likeness(sample, column, guess->kind, (int)i);
        if (like >= LIKE_ENOUGH && like > least)
            cx_buf_printf(names, "%s|%s", names->len ? "" : own->name, column->name);
    }
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
                       const struct cx_suggest_options *options)
{
    struct cx_buf text = {0};
    const char *value = misfit(column, field);
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

/* The column that has a field's name or another name for it, though its cells don't fit; NULL. */
static const struct sample_column *namesake(const struct guess *guess, const struct sample *sample,
                                            size_t i)
{
    for (size_t k = 0; k < sample->count; k++) {
        struct cx_alias_header found;
        const struct sample_column *column = &sample->columns[k];
        cx_alias_header(&found, guess->kind, column->name, column->name_length);
        if (found.column == (int)i && !is_taken(guess, sample, (int)k))
            return column;
    }
    return NULL;
}

/* The column of a date that may be left out, but whose cells are no dates for once: 至今 for a
 * leaving day to come. A map without it would drop the dates of the others. -1: there is none. */
static int odd_date(const struct guess *guess, const struct sample *sample, size_t i)
{
    const struct cx_field *field = &guess->kind->fields[i];
    const struct sample_column *column = namesake(guess, sample, i);
    bool is_date = field->type == CX_TYPE_DATE || field->type == CX_TYPE_TIME;
    bool is_odd = column && is_date && !is_needed(field, false) && column->filled > 0 &&
                  column->dates + column->ordered > 0;
    return is_odd ? (int)(column - sample->columns) : -1;
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

/* The column, if there is one, that has the time of day of the field that is a time. */
static void find_time_of_day(struct guess *guess, const struct sample *sample)
{
    for (size_t i = 0; i < guess->kind->count; i++) {
        int found =
            guess->column[i] < 0
                ? -1
                : suggest_time_of_day(sample, &sample->columns[guess->column[i]], guess->kind, i);
        if (found >= 0 && !is_taken(guess, sample, found))
            guess->time_of_day = found;
    }
}

static void put_row(struct cx_buf *map, const struct guess *guess, const struct sample *sample,
                    size_t i, const struct cx_suggest_options *options)
{
    const struct cx_field *field = &guess->kind->fields[i];
    const struct sample_column *column = &sample->columns[guess->column[i]];
    struct cx_buf header = {0}, values = {0}, format = {0}, rivals = {0};
    put_rivals(&rivals, guess, sample, i);
    if (!sample_fits(column, field))
        say_misfit(column, field, options);
    /* A name that begins with = would be taken for a template. */
    cx_buf_printf(&header, *column->name == '=' ? "={%s}" : "%s", column->name);
    suggest_values(&values, column, field, options);
    suggest_format(&format, sample, column, guess->kind, i, options);
    if (rivals.len) {
        struct cx_buf text = {0};
        cx_buf_clear(&header);
        cx_buf_printf(&header, "=?%s", cx_buf_str(&rivals));
        cx_buf_say(&text, "%s: %s may be any of these columns: %s: choose one", options->file,
                   field->name, cx_buf_str(&rivals));
        suggest_say(options, &text);
    } else if (guess->time_of_day >= 0 && field->type == CX_TYPE_TIME) {
        suggest_zone(&format, &sample->columns[guess->time_of_day], guess->kind, i);
        put_both(&header, guess, sample, i, cx_buf_str(&format), options);
    }
    cx_buf_printf(map, "%s,", field->name);
    put_cell(map, &header, ',');
    put_cell(map, &values, ',');
    put_cell(map, &format, '\n');
    cx_buf_fini(&header);
    cx_buf_fini(&values);
    cx_buf_fini(&format);
    cx_buf_fini(&rivals);
}

/* The column that may be the last day of what field i says the end of; -1: there is none. */
static int find_last_day(const struct guess *guess, const struct sample *sample, size_t i)
{
    if ((int)i != end_after_last_day(guess->kind))
        return -1;
    for (size_t k = 0; k < sample->count; k++) {
        const struct sample_column *column = &sample->columns[k];
        if (!is_taken(guess, sample, (int)k) && may_be_last_day(column->name, column->name_length))
            return (int)k;
    }
    return -1;
}

static void put_last_day(struct cx_buf *map, const struct guess *guess, const struct sample *sample,
                         size_t i, int k, const struct cx_suggest_options *options)
{
    const struct sample_column *column = &sample->columns[k];
    const char *end = guess->kind->fields[i].name;
    struct cx_buf header = {0}, format = {0}, text = {0};
    cx_buf_puts(&header, column->name);
    suggest_format(&format, sample, column, guess->kind, i, options);
    suggest_add_word(&format, "last");
    cx_buf_say(&text,
               "%s: \"%s\" is taken for the last day, and %s is the day after it: take the format "
               "last away if it is that day itself",
               options->file, column->name, end);
    suggest_say(options, &text);
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

static void put_map(struct cx_buf *map, struct guess *guess, const struct sample *sample,
                    const struct cx_suggest_options *options)
{
    struct cx_buf missing = {0}, left = {0};
    int last_day = -1;
    find_time_of_day(guess, sample);
    say_repeated(sample, options);
    cx_buf_puts(map, "column,header,values,format\n");
    for (size_t i = 0; i < guess->kind->count; i++) {
        const struct cx_field *field = &guess->kind->fields[i];
        int column = guess->column[i] < 0 ? find_last_day(guess, sample, i) : -1;
        if (guess->column[i] < 0 && column < 0)
            guess->column[i] = odd_date(guess, sample, i);
        if (guess->column[i] >= 0) {
            put_row(map, guess, sample, i, options);
        } else if (column >= 0) {
            last_day = column;
            put_last_day(map, guess, sample, i, last_day, options);
        } else if (is_channel_of_calls(guess->kind, i, sample, options)) {
            put_phone(map, options);
        } else if (field->flags & CX_ASKED) {
            cx_buf_printf(map, "%s,=?,,\n", field->name);
            suggest_ask(field, options);
        } else if (is_needed(field, false)) {
            const struct sample_column *other = namesake(guess, sample, i);
            cx_buf_printf(map, "%s,=?,,\n", field->name);
            if (other)
                say_misfit(other, field, options);
            cx_buf_printf(&missing, "%s%s", missing.len ? ", " : "", field->name);
        } else {
            suggest_tell_initial(field, options);
        }
    }
    for (size_t k = 0; k < sample->count; k++) {
        if (!is_taken(guess, sample, (int)k) && (int)k != last_day)
            cx_buf_printf(&left, "%s%s", left.len ? ", " : "", sample->columns[k].name);
    }
    int reverses = cx_kind_field(guess->kind, "reverses", strlen("reverses"));
    if (reverses >= 0 && guess->column[reverses] < 0)
        suggest_tell_reversals(sample, options);
    struct cx_buf text = {0};
    if (missing.len) {
        cx_buf_say(
            &text,
            "%s: no column looks like %s: replace each =? by a column, or by a template such as "
            "={Day} {Month} 2026 or =K-{#}",
            options->file, cx_buf_str(&missing));
        suggest_say(options, &text);
    }
    if (left.len) {
        cx_buf_say(&text, "%s: left out: %s", options->file, cx_buf_str(&left));
        suggest_say(options, &text);
    }
    cx_buf_fini(&missing);
    cx_buf_fini(&left);
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
        rc = choose(&guess, &sample, options, err);
    if (rc == 0)
        put_map(map, &guess, &sample, options);
    free(guess.column);
    close_sample(&sample, fd);
    return rc;
}

/* Whether the columns are a kind's own, by their names, and none that it needs is missing. */
static bool are_own(const struct sample *sample, const struct cx_kind *kind)
{
    size_t own = 0;
    for (size_t i = 0; i < kind->count; i++) {
        bool is_there = false;
        for (size_t k = 0; k < sample->count && !is_there; k++)
            is_there = is_own_name(&sample->columns[k], &kind->fields[i]);
        if (!is_there && is_needed(&kind->fields[i], false))
            return false;
        own += is_there;
    }
    return sample->count > 0 && own == sample->count;
}

/* The kind of plan whose own columns these are, of several the one that has the fewest others;
 * NULL: none. A guess wouldn't do: rules or limits look like many a fact. */
static const struct cx_kind *plan_of_columns(const struct sample *sample)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count), *best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (kinds[i]->is_plan && are_own(sample, kinds[i]) &&
            (!best || kinds[i]->count < best->count))
            best = kinds[i];
    }
    return best;
}

const struct cx_kind *kind_of_columns(const char *name)
{
    const struct cx_suggest_options options = {.file = name};
    struct cx_err ignored = {0};
    struct sample sample = {0};
    struct guess guess = {0};
    int fd, rc = open_sample(&sample, &fd, &options, &ignored);
    const struct cx_kind *kind = rc == 0 ? plan_of_columns(&sample) : NULL;
    if (rc == 0 && !kind) {
        match_best(&guess, &sample);
        kind = guess.score < KIND_ENOUGH ? NULL : guess.kind;
    }
    free(guess.column);
    close_sample(&sample, fd);
    return kind;
}
