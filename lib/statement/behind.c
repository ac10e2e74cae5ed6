/* The payments behind what a person was paid on. */
#include <stdlib.h>

#include "base/mem.h"
#include "statement/parts.h"
#include "store/part.h"

static int write_table(struct statement *statement, const struct cx_quantity *measure,
                       const struct cx_event *events, size_t count)
{
    bool is_whole = measure->decimals == 6; /* counts, mostly */
    for (size_t i = 0; i < count; i++)
        is_whole = is_whole && events[i].value % 1000000 == 0;
    int decimals = is_whole ? 0 : measure->decimals;
    const struct cx_column columns[] = {
        {"day", "Day", CX_CELL_DATE, 0, false},
        {"payment_id", "Payment", CX_CELL_TEXT, 0, false},
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"counted", "Counted", decimals == 2 ? CX_CELL_MONEY : CX_CELL_NUMBER, decimals, true},
    };
    struct cx_err *err = statement->engine->err;
    struct cx_table *table = page_table(statement->page);
    int rc = 0;
    cx_table_columns(table, columns, 4);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct cx_cell cells[] = {
            cx_cell_n(events[i].day), cx_cell_text(events[i].id), cx_cell_text(events[i].account),
            cx_cell_n(is_whole ? events[i].value / 1000000 : events[i].value)};
        rc = cx_table_row(table, cells, err);
    }
    return page_table_end(statement->page, table, rc, err);
}

void found_fini(struct found *found)
{
    cx_events_free(found->events);
    free(found->places);
    *found = (struct found){0};
}

/* The measures over payments that some rule's basis asks for get places. */
static int find_measures(struct found *found, struct ground *ground)
{
    const struct cx_plan *plan = ground->engine.bonus->scores->plan;
    struct statement any = {.engine = &ground->engine, .bonus = ground->engine.bonus};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < ground->ruling_count; i++) {
        if (ground->rulings[i].rule.basis)
            rc = note_payments(&any, ground->rulings[i].rule.basis, 0);
    }
    found->places = cx_alloc((plan->measure_count + 1) * sizeof *found->places);
    for (size_t i = 0; i < plan->measure_count; i++)
        found->places[i] = SIZE_MAX;
    for (size_t i = 0; i < any.behind_count; i++)
        found->places[any.behind[i].measure] = found->count++;
    free(any.behind);
    return rc;
}

/* The payments of all posts, by these measures: one pass over the database, which takes as long for
 * one person as for all. */
static int find_all(struct found *found, struct ground *ground)
{
    const struct cx_scores *scores = ground->engine.bonus->scores;
    const struct cx_plan *plan = scores->plan;
    size_t posts = (size_t)scores->org->post_count;
    int rc = find_measures(found, ground);
    struct cx_sum_key *keys = cx_alloc((posts * found->count + 1) * sizeof *keys);
    for (size_t i = 0; i < plan->measure_count; i++) {
        for (size_t post = 0; found->places[i] != SIZE_MAX && post < posts; post++)
            keys[post * found->count + found->places[i]] = (struct cx_sum_key){0, post, i};
    }
    if (rc == 0)
        rc = cx_events_find(&found->events, ground->engine.db, plan, scores->org, &scores->period,
                            1, keys, posts * found->count, ground->engine.err);
    free(keys);
    return rc;
}

/* The payments behind what this person was paid on. */
static int find_own(struct cx_events **events, const struct statement *statement)
{
    const struct cx_scores *scores = statement->bonus->scores;
    size_t n = statement->behind_count;
    struct cx_sum_key *keys = cx_alloc((n + 1) * sizeof *keys);
    for (size_t i = 0; i < n; i++)
        keys[i] = (struct cx_sum_key){0, (size_t)statement->behind[i].post,
                                      (size_t)statement->behind[i].measure};
    int rc = cx_events_find(events, statement->engine->db, scores->plan, scores->org,
                            &scores->period, 1, keys, n, statement->engine->err);
    free(keys);
    return rc;
}

static int list(struct statement *statement, const struct behind *behind,
                const struct cx_event *events, size_t count)
{
    const struct cx_scores *scores = statement->bonus->scores;
    const struct cx_quantity *measure = &scores->plan->quantities[behind->measure];
    struct page *page = statement->page;
    const size_t *post = statement->posts;
    if (count == 0)
        return 0;
    if (!statement->has_behind)
        page_heading(page, 2, "The payments behind it");
    statement->has_behind = true;
    while (scores->posts[*post].post != behind->post)
        post++;
    page_heading(page, 3, "%s%s: %s", page_text(page, measure->title), say_post(statement, *post),
                 page_quantity(page, cx_scores_value(scores, (size_t)behind->post, behind->measure),
                               measure->decimals, measure->unit));
    return write_table(statement, measure, events, count);
}

static int list_payments(struct statement *statement)
{
    struct ground *ground = statement->ground;
    struct found *found = &ground->found;
    struct cx_events *own = NULL;
    int rc = 0;
    if (!ground->is_of_all)
        rc = find_own(&own, statement);
    else if (!found->events)
        rc = find_all(found, ground);
    for (size_t i = 0; rc == 0 && i < statement->behind_count; i++) {
        const struct behind *behind = &statement->behind[i];
        size_t count, key = i;
        if (ground->is_of_all)
            key = (size_t)behind->post * found->count + found->places[behind->measure];
        const struct cx_event *events = cx_events_of(own ? own : found->events, key, &count);
        rc = list(statement, behind, events, count);
    }
    cx_events_free(own);
    return rc;
}

int explain_payments(struct statement *statement)
{
    if (statement->behind_count == 0)
        return 0;
    int rc = cx_part_is_head(statement->engine->db, statement->engine->err);
    if (rc == 1) {
        page_heading(statement->page, 2, "The payments behind it");
        page_say(statement->page, "They are in the databases of the parts of the company.");
    }
    return rc == 0 ? list_payments(statement) : rc < 0 ? rc : 0;
}
