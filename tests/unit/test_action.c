/* assign/action: what is done, by whom, by which channel. */
#include "assign/action.h"

#include "unit.h"

/* The usual action of a kind of team is one that it can do. */
START_TEST(usual)
{
    for (int kind = 0; kind < CX_TEAM_KINDS; kind++)
        ck_assert(action_fits(action_of_kind((enum cx_team_kind)kind), (enum cx_team_kind)kind));
    ck_assert_int_eq(action_of_kind(CX_TEAM_MESSAGE), CX_DO_SMS);
    ck_assert_int_eq(action_of_kind(CX_TEAM_LEGAL), CX_DO_LEGAL);
}
END_TEST

START_TEST(fits)
{
    ck_assert(!action_fits(CX_DO_VISIT, CX_TEAM_PHONE));
    ck_assert(!action_fits(CX_DO_LEGAL, CX_TEAM_VISIT));
    ck_assert(!action_fits(CX_DO_PHONE, CX_TEAM_MESSAGE));
    ck_assert(action_fits(CX_DO_PHONE, CX_TEAM_VISIT));
    ck_assert(action_fits(CX_DO_LETTER, CX_TEAM_PHONE));
}
END_TEST

START_TEST(channels)
{
    ck_assert_int_eq(action_channel(CX_DO_NOTICE), CX_LETTER);
    ck_assert_int_eq(action_channel(CX_DO_WECHAT), CX_WECHAT);
    ck_assert_int_eq(action_channel(CX_DO_NONE), -1);
    ck_assert_int_eq(action_reminder(CX_WECHAT), CX_DO_WECHAT);
    ck_assert_int_eq(action_reminder(CX_PHONE), CX_DO_SMS);
    ck_assert_int_eq(action_reminder(-1), CX_DO_SMS);
    for (int action = 0; action < CX_ACTIONS; action++)
        ck_assert_int_eq(action_is_message((enum cx_action)action),
                         action == CX_DO_SMS || action == CX_DO_WECHAT || action == CX_DO_EMAIL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, usual);
    tcase_add_test(tc, fits);
    tcase_add_test(tc, channels);
}
UNIT_MAIN("action")
