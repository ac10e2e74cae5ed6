#include "conduct/record.h"

#include <stdlib.h>

#include "base/idset.h"
#include "base/mem.h"
#include "conduct/conduct.sql.h"

struct record {
    struct cx_db *db;
    enum cx_violation_source source;
    struct cx_stmt *put, *drop, *count, *has;
    struct cx_idset *contacts; /* those with records; NULL until they are read */
};

int record_new(struct record **out, struct cx_db *db, enum cx_violation_source source,
               struct cx_err *err)
{
    struct record *record = cx_alloc(sizeof *record);
    *record = (struct record){.db = db, .source = source};
    int rc = cx_stmt_new(&record->put, db, SQL_put_violation, err);
    if (rc == 0)
        rc = cx_stmt_new(&record->drop, db, SQL_drop_violations, err);
    if (rc == 0)
        rc = cx_stmt_new(&record->count, db, SQL_count_of_contact, err);
    if (rc == 0)
        rc = cx_stmt_new(&record->has, db, SQL_has_violation, err);
    if (rc < 0) {
        record_free(record);
        return rc;
    }
    *out = record;
    return 0;
}

void record_free(struct record *record)
{
    if (!record)
        return;
    cx_stmt_free(record->put);
    cx_stmt_free(record->drop);
    cx_stmt_free(record->count);
    cx_stmt_free(record->has);
    cx_idset_free(record->contacts);
    free(record);
}

static void bind(struct cx_stmt *stmt, const struct record *record, int64_t contact,
                 const char *rule, enum cx_severity severity, const char *words)
{
    cx_stmt_bind_int(stmt, 1, contact);
    cx_stmt_bind_int(stmt, 2, record->source);
    cx_stmt_bind_text(stmt, 3, rule);
    cx_stmt_bind_int(stmt, 4, severity);
    cx_stmt_bind_text(stmt, 5, words);
}

int record_put(struct record *record, int64_t contact, const char *rule, enum cx_severity severity,
               const char *words, struct cx_err *err)
{
    bind(record->put, record, contact, rule, severity, words);
    if (record->contacts)
        cx_idset_add(record->contacts, contact);
    return cx_stmt_run(record->put, err);
}

static int read_contacts(struct record *record, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, record->db, SQL_violators, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, record->source);
    record->contacts = cx_idset_new();
    while ((rc = cx_stmt_step(stmt, err)) == 1)
        cx_idset_add(record->contacts, cx_stmt_int(stmt, 0));
    cx_stmt_free(stmt);
    return rc;
}

int record_count(int64_t *count, struct record *record, int64_t contact, struct cx_err *err)
{
    *count = 0;
    int rc = record->contacts ? 0 : read_contacts(record, err);
    if (rc < 0 || !cx_idset_has(record->contacts, contact))
        return rc;
    cx_stmt_bind_int(record->count, 1, contact);
    cx_stmt_bind_int(record->count, 2, record->source);
    if ((rc = cx_stmt_step(record->count, err)) == 1)
        *count = cx_stmt_int(record->count, 0);
    cx_stmt_reset(record->count);
    return rc < 0 ? rc : 0;
}

int record_has(struct record *record, int64_t contact, const char *rule, enum cx_severity severity,
               const char *words, struct cx_err *err)
{
    bind(record->has, record, contact, rule, severity, words);
    int rc = cx_stmt_step(record->has, err);
    cx_stmt_reset(record->has);
    return rc;
}

static int drop(struct record *record, int64_t contact, bool with_former, struct cx_err *err)
{
    int rc = record->contacts ? 0 : read_contacts(record, err);
    if (rc < 0 || !cx_idset_has(record->contacts, contact))
        return rc;
    cx_stmt_bind_int(record->drop, 1, contact);
    cx_stmt_bind_int(record->drop, 2, record->source);
    cx_stmt_bind_int(record->drop, 3, with_former);
    return cx_stmt_run(record->drop, err);
}

int record_drop(struct record *record, int64_t contact, struct cx_err *err)
{
    return drop(record, contact, true, err);
}

int record_drop_current(struct record *record, int64_t contact, struct cx_err *err)
{
    return drop(record, contact, false, err);
}

int read_setting(char **value, struct cx_db *db, const char *name, struct cx_err *err)
{
    return cx_db_get_text(value, db, SQL_setting, name, err);
}
