/* A centre with a past, for the tests that learn from one: 200 accounts of 100 each, due on
 * 2026-05-01, the even ones of C1 (AAA), the odd ones of C2 (B), held by P1 (1 to 100) and P2 (101
 * to 200) since 1 May. In each window of 30 days before 2026-10-31 an account pays 1.00 on the
 * tenth day as luck has it: AAA three times as often as B, with P1 twice as often as with P2. */
#ifndef CX_UNIT_PAST_H
#define CX_UNIT_PAST_H

#include "centre.h"

static inline bool past_pays(int account, int window)
{
    unsigned seed = (unsigned)(account * 31 + window);
    int luck = (rand_r(&seed), rand_r(&seed) % 12);
    int share = (account % 2 ? 1 : 3) * (account <= 100 ? 2 : 1);
    return luck < share;
}

static inline void past_open(void)
{
    struct cx_buf accounts = {0}, held = {0}, payments = {0};
    char day[CX_DATE_TEXT];
    centre_open();
    company_load(&c, "settings.csv", "name,value\ndeal_by,account\n");
    staff_replan("stages", "stage,from_dpd,to_dpd,team_kind\nphone,1,,phone\n");
    cx_buf_puts(&accounts, ACCOUNTS);
    cx_buf_puts(&held, HELD);
    cx_buf_puts(&payments, PAYMENTS);
    for (int a = 1; a <= 200; a++) {
        cx_buf_printf(&accounts, "A%03d,C%d,2026-05-01,100,open,\n", a, 1 + a % 2);
        cx_buf_printf(&held, "A%03d,P%d,2026-05-01,\n", a, a <= 100 ? 1 : 2);
        for (int w = 1; w <= 5; w++) {
            if (past_pays(a, w))
                cx_buf_printf(&payments, "Y%03d%d,A%03d,%s,1\n", a, w, a,
                              cx_date_format(day, TODAY - 30 * w + 10));
        }
    }
    company_load(&c, "accounts.csv", cx_buf_str(&accounts));
    company_load(&c, "assignments.csv", cx_buf_str(&held));
    company_load(&c, "payments.csv", cx_buf_str(&payments));
    cx_buf_fini(&accounts);
    cx_buf_fini(&held);
    cx_buf_fini(&payments);
}

#endif
