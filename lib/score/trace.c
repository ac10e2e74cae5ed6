#include "score/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "plan/formula.h"
#include "score/cards.h"

static size_t key_of(struct cx_trace *trace, const struct cx_term *term)
{
    struct cx_sum_key key = {(size_t)term->period, term->subject, (size_t)term->quantity};
    for (size_t i = 0; i < trace->key_count; i++) {
        if (trace->keys[i].period == key.period && trace->keys[i].subject == key.subject &&
            trace->keys[i].measure == key.measure)
            return i;
    }
    CX_GROW(trace->keys, trace->key_count, trace->key_cap);
    trace->keys[trace->key_count] = key;
    return trace->key_count++;
}

/* The subject of a line in this period or, for prev_, in the one before: of a post it is then the
 * person. */
static size_t subject_of(const struct cx_trace *trace, size_t post, size_t line, int period)
{
    const struct cx_org *org = trace->scores->org;
    const struct cx_post_score *of = &trace->scores->posts[post];
    if (of->lines[line].line->of_team)
        return cx_subject_of_team(org, org->posts[of->post].team);
    return period == 0 ? (size_t)of->post : cx_subject_of_person(org, trace->person);
}

/* Depth first: a quantity, then what its formula names, each once. */
static void add_term(struct cx_trace *trace, const struct cx_formulas *formulas, size_t post,
                     size_t line, int quantity, int period)
{
    const struct cx_scores *scores = trace->scores;
    size_t subject = subject_of(trace, post, line, period), count;
    for (size_t i = trace->term_count; i > 0; i--) {
        const struct cx_term *known = &trace->terms[i - 1];
        if (known->post != post || known->line != line)
            break;
        if (known->quantity == quantity && known->period == period)
            return;
    }
    struct cx_term term = {post, line, quantity, period, subject, 0, SIZE_MAX};
    term.value = period == 0 ? cx_scores_value(scores, subject, quantity)
                             : cx_scores_before(scores, subject, quantity);
    bool is_metric = scores->plan->quantities[quantity].is_metric;
    if (!is_metric && term.value != CX_NO_VALUE)
        term.key = key_of(trace, &term);
    CX_GROW(trace->terms, trace->term_count, trace->term_cap);
    trace->terms[trace->term_count++] = term;
    if (!is_metric)
        return;
    const struct cx_name *names = cx_expr_names(formulas->exprs[quantity], &count);
    for (size_t i = 0; i < count; i++) {
        bool is_before = names[i].form == CX_NAME_PREV;
        if (period == 0 || !is_before) /* prev_ inside prev_ is null */
            add_term(trace, formulas, post, line, names[i].index, is_before ? 1 : period);
    }
}

static int add_terms(struct cx_trace *trace, struct cx_err *err)
{
    const struct cx_scores *scores = trace->scores;
    struct cx_formulas *formulas = NULL;
    int bad, rc = cx_formulas_new(&formulas, scores->plan, &bad, err);
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        const struct cx_post_score *post = &scores->posts[i];
        if (scores->org->posts[post->post].person != trace->person)
            continue;
        for (size_t k = 0; k < post->line_count; k++)
            add_term(trace, formulas, i, k, post->lines[k].line->quantity, 0);
    }
    cx_formulas_free(formulas);
    return rc;
}

/* Unless a measure's events add up to its sum, neither can be trusted. */
static int check_sums(const struct cx_trace *trace, struct cx_err *err)
{
    for (size_t i = 0; i < trace->term_count; i++) {
        const struct cx_term *term = &trace->terms[i];
        const struct cx_quantity *of = &trace->scores->plan->quantities[term->quantity];
        char found[CX_DEC_TEXT], wanted[CX_DEC_TEXT];
        size_t count;
        int64_t sum = 0;
        if (term->key == SIZE_MAX)
            continue;
        const struct cx_event *events = cx_events_of(trace->events, term->key, &count);
        for (size_t k = 0; k < count; k++)
            sum += events[k].value; /* the sums of the same values did not overflow */
        if (sum != term->value)
            return cx_err_set(err, CX_EBUG,
                              "the events of measure %s add up to %s, but its sum is %s", of->name,
                              cx_dec_format(found, sum, of->decimals),
                              cx_dec_format(wanted, term->value, of->decimals));
    }
    return 0;
}

static int find_person(struct cx_trace *trace, const char *employee, struct cx_err *err)
{
    const struct cx_scores *scores = trace->scores;
    const struct cx_org *org = scores->org;
    int rc = cx_org_find_person(&trace->person, org, employee, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < scores->post_count; i++) {
        if (org->posts[scores->posts[i].post].person == trace->person)
            return 0;
    }
    char day[CX_DATE_TEXT];
    cx_date first, last;
    cx_org_stay(&first, &last, org, trace->person);
    if (first >= scores->period.to)
        return cx_err_set(err, CX_EDATA, "%s has no post in %s: their first post begins on %s",
                          employee, scores->period.name, cx_date_format(day, first));
    if (last < scores->period.from)
        return cx_err_set(err, CX_EDATA, "%s has no post in %s: their last post ended on %s",
                          employee, scores->period.name, cx_date_format(day, last));
    return cx_err_set(err, CX_EDATA, "%s has no post in %s", employee, scores->period.name);
}

int cx_trace_new(struct cx_trace **out, struct cx_db *db, const struct cx_scores *scores,
                 const char *employee, struct cx_err *err)
{
    const struct cx_period periods[2] = {scores->period, scores->before};
    struct cx_trace *trace = cx_alloc(sizeof *trace);
    trace->scores = scores;
    int rc = find_person(trace, employee, err);
    if (rc == 0)
        rc = add_terms(trace, err);
    if (rc == 0)
        rc = cx_events_find(&trace->events, db, scores->plan, scores->org, periods, 2, trace->keys,
                            trace->key_count, err);
    if (rc == 0)
        rc = check_sums(trace, err);
    if (rc < 0) {
        cx_trace_free(trace);
        return rc;
    }
    *out = trace;
    return 0;
}

void cx_trace_free(struct cx_trace *trace)
{
    if (!trace)
        return;
    cx_events_free(trace->events);
    free(trace->terms);
    free(trace->keys);
    free(trace);
}

static const struct cx_column columns[] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},
    {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
    {"since", "Since", CX_CELL_DATE, 0, false},
    {"metric", "Metric", CX_CELL_TEXT, 0, false},
    {"measure", "Measure", CX_CELL_TEXT, 0, false},
    {"fact", "Fact", CX_CELL_TEXT, 0, false},
    {"event_id", "Event", CX_CELL_TEXT, 0, false},
    {"account_id", "Account", CX_CELL_TEXT, 0, false},
    {"day", "Day", CX_CELL_DATE, 0, false},
    {"value", "Value", CX_CELL_NUMBER, 6, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static int add_events(struct cx_table *out, const struct cx_trace *trace,
                      const struct cx_term *term, struct cx_err *err)
{
    const struct cx_scores *scores = trace->scores;
    const struct cx_post_score *post = &scores->posts[term->post];
    const struct cx_quantity *measure = &scores->plan->quantities[term->quantity];
    const struct cx_card_line *line = post->lines[term->line].line;
    size_t count;
    int rc = 0;
    const struct cx_event *events = cx_events_of(trace->events, term->key, &count);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        const struct cx_cell cells[COLUMNS] = {
            cx_cell_text(term->period == 0 ? scores->period.name : scores->before.name),
            cx_cell_text(scores->org->people[trace->person].key),
            cx_cell_n(scores->org->posts[post->post].since),
            cx_cell_text(scores->plan->quantities[line->quantity].name),
            cx_cell_text(measure->name),
            cx_cell_word(cx_facts[measure->fact]),
            cx_cell_text(events[i].id),
            cx_cell_text(*events[i].account ? events[i].account : NULL),
            cx_cell_n(events[i].day),
            {.n = events[i].value, .decimals = measure->decimals},
        };
        rc = cx_table_row(out, cells, err);
    }
    return rc;
}

int cx_trace_table(struct cx_table *out, const struct cx_trace *trace, struct cx_err *err)
{
    int rc = 0;
    cx_table_columns(out, columns, COLUMNS);
    for (size_t i = 0; rc == 0 && i < trace->term_count; i++) {
        if (trace->terms[i].key != SIZE_MAX)
            rc = add_events(out, trace, &trace->terms[i], err);
    }
    return rc;
}
