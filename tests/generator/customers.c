/* The debtors, and what they order from the sales side. Nobody here exists: the telephone numbers
 * begin with 100, which no mobile number does. */
#include <stdlib.h>

#include "calendar.h"
#include "sim.h"
#include "words.h"

enum { RATINGS = 8, BUYERS_PERMILLE = 60, ORDER_DAYS_BEFORE = 120 };

static struct rng customer_rng(const struct sim *sim, int32_t customer)
{
    return rng_keyed(sim->options.seed, FOR_CUSTOMERS, (uint64_t)customer);
}

/* The first drawing of a customer's stream is the rating, the second the owner. */
static int32_t draw_rating(struct rng *rng)
{
    static const int32_t weights[RATINGS] = {6, 9, 16, 18, 17, 15, 11, 8};

    return rng_pick(rng, weights, RATINGS);
}

int32_t customer_rating(const struct sim *sim, int32_t customer)
{
    struct rng rng = customer_rng(sim, customer);

    return draw_rating(&rng);
}

static int32_t draw_owner(const struct sim *sim, struct rng *rng)
{
    return sim->sellers[rng_below(rng, sim->sellers_count)];
}

int32_t customer_owner(const struct sim *sim, int32_t customer)
{
    struct rng rng = customer_rng(sim, customer);

    draw_rating(&rng);
    return draw_owner(sim, &rng);
}

void out_customer(struct out *out, const struct sim *sim, int32_t customer)
{
    out_id(out, 'C', customer + 1, sim->width_customer);
}

static void write_phone(struct out *out, struct rng *rng)
{
    char phone[16];

    if (rng_permille(rng, 40)) {
        out_empty(out);
        return;
    }
    snprintf(phone, sizeof phone, "100%08d", (int)rng_below(rng, 100000000));
    out_text(out, phone);
}

static void write_customer(struct out *out, const struct sim *sim, int32_t customer)
{
    static const char *const channels[] = {"phone", "phone", "wechat", "wechat", "sms", NULL};
    struct rng rng = customer_rng(sim, customer);
    int32_t rating = draw_rating(&rng), owner = draw_owner(sim, &rng);
    char name[NAME_SIZE];

    out_customer(out, sim, customer);
    words_name(&rng, name);
    out_text(out, name);
    out_date(out, calendar_day((struct civil){1962, 1, 1}) + rng_below(&rng, 43 * 365));
    write_phone(out, &rng);
    out_text(out, rng_permille(&rng, 30) ? "" : words_pick(&rng, words_regions));
    out_text(out, words_ratings[rating]);
    out_text(out, words_pick(&rng, channels));
    words_name(&rng, name);
    out_text(out, rng_permille(&rng, 250) ? "" : name);
    out_person(out, sim, owner);
    out_end(out);
}

void customers_write(const struct sim *sim)
{
    struct out *out = open_csv(sim, "customers",
                               "customer_id,name,born_on,phone,region,rating,channel,"
                               "contact_person,owner_id");

    for (int32_t i = 0; i < sim->options.customers; i++)
        write_customer(out, sim, i);
    close_csv(out);
}

struct buyer {
    int32_t customer, until; /* the day from which they buy no more */
};

/* The customers who order at all: few, and some of them turn away. */
static struct buyer *pick_buyers(const struct sim *sim, struct rng *rng, int32_t *count)
{
    struct buyer *buyers = NULL;
    int32_t room = 0;

    *count = 0;
    for (int32_t i = 0; i < sim->options.customers; i++) {
        if (!rng_permille(rng, BUYERS_PERMILLE))
            continue;
        buyers = grow(buyers, *count, &room, sizeof *buyers);
        buyers[*count].customer = i;
        buyers[*count].until = rng_permille(rng, 110)
                                   ? rng_between(rng, sim->options.from - 60, sim->options.to)
                                   : NEVER;
        ++*count;
    }
    return buyers;
}

static int64_t draw_order(struct rng *rng)
{
    int64_t pieces = rng_between(rng, 1, 90);

    return pieces * rng_between(rng, 80, 900) * 100;
}

void orders_write(const struct sim *sim)
{
    struct out *out = open_csv(sim, "orders", "order_id,customer_id,ordered_at,amount");
    struct rng rng = rng_keyed(sim->options.seed, FOR_ORDERS, 0);
    int32_t count;
    struct buyer *buyers = pick_buyers(sim, &rng, &count);
    int64_t number = 0;

    for (int32_t day = sim->options.from - ORDER_DAYS_BEFORE; day < sim->options.to; day++) {
        for (int32_t i = 0; i < count; i++) {
            if (buyers[i].until <= day || !rng_permille(&rng, 100))
                continue;
            out_id(out, 'O', ++number, 6);
            out_customer(out, sim, buyers[i].customer);
            out_date(out, day);
            out_money(out, draw_order(&rng));
            out_end(out);
        }
    }
    close_csv(out);
    free(buyers);
}
