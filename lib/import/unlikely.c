/* Rates of the plan that look like percentages without their sign. */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "import/hooks.h"
#include "import/notes.h"
#include "import/notes.sql.h"
#include "plan/percents.h"

struct hearing {
    struct import *import;
    const struct file *files;
};

/* Each once, though several rules pay by a tier, or one on several days. */
static void hear(void *context, const struct cx_percent *percent)
{
    const struct hearing *hearing = context;
    struct cx_buf line = {0}, told = {0}, *text = &hearing->import->notes->text;
    const bool is_grade = strcmp(percent->kind, cx_kind_grades.name) == 0;
    char rest[32] = "";
    if (percent->is_tier)
        snprintf(rest, sizeof rest, "\x1f%lld", (long long)percent->from);
    put_place(hearing->import, &line, percent->kind, percent->id, rest,
              is_grade ? "coefficient" : "rate", hearing->files);
    cx_percent_tell(&told, percent);
    cx_buf_say(&line, "%s: write a ratio as a part of 1, or with its sign: 0.2 or 20%%\n",
               cx_buf_str(&told));
    if (!strstr(cx_buf_str(text), cx_buf_str(&line)))
        cx_buf_puts(text, cx_buf_str(&line));
    cx_buf_fini(&line);
    cx_buf_fini(&told);
}

static int look(struct hearing *hearing, cx_date day, struct cx_err *err)
{
    struct cx_plan *plan = NULL;
    int rc = cx_plan_load(&plan, hearing->import->db, day, err);
    if (rc == 0)
        cx_percents_find(plan, hear, hearing);
    cx_plan_free(plan);
    return rc;
}

/* Whether the files change what a rule pays on, or by. */
static bool is_changed(const struct import *import, const struct file *files)
{
    static const struct cx_kind *const kinds[] = {&cx_kind_rules, &cx_kind_tiers, &cx_kind_grades,
                                                  &cx_kind_metrics, &cx_kind_measures};
    for (size_t i = 0; i < import->file_count; i++) {
        for (size_t k = 0; changes_rows(&files[i]) && k < sizeof kinds / sizeof *kinds; k++) {
            if (files[i].kind == kinds[k])
                return true;
        }
    }
    return false;
}

/* Of today's rules, and of those that are valid later. */
int notes_of_rates(struct import *import, const struct file *files, struct cx_err *err)
{
    struct hearing hearing = {import, files};
    struct cx_stmt *stmt = NULL;
    if (!is_changed(import, files))
        return 0;
    int rc = look(&hearing, import->notes->today, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, import->db, SQL_later_rules, err);
    if (stmt)
        cx_stmt_bind_int(stmt, 1, import->notes->today);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = look(&hearing, (cx_date)cx_stmt_int(stmt, 0), err);
    cx_stmt_free(stmt);
    return rc;
}
