#include "fact/events.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/make.h"
#include "fact/sift.h"
#include "fact/worth.h"
#include "store/id.h"

struct finder {
    struct cx_events *events;
    struct cx_db *db;
    const struct cx_plan *plan;
    const struct cx_org *org;
    const struct cx_period *periods;
    const struct cx_sum_key *keys;
    size_t key_count;
    size_t most;               /* of each key, the last; 0: all are listed */
    bool only_breaches;        /* as cx_events_breaches says */
    struct cx_event *latest;   /* [key][most], as many as are known, in order */
    bool *wants;               /* by measure: some key is of it */
    bool wants_fact[CX_FACTS]; /* some key is of a measure over it */
    bool *wants_post;          /* [fact][post]: some key is of that post and of a measure over it */
    bool has_others[CX_FACTS]; /* some key of a measure over it is of no post */
    size_t *next;              /* by key: the next of its chain; key_count: none */
    size_t *of_post;           /* [measure][post]: the first key of both */
    size_t *others;            /* by measure: its first key that is of no post */
    struct sift *sift;
};

static bool is_of_post(const struct finder *finder, size_t subject)
{
    return subject < (size_t)finder->org->post_count;
}

/* The chain of the keys of a measure and a post. */
static size_t *chain_of(const struct finder *finder, size_t measure, size_t post)
{
    return &finder->of_post[measure * ((size_t)finder->org->post_count + 1) + post];
}

static bool *wants_of(const struct finder *finder, enum cx_fact fact, size_t post)
{
    return &finder->wants_post[(size_t)fact * ((size_t)finder->org->post_count + 1) + post];
}

/* Whether a row goes into a sum. */
static bool belongs(const struct finder *finder, const struct place *place,
                    const struct event *event, const struct cx_sum_key *key)
{
    const struct cx_org *org = finder->org;
    const struct cx_period *period = &finder->periods[key->period];
    const struct cx_post *post = place->post >= 0 ? &org->posts[place->post] : NULL;
    int team = post ? post->team : place->team;
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

static struct cx_event describe(struct finder *finder, size_t key, const struct event *of,
                                int64_t value)
{
    char id[CX_ID_MAX + 1], account[CX_ID_MAX + 1];
    return (struct cx_event){
        .key = key,
        .id = keep(finder, of->text ? of->text : cx_id_text(id, finder->db, of->id)),
        .account = keep(finder, cx_id_text(account, finder->db, of->account)),
        .day = of->day,
        .value = value,
    };
}

/* Puts an event where it belongs among the last of its key, in the place of the first of them where
 * there are enough. */
static void note_latest(struct finder *finder, size_t key, const struct event *of, int64_t value)
{
    struct cx_event *list = finder->latest + key * finder->most;
    size_t known = finder->events->totals[key];
    bool is_full = known >= finder->most;
    if (is_full && of->day < list[0].day)
        return;
    const struct cx_event event = describe(finder, key, of, value);
    if (is_full && compare(&event, &list[0]) <= 0)
        return;
    size_t at = is_full ? finder->most - 1 : known;
    if (is_full)
        memmove(list, list + 1, at * sizeof *list);
    for (; at > 0 && compare(&list[at - 1], &event) > 0; at--)
        list[at] = list[at - 1];
    list[at] = event;
}

static void note(struct finder *finder, size_t key, const struct event *of, int64_t value)
{
    struct cx_events *events = finder->events;
    if (finder->most > 0) {
        note_latest(finder, key, of, value);
    } else {
        CX_GROW(events->list, events->count, events->cap);
        events->list[events->count++] = describe(finder, key, of, value);
    }
    events->totals[key]++;
}

static void note_all(struct finder *finder, size_t first, const struct place *place,
                     const struct event *event, int64_t value)
{
    for (size_t i = first; i < finder->key_count; i = finder->next[i]) {
        if (belongs(finder, place, event, &finder->keys[i]))
            note(finder, i, event, value);
    }
}

/* The post that a row is of; SIZE_MAX: of none. */
static size_t post_of(const struct finder *finder, const struct place *place)
{
    if (place->period != SIZE_MAX)
        return is_of_post(finder, place->subject) ? place->subject : SIZE_MAX;
    return place->post < 0 ? SIZE_MAX : (size_t)place->post;
}

static void hear(void *context, const struct place *place, const struct event *event,
                 size_t measure, int64_t value)
{
    struct finder *finder = context;
    size_t post = post_of(finder, place);
    if (post != SIZE_MAX)
        note_all(finder, *chain_of(finder, measure, post), place, event, value);
    note_all(finder, finder->others[measure], place, event, value);
}

/* Rows of others are not worth computing. */
static bool is_sought(const struct finder *finder, enum cx_fact fact, const struct place *place,
                      const struct event *event)
{
    size_t post = post_of(finder, place);
    if (post != SIZE_MAX && *wants_of(finder, fact, post))
        return true;
    for (size_t m = 0; finder->has_others[fact] && m < finder->plan->measure_count; m++) {
        if (finder->plan->quantities[m].fact != fact)
            continue;
        for (size_t i = finder->others[m]; i < finder->key_count; i = finder->next[i]) {
            if (belongs(finder, place, event, &finder->keys[i]))
                return true;
        }
    }
    return false;
}

/* A contact that broke nothing changes nothing. */
static int take_breach(const struct finder *finder, const struct place *place,
                       const struct fact_row *row, struct cx_err *err)
{
    static const int breaches[] = {CX_CONTACT_VIOLATION, CX_CONTACT_COMPLAINED};
    struct fact_row clean = *row;
    bool is_breach = false;
    for (size_t i = 0; i < sizeof breaches / sizeof *breaches; i++) {
        is_breach = is_breach || cx_scalar_holds(row->cells[breaches[i]]);
        clean.cells[breaches[i]] = cx_scalar_int(0);
    }
    return is_breach ? sift_put_change(finder->sift, CX_FACT_CONTACT, place, row, &clean, err) : 0;
}

static int take(void *context, enum cx_fact fact, const struct place *place,
                const struct fact_row *row, struct cx_err *err)
{
    const struct finder *finder = context;
    if (!is_sought(finder, fact, place, &row->event))
        return 0;
    return finder->only_breaches && fact == CX_FACT_CONTACT
               ? take_breach(finder, place, row, err)
               : sift_put(finder->sift, fact, place, row, err);
}

static void index_key(struct finder *finder, size_t i)
{
    const struct cx_sum_key *key = &finder->keys[i];
    enum cx_fact fact = finder->plan->quantities[key->measure].fact;
    bool is_posts = is_of_post(finder, key->subject);
    size_t *head =
        is_posts ? chain_of(finder, key->measure, key->subject) : &finder->others[key->measure];
    finder->wants[key->measure] = finder->wants_fact[fact] = true;
    if (is_posts)
        *wants_of(finder, fact, key->subject) = true;
    else
        finder->has_others[fact] = true;
    finder->next[i] = *head;
    *head = i;
}

/* Chains the keys of each measure and post, for most rows are of a post that few keys are of. */
static void index_keys(struct finder *finder)
{
    size_t measures = finder->plan->measure_count + 1;
    size_t posts = (size_t)finder->org->post_count + 1;
    finder->wants = cx_alloc(measures * sizeof *finder->wants);
    finder->wants_post = cx_alloc(CX_FACTS * posts * sizeof *finder->wants_post);
    finder->of_post = cx_alloc(measures * posts * sizeof *finder->of_post);
    finder->others = cx_alloc(measures * sizeof *finder->others);
    finder->next = cx_alloc((finder->key_count + 1) * sizeof *finder->next);
    for (size_t i = 0; i < measures * posts; i++)
        finder->of_post[i] = finder->key_count;
    for (size_t i = 0; i < measures; i++)
        finder->others[i] = finder->key_count;
    for (size_t i = 0; i < finder->key_count; i++)
        index_key(finder, i);
}

/* The employee whose posts all keys are of; 0: others are wanted, too. */
static int64_t find_employee(const struct finder *finder)
{
    const struct cx_org *org = finder->org;
    int person = -1;
    for (size_t i = 0; i < finder->key_count; i++) {
        size_t subject = finder->keys[i].subject;
        int of = is_of_post(finder, subject) ? org->posts[subject].person : -1;
        if (of < 0 || (person >= 0 && of != person))
            return 0;
        person = of;
    }
    return person < 0 ? 0 : org->people[person].id;
}

static void finder_fini(struct finder *finder)
{
    sift_free(finder->sift);
    free(finder->wants);
    free(finder->wants_post);
    free(finder->of_post);
    free(finder->others);
    free(finder->next);
    free(finder->latest);
}

/* Lists the last of each key. */
static void list_latest(struct finder *finder)
{
    struct cx_events *events = finder->events;
    for (size_t key = 0; key < finder->key_count; key++) {
        size_t known = events->totals[key];
        for (size_t i = 0; i < known && i < finder->most; i++) {
            CX_GROW(events->list, events->count, events->cap);
            events->list[events->count++] = finder->latest[key * finder->most + i];
        }
    }
}

/* What a finder seeks, of these periods. */
static int find(struct cx_events **out, struct finder *finder, size_t period_count,
                struct cx_err *err)
{
    struct cx_events *events = finder->events = cx_alloc(sizeof *events);
    events->texts = cx_pool_new();
    events->totals = cx_alloc((finder->key_count + 1) * sizeof *events->totals);
    finder->latest = cx_alloc((finder->key_count * finder->most + 1) * sizeof *finder->latest);
    index_keys(finder);
    const struct sink sink = {.wants = finder->wants_fact,
                              .measures = finder->wants,
                              .may_choose = true,
                              .only_breaches = finder->only_breaches,
                              .employee = find_employee(finder),
                              .take = take,
                              .context = finder};
    int rc = sift_new(&finder->sift, finder->plan, finder->wants, hear, finder, err);
    if (rc == 0)
        rc = make_rows(finder->db, finder->plan, finder->org, finder->periods, period_count, &sink,
                       err);
    if (rc == 0)
        list_latest(finder);
    finder_fini(finder);
    if (rc < 0) {
        cx_events_free(events);
        return rc;
    }
    if (finder->most == 0 && events->count > 0)
        qsort(events->list, events->count, sizeof *events->list, compare);
    *out = events;
    return 0;
}

static struct finder finder_of(struct cx_db *db, const struct cx_plan *plan,
                               const struct cx_org *org, const struct cx_period *periods,
                               const struct cx_sum_key *keys, size_t key_count)
{
    return (struct finder){.db = db,
                           .plan = plan,
                           .org = org,
                           .periods = periods,
                           .keys = keys,
                           .key_count = key_count};
}

int cx_events_latest(struct cx_events **out, struct cx_db *db, const struct cx_plan *plan,
                     const struct cx_org *org, const struct cx_period *periods, size_t period_count,
                     const struct cx_sum_key *keys, size_t key_count, size_t most,
                     struct cx_err *err)
{
    struct finder finder = finder_of(db, plan, org, periods, keys, key_count);
    finder.most = most;
    return find(out, &finder, period_count, err);
}

int cx_events_find(struct cx_events **out, struct cx_db *db, const struct cx_plan *plan,
                   const struct cx_org *org, const struct cx_period *periods, size_t period_count,
                   const struct cx_sum_key *keys, size_t key_count, struct cx_err *err)
{
    return cx_events_latest(out, db, plan, org, periods, period_count, keys, key_count, 0, err);
}

int cx_events_breaches(struct cx_events **out, struct cx_db *db, const struct cx_plan *plan,
                       const struct cx_org *org, const struct cx_period *periods,
                       size_t period_count, const struct cx_sum_key *keys, size_t key_count,
                       struct cx_err *err)
{
    struct finder finder = finder_of(db, plan, org, periods, keys, key_count);
    finder.only_breaches = true;
    return find(out, &finder, period_count, err);
}

bool cx_measure_is_of_breaches(const struct cx_quantity *measure)
{
    bool uses[CX_FACT_COLUMNS_MAX] = {0};
    if (measure->is_metric || measure->fact != CX_FACT_CONTACT)
        return !measure->is_metric && measure->fact == CX_FACT_COMPLAINT;
    worth_columns(uses, measure);
    return uses[CX_CONTACT_VIOLATION] || uses[CX_CONTACT_COMPLAINED];
}

void cx_events_free(struct cx_events *events)
{
    if (!events)
        return;
    free(events->list);
    free(events->totals);
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
    if (place->post >= 0)
        return;
    int64_t *side = value < 0 ? &control->below : &control->above;
    controller->is_large |= __builtin_add_overflow(*side, value, side);
    control->nobodys++;
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
    const struct sink sink = {
        .wants = wants_fact, .measures = wants, .take = put, .context = &controller};
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
