#include "fact/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fact/subject.h"

bool is_by_period(enum cx_fact fact)
{
    return fact == CX_FACT_EXPOSURE || fact == CX_FACT_OWNED_EXPOSURE || fact == CX_FACT_CUSTOMER;
}

size_t day_subject_count(const struct cx_org *org)
{
    return (size_t)(org->post_count + org->team_count) + 1;
}

size_t day_subject_of_nobody(const struct cx_org *org)
{
    return (size_t)(org->post_count + org->team_count);
}

size_t day_subject_of_team(const struct cx_org *org, int team)
{
    return team < 0 ? day_subject_of_nobody(org) : (size_t)(org->post_count + team);
}

void measures_init(struct measures *measures, const struct cx_plan *plan, enum cx_fact fact)
{
    *measures = (struct measures){.plan = plan};
    measures->list = cx_alloc((plan->measure_count + 1) * sizeof *measures->list);
    for (size_t i = 0; i < plan->measure_count; i++) {
        if (plan->quantities[i].fact == fact)
            measures->list[measures->count++] = i;
    }
}

void measures_fini(struct measures *measures)
{
    free(measures->list);
    *measures = (struct measures){0};
}

static size_t bytes_of(const struct tally *tally)
{
    return (tally->row_count * tally->subject_count * tally->measures->count + 1) *
           sizeof *tally->values;
}

void tally_init(struct tally *tally, const struct measures *measures, size_t rows, size_t subjects)
{
    *tally = (struct tally){measures, rows, subjects, NULL, cx_alloc(rows + 1)};
    tally->values = cx_alloc_pages(bytes_of(tally)); /* many days and posts have nothing */
}

void tally_fini(struct tally *tally)
{
    if (tally->measures)
        cx_free_pages(tally->values, bytes_of(tally));
    free(tally->touched);
    *tally = (struct tally){0};
}

int tally_increase(const struct tally *tally, size_t row, size_t subject, size_t measure,
                   int64_t value, struct cx_err *err)
{
    const struct measures *measures = tally->measures;
    int64_t *sum = &tally_sums(tally, row, subject)[measure];
    tally->touched[row] = true;
    if (__builtin_add_overflow(*sum, value, sum))
        return cx_err_set(err, CX_EDATA, "the sum of measure %s is too large",
                          measures->plan->quantities[measures->list[measure]].name);
    return 0;
}

static struct pack_key key_of(const struct cx_org *org, size_t subject, bool by_period)
{
    size_t posts = (size_t)org->post_count;
    size_t people = by_period ? (size_t)org->person_count : 0, teams = (size_t)org->team_count;
    if (subject < posts) {
        const struct cx_post *post = &org->posts[subject];
        return (struct pack_key){PACK_POST, org->people[post->person].id, post->since};
    }
    subject -= posts;
    if (subject < people)
        return (struct pack_key){PACK_PERSON, org->people[subject].id, 0};
    subject -= people;
    if (subject < teams)
        return (struct pack_key){PACK_TEAM, org->teams[subject].id, 0};
    return (struct pack_key){PACK_COMPANY, 0, 0};
}

static bool is_zero(const int64_t *sums, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (sums[i] != 0)
            return false;
    }
    return true;
}

void tally_pack(struct cx_buf *bytes, const struct tally *tally, size_t row,
                const struct cx_org *org, bool by_period)
{
    struct packer packer = {.bytes = *bytes};
    for (size_t subject = 0; subject < tally->subject_count; subject++) {
        const int64_t *sums = tally_sums(tally, row, subject);
        struct pack_key key;
        if (is_zero(sums, tally->measures->count))
            continue;
        key = key_of(org, subject, by_period);
        pack_put(&packer, &key, sums, tally->measures->count);
    }
    *bytes = packer.bytes;
}

/* Index of the post that begins on a day; -1: none. `guess` is likely to be it. */
static int find_post(const struct cx_org *org, const struct pack_key *key, int guess)
{
    if (guess < org->post_count && org->posts[guess].since == key->since &&
        org->people[org->posts[guess].person].id == key->id)
        return guess;
    int person = cx_org_person(org, key->id);
    int first = person < 0 ? 0 : org->people[person].first_post;
    int end = person < 0 ? 0 : first + org->people[person].post_count;
    for (int i = first; i < end; i++) {
        if (org->posts[i].since == key->since)
            return i;
    }
    return -1;
}

/* The subject that a key names; SIZE_MAX: there is none. */
static size_t subject_of(const struct cx_org *org, const struct pack_key *key, bool by_period,
                         int *post)
{
    int index;
    switch (key->level) {
    case PACK_POST:
        index = find_post(org, key, *post + 1);
        if (index >= 0)
            *post = index;
        return index < 0 ? SIZE_MAX : (size_t)index;
    case PACK_PERSON:
        index = cx_org_person(org, key->id);
        return index < 0 || !by_period ? SIZE_MAX : cx_subject_of_person(org, index);
    case PACK_TEAM:
        index = cx_org_team(org, key->id);
        if (index < 0)
            return SIZE_MAX;
        return by_period ? cx_subject_of_team(org, index) : day_subject_of_team(org, index);
    default: return by_period ? cx_subject_of_company(org) : day_subject_of_nobody(org);
    }
}

int tally_add(struct tally *tally, size_t row, const void *bytes, size_t n,
              const struct cx_org *org, bool by_period, struct cx_err *err)
{
    struct unpacker unpacker = {.at = bytes, .end = (const unsigned char *)bytes + n};
    size_t count = tally->measures->count;
    int64_t *found = cx_alloc((count + 1) * sizeof *found);
    int post = -1, more, rc = 0;
    while (rc == 0 && (more = unpack_next(&unpacker, found, count)) != 0) {
        size_t subject = more < 0 ? SIZE_MAX : subject_of(org, &unpacker.key, by_period, &post);
        if (subject == SIZE_MAX)
            rc = cx_err_set(err, CX_EDATA,
                            "the kept sums don't fit the people and teams: cx-score --rebuild "
                            "makes them again");
        for (size_t i = 0; rc == 0 && i < count; i++)
            rc = tally_increase(tally, row, subject, i, found[i], err);
    }
    free(found);
    return rc;
}
