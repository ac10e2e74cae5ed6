/* One run of all rules over the scores of a period, and the sums of its lines. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "pay/kinds.h"
#include "pay/pay.sql.h"

static int by_person(const void *a, const void *b)
{
    const struct absence *left = a, *right = b;
    return left->person != right->person ? left->person - right->person
                                         : (left->from > right->from) - (left->from < right->from);
}

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
    if (engine->absence_count > 0)
        qsort(engine->absences, engine->absence_count, sizeof *engine->absences, by_person);
    return rc;
}

int find_holds(bool *holds, struct engine *engine, const struct rule *rule)
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

/* The post that a sealed line is of: its own, or, where that is no more, the person's last one in
 * the period; -1: they have none. */
static int find_post(const struct cx_scores *scores, const struct sealed_line *line)
{
    const struct cx_org *org = scores->org;
    char since[CX_DATE_TEXT];
    size_t low = 0, high = scores->post_count; /* posts are by person */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (org->posts[scores->posts[middle].post].person <= line->person)
            low = middle + 1;
        else
            high = middle;
    }
    int last = (int)low - 1, at = last;
    for (; at >= 0 && org->posts[scores->posts[at].post].person == line->person; at--) {
        const struct cx_post *post = &org->posts[scores->posts[at].post];
        if (strcmp(org->teams[post->team].key, line->team) == 0 &&
            strcmp(cx_date_format(since, post->since), line->since) == 0)
            return at;
    }
    return at < last ? last : -1;
}

static bool is_of_group(const struct cx_plan *plan, const char *rule_id, const char *grp)
{
    int rule = cx_plan_rule(plan, rule_id);
    const char *own = rule < 0 ? NULL : plan->rules[rule].grp;
    return own && strcasecmp(own, grp) == 0;
}

/* Whom a rule that is taken from the seal held for without a line on the post: today's data says
 * so, except where the seal does. A post with a line of another rule of the group was that rule's,
 * and nobody has a rule that always gives a line unless they have one. */
static int take_quiet(struct engine *engine, const struct rule *rule, bool *taken, bool *holds)
{
    const struct cx_scores *scores = engine->bonus->scores;
    const struct sealed_lines *sealed = engine->sealed;
    bool *before = cx_alloc(scores->post_count + 1);
    bool *is_paid = cx_alloc((size_t)scores->org->person_count + 1);
    memcpy(before, taken, scores->post_count);
    int rc = cx_rule_has(rule->of, CX_IS_TEAMS) ? pool_take(engine, rule)
                                                : find_holds(holds, engine, rule);
    for (size_t i = 0; rc == 0 && i < sealed->count; i++) {
        const struct sealed_line *line = &sealed->list[i];
        int post = is_rule_line(line) ? find_post(scores, line) : -1;
        bool is_own = strcmp(line->rule_id, rule->of->id) == 0;
        if (post >= 0 && is_own)
            is_paid[line->person] = true;
        else if (post >= 0 && is_of_group(scores->plan, line->rule_id, rule->of->grp))
            taken[post] = before[post];
    }
    for (size_t i = 0; rc == 0 && !rule->kind->is_quiet && i < scores->post_count; i++)
        taken[i] =
            taken[i] && (before[i] || is_paid[scores->org->posts[scores->posts[i].post].person]);
    free(before);
    free(is_paid);
    return rc;
}

/* Takes the lines of a rule from the seal. */
static int take_lines(struct engine *engine, const struct rule *rule, bool *holds)
{
    const struct sealed_lines *sealed = engine->sealed;
    bool *taken = group_flags(engine, rule);
    int rc = 0;
    if (taken && (rule->kind->is_quiet || rule->of->per == CX_PER_PERSON))
        rc = take_quiet(engine, rule, taken, holds);
    for (size_t i = 0; rc == 0 && i < sealed->count; i++) {
        const struct sealed_line *line = &sealed->list[i];
        struct figures figures = figures_none(engine);
        if (!is_rule_line(line) || strcmp(line->rule_id, rule->of->id) != 0)
            continue;
        int post = find_post(engine->bonus->scores, line);
        if (post < 0)
            continue;
        if (taken)
            taken[post] = true;
        figures.numerator = line->amount;
        rc = add_line(engine, rule, (size_t)post, &figures);
    }
    return rc;
}

static int run_rule(struct engine *engine, int index, bool *holds)
{
    struct rule rule;
    int rc = rule_compile(&rule, engine, index);
    if (rc == 0 && engine->sealed && !rule_is_retro(rule.of)) {
        rc = take_lines(engine, &rule, holds);
        rule_fini(&rule);
        return rc;
    }
    if (rc == 0 && !cx_rule_has(rule.of, CX_IS_TEAMS))
        rc = find_holds(holds, engine, &rule);
    if (rc == 0)
        rc = rule.kind->run(engine, &rule, holds);
    rule_fini(&rule);
    return rc;
}

static int run_all(struct engine *engine)
{
    size_t rules = engine->bonus->scores->plan->rule_count;
    bool *holds = cx_alloc(engine->bonus->scores->post_count + 1);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < rules; i++)
        rc = run_rule(engine, (int)i, holds);
    free(holds);
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

/* The totals. What all lines pay and take, signs left out, is money too: so no sum of any of them,
 * by person, rule or column, is too large further on. */
static int add_up(struct cx_bonus *bonus, struct cx_err *err)
{
    __int128 all = 0;
    for (size_t i = 0; i < bonus->line_count; i++) {
        struct cx_bonus_row *row = &bonus->rows[bonus->lines[i].row];
        if (__builtin_add_overflow(row->total, bonus->lines[i].amount, &row->total))
            return cx_err_set(err, CX_EDATA, "rule %s: the total of %s is too large",
                              bonus->lines[i].rule_id, bonus->scores->org->people[row->person].key);
    }
    for (size_t i = 0; i < bonus->line_count; i++) {
        __int128 amount = bonus->lines[i].amount;
        all += amount < 0 ? -amount : amount;
        if (all > INT64_MAX)
            return cx_err_set(err, CX_EDATA, "rule %s: the amounts of the sheet are too large",
                              bonus->lines[i].rule_id);
    }
    return 0;
}

int engine_open(struct engine *engine, struct cx_bonus *bonus, struct cx_db *db, struct cx_err *err)
{
    size_t rules = bonus->scores->plan->rule_count + 1;
    *engine = (struct engine){.bonus = bonus, .db = db, .err = err};
    engine->groups = cx_alloc(rules * sizeof *engine->groups);
    engine->is_taken = cx_alloc(rules * (bonus->scores->post_count + 1));
    int rc = sealed_edition(&engine->edition, db, &bonus->scores->period, err);
    return rc < 0 ? rc : load_absences(engine);
}

void engine_close(struct engine *engine)
{
    free(engine->absences);
    free(engine->groups);
    free(engine->is_taken);
}

int rules_run(struct cx_bonus *bonus, struct cx_db *db, const struct sealed_lines *sealed,
              struct cx_err *err)
{
    const struct cx_scores *scores = bonus->scores;
    struct engine engine;
    bonus->row_cap = scores->post_count + 1;
    bonus->rows = cx_alloc(bonus->row_cap * sizeof *bonus->rows);
    for (size_t i = 0; i < scores->post_count; i++)
        bonus->rows[bonus->row_count++] =
            (struct cx_bonus_row){scores->org->posts[scores->posts[i].post].person, (int)i, 0};
    int rc = engine_open(&engine, bonus, db, err);
    engine.sealed = sealed;
    if (rc == 0)
        rc = run_all(&engine);
    engine_close(&engine);
    return rc;
}

int bonus_finish(struct cx_bonus *bonus, struct cx_err *err)
{
    if (bonus->line_count > 0)
        qsort(bonus->lines, bonus->line_count, sizeof *bonus->lines, compare_lines);
    return add_up(bonus, err);
}

void cx_bonus_free(struct cx_bonus *bonus)
{
    if (!bonus)
        return;
    for (size_t i = 0; i < bonus->line_count; i++)
        free(bonus->lines[i].note);
    free(bonus->lines);
    free(bonus->rows);
    free(bonus->tops);
    free(bonus->ties);
    free(bonus->unshared);
    cx_scores_free(bonus->scores);
    free(bonus);
}

int cx_bonus_total(int64_t *cents, const struct cx_bonus *bonus, struct cx_err *err)
{
    *cents = 0;
    for (size_t i = 0; i < bonus->row_count; i++) {
        if (__builtin_add_overflow(*cents, bonus->rows[i].total, cents))
            return cx_err_set(err, CX_EDATA, "the total of all rows is too large");
    }
    return 0;
}
