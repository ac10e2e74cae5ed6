/* Reports what is wrong with rows, and rejects them. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "csv/writer.h"
#include "import/loader.h"

int64_t line_key(const char *kind, const char *text, size_t n)
{
    return (int64_t)cx_map_hash(text ? text : "", text ? n : 0, cx_map_hash(kind, strlen(kind), 0));
}

int64_t place_of(const struct file *file)
{
    return (int64_t)file->number << PLACE_LINE_BITS | file->row->line;
}

bool has_place(const struct import *import, const char *kind, const char *key)
{
    return cx_map_get(import->lines, line_key(kind, key, strlen(key))) != NULL;
}

/* The file of this command that alone can have made a row bad which stands in none of its files: of
 * the plan, the only one of the plan; NULL: there are several, or none. */
static const char *only_file(const struct import *import, const char *kind,
                             const struct file *files)
{
    const struct cx_kind *of = cx_kind_find(kind, strlen(kind));
    const char *only = NULL;
    for (size_t i = 0; files && of && i < import->file_count; i++) {
        const char *name = files[i].result->name;
        if (files[i].kind->is_plan != of->is_plan)
            continue;
        if (only && strcmp(only, name) != 0)
            return NULL;
        only = name;
    }
    return only;
}

void put_place(struct import *import, struct cx_buf *text, const char *kind, const char *key,
               const char *rest, const char *column, const struct file *files)
{
    struct cx_buf path = {0};
    cx_buf_printf(&path, "%s%s", key, rest);
    const int64_t *at = cx_map_get(import->lines, line_key(kind, path.data, path.len));
    cx_buf_fini(&path);
    if (!at)
        at = cx_map_get(import->lines, line_key(kind, key, strlen(key)));
    if (at)
        cx_buf_printf(text, "%s:%lld: %s: ", files[*at >> PLACE_LINE_BITS].result->name,
                      (long long)(*at & ((INT64_C(1) << PLACE_LINE_BITS) - 1)), column);
    else {
        const char *file = only_file(import, kind, files);
        cx_buf_printf(text, "%s%s%s %s: %s: ", file ? file : "", file ? ": " : "", kind, key,
                      column);
    }
}

/* The value that an error begins with, in its quotes, also in Chinese ones; 0: it names none. */
static size_t value_length(const char *why)
{
    static const char open[] = "“", closed[] = "”";
    bool is_chinese = strncmp(why, open, strlen(open)) == 0;
    const char *end = is_chinese    ? strstr(why, closed)
                      : *why == '"' ? strstr(why + 1, "\" ")
                                    : NULL;
    return end ? (size_t)(end - why) + (is_chinese ? strlen(closed) : 1) : 0;
}

/* Another row that has an error: its file, its line and its value where they are others. */
static void add_place(struct complaint *complaint, const char *file, int64_t line, const char *why)
{
    size_t n = value_length(why);
    int64_t place = complaint->count++;
    if (line == 0 || place > PLACES_MAX + 1)
        return;
    if (place == PLACES_MAX + 1) {
        cx_buf_puts(&complaint->more, ", …");
        return;
    }
    bool is_here = strcmp(complaint->file, file) == 0;
    cx_buf_printf(&complaint->more, "%s%s%s%lld", place > 1 ? ", " : "", is_here ? "" : file,
                  is_here ? "" : ":", (long long)line);
    if (complaint->value &&
        (strlen(complaint->value) != n || memcmp(complaint->value, why, n) != 0))
        cx_buf_printf(&complaint->more, " %.*s", (int)n, why);
}

/* A file that several kinds are read from gives its rows once for each of them. True: the row has
 * been told to have this error, of whichever kind; *is_first: none had been told of it. */
static bool is_repeated(struct complaints *all, bool *is_first, const char *file, int64_t line,
                        const char *column, const char *why)
{
    uint64_t row = cx_map_hash(file, strlen(file), (uint64_t)line),
             error = cx_map_hash(why, strlen(why), cx_map_hash(column, strlen(column), row));
    if (!all->said)
        all->said = cx_map_new();
    *is_first = line == 0 || cx_map_put(all->said, (int64_t)row, 0);
    return line > 0 && !cx_map_put(all->said, (int64_t)error, 0);
}

/* Keeps an error, or counts it with those that differ only in line and value. place: what stands
 * behind the file's name. Line 0: the error says by itself where it is. True: it is the first of
 * its row. */
static bool keep(struct import *import, const char *file, int64_t line, const char *place,
                 const char *column, const char *why)
{
    struct complaints *all = &import->complaints;
    size_t n = value_length(why);
    /* An option that several files need, as --date-order, is said once for all of them. */
    bool is_shared = strstr(why + n, " --") != NULL;
    uint64_t hash = is_shared ? 0 : cx_map_hash(file, strlen(file), 0);
    if (!is_shared)
        hash = cx_map_hash(column, strlen(column), hash);
    int64_t key = (int64_t)cx_map_hash(why + n, strlen(why + n), hash);
    if (!all->known)
        all->known = cx_map_new();
    const int64_t *at = cx_map_get(all->known, key);
    bool is_first;
    if (is_repeated(all, &is_first, file, line, column, why))
        return false;
    import->bad += is_first;
    if (at) {
        add_place(&all->list[*at], file, line, why);
        return is_first;
    }
    if (all->count == SAID_MAX) {
        all->others++;
        return is_first;
    }
    struct cx_buf text = {0};
    if (line > 0)
        cx_buf_printf(&text, "%s%s: %s%s", file, place, column, *column ? ": " : "");
    cx_buf_puts(&text, why);
    CX_GROW(all->list, all->count, all->cap);
    cx_map_put(all->known, key, (int64_t)all->count);
    all->list[all->count++] =
        (struct complaint){text.data, cx_strdup(file), {0}, n ? cx_strndup(why, n) : NULL, 1};
    return is_first;
}

void say_whole(struct import *import, const char *message)
{
    import->is_whole_bad = true;
    keep(import, "", 0, "", "", message);
}

void say_whole_of(struct import *import, const char *file, int64_t line, const char *column,
                  const char *why)
{
    import->is_whole_bad = true;
    struct cx_buf place = {0};
    cx_buf_printf(&place, ":%lld", (long long)line);
    keep(import, file, line, cx_buf_str(&place), column, why);
    cx_buf_fini(&place);
}

static void tell(const struct import *import, const char *message)
{
    import->options->say(import->options->context, message);
}

void say_all(struct import *import)
{
    struct complaints *all = &import->complaints;
    struct cx_buf text = {0};
    for (size_t i = 0; i < all->count; i++) {
        struct complaint *complaint = &all->list[i];
        cx_buf_clear(&text);
        cx_buf_puts(&text, complaint->text);
        if (complaint->count == 2 && complaint->more.len)
            cx_buf_say(&text, " (line %s has the same error)", cx_buf_str(&complaint->more));
        else if (complaint->more.len)
            cx_buf_say(&text, " (%lld more rows have the same error: lines %s)",
                       (long long)complaint->count - 1, cx_buf_str(&complaint->more));
        tell(import, cx_buf_str(&text));
        cx_buf_fini(&complaint->more);
        free(complaint->text);
        free(complaint->file);
        free(complaint->value);
    }
    if (all->others > 0) {
        cx_buf_clear(&text);
        cx_buf_say(&text, "%lld more rows have other errors: correct these first",
                   (long long)all->others);
        tell(import, cx_buf_str(&text));
    }
    cx_buf_fini(&text);
    cx_map_free(all->known);
    cx_map_free(all->said);
    free(all->list);
    *all = (struct complaints){0};
}

/* A rejected row goes out as it came, with its line and the reason in front; and its number, where
 * a map's {#} needs it. */
static void reject(struct file *file, const char *reason)
{
    struct cx_buf text = {0};
    const char *raw = file->rejected ? file->rejected : file->row->raw;
    char delimiter = file->intake.raw_delimiter;
    size_t line = (size_t)(strchrnul(raw, delimiter) - raw);
    cx_buf_add(&text, raw, line);
    cx_buf_putc(&text, delimiter);
    cx_csv_put(&text, reason, strlen(reason), delimiter);
    cx_buf_puts(&text, raw + line);
    cx_buf_putc(&text, '\n');
    fwrite(text.data, 1, text.len, file->import->rejects.stream);
    cx_buf_fini(&text);
}

/* The column of the file that a column of the kind is filled from. */
static size_t header_of(const struct file *file, const char *column)
{
    const struct source *sources = file->intake.sources; /* NULL: the file is not open */
    int index = column && sources ? cx_kind_field(file->kind, column, strlen(column)) : -1;
    int header = index < 0 ? -1 : sources[index].header;
    return header < 0 ? CX_BOOK_ROW : (size_t)header;
}

void say_bad(struct file *file, int64_t line, const char *column, const char *why)
{
    struct cx_buf place = {0};
    cx_book_place(file->intake.reader, &place, line, header_of(file, column));
    bool is_first = keep(file->import, file->result->name, line, cx_buf_str(&place),
                         column ? column : "", _(why));
    cx_buf_fini(&place);
    file->result->rejected++;
    if (is_first && file->import->rejects.stream) {
        struct cx_buf reason = {0};
        cx_buf_printf(&reason, "%s%s%s", column ? column : "", column ? ": " : "", _(why));
        reject(file, cx_buf_str(&reason));
        cx_buf_fini(&reason);
    }
}

bool bad_cell(struct file *file, int column, const char *why)
{
    say_bad(file, file->row->line, column < 0 ? NULL : file->kind->fields[column].name, why);
    return false;
}

static bool same_header(const struct file *one, const struct file *other)
{
    const struct cx_csv_row *a = cx_book_header(one->intake.reader),
                            *b = cx_book_header(other->intake.reader);
    size_t from = one->intake.front, to = other->intake.front;
    bool same = a->count - from == b->count - to;
    for (; same && from < a->count; from++, to++)
        same = strcmp(a->fields[from].s, b->fields[to].s) == 0;
    return same;
}

/* Rows go out with the delimiter that they came with: 1,234 is read in another way between
 * semicolons, and they stay where one of several files has them. */
static void choose_form(struct file *files, size_t count)
{
    bool is_numbered = false;
    char delimiter = '\0';
    for (size_t i = 0; i < count; i++) {
        char own = cx_book_delimiter(files[i].intake.reader);
        is_numbered = is_numbered || files[i].intake.is_numbered;
        if (delimiter == '\0' || own == ';')
            delimiter = own;
    }
    for (size_t i = 0; i < count; i++) {
        files[i].intake.raw_delimiter = delimiter ? delimiter : ',';
        files[i].intake.raw_numbered = is_numbered;
    }
}

static void put_header(struct cx_buf *text, const struct intake *intake)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    char delimiter = intake->raw_delimiter;
    cx_buf_printf(text, "%s%c%s", CX_SHAPE_LINE, delimiter, CX_SHAPE_REASON);
    if (intake->raw_numbered)
        cx_buf_printf(text, "%c%s", delimiter, CX_SHAPE_NUMBER);
    for (size_t i = intake->front; i < header->count; i++) {
        cx_buf_putc(text, delimiter);
        cx_csv_put(text, header->fields[i].s, header->fields[i].n, delimiter);
    }
    cx_buf_putc(text, '\n');
}

int rejects_begin(struct import *import, struct file *files, struct cx_err *err)
{
    struct cx_buf text = {0};
    for (size_t i = 1; i < import->file_count; i++) {
        if (!same_header(&files[0], &files[i]))
            return cx_err_set(err, CX_EUSAGE,
                              "--rejects: %s and %s have different columns: import them one by one",
                              files[0].result->name, files[i].result->name);
    }
    int rc = cx_outfile_open(&import->rejects, import->options->rejects, err);
    if (rc < 0)
        return rc;
    choose_form(files, import->file_count);
    put_header(&text, &files[0].intake);
    fwrite(text.data, 1, text.len, import->rejects.stream);
    cx_buf_fini(&text);
    return 0;
}
