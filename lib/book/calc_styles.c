#include "book/calc_styles.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"

#define STYLES_PART (INT64_C(16) * 1024 * 1024)
#define DEEPEST     32 /* styles that are based on each other, which may go in a circle */

struct calc_styles {
    struct cx_map *formats; /* styles of cells → their formats, both by the hash of the name */
    struct cx_map *parents; /* those without a format → the styles that they are based on */
    struct cx_map *kinds;   /* formats → the kind of their numbers */
    struct cx_buf code;     /* the format that is read, spelled as in an .xlsx: [$€]"per day" */
    int64_t format;
    bool is_in_format, is_in_words;
};

static int64_t key_of(const char *name)
{
    return (int64_t)cx_map_hash(name, strlen(name), 0);
}

static bool is_format(const char *name)
{
    return strcmp(name, "number:currency-style") == 0 || strcmp(name, "number:number-style") == 0;
}

static bool is_symbol(const char *name)
{
    return strcmp(name, "number:currency-symbol") == 0;
}

static bool is_words(const char *name)
{
    return is_symbol(name) || strcmp(name, "number:text") == 0;
}

void calc_styles_start(struct calc_styles *styles, const char *name, const char *const *given)
{
    const char *title = xml_attribute(given, "name"), *family = xml_attribute(given, "family"),
               *format = xml_attribute(given, "data-style-name"),
               *parent = xml_attribute(given, "parent-style-name");
    if (strcmp(name, "style:style") == 0 && title && family && strcmp(family, "table-cell") == 0) {
        if (format)
            cx_map_put(styles->formats, key_of(title), key_of(format));
        else if (parent)
            cx_map_put(styles->parents, key_of(title), key_of(parent));
    } else if (is_format(name) && title) {
        styles->is_in_format = true;
        styles->format = key_of(title);
        cx_buf_clear(&styles->code);
    } else if (styles->is_in_format && is_words(name)) {
        styles->is_in_words = true;
        cx_buf_puts(&styles->code, is_symbol(name) ? "[$" : "\"");
    }
}

void calc_styles_text(struct calc_styles *styles, const char *s, int n)
{
    for (int i = 0; styles->is_in_words && i < n; i++) {
        if (!strchr("\"]", s[i])) /* which end them in a code */
            cx_buf_putc(&styles->code, s[i]);
    }
}

void calc_styles_end(struct calc_styles *styles, const char *name)
{
    if (styles->is_in_words && is_words(name)) {
        styles->is_in_words = false;
        cx_buf_puts(&styles->code, is_symbol(name) ? "]" : "\"");
    } else if (styles->is_in_format && is_format(name)) {
        styles->is_in_format = false;
        cx_map_put(styles->kinds, styles->format, kind_of_code(cx_buf_str(&styles->code)));
    }
}

enum cx_csv_cell calc_styles_kind(const struct calc_styles *styles, const char *name)
{
    int64_t style = name ? key_of(name) : 0;
    for (int i = 0; name && i < DEEPEST; i++) {
        const int64_t *format = cx_map_get(styles->formats, style),
                      *parent = cx_map_get(styles->parents, style);
        const int64_t *kind = format ? cx_map_get(styles->kinds, *format) : NULL;
        if (format || !parent)
            return kind ? (enum cx_csv_cell) * kind : CX_CSV_NUMBER;
        style = *parent;
    }
    return CX_CSV_NUMBER;
}

struct shared_part {
    struct part part; /* first, for the handlers */
    struct calc_styles *styles;
};

static void start(void *context, const char *name, const char *const *given)
{
    calc_styles_start(((struct shared_part *)context)->styles, name, given);
}

static void end(void *context, const char *name)
{
    calc_styles_end(((struct shared_part *)context)->styles, name);
}

static void text(void *context, const char *s, int n)
{
    calc_styles_text(((struct shared_part *)context)->styles, s, n);
}

int calc_styles_open(struct calc_styles **out, struct package *package, struct cx_err *err)
{
    struct calc_styles *styles = cx_alloc(sizeof *styles);
    struct shared_part shared = {.styles = styles};
    styles->formats = cx_map_new();
    styles->parents = cx_map_new();
    styles->kinds = cx_map_new();
    *out = styles;
    int rc = 0;
    if (package_has(package, "styles.xml"))
        rc = part_parse(&shared.part, package, "styles.xml", STYLES_PART, start, end, text, err);
    if (rc < 0) {
        calc_styles_free(styles);
        *out = NULL;
    }
    return rc;
}

void calc_styles_free(struct calc_styles *styles)
{
    if (!styles)
        return;
    cx_map_free(styles->formats);
    cx_map_free(styles->parents);
    cx_map_free(styles->kinds);
    cx_buf_fini(&styles->code);
    free(styles);
}
