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
        sealed_lines_fini(&months->list[i].lines);
    }
    free(months->list);
}

/* What a sealed period has for each person. */
static int load_paid(struct sealed_month *month, const struct engine *engine)
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
    if (month->is_own)
        month->lines = lines;
    else
        sealed_lines_fini(&lines);
    return rc;
}

/* The period, as it is sealed or not: looked up once for all statements. The next call may move
 * it. */
static int find_month(const struct sealed_month **out, struct ground *ground,
                      const struct cx_period *period)
{
    struct sealed_months *months = &ground->months;
    const struct engine *engine = &ground->engine;
    for (size_t i = 0; i < months->count; i++) {
        *out = &months->list[i];
        if (strcmp(months->list[i].name, period->name) == 0)
            return 0;
    }
    CX_GROW(months->list, months->count, months->cap);
    struct sealed_month *month = &months->list[months->count++];
    *month = (struct sealed_month){.is_own = months->count == 1};
    *out = month;
    memcpy(month->name, period->name, sizeof month->name);
    int rc = cx_bonus_is_sealed(&month->seal, engine->db, period, engine->err);
    month->is_sealed = rc == 1;
    return rc == 1 ? load_paid(month, engine) : rc;
}

int find_own_month(struct ground *ground)
{
    const struct sealed_month *month;
    return find_month(&month, ground, &ground->engine.bonus->scores->period);
}

const struct sealed_month *sealed_own(const struct ground *ground)
{
    const struct sealed_month *own = ground->months.list; /* it was the first to be found */
    return own->is_sealed ? own : NULL;
}

int64_t paid_to(const struct ground *ground, int person)
{
    const struct sealed_month *own = sealed_own(ground);
    int64_t total = 0; /* of a part of the sheet, so it fits */
    if (own)
        return own->paid[person];
    for (size_t i = ground->first_line[person]; i < ground->first_line[person + 1]; i++)
        total += ground->lines[i]->amount;
    return total;
}

static bool is_month(const struct cx_period *period)
{
    return period->kind == CX_PERIOD_MONTH;
}

/* Whether a line of today is in the place of a sealed one. */
static bool is_same(const struct statement *statement, const struct cx_bonus_line *line,
                    const struct sealed_line *sealed)
{
    const struct cx_org *org = statement->bonus->scores->org;
    int row = statement->bonus->rows[line->row].post;
    char since[CX_DATE_TEXT] = "";
    const char *team = "";
    if (row >= 0) {
        const struct cx_post *post = &org->posts[statement->bonus->scores->posts[row].post];
        team = org->teams[post->team].key;
        cx_date_format(since, post->since);
    }
    return strcmp(line->rule_id, sealed->rule_id) == 0 && strcmp(line->kind, sealed->kind) == 0 &&
           strcmp(team, sealed->team) == 0 && strcmp(since, sealed->since) == 0;
}

static void say_change(struct statement *statement, bool *is_said, const char *title, int64_t then,
                       int64_t now)
{
    struct page *page = statement->page;
    if (then == now)
        return;
    if (!*is_said)
        page_say(page, "That is what counts. Today's data and plan would give something else:");
    *is_said = true;
    page_item(page, 0, "%s: %s instead of %s", page_text(page, title), page_money(page, now),
              page_money(page, then));
}

/* Lines that are others today than they were sealed, or only in one of the two. */
static bool say_changes(struct statement *statement, const struct sealed_lines *lines)
{
    struct page plain = {.form = PAGE_TEXT};
    bool is_said = false;
    for (size_t i = 0; i < lines->count; i++) {
        const struct sealed_line *line = &lines->list[i];
        int64_t now = 0;
        if (line->person != statement->person)
            continue;
        for (size_t k = 0; k < statement->line_count; k++)
            now += is_same(statement, statement->lines[k], line) ? statement->lines[k]->amount : 0;
        say_change(statement, &is_said, title_of_sealed(&plain, statement, lines, line),
                   line->amount, now);
    }
    for (size_t k = 0; k < statement->line_count; k++) {
        const struct cx_bonus_line *line = statement->lines[k];
        size_t i = 0;
        while (i < lines->count && !(lines->list[i].person == statement->person &&
                                     is_same(statement, line, &lines->list[i])))
            i++;
        if (i == lines->count)
            say_change(statement, &is_said, title_of_line(&plain, statement, line), 0,
                       line->amount);
    }
    page_end_list(statement->page);
    page_fini(&plain);
    return is_said;
}

static void say_sealed(struct statement *statement)
{
    const struct cx_period *period = &statement->bonus->scores->period;
    struct page *page = statement->page;
    const struct sealed_month *month = sealed_own(statement->ground);
    if (!is_month(period)) {
        page_say(page,
                 "%s is not a month, and only months are sealed: this is what today's data and "
                 "plan give.",
                 period->name);
        return;
    }
    if (!month) {
        page_say(page, "%s is not sealed yet: until it is, amounts can change.", period->name);
        return;
    }
    char at[CX_DATE_TEXT];
    cx_date_format(at, cx_date_of(month->seal.at));
    page_say(page, "%s was sealed on %s, and no longer changes. Hash of the seal: %s", period->name,
             at, page_code(page, month->seal.hash));
    if (say_changes(statement, &month->lines))
        page_say(page, "What is explained below is what they would give. What came late is put "
                       "right in a later month, where its rule is computed again; a change of the "
                       "plan changes no sealed month.");
}

/* What a period brings, as it is sealed, or as it stands: what is carried over into it was brought
 * by an earlier one. */
static int64_t brought(const struct statement *statement)
{
    const struct sealed_month *month = sealed_own(statement->ground);
    int64_t total = paid_to(statement->ground, statement->person);
    if (month)
        return month->brought[statement->person];
    for (size_t i = 0; i < statement->line_count; i++)
        total -= statement->lines[i]->rule == CX_LINE_CARRY ? statement->lines[i]->amount : 0;
    return total;
}

/* The months of the year before this one, as far as they are sealed. */
static int say_before(struct statement *statement)
{
    const struct cx_scores *scores = statement->bonus->scores;
    struct page *page = statement->page;
    struct cx_period period = scores->before;
    const struct sealed_month *month;
    int months = 0, rc = 0;
    int64_t year = brought(statement);
    char name[CX_PERIOD_TEXT];
    for (int i = 0; rc == 0 && is_month(&scores->period) && i < 12;
         i++, period = cx_period_before(&period)) {
        bool is_same_year = strncmp(period.name, scores->period.name, 4) == 0;
        if (i > 0 && !is_same_year)
            break;
        rc = find_month(&month, statement->ground, &period);
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

int explain_sofar(struct statement *statement)
{
    say_sealed(statement);
    return say_before(statement);
}
