#include "book/package.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/lang.h"
#include "base/mem.h"

#define BLOCK      (64 * 1024) /* that is unpacked at once */
#define DEPTH      256         /* of elements within each other; tables have a dozen */
#define ATTRIBUTES 1000        /* of an element; tables have a dozen, and some fifty namespaces */
#define TAG                                                                                        \
    (256 * 1024)         /* bytes of one at most: libxml2 compares each attribute with all others  \
                          */
#define PIECE (4 * 1024) /* that is parsed at once: its rows are kept until they are asked for */
/* DEFLATE shrinks to a thousandth at best; tables are shrunk to a fiftieth. */
#define BOMB_SIZE  (INT64_C(64) * 1024 * 1024)
#define BOMB_RATIO 400

struct package {
    zip_t *zip;
    char *name;
};

int package_open(struct package **out, int fd, const char *name, struct cx_err *err)
{
    char path[40];
    int why = 0;
    *out = NULL;
    /* With an offset of its own, for others read the same file. */
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int copy = open(path, O_RDONLY | O_CLOEXEC);
    if (copy < 0)
        return cx_err_set(err, CX_EWORLD, "%s: %s", name, cx_err_cause(errno));
    zip_t *zip = zip_fdopen(copy, 0, &why);
    if (!zip) {
        close(copy);
        return cx_err_set(err, CX_EDATA,
                          "%s: is damaged: it begins as a workbook but is no ZIP file", name);
    }
    *out = cx_alloc(sizeof **out);
    **out = (struct package){zip, cx_strdup(name)};
    return 0;
}

void package_free(struct package *package)
{
    if (!package)
        return;
    zip_discard(package->zip);
    free(package->name);
    free(package);
}

const char *package_name(const struct package *package)
{
    return package->name;
}

bool package_has(const struct package *package, const char *path)
{
    return zip_name_locate(package->zip, path, 0) >= 0;
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    static const char *const none[] = {NULL};
    struct part *part = context;
    size_t count = 0;
    part->quiet = 0;
    while (attributes && attributes[2 * count])
        count++;
    if (count > ATTRIBUTES)
        part_stop(part, _("has an element with %zu attributes, which no spreadsheet has"), count);
    else if (++part->depth > DEPTH)
        part_stop(part, _("has elements within %d others, which no spreadsheet has"), DEPTH);
    else
        part->start(part, (const char *)name, attributes ? (const char *const *)attributes : none);
}

static void on_end(void *context, const xmlChar *name)
{
    struct part *part = context;
    part->quiet = 0;
    part->depth--;
    if (part->end)
        part->end(part, (const char *)name);
}

static void on_text(void *context, const xmlChar *s, int n)
{
    struct part *part = context;
    part->quiet = 0;
    if (part->text)
        part->text(part, (const char *)s, n);
}

/* No spreadsheet writes one; whoever does wants its entities to grow. */
static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    (void)name;
    (void)external;
    (void)system;
    part_stop(context, "%s", _("declares a document type, which no spreadsheet does"));
}

/* With libxml2's limits of names and texts (no XML_PARSE_HUGE), without its tree, its files and
 * what it would print.
 */
static xmlParserCtxtPtr parser_new(struct part *part)
{
    xmlSAXHandler handlers = {
        .initialized = 1, /* SAX 1: names as they are written, as no prefix needs to be declared */
        .internalSubset = on_doctype,
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
    };
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handlers, part, NULL, 0, NULL);
    if (!parser)
        abort(); /* memory has run out */
    xmlCtxtUseOptions(parser, XML_PARSE_NONET);
    return parser;
}

static int check_size(const struct part *part, const zip_stat_t *stat, int64_t most,
                      struct cx_err *err)
{
    int64_t size = (int64_t)stat->size, packed = (int64_t)stat->comp_size;
    if (size > most || size < 0)
        return cx_err_set(err, CX_EDATA, "%s: %s in it has %lld bytes, of at most %lld",
                          part->package->name, part->path, (long long)size, (long long)most);
    if (size > BOMB_SIZE && size / BOMB_RATIO > packed)
        return cx_err_set(err, CX_EDATA,
                          "%s: %s in it unpacks to %lld times its size: this is no table but a ZIP "
                          "bomb",
                          part->package->name, part->path,
                          (long long)(size / (packed > 0 ? packed : 1)));
    return 0;
}

int part_open(struct part *part, struct package *package, const char *path, int64_t most,
              part_start *start, part_end *end, part_text *text, struct cx_err *err)
{
    zip_stat_t stat;
    part->package = package;
    snprintf(part->path, sizeof part->path, "%s", path);
    part->file = NULL;
    part->parser = NULL;
    part->start = start;
    part->end = end;
    part->text = text;
    part->block = NULL;
    part->filled = part->at = 0;
    part->depth = 0;
    part->quiet = 0;
    part->read = 0;
    part->why[0] = '\0';
    if (zip_stat(package->zip, path, 0, &stat) < 0)
        return cx_err_set(err, CX_EDATA, "%s: is damaged: there is no %s in it", package->name,
                          path);
    int rc = check_size(part, &stat, most, err);
    if (rc < 0)
        return rc;
    part->size = (int64_t)stat.size;
    part->file = zip_fopen(package->zip, path, 0);
    if (!part->file)
        return cx_err_set(err, CX_EDATA, "%s: %s in it can't be unpacked: %s", package->name, path,
                          zip_strerror(package->zip));
    part->block = cx_alloc(BLOCK);
    part->parser = parser_new(part);
    return 0;
}

void part_close(struct part *part)
{
    xmlFreeParserCtxt(part->parser);
    if (part->file)
        zip_fclose(part->file);
    free(part->block);
    part->parser = NULL;
    part->file = NULL;
    part->block = NULL;
}

static int fail(struct part *part, struct cx_err *err)
{
    if (part->why[0])
        return cx_err_set(err, CX_EDATA, "%s: %s: %s", part->package->name, part->path, part->why);
    const xmlError *why = xmlCtxtGetLastError(part->parser);
    why = why ? why : xmlGetLastError(); /* of characters that can't be converted */
    const char *words = why && why->message ? why->message : "?";
    return cx_err_set(err, CX_EDATA, "%s: %s in it is damaged: line %d: %.*s", part->package->name,
                      part->path, why ? why->line : 0, (int)strcspn(words, "\n"), words);
}

/* The next block; of no bytes: the end. */
static int unpack(struct part *part, struct cx_err *err)
{
    zip_int64_t got = zip_fread(part->file, part->block, BLOCK);
    if (got < 0)
        return cx_err_set(err, CX_EDATA, "%s: %s in it can't be unpacked: %s", part->package->name,
                          part->path, zip_file_strerror(part->file));
    part->filled = (size_t)got;
    part->at = 0;
    if (part->read + (int64_t)got > part->size) /* which was looked at, and may be a lie */
        return cx_err_set(err, CX_EDATA,
                          "%s: %s in it unpacks to more than the %lld bytes that the file says: it "
                          "is damaged, or no table but a ZIP bomb",
                          part->package->name, part->path, (long long)part->size);
    return 0;
}

/* What libxml2 would print. */
static void print_nothing(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

int part_pump(struct part *part, struct cx_err *err)
{
    int rc = part->at == part->filled ? unpack(part, err) : 0;
    if (rc < 0)
        return rc;
    size_t left = part->filled - part->at, n = left < PIECE ? left : PIECE;
    xmlSetGenericErrorFunc(NULL, print_nothing); /* of this thread */
    xmlParseChunk(part->parser, part->block + part->at, (int)n, n == 0);
    part->at += n;
    part->read += (int64_t)n;
    part->quiet += n;
    if (part->quiet > TAG)
        part_stop(part, _("has a tag of more than %d bytes, which no spreadsheet has"), TAG);
    if (part->why[0] || !part->parser->wellFormed || part->parser->disableSAX)
        return fail(part, err);
    return n > 0;
}

void part_stop(struct part *part, const char *format, ...)
{
    va_list arguments;
    if (part->why[0])
        return;
    va_start(arguments, format);
    vsnprintf(part->why, sizeof part->why, format, arguments);
    va_end(arguments);
    xmlStopParser(part->parser);
}

int part_parse(struct part *part, struct package *package, const char *path, int64_t most,
               part_start *start, part_end *end, part_text *text, struct cx_err *err)
{
    int rc = part_open(part, package, path, most, start, end, text, err);
    while (rc >= 0 && (rc = part_pump(part, err)) == 1)
        continue;
    part_close(part);
    return rc;
}

const char *xml_local(const char *name)
{
    /* Most are a letter, and there are millions of them. */
    const char *colon = name[0] && name[1] ? strchr(name, ':') : NULL;
    return colon ? colon + 1 : name;
}

const char *xml_attribute(const char *const *attributes, const char *name)
{
    for (; *attributes; attributes += 2) {
        if (strcmp(xml_local(*attributes), name) == 0)
            return attributes[1];
    }
    return NULL;
}
