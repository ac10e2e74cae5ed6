/* Kinds that look at one post, or one person, at a time: the posts that make up a line, their
 * figures, and the days that they count. */
#include <stdlib.h>

#include "base/mem.h"
#include "pay/kinds.h"

static int days_of(const struct engine *engine, const struct group *group)
{
    int days = 0;
    for (size_t i = 0; i < group->count; i++)
        days += engine->bonus->scores->posts[group->posts[i]].days;
    return days;
}

void set_factor(struct figures *figures, const struct engine *engine, const struct rule *rule,
                const struct group *group)
{
    if (!rule->of->prorate || figures->has_factor)
        return;
    figures->has_factor = true;
    figures->days = days_of(engine, group);
    /* What doesn't fit is no amount of money: add_line says so where the denominator is 0. */
    bool is_over = __builtin_mul_overflow(figures->numerator, figures->days, &figures->numerator);
    figures->denominator *= is_over ? 0 : figures->period_days;
    if (!*figures->note && figures->days != figures->period_days)
        figures_say(figures, "%d of %d days", figures->days, figures->period_days);
}

int add_bases(int64_t *sum, struct engine *engine, const struct rule *rule, int decimals,
              const struct group *group)
{
    *sum = CX_NO_VALUE;
    for (size_t i = 0; i < group->count; i++) {
        struct viewpoint view = post_view(engine, engine->bonus->scores, group->posts[i]);
        int64_t basis;
        int rc = rule_value(&basis, rule->basis, decimals, rule, &view, engine->err);
        if (rc < 0)
            return rc;
        if (basis == CX_NO_VALUE)
            continue;
        if (*sum == CX_NO_VALUE)
            *sum = 0;
        if (__builtin_add_overflow(*sum, basis, sum))
            return cx_err_set(engine->err, CX_EDATA, "rule %s: its basis is too large",
                              rule->of->id);
    }
    return 0;
}

int get_rate(int64_t *rate, struct engine *engine, const struct rule *rule, size_t post)
{
    struct viewpoint view = post_view(engine, engine->bonus->scores, post);
    return rule_value(rate, rule->rate, 6, rule, &view, engine->err);
}

int add_lines(int64_t *sum, struct engine *engine, const struct rule *rule,
              const struct group *group)
{
    *sum = 0;
    for (size_t i = 0; i < group->count; i++) {
        int64_t part;
        if (!sum_lines(&part, engine, rule, group->posts[i]) ||
            __builtin_add_overflow(*sum, part, sum))
            return cx_err_set(engine->err, CX_EDATA, "rule %s: the sum of its lines is too large",
                              rule->of->id);
    }
    return 0;
}

static int run_group(struct engine *engine, const struct rule *rule, const struct group *group)
{
    struct figures figures = figures_none(engine);
    int rc = rule->kind->figure(engine, rule, group, &figures);
    if (rc < 0 || figures.is_nothing)
        return rc;
    set_factor(&figures, engine, rule, group);
    return add_line(engine, rule, group->posts[group->count - 1], &figures);
}

int run_plain(struct engine *engine, const struct rule *rule, const bool *holds)
{
    const struct cx_scores *scores = engine->bonus->scores;
    struct group group = {cx_alloc((scores->post_count + 1) * sizeof *group.posts), 0};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        if (holds[i])
            group.posts[group.count++] = i;
        bool is_last =
            i + 1 == scores->post_count || scores->org->posts[scores->posts[i + 1].post].person !=
                                               scores->org->posts[scores->posts[i].post].person;
        if (group.count == 0 || (rule->of->per == CX_PER_PERSON && !is_last))
            continue;
        rc = run_group(engine, rule, &group);
        group.count = 0;
    }
    free(group.posts);
    return rc;
}
