/* The plan in memory, as it is valid on one day: settings, stages, measures, metrics, scorecards,
 * tiers, grades, rules, alerts. All texts live as long as the plan. */
#ifndef CX_PLAN_PLAN_H
#define CX_PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "kind/words.h"
#include "plan/settings.h"
#include "store/store.h"

struct cx_stage {
    const char *name, *title;
    int from_dpd, to_dpd; /* to exclusive; INT_MAX: no end */
    int team_kind;        /* index in cx_team_kinds */
};

/* Measures and metrics share one namespace: a quantity is one of them, numbered measures first,
 * each in the order of the plan's rows. */
struct cx_quantity {
    const char *name, *title;
    enum cx_unit unit;
    enum cx_better better;
    bool is_metric;
    bool accrues;      /* grows with the period, so that a part of it brings a part of the value */
    enum cx_fact fact; /* of a measure */
    const char *expression; /* a measure's value, a metric's formula */
    const char *where;      /* of a measure; NULL: all rows */
    int decimals;           /* as published: 2 for money, else 6 */
};

struct cx_card_line {
    const char *card;   /* scorecard_id; the lines of one card stand together */
    const char *metric; /* as the row has it */
    int quantity;       /* -1: the plan has no such metric */
    int64_t weight_ppm; /* of a percent point: 40 is 40000000 */
    const char *target; /* a number or a tier_id; NULL: none */
    bool prorate;
    enum cx_method method;
    int64_t floor_ppm, cap_ppm; /* of attainment */
    enum cx_missing missing;
    bool of_team; /* the team's value instead of the post's */
    int min_days;
    const char *require;            /* NULL: nothing */
    const char *for_role;           /* NULL: any */
    int64_t for_team, for_employee; /* 0: any */
};

struct cx_tier {
    const char *id;
    int64_t from, to; /* millionths; to INT64_MAX: no end */
    int64_t rate_ppm;
};

struct cx_grade {
    const char *name;
    int64_t min_score; /* millionths */
    bool has_coefficient;
    int64_t coefficient_ppm;
};

struct cx_rule {
    const char *id, *title;
    int seq;
    enum cx_rule_kind kind;
    const char *for_role;
    int64_t for_team, for_employee;
    const char *when, *grp, *basis, *rate; /* NULL where empty */
    bool has_amount;
    int64_t amount_cents;
    const char *tier_id;
    enum cx_tier_mode mode;
    enum cx_per per;
    const char *applies_to;
    int top_n, months;
    enum cx_among among;
    const char *split;
    bool prorate;
    int retro; /* 1 yes, 0 no, -1 as its kind has it */
    const char *award;
};

struct cx_alert {
    const char *id, *when, *message;
    bool of_team;
    int severity; /* index in cx_alert_severities */
};

struct cx_plan {
    cx_date from, to; /* the days on which it is the same, to exclusive */
    struct cx_settings settings;
    struct cx_stage *stages; /* by from_dpd */
    size_t stage_count, stage_cap;
    struct cx_quantity *quantities;
    size_t quantity_count, quantity_cap,
        measure_count;          /* quantities[0..measure_count) are measures */
    struct cx_card_line *lines; /* by card, then as in the table */
    size_t line_count, line_cap;
    struct cx_tier *tiers; /* by id, then from */
    size_t tier_count, tier_cap;
    struct cx_grade *grades; /* by min_score, highest first */
    size_t grade_count, grade_cap;
    struct cx_rule *rules; /* by seq, then rule_id */
    size_t rule_count, rule_cap;
    struct cx_alert *alerts; /* the most severe first, then by id */
    size_t alert_count, alert_cap;
    struct cx_pool *texts;
};

/* Reads the plan's rows that are valid on a day. Expressions come as they are, checked on import.
 */
int cx_plan_load(struct cx_plan **out, struct cx_db *db, cx_date on, struct cx_err *err);
/* Whether it is also the plan that is valid on that day. */
bool cx_plan_holds(const struct cx_plan *plan, cx_date day);
void cx_plan_free(struct cx_plan *plan);

/* A stage as the output calls it: its title, and its name where machines read it. */
const char *cx_stage_shown(const struct cx_stage *stage);
/* The setting `language` alone, without the rest of a plan; false: there is none. */
#define CX_PLAN_LANGUAGE 16
bool cx_plan_language(char out[CX_PLAN_LANGUAGE], struct cx_db *db);
/* The setting time_zone alone: to be freed; NULL where there is none. */
int cx_plan_time_zone(char **out, struct cx_db *db, struct cx_err *err);
/* Whether values of a unit add up to the value of the whole, and so grow with the period unless the
 * plan says otherwise; shares, scores and days are means. */
bool cx_unit_adds_up(enum cx_unit unit);
/* Index of a measure or metric, any case; -1: none. */
int cx_plan_quantity(const struct cx_plan *plan, const char *name, size_t n);
/* The name of the measure or metric that has this title; NULL: none. Titles are what tables show,
 * and no names. */
const char *cx_plan_titled(const struct cx_plan *plan, const char *title, size_t n);
/* Index of a measure or metric, any case; CX_EUSAGE where the plan has none of that name. */
int cx_plan_find_quantity(int *quantity, const struct cx_plan *plan, const char *name, size_t n,
                          struct cx_err *err);
/* Index of a rule, by its id; -1: none. */
int cx_plan_rule(const struct cx_plan *plan, const char *id);
/* The stage that holds dpd; NULL: none. */
const struct cx_stage *cx_plan_stage(const struct cx_plan *plan, int dpd);
/* The tiers of one table; *count 0 where there is none. */
const struct cx_tier *cx_plan_tiers(const struct cx_plan *plan, const char *id, size_t *count);

/* The target of a scorecard as the plan writes it, 0.9 or 90%, in millionths; false: no number of
 * at most 6 decimals. */
bool cx_plan_target(int64_t *target_ppm, const char *text);

/* A row that is wrong. */
struct cx_plan_fault {
    const char *kind; /* kind whose row it is */
    char key[256];    /* its first key column's value */
    char rest[400];   /* those of its other key columns, each after a \x1f, as far as known */
    char column[32];
    char other[256];     /* the key of another row that is as much at fault; "" */
    bool may_stay;       /* no reason to refuse other rows, where it is there already */
    const char *message; /* borrowed until the next fault */
};
typedef void cx_plan_hear(void *context, const struct cx_plan_fault *fault);
/* Checks what needs more than one row: expressions, circular metrics, weights, tiers, unknown
 * names. Hands all faults to hear, each once. Returns how many there are; negative where
 * that can't be told. Called inside the transaction of an import. */
int cx_plan_check(struct cx_db *db, cx_plan_hear *hear, void *context, struct cx_err *err);

#endif
