/* What only the whole of a kind shows: shares that add up, teams that stand in a tree, targets that
 * somebody computes. */
#include <stdio.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "import/hooks.h"
#include "import/wholes.sql.h"
#include "kind/words.h"

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

static int check_teams(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1];
    int rc = cx_stmt_new(&stmt, import->db, SQL_team_in_itself, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        cx_id_text(id, import->db, cx_stmt_int(stmt, 0));
        put_place(import, &text, "teams", id, "", "parent_id", files);
        cx_buf_say(&text, "team %s is part of itself", id);
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

/* Counts and names them: they may be meant. */
static int note_unlikely(struct import *import, struct cx_import_file *result, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char value[CX_DEC_TEXT];
    int rc = cx_stmt_new(&stmt, import->db, SQL_unlikely_targets, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, CX_UNIT_NUMBER);
        cx_stmt_bind_int(stmt, 2, CX_UNIT_RATIO);
        cx_stmt_bind_int(stmt, 3, CX_UNIT_SCORE);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        if (result->unlikely++ == 0)
            snprintf(result->unlikely_first, sizeof result->unlikely_first,
                     _("%.60s %s: %s as a %s"), cx_stmt_text(stmt, 0), cx_stmt_text(stmt, 1),
                     cx_dec_format_short(value, cx_stmt_int(stmt, 2), 6),
                     cx_units[cx_stmt_choice(stmt, 3, cx_units, CX_UNIT_NUMBER)]);
    }
    cx_stmt_free(stmt);
    return rc;
}

/* Targets of days that are all the first of their month were of months, before Excel took 2026-10
 * for a date. */
static int check_days(struct import *import, const struct file *files, struct cx_err *err)
{
    char *day = NULL;
    struct cx_buf text = {0};
    int rc = cx_db_get_text(&day, import->db, SQL_month_as_day, NULL, err);
    for (size_t i = 0; rc == 0 && day && i < import->file_count; i++) {
        if (files[i].kind != &cx_kind_targets)
            continue;
        cx_buf_clear(&text);
        cx_buf_say(&text,
                   "%s: period: %s is a day, as all its targets are for the first of a month: "
                   "where Excel has made them of months, write %.7s, or use format month in a map",
                   files[i].result->name, day, day);
        say_whole(import, cx_buf_str(&text));
    }
    free(day);
    cx_buf_fini(&text);
    return rc;
}

/* A target of a metric that nobody computes would be waited for in vain. */
static int check_targets(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    int rc = cx_stmt_new(&stmt, import->db, SQL_unknown_metrics, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *metric = cx_stmt_text(stmt, 0);
        rc = 0;
        cx_buf_clear(&text);
        for (size_t i = 0; i < import->file_count; i++) {
            if (files[i].kind == &cx_kind_targets)
                cx_buf_printf(&text, "%s: ", files[i].result->name);
        }
        cx_buf_say(&text,
                   "metric_id: \"%s\" is neither a metric nor a measure of the plan: "
                   "import that first, or correct it",
                   metric);
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    if (rc == 0)
        rc = check_days(import, files, err);
    for (size_t i = 0; rc == 0 && i < import->file_count; i++) {
        if (files[i].kind == &cx_kind_targets)
            return note_unlikely(import, files[i].result, err);
    }
    return rc;
}

/* More can't be waived than is owed. */
static int check_waivers(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1], amount[CX_DEC_TEXT], owed[CX_DEC_TEXT];
    int rc = cx_stmt_new(&stmt, import->db, SQL_excessive_waivers, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        cx_buf_clear(&text);
        int64_t left = cx_stmt_int(stmt, 2); /* below 0: it was paid twice over */
        cx_id_text(id, import->db, cx_stmt_int(stmt, 0));
        put_place(import, &text, "arrangements", id, "", "amount", files);
        cx_buf_say(&text, "the waiver of %s is more than the %s that were owed",
                   cx_dec_format(amount, cx_stmt_int(stmt, 1), 2),
                   cx_dec_format(owed, left > 0 ? left : 0, 2));
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

/* Instalments are of a plan of them, fall due after it was agreed, and come to no more than was
 * owed. */
static int check_instalments(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1], day[CX_DATE_TEXT], agreed[CX_DATE_TEXT], sum[CX_DEC_TEXT],
        owed[CX_DEC_TEXT];
    int rc = cx_stmt_new(&stmt, import->db, SQL_wrong_instalments, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        bool is_other = cx_stmt_int(stmt, 1) != CX_INSTALMENT,
             is_early = cx_stmt_int(stmt, 2) < cx_stmt_int(stmt, 3);
        rc = 0;
        cx_buf_clear(&text);
        cx_id_text(id, import->db, cx_stmt_int(stmt, 0));
        put_place(import, &text, "instalments", id, "",
                  is_other   ? "arrangement_id"
                  : is_early ? "due_on"
                             : "amount",
                  files);
        if (is_other)
            cx_buf_say(&text, "the arrangement is not of kind instalment");
        else if (is_early)
            cx_buf_say(&text, "%s is before the plan was agreed on %s",
                       cx_date_format(day, (cx_date)cx_stmt_int(stmt, 2)),
                       cx_date_format(agreed, (cx_date)cx_stmt_int(stmt, 3)));
        else
            cx_buf_say(&text,
                       "the instalments come to %s, which is more than the %s that were owed",
                       cx_dec_format(sum, cx_stmt_int(stmt, 4), 2),
                       cx_dec_format(owed, cx_stmt_int(stmt, 5), 2));
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

static bool has_kind(const struct import *import, const struct file *files,
                     const struct cx_kind *kind)
{
    for (size_t i = 0; i < import->file_count; i++) {
        if (files[i].kind == kind)
            return true;
    }
    return false;
}

/* Both; instalments that come too see to themselves. */
static int check_arrangements(struct import *import, const struct file *files, struct cx_err *err)
{
    int rc = check_waivers(import, files, err);
    return rc < 0 || has_kind(import, files, &cx_kind_instalments)
               ? rc
               : check_instalments(import, files, err);
}

enum { ARRANGED, ARRANGED_AMOUNT, ARRANGED_DUE };

/* A waiver has an amount, an extension a day; a plan of instalments may have either. */
static bool check_arrangement(struct file *file)
{
    const struct cx_typed *amount = cell_of(file, ARRANGED_AMOUNT);
    int64_t kind = cell_of(file, ARRANGED)->n;
    if (kind == CX_WAIVER && amount->null)
        return bad_cell(file, column_of(file, ARRANGED_AMOUNT), "a waiver needs its amount");
    if (kind == CX_EXTENSION && cell_of(file, ARRANGED_DUE)->null)
        return bad_cell(file, column_of(file, ARRANGED_DUE), "an extension needs the new due date");
    return amount->null || amount->n > 0 ||
           bad_cell(file, column_of(file, ARRANGED_AMOUNT), "must be above 0");
}

const struct hooks arrangements_hooks = {
    .kind = &cx_kind_arrangements,
    .columns = {[ARRANGED] = "kind", [ARRANGED_AMOUNT] = "amount", [ARRANGED_DUE] = "due_on"},
    .keeps_lines = true,
    .check = check_arrangement,
    .finish = check_arrangements,
};

enum { INSTALMENT_AMOUNT };

static bool check_instalment(struct file *file)
{
    return cell_of(file, INSTALMENT_AMOUNT)->n > 0 ||
           bad_cell(file, column_of(file, INSTALMENT_AMOUNT), "must be above 0");
}

const struct hooks instalments_hooks = {
    .kind = &cx_kind_instalments,
    .columns = {[INSTALMENT_AMOUNT] = "amount"},
    .keeps_lines = true,
    .check = check_instalment,
    .finish = check_instalments,
};

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

const struct hooks teams_hooks = {
    .kind = &cx_kind_teams,
    .columns = {[HISTORY_SINCE] = "since"},
    .keeps_lines = true,
    .finish = check_teams,
};

const struct hooks targets_hooks = {
    .kind = &cx_kind_targets,
    .columns = {[SCOPE] = "scope", [SCOPE_ID] = "scope_id"},
    .may_be_laid = true,
    .refers = refers_by_scope,
    .finish = check_targets,
};
