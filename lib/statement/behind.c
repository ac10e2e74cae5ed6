/* What is behind the figures of a statement: the payments that amounts were paid on, the violations
 * and complaints that amounts and the score looked at. */
#include <stdlib.h>

#include "base/mem.h"
#include "statement/parts.h"
#include "store/part.h"

/* Rows that have a day, an id and an account. */
static int write_events(struct statement *statement, const struct cx_column *id,
                        const struct cx_quantity *measure, const struct cx_event *events,
                        size_t count)
{
    const struct cx_column columns[] = {
        {"day", "Day", CX_CELL_DATE, 0, false},
        *id,
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        counted_column(measure, events, count),
    };
    struct cx_err *err = statement->engine->err;
    struct cx_table *table = page_table(statement->page);
    int rc = 0;
    cx_table_columns(table, columns, 4);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct cx_cell cells[] = {cx_cell_n(events[i].day), cx_cell_text(events[i].id),
                                  cx_cell_text(events[i].account),
                                  counted_cell(&columns[3], measure, events[i].value)};
        rc = cx_table_row(table, cells, err);
    }
    return page_table_end(statement->page, table, rc, err);
}

static int write_table(struct statement *statement, const struct cx_quantity *measure,
                       const struct cx_event *events, size_t count)
{
    static const struct cx_column payment = {"payment_id", "Payment", CX_CELL_TEXT, 0, false};
    static const struct cx_column complaint = {"complaint_id", "Complaint", CX_CELL_TEXT, 0, false};
    if (measure->fact == CX_FACT_CONTACT)
        return write_breaches(statement, measure, events, count);
    return write_events(statement, measure->fact == CX_FACT_COMPLAINT ? &complaint : &payment,
                        measure, events, count);
}

void found_fini(struct found *found)
{
    cx_events_free(found->events);
    free(found->places);
    *found = (struct found){0};
}

/* The measures over payments that some rule's basis asks for. */
static int find_payments(bool *wanted, struct ground *ground)
{
    struct statement any = {.engine = &ground->engine, .bonus = ground->engine.bonus};
    const struct behind *behind = &any.behind[BEHIND_PAYMENTS];
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < ground->ruling_count; i++)
        rc = note_behind(&any, BEHIND_PAYMENTS, ground->rulings[i].rule.basis, 0);
    for (size_t i = 0; i < behind->count; i++)
        wanted[behind->list[i].measure] = true;
    free(behind->list);
    return rc;
}

/* The measures of a kind that somebody's statement may ask for get places. */
static int find_measures(struct found *found, struct ground *ground, enum behind_kind kind)
{
    const struct cx_plan *plan = ground->engine.bonus->scores->plan;
    bool *wanted = cx_alloc(plan->measure_count + 1);
    int rc = kind == BEHIND_PAYMENTS ? find_payments(wanted, ground) : 0;
    found->places = cx_alloc((plan->measure_count + 1) * sizeof *found->places);
    for (size_t i = 0; i < plan->measure_count; i++) {
        bool is_wanted =
            kind == BEHIND_PAYMENTS ? wanted[i] : is_behind(kind, &plan->quantities[i]);
        found->places[i] = is_wanted ? found->count++ : SIZE_MAX;
    }
    free(wanted);
    return rc;
}

static int find_events(struct cx_events **events, const struct ground *ground,
                       enum behind_kind kind, const struct cx_sum_key *keys, size_t count)
{
    const struct engine *engine = &ground->engine;
    const struct cx_scores *scores = engine->bonus->scores;
    return (kind == BEHIND_BREACHES ? cx_events_breaches
                                    : cx_events_find)(events, engine->db, scores->plan, scores->org,
                                                      &scores->period, 1, keys, count, engine->err);
}

/* What is behind these measures of all posts: one pass over the database, which takes as long for
 * one person as for all. */
static int find_all(struct ground *ground, enum behind_kind kind)
{
    struct found *found = &ground->found[kind];
    const struct cx_scores *scores = ground->engine.bonus->scores;
    const struct cx_plan *plan = scores->plan;
    size_t posts = (size_t)scores->org->post_count;
    int rc = find_measures(found, ground, kind);
    struct cx_sum_key *keys = cx_alloc((posts * found->count + 1) * sizeof *keys);
    for (size_t i = 0; i < plan->measure_count; i++) {
        for (size_t post = 0; found->places[i] != SIZE_MAX && post < posts; post++)
            keys[post * found->count + found->places[i]] = (struct cx_sum_key){0, post, i};
    }
    if (rc == 0)
        rc = find_events(&found->events, ground, kind, keys, posts * found->count);
    free(keys);
    return rc;
}

/* What is behind those of this person. */
static int find_own(struct cx_events **events, const struct statement *statement,
                    enum behind_kind kind)
{
    const struct behind *behind = &statement->behind[kind];
    struct cx_sum_key *keys = cx_alloc((behind->count + 1) * sizeof *keys);
    for (size_t i = 0; i < behind->count; i++)
        keys[i] =
            (struct cx_sum_key){0, (size_t)behind->list[i].post, (size_t)behind->list[i].measure};
    int rc = find_events(events, statement->ground, kind, keys, behind->count);
    free(keys);
    return rc;
}

static void say_heading(struct page *page, enum behind_kind kind)
{
    page_heading(page, 2,
                 kind == BEHIND_BREACHES ? "The violations and complaints behind it"
                                         : "The payments behind it");
}

/* What a measure would be without the contacts that are listed, where that isn't none at all. */
static void say_without(struct page *page, const struct cx_quantity *measure, int64_t value,
                        const struct cx_event *events, size_t count)
{
    int64_t without = value;
    for (size_t i = 0; i < count; i++)
        without -= events[i].value;
    if (without != 0)
        page_say(page, "Without these contacts it would be %s.",
                 page_quantity(page, without, measure->decimals, measure->unit));
}

static int list(struct statement *statement, enum behind_kind kind, const struct behind_measure *of,
                const struct cx_event *events, size_t count)
{
    const struct cx_scores *scores = statement->bonus->scores;
    const struct cx_quantity *measure = &scores->plan->quantities[of->measure];
    const int64_t value = cx_scores_value(scores, (size_t)of->post, of->measure);
    struct page *page = statement->page;
    const size_t *post = statement->posts;
    if (count == 0)
        return 0;
    if (!statement->behind[kind].is_headed)
        say_heading(page, kind);
    statement->behind[kind].is_headed = true;
    while (scores->posts[*post].post != of->post)
        post++;
    page_heading(page, 3, "%s%s: %s", page_text(page, measure->title), say_post(statement, *post),
                 page_quantity(page, value, measure->decimals, measure->unit));
    if (kind == BEHIND_BREACHES)
        say_without(page, measure, value, events, count);
    return write_table(statement, measure, events, count);
}

static int list_all(struct statement *statement, enum behind_kind kind)
{
    struct ground *ground = statement->ground;
    struct found *found = &ground->found[kind];
    struct cx_events *own = NULL;
    int rc = 0;
    if (!ground->is_of_all)
        rc = find_own(&own, statement, kind);
    else if (!found->events)
        rc = find_all(ground, kind);
    for (size_t i = 0; rc == 0 && i < statement->behind[kind].count; i++) {
        const struct behind_measure *of = &statement->behind[kind].list[i];
        size_t count, key = i;
        if (ground->is_of_all)
            key = (size_t)of->post * found->count + found->places[of->measure];
        const struct cx_event *events = cx_events_of(own ? own : found->events, key, &count);
        rc = list(statement, kind, of, events, count);
    }
    cx_events_free(own);
    return rc;
}

int explain_behind(struct statement *statement)
{
    int rc = cx_part_is_head(statement->engine->db, statement->engine->err);
    bool is_head = rc == 1;
    rc = rc < 0 ? rc : 0;
    for (int kind = 0; rc == 0 && kind < BEHIND_KINDS; kind++) {
        if (statement->behind[kind].count == 0)
            continue;
        if (!is_head) {
            rc = list_all(statement, (enum behind_kind)kind);
            continue;
        }
        say_heading(statement->page, (enum behind_kind)kind);
        page_say(statement->page, "They are in the databases of the parts of the company.");
    }
    return rc;
}
