/* Private to import/: a map's format: words such as "dmy" or "comma cents", with blanks between.
 * format.c knows the words, convert.c what each makes of a cell. */
#ifndef CX_IMPORT_FORMAT_H
#define CX_IMPORT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"
#include "kind/kind.h"

/* A word of one. */
enum format {
    YMD,
    MDY,
    DMY,
    MINUTES,
    HOURS,
    CENTS,
    WAN,
    PERCENT,
    CLOCK,
    TIMER, /* m:ss */
    EXCEL,
    COMMA,
    POINT,
    DATE,
    EPOCH,
    UTC,
    ZONE, /* utc+8, utc-5:30, … */
    WALL,
    MONTH,
    LAST,
    FORMATS
};

/* Goes on to the next word of a format, *word[0..*n); *n is 0 at first. False: there is none. */
bool format_next(const char **word, size_t *n);
/* The word that s is, in any case; FORMATS: none. */
enum format format_at(const char *s, size_t n);
/* The order of dates that a word names; of others year first. */
enum cx_date_order format_order(enum format format);
/* The one that a word of the format names, wherever it stands among them; order: none does. */
enum cx_date_order format_order_in(const char *format, enum cx_date_order order);
/* The first word of a format that is none; NULL: all are. */
const char *format_unknown(const char *format);
/* The first word of a format that makes no sense for a column; NULL: all do. */
const char *format_misfit(const char *format, const struct cx_field *field);
/* Those that do, with commas between; none where it takes no format. */
void format_names_of(struct cx_buf *names, const struct cx_field *field);
/* Whether a format leaves nothing of the unit, order or zone that a header says, another format's
 * word. */
bool format_has_unit(const char *format, const char *said);
const char *format_names(void); /* "ymd, mdy, … or point" */

#endif
