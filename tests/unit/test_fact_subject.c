/* fact/subject: how subjects are numbered. */
#include "fact/subject.h"

#include "unit.h"

START_TEST(numbers)
{
    const struct cx_org org = {.post_count = 5, .person_count = 3, .team_count = 2};
    ck_assert_uint_eq(cx_subject_of_person(&org, 0), 5);
    ck_assert_uint_eq(cx_subject_of_person(&org, 2), 7);
    ck_assert_uint_eq(cx_subject_of_team(&org, 0), 8);
    ck_assert_uint_eq(cx_subject_of_team(&org, 1), 9);
    ck_assert_uint_eq(cx_subject_of_company(&org), 10);
    ck_assert_uint_eq(cx_subject_count(&org), 11);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, numbers);
}

UNIT_MAIN("subject")
