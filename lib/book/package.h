/* Private to book/: the parts of a workbook, which is a ZIP file of XML (libzip, libxml2).
 *
 * A part is read as a stream. What is hostile ends in an error: parts that are huge or shrink too
 * well, document types (and with them entities), elements within hundreds of others, names and
 * texts of megabytes, XML that is not well-formed. */
#ifndef CX_BOOK_PACKAGE_H
#define CX_BOOK_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct package;

/* fd (borrowed, of a file that can be sought) stays open until package_free. */
int package_open(struct package **out, int fd, const char *name, struct cx_err *err);
void package_free(struct package *package); /* NULL is fine */
const char *package_name(const struct package *package);
bool package_has(const struct package *package, const char *path);

/* What is called with the elements of a part: names with their prefixes, names and values of
 * attributes in turn up to NULL, n bytes of text. */
typedef void part_start(void *context, const char *name, const char *const *attributes);
typedef void part_end(void *context, const char *name);
typedef void part_text(void *context, const char *s, int n);

/* What a parser of a part knows. Handlers get it as their context's first member. */
struct part {
    struct package *package;
    char path[160];
    struct zip_file *file;
    struct _xmlParserCtxt *parser;
    part_start *start;
    part_end *end;
    part_text *text;
    char *block; /* unpacked, `filled` bytes, parsed up to `at` */
    size_t filled, at;
    size_t quiet; /* bytes since a handler was called: of a tag that has not ended yet */
    int depth;
    int64_t size, read; /* bytes, unpacked */
    char why[200];      /* a handler's reason to stop; empty: none */
};

/* Opens a part of at most `most` bytes; its handlers are called with part; end and text may be
 * NULL. 0; CX_EDATA: not there, or hostile. */
int part_open(struct part *part, struct package *package, const char *path, int64_t most,
              part_start *start, part_end *end, part_text *text, struct cx_err *err);
void part_close(struct part *part); /* one that is not open is fine */
/* Parses a few kilobytes more, whose handlers are all called before it returns. 1; 0: the end; or
 * negative. */
int part_pump(struct part *part, struct cx_err *err);
/* For handlers: nothing more is read, for this reason. */
void part_stop(struct part *part, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Opens, parses to the end and closes. */
int part_parse(struct part *part, struct package *package, const char *path, int64_t most,
               part_start *start, part_end *end, part_text *text, struct cx_err *err);

/* The name behind its prefix; the value of an attribute, NULL where it isn't there. */
const char *xml_local(const char *name);
const char *xml_attribute(const char *const *attributes, const char *name);

#endif
