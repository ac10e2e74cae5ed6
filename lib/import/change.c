/* A change of the database, by an import, a deletion or the taking back of an import: how it begins
 * and ends. */
#include <stdlib.h>

#include "base/lang.h"
#include "import/loader.h"
#include "import/refs.h"
#include "import/wanted.h"
#include "past/days.h"
#include "plan/settings.h"
#include "store/audit.h"
#include "store/journal.h"

int import_begin(struct import *import, struct cx_err *err)
{
    int rc = cx_db_exec(import->db, "PRAGMA foreign_keys=OFF", err);
    if (rc == 0)
        rc = cx_db_begin(import->db, err);
    return rc == 0 ? cx_id_prepare(import->db, err) : rc;
}

int kept_imports(int64_t *kept, struct cx_db *db, struct cx_err *err)
{
    struct cx_pool *texts = cx_pool_new();
    struct cx_settings settings;
    int rc = cx_settings_load(&settings, texts, db, err);
    *kept = settings.undo_imports;
    cx_pool_free(texts);
    return rc;
}

int conclude_change(struct import *import, const char *refusal, struct cx_err *err)
{
    const struct cx_import_options *options = import->options;
    struct cx_audit audit = {options->now, "cx-import", options->arguments,
                             cx_buf_str(&import->audit)};
    if (import->bad > 0) {
        cx_db_rollback(import->db);
        return cx_err_set(err, CX_EDATA, "%s", _(refusal));
    }
    int rc = cx_audit_add(import->db, &audit, err);
    if (options->dry_run)
        cx_db_rollback(import->db);
    else if (rc == 0)
        rc = cx_db_commit(import->db, err);
    return rc;
}

void import_fini(struct import *import)
{
    cx_journal_free(import->journal);
    cx_keywords_free(import->keywords);
    cx_watch_free(import->watch);
    cx_days_free(import->payment_days);
    cx_days_free(import->order_days);
    cx_days_free(import->episode_days);
    cx_days_free(import->dated_days);
    free(import->reversed);
    free(import->paid.accounts);
    free(import->owing.accounts);
    free(import->extended.accounts);
    free(import->ended.accounts);
    free(import->settings);
    free(import->laws);
    notes_free(import->notes);
    free(import->currency);
    free(import->zone_name);
    cx_zone_free(import->zone);
    cx_db_rollback(import->db);
    free(import->pending);
    refs_free(import->refs);
    cx_map_free(import->lines);
    cx_map_free(import->made);
    cx_map_free(import->arranged);
    cx_map_free(import->waived);
    cx_buf_fini(&import->audit);
    cx_outfile_fini(&import->rejects);
    maps_fini(&import->maps);
}
