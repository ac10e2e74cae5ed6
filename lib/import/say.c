/* Reports what is wrong with rows, and rejects them. */
#include <string.h>

#include "base/lang.h"
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
    else
        cx_buf_printf(text, "%s %s: %s: ", kind, key, column);
}

static void say(struct import *import, const char *message)
{
    import->bad++;
    if (import->said++ < SAID_MAX)
        import->options->say(import->options->context, message);
}

void say_whole(struct import *import, const char *message)
{
    import->is_whole_bad = true;
    say(import, message);
}

/* A rejected row goes out as it came, with its line and the reason in front. */
static void reject(struct file *file, int64_t line, const char *reason)
{
    struct cx_buf text = {0};
    cx_buf_printf(&text, "%lld,", (long long)line);
    cx_csv_put(&text, reason, strlen(reason), ',');
    cx_buf_putc(&text, ',');
    cx_buf_puts(&text, file->rejected ? file->rejected : file->row->raw);
    cx_buf_putc(&text, '\n');
    fwrite(text.data, 1, text.len, file->import->rejects.stream);
    cx_buf_fini(&text);
}

void say_bad(struct file *file, int64_t line, const char *column, const char *why)
{
    struct cx_buf text = {0};
    cx_buf_printf(&text, "%s:%lld: ", file->result->name, (long long)line);
    size_t place = text.len;
    cx_buf_printf(&text, "%s%s%s", column ? column : "", column ? ": " : "", _(why));
    file->result->rejected++;
    say(file->import, cx_buf_str(&text));
    if (file->import->rejects.stream)
        reject(file, line, cx_buf_str(&text) + place);
    cx_buf_fini(&text);
}

bool bad_cell(struct file *file, int column, const char *why)
{
    say_bad(file, file->row->line, column < 0 ? NULL : file->kind->fields[column].name, why);
    return false;
}

static bool same_header(const struct cx_csv_row *a, const struct cx_csv_row *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = strcmp(a->fields[i].s, b->fields[i].s) == 0;
    return same;
}

int rejects_begin(struct import *import, const struct file *files, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_csv_header(files[0].intake.reader);
    struct cx_buf text = {0};
    for (size_t i = 1; i < import->options->file_count; i++) {
        if (!same_header(header, cx_csv_header(files[i].intake.reader)))
            return cx_err_set(err, CX_EUSAGE,
                              "--rejects: %s and %s have different columns: import them one by one",
                              files[0].result->name, files[i].result->name);
    }
    int rc = cx_outfile_open(&import->rejects, import->options->rejects, err);
    if (rc < 0)
        return rc;
    cx_buf_puts(&text, "line,reason");
    for (size_t i = 0; i < header->count; i++) {
        cx_buf_putc(&text, ',');
        cx_csv_put(&text, header->fields[i].s, header->fields[i].n, ',');
    }
    cx_buf_putc(&text, '\n');
    fwrite(text.data, 1, text.len, import->rejects.stream);
    cx_buf_fini(&text);
    return 0;
}
