/* access/rights: the table of roles and rights. */
#include "access/rights.h"

#include "unit.h"

/* A row: statement reports pay debtors plan import seal, as y, n (where it is named) or -. */
START_TEST(table)
{
    static const char *const wanted[CX_ROLES] = {
        [CX_COLLECTOR] = "yy-n---", [CX_TEAM_LEAD] = "nynn---", [CX_ANALYST] = "-y--y--",
        [CX_AUDITOR] = "yyyny--",   [CX_PAYROLL] = "y-y---y",   [CX_ADMIN] = "yyyyyyy",
    };
    for (int role = 0; role < CX_ROLES; role++) {
        for (int what = CX_MAY_STATEMENT; what < CX_WHATS; what++) {
            enum cx_grant grant = cx_role_grant((enum cx_role)role, (enum cx_what)what);
            char got = grant == CX_GRANT_YES ? 'y' : grant == CX_GRANT_NAMED ? 'n' : '-';
            ck_assert_msg(got == wanted[role][what - 1], "%s %s: %c", cx_roles[role],
                          cx_whats[what], got);
        }
    }
}
END_TEST

/* A right of the company alone is no use to a role that never sees the company. */
START_TEST(scopes)
{
    for (int role = 0; role < CX_ROLES; role++) {
        for (int what = CX_MAY_STATEMENT; what < CX_WHATS; what++)
            ck_assert(!cx_what_is_whole((enum cx_what)what) ||
                      cx_role_grant((enum cx_role)role, (enum cx_what)what) == CX_GRANT_NO ||
                      cx_role_widest((enum cx_role)role) == CX_SCOPE_COMPANY);
    }
    ck_assert_int_eq(cx_role_widest(CX_COLLECTOR), CX_SCOPE_EMPLOYEE);
    ck_assert_int_eq(cx_role_widest(CX_TEAM_LEAD), CX_SCOPE_TEAM);
    ck_assert_int_eq(CX_NEEDS_ALL & (CX_NEEDS_NOTHING | CX_NEEDS_WHOLE | CX_NEEDS_STDIN |
                                     CX_NEEDS_PERSON | CX_NEEDS(CX_MAY_DEFAULT)),
                     0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, table);
    tcase_add_test(tc, scopes);
}

UNIT_MAIN("rights")
