/* sheet/ready: what is to be seen to before a period is closed. The figures of a whole company are
 * compared in cli/3-bonus-check. */
#include "sheet/ready.h"

#include "bonuses.h"
#include "unit.h"
#include "written.h"

static struct cx_bonus *bonus;
static struct cx_ready *ready;

static void find(void)
{
    bonus = bonus_of("2026-10");
    ck_assert_msg(cx_ready_find(&ready, c.db, bonus, -CX_DATE_NONE, &c.err) == 0, "%s", c.err.text);
}

static void tear_down(void)
{
    cx_ready_free(ready);
    cx_bonus_free(bonus);
    ready = NULL;
    bonus = NULL;
    staff_close();
}

/* The nth item of a check, from 0. */
static const struct cx_ready_item *item(const char *check, int nth)
{
    for (size_t i = 0; i < ready->count; i++) {
        if (strcmp(ready->items[i].check, check) == 0 && nth-- == 0)
            return &ready->items[i];
    }
    ck_abort_msg("there is no item %s", check);
    return NULL;
}

/* A payment that no account tells of is damage. */
START_TEST(control_totals)
{
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-31 23:59,40\nP2,A4,2026-11-01,5\nP3,A2,2026-10-01,2\n");
    find();
    ck_assert_int_eq(item("payments_in", 0)->count, 2);
    ck_assert_int_eq(item("payments_in", 0)->amount, 4200);
    ck_assert_int_eq(item("payments_in", 0)->state, CX_READY_OK);
    ck_assert_int_eq(item("payments_attributed", 0)->amount, 4200);
    cx_ready_free(ready);
    cx_bonus_free(bonus);
    ck_assert_int_eq(cx_db_exec(c.db,
                                "PRAGMA foreign_keys=OFF; INSERT INTO payments SELECT "
                                "payment_id + 512000, 99, paid_at, 100, NULL, NULL FROM payments "
                                "LIMIT 1",
                                &c.err),
                     0);
    ready = NULL;
    bonus = bonus_of("2026-10");
    ck_assert_int_eq(cx_ready_find(&ready, c.db, bonus, -CX_DATE_NONE, &c.err), CX_EWORLD);
}
END_TEST

/* A reversal is in the total of its own month, or of its payment's. */
START_TEST(totals_with_reversals)
{
    static const char *const days[] = {"own", "original"};
    static const int64_t amounts[] = {4000 - 700, 4000 - 100};
    char text[64];
    snprintf(text, sizeof text, "name,value\nreversal_day,%s\n", days[_i]);
    company_load(&c, "settings.csv", text);
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-05,40,\n"
                 "P2,A2,2026-09-05,20,\nP3,A2,2026-10-06,-7,P2\nP4,A1,2026-11-06,-1,P1\n");
    find();
    ck_assert_int_eq(item("payments_in", 0)->count, 2);
    ck_assert_int_eq(item("payments_in", 0)->amount, amounts[_i]);
    ck_assert_int_eq(item("payments_in", 0)->state, CX_READY_OK);
    ck_assert_int_eq(item("payments_attributed", 0)->amount, amounts[_i]);
}
END_TEST

/* A waiver and payments up to the last day count; who held it until the 31st holds it no more then.
 */
START_TEST(accounts_in_nobodys_hands)
{
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,status\nB1,2026-01-01,100,open\nB2,2026-01-01,100,open\n"
                 "B3,2026-01-01,100,closed\nB4,2026-11-01,100,open\nB5,2026-01-01,100,open\n"
                 "B6,2026-01-01,100,open\n");
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from,to\nB1,E1,2026-01-01,2026-10-31\n"
                 "B5,E1,2026-01-01,2026-11-01\nB6,E1,2026-11-01,\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,B2,2026-10-31,60\nP2,B1,2026-10-01,10\nP3,B1,2026-11-01,20\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount\nG1,B2,waiver,2026-10-31,40\n"
                 "G2,B1,waiver,2026-11-01,50\n");
    find();
    ck_assert_int_eq(item("accounts_without_holder", 0)->count, 2); /* B1 90, B6 100 */
    ck_assert_int_eq(item("accounts_without_holder", 0)->amount, 19000);
}
END_TEST

/* At most five ids are named. */
START_TEST(names_of_many)
{
    company_load(&c, "complaints.csv",
                 "complaint_id,employee_id,at,upheld\nM1,E1,2026-10-01,pending\n"
                 "M2,E1,2026-10-02,yes\nM3,E1,2026-10-03,pending\n");
    find();
    ck_assert_str_eq(item("complaints_pending", 0)->note,
                     "M1, M3: decide whether they are upheld, and import them again");
    ck_assert_str_eq(item("posts_without_scorecard", 0)->note,
                     "E1, E2, E3, E4: no scorecard is for their role, team or person");
    cx_ready_free(ready);
    cx_bonus_free(bonus);
    company_load(&c, "employees.csv",
                 EMPLOYEES "F1,,,T1,collector,2026-10-01,,\nF2,,,T1,collector,2026-10-01,,\n");
    find();
    ck_assert_str_eq(item("posts_without_scorecard", 0)->note,
                     "E1, E2, E3, E4, F1 and 1 more: no scorecard is for their role, team or "
                     "person");
}
END_TEST

START_TEST(changes)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,1\n");
    company_load(&c, "employees.csv",
                 EMPLOYEES "F1,,New,T1,collector,2026-10-01,,\n"
                           "G1,,Old,T1,collector,2026-01-01,2026-09-30,\n");
    rules("rule_id,seq,kind,amount,for_employee,valid_from,valid_to\n"
          "a,1,amount,100,,,\nb,2,amount,50,E2,,2026-10-01\nc,3,amount,-70.01,E3,2026-10-01,\n");
    find();
    static const struct {
        const char *person, *note;
        int64_t before, now, difference;
    } wanted[] = {
        {"F1", "was not on the sheet of the period before", 0, 10000, 10000},
        {"G1", "is not on the sheet", 10000, 0, -10000},
        {"E3", NULL, 10000, 2999, -7001},
        {"E2", NULL, 15000, 10000, -5000},
    };
    for (int i = 0; i < 4; i++) {
        const struct cx_ready_item *change = item("change", i);
        ck_assert_str_eq(ready->org->people[change->person].key, wanted[i].person);
        ck_assert_pstr_eq(change->note, wanted[i].note);
        ck_assert_int_eq(change->before, wanted[i].before);
        ck_assert_int_eq(change->amount, wanted[i].now);
        ck_assert_int_eq(change->difference, wanted[i].difference);
    }
    ck_assert_str_eq(ready->items[ready->count - 4].check, "change"); /* E1 and E4 are no changes */
    ck_assert_str_ne(ready->items[ready->count - 5].check, "change");
    ck_assert(!ready->is_open);
}
END_TEST

START_TEST(as_table)
{
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    find();
    ck_assert_int_eq(cx_ready_table(table, ready, &c.err), 0);
    ck_written(
        table, &text,
        "check,state,count,amount,employee_id,name,before,difference,note\n"
        "payments_in,ok,0,0.00,,,,,\npayments_attributed,ok,,0.00,,,,,\n"
        "payments_unattributed,ok,0,0.00,,,,,\nsheet,open,4,0.00,,,,,no rule gives anybody a line\n"
        "posts_without_scorecard,look,4,,,,,,\"E1, E2, E3, E4: no scorecard is "
        "for their role, team or "
        "person\"\nposts_without_target,ok,0,,,,,,\nranks_all_tied,ok,0,,,,,,\n"
        "targets_not_set,ok,0,,,,,,\nevents,open,0,,,,,,\"0 payments, 0 in 2026-09, "
        "0 contacts, 0 in 2026-09: is an export missing?\"\n"
        "accounts_without_holder,ok,0,0.00,,,,,\ncomplaints_pending,ok,0,,,,,,\n"
        "violations_unreviewed,ok,0,,,,,,\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, tear_down);
    tcase_add_test(tc, control_totals);
    tcase_add_loop_test(tc, totals_with_reversals, 0, 2);
    tcase_add_test(tc, accounts_in_nobodys_hands);
    tcase_add_test(tc, names_of_many);
    tcase_add_test(tc, changes);
    tcase_add_test(tc, as_table);
}

UNIT_MAIN("ready")
