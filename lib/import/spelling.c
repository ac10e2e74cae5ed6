/* Names of the plan that may be written in any case are kept as their list spells them: so that a
 * setting is one row, and so are a metric's target and its row of a scorecard. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "import/hooks.h"
#include "import/spelling.sql.h"
#include "kind/words.h"
#include "plan/settings.h"

/* A what-if's rows stay as they are: a sealed plan may be from before names were kept so. */
int spell_settings(struct file *file, struct cx_err *err)
{
    if (file->import->is_laid)
        return 0;
    int rc = cx_db_exec(file->import->db, SQL_settings_twice, err);
    return rc < 0 ? rc : cx_db_exec(file->import->db, SQL_settings_spelt, err);
}

void spell_setting(const struct file *file, struct cx_typed *name)
{
    const char *known = cx_settings_name(name->text);
    if (known && !file->import->is_laid)
        *name = (struct cx_typed){.text = known, .len = strlen(known)};
}

int spell_targets(struct file *file, struct cx_err *err)
{
    struct cx_db *db = file->import->db;
    if (file->import->is_laid)
        return 0;
    int rc = cx_db_has_row(db, SQL_has_misspelt, NULL, err);
    if (rc == 1)
        rc = cx_db_exec(db, SQL_targets_twice, err);
    else if (rc == 0)
        return 0;
    return rc < 0 ? rc : cx_db_exec(db, SQL_targets_spelt, err);
}

int spell_cards(struct file *file, struct cx_err *err)
{
    return file->import->is_laid ? 0 : cx_db_exec(file->import->db, SQL_cards_spelt, err);
}

/* The metric or measure of a name; "" where there is none. */
static int find_metric(struct file *file, const char *name, struct cx_err *err)
{
    struct targets *targets = &file->targets;
    struct cx_stmt **stmt = &targets->quantity;
    int rc = *stmt ? 0 : cx_stmt_new(stmt, file->import->db, SQL_quantity, err);
    targets->metric[0] = '\0';
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(*stmt, 1, name);
    cx_stmt_bind_int(*stmt, 2, CX_UNIT_NUMBER);
    if ((rc = cx_stmt_step(*stmt, err)) == 1) {
        snprintf(targets->metric, sizeof targets->metric, "%s", cx_stmt_text(*stmt, 0));
        targets->unit = cx_stmt_choice(*stmt, 1, cx_units, CX_UNIT_NUMBER);
    }
    cx_stmt_reset(*stmt);
    return rc < 0 ? rc : 0;
}

int spell_metric(struct file *file, struct cx_typed *name, struct cx_err *err)
{
    const struct targets *targets = &file->targets;
    int rc = strcasecmp(targets->metric, name->text) == 0 ? 0 : find_metric(file, name->text, err);
    if (rc == 0 && targets->metric[0] && !file->import->is_laid)
        *name = (struct cx_typed){.text = targets->metric, .len = strlen(targets->metric)};
    return rc;
}
