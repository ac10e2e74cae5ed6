/* The office's own records: targets, costs, absences, trainings. */
#include <stdlib.h>

#include "calendar.h"
#include "sim.h"
#include "words.h"

enum { COURSES = 4 };
static const char *const channel_names[CHANNELS] = {"phone", "wechat", "sms", "letter", "visit"};
static const int32_t cents_each[CHANNELS] = {55, 8, 5, 1200, 6800};

/* What a month should bring in of what is held when it begins, per 1,000, by kind of team. */
static const int32_t target_permille[WORKING_KINDS] = {320, 135, 75, 50};
enum { NEW_TEAM_TARGET_YUAN = 80000, NEW_TEAM_MONTHS = 3 };

/* Absences and trainings: few rows, sorted by day. */
struct record {
    int32_t day, person, until, what;
    bool passed;
};

static int by_day(const void *one, const void *other)
{
    const struct record *a = one, *b = other;

    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->person != b->person)
        return a->person < b->person ? -1 : 1;
    return (a->what > b->what) - (a->what < b->what);
}

static void write_absences(const struct sim *sim)
{
    struct out *out = open_csv(sim, "absences", "employee_id,from,to,kind");
    struct record *records = zeroed(sim->options.people, sizeof *records);
    int32_t count = 0;

    for (int32_t i = 0; i < sim->options.people; i++) {
        const struct person *person = &sim->people[i];

        if (person->away_from != NEVER)
            records[count++] = (struct record){person->away_from, i, person->away_to, i % 3, false};
    }
    qsort(records, (size_t)count, sizeof *records, by_day);
    for (int32_t i = 0; i < count; i++) {
        out_person(out, sim, records[i].person);
        out_date(out, records[i].day);
        out_date(out, records[i].until);
        out_text(out, words_absences[records[i].what]);
        out_end(out);
    }
    close_csv(out);
    free(records);
}

/* The first course soon after one is hired, the others over the last year. */
static int32_t add_trainings(const struct sim *sim, int32_t index, struct record *records)
{
    const struct person *person = &sim->people[index];
    struct rng rng = rng_keyed(sim->options.seed, FOR_RECORDS, (uint64_t)index);
    int32_t count = 0;

    for (int32_t course = 0; course < COURSES; course++) {
        int32_t year_ago = sim->options.to - 365;
        int32_t first = course == 0 || person->hired > year_ago ? person->hired + 2 : year_ago;
        int32_t day = rng_between(&rng, first, course == 0 ? first + 12 : sim->options.to - 1);

        if ((course > 0 && !rng_permille(&rng, 450)) || day >= sim->options.to ||
            day > person->left)
            continue;
        records[count++] =
            (struct record){day, index, 0, course, course == 0 || rng_permille(&rng, 880)};
    }
    return count;
}

static void write_trainings(const struct sim *sim)
{
    struct out *out = open_csv(sim, "trainings", "employee_id,course,completed_on,passed");
    struct record *records = zeroed((int64_t)sim->options.people * COURSES, sizeof *records);
    int32_t count = 0;

    for (int32_t i = 0; i < sim->options.people; i++)
        count += add_trainings(sim, i, records + count);
    qsort(records, (size_t)count, sizeof *records, by_day);
    for (int32_t i = 0; i < count; i++) {
        out_person(out, sim, records[i].person);
        out_text(out, words_courses[records[i].what]);
        out_date(out, records[i].day);
        out_text(out, records[i].passed ? "yes" : "no");
        out_end(out);
    }
    close_csv(out);
    free(records);
}

void records_write(const struct sim *sim)
{
    write_absences(sim);
    write_trainings(sim);
}

void records_open(struct sim *sim)
{
    sim->cost_counts = zeroed((int64_t)sim->teams_count * CHANNELS, sizeof *sim->cost_counts);
    out_open(&sim->targets, sim->options.out, "targets", "scope,scope_id,metric_id,period,value");
    out_open(&sim->costs, sim->options.out, "costs", "period,team_id,channel,amount");
}

static void out_month(struct out *out, int32_t day)
{
    struct civil civil = calendar_civil(day);
    char month[16];

    snprintf(month, sizeof month, "%04d-%02d", (int)civil.year % 10000, (int)civil.month);
    out_text(out, month);
}

static int64_t target_of(const struct sim *sim, int32_t person, enum kind kind)
{
    const struct person *holder = &sim->people[person];
    int64_t sum = 0;

    for (int32_t i = 0; i < holder->held_count; i++)
        sum += sim->accounts[holder->held[i]].balance;
    return sum * target_permille[kind] / 1000;
}

static void begin_target(struct sim *sim, const char *scope)
{
    out_text(&sim->targets, scope);
}

static void end_target(struct sim *sim, int64_t cents, int64_t step_yuan)
{
    int64_t step = step_yuan * 100;

    out_text(&sim->targets, "recovered_amount");
    out_month(&sim->targets, sim->today);
    out_int(&sim->targets, (cents + step - 1) / step * step_yuan);
    out_end(&sim->targets);
}

static void write_company_target(struct sim *sim)
{
    out_text(&sim->targets, "company");
    out_empty(&sim->targets);
    out_text(&sim->targets, "recovery_rate_90");
    out_month(&sim->targets, sim->today);
    out_text(&sim->targets, "0.06");
    out_end(&sim->targets);
}

static bool is_starting(const struct sim *sim, const struct team *team)
{
    return team->opened >= sim->options.from &&
           calendar_add_months(team->opened, NEW_TEAM_MONTHS) > sim->today;
}

void records_open_day(struct sim *sim)
{
    int64_t *teams;

    if (calendar_civil(sim->today).day != 1)
        return;
    write_company_target(sim);
    teams = zeroed(sim->teams_count, sizeof *teams);
    for (enum kind kind = MESSAGE; kind < WORKING_KINDS; kind++) {
        for (int32_t i = 0; i < sim->active_count[kind]; i++) {
            int32_t person = sim->active[kind][i];
            int64_t target = target_of(sim, person, kind);

            teams[post_on(&sim->people[person], sim->today)->team] += target;
            if (target == 0)
                continue;
            begin_target(sim, "employee");
            out_person(&sim->targets, sim, person);
            end_target(sim, target, 500);
        }
    }
    for (int32_t i = 0; i < sim->teams_count; i++) {
        if (teams[i] == 0)
            continue;
        begin_target(sim, "team");
        out_team(&sim->targets, i);
        end_target(
            sim, is_starting(sim, &sim->teams[i]) ? (int64_t)NEW_TEAM_TARGET_YUAN * 100 : teams[i],
            1000);
    }
    free(teams);
}

void records_count(struct sim *sim, const struct contact *contact)
{
    int32_t team = post_on(&sim->people[contact->person], sim->today)->team;

    sim->cost_counts[team * CHANNELS + contact->channel]++;
}

void records_close_day(struct sim *sim)
{
    if (calendar_civil(sim->today + 1).day != 1)
        return;
    for (int32_t i = 0; i < sim->teams_count * CHANNELS; i++) {
        int32_t channel = i % CHANNELS;

        if (sim->cost_counts[i] == 0)
            continue;
        out_month(&sim->costs, sim->today);
        out_team(&sim->costs, i / CHANNELS);
        out_text(&sim->costs, channel_names[channel]);
        out_money(&sim->costs, sim->cost_counts[i] * cents_each[channel]);
        out_end(&sim->costs);
        sim->cost_counts[i] = 0;
    }
}

void records_close(struct sim *sim)
{
    out_close(&sim->targets);
    out_close(&sim->costs);
    free(sim->cost_counts);
}
