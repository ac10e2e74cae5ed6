/* A sealed period again: the plan that it was sealed with over today's data. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "conduct/conduct.h"
#include "fact/sums.h"
#include "import/import.h"
#include "plan/export.h"
#include "sheet/replay.h"
#include "store/rows.h"
#include "store/shadow.h"

/* The kinds whose sealed rows are not those of today: what is as it was need not be laid, so that
 * sums that don't hang on a change are still those that are kept. */
struct changes {
    struct cx_lay *list;
    struct cx_buf *texts;
    size_t count;
    unsigned judging; /* what a contact may not do: CX_RESCAN_KEYWORDS, CX_RESCAN_LIMITS */
};

static bool is_named(const struct cx_kind *kind, const char *name)
{
    return strcmp(kind->name, name) == 0;
}

static int compare_kind(struct changes *changes, struct cx_db *db, struct cx_seal *seal,
                        const struct cx_kind *kind, struct cx_err *err)
{
    struct cx_buf today = {0}, *sealed = &changes->texts[changes->count];
    char name[64];
    snprintf(name, sizeof name, TEXT_PLAN "%s", kind->name);
    int rc = text_get(sealed, db, seal, name, err);
    if (rc == 0)
        rc = cx_export(&today, db, kind, err);
    bool is_changed = strcmp(cx_buf_str(sealed), cx_buf_str(&today)) != 0;
    if (is_changed && is_named(kind, "keywords"))
        changes->judging |= CX_RESCAN_KEYWORDS;
    if (is_changed && is_named(kind, "limits"))
        changes->judging |= CX_RESCAN_LIMITS;
    /* A kind that the cx which sealed did not know yet is as it is today. */
    if (rc == 0 && sealed->len > 0 && is_changed)
        changes->list[changes->count++] =
            (struct cx_lay){kind->name, kind->name, sealed->data, sealed->len, true};
    else
        cx_buf_fini(sealed);
    cx_buf_fini(&today);
    return rc;
}

/* Whether the settings that contacts are judged by are others. */
static int find_judging(struct changes *changes, struct cx_db *db, struct cx_err *err)
{
    static const char sql[] =
        "WITH laid AS (SELECT lower(max(name)) AS name, value FROM settings "
        "GROUP BY name COLLATE NOCASE), "
        "own AS (SELECT lower(max(name)) AS name, value FROM main.settings "
        "GROUP BY name COLLATE NOCASE), "
        "other AS (SELECT * FROM (SELECT * FROM laid EXCEPT SELECT * FROM own) "
        "UNION ALL SELECT * FROM (SELECT * FROM own EXCEPT SELECT * FROM laid)) "
        "SELECT max(name = 'agent_speakers'), "
        "max(name IN ('jurisdiction', 'region_jurisdictions')) FROM other";
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc == 0)
        rc = cx_stmt_step(stmt, err);
    if (rc == 1 && cx_stmt_int(stmt, 0))
        changes->judging |= CX_RESCAN_KEYWORDS;
    if (rc == 1 && cx_stmt_int(stmt, 1))
        changes->judging |= CX_RESCAN_LIMITS;
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

/* Judges all contacts by what of the laid plan is another, as they were judged when it was sealed,
 * beside what is on record of them. What this cx would find by the rest is left alone. */
static int judge(struct cx_db *db, cx_time at, unsigned what, struct cx_err *err)
{
    struct cx_rescan counts;
    int rc = cx_db_scratch_begin(db, err);
    if (rc == 0)
        rc = cx_db_shadow(db, "violations", err);
    if (rc == 0)
        rc = cx_db_exec(db, "INSERT INTO violations SELECT * FROM main.violations", err);
    if (rc == 0)
        rc = cx_sums_forget_laid(db, err);
    if (rc == 0)
        rc = cx_rescan_as_of(&counts, db, at, what, err);
    return cx_db_scratch_end(db, rc, err);
}

/* The first thing that is wrong with a sealed plan. */
static void hear(void *context, const char *message)
{
    struct cx_buf *said = context;
    if (said->len == 0)
        cx_buf_puts(said, message);
}

static int lay(struct cx_db *db, const struct cx_seal *seal, const struct changes *changes,
               struct cx_err *err)
{
    struct cx_err problem = {0};
    struct cx_buf said = {0};
    int rc = changes->count ? cx_lay(db, changes->list, changes->count, hear, &said, &problem) : 0;
    if (rc < 0)
        cx_err_set(err, rc, "the plan sealed for %s: %s", seal->period,
                   said.len ? cx_buf_str(&said) : problem.text);
    cx_buf_fini(&said);
    return rc;
}

static int lay_plan(struct cx_db *db, struct cx_seal *seal, struct cx_err *err)
{
    struct changes changes = {0};
    size_t kinds;
    const struct cx_kind *const *list = cx_kinds(&kinds);
    int rc = cx_sums_hand_over(db, err);
    if (rc == 0)
        rc = cx_db_shadows_aside(db, err);
    changes.list = cx_alloc((kinds + 1) * sizeof *changes.list);
    changes.texts = cx_alloc((kinds + 1) * sizeof *changes.texts);
    for (size_t i = 0; rc == 0 && i < kinds; i++) {
        if (is_sealed_kind(list[i]))
            rc = compare_kind(&changes, db, seal, list[i], err);
    }
    if (rc == 0)
        rc = lay(db, seal, &changes, err);
    if (rc == 0)
        rc = find_judging(&changes, db, err);
    if (rc == 0 && changes.judging)
        rc = judge(db, seal->at, changes.judging, err);
    for (size_t i = 0; i < kinds; i++)
        cx_buf_fini(&changes.texts[i]);
    free(changes.list);
    free(changes.texts);
    return rc;
}

int replay_open(struct replay *replay, struct cx_db *db, struct cx_seal *seal, struct cx_err *err)
{
    struct cx_period period;
    *replay = (struct replay){.db = db};
    int rc = cx_period_parse(&period, seal->period, 0, err);
    if (rc == 0)
        rc = lay_plan(db, seal, err);
    if (rc == 0)
        rc = cx_scores_compute(&replay->scores, db, &period, err);
    if (rc == 0)
        rc = sealed_lines_load(&replay->lines, db, seal, replay->scores->org, err);
    return rc;
}

int replay_run(struct cx_bonus **out, const struct replay *replay, bool is_all, struct cx_err *err)
{
    struct cx_bonus *bonus = cx_alloc(sizeof *bonus);
    bonus->scores = replay->scores;
    int rc = rules_run(bonus, replay->db, is_all ? NULL : &replay->lines, err);
    if (rc == 0)
        rc = bonus_finish(bonus, err);
    if (rc < 0) {
        replay_free(bonus);
        return rc;
    }
    *out = bonus;
    return 0;
}

void replay_free(struct cx_bonus *bonus)
{
    if (bonus)
        bonus->scores = NULL; /* the replay's */
    cx_bonus_free(bonus);
}

int replay_close(struct replay *replay, struct cx_err *err)
{
    sealed_lines_fini(&replay->lines);
    cx_scores_free(replay->scores);
    replay->scores = NULL;
    return cx_db_shadows_back(replay->db, err);
}
