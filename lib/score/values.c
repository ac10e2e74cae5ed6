/* What scores hold for each subject and quantity: values of both periods, and targets. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "score/cards.h"
#include "score/score.sql.h"

int64_t *value_at(const struct cx_scores *scores, int period, size_t subject, int quantity)
{
    size_t n = scores->plan->quantity_count;
    return &scores
                ->values[((size_t)period * scores->subject_count + subject) * n + (size_t)quantity];
}

int64_t cx_scores_value(const struct cx_scores *scores, size_t subject, int quantity)
{
    return *value_at(scores, 0, subject, quantity);
}

void note_presence(struct cx_scores *scores)
{
    const struct cx_org *org = scores->org;
    scores->was_there = cx_alloc(scores->subject_count * sizeof *scores->was_there);
    scores->was_there[cx_subject_of_company(org)] = true;
    for (int i = 0; i < org->post_count; i++) {
        const struct cx_post *post = &org->posts[i];
        if (cx_org_days(post, &scores->before) == 0)
            continue;
        scores->was_there[cx_subject_of_person(org, post->person)] = true;
        for (int up = post->team, steps = 0; up >= 0;
             up = cx_org_up(org, up, scores->before.to - 1, &steps))
            scores->was_there[cx_subject_of_team(org, up)] = true;
    }
}

int64_t cx_scores_before(const struct cx_scores *scores, size_t subject, int quantity)
{
    const struct cx_org *org = scores->org;
    if (subject < (size_t)org->post_count)
        subject = cx_subject_of_person(org, org->posts[subject].person);
    return scores->was_there[subject] ? *value_at(scores, 1, subject, quantity) : CX_NO_VALUE;
}

int64_t cx_scores_known(const struct cx_scores *scores, size_t subject, int quantity)
{
    int64_t value = cx_scores_value(scores, subject, quantity);
    return value == 0 && cx_scores_is_unknown(scores, &scores->period) ? CX_NO_VALUE : value;
}

int64_t cx_scores_known_before(const struct cx_scores *scores, size_t subject, int quantity)
{
    int64_t value = cx_scores_before(scores, subject, quantity);
    return value == 0 && cx_scores_is_unknown(scores, &scores->before) ? CX_NO_VALUE : value;
}

/* Negative, 0, positive, whatever the row. */
static int compare_subjects(const struct target *a, const struct target *b)
{
    if (a->scope != b->scope)
        return a->scope < b->scope ? -1 : 1;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return (a->quantity > b->quantity) - (a->quantity < b->quantity);
}

static int compare_targets(const void *a, const void *b)
{
    const struct target *left = a, *right = b;
    int order = compare_subjects(left, right);
    return order != 0 ? order : (left->row > right->row) - (left->row < right->row);
}

int64_t cx_scores_target(const struct cx_scores *scores, enum cx_scope scope, int64_t id,
                         int quantity)
{
    const struct target sought = {.scope = scope, .id = id, .quantity = quantity};
    size_t low = 0, high = scores->target_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_targets(&scores->targets[middle], &sought) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_there =
        low < scores->target_count && compare_subjects(&scores->targets[low], &sought) == 0;
    return is_there ? scores->targets[low].value : CX_NO_VALUE;
}

const struct cx_score_line *cx_scores_line(const struct cx_post_score *post, int quantity)
{
    for (size_t i = 0; i < post->line_count; i++) {
        if (post->lines[i].line->quantity == quantity)
            return &post->lines[i];
    }
    return NULL;
}

int load_targets(struct cx_scores *scores, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_targets, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, scores->period.name);
    while ((rc = cx_stmt_step(stmt, err)) == 1) {
        const char *metric = cx_stmt_text(stmt, 2);
        CX_GROW(scores->targets, scores->target_count, scores->target_cap);
        scores->targets[scores->target_count] =
            (struct target){.scope = (enum cx_scope)cx_stmt_choice(stmt, 0, cx_scopes, 0),
                            .id = cx_stmt_int(stmt, 1),
                            .quantity = cx_plan_quantity(scores->plan, metric, strlen(metric)),
                            .row = scores->target_count,
                            .value = cx_stmt_int(stmt, 3)};
        scores->target_count++;
    }
    cx_stmt_free(stmt);
    if (scores->target_count > 0)
        qsort(scores->targets, scores->target_count, sizeof *scores->targets, compare_targets);
    return rc;
}
