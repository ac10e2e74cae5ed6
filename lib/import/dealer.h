/* Private to import/: databases that each hold a part of a company's customers. */
#ifndef CX_IMPORT_DEALER_H
#define CX_IMPORT_DEALER_H

#include "import/loader.h"

/* Finds out, or decides by the options, which part the database is: import->part. In the import's
 * transaction. */
int dealer_begin(struct import *import, struct cx_err *err);
/* An open file's columns that say whose a row is. */
int dealer_open(struct file *file, struct cx_err *err);
void dealer_close(struct file *file);
/* Whether the current row is this part's: 1; 0: another's, which is counted; negative: failed. Its
 * ids need not be resolved. */
int dealer_takes(struct file *file, struct cx_err *err);
/* When all rows of a file are in: says what is here and, by the file, belongs to another part. */
int dealer_check(struct file *file, struct cx_err *err);

#endif
