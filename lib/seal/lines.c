/* The lines of a sealed sheet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/pool.h"
#include "seal/sealed.h"
#include "store/id.h"

static const char *pooled(struct cx_pool *texts, const char *s)
{
    return cx_pool_get(texts, cx_pool_put(texts, s, strlen(s)));
}

/* Whether there is such an employee behind the wall of --as-of: 1, 0 or negative. */
static int is_there(struct cx_db *db, int64_t id, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc =
        cx_stmt_first(&stmt, db, "SELECT 1 FROM main.employees WHERE employee_id = ?1", id, err);
    cx_stmt_free(stmt);
    return rc;
}

int sealed_person(int *person, struct cx_db *db, const struct cx_org *org,
                  const struct reading *reading, const char *key, struct cx_err *err)
{
    int64_t id = 0;
    int rc = cx_id_find(&id, db, key, strlen(key), err);
    *person = id ? cx_org_person(org, id) : -1;
    if (rc == 0 && id && *person < 0)
        rc = is_there(db, id, err);
    if (rc == 0 && *person < 0)
        rc = cx_err_set(err, CX_EDATA, "%s:%lld: \"%s\" is no longer among the employees",
                        reading->name, (long long)reading->row.line, key);
    return rc < 0 ? rc : 0;
}

static int take_row(struct sealed_lines *lines, struct cx_db *db, const struct cx_org *org,
                    const struct reading *reading, struct cx_err *err)
{
    struct sealed_line line = {
        .team = pooled(lines->texts, reading_cell(reading, reading_column(reading, "team_id"))),
        .since = pooled(lines->texts, reading_cell(reading, reading_column(reading, "since"))),
        .rule_id = pooled(lines->texts, reading_cell(reading, reading_column(reading, "rule_id"))),
        .kind = pooled(lines->texts, reading_cell(reading, reading_column(reading, "kind"))),
        .basis = pooled(lines->texts, reading_cell(reading, reading_column(reading, "basis"))),
        .note = pooled(lines->texts, reading_cell(reading, reading_column(reading, "note"))),
    };
    const char *key = reading_cell(reading, reading_column(reading, "employee_id"));
    int rc = sealed_person(&line.person, db, org, reading, key, err);
    if (rc == 0)
        rc = reading_cents(&line.amount, reading, reading_column(reading, "amount"), err);
    if (rc < 0 || line.person < 0)
        return rc;
    CX_GROW(lines->list, lines->count, lines->cap);
    lines->list[lines->count++] = line;
    return rc;
}

int sealed_lines_load(struct sealed_lines *lines, struct cx_db *db, struct cx_seal *seal,
                      const struct cx_org *org, struct cx_err *err)
{
    struct cx_buf text = {0};
    struct reading reading = {.fd = -1};
    char name[64];
    *lines = (struct sealed_lines){.texts = cx_pool_new()};
    snprintf(name, sizeof name, _("lines sealed for %s"), seal->period);
    int rc = text_get(&text, db, seal, TEXT_LINES, err);
    if (rc == 0)
        rc = reading_open(&reading, &text, name, err);
    while (rc == 0 && (rc = reading_next(&reading, err)) == 1)
        rc = take_row(lines, db, org, &reading, err);
    reading_close(&reading);
    cx_buf_fini(&text);
    return rc;
}

void sealed_lines_fini(struct sealed_lines *lines)
{
    free(lines->list);
    cx_pool_free(lines->texts);
    *lines = (struct sealed_lines){0};
}

bool is_rule_line(const struct sealed_line *line)
{
    return strcmp(line->kind, "adjustment") != 0 && strcmp(line->kind, "retro") != 0 &&
           strcmp(line->kind, "carry") != 0;
}
