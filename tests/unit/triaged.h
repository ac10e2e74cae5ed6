/* The accounts of a centre after triage, for the tests of what follows from it. */
#ifndef CX_UNIT_TRIAGED_H
#define CX_UNIT_TRIAGED_H

#include "assign/deal.h"
#include "centre.h"

static struct desk *desk;
static struct deal deal;

static inline void sort_out(void)
{
    desk = desk_now(0);
    triage(&deal, desk->book, &desk->chances);
}

static inline void triaged_close(void)
{
    triage_fini(&deal);
    desk_close(desk);
    company_close(&c);
}

#endif
