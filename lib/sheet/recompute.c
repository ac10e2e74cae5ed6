/* What a sealed period would be on today's data, beside what was sealed. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sheet/close.h"
#include "sheet/replay.h"

static const struct cx_column columns[] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},
    {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
    {"name", "Name", CX_CELL_TEXT, 0, false},
    {"rule_id", "Rule", CX_CELL_TEXT, 0, false},
    {"kind", "Kind", CX_CELL_TEXT, 0, false},
    {"retro", "Put right later", CX_CELL_TEXT, 0, false},
    {"sealed", "Sealed", CX_CELL_MONEY, 2, true},
    {"recomputed", "Recomputed", CX_CELL_MONEY, 2, true},
    {"difference", "Difference", CX_CELL_MONEY, 2, true},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* A person's amounts by one rule; order is the rule's, or that of lines without one behind them. */
struct row {
    int person, order;
    const char *rule_id, *kind;
    bool is_rule, is_retro;
    int64_t sealed, found;
};
struct rows {
    struct row *list;
    size_t count, cap;
};

static int compare_rows(const void *a, const void *b)
{
    const struct row *left = a, *right = b;
    if (left->person != right->person)
        return left->person - right->person;
    if (left->order != right->order)
        return left->order - right->order;
    int kinds = strcmp(left->kind, right->kind);
    return kinds ? kinds : strcmp(left->rule_id, right->rule_id);
}

static void add_row(struct rows *rows, const struct row *row)
{
    CX_GROW(rows->list, rows->count, rows->cap);
    rows->list[rows->count++] = *row;
}

static void add_sealed(struct rows *rows, const struct replay *replay)
{
    const struct cx_plan *plan = replay->scores->plan;
    for (size_t i = 0; i < replay->lines.count; i++) {
        const struct sealed_line *line = &replay->lines.list[i];
        struct row row = {line->person,       (int)plan->rule_count,
                          line->rule_id,      line->kind,
                          is_rule_line(line), false,
                          line->amount,       0};
        for (size_t k = 0; row.is_rule && k < plan->rule_count; k++) {
            if (strcmp(plan->rules[k].id, line->rule_id) == 0) {
                row.order = (int)k;
                row.is_retro = rule_is_retro(&plan->rules[k]);
            }
        }
        /* Adjustments, and what was put right then, are what they were. */
        row.found = row.is_rule ? 0 : line->amount;
        add_row(rows, &row);
    }
}

/* The lines of the rules that are recomputed for sealed periods, or of those that are not. */
static void add_found(struct rows *rows, const struct replay *replay, const struct cx_bonus *bonus,
                      bool is_retro)
{
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        if (rule_is_retro(&replay->scores->plan->rules[line->rule]) != is_retro)
            continue;
        struct row row = {bonus->rows[line->row].person,
                          line->rule,
                          line->rule_id,
                          line->kind,
                          true,
                          is_retro,
                          0,
                          line->amount};
        add_row(rows, &row);
    }
}

/* Rows of one person and rule become one. */
static int merge(struct rows *rows, struct cx_err *err)
{
    size_t kept = 0;
    if (rows->count > 0)
        qsort(rows->list, rows->count, sizeof *rows->list, compare_rows);
    for (size_t i = 0; i < rows->count; i++) {
        struct row *row = &rows->list[i], *last = kept ? &rows->list[kept - 1] : NULL;
        if (!last || compare_rows(last, row) != 0) {
            rows->list[kept++] = *row;
            continue;
        }
        if (__builtin_add_overflow(last->sealed, row->sealed, &last->sealed) ||
            __builtin_add_overflow(last->found, row->found, &last->found))
            return cx_err_set(err, CX_EDATA, "rule %s: its sum is too large", row->rule_id);
    }
    rows->count = kept;
    return 0;
}

static int add_of(struct cx_table *out, const struct row *row, const struct replay *replay,
                  struct cx_err *err)
{
    const struct cx_person *person = &replay->scores->org->people[row->person];
    int64_t difference;
    if (__builtin_sub_overflow(row->found, row->sealed, &difference))
        return cx_err_set(err, CX_EDATA, "rule %s: its difference is too large", row->rule_id);
    struct cx_cell cells[COLUMNS] = {
        cx_cell_text(replay->scores->period.name),
        cx_cell_text(person->key),
        cx_cell_text(*person->name ? person->name : NULL),
        cx_cell_text(row->rule_id),
        cx_cell_word(row->kind),
        row->is_rule ? cx_cell_word(row->is_retro ? "yes" : "no") : CX_NULL_CELL,
        cx_cell_n(row->sealed),
        cx_cell_n(row->found),
        cx_cell_n(difference),
    };
    return cx_table_row(out, cells, err);
}

static int collect(struct rows *rows, const struct replay *replay, struct cx_err *err)
{
    struct cx_bonus *righted = NULL, *afresh = NULL;
    int rc = replay_run(&righted, replay, false, err);
    if (rc == 0)
        rc = replay_run(&afresh, replay, true, err);
    if (rc == 0) {
        add_sealed(rows, replay);
        add_found(rows, replay, righted, true);
        add_found(rows, replay, afresh, false);
        rc = merge(rows, err);
    }
    replay_free(righted);
    replay_free(afresh);
    return rc;
}

static int fill(struct cx_table *out, const struct rows *rows, const struct replay *replay,
                struct cx_err *err)
{
    int rc = 0;
    cx_table_columns(out, columns, COLUMNS);
    for (size_t i = 0; rc == 0 && i < rows->count; i++)
        rc = add_of(out, &rows->list[i], replay, err);
    return rc;
}

int cx_bonus_recompute(struct cx_table *out, struct cx_db *db, const struct cx_period *period,
                       struct cx_err *err)
{
    struct replay replay = {.db = db};
    struct rows rows = {0};
    struct chain chain;
    int rc = chain_load(&chain, db, err);
    struct cx_seal *seal = chain_find(&chain, period->name);
    if (rc == 0 && !seal)
        rc = cx_err_set(err, CX_EDATA, "%s is not sealed: cx-bonus -p %s computes it", period->name,
                        period->name);
    if (rc == 0) {
        rc = replay_open(&replay, db, seal, err);
        if (rc == 0)
            rc = collect(&rows, &replay, err);
        if (rc == 0)
            rc = fill(out, &rows, &replay, err);
        int closed = replay_close(&replay, err);
        rc = rc < 0 ? rc : closed;
    }
    chain_fini(&chain);
    free(rows.list);
    return rc;
}
