/* What only the whole of a kind shows: shares that add up, teams that stand in a tree, targets that
 * somebody computes. */
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "import/hooks.h"
#include "import/wholes.sql.h"
#include "kind/words.h"
#include "org/org.h"

static int check_credits(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1], sum[CX_DEC_TEXT];
    int rc = cx_stmt_new(&stmt, import->db, SQL_uneven_credits, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        cx_buf_clear(&text);
        cx_id_text(id, import->db, cx_stmt_int(stmt, 0));
        put_place(import, &text, "credits", id, "", "share", files);
        cx_buf_say(&text, "the shares of payment %s add up to %s, not to 1", id,
                   cx_dec_format_short(sum, cx_stmt_int(stmt, 1), 6));
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

static void say_ring(struct import *import, const struct file *files, const char *id,
                     const char *day)
{
    struct cx_buf text = {0};
    put_place(import, &text, "teams", id, "", "parent_id", files);
    if (day)
        cx_buf_say(&text, "team %s is part of itself on %s", id, day);
    else
        cx_buf_say(&text, "team %s is part of itself", id);
    say_whole(import, cx_buf_str(&text));
    cx_buf_fini(&text);
}

static bool is_in_itself(const struct cx_org *org, int team, cx_date day)
{
    int at = cx_org_parent(org, team, day);
    for (int steps = 1; at >= 0 && at != team && steps < org->team_count; steps++)
        at = cx_org_parent(org, at, day);
    return at == team;
}

/* A ring begins on a day on which one of its teams comes to another place; or it was ever, until
 * the first of these. The team and that day; false: there is none. */
static bool find_former_ring(int *team, cx_date *day, const struct cx_org *org)
{
    for (*team = 0; *team < org->team_count; ++*team) {
        const struct cx_team *one = &org->teams[*team];
        for (int i = 0; i < one->place_count; i++) {
            *day = i > 0 ? org->places[one->first_place + i].since
                         : cx_org_tree_until(org, CX_EVER) - 1;
            if (is_in_itself(org, *team, *day))
                return true;
        }
    }
    return false;
}

static int check_former_teams(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_org *org = NULL;
    char text[CX_DATE_TEXT];
    cx_date day;
    int team, rc = cx_db_has_row(import->db, SQL_has_former_teams, NULL, err);
    if (rc == 1)
        rc = cx_org_load(&org, import->db, err);
    if (rc == 0 && org && find_former_ring(&team, &day, org))
        say_ring(import, files, org->teams[team].key, cx_date_format(text, day));
    cx_org_free(org);
    return rc;
}

/* Former days are looked at only where the files have teams: a ring that an older cx has left is no
 * reason to keep other rows. */
static int check_teams(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char id[CX_ID_MAX + 1];
    int rc = cx_stmt_new(&stmt, import->db, SQL_team_in_itself, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        say_ring(import, files, cx_id_text(id, import->db, cx_stmt_int(stmt, 0)), NULL);
    else if (rc == 0 && has_kind(import, files, &cx_kind_teams))
        rc = check_former_teams(import, files, err);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

/* Targets of days that are all the first of their month were of months, before Excel took 2026-10
 * for a date. A single day may be that of a center with targets for each. */
static int check_days(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_buf text = {0};
    int rc = cx_db_has_row(import->db, SQL_other_days, NULL, err);
    bool are_daily = rc == 1;
    for (size_t i = 0; rc >= 0 && i < import->file_count; i++) {
        const struct targets *targets = &files[i].targets;
        if (!targets->first[0] || targets->has_other_days || (are_daily && !targets->has_firsts))
            continue;
        cx_buf_clear(&text);
        cx_buf_say(&text,
                   "%s: period: %s is a day, as all its targets are for the first of a month: "
                   "where Excel has made them of months, write %.7s, or use format month in a map",
                   files[i].result->name, targets->first, targets->first);
        say_whole(import, cx_buf_str(&text));
    }
    cx_buf_fini(&text);
    return rc < 0 ? rc : 0;
}

/* The metric of a target is computed by nobody, or would not be after this deletion. */
static void say_unknown(struct cx_buf *text, const struct import *import, const struct file *files,
                        const char *metric, int64_t rows)
{
    if (!files || import->is_deleting) {
        cx_buf_say(text,
                   cx_said_n("%lld row of targets has metric_id \"%s\", which would no longer be a "
                             "metric or measure of the plan: take that away first",
                             "%lld rows of targets have metric_id \"%s\", which would no longer be "
                             "a metric or measure of the plan: take those away first",
                             (unsigned long long)rows),
                   (long long)rows, metric);
        return;
    }
    for (size_t i = 0; i < import->file_count; i++) {
        if (files[i].kind == &cx_kind_targets)
            cx_buf_printf(text, "%s: ", files[i].result->name);
    }
    cx_buf_say(text,
               "metric_id: \"%s\" is neither a metric nor a measure of the plan: "
               "import that first, or correct it",
               metric);
}

/* A target of a metric that nobody computes would be waited for in vain. */
static int check_targets(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    int rc = cx_stmt_new(&stmt, import->db, SQL_unknown_metrics, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        cx_buf_clear(&text);
        say_unknown(&text, import, files, cx_stmt_text(stmt, 0), cx_stmt_int(stmt, 1));
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc < 0 ? rc : check_days(import, files, err);
}

enum { SHARE };

static bool check_share(struct file *file)
{
    int64_t share = cell_of(file, SHARE)->n;
    return (share > 0 && share <= 1000000) ||
           bad_cell(file, column_of(file, SHARE), "must be above 0 and at most 1");
}

const struct hooks credits_hooks = {
    .kind = &cx_kind_credits,
    .columns = {[SHARE] = "share"},
    .keeps_lines = true,
    .check = check_share,
    .finish = check_credits,
};

enum { OPENED_ON = HISTORY_SINCE + 1, CLOSED_ON };

static bool check_team(struct file *file)
{
    return check_order(file, OPENED_ON, CLOSED_ON, true, "is before opened_on");
}

/* The order of the two days where the file has only one of them, and another than is known. known:
 * opened_on (before all days: none) and closed_on (after all: none). */
static bool match_team(struct file *file, const int64_t *known)
{
    const struct cx_typed *opened = cell_of(file, OPENED_ON), *closed = cell_of(file, CLOSED_ON);
    bool has_opened = file->intake.present[column_of(file, OPENED_ON)],
         has_closed = file->intake.present[column_of(file, CLOSED_ON)];
    if (!file->is_news || has_opened == has_closed)
        return true;
    if (has_closed)
        return closed->null || closed->n >= known[0] || closed->n == known[1] ||
               bad_before(file, CLOSED_ON, OPENED_ON, known[0]);
    return opened->null || opened->n <= known[1] || opened->n == known[0] ||
           bad_after(file, OPENED_ON, CLOSED_ON, known[1]);
}

const struct hooks teams_hooks = {
    .kind = &cx_kind_teams,
    .columns = {[HISTORY_SINCE] = "since", [OPENED_ON] = "opened_on", [CLOSED_ON] = "closed_on"},
    .keeps_lines = true,
    .check = check_team,
    .known = ",coalesce(teams.opened_on,-9999999),coalesce(teams.closed_on,9999999)",
    .known_count = 2,
    .match = match_team,
    .finish = check_teams,
};

enum { TARGET_METRIC = SCOPE_ID + 1, TARGET_PERIOD, TARGET_VALUE };

static int complete_target(struct file *file, struct cx_err *err)
{
    int rc = spell_metric(file, cell_of(file, TARGET_METRIC), err);
    return rc < 0 ? rc : 1;
}

/* A ratio of 2 and more is most often a percentage without its sign. */
static bool is_unlikely(int64_t unit, int64_t value)
{
    return (value < 0 && unit != CX_UNIT_NUMBER && unit != CX_UNIT_RATIO) ||
           (unit == CX_UNIT_RATIO && value >= 2000000) ||
           (unit == CX_UNIT_SCORE && value > 100000000);
}

/* Counts and names those that may not be meant. */
static int settle_target(struct file *file, struct cx_err *err)
{
    const struct targets *targets = &file->targets;
    struct cx_import_file *result = file->result;
    char value[CX_DEC_TEXT];
    (void)err;
    if (!file->is_news || !targets->metric[0])
        return 0;
    int64_t n = cell_of(file, TARGET_VALUE)->n;
    if (is_unlikely(targets->unit, n) && result->unlikely++ == 0)
        snprintf(result->unlikely_first, sizeof result->unlikely_first, _("%.60s %s: %s as a %s"),
                 targets->metric, cell_of(file, TARGET_PERIOD)->text,
                 cx_dec_format_short(value, n, 6), cx_units[targets->unit]);
    return 0;
}

/* Notes days. */
static void take_target(struct file *file)
{
    struct targets *targets = &file->targets;
    const char *period = cell_of(file, TARGET_PERIOD)->text;
    bool is_day = strlen(period) == strlen("2026-10-01") && period[7] == '-';
    if (!is_day)
        return;
    if (strcmp(period + 8, "01") != 0)
        targets->has_other_days = true;
    else if (!targets->first[0])
        snprintf(targets->first, sizeof targets->first, "%s", period);
    else if (strcmp(targets->first, period) != 0)
        targets->has_firsts = true;
}

const struct hooks targets_hooks = {
    .kind = &cx_kind_targets,
    .columns = {[SCOPE] = "scope",
                [SCOPE_ID] = "scope_id",
                [TARGET_METRIC] = "metric_id",
                [TARGET_PERIOD] = "period",
                [TARGET_VALUE] = "value"},
    .may_be_laid = true,
    .open = spell_targets,
    .refers = refers_by_scope,
    .check = check_scope,
    .complete = complete_target,
    .take = take_target,
    .settle = settle_target,
    .finish = check_targets,
};
