/* The staff's statements where a tier pays the more the more was recovered. */
#ifndef CX_UNIT_TIERED_H
#define CX_UNIT_TIERED_H

#include "statements.h"

#define RULES "rule_id,seq,kind,for_employee,when,basis,rate,amount,tier_id,mode,per,prorate\n"

/* E1 recovered 60000, E2 took 60000 back. E5 recovered 15000 in each of their posts. */
static inline void tiered_open(void)
{
    staff_open();
    staff_add_mover();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,60000\nP2,A2,2026-10-05,-60000\n"
                          "P5,A5,2026-10-05,15000\nP6,A5,2026-10-15,15000\n");
    company_load(&c, "tiers.csv",
                 "tier_id,from,to,rate\nt,0,20000,0.02\nt,20000,50000,0.03\nt,50000,,0.05\n");
}

#endif
