/* Tables of a what-if, laid over the database's own: read and checked as in an import, kept in TEMP
 * tables. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/spool.h"
#include "import/hooks.h"
#include "import/refs.h"
#include "store/shadow.h"

static int choose_kind(struct cx_import_file *result, const struct cx_lay *table,
                       struct cx_err *err)
{
    const struct cx_kind *kind;
    int rc = cx_kind_need(&kind, table->kind, err);
    *result = (struct cx_import_file){.name = table->name, .kind = kind};
    if (rc < 0)
        return rc;
    if (!kind->is_plan && !hooks_of(kind)->may_be_laid)
        return cx_err_set(err, CX_EUSAGE,
                          "%s is no kind of the plan: a what-if may change the plan, targets and "
                          "adjustments, but not what happened",
                          kind->name);
    return 0;
}

static int lay_table(struct file *file, const struct cx_lay *table, struct cx_err *err)
{
    int rc = 0;
    if (table->bytes && (rc = cx_spool_bytes(table->bytes, table->size, table->name, err)) >= 0) {
        file->fd = rc;
        file->own = table->is_sealed ? table->size : 0;
        rc = 0;
    }
    if (rc == 0)
        rc = open_file(file, err);
    return rc < 0 ? rc : load_file(file, err);
}

static int lay_all(struct import *import, struct file *files, const struct cx_lay *tables,
                   struct cx_import_file *results, struct cx_err *err)
{
    size_t count = import->file_count;
    int rc = cx_id_prepare(import->db, err);
    if (rc == 0)
        rc = limits_begin(import, err);
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = cx_db_shadow(import->db, results[i].kind->name, err);
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = lay_table(&files[i], &tables[i], err);
    if (rc == 0)
        rc = finish(import, files, err);
    if (rc == 0 && import->bad > 0)
        rc = cx_err_set(
            err, CX_EDATA,
            cx_said_n("%lld row is bad", "%lld rows are bad", (unsigned long long)import->bad),
            (long long)import->bad);
    return rc;
}

/* Back to how it was before, as far as it was not laid over already. */
static void lift_again(struct cx_db *db, const struct cx_import_file *results, size_t count)
{
    struct cx_err ignored = {0};
    for (size_t i = 0; i < count; i++)
        (void)cx_db_unshadow(db, results[i].kind->name, &ignored);
}

int cx_lay(struct cx_db *db, const struct cx_lay *tables, size_t count,
           void (*say)(void *context, const char *message), void *context, struct cx_err *err)
{
    const struct cx_import_options options = {.say = say, .context = context};
    struct import import = {
        .db = db, .options = &options, .err = err, .file_count = count, .is_laid = true};
    struct cx_import_file *results = cx_alloc((count + 1) * sizeof *results);
    struct file *files = cx_alloc((count + 1) * sizeof *files);
    int rc = 0;
    import.refs = refs_new(db);
    import.lines = cx_map_new();
    for (size_t i = 0; rc == 0 && i < count; i++) {
        rc = choose_kind(&results[i], &tables[i], err);
        import.is_sealed = import.is_sealed || tables[i].is_sealed;
        if (rc == 0)
            file_init(&files[i], &import, &results[i], i);
    }
    if (rc == 0)
        rc = cx_db_scratch_begin(db, err);
    if (rc == 0) {
        rc = lay_all(&import, files, tables, results, err);
        for (size_t i = 0; i < count; i++)
            close_file(&files[i]);
        if (rc < 0)
            lift_again(db, results, count);
    }
    rc = cx_db_scratch_end(db, rc, err);
    say_all(&import);
    free(files);
    free(results);
    refs_free(import.refs);
    free(import.currency);
    free(import.laws);
    free(import.zone_name);
    cx_zone_free(import.zone);
    cx_map_free(import.lines);
    return rc;
}

int cx_lay_lift(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_scratch_begin(db, err);
    if (rc == 0)
        rc = cx_db_unshadow(db, NULL, err);
    return cx_db_scratch_end(db, rc, err);
}
