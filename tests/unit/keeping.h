/* Sums that the database keeps, of a small company with feedback on two days. */
#ifndef CX_UNIT_KEEPING_H
#define CX_UNIT_KEEPING_H

#include "measured.h"

static struct measured m;

static const char plan[] = "measure_id,fact,unit,value,where\nsum,feedback,number,score,\n"
                           "n,contact,count,1,\npaid,payment,money,amount,\n";

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv", plan);
    company_load(&m.c, "feedback.csv",
                 "feedback_id,employee_id,at,score\nF1,E1,2026-10-01,1\nF2,E1,2026-10-02,2\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

static const char *ask(const char *sql)
{
    return company_ask(&m.c, sql);
}

#define FEEDBACK_DAYS "SELECT count(*) FROM main.day_sums WHERE fact = 'feedback'"

#endif
