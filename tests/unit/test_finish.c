/* import/finish: what only the whole of an import shows, and the row that it says so of. */
#include "debt.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    debt_open_paid(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(late_references)
{
    company_refuse(&c, "teams.csv", "team_id,parent_id\nT2,T1\nT3,T4\n",
                   "teams.csv:3: parent_id: \"T4\" is not among the teams: import it too, or "
                   "correct it\n");
}
END_TEST

/* A plan is checked as it would be with what the database has already. */
START_TEST(the_plan)
{
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "recovered,payment,money,amount,\ncalls,contact,count,1.0,\n");
    company_load(&c, "metrics.csv", "metric_id,formula\nrate,recovered / calls\n");
    company_refuse(&c, "metrics.csv", "metric_id,formula\nfine,calls\nbad,cals\n",
                   "metrics.csv:3: formula: character 1: no measure or metric \"cals\" (did you "
                   "mean \"calls\"?)\n");
    company_refuse(&c, "measures.csv",
                   "measure_id,fact,unit,value,where\n"
                   "m,payment,money,amount,(select 1)\n",
                   "measures.csv:2: where: character 2: a query can't stand in an expression\n");
    company_refuse(
        &c, "scorecards.csv", "scorecard_id,metric_id,weight\nc,rate,60\nc,calls,30\n",
        "scorecards.csv:2: weight: the weights of scorecard c add up to 90, not to 100\n");
    company_refuse(&c, "settings.csv", "name,value\nchurn_days,many\n",
                   "settings.csv:2: value: \"many\" is not a whole number from 0 to 99999\n");
    company_load(&c, "settings.csv", "name,value\nchurn_days,60\n");
}
END_TEST

/* The row at fault is one that the database has, and no row of this file. */
START_TEST(a_row_that_was_there)
{
    company_load(&c, "tiers.csv", "tier_id,from,to,rate\nt,0,10,1\n");
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\ncalls,contact,count,1.0\n");
    company_load(&c, "rules.csv", "rule_id,seq,kind,basis,tier_id\nr,1,tier,calls,t\n");
    company_refuse(
        &c, "measures.csv", "measure_id,fact,unit,value\nscore,contact,count,1.0\n",
        "measures.csv:2: measure_id: \"score\" is a reserved word: choose another name\n");
    company_refuse(&c, "tiers.csv", "tier_id,from,to,rate\nt,11,,2\n",
                   "tiers.csv:2: from: t has a gap or an overlap: each tier's to is the next one's "
                   "from (the database also has t 0, which is in none of the files: correct it in "
                   "one of them, or take it away with --delete)\n");
    company_load(&c, "metrics.csv", "metric_id,formula\nm,calls\n");
    company_load(&c, "scorecards.csv",
                 "scorecard_id,metric_id,weight,for_role\nc,m,100,collector\n");
    company_refuse(
        &c, "scorecards.csv", "scorecard_id,metric_id,weight,for_role\nd,m,100,collector\n",
        "scorecards.csv:2: scorecard_id: scorecards c and d are for the same posts: give "
        "one of them another for_role, for_team or for_employee\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, late_references);
    tcase_add_test(tc, the_plan);
    tcase_add_test(tc, a_row_that_was_there);
}

UNIT_MAIN("finish")
