/* The people: teams under one centre, their posts, who comes, moves and goes. */
#include <stdlib.h>

#include "calendar.h"
#include "sim.h"
#include "words.h"

static const char *const kind_names[KINDS] = {"message", "phone", "visit",
                                              "legal",   "sales", "other"};
static const char *const team_titles[KINDS] = {"信息提醒", "电催", "上门",
                                               "法务",     "销售", "远山示范清收中心"};
static const char *const role_names[] = {"collector", "manager", "sales"};
static const int32_t percent_of_people[KINDS] = {
    [MESSAGE] = 14, [VISIT] = 20, [LEGAL] = 18, [SALES] = 13};

const struct post *post_on(const struct person *person, int32_t day)
{
    const struct post *found = NULL;

    if (day < person->hired || day > person->left)
        return NULL;
    for (int32_t i = 0; i < person->posts_count; i++) {
        if (person->posts[i].since <= day)
            found = &person->posts[i];
    }
    return found;
}

static void add_post(struct person *person, struct post post)
{
    if (person->posts_count < MAX_POSTS)
        person->posts[person->posts_count++] = post;
}

static int32_t salary_of(struct rng *rng, enum kind kind, enum role role)
{
    if (kind == HEAD)
        return 22000;
    if (role == MANAGER)
        return rng_between(rng, 20, 28) * 500;
    return rng_between(rng, 9, 15) * 500 + (kind == LEGAL ? 2000 : 0);
}

/* Somebody who was there before the first day played, or came when the team was opened. */
static struct person *add_person(struct sim *sim, int32_t index, int32_t team, enum role role)
{
    const struct team *in = &sim->teams[team];
    struct rng rng = rng_keyed(sim->options.seed, FOR_PEOPLE, (uint64_t)index);
    struct person *person = &sim->people[index];
    int32_t last = sim->options.from - 30;

    person->hired =
        in->opened > last ? in->opened + rng_below(&rng, 3) : rng_between(&rng, in->opened, last);
    person->left = NEVER;
    person->away_from = person->away_to = NEVER;
    person->skill = 500 + rng_below(&rng, 500) + rng_below(&rng, 500);
    person->diligence = rng_between(&rng, 700, 1300);
    person->rudeness = rng_permille(&rng, 150) ? rng_between(&rng, 30, 60) : rng_below(&rng, 3);
    add_post(person, (struct post){person->hired, team, role, salary_of(&rng, in->kind, role)});
    return person;
}

/* The team that a mover goes to: one of the mover's own kind if there is another, else of another
 * kind. */
static int32_t other_team(const struct sim *sim, struct rng *rng, int32_t team)
{
    enum kind kind = sim->teams[team].kind;

    for (int32_t tries = 0; tries < 100; tries++) {
        int32_t to = rng_below(rng, sim->teams_count);
        const struct team *candidate = &sim->teams[to];

        if (to == team || candidate->kind >= WORKING_KINDS || candidate->opened > sim->options.from)
            continue;
        if (candidate->kind == kind || rng_permille(rng, 300))
            return to;
    }
    return team;
}

/* What happens to a collector in the months played: nothing, to most. */
static void add_story(struct sim *sim, int32_t index)
{
    const struct options *options = &sim->options;
    struct rng rng = rng_keyed(options->seed, FOR_PEOPLE, (uint64_t)index | UINT64_C(1) << 32);
    struct person *person = &sim->people[index];
    struct post post = person->posts[0];
    int32_t last = calendar_add_months(options->from, options->months - 1);
    int32_t roll = rng_below(&rng, 1000);

    if (roll < 80) {
        person->hired = rng_between(&rng, options->from + 3, options->to - 25);
        person->posts[0].since = person->hired;
    } else if (roll < 140) {
        person->left = rng_between(&rng, options->from + 15, options->to - 8);
    } else if (roll < 210) {
        post.since = rng_between(&rng, last + 10, last + 20);
        post.team = other_team(sim, &rng, post.team);
        if (post.team != person->posts[0].team)
            add_post(person, post);
    } else if (roll < 350) {
        post.since = calendar_add_months(options->from, rng_below(&rng, options->months));
        post.salary += 500;
        add_post(person, post);
    }
}

static void add_absence(struct sim *sim, int32_t index)
{
    struct rng rng = rng_keyed(sim->options.seed, FOR_PEOPLE, (uint64_t)index | UINT64_C(2) << 32);
    struct person *person = &sim->people[index];
    int32_t first = person->hired > sim->options.from ? person->hired : sim->options.from;
    int32_t last = person->left < sim->options.to ? person->left : sim->options.to - 1;

    if (!rng_permille(&rng, 400) || last - first < 20)
        return;
    person->away_from = rng_between(&rng, first + 5, last - 5);
    person->away_to = person->away_from + rng_below(&rng, 5);
}

/* A team opened while the days are played: its manager and two of its people come from the first
 * team of its kind. */
static void found_team(struct sim *sim, int32_t first_person, int32_t first_team)
{
    int32_t team = sim->teams_count - 1;

    while (sim->teams[team].manager != first_person)
        team--;
    for (int32_t i = first_person; i < first_person + 3 && i < sim->options.people; i++) {
        struct person *person = &sim->people[i];
        struct post post = person->posts[0];

        post.since = sim->teams[team].opened;
        post.salary = post.role == MANAGER ? 10500 : 6500;
        person->hired = sim->options.from - 190 + 20 * (i - first_person);
        person->posts[0] = (struct post){person->hired, first_team, COLLECTOR, 6500};
        person->posts_count = 1;
        person->left = NEVER;
        add_post(person, post);
    }
}

static void fill_team(struct sim *sim, int32_t team, int32_t first, int32_t count)
{
    enum kind kind = sim->teams[team].kind;
    bool is_new = sim->teams[team].opened > sim->options.from;

    for (int32_t i = first; i < first + count; i++) {
        enum role role = i == first ? MANAGER : kind == SALES ? SALESPERSON : COLLECTOR;

        add_person(sim, i, team, role);
        if (role == COLLECTOR && !is_new)
            add_story(sim, i);
        if (role == SALESPERSON)
            sim->sellers[sim->sellers_count++] = i;
    }
    sim->teams[team].manager = first;
}

/* The teams of a kind, about nine people each; returns the number of people placed. */
static int32_t add_teams(struct sim *sim, enum kind kind, int32_t first, int32_t count)
{
    int32_t teams = (count + 4) / 9 > 0 ? (count + 4) / 9 : 1;
    int32_t first_team = sim->teams_count;
    struct rng rng = rng_keyed(sim->options.seed, FOR_PEOPLE, (uint64_t)kind | UINT64_C(3) << 32);

    for (int32_t i = 0; i < teams; i++) {
        int32_t at = count * i / teams, next = count * (i + 1) / teams;
        struct team *team = &sim->teams[sim->teams_count++];

        *team = (struct team){kind, i + 1, sim->options.from - rng_between(&rng, 200, 2000), 0};
        if (kind == PHONE && teams > 1 && i == teams - 1 && sim->options.months > 1)
            team->opened = calendar_add_months(sim->options.from, 1);
        fill_team(sim, sim->teams_count - 1, first + at, next - at);
        if (team->opened > sim->options.from)
            found_team(sim, first + at, first_team);
    }
    return count;
}

void company_make(struct sim *sim)
{
    int32_t people = sim->options.people, first = 1;
    int32_t count[KINDS];

    sim->teams = zeroed(people, sizeof *sim->teams);
    sim->people = zeroed(people, sizeof *sim->people);
    sim->sellers = zeroed(people, sizeof *sim->sellers);
    sim->width_person = width_of(people, 3);
    sim->teams[0] = (struct team){HEAD, 0, sim->options.from - 2400, 0};
    sim->teams_count = 1;
    fill_team(sim, 0, 0, 1);
    count[PHONE] = people - 1;
    for (enum kind kind = MESSAGE; kind < HEAD; kind++) {
        if (kind != PHONE)
            count[PHONE] -= count[kind] = people * percent_of_people[kind] / 100;
    }
    for (enum kind kind = MESSAGE; kind < HEAD; kind++)
        first += add_teams(sim, kind, first, count[kind]);
    for (int32_t i = 0; i < people; i++)
        add_absence(sim, i);
    for (enum kind kind = MESSAGE; kind < WORKING_KINDS; kind++)
        sim->active[kind] = zeroed(people, sizeof **sim->active);
}

void company_free(struct sim *sim)
{
    for (int32_t i = 0; i < sim->options.people; i++)
        free(sim->people[i].held);
    for (enum kind kind = MESSAGE; kind < WORKING_KINDS; kind++)
        free(sim->active[kind]);
    free(sim->sellers);
    free(sim->people);
    free(sim->teams);
}

/* The kind of team that somebody collects for on a day; KINDS: none. */
static enum kind works_as(const struct sim *sim, const struct person *person, int32_t day)
{
    const struct post *post = post_on(person, day);

    return post && post->role == COLLECTOR ? sim->teams[post->team].kind : KINDS;
}

void company_open_day(struct sim *sim)
{
    for (enum kind kind = MESSAGE; kind < WORKING_KINDS; kind++)
        sim->active_count[kind] = 0;
    for (int32_t i = 0; i < sim->options.people; i++) {
        enum kind kind = works_as(sim, &sim->people[i], sim->today);

        if (kind < WORKING_KINDS)
            sim->active[kind][sim->active_count[kind]++] = i;
    }
    if (sim->today == sim->options.from)
        return;
    for (int32_t i = 0; i < sim->options.people; i++) {
        const struct person *person = &sim->people[i];
        enum kind now = works_as(sim, person, sim->today);
        const struct post *post = post_on(person, sim->today);

        if (now != works_as(sim, person, sim->today - 1)) {
            book_redeal_all(sim, i);
            if (now < WORKING_KINDS)
                book_share_with(sim, i, now);
        } else if (now < WORKING_KINDS && post->since == sim->today &&
                   sim->teams[post->team].opened == sim->today) {
            book_redeal_all(sim, i);
            book_share_with(sim, i, now);
        }
    }
}

void out_person(struct out *out, const struct sim *sim, int32_t person)
{
    out_id(out, 'E', person + 1, sim->width_person);
}

void out_team(struct out *out, int32_t team)
{
    out_id(out, 'T', team, 2);
}

static void write_team_name(struct out *out, const struct team *team)
{
    static const char *const numbers[] = {"一", "二", "三", "四", "五",
                                          "六", "七", "八", "九", "十"};
    char name[64];

    if (team->kind == HEAD)
        snprintf(name, sizeof name, "%s", team_titles[HEAD]);
    else if (team->number <= 10)
        snprintf(name, sizeof name, "%s%s组", team_titles[team->kind], numbers[team->number - 1]);
    else
        snprintf(name, sizeof name, "%s%d组", team_titles[team->kind], (int)team->number);
    out_text(out, name);
}

static void write_teams(const struct sim *sim)
{
    struct out *out = open_csv(sim, "teams", "team_id,name,parent_id,kind,manager_id,opened_on");

    for (int32_t i = 0; i < sim->teams_count; i++) {
        const struct team *team = &sim->teams[i];

        out_team(out, i);
        write_team_name(out, team);
        if (i == 0)
            out_empty(out);
        else
            out_team(out, 0);
        out_text(out, kind_names[team->kind]);
        out_person(out, sim, team->manager);
        out_date(out, team->opened);
        out_end(out);
    }
    close_csv(out);
}

/* Open accounts that one collector may have: half as many again as come to each, and more for the
 * message and legal teams, whose work is lighter on the account. */
static int32_t capacity_of(const struct sim *sim, enum kind kind)
{
    int32_t each = sim->options.accounts / sim->options.people;
    int32_t capacity = kind == MESSAGE || kind == LEGAL ? each * 4 : each * 5 / 2;

    return (capacity / 10 + 1) * 10;
}

static void write_person(struct out *out, const struct sim *sim, int32_t index)
{
    const struct person *person = &sim->people[index];
    struct rng rng = rng_keyed(sim->options.seed, FOR_PEOPLE, (uint64_t)index | UINT64_C(4) << 32);
    char name[NAME_SIZE];

    words_name(&rng, name);
    for (int32_t i = 0; i < person->posts_count; i++) {
        const struct post *post = &person->posts[i];

        out_person(out, sim, index);
        out_date(out, post->since);
        out_text(out, name);
        out_team(out, post->team);
        out_text(out, role_names[post->role]);
        out_date(out, person->hired);
        if (person->left == NEVER)
            out_empty(out);
        else
            out_date(out, person->left);
        out_int(out, post->salary);
        if (post->role == COLLECTOR)
            out_int(out, capacity_of(sim, sim->teams[post->team].kind));
        else
            out_empty(out);
        out_end(out);
    }
}

void company_write(const struct sim *sim)
{
    struct out *out = open_csv(sim, "employees",
                               "employee_id,since,name,team_id,role,hired_on,left_on,base_salary,"
                               "capacity");

    for (int32_t i = 0; i < sim->options.people; i++)
        write_person(out, sim, i);
    close_csv(out);
    write_teams(sim);
}
