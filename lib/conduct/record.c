#include "conduct/record.h"

#include <stdlib.h>

#include "base/idset.h"
#include "base/mem.h"
#include "conduct/conduct.sql.h"

struct record {
    struct cx_db *db;
    enum cx_violation_source source;
    struct cx_stmt *put, *drop, *current, *retire;
    struct cx_idset *contacts; /* those with records; NULL until they are read */
    char **rules;              /* of one contact: found by today's list */
    size_t count, cap;
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
        rc = cx_stmt_new(&record->current, db, SQL_current_violations, err);
    if (rc == 0)
        rc = cx_stmt_new(&record->retire, db, SQL_retire_violations, err);
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
    cx_stmt_free(record->current);
    cx_stmt_free(record->retire);
    cx_idset_free(record->contacts);
    free(record->rules);
    free(record);
}

int record_put(struct record *record, int64_t contact, const char *rule, enum cx_severity severity,
               const char *words, struct cx_err *err)
{
    cx_stmt_bind_int(record->put, 1, contact);
    cx_stmt_bind_int(record->put, 2, record->source);
    cx_stmt_bind_text(record->put, 3, rule);
    cx_stmt_bind_int(record->put, 4, severity);
    cx_stmt_bind_text(record->put, 5, words);
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

/* Whether the contact has any: 1 or 0. */
static int has_records(struct record *record, int64_t contact, struct cx_err *err)
{
    int rc = record->contacts ? 0 : read_contacts(record, err);
    return rc < 0 ? rc : cx_idset_has(record->contacts, contact);
}

/* rule NULL: all, also a former list's. */
static int drop(struct record *record, int64_t contact, const char *rule, struct cx_err *err)
{
    cx_stmt_bind_int(record->drop, 1, contact);
    cx_stmt_bind_int(record->drop, 2, record->source);
    cx_stmt_bind_text(record->drop, 3, rule);
    return cx_stmt_run(record->drop, err);
}

int record_drop(struct record *record, int64_t contact, struct cx_err *err)
{
    int rc = has_records(record, contact, err);
    return rc == 1 ? drop(record, contact, NULL, err) : rc;
}

static int retire(struct record *record, int64_t contact, cx_time now, struct cx_err *err)
{
    cx_stmt_bind_int(record->retire, 1, contact);
    cx_stmt_bind_int(record->retire, 2, record->source);
    cx_stmt_bind_int(record->retire, 3, now);
    return cx_stmt_run(record->retire, err);
}

/* Fills record->rules with those of today's list. */
static int sort_out(struct record *record, int64_t contact, record_is_of_today *is_of_today,
                    void *context, struct cx_err *err)
{
    struct cx_stmt *row = record->current;
    int rc;
    cx_stmt_bind_int(row, 1, contact);
    cx_stmt_bind_int(row, 2, record->source);
    while ((rc = cx_stmt_step(row, err)) == 1) {
        if (!is_of_today(context, cx_stmt_text(row, 0),
                         (enum cx_severity)cx_stmt_choice(row, 1, cx_severities, CX_BLOCK),
                         cx_stmt_text(row, 2)))
            continue;
        CX_GROW(record->rules, record->count, record->cap);
        record->rules[record->count++] = cx_strdup(cx_stmt_text(row, 0));
    }
    cx_stmt_reset(row);
    return rc;
}

int record_retire(struct record *record, int64_t contact, cx_time now,
                  record_is_of_today *is_of_today, void *context, struct cx_err *err)
{
    int rc = has_records(record, contact, err);
    if (rc != 1)
        return rc;
    rc = sort_out(record, contact, is_of_today, context, err);
    for (size_t i = 0; rc == 0 && i < record->count; i++)
        rc = drop(record, contact, record->rules[i], err);
    while (record->count > 0)
        free(record->rules[--record->count]);
    return rc < 0 ? rc : retire(record, contact, now, err);
}

int read_setting(char **value, struct cx_db *db, const char *name, struct cx_err *err)
{
    return cx_db_get_text(value, db, SQL_setting, name, err);
}
