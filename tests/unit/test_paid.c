/* past/paid: the payments of some days, account by account. */
#include "past/paid.h"

#include "company.h"
#include "store/id.h"
#include "unit.h"

static struct company c;
static struct cx_buf told;

static void set_up(void)
{
    company_open(&c);
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv",
                "employee_id,team_id,hired_on\nE1,T1,2026-01-01\nE2,T1,2026-01-01\n");
    company_add(&c, "accounts.csv",
                "account_id,due_on,amount\nA1,2026-01-01,100\nA2,2026-01-01,100\n"
                "A3,2026-01-01,100\nA4,2026-01-01,100\n");
    company_add(&c, "assignments.csv",
                "account_id,employee_id,from,to\nA1,E1,2026-09-01,2026-10-11\n"
                "A1,E2,2026-10-11,\nA2,E1,2026-09-01,\n");
    company_add(&c, "payments.csv",
                "payment_id,account_id,paid_at,amount,reverses,channel\n"
                "P1,A1,2026-10-12 10:00,40,,bank\nP2,A3,2026-10-13,10.01,,\nP3,A1,2026-10-05,60,,\n"
                "P4,A1,2026-09-30,5,,\nP5,A2,2026-10-02,7,,\nP6,A2,2026-10-09,-7,P5,\n"
                "P7,A4,2026-11-01,3,,\n");
    company_take(&c);
}

static void tear_down(void)
{
    cx_buf_fini(&told);
    company_close(&c);
}

static int tell(void *context, const struct cx_past *past)
{
    const struct cx_org *org = context;
    char id[CX_ID_MAX + 1], day[CX_DATE_TEXT];
    cx_buf_printf(&told, "%s:", cx_id_text(id, c.db, past->debt->id));
    for (size_t i = 0; i < past->payment_count; i++) {
        const char *channel = cx_past_text(past, past->payment_notes[i].channel);
        cx_date on = cx_date_of(past->payments[i].paid_at);
        const struct cx_past_episode *held = cx_past_holder(past, on);
        cx_buf_printf(&told, " %s %s %lld %s %s", cx_date_format(day, on),
                      cx_id_text(id, c.db, past->payment_notes[i].id),
                      (long long)past->payments[i].cents, channel ? channel : "-",
                      held ? org->people[held->person].key : "-");
    }
    if (past->episode_count != 1)
        cx_buf_printf(&told, " of %zu", past->episode_count);
    cx_buf_puts(&told, "; ");
    return past->payments[0].cents == 1001 ? CX_EDATA : 0;
}

static int each(const char *from, const char *to, struct cx_idset *back)
{
    struct cx_org *org = NULL;
    struct cx_pool *texts = cx_pool_new();
    struct cx_period first, last;
    cx_buf_clear(&told);
    ck_assert_int_eq(cx_org_load(&org, c.db, &c.err), 0);
    ck_assert_int_eq(cx_period_parse(&first, from, 0, &c.err), 0);
    ck_assert_int_eq(cx_period_parse(&last, to, 0, &c.err), 0);
    int rc = cx_paid_each(back, c.db, org, first.from, last.from, tell, org, texts, &c.err);
    cx_pool_free(texts);
    cx_org_free(org);
    return rc;
}

/* A2, of which something is taken back, has more to tell; where nothing is, it is as the others.
 * Who held A1 later is not asked for. */
START_TEST(accounts)
{
    struct cx_idset *back = cx_idset_new();
    ck_assert_int_eq(each("2026-09-30", "2026-10-13", back), 0);
    ck_assert_str_eq(cx_buf_str(&told), "A1: 2026-09-30 P4 500 - E1 2026-10-05 P3 6000 - E1 "
                                        "2026-10-12 P1 4000 bank E2 of 2; ");
    ck_assert_uint_eq(cx_idset_count(back), 1);
    cx_idset_free(back);
    back = cx_idset_new();
    ck_assert_int_eq(each("2026-10-02", "2026-10-09", back), 0);
    ck_assert_str_eq(cx_buf_str(&told),
                     "A1: 2026-10-05 P3 6000 - E1; A2: 2026-10-02 P5 700 - E1; ");
    ck_assert_uint_eq(cx_idset_count(back), 0);
    ck_assert_int_eq(each("2026-10-20", "2026-10-21", back), 0);
    ck_assert_str_eq(cx_buf_str(&told), "");
    cx_idset_free(back);
}
END_TEST

/* A3's payment is refused: A4 is not told of. */
START_TEST(refused)
{
    struct cx_idset *back = cx_idset_new();
    ck_assert_int_eq(each("2026-10-13", "2026-12-01", back), CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&told), "A3: 2026-10-13 P2 1001 - - of 0; ");
    cx_idset_free(back);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, accounts);
    tcase_add_test(tc, refused);
}

UNIT_MAIN("paid")
