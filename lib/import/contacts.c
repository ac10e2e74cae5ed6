/* Contacts: what became of one is known when the next row is requested. Then the words found in it
 * are recorded, and it is passed on to be judged by the limits. And what a change of these asks
 * for. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/hooks.h"
#include "past/days.h"

enum {
    CONTACT,
    ACCOUNT,
    EMPLOYEE,
    STARTED_AT,
    CHANNEL,
    OUTCOME,
    DURATION_S,
    PROMISED_ON,
    PROMISED_AMOUNT
};

static int64_t cell_or(const struct file *file, int i, int64_t none)
{
    return cell_of(file, i)->null ? none : cell_of(file, i)->n;
}

static bool check_not_negative(struct file *file, int i)
{
    return cell_of(file, i)->null || cell_of(file, i)->n >= 0 ||
           bad_cell(file, column_of(file, i), "must not be negative");
}

static bool check_contact(struct file *file)
{
    const struct cx_typed *promised_on = cell_of(file, PROMISED_ON);
    if (!promised_on->null && promised_on->n < cx_date_of(cell_of(file, STARTED_AT)->n))
        return bad_cell(file, column_of(file, PROMISED_ON),
                        "is before the day of the contact: correct one of the two");
    return check_not_negative(file, DURATION_S) && check_not_negative(file, PROMISED_AMOUNT);
}

static int open_contacts(struct file *file, struct cx_err *err)
{
    struct import *import = file->import;
    int transcript = file->intake.transcript, rc = 0;
    if (!import->watch)
        rc = cx_watch_new(&import->watch, import->db, import->options->now, err);
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
    contacts->day_line = cell_of(file, STARTED_AT)->is_day ? file->row->line : 0;
    contacts->now = (struct cx_contact){
        .id = cell_of(file, CONTACT)->n,
        .account = cell_or(file, ACCOUNT, 0),
        .at = cell_of(file, STARTED_AT)->n,
        .channel = (int)cell_or(file, CHANNEL, -1),
        .outcome = (int)cell_or(file, OUTCOME, -1),
        .until = (cx_date)cell_or(file, PROMISED_ON, CX_DAYS_NEVER),
        .employee = cell_or(file, EMPLOYEE, 0),
    };
}

static bool match_contact(struct file *file, const int64_t *before)
{
    struct contacts *contacts = &file->contacts;
    struct cx_contact *now = &contacts->now, *old = &contacts->before;
    const bool *has = file->intake.present;
    *old = (struct cx_contact){.id = now->id,
                               .account = before[0],
                               .at = before[1],
                               .channel = (int)before[2],
                               .outcome = (int)before[3],
                               .until = (cx_date)before[4],
                               .employee = before[6]};
    /* Columns that the file does not have keep their values. */
    if (!has[column_of(file, ACCOUNT)])
        now->account = old->account;
    if (!has[column_of(file, EMPLOYEE)])
        now->employee = old->employee;
    if (!has[column_of(file, CHANNEL)])
        now->channel = old->channel;
    if (!has[column_of(file, OUTCOME)])
        now->outcome = old->outcome;
    if (!has[column_of(file, PROMISED_ON)])
        now->until = old->until;
    contacts->is_retold = before[5] != 0;
    contacts->state = now->account == old->account && now->at == old->at &&
                              now->channel == old->channel && now->outcome == old->outcome &&
                              now->until == old->until && now->employee == old->employee
                          ? CONTACT_SAME
                          : CONTACT_CHANGED;
    return !file->is_news || has[column_of(file, PROMISED_ON)] || old->until == CX_DAYS_NEVER ||
           old->until >= cx_date_of(now->at) ||
           bad_after(file, STARTED_AT, PROMISED_ON, old->until);
}

/* The hits of the row that was taken last, unless its transcript was there before: other keywords
 * wait for a rescan. */
static int record_hits(struct file *file, enum contact_state state, struct cx_err *err)
{
    const struct batch *batch = file->batch;
    struct cx_keywords *keywords = file->import->keywords;
    int64_t contact = file->contacts.now.id;
    int rc = 0;
    while (file->hit < batch->hit_count && batch->hits[file->hit].row + 1 < file->at)
        file->hit++; /* of rows that were bad */
    size_t end = file->hit;
    while (end < batch->hit_count && batch->hits[end].row + 1 == file->at)
        end++;
    if (state != CONTACT_NEW && !file->contacts.is_retold)
        return 0;
    if (state != CONTACT_NEW)
        rc = cx_keywords_forget(keywords, contact, file->import->options->now, err);
    for (; rc == 0 && file->hit < end; file->hit++)
        rc = cx_keywords_record(keywords, contact, batch->hits[file->hit].keyword,
                                batch->hits[file->hit].words, err);
    return rc;
}

/* A day without a time, which is in quiet hours. */
static int note_timeless(struct file *file, struct cx_err *err)
{
    struct contacts *contacts = &file->contacts;
    int rc = contacts->day_line ? cx_watch_needs_time(file->import->watch, &contacts->now, err) : 0;
    if (rc == 1 && contacts->timeless++ == 0)
        contacts->timeless_line = contacts->day_line;
    return rc < 0 ? rc : 0;
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
        rc = cx_watch_change(watch, &contacts->before, &contacts->now, err);
    if (rc == 0 && state != CONTACT_SAME)
        rc = note_timeless(file, err);
    if (rc == 0 && state != CONTACT_SAME)
        rc = cx_watch_add(watch, &contacts->now, err);
    return rc;
}

/* The settings that contacts are checked by. */
static int ask_settings(char **settings, struct cx_db *db, struct cx_err *err)
{
    return cx_db_get_text(settings, db,
                          "SELECT coalesce(group_concat(name || '=' || value, ' '), '') FROM "
                          "(SELECT lower(max(name)) AS name, value FROM settings "
                          "WHERE name COLLATE NOCASE IN "
                          "('jurisdiction', 'region_jurisdictions', 'agent_speakers') "
                          "GROUP BY name COLLATE NOCASE)",
                          NULL, err);
}

int contacts_begin(struct import *import, struct cx_err *err)
{
    int rc = cx_db_has_row(import->db, "SELECT 1 FROM contacts LIMIT 1", NULL, err);
    import->had_contacts = rc == 1;
    if (rc >= 0)
        rc = cx_days_last(&import->last_contact, import->db, "contact", err);
    if (rc >= 0)
        rc = ask_settings(&import->settings, import->db, err);
    return rc < 0 ? rc : limits_begin(import, err);
}

int contacts_want(struct import *import, const struct file *files, struct cx_err *err)
{
    char *settings = NULL;
    if (!import->had_contacts)
        return 0;
    int rc = ask_settings(&settings, import->db, err);
    if (rc == 0)
        rc = cx_db_has_row(import->db, "SELECT 1 FROM limits LIMIT 1", NULL, err);
    import->has_limits = rc == 1;
    import->are_settings_changed = rc >= 0 && strcmp(settings, import->settings) != 0;
    if (rc >= 0)
        rc = cx_db_has_row(import->db,
                           "SELECT 1 FROM settings WHERE name = 'region_jurisdictions' COLLATE "
                           "NOCASE AND value <> ''",
                           NULL, err);
    import->has_regions = rc == 1;
    for (size_t i = 0; rc >= 0 && i < import->file_count; i++)
        files[i].result->wants_rescan =
            files[i].hooks->wants_rescan && files[i].hooks->wants_rescan(&files[i]);
    free(settings);
    return rc < 0 ? rc : 0;
}

static void tell_timeless(struct import *import, const struct file *files)
{
    for (size_t i = 0; import->notes && i < import->file_count; i++) {
        const struct contacts *contacts = &files[i].contacts;
        if (contacts->timeless > 0)
            cx_buf_say(&import->notes->text,
                       cx_said_n("%s: %lld contact has a day and no time, in line %lld: it counts "
                                 "as of 00:00, which is in quiet hours: import it with its time\n",
                                 "%s: %lld contacts have a day and no time, the first in line "
                                 "%lld: they count as of 00:00, which is in quiet hours: import "
                                 "them with their times\n",
                                 (unsigned long long)contacts->timeless),
                       files[i].result->name, (long long)contacts->timeless,
                       (long long)contacts->timeless_line);
    }
}

int contacts_finish(struct import *import, const struct file *files, struct cx_err *err)
{
    const struct cx_import_options *options = import->options;
    struct cx_days *const days[] = {import->payment_days, import->order_days, import->episode_days,
                                    import->dated_days};
    int rc = 0;
    tell_timeless(import, files);
    for (size_t i = 0; rc == 0 && i < sizeof days / sizeof *days; i++)
        rc = cx_days_write(days[i], import->db, err);
    if (rc == 0 && import->watch)
        rc = cx_watch_finish(import->watch, err);
    if (rc == 0 && options->rescan)
        return cx_rescan(options->rescan, import->db, options->now, err);
    return rc < 0 ? rc : contacts_want(import, files, err);
}

_Static_assert(CX_DAYS_NEVER == -2147483647, "`known` says so in SQL");

const struct hooks contacts_hooks = {
    .kind = &cx_kind_contacts,
    .columns = {[CONTACT] = "contact_id",
                [ACCOUNT] = "account_id",
                [EMPLOYEE] = "employee_id",
                [STARTED_AT] = "started_at",
                [CHANNEL] = "channel",
                [OUTCOME] = "outcome",
                [DURATION_S] = "duration_s",
                [PROMISED_ON] = "promised_on",
                [PROMISED_AMOUNT] = "promised_amount"},
    .open = open_contacts,
    .check = check_contact,
    .take = take_contact,
    .known = ",contacts.account_id,contacts.started_at,coalesce(contacts.channel,-1),"
             "coalesce(contacts.outcome,-1),coalesce(contacts.promised_on,-2147483647),"
             "contacts.transcript IS NOT excluded.transcript,contacts.employee_id",
    .known_count = 7,
    .match = match_contact,
    .settle = settle_contact,
};
