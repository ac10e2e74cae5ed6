/* The kind that a file's name says, or that was meant where none has the name. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "kind/alias.h"
#include "kind/kind.h"

/* One of a kind: payment, strategy. */
static bool is_singular(const struct cx_kind *kind, const char *s, size_t n)
{
    size_t length = strlen(kind->name);
    bool is_y = length > 3 && strcmp(kind->name + length - 3, "ies") == 0;
    size_t stem = length - (is_y ? 3 : 1);
    return n == stem + is_y && kind->name[length - 1] == 's' &&
           strncasecmp(kind->name, s, stem) == 0 &&
           (!is_y || tolower((unsigned char)s[stem]) == 'y');
}

/* The kind that a word of a file's name is, in the singular or the plural. */
static const struct cx_kind *kind_of_word(const char *s, size_t n)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count), *kind = cx_kind_find(s, n);
    for (size_t i = 0; !kind && i < count; i++) {
        if (is_singular(kinds[i], s, n))
            kind = kinds[i];
    }
    return kind;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const struct cx_kind *cx_kind_of_file(const char *path)
{
    const char *name = name_of(path), *end = name + strlen(name), *word = name;
    const struct cx_kind *found = NULL;
    for (size_t n; (n = cx_alias_next_word(&word, end, 0)) > 0; word += n) {
        const struct cx_kind *kind = kind_of_word(word, n);
        if (kind && word == name)
            return kind;
        if (kind && found && kind != found)
            return NULL;
        found = kind ? kind : found;
    }
    return found ? found : cx_alias_file(name);
}

const struct cx_kind *cx_kind_near_file(const char *path)
{
    const char *word = name_of(path), *end = word + strlen(word);
    const struct cx_kind *kind = NULL;
    for (size_t n; !kind && (n = cx_alias_next_word(&word, end, 0)) > 0; word += n)
        kind = n > 3 ? cx_kind_near(word, n) : NULL;
    return kind;
}

int cx_kind_need(const struct cx_kind **kind, const char *name, struct cx_err *err)
{
    *kind = cx_kind_find(name, strlen(name));
    if (*kind)
        return 0;
    const struct cx_kind *near = cx_kind_near(name, strlen(name)),
                         *meant = near ? near : cx_alias_file(name);
    return meant ? cx_err_set(err, CX_EUSAGE,
                              "unknown kind \"%s\" (did you mean %s?): cx-import --list shows all "
                              "kinds",
                              name, meant->name)
                 : cx_err_set(err, CX_EUSAGE,
                              "unknown kind \"%s\": cx-import --list shows all kinds", name);
}
