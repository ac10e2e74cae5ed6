/* fact/pass: which rows a pass gives. */
#include "fact/pass.h"

#include "fact/make.h"
#include "measured.h"
#include "unit.h"

static struct measured m;
static int rows[CX_FACTS];

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\npaid,payment,money,amount,\n"
                 "late,contact,count,1,dpd > 0\ndue,promise,count,1,\n"
                 "opening,exposure,money,opening,\n");
    company_load(&m.c, "accounts.csv", "account_id,due_on,amount\nA1,2026-01-01,100\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-05,60\n"
                 "P2,A1,2026-11-05,40\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,outcome,promised_on\n"
                 "K1,A1,E1,2026-09-20,promised,2026-10-02\nK2,,E1,2026-10-05,talked,\n"
                 "K3,A1,E1,2026-10-31,no_answer,\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

static int count_row(void *context, enum cx_fact fact, const struct place *place,
                     const struct fact_row *row, struct cx_err *err)
{
    (void)context;
    (void)err;
    ck_assert(place->subject == SIZE_MAX || is_by_period(fact));
    ck_assert(row->event.id != 0);
    rows[fact]++;
    return 0;
}

/* The same rows, whether accounts are chosen for them or not. */
START_TEST(all_rows_for_a_sink)
{
    bool wants[CX_FACTS] = {
        [CX_FACT_PAYMENT] = true, [CX_FACT_CONTACT] = true, [CX_FACT_PROMISE] = true};
    bool measures[16];
    const struct sink sink = {
        .wants = wants, .measures = measures, .may_choose = _i == 1, .take = count_row};
    measure(&m, "2026-10");
    ck_assert_uint_lt(m.plan->measure_count, sizeof measures);
    memset(measures, true, sizeof measures);
    memset(rows, 0, sizeof rows);
    ck_assert_int_eq(make_rows(m.c.db, m.plan, m.org, &m.period, 1, &sink, &m.c.err), 0);
    ck_assert_int_eq(rows[CX_FACT_PAYMENT], 1);
    ck_assert_int_eq(rows[CX_FACT_CONTACT], 2);
    ck_assert_int_eq(rows[CX_FACT_PROMISE], 1);
    ck_assert_int_eq(rows[CX_FACT_EXPOSURE], 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, all_rows_for_a_sink, 0, 2);
}

UNIT_MAIN("pass")
