#include "kind/kind.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/invariant.h"
#include "base/nearest.h"

#define ADDRESS(kind) &cx_kind_##kind,
static const struct cx_kind *const kinds[] = {CX_KINDS(ADDRESS)};
#define KINDS (sizeof kinds / sizeof *kinds)

const struct cx_kind *const *cx_kinds(size_t *count)
{
    *count = KINDS;
    return kinds;
}

const struct cx_kind *cx_kind_find(const char *name, size_t n)
{
    for (size_t i = 0; i < KINDS; i++) {
        if (strlen(kinds[i]->name) == n && strncasecmp(kinds[i]->name, name, n) == 0)
            return kinds[i];
    }
    return NULL;
}

bool cx_kind_is_private(const struct cx_kind *kind)
{
    for (size_t i = 0; i < kind->count; i++) {
        if (kind->fields[i].flags & CX_PRIVATE)
            return true;
    }
    return false;
}

int cx_kind_order(const struct cx_kind *kind)
{
    size_t i = 0;
    while (i < KINDS && kinds[i] != kind)
        i++;
    CX_INVARIANT(i < KINDS, "every kind stands in CX_KINDS");
    return (int)i;
}

/* The kind whose name comes nearest to a word; NULL: none is near. */
static const struct cx_kind *near(const char *s, size_t n)
{
    struct cx_nearest nearest = {0};
    for (size_t i = 0; i < KINDS; i++)
        cx_nearest_try(&nearest, s, n, kinds[i]->name);
    return cx_kind_find(nearest.name, strlen(nearest.name));
}

int cx_kind_need(const struct cx_kind **kind, const char *name, struct cx_err *err)
{
    *kind = cx_kind_find(name, strlen(name));
    if (*kind)
        return 0;
    const struct cx_kind *meant = near(name, strlen(name));
    return meant ? cx_err_set(err, CX_EUSAGE,
                              "unknown kind \"%s\" (did you mean %s?): cx-import --list shows all "
                              "kinds",
                              name, meant->name)
                 : cx_err_set(err, CX_EUSAGE,
                              "unknown kind \"%s\": cx-import --list shows all kinds", name);
}

/* One of a kind: payment, strategy. */
static bool is_singular(const struct cx_kind *kind, const char *s, size_t n)
{
    size_t length = strlen(kind->name);
    bool is_y = length > 3 && strcmp(kind->name + length - 3, "ies") == 0;
    size_t stem = length - (is_y ? 3 : 1);
    return n == stem + is_y && kind->name[length - 1] == 's' &&
           strncasecmp(kind->name, s, stem) == 0 && (!is_y || tolower(s[stem]) == 'y');
}

/* The kind that a word of a file's name is, in the singular or the plural. */
static const struct cx_kind *kind_of_word(const char *s, size_t n)
{
    const struct cx_kind *kind = cx_kind_find(s, n);
    for (size_t i = 0; !kind && i < KINDS; i++) {
        if (is_singular(kinds[i], s, n))
            kind = kinds[i];
    }
    return kind;
}

/* The next word of letters of a file's name; false at its end. Its suffix is no part of it. */
static bool next_word(const char **s, size_t *n)
{
    *s += *n;
    while (**s && !isalpha((unsigned char)**s))
        ++*s;
    for (*n = 0; isalpha((unsigned char)(*s)[*n]);)
        ++*n;
    return *n > 0;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const struct cx_kind *cx_kind_of_file(const char *path)
{
    const char *name = name_of(path), *word = name;
    const struct cx_kind *found = NULL;
    for (size_t n = 0; next_word(&word, &n);) {
        const struct cx_kind *kind = kind_of_word(word, n);
        if (kind && word == name)
            return kind;
        if (kind && found && kind != found)
            return NULL;
        found = kind ? kind : found;
    }
    return found;
}

const struct cx_kind *cx_kind_near_file(const char *path)
{
    const char *word = name_of(path);
    const struct cx_kind *kind = NULL;
    for (size_t n = 0; !kind && next_word(&word, &n);)
        kind = n > 3 ? near(word, n) : NULL;
    return kind;
}

int cx_kind_field(const struct cx_kind *kind, const char *name, size_t n)
{
    for (size_t i = 0; i < kind->count; i++) {
        if (strlen(kind->fields[i].name) == n && strncasecmp(kind->fields[i].name, name, n) == 0)
            return (int)i;
    }
    return -1;
}
