#include "book/shared.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define STYLES_PART  (INT64_C(16) * 1024 * 1024)
#define STRINGS_PART (INT64_C(512) * 1024 * 1024) /* which 32 bits can count */

struct shared {
    struct styles {
        struct part part; /* first, for the handlers */
        bool is_in_cells; /* within cellXfs */
        struct custom {
            int id;
            enum look look;
        } * customs;
        size_t custom_count, custom_cap;
        enum look *looks; /* by the index of a cell's style */
        size_t count, cap;
    } styles;
    struct strings {
        struct part part; /* likewise */
        struct cx_buf bytes;
        uint32_t *ends; /* of each text */
        size_t count, cap;
        bool is_in_text;
        int phonetic; /* depth within what is said of the pronunciation */
    } strings;
};

static void XMLCALL start_style(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct styles *styles = context;
    const char *const *given = (const char *const *)attributes;
    const char *tag = xml_local(name), *id = xml_attribute(given, "numFmtId"),
               *code = xml_attribute(given, "formatCode");
    int number = id ? atoi(id) : 0;
    if (strcmp(tag, "cellXfs") == 0)
        styles->is_in_cells = true;
    if (strcmp(tag, "numFmt") == 0 && code) {
        CX_GROW(styles->customs, styles->custom_count, styles->custom_cap);
        styles->customs[styles->custom_count++] = (struct custom){number, look_of_code(code)};
    }
    if (strcmp(tag, "xf") != 0 || !styles->is_in_cells)
        return;
    CX_GROW(styles->looks, styles->count, styles->cap);
    enum look look = look_of_id(number);
    for (size_t i = 0; i < styles->custom_count; i++) {
        if (styles->customs[i].id == number)
            look = styles->customs[i].look;
    }
    styles->looks[styles->count++] = look;
}

static void XMLCALL end_style(void *context, const XML_Char *name)
{
    struct styles *styles = context;
    if (strcmp(xml_local(name), "cellXfs") == 0)
        styles->is_in_cells = false;
}

static void XMLCALL start_string(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct strings *strings = context;
    const char *tag = xml_local(name);
    (void)attributes;
    strings->phonetic += strcmp(tag, "rPh") == 0;
    strings->is_in_text = strcmp(tag, "t") == 0 && strings->phonetic == 0;
}

static void XMLCALL end_string(void *context, const XML_Char *name)
{
    struct strings *strings = context;
    const char *tag = xml_local(name);
    strings->is_in_text = false;
    strings->phonetic -= strcmp(tag, "rPh") == 0;
    if (strcmp(tag, "si") != 0)
        return;
    CX_GROW(strings->ends, strings->count, strings->cap);
    strings->ends[strings->count++] = (uint32_t)strings->bytes.len;
}

static void XMLCALL text_of_string(void *context, const XML_Char *s, int n)
{
    struct strings *strings = context;
    if (strings->is_in_text)
        cx_buf_add(&strings->bytes, s, (size_t)n);
}

int shared_open(struct shared **out, struct package *package, struct cx_err *err)
{
    struct shared *shared = cx_alloc(sizeof *shared);
    int rc = 0;
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
    free(shared->styles.customs);
    free(shared->styles.looks);
    cx_buf_fini(&shared->strings.bytes);
    free(shared->strings.ends);
    free(shared);
}

enum look shared_look(const struct shared *shared, size_t style)
{
    return style < shared->styles.count ? shared->styles.looks[style] : LOOK_NUMBER;
}

const char *shared_text(const struct shared *shared, const char *digits, size_t *n)
{
    const struct strings *strings = &shared->strings;
    size_t at = 0, i = 0;
    for (; isdigit((unsigned char)digits[i]) && at < strings->count; i++)
        at = at * 10 + (size_t)(digits[i] - '0');
    if (i == 0 || digits[i] || at >= strings->count)
        return NULL;
    size_t from = at > 0 ? strings->ends[at - 1] : 0;
    *n = strings->ends[at] - from;
    return cx_buf_str(&strings->bytes) + from;
}
