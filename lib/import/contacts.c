/* Contacts: what becomes of one is known when the next row is asked for. Then the words that were
 * found in it are recorded, and it is given to whoever watches the limits. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/loader.h"
#include "past/days.h"

static int64_t cell_or(const struct file *file, int column, int64_t none)
{
    return column < 0 || file->cells[column].null ? none : file->cells[column].n;
}

static int column(const struct file *file, const char *name)
{
    return cx_kind_field(file->kind, name, strlen(name));
}

int contacts_open(struct file *file, struct cx_err *err)
{
    struct import *import = file->import;
    struct contacts *contacts = &file->contacts;
    int transcript = file->intake.transcript, rc = 0;
    contacts->account = column(file, "account_id");
    contacts->at = column(file, "started_at");
    contacts->channel = column(file, "channel");
    contacts->outcome = column(file, "outcome");
    contacts->promised = column(file, "promised_on");
    if (!import->watch)
        rc = cx_watch_new(&import->watch, import->db, err);
    if (rc == 0 && file->intake.present[transcript]) {
        if (!import->keywords)
            rc = cx_keywords_new(&import->keywords, import->db, err);
        file->intake.keywords = import->keywords;
    }
    return rc;
}

void contacts_take(struct file *file)
{
    struct contacts *contacts = &file->contacts;
    contacts->state = CONTACT_NEW;
    contacts->now = (struct cx_contact){
        .id = file->cells[0].n,
        .account = cell_or(file, contacts->account, 0),
        .at = file->cells[contacts->at].n,
        .channel = (int)cell_or(file, contacts->channel, -1),
        .outcome = (int)cell_or(file, contacts->outcome, -1),
        .until = (cx_date)cell_or(file, contacts->promised, CX_DAYS_NEVER),
    };
}

void contacts_known(struct file *file, const int64_t *before)
{
    struct contacts *contacts = &file->contacts;
    struct cx_contact *now = &contacts->now, *old = &contacts->before;
    const bool *has = file->intake.present;
    *old = (struct cx_contact){now->id,        before[0],      before[1],
                               (int)before[2], (int)before[3], (cx_date)before[4]};
    /* What the file doesn't say stays as it was. */
    if (!has[contacts->account])
        now->account = old->account;
    if (!has[contacts->channel])
        now->channel = old->channel;
    if (!has[contacts->outcome])
        now->outcome = old->outcome;
    if (!has[contacts->promised])
        now->until = old->until;
    contacts->state = now->account == old->account && now->at == old->at &&
                              now->channel == old->channel && now->outcome == old->outcome &&
                              now->until == old->until
                          ? CONTACT_SAME
                          : CONTACT_CHANGED;
}

/* The hits of the row that was taken last. */
static int record_hits(struct file *file, struct cx_err *err)
{
    const struct batch *batch = file->batch;
    struct cx_keywords *keywords = file->import->keywords;
    int64_t contact = file->contacts.now.id;
    int rc = 0;
    if (file->contacts.state != CONTACT_NEW)
        rc = cx_keywords_forget(keywords, contact, err);
    while (file->hit < batch->hit_count && batch->hits[file->hit].row + 1 < file->at)
        file->hit++; /* of rows that were bad */
    for (; rc == 0 && file->hit < batch->hit_count && batch->hits[file->hit].row + 1 == file->at;
         file->hit++)
        rc = cx_keywords_record(keywords, contact, batch->hits[file->hit].keyword,
                                batch->hits[file->hit].words, err);
    return rc;
}

int contacts_settle(struct file *file, struct cx_err *err)
{
    struct contacts *contacts = &file->contacts;
    struct cx_watch *watch = file->import->watch;
    enum contact_state state = contacts->state;
    int rc = 0;
    if (state == CONTACT_NONE)
        return 0;
    if (file->intake.keywords)
        rc = record_hits(file, err);
    contacts->state = CONTACT_NONE;
    if (rc == 0 && state == CONTACT_CHANGED)
        rc = cx_watch_change(watch, &contacts->before, err);
    if (rc == 0 && state != CONTACT_SAME)
        rc = cx_watch_add(watch, &contacts->now, err);
    return rc;
}

/* The settings that contacts are checked by. */
static int ask_settings(char **settings, struct cx_db *db, struct cx_err *err)
{
    return cx_db_get_text(settings, db,
                          "SELECT coalesce(group_concat(name || '=' || value, ' '), '') "
                          "FROM settings WHERE name IN ('jurisdiction', 'agent_speakers')",
                          NULL, err);
}

int contacts_begin(struct import *import, struct cx_err *err)
{
    int rc = cx_db_has_row(import->db, "SELECT 1 FROM contacts LIMIT 1", NULL, err);
    import->had_contacts = rc == 1;
    return rc < 0 ? rc : ask_settings(&import->settings, import->db, err);
}

/* Whether a file changed what the contacts that were there are checked by. */
static bool changes_checks(const struct import *import, const struct cx_import_file *result,
                           const char *settings, bool has_limits)
{
    const char *kind = result->kind->name;
    if (strcmp(kind, "settings") == 0)
        return strcmp(settings, import->settings) != 0;
    if (strcmp(kind, "accounts") == 0)
        return import->moved_accounts && has_limits;
    return (strcmp(kind, "keywords") == 0 || strcmp(kind, "limits") == 0) &&
           result->added + result->changed > 0;
}

int contacts_finish(struct import *import, struct cx_import_file *results, struct cx_err *err)
{
    const struct cx_import_options *options = import->options;
    char *settings = NULL;
    int64_t has_limits = 0;
    int rc = cx_days_write(import->payment_days, import->db, err);
    if (rc == 0 && import->watch)
        rc = cx_watch_finish(import->watch, err);
    if (rc == 0 && options->rescan)
        return cx_rescan(options->rescan, import->db, err);
    if (rc == 0 && import->had_contacts)
        rc = ask_settings(&settings, import->db, err);
    if (rc == 0 && import->had_contacts)
        rc = cx_db_get_int(&has_limits, import->db, "SELECT 1 FROM limits LIMIT 1", NULL, err);
    for (size_t i = 0; rc == 0 && import->had_contacts && i < options->file_count; i++)
        results[i].wants_rescan = changes_checks(import, &results[i], settings, has_limits);
    free(settings);
    return rc;
}
