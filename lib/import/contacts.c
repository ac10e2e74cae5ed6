/* Contacts: what became of one is known when the next row is requested. Then the words
 * found in it are recorded, and it is passed on to be judged by the limits. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/hooks.h"
#include "import/wholes.sql.h"
#include "past/days.h"

enum { CONTACT, ACCOUNT, STARTED_AT, CHANNEL, OUTCOME, DURATION_S, PROMISED_ON };

static int64_t cell_or(const struct file *file, int i, int64_t none)
{
    return cell_of(file, i)->null ? none : cell_of(file, i)->n;
}

static bool check_contact(struct file *file)
{
    const struct cx_typed *promised_on = cell_of(file, PROMISED_ON);
    const struct cx_typed *duration_s = cell_of(file, DURATION_S);
    if (!promised_on->null && promised_on->n < cx_date_of(cell_of(file, STARTED_AT)->n))
        return bad_cell(file, column_of(file, PROMISED_ON),
                        "is before the day of the contact: correct one of the two");
    if (!duration_s->null && duration_s->n < 0)
        return bad_cell(file, column_of(file, DURATION_S), "must not be negative");
    return true;
}

static int open_contacts(struct file *file, struct cx_err *err)
{
    struct import *import = file->import;
    int transcript = file->intake.transcript, rc = 0;
    if (!import->watch)
        rc = cx_watch_new(&import->watch, import->db, err);
    if (rc == 0 && file->intake.present[transcript]) {
        if (!import->keywords)
            rc = cx_keywords_new(&import->keywords, import->db, err);
        file->intake.keywords = import->keywords;
    }
    return rc;
}

static void take_contact(struct file *file)
{
    struct contacts *contacts = &file->contacts;
    contacts->state = CONTACT_NEW;
    contacts->now = (struct cx_contact){
        .id = cell_of(file, CONTACT)->n,
        .account = cell_or(file, ACCOUNT, 0),
        .at = cell_of(file, STARTED_AT)->n,
        .channel = (int)cell_or(file, CHANNEL, -1),
        .outcome = (int)cell_or(file, OUTCOME, -1),
        .until = (cx_date)cell_or(file, PROMISED_ON, CX_DAYS_NEVER),
    };
}

static void match_contact(struct file *file, const int64_t *before)
{
    struct contacts *contacts = &file->contacts;
    struct cx_contact *now = &contacts->now, *old = &contacts->before;
    const bool *has = file->intake.present;
    *old = (struct cx_contact){now->id,        before[0],          before[1], (int)before[2],
                               (int)before[3], (cx_date)before[4], 0};
    /* Columns that the file does not have keep their values. */
    if (!has[column_of(file, ACCOUNT)])
        now->account = old->account;
    if (!has[column_of(file, CHANNEL)])
        now->channel = old->channel;
    if (!has[column_of(file, OUTCOME)])
        now->outcome = old->outcome;
    if (!has[column_of(file, PROMISED_ON)])
        now->until = old->until;
    contacts->state = now->account == old->account && now->at == old->at &&
                              now->channel == old->channel && now->outcome == old->outcome &&
                              now->until == old->until
                          ? CONTACT_SAME
                          : CONTACT_CHANGED;
}

/* The hits of the row that was taken last. */
static int record_hits(struct file *file, enum contact_state state, struct cx_err *err)
{
    const struct batch *batch = file->batch;
    struct cx_keywords *keywords = file->import->keywords;
    int64_t contact = file->contacts.now.id;
    int rc = 0;
    if (state != CONTACT_NEW)
        rc = cx_keywords_forget(keywords, contact, err);
    while (file->hit < batch->hit_count && batch->hits[file->hit].row + 1 < file->at)
        file->hit++; /* of rows that were bad */
    for (; rc == 0 && file->hit < batch->hit_count && batch->hits[file->hit].row + 1 == file->at;
         file->hit++)
        rc = cx_keywords_record(keywords, contact, batch->hits[file->hit].keyword,
                                batch->hits[file->hit].words, err);
    return rc;
}

static int settle_contact(struct file *file, struct cx_err *err)
{
    struct contacts *contacts = &file->contacts;
    struct cx_watch *watch = file->import->watch;
    enum contact_state state = contacts->state;
    int rc = 0;
    contacts->state = CONTACT_NONE;
    if (state == CONTACT_NONE || file->is_dropped)
        return 0;
    if (file->intake.keywords)
        rc = record_hits(file, state, err);
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
                          "FROM settings WHERE name COLLATE NOCASE IN "
                          "('jurisdiction', 'region_jurisdictions', 'agent_speakers')",
                          NULL, err);
}

int contacts_begin(struct import *import, struct cx_err *err)
{
    int rc = cx_db_has_row(import->db, "SELECT 1 FROM contacts LIMIT 1", NULL, err);
    import->had_contacts = rc == 1;
    return rc < 0 ? rc : ask_settings(&import->settings, import->db, err);
}

int contacts_finish(struct import *import, const struct file *files, struct cx_err *err)
{
    const struct cx_import_options *options = import->options;
    struct cx_days *const days[] = {import->payment_days, import->order_days, import->episode_days,
                                    import->dated_days};
    char *settings = NULL;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof days / sizeof *days; i++)
        rc = cx_days_write(days[i], import->db, err);
    if (rc == 0 && import->watch)
        rc = cx_watch_finish(import->watch, err);
    if (rc == 0 && options->rescan)
        return cx_rescan(options->rescan, import->db, options->now, err);
    if (rc < 0 || !import->had_contacts)
        return rc;
    rc = ask_settings(&settings, import->db, err);
    if (rc == 0)
        rc = cx_db_has_row(import->db, "SELECT 1 FROM limits LIMIT 1", NULL, err);
    import->has_limits = rc == 1;
    import->are_settings_changed = rc >= 0 && strcmp(settings, import->settings) != 0;
    for (size_t i = 0; rc >= 0 && i < import->file_count; i++)
        files[i].result->wants_rescan =
            files[i].hooks->wants_rescan && files[i].hooks->wants_rescan(&files[i]);
    free(settings);
    return rc < 0 ? rc : 0;
}

const struct hooks contacts_hooks = {
    .kind = &cx_kind_contacts,
    .columns = {[CONTACT] = "contact_id",
                [ACCOUNT] = "account_id",
                [STARTED_AT] = "started_at",
                [CHANNEL] = "channel",
                [OUTCOME] = "outcome",
                [DURATION_S] = "duration_s",
                [PROMISED_ON] = "promised_on"},
    .open = open_contacts,
    .check = check_contact,
    .take = take_contact,
    .known = ",contacts.account_id,contacts.started_at,coalesce(contacts.channel,-1),"
             "coalesce(contacts.outcome,-1),coalesce(contacts.promised_on,0)",
    .known_count = 5,
    .match = match_contact,
    .settle = settle_contact,
};

enum { SETTING_VALUE };

/* Kept as an empty text: the setting is there, and has its default. */
static int complete_setting(struct file *file, struct cx_err *err)
{
    struct cx_typed *value = cell_of(file, SETTING_VALUE);
    (void)err;
    if (value->null)
        *value = (struct cx_typed){.text = ""};
    return 1;
}

static bool settings_want_rescan(const struct file *file)
{
    return file->import->are_settings_changed;
}

/* A mistyped jurisdiction would switch all limits off. */
static int check_jurisdiction(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_err problem = {0};
    struct cx_buf text = {0};
    char *lacking = NULL, *limited = NULL;
    int rc = cx_limits_lacking(&lacking, import->db, &problem);
    if (rc == 0 && lacking)
        rc = cx_db_get_text(&limited, import->db, SQL_limited_jurisdictions, NULL, err);
    if (rc == CX_EDATA) {
        put_place(import, &text, "settings", "region_jurisdictions", "", "value", files);
        cx_buf_puts(&text, problem.text);
        rc = 0;
    } else if (problem.code) {
        *err = problem;
    } else if (rc == 0 && lacking) {
        put_place(import, &text, "settings", "jurisdiction", "", "value", files);
        cx_buf_say(
            &text,
            "\"%s\" has no limits, and those of %s would not apply: write one of these, or "
            "none where nothing is limited, or import the limits of \"%s\" with the settings",
            lacking, limited, lacking);
    }
    if (text.len > 0)
        say_whole(import, cx_buf_str(&text));
    cx_buf_fini(&text);
    free(lacking);
    free(limited);
    return rc;
}

const struct hooks settings_hooks = {
    .kind = &cx_kind_settings,
    .columns = {[SETTING_VALUE] = "value"},
    .complete = complete_setting,
    .wants_rescan = settings_want_rescan,
    .finish = check_jurisdiction,
};
