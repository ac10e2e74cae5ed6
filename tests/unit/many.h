/* The company of measured.h with many accounts, in a file: two threads read them, by a second
 * connection, which sees no database in memory. */
#ifndef CX_UNIT_MANY_H
#define CX_UNIT_MANY_H

#include "measured.h"
#include "scratch.h"

enum { MANY = 2100 }; /* so many that two threads read them */

/* Each account is held, has a payment from September to November and a contact in October, some
 * with a promise. measures may be NULL. m is in memory, and its copy the scratch folder's file. */
static inline void many_open(struct measured *m, struct scratch *s, const char *measures)
{
    struct company *c = &m->c;
    struct cx_buf accounts = {0}, assignments = {0}, payments = {0}, contacts = {0};
    char sql[80];
    scratch_open(s);
    measured_open(m);
    cx_buf_puts(&accounts, "account_id,due_on,amount\n");
    cx_buf_puts(&assignments, "account_id,employee_id,from\n");
    cx_buf_puts(&payments, "payment_id,account_id,paid_at,amount\n");
    cx_buf_puts(&contacts,
                "contact_id,account_id,employee_id,started_at,channel,outcome,promised_on\n");
    for (int i = 1; i <= MANY; i++) {
        cx_buf_printf(&accounts, "A%d,2026-01-%02d,%d\n", i, 1 + i % 28, 100 + i);
        cx_buf_printf(&assignments, "A%d,E%d,2026-02-01\n", i, 1 + i % 4);
        cx_buf_printf(&payments, "P%d,A%d,2026-%02d-%02d 12:00,%d\n", i, i,
                      i % 7 == 3   ? 9
                      : i % 7 == 5 ? 11
                                   : 10,
                      1 + i % 30, i % 50 + 1);
        cx_buf_printf(&contacts, "K%d,A%d,E%d,2026-10-%02d,%s,talked,%s\n", i, i, 1 + i % 3,
                      1 + i % 7, i % 2 ? "phone" : "sms", i % 5 ? "" : "2026-10-20");
    }
    if (measures)
        company_load(c, "measures.csv", measures);
    company_load(c, "accounts.csv", cx_buf_str(&accounts));
    company_load(c, "assignments.csv", cx_buf_str(&assignments));
    company_load(c, "payments.csv", cx_buf_str(&payments));
    company_load(c, "contacts.csv", cx_buf_str(&contacts));
    company_load(c, "feedback.csv", "feedback_id,employee_id,at,score\nF1,E1,2026-10-01,1\n");
    snprintf(sql, sizeof sql, "VACUUM INTO '%s'", s->path);
    run(c->db, sql);
    cx_buf_fini(&accounts);
    cx_buf_fini(&assignments);
    cx_buf_fini(&payments);
    cx_buf_fini(&contacts);
}

#endif
