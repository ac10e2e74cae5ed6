/* kind/words: a stored choice is the index of its word, so words keep their places for ever. */
#include "kind/words.h"

#include <string.h>

#include "unit.h"

static int find(const char *const *words, const char *s)
{
    return cx_word_find(words, s, strlen(s));
}

START_TEST(any_case)
{
    ck_assert_int_eq(find(cx_channels, "phone"), CX_PHONE);
    ck_assert_int_eq(find(cx_channels, "WeChat"), CX_WECHAT);
    ck_assert_int_eq(find(cx_channels, "pho"), -1);
    ck_assert_int_eq(find(cx_channels, "phones"), -1);
    ck_assert_int_eq(find(cx_channels, ""), -1);
    ck_assert_int_eq(cx_word_find(cx_channels, "phones", 5), CX_PHONE);
    ck_assert_int_eq(cx_word_find(cx_channels, "phones", 0), -1);
    ck_assert_int_eq(find(cx_ratings, "bbB"), 3);
    ck_assert_int_eq(find((const char *const[]){"0", "1", NULL}, "1"), 1);
}
END_TEST

/* What databases hold already: a word that moved would change the past. */
START_TEST(places)
{
    ck_assert_str_eq(cx_team_kinds[4], "sales");
    ck_assert_str_eq(cx_team_kinds[5], "other");
    ck_assert_str_eq(cx_ratings[0], "AAA");
    ck_assert_str_eq(cx_ratings[6], "C");
    ck_assert_str_eq(cx_channels[CX_LEGAL], "legal");
    ck_assert_str_eq(cx_channels[CX_LETTER], "letter");
    ck_assert_str_eq(cx_outcomes[CX_NO_ANSWER], "no_answer");
    ck_assert_str_eq(cx_outcomes[CX_LEFT_MESSAGE], "left_message");
    ck_assert_str_eq(cx_outcomes[CX_TALKED], "talked");
    ck_assert_str_eq(cx_outcomes[CX_PAID], "paid");
    ck_assert_str_eq(cx_account_statuses[CX_WRITTEN_OFF], "written_off");
    ck_assert_str_eq(cx_upheld_words[CX_UPHELD_YES], "yes");
    ck_assert_str_eq(cx_verdicts[CX_CLEAN], "clean");
    ck_assert_str_eq(cx_arrangement_kinds[CX_INSTALMENT], "instalment");
    ck_assert_str_eq(cx_scopes[CX_SCOPE_EMPLOYEE], "employee");
    ck_assert_str_eq(cx_facts[CX_FACT_OWNED_EXPOSURE], "owned_exposure");
    ck_assert_str_eq(cx_facts[CX_FACT_COST], "cost");
    ck_assert_str_eq(cx_units[CX_UNIT_SCORE], "score");
    ck_assert_str_eq(cx_betters[CX_BETTER_LOW], "low");
    ck_assert_str_eq(cx_methods[CX_METHOD_STEPS], "steps");
    ck_assert_str_eq(cx_missings[CX_MISSING_FULL], "full");
    ck_assert_str_eq(cx_subjects[CX_SUBJECT_TEAM], "team");
    ck_assert_str_eq(cx_rule_kinds[CX_RULE_COEFFICIENT], "coefficient");
    ck_assert_str_eq(cx_rule_kinds[CX_RULE_POOL], "pool");
    ck_assert_str_eq(cx_tier_modes[CX_TIER_WHOLE], "whole");
    ck_assert_str_eq(cx_pers[CX_PER_PERSON], "person");
    ck_assert_str_eq(cx_amongs[CX_AMONG_COMPANY], "company");
    ck_assert_str_eq(cx_severities[CX_WARN], "warn");
    ck_assert_str_eq(cx_matches[CX_MATCH_REGEX], "regex");
}
END_TEST

/* The facts have as many words as numbers, and no word stands twice in a list. */
START_TEST(no_word_twice)
{
    static const char *const *const lists[] = {
        cx_team_kinds,       cx_ratings,      cx_channels,         cx_outcomes,   cx_facts,
        cx_account_statuses, cx_units,        cx_rule_kinds,       cx_categories, cx_limit_rules,
        cx_actions,          cx_alert_levels, cx_alert_severities, cx_counted,    cx_limit_pers,
    };
    int facts = 0;
    while (cx_facts[facts])
        facts++;
    ck_assert_int_eq(facts, CX_FACTS);
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        for (int i = 0; lists[l][i]; i++)
            ck_assert_int_eq(find(lists[l], lists[l][i]), i);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, any_case);
    tcase_add_test(tc, places);
    tcase_add_test(tc, no_word_twice);
}

UNIT_MAIN("words")
