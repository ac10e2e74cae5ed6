/* A small company for tests: CSV texts become files of a scratch folder, and are imported. */
#ifndef CX_UNIT_COMPANY_H
#define CX_UNIT_COMPANY_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "import/import.h"

#include "blank.h"

enum { FILES_MAX = 24 };

struct company {
    struct cx_db *db; /* in memory */
    struct cx_import_options options;
    char dir[32];
    char paths[FILES_MAX][96]; /* all files of the folder; the last `count` wait for the import */
    const char *names[FILES_MAX];
    size_t written, count;
    struct cx_import_done done; /* what became of the last import's */
    struct cx_import_file *results;
    struct cx_buf said; /* of the last import, a line each, without the folder's name */
    struct cx_err err;
};

static inline void company_hear(void *context, const char *message)
{
    struct company *c = context;
    size_t dir = strlen(c->dir);
    cx_buf_puts(&c->said, strncmp(message, c->dir, dir) == 0 ? message + dir + 1 : message);
    cx_buf_putc(&c->said, '\n');
}

/* now is 2026-10-31 12:00. */
static inline void company_open(struct company *c)
{
    *c = (struct company){.dir = "/tmp/cx-unit-XXXXXX"};
    ck_assert_ptr_nonnull(mkdtemp(c->dir));
    c->db = blank_open();
    c->options = (struct cx_import_options){
        .now = INT64_C(20757) * 86400 + 43200,
        .arguments = "cx-import",
        .say = company_hear,
        .context = c,
    };
}

static inline void company_close(struct company *c)
{
    cx_db_close(c->db);
    cx_import_done_fini(&c->done);
    cx_buf_fini(&c->said);
    for (size_t i = 0; i < c->written; i++)
        unlink(c->paths[i]);
    ck_assert_int_eq(rmdir(c->dir), 0);
}

/* Writes a file and returns its path. */
static inline const char *company_write(struct company *c, const char *name, const char *text)
{
    char *path = c->paths[0];
    char wanted[96];
    size_t i = 0;
    snprintf(wanted, sizeof wanted, "%s/%s", c->dir, name);
    while (i < c->written && strcmp(c->paths[i], wanted) != 0)
        i++;
    ck_assert_uint_lt(i, FILES_MAX);
    path = c->paths[i];
    if (i == c->written)
        c->written++;
    memcpy(path, wanted, sizeof wanted);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

/* Writes a file that the next import takes. */
static inline void company_add(struct company *c, const char *name, const char *text)
{
    ck_assert_uint_lt(c->count, FILES_MAX);
    c->names[c->count++] = company_write(c, name, text);
}

/* Imports what was added, and returns the code. */
static inline int company_import(struct company *c)
{
    cx_buf_clear(&c->said);
    c->err = (struct cx_err){0};
    c->options.files = c->names;
    c->options.file_count = c->count;
    cx_import_done_fini(&c->done);
    int rc = cx_import(&c->done, c->db, &c->options, &c->err);
    c->results = c->done.files;
    c->count = 0;
    return rc;
}

/* The same, where all of it must come in. */
static inline void company_take(struct company *c)
{
    ck_assert_msg(company_import(c) == 0, "%s%s", cx_buf_str(&c->said), c->err.text);
}

/* One file that must come in. */
static inline void company_load(struct company *c, const char *name, const char *text)
{
    company_add(c, name, text);
    company_take(c);
}

/* One file that must come in, with exactly these notes. */
static inline void company_note(struct company *c, const char *name, const char *text,
                                const char *notes)
{
    company_load(c, name, text);
    ck_assert_str_eq(cx_buf_str(&c->said), notes);
}

/* One file that must be refused, with exactly these words. */
static inline void company_refuse(struct company *c, const char *name, const char *text,
                                  const char *words)
{
    company_add(c, name, text);
    ck_assert_int_eq(company_import(c), CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&c->said), words);
}

/* The only value of a query, as text; "" where it gives null or no row. */
static inline const char *company_ask(struct company *c, const char *sql)
{
    static char answer[256];
    struct cx_stmt *stmt = NULL;
    answer[0] = '\0';
    ck_assert_msg(cx_stmt_new(&stmt, c->db, sql, &c->err) == 0, "%s", c->err.text);
    int rc = cx_stmt_step(stmt, &c->err);
    if (rc == 1 && !cx_stmt_is_null(stmt, 0))
        snprintf(answer, sizeof answer, "%s", cx_stmt_text(stmt, 0));
    cx_stmt_free(stmt);
    ck_assert_msg(rc >= 0, "%s", c->err.text);
    return answer;
}

#endif
