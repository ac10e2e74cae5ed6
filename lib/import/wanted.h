/* Private to import/: which files are imported, which sheet of them, and by which map. */
#ifndef CX_IMPORT_WANTED_H
#define CX_IMPORT_WANTED_H

#include "book/book.h"
#include "import/import.h"

struct import;
struct maps;

/* sheets.c: a name without its sheet, "orders.xlsx" of orders.xlsx#Sheet2; the caller frees it.
 * *part is the sheet within name; NULL: it gives none, or there is a file of the whole name. */
char *part_split(const char *name, const char **part);
/* Opens the file or the sheet that a name says, hands it over, and closes it; not one that can't be
 * read as a table. csv: NULL for the defaults. */
int part_look(const char *name, const struct cx_csv_options *csv,
              void (*look)(void *context, const struct cx_book *book), void *context,
              struct cx_err *err);
/* The kind that a name says: by its sheet, if that is named after a kind, else by its file. */
const struct cx_kind *kind_of_name(const char *name);

/* Names of files as they are imported: a workbook with several sheets is one name each, as in
 * company.xlsx#payments. Sheets that are empty, or hidden, or not named after a kind where others
 * are, are left out, and said. */
int expand_names(struct cx_import_names *names, const struct cx_import_options *options,
                 struct cx_err *err);
void names_fini(struct cx_import_names *names);

/* wanted.c: the files of an import in the order in which they are taken, by the options, their
 * names and their maps. done is the caller's, also on failure. */
int choose_inputs(struct import *import, struct cx_import_done *done, struct cx_err *err);

/* maps.c: a map by its path; all maps of a folder, in the order of their names. */
int maps_add(struct maps *maps, const char *path, struct cx_err *err);
int maps_read(struct maps *maps, const char *folder, struct cx_err *err);
void maps_fini(struct maps *maps);
/* The map whose columns a file has; NULL: it needs none, being a table of the kind that its name
 * says. kind: NULL: whatever the maps say. CX_EDATA names the maps where none fits, or several. */
int maps_choose(const struct cx_import_map **map, const struct maps *maps, const char *name,
                const struct cx_kind *kind, const struct cx_import_options *options,
                struct cx_err *err);

#endif
