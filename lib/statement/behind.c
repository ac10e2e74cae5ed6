/* The payments behind what a person was paid on. */
#include <stdlib.h>

#include "base/mem.h"
#include "fact/events.h"
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
    struct cx_err *err = statement->engine.err;
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

static int list_payments(struct statement *statement)
{
    const struct cx_scores *scores = statement->bonus->scores;
    struct page *page = statement->page;
    struct cx_events *events = NULL;
    size_t n = statement->behind_count;
    struct cx_sum_key *keys = cx_alloc((n + 1) * sizeof *keys);
    for (size_t i = 0; i < n; i++)
        keys[i] = (struct cx_sum_key){0, (size_t)statement->behind[i].post,
                                      (size_t)statement->behind[i].measure};
    int rc = cx_events_find(&events, statement->engine.db, scores->plan, scores->org,
                            &scores->period, 1, keys, n, statement->engine.err);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        const struct cx_quantity *measure = &scores->plan->quantities[keys[i].measure];
        size_t count, post = 0;
        const struct cx_event *list = cx_events_of(events, i, &count);
        if (count == 0)
            continue;
        while (scores->posts[post].post != statement->behind[i].post)
            post++;
        page_heading(
            page, 3, "%s%s: %s", page_text(page, measure->title), say_post(statement, post),
            page_quantity(page, cx_scores_value(scores, keys[i].subject, (int)keys[i].measure),
                          measure->decimals, measure->unit));
        rc = write_table(statement, measure, list, count);
    }
    cx_events_free(events);
    free(keys);
    return rc;
}

int explain_payments(struct statement *statement)
{
    if (statement->behind_count == 0)
        return 0;
    page_heading(statement->page, 2, "The payments behind it");
    int rc = cx_part_is_head(statement->engine.db, statement->engine.err);
    if (rc == 1)
        page_say(statement->page, "They are in the databases of the parts of the company.");
    return rc == 0 ? list_payments(statement) : rc < 0 ? rc : 0;
}
