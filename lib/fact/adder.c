/* Rows of facts become sums. */
#include <stdlib.h>

#include "base/mem.h"
#include "fact/fact.h"
#include "fact/worth.h"
#include "kind/words.h"
#include "store/id.h"

/* One measure. */
struct sieve {
    struct worth worth;
    size_t index; /* among the measures of its fact */
};

struct adder {
    struct sieve *sieves; /* those of one fact stand together */
    size_t count;
    size_t first[CX_FACTS + 1];
};

int adder_new(struct adder **out, const struct facts *facts)
{
    const struct cx_plan *plan = facts->plan;
    struct adder *adder = cx_alloc(sizeof *adder);
    int rc = 0;
    adder->sieves = cx_alloc((plan->measure_count + 1) * sizeof *adder->sieves);
    for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++) {
        const struct tally *tally = &facts->tallies[fact];
        adder->first[fact] = adder->count;
        for (size_t i = 0; rc == 0 && tally->measures && i < tally->measures->count; i++) {
            struct sieve *sieve = &adder->sieves[adder->count++];
            sieve->index = i;
            rc = worth_init(&sieve->worth, &plan->quantities[tally->measures->list[i]], facts->err);
        }
    }
    adder->first[CX_FACTS] = adder->count;
    *out = adder;
    return rc;
}

void adder_free(struct adder *adder)
{
    if (!adder)
        return;
    for (size_t i = 0; i < adder->count; i++)
        worth_fini(&adder->sieves[i].worth);
    free(adder->sieves);
    free(adder);
}

/* Says of which row something is wrong. */
static int blame(const struct facts *facts, enum cx_fact fact, const struct event *event,
                 const struct cx_err *why)
{
    char id[CX_ID_MAX + 1];
    const char *name = event->id ? cx_id_text(id, facts->db, event->id) : event->text;
    return cx_err_set(facts->err, why->code, "%s %s: %s", cx_facts[fact], name ? name : "",
                      why->text);
}

/* One row that belongs to several subjects. */
static int take(struct facts *facts, enum cx_fact fact, size_t tally_row, const size_t *subjects,
                size_t count, const struct fact_row *row)
{
    struct adder *adder = facts->adder;
    struct cx_err why;
    int rc = why.code = 0;
    for (size_t i = adder->first[fact]; rc == 0 && i < adder->first[fact + 1]; i++) {
        const struct sieve *sieve = &adder->sieves[i];
        int64_t value;
        if (worth_of(&value, &sieve->worth, row->cells, &why) < 0)
            return blame(facts, fact, &row->event, &why);
        if (value == 0)
            continue;
        for (size_t k = 0; rc == 0 && k < count; k++)
            rc = tally_increase(&facts->tallies[fact], tally_row, subjects[k], sieve->index,
                                facts->takes_away ? -value : value, facts->err);
    }
    return rc;
}

static int give(const struct facts *facts, enum cx_fact fact, cx_date day,
                const struct place *place, const struct fact_row *row)
{
    struct fact_row copy = *row;
    copy.event.day = day;
    return facts->sink->take(facts->sink->context, fact, place, &copy, facts->err);
}

static void fill_day(struct facts *facts, enum cx_fact fact, cx_date day, struct fact_row *row)
{
    int column = cx_fact_day_column(fact);
    if (!facts->uses[fact][column])
        return;
    if (day != facts->text_day || facts->day_text[0] == '\0')
        cx_date_format(facts->day_text, day);
    facts->text_day = day;
    row->cells[column] = cx_scalar_text(facts->day_text);
}

/* Of a day, and of a post or a team. */
static int add(struct facts *facts, enum cx_fact fact, cx_date day, const struct place *place,
               size_t subject, struct fact_row *row)
{
    if (!is_due(facts, fact, day))
        return 0;
    fill_day(facts, fact, day, row);
    return facts->sink ? give(facts, fact, day, place, row)
                       : take(facts, fact, (size_t)(day - facts->first), &subject, 1, row);
}

int add_row(struct facts *facts, enum cx_fact fact, cx_date day, int post, struct fact_row *row)
{
    const struct place place = {post, -1, SIZE_MAX, SIZE_MAX};
    size_t subject = post < 0 ? day_subject_of_nobody(facts->org) : (size_t)post;
    return add(facts, fact, day, &place, subject, row);
}

int add_team_row(struct facts *facts, enum cx_fact fact, cx_date day, int team,
                 struct fact_row *row)
{
    const struct place place = {-1, team, SIZE_MAX, SIZE_MAX};
    return add(facts, fact, day, &place, day_subject_of_team(facts->org, team), row);
}

int add_subject_rows(struct facts *facts, enum cx_fact fact, size_t period, const size_t *subjects,
                     size_t count, const struct fact_row *row)
{
    int rc = 0;
    if (!facts->sink)
        return take(facts, fact, period, subjects, count, row);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        const struct place place = {-1, -1, period, subjects[i]};
        rc = give(facts, fact, row->event.day, &place, row);
    }
    return rc;
}
