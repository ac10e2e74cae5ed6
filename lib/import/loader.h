/* Private to import/: one command's import, one file of it, and the row that is being read. */
#ifndef CX_IMPORT_LOADER_H
#define CX_IMPORT_LOADER_H

#include <stdio.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/map.h"
#include "conduct/conduct.h"
#include "csv/reader.h"
#include "import/import.h"
#include "store/id.h"
#include "store/rows.h"

#define SAID_MAX 20 /* bad rows that are told one by one */

/* Where a column's cells come from. */
struct source {
    int header;           /* index in the file's header; -1: not there */
    const char *template; /* "={Day} {Month} 2008"; NULL: the header's cell as it is */
    const char *renames;  /* "Success=promised;Failure=refused"; NULL: none */
    const char *format;   /* "dmy", "minutes", …; NULL: as it is */
};

/* A --map file, read. */
struct map {
    struct map_row {
        char *column, *header, *values, *format;
    } *rows;
    size_t count;
};

/* A reference that may still come: checked when all files are in. */
struct pending {
    int64_t id;
    const struct cx_field *field;
    const char *file;
    int64_t line;
    char *value;
};

struct import {
    struct cx_db *db;
    const struct cx_import_options *options;
    struct cx_err *err;
    struct map map;
    FILE *rejects;
    int64_t said, bad;
    struct refs *refs;
    struct cx_keywords *keywords; /* NULL until contacts with transcripts come */
    struct pending *pending;
    size_t pending_count, pending_cap;
    struct cx_map *lines; /* hash of kind and first key cell → line, for faults found later */
    struct cx_buf audit;  /* name, SHA-256 and rows of each file */
};

struct file {
    struct import *import;
    struct cx_import_file *result;
    const struct cx_kind *kind;
    struct cx_csv_reader *reader;
    int fd;
    struct cx_hash hash;
    struct source *sources;     /* by the kind's columns */
    bool *present;              /* by the kind's columns: the file says something of it */
    struct cx_csv_row row;
    struct cx_typed *cells;     /* by the kind's columns */
    size_t *offsets;            /* of the cells' texts in `texts` */
    struct cx_buf texts, scratch, cell;
    struct cx_map *keys;        /* hash of a row's key → hash of the row */
    struct cx_map *key_lines;   /* hash of a row's key → its line */
    struct cx_map *dated;       /* employees of whom the file dates a row */
    int64_t seq;                /* of ordered kinds: the last used */
    struct cx_stmt *latest;     /* employees: the newest row of a person */
    int failed;                 /* a code, when reading itself failed */
};

/* import.c */
void say_bad(struct file *file, int64_t line, const char *column, const char *why);
/* Key of import->lines: a kind and the text of its first key column. */
int64_t line_key(const char *kind, const char *text, size_t n);

/* map.c */
int map_read(struct map *map, const char *path, struct cx_err *err);
void map_fini(struct map *map);

/* columns.c: finds where each column's cells come from. */
int find_sources(struct file *file, struct cx_err *err);
/* The cell's text after template, renames and format; in file->cell or the row itself. False: *reason says why. */
bool source_text(struct file *file, size_t column, const char **s, size_t *n,
                 struct cx_type_options *options, const char **reason);

/* row.c: the next good row into file->cells. 1, 0 at the end, or negative. */
int next_row(void *file);
struct cx_value row_value(void *file, int column);

/* refs.c */
struct refs *refs_new(struct cx_db *db);
void refs_free(struct refs *refs);
/* 1: there; 0: not; negative: failed. */
int refs_has(struct refs *refs, const char *kind, int64_t id, struct cx_err *err);
void refs_add(struct refs *refs, const struct cx_kind *kind, int64_t id);

/* load.c: all rows of an open file into their table. */
int load_file(struct file *file, struct cx_err *err);

/* posts.c: the since of a row of employees. */
int find_dated(struct file *file, struct cx_err *err);
int resolve_since(struct file *file, struct cx_err *err);

/* episodes.c: assignments, which may not overlap. */
int load_episodes(struct file *file, struct cx_err *err);

/* finish.c: what only the whole shows. */
int finish(struct import *import, const struct cx_import_file *results, struct cx_err *err);

#endif
