/* Private to fact/: the rows of facts, and what makes and takes them. */
#ifndef CX_FACT_FACT_H
#define CX_FACT_FACT_H

#include "base/idset.h"
#include "base/map.h"
#include "expr/scalar.h"
#include "fact/sums.h"
#include "fact/tally.h"
#include "past/past.h"
#include "plan/names.h"

/* One share of a payment's credit. */
struct credit {
    int64_t payment, employee, share_ppm;
};

/* What a row is about, for whoever asks which events are behind a sum. */
struct event {
    int64_t id, account; /* 0: none */
    const char *text;    /* of what has no id */
    cx_date day;         /* set by add_row and add_team_row */
};

/* A row of a fact. */
struct fact_row {
    struct cx_scalar cells[CX_FACT_COLUMNS_MAX];
    struct event event;
};

/* Whose a row is. */
struct place {
    int post, team; /* as in add_row and add_team_row; -1 */
    size_t period;  /* of a row of one subject and period alone; else SIZE_MAX */
    size_t subject; /* likewise */
};

/* Takes rows in the adder's place: nothing is added up then. */
struct sink {
    const bool *wants;    /* by fact */
    const bool *measures; /* by measure: what the rows of others ask for is left out */
    bool may_choose;      /* few accounts may be read, those that kept sums are made of */
    bool only_breaches; /* of contacts, those with no violation, review or complaint are left out */
    int64_t employee;   /* of whose posts all rows are that are wanted; 0: of several */
    int (*take)(void *context, enum cx_fact fact, const struct place *place,
                const struct fact_row *row, struct cx_err *err);
    void *context;
};

/* What the producers of rows share, and what they add up in one pass. */
struct facts {
    struct cx_db *db;
    const struct cx_plan *plan;
    const struct cx_org *org;
    struct cx_err *err;
    struct cx_pool *texts;
    struct cx_map *violations;            /* contacts that broke a rule of severity block */
    struct cx_map *verdicts;              /* contact → enum cx_verdict */
    struct cx_map *complained;            /* contacts that an upheld complaint names */
    const struct cx_idset *only_contacts; /* that have rows of an account's past; NULL: all have */
    struct credit *credits;               /* by payment, then employee's text */
    size_t credit_count, credit_cap;
    struct cx_buf listed;    /* contacts that rows look at, as SQL lists them */
    struct cx_idset *payers; /* accounts that pay on the due days; NULL: not found yet */
    cx_date first, end;      /* days of the pass */
    const struct cx_period *periods;
    size_t period_count;
    struct tally tallies[CX_FACTS]; /* by day - first, or by period; measures NULL: no such rows */
    const bool *due[CX_FACTS];      /* the rows of a tally that are added up */
    bool takes_away;                /* rows are taken from the sums */
    bool uses[CX_FACTS][CX_FACT_COLUMNS_MAX]; /* some measure looks at the column: those that take
                                                 work are filled only then */
    struct holding {                          /* a customer in a post's hands in a period */
        int64_t customer;
        int period, post;
    } * holdings;
    size_t holding_count, holding_cap;
    struct cx_idset *orderers; /* customers whose holdings are noted: no others have rows */
    struct adder *adder;
    const struct sink *sink; /* NULL: the adder takes the rows */
    cx_date text_day;        /* the day in day_text: rows of one day come together */
    char day_text[CX_DATE_TEXT];
};

/* adder.c: turns rows into sums. On failure it is the caller's to free all the same. */
int adder_new(struct adder **out, const struct facts *facts);
void adder_free(struct adder *adder); /* NULL is fine */
/* Takes a row that belongs to a day and a post (-1: nobody), or to a team (-1: the company); its
 * column day is filled here. */
int add_row(struct facts *facts, enum cx_fact fact, cx_date day, int post, struct fact_row *row);
int add_team_row(struct facts *facts, enum cx_fact fact, cx_date day, int team,
                 struct fact_row *row);
/* Takes a row of a period that each of these subjects has once. */
int add_subject_rows(struct facts *facts, enum cx_fact fact, size_t period, const size_t *subjects,
                     size_t count, const struct fact_row *row);

static inline bool is_wanted(const struct facts *facts, enum cx_fact fact)
{
    return facts->sink ? facts->sink->wants[fact] : facts->tallies[fact].measures != NULL;
}
/* Whether rows of that day are added up: others need not be made. */
static inline bool is_due(const struct facts *facts, enum cx_fact fact, cx_date day)
{
    return is_wanted(facts, fact) && day >= facts->first && day < facts->end &&
           facts->due[fact][day - facts->first];
}
static inline bool is_period_due(const struct facts *facts, enum cx_fact fact, size_t period)
{
    return is_wanted(facts, fact) && facts->due[fact][period];
}

/* Dimensions of a row over an account, as on a day: those that `uses` (of the row's fact) names. */
void fill_dimensions(struct cx_scalar *cells, const struct facts *facts, const bool *uses,
                     const struct cx_past *past, cx_date day);

/* What of accounts no row says anything of (stream.h, unasked). */
unsigned unasked_columns(const struct facts *facts);

/* The rows of one account. */
int payment_rows(struct facts *facts, const struct cx_past *past);
int contact_rows(struct facts *facts, const struct cx_past *past);
int promise_rows(struct facts *facts, const struct cx_past *past);
int instalment_rows(struct facts *facts, const struct cx_past *past);
int exposure_rows(struct facts *facts, const struct cx_past *past);
/* Sets *first to the earliest day of a payment that the account's rows from `since` on tell of, if
 * that is before it. */
int payments_told_since(cx_date *first, const struct facts *facts, const struct cx_past *past,
                        cx_date since);
/* The rows of the whole database that hang on no account. */
int loose_rows(struct facts *facts);
/* Who may have rows of the fact customer, if it is wanted: before all exposure_rows. */
int find_orderers(struct facts *facts);
int customer_rows(struct facts *facts); /* after them */
/* Contacts of the days from..to, as they lie: those without an account; or all, where no measure
 * asks for the account. */
int scan_contacts(struct facts *facts, cx_date from, cx_date to, bool only_loose);
/* As scan_contacts, of the contacts that came since the sums were made (fresh.c). */
int fresh_contacts(struct facts *facts, bool only_loose);
/* A contact that names no account (stream.h, take_loose); facts: a struct facts. */
int loose_contact(void *facts, const struct cx_past_contact *contact,
                  const struct cx_contact_note *note);

bool is_connected(int outcome);

#endif
