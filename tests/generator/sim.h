/* The sample company while its days are played: people, the book of accounts and who holds them.
 *
 * generate.c turns the days; company.c knows the people, customers.c the debtors, book.c the
 * accounts and their holders, contacts.c the calls, aftermath.c what follows from a call,
 * payments.c the money, records.c targets, costs, trainings and absences. Memory grows with
 * accounts and people, never with contacts. Days are counted from 1970-01-01, money in cents. */
#ifndef GENERATOR_SIM_H
#define GENERATOR_SIM_H

#include <stdbool.h>
#include <stdint.h>

#include "out.h"
#include "rng.h"

#define NEVER   INT32_MAX
#define NOBODY  (-1)
#define NOTHING (-1)

enum kind { MESSAGE, PHONE, VISIT, LEGAL, WORKING_KINDS, SALES = WORKING_KINDS, HEAD, KINDS };
enum role { COLLECTOR, MANAGER, SALESPERSON };
enum channel { BY_PHONE, BY_WECHAT, BY_SMS, BY_LETTER, BY_VISIT, CHANNELS };
enum status { OPEN, PAUSED, AT_LAW, WRITTEN_OFF, CLOSED };

/* What each stream of chance is for. */
enum stream {
    FOR_DAYS = 1,
    FOR_PEOPLE,
    FOR_CUSTOMERS,
    FOR_ACCOUNTS,
    FOR_ORDERS,
    FOR_RECORDS,
    FOR_AFTERMATH
};

struct options {
    const char *out;
    uint64_t seed;
    int32_t people, accounts, customers, months;
    int64_t contacts;
    int32_t payments_permille; /* payments per 1,000 accounts */
    int32_t transcripts;       /* per 1,000 connected calls */
    int32_t from, to;          /* the days played; to is exclusive */
};

struct team {
    enum kind kind;
    int32_t number; /* within its kind, from 1 */
    int32_t opened;
    int32_t manager;
};

/* A row of employees.csv: from that day on. */
struct post {
    int32_t since, team;
    enum role role;
    int32_t salary; /* yuan a month */
};

enum { MAX_POSTS = 3, MAX_MONTHS = 60 };

struct person {
    struct post posts[MAX_POSTS];
    int32_t posts_count;
    int32_t hired, left; /* left: the last day, or NEVER */
    int32_t away_from, away_to;
    int32_t skill, diligence; /* 1000 is usual */
    int32_t rudeness;         /* rude calls per 1,000 */
    int32_t *held;            /* the accounts in their hands */
    int32_t held_count, held_room, cursor;
};

struct account {
    int64_t balance;
    int32_t due;
    int32_t holder;  /* or NOBODY */
    int32_t place;   /* in the holder's list */
    int32_t episode; /* the latest, or NOTHING */
    int32_t next;    /* account that comes to a stage's bound on the same day */
    uint8_t rating, status;
};

/* Who held an account; to is exclusive, or NEVER. */
struct episode {
    int32_t account, person, from, to;
};

struct money; /* payments.c */
struct calls; /* contacts.c */
struct after; /* aftermath.c */

struct sim {
    struct options options;
    struct rng rng;
    int32_t today;
    struct team *teams;
    int32_t teams_count;
    struct person *people;
    int32_t *active[WORKING_KINDS]; /* collectors with a post in such a team today */
    int32_t active_count[WORKING_KINDS];
    int32_t *sellers;
    int32_t sellers_count;
    struct account *accounts;
    int32_t placed_count; /* accounts placed so far: the first ones */
    int32_t *bounds;      /* a day's first account at a stage's bound */
    struct episode *episodes;
    int32_t episodes_count, episodes_room;
    int32_t width_account, width_customer, width_person;
    struct calls *calls;
    struct after *after;
    struct money *money;
    int64_t *cost_counts; /* contacts this month by team and channel */
    struct out targets, costs;
};

/* util.c */
void *grow(void *items, int32_t count, int32_t *room, size_t size); /* one more will fit */
void *zeroed(int64_t count, size_t size);
int width_of(int64_t count, int least);
struct out *open_csv(const struct sim *sim, const char *kind, const char *header);
void close_csv(struct out *out);

/* company.c */
void company_make(struct sim *sim);
void company_write(const struct sim *sim);
void company_free(struct sim *sim);
void company_open_day(struct sim *sim); /* who works today, who is new, who is gone */
const struct post *post_on(const struct person *person, int32_t day); /* NULL: none */
void out_person(struct out *out, const struct sim *sim, int32_t person);
void out_team(struct out *out, int32_t team);

/* customers.c */
int32_t customer_rating(const struct sim *sim, int32_t customer);
int32_t customer_owner(const struct sim *sim, int32_t customer);
void customers_write(const struct sim *sim);
void orders_write(const struct sim *sim);
void out_customer(struct out *out, const struct sim *sim, int32_t customer);

/* book.c */
struct placing { /* what is known of an account when it is placed: the same at any call */
    int64_t amount;
    int32_t customer, placed, due, product;
    enum status status;
};
struct placing book_placing(const struct sim *sim, int32_t account);
void book_make(struct sim *sim);
void book_write(const struct sim *sim);
void book_free(struct sim *sim);
void book_open_day(struct sim *sim); /* places new accounts, moves those that cross a bound */
bool book_stage(int32_t dpd, enum kind *kind); /* false: not yet due */
void book_deal(struct sim *sim, int32_t account);
void book_take(struct sim *sim, int32_t account, int32_t to);
void book_redeal_all(struct sim *sim, int32_t person);
void book_share_with(struct sim *sim, int32_t newcomer, enum kind kind);
void out_account(struct out *out, const struct sim *sim, int32_t account);

/* contacts.c */
void contacts_open(struct sim *sim);
void contacts_day(struct sim *sim);
void contacts_close(struct sim *sim);

/* aftermath.c */
struct contact {
    int64_t promised;    /* 0: no sum named */
    int32_t promised_on; /* 0: none */
    int32_t second, account, person, duration;
    uint8_t channel, outcome, reason;
    bool rude;
};
bool contact_connected(const struct contact *contact);
void after_open(struct sim *sim);
void after_contact(struct sim *sim, const struct contact *contact, int64_t number);
void after_close(struct sim *sim);
void out_contact_id(struct out *out, const struct sim *sim, int64_t number);
void out_transcript(struct out *out, const struct sim *sim, const struct contact *contact,
                    int64_t number);

/* payments.c */
void payments_open(struct sim *sim);
void payments_expect(struct sim *sim, int32_t account, int64_t amount, int32_t day, int32_t second);
int64_t payments_size(struct rng *rng, int64_t balance, int32_t dpd);
void payments_day(struct sim *sim);
void payments_close(struct sim *sim);

/* records.c */
void records_write(const struct sim *sim); /* absences, trainings */
void records_open(struct sim *sim);
void records_open_day(struct sim *sim); /* targets, on the first of a month */
void records_count(struct sim *sim, const struct contact *contact);
void records_close_day(struct sim *sim); /* costs, on the last of a month */
void records_close(struct sim *sim);

#endif
