/* conduct/laws: whose limits hold in which region. */
#include "conduct/laws.h"

#include "scratch.h"
#include "unit.h"

static bool is_kept;

static void ck_laws(const char *jurisdiction, const char *regions, const char *region,
                    const char *wanted)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_err err = {0};
    struct laws laws;
    char sql[300];
    snprintf(sql, sizeof sql,
             "INSERT INTO settings VALUES ('jurisdiction', '%s'), ('region_jurisdictions', '%s')",
             jurisdiction, regions);
    run(db, sql);
    int rc = laws_init(&laws, db, &err);
    if (rc == 0 && !is_kept)
        rc = laws_check(&laws, &err);
    if (rc < 0)
        ck_assert_str_eq(err.text, wanted);
    else
        ck_assert_str_eq(laws.names[laws_find(&laws, region)], wanted);
    laws_fini(&laws);
    cx_db_close(db);
}

START_TEST(by_region)
{
    static const char regions[] = "香港=HK; New York = US;South=cn;";
    ck_laws("CN", regions, "香港", "HK");
    ck_laws("CN", regions, "new york", "US");
    ck_laws("CN", regions, "South", "CN"); /* each once, whatever its case */
    ck_laws("CN", regions, "North", "CN");
    ck_laws("CN", regions, NULL, "CN");
    ck_laws("CN", "", "香港", "CN");
    ck_laws("CN", "New York＝US；　香港 = HK", "香港", "HK"); /* a Chinese keyboard's marks */
    ck_laws("CN", "New York＝US；　香港 = HK", "new york", "US");
    ck_laws("CN", "a=US;A=us", "a", "US"); /* the same twice */
    ck_laws("", "香港=HK", "North", "");
}
END_TEST

START_TEST(no_regions)
{
    ck_laws("CN", "HK", "HK", "\"HK\" is not REGION=JURISDICTION");
    ck_laws("CN", "a=b; =HK", "HK", "\"=HK\" is not REGION=JURISDICTION");
    ck_laws("CN", "a=", "HK", "\"a=\" is not REGION=JURISDICTION");
    ck_laws("CN", "a=US,b=HK", "HK", "\"a=US,b=HK\" is not REGION=JURISDICTION");
    ck_laws("CN", "New York=US;a=CN;new york=CN", "HK",
            "the region \"new york\" has two jurisdictions, US and CN: give it one");
}
END_TEST

/* What a database has from before. */
START_TEST(kept)
{
    is_kept = true;
    ck_laws("CN", "New York=US;a=CN;new york=CN", "new york", "US");
    ck_laws("CN", "a=US,b=HK;c=HK", "c", "HK");
    ck_laws("CN", "a=US,b=HK;c=HK", "a", "US,b=HK");
    is_kept = false;
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, by_region);
    tcase_add_test(tc, no_regions);
    tcase_add_test(tc, kept);
}

UNIT_MAIN("laws")
