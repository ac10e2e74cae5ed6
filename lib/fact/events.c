#include "fact/events.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/fact.h"
#include "store/id.h"

struct finder {
    struct cx_events *events;
    struct cx_db *db;
    const struct cx_org *org;
    const struct cx_sum_key *keys;
    size_t key_count;
    bool *wants;  /* by measure: some key is of it */
    size_t *next; /* by key: the next key of the same measure; key_count: none */
    size_t *head; /* by measure: its first key */
};

/* Whether a row goes into a subject's sums. */
static bool belongs(const struct cx_org *org, const struct place *row, size_t subject)
{
    const struct cx_post *post = row->post >= 0 ? &org->posts[row->post] : NULL;
    int team = post ? post->team : row->team;
    if (row->subject != SIZE_MAX)
        return row->subject == subject;
    if (subject == cx_subject_of_company(org))
        return true;
    if (subject >= cx_subject_of_team(org, 0))
        return cx_org_is_within(org, team, (int)(subject - cx_subject_of_team(org, 0)));
    if (subject >= cx_subject_of_person(org, 0))
        return post && cx_subject_of_person(org, post->person) == subject;
    return row->post >= 0 && (size_t)row->post == subject;
}

static const char *keep(struct finder *finder, const char *s)
{
    struct cx_pool *texts = finder->events->texts;
    return cx_pool_get(texts, cx_pool_put(texts, s, strlen(s)));
}

static void take(struct finder *finder, size_t key, const struct event *of, int64_t value)
{
    struct cx_events *events = finder->events;
    char id[CX_ID_MAX + 1], account[CX_ID_MAX + 1];
    CX_GROW(events->list, events->count, events->cap);
    events->list[events->count++] = (struct cx_event){
        .key = key,
        .id = keep(finder, of->text ? of->text : cx_id_text(id, finder->db, of->id)),
        .account = keep(finder, cx_id_text(account, finder->db, of->account)),
        .day = of->day,
        .value = value,
    };
}

static bool takes(void *context, const struct place *place)
{
    const struct finder *finder = context;
    for (size_t i = 0; i < finder->key_count; i++) {
        const struct cx_sum_key *key = &finder->keys[i];
        bool is_known = i > 0 && key[-1].period == key->period && key[-1].subject == key->subject;
        if (!is_known && key->period == place->period && belongs(finder->org, place, key->subject))
            return true;
    }
    return false;
}

static void hear(void *context, const struct place *place, const struct event *event,
                 size_t measure, int64_t value)
{
    struct finder *finder = context;
    for (size_t i = finder->head[measure]; i < finder->key_count; i = finder->next[i]) {
        if (finder->keys[i].period == place->period &&
            belongs(finder->org, place, finder->keys[i].subject))
            take(finder, i, event, value);
    }
}

/* Chains the keys of each measure: most rows are of a measure that few keys are of. */
static void index_keys(struct finder *finder, size_t measure_count)
{
    finder->wants = cx_alloc((measure_count + 1) * sizeof *finder->wants);
    finder->head = cx_alloc((measure_count + 1) * sizeof *finder->head);
    finder->next = cx_alloc((finder->key_count + 1) * sizeof *finder->next);
    for (size_t i = 0; i < measure_count; i++)
        finder->head[i] = finder->key_count;
    for (size_t i = 0; i < finder->key_count; i++) {
        size_t measure = finder->keys[i].measure;
        finder->wants[measure] = true;
        finder->next[i] = finder->head[measure];
        finder->head[measure] = i;
    }
}

static int compare(const void *a, const void *b)
{
    const struct cx_event *left = a, *right = b;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    int order = strcmp(left->id, right->id);
    return order != 0 ? order : (left->value > right->value) - (left->value < right->value);
}

int cx_events_find(struct cx_events **out, struct cx_db *db, const struct cx_plan *plan,
                   const struct cx_org *org, const struct cx_period *periods, size_t period_count,
                   const struct cx_sum_key *keys, size_t key_count, struct cx_err *err)
{
    struct cx_events *events = cx_alloc(sizeof *events);
    struct finder finder = {
        .events = events, .db = db, .org = org, .keys = keys, .key_count = key_count};
    struct cx_sums *sums = NULL;
    events->texts = cx_pool_new();
    index_keys(&finder, plan->measure_count);
    struct listener listener = {finder.wants, takes, hear, &finder};
    int rc = compute_sums(&sums, db, plan, org, periods, period_count, &listener, err);
    cx_sums_free(sums);
    free(finder.wants);
    free(finder.head);
    free(finder.next);
    if (rc < 0) {
        cx_events_free(events);
        return rc;
    }
    if (events->count > 0)
        qsort(events->list, events->count, sizeof *events->list, compare);
    *out = events;
    return 0;
}

void cx_events_free(struct cx_events *events)
{
    if (!events)
        return;
    free(events->list);
    cx_pool_free(events->texts);
    free(events);
}

const struct cx_event *cx_events_of(const struct cx_events *events, size_t key, size_t *count)
{
    size_t low = 0, high = events->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (events->list[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < events->count && events->list[low + *count].key == key)
        ++*count;
    return *count > 0 ? events->list + low : NULL;
}
