#include "org/org.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/pool.h"
#include "kind/words.h"
#include "org/org.sql.h"
#include "store/id.h"

#define OTHER_KIND 5 /* of cx_team_kinds */

/* A row of employees as stored. */
struct row {
    int64_t person;
    const char *key, *name, *role;
    cx_date since, hired_on, left_on;
    int team, capacity;
    int64_t base_salary;
};

static const char *keep(struct cx_org *org, const char *s)
{
    s = s ? s : "";
    return cx_pool_get(org->texts, cx_pool_put(org->texts, s, strlen(s)));
}

static int compare_teams(const void *a, const void *b)
{
    return strcmp(((const struct cx_team *)a)->key, ((const struct cx_team *)b)->key);
}

/* Where a team stood, while the teams it names are not known yet. */
struct place {
    int64_t team, parent;
    cx_date since;
    int kind;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    if (left->team != right->team)
        return left->team < right->team ? -1 : 1;
    return (left->since > right->since) - (left->since < right->since);
}

/* The places of all teams, sorted: a team's together, by since. */
struct places {
    struct place *list;
    int count, cap;
};

static void add_place(struct places *places, struct cx_stmt *row, int since, int parent, int kind)
{
    CX_GROW(places->list, places->count, places->cap);
    places->list[places->count++] =
        (struct place){.team = cx_stmt_int(row, 0),
                       .parent = cx_stmt_int(row, parent),
                       .since = (cx_date)cx_stmt_int_or(row, since, -CX_DATE_NONE),
                       .kind = cx_stmt_choice(row, kind, cx_team_kinds, OTHER_KIND)};
}

static int load_former(struct places *places, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_former_teams, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        add_place(places, stmt, 1, 2, 3);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

/* Places after today are not known yet, but for a team's first. */
static void take_places(struct cx_org *org, struct places *places, cx_date today)
{
    int count = 0;
    org->places = cx_alloc((size_t)(places->count + 1) * sizeof *org->places);
    if (places->count > 0)
        qsort(places->list, (size_t)places->count, sizeof *places->list, compare_places);
    for (int i = 0; i < places->count; i++) {
        const struct place *place = &places->list[i];
        struct cx_team *team = &org->teams[cx_org_team(org, place->team)];
        if (team->place_count > 0 && place->since > today)
            continue;
        if (team->place_count++ == 0)
            team->first_place = count;
        org->places[count] =
            (struct cx_place){place->since, cx_org_team(org, place->parent), place->kind};
        if (team->place_count > 1 && place->since > org->settled &&
            org->places[count].parent != org->places[count - 1].parent)
            org->settled = place->since;
        count++;
    }
}

static int load_teams(struct cx_org *org, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct places places = {0};
    char text[CX_ID_MAX + 1];
    int cap = 0;
    int rc = cx_stmt_new(&stmt, db, SQL_teams, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        CX_GROW(org->teams, org->team_count, cap);
        org->teams[org->team_count++] = (struct cx_team){
            .id = cx_stmt_int(stmt, 0),
            .key = keep(org, cx_id_text(text, db, cx_stmt_int(stmt, 0))),
            .name = keep(org, cx_stmt_text(stmt, 1)),
            .opened_on = (cx_date)cx_stmt_int_or(stmt, 3, CX_DATE_NONE),
            .closed_on = (cx_date)cx_stmt_int_or(stmt, 6, CX_DATE_NONE),
        };
        add_place(&places, stmt, 5, 4, 2);
    }
    cx_stmt_free(stmt);
    if (rc == 0)
        rc = load_former(&places, db, err);
    if (org->team_count > 0)
        qsort(org->teams, (size_t)org->team_count, sizeof *org->teams, compare_teams);
    for (int i = 0; i < org->team_count; i++)
        cx_map_put(org->team_by_id, org->teams[i].id, i);
    if (rc == 0)
        take_places(org, &places, cx_db_today(db));
    free(places.list);
    return rc;
}

static int load_rows(struct row **rows, size_t *count, struct cx_org *org, struct cx_db *db,
                     struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char text[CX_ID_MAX + 1];
    size_t cap = 0;
    int rc = cx_stmt_new(&stmt, db, SQL_employees, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        CX_GROW(*rows, *count, cap);
        (*rows)[(*count)++] = (struct row){
            .person = cx_stmt_int(stmt, 0),
            .key = keep(org, cx_id_text(text, db, cx_stmt_int(stmt, 0))),
            .since = (cx_date)cx_stmt_int(stmt, 1),
            .name = keep(org, cx_stmt_text(stmt, 2)),
            .team = cx_org_team(org, cx_stmt_int(stmt, 3)),
            .role = keep(org, cx_stmt_text(stmt, 4)),
            .hired_on = (cx_date)cx_stmt_int(stmt, 5),
            .left_on = (cx_date)cx_stmt_int_or(stmt, 6, CX_DATE_NONE),
            .base_salary = cx_stmt_int_or(stmt, 7, CX_PAY_UNKNOWN),
            .capacity = (int)cx_stmt_int_or(stmt, 8, -1),
        };
    }
    cx_stmt_free(stmt);
    return rc;
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *left = a, *right = b;
    int order = strcmp(left->key, right->key);
    return order ? order : (left->since > right->since) - (left->since < right->since);
}

/* The day after a row's validity: the next row's since, or the day after the person left. */
static cx_date row_end(const struct row *rows, size_t count, size_t i)
{
    cx_date end =
        i + 1 < count && rows[i + 1].person == rows[i].person ? rows[i + 1].since : CX_DATE_NONE;
    if (rows[i].left_on != CX_DATE_NONE && rows[i].left_on + 1 < end)
        end = rows[i].left_on + 1;
    return end;
}

static void add_row(struct cx_org *org, const struct row *row, cx_date end, bool is_new_person)
{
    struct cx_post *last = org->post_count ? &org->posts[org->post_count - 1] : NULL;
    if (is_new_person)
        org->people[org->person_count++] =
            (struct cx_person){.id = row->person, .key = row->key, .first_post = org->post_count};
    struct cx_person *person = &org->people[org->person_count - 1];
    person->name = row->name;
    bool is_same = !is_new_person && last->team == row->team &&
                   strcasecmp(last->role, row->role) == 0 && last->end == row->since;
    int pay = last ? last->first_pay + last->pay_count : 0;
    if (!is_same) {
        last = &org->posts[org->post_count++];
        *last = (struct cx_post){.person = org->person_count - 1,
                                 .team = row->team,
                                 .role = row->role,
                                 .since = row->since,
                                 .first_pay = pay};
        person->post_count++;
    }
    last->end = end;
    last->capacity = row->capacity;
    org->pays[pay] = (struct cx_pay){row->since, row->base_salary, row->hired_on, row->left_on};
    last->pay_count++;
}

static int load_posts(struct cx_org *org, struct cx_db *db, struct cx_err *err)
{
    struct row *rows = NULL;
    size_t count = 0;
    int rc = load_rows(&rows, &count, org, db, err);
    if (count > 0)
        qsort(rows, count, sizeof *rows, compare_rows);
    org->posts = cx_alloc((count + 1) * sizeof *org->posts);
    org->people = cx_alloc((count + 1) * sizeof *org->people);
    org->pays = cx_alloc((count + 1) * sizeof *org->pays);
    for (size_t i = 0; i < count; i++)
        add_row(org, &rows[i], row_end(rows, count, i),
                i == 0 || rows[i].person != rows[i - 1].person);
    for (int i = 0; i < org->person_count; i++)
        cx_map_put(org->person_by_id, org->people[i].id, i);
    free(rows);
    return rc;
}

int cx_org_load(struct cx_org **out, struct cx_db *db, struct cx_err *err)
{
    struct cx_org *org = cx_alloc(sizeof *org);
    org->settled = -CX_DATE_NONE;
    org->texts = cx_pool_new();
    org->team_by_id = cx_map_new();
    org->person_by_id = cx_map_new();
    int rc = load_teams(org, db, err);
    if (rc == 0)
        rc = load_posts(org, db, err);
    if (rc < 0) {
        cx_org_free(org);
        return rc;
    }
    *out = org;
    return 0;
}

void cx_org_free(struct cx_org *org)
{
    if (!org)
        return;
    free(org->teams);
    free(org->places);
    free(org->people);
    free(org->posts);
    free(org->pays);
    cx_map_free(org->team_by_id);
    cx_map_free(org->person_by_id);
    cx_pool_free(org->texts);
    free(org);
}

static int index_of(const struct cx_map *map, int64_t id)
{
    const int64_t *index = cx_map_get(map, id);
    return index ? (int)*index : -1;
}

int cx_org_team(const struct cx_org *org, int64_t id)
{
    return index_of(org->team_by_id, id);
}

int cx_org_team_keyed(const struct cx_org *org, const char *key)
{
    for (int i = 0; i < org->team_count; i++) {
        if (strcmp(org->teams[i].key, key) == 0)
            return i;
    }
    return -1;
}

int cx_org_person(const struct cx_org *org, int64_t id)
{
    return index_of(org->person_by_id, id);
}

int cx_org_post_on(const struct cx_org *org, int person, cx_date day)
{
    if (person < 0)
        return -1;
    const struct cx_person *who = &org->people[person];
    for (int i = who->first_post + who->post_count - 1; i >= who->first_post; i--) {
        if (org->posts[i].since <= day)
            return day < org->posts[i].end ? i : -1;
    }
    return -1;
}

static const struct cx_place *place_on(const struct cx_org *org, int team, cx_date day)
{
    const struct cx_team *of = &org->teams[team];
    int i = of->first_place + of->place_count - 1;
    while (i > of->first_place && org->places[i].since > day)
        i--;
    return &org->places[i];
}

int cx_org_parent(const struct cx_org *org, int team, cx_date day)
{
    return place_on(org, team, day)->parent;
}

int cx_org_up(const struct cx_org *org, int team, cx_date day, int *steps)
{
    return ++*steps < org->team_count ? cx_org_parent(org, team, day) : -1;
}

int cx_org_team_kind(const struct cx_org *org, int team, cx_date day)
{
    return place_on(org, team, day)->kind;
}

cx_date cx_org_tree_until(const struct cx_org *org, cx_date day)
{
    cx_date until = CX_DATE_NONE;
    for (int t = 0; day < org->settled && t < org->team_count; t++) {
        const struct cx_team *team = &org->teams[t];
        for (int i = team->first_place + 1; i < team->first_place + team->place_count; i++) {
            cx_date since = org->places[i].since;
            if (since > day && since < until && org->places[i].parent != org->places[i - 1].parent)
                until = since;
        }
    }
    return until;
}

bool cx_org_is_within(const struct cx_org *org, int team, int above, cx_date day)
{
    for (int steps = 0; team >= 0; team = cx_org_up(org, team, day, &steps)) {
        if (team == above)
            return true;
    }
    return false;
}

int cx_org_days(const struct cx_post *post, const struct cx_period *period)
{
    cx_date from = post->since > period->from ? post->since : period->from;
    cx_date to = post->end < period->to ? post->end : period->to;
    return to > from ? to - from : 0;
}

/* The last of a post's pays that began by a day; its first where none did. */
static const struct cx_pay *pay_on(const struct cx_org *org, const struct cx_post *post,
                                   cx_date day)
{
    int i = post->pay_count - 1;
    while (i > 0 && org->pays[post->first_pay + i].since > day)
        i--;
    return &org->pays[post->first_pay + i];
}

int64_t cx_org_salary(const struct cx_org *org, const struct cx_post *post,
                      const struct cx_period *period)
{
    const struct cx_pay *pay = pay_on(org, post, period->to - 1);
    return pay->since < period->to ? pay->base_salary : CX_PAY_UNKNOWN;
}

cx_date cx_org_hired_on(const struct cx_org *org, const struct cx_post *post, cx_date day)
{
    return pay_on(org, post, day)->hired_on;
}

cx_date cx_org_left_on(const struct cx_org *org, const struct cx_post *post, cx_date day)
{
    const struct cx_person *person = &org->people[post->person];
    const struct cx_post *last = &org->posts[person->first_post + person->post_count - 1];
    while (post < last && post[1].since == post->end && post[1].since <= day)
        post++;
    cx_date left_on = pay_on(org, post, day)->left_on;
    return left_on > day ? CX_DATE_NONE : left_on;
}

/* The day after the last on which a post's nth pay was in force. */
static cx_date pay_end(const struct cx_org *org, const struct cx_post *post, int nth)
{
    return nth + 1 < post->pay_count ? org->pays[post->first_pay + nth + 1].since : post->end;
}

int cx_org_pay_days(const struct cx_org *org, const struct cx_post *post, int nth,
                    const struct cx_period *period)
{
    const struct cx_post part = {.since = org->pays[post->first_pay + nth].since,
                                 .end = pay_end(org, post, nth)};
    return cx_org_days(&part, period);
}

bool cx_org_base_pay(int64_t *cents, const struct cx_org *org, const struct cx_post *post,
                     const struct cx_period *period)
{
    __int128 sum = 0; /* cents × days */
    for (int i = 0; i < post->pay_count; i++) {
        int days = cx_org_pay_days(org, post, i, period);
        int64_t salary = org->pays[post->first_pay + i].base_salary;
        if (days > 0 && salary == CX_PAY_UNKNOWN) {
            *cents = CX_PAY_UNKNOWN;
            return true;
        }
        sum += (__int128)salary * days;
    }
    return cx_dec_divide(cents, sum, cx_period_days(period));
}

cx_date cx_org_role_since(const struct cx_org *org, const struct cx_post *post)
{
    const struct cx_post *first = &org->posts[org->people[post->person].first_post];
    while (post > first && post[-1].end == post->since &&
           strcasecmp(post[-1].role, post->role) == 0)
        post--;
    return post->since;
}

cx_date cx_org_team_since(const struct cx_org *org, const struct cx_post *post)
{
    const struct cx_post *first = &org->posts[org->people[post->person].first_post];
    while (post > first && post[-1].end == post->since && post[-1].team == post->team)
        post--;
    return post->since;
}

/* Which teams are within one on a day, by team: there are many more posts. */
static bool *teams_within(const struct cx_org *org, int above, cx_date day)
{
    bool *within = cx_alloc((size_t)org->team_count + 1);
    for (int i = 0; i < org->team_count; i++)
        within[i] = cx_org_is_within(org, i, above, day);
    return within;
}

int cx_org_headcount(const struct cx_org *org, int team, cx_date day)
{
    bool *within = teams_within(org, team, day);
    int count = 0;
    for (int i = 0; i < org->post_count; i++) {
        const struct cx_post *post = &org->posts[i];
        count += post->since <= day && day < post->end && post->team >= 0 && within[post->team];
    }
    free(within);
    return count;
}

int cx_org_new_hires(const struct cx_org *org, int team, const struct cx_period *period)
{
    bool *within = teams_within(org, team, period->to - 1);
    int count = 0;
    for (int i = 0; i < org->post_count; i++) {
        const struct cx_post *post = &org->posts[i];
        cx_date hired_on = cx_org_hired_on(org, post, period->to - 1);
        count += post->since < period->to && period->to - 1 < post->end &&
                 period->from <= hired_on && hired_on < period->to && post->team >= 0 &&
                 within[post->team];
    }
    free(within);
    return count;
}

bool cx_org_payroll(int64_t *cents, const struct cx_org *org, int team,
                    const struct cx_period *period)
{
    *cents = 0;
    for (int i = 0; i < org->post_count; i++) {
        const struct cx_post *post = &org->posts[i];
        int64_t part;
        if (cx_org_days(post, period) == 0 ||
            !cx_org_is_within(org, post->team, team, period->to - 1))
            continue;
        if (!cx_org_base_pay(&part, org, post, period) ||
            (part != CX_PAY_UNKNOWN && __builtin_add_overflow(*cents, part, cents)))
            return false;
    }
    return true;
}

void cx_org_stay(cx_date *first, cx_date *last, const struct cx_org *org, int person)
{
    *first = CX_DATE_NONE;
    *last = INT32_MIN;
    for (int i = 0; i < org->post_count; i++) {
        const struct cx_post *post = &org->posts[i];
        cx_date end = post->end == CX_DATE_NONE ? CX_DATE_NONE : post->end - 1;
        if (post->person != person)
            continue;
        *first = post->since < *first ? post->since : *first;
        *last = end > *last ? end : *last;
    }
}
