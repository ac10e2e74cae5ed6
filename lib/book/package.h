/* Private to book/: the parts of a workbook, which is a ZIP file of XML (libzip, expat).
 *
 * A part is read as a stream. What is hostile ends in an error: parts that are huge or shrink too
 * well, document types (and with them entities), XML that is not well-formed. */
#ifndef CX_BOOK_PACKAGE_H
#define CX_BOOK_PACKAGE_H

#include <expat.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct package;

/* fd (borrowed, of a file that can be sought) stays open until package_free. */
int package_open(struct package **out, int fd, const char *name, struct cx_err *err);
void package_free(struct package *package); /* NULL is fine */
const char *package_name(const struct package *package);
bool package_has(const struct package *package, const char *path);

/* What a parser of a part knows. Handlers get it as their user data's first member. */
struct part {
    struct package *package;
    char path[160];
    struct zip_file *file;
    XML_Parser parser;
    int64_t size, read; /* bytes, unpacked */
    bool is_waiting;    /* a handler has called part_pause */
    bool is_done;
    char why[200]; /* a handler's reason to stop; empty: none */
};

/* Opens a part of at most `most` bytes; its handlers are called with part. 0; CX_EDATA: not there,
 * or hostile. */
int part_open(struct part *part, struct package *package, const char *path, int64_t most,
              XML_StartElementHandler start, XML_EndElementHandler end,
              XML_CharacterDataHandler text, struct cx_err *err);
void part_close(struct part *part); /* one that is not open is fine */
/* Parses on. 1: a handler paused; 0: the end; or negative. */
int part_pump(struct part *part, struct cx_err *err);
/* For handlers: what was read so far is handed out, or nothing more is read. */
void part_pause(struct part *part);
void part_stop(struct part *part, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Opens, parses to the end and closes. */
int part_parse(struct part *part, struct package *package, const char *path, int64_t most,
               XML_StartElementHandler start, XML_EndElementHandler end,
               XML_CharacterDataHandler text, struct cx_err *err);

/* The name behind its prefix; the value of an attribute, NULL where it isn't there. */
const char *xml_local(const char *name);
const char *xml_attribute(const char *const *attributes, const char *name);

#endif
