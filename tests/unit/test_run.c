/* pay/run: the run of all rules, adjustments, totals. */
#include "sheet/sheet.h"

#include "bonuses.h"
#include "csv/reader.h"
#include "files.h"
#include "unit.h"

START_TEST(no_rules)
{
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_uint_eq(bonus->row_count, 4);
    ck_assert_uint_eq(bonus->line_count, 0);
    ck_assert_int_eq(bonus->rows[3].total, 0);
    cx_bonus_free(bonus);
}
END_TEST

/* Lines by row, then seq, then rule; the total of a row is their sum. */
START_TEST(lines_and_totals)
{
    rules("rule_id,seq,kind,for_team,amount\nb,2,amount,,5\np,1,pool,T1,10\na,2,amount,T1,-7.50\n");
    ck_paid("E1 p 3.34\nE1 a -7.50\nE1 b 5.00\nE2 p 3.33\nE2 a -7.50\nE2 b 5.00\n"
            "E3 p 3.33\nE3 a -7.50\nE3 b 5.00\nE4 b 5.00\n");
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_int_eq(bonus->rows[0].total, 84);
    ck_assert_int_eq(bonus->rows[3].total, 500);
    cx_bonus_free(bonus);
}
END_TEST

#define ADJUSTMENTS "adjustment_id,period,employee_id,amount,reason,approved_by\n"

/* After all rules, on the last of a person's posts; a person who has left gets a row of their own.
 */
START_TEST(adjustments)
{
    staff_add_mover();
    company_load(&c, "employees.csv", EMPLOYEES "L1,,Lou,T1,collector,2026-01-01,2026-09-30,1\n");
    company_load(&c, "adjustments.csv",
                 ADJUSTMENTS "K3,2026-10,E5,-3.50,Typo,Boss\n"
                             "K1,2026-10,L1,20,Late,Boss\n"
                             "K2,2026-10,L1,22,Later,Boss\n"
                             "K4,2026-09,E1,99,Other month,Boss\n");
    rules("rule_id,seq,kind,for_employee,amount,rate,applies_to\n"
          "a,999999,amount,E5,10,,\nx,1000000,coefficient,E5,,2,*\n");
    ck_explained("E5 a - - 31/31 10.00\n"
                 "E5 x 10.00 2.000000 31/31 10.00\n"
                 "E5 a - - 31/31 10.00\n"
                 "E5 x 10.00 2.000000 31/31 10.00\n"
                 "E5 K3 - - 31/31 -3.50 Typo (approved by Boss)\n"
                 "L1 K1 - - 31/31 20.00 Late (approved by Boss)\n"
                 "L1 K2 - - 31/31 22.00 Later (approved by Boss)\n");
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_uint_eq(bonus->row_count, 7);
    ck_assert_int_eq(bonus->rows[6].post, -1);
    ck_assert_int_eq(bonus->rows[6].total, 4200);
    cx_bonus_free(bonus);
}
END_TEST

START_TEST(total_too_large)
{
    company_load(&c, "adjustments.csv", ADJUSTMENTS "K1,2026-10,E1,1000,Much,Boss\n");
    rules("rule_id,seq,kind,for_employee,amount\na,1,amount,E1,92233720368547758\n");
    ck_no_bonus("rule K1: the total of E1 is too large");
}
END_TEST

/* A row of tests/golden/cases/quota_bonus_cases.csv: so much sold against a quota, by one person or
 * by a team of so many. */
struct quota_case {
    const char *name, *sales, *quota, *commission_pct, *tax_pct;
    int members;    /* 0: a team of nobody; -1: not a team's */
    int64_t wanted; /* cents, each */
};

/* Percent as a rate: 10 is 0.1. The figures of the cases are whole. */
static double share_of(const char *percent)
{
    return strtod(percent, NULL) / 100;
}

/* Team Q of the members Q1, Q2 …; what is sold is paid on Q1's account. */
static void load_quota(const struct quota_case *of)
{
    struct cx_buf people = {0};
    char text[512];
    int count = of->members < 0 ? 1 : of->members;
    cx_buf_puts(&people, "employee_id,team_id,hired_on\n");
    for (int i = 1; i <= count; i++)
        cx_buf_printf(&people, "Q%d,Q,2026-01-01\n", i);
    company_load(&c, "teams.csv", "team_id\nQ\n");
    company_load(&c, "employees.csv", cx_buf_str(&people));
    cx_buf_fini(&people);
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA1,2026-01-01,9000000\n");
    if (count > 0)
        company_load(&c, "assignments.csv", "account_id,employee_id,from\nA1,Q1,2026-01-01\n");
    snprintf(text, sizeof text, "%sP1,A1,2026-10-05,%s\n", PAYMENTS, of->sales);
    company_load(&c, "payments.csv", text);
    snprintf(text, sizeof text, "%steam,Q,recovered,2026-10,%s\n%s%s%s", TARGETS, of->quota,
             count ? "employee,Q1,recovered,2026-10," : "", count ? of->quota : "",
             count ? "\n" : "");
    company_add(&c, "targets.csv", text);
    staff_load_plan();
    ck_assert_int_eq(company_import(&c), 0);
}

/* One person gets the commission on what they sold above their quota, less tax: the rate is
 * commission × (1 − tax). B01: (12000 − 11000) × 10 % × 90 % = 90. A team's commission on what it
 * sold above its quota is split evenly: a pool with a weight of 1 each, no tax. B04: 1000 × 10 % /
 * 4 = 25; B05: 1000 × 50 % / 5 = 100. At the quota (B03, B07) or below it (B02, B06) the rule
 * doesn't hold, and a team of nobody (B08) has nobody to pay. */
static void ck_quota(const struct quota_case *of)
{
    char text[512];
    staff_close();
    company_open(&c);
    load_quota(of);
    double rate = share_of(of->commission_pct) * (1 - share_of(of->tax_pct));
    snprintf(text, sizeof text, "rule_id,seq,kind,when,basis,rate,split\n%s,%.6f,%s\n",
             of->members < 0 ? "r,1,rate,recovered > target_recovered,recovered - target_recovered"
                             : "r,1,pool,team_recovered > team_target_recovered,"
                               "team_recovered - team_target_recovered",
             rate, of->members < 0 ? "" : "1");
    rules(text);
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_uint_eq(bonus->row_count, of->members < 0 ? 1 : (size_t)of->members);
    for (size_t i = 0; i < bonus->row_count; i++)
        ck_assert_msg(bonus->rows[i].total == of->wanted, "%s: %lld cents", of->name,
                      (long long)bonus->rows[i].total);
    cx_bonus_free(bonus);
}

START_TEST(published_quotas)
{
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_row row;
    struct cx_err err = {0};
    int cases = 0;
    int fd = open(CX_SOURCE_DIR "/tests/golden/cases/quota_bonus_cases.csv", O_RDONLY | O_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(cx_csv_open(&reader, fd, "quota_bonus_cases.csv", NULL, &err), 0);
    for (; cx_csv_next(reader, &row, &err) == 1; cases++) {
        const struct cx_csv_field *f = row.fields;
        struct quota_case of = {f[0].s, f[1].s, f[2].s, f[3].s, f[4].s, -1, 0};
        if (f[5].n > 0)
            of.members = (int)strtol(f[5].s, NULL, 10);
        ck_assert_int_eq(cx_dec_parse(&of.wanted, f[6].s, f[6].n, 2), CX_DEC_OK);
        ck_quota(&of);
    }
    ck_assert_int_eq(cases, 8);
    cx_csv_free(reader);
    close(fd);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, no_rules);
    tcase_add_test(tc, lines_and_totals);
    tcase_add_test(tc, adjustments);
    tcase_add_test(tc, total_too_large);
    tcase_add_test(tc, published_quotas);
}

UNIT_MAIN("bonus")
