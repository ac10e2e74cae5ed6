/* An account's past: the debt, all that happened to it, and how it stood on any day.
 *
 * Days: whatever is asked for a day is as at the end of that day, so what happened on it counts.
 * How things stood before anything of a day happened is how they stood at the end of the day
 * before. Money is in cents. */
#ifndef CX_PAST_PAST_H
#define CX_PAST_PAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "plan/plan.h"

struct cx_past_debt {
    int64_t id; /* the account's; first: lookup.h */
    int64_t cents;
    int32_t debtor; /* place among the debtors of an archive; -1: not known */
    cx_date due_on; /* as first agreed */
    cx_date placed_on;
    cx_date paused_until;                   /* CX_DATE_NONE: not said */
    int32_t client, batch, product, region; /* numbers in texts; -1: not known */
    int8_t status;                          /* enum cx_account_status */
    int8_t close_reason;                    /* enum cx_close_reason; -1: none given */
    cx_date closed_on; /* the first day on which it is no longer with us; CX_DATE_NONE */
    cx_date since;     /* of client, batch, product, region; below */
};

/* The customer who owes it. */
struct cx_past_debtor {
    int64_t id;      /* first: lookup.h */
    int64_t owner;   /* the employee who looks after the customer; 0: nobody */
    cx_date born_on; /* CX_DATE_NONE: not known */
    int32_t region;
    int8_t rating, channel; /* -1: not known */
    bool has_contact;       /* a contact person and a phone number are known */
    cx_date since;          /* of owner, region, rating; below */
};
/* Before `since` the columns named there had other values (former_debts, former_debtors);
 * CX_PAST_EVER: they never changed. */
#define CX_PAST_EVER (-CX_DATE_NONE)

/* What happened, each in a list of its own, in the order of time, and at one time in that of ids
 * (cx_id_compare; in an archive payments and contacts as they were imported). Each begins with its
 * time (strand.h): seconds of payments and contacts, days of the rest. */
struct cx_past_extension {
    int64_t agreed_on;
    cx_date due_on;
    int64_t id; /* the arrangement's */
};
struct cx_past_waiver {
    int64_t agreed_on;
    int64_t cents;
};
/* One of a plan of instalments: those of a plan stand together, in the order of their days. */
struct cx_past_instalment {
    int64_t agreed_on; /* of the plan */
    int64_t plan;      /* the arrangement */
    int64_t employee;  /* who agreed it; 0: nobody is named */
    int64_t cents;
    cx_date due_on;
};
struct cx_past_payment {
    cx_time paid_at;
    int64_t cents; /* below 0: taken back */
};
struct cx_past_contact {
    cx_time started_at;
    int64_t promised_cents;  /* above 0; INT64_MIN: no amount named */
    cx_date promised_on;     /* CX_DATE_NONE: no day named */
    int8_t channel, outcome; /* -1: not known */
};
struct cx_past_episode {
    int64_t from;
    cx_date to;     /* exclusive; CX_DATE_NONE: still held */
    int32_t person; /* in the organisation; -1: somebody it doesn't know */
};

/* What only rows of facts ask for. */
struct cx_payment_note {
    int64_t id, reverses; /* reverses 0: none */
    int32_t channel;      /* number in texts; -1: not known */
};
struct cx_contact_note {
    int64_t id, employee;
    int64_t duration_s; /* -1: not known */
    int32_t reason;     /* number in texts; -1: none given */
};

struct cx_past {
    const struct cx_past_debt *debt;         /* as it is now, or in an archive on its last day */
    const struct cx_past_debtor *debtor;     /* likewise; NULL: not known */
    const struct cx_past_debt *former_debts; /* as they were before, by since; not in an archive */
    const struct cx_past_debtor *former_debtors;
    size_t former_debt_count, former_debtor_count;
    const struct cx_pool *texts;
    const struct cx_past_extension *extensions;
    const struct cx_past_waiver *waivers;
    const struct cx_past_instalment *instalments;
    const struct cx_past_payment *payments;
    const struct cx_past_contact *contacts; /* those that were asked for */
    const struct cx_past_episode *episodes;
    size_t extension_count, waiver_count, instalment_count, payment_count, contact_count,
        episode_count;
    const struct cx_payment_note *payment_notes; /* beside payments; NULL in an archive */
    const struct cx_contact_note *contact_notes; /* likewise */
};

const char *cx_past_text(const struct cx_past *past, int32_t number); /* NULL: not known */

/* The debt as it was on a day. What is known first holds for the days before it, too. */
const struct cx_past_debt *cx_past_debt_on(const struct cx_past *past, cx_date day);
const struct cx_past_debtor *cx_past_debtor_on(const struct cx_past *past,
                                               cx_date day); /* or NULL */
/* The first day after a day on which the debtor was another in any of that; CX_DATE_NONE: none. */
cx_date cx_past_debtor_until(const struct cx_past *past, cx_date day);

int64_t cx_past_balance(const struct cx_past *past, cx_date day);
/* Payments from the end of one day to the end of another. */
int64_t cx_past_paid(const struct cx_past *past, cx_date from, cx_date to);
int64_t cx_past_waived(const struct cx_past *past, cx_date from, cx_date to);
cx_date cx_past_due_on(const struct cx_past *past, cx_date day); /* as extended by then */
/* Days past due; days on which a plan of instalments was kept count unless the settings say no. */
int cx_past_dpd(const struct cx_past *past, const struct cx_plan *plan, cx_date day);
/* The stage as an index in the plan; -1: none. */
int cx_past_stage(const struct cx_past *past, const struct cx_plan *plan, cx_date day);
/* The episode that holds on a day; NULL: nobody holds the account. */
const struct cx_past_episode *cx_past_holder(const struct cx_past *past, cx_date day);
/* The account was with us: it had been placed, and was not closed. */
bool cx_past_is_placed(const struct cx_past *past, cx_date day);

/* The balance as it runs from payment to payment; waivers count before the payments of their day.
 * Begin with {.past = past}. */
struct cx_balance_run {
    const struct cx_past *past;
    size_t payment_count, waiver_count; /* that have been counted */
    int64_t before, after;              /* the payment that cx_balance_next went on to */
};
bool cx_balance_next(struct cx_balance_run *run); /* false: no more payments */

/* What became of a promise. It is decided once: kept on the first day at whose end the payments
 * since the day it was made, that day's included, reach what was promised (any sum where none was
 * named); broken at the end of the last day on which it can be kept. One made later takes its place
 * if it was made before the day that decides and not after the day promised for. */
enum cx_fate { CX_FATE_OPEN, CX_FATE_REPLACED, CX_FATE_KEPT, CX_FATE_BROKEN };
/* Whether what is broken at the end of the day that decides it can still be kept: that day runs
 * (cx_db_running_day). */
static inline bool cx_fate_is_open_yet(enum cx_fate fate, cx_date decided, cx_date running)
{
    return fate == CX_FATE_BROKEN && decided == running;
}
struct cx_promise {
    cx_date due;     /* the day promised for */
    cx_date judged;  /* the last day on which it can be kept: due and the days of grace */
    cx_date decided; /* the day that decides it; of an open one: judged */
    int64_t paid;    /* since the day it was made, that day included, until judged */
    enum cx_fate fate;
};
/* A promise is a contact of outcome promised that names a day, not one gone by. */
bool cx_past_is_promise(const struct cx_past_contact *contact);
/* How the promise of contacts[contact] stands on a day, from what was known by then. */
struct cx_promise cx_past_promise(const struct cx_past *past, size_t contact, int grace_days,
                                  cx_date day);
/* What became of an instalment: each is decided by itself, and once. It is kept on the first day at
 * whose end the payments since the plan was agreed, that day's included, reach it and those before
 * it, or nothing is owed any more; broken at the end of the last day on which it can be kept.
 * Another plan, agreed before the day that decides and not after the day it is due, takes its
 * place; so does the end of the account. */
struct cx_instalment {
    cx_date due;
    cx_date judged;  /* the last day on which it can be kept: due and the days of grace */
    cx_date decided; /* the day that decides it; of an open one: judged */
    int64_t paid;    /* of its amount, by the day */
    enum cx_fate fate;
};
struct cx_instalment cx_past_instalment(const struct cx_past *past, size_t i, int grace_days,
                                        cx_date day);
/* How the plan that was agreed last stands on a day. One that was broken is kept again once all is
 * paid that should have been. */
struct cx_schedule {
    enum {
        CX_SCHEDULE_NONE, /* there is none, or the account is not with us */
        CX_SCHEDULE_KEPT,
        CX_SCHEDULE_BROKEN,
        CX_SCHEDULE_PAID
    } standing;
    const struct cx_past_instalment *next; /* the first that is not paid; if kept or broken */
    int64_t paid;                          /* of its amount */
};
struct cx_schedule cx_past_schedule(const struct cx_past *past, int grace_days, cx_date day);
/* The days until a day on which a plan was kept: after the day on which it, or a later extension,
 * was agreed. */
int cx_past_days_kept(const struct cx_past *past, int grace_days, cx_date day);
/* A first attempt to collect had failed before a day: a promise was broken, or somebody else than
 * the day's holder had held the account and left a balance. Asks for contacts and for holders with
 * their persons. */
bool cx_past_has_failed(const struct cx_past *past, int grace_days, cx_date day);

#endif
