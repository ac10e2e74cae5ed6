/* A company of one team and one debt: A1, 100.00, due on 1 September 2026. */
#ifndef CX_UNIT_DEBT_H
#define CX_UNIT_DEBT_H

#include "company.h"

/* E1 works there. */
static inline void debt_open(struct company *c)
{
    company_open(c);
    company_add(c, "teams.csv", "team_id\nT1\n");
    company_add(c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    company_add(c, "accounts.csv", "account_id,due_on,amount\nA1,2026-09-01,100\n");
    company_take(c);
}

/* So does E2, and the debt was paid twice on 1 October, 10.00 each time. */
static inline void debt_open_paid(struct company *c)
{
    debt_open(c);
    company_add(c, "employees.csv", "employee_id,team_id,hired_on\nE2,T1,2026-01-01\n");
    company_add(c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-01,10\n"
                "P2,A1,2026-10-01,10\n");
    company_take(c);
}

#endif
