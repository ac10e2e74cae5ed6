/* Files → rows of a kind → database: checked, typed, referenced, all or nothing. */
#ifndef CX_IMPORT_IMPORT_H
#define CX_IMPORT_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "kind/kind.h"
#include "store/store.h"

struct cx_import_options {
    const char *const *files; /* "-" is stdin */
    size_t file_count;
    const char *kind;     /* NULL: each file's stem says it */
    const char *map;      /* a file of column,header,values,format; NULL: none */
    const char *encoding; /* NULL: recognised */
    const char *rejects;  /* where bad rows go; NULL: one bad row refuses all */
    char delimiter;       /* 0: recognised */
    enum cx_date_order order;
    bool round, ignore_extra, dry_run;
    cx_time now;
    const char *arguments; /* the command line, for the audit log */
    void (*say)(void *context, const char *message); /* a bad row: "file:line: column: why" */
    void *context;
};

struct cx_import_file {
    const char *name; /* as on the command line */
    const struct cx_kind *kind;
    int64_t read, added, changed, same, rejected, rounded;
};

/* Imports all files in one transaction. results has room for file_count files, in the order in which they were taken. Returns
 * CX_EDATA where rows were bad (with --rejects the good ones are then committed all the same, and
 * err->text is empty). */
int cx_import(struct cx_db *db, const struct cx_import_options *options,
              struct cx_import_file *results, struct cx_err *err);

#endif
