/* report/drill: from teams to people, and to what they did. */
#include "report/drill.h"
#include "reporting.h"
#include "unit.h"

#define CONTACTS "contact_id,account_id,employee_id,started_at,channel,outcome\n"

static void ck_has(const struct cx_buf *page, const char *wanted)
{
    ck_assert_msg(strstr(cx_buf_str(page), wanted) != NULL, "no %s in %.3000s", wanted,
                  cx_buf_str(page));
}

static void draw(struct cx_buf *page, bool has_events)
{
    const struct cx_period month = period_of("2026-10");
    struct cx_scores *scores;
    ck_assert_int_eq(cx_scores_compute(&scores, c.db, &month, &c.err), 0);
    struct latest *latest = NULL;
    if (has_events) {
        ck_assert_int_eq(drill_latest(&latest, c.db, scores, &c.err), 0);
        const struct contact_listener listener = latest_listener(latest);
        ck_assert_int_eq(contacted_hear(&listener, c.db, scores->org, &month, &c.err), 0);
        ck_assert_int_eq(latest_find_payments(latest, &c.err), 0);
        ck_assert_int_eq(latest_find_words(latest, &c.err), 0);
    }
    put_drill(page, scores, latest);
    latest_free(latest);
    cx_scores_free(scores);
}

START_TEST(people)
{
    struct cx_buf page = {0};
    company_load(&c, "settings.csv", "name,value\ndashboard,income\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,100\n");
    struct cx_buf contacts = {0};
    cx_buf_puts(&contacts, CONTACTS);
    for (int i = 0; i < 12; i++)
        cx_buf_printf(&contacts, "K%d,A1,E1,2026-10-%02d 10:00:00,phone,no_answer\n", i, i + 3);
    company_load(&c, "contacts.csv", cx_buf_str(&contacts));
    cx_buf_fini(&contacts);
    draw(&page, true);
    ck_has(&page, "<summary><span>One</span><span class=\"n\">100</span></summary>\n"
                  "<div id=\"team-T1\">");
    ck_has(&page, "<a href=\"#person-E1\">Ann</a>");
    ck_has(&page, "<summary><span>Ann</span><span class=\"n\">12 contacts \xC2\xB7 1 payment</span>"
                  "</summary>\n<div id=\"person-E1\">\n<h3>The latest 10 of 12 contacts</h3>");
    ck_has(&page, "<h3>recovered: the payments, latest first</h3>");
    ck_has(&page, "<td class=\"d\">2026-10-05</td><td class=\"d\">P1</td><td "
                  "class=\"d\">A1</td><td class=\"n\">100.00");
    ck_has(&page, "<div id=\"person-E4\">\n<p class=\"note\">The period has no contact and no");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&page), ">K2<"));
    ck_assert_ptr_null(strstr(cx_buf_str(&page), ">K1<")); /* one of the two oldest */
    cx_buf_fini(&page);
}
END_TEST

/* A head has no contacts and payments: nothing leads to them. */
START_TEST(head)
{
    struct cx_buf page = {0};
    draw(&page, false);
    ck_has(&page, "<div id=\"team-T1\">");
    ck_assert_ptr_null(strstr(cx_buf_str(&page), "person-E1"));
    ck_assert_ptr_null(strstr(cx_buf_str(&page), "class=\"one\""));
    cx_buf_fini(&page);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, people);
    tcase_add_test(tc, head);
}

UNIT_MAIN("drill")
