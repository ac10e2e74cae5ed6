/* statement/ground: what all statements of a period stand on is the same for one as for all. */
#include "sealing.h"
#include "statement/parts.h"
#include "statements.h"
#include "unit.h"

/* Rules of every kind that looks at more than one post: groups, pools, ranks, streaks, bounds. */
static void set_up(void)
{
    staff_open();
    staff_add_mover();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,250.50\nP2,A1,2026-10-07,1000\nP3,A2,2026-10-05,700\n"
                          "P4,A4,2026-10-06,90\nP5,A5,2026-10-03,30\nP6,A5,2026-10-20,40\n"
                          "P7,A1,2026-09-05,20\nP8,A2,2026-09-06,30\nP9,A4,2026-08-09,5\n");
    rules("rule_id,seq,kind,for_team,when,grp,basis,rate,amount,applies_to,top_n,among,months,"
          "split,per\n"
          "much,1,rate,,recovered >= 500,x,recovered,0.1,,,,,,,\n"
          "some,2,rate,,recovered >= 50,x,income,0.05,,,,,,,person\n"
          "rest,3,amount,,,x,,,7,,,,,,\n"
          "whole,10,pool,T1,,y,team_recovered,0.02,,,,,,recovered,\n"
          "each,11,pool,,team_recovered > 100,y,,,60,,,,,days,\n"
          "first,20,rank,,,,recovered,,50,,1,company,,,\n"
          "steady,21,streak,,,,recovered,,30,,2,company,2,,\n"
          "top,30,cap,,,,,,100,*,,,,,person\n");
}

static const char *page_of(struct ground *ground, int person)
{
    static struct cx_buf page;
    cx_buf_fini(&page);
    int rc = explain_person(&page, ground, person, NULL, PAGE_MD);
    ck_assert_msg(rc == 0, "%s", c.err.text);
    return cx_buf_str(&page);
}

/* Whoever comes before, and whether one is asked for or all. */
START_TEST(one_and_all)
{
    seal_month("2026-08");
    seal_month("2026-09");
    struct cx_bonus *bonus = bonus_of("2026-10");
    const struct cx_org *org = bonus->scores->org;
    struct ground ground = {0};
    ck_assert_int_eq(ground_open(&ground, bonus, c.db, true, &c.err), 0);
    ck_assert_int_eq(org->person_count, 5);
    for (int person = org->person_count - 1; person >= 0; person--) {
        char *alone = statement_as(org->people[person].key, CX_FORMAT_MD);
        ck_assert_str_eq(page_of(&ground, person), alone);
        free(alone);
    }
    ck_assert_ptr_nonnull(strstr(page_of(&ground, 0), "- Place 1 of 6 in the company"));
    ck_assert_ptr_nonnull(strstr(page_of(&ground, 0), "- The month before, 2026-09: "));
    ck_assert_ptr_nonnull(strstr(page_of(&ground, 0), "| P2      | A1      | 1,000.00 |"));
    ground_close(&ground);
    cx_bonus_free(bonus);
}
END_TEST

/* For whom rules hold: of a group the first; of a pool its team. */
START_TEST(rulings)
{
    static const char *const wanted[] = {"110000", "000100", "001011", "111010",
                                         "000101", "111111", "111111", "111111"};
    struct cx_bonus *bonus = bonus_of("2026-10");
    struct ground ground = {0};
    ck_assert_int_eq(ground_open(&ground, bonus, c.db, true, &c.err), 0);
    ck_assert_uint_eq(ground.ruling_count, 8);
    ck_assert_uint_eq(bonus->scores->post_count, 6);
    for (size_t i = 0; i < 8; i++) {
        char got[7] = "";
        for (size_t post = 0; post < 6; post++)
            got[post] = ground.rulings[i].holds[post] ? '1' : '0';
        ck_assert_msg(strcmp(got, wanted[i]) == 0, "%s: %s", ground.rulings[i].rule.of->id, got);
    }
    ck_assert_uint_eq(ground.rulings[3].team_count, 1);
    ck_assert_uint_eq(ground.rulings[4].team_count, 3);
    ck_assert(ground.rulings[3].teams[0].weights == 1980500000); /* 1250.50 + 700 + 30 */
    ground_close(&ground);
    cx_bonus_free(bonus);
}
END_TEST

/* Each person's lines, in the order of the sheet. */
START_TEST(lines)
{
    struct cx_bonus *bonus = bonus_of("2026-10");
    struct ground ground = {0};
    size_t count = 0;
    ck_assert_int_eq(ground_open(&ground, bonus, c.db, false, &c.err), 0);
    for (int person = 0; person < 5; person++) {
        ck_assert_uint_eq(ground.first_line[person], count);
        for (size_t i = 0; i < bonus->line_count; i++) {
            if (bonus->rows[bonus->lines[i].row].person == person)
                ck_assert_ptr_eq(ground.lines[count++], &bonus->lines[i]);
        }
        ck_assert_uint_eq(ground.first_line[person + 1], count);
    }
    ck_assert_uint_eq(count, bonus->line_count);
    ground_close(&ground);
    cx_bonus_free(bonus);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, one_and_all);
    tcase_add_test(tc, rulings);
    tcase_add_test(tc, lines);
}

UNIT_MAIN("ground")
