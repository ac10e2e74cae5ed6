/* Limits, and the settings that say whose hold: no jurisdiction that these name is without limits
 * while there are others, by which contacts would seem to be judged. */
#include <stdlib.h>
#include <string.h>

#include "conduct/conduct.h"
#include "import/hooks.h"
#include "import/jurisdictions.sql.h"

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
    int rc = cx_db_has_row(db, SQL_is_own_jurisdiction, jurisdiction, err);
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
