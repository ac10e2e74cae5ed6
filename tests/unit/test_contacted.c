/* report/contacted: contacts by channel, and what was owed on the accounts that they reached for.
 */
#include "report/contacted.h"

#include "base/mem.h"
#include "fact/sums.h"
#include "reporting.h"
#include "unit.h"

static struct contacted *sums;

/* Contacts, successes, and what was owed, of a subject and a channel. */
static void ck_sums(size_t subject, enum cx_channel channel, int contacts, int successes, int owed)
{
    const struct contacted *of = &sums[subject * CONTACTED_CHANNELS + channel];
    ck_assert_int_eq(of->contacts, contacts);
    ck_assert_int_eq(of->successes, successes);
    ck_assert_int_eq(of->cents, owed * 100);
}

/* Another listener hears each contact of the month, that without a channel as well. */
static void hear(void *context, const struct contact_made *contact)
{
    int *heard = context;
    heard[0]++;
    heard[1] += contact->channel < 0;
    heard[2] += contact->account == 0;
    ck_assert_int_ge(contact->post, 0);
}

/* What is owed counts once for each subject and channel, as it was at first; not of other months'
 * contacts, nor of those without an account, and of paid debts. */
START_TEST(once)
{
    struct cx_org *org = NULL;
    struct cx_period october = cx_period_month(2026, 10);
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nB1,2026-01-01,100\nB2,2026-01-01,50\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,B1,2026-10-03,30\nP2,B2,2026-09-03,50\n");
    company_load(
        &c, "contacts.csv",
        "contact_id,account_id,employee_id,started_at,channel,outcome\n"
        "K1,B1,E1,2026-10-02 10:00,phone,promised\nK2,B1,E2,2026-10-05 10:00,phone,talked\n"
        "K3,B1,E4,2026-10-05 11:00,phone,paid\nK4,B1,E4,2026-10-06 11:00,sms,\n"
        "K5,B1,E4,2026-09-30 11:00,visit,paid\nK6,,E4,2026-10-06 11:00,visit,talked\n"
        "K7,B1,E4,2026-10-06 11:00,,\nK8,B2,E4,2026-10-06 11:00,sms,refused\n");
    ck_assert_int_eq(cx_org_load(&org, c.db, &c.err), 0);
    struct cx_archive *archive = NULL;
    int heard[3] = {0};
    const struct contact_listener listener = {hear, heard};
    sums = cx_alloc(cx_subject_count(org) * CONTACTED_CHANNELS * sizeof *sums);
    ck_assert_int_eq(cx_archive_balances(&archive, c.db, october.from, october.to - 1, 0, &c.err),
                     0);
    ck_assert_int_eq(contacted_sums(sums, c.db, org, archive, &october, &listener, &c.err), 0);
    ck_assert_int_eq(heard[0], 7);
    ck_assert_int_eq(heard[1], 1);
    ck_assert_int_eq(heard[2], 1);
    size_t company = cx_subject_of_company(org), one = 0, two = 0;
    for (int i = 0; i < org->team_count; i++) {
        one = strcmp(org->teams[i].key, "T1") == 0 ? cx_subject_of_team(org, i) : one;
        two = strcmp(org->teams[i].key, "T2") == 0 ? cx_subject_of_team(org, i) : two;
    }
    ck_sums(company, CX_PHONE, 3, 2, 100);
    ck_sums(one, CX_PHONE, 2, 1, 100);
    ck_sums(two, CX_PHONE, 1, 1, 70);
    ck_sums(two, CX_SMS, 2, 0, 70);
    ck_sums(company, CX_SMS, 2, 0, 70);
    ck_sums(company, CX_VISIT, 1, 0, 0);
    ck_sums(one, CX_VISIT, 0, 0, 0);
    free(sums);
    cx_archive_close(archive);
    cx_org_free(org);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, once);
}

UNIT_MAIN("contacted")
