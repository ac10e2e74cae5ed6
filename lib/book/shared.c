#include "book/shared.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"

#define STYLES_PART  (INT64_C(16) * 1024 * 1024)
#define STRINGS_PART (INT64_C(512) * 1024 * 1024) /* which 32 bits can count */

#define EVERY 8 /* texts, of the first of which it is kept where it begins */

struct shared {
    struct styles {
        struct part part;       /* first, for the handlers */
        bool is_in_cells;       /* within cellXfs */
        struct cx_map *customs; /* ids of number formats → their styles, by number */
        struct style {
            enum look look;
            enum cx_csv_cell kind; /* of its numbers */
        } * formats;
        size_t format_count, format_cap;
        struct style *looks; /* by the index of a cell's style */
        size_t count, cap;
    } styles;
    struct strings {
        struct part part;    /* likewise */
        struct cx_buf bytes; /* each text behind its length */
        uint32_t *begins;    /* of each EVERY-th text: a million of them are short, most often */
        size_t count, begun, cap;
        struct cx_buf text; /* the one that is read */
        bool is_in_text;
        int phonetic; /* depth within what is said of the pronunciation */
    } strings;
};

static void start_style(void *context, const char *name, const char *const *given)
{
    struct styles *styles = context;
    const char *tag = xml_local(name), *id = xml_attribute(given, "numFmtId"),
               *code = xml_attribute(given, "formatCode");
    int number = id ? atoi(id) : 0;
    if (strcmp(tag, "cellXfs") == 0)
        styles->is_in_cells = true;
    if (strcmp(tag, "numFmt") == 0 && code) {
        cx_map_put(styles->customs, number, (int64_t)styles->format_count);
        CX_GROW(styles->formats, styles->format_count, styles->format_cap);
        styles->formats[styles->format_count++] =
            (struct style){look_of_code(code), kind_of_code(code)};
    }
    if (strcmp(tag, "xf") != 0 || !styles->is_in_cells)
        return;
    CX_GROW(styles->looks, styles->count, styles->cap);
    const int64_t *custom = cx_map_get(styles->customs, number);
    styles->looks[styles->count++] =
        custom ? styles->formats[*custom] : (struct style){look_of_id(number), CX_CSV_NUMBER};
}

static void end_style(void *context, const char *name)
{
    struct styles *styles = context;
    if (strcmp(xml_local(name), "cellXfs") == 0)
        styles->is_in_cells = false;
}

/* Seven bits in each byte, the lowest first; all but the last have the eighth set. */
static void put_length(struct cx_buf *out, size_t n)
{
    for (; n > 0x7F; n >>= 7)
        cx_buf_putc(out, (char)(n | 0x80));
    cx_buf_putc(out, (char)n);
}

static size_t take_length(const char **at)
{
    size_t n = 0;
    for (int shift = 0;; shift += 7) {
        unsigned char byte = (unsigned char)*(*at)++;
        n |= (size_t)(byte & 0x7F) << shift;
        if (byte <= 0x7F)
            return n;
    }
}

static void start_string(void *context, const char *name, const char *const *given)
{
    struct strings *strings = context;
    const char *tag = xml_local(name);
    (void)given;
    strings->phonetic += strcmp(tag, "rPh") == 0;
    strings->is_in_text = strcmp(tag, "t") == 0 && strings->phonetic == 0;
}

static void end_string(void *context, const char *name)
{
    struct strings *strings = context;
    const char *tag = xml_local(name);
    strings->is_in_text = false;
    strings->phonetic -= strcmp(tag, "rPh") == 0;
    if (strcmp(tag, "si") != 0)
        return;
    if (strings->count++ % EVERY == 0) {
        CX_GROW(strings->begins, strings->begun, strings->cap);
        strings->begins[strings->begun++] = (uint32_t)strings->bytes.len;
    }
    put_length(&strings->bytes, strings->text.len);
    cx_buf_add(&strings->bytes, cx_buf_str(&strings->text), strings->text.len);
    cx_buf_clear(&strings->text);
}

static void text_of_string(void *context, const char *s, int n)
{
    struct strings *strings = context;
    if (strings->is_in_text)
        cx_buf_add(&strings->text, s, (size_t)n);
}

int shared_open(struct shared **out, struct package *package, struct cx_err *err)
{
    struct shared *shared = cx_alloc(sizeof *shared);
    int rc = 0;
    shared->styles.customs = cx_map_new();
    if (package_has(package, "xl/styles.xml"))
        rc = part_parse(&shared->styles.part, package, "xl/styles.xml", STYLES_PART, start_style,
                        end_style, NULL, err);
    if (rc == 0 && package_has(package, "xl/sharedStrings.xml"))
        rc = part_parse(&shared->strings.part, package, "xl/sharedStrings.xml", STRINGS_PART,
                        start_string, end_string, text_of_string, err);
    if (rc < 0) {
        shared_free(shared);
        return rc;
    }
    *out = shared;
    return 0;
}

void shared_free(struct shared *shared)
{
    if (!shared)
        return;
    cx_map_free(shared->styles.customs);
    free(shared->styles.formats);
    free(shared->styles.looks);
    cx_buf_fini(&shared->strings.bytes);
    free(shared->strings.begins);
    cx_buf_fini(&shared->strings.text);
    free(shared);
}

enum look shared_look(const struct shared *shared, size_t style)
{
    return style < shared->styles.count ? shared->styles.looks[style].look : LOOK_NUMBER;
}

enum cx_csv_cell shared_kind(const struct shared *shared, size_t style)
{
    return style < shared->styles.count ? shared->styles.looks[style].kind : CX_CSV_NUMBER;
}

const char *shared_text(const struct shared *shared, const char *digits, size_t *n)
{
    const struct strings *strings = &shared->strings;
    size_t at = 0, i = 0;
    for (; isdigit((unsigned char)digits[i]) && at < strings->count; i++)
        at = at * 10 + (size_t)(digits[i] - '0');
    if (i == 0 || digits[i] || at >= strings->count)
        return NULL;
    const char *text = strings->bytes.data + strings->begins[at / EVERY];
    *n = take_length(&text);
    for (size_t behind = at % EVERY; behind > 0; behind--) {
        text += *n;
        *n = take_length(&text);
    }
    return text;
}
