/* Where a period stands: open or sealed, and what was paid before it. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "statement/parts.h"

void sealed_months_fini(struct sealed_months *months)
{
    for (size_t i = 0; i < months->count; i++) {
        cx_seal_fini(&months->list[i].seal);
        free(months->list[i].paid);
        free(months->list[i].brought);
    }
    free(months->list);
}

/* What a sealed period has for each person. */
static int load_paid(struct sealed_month *month, struct engine *engine)
{
    const struct cx_org *org = engine->bonus->scores->org;
    struct sealed_lines lines = {0};
    month->paid = cx_alloc(((size_t)org->person_count + 1) * sizeof *month->paid);
    month->brought = cx_alloc(((size_t)org->person_count + 1) * sizeof *month->brought);
    int rc = sealed_lines_load(&lines, engine->db, &month->seal, org, engine->err);
    for (size_t i = 0; rc == 0 && i < lines.count; i++) { /* parts of a sheet whose sums fit */
        const struct sealed_line *line = &lines.list[i];
        month->paid[line->person] += line->amount;
        month->brought[line->person] += strcmp(line->kind, "carry") == 0 ? 0 : line->amount;
    }
    sealed_lines_fini(&lines);
    return rc;
}

/* The period, as it is sealed or not: looked up once for all statements. The next call may move
 * it. */
static int find_month(const struct sealed_month **out, struct statement *statement,
                      const struct cx_period *period)
{
    struct sealed_months *months = &statement->ground->months;
    struct engine *engine = statement->engine;
    for (size_t i = 0; i < months->count; i++) {
        *out = &months->list[i];
        if (strcmp(months->list[i].name, period->name) == 0)
            return 0;
    }
    CX_GROW(months->list, months->count, months->cap);
    struct sealed_month *month = &months->list[months->count++];
    *month = (struct sealed_month){0};
    *out = month;
    memcpy(month->name, period->name, sizeof month->name);
    int rc = cx_bonus_is_sealed(&month->seal, engine->db, period, engine->err);
    month->is_sealed = rc == 1;
    return rc == 1 ? load_paid(month, engine) : rc;
}

static bool is_month(const struct cx_period *period)
{
    return strlen(period->name) == 7 && period->name[5] != 'Q';
}

static int say_sealed(struct statement *statement, int64_t total)
{
    const struct cx_period *period = &statement->bonus->scores->period;
    struct page *page = statement->page;
    const struct sealed_month *month;
    if (!is_month(period)) {
        page_say(page,
                 "%s is not a month, and only months are sealed: this is what today's data and "
                 "plan give.",
                 period->name);
        return 0;
    }
    int rc = find_month(&month, statement, period);
    if (rc < 0)
        return rc;
    if (!month->is_sealed) {
        page_say(page, "%s is not sealed yet: until it is, amounts can change.", period->name);
        return 0;
    }
    int64_t paid = month->paid[statement->person];
    char at[CX_DATE_TEXT];
    cx_date_format(at, cx_date_of(month->seal.at));
    page_say(page, "%s was sealed on %s, and no longer changes. Hash of the seal: %s", period->name,
             at, page_code(page, month->seal.hash));
    if (paid != total)
        page_say(page,
                 "But %s was sealed with %s for you, and that is what counts. This is what "
                 "today's data and plan give; what came late is put right in the next month.",
                 period->name, page_strong(page, page_money(page, paid)));
    return 0;
}

/* What a period brings, as it is sealed, or as it stands: what is carried over into it was brought
 * by an earlier one. */
static int64_t brought(const struct statement *statement, const struct sealed_month *month,
                       int64_t total)
{
    if (month->is_sealed)
        return month->brought[statement->person];
    for (size_t i = 0; i < statement->line_count; i++)
        total -= statement->lines[i]->rule == CX_LINE_CARRY ? statement->lines[i]->amount : 0;
    return total;
}

/* The months of the year before this one, as far as they are sealed. */
static int say_before(struct statement *statement, int64_t total)
{
    const struct cx_scores *scores = statement->bonus->scores;
    struct page *page = statement->page;
    struct cx_period period = scores->before;
    const struct sealed_month *month;
    int months = 0, rc = find_month(&month, statement, &scores->period);
    int64_t year = rc == 0 ? brought(statement, month, total) : 0;
    char name[CX_PERIOD_TEXT];
    for (int i = 0; rc == 0 && is_month(&scores->period) && i < 12;
         i++, period = cx_period_before(&period)) {
        bool is_same_year = strncmp(period.name, scores->period.name, 4) == 0;
        if (i > 0 && !is_same_year)
            break;
        rc = find_month(&month, statement, &period);
        if (rc < 0 || !month->is_sealed)
            break;
        int64_t paid = month->paid[statement->person];
        if (i == 0)
            page_item(page, 0, "The month before, %s: %s", period.name, page_money(page, paid));
        if (!is_same_year)
            continue;
        memcpy(name, period.name, sizeof name);
        year += month->brought[statement->person];
        months++;
    }
    if (rc == 0 && months > 0)
        page_item(page, 0, "Since %s, this month included: %s", name, page_money(page, year));
    page_end_list(page);
    return rc;
}

int explain_sofar(struct statement *statement, int64_t total)
{
    int rc = say_sealed(statement, total);
    return rc < 0 ? rc : say_before(statement, total);
}
