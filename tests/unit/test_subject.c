/* parts/subject: names of subjects in streams of sums. */
#include "parts/subject.h"

#include "staff.h"
#include "unit.h"

static struct cx_org *org;

static void set_up(void)
{
    staff_open();
    staff_add_mover();
    company_load(&c, "employees.csv",
                 EMPLOYEES "a b 2026-01-01,,Gus,T1,collector,2026-02-03,,0\n"
                           "王五,,Wu,T1,collector,2026-02-03,,0\n");
    ck_assert_int_eq(cx_org_load(&org, c.db, &c.err), 0);
}

static void tear_down(void)
{
    cx_org_free(org);
    staff_close();
}

static size_t found(const char *level, const char *name)
{
    size_t subject = SIZE_MAX;
    const char *why = find_subject(&subject, org, level, name);
    ck_assert_msg(!why, "%s", why);
    return subject;
}

static void ck_wrong(const char *level, const char *name, const char *why)
{
    size_t subject;
    const char *answer = find_subject(&subject, org, level, name);
    ck_assert_str_eq(answer ? answer : "found", why);
}

/* What is written is found again, whatever the id looks like. */
START_TEST(posts)
{
    struct cx_buf name = {0};
    for (int i = 0; i < org->post_count; i++) {
        cx_buf_clear(&name);
        name_post(&name, org, i);
        ck_assert_uint_eq(found("post", cx_buf_str(&name)), (size_t)i);
    }
    ck_assert_int_eq(org->post_count, 8);
    cx_buf_fini(&name);
    const struct cx_post *post = &org->posts[found("post", "E5 2026-10-11")];
    ck_assert_str_eq(org->people[post->person].key, "E5");
    ck_assert_str_eq(org->teams[post->team].key, "T2");
    post = &org->posts[found("post", "a b 2026-01-01 2026-02-03")];
    ck_assert_str_eq(org->people[post->person].key, "a b 2026-01-01");
}
END_TEST

START_TEST(others)
{
    size_t e5 = found("employee", "E5");
    ck_assert_str_eq(org->people[e5 - cx_subject_of_person(org, 0)].key, "E5");
    ck_assert_str_eq(org->teams[found("team", "T2") - cx_subject_of_team(org, 0)].key, "T2");
    ck_assert_uint_eq(found("company", ""), cx_subject_of_company(org));
}
END_TEST

START_TEST(wrong)
{
    static const char form[] = "is not a post: write employee_id, a space, since",
                      unknown[] =
                          "is not a post in this database: import the same employees into both";
    ck_wrong("post", "", form);
    ck_wrong("post", "E5", form);
    ck_wrong("post", " 2026-10-11", form);
    ck_wrong("post", "E52026-10-11", form);
    ck_wrong("post", "E5 2026-13-11", form);
    ck_wrong("post", "E5 2026-10-12", unknown);
    ck_wrong("post", "E9 2026-10-11", unknown);
    ck_wrong("employee", "E9", "is not an employee in this database");
    ck_wrong("employee", "", "is not an employee in this database");
    ck_wrong("team", "t1", "is not a team in this database");
    ck_wrong("company", "T1", "must be empty for the company");
    ck_wrong("Team", "T1", "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, posts);
    tcase_add_test(tc, others);
    tcase_add_test(tc, wrong);
}

UNIT_MAIN("subject")
