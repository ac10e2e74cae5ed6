/* What the staff earned, for the tests of kinds of rules. */
#ifndef CX_UNIT_EARNED_H
#define CX_UNIT_EARNED_H

#include "bonuses.h"

#define RULES "rule_id,seq,kind,for_employee,basis,rate,amount,prorate\n"

/* E1 recovered 60000 and has one vote of 30; E2 took 60000 back; E3 and E4 have nothing. */
static inline void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,60000\nP2,A2,2026-10-05,-60000\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,30\n");
    company_load(&c, "tiers.csv",
                 "tier_id,from,to,rate\nt,0,20000,0.02\nt,20000,50000,0.03\nt,50000,,0.05\n");
}

#endif
