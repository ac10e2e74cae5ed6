/* report/anchors: places in a page, and links to them. */
#include "report/anchors.h"
#include "reporting.h"
#include "unit.h"

static struct cx_scores *scores;

static void load(void)
{
    const struct cx_period month = period_of("2026-10");
    ck_assert_int_eq(cx_scores_compute(&scores, c.db, &month, &c.err), 0);
}

static void ck_subject(int team, int person, const char *wanted)
{
    struct cx_buf out = {0};
    ck_assert_int_eq(anchor_subject(&out, scores, team, person), wanted != NULL);
    ck_assert_str_eq(cx_buf_str(&out), wanted ? wanted : "");
    cx_buf_fini(&out);
}

START_TEST(subjects)
{
    company_load(&c, "employees.csv",
                 EMPLOYEES "张 3,,Eva,T2,collector,2026-01-01,,5000\n"
                           "E9,,Gone,T2,collector,2026-01-01,2026-02-01,5000\n");
    load();
    int team = cx_org_team(scores->org, scores->org->teams[1].id);
    ck_assert_str_eq(scores->org->teams[team].key, "T1");
    ck_subject(team, -1, "team-T1");
    ck_assert_str_eq(scores->org->teams[0].key, "S");
    ck_subject(0, -1, NULL); /* nobody is in it */
    for (int i = 0; i < scores->org->person_count; i++) {
        const char *key = scores->org->people[i].key;
        if (strcmp(key, "E1") == 0)
            ck_subject(team, i, "person-E1");
        if (strcmp(key, "E9") == 0)
            ck_subject(team, i, NULL); /* who left before the period */
        if (key[0] != 'E')
            ck_subject(team, i, "person-%E5%BC%A0%203");
    }
    cx_scores_free(scores);
}
END_TEST

/* Of two posts one is the person's, and the other has a place of its own. */
START_TEST(posts)
{
    int mine = 0;
    company_load(&c, "employees.csv",
                 EMPLOYEES "E1,2026-10-28,Ann,T2,collector,2026-01-01,,10000\n");
    load();
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_post *post = &scores->org->posts[scores->posts[i].post];
        struct cx_buf out = {0};
        if (strcmp(scores->org->people[post->person].key, "E1") != 0)
            continue;
        anchor_post(&out, scores, scores->posts[i].post);
        if (strcmp(cx_buf_str(&out), "person-E1") == 0)
            ck_assert_str_eq(scores->org->teams[post->team].key, "T1");
        else
            ck_assert_int_eq(strncmp(cx_buf_str(&out), "post-", 5), 0);
        mine += strcmp(cx_buf_str(&out), "person-E1") == 0 ? 10 : 1;
        cx_buf_fini(&out);
    }
    ck_assert_int_eq(mine, 11);
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, subjects);
    tcase_add_test(tc, posts);
}

UNIT_MAIN("anchors")
