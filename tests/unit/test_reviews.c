/* import/reviews: those of days before their contacts are told. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    company_take(&c);
    c.options.note = company_hear;
}

static void tear_down(void)
{
    company_close(&c);
}

#define REVIEWS "contact_id,verdict,reviewer,at\n"

START_TEST(early)
{
    company_add(&c, "contacts.csv",
                "contact_id,employee_id,started_at\nK1,E1,2026-10-05 10:00\nK2,E1,2026-10-05 "
                "10:00\nK3,E1,2026-10-05 10:00\n");
    company_add(&c, "reviews.csv",
                REVIEWS "K1,clean,Q,2026-10-05\nK2,clean,Q,2026-10-04 23:59\nK3,clean,Q,2026-01-05"
                        "\n");
    company_take(&c);
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "reviews.csv: 2 reviews are of days before their contacts: the first in line "
                     "3\n");
    cx_buf_clear(&c.said); /* what was said once, and is as it was, is not said again */
    company_load(&c, "reviews.csv", REVIEWS "K2,clean,Q,2026-10-04 23:59\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    company_load(&c, "reviews.csv", REVIEWS "K2,violation,Q,2026-10-04 23:59\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "reviews.csv: 1 review is of a day before its contact: in line 2\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, early);
}

UNIT_MAIN("reviews")
