#include "book/package.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/lang.h"
#include "base/mem.h"

#define CHUNK (64 * 1024)
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

/* No spreadsheet writes one; whoever does wants its entities to grow. */
static void XMLCALL on_doctype(void *context, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int has_internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)has_internal;
    part_stop(context, "%s", _("declares a document type, which no spreadsheet does"));
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
              XML_StartElementHandler start, XML_EndElementHandler end,
              XML_CharacterDataHandler text, struct cx_err *err)
{
    zip_stat_t stat;
    part->package = package;
    snprintf(part->path, sizeof part->path, "%s", path);
    part->file = NULL;
    part->parser = NULL;
    part->read = 0;
    part->is_waiting = part->is_done = false;
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
    part->parser = XML_ParserCreate(NULL);
    if (!part->parser)
        abort(); /* memory has run out */
    XML_SetUserData(part->parser, part);
    XML_SetElementHandler(part->parser, start, end);
    XML_SetCharacterDataHandler(part->parser, text);
    XML_SetStartDoctypeDeclHandler(part->parser, on_doctype);
    return 0;
}

void part_close(struct part *part)
{
    if (part->parser)
        XML_ParserFree(part->parser);
    if (part->file)
        zip_fclose(part->file);
    part->parser = NULL;
    part->file = NULL;
}

static int fail(struct part *part, struct cx_err *err)
{
    if (part->why[0])
        return cx_err_set(err, CX_EDATA, "%s: %s: %s", part->package->name, part->path, part->why);
    return cx_err_set(err, CX_EDATA, "%s: %s in it is damaged: line %lu: %s", part->package->name,
                      part->path, (unsigned long)XML_GetCurrentLineNumber(part->parser),
                      XML_ErrorString(XML_GetErrorCode(part->parser)));
}

/* One chunk more. */
static enum XML_Status feed(struct part *part, struct cx_err *err)
{
    void *buffer = XML_GetBuffer(part->parser, CHUNK);
    if (!buffer)
        return XML_STATUS_ERROR;
    zip_int64_t got = zip_fread(part->file, buffer, CHUNK);
    if (got < 0) {
        cx_err_set(err, CX_EDATA, "%s: %s in it can't be unpacked: %s", part->package->name,
                   part->path, zip_file_strerror(part->file));
        return XML_STATUS_ERROR;
    }
    part->read += got;
    part->is_done = got == 0;
    return XML_ParseBuffer(part->parser, (int)got, got == 0);
}

int part_pump(struct part *part, struct cx_err *err)
{
    enum XML_Status status = XML_STATUS_OK;
    while (status == XML_STATUS_OK) {
        if (part->is_waiting) {
            part->is_waiting = false;
            status = XML_ResumeParser(part->parser);
        } else if (part->is_done) {
            return 0;
        } else {
            status = feed(part, err);
        }
    }
    if (status == XML_STATUS_SUSPENDED)
        return 1;
    return err->code ? err->code : fail(part, err);
}

void part_pause(struct part *part)
{
    part->is_waiting = XML_StopParser(part->parser, XML_TRUE) == XML_STATUS_OK;
}

void part_stop(struct part *part, const char *format, ...)
{
    va_list arguments;
    if (part->why[0])
        return;
    va_start(arguments, format);
    vsnprintf(part->why, sizeof part->why, format, arguments);
    va_end(arguments);
    XML_StopParser(part->parser, XML_FALSE);
}

int part_parse(struct part *part, struct package *package, const char *path, int64_t most,
               XML_StartElementHandler start, XML_EndElementHandler end,
               XML_CharacterDataHandler text, struct cx_err *err)
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
