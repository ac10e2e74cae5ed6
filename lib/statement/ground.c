/* What all statements of a period stand on: for whom rules hold, whose lines are whose. It is found
 * once, for one statement or for two thousand. */
#include <stdlib.h>

#include "base/idset.h"
#include "base/mem.h"
#include "statement/parts.h"

/* What a rule of teams comes to for one. */
static int judge_team(struct ruling *ruling, struct engine *engine, int team)
{
    struct team_ruling *of = &ruling->teams[ruling->team_count++];
    of->team = team;
    int rc = pool_find(&of->pool, engine, &ruling->rule, team);
    of->holds = rc == 1;
    for (size_t i = 0; i < of->pool.count; i++) {
        of->weights += of->pool.weights[i];
        ruling->holds[of->pool.posts[i]] |= of->holds;
    }
    return rc < 0 ? rc : 0;
}

static int judge_teams(struct ruling *ruling, struct engine *engine)
{
    const struct cx_org *org = engine->bonus->scores->org;
    const struct cx_rule *of = ruling->rule.of;
    int rc = 0;
    ruling->teams = cx_alloc(((size_t)org->team_count + 1) * sizeof *ruling->teams);
    if (of->for_team)
        return judge_team(ruling, engine, cx_org_team(org, of->for_team));
    for (int team = 0; rc == 0 && team < org->team_count; team++)
        rc = judge_team(ruling, engine, team);
    return rc;
}

/* Rules are judged in their order, for of a group only the first that holds applies. */
static int judge(struct ruling *ruling, struct engine *engine, int index)
{
    int rc = rule_compile(&ruling->rule, engine, index);
    ruling->holds = cx_alloc(engine->bonus->scores->post_count + 1);
    if (rc < 0)
        return rc;
    return cx_rule_has(ruling->rule.of, CX_IS_TEAMS)
               ? judge_teams(ruling, engine)
               : find_holds(ruling->holds, engine, &ruling->rule);
}

static void ruling_fini(struct ruling *ruling)
{
    for (size_t i = 0; i < ruling->team_count; i++)
        pool_fini(&ruling->teams[i].pool);
    standings_free(ruling->standings);
    rule_fini(&ruling->rule);
    free(ruling->teams);
    free(ruling->holds);
}

/* Lists the lines of each person, in the bonus's order. */
static void sort_lines(struct ground *ground)
{
    const struct cx_bonus *bonus = ground->engine.bonus;
    size_t people = (size_t)bonus->scores->org->person_count;
    size_t *first = cx_alloc((people + 2) * sizeof *first);
    ground->lines = cx_alloc((bonus->line_count + 1) * sizeof *ground->lines);
    ground->first_line = first;
    for (size_t i = 0; i < bonus->line_count; i++)
        first[bonus->rows[bonus->lines[i].row].person + 2]++;
    for (size_t i = 2; i < people + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < bonus->line_count; i++)
        ground->lines[first[bonus->rows[bonus->lines[i].row].person + 1]++] = &bonus->lines[i];
}

int ground_open(struct ground *ground, struct cx_bonus *bonus, struct cx_db *db, bool is_of_all,
                struct cx_err *err)
{
    const struct cx_plan *plan = bonus->scores->plan;
    int rc = engine_open(&ground->engine, bonus, db, err);
    ground->is_of_all = is_of_all;
    ground->rulings = cx_alloc((plan->rule_count + 1) * sizeof *ground->rulings);
    sort_lines(ground);
    if (rc == 0)
        rc = find_own_month(ground);
    for (size_t i = 0; rc == 0 && i < plan->rule_count; i++)
        rc = judge(&ground->rulings[ground->ruling_count++], &ground->engine, (int)i);
    return rc;
}

void ground_close(struct ground *ground)
{
    for (size_t i = 0; i < ground->ruling_count; i++)
        ruling_fini(&ground->rulings[i]);
    for (int kind = 0; kind < BEHIND_KINDS; kind++)
        found_fini(&ground->found[kind]);
    sealed_months_fini(&ground->months);
    cx_idset_free(ground->complained);
    engine_close(&ground->engine);
    free(ground->rulings);
    free(ground->lines);
    free(ground->first_line);
}
