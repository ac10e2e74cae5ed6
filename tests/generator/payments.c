/* The money of a day: what was promised, what comes of itself, what bounces. */
#include <stdlib.h>

#include "calendar.h"
#include "sim.h"

enum { STAGES = 4, METHODS = 4 };
static const char *const method_names[METHODS] = {"bank", "alipay", "wechat_pay", "cash"};

/* By stage, per 1,000: payments that clear the account, the most that a part payment is of the
 * balance, and how readily somebody pays at all. */
static const int32_t clearing[STAGES] = {260, 140, 80, 60};
static const int32_t largest_part[STAGES] = {300, 240, 200, 160};
static const int32_t readiness[STAGES] = {800, 560, 420, 340};
static const int32_t rating_percent[] = {160, 145, 130, 110, 95, 80, 60, 95}; /* AAA … C, none */

struct payment {
    int64_t amount;
    int64_t reverses; /* the number of a payment, or 0 */
    int32_t account, holder, second, method;
};

/* Money on its way, in the list of the day on which it comes. */
struct expected {
    struct payment payment;
    int32_t next;
};

struct money {
    struct out *out, *credits;
    int64_t written, wanted, weight_left;
    int32_t *days; /* first in each day's list */
    struct expected *expected;
    int32_t expected_count, expected_room, unused;
    struct payment *today;
    uint64_t *order;
    int32_t count, room, order_room;
};

static int32_t weight_of(int32_t day)
{
    struct civil civil = calendar_civil(day);

    return civil.day >= 28 ? 140 : civil.day >= 10 && civil.day <= 15 ? 125 : 100;
}

void payments_open(struct sim *sim)
{
    struct money *money = sim->money = zeroed(1, sizeof *money);
    const struct options *options = &sim->options;

    money->out = open_csv(sim, "payments", "payment_id,account_id,paid_at,amount,channel,reverses");
    money->credits = open_csv(sim, "credits", "payment_id,employee_id,share");
    money->wanted = (int64_t)options->accounts * options->payments_permille / 1000;
    money->days = zeroed(options->to - options->from, sizeof *money->days);
    money->unused = NOTHING;
    for (int32_t day = options->from; day < options->to; day++) {
        money->weight_left += weight_of(day);
        money->days[day - options->from] = NOTHING;
    }
}

static enum kind stage_at(int32_t dpd)
{
    enum kind kind = MESSAGE;

    book_stage(dpd, &kind);
    return kind;
}

int64_t payments_size(struct rng *rng, int64_t balance, int32_t dpd)
{
    enum kind stage = stage_at(dpd);
    int64_t part, round;

    if (balance < 10000 || rng_permille(rng, clearing[stage]))
        return balance;
    part = balance * rng_between(rng, 20, largest_part[stage]) / 1000;
    part = part < 5000 ? 5000 : part;
    if (rng_permille(rng, 600)) { /* a round sum */
        round = part < 50000 ? 1000 : 10000;
        part = (part + round - 1) / round * round;
    }
    return part < balance ? part : balance;
}

static void put_expected(struct sim *sim, const struct payment *payment, int32_t day)
{
    struct money *money = sim->money;
    int32_t *list, at = money->unused;

    if (day < sim->today || day >= sim->options.to)
        return;
    list = &money->days[day - sim->options.from];
    if (at == NOTHING) {
        money->expected = grow(money->expected, money->expected_count, &money->expected_room,
                               sizeof *money->expected);
        at = money->expected_count++;
    } else {
        money->unused = money->expected[at].next;
    }
    money->expected[at] = (struct expected){*payment, *list};
    *list = at;
}

static int32_t draw_method(struct rng *rng)
{
    static const int32_t weights[METHODS] = {350, 300, 280, 70};

    return rng_pick(rng, weights, METHODS);
}

void payments_expect(struct sim *sim, int32_t account, int64_t amount, int32_t day, int32_t second)
{
    struct payment payment = {.amount = amount, .account = account, .second = second};

    payment.method = draw_method(&sim->rng);
    put_expected(sim, &payment, day);
}

static void keep(struct money *money, const struct payment *payment)
{
    money->today = grow(money->today, money->count, &money->room, sizeof *money->today);
    money->today[money->count++] = *payment;
}

/* A payment that clears is now and then rounded up. */
static void pay(struct sim *sim, struct payment *payment)
{
    struct account *account = &sim->accounts[payment->account];

    if (account->balance <= 0)
        return;
    if (payment->amount >= account->balance) {
        payment->amount = account->balance;
        if (rng_permille(&sim->rng, 25))
            payment->amount = (account->balance + 9999) / 10000 * 10000;
    }
    payment->holder = account->holder;
    account->balance -= payment->amount;
    if (account->balance <= 0)
        book_take(sim, payment->account, sim->today + 1);
    keep(sim->money, payment);
}

static void take_back(struct sim *sim, struct payment *payment)
{
    struct account *account = &sim->accounts[payment->account];
    bool was_paid = account->balance <= 0;

    payment->holder = NOBODY;
    account->balance -= payment->amount;
    keep(sim->money, payment);
    if (was_paid)
        book_deal(sim, payment->account);
}

static void take_expected(struct sim *sim)
{
    struct money *money = sim->money;
    int32_t *list = &money->days[sim->today - sim->options.from];

    while (*list != NOTHING) {
        int32_t at = *list;
        struct payment payment = money->expected[at].payment;

        *list = money->expected[at].next;
        money->expected[at].next = money->unused;
        money->unused = at;
        if (payment.reverses)
            take_back(sim, &payment);
        else
            pay(sim, &payment);
    }
}

/* Somebody pays of himself, the likelier the fresher the debt and the better the collector. */
static void maybe_pay(struct sim *sim, int32_t index)
{
    const struct account *account = &sim->accounts[index];
    int32_t dpd = sim->today - account->due;
    int32_t skill = account->holder == NOBODY ? 700 : sim->people[account->holder].skill;
    int32_t chance = dpd < 1 ? 60 : readiness[stage_at(dpd)];
    struct payment payment = {.account = index};

    chance = chance * skill / 1000 * rating_percent[account->rating] / 100;
    if (account->balance <= 0 || account->status == WRITTEN_OFF || !rng_permille(&sim->rng, chance))
        return;
    payment.amount = payments_size(&sim->rng, account->balance, dpd);
    payment.second = rng_between(&sim->rng, 8 * 3600, 23 * 3600 - 1);
    payment.method = draw_method(&sim->rng);
    pay(sim, &payment);
}

/* One payment in 250 was two people's work. */
static void maybe_split(struct sim *sim, const struct payment *payment, int64_t number)
{
    struct money *money = sim->money;
    enum kind kind = (enum kind)rng_below(&sim->rng, WORKING_KINDS);
    bool even = rng_permille(&sim->rng, 300);
    int32_t other;

    if (payment->holder == NOBODY || payment->reverses || sim->active_count[kind] == 0 ||
        !rng_permille(&sim->rng, 4))
        return;
    other = sim->active[kind][rng_below(&sim->rng, sim->active_count[kind])];
    if (other == payment->holder)
        return;
    for (int i = 0; i < 2; i++) {
        out_id(money->credits, 'P', number, width_of(money->wanted * 2, 6));
        out_person(money->credits, sim, i == 0 ? payment->holder : other);
        out_text(money->credits, even ? "0.5" : i == 0 ? "0.7" : "0.3");
        out_end(money->credits);
    }
}

static void maybe_bounce(struct sim *sim, const struct payment *payment, int64_t number)
{
    struct payment back = *payment;

    if (payment->reverses || !rng_permille(&sim->rng, 12))
        return;
    back.amount = -payment->amount;
    back.reverses = number;
    back.second = rng_between(&sim->rng, 9 * 3600, 11 * 3600);
    put_expected(sim, &back, sim->today + rng_between(&sim->rng, 1, 20));
}

static void write_payment(struct sim *sim, const struct payment *payment, int64_t number)
{
    struct out *out = sim->money->out;
    int width = width_of(sim->money->wanted * 2, 6);

    out_id(out, 'P', number, width);
    out_account(out, sim, payment->account);
    out_time(out, sim->today, payment->second);
    out_money(out, payment->amount);
    out_text(out, method_names[payment->method]);
    if (payment->reverses)
        out_id(out, 'P', payment->reverses, width);
    else
        out_empty(out);
    out_end(out);
}

static int by_second(const void *one, const void *other)
{
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;

    return (a > b) - (a < b);
}

static void write_day(struct sim *sim)
{
    struct money *money = sim->money;

    for (int32_t i = 0; i < money->count; i++) {
        money->order = grow(money->order, i, &money->order_room, sizeof *money->order);
        money->order[i] = (uint64_t)money->today[i].second << 32 | (uint64_t)i;
    }
    if (money->count > 0)
        qsort(money->order, (size_t)money->count, sizeof *money->order, by_second);
    for (int32_t i = 0; i < money->count; i++) {
        const struct payment *payment = &money->today[money->order[i] & UINT32_MAX];

        write_payment(sim, payment, ++money->written);
        maybe_split(sim, payment, money->written);
        maybe_bounce(sim, payment, money->written);
    }
}

void payments_day(struct sim *sim)
{
    struct money *money = sim->money;
    int32_t weight = weight_of(sim->today);
    int64_t quota = (money->wanted - money->written) * weight / money->weight_left;

    money->weight_left -= weight;
    money->count = 0;
    take_expected(sim);
    for (int64_t tries = quota * 20; tries > 0 && money->count < quota; tries--)
        maybe_pay(sim, rng_below(&sim->rng, sim->placed_count));
    write_day(sim);
}

void payments_close(struct sim *sim)
{
    struct money *money = sim->money;

    close_csv(money->out);
    close_csv(money->credits);
    free(money->days);
    free(money->expected);
    free(money->today);
    free(money->order);
    free(money);
}
