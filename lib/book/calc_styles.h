/* Private to book/: the styles of an .ods by their names: the currency that numbers show. */
#ifndef CX_BOOK_CALC_STYLES_H
#define CX_BOOK_CALC_STYLES_H

#include "book/cells.h"
#include "book/package.h"

struct calc_styles;

/* Reads the styles that the workbook's own are based on, where it has such a part. */
int calc_styles_open(struct calc_styles **out, struct package *package, struct cx_err *err);
void calc_styles_free(struct calc_styles *styles); /* NULL is fine */
/* What the part with the sheets has before them. */
void calc_styles_start(struct calc_styles *styles, const char *name, const char *const *given);
void calc_styles_end(struct calc_styles *styles, const char *name);
void calc_styles_text(struct calc_styles *styles, const char *s, int n);
/* The kind of a number in a cell of this style. One that is not there, or NULL: CX_CSV_NUMBER. */
enum cx_csv_cell calc_styles_kind(const struct calc_styles *styles, const char *name);

#endif
