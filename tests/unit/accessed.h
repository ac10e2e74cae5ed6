/* A company whose people have rights. T1 > T11, and T2. Li moves from T11 to T2 on the 16th of
 * October; T11 becomes part of T2 in November; Wang holds account A1 in October, Zhao of T2
 * from November on. */
#ifndef CX_UNIT_ACCESSED_H
#define CX_UNIT_ACCESSED_H

#include "access/access.h"
#include "company.h"

static struct company c;
static struct cx_access *access_of;

static inline cx_date on(const char *text)
{
    cx_date day = 0;
    ck_assert_int_eq(cx_date_parse(&day, text, strlen(text), CX_ORDER_YMD), CX_DATE_OK);
    return day;
}

static inline struct cx_period in(const char *text)
{
    struct cx_period period;
    ck_assert_int_eq(cx_period_parse(&period, text, 0, &c.err), 0);
    return period;
}

static inline void staff_up(void)
{
    company_open(&c);
    company_add(&c, "teams.csv",
                "team_id,since,parent_id\nT1,,\nT2,,\nT11,,T1\nT11,2026-11-01,T2\n");
    company_add(&c, "employees.csv",
                "employee_id,since,team_id,hired_on\n"
                "W,,T1,2026-01-01\nL,,T11,2026-01-01\nL,2026-10-16,T2,2026-01-01\n"
                "Z,,T2,2026-01-01\nN,2026-12-01,T1,2026-12-01\n");
    company_add(&c, "customers.csv", "customer_id\nC1\n");
    company_add(&c, "accounts.csv", "account_id,customer_id,due_on,amount\nA1,C1,2026-01-01,9\n");
    company_add(&c, "assignments.csv",
                "account_id,employee_id,from,to\nA1,W,2026-10-01,2026-11-01\nA1,Z,2026-11-01,\n");
    company_take(&c);
}

static inline void staff_down(void)
{
    cx_access_free(access_of);
    access_of = NULL;
    company_close(&c);
}

/* Rows of access, below the header. */
static inline void grant(const char *rows)
{
    struct cx_buf text = {0};
    cx_buf_printf(&text, "user,role,scope,scope_id,what,valid_from,valid_to\n%s", rows);
    company_load(&c, "access.csv", cx_buf_str(&text));
    cx_buf_fini(&text);
}

static inline const struct cx_access *rights_of(const char *user)
{
    cx_access_free(access_of);
    ck_assert_msg(cx_access_load(&access_of, c.db, user, on("2026-10-31"), &c.err) == 0, "%s",
                  c.err.text);
    return access_of;
}

#endif
