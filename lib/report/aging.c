/* aging: what is owed, by stage, and from which stage it came since the period began. */
#include <limits.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "report/aging.h"
#include "report/reports.h"
#include "report/todate.h"

/* Where an account stands on a day: 0 not due, then the plan's stages, then none of them; the last
 * three are paid, closed with something left, and not there yet. */
struct places {
    const struct cx_plan *plan;
    size_t none, paid, closed, absent, count;
    bool has_none; /* the stages leave days past due out */
};

static bool leave_out(const struct cx_plan *plan)
{
    int end = 1;
    for (size_t i = 0; i < plan->stage_count; i++) {
        if (plan->stages[i].from_dpd > end)
            return true;
        end = plan->stages[i].to_dpd;
    }
    return end < INT_MAX;
}

static size_t place_of(const struct places *places, const struct cx_past *past, int64_t balance,
                       cx_date day)
{
    if (balance <= 0)
        return places->paid;
    int dpd = cx_past_dpd(past, places->plan, day);
    const struct cx_stage *stage = cx_plan_stage(places->plan, dpd);
    if (stage)
        return (size_t)(stage - places->plan->stages) + 1;
    return dpd <= 0 ? 0 : places->none;
}

static const char *name_of(const struct places *places, size_t place)
{
    return place == 0                ? "not_due"
           : place == places->none   ? "no_stage"
           : place == places->paid   ? "paid"
           : place == places->closed ? "closed"
           : place == places->absent ? "new"
                                     : places->plan->stages[place - 1].name;
}

static const char *title_of(const struct places *places, size_t place)
{
    const char *title =
        place > 0 && place < places->none ? places->plan->stages[place - 1].title : NULL;
    return title                   ? title
           : place == 0            ? cx_shown("not due")
           : place == places->none ? cx_shown("no stage")
                                   : cx_shown_word(name_of(places, place));
}

struct flow {
    int64_t *moved;   /* accounts, [to][from] */
    int64_t *balance; /* at the end, [to] */
    int64_t *count;
};

struct aging {
    struct places places;
    struct flow flow;
};

/* Accounts that were paid off before the period and still are do not count. What is left of those
 * that are closed is no longer owed to us. */
static void add_account(struct flow *flow, const struct places *places,
                        const struct ledger_account *account, const struct cx_period *period)
{
    size_t to = place_of(places, &account->past, account->after, period->to - 1);
    size_t from = account->is_new
                      ? places->absent
                      : place_of(places, &account->past, account->before, period->from - 1);
    if (to == places->paid && from == places->paid)
        return;
    if (to != places->paid && account->is_closed)
        to = places->closed;
    flow->moved[to * places->count + from]++;
    flow->count[to]++;
    flow->balance[to] += to != places->closed && account->after > 0 ? account->after : 0;
}

/* Whether accounts may have been there on the day before the period. */
static bool is_origin(const struct places *places, size_t place)
{
    return place != places->closed && (place != places->none || places->has_none);
}

static void add_columns(struct cx_table *table, const struct places *places)
{
    static const struct cx_column columns[] = {
        {"stage", "Stage", CX_CELL_TEXT, 0, false},
        {"title", "Title", CX_CELL_TEXT, 0, false},
        {"accounts", "Accounts", CX_CELL_NUMBER, 0, true},
        {"balance", "Balance", CX_CELL_MONEY, 2, true},
    };
    cx_table_columns(table, columns, sizeof columns / sizeof *columns);
    for (size_t from = 0; from < places->count; from++) {
        if (!is_origin(places, from))
            continue;
        struct cx_buf name = {0}, title = {0};
        cx_buf_printf(&name, "from_%s", name_of(places, from));
        cx_buf_show(&title, "from %s", title_of(places, from));
        const struct cx_column column = {cx_buf_str(&name), cx_buf_str(&title), CX_CELL_NUMBER, 0,
                                         true};
        cx_table_column(table, &column);
        cx_buf_fini(&name);
        cx_buf_fini(&title);
    }
}

static void add_row(struct cx_table *table, const struct places *places, const struct flow *flow,
                    size_t to)
{
    struct cx_cell *cells = cx_alloc(table->column_count * sizeof *cells);
    bool is_stage = to > 0 && to < places->none;
    cells[0] = is_stage ? cx_cell_text(name_of(places, to)) : cx_cell_word(name_of(places, to));
    cells[1] = cx_cell_text(title_of(places, to));
    cells[2] = cx_cell_n(flow->count[to]);
    cells[3] = cx_cell_n(flow->balance[to]);
    size_t at = 4;
    for (size_t from = 0; from < places->count; from++) {
        if (is_origin(places, from))
            cells[at++] = cx_cell_n(flow->moved[to * places->count + from]);
    }
    cx_table_keep(table, cells);
    free(cells);
}

struct aging *aging_new(const struct ledger *ledger, const struct cx_plan *plan)
{
    struct aging *aging = cx_alloc(sizeof *aging);
    size_t stages = plan->stage_count, count = stages + 5;
    aging->places = (struct places){.plan = plan,
                                    .none = stages + 1,
                                    .paid = stages + 2,
                                    .closed = stages + 3,
                                    .absent = stages + 4,
                                    .count = count,
                                    .has_none = leave_out(plan)};
    aging->flow =
        (struct flow){cx_alloc(count * count * sizeof(int64_t)), cx_alloc(count * sizeof(int64_t)),
                      cx_alloc(count * sizeof(int64_t))};
    for (size_t i = 0; i < ledger->archive->count; i++) {
        struct ledger_account account;
        if (ledger_account(&account, ledger, i))
            add_account(&aging->flow, &aging->places, &account, &ledger->period);
    }
    return aging;
}

void aging_free(struct aging *aging)
{
    if (!aging)
        return;
    free(aging->flow.moved);
    free(aging->flow.balance);
    free(aging->flow.count);
    free(aging);
}

void make_aging(struct cx_table *out, const struct aging *aging)
{
    const struct places *places = &aging->places;
    cx_table_title(out, "Aging");
    add_columns(out, places);
    for (size_t to = 0; to < places->absent; to++) {
        if (to != places->none || places->has_none)
            add_row(out, places, &aging->flow, to);
    }
    out->chart = (struct cx_chart){
        .kind = CX_CHART_STACK, .label = 1, .first = 4, .count = out->column_count - 4};
    size_t most = 0;
    for (size_t row = 1; row < out->row_count; row++) {
        if (cx_table_cell(out, row, 3)->n > cx_table_cell(out, most, 3)->n)
            most = row;
    }
    cx_table_say(out, "Most is owed in %s; where accounts are, and where they were before",
                 cx_table_cell(out, most, 1)->text);
}

REPORT(report_aging)
{
    struct cx_plan *plan = NULL;
    struct ledger *ledger = NULL;
    struct aging *aging = NULL;
    struct cx_period part;
    int rc = todate_cut(&part, &options->period, cx_date_of(options->until), err);
    if (rc == 0)
        rc = cx_plan_load(&plan, db, part.to - 1, err);
    if (rc == 0)
        rc = ledger_load(&ledger, db, &part, plan, err);
    if (rc == 0) {
        aging = aging_new(ledger, plan);
        make_aging(out, aging);
    }
    aging_free(aging);
    ledger_free(ledger);
    cx_plan_free(plan);
    return rc;
}
