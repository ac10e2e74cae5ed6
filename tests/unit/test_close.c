/* sheet/close: closing, opening again, paying out: what is let through, and what it leaves. */
#include "sealing.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    rules(COMMISSION);
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-09-05,1000\nP2,A2,2026-09-06,300\nP3,A2,2026-09-07,-500\n");
}

static void ck_no_close(const char *month, const char *day, int code, const char *words)
{
    struct cx_seal_options options = on_day(day);
    struct cx_period period = period_of(month);
    struct cx_seal seal;
    c.err = (struct cx_err){0};
    ck_assert_int_eq(cx_bonus_close(&seal, c.db, &period, &options, &c.err), code);
    ck_assert_str_eq(c.err.text, words);
    cx_seal_fini(&seal);
}

START_TEST(order)
{
    ck_no_close("2026-Q3", "2027-01-01", CX_EUSAGE,
                "2026-Q3 is not a month: months are sealed, one by one");
    ck_no_close("2026-09", "2026-09-30", CX_EDATA,
                "2026-09 is not over: it can be sealed from 2026-10-01 on");
    seal_month("2026-09");
    ck_no_close("2026-09", "2026-10-01", CX_EDATA,
                "2026-09 is sealed already, since 2027-01-01: cx-bonus -p 2026-09 prints it");
    ck_no_close("2026-11", "2027-01-01", CX_EDATA,
                "2026-11 can't be sealed yet: months are sealed in order, and the next is 2026-10");
    ck_no_close("2026-08", "2027-01-01", CX_EDATA,
                "2026-08 can't be sealed any more: months are sealed in order, and 2026-09 is "
                "sealed already");
    seal_month("2026-10");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM seals"), "2");
}
END_TEST

START_TEST(the_last_day_is_enough)
{
    struct cx_seal_options options = on_day("2026-10-01");
    struct cx_period period = period_of("2026-09");
    struct cx_seal seal;
    ck_assert_int_eq(cx_bonus_close(&seal, c.db, &period, &options, &c.err), 0);
    ck_assert_int_eq(seal.seq, 1);
    ck_assert_int_eq(seal.total, 8000); /* 10 % of 1000 and of -200 */
    ck_assert_str_eq(seal.before, "");
    cx_seal_fini(&seal);
}
END_TEST

START_TEST(dry_run)
{
    struct cx_seal_options options = on_day("2026-10-01");
    struct cx_period period = period_of("2026-09");
    struct cx_seal seal;
    options.dry_run = true;
    ck_assert_int_eq(cx_bonus_close(&seal, c.db, &period, &options, &c.err), 0);
    ck_assert_int_eq(seal.total, 8000);
    cx_seal_fini(&seal);
    ck_assert_str_eq(company_ask(&c, "SELECT (SELECT count(*) FROM seals) + (SELECT count(*) "
                                     "FROM seal_texts)"),
                     "0");
}
END_TEST

static void ck_no_reopen(const char *month, const char *reason, const char *words)
{
    struct cx_seal_options options = on_day("2027-01-01");
    struct cx_period period = period_of(month);
    struct cx_seal seal;
    c.err = (struct cx_err){0};
    ck_assert_int_lt(cx_bonus_reopen(&seal, c.db, &period, reason, &options, &c.err), 0);
    ck_assert_str_eq(c.err.text, words);
    cx_seal_fini(&seal);
}

START_TEST(reopening)
{
    ck_no_reopen("2026-09", "x", "2026-09 is not sealed: there is nothing to open");
    seal_month("2026-09");
    seal_month("2026-10");
    ck_no_reopen("2026-10", "", "--reopen needs a reason, which the audit log keeps");
    ck_no_reopen("2026-09", "x", "2026-10 was sealed after 2026-09: only the last can be opened");
    open_month("2026-10");
    open_month("2026-09");
    seal_month("2026-09");
    pay_month("2026-09");
    ck_no_reopen("2026-09", "x",
                 "2026-09 was paid out on 2027-01-01: it stays sealed, and what was wrong with it "
                 "is put right in the month that is sealed next");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(action, ' ') FROM seals"),
                     "close close reopen reopen close pay");
}
END_TEST

/* E2's total is -20.00, so the register pays 100.00 where the sheet adds up to 80.00. */
START_TEST(paying)
{
    struct cx_seal_options options = on_day("2026-10-05");
    struct cx_period period = period_of("2026-09");
    struct cx_seal seal;
    bool is_first;
    ck_assert_int_eq(cx_bonus_pay(&seal, &is_first, c.db, &period, &options, &c.err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "2026-09 is not sealed"));
    cx_seal_fini(&seal);
    c.err = (struct cx_err){0};
    seal_month("2026-09");
    ck_sealed_text(
        "2026-09", TEXT_PAY,
        "employee_id,name,amount\nE1,Ann,100.00\nE2,Bob,0.00\nE3,Cid,0.00\nE4,Dan,0.00\n");
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(cx_bonus_pay(&seal, &is_first, c.db, &period, &options, &c.err), 0);
        ck_assert(is_first == (i == 0));
        ck_assert_int_eq(seal.total, 10000);
        ck_assert_str_eq(seal.reason, "-20.00 of totals below zero is carried to 2026-10");
        ck_assert_int_eq(seal.seq, 2);
        cx_seal_fini(&seal);
    }
}
END_TEST

/* A month is sealed for good, so what is sealed is read again first. */
START_TEST(what_can_not_be_read_again)
{
    ck_assert_int_eq(
        cx_db_exec(c.db, "UPDATE employees SET name = CAST(x'41ff42' AS TEXT)", &c.err), 0);
    ck_no_close("2026-09", "2027-01-01", CX_EDATA,
                "2026-09 can't be sealed: it could not be read again: sheet that is sealed:2: "
                "invalid bytes for UTF-8 at column 3: is the file in another encoding? name it, as "
                "in --encoding=windows-1252");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM seals"), "0");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, order);
    tcase_add_test(tc, the_last_day_is_enough);
    tcase_add_test(tc, dry_run);
    tcase_add_test(tc, reopening);
    tcase_add_test(tc, paying);
    tcase_add_test(tc, what_can_not_be_read_again);
}

UNIT_MAIN("sheet/close")
