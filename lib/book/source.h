/* Private to book/: where rows of cells come from. foreign.c makes tables of them. */
#ifndef CX_BOOK_SOURCE_H
#define CX_BOOK_SOURCE_H

#include "book/book.h"
#include "book/cells.h"
#include "book/merged.h"
#include "book/package.h"

struct source {
    const struct source_type {
        /* The next row that is not empty. 1, 0 at the end, or negative. */
        int (*next)(struct source *source, struct cells *cells, struct cx_err *err);
        /* Does what next left to be done to the cells of a row, in another thread than the one that
         * asks for the next row. 1; 0: the row is empty after all; or negative. NULL: nothing is.
         */
        int (*finish)(struct source *source, struct cells *cells, struct cx_err *err);
        void (*free)(struct source *source);
    } * type;
    int64_t hidden;       /* of a pump: rows that were read though they are hidden */
    int64_t size, read;   /* bytes as far as they are known, for progress */
    struct merged merged; /* once next has returned 0 */
};

/* pump.c: the same rows, finished; read ahead by a thread once there are many. Takes `from` over.
 */
struct source *pump_new(struct source *from);

/* The sheets of a workbook, in its order; the caller frees each name and the list. */
struct sheet_name {
    char *name, *path; /* of its part, where it has one of its own */
    bool is_hidden;
};
struct sheet_list {
    struct sheet_name *items;
    size_t count, cap;
    int seen; /* also those that are not listed */
    bool is_1904;
};
void sheet_list_fini(struct sheet_list *list);
/* A workbook has another sheet, listed or not: of too many nothing more is read. */
void sheet_list_count(struct sheet_list *list, struct part *part);

/* excel.c */
int xlsx_sheets(struct sheet_list *list, struct package *package, struct cx_err *err);
int xlsx_open(struct source **out, struct package *package, const struct sheet_list *list,
              size_t index, struct cx_err *err);
/* calc.c */
int ods_sheets(struct sheet_list *list, struct package *package, struct cx_err *err);
int ods_open(struct source **out, struct package *package, const char *sheet, struct cx_err *err);
/* objects.c: fd is read twice; is_lines: an object on each line. selected: the key of the array of
 * objects; NULL: there is only one. Its first row is the header: all names of members that occur.
 */
int json_open(struct source **out, int fd, const char *name, bool is_lines, const char *selected,
              struct cx_err *err);

#endif
