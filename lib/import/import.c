#include "import/import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "csv/writer.h"
#include "import/loader.h"
#include "store/audit.h"

int64_t line_key(const char *kind, const char *text, size_t n)
{
    return (int64_t)cx_map_hash(text ? text : "", text ? n : 0, cx_map_hash(kind, strlen(kind), 0));
}

/* A rejected row goes out as it came, with its line and the reason in front. */
static void reject(struct file *file, int64_t line, const char *message)
{
    struct cx_buf text = {0};
    cx_buf_printf(&text, "%lld,", (long long)line);
    cx_csv_put(&text, message, strlen(message), ',');
    for (size_t i = 0; i < file->row.count; i++) {
        cx_buf_putc(&text, ',');
        cx_csv_put(&text, file->row.fields[i].s, file->row.fields[i].n, ',');
    }
    cx_buf_putc(&text, '\n');
    fwrite(text.data, 1, text.len, file->import->rejects);
    cx_buf_fini(&text);
}

void say_bad(struct file *file, int64_t line, const char *column, const char *why)
{
    struct import *import = file->import;
    struct cx_buf text = {0};
    cx_buf_printf(&text, "%s:%lld: %s%s%s", file->result->name, (long long)line,
                  column ? column : "", column ? ": " : "", why);
    import->bad++;
    file->result->rejected++;
    if (import->said++ < SAID_MAX)
        import->options->say(import->options->context, cx_buf_str(&text));
    if (import->rejects)
        reject(file, line, cx_buf_str(&text) + strcspn(cx_buf_str(&text), " ") + 1);
    cx_buf_fini(&text);
}

/* Employees are read twice (import/posts.c), so a pipe of them is kept in a file without a name. */
static int spool(int fd, struct cx_err *err)
{
    char bytes[65536];
    ssize_t n;
    FILE *copy = tmpfile();
    int kept = copy ? dup(fileno(copy)) : -1;
    if (copy)
        fclose(copy);
    if (kept < 0)
        return cx_err_set(err, CX_EWORLD, "a temporary file can't be made: %s", strerror(errno));
    while ((n = read(fd, bytes, sizeof bytes)) > 0) {
        if (write(kept, bytes, (size_t)n) != n) {
            close(kept);
            return cx_err_set(err, CX_EWORLD, "a temporary file can't be written: %s", strerror(errno));
        }
    }
    lseek(kept, 0, SEEK_SET);
    return kept;
}

static int open_fd(struct file *file, struct cx_err *err)
{
    const char *name = file->result->name;
    if (strcmp(name, "-") == 0)
        file->fd = dup(STDIN_FILENO);
    else
        file->fd = open(name, O_RDONLY | O_CLOEXEC);
    if (file->fd < 0)
        return cx_err_set(err, CX_EWORLD, "%s: %s", name, strerror(errno));
    if (strcmp(file->kind->name, "employees") == 0 && lseek(file->fd, 0, SEEK_CUR) < 0) {
        int kept = spool(file->fd, err);
        if (kept < 0)
            return kept;
        close(file->fd);
        file->fd = kept;
    }
    return 0;
}

static int open_file(struct file *file, struct cx_err *err)
{
    const struct cx_import_options *options = file->import->options;
    struct cx_csv_options csv = {options->encoding, options->delimiter};
    size_t count = file->kind->count;
    file->sources = cx_alloc(count * sizeof *file->sources);
    file->present = cx_alloc(count * sizeof *file->present);
    file->cells = cx_alloc(count * sizeof *file->cells);
    file->offsets = cx_alloc(count * sizeof *file->offsets);
    file->keys = cx_map_new();
    file->key_lines = cx_map_new();
    int rc = open_fd(file, err);
    if (rc == 0)
        rc = cx_csv_open(&file->reader, file->fd, file->result->name, &csv, err);
    return rc < 0 ? rc : find_sources(file, err);
}

static void close_file(struct file *file)
{
    cx_csv_free(file->reader);
    if (file->fd >= 0)
        close(file->fd);
    free(file->sources);
    free(file->present);
    free(file->cells);
    free(file->offsets);
    cx_map_free(file->keys);
    cx_map_free(file->key_lines);
    cx_map_free(file->dated);
    cx_stmt_free(file->latest);
    cx_buf_fini(&file->texts);
    cx_buf_fini(&file->scratch);
    cx_buf_fini(&file->cell);
}

/* One line of the audit row: name, SHA-256 of the bytes read, rows. */
static void note_file(struct file *file)
{
    char hex[CX_HASH_TEXT];
    cx_csv_digest(file->reader, hex);
    cx_buf_printf(&file->import->audit, "%s %s %lld\n", file->result->name, hex,
                  (long long)file->result->read);
}

static int write_rejects_header(struct import *import, const struct file *file)
{
    const struct cx_csv_row *header = cx_csv_header(file->reader);
    struct cx_buf text = {0};
    cx_buf_puts(&text, "line,reason");
    for (size_t i = 0; i < header->count; i++) {
        cx_buf_putc(&text, ',');
        cx_csv_put(&text, header->fields[i].s, header->fields[i].n, ',');
    }
    cx_buf_putc(&text, '\n');
    fwrite(text.data, 1, text.len, import->rejects);
    cx_buf_fini(&text);
    return 0;
}

static int choose_kinds(const struct cx_import_options *options, struct cx_import_file *results,
                        struct cx_err *err)
{
    for (size_t i = 0; i < options->file_count; i++) {
        const char *name = options->files[i];
        results[i] = (struct cx_import_file){.name = name};
        results[i].kind = options->kind ? cx_kind_find(options->kind, strlen(options->kind))
                                        : cx_kind_of_file(name);
        if (!results[i].kind && options->kind)
            return cx_err_set(err, CX_EUSAGE, "there is no kind \"%s\": cx-import --list shows them",
                              options->kind);
        if (!results[i].kind)
            return cx_err_set(err, CX_EUSAGE,
                              "%s: its name says no kind: name the kind with -k "
                              "(cx-import --list shows them)", name);
    }
    return 0;
}

static int compare_files(const void *a, const void *b)
{
    const struct cx_import_file *left = a, *right = b;
    int order = cx_kind_order(left->kind) - cx_kind_order(right->kind);
    return order ? order : strcmp(left->name, right->name);
}

static int load_files(struct import *import, struct file *files, struct cx_err *err)
{
    size_t count = import->options->file_count;
    int rc = 0;
    if (count == 0)
        return 0;
    /* All headers are read before the lock is taken: a slow program upstream locks nobody out. */
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = open_file(&files[i], err);
    if (rc == 0 && import->rejects)
        rc = write_rejects_header(import, &files[0]);
    if (rc == 0)
        rc = cx_db_begin(import->db, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        rc = load_file(&files[i], err);
        if (rc == 0)
            note_file(&files[i]);
    }
    return rc;
}

/* Commits, or leaves everything as it was. */
static int conclude(struct import *import, struct cx_err *err)
{
    const struct cx_import_options *options = import->options;
    struct cx_audit audit = {options->now, "cx-import", options->arguments,
                             cx_buf_str(&import->audit)};
    if (import->bad > 0 && !import->rejects) {
        cx_db_rollback(import->db);
        return cx_err_set(err, CX_EDATA, "%lld row%s bad: nothing was imported",
                          (long long)import->bad, import->bad == 1 ? " is" : "s are");
    }
    int rc = cx_audit_add(import->db, &audit, err);
    if (options->dry_run)
        cx_db_rollback(import->db);
    else if (rc == 0)
        rc = cx_db_commit(import->db, err);
    return rc == 0 && import->bad > 0 ? CX_EDATA : rc;
}

int cx_import(struct cx_db *db, const struct cx_import_options *options,
              struct cx_import_file *results, struct cx_err *err)
{
    struct import import = {.db = db, .options = options, .err = err};
    struct file *files = cx_alloc((options->file_count + 1) * sizeof *files);
    import.refs = refs_new(db);
    import.lines = cx_map_new();
    int rc = choose_kinds(options, results, err);
    if (rc == 0)
        qsort(results, options->file_count, sizeof *results, compare_files);
    for (size_t i = 0; i < options->file_count; i++)
        files[i] = (struct file){.import = &import, .result = &results[i], .kind = results[i].kind, .fd = -1};
    if (rc == 0 && options->map)
        rc = map_read(&import.map, options->map, err);
    if (rc == 0 && options->rejects && !(import.rejects = fopen(options->rejects, "w")))
        rc = cx_err_set(err, CX_EWORLD, "%s: %s", options->rejects, strerror(errno));
    if (rc == 0)
        rc = load_files(&import, files, err);
    if (rc == 0)
        rc = finish(&import, results, err);
    if (import.rejects && fclose(import.rejects) != 0 && rc == 0)
        rc = cx_err_set(err, CX_EWORLD, "%s: %s", options->rejects, strerror(errno));
    if (rc == 0)
        rc = conclude(&import, err);
    for (size_t i = 0; i < options->file_count; i++)
        close_file(&files[i]);
    cx_keywords_free(import.keywords);
    cx_db_rollback(db);
    for (size_t i = 0; i < import.pending_count; i++)
        free(import.pending[i].value);
    free(import.pending);
    free(files);
    refs_free(import.refs);
    cx_map_free(import.lines);
    cx_buf_fini(&import.audit);
    map_fini(&import.map);
    return rc;
}
