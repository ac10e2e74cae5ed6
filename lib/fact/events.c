#include "fact/events.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/make.h"
#include "fact/sift.h"
#include "store/id.h"

struct finder {
    struct cx_events *events;
    struct cx_db *db;
    const struct cx_plan *plan;
    const struct cx_org *org;
    const struct cx_period *periods;
    const struct cx_sum_key *keys;
    size_t key_count;
    bool *wants;               /* by measure: some key is of it */
    bool wants_fact[CX_FACTS]; /* some key is of a measure over it */
    size_t *next;              /* by key: the next key of the same measure; key_count: none */
    size_t *head;              /* by measure: its first key */
    struct sift *sift;
};

/* Whether a row goes into a sum. */
static bool belongs(const struct finder *finder, const struct place *place,
                    const struct event *event, const struct cx_sum_key *key)
{
    const struct cx_org *org = finder->org;
    const struct cx_period *period = &finder->periods[key->period];
    const struct cx_post *post = place->post >= 0 ? &org->posts[place->post] : NULL;
    int team = post ? post->team : place->team;
    bool is_of_post = key->subject < (size_t)org->post_count; /* mostly of another one */
    if (is_of_post && place->period == SIZE_MAX && (size_t)place->post != key->subject)
        return false;
    if (place->period != SIZE_MAX)
        return place->period == key->period && place->subject == key->subject;
    if (event->day < period->from || event->day >= period->to ||
        event->day > cx_db_today(finder->db))
        return false;
    if (key->subject == cx_subject_of_company(org))
        return true;
    if (key->subject >= cx_subject_of_team(org, 0))
        return cx_org_is_within(org, team, (int)(key->subject - cx_subject_of_team(org, 0)),
                                event->day);
    if (key->subject >= cx_subject_of_person(org, 0))
        return post && cx_subject_of_person(org, post->person) == key->subject;
    return post && (size_t)place->post == key->subject;
}

static const char *keep(struct finder *finder, const char *s)
{
    struct cx_pool *texts = finder->events->texts;
    return cx_pool_get(texts, cx_pool_put(texts, s, strlen(s)));
}

static void note(struct finder *finder, size_t key, const struct event *of, int64_t value)
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

static void hear(void *context, const struct place *place, const struct event *event,
                 size_t measure, int64_t value)
{
    struct finder *finder = context;
    for (size_t i = finder->head[measure]; i < finder->key_count; i = finder->next[i]) {
        if (belongs(finder, place, event, &finder->keys[i]))
            note(finder, i, event, value);
    }
}

/* Rows of others are not worth computing. */
static int take(void *context, enum cx_fact fact, const struct place *place,
                const struct fact_row *row, struct cx_err *err)
{
    const struct finder *finder = context;
    for (size_t i = 0; i < finder->key_count; i++) {
        const struct cx_sum_key *key = &finder->keys[i];
        if (finder->plan->quantities[key->measure].fact == fact &&
            belongs(finder, place, &row->event, key))
            return sift_put(finder->sift, fact, place, row, err);
    }
    return 0;
}

/* Chains the keys of each measure: most rows are of a measure that few keys are of. */
static void index_keys(struct finder *finder)
{
    size_t measure_count = finder->plan->measure_count;
    finder->wants = cx_alloc((measure_count + 1) * sizeof *finder->wants);
    finder->head = cx_alloc((measure_count + 1) * sizeof *finder->head);
    finder->next = cx_alloc((finder->key_count + 1) * sizeof *finder->next);
    for (size_t i = 0; i < measure_count; i++)
        finder->head[i] = finder->key_count;
    for (size_t i = 0; i < finder->key_count; i++) {
        size_t measure = finder->keys[i].measure;
        finder->wants[measure] = true;
        finder->wants_fact[finder->plan->quantities[measure].fact] = true;
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
    struct finder finder = {.events = events,
                            .db = db,
                            .plan = plan,
                            .org = org,
                            .periods = periods,
                            .keys = keys,
                            .key_count = key_count};
    const struct sink sink = {finder.wants_fact, take, &finder};
    events->texts = cx_pool_new();
    index_keys(&finder);
    int rc = sift_new(&finder.sift, plan, finder.wants, hear, &finder, err);
    if (rc == 0)
        rc = make_rows(db, plan, org, periods, period_count, &sink, err);
    sift_free(finder.sift);
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

struct controller {
    struct cx_control *control;
    struct sift *sift;
    bool is_large;
};

static void count(void *context, const struct place *place, const struct event *event,
                  size_t measure, int64_t value)
{
    struct controller *controller = context;
    struct cx_control *control = controller->control;
    (void)event;
    (void)measure;
    if (place->post >= 0)
        controller->is_large |= __builtin_add_overflow(control->people, value, &control->people);
    controller->is_large |= __builtin_add_overflow(control->company, value, &control->company);
}

static int put(void *context, enum cx_fact fact, const struct place *place,
               const struct fact_row *row, struct cx_err *err)
{
    return sift_put(((const struct controller *)context)->sift, fact, place, row, err);
}

int cx_events_control(struct cx_control *out, struct cx_db *db, const struct cx_plan *plan,
                      const struct cx_org *org, const struct cx_period *period, struct cx_err *err)
{
    bool *wants = cx_alloc((plan->measure_count + 1) * sizeof *wants), wants_fact[CX_FACTS] = {0};
    struct controller controller = {.control = out};
    const struct sink sink = {wants_fact, put, &controller};
    *out = (struct cx_control){0};
    wants[0] = wants_fact[plan->quantities[0].fact] = true;
    int rc = sift_new(&controller.sift, plan, wants, count, &controller, err);
    if (rc == 0)
        rc = make_rows(db, plan, org, period, 1, &sink, err);
    if (rc == 0 && controller.is_large)
        rc = cx_err_set(err, CX_EDATA, "the sum of measure %s is too large",
                        plan->quantities[0].name);
    sift_free(controller.sift);
    free(wants);
    return rc;
}
