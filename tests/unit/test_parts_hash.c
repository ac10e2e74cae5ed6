/* parts/hash: how a measure is defined. */
#include "parts/hash.h"

#include "staff.h"
#include "unit.h"

/* The hash of a measure changes with whatever its sums depend on, and with nothing else. */
START_TEST(definitions)
{
    static const struct {
        const char *kind, *text;
        bool changes_recovered, changes_stars;
    } changes[] = {
        {"measures", "measure_id,fact,unit,value,where\nstars,feedback,number,score + 0,\n", false,
         true},
        {"measures", "measure_id,fact,unit,value,where\nstars,feedback,number,score,\n", false,
         true},
        {"measures", "measure_id,fact,unit,value,where\nstars,complaint,number,1,\n", false, true},
        {"settings", "name,value\nattribution_days,7\n", true, false},
        {"settings", "name,value\nchurn_days,7\n", false, false},
        {"stages", "stage,from_dpd,to_dpd,team_kind\nall,1,,phone\n", true, true},
        {"metrics", "metric_id,formula\nnew,recovered\n", false, false},
    };
    char before[2][SHORT_HASH], after[2][SHORT_HASH];
    for (size_t i = 0; i <= sizeof changes / sizeof *changes; i++) {
        struct cx_plan *plan = NULL;
        ck_assert_int_eq(cx_plan_load(&plan, c.db, 20757, &c.err), 0);
        hash_measure(after[0], plan, (size_t)cx_plan_quantity(plan, "recovered", 9));
        hash_measure(after[1], plan, (size_t)cx_plan_quantity(plan, "stars", 5));
        ck_assert_uint_eq(strlen(after[0]), SHORT_HASH - 1);
        if (i > 0) {
            ck_assert_int_eq(strcmp(before[0], after[0]) != 0, changes[i - 1].changes_recovered);
            ck_assert_int_eq(strcmp(before[1], after[1]) != 0, changes[i - 1].changes_stars);
        }
        memcpy(before, after, sizeof before);
        cx_plan_free(plan);
        if (i < sizeof changes / sizeof *changes) {
            char file[64];
            snprintf(file, sizeof file, "%s.csv", changes[i].kind);
            company_load(&c, file, changes[i].text);
        }
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, definitions);
}

UNIT_MAIN("parts_hash")
