/* The computed sheet: the lines of the rules, and those that no rule gives: adjustments, and what
 * sealed periods left to be put right. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/pool.h"
#include "sheet/replay.h"
#include "sheet/sheet.h"
#include "sheet/sheet.sql.h"
#include "store/id.h"

/* They come after all rules, in this order. */
#define SEQ_RETRO      1999999998
#define SEQ_CARRY      1999999999
#define SEQ_ADJUSTMENT 2000000000

struct extra {
    int person;
    enum cx_line_without_rule what;
    const char *id;
    int64_t amount;
    char *note; /* goes to the line */
};
struct extras {
    struct extra *list;
    size_t count, cap;
};

/* By person, so that the rows of people without a post are; ids inside need not be in the order of
 * their text. */
static int compare_extras(const void *a, const void *b)
{
    const struct extra *left = a, *right = b;
    if (left->person != right->person)
        return left->person - right->person;
    return left->what != right->what ? (int)left->what - (int)right->what
                                     : strcmp(left->id, right->id);
}

static const char *pooled(const struct cx_scores *scores, const char *id)
{
    struct cx_pool *texts = scores->plan->texts;
    return cx_pool_get(texts, cx_pool_put(texts, id, strlen(id)));
}

static int load_adjustments(struct extras *extras, const struct cx_scores *scores, struct cx_db *db,
                            struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char id[CX_ID_MAX + 1];
    int rc = cx_stmt_new(&stmt, db, SQL_adjustments, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, scores->period.name);
    while ((rc = cx_stmt_step(stmt, err)) == 1) {
        struct cx_buf note = {0};
        cx_id_text(id, db, cx_stmt_int(stmt, 0));
        cx_buf_printf(&note, "%s (approved by %s)", cx_stmt_text(stmt, 3), cx_stmt_text(stmt, 4));
        CX_GROW(extras->list, extras->count, extras->cap);
        extras->list[extras->count++] =
            (struct extra){cx_org_person(scores->org, cx_stmt_int(stmt, 1)), CX_LINE_ADJUSTMENT,
                           pooled(scores, id), cx_stmt_int(stmt, 2), note.data};
    }
    cx_stmt_free(stmt);
    return rc;
}

static int load_late(struct extras *extras, const struct cx_scores *scores, struct cx_db *db,
                     struct cx_err *err)
{
    struct late late = {0};
    int rc = late_find(&late, db, &scores->period, scores->org, scores->plan->settings.retro_months,
                       err);
    for (size_t i = 0; rc == 0 && i < late.count; i++) {
        struct late_line *line = &late.list[i];
        CX_GROW(extras->list, extras->count, extras->cap);
        extras->list[extras->count++] = (struct extra){
            line->person, line->what, pooled(scores, line->period), line->amount, line->note};
        line->note = NULL;
    }
    late_fini(&late);
    return rc;
}

/* The last row of a person; one without a post where they have none in the period. */
static int row_of_person(struct cx_bonus *bonus, int person)
{
    for (size_t i = bonus->row_count; i > 0; i--) {
        if (bonus->rows[i - 1].person == person)
            return (int)i - 1;
    }
    CX_GROW(bonus->rows, bonus->row_count, bonus->row_cap);
    bonus->rows[bonus->row_count] = (struct cx_bonus_row){person, -1, 0};
    return (int)bonus->row_count++;
}

static void add_line_of(struct cx_bonus *bonus, const struct extra *extra)
{
    static const struct {
        const char *kind;
        int seq;
    } whats[] = {{"adjustment", SEQ_ADJUSTMENT}, {"retro", SEQ_RETRO}, {"carry", SEQ_CARRY}};
    int days = cx_period_days(&bonus->scores->period), what = -1 - (int)extra->what;
    int row = row_of_person(bonus, extra->person);
    CX_GROW(bonus->lines, bonus->line_count, bonus->line_cap);
    bonus->lines[bonus->line_count++] = (struct cx_bonus_line){
        .row = row,
        .rule_id = extra->id,
        .kind = whats[what].kind,
        .rule = extra->what,
        .seq = whats[what].seq,
        .basis = CX_NO_VALUE,
        .rate = CX_NO_VALUE,
        .days = days,
        .period_days = days,
        .amount = extra->amount,
        .note = extra->note,
    };
}

static int add_extras(struct cx_bonus *bonus, struct cx_db *db, struct cx_err *err)
{
    struct extras extras = {0};
    int rc = load_adjustments(&extras, bonus->scores, db, err);
    if (rc == 0)
        rc = load_late(&extras, bonus->scores, db, err);
    if (extras.count > 0)
        qsort(extras.list, extras.count, sizeof *extras.list, compare_extras);
    for (size_t i = 0; i < extras.count; i++)
        add_line_of(bonus, &extras.list[i]);
    free(extras.list);
    return rc;
}

int cx_bonus_compute(struct cx_bonus **out, struct cx_db *db, struct cx_scores *scores,
                     struct cx_err *err)
{
    struct cx_bonus *bonus = cx_alloc(sizeof *bonus);
    bonus->scores = scores;
    int rc = rules_run(bonus, db, NULL, err);
    if (rc == 0)
        rc = add_extras(bonus, db, err);
    if (rc == 0)
        rc = bonus_finish(bonus, err);
    if (rc < 0) {
        cx_bonus_free(bonus);
        return rc;
    }
    *out = bonus;
    return 0;
}
