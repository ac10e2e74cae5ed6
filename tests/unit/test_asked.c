/* sheet/asked: targets and salaries that rules ask for and nobody gave. */
#include "bonuses.h"
#include "sheet/ready.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,for_team,for_role,when,basis,rate,amount,split\n"

static void ck_asked(int64_t count, const char *note)
{
    struct cx_bonus *bonus = bonus_of("2026-10");
    struct cx_ready *ready = NULL;
    size_t i = 0;
    ck_assert_msg(cx_ready_find(&ready, c.db, bonus, -CX_DATE_NONE, &c.err) == 0, "%s", c.err.text);
    while (strcmp(ready->items[i].check, "targets_not_set") != 0)
        ck_assert_uint_lt(++i, ready->count);
    ck_assert_int_eq(ready->items[i].count, count);
    ck_assert_int_eq(ready->items[i].state, count ? CX_READY_LOOK : CX_READY_OK);
    if (count)
        ck_assert_msg(strncmp(ready->items[i].note, note, strlen(note)) == 0, "%s",
                      ready->items[i].note);
    cx_ready_free(ready);
    cx_bonus_free(bonus);
}

/* A rule asks for those that it is for, once, wherever the name stands. */
START_TEST(of_people)
{
    rules(RULES "a,1,amount,T1,,recovered >= target_recovered,,,5,\n"
                "b,2,rate,T1,,,recovered - target_recovered,target_recovered / 1000,,\n");
    ck_asked(3, "recovered of E1 (a), recovered of E2 (a), recovered of E3 (a): a rule asks");
    company_load(&c, "targets.csv",
                 TARGETS "employee,E1,recovered,2026-10,5\nemployee,E3,recovered,2026-10,0\n"
                         "employee,E2,recovered,2026-09,5\nteam,T1,recovered,2026-10,5\n");
    ck_asked(1, "recovered of E2 (a): ");
    rules(RULES "a,1,amount,T1,,recovered >= 5,,,5,\n");
    ck_asked(0, "");
    rules(RULES "a,1,amount,T1,manager,recovered >= target_recovered,,,5,\n"); /* nobody */
    ck_asked(0, "");
}
END_TEST

/* People without a salary are named once, whatever rules ask for it, or not at all where none does;
 * where a payroll asks, those of its team. */
static void ck_unpaid(const char *note)
{
    struct cx_bonus *bonus = bonus_of("2026-10");
    struct cx_ready *ready = NULL;
    const struct cx_ready_item *item = NULL;
    ck_assert_msg(cx_ready_find(&ready, c.db, bonus, -CX_DATE_NONE, &c.err) == 0, "%s", c.err.text);
    for (size_t i = 0; i < ready->count; i++) {
        if (strcmp(ready->items[i].check, "salaries_not_set") == 0)
            item = &ready->items[i];
    }
    ck_assert_int_eq(item != NULL, note != NULL);
    if (item) {
        ck_assert_int_eq(item->state, CX_READY_LOOK);
        ck_assert_msg(strncmp(item->note, note, strlen(note)) == 0, "%s", item->note);
    }
    cx_ready_free(ready);
    cx_bonus_free(bonus);
}

START_TEST(of_salaries)
{
    rules(RULES "a,1,rate,,,,base_pay,0.1,,\n");
    ck_unpaid(NULL);
    company_load(&c, "employees.csv",
                 EMPLOYEES "E5,,Eve,T1,collector,2026-10-11,,\nE6,,Fay,T2,manager,2026-10-01,,\n"
                           "E7,,Gus,T2,manager,2026-10-01,2026-10-20,\n"
                           "E7,2026-10-15,Gus,T2,manager,2026-10-01,2026-10-20,500\n");
    ck_unpaid("E5 (a), E6 (a), E7 (a): have days without a salary");
    rules(RULES "a,1,rate,,collector,,base_salary,0.1,,\nb,2,rate,T1,,,base_pay,0.1,,\n");
    ck_unpaid("E5 (a): have");
    rules(RULES "a,1,pool,,manager,,team_payroll,0.1,,\n"); /* of T2 and, the same, of S */
    ck_unpaid("E6 (a), E7 (a): have");
    rules(RULES "a,1,pool,T1,,,team_recovered,0.1,,base_salary\n");
    ck_unpaid("E5 (a): have");
    rules(RULES "a,1,amount,,,recovered > 5,,,5,\n");
    ck_unpaid(NULL);
}
END_TEST

/* Teams are asked for once, of a pool with for_team that one alone; splits ask for posts. */
START_TEST(of_teams)
{
    rules(RULES "a,1,amount,,,recovered >= team_target_recovered,,,5,\n"
                "b,2,pool,,,team_recovered > team_target_recovered,,,9,\n");
    ck_asked(2, "recovered of team T1 (a), recovered of team T2 (a): ");
    rules(RULES "b,2,pool,S,,team_recovered > team_target_recovered,,,9,\n");
    ck_asked(1, "recovered of team S (b): ");
    company_load(&c, "targets.csv", TARGETS "team,S,recovered,2026-10,5\n");
    ck_asked(0, "");
    rules(RULES "b,2,pool,T2,,,,,9,target_recovered\n");
    ck_asked(1, "recovered of E4 (b): ");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, of_people);
    tcase_add_test(tc, of_teams);
    tcase_add_test(tc, of_salaries);
}

UNIT_MAIN("asked")
