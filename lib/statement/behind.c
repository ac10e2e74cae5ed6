/* The payments behind what a person was paid on. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fact/events.h"
#include "statement/teller.h"

static void note(struct statement *statement, int post, int measure)
{
    for (size_t i = 0; i < statement->behind_count; i++) {
        if (statement->behind[i].post == post && statement->behind[i].measure == measure)
            return;
    }
    CX_GROW(statement->behind, statement->behind_count, statement->behind_cap);
    statement->behind[statement->behind_count++] = (struct behind){post, measure};
}

int note_payments(struct statement *statement, const struct cx_expr *expr, int post)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    size_t count;
    const struct cx_name *names = cx_expr_names(expr, &count);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < count; i++) {
        const struct cx_quantity *quantity = &plan->quantities[names[i].index];
        struct cx_expr *formula = NULL;
        if (names[i].form != CX_NAME_SELF)
            continue;
        if (!quantity->is_metric) {
            if (quantity->fact == CX_FACT_PAYMENT || quantity->fact == CX_FACT_OWNED_PAYMENT)
                note(statement, post, names[i].index);
            continue;
        }
        rc = cx_expr_new(&formula, statement->engine.sandbox, plan, CX_SCOPE_FORMULA,
                         quantity->expression, statement->engine.err);
        if (rc == 0)
            rc = note_payments(statement, formula, post); /* metrics are in no ring */
        cx_expr_free(formula);
    }
    return rc;
}

static int write_table(struct statement *statement, enum cx_format format,
                       const struct cx_quantity *measure, const struct cx_event *events,
                       size_t count)
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
    static const struct cx_render_options options = {0};
    struct cx_err *err = statement->engine.err;
    struct cx_render *render = NULL;
    int rc = cx_render_open(&render, statement->page->stream, format, columns, 4, &options, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct cx_cell cells[] = {
            cx_cell_n(events[i].day), cx_cell_text(events[i].id), cx_cell_text(events[i].account),
            cx_cell_n(is_whole ? events[i].value / 1000000 : events[i].value)};
        rc = cx_render_row(render, cells, err);
    }
    int closed = render ? cx_render_close(render, err) : 0;
    fputc('\n', statement->page->stream);
    return rc < 0 ? rc : closed;
}

int explain_payments(struct statement *statement, enum cx_format format)
{
    const struct cx_scores *scores = statement->bonus->scores;
    struct page *page = statement->page;
    struct cx_events *events = NULL;
    size_t n = statement->behind_count;
    struct cx_sum_key *keys = cx_alloc((n + 1) * sizeof *keys);
    if (n > 0)
        page_heading(page, 2, "The payments behind it");
    for (size_t i = 0; i < n; i++)
        keys[i] = (struct cx_sum_key){0, (size_t)statement->behind[i].post,
                                      (size_t)statement->behind[i].measure};
    int rc = n == 0 ? 0
                    : cx_events_find(&events, statement->engine.db, scores->plan, scores->org,
                                     &scores->period, 1, keys, n, statement->engine.err);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        const struct cx_quantity *measure = &scores->plan->quantities[keys[i].measure];
        size_t count, post = 0;
        const struct cx_event *list = cx_events_of(events, i, &count);
        if (count == 0)
            continue;
        while (scores->posts[post].post != statement->behind[i].post)
            post++;
        page_heading(page, 3, "%s%s: %s", page_text(page, measure->name), say_post(statement, post),
                     page_quantity(page,
                                   cx_scores_value(scores, keys[i].subject, (int)keys[i].measure),
                                   measure->decimals, measure->unit));
        rc = write_table(statement, format, measure, list, count);
    }
    cx_events_free(events);
    free(keys);
    return rc;
}
