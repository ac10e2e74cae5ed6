/* Contacts, and the settings and limits that they are judged by: what became of a contact is known
 * when the next row is requested. Then the words found in it are recorded, and it is passed on to
 * be judged by the limits. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/hooks.h"
#include "import/wholes.sql.h"
#include "past/days.h"

enum { CONTACT, ACCOUNT, STARTED_AT, CHANNEL, OUTCOME, DURATION_S, PROMISED_ON, PROMISED_AMOUNT };

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
    };
}

static bool match_contact(struct file *file, const int64_t *before)
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
    contacts->is_retold = before[5] != 0;
    contacts->state = now->account == old->account && now->at == old->at &&
                              now->channel == old->channel && now->outcome == old->outcome &&
                              now->until == old->until
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
             "contacts.transcript IS NOT excluded.transcript",
    .known_count = 6,
    .match = match_contact,
    .settle = settle_contact,
};

enum { SETTING_NAME, SETTING_VALUE };

/* Kept as an empty text: the setting is there, and has its default. */
static int complete_setting(struct file *file, struct cx_err *err)
{
    struct cx_typed *value = cell_of(file, SETTING_VALUE);
    (void)err;
    spell_setting(file, cell_of(file, SETTING_NAME));
    if (value->null)
        *value = (struct cx_typed){.text = ""};
    return 1;
}

static bool settings_want_rescan(const struct file *file)
{
    return file->import->are_settings_changed;
}

/* The setting that names a jurisdiction. */
static int name_setting(const char **setting, struct cx_db *db, const char *jurisdiction,
                        struct cx_err *err)
{
    int rc = cx_db_has_row(db,
                           "SELECT 1 FROM settings WHERE name = 'jurisdiction' COLLATE NOCASE "
                           "AND value = ?1 COLLATE NOCASE",
                           jurisdiction, err);
    *setting = rc == 1 ? "jurisdiction" : "region_jurisdictions";
    return rc < 0 ? rc : 0;
}

/* A jurisdiction of the settings that has no limits, though there are some. */
struct gap {
    char *lacking;       /* NULL: there is none */
    char *limited;       /* those that have */
    const char *setting; /* that names it, also where the settings can't be read */
};

/* CX_EDATA: the settings can't be read. */
static int find_gap(struct gap *gap, struct cx_db *db, struct cx_err *err)
{
    *gap = (struct gap){.setting = "region_jurisdictions"};
    int rc = cx_limits_lacking(&gap->lacking, db, err);
    if (rc < 0 || !gap->lacking)
        return rc;
    rc = cx_db_get_text(&gap->limited, db, SQL_limited_jurisdictions, NULL, err);
    return rc < 0 ? rc : name_setting(&gap->setting, db, gap->lacking, err);
}

static void gap_fini(struct gap *gap)
{
    free(gap->lacking);
    free(gap->limited);
}

/* The settings that name jurisdictions. */
static int ask_laws(char **laws, struct cx_db *db, struct cx_err *err)
{
    return cx_db_get_text(laws, db, SQL_laws, NULL, err);
}

int limits_begin(struct import *import, struct cx_err *err)
{
    char *lacking = NULL;
    int rc = cx_limits_lacking(&lacking, import->db, err);
    import->lacked_limits = rc == CX_EDATA || lacking; /* or the settings can't be read */
    free(lacking);
    if (rc == CX_EDATA)
        *err = (struct cx_err){0};
    return rc < 0 && rc != CX_EDATA ? rc : ask_laws(&import->laws, import->db, err);
}

/* Whether this import names other jurisdictions than before: 1 or 0. */
static int are_laws_changed(const struct import *import, struct cx_err *err)
{
    char *laws = NULL;
    int rc = ask_laws(&laws, import->db, err);
    if (rc == 0)
        rc = strcmp(laws, import->laws) != 0;
    free(laws);
    return rc;
}

/* A mistyped jurisdiction would switch all limits off. */
static int check_jurisdiction(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_err problem = {0};
    struct cx_buf text = {0};
    struct gap gap;
    int rc = are_laws_changed(import, err);
    if (rc != 1) /* what is wrong was so before, or is the limits' fault */
        return rc;
    rc = find_gap(&gap, import->db, &problem);
    if (rc == CX_EDATA) {
        put_place(import, &text, "settings", gap.setting, "", "value", files);
        cx_buf_puts(&text, problem.text);
        rc = 0;
    } else if (problem.code) {
        *err = problem;
    } else if (gap.lacking) {
        put_place(import, &text, "settings", gap.setting, "", "value", files);
        cx_buf_say(
            &text,
            "\"%s\" has no limits, and those of %s would not apply: write one of these, or "
            "none where nothing is limited, or import the limits of \"%s\" with the settings",
            gap.lacking, gap.limited, gap.lacking);
    }
    if (text.len > 0)
        say_whole(import, cx_buf_str(&text));
    cx_buf_fini(&text);
    gap_fini(&gap);
    return rc;
}

int limits_check_rest(struct import *import, struct cx_err *err)
{
    struct cx_buf text = {0};
    struct gap gap;
    if (import->lacked_limits)
        return 0;
    int rc = find_gap(&gap, import->db, err);
    if (rc == 0 && gap.lacking) {
        cx_buf_say(&text,
                   "settings %s: \"%s\" would have no limits, and those of %s would not apply: "
                   "change the setting first",
                   gap.setting, gap.lacking, gap.limited);
        say_whole(import, cx_buf_str(&text));
    }
    cx_buf_fini(&text);
    gap_fini(&gap);
    return rc;
}

/* At a row that gave a limit to another jurisdiction, or else at the first. */
static void say_unlimited(struct import *import, const struct file *files, const struct gap *gap)
{
    struct cx_buf why = {0};
    int64_t at = import->moved_limit_at ? import->moved_limit_at : import->limit_at;
    cx_buf_say(&why,
               "the setting %s names \"%s\", which would have no limits, and those of %s would not "
               "apply: import limits of \"%s\" with these, or change the setting with them",
               gap->setting, gap->lacking, gap->limited, gap->lacking);
    say_whole_of(import, files[at >> PLACE_LINE_BITS].result->name,
                 at & ((INT64_C(1) << PLACE_LINE_BITS) - 1), "jurisdiction", cx_buf_str(&why));
    cx_buf_fini(&why);
}

static int check_limits(struct import *import, const struct file *files, struct cx_err *err)
{
    struct gap gap;
    if (import->is_laid || import->lacked_limits || import->limit_at == 0)
        return 0; /* a what-if checks no contacts */
    int rc = are_laws_changed(import, err);
    if (rc != 0) /* the settings see to it */
        return rc < 0 ? rc : 0;
    rc = find_gap(&gap, import->db, err);
    if (rc == 0 && gap.lacking)
        say_unlimited(import, files, &gap);
    gap_fini(&gap);
    return rc;
}

enum { RULE, VALUE, JURISDICTION };

static bool check_limit(struct file *file)
{
    struct cx_err problem = {0};
    return cx_limit_check((enum cx_limit_rule)cell_of(file, RULE)->n, cell_of(file, VALUE)->text,
                          &problem) == 0 ||
           bad_cell(file, column_of(file, VALUE), problem.text);
}

static void take_limit(struct file *file)
{
    if (file->import->limit_at == 0)
        file->import->limit_at = place_of(file);
}

/* known: whether it is another jurisdiction's until now. */
static bool match_limit(struct file *file, const int64_t *known)
{
    if (known[0] && file->import->moved_limit_at == 0 &&
        file->intake.present[column_of(file, JURISDICTION)])
        file->import->moved_limit_at = place_of(file);
    return true;
}

const struct hooks limits_hooks = {
    .kind = &cx_kind_limits,
    .columns = {[RULE] = "rule", [VALUE] = "value", [JURISDICTION] = "jurisdiction"},
    .check = check_limit,
    .take = take_limit,
    .known = ",limits.jurisdiction COLLATE NOCASE IS NOT excluded.jurisdiction",
    .known_count = 1,
    .match = match_limit,
    .finish = check_limits,
    .wants_rescan = changes_rows,
};

const struct hooks settings_hooks = {
    .kind = &cx_kind_settings,
    .columns = {[SETTING_NAME] = "name", [SETTING_VALUE] = "value"},
    .open = spell_settings,
    .complete = complete_setting,
    .wants_rescan = settings_want_rescan,
    .finish = check_jurisdiction,
};
