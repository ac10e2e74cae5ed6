/* import/jurisdictions: no jurisdiction is without limits while there are others. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

#define LIMITS "limit_id,jurisdiction,rule,value\n"

/* However limits come or go, a jurisdiction that the settings name has some, or there are none. */
START_TEST(limits_leave_none_without)
{
    company_load(&c, "settings.csv", "name,value\njurisdiction,cn\n");
    company_refuse(&c, "limits.csv", LIMITS "L1,US,max_per_day,3\n",
                   "limits.csv:2: jurisdiction: the setting jurisdiction names \"cn\", which would "
                   "have no limits, and those of US would not apply: import limits of \"cn\" with "
                   "these, or change the setting with them\n");
    company_load(&c, "limits.csv",
                 LIMITS "L1,CN,max_per_day,3\nL2,US,max_per_day,3\nL3,US,max_per_day,4\n");
    company_refuse(&c, "limits.csv", LIMITS "L2,US,max_per_day,2\nL1,HK,max_per_day,3\n",
                   "limits.csv:3: jurisdiction: the setting jurisdiction names \"cn\", which would "
                   "have no limits, and those of HK, US would not apply: import limits of \"cn\" "
                   "with these, or change the setting with them\n");
    company_load(&c, "settings.csv", "name,value\nregion_jurisdictions,North=US\n");
    company_load(&c, "limits.csv", LIMITS "L2,CN,max_per_day,2\n");
    company_refuse(&c, "limits.csv", LIMITS "L3,CN,max_per_day,4\n",
                   "limits.csv:2: jurisdiction: the setting region_jurisdictions names \"US\", "
                   "which would have no limits, and those of CN would not apply: import limits of "
                   "\"US\" with these, or change the setting with them\n");
}
END_TEST

/* What all files of a command say together counts, in any order. */
START_TEST(limits_come_with_others)
{
    company_load(&c, "settings.csv", "name,value\njurisdiction,CN\n");
    company_add(&c, "limits.csv", LIMITS "L1,US,max_per_day,3\n");
    company_add(&c, "limits-cn.csv", LIMITS "L2,CN,max_per_day,3\n");
    company_take(&c);
    company_add(&c, "limits.csv", LIMITS "L2,HK,max_per_day,3\n");
    company_add(&c, "settings.csv", "name,value\njurisdiction,HK\n");
    company_take(&c);
    company_add(&c, "limits.csv", LIMITS "L2,CN,max_per_day,3\n");
    company_add(&c, "settings.csv", "name,value\njurisdiction,FR\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "settings.csv:2: value: \"FR\" has no"));
    ck_assert_ptr_null(strstr(cx_buf_str(&c.said), "limits.csv"));
}
END_TEST

/* A database from before limits were judged takes other settings, and limits. */
START_TEST(lacking_before_blocks_nothing)
{
    company_load(&c, "limits.csv", LIMITS "L1,US,max_per_day,3\n");
    ck_assert_int_eq(cx_db_exec(c.db, "INSERT INTO settings VALUES ('jurisdiction', 'CN')", &c.err),
                     0);
    company_load(&c, "settings.csv", "name,value\nchurn_days,45\njurisdiction,CN\n");
    company_load(&c, "limits.csv", LIMITS "L1,US,max_per_day,2\n");
    company_refuse(&c, "settings.csv", "name,value\nregion_jurisdictions,North=FR\n",
                   "settings.csv: settings jurisdiction: value: \"CN\" has no limits, and those of "
                   "US would not "
                   "apply: write one of these, or none where nothing is limited, or import the "
                   "limits of \"CN\" with the settings\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, limits_leave_none_without);
    tcase_add_test(tc, limits_come_with_others);
    tcase_add_test(tc, lacking_before_blocks_nothing);
}

UNIT_MAIN("jurisdictions")
