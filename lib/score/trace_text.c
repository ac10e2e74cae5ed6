/* A trace as text: each post's lines, what each line is made of, and the events. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "render/render.h"
#include "score/cards.h"
#include "score/trace.h"

struct telling {
    const struct cx_trace *trace;
    const struct cx_scores *scores;
    struct cx_buf *out;
    bool is_markdown;
    struct cx_err *err;
};

static void begin_heading(const struct telling *telling, int level)
{
    if (telling->is_markdown)
        cx_buf_printf(telling->out, "%.*s ", level, "###");
}

static void end_heading(const struct telling *telling)
{
    cx_buf_puts(telling->out, "\n\n");
}

static void heading(const struct telling *telling, int level, const char *text)
{
    begin_heading(telling, level);
    cx_buf_puts(telling->out, text);
    end_heading(telling);
}

static struct cx_table *open_table(const struct telling *telling, const struct cx_column *columns,
                                   size_t count)
{
    struct cx_table *table =
        cx_table_into(telling->out, telling->is_markdown ? CX_FORMAT_MD : CX_FORMAT_TABLE);
    cx_table_columns(table, columns, count);
    return table;
}

static int close_table(struct cx_table *table, const struct telling *telling, int rc)
{
    if (rc == 0)
        rc = cx_table_end(table, telling->err);
    cx_table_free(table);
    cx_buf_putc(telling->out, '\n');
    return rc;
}

/* Says which subject the sum is for. */
static void name_subject(struct cx_buf *name, const struct cx_org *org, size_t subject)
{
    char since[CX_DATE_TEXT];
    if (subject < (size_t)org->post_count) {
        const struct cx_post *post = &org->posts[subject];
        cx_buf_show(name, "%s since %s", org->people[post->person].key,
                    cx_date_format(since, post->since));
    } else if (subject < cx_subject_of_team(org, 0)) {
        cx_buf_puts(name, org->people[subject - cx_subject_of_person(org, 0)].key);
    } else {
        cx_buf_show(name, "team %s", org->teams[subject - cx_subject_of_team(org, 0)].key);
    }
}

/* Why a post has no score. */
static void tell_why(const struct telling *telling, const struct cx_post_score *post)
{
    int min_days = 0;
    for (size_t i = 0; i < post->line_count; i++)
        min_days =
            post->lines[i].line->min_days > min_days ? post->lines[i].line->min_days : min_days;
    if (!post->card) {
        cx_buf_show(telling->out, "No score: no scorecard matches.\n\n");
    } else if (post->days < min_days) {
        cx_buf_show(telling->out, "No score: the scorecard requires %d days.\n\n", min_days);
    } else if (post->is_scored) {
        cx_buf_show(telling->out, "No score: all lines are skipped.\n\n");
    } else {
        struct cx_buf required = {0};
        const char *last = NULL;
        for (size_t i = 0; i < post->line_count; i++) {
            const char *require = post->lines[i].line->require;
            if (require && (!last || strcmp(last, require) != 0))
                cx_buf_printf(&required, "%s%s", last ? cx_shown("; ") : "", require);
            last = require ? require : last;
        }
        cx_buf_show(telling->out, "No score: a requirement of the scorecard is not met: %s.\n\n",
                    cx_buf_str(&required));
        cx_buf_fini(&required);
    }
}

static void tell_score(const struct telling *telling, const struct cx_post_score *of)
{
    const struct cx_org *org = telling->scores->org;
    const struct cx_post *post = &org->posts[of->post];
    char since[CX_DATE_TEXT], score[CX_DEC_TEXT];
    begin_heading(telling, 1);
    cx_buf_show(telling->out, "%s%s%s since %s in %s (%s): %s", org->people[post->person].key,
                *org->people[post->person].name ? " " : "", org->people[post->person].name,
                cx_date_format(since, post->since), org->teams[post->team].key,
                cx_shown_word(post->role), telling->scores->period.name);
    end_heading(telling);
    cx_buf_show(telling->out, "%d of %d days.", of->days, cx_period_days(&telling->scores->period));
    if (of->card)
        cx_buf_show(telling->out, " Scorecard %s.", of->card);
    cx_buf_putc(telling->out, ' ');
    if (of->score == CX_NO_VALUE) {
        tell_why(telling, of);
        return;
    }
    cx_dec_format(score, of->score, CX_SCORE_DECIMALS);
    if (of->grade)
        cx_buf_show(telling->out, "Score %s, rank %d, grade %s.\n\n", score, of->rank, of->grade);
    else
        cx_buf_show(telling->out, "Score %s, rank %d.\n\n", score, of->rank);
}

static struct cx_cell number(int64_t value, int decimals)
{
    struct cx_cell cell = value == CX_NO_VALUE ? CX_NULL_CELL : cx_cell_n(value);
    cell.decimals = decimals;
    return cell;
}

static int tell_lines(const struct telling *telling, const struct cx_post_score *post)
{
    static const struct cx_column columns[] = {
        {"metric", "Metric", CX_CELL_TEXT, 0, false},
        {"value", "Value", CX_CELL_NUMBER, 6, false},
        {"method", "Method", CX_CELL_TEXT, 0, false},
        {"target", "Target", CX_CELL_NUMBER, 6, false},
        {"bounds", "Within", CX_CELL_TEXT, 0, false},
        {"attainment", "Attainment", CX_CELL_NUMBER, 6, false},
        {"weight", "Weight", CX_CELL_NUMBER, 2, false},
        {"points", "Points", CX_CELL_NUMBER, 4, false},
    };
    struct cx_table *table = open_table(telling, columns, sizeof columns / sizeof *columns);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < post->line_count; i++) {
        const struct cx_score_line *line = &post->lines[i];
        const struct cx_card_line *of = line->line;
        const struct cx_quantity *quantity = &telling->scores->plan->quantities[of->quantity];
        int64_t attainment = CX_NO_VALUE, weight = 0;
        char bounds[64], method[96], floor[CX_DEC_TEXT], cap[CX_DEC_TEXT];
        if (line->has_attainment && !cx_num_to_dec(&attainment, line->attainment, 6))
            attainment = CX_NO_VALUE;
        cx_dec_divide(&weight, of->weight_ppm, 10000);
        snprintf(method, sizeof method, "%s%s%s", cx_shown_word(cx_methods[of->method]),
                 of->method == CX_METHOD_STEPS ? " " : "",
                 of->method == CX_METHOD_STEPS && of->target ? of->target : "");
        snprintf(bounds, sizeof bounds, cx_shown("%s to %s"),
                 cx_dec_format_short(floor, of->floor_ppm, 6),
                 cx_dec_format_short(cap, of->cap_ppm, 6));
        const struct cx_cell cells[] = {
            cx_cell_titled(quantity->name, quantity->title),
            number(line->value, quantity->decimals),
            cx_cell_text(method),
            number(line->target, 6),
            cx_cell_text(bounds),
            number(attainment, 6),
            number(weight, 2),
            number(post->is_scored ? cx_scores_points(post, line) : CX_NO_VALUE, CX_SCORE_DECIMALS),
        };
        rc = cx_table_row(table, cells, telling->err);
    }
    return close_table(table, telling, rc);
}

/* What people call it; NULL: nothing but its name. */
static const char *title_of(const struct cx_quantity *quantity)
{
    return quantity->title && strcasecmp(quantity->title, quantity->name) != 0 ? quantity->title
                                                                               : NULL;
}

/* Its title, and its name, which formulas have. */
static void name_quantity(struct cx_buf *out, const struct cx_quantity *quantity)
{
    if (title_of(quantity))
        cx_buf_show(out, "%s (%s)", quantity->title, quantity->name);
    else
        cx_buf_puts(out, quantity->name);
}

/* What a value comes from: a formula, or a sum over a fact. */
static void name_origin(struct cx_buf *text, const struct cx_quantity *quantity)
{
    if (quantity->is_metric) {
        cx_buf_printf(text, "= %s", quantity->expression);
        return;
    }
    const char *fact = cx_shown_word(cx_facts[quantity->fact]);
    if (quantity->where)
        cx_buf_show(text, "%s: sum of %s where %s", fact, quantity->expression, quantity->where);
    else
        cx_buf_show(text, "%s: sum of %s", fact, quantity->expression);
}

static int tell_term(const struct telling *telling, struct cx_table *table,
                     const struct cx_term *term)
{
    const struct cx_scores *scores = telling->scores;
    const struct cx_quantity *quantity = &scores->plan->quantities[term->quantity];
    struct cx_buf name = {0}, of = {0}, origin = {0};
    size_t count = 0;
    if (term->key != SIZE_MAX)
        cx_events_of(telling->trace->events, term->key, &count);
    name_quantity(&name, quantity);
    name_subject(&of, scores->org, term->subject);
    name_origin(&origin, quantity);
    const struct cx_cell cells[] = {
        cx_cell_text(cx_buf_str(&name)),
        cx_cell_text(term->period == 0 ? scores->period.name : scores->before.name),
        cx_cell_text(cx_buf_str(&of)),
        number(term->value, quantity->decimals),
        term->key != SIZE_MAX ? cx_cell_n((int64_t)count) : CX_NULL_CELL,
        cx_cell_text(cx_buf_str(&origin)),
    };
    int rc = cx_table_row(table, cells, telling->err);
    cx_buf_fini(&name);
    cx_buf_fini(&of);
    cx_buf_fini(&origin);
    return rc;
}

/* What a line's value is made of. */
static int tell_terms(const struct telling *telling, size_t post, size_t line)
{
    static const struct cx_column columns[] = {
        {"name", "Term", CX_CELL_TEXT, 0, false},
        {"period", "Period", CX_CELL_TEXT, 0, false},
        {"of", "Of", CX_CELL_TEXT, 0, false},
        {"value", "Value", CX_CELL_NUMBER, 6, false},
        {"events", "Events", CX_CELL_NUMBER, 0, false},
        {"from", "Made of", CX_CELL_TEXT, 0, false},
    };
    const struct cx_trace *trace = telling->trace;
    const struct cx_score_line *of = &telling->scores->posts[post].lines[line];
    struct cx_buf name = {0};
    name_quantity(&name, &telling->scores->plan->quantities[of->line->quantity]);
    heading(telling, 2, cx_buf_str(&name));
    cx_buf_fini(&name);
    struct cx_table *table = open_table(telling, columns, sizeof columns / sizeof *columns);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < trace->term_count; i++) {
        if (trace->terms[i].post == post && trace->terms[i].line == line)
            rc = tell_term(telling, table, &trace->terms[i]);
    }
    return close_table(table, telling, rc);
}

/* Sums over one fact, of one subject and period, with their events side by side. */
struct group {
    const struct cx_sum_key *first;
    size_t *keys; /* indexes of the sums */
    size_t key_count;
    struct cell {
        const struct cx_event *event;
        size_t column; /* of which of the sums */
        size_t nth;    /* such event of that sum: shares of one payment, say */
    } * cells;
    size_t cell_count;
};

static enum cx_fact fact_of(const struct telling *telling, const struct cx_sum_key *key)
{
    return telling->scores->plan->quantities[key->measure].fact;
}

static bool is_alike(const struct telling *telling, const struct cx_sum_key *a,
                     const struct cx_sum_key *b)
{
    return a->period == b->period && a->subject == b->subject &&
           fact_of(telling, a) == fact_of(telling, b);
}

static int compare_event(const struct cx_event *a, const struct cx_event *b)
{
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    int order = strcmp(a->id, b->id);
    return order != 0 ? order : strcmp(a->account, b->account);
}

static int compare_cells(const void *a, const void *b)
{
    const struct cell *left = a, *right = b;
    int order = compare_event(left->event, right->event);
    if (order != 0)
        return order;
    if (left->nth != right->nth)
        return left->nth < right->nth ? -1 : 1;
    return (left->column > right->column) - (left->column < right->column);
}

static void fill_group(struct group *group, const struct telling *telling, size_t first)
{
    const struct cx_trace *trace = telling->trace;
    size_t cap = 0;
    *group = (struct group){.first = &trace->keys[first]};
    group->keys = cx_alloc((trace->key_count + 1) * sizeof *group->keys);
    for (size_t i = first; i < trace->key_count; i++) {
        size_t count;
        if (!is_alike(telling, &trace->keys[i], group->first))
            continue;
        const struct cx_event *events = cx_events_of(trace->events, i, &count);
        for (size_t k = 0; k < count; k++) {
            bool is_again = k > 0 && compare_event(&events[k], &events[k - 1]) == 0;
            size_t nth = is_again ? group->cells[group->cell_count - 1].nth + 1 : 0;
            CX_GROW(group->cells, group->cell_count, cap);
            group->cells[group->cell_count++] = (struct cell){&events[k], group->key_count, nth};
        }
        group->keys[group->key_count++] = i;
    }
    if (group->cell_count > 0)
        qsort(group->cells, group->cell_count, sizeof *group->cells, compare_cells);
}

/* Decimals that a sum's events need: none where all are whole. */
static int decimals_of(const struct telling *telling, size_t key)
{
    size_t count;
    const struct cx_event *events = cx_events_of(telling->trace->events, key, &count);
    int decimals = telling->scores->plan->quantities[telling->trace->keys[key].measure].decimals;
    if (decimals == 2)
        return 2;
    for (size_t i = 0; i < count; i++) {
        if (events[i].value % cx_dec_pow10(decimals) != 0)
            return decimals;
    }
    return 0;
}

enum { EVENT, ACCOUNT, DAY, FIRST_SUM };

static struct cx_column *group_columns(const struct telling *telling, const struct group *group)
{
    struct cx_column *columns = cx_alloc((FIRST_SUM + group->key_count) * sizeof *columns);
    columns[EVENT] = (struct cx_column){"event_id", "Event", CX_CELL_TEXT, 0, false};
    columns[ACCOUNT] = (struct cx_column){"account_id", "Account", CX_CELL_TEXT, 0, false};
    columns[DAY] = (struct cx_column){"day", "Day", CX_CELL_DATE, 0, false};
    for (size_t i = 0; i < group->key_count; i++) {
        size_t measure = telling->trace->keys[group->keys[i]].measure;
        const struct cx_quantity *of = &telling->scores->plan->quantities[measure];
        columns[FIRST_SUM + i] =
            (struct cx_column){of->name, title_of(of) ? of->title : of->name, CX_CELL_NUMBER,
                               decimals_of(telling, group->keys[i]), true};
    }
    return columns;
}

/* The cells of one event, from cells[at]: one row, or more where a sum has it several times.
 * Returns how many were taken. */
static size_t fill_row(struct cx_cell *row, const struct telling *telling,
                       const struct group *group, const struct cx_column *columns, size_t at)
{
    const struct cx_event *of = group->cells[at].event;
    size_t i = at, nth = group->cells[at].nth;
    row[EVENT] = cx_cell_text(of->id);
    row[ACCOUNT] = cx_cell_text(*of->account ? of->account : NULL);
    row[DAY] = cx_cell_n(of->day);
    for (size_t k = 0; k < group->key_count; k++)
        row[FIRST_SUM + k] = CX_NULL_CELL;
    for (; i < group->cell_count && group->cells[i].nth == nth &&
           compare_event(group->cells[i].event, of) == 0;
         i++) {
        size_t column = group->cells[i].column, key = group->keys[column];
        int decimals =
            telling->scores->plan->quantities[telling->trace->keys[key].measure].decimals;
        row[FIRST_SUM + column] =
            cx_cell_n(group->cells[i].event->value /
                      cx_dec_pow10(decimals - columns[FIRST_SUM + column].decimals));
    }
    return i - at;
}

static int tell_group(const struct telling *telling, const struct group *group)
{
    const struct cx_scores *scores = telling->scores;
    struct cx_column *columns = group_columns(telling, group);
    struct cx_cell *row = cx_alloc((FIRST_SUM + group->key_count) * sizeof *row);
    struct cx_buf name = {0};
    name_subject(&name, scores->org, group->first->subject);
    begin_heading(telling, 2);
    cx_buf_printf(telling->out, cx_shown(N_("%s, %s, %s")),
                  cx_shown_word(cx_facts[fact_of(telling, group->first)]),
                  group->first->period == 0 ? scores->period.name : scores->before.name,
                  cx_buf_str(&name));
    end_heading(telling);
    struct cx_table *table = open_table(telling, columns, FIRST_SUM + group->key_count);
    int rc = 0;
    for (size_t at = 0; rc == 0 && at < group->cell_count;) {
        at += fill_row(row, telling, group, columns, at);
        rc = cx_table_row(table, row, telling->err);
    }
    rc = close_table(table, telling, rc);
    cx_buf_fini(&name);
    free(columns);
    free(row);
    return rc;
}

static int tell_events(const struct telling *telling)
{
    const struct cx_trace *trace = telling->trace;
    int rc = 0;
    heading(telling, 1, cx_shown_in("heading", NC_("heading", "Events")));
    for (size_t i = 0; rc == 0 && i < trace->key_count; i++) {
        struct group group;
        bool was_told = false;
        for (size_t k = 0; k < i && !was_told; k++)
            was_told = is_alike(telling, &trace->keys[k], &trace->keys[i]);
        if (was_told)
            continue;
        fill_group(&group, telling, i);
        if (group.cell_count > 0)
            rc = tell_group(telling, &group);
        free(group.keys);
        free(group.cells);
    }
    return rc;
}

int cx_trace_tell(struct cx_buf *out, const struct cx_trace *trace, bool is_markdown,
                  struct cx_err *err)
{
    const struct cx_scores *scores = trace->scores;
    struct telling telling = {trace, scores, out, is_markdown, err};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < scores->post_count; i++) {
        const struct cx_post_score *post = &scores->posts[i];
        if (scores->org->posts[post->post].person != trace->person)
            continue;
        tell_score(&telling, post);
        if (post->line_count > 0)
            rc = tell_lines(&telling, post);
        for (size_t k = 0; rc == 0 && k < post->line_count; k++)
            rc = tell_terms(&telling, i, k);
    }
    return rc < 0 || trace->events->count == 0 ? rc : tell_events(&telling);
}
