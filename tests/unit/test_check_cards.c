/* plan/check_cards: what is wrong with scorecards. */
#include "checking.h"
#include "unit.h"

START_TEST(weights)
{
    card("'c', 'rate', 60000000, 0", "");
    ck_fault("scorecards", "c", "weight", "the weights of scorecard c add up to 60, not to 100");
    card("'c', 'calls', 40000001, 0", "");
    ck_fault("scorecards", "c", "weight",
             "the weights of scorecard c add up to 100.000001, not to 100");
    run(db, "UPDATE scorecards SET weight = 40000000 WHERE metric_id = 'calls'");
    ck_fine();
}
END_TEST

/* Complete until day 500; from then on one of the two rows is gone. */
START_TEST(weights_on_every_day)
{
    card("'c', 'rate', 60000000, 0, NULL", ", valid_to");
    card("'c', 'calls', 40000000, 0, 500", ", valid_to");
    ck_fault("scorecards", "c", "weight", "the weights of scorecard c add up to 60, not to 100");
    card("'c', 'recovered', 40000000, 500, 700", ", valid_to");
    run(db, "UPDATE scorecards SET valid_to = 700 WHERE metric_id = 'rate'");
    ck_fine();
}
END_TEST

START_TEST(card_lines)
{
    card("'c', 'nothing', 100000000, 0", "");
    ck_fault("scorecards", "c", "metric_id",
             "scorecard c scores nothing, a metric that the plan doesn't have");
    run(db, "UPDATE scorecards SET metric_id = 'RATE', target = 'much'");
    ck_fault("scorecards", "c", "target", "RATE: the target \"much\" is not a number");
    run(db, "UPDATE scorecards SET target = NULL, method = 3");
    ck_fault("scorecards", "c", "target",
             "RATE: method steps needs the tier_id of its steps as target");
    run(db, "UPDATE scorecards SET target = 'stairs'");
    ck_fault("scorecards", "c", "target",
             "RATE: method steps needs the tier_id of its steps as target");
    run(db, "UPDATE scorecards SET target = 'steps', require = 'cals > 0'");
    ck_fault("scorecards", "c", "require",
             "character 1: no measure or metric \"cals\" (did you mean \"calls\"?)");
    run(db, "UPDATE scorecards SET require = NULL, floor = 1000000, cap = 500000");
    ck_fault("scorecards", "c", "floor", "RATE: the floor is above the cap");
    run(db, "UPDATE scorecards SET floor = NULL, weight = -1");
    ck_fault("scorecards", "c", "weight", "RATE: a weight can't be negative");
}
END_TEST

/* Which card a post gets must not hang on the order of their names. */
START_TEST(cards_for_the_same_posts)
{
    card("'a', 'rate', 100000000, 0, 'collector', NULL, NULL",
         ", for_role, for_team, for_employee");
    card("'b', 'rate', 100000000, 0, 'collector', 1, NULL", ", for_role, for_team, for_employee");
    card("'d', 'rate', 100000000, 0, NULL, NULL, 1", ", for_role, for_team, for_employee");
    card("'e', 'rate', 100000000, 0, NULL, NULL, NULL", ", for_role, for_team, for_employee");
    ck_fine();
    card("'f', 'rate', 100000000, 900, 'Collector', NULL, NULL",
         ", for_role, for_team, for_employee");
    ck_fault("scorecards", "f", "scorecard_id",
             "scorecards a and f are for the same posts: give one of them another for_role, "
             "for_team or for_employee");
    run(db, "UPDATE scorecards SET valid_to = 900 WHERE scorecard_id = 'a'");
    ck_fine();
}
END_TEST

START_TEST(one_card_for_different_posts)
{
    card("'c', 'rate', 60000000, 0, 'collector'", ", for_role");
    card("'c', 'calls', 40000000, 0, NULL", ", for_role");
    ck_fault("scorecards", "c", "scorecard_id",
             "the rows of scorecard c are for different posts: for_role, for_team and "
             "for_employee must be the same in all");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, weights);
    tcase_add_test(tc, weights_on_every_day);
    tcase_add_test(tc, card_lines);
    tcase_add_test(tc, cards_for_the_same_posts);
    tcase_add_test(tc, one_card_for_different_posts);
}

UNIT_MAIN("check_cards")
