/* A folder of maps, of which each file gets the one that fits its columns. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "import/loader.h"
#include "import/wanted.h"

#define TOLD_MAX 3 /* maps that come near, which are told */

static int is_csv(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name);
    return n > 4 && *entry->d_name != '.' && strcasecmp(entry->d_name + n - 4, ".csv") == 0;
}

/* Whether a file's header is a map's: beside maps may lie the files that they look things up in. */
static int is_map(const char *path, struct cx_err *err)
{
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_options options = {.delimiter = ',', .may_repeat = true};
    struct cx_err ignored = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* of a FIFO nobody may write to */
    if (fd < 0)
        return cx_err_set(err, CX_EWORLD, "%s: %s", path, cx_err_cause(errno));
    struct stat status;
    bool is_it = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
                 cx_csv_open(&reader, fd, path, &options, &ignored) == 0 &&
                 header_index(cx_csv_header(reader), "column", strlen("column")) >= 0 &&
                 header_index(cx_csv_header(reader), "header", strlen("header")) >= 0;
    cx_csv_free(reader);
    close(fd);
    return is_it;
}

int maps_add(struct maps *maps, const char *path, struct cx_err *err)
{
    maps->items = cx_realloc(maps->items, maps->count + 1, sizeof *maps->items);
    return map_read(&maps->items[maps->count++], path, err);
}

int maps_read(struct maps *maps, const char *folder, struct cx_err *err)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_csv, alphasort), rc = 0;
    if (count < 0)
        return cx_err_set(err, CX_EWORLD, "%s: %s", folder, cx_err_cause(errno));
    for (int i = 0; i < count; i++) {
        struct cx_buf path = {0};
        cx_buf_printf(&path, "%s/%s", folder, entries[i]->d_name);
        if (rc >= 0)
            rc = is_map(cx_buf_str(&path), err);
        if (rc == 1)
            rc = maps_add(maps, cx_buf_str(&path), err);
        cx_buf_fini(&path);
        free(entries[i]);
    }
    free(entries);
    return rc < 0 ? rc : 0;
}

void maps_fini(struct maps *maps)
{
    for (size_t i = 0; i < maps->count; i++)
        map_free(maps->items[i]);
    free(maps->items);
    *maps = (struct maps){0};
}

/* How the maps stand to a file: how many of their names its best row lacks. */
struct search {
    const struct maps *maps;
    const struct cx_kind *kind; /* that is asked for; NULL: those of the maps */
    const struct cx_kind *own;  /* that the file's name says; NULL: none */
    size_t *lacking;
    struct cx_buf *lacks; /* the names */
    bool *may_do;         /* all that the file lacks may be lacking */
    bool is_own;          /* its header is that of a table of its own kind */
};

static void look_at(struct search *search, const struct cx_csv_row *rows, size_t at)
{
    if (!header_may_be(rows, at))
        return;
    for (size_t i = 0; i < search->maps->count; i++) {
        struct cx_buf lacks = {0};
        size_t lacking = header_lacks(&lacks, &rows[at], search->maps->items[i], search->kind);
        if (lacking < search->lacking[i]) {
            struct cx_buf other = search->lacks[i];
            search->lacking[i] = lacking;
            search->lacks[i] = lacks;
            lacks = other;
        }
        cx_buf_fini(&lacks);
    }
    search->is_own =
        search->is_own || (search->own && header_lacks_of_kind(&rows[at], search->own, false) == 0);
}

/* A cx_csv_options.find_header, which looks at all rows. */
static size_t look_at_all(void *context, const struct cx_csv_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        look_at(context, rows, i);
    return CX_CSV_NONE;
}

/* A header that can't be one may still be below another row, which a map finds. */
static void look_at_header(void *context, const struct cx_book *book)
{
    struct search *search = context;
    const struct cx_csv_row *header = cx_book_header(book);
    look_at(search, header, 0);
    for (size_t i = 0; i < search->maps->count && cx_book_is_open(book); i++)
        search->may_do[i] = header_may_do(header, search->maps->items[i], search->kind);
}

/* Whether a map is for files of a name. */
static bool is_for(const struct cx_import_map *map, const char *name)
{
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
    bool is_named = false, is_it = false;
    for (size_t i = 0; i < map->rule_count; i++) {
        if (map->rules[i].word != MAP_FILE_NAME)
            continue;
        is_named = true;
        is_it = is_it || matches_any(map->rules[i].header, base, strcspn(base, "#"));
    }
    return is_it || !is_named;
}

/* Of those that fit, the one that asks for all that the others ask for, and more. */
static const struct cx_import_map *widest(const struct search *search, const bool *fits)
{
    const struct maps *maps = search->maps;
    for (size_t i = 0; i < maps->count; i++) {
        bool is_widest = fits[i];
        for (size_t k = 0; k < maps->count && is_widest; k++)
            is_widest = k == i || !fits[k] ||
                        (map_is_within(maps->items[k], maps->items[i]) &&
                         !map_is_within(maps->items[i], maps->items[k]));
        if (is_widest)
            return maps->items[i];
    }
    return NULL;
}

static int refuse_several(const struct search *search, const bool *fits, const char *name,
                          struct cx_err *err)
{
    struct cx_buf names = {0};
    for (size_t i = 0; i < search->maps->count; i++) {
        if (fits[i])
            cx_buf_printf(&names, "%s%s", names.len ? ", " : "", search->maps->items[i]->path);
    }
    cx_err_set(err, CX_EDATA,
               "%s: several maps fit its columns (%s): name one with --map, or say in each of them "
               "with a row file-name whose files it is for",
               name, cx_buf_str(&names));
    cx_buf_fini(&names);
    return CX_EDATA;
}

/* Names the maps of which a file lacks least. */
static int refuse_none(const struct search *search, const char *folder, const char *name,
                       struct cx_err *err)
{
    struct cx_buf near = {0};
    for (size_t told = 0, least = 1; told < TOLD_MAX && least < 1000; least++) {
        for (size_t i = 0; i < search->maps->count && told < TOLD_MAX; i++) {
            if (search->lacking[i] != least)
                continue;
            told++;
            cx_buf_printf(&near, "%s%s: %s", near.len ? "; " : "", search->maps->items[i]->path,
                          cx_buf_str(&search->lacks[i]));
        }
    }
    if (near.len)
        cx_err_set(err, CX_EDATA,
                   "%s: no map in %s fits its columns: what it lacks of those that they name is %s",
                   name, folder, cx_buf_str(&near));
    else
        cx_err_set(err, CX_EDATA,
                   "%s: no map in %s is for it: make one with cx-import --suggest-map", name,
                   folder);
    cx_buf_fini(&near);
    return CX_EDATA;
}

/* The maps for a file whose names it has, or, with may_lack, those that it needs. */
static size_t find_fitting(bool *fits, const struct search *search, const char *name, bool may_lack)
{
    size_t fitting = 0;
    for (size_t i = 0; i < search->maps->count; i++) {
        fits[i] = (may_lack ? search->may_do[i] : search->lacking[i] == 0) &&
                  is_for(search->maps->items[i], name);
        fitting += fits[i];
    }
    return fitting;
}

static int choose(const struct cx_import_map **map, const struct search *search, const char *name,
                  const char *folder, struct cx_err *err)
{
    bool *fits = cx_alloc((search->maps->count + 1) * sizeof *fits);
    size_t fitting = find_fitting(fits, search, name, false);
    int rc = 0;
    if (fitting == 0)
        fitting = find_fitting(fits, search, name, true);
    *map = widest(search, fits);
    if (fitting == 0 && !search->is_own)
        rc = refuse_none(search, folder, name, err);
    else if (fitting > 0 && !*map)
        rc = refuse_several(search, fits, name, err);
    free(fits);
    return rc;
}

int maps_choose(const struct cx_import_map **map, const struct maps *maps, const char *name,
                const struct cx_kind *kind, const struct cx_import_options *options,
                struct cx_err *err)
{
    struct search search = {.maps = maps, .kind = kind, .own = kind ? kind : kind_of_name(name)};
    const struct cx_csv_options csv = {.encoding = options->encoding,
                                       .delimiter = options->delimiter,
                                       .skip = options->skip,
                                       .may_repeat = true,
                                       .find_header = look_at_all,
                                       .context = &search};
    search.lacking = cx_alloc((maps->count + 1) * sizeof *search.lacking);
    search.lacks = cx_alloc((maps->count + 1) * sizeof *search.lacks);
    search.may_do = cx_alloc((maps->count + 1) * sizeof *search.may_do);
    for (size_t i = 0; i < maps->count; i++)
        search.lacking[i] = SIZE_MAX;
    int rc = strcmp(name, "-") == 0
                 ? cx_err_set(err, CX_EUSAGE,
                              "-: --maps has to look into a file first: name one, or a map with "
                              "--map")
                 : part_look(name, &csv, look_at_header, &search, err);
    if (rc == 0)
        rc = choose(map, &search, name, options->maps, err);
    for (size_t i = 0; i < maps->count; i++)
        cx_buf_fini(&search.lacks[i]);
    free(search.lacks);
    free(search.lacking);
    free(search.may_do);
    return rc;
}
