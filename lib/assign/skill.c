#include "assign/skill.h"

#include <math.h>
#include <stdlib.h>

#include "assign/halves.h"
#include "assign/shrink.h"
#include "base/decimal.h"
#include "base/map.h"
#include "base/mem.h"

#define SKILL_WINDOWS 6 /* older data says little about today */

struct tally {
    struct cell *cells; /* group: the segment */
    int *people;
    size_t count, cap, people_cap;
    struct cx_map *places; /* person and segment → cell */
};

static struct cell *cell_of(struct tally *tally, int person, int segment)
{
    int64_t key = ((int64_t)person << 32) + segment + 1;
    const int64_t *known = cx_map_get(tally->places, key);
    if (known)
        return &tally->cells[*known];
    cx_map_put(tally->places, key, (int64_t)tally->count);
    CX_GROW(tally->people, tally->count, tally->people_cap);
    CX_GROW(tally->cells, tally->count, tally->cap);
    tally->people[tally->count] = person;
    tally->cells[tally->count] = (struct cell){.group = segment};
    return &tally->cells[tally->count++];
}

/* What came in while whoever held it on the first day of the window still did. */
static int64_t recovered(const struct cx_past *past, const struct cx_past_episode *held,
                         cx_date start, int days)
{
    int64_t end = held->to == CX_DATE_NONE ? INT64_MAX : held->to - 1;
    int64_t last = start + days < end ? start + days : end;
    return cx_past_paid(past, start, (cx_date)last);
}

/* An account that somebody held and worked in a window. */
struct held {
    uint32_t account;
    int32_t person, stage;
    int64_t balance, got; /* cents */
};

struct half {
    const struct book *book;
    cx_date start;
    int days;
    struct held *list; /* by account */
    size_t count, cap;
};

static void find_held(void *context, size_t first, size_t end)
{
    struct half *half = context;
    for (size_t i = first; i < end; i++) {
        const struct cx_past past = book_past(half->book, i);
        const struct cx_past_episode *held = cx_past_holder(&past, half->start + 1);
        struct stood stood;
        if (!held || held->person < 0 || !windows_stood(&stood, half->book, &past, half->start))
            continue;
        CX_GROW(half->list, half->count, half->cap);
        half->list[half->count++] =
            (struct held){(uint32_t)i, held->person, stood.stage, stood.balance,
                          recovered(&past, held, half->start, half->days)};
    }
}

/* The segments of the plan on that day; NULL where it has none. */
static int mark(int32_t **marks, struct segments *segments, const struct half halves[2],
                struct cx_err *err)
{
    size_t count = segments->book->count;
    *marks = NULL;
    if (segments->choices.count == 0)
        return 0;
    bool *wanted = cx_alloc(count + 1);
    *marks = cx_realloc(NULL, count + 1, sizeof **marks);
    for (int h = 0; h < 2; h++) {
        for (size_t k = 0; k < halves[h].count; k++)
            wanted[halves[h].list[k].account] = true;
    }
    int rc = segments_mark(*marks, segments, halves[0].start, wanted, err);
    free(wanted);
    return rc;
}

/* In the order of accounts, because the sum of real numbers depends on their order. */
static int count_window(struct tally *tally, struct segments *segments, cx_date start, int days,
                        struct cx_err *err)
{
    const struct book *book = segments->book;
    struct half halves[2] = {{.book = book, .start = start, .days = days},
                             {.book = book, .start = start, .days = days}};
    int32_t *marks;
    in_halves(find_held, &halves[0], &halves[1], book->count);
    int rc = mark(&marks, segments, halves, err);
    for (int h = 0; h < 2; h++) {
        for (size_t k = 0; rc == 0 && k < halves[h].count; k++) {
            const struct held *held = &halves[h].list[k];
            int32_t segment =
                marks ? marks[held->account]
                      : segments_other(segments, held->stage, book_region(book, held->account));
            double balance = (double)held->balance;
            cell_add(cell_of(tally, held->person, segment), balance, (double)held->got / balance);
        }
        free(halves[h].list);
    }
    free(marks);
    return rc;
}

/* Weights become what everybody would have recovered, so that rates are over everybody's. */
static void weigh(struct tally *tally, int segment_count)
{
    struct cell *all = cx_alloc(((size_t)segment_count + 1) * sizeof *all);
    for (size_t c = 0; c < tally->count; c++) {
        struct cell *of = &all[tally->cells[c].group];
        of->weight += tally->cells[c].weight;
        of->got += tally->cells[c].got;
    }
    for (size_t c = 0; c < tally->count; c++) {
        const struct cell *of = &all[tally->cells[c].group];
        double rate = of->weight > 0 ? of->got / of->weight : 0;
        if (rate <= 0) {
            tally->cells[c] = (struct cell){.group = tally->cells[c].group};
            continue;
        }
        tally->cells[c].weight *= rate;
        tally->cells[c].square /= rate;
    }
    free(all);
}

int skills_init(struct skills *skills, struct segments *segments, struct cx_err *err)
{
    const struct book *book = segments->book;
    struct windows windows = windows_of(book, SKILL_WINDOWS);
    struct tally tally = {.places = cx_map_new()};
    int rc = 0;
    *skills = (struct skills){.people = book->org->person_count};
    for (int k = 0; rc == 0 && k < windows.count; k++)
        rc = count_window(&tally, segments, windows.starts[k], windows.days, err);
    skills->segments = segments_count(segments);
    size_t count = (size_t)skills->people * (size_t)skills->segments;
    skills->ppm = cx_alloc((count + 1) * sizeof *skills->ppm);
    for (size_t c = 0; c < count; c++)
        skills->ppm[c] = SKILL_ONE;
    weigh(&tally, skills->segments);
    skills->constant = shrink_constant(tally.cells, tally.count, skills->segments);
    for (size_t c = 0; c < tally.count; c++) {
        int64_t *ppm = &skills->ppm[(size_t)tally.people[c] * (size_t)skills->segments +
                                    (size_t)tally.cells[c].group];
        cx_dec_from_real(ppm, shrink(&tally.cells[c], 1, skills->constant), 6);
        if (*ppm < 0)
            *ppm = 0; /* somebody whose reversals outweigh the payments */
    }
    free(tally.cells);
    free(tally.people);
    cx_map_free(tally.places);
    return rc;
}

void skills_fini(struct skills *skills)
{
    free(skills->ppm);
    *skills = (struct skills){0};
}

int64_t skill_ppm(const struct skills *skills, int person, int segment)
{
    if (person < 0 || segment < 0 || segment >= skills->segments)
        return SKILL_ONE;
    return skills->ppm[(size_t)person * (size_t)skills->segments + (size_t)segment];
}
