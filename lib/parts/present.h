/* Private to parts/: which parts of a company the streams are of, so that one that is missing or
 * there twice is noticed. Streams of databases that were not begun as parts don't say. */
#ifndef CX_PARTS_PRESENT_H
#define CX_PARTS_PRESENT_H

#include "store/part.h"

struct present {
    struct present_part {
        struct cx_part part;
        const char *name; /* of the stream's file */
        int64_t line;
    } * list;
    size_t count, cap;
};

/* A part as text, "3/8", and back: false: it is none. */
#define PART_TEXT 24
const char *present_format(char text[PART_TEXT], const struct cx_part *part);
bool present_parse(struct cx_part *part, const char *text);
/* CX_EDATA: it is there already, or one of another number of parts is. */
int present_add(struct present *present, const struct present_part *part, struct cx_err *err);
/* CX_EDATA: a part is missing. */
int present_check(const struct present *present, struct cx_err *err);
void present_fini(struct present *present);

#endif
