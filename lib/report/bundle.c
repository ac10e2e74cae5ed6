/* The evidence of a period's violations, so that somebody else can check it: tables as CSV, what
 * they mean, and the hash of each file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "render/render.h"
#include "report/compliance.sql.h"
#include "report/readme.txt.h"
#include "report/tables.h"

#define FILES_MAX 8
#define OLD       315532800 /* 1980-01-01: the same evidence gives the same bytes */

struct file {
    const char *name;
    char *bytes;
    size_t n;
};

struct bundle {
    struct file files[FILES_MAX];
    size_t count;
    struct cx_buf sums;
};

/* Takes bytes, which were allocated. */
static void add_file(struct bundle *bundle, const char *name, char *bytes, size_t n)
{
    struct cx_hash hash;
    char hex[CX_HASH_TEXT];
    cx_hash_init(&hash);
    cx_hash_add(&hash, bytes, n);
    cx_hash_end(&hash, hex);
    cx_buf_printf(&bundle->sums, "%s  %s\n", hex, name);
    bundle->files[bundle->count++] = (struct file){name, bytes, n};
}

static int add_table(struct bundle *bundle, const char *name, const struct cx_table *table,
                     struct cx_err *err)
{
    struct cx_buf text = {0};
    int rc = cx_table_put(&text, table, CX_FORMAT_CSV, err);
    if (rc == 0)
        add_file(bundle, name, text.data, text.len);
    else
        cx_buf_fini(&text);
    return rc;
}

static const struct cx_column contact_columns[] = {
    {"contact_id", NULL, CX_CELL_TEXT, 0, false},   {"started_at", NULL, CX_CELL_TIME, 0, false},
    {"employee_id", NULL, CX_CELL_TEXT, 0, false},  {"account_id", NULL, CX_CELL_TEXT, 0, false},
    {"channel", NULL, CX_CELL_TEXT, 0, false},      {"outcome", NULL, CX_CELL_TEXT, 0, false},
    {"duration_s", NULL, CX_CELL_NUMBER, 0, false}, {"reason", NULL, CX_CELL_TEXT, 0, false},
    {"transcript", NULL, CX_CELL_TEXT, 0, false},
};
static const struct cx_column rule_columns[] = {
    {"found_by", NULL, CX_CELL_TEXT, 0, false},     {"rule_id", NULL, CX_CELL_TEXT, 0, false},
    {"rule", NULL, CX_CELL_TEXT, 0, false},         {"value", NULL, CX_CELL_TEXT, 0, false},
    {"severity", NULL, CX_CELL_TEXT, 0, false},     {"match", NULL, CX_CELL_TEXT, 0, false},
    {"jurisdiction", NULL, CX_CELL_TEXT, 0, false}, {"channel", NULL, CX_CELL_TEXT, 0, false},
    {"counts", NULL, CX_CELL_TEXT, 0, false},       {"source", NULL, CX_CELL_TEXT, 0, false},
};
static const struct cx_column log_columns[] = {
    {"seq", NULL, CX_CELL_NUMBER, 0, false},   {"at", NULL, CX_CELL_TEXT, 0, false},
    {"user", NULL, CX_CELL_TEXT, 0, false},    {"program", NULL, CX_CELL_TEXT, 0, false},
    {"version", NULL, CX_CELL_TEXT, 0, false}, {"arguments", NULL, CX_CELL_TEXT, 0, false},
    {"files", NULL, CX_CELL_TEXT, 0, false},   {"before", NULL, CX_CELL_TEXT, 0, false},
    {"hash", NULL, CX_CELL_TEXT, 0, false},    {"clock", NULL, CX_CELL_TEXT, 0, false},
    {"sums", NULL, CX_CELL_TEXT, 0, false},
};

static int gather(struct bundle *bundle, int64_t *count, struct cx_db *db,
                  const struct cx_report_options *options, struct cx_err *err)
{
    static const struct {
        const char *name, *sql;
        const struct cx_column *columns;
        size_t count;
    } parts[] = {
        {"contacts.csv", SQL_evidence_contacts, contact_columns, 9},
        {"rules.csv", SQL_evidence_rules, rule_columns, 10},
        {"audit.csv", SQL_evidence_log, log_columns, 11},
    };
    struct cx_table *table = cx_table_new(NULL);
    int rc = report_functions(db, options, err);
    add_file(bundle, "README.txt", cx_strdup(FILE_readme), strlen(FILE_readme));
    if (rc == 0)
        rc = make_violations(table, db, options, err);
    if (rc == 0) {
        *count = (int64_t)table->row_count;
        rc = add_table(bundle, "violations.csv", table, err);
    }
    cx_table_free(table);
    for (size_t i = 0; rc == 0 && i < sizeof parts / sizeof *parts; i++) {
        table = cx_table_new(NULL);
        rc = report_sql(table, db, parts[i].name, parts[i].sql, parts[i].columns, parts[i].count,
                        options, err);
        if (rc == 0)
            rc = add_table(bundle, parts[i].name, table, err);
        cx_table_free(table);
    }
    if (rc == 0) {
        bundle->files[bundle->count++] =
            (struct file){"SHA256SUMS", cx_strdup(cx_buf_str(&bundle->sums)), bundle->sums.len};
    }
    return rc;
}

static int write_file(const char *folder, const struct file *file, struct cx_err *err)
{
    struct cx_buf path = {0};
    struct cx_outfile out = {0};
    cx_buf_printf(&path, "%s/%s", folder, file->name);
    int rc = cx_outfile_open(&out, cx_buf_str(&path), err);
    if (rc == 0) {
        fwrite(file->bytes, 1, file->n, out.stream);
        rc = cx_outfile_commit(&out, err);
    }
    cx_outfile_fini(&out);
    cx_buf_fini(&path);
    return rc;
}

/* Removes an unfinished folder. */
static void remove_folder(const char *folder, const struct bundle *bundle)
{
    for (size_t i = 0; i < bundle->count; i++) {
        struct cx_buf path = {0};
        cx_buf_printf(&path, "%s/%s", folder, bundle->files[i].name);
        unlink(cx_buf_str(&path));
        cx_buf_fini(&path);
    }
    rmdir(folder);
}

/* Filled under a name of its own beside its place, then renamed: it appears complete or not at all.
 */
static int write_folder(const struct bundle *bundle, const char *path, struct cx_err *err)
{
    struct cx_buf temporary = {0};
    size_t n = strlen(path);
    int rc = 0;
    if (access(path, F_OK) == 0)
        return cx_err_set(err, CX_EWORLD, "%s: already exists: name a new folder", path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    cx_buf_printf(&temporary, "%.*s.XXXXXX", (int)n, path);
    if (!mkdtemp(temporary.data)) {
        rc = cx_err_set(err, CX_EWORLD, "%s: %s", path, cx_err_cause(errno));
        cx_buf_fini(&temporary);
        return rc;
    }
    for (size_t i = 0; rc == 0 && i < bundle->count; i++)
        rc = write_file(temporary.data, &bundle->files[i], err);
    if (rc == 0 && rename(temporary.data, path) != 0)
        rc = cx_err_set(err, CX_EWORLD, "%s: %s", path, cx_err_cause(errno));
    if (rc < 0)
        remove_folder(temporary.data, bundle);
    cx_buf_fini(&temporary);
    return rc;
}

static int zip_failed(zip_error_t *error, const char *path, struct cx_err *err)
{
    return cx_err_set(err, CX_EWORLD, "%s: %s", path, zip_error_strerror(error));
}

/* The archive is built in memory, since evidence is small. */
static int make_zip(zip_source_t *target, const struct bundle *bundle, const char *path,
                    struct cx_err *err)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    if (!zip)
        return zip_failed(&error, path, err);
    zip_source_keep(target);
    for (size_t i = 0; i < bundle->count; i++) {
        const struct file *file = &bundle->files[i];
        zip_source_t *bytes = zip_source_buffer(zip, file->bytes, file->n, 0);
        zip_int64_t index = bytes ? zip_file_add(zip, file->name, bytes, ZIP_FL_ENC_UTF_8) : -1;
        if (index < 0 || zip_file_set_mtime(zip, (zip_uint64_t)index, OLD, 0) < 0) {
            int rc = zip_failed(zip_get_error(zip), path, err);
            zip_discard(zip);
            return rc;
        }
    }
    if (zip_close(zip) == 0)
        return 0;
    int rc = zip_failed(zip_get_error(zip), path, err);
    zip_discard(zip);
    return rc;
}

static int copy_zip(zip_source_t *source, const char *path, struct cx_err *err)
{
    struct cx_outfile out = {0};
    char bytes[16384];
    zip_int64_t n = 0;
    if (zip_source_open(source) < 0)
        return zip_failed(zip_source_error(source), path, err);
    int rc = cx_outfile_open(&out, path, err);
    while (rc == 0 && (n = zip_source_read(source, bytes, sizeof bytes)) > 0)
        fwrite(bytes, 1, (size_t)n, out.stream);
    if (rc == 0 && n < 0)
        rc = zip_failed(zip_source_error(source), path, err);
    if (rc == 0)
        rc = cx_outfile_commit(&out, err);
    cx_outfile_fini(&out);
    zip_source_close(source);
    return rc;
}

static int write_zip(const struct bundle *bundle, const char *path, struct cx_err *err)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    if (!target)
        return zip_failed(&error, path, err);
    int rc = make_zip(target, bundle, path, err);
    if (rc == 0)
        rc = copy_zip(target, path, err);
    zip_source_free(target);
    return rc;
}

int cx_report_bundle(int64_t *count, struct cx_db *db, const struct cx_report_options *options,
                     const char *path, struct cx_err *err)
{
    struct bundle bundle = {0};
    size_t n = strlen(path);
    bool was_plain = cx_lang_set_output_plain(true); /* evidence is the same in all languages */
    int rc = gather(&bundle, count, db, options, err);
    if (rc == 0)
        rc = n > 4 && strcmp(path + n - 4, ".zip") == 0 ? write_zip(&bundle, path, err)
                                                        : write_folder(&bundle, path, err);
    for (size_t i = 0; i < bundle.count; i++)
        free(bundle.files[i].bytes);
    cx_buf_fini(&bundle.sums);
    cx_lang_set_output_plain(was_plain);
    return rc;
}
