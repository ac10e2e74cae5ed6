/* Where a period stands: open or sealed, and what was paid before it. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "sheet/reread.h"
#include "statement/parts.h"

void sealed_months_fini(struct sealed_months *months)
{
    for (size_t i = 0; i < months->count; i++) {
        cx_seal_fini(&months->list[i].seal);
        free(months->list[i].paid);
        free(months->list[i].brought);
        sealed_lines_fini(&months->list[i].lines);
        cx_buf_fini(&months->list[i].titles);
        cx_buf_fini(&months->list[i].settings);
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
    if (!month->is_own) {
        sealed_lines_fini(&lines);
        return rc;
    }
    month->lines = lines;
    if (rc == 0)
        rc = reread_pairs(&month->titles, engine->db, &month->seal, TEXT_TITLES, engine->err);
    if (rc == 0)
        rc = reread_pairs(&month->settings, engine->db, &month->seal, TEXT_PLAN "settings",
                          engine->err);
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

/* What was sealed, and what there is today in its place. Of a rule at posts that only one of the
 * two knows, as where somebody's team was put right, it is all in one. */
struct change {
    const struct sealed_line *sealed; /* the first of them; NULL: none was sealed */
    const struct cx_bonus_line *line; /* likewise of today's */
    const char *rule_id;
    int64_t then, now; /* of parts of a sheet whose sums fit */
    bool is_rule, is_several;
};

static bool is_at(const struct statement *statement, const struct cx_bonus_line *line,
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
    return strcmp(team, sealed->team) == 0 && strcmp(since, sealed->since) == 0;
}

/* Whether a line of today is in the place of a sealed one. */
static bool is_same(const struct statement *statement, const struct cx_bonus_line *line,
                    const struct sealed_line *sealed)
{
    bool is_rule = line->rule >= 0;
    return strcmp(line->rule_id, sealed->rule_id) == 0 && is_rule == is_rule_line(sealed) &&
           (is_rule ? is_at(statement, line, sealed) : strcmp(line->kind, sealed->kind) == 0);
}

/* The changes, one for each line of the sheet or of the seal; the caller frees. */
static struct change *find_changes(size_t *count, const struct statement *statement,
                                   const struct sealed_lines *lines)
{
    struct change *list = cx_alloc((lines->count + statement->line_count + 1) * sizeof *list);
    *count = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct sealed_line *sealed = &lines->list[i];
        if (sealed->person == statement->person)
            list[(*count)++] = (struct change){.sealed = sealed,
                                               .rule_id = sealed->rule_id,
                                               .then = sealed->amount,
                                               .is_rule = is_rule_line(sealed)};
    }
    const size_t sealed_count = *count;
    for (size_t k = 0; k < statement->line_count; k++) {
        const struct cx_bonus_line *line = statement->lines[k];
        size_t i = 0;
        while (i < sealed_count && !is_same(statement, line, list[i].sealed))
            i++;
        if (i == sealed_count)
            list[i = (*count)++] =
                (struct change){.rule_id = line->rule_id, .is_rule = line->rule >= 0};
        list[i].line = line;
        list[i].now += line->amount;
    }
    return list;
}

static bool is_at_one_side(const struct change *change)
{
    return change->is_rule && (!change->sealed || !change->line);
}

static void gather_of_rules(struct change *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; is_at_one_side(&list[i]) && k < count; k++) {
            if (!is_at_one_side(&list[k]) || strcmp(list[k].rule_id, list[i].rule_id) != 0)
                continue;
            list[i].then += list[k].then;
            list[i].now += list[k].now;
            list[i].is_several = true;
            list[k].then = list[k].now = 0;
        }
    }
}

static const char *title_of_change(struct page *plain, const struct statement *statement,
                                   const struct sealed_lines *lines, const struct change *change)
{
    return change->is_several ? title_of_rule_id(statement, change->rule_id)
           : change->sealed   ? title_of_sealed(plain, statement, lines, change->sealed)
                              : title_of_line(plain, statement, change->line);
}

/* Lines that are others today than they were sealed, or only in one of the two. */
static bool say_changes(struct statement *statement, const struct sealed_lines *lines)
{
    struct page plain = {.form = PAGE_TEXT}, *page = statement->page;
    bool is_said = false;
    size_t count;
    struct change *list = find_changes(&count, statement, lines);
    gather_of_rules(list, count);
    for (size_t i = 0; i < count; i++) {
        if (list[i].then == list[i].now)
            continue;
        if (!is_said)
            page_say(page,
                     statement->bonus->scores->is_overlaid
                         ? "That is what counts. The scores of the pipe would give something else:"
                         : "That is what counts. Today's data and plan would give something else:");
        is_said = true;
        page_item(page, 0, "%s: %s instead of %s",
                  page_text(page, title_of_change(&plain, statement, lines, &list[i])),
                  page_money(page, list[i].now), page_money(page, list[i].then));
    }
    page_end_list(page);
    page_fini(&plain);
    free(list);
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
        page_say(page, statement->bonus->scores->is_overlaid
                           ? "What is explained below is what they would give."
                           : "What is explained below is what they would give. What came late is "
                             "put right in a later month, where its rule is computed again; a "
                             "change of the plan changes no sealed month.");
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
