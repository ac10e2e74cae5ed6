/* import/unlikely: what of a plan that comes looks like percentages without their sign. */
#include "sealing.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,basis,rate,tier_id,mode,valid_from\n"
#define CURE  ": write a ratio as a part of 1, or with its sign: 0.2 or 20%\n"

static void set_up(void)
{
    staff_open();
    c.options.note = company_hear;
}

static void tear_down(void)
{
    staff_close();
}

/* Once, in its line, also where the rule is valid later; and only where what is paid changes. */
START_TEST(tiers)
{
    static const char tier[] = "tier_id,from,to,rate\nt,0,5000,2%\nt,5000,,3.5\n";
    static const char said[] =
        ": the rate of the tier from 5000 pays 3.5 times the amount of the basis" CURE;
    char wanted[200];
    company_note(&c, "tiers.csv", tier, "");
    snprintf(wanted, sizeof wanted, "rules.csv: tiers t: rate%s", said);
    company_note(&c, "rules.csv",
                 RULES
                 "a,1,tier,recovered,,t,marginal,\nb,2,tier,recovered,,t,marginal,2027-01-01\n",
                 wanted);
    company_note(&c, "tiers.csv", tier, "");
    company_note(&c, "tiers.csv", "tier_id,from,to,rate\nt,0,5000,2%\nt,5000,,3.5%\n", "");
}
END_TEST

START_TEST(later_rules)
{
    company_note(&c, "rules.csv", RULES "a,1,rate,recovered,5,,,2027-01-01\n",
                 "rules.csv:2: rate: its rate pays 5 times the amount of its basis" CURE);
    company_note(&c, "grades.csv", "grade,min_score,coefficient\nA,90,120\nC,0,\n",
                 "grades.csv:2: coefficient: its coefficient multiplies pay by 120" CURE
                 "grades.csv: rules a: rate: its rate pays 5 times the amount of its basis" CURE);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, tiers);
    tcase_add_test(tc, later_rules);
}
UNIT_MAIN("import/unlikely")
