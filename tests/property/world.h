/* A random company and plan, as the CSV files that cx-import takes: the same for the same seed. */
#ifndef CX_PROPERTY_WORLD_H
#define CX_PROPERTY_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum table {
    TEAMS,
    EMPLOYEES,
    ACCOUNTS,
    ASSIGNMENTS,
    CONTACTS,
    PAYMENTS,
    CREDITS,
    FEEDBACK,
    ABSENCES,
    TARGETS,
    ADJUSTMENTS,
    MEASURES,
    METRICS,
    SCORECARDS,
    TIERS,
    GRADES,
    RULES,
    TABLES
};
extern const char *const table_names[TABLES];

struct world {
    uint64_t state; /* of the generator */
    /* No rule and no scorecard looks beyond a team and its child teams. */
    bool is_local;
    struct cx_buf tables[TABLES]; /* header and rows */
    int team_count, person_count, account_count, payment_count, contact_count, rule_count;
};

void world_make(struct world *world, uint64_t seed);
void world_fini(struct world *world);
/* The rows of all tables in another order. */
void world_shuffle(struct world *world);
/* Another team that belongs to none of those there are, with people, debts and payments. */
void world_add_strangers(struct world *world);

/* 0 to n − 1. */
int pick(struct world *world, int n);

#endif
