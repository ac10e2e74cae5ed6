/* lint/twice: columns that a kind doesn't read, awards with money, coefficients on nothing. */
#include "linting.h"
#include "unit.h"

#define RULES                                                                                      \
    "rule_id,seq,kind,for_team,basis,rate,amount,tier_id,applies_to,top_n,months,award,when\n"
#define UNREAD(what, kind) what " counts for nothing: a rule of kind " kind " doesn't look at it\n"

START_TEST(unread)
{
    rules(RULES "a,1,amount,,,,5,,,,,,\nb,2,rate,,recovered,0.1,,,,,,,\nc,3,cap,,,,5,,a,,,,\n"
                "d,4,pool,,team_recovered,0.1,,,,,,,\n");
    ck_lint("");
    rules(RULES "a,1,amount,,recovered,0.1,5,,,,,,\nb,2,rate,,recovered,0.1,7,,a,3,2,,\n"
                "c,3,rank,,recovered,,5,,,2,3,,recovered > 0\n");
    ck_lint(
        "warning unread a: its " UNREAD("basis", "amount") "warning unread a: its " UNREAD("rate", "amount") "warning unread b: its " UNREAD(
            "amount",
            "rate") "warning unread b: "
                    "its " UNREAD("applies_to", "rate") "warning unread b: its " UNREAD(
                        "top_n",
                        "rate") "warning unread b: its " UNREAD("months",
                                                                "rate") "warning unread c: "
                                                                        "its " UNREAD("months",
                                                                                      "rank"));
}
END_TEST

START_TEST(awards)
{
    rules(RULES "a,1,rank,,recovered,,,,,2,,Star,recovered > 0\n"
                "b,2,rank,,recovered,,50,,,2,,Star,recovered > 0\n"
                "c,3,rate,,recovered,0.1,,,,,,Star,\n"
                "d,4,rank,,recovered,,,,,2,,,recovered > 0\n"
                "e,5,amount,,,,0,,,,,Star,\n");
    ck_lint("error twice b: has an award and an amount: it gives the words, and the 50.00 is never "
            "paid\n"
            "error twice c: has an award and a rate: it gives the words, and what the rate comes "
            "to is never paid\n"
            "error pays_nothing d: has neither an amount nor an award\n");
}
END_TEST

START_TEST(pools)
{
    rules(RULES "a,1,pool,,team_recovered,0.1,500,,,,,,\nb,2,pool,,,,500,,,,,,\n");
    ck_lint("error twice a: has an amount and a basis or rate: the amount is split, and the rest "
            "counts for nothing\n");
}
END_TEST

#define NOTHING(kind)                                                                              \
    "a " kind " on nothing: no rule in its applies_to pays money to whom it is for\n"

/* Rules for other people; an award among them; nothing before. */
START_TEST(on_nothing)
{
    rules(RULES "first,1,coefficient,,,1.2,,,*,,,,\na,2,amount,T1,,,5,,,,,,\n"
                "b,3,coefficient,T2,,1.2,,,a,,,,\nc,4,coefficient,S,,1.2,,,a,,,,\n"
                "d,5,cap,T2,,,5,,a,,,,\ne,6,floor,T2,,,5,,a,,,,\nf,7,coefficient,,,1.1,,,*,,,,\n");
    ck_lint("error nothing first: " NOTHING("coefficient") "error nothing b: " NOTHING(
        "coefficient") "error nothing d: " NOTHING("cap") "warning nothing e: " NOTHING("floor"));
}
END_TEST

/* Rules of one group are alternatives: they may share a title. */
START_TEST(titles)
{
    rules("rule_id,seq,kind,title,amount,grp,when\na,1,amount,Bonus,100,,\nb,2,amount,Extra,100,,\n"
          "c,3,amount,Bonus,100,g,recovered > 0\nd,4,amount,Bonus,50,g,\ne,5,amount,,50,,\n"
          "f,6,amount,,50,,\n");
    ck_lint("warning title c: has the title of a, \"Bonus\"\n"
            "warning title d: has the title of a, \"Bonus\"\n");
}
END_TEST

/* A line of a person, which a cap or floor of each post looks at; a prize has no posts to add up.
 */
START_TEST(per_post_on_a_person)
{
    static const char columns[] = "rule_id,seq,kind,basis,rate,amount,applies_to,per,top_n,when\n";
    char text[600];
    snprintf(text, sizeof text,
             "%sa,1,rate,recovered,0.1,,,person,,\nb,2,rate,recovered,0.1,,,,,\n"
             "c,3,rank,recovered,,5,,person,1,recovered > 0\nd,4,cap,,,50,a,,,\n"
             "e,5,floor,,,10,*,,,\nf,6,cap,,,50,a,person,,\ng,7,cap,,,50,b c,,,\n",
             columns);
    rules(text);
    ck_lint("warning per d: a cap per post on a, which pays a person's posts together, on the last "
            "of them\n"
            "warning per e: a floor per post on a, which pays a person's posts together, on the "
            "last of them\n");
}
END_TEST

/* Neither what is nobody's whom it looks at, nor words. */
START_TEST(per_post_on_what_it_never_meets)
{
    rules("rule_id,seq,kind,for_team,basis,rate,amount,applies_to,per,award\n"
          "a,1,rate,T1,recovered,0.1,,,person,\nb,2,amount,,,,0,,person,Thanks\n"
          "c,3,rate,T2,recovered,0.1,,,,\nd,4,floor,T2,,,10,*,,\n");
    ck_lint("");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, unread);
    tcase_add_test(tc, awards);
    tcase_add_test(tc, pools);
    tcase_add_test(tc, on_nothing);
    tcase_add_test(tc, titles);
    tcase_add_test(tc, per_post_on_a_person);
    tcase_add_test(tc, per_post_on_what_it_never_meets);
}

UNIT_MAIN("twice")
