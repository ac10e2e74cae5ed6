/* What only the whole of an import shows: late references, credits, the plan. */
#include <string.h>

#include "base/decimal.h"
#include "import/loader.h"
#include "plan/plan.h"

static int check_pending(struct import *import, struct cx_err *err)
{
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1];
    int rc = 0;
    for (size_t i = 0; rc >= 0 && i < import->pending_count; i++) {
        const struct pending *pending = &import->pending[i];
        rc = refs_has(refs_find(import->refs, pending->field->refers), pending->id, err);
        if (rc != 0)
            continue;
        cx_buf_clear(&text);
        cx_buf_printf(&text,
                      "%s:%lld: %s: \"%s\" is not among the %s: import it too, or correct it",
                      pending->file, (long long)pending->line, pending->field->name,
                      cx_id_text(id, import->db, pending->id), pending->field->refers);
        say_whole(import, cx_buf_str(&text));
    }
    cx_buf_fini(&text);
    return rc < 0 ? rc : 0;
}

/* Where in the files of this command a key of a kind stands; rest is of its other columns. */
static void place(struct import *import, struct cx_buf *text, const char *kind, const char *key,
                  const char *rest, const char *column, const struct cx_import_file *results)
{
    struct cx_buf path = {0};
    cx_buf_printf(&path, "%s%s", key, rest);
    const int64_t *at = cx_map_get(import->lines, line_key(kind, path.data, path.len));
    cx_buf_fini(&path);
    if (!at)
        at = cx_map_get(import->lines, line_key(kind, key, strlen(key)));
    if (at)
        cx_buf_printf(text, "%s:%lld: %s: ", results[*at >> PLACE_LINE_BITS].name,
                      (long long)(*at & ((INT64_C(1) << PLACE_LINE_BITS) - 1)), column);
    else
        cx_buf_printf(text, "%s %s: %s: ", kind, key, column);
}

static int check_credits(struct import *import, const struct cx_import_file *results,
                         struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1], sum[CX_DEC_TEXT];
    int rc = cx_stmt_new(&stmt, import->db,
                         "SELECT payment_id, sum(share) FROM credits GROUP BY payment_id "
                         "HAVING sum(share) <> 1000000",
                         err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        cx_buf_clear(&text);
        cx_id_text(id, import->db, cx_stmt_int(stmt, 0));
        place(import, &text, "credits", id, "", "share", results);
        cx_buf_printf(&text, "the shares of payment %s add up to %s, not to 1", id,
                      cx_dec_format_short(sum, cx_stmt_int(stmt, 1), 6));
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

static int check_teams(struct import *import, const struct cx_import_file *results,
                       struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1];
    int rc = cx_stmt_new(&stmt, import->db,
                         "WITH RECURSIVE up (team, above) AS ("
                         "SELECT team_id, parent_id FROM teams WHERE parent_id IS NOT NULL "
                         "UNION SELECT team, parent_id FROM up JOIN teams ON team_id = above "
                         "WHERE parent_id IS NOT NULL) "
                         "SELECT team FROM up WHERE above = team ORDER BY team LIMIT 1",
                         err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        cx_id_text(id, import->db, cx_stmt_int(stmt, 0));
        place(import, &text, "teams", id, "", "parent_id", results);
        cx_buf_printf(&text, "team %s is part of itself", id);
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

/* A target of a metric that nobody computes would be waited for in vain. */
static int check_targets(struct import *import, const struct cx_import_file *results,
                         struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    int rc = cx_stmt_new(&stmt, import->db,
                         "SELECT DISTINCT metric_id FROM targets "
                         "WHERE metric_id COLLATE NOCASE NOT IN (SELECT metric_id FROM metrics) "
                         "AND metric_id COLLATE NOCASE NOT IN (SELECT measure_id FROM measures) "
                         "ORDER BY metric_id",
                         err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *metric = cx_stmt_text(stmt, 0);
        rc = 0;
        cx_buf_clear(&text);
        for (size_t i = 0; i < import->options->file_count; i++) {
            if (strcmp(results[i].kind->name, "targets") == 0)
                cx_buf_printf(&text, "%s: ", results[i].name);
        }
        cx_buf_printf(&text,
                      "metric_id: \"%s\" is neither a metric nor a measure of the plan: "
                      "import that first, or correct it",
                      metric);
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

static int check_plan(struct import *import, const struct cx_import_file *results,
                      struct cx_err *err)
{
    struct cx_plan_fault fault;
    struct cx_err problem = {0};
    struct cx_buf text = {0};
    int rc = cx_plan_check(import->db, &fault, &problem);
    if (rc == CX_EDATA && fault.kind) {
        place(import, &text, fault.kind, fault.key, fault.rest, fault.column, results);
        cx_buf_puts(&text, problem.text);
        say_whole(import, cx_buf_str(&text));
        rc = 0;
    } else if (rc < 0) {
        rc = cx_err_set(err, rc, "%s", problem.text);
    }
    cx_buf_fini(&text);
    return rc;
}

int finish(struct import *import, const struct cx_import_file *results, struct cx_err *err)
{
    bool plan = false, credits = false, teams = false, targets = false;
    for (size_t i = 0; i < import->options->file_count; i++) {
        plan = plan || results[i].kind->is_plan;
        credits = credits || strcmp(results[i].kind->name, "credits") == 0;
        targets = targets || strcmp(results[i].kind->name, "targets") == 0;
        teams = teams || strcmp(results[i].kind->name, "teams") == 0;
    }
    int rc = check_pending(import, err);
    if (rc == 0 && teams)
        rc = check_teams(import, results, err);
    if (rc == 0 && targets)
        rc = check_targets(import, results, err);
    if (rc == 0 && credits)
        rc = check_credits(import, results, err);
    if (rc == 0 && plan)
        rc = check_plan(import, results, err);
    return rc;
}
