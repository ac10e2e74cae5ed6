/* A centre with a team for each stage, for the tests of assign/. Today is 2026-10-31.
 *
 * M1 is in the message team (stage remind, 1 to 29 days), P1 and P2 in the phone team (30 to 89),
 * V1 in the visit team (from 90 on). Accounts due on REMIND, PHONE and VISIT days are 10, 40 and
 * 100 days late. */
#ifndef CX_UNIT_CENTRE_H
#define CX_UNIT_CENTRE_H

#include "assign/desk.h"
#include "hands.h"

#define TODAY    20757
#define REMIND   "2026-10-21"
#define PHONE    "2026-09-21"
#define VISIT    "2026-07-23"
#define ACCOUNTS "account_id,customer_id,due_on,amount,status,region\n"
#define HELD     "account_id,employee_id,from,to\n"
#define CONTACTS                                                                                   \
    "contact_id,account_id,employee_id,started_at,channel,outcome,promised_amount,promised_on\n"
#define PERSONNEL "employee_id,since,team_id,role,hired_on,left_on,capacity\n"

static inline void centre_open(void)
{
    company_open(&c);
    company_add(&c, "stages.csv",
                "stage,from_dpd,to_dpd,team_kind\nremind,1,30,message\nphone,30,90,phone\n"
                "visit,90,,visit\n");
    company_add(&c, "teams.csv", "team_id,kind\nTM,message\nTP,phone\nTV,visit\n");
    company_add(&c, "employees.csv",
                PERSONNEL "M1,,TM,collector,2026-01-01,,100\nP1,,TP,collector,2026-01-01,,100\n"
                          "P2,,TP,collector,2026-01-01,,100\nV1,,TV,collector,2026-01-01,,100\n");
    company_add(&c, "customers.csv",
                "customer_id,name,born_on,region,rating,channel\nC1,Ann,1990-10-31,N,AAA,sms\n"
                "C2,Bob,1990-11-01,S,B,phone\nC3,,,,,\n");
    int rc = company_import(&c);
    ck_assert_msg(rc == 0, "%s%s", cx_buf_str(&c.said), c.err.text);
}

static inline struct desk *desk_now(unsigned what)
{
    static struct desk desk;
    int rc = desk_open(&desk, c.db, TODAY, what, &c.err);
    ck_assert_msg(rc == 0, "%s", c.err.text);
    return &desk;
}

/* The place of an account in a book. */
static inline size_t place_of(const struct book *book, const char *account)
{
    int64_t id = 0;
    ck_assert_int_eq(cx_id_find(&id, c.db, account, strlen(account), &c.err), 0);
    int32_t place = cx_lookup_find(&book->archive->accounts, id);
    ck_assert_msg(place >= 0, "%s", account);
    return (size_t)place;
}

static inline int person_of(const struct cx_org *org, const char *employee)
{
    int64_t id = 0;
    ck_assert_int_eq(cx_id_find(&id, c.db, employee, strlen(employee), &c.err), 0);
    return cx_org_person(org, id);
}

/* What a function writes as CSV, without its header; the caller frees. */
typedef int lister(struct cx_table *, struct cx_db *, const struct cx_assign_options *,
                   struct cx_err *);
static inline char *listed(lister *list, const struct cx_assign_options *options)
{
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    ck_assert_msg(view_end(table, list(table, c.db, options, &c.err)) == 0, "%s", c.err.text);
    char *rows = strchr(text.data, '\n') + 1;
    memmove(text.data, rows, strlen(rows) + 1);
    return text.data;
}

/* The day's dealing, written to the database, as CSV without its header. */
static inline void ck_dealt(const struct cx_assign_options *options, const char *wanted)
{
    struct cx_dealing *dealing = NULL;
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    ck_assert_msg(cx_assign_deal(&dealing, c.db, options, &c.err) == 0, "%s", c.err.text);
    ck_assert_int_eq(view_end(table, cx_dealing_table(table, dealing, c.db, &c.err)), 0);
    ck_assert_str_eq(strchr(cx_buf_str(&text), '\n') + 1, wanted);
    cx_buf_fini(&text);
    cx_dealing_free(dealing);
}

static inline struct cx_assign_options deal_options(void)
{
    struct cx_assign_options options = assign_options();
    options.min_gain_cents = -1;
    return options;
}

#endif
