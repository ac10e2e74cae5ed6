/* Private to import/: a map, which says how an export of another system fills the columns of kinds.
 */
#ifndef CX_IMPORT_MAP_H
#define CX_IMPORT_MAP_H

#include "base/error.h"
#include "base/lang.h"
#include "book/book.h"
#include "csv/reader.h"
#include "kind/kind.h"

struct join;

struct cx_import_map {
    char *path;
    struct map_row {
        const struct cx_kind *kind; /* NULL: every kind of the map that has the column */
        char *column, *header;
        char *values;      /* "Success=promised;Failure=refused"; NULL: none */
        char *format;      /* "dmy", "minutes", …; NULL: as it is */
        struct join *join; /* values are looked up in another file; NULL: they aren't */
        int64_t line;
    } * rows;
    size_t count, cap;
    struct map_rule { /* which rows of the export are left out */
        enum map_word { MAP_LEAVE_OUT, MAP_TAKE_ONLY, MAP_FILE_NAME, MAP_COLUMN } word;
        const struct cx_kind *kind; /* NULL: every kind */
        char *header;               /* of the column that is looked at; "*": of any; or the name */
        char *values;               /* "合计*;小计*", one of which it is; "": an empty cell */
        int64_t line;
    } * rules;
    size_t rule_count, rule_cap;
    const struct cx_kind **kinds; /* that its column kind names */
    size_t kind_count;
};

/* Reads a map of column,header,values,format and perhaps kind. CX_EDATA, with path:line, where it
 * can't be meant so. map is to be freed by map_free, also on failure. */
int map_read(struct cx_import_map **map, const char *path, struct cx_err *err);
void map_free(struct cx_import_map *map); /* NULL is fine */
/* Refuses a row whose column a kind does not have: CX_EDATA. */
int map_lacks(const struct cx_import_map *map, const struct map_row *row,
              const struct cx_kind *kind, struct cx_err *err);
/* Whether a row of the map speaks of a kind, whose columns it then fills. */
static inline bool map_is_of(const struct cx_kind *of, const struct cx_kind *kind)
{
    return !of || of == kind;
}

/* header.c: the column of a header that has a name, as it is written or else in any case; -1: none,
 * or several in other cases. Its cells need not be trimmed. Those in front of a file of
 * rejects don't count. */
int header_index(const struct cx_csv_row *header, const char *name, size_t n);
/* CX_EDATA where a column of the header has cells that are merged over several rows; once all rows
 * were read. name is for the message. */
int refuse_merged(const struct cx_book *book, size_t column, int64_t last, const char *name,
                  struct cx_err *err);
/* How many of the names that a map asks for, for kind (NULL: for all of its kinds), a row lacks;
 * they are put into lacks, which may be NULL. */
size_t header_lacks(struct cx_buf *lacks, const struct cx_csv_row *row,
                    const struct cx_import_map *map, const struct cx_kind *kind);
/* Whether it has all that each row needs, as must JSON, where what no row has is no column. */
bool header_may_do(const struct cx_csv_row *row, const struct cx_import_map *map,
                   const struct cx_kind *kind);
/* How many of the columns that a kind needs a row does not name. */
size_t header_lacks_of_kind(const struct cx_csv_row *row, const struct cx_kind *kind,
                            bool keys_only);
/* Whether a row may be the header of a table, with what stands above it being no table: all of
 * those rows have fewer cells. */
bool header_may_be(const struct cx_csv_row *rows, size_t at);
/* The header of an export that nothing is known of, a cx_csv_options.find_header: a row of texts
 * that has many more cells than the first. */
size_t find_likely_header(void *context, const struct cx_csv_row *rows, size_t count);
/* What is said of such a file; its name is to be put in. */
#define COMPUTED                                                                                   \
    N_("%s: is a sheet of cx-bonus, which is computed and not imported: what is decided beside "   \
       "the rules comes in as kind adjustments")
/* Whether a header is that of a sheet or of lines by cx-bonus. */
bool header_is_of_sheet(const struct cx_csv_row *row);
/* A number, an amount, a date: what stands in rows, not in headers. */
bool cell_is_data(struct cx_csv_field cell);
/* Whether all names of a map are asked for by another, too. */
bool map_is_within(const struct cx_import_map *map, const struct cx_import_map *other);

/* leave.c: whether a text is one of "合计*; 小计*": case doesn't matter, nor do blanks around one
 * of them; * is any text, also none. */
bool matches_any(const char *patterns, const char *s, size_t n);

/* join.c: "@accounts.csv:合同号=借据号" of a map at path: a cell is looked for in the file's column
 * 合同号, and becomes the 借据号 of that row. CX_EDATA, without a place: there is no such file or
 * column, or a cell is there twice with different values. */
int join_open(struct join **out, const char *values, const char *path, struct cx_err *err);
void join_free(struct join *join); /* NULL is fine */
/* False: *reason says why, in scratch, of a private cell by its shape alone. */
bool join_find(const struct join *join, bool is_private, const char **s, size_t *n,
               struct cx_buf *scratch, const char **reason);

#endif
