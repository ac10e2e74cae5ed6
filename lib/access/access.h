/* What one person may see, by the rows of the kind access that hold for them. There is one question
 * for each decision; `needs` is a set of rights (access/rights.h), each of which must hold. */
#ifndef CX_ACCESS_ACCESS_H
#define CX_ACCESS_ACCESS_H

#include "access/rights.h"
#include "base/period.h"
#include "store/store.h"

struct cx_access;

/* The rights of a login name on a day. *out is NULL where there are no rows of access at all: then
 * everybody may everything. A user without rows has no rights. */
int cx_access_load(struct cx_access **out, struct cx_db *db, const char *user, cx_date day,
                   struct cx_err *err);
void cx_access_free(struct cx_access *access); /* NULL is fine */

/* The id of the one employee that the person is, as far as their rows say; NULL: of none, or of
 * several. */
const char *cx_access_self(const struct cx_access *access);

/* The first right of `needs` that the person lacks in every scope (for the company, where `needs`
 * has CX_NEEDS_WHOLE or the right is never less); CX_MAY_DEFAULT: none. */
enum cx_what cx_access_lacks(const struct cx_access *access, unsigned needs);
/* They hold for the company. */
bool cx_access_sees_all(const struct cx_access *access, unsigned needs);
/* They hold for nobody but the person themselves. */
bool cx_access_sees_self_only(const struct cx_access *access, unsigned needs);

/* A team, a post in it, or a person on that day: the tree of teams is that day's, and a person is
 * seen whose posts in the period are all seen. Ids as texts. */
bool cx_access_sees_team(const struct cx_access *access, unsigned needs, const char *team,
                         cx_date day);
bool cx_access_sees_post(const struct cx_access *access, unsigned needs, const char *employee,
                         const char *team, cx_date day);
bool cx_access_sees_person(const struct cx_access *access, unsigned needs, const char *employee,
                           const struct cx_period *period);
/* The person who holds an account on a day, by their post on it. 1, 0, or negative. */
int cx_access_sees_account(const struct cx_access *access, unsigned needs, struct cx_db *db,
                           const char *account, cx_date day, struct cx_err *err);
/* The same of those who hold a customer's accounts: all of them, and there are some. */
int cx_access_sees_customer(const struct cx_access *access, unsigned needs, struct cx_db *db,
                            const char *customer, cx_date day, struct cx_err *err);

#endif
