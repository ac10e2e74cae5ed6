/* The book: accounts as they are placed, aged and moved from stage to stage, and who holds them. */
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "sim.h"
#include "words.h"

enum { STAGES = 4, NOT_YET_DUE = STAGES };
static const int32_t stage_from[STAGES + 1] = {1, 30, 90, 180, 700};

/* The first accounts, which are there when the days begin; the rest come month by month. */
static int32_t initial_count(const struct options *options)
{
    int32_t later = 13 * options->months;

    return (int32_t)((int64_t)options->accounts * (100 - (later < 70 ? later : 70)) / 100);
}

/* Amounts as debts are: many small, few large; within a class evenly spread. */
static int64_t draw_amount(struct rng *rng)
{
    static const int32_t bounds[] = {100, 300, 700, 1500, 3000, 6000, 15000, 50000};
    static const int32_t weights[] = {130, 230, 270, 210, 110, 42, 8};
    int32_t class = rng_pick(rng, weights, 7);
    int64_t yuan = rng_between(rng, bounds[class], bounds[class + 1] - 1);

    return yuan * 100 + rng_below(rng, 100);
}

static int32_t draw_dpd(struct rng *rng, int32_t stage, int32_t at_least)
{
    int32_t low, high;

    if (stage == NOT_YET_DUE)
        return -rng_between(rng, 3, 75);
    low = stage_from[stage] > at_least ? stage_from[stage] : at_least;
    high = stage_from[stage + 1] - 1;
    return high > low ? rng_between(rng, low, high) : low;
}

/* Placed in the 80 days before, the nearer the more. */
static void place_before(const struct sim *sim, struct rng *rng, int32_t account,
                         struct placing *placing)
{
    static const int32_t weights[] = {330, 360, 170, 120, 20};
    int64_t count = initial_count(&sim->options);
    int64_t back = (count - account) * 1000 / count;
    int32_t age = (int32_t)(back * back * 80 / 1000000);

    placing->placed = sim->options.from - 1 - age;
    placing->due = sim->options.from - draw_dpd(rng, rng_pick(rng, weights, 5), age + 2);
}

/* Placed all through a month, the sooner the more; fresh ones within days of the due date. */
static void place_in_month(const struct sim *sim, struct rng *rng, int32_t account,
                           struct placing *placing)
{
    static const int32_t weights[] = {650, 230, 60, 20, 40};
    int64_t first = initial_count(&sim->options);
    int64_t rest = sim->options.accounts - first, at = account - first;
    int64_t month = at * sim->options.months / rest;
    int64_t begin = (month * rest + sim->options.months - 1) / sim->options.months;
    int64_t part = (at - begin) * 1000 * sim->options.months / rest;
    int32_t stage;

    placing->placed = calendar_add_months(sim->options.from, (int32_t)month) +
                      (int32_t)(part * part * 27 / 1000000);
    stage = rng_pick(rng, weights, 5);
    placing->due =
        placing->placed - (stage == 0 ? rng_between(rng, 1, 12) : draw_dpd(rng, stage, 1));
}

struct placing book_placing(const struct sim *sim, int32_t account)
{
    static const int32_t statuses[] = {978, 10, 8, 4};
    static const int32_t products[] = {420, 330, 130, 120};
    struct rng rng = rng_keyed(sim->options.seed, FOR_ACCOUNTS, (uint64_t)account);
    struct placing placing = {.amount = draw_amount(&rng)};

    if (account < initial_count(&sim->options))
        place_before(sim, &rng, account, &placing);
    else
        place_in_month(sim, &rng, account, &placing);
    placing.customer =
        account < sim->options.customers ? account : rng_below(&rng, sim->options.customers);
    placing.product = rng_pick(&rng, products, 4);
    placing.status = (enum status)rng_pick(&rng, statuses, 4);
    return placing;
}

bool book_stage(int32_t dpd, enum kind *kind)
{
    if (dpd < stage_from[0])
        return false;
    *kind = MESSAGE;
    while (*kind < LEGAL && dpd >= stage_from[*kind + 1])
        ++*kind;
    return true;
}

/* Holders */

static void add_episode(struct sim *sim, int32_t account, int32_t person)
{
    struct account *held = &sim->accounts[account];
    struct episode *last = held->episode == NOTHING ? NULL : &sim->episodes[held->episode];

    if (last && last->from == sim->today) { /* dealt again on the same day */
        last->person = person;
        last->to = NEVER;
        return;
    }
    if (last && last->to > sim->today) /* it was to end tonight */
        last->to = sim->today;
    sim->episodes =
        grow(sim->episodes, sim->episodes_count, &sim->episodes_room, sizeof *sim->episodes);
    held->episode = sim->episodes_count++;
    sim->episodes[held->episode] = (struct episode){account, person, sim->today, NEVER};
}

static void give(struct sim *sim, int32_t account, int32_t person)
{
    struct person *holder = &sim->people[person];

    holder->held = grow(holder->held, holder->held_count, &holder->held_room, sizeof *holder->held);
    sim->accounts[account].holder = person;
    sim->accounts[account].place = holder->held_count;
    holder->held[holder->held_count++] = account;
    add_episode(sim, account, person);
}

void book_take(struct sim *sim, int32_t account, int32_t to)
{
    struct account *taken = &sim->accounts[account];
    struct person *holder;
    int32_t last;

    if (taken->holder == NOBODY)
        return;
    holder = &sim->people[taken->holder];
    last = holder->held[--holder->held_count];
    holder->held[taken->place] = last;
    sim->accounts[last].place = taken->place;
    sim->episodes[taken->episode].to = to;
    taken->holder = NOBODY;
}

/* The one of two, picked at random, who has less; a few accounts wait for a holder. */
void book_deal(struct sim *sim, int32_t account)
{
    const struct account *dealt = &sim->accounts[account];
    enum kind kind;
    int32_t one, other;

    if (dealt->balance <= 0 || dealt->status == WRITTEN_OFF ||
        !book_stage(sim->today - dealt->due, &kind) || sim->active_count[kind] == 0 ||
        rng_permille(&sim->rng, 15))
        return;
    one = sim->active[kind][rng_below(&sim->rng, sim->active_count[kind])];
    other = sim->active[kind][rng_below(&sim->rng, sim->active_count[kind])];
    give(sim, account, sim->people[other].held_count < sim->people[one].held_count ? other : one);
}

void book_redeal_all(struct sim *sim, int32_t person)
{
    while (sim->people[person].held_count > 0) {
        int32_t account = sim->people[person].held[sim->people[person].held_count - 1];

        book_take(sim, account, sim->today);
        book_deal(sim, account);
    }
}

static bool is_of_kind(const struct sim *sim, int32_t account, enum kind kind)
{
    enum kind stage;

    return book_stage(sim->today - sim->accounts[account].due, &stage) && stage == kind;
}

/* A newcomer gets a little over half of what their colleagues have, some from each. */
void book_share_with(struct sim *sim, int32_t newcomer, enum kind kind)
{
    int32_t total = 0, wanted;

    for (int32_t i = 0; i < sim->active_count[kind]; i++)
        total += sim->people[sim->active[kind][i]].held_count;
    wanted = total * 3 / 5 / sim->active_count[kind] - sim->people[newcomer].held_count;
    for (int32_t i = 0; i < wanted; i++) {
        int32_t giver = sim->active[kind][rng_below(&sim->rng, sim->active_count[kind])];
        const struct person *person = &sim->people[giver];
        int32_t account;

        if (giver == newcomer || person->held_count == 0)
            continue;
        account = person->held[rng_below(&sim->rng, person->held_count)];
        if (!is_of_kind(sim, account, kind))
            continue;
        book_take(sim, account, sim->today);
        give(sim, account, newcomer);
    }
}

/* Days */

void book_make(struct sim *sim)
{
    const struct options *options = &sim->options;

    sim->accounts = zeroed(options->accounts, sizeof *sim->accounts);
    sim->bounds = zeroed(options->to - options->from, sizeof *sim->bounds);
    sim->width_account = width_of(options->accounts, 5);
    sim->width_customer = width_of(options->customers, 5);
    for (int32_t day = 0; day < options->to - options->from; day++)
        sim->bounds[day] = NOTHING;
}

/* Puts the account in the list of the day on which it comes to the next bound. */
static void await_bound(struct sim *sim, int32_t account)
{
    struct account *waiting = &sim->accounts[account];
    int32_t dpd = sim->today - waiting->due, stage = 0, day;

    while (stage < STAGES && stage_from[stage] <= dpd)
        stage++;
    day = waiting->due + stage_from[stage] - sim->options.from;
    if (stage == STAGES || waiting->due + stage_from[stage] >= sim->options.to)
        return;
    waiting->next = sim->bounds[day];
    sim->bounds[day] = account;
}

static void cross_bound(struct sim *sim, int32_t account)
{
    const struct account *crossing = &sim->accounts[account];
    enum kind kind;

    if (book_stage(sim->today - crossing->due, &kind)) {
        const struct person *holder =
            crossing->holder == NOBODY ? NULL : &sim->people[crossing->holder];

        if (holder && sim->teams[post_on(holder, sim->today)->team].kind != kind)
            book_take(sim, account, sim->today);
        if (crossing->holder == NOBODY)
            book_deal(sim, account);
    }
    await_bound(sim, account);
}

static void place(struct sim *sim, int32_t account, const struct placing *placing)
{
    struct account *placed = &sim->accounts[account];

    *placed = (struct account){.balance = placing->amount,
                               .due = placing->due,
                               .holder = NOBODY,
                               .episode = NOTHING,
                               .rating = (uint8_t)customer_rating(sim, placing->customer),
                               .status = (uint8_t)placing->status};
    book_deal(sim, account);
    await_bound(sim, account);
}

/* What was held before the first day was held since it was placed, came to its team, or the
 * holder's post began. */
static void date_back(struct sim *sim, int32_t account, const struct placing *placing)
{
    struct account *held = &sim->accounts[account];
    int32_t from = placing->placed + 1, bound, since;
    enum kind kind;

    if (held->holder == NOBODY || !book_stage(sim->today - held->due, &kind))
        return;
    bound = held->due + stage_from[kind];
    since = post_on(&sim->people[held->holder], sim->today)->since;
    from = from > bound ? from : bound;
    sim->episodes[held->episode].from = from > since ? from : since;
}

void book_open_day(struct sim *sim)
{
    int32_t *list = &sim->bounds[sim->today - sim->options.from];
    struct civil civil = calendar_civil(sim->today);

    while (*list != NOTHING) {
        int32_t account = *list;

        *list = sim->accounts[account].next;
        cross_bound(sim, account);
    }
    for (; sim->placed_count < sim->options.accounts; sim->placed_count++) {
        struct placing placing = book_placing(sim, sim->placed_count);

        if (placing.placed > sim->today)
            break;
        place(sim, sim->placed_count, &placing);
        if (sim->today == sim->options.from)
            date_back(sim, sim->placed_count, &placing);
    }
    if (civil.day != 1 || sim->today == sim->options.from)
        return;
    for (int32_t i = sim->placed_count / 100; i > 0; i--) { /* some change hands each month */
        int32_t account = rng_below(&sim->rng, sim->placed_count);

        book_take(sim, account, sim->today);
        book_deal(sim, account);
    }
}

/* Files */

void out_account(struct out *out, const struct sim *sim, int32_t account)
{
    out_id(out, 'A', account + 1, sim->width_account);
}

static void write_account(struct out *out, const struct sim *sim, int32_t index)
{
    static const char *const statuses[] = {"open", "paused", "legal", "written_off", "closed"};
    const struct account *account = &sim->accounts[index];
    struct placing placing = book_placing(sim, index);
    struct civil month = calendar_civil(placing.placed);
    struct rng rng =
        rng_keyed(sim->options.seed, FOR_ACCOUNTS, (uint64_t)index | UINT64_C(1) << 32);
    char batch[16];

    snprintf(batch, sizeof batch, "%04d-%02d", (int)month.year % 10000, (int)month.month);
    out_account(out, sim, index);
    out_customer(out, sim, placing.customer);
    out_text(out, placing.product == 3 ? "丁商贸" : words_clients[placing.product % 3]);
    out_text(out, batch);
    out_text(out, words_products[placing.product]);
    out_date(out, placing.due);
    out_money(out, placing.amount);
    out_date(out, placing.placed);
    out_text(out, rng_permille(&rng, 20) ? "" : words_pick(&rng, words_regions));
    out_text(out, statuses[account->balance <= 0 ? CLOSED : account->status]);
    if (account->balance > 0 && account->status == PAUSED)
        out_date(out, sim->options.to + rng_below(&rng, 60));
    else
        out_empty(out);
    out_end(out);
}

static int by_from_then_account(const void *one, const void *other)
{
    const struct episode *a = one, *b = other;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->account > b->account) - (a->account < b->account);
}

static void write_assignments(const struct sim *sim)
{
    struct out *out = open_csv(sim, "assignments", "account_id,employee_id,from,to");

    if (sim->episodes_count > 0)
        qsort(sim->episodes, (size_t)sim->episodes_count, sizeof *sim->episodes,
              by_from_then_account);
    for (int32_t i = 0; i < sim->episodes_count; i++) {
        const struct episode *episode = &sim->episodes[i];

        if (episode->from >= episode->to)
            continue;
        out_account(out, sim, episode->account);
        out_person(out, sim, episode->person);
        out_date(out, episode->from);
        if (episode->to == NEVER)
            out_empty(out);
        else
            out_date(out, episode->to);
        out_end(out);
    }
    close_csv(out);
}

void book_write(const struct sim *sim)
{
    struct out *out = open_csv(sim, "accounts",
                               "account_id,customer_id,client,batch,product,due_on,amount,"
                               "placed_on,region,status,paused_until");

    for (int32_t i = 0; i < sim->options.accounts; i++)
        write_account(out, sim, i);
    close_csv(out);
    write_assignments(sim);
}

void book_free(struct sim *sim)
{
    free(sim->accounts);
    free(sim->bounds);
    free(sim->episodes);
}
