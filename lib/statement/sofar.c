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
    }
    free(months->list);
}

/* What a sealed period has for each person. */
static int load_paid(struct sealed_month *month, struct engine *engine)
{
    const struct cx_org *org = engine->bonus->scores->org;
    struct sealed_lines lines = {0};
    month->paid = cx_alloc(((size_t)org->person_count + 1) * sizeof *month->paid);
    int rc = sealed_lines_load(&lines, engine->db, &month->seal, org, engine->err);
    for (size_t i = 0; rc == 0 && i < lines.count; i++) /* parts of a sheet whose sums fit */
        month->paid[lines.list[i].person] += lines.list[i].amount;
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

static int say_sealed(struct statement *statement, int64_t total)
{
    const struct cx_period *period = &statement->bonus->scores->period;
    struct page *page = statement->page;
    const struct sealed_month *month;
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

/* The months of the year before this one, as far as they are sealed. */
static int say_before(struct statement *statement, int64_t total)
{
    const struct cx_scores *scores = statement->bonus->scores;
    struct page *page = statement->page;
    struct cx_period period = scores->before;
    int64_t year = total;
    int rc = 0, months = 0;
    char name[CX_PERIOD_TEXT];
    bool is_month = strlen(scores->period.name) == 7 && scores->period.name[5] != 'Q';
    for (int i = 0; is_month && i < 12; i++, period = cx_period_before(&period)) {
        const struct sealed_month *month;
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
        year += paid;
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
