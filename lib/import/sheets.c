/* Names of files and of their sheets: which sheets of a workbook are tables. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "book/book.h"
#include "import/loader.h"
#include "import/wanted.h"

/* A file's name and a sheet's may have a # of their own: the file is one that there is. */
char *part_split(const char *name, const char **part)
{
    const char *last = strrchr(name, '#'), *mark = last;
    *part = NULL;
    if (!last || last == name || access(name, F_OK) == 0)
        return cx_strdup(name);
    while (mark > name) {
        char *path = cx_strndup(name, (size_t)(mark - name));
        if (access(path, F_OK) == 0) {
            *part = mark + 1;
            return path;
        }
        free(path);
        mark = memrchr(name, '#', (size_t)(mark - name));
    }
    *part = last + 1;
    return cx_strndup(name, (size_t)(last - name));
}

int part_look(const char *name, const struct cx_csv_options *csv,
              void (*look)(void *context, const struct cx_book *book), void *context,
              struct cx_err *err)
{
    struct cx_book *book = NULL;
    struct cx_err ignored = {0};
    const char *part;
    char *path = part_split(name, &part);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    free(path);
    if (fd < 0)
        return cx_err_set(err, CX_EWORLD, "%s: %s", name, cx_err_cause(errno));
    if (cx_book_open(&book, fd, name, part, csv, &ignored) == 0)
        look(context, book);
    cx_book_free(book);
    close(fd);
    return 0;
}

const struct cx_kind *kind_of_name(const char *name)
{
    const char *part;
    char *path = part_split(name, &part);
    const struct cx_kind *kind = part && !strchr(part, '/') ? cx_kind_of_file(part) : NULL;
    if (!kind)
        kind = cx_kind_of_file(path);
    free(path);
    return kind;
}

static void add(struct cx_import_names *names, const char *file, const char *part)
{
    struct cx_buf name = {0};
    cx_buf_printf(&name, "%s%s%s", file, part ? "#" : "", part ? part : "");
    names->items = cx_realloc(names->items, names->count + 1, sizeof *names->items);
    names->items[names->count++] = cx_strdup(cx_buf_str(&name));
    cx_buf_fini(&name);
}

static bool is_table(const struct cx_book_part *part)
{
    return !part->is_hidden && !part->is_empty;
}

static const struct cx_kind *kind_of_part(const struct cx_book_part *part)
{
    return strchr(part->name, '/') ? NULL : cx_kind_of_file(part->name);
}

static void say_left_out(const struct cx_import_options *options, const char *file,
                         const struct cx_book_part *part)
{
    struct cx_buf text = {0};
    cx_buf_say(
        &text,
        part->is_hidden
            ? "%s: the sheet \"%s\" is hidden, and left out: to import it, name it as %s#%s"
            : "%s: the sheet \"%s\" is not named after a kind, and left out: to import it, name "
              "it as %s#%s",
        file, part->name, file, part->name);
    if (options->note)
        options->note(options->context, cx_buf_str(&text));
    cx_buf_fini(&text);
}

/* Sheets that are named after kinds are those kinds, unless the command says of which kind it is.
 */
static void add_sheets(struct cx_import_names *names, const char *file,
                       const struct cx_book_parts *parts, const struct cx_import_options *options)
{
    size_t tables = 0, kinds = 0, only = 0;
    for (size_t i = 0; i < parts->count; i++) {
        if (!is_table(&parts->items[i]))
            continue;
        only = i;
        tables++;
        kinds += kind_of_part(&parts->items[i]) != NULL;
    }
    bool is_by_name = !options->kind && kinds > 0;
    for (size_t i = 0; i < parts->count; i++) {
        const struct cx_book_part *part = &parts->items[i];
        if (is_by_name && is_table(part) && kind_of_part(part)) {
            bool is_said = parts->count == 1 && cx_kind_of_file(file) == kind_of_part(part);
            add(names, file, is_said ? NULL : part->name);
        } else if ((is_by_name && is_table(part)) || (part->is_hidden && !part->is_empty))
            say_left_out(options, file, part);
    }
    if (!is_by_name)
        add(names, file, tables == 1 && parts->count > 1 ? parts->items[only].name : NULL);
}

int expand_names(struct cx_import_names *names, const struct cx_import_options *options,
                 struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < options->file_count; i++) {
        const char *file = options->files[i];
        struct cx_book_parts parts = {0};
        int fd = strcmp(file, "-") != 0 ? open(file, O_RDONLY | O_CLOEXEC) : -1;
        if (fd >= 0) { /* otherwise opening it will say why */
            rc = cx_book_parts(&parts, fd, file, err);
            close(fd);
        }
        if (rc == 0 && parts.count > 0)
            add_sheets(names, file, &parts, options);
        else if (rc == 0)
            add(names, file, NULL);
        cx_book_parts_fini(&parts);
    }
    return rc;
}

void names_fini(struct cx_import_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
    *names = (struct cx_import_names){0};
}
