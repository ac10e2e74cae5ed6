/* The organisation: posts, the tree of teams, who was where on a day.
 *
 * A post is an employee in one team and role, from since until the next post or the day after
 * left_on; rows that differ only in pay are one post. */
#ifndef CX_ORG_ORG_H
#define CX_ORG_ORG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/period.h"
#include "store/store.h"

/* Where a team stands from a day on, until its next place. */
struct cx_place {
    cx_date since;
    int parent; /* index of the team it is part of; -1: none */
    int kind;   /* index in cx_team_kinds */
};

struct cx_team {
    int64_t id;
    const char *key, *name;       /* its id as text; its name or "" */
    int first_place, place_count; /* its places stand together, by since; the first holds before */
    cx_date opened_on;            /* CX_DATE_NONE: not known */
    cx_date closed_on;            /* the last day; CX_DATE_NONE: none */
};

/* A team's name, or its id where it has none. */
static inline const char *cx_team_title(const struct cx_team *team)
{
    return *team->name ? team->name : team->key;
}

struct cx_person {
    int64_t id;
    const char *key, *name;
    int first_post, post_count; /* their posts stand together, by since */
};

/* No salary was given: an empty cell is not 0. */
#define CX_PAY_UNKNOWN INT64_MIN

/* What is said of a person from a day on, within a post: pay, and the days of hire and leaving. */
struct cx_pay {
    cx_date since;
    int64_t base_salary; /* cents a month, or CX_PAY_UNKNOWN */
    cx_date hired_on;
    cx_date left_on; /* CX_DATE_NONE: not left */
};

struct cx_post {
    int person, team; /* indexes */
    const char *role;
    cx_date since, end; /* half-open; end CX_DATE_NONE: still there */
    int first_pay, pay_count;
    int capacity; /* -1: none given */
};

struct cx_org {
    struct cx_team *teams; /* by key */
    int team_count;
    struct cx_place *places;
    cx_date settled;          /* from this day on no team has another parent */
    struct cx_person *people; /* by key */
    int person_count;
    struct cx_post *posts; /* by person, then since */
    int post_count;
    struct cx_pay *pays;
    struct cx_map *team_by_id, *person_by_id;
    struct cx_pool *texts;
};

int cx_org_load(struct cx_org **out, struct cx_db *db, struct cx_err *err);
void cx_org_free(struct cx_org *org);

int cx_org_team(const struct cx_org *org, int64_t id); /* index; -1: none */
int cx_org_team_keyed(const struct cx_org *org,
                      const char *key);                  /* by its id as a text; likewise */
int cx_org_person(const struct cx_org *org, int64_t id); /* index; -1: none */
/* The person, or team, whom somebody means who writes an id or a name on the command line.
 * CX_EUSAGE where there is none, and the message says who may be meant, or where several have the
 * name, and it has their ids. */
int cx_org_find_person(int *person, const struct cx_org *org, const char *text, struct cx_err *err);
int cx_org_find_team(int *team, const struct cx_org *org, const char *text, struct cx_err *err);
/* The post that a person has on a day; -1: none. */
int cx_org_post_on(const struct cx_org *org, int person, cx_date day);
/* The team that a team is part of on a day, as an index; -1: none. */
int cx_org_parent(const struct cx_org *org, int team, cx_date day);
/* The kind of a team on a day: index in cx_team_kinds. */
int cx_org_team_kind(const struct cx_org *org, int team, cx_date day);
/* As cx_org_parent, for loops up the tree. *steps is 0 at first; -1 is returned at the root, and
 * once *steps shows that teams form a circle. */
int cx_org_up(const struct cx_org *org, int team, cx_date day, int *steps);
/* The day is after the team's last. */
static inline bool cx_org_is_closed(const struct cx_org *org, int team, cx_date day)
{
    return day > org->teams[team].closed_on;
}
/* The first day after a day on which the tree of teams is another; CX_DATE_NONE: none. */
cx_date cx_org_tree_until(const struct cx_org *org, cx_date day);
/* True if on a day team is `above` or one of its child teams, at any depth. */
bool cx_org_is_within(const struct cx_org *org, int team, int above, cx_date day);
/* Days that a post and a period share. */
int cx_org_days(const struct cx_post *post, const struct cx_period *period);
/* The first day of the person's posts, and the last; CX_DATE_NONE: they are still there. */
void cx_org_stay(cx_date *first, cx_date *last, const struct cx_org *org, int person);
/* The base salary in force on a post's last day in the period; cents, or CX_PAY_UNKNOWN. */
int64_t cx_org_salary(const struct cx_org *org, const struct cx_post *post,
                      const struct cx_period *period);
/* As known of a day: when the person of a post was hired; and when they left, CX_DATE_NONE where
 * that is after the day. Who goes on in another post without a break has left with the last. */
cx_date cx_org_hired_on(const struct cx_org *org, const struct cx_post *post, cx_date day);
cx_date cx_org_left_on(const struct cx_org *org, const struct cx_post *post, cx_date day);
/* The first day of the unbroken run of the person's posts, up to this one, in its role or in its
 * team. */
cx_date cx_org_role_since(const struct cx_org *org, const struct cx_post *post);
cx_date cx_org_team_since(const struct cx_org *org, const struct cx_post *post);
/* People with a post in the team or its child teams on a day. */
int cx_org_headcount(const struct cx_org *org, int team, cx_date day);
/* People hired in the period who are in the team or its child teams on its last day. */
int cx_org_new_hires(const struct cx_org *org, int team, const struct cx_period *period);
/* The days of a period on which a post's nth pay was in force. */
int cx_org_pay_days(const struct cx_org *org, const struct cx_post *post, int nth,
                    const struct cx_period *period);
/* What a post's days in the period are worth: the sum of each day's salary / days of the period,
 * rounded once to the cent; CX_PAY_UNKNOWN if the salary of one of them is. False: overflow. */
bool cx_org_base_pay(int64_t *cents, const struct cx_org *org, const struct cx_post *post,
                     const struct cx_period *period);
/* The sum of the base pay that is known over the posts of the team and its child teams; false:
 * overflow. */
bool cx_org_payroll(int64_t *cents, const struct cx_org *org, int team,
                    const struct cx_period *period);

#endif
