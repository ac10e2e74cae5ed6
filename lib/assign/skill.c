#include "assign/skill.h"

#include <math.h>
#include <stdlib.h>

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
static int64_t recovered(const struct book *book, size_t i, const struct cx_past_episode *held,
                         cx_date start, int days)
{
    int64_t end = held->to == CX_DATE_NONE ? INT64_MAX : held->to - 1;
    int64_t last = start + days < end ? start + days : end;
    return book_paid(book, i, start, (cx_date)last);
}

static int count_window(struct tally *tally, struct segments *segments, cx_date start, int days,
                        struct cx_err *err)
{
    const struct book *book = segments->book;
    bool *wanted = cx_alloc(book->count + 1);
    int32_t *marks = cx_realloc(NULL, book->count + 1, sizeof *marks);
    for (size_t i = 0; i < book->count; i++) {
        const struct cx_past_episode *held = book_held(book, i, start + 1);
        wanted[i] = held && held->person >= 0 && windows_has(book, i, start);
    }
    int rc = segments_mark(marks, segments, start, wanted, err);
    for (size_t i = 0; rc == 0 && i < book->count; i++) {
        if (!wanted[i])
            continue;
        const struct cx_past_episode *held = book_held(book, i, start + 1);
        double balance = (double)book_balance(book, i, start);
        double got = (double)recovered(book, i, held, start, days);
        cell_add(cell_of(tally, held->person, marks[i]), balance, got / balance);
    }
    free(wanted);
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
