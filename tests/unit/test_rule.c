/* pay/rule: whom a rule is for, whether it holds, and what can't be paid. */
#include "bonuses.h"
#include "pay/engine.h"
#include "unit.h"

/* Adds M1, manager of T2. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "employees.csv", EMPLOYEES "M1,,Mia,T2,Manager,2026-01-01,,9000\n");
}

#define WHOM "rule_id,seq,kind,amount,for_role,for_team,for_employee\n"

START_TEST(whom_a_rule_is_for)
{
    rules(WHOM "all,1,amount,1,,,\nteam,2,amount,2,,T1,\ncentre,3,amount,3,collector,S,\n"
               "roles,4,amount,4,MANAGER,,\none,5,amount,5,,,E2\nnobody,6,amount,6,manager,T1,\n");
    ck_paid("E1 all 1.00\nE1 team 2.00\nE1 centre 3.00\n"
            "E2 all 1.00\nE2 team 2.00\nE2 centre 3.00\nE2 one 5.00\n"
            "E3 all 1.00\nE3 team 2.00\nE3 centre 3.00\n"
            "E4 all 1.00\nE4 centre 3.00\n"
            "M1 all 1.00\nM1 roles 4.00\n");
}
END_TEST

#define WHEN "rule_id,seq,kind,for_employee,when,amount\n"

START_TEST(when)
{
    rules(WHEN "yes,1,amount,E1,role = 'collector',1\nno,2,amount,E1,recovered > 0,2\n"
               "null,3,amount,E1,share > 0,3\nzero,4,amount,E1,recovered,4\n"
               "part,5,amount,E1,0.5,5\nword,6,amount,E1,\"coalesce(employee_id, 1)\",6\n"
               "not_null,7,amount,E1,share is null,7\n");
    ck_paid("E1 yes 1.00\nE1 part 5.00\nE1 not_null 7.00\n");
}
END_TEST

/* The first of a group that holds, for each post; groups don't mind each other. */
START_TEST(groups)
{
    rules("rule_id,seq,kind,for_team,when,amount,grp\n"
          "c,3,amount,,,30,g\na,1,amount,,employee_id = 'E1',10,g\nother,2,amount,T1,,5,h\n"
          "b,2,amount,,employee_id <= 'E2',20,G\n");
    ck_paid("E1 a 10.00\nE1 other 5.00\nE2 b 20.00\nE2 other 5.00\nE3 other 5.00\nE3 c 30.00\n"
            "E4 c 30.00\nM1 c 30.00\n");
}
END_TEST

/* Rules run by seq, then by id, whatever their order in the file. */
START_TEST(order)
{
    rules("rule_id,seq,kind,for_employee,rate,amount,applies_to\n"
          "z,1,amount,E1,,100,\nb,2,coefficient,E1,2,,*\na,2,coefficient,E1,1.5,,*\n"
          "y,-1,amount,E1,,10,\n");
    /* a: 0.5 × 110; b: 1 × 165 */
    ck_paid("E1 y 10.00\nE1 z 100.00\nE1 a 55.00\nE1 b 165.00\n");
}
END_TEST

START_TEST(valid_on_the_last_day)
{
    rules("rule_id,seq,kind,for_employee,amount,valid_from,valid_to\n"
          "gone,1,amount,E1,1,2026-01-01,2026-10-31\nlast,2,amount,E1,2,2026-10-31,2026-11-01\n"
          "soon,3,amount,E1,3,2026-11-01,\nalways,4,amount,E1,4,,\n");
    ck_paid("E1 last 2.00\nE1 always 4.00\n");
}
END_TEST

START_TEST(text_is_no_number)
{
    rules("rule_id,seq,kind,basis,rate\nr,1,rate,\"coalesce(role, 1)\",0.5\n");
    ck_no_bonus("rule r: \"collector\" where a number is needed");
}
END_TEST

/* An amount is at most some 92 thousand million million. */
START_TEST(too_large)
{
    static const char *const kinds[][2] = {
        {"r,1,rate,1e17,1,,,\n", "rule r: its basis or rate is too large"},
        {"r,1,rate,1e10,1e10,,,\n", "rule r: its amount is too large"},
        {"r,1,rate,9e16,9e12,,yes,\n", "rule r: its amount is too large"},
        {"r,1,per_unit,1e12,,1000000,,\n", "rule r: its amount is too large"},
        {"r,1,per_unit,1e13,,1,,\n", "rule r: its basis or rate is too large"},
        {"r,1,amount,,,90000000000000000,,\ns,2,amount,,,90000000000000000,,\n",
         "rule s: the total of E1 is too large"},
        {"r,1,amount,,,9e16,,\ns,2,amount,,,9e16,,\nt,3,cap,,,1,,*\n",
         "rule t: the sum of its lines is too large"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char text[256];
        snprintf(text, sizeof text, "rule_id,seq,kind,basis,rate,amount,prorate,applies_to\n%s",
                 kinds[i][0]);
        rules(text);
        ck_no_bonus(kinds[i][1]);
    }
}
END_TEST

/* Ids in applies_to are whole words, in any case; * is all. */
START_TEST(lines_applied_to)
{
    static const struct {
        const char *list;
        int64_t sum;
    } lists[] = {{"ab", 2}, {"AB a", 3}, {" a  abc ", 5}, {"*", 7}, {"b", 0}, {"", 0}, {NULL, 0}};
    struct cx_bonus_line lines[] = {{.rule_id = "a", .amount = 1},
                                    {.rule_id = "ab", .amount = 2},
                                    {.rule_id = "abc", .amount = 4},
                                    {.row = 1, .rule_id = "a", .amount = 8}};
    struct cx_bonus bonus = {.lines = lines, .line_count = 4};
    struct engine engine = {.bonus = &bonus};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct cx_rule of = {.applies_to = lists[i].list};
        struct rule rule = {.of = &of};
        int64_t sum = -1;
        ck_assert(sum_lines(&sum, &engine, &rule, 0));
        ck_assert_msg(sum == lists[i].sum, "%zu: %lld", i, (long long)sum);
    }
}
END_TEST

/* Empty: no for rank, streak and pool, yes for the rest. */
START_TEST(retro)
{
    rules("rule_id,seq,kind,amount,basis,top_n,months,retro,applies_to\n"
          "a,1,amount,1,,,,,\nb,2,amount,1,,,,no,\nc,3,rank,1,1.0,1,,,\nd,4,rank,1,1.0,1,,yes,\n"
          "e,5,streak,1,1.0,1,2,,\nf,6,pool,1,,,,,\ng,7,cap,1,,,,,*\n");
    struct cx_scores *scores = scored("2026-10");
    static const bool wanted[] = {true, false, false, true, false, false, true};
    ck_assert_uint_eq(scores->plan->rule_count, 7);
    for (size_t i = 0; i < 7; i++)
        ck_assert_msg(rule_is_retro(&scores->plan->rules[i]) == wanted[i], "%s",
                      scores->plan->rules[i].id);
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, whom_a_rule_is_for);
    tcase_add_test(tc, when);
    tcase_add_test(tc, groups);
    tcase_add_test(tc, order);
    tcase_add_test(tc, retro);
    tcase_add_test(tc, valid_on_the_last_day);
    tcase_add_test(tc, text_is_no_number);
    tcase_add_test(tc, too_large);
    tcase_add_test(tc, lines_applied_to);
}

UNIT_MAIN("rule")
