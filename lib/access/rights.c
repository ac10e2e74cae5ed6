#include "access/rights.h"

#define NO    CX_GRANT_NO
#define NAMED CX_GRANT_NAMED
#define YES   CX_GRANT_YES

static const struct {
    enum cx_scope widest;
    enum cx_grant may[CX_WHATS];
} roles[CX_ROLES] = {
    /*                                     -  statement reports pay debtors plan import seal */
    [CX_COLLECTOR] = {CX_SCOPE_EMPLOYEE, {NO, YES, YES, NO, NAMED, NO, NO, NO}},
    [CX_TEAM_LEAD] = {CX_SCOPE_TEAM, {NO, NAMED, YES, NAMED, NAMED, NO, NO, NO}},
    [CX_ANALYST] = {CX_SCOPE_COMPANY, {NO, NO, YES, NO, NO, YES, NO, NO}},
    [CX_AUDITOR] = {CX_SCOPE_COMPANY, {NO, YES, YES, YES, NAMED, YES, NO, NO}},
    [CX_PAYROLL] = {CX_SCOPE_COMPANY, {NO, YES, NO, YES, NO, NO, NO, YES}},
    [CX_ADMIN] = {CX_SCOPE_COMPANY, {NO, YES, YES, YES, YES, YES, YES, YES}},
};

enum cx_grant cx_role_grant(enum cx_role role, enum cx_what what)
{
    return roles[role].may[what];
}

bool cx_what_is_whole(enum cx_what what)
{
    return what == CX_MAY_PLAN || what == CX_MAY_IMPORT || what == CX_MAY_SEAL;
}

enum cx_scope cx_role_widest(enum cx_role role)
{
    return roles[role].widest;
}
