#include "access/access.h"

#include <stdlib.h>
#include <string.h>

#include "access/access.sql.h"
#include "base/mem.h"
#include "org/org.h"
#include "store/id.h"

/* One right in one scope. */
struct right {
    enum cx_what what;
    enum cx_scope scope;
    int64_t id; /* of the team or employee; 0 for the company */
};

struct cx_access {
    struct right *rights;
    size_t count, cap;
    struct cx_org *org; /* NULL: no right is by team or employee */
};

static void add(struct cx_access *access, enum cx_what what, enum cx_scope scope, int64_t id)
{
    if (cx_what_is_whole(what) && scope != CX_SCOPE_COMPANY)
        return;
    CX_GROW(access->rights, access->count, access->cap);
    access->rights[access->count++] = (struct right){what, scope, id};
}

/* A row never gives more than its role allows: it was imported by an older table, or forged. */
static void add_row(struct cx_access *access, enum cx_role role, enum cx_what named,
                    enum cx_scope scope, int64_t id)
{
    if (scope < cx_role_widest(role)) /* company, team, employee: from wide to narrow */
        return;
    for (enum cx_what what = CX_MAY_DEFAULT + 1; what < CX_WHATS; what++) {
        enum cx_grant grant = cx_role_grant(role, what);
        if (grant == CX_GRANT_YES ? named == CX_MAY_DEFAULT || named == what
                                  : grant == CX_GRANT_NAMED && named == what)
            add(access, what, scope, id);
    }
}

static int read_rows(struct cx_access *access, struct cx_db *db, const char *user, cx_date day,
                     struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_access_rows, err);
    if (rc == 0) {
        cx_stmt_bind_text(stmt, 1, user);
        cx_stmt_bind_int(stmt, 2, day);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int role = cx_stmt_choice(stmt, 0, cx_roles, CX_COLLECTOR);
        int scope = cx_stmt_choice(stmt, 1, cx_scopes, CX_SCOPE_EMPLOYEE);
        int what = cx_stmt_choice(stmt, 3, cx_whats, CX_MAY_DEFAULT);
        add_row(access, (enum cx_role)role, (enum cx_what)what, (enum cx_scope)scope,
                cx_stmt_int(stmt, 2));
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

int cx_access_load(struct cx_access **out, struct cx_db *db, const char *user, cx_date day,
                   struct cx_err *err)
{
    struct cx_access *access = NULL;
    bool needs_org = false;
    *out = NULL;
    int rc = cx_db_has_row(db, SQL_access_any, NULL, err);
    if (rc <= 0)
        return rc;
    access = cx_alloc(sizeof *access);
    rc = read_rows(access, db, user, day, err);
    for (size_t i = 0; i < access->count; i++)
        needs_org = needs_org || access->rights[i].scope != CX_SCOPE_COMPANY;
    if (rc == 0 && needs_org)
        rc = cx_org_load(&access->org, db, err);
    if (rc < 0)
        cx_access_free(access);
    else
        *out = access;
    return rc;
}

void cx_access_free(struct cx_access *access)
{
    if (!access)
        return;
    cx_org_free(access->org);
    free(access->rights);
    free(access);
}

/* The only employee of all rights that are for one; 0: there is none, or several. */
static int64_t self_id(const struct cx_access *access)
{
    int64_t self = 0;
    for (size_t i = 0; i < access->count; i++) {
        const struct right *right = &access->rights[i];
        if (right->scope != CX_SCOPE_EMPLOYEE || right->id == self)
            continue;
        if (self != 0)
            return 0;
        self = right->id;
    }
    return self;
}

const char *cx_access_self(const struct cx_access *access)
{
    int64_t self = self_id(access);
    int person = self != 0 ? cx_org_person(access->org, self) : -1;
    return person >= 0 ? access->org->people[person].key : NULL;
}

/* Whether each right of `needs` is one that `holds` in some scope. */
static enum cx_what first_missing(const struct cx_access *access, unsigned needs,
                                  bool (*holds)(const struct right *right, const void *subject),
                                  const void *subject)
{
    for (enum cx_what what = CX_MAY_DEFAULT + 1; what < CX_WHATS; what++) {
        bool is_held = (needs & CX_NEEDS(what)) == 0;
        for (size_t i = 0; !is_held && i < access->count; i++)
            is_held = access->rights[i].what == what && holds(&access->rights[i], subject);
        if (!is_held)
            return what;
    }
    return CX_MAY_DEFAULT;
}

static bool anywhere(const struct right *right, const void *subject)
{
    (void)right;
    (void)subject;
    return true;
}

static bool in_company(const struct right *right, const void *subject)
{
    (void)subject;
    return right->scope == CX_SCOPE_COMPANY;
}

enum cx_what cx_access_lacks(const struct cx_access *access, unsigned needs)
{
    return first_missing(access, needs, needs & CX_NEEDS_WHOLE ? in_company : anywhere, NULL);
}

bool cx_access_sees_all(const struct cx_access *access, unsigned needs)
{
    return first_missing(access, needs, in_company, NULL) == CX_MAY_DEFAULT;
}

bool cx_access_sees_self_only(const struct cx_access *access, unsigned needs)
{
    int64_t self = self_id(access);
    for (size_t i = 0; i < access->count; i++) {
        const struct right *right = &access->rights[i];
        if ((needs & CX_NEEDS(right->what)) != 0 &&
            (right->scope != CX_SCOPE_EMPLOYEE || right->id != self))
            return false;
    }
    return true;
}

/* A post or a team on a day; employee 0: a team. */
struct subject {
    const struct cx_org *org;
    int64_t employee;
    int team; /* index */
    cx_date day;
};

static bool covers(const struct right *right, const void *asked)
{
    const struct subject *subject = asked;
    if (right->scope == CX_SCOPE_COMPANY)
        return true;
    if (right->scope == CX_SCOPE_EMPLOYEE)
        return subject->employee != 0 && subject->employee == right->id;
    int above = cx_org_team(subject->org, right->id);
    return above >= 0 && subject->team >= 0 &&
           cx_org_is_within(subject->org, subject->team, above, subject->day);
}

static bool sees(const struct cx_access *access, unsigned needs, int64_t employee, int team,
                 cx_date day)
{
    const struct subject subject = {access->org, employee, team, day};
    return first_missing(access, needs, covers, &subject) == CX_MAY_DEFAULT;
}

static int compare_team(const void *key, const void *team)
{
    return strcmp(key, ((const struct cx_team *)team)->key);
}

static int find_team(const struct cx_org *org, const char *key)
{
    const struct cx_team *team =
        org && org->team_count > 0
            ? bsearch(key, org->teams, (size_t)org->team_count, sizeof *org->teams, compare_team)
            : NULL;
    return team ? (int)(team - org->teams) : -1;
}

static int compare_person(const void *key, const void *person)
{
    return strcmp(key, ((const struct cx_person *)person)->key);
}

static const struct cx_person *find_person(const struct cx_org *org, const char *key)
{
    return org && org->person_count > 0 ? bsearch(key, org->people, (size_t)org->person_count,
                                                  sizeof *org->people, compare_person)
                                        : NULL;
}

bool cx_access_sees_team(const struct cx_access *access, unsigned needs, const char *team,
                         cx_date day)
{
    return sees(access, needs, 0, find_team(access->org, team), day);
}

bool cx_access_sees_post(const struct cx_access *access, unsigned needs, const char *employee,
                         const char *team, cx_date day)
{
    const struct cx_person *person = find_person(access->org, employee);
    return sees(access, needs, person ? person->id : 0, find_team(access->org, team), day);
}

bool cx_access_sees_person(const struct cx_access *access, unsigned needs, const char *employee,
                           const struct cx_period *period)
{
    const struct cx_person *person = find_person(access->org, employee);
    int seen = 0;
    if (cx_access_sees_all(access, needs) ||
        (person && sees(access, needs, person->id, -1, period->from)))
        return true;
    for (int i = 0; person && i < person->post_count; i++) {
        const struct cx_post *post = &access->org->posts[person->first_post + i];
        cx_date end = post->end == CX_DATE_NONE || post->end > period->to ? period->to : post->end;
        if (post->since >= period->to || end <= period->from)
            continue;
        if (!sees(access, needs, person->id, post->team, end - 1))
            return false;
        seen++;
    }
    return seen > 0;
}

static int sees_account(const struct cx_access *access, unsigned needs, struct cx_db *db,
                        int64_t account, cx_date day, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int64_t holder = 0;
    int rc = cx_stmt_new(&stmt, db, SQL_access_holder, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, account);
        cx_stmt_bind_int(stmt, 2, day);
        rc = cx_stmt_step(stmt, err);
        holder = rc == 1 ? cx_stmt_int(stmt, 0) : 0;
    }
    cx_stmt_free(stmt);
    if (rc < 1 || !access->org)
        return rc < 0 ? rc : 0;
    int person = cx_org_person(access->org, holder);
    int post = person >= 0 ? cx_org_post_on(access->org, person, day) : -1;
    return sees(access, needs, holder, post >= 0 ? access->org->posts[post].team : -1, day);
}

int cx_access_sees_account(const struct cx_access *access, unsigned needs, struct cx_db *db,
                           const char *account, cx_date day, struct cx_err *err)
{
    int64_t id = 0;
    if (cx_access_sees_all(access, needs))
        return 1;
    int rc = cx_id_find(&id, db, account, strlen(account), err);
    return rc < 0 ? rc : sees_account(access, needs, db, id, day, err);
}

int cx_access_sees_customer(const struct cx_access *access, unsigned needs, struct cx_db *db,
                            const char *customer, cx_date day, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int64_t id = 0;
    bool has_any = false;
    int seen = 1;
    if (cx_access_sees_all(access, needs))
        return 1;
    int rc = cx_id_find(&id, db, customer, strlen(customer), err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_access_accounts, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, id);
    while (rc == 0 && seen == 1 && (rc = cx_stmt_step(stmt, err)) == 1) {
        has_any = true;
        seen = sees_account(access, needs, db, cx_stmt_int(stmt, 0), day, err);
        rc = seen < 0 ? seen : 0;
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : has_any && seen == 1;
}
