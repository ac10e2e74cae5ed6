/* Two contacts that break rules, for the tests of evidence. */
#ifndef CX_UNIT_VIOLATING_H
#define CX_UNIT_VIOLATING_H

#include "reporting.h"

/* K1 threatens C1, whose name and number the agent says; K2 is late at night and was found clean;
 * K3 is what a reviewer alone calls a violation. */
static inline void violating_open(void)
{
    staff_open();
    company_load(&c, "keywords.csv",
                 "keyword_id,phrase,category,severity,match\nW1,等着坐牢,threat,block,text\n");
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,channel,rule,value,counts,per,severity,source\n"
                 "L1,CN,phone,quiet_hours,22:00-08:00,attempt,customer,block,Law 1\n");
    company_load(&c, "settings.csv", "name,value\njurisdiction,CN\nagent_speakers,坐席\n");
    company_load(&c, "customers.csv",
                 "customer_id,name,phone,contact_person\nC1,秦丽,13800000001,王芳\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount\nV1,C1,2026-01-01,100\n");
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome,transcript\n"
                 "K1,V1,E1,2026-10-05 10:00,phone,talked,坐席:秦丽你等着坐牢\n"
                 "K2,V1,E4,2026-10-05 23:00,phone,no_answer,\n"
                 "K3,V1,E4,2026-10-06 10:00,phone,talked,坐席:13800000001\n"
                 "K4,V1,E4,2026-10-07 10:00,phone,talked,\n");
    company_load(&c, "reviews.csv",
                 "contact_id,verdict,reviewer,at,reason\nK2,clean,boss,2026-10-15,clock\n"
                 "K3,violation,boss,2026-10-15,rude to 秦丽\n");
}

#endif
