#include "bonus/bonus.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/pool.h"
#include "bonus/bonus.sql.h"
#include "bonus/engine.h"
#include "store/id.h"

#define SEQ_ADJUSTMENT 2000000000 /* adjustments come after all rules */

int load_absences(struct engine *engine)
{
    const struct cx_org *org = engine->bonus->scores->org;
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, engine->db, SQL_absences, engine->err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, engine->err)) == 1) {
        CX_GROW(engine->absences, engine->absence_count, engine->absence_cap);
        engine->absences[engine->absence_count++] =
            (struct absence){cx_org_person(org, cx_stmt_int(stmt, 0)),
                             (cx_date)cx_stmt_int(stmt, 1), (cx_date)cx_stmt_int(stmt, 2) + 1};
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

/* For whom the rule holds: it is for them, its `when` holds, and no rule of its group did before.
 */
static int find_holds(bool *holds, struct engine *engine, const struct rule *rule)
{
    const struct cx_scores *scores = engine->bonus->scores;
    bool *taken = group_flags(engine, rule);
    for (size_t i = 0; i < scores->post_count; i++) {
        struct viewpoint view = post_view(engine, scores, i);
        holds[i] = false;
        if (!rule_is_for(rule, scores, i) || (taken && taken[i]))
            continue;
        int rc = rule_holds(rule, &view, engine->err);
        if (rc < 0)
            return rc;
        holds[i] = rc == 1;
        if (taken && holds[i])
            taken[i] = true;
    }
    return 0;
}

static int run_rule(struct engine *engine, int index, bool *holds)
{
    struct rule rule;
    int rc = rule_compile(&rule, engine, index);
    if (rc == 0 && rule.of->kind == CX_RULE_POOL) {
        rc = run_pool(engine, &rule);
    } else if (rc == 0 && (rc = find_holds(holds, engine, &rule)) == 0) {
        rc = rule.of->kind == CX_RULE_RANK || rule.of->kind == CX_RULE_STREAK
                 ? run_ranking(engine, &rule, holds)
                 : run_single(engine, &rule, holds);
    }
    rule_fini(&rule);
    return rc;
}

static int run_rules(struct engine *engine)
{
    size_t rules = engine->bonus->scores->plan->rule_count;
    size_t posts = engine->bonus->scores->post_count + 1;
    bool *holds = cx_alloc(posts);
    int rc = 0;
    engine->groups = cx_alloc((rules + 1) * sizeof *engine->groups);
    engine->is_taken = cx_alloc((rules + 1) * posts);
    for (size_t i = 0; rc == 0 && i < rules; i++)
        rc = run_rule(engine, (int)i, holds);
    free(holds);
    return rc;
}

static int add_row(struct cx_bonus *bonus, int person, int post)
{
    bonus->rows = cx_realloc(bonus->rows, bonus->row_count + 1, sizeof *bonus->rows);
    bonus->rows[bonus->row_count] = (struct cx_bonus_row){person, post, 0};
    return (int)bonus->row_count++;
}

/* The last row of a person; one without a post where he has none in the period. */
static int row_of_person(struct cx_bonus *bonus, int person)
{
    for (size_t i = bonus->row_count; i > 0; i--) {
        if (bonus->rows[i - 1].person == person)
            return (int)i - 1;
    }
    return add_row(bonus, person, -1);
}

/* A row of adjustments, before it is a line. */
struct adjustment {
    int person;
    const char *id;
    int64_t amount;
    char *note;
};

/* By person, then id as text: ids inside need not be in that order. */
static int compare_adjustments(const void *a, const void *b)
{
    const struct adjustment *left = a, *right = b;
    return left->person != right->person ? left->person - right->person
                                         : strcmp(left->id, right->id);
}

static int load_adjustments(struct adjustment **list, size_t *count, struct engine *engine)
{
    const struct cx_scores *scores = engine->bonus->scores;
    struct cx_pool *texts = scores->plan->texts;
    struct cx_stmt *stmt = NULL;
    char id[CX_ID_MAX + 1];
    size_t cap = 0;
    int rc = cx_stmt_new(&stmt, engine->db, SQL_adjustments, engine->err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, scores->period.name);
    while ((rc = cx_stmt_step(stmt, engine->err)) == 1) {
        struct cx_buf note = {0};
        cx_id_text(id, engine->db, cx_stmt_int(stmt, 0));
        cx_buf_printf(&note, "%s (approved by %s)", cx_stmt_text(stmt, 3), cx_stmt_text(stmt, 4));
        CX_GROW(*list, *count, cap);
        (*list)[(*count)++] =
            (struct adjustment){cx_org_person(scores->org, cx_stmt_int(stmt, 1)),
                                cx_pool_get(texts, cx_pool_put(texts, id, strlen(id))),
                                cx_stmt_int(stmt, 2), note.data};
    }
    cx_stmt_free(stmt);
    return rc;
}

static int add_adjustments(struct engine *engine)
{
    struct cx_bonus *bonus = engine->bonus;
    struct adjustment *list = NULL;
    size_t count = 0;
    int days = cx_period_days(&bonus->scores->period);
    int rc = load_adjustments(&list, &count, engine);
    if (count > 0)
        qsort(list, count, sizeof *list, compare_adjustments);
    for (size_t i = 0; i < count; i++) {
        CX_GROW(bonus->lines, bonus->line_count, bonus->line_cap);
        bonus->lines[bonus->line_count++] = (struct cx_bonus_line){
            .row = row_of_person(bonus, list[i].person),
            .rule_id = list[i].id,
            .kind = "adjustment",
            .rule = -1,
            .seq = SEQ_ADJUSTMENT,
            .basis = CX_NO_VALUE,
            .rate = CX_NO_VALUE,
            .days = days,
            .period_days = days,
            .amount = list[i].amount,
            .note = list[i].note,
        };
    }
    free(list);
    return rc;
}

static int compare_lines(const void *a, const void *b)
{
    const struct cx_bonus_line *left = a, *right = b;
    if (left->row != right->row)
        return left->row - right->row;
    if (left->seq != right->seq)
        return left->seq < right->seq ? -1 : 1;
    return strcmp(left->rule_id, right->rule_id);
}

static int add_up(struct cx_bonus *bonus, struct cx_err *err)
{
    for (size_t i = 0; i < bonus->line_count; i++) {
        struct cx_bonus_row *row = &bonus->rows[bonus->lines[i].row];
        if (__builtin_add_overflow(row->total, bonus->lines[i].amount, &row->total))
            return cx_err_set(err, CX_EDATA, "rule %s: the total of %s is too large",
                              bonus->lines[i].rule_id, bonus->scores->org->people[row->person].key);
    }
    return 0;
}

int cx_bonus_compute(struct cx_bonus **out, struct cx_db *db, struct cx_scores *scores,
                     struct cx_err *err)
{
    struct cx_bonus *bonus = cx_alloc(sizeof *bonus);
    struct engine engine = {.bonus = bonus, .db = db, .err = err};
    bonus->scores = scores;
    for (size_t i = 0; i < scores->post_count; i++)
        add_row(bonus, scores->org->posts[scores->posts[i].post].person, (int)i);
    int rc = cx_sandbox_new(&engine.sandbox, err);
    if (rc == 0)
        rc = load_absences(&engine);
    if (rc == 0)
        rc = run_rules(&engine);
    if (rc == 0)
        rc = add_adjustments(&engine);
    if (rc == 0)
        rc = add_up(bonus, err);
    if (bonus->line_count > 0)
        qsort(bonus->lines, bonus->line_count, sizeof *bonus->lines, compare_lines);
    cx_sandbox_free(engine.sandbox);
    free(engine.absences);
    free(engine.groups);
    free(engine.is_taken);
    if (rc < 0) {
        cx_bonus_free(bonus);
        return rc;
    }
    *out = bonus;
    return 0;
}

void cx_bonus_free(struct cx_bonus *bonus)
{
    if (!bonus)
        return;
    for (size_t i = 0; i < bonus->line_count; i++)
        free(bonus->lines[i].note);
    free(bonus->lines);
    free(bonus->rows);
    cx_scores_free(bonus->scores);
    free(bonus);
}
