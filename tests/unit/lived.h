/* Three debts to which much happened in the first ten days of October 2026, A2 most of all. */
#ifndef CX_UNIT_LIVED_H
#define CX_UNIT_LIVED_H

#include "company.h"

static inline void lived_open(struct company *c)
{
    company_open(c);
    company_add(c, "teams.csv", "team_id\nT1\n");
    company_add(c, "employees.csv",
                "employee_id,team_id,hired_on\nE1,T1,2026-01-01\nE2,T1,2026-01-01\n"
                "E3,T1,2026-01-01\nE4,T1,2026-01-01\n");
    company_add(c, "customers.csv", "customer_id,rating,owner_id,born_on\nC1,BB,E4,1990-05-06\n");
    company_add(c, "accounts.csv",
                "account_id,customer_id,client,due_on,amount\nA1,,,2026-10-01,10\n"
                "A2,C1,bank,2026-10-01,100\nA3,,,2026-10-01,30\n");
    company_add(c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP2,A2,2026-10-05 08:00,20\n"
                "P1,A2,2026-10-05 09:00,30\nP3,A3,2026-10-03,1\nP4,A2,2026-10-02,7\n");
    company_add(c, "arrangements.csv",
                "arrangement_id,account_id,kind,agreed_on,amount,due_on\n"
                "R1,A2,waiver,2026-10-04,5,\nR2,A2,extension,2026-10-10,,2026-11-01\n"
                "R3,A2,extension,2026-10-05,,2026-10-20\nR4,A2,instalment,2026-10-05,50,\n");
    company_add(c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at\n"
                "K2,A2,E1,2026-10-02\nK1,A2,E1,2026-10-03\nK3,,E1,2026-10-01\n");
    company_add(c, "assignments.csv",
                "account_id,employee_id,from,to\nA2,E1,2026-10-01,2026-10-06\n"
                "A2,E2,2026-10-08,\nA1,E3,2026-10-01,\n");
    company_take(c);
}

#endif
