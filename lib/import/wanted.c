/* What an import takes: the files and sheets that are named, each by its map, as each kind that it
 * holds. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "import/loader.h"
#include "import/suggest.h"
#include "import/wanted.h"

static void look_for_sheet(void *context, const struct cx_book *book)
{
    *(bool *)context = header_is_of_sheet(cx_book_header(book));
}

/* Whether a file, of which nothing says what it holds, is a sheet of cx-bonus. */
static bool is_sheet(const char *name)
{
    struct cx_err ignored = {0};
    bool is_it = false;
    (void)part_look(name, NULL, look_for_sheet, &is_it, &ignored);
    return is_it;
}

/* That a file's name says nothing of its kind, and what its columns say. */
static int ask_for_kind(const char *name, struct cx_err *err)
{
    const struct cx_kind *meant = cx_kind_near_file(name), *likely = NULL;
    if (meant)
        return cx_err_set(err, CX_EUSAGE,
                          "%s: its name gives no kind (did you mean -k %s?): cx-import --list "
                          "shows all kinds",
                          name, meant->name);
    if (strcmp(name, "-") != 0) /* a pipe can't be read twice */
        likely = kind_of_columns(name);
    if (likely)
        return cx_err_set(err, CX_EUSAGE,
                          "%s: its name gives no kind, but its columns look like those of %s: if "
                          "they are, add -k %s",
                          name, likely->name, likely->name);
    return cx_err_set(
        err, CX_EUSAGE,
        "%s: its name gives no kind: give one with -k (cx-import --list shows all kinds)", name);
}

static int need_kind(const struct cx_kind **kind, const char *name, const struct cx_import_map *map,
                     struct cx_err *err)
{
    *kind = map ? cx_kind_of_file(map->path) : NULL;
    if (!*kind)
        *kind = kind_of_name(name);
    if (*kind)
        return 0;
    if (is_sheet(name))
        return cx_err_set(err, CX_EDATA, COMPUTED, name);
    return ask_for_kind(name, err);
}

static bool is_there(const char *name)
{
    const char *part;
    char *path = part_split(name, &part);
    bool is_found = strcmp(name, "-") == 0 || access(path, R_OK) == 0;
    free(path);
    return is_found;
}

static void add(struct cx_import_done *done, const char *name, const struct cx_kind *kind,
                const struct cx_import_map *map)
{
    done->files = cx_realloc(done->files, done->count + 2, sizeof *done->files);
    done->files[done->count++] = (struct cx_import_file){.name = name, .kind = kind, .map = map};
}

/* One file: as the kind that is asked for, else as all that its map speaks of, else as the one that
 * a name says. */
static int add_file(struct cx_import_done *done, const char *name, const struct cx_kind *kind,
                    const struct cx_import_map *map, struct cx_err *err)
{
    size_t count = map ? map->kind_count : 0;
    bool is_there = count == 0 || !kind;
    for (size_t i = 0; i < count; i++)
        is_there = is_there || map->kinds[i] == kind;
    if (!is_there)
        return cx_err_set(err, CX_EUSAGE, "%s: says nothing of kind %s", map->path, kind->name);
    if (!kind && count > 1 && strcmp(name, "-") == 0)
        return cx_err_set(err, CX_EUSAGE,
                          "-: a pipe can't be read as several kinds: name the file, or a kind with "
                          "-k");
    for (size_t i = 0; !kind && i < count; i++)
        add(done, name, map->kinds[i], map);
    if (!kind && count > 0)
        return 0;
    int rc = kind ? 0 : need_kind(&kind, name, map, err);
    if (rc == 0)
        add(done, name, kind, map);
    return rc;
}

/* By kind, then by name, with numbers by value: payments-9.csv comes before payments-10.csv. */
static int compare_files(const void *a, const void *b)
{
    const struct cx_import_file *left = a, *right = b;
    int order = cx_kind_order(left->kind) - cx_kind_order(right->kind);
    return order ? order : strverscmp(left->name, right->name);
}

int choose_inputs(struct import *import, struct cx_import_done *done, struct cx_err *err)
{
    const struct cx_import_options *options = import->options;
    const struct cx_kind *kind = NULL;
    *done = (struct cx_import_done){.files = cx_alloc(sizeof *done->files)};
    int rc = options->kind ? cx_kind_need(&kind, options->kind, err) : 0;
    if (rc == 0 && options->map)
        rc = maps_add(&import->maps, options->map, err);
    else if (rc == 0 && options->maps)
        rc = maps_read(&import->maps, options->maps, err);
    if (rc == 0)
        rc = expand_names(&done->names, options, err);
    for (size_t i = 0; rc == 0 && i < done->names.count; i++) {
        const char *name = done->names.items[i];
        const struct cx_import_map *map = options->map ? import->maps.items[0] : NULL;
        if (!is_there(name))
            rc = cx_err_set(err, CX_EWORLD, "%s: %s", name, cx_err_cause(errno));
        if (rc == 0 && options->maps)
            rc = maps_choose(&map, &import->maps, name, kind, options, err);
        if (rc == 0)
            rc = add_file(done, name, kind, map, err);
    }
    if (rc == 0)
        qsort(done->files, done->count, sizeof *done->files, compare_files);
    import->file_count = done->count;
    return rc;
}

void cx_import_done_fini(struct cx_import_done *done)
{
    names_fini(&done->names);
    free(done->files);
    *done = (struct cx_import_done){0};
}
