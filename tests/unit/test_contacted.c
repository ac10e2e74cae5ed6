/* report/contacted: what was owed on the accounts that channels reached for. */
#include "report/contacted.h"

#include "base/mem.h"
#include "fact/sums.h"
#include "reporting.h"
#include "unit.h"

static int64_t cents_of(const int64_t *cents, size_t subject, enum cx_channel channel)
{
    return cents[subject * CONTACTED_CHANNELS + channel] / 100;
}

/* Once for each subject and channel, with what was owed at first; contacts of other months, without
 * an account or a channel, and of debts that are paid do not count. */
START_TEST(once)
{
    struct cx_org *org = NULL;
    struct cx_period october = cx_period_month(2026, 10);
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nB1,2026-01-01,100\nB2,2026-01-01,50\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,B1,2026-10-03,30\nP2,B2,2026-09-03,50\n");
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel\n"
                 "K1,B1,E1,2026-10-02 10:00,phone\nK2,B1,E2,2026-10-05 10:00,phone\n"
                 "K3,B1,E4,2026-10-05 11:00,phone\nK4,B1,E4,2026-10-06 11:00,sms\n"
                 "K5,B1,E4,2026-09-30 11:00,visit\nK6,,E4,2026-10-06 11:00,visit\n"
                 "K7,B1,E4,2026-10-06 11:00,\nK8,B2,E4,2026-10-06 11:00,sms\n");
    ck_assert_int_eq(cx_org_load(&org, c.db, &c.err), 0);
    int64_t *cents = cx_alloc(cx_subject_count(org) * CONTACTED_CHANNELS * sizeof *cents);
    ck_assert_int_eq(contacted_sums(cents, c.db, org, &october, &c.err), 0);
    size_t company = cx_subject_of_company(org), one = 0, two = 0;
    for (int i = 0; i < org->team_count; i++) {
        one = strcmp(org->teams[i].key, "T1") == 0 ? cx_subject_of_team(org, i) : one;
        two = strcmp(org->teams[i].key, "T2") == 0 ? cx_subject_of_team(org, i) : two;
    }
    ck_assert_int_eq(cents_of(cents, company, CX_PHONE), 100);
    ck_assert_int_eq(cents_of(cents, one, CX_PHONE), 100);
    ck_assert_int_eq(cents_of(cents, two, CX_PHONE), 70);
    ck_assert_int_eq(cents_of(cents, two, CX_SMS), 70);
    ck_assert_int_eq(cents_of(cents, company, CX_SMS), 70);
    ck_assert_int_eq(cents_of(cents, company, CX_VISIT), 0);
    free(cents);
    cx_org_free(org);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, once);
}

UNIT_MAIN("contacted")
