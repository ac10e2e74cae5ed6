/* Figures as people and other systems write them. */
#ifndef CX_KIND_FIGURE_H
#define CX_KIND_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Whether a figure has one group of three digits behind one to three others, parted by mark (a
 * point or a comma): 2.500 is 2500 to some and 2.5 to others. Currency around it is no matter. */
bool cx_figure_is_ambiguous(const char *s, size_t n, char mark);
/* What a comma in a figure is. */
enum cx_figure_comma {
    CX_COMMA_NONE,     /* there is none, or it is no figure */
    CX_COMMA_DOUBTFUL, /* 1,234 */
    CX_COMMA_DECIMAL,  /* 0,5 */
    CX_COMMA_THOUSANDS /* 1,234.50, 1,234,567 and 12,34,567 */
};
enum cx_figure_comma cx_figure_comma(const char *s, size_t n);
/* How many digits stand at a place. */
size_t cx_digits_at(const char *s, size_t n, size_t at);
/* Whether it is how programs show a number that is too long for them: 6.22202E+18, 1,38e+010. */
bool cx_figure_has_exponent(const char *s, size_t n);
/* "1 234.50", "1'234.50" and, as in India, "12,34,567" without their thousands separators, U+2212
 * and a dash as a minus, after normal form KC. False where there are none, or they don't part such
 * groups. */
bool cx_figure_plain(struct cx_buf *out, const char *s, size_t n);

#endif
