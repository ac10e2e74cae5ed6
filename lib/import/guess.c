/* Which of a foreign export's columns is which of a kind's, from their names and from what stands
 * in them; and which kind that is. */
#include "import/guess.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "import/intake.h"
#include "import/wanted.h"
#include "kind/alias.h"
#include "kind/meaning.h"

#define LIKE_ENOUGH    60 /* of 100 */
#define ID_LIKE_ENOUGH 85
#define OWN_NAME       101 /* the kind's own: surer than its other names */
#define MUCH_LIKER     10  /* than another column, which is then out of the question */
#define MISSING        40  /* what a required column that isn't there takes from a kind's score */
#define KIND_ENOUGH    100 /* two columns found, one of them surely */

/* A name that is the kind's own, in any case. */
static bool is_own_name(const struct sample_column *column, const struct cx_field *field)
{
    return strlen(field->name) == column->name_length &&
           strncasecmp(field->name, column->name, column->name_length) == 0;
}

/* What the name of a column that is like a field's means. Ids and words of choices are told by
 * their cells; texts are read, not added up. */
static enum cx_meaning means(const struct sample_column *column, const struct cx_kind *kind,
                             int field)
{
    enum cx_type type = kind->fields[field].type;
    if (type == CX_TYPE_ID || type == CX_TYPE_CHOICE || type == CX_TYPE_BOOL)
        return CX_MEANS_IT;
    enum cx_meaning said = cx_meaning(kind, field, column->name, column->name_length);
    bool is_text = type == CX_TYPE_TEXT || type == CX_TYPE_NAME;
    return is_text && said == CX_MEANS_MORE ? CX_MEANS_IT : said;
}

/* Wang Li, or 王丽. */
static bool is_name(const char *value)
{
    const char *blank = strchr(value, ' ');
    bool is_english = blank && isalpha((unsigned char)*value) && isalpha((unsigned char)blank[1]) &&
                      !strpbrk(value, "0123456789");
    size_t n = 0;
    while ((unsigned char)value[n] >= 0x80)
        n++;
    return is_english || (value[n] == '\0' && n >= 6 && n <= 12);
}

bool guess_has_names(const struct sample_column *column, const struct cx_field *field)
{
    int names = 0, count = cx_pool_count(column->values);
    if (strcmp(field->name, "customer_id") != 0 && strcmp(field->name, "employee_id") != 0)
        return false;
    for (int i = 0; i < count; i++)
        names += is_name(cx_pool_get(column->values, i));
    return names * 2 > count;
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
        return found.column != field                                    ? 0
               : fits && !guess_has_names(column, &kind->fields[field]) ? 100
                                                                        : LIKE_ENOUGH;
    int like = cx_alias_likeness(kind, field, column->name, column->name_length);
    /* TalkMinutes: only the length of a call has its unit in its name. */
    if (kind->fields[field].type == CX_TYPE_INT && suggest_unit(column, &kind->fields[field]))
        like = like > LIKE_ENOUGH ? like : LIKE_ENOUGH;
    bool is_own_id = field == 0 && kind->fields[0].type == CX_TYPE_ID;
    bool repeats = is_own_id && column->distinct * 2 < sample->rows;
    /* Words such as Age or Loan come near many ids' names. */
    int enough = kind->fields[field].type == CX_TYPE_ID ? ID_LIKE_ENOUGH : LIKE_ENOUGH;
    if (like < enough || !fits || repeats)
        return 0;
    return means(column, kind, field) == CX_MEANS_IT ? like : LIKE_ENOUGH;
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

int guess_kind(struct guess *guess, const struct sample *sample,
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

bool guess_has(const struct guess *guess, const struct sample *sample, int column)
{
    bool is_it = guess->time_of_day == column || sample->columns[column].is_repeated;
    for (size_t i = 0; i < guess->kind->count; i++)
        is_it = is_it || guess->column[i] == column;
    return is_it;
}

void guess_rivals(struct cx_buf *names, const struct guess *guess, const struct sample *sample,
                  size_t i)
{
    const struct sample_column *own = &sample->columns[guess->column[i]];
    int least = likeness(sample, own, guess->kind, (int)i) - MUCH_LIKER;
    if (is_own_name(own, &guess->kind->fields[i]))
        return;
    for (size_t k = 0; k < sample->count; k++) {
        const struct sample_column *column = &sample->columns[k];
        int like =
            guess_has(guess, sample, (int)k) ? 0 : likeness(sample, column, guess->kind, (int)i);
        if (like >= LIKE_ENOUGH && like > least)
            cx_buf_printf(names, "%s|%s", names->len ? "" : own->name, column->name);
    }
}

bool guess_is_doubtful(const struct guess *guess, const struct sample *sample, size_t i)
{
    const struct sample_column *column = &sample->columns[guess->column[i]];
    struct cx_alias_header found;
    cx_alias_header(&found, guess->kind, column->name, column->name_length);
    return found.column < 0 && means(column, guess->kind, (int)i) != CX_MEANS_IT;
}

const struct sample_column *guess_namesake(const struct guess *guess, const struct sample *sample,
                                           size_t i)
{
    for (size_t k = 0; k < sample->count; k++) {
        struct cx_alias_header found;
        const struct sample_column *column = &sample->columns[k];
        cx_alias_header(&found, guess->kind, column->name, column->name_length);
        if (found.column == (int)i && !guess_has(guess, sample, (int)k))
            return column;
    }
    return NULL;
}

int guess_odd_date(const struct guess *guess, const struct sample *sample, size_t i)
{
    const struct cx_field *field = &guess->kind->fields[i];
    const struct sample_column *column = guess_namesake(guess, sample, i);
    bool is_date = field->type == CX_TYPE_DATE || field->type == CX_TYPE_TIME;
    bool is_odd = column && is_date && !is_needed(field, false) && column->filled > 0 &&
                  column->dates + column->ordered > 0;
    return is_odd ? (int)(column - sample->columns) : -1;
}

void guess_time_of_day(struct guess *guess, const struct sample *sample)
{
    for (size_t i = 0; i < guess->kind->count; i++) {
        int found =
            guess->column[i] < 0
                ? -1
                : suggest_time_of_day(sample, &sample->columns[guess->column[i]], guess->kind, i);
        if (found >= 0 && !guess_has(guess, sample, found))
            guess->time_of_day = found;
    }
}

int guess_end(const struct guess *guess, const struct sample *sample, size_t i)
{
    if ((int)i != end_after_last_day(guess->kind))
        return -1;
    for (size_t k = 0; k < sample->count; k++) {
        const struct sample_column *column = &sample->columns[k];
        const char *said;
        if (!guess_has(guess, sample, (int)k) &&
            may_be_end(&said, column->name, column->name_length))
            return (int)k;
    }
    return -1;
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

const struct cx_kind *guess_of_columns(const struct sample *sample)
{
    struct guess guess = {0};
    const struct cx_kind *kind = plan_of_columns(sample);
    if (!kind) {
        match_best(&guess, sample);
        kind = guess.score < KIND_ENOUGH ? NULL : guess.kind;
    }
    free(guess.column);
    return kind;
}
