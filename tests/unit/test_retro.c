/* sheet/retro: what sealed months turned out to be wrong by. */
#include "sealing.h"
#include "unit.h"

/* 10 % commission, a quarter more on it and on the prize (which is not recomputed), and the prize.
 */
static void set_up(void)
{
    staff_open();
    rules("rule_id,seq,kind,basis,rate,amount,top_n,applies_to,for_employee\n"
          "comm,1,rate,recovered,0.1,,,,\nprize,2,rank,recovered,,50,1,,\n"
          "more,3,coefficient,,1.25,,,*,E1\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-05,1000\nP2,A2,2026-09-06,500\n");
    seal_month("2026-09");
}

/* The retro and carry lines of a month, with their notes. */
static void ck_late(const char *period, const char *wanted)
{
    struct cx_bonus *bonus = bonus_of(period);
    struct cx_buf got = {0};
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        if (line->rule == CX_LINE_RETRO || line->rule == CX_LINE_CARRY)
            cx_buf_printf(&got, "%s %s %s %s %s\n",
                          bonus->scores->org->people[bonus->rows[line->row].person].key, line->kind,
                          line->rule_id, shown(line->amount, 2), line->note);
    }
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_buf_fini(&got);
    cx_bonus_free(bonus);
}

/* E1 was sealed with 100 + 50 + 37.50; without that payment they are no longer the best, but the
 * prize is not recomputed: 0 + 50 + 12.50. */
#define BOUNCED                                                                                    \
    "E1 retro 2026-09 -125.00 comm 0.00 instead of 100.00 (on 0.00 instead of 1000.00), more "     \
    "12.50 instead of 37.50 (on 50.00 instead of 150.00)\n"

START_TEST(nothing_new)
{
    ck_late("2026-10", "");
    ck_late("2026-09", "");
}
END_TEST

START_TEST(late_payments)
{
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\n"
                 "P1R,A1,2026-09-20,-1000,P1\nP3,A3,2026-09-25,300,\n");
    ck_late("2026-10", BOUNCED
            "E3 retro 2026-09 30.00 comm 30.00 instead of 0.00 (on 300.00 instead of 0.00)\n");
    ck_late("2026-11", ""); /* October comes first */
    ck_late("2026-Q4", "");
}
END_TEST

/* What was put right is not put right again; more of it is. */
START_TEST(once)
{
    company_load(&c, "payments.csv", PAYMENTS "P3,A3,2026-09-25,300\n");
    seal_month("2026-10");
    ck_late("2026-10",
            "E3 retro 2026-09 30.00 comm 30.00 instead of 0.00 (on 300.00 instead of 0.00)\n");
    ck_late("2026-11", "");
    company_load(&c, "payments.csv", PAYMENTS "P4,A3,2026-09-26,100\n");
    ck_late("2026-11", "E3 retro 2026-09 10.00 comm 40.00 instead of 0.00 (on 400.00 instead of "
                       "0.00); 30.00 was put right "
                       "before\n");
    open_month("2026-10"); /* its seal no longer counts */
    ck_late("2026-10",
            "E3 retro 2026-09 40.00 comm 40.00 instead of 0.00 (on 400.00 instead of 0.00)\n");
}
END_TEST

/* What was put right and then turns out to have been right is taken back. */
START_TEST(back_again)
{
    company_load(&c, "payments.csv", PAYMENTS "P3,A3,2026-09-25,300\n");
    seal_month("2026-10");
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP3R,A3,2026-09-28,-300,P3\n");
    ck_late("2026-11", "E3 retro 2026-09 -30.00 30.00 was put right before\n");
}
END_TEST

START_TEST(months)
{
    company_load(&c, "settings.csv", "name,value\nretro_months,1\n");
    seal_month("2026-10");
    company_load(&c, "payments.csv", PAYMENTS "P3,A3,2026-09-25,300\nP4,A3,2026-10-25,100\n");
    ck_late("2026-11",
            "E3 retro 2026-10 10.00 comm 10.00 instead of 0.00 (on 100.00 instead of 0.00)\n");
    company_load(&c, "settings.csv", "name,value\nretro_months,2\n");
    ck_late("2026-11",
            "E3 retro 2026-09 30.00 comm 30.00 instead of 0.00 (on 300.00 instead of 0.00)\n"
            "E3 retro 2026-10 10.00 comm 10.00 instead of 0.00 (on 100.00 instead of 0.00)\n");
    company_load(&c, "settings.csv", "name,value\nretro_months,0\n");
    ck_late("2026-11", "");
}
END_TEST

/* A plan that is changed later changes nothing that was sealed, and late data is put right by the
 * plan that was. */
START_TEST(sealed_plan)
{
    rules("rule_id,seq,kind,basis,rate\ncomm,1,rate,recovered,0.9\nnew,2,rate,recovered,1\n");
    company_load(&c, "settings.csv", "name,value\npromise_grace_days,9\n");
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value\nrecovered,payment,money,2 * amount\n");
    ck_late("2026-10", "");
    company_load(&c, "payments.csv", PAYMENTS "P3,A3,2026-09-25,300\n");
    ck_late("2026-10",
            "E3 retro 2026-09 30.00 comm 30.00 instead of 0.00 (on 300.00 instead of 0.00)\n");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM temp.sqlite_schema "
                                     "WHERE name IN ('measures', 'settings', 'rules')"),
                     "0");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM rules"), "2");
}
END_TEST

/* Rules that stay as sealed and took up their group without a line on each post: a rank that not
 * all win, a pool that not all weigh in, a cap that nobody reaches, a line of a person. */
static const char *const quiet[] = {
    "a,1,rank,recovered > 0,g,recovered,,500,1,,,,\nb,2,amount,,g,,,50,,,,,\n",
    "a,1,pool,,g,,,100,,recovered - 700,,,\nb,2,amount,,g,,,50,,,,,\n",
    "a,1,rate,,,recovered,0.1,,,,,,\nb,2,cap,recovered > 0,g,,,900,,,,a,no\n"
    "c,3,amount,,g,,,50,,,,,\n",
    "a,1,rate,employee_id = 'E5' or recovered > 400,g,recovered,0.1,,,,person,,no\n"
    "b,2,amount,,g,,,50,,,,,\n",
};

/* Nothing is late; and a late payment for which E3 would be the rule's today takes the line of the
 * other from nobody. */
START_TEST(quiet_groups)
{
    char text[512];
    snprintf(text, sizeof text, "%s%s",
             "rule_id,seq,kind,when,grp,basis,rate,amount,top_n,split,per,applies_to,retro\n",
             quiet[_i]);
    staff_add_mover();
    rules(text);
    company_load(&c, "payments.csv",
                 PAYMENTS "P3,A1,2026-10-05,1000\nP4,A2,2026-10-06,500\nP5,A5,2026-10-07,300\n");
    seal_month("2026-10");
    ck_late("2026-11", "");
    company_load(&c, "payments.csv", PAYMENTS "P6,A3,2026-10-25,600\n");
    ck_late("2026-11",
            _i == 2 ? "E3 retro 2026-10 60.00 a 60.00 instead of 0.00 (on 600.00 instead of 0.00)\n"
                    : "");
}
END_TEST

/* Who comes back on the day after they left has the same post, and the days of hire and leaving
 * that a sealed month knew are still its own. */
START_TEST(rehired)
{
    rules("rule_id,seq,kind,when,amount\nloyal,1,amount,tenure_months >= 9,100\n"
          "gone,2,amount,left_on is not null,-1\n");
    company_load(&c, "employees.csv",
                 EMPLOYEES "E1,2026-01-01,Ann,T1,collector,2026-01-01,2026-10-31,10000\n");
    seal_month("2026-10");
    company_load(&c, "employees.csv",
                 EMPLOYEES "E1,2026-11-01,Ann,T1,collector,2026-11-01,,10000\n");
    ck_bonus("2026-11", false, "E2 loyal 100.00\nE3 loyal 100.00\nE4 loyal 100.00\n");
}
END_TEST

/* Who leaves later had not left in a sealed month. */
START_TEST(leaves_later)
{
    rules("rule_id,seq,kind,when,amount\nstays,1,amount,left_on is null,100\n");
    seal_month("2026-10");
    company_load(&c, "employees.csv",
                 EMPLOYEES "E1,,Ann,T1,collector,2026-01-01,2026-11-20,10000\n"
                           "E2,2026-11-10,Bob,T2,collector,2026-01-01,2026-11-20,8000\n"
                           "E3,2026-11-10,Cid,T2,collector,2026-01-01,2026-12-01,6000\n");
    /* of E2's two posts in November neither is paid; E3's both are */
    ck_bonus("2026-11", false, "E3 stays 100.00\nE3 stays 100.00\nE4 stays 100.00\n");
}
END_TEST

/* A leaver's line stands on a row without a post. */
START_TEST(leaver)
{
    company_load(&c, "employees.csv",
                 EMPLOYEES "E2,2026-01-01,Bob,T1,collector,2026-01-01,2026-09-30,8000\n");
    company_load(&c, "payments.csv", PAYMENTS "P3,A2,2026-09-25,10\n");
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_uint_eq(bonus->row_count, 4);
    ck_assert_int_eq(bonus->rows[3].post, -1);
    ck_assert_int_eq(bonus->rows[3].total, 100);
    cx_bonus_free(bonus);
}
END_TEST

/* Nothing else sees them: neither a coefficient nor a cap on all lines. */
START_TEST(unseen)
{
    rules("rule_id,seq,kind,rate,amount,applies_to\n"
          "base,1,amount,,10,\nten,1000000,coefficient,10,,*\ncap,2000000,cap,,100,*\n");
    company_load(&c, "payments.csv", PAYMENTS "P3,A3,2026-09-25,9000\n");
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_int_eq(bonus->rows[2].total, 10000 + 90000);
    cx_bonus_free(bonus);
}
END_TEST

/* -125.00 leaves E1 below zero in October, which November begins with; what is left is carried on
 * by name, once. */
START_TEST(carried)
{
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\n"
                 "P1R,A1,2026-09-20,-1000,P1\nP5,A1,2026-11-05,4000,\n");
    seal_month("2026-10");
    /* In October nobody recovered anything: all tie, and nobody gets the prize. */
    struct cx_bonus *bonus = bonus_of("2026-10");
    int64_t october = bonus->rows[0].total;
    cx_bonus_free(bonus);
    ck_assert_int_eq(october, -12500);
    ck_late("2026-11",
            "E1 carry 2026-10 -125.00 carried from 2026-10, whose total was below zero\n");
    seal_month("2026-11");
    ck_late("2026-12", ""); /* what November pays is more */
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, nothing_new);
    tcase_add_test(tc, late_payments);
    tcase_add_test(tc, once);
    tcase_add_test(tc, back_again);
    tcase_add_test(tc, months);
    tcase_add_test(tc, sealed_plan);
    tcase_add_loop_test(tc, quiet_groups, 0, sizeof quiet / sizeof *quiet);
    tcase_add_test(tc, rehired);
    tcase_add_test(tc, leaves_later);
    tcase_add_test(tc, leaver);
    tcase_add_test(tc, unseen);
    tcase_add_test(tc, carried);
}

UNIT_MAIN("sheet/retro")
