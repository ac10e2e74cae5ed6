/* pay/page: words and figures, as Markdown and as plain text. */
#include "pay/page.h"

#include "unit.h"

static struct page page;

static void set_up(void)
{
    page = (struct page){.form = PAGE_MD};
}

static void tear_down(void)
{
    page_fini(&page);
}

static void ck_written(const char *wanted)
{
    ck_assert_str_eq(cx_buf_str(&page.text), wanted);
}

static void write_some(void)
{
    page_heading(&page, 1, "Of %s", "方芳");
    page_say(&page, "You get %s.", page_strong(&page, "5"));
    page_item(&page, 0, "one: %s", page_code(&page, "a * b"));
    page_item(&page, 1, "two");
    page_heading(&page, 3, "Next");
    page_say(&page, "End");
}

START_TEST(markdown)
{
    write_some();
    ck_written("# Of 方芳\n\nYou get **5**.\n\n- one: `a * b`\n  - two\n\n### Next\n\nEnd\n\n");
}
END_TEST

/* A heading is underlined as wide as it stands on a terminal: 3 + 4 columns. */
START_TEST(plain)
{
    page.form = PAGE_TEXT;
    write_some();
    ck_written("Of 方芳\n=======\n\nYou get 5.\n\n- one: a * b\n  - two\n\nNext\nEnd\n\n");
}
END_TEST

/* Lists within lists are closed by what follows; words of the data are no markup. */
START_TEST(html)
{
    page.form = PAGE_HTML;
    page_item(&page, 0, "one: %s", page_text(&page, "a < b"));
    page_item(&page, 1, "two");
    page_item(&page, 0, "three");
    page_heading(&page, 3, "Next");
    page_say(&page, "End %s", page_strong(&page, "5"));
    ck_written("<ul>\n<li>one: a &lt; b<ul>\n<li>two</li></ul>\n</li>\n<li>three</li></ul>\n"
               "<h3>Next</h3>\n<p>End <strong>5</strong></p>\n");
}
END_TEST

/* What would mean something to Markdown is escaped; a _ within a word means nothing. */
START_TEST(words_of_the_data)
{
    ck_assert_str_eq(page_text(&page, "a_b *c* [d](e) <f> _g_ h\ni"),
                     "a_b \\*c\\* \\[d\\](e) \\<f\\> \\_g\\_ h i");
    ck_assert_str_eq(page_code(&page, "a\n>= b"), "`a >= b`");
    ck_assert_str_eq(page_code(&page, "`a`"), "\\`a\\`");
    page.form = PAGE_TEXT;
    ck_assert_str_eq(page_text(&page, "a_b *c*"), "a_b *c*");
}
END_TEST

START_TEST(figures)
{
    ck_assert_str_eq(page_money(&page, 0), "0.00");
    ck_assert_str_eq(page_money(&page, 99999), "999.99");
    ck_assert_str_eq(page_money(&page, -123456789), "-1,234,567.89");
    ck_assert_str_eq(page_money(&page, INT64_MIN), "-92,233,720,368,547,758.08");
    ck_assert_str_eq(page_taken(&page, 99999), "999.99");
    ck_assert_str_eq(page_taken(&page, -500), "(-5.00)");
    ck_assert_str_eq(page_number(&page, 1500000, 6, 0), "1.5");
    ck_assert_str_eq(page_number(&page, 1500000, 6, 2), "1.50");
    ck_assert_str_eq(page_number(&page, 41767000, 8, 2), "0.41767");
    ck_assert_str_eq(page_percent(&page, 896370, 6), "89.637 %");
    ck_assert_str_eq(page_percent(&page, 20000, 6), "2 %");
    ck_assert_str_eq(page_quantity(&page, INT64_MIN, 6, CX_UNIT_MONEY), "no value");
    ck_assert_str_eq(page_quantity(&page, 1850000000, 6, CX_UNIT_MONEY), "1,850.00");
    ck_assert_str_eq(page_quantity(&page, 2740833, 6, CX_UNIT_HOURS), "2.740833 hours");
    ck_assert_str_eq(page_quantity(&page, 7000000, 6, CX_UNIT_COUNT), "7");
    ck_assert_str_eq(page_quantity(&page, 87500000, 6, CX_UNIT_SCORE), "87.5");
    ck_assert_str_eq(page_gap(&page, 50000, 6, CX_UNIT_RATIO), "5 percentage points");
    ck_assert_str_eq(page_gap(&page, 50000, 6, CX_UNIT_DAYS), "0.05 days");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, markdown);
    tcase_add_test(tc, plain);
    tcase_add_test(tc, html);
    tcase_add_test(tc, words_of_the_data);
    tcase_add_test(tc, figures);
}

UNIT_MAIN("page")
