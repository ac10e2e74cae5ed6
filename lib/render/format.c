/* Names of the formats, and endings of files. */
#include <string.h>
#include <strings.h>

#include "render/render.h"

static const struct {
    const char *name;
    enum cx_format format;
    bool chosen; /* can be named by -f; else only an ending of a file */
} names[] = {
    {"csv", CX_FORMAT_CSV, true},     {"tsv", CX_FORMAT_TSV, true},
    {"json", CX_FORMAT_JSON, true},   {"jsonl", CX_FORMAT_JSONL, true},
    {"table", CX_FORMAT_TABLE, true}, {"md", CX_FORMAT_MD, true},
    {"html", CX_FORMAT_HTML, true},   {"xlsx", CX_FORMAT_XLSX, true},
    {"tab", CX_FORMAT_TSV, false},    {"ndjson", CX_FORMAT_JSONL, false},
    {"htm", CX_FORMAT_HTML, false},   {"txt", CX_FORMAT_TABLE, false},
};

static bool find(enum cx_format *format, const char *name, bool chosen)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcasecmp(name, names[i].name) != 0 || (chosen && !names[i].chosen))
            continue;
        *format = names[i].format;
        return true;
    }
    return false;
}

int cx_format_choose(enum cx_format *format, const char *name, const char *path,
                     enum cx_format fallback, struct cx_err *err)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *dot = path ? strrchr(slash ? slash : path, '.') : NULL;

    *format = fallback;
    if (name) {
        if (!find(format, name, true))
            return cx_err_set(err, CX_EUSAGE,
                              "\"%s\" is no format: use csv, tsv, json, jsonl, table, md, html or "
                              "xlsx",
                              name);
    } else if (dot) {
        find(format, dot + 1, false);
    }
    return 0;
}
