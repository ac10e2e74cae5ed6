/* import/late: rows that come too late for pay, and rows of sealed months that are changed. Today
 * is 2026-10-31. */
#include "sealing.h"
#include "unit.h"

/* The marks of what came from before all seals. */
static const char *marked_before(void)
{
    return company_ask(&c, "SELECT group_concat(DISTINCT substr(period, 1, 13)) FROM stale_months "
                           "WHERE period LIKE 'since %'");
}

#define REVERSALS "payment_id,account_id,paid_at,amount,reverses\n"
#define LATE                                                                                       \
    " too late for pay: the month is sealed, and retro_months (1) no longer reaches it; cx-bonus " \
    "--check of the next month says what it would have brought\n"
#define BEFORE                                                                                     \
    " too late for pay: no month before it can be sealed; import adjustments for what would have " \
    "been paid\n"
#define SEALED(month) " of " month ", which is sealed, "
#define PUT_RIGHT_IN(month)                                                                        \
    ": what this changes in pay will be put right in " month ", by retro lines\n"
#define PUT_RIGHT PUT_RIGHT_IN("2026-08")

/* June is out of reach, July is put right by retro lines, May can no longer be sealed. */
START_TEST(too_late)
{
    company_note(&c, "payments.csv", PAYMENTS "P3,A1,2026-06-06,4\n", "");
    seal_month("2026-06");
    company_note(
        &c, "payments.csv", PAYMENTS "P4,A1,2026-06-06,5\n",
        "payments.csv: 1 row" SEALED("2026-06") "is new, 5.00 in all" PUT_RIGHT_IN("2026-07"));
    seal_month("2026-07");
    company_note(&c, "payments.csv",
                 PAYMENTS "P5,A1,2026-06-30 23:59,5\nP6,A1,2026-06-01,1.50\nP7,A1,2026-07-01,9\n"
                          "P8,A1,2026-05-31,7\nP1,A1,2026-06-05,100\n",
                 "payments.csv: 2 rows of 2026-06, 6.50 in all," LATE "payments.csv: 1 row" SEALED(
                     "2026-07") "is new, 9.00 in all" PUT_RIGHT
                                "payments.csv: 1 row from before 2026-06, the first sealed month, "
                                "7.00 in all," BEFORE);
    ck_assert_str_eq(marked_before(), "since 2026-07");
    company_note(&c, "credits.csv", "payment_id,employee_id,share\nP8,E1,1\n",
                 "credits.csv: 1 row from before 2026-06, the first sealed month," BEFORE);
    /* what is changed comes as late as what is new, by as much; the same again is nothing */
    company_note(&c, "payments.csv", PAYMENTS "P5,A1,2026-06-30 23:59,6\n",
                 "payments.csv: 1 row of 2026-06, 1.00 in all," LATE);
    company_note(&c, "payments.csv", PAYMENTS "P5,A1,2026-06-30 23:59,6\n", "");
    company_note(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-06-05,90\nF2,customer,E1,2026-10-05,90\n",
                 "feedback.csv: 1 row of 2026-06" LATE);
    company_load(&c, "settings.csv", "name,value\nretro_months,2\n");
    company_note(&c, "payments.csv", PAYMENTS "P9,A1,2026-06-06,3\n",
                 "payments.csv: 1 row" SEALED("2026-06") "is new, 3.00 in all" PUT_RIGHT);
    company_note(
        &c, "payments.csv", PAYMENTS "P9,A1,2026-06-06,11\nPA,A1,2026-06-07,5\n",
        "payments.csv: 1 row" SEALED("2026-06") "was changed, by 8.00 in all" PUT_RIGHT
                                                "payments.csv: 1 row" SEALED(
                                                    "2026-06") "is new, 5.00 in all" PUT_RIGHT);
    company_note(&c, "feedback.csv", FEEDBACK "F3,customer,E1,2026-07-05,90\n",
                 "feedback.csv: 1 row" SEALED("2026-07") "is new" PUT_RIGHT);
}
END_TEST

/* Where a reversal counts on the day of its payment, it comes late to the payment's month. */
START_TEST(late_reversals)
{
    seal_month("2026-06");
    seal_month("2026-07");
    company_note(&c, "payments.csv", REVERSALS "R1,A1,2026-08-05,-1,P1\n", "");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM stale_months"), "0");
    company_load(&c, "settings.csv", "name,value\nreversal_day,original\n");
    company_note(&c, "payments.csv", REVERSALS "R2,A1,2026-08-05,-2,P1\nR3,A1,2026-08-05,-4,P2\n",
                 "payments.csv: 1 row of 2026-06, -2.00 in all," LATE
                 "payments.csv: 1 row" SEALED("2026-07") "is new, -4.00 in all" PUT_RIGHT);
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(period) FROM stale_months"),
                     "2026-06,2026-07");
    /* a changed one is told, too, though the file does not say what it takes back */
    company_note(&c, "payments.csv", PAYMENTS "R2,A1,2026-08-05,-3\n",
                 "payments.csv: 1 row of 2026-06, -1.00 in all," LATE);
    company_note(&c, "payments.csv", REVERSALS "R2,A1,2026-08-05,-3,P1\n", "");
}
END_TEST

/* What was paid in July and is of May now, from before all seals, was paid: July is put right. */
START_TEST(changed)
{
    company_load(&c, "payments.csv",
                 PAYMENTS "P3,A1,2026-07-06,30\nP4,A1,2026-07-07,4\nP5,A1,2026-08-05,5\n"
                          "P6,A1,2026-05-05,6\nP7,A1,2026-05-06,7\n");
    seal_month("2026-06");
    seal_month("2026-07");
    company_note(
        &c, "payments.csv", PAYMENTS "P2,A1,2026-05-05,100\nP3,A1,2026-07-06,3\n",
        "payments.csv: 2 rows" SEALED("2026-07") "were changed, by -127.00 in all" PUT_RIGHT
                                                 "payments.csv: 1 row from before 2026-06, the "
                                                 "first sealed month, 100.00 in all," BEFORE);
    ck_assert_str_eq(marked_before(), "since 2026-07");
    company_note(&c, "payments.csv", PAYMENTS "P4,A2,2026-07-07,4\n",
                 "payments.csv: 1 row" SEALED("2026-07") "was changed" PUT_RIGHT);
    /* to and from a month that is open, and one that is out of reach */
    company_note(&c, "payments.csv", PAYMENTS "P4,A2,2026-08-07,4\n",
                 "payments.csv: 1 row" SEALED("2026-07") "was changed, by -4.00 in all" PUT_RIGHT);
    company_note(&c, "payments.csv", PAYMENTS "P4,A2,2026-06-07,4\n",
                 "payments.csv: 1 row of 2026-06, 4.00 in all," LATE);
    company_note(&c, "payments.csv", PAYMENTS "P4,A2,2026-07-08,4\n",
                 "payments.csv: 1 row of 2026-06, -4.00 in all," LATE
                 "payments.csv: 1 row" SEALED("2026-07") "was changed, by 4.00 in all" PUT_RIGHT);
    company_note(&c, "payments.csv", PAYMENTS "P4,A2,2026-09-08,4\n",
                 "payments.csv: 1 row" SEALED("2026-07") "was changed, by -4.00 in all" PUT_RIGHT);
    company_note(&c, "payments.csv", PAYMENTS "P4,A2,2026-10-08,4\n", "");
    /* what no month has paid yet, or paid before */
    company_note(
        &c, "payments.csv", PAYMENTS "P5,A1,2026-05-05,5\nP6,A1,2026-05-05,8\n",
        "payments.csv: 2 rows from before 2026-06, the first sealed month, 7.00 in all," BEFORE);
    company_note(&c, "payments.csv", PAYMENTS "P7,A1,2026-08-06,7\n", "");
}
END_TEST

/* A payment that came late, and is then moved to before all seals, was paid by none of them; moved
 * within that time, it is nothing new. */
START_TEST(moved_before)
{
    seal_month("2026-06");
    seal_month("2026-07");
    company_note(&c, "payments.csv", PAYMENTS "P3,A1,2026-06-08,8\n",
                 "payments.csv: 1 row of 2026-06, 8.00 in all," LATE);
    ck_assert_str_eq(marked_before(), "");
    company_note(
        &c, "payments.csv", PAYMENTS "P3,A1,2026-05-08,8\n",
        "payments.csv: 1 row of 2026-06, -8.00 in all," LATE
        "payments.csv: 1 row from before 2026-06, the first sealed month, 8.00 in all," BEFORE);
    ck_assert_str_eq(marked_before(), "since 2026-07");
    seal_month("2026-08");
    company_note(&c, "payments.csv", PAYMENTS "P3,A1,2026-04-09,8\n", "");
    ck_assert_str_eq(marked_before(), "since 2026-07");
    company_note(
        &c, "payments.csv", PAYMENTS "P3,A2,2026-04-09,8\n",
        "payments.csv: 1 row from before 2026-06, the first sealed month, 0.00 in all," BEFORE);
    ck_assert_str_eq(marked_before(), "since 2026-07,since 2026-08");
}
END_TEST

/* Not payments alone; reversals by the day that they count on. */
START_TEST(changed_events)
{
    company_load(&c, "settings.csv", "name,value\nreversal_day,original\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-07-05,90\n");
    company_load(&c, "payments.csv", REVERSALS "R1,A1,2026-08-05,-1,P2\n");
    seal_month("2026-06");
    seal_month("2026-07");
    company_note(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-07-05,80\n",
                 "feedback.csv: 1 row" SEALED("2026-07") "was changed" PUT_RIGHT);
    company_note(&c, "payments.csv", PAYMENTS "R1,A1,2026-09-05,-3\n",
                 "payments.csv: 1 row" SEALED("2026-07") "was changed, by -2.00 in all" PUT_RIGHT);
    company_note(&c, "payments.csv", REVERSALS "R1,A1,2026-09-05,-3,P1\n",
                 "payments.csv: 1 row" SEALED(
                     "2026-07") "was changed, by 3.00 in all" PUT_RIGHT
                                "payments.csv: 1 row of 2026-06, -3.00 in all," LATE);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, open_noted, staff_close);
    tcase_add_test(tc, too_late);
    tcase_add_test(tc, late_reversals);
    tcase_add_test(tc, changed);
    tcase_add_test(tc, moved_before);
    tcase_add_test(tc, changed_events);
}

UNIT_MAIN("late")
