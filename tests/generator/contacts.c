/* The calls of a day: who calls whom, how, and with what success. */
#include <stdlib.h>

#include "calendar.h"
#include "sim.h"
#include "words.h"

enum outcome {
    NO_ANSWER,
    BUSY,
    WRONG_PARTY,
    LEFT_MESSAGE,
    TALKED,
    REFUSED,
    DISPUTED,
    PROMISED,
    PAID,
    OUTCOMES
};
static const char *const outcome_names[OUTCOMES] = {"no_answer",    "busy",     "wrong_party",
                                                    "left_message", "talked",   "refused",
                                                    "disputed",     "promised", "paid"};
static const char *const channel_names[CHANNELS] = {"phone", "wechat", "sms", "letter", "visit"};

static const int32_t channel_weights[WORKING_KINDS][CHANNELS] = {
    [MESSAGE] = {20, 45, 35, 0, 0},
    [PHONE] = {82, 10, 8, 0, 0},
    [VISIT] = {38, 10, 2, 5, 45},
    [LEGAL] = {45, 10, 8, 25, 12},
};
static const int32_t outcome_weights[CHANNELS][OUTCOMES] = {
    [BY_PHONE] = {330, 80, 40, 30, 260, 110, 25, 110, 15},
    [BY_WECHAT] = {380, 0, 10, 60, 290, 80, 20, 140, 20},
    [BY_SMS] = {20, 0, 10, 850, 40, 20, 5, 50, 5},
    [BY_LETTER] = {10, 0, 60, 880, 20, 10, 10, 10, 0},
    [BY_VISIT] = {320, 0, 110, 40, 250, 110, 20, 130, 20},
};
/* How often a promise is kept, per 1,000, and how readily one is made, in percent. */
static const int32_t kept_permille[WORKING_KINDS] = {620, 460, 340, 240};
static const int32_t promise_percent[WORKING_KINDS] = {150, 110, 85, 60};

struct calls {
    struct out *out;
    int64_t written;
    int64_t weight_left; /* of the days to come, today included */
    struct contact *today;
    uint64_t *order; /* second and index of today's contacts */
    int32_t count, room, order_room;
};

void contacts_open(struct sim *sim)
{
    struct calls *calls = sim->calls = zeroed(1, sizeof *calls);

    calls->out = open_csv(sim, "contacts",
                          "contact_id,account_id,employee_id,started_at,duration_s,channel,outcome,"
                          "promised_amount,promised_on,reason,transcript");
    for (int32_t day = sim->options.from; day < sim->options.to; day++)
        calls->weight_left += calendar_activity(day);
}

bool contact_connected(const struct contact *contact)
{
    return contact->outcome >= TALKED;
}

static enum kind stage_of(const struct sim *sim, int32_t account)
{
    enum kind kind = MESSAGE;

    book_stage(sim->today - sim->accounts[account].due, &kind);
    return kind;
}

static int32_t draw_second(struct rng *rng, const struct contact *contact)
{
    if (contact->rude && rng_permille(rng, 250))
        return rng_between(rng, 22 * 3600 + 300, 22 * 3600 + 2700);
    if (contact->channel == BY_VISIT)
        return rng_between(rng, 9 * 3600, 18 * 3600);
    if (rng_permille(rng, 430))
        return rng_between(rng, 8 * 3600 + 1800, 12 * 3600);
    return rng_between(rng, 13 * 3600 + 1800, 20 * 3600);
}

static int32_t draw_duration(struct rng *rng, const struct contact *contact)
{
    int32_t duration;

    if (contact->channel == BY_SMS || contact->channel == BY_LETTER)
        return 0;
    if (contact->outcome == NO_ANSWER || contact->outcome == BUSY)
        return 0;
    if (!contact_connected(contact))
        return rng_between(rng, 8, 60);
    if (contact->channel == BY_VISIT)
        return rng_between(rng, 240, 2400);
    duration = rng_between(rng, 40, 240) + (contact->outcome == PROMISED ? 60 : 0);
    if (rng_permille(rng, 200))
        duration += rng_below(rng, 600);
    return duration;
}

static uint8_t draw_outcome(struct sim *sim, const struct contact *contact, enum kind stage)
{
    int32_t weights[OUTCOMES], skill = sim->people[contact->person].skill;

    for (int32_t i = 0; i < OUTCOMES; i++)
        weights[i] = outcome_weights[contact->channel][i] * 10;
    weights[PROMISED] = weights[PROMISED] * skill / 1000 * promise_percent[stage] / 100;
    weights[REFUSED] = weights[REFUSED] * (2000 - skill) / 1000;
    return (uint8_t)rng_pick(&sim->rng, weights, OUTCOMES);
}

/* A promise; where it is going to be kept, at once or late and by half, the payment is on its
 * way. (C leaves the order of arguments open: chance is drawn in statements of its own.) */
static void make_promise(struct sim *sim, struct contact *contact, enum kind stage)
{
    const struct account *account = &sim->accounts[contact->account];
    struct rng *rng = &sim->rng;
    int64_t amount = payments_size(rng, account->balance, sim->today - account->due);
    int32_t kept = kept_permille[stage] * sim->people[contact->person].skill / 1000;
    int32_t second = rng_between(rng, 8 * 3600, 22 * 3600);
    int32_t day;

    contact->promised_on = sim->today + rng_between(rng, 1, 12);
    contact->promised = rng_permille(rng, 850) ? amount : 0;
    if (rng_permille(rng, kept)) {
        day = contact->promised_on + rng_between(rng, -1, 2);
        payments_expect(sim, contact->account, amount, day, second);
    } else if (rng_permille(rng, 200)) {
        day = contact->promised_on + rng_between(rng, 0, 9);
        payments_expect(sim, contact->account, day % 2 ? amount : amount / 2, day, second);
    }
}

/* They say that they have paid, and have. */
static void pay_at_once(struct sim *sim, const struct contact *contact)
{
    const struct account *account = &sim->accounts[contact->account];
    int32_t second = contact->second + rng_between(&sim->rng, 60, 3000);
    int64_t amount = payments_size(&sim->rng, account->balance, sim->today - account->due);

    payments_expect(sim, contact->account, amount, sim->today, second);
}

/* The next account in their hands that may be worked; most in turn, some by chance. */
static int32_t next_account(struct sim *sim, struct person *person)
{
    for (int32_t tries = 0; tries < 8; tries++) {
        int32_t account;

        if (rng_permille(&sim->rng, 150))
            account = person->held[rng_below(&sim->rng, person->held_count)];
        else
            account = person->held[person->cursor++ % person->held_count];
        if (sim->accounts[account].status != PAUSED)
            return account;
    }
    return person->held[0];
}

static void make_contact(struct sim *sim, int32_t person)
{
    struct calls *calls = sim->calls;
    struct person *caller = &sim->people[person];
    struct contact contact = {.person = person, .account = next_account(sim, caller)};
    enum kind stage = stage_of(sim, contact.account);
    enum kind team = sim->teams[post_on(caller, sim->today)->team].kind;

    contact.channel = (uint8_t)rng_pick(&sim->rng, channel_weights[team], CHANNELS);
    contact.outcome = draw_outcome(sim, &contact, stage);
    contact.rude = rng_permille(&sim->rng, caller->rudeness);
    contact.second = draw_second(&sim->rng, &contact);
    contact.duration = draw_duration(&sim->rng, &contact);
    if (contact.outcome >= TALKED && contact.outcome < PAID && rng_permille(&sim->rng, 350))
        contact.reason = (uint8_t)rng_between(&sim->rng, 1, 9);
    if (contact.outcome == PROMISED)
        make_promise(sim, &contact, stage);
    if (contact.outcome == PAID)
        pay_at_once(sim, &contact);
    calls->today = grow(calls->today, calls->count, &calls->room, sizeof *calls->today);
    calls->today[calls->count++] = contact;
}

static int64_t capacity_of(const struct sim *sim, int32_t index)
{
    const struct person *person = &sim->people[index];
    bool away = person->away_from <= sim->today && sim->today <= person->away_to;

    return away || person->held_count == 0 ? 0 : person->diligence;
}

/* Today's part of the contacts that are left, dealt out by diligence. */
static void make_contacts(struct sim *sim, int64_t quota)
{
    int64_t sum = 0, before = 0;

    for (enum kind kind = MESSAGE; kind < WORKING_KINDS; kind++) {
        for (int32_t i = 0; i < sim->active_count[kind]; i++)
            sum += capacity_of(sim, sim->active[kind][i]);
    }
    for (enum kind kind = MESSAGE; kind < WORKING_KINDS && sum > 0; kind++) {
        for (int32_t i = 0; i < sim->active_count[kind]; i++) {
            int64_t after = before + capacity_of(sim, sim->active[kind][i]);

            for (int64_t n = quota * before / sum; n < quota * after / sum; n++)
                make_contact(sim, sim->active[kind][i]);
            before = after;
        }
    }
}

static void write_contact(struct sim *sim, const struct contact *contact, int64_t number)
{
    struct out *out = sim->calls->out;

    out_contact_id(out, sim, number);
    out_account(out, sim, contact->account);
    out_person(out, sim, contact->person);
    out_time(out, sim->today, contact->second);
    out_int(out, contact->duration);
    out_text(out, channel_names[contact->channel]);
    out_text(out, outcome_names[contact->outcome]);
    if (contact->promised > 0)
        out_money(out, contact->promised);
    else
        out_empty(out);
    if (contact->promised_on > 0)
        out_date(out, contact->promised_on);
    else
        out_empty(out);
    out_text(out, contact->reason > 0 ? words_reasons[contact->reason - 1] : "");
    out_transcript(out, sim, contact, number);
    out_end(out);
}

static int by_second(const void *one, const void *other)
{
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;

    return (a > b) - (a < b);
}

void contacts_day(struct sim *sim)
{
    struct calls *calls = sim->calls;
    int32_t weight = calendar_activity(sim->today);

    calls->count = 0;
    make_contacts(sim, (sim->options.contacts - calls->written) * weight / calls->weight_left);
    calls->weight_left -= weight;
    for (int32_t i = 0; i < calls->count; i++) {
        calls->order = grow(calls->order, i, &calls->order_room, sizeof *calls->order);
        calls->order[i] = (uint64_t)calls->today[i].second << 32 | (uint64_t)i;
    }
    if (calls->count > 0)
        qsort(calls->order, (size_t)calls->count, sizeof *calls->order, by_second);
    for (int32_t i = 0; i < calls->count; i++) {
        const struct contact *contact = &calls->today[calls->order[i] & UINT32_MAX];

        write_contact(sim, contact, ++calls->written);
        after_contact(sim, contact, calls->written);
        records_count(sim, contact);
    }
}

void contacts_close(struct sim *sim)
{
    close_csv(sim->calls->out);
    free(sim->calls->today);
    free(sim->calls->order);
    free(sim->calls);
}
