/* render/svg: what is drawn, where. */
#include <string.h>

#include "base/lang.h"
#include "render/svg.h"
#include "tabled.h"
#include "unit.h"

static struct cx_buf page;

static void draw(enum cx_chart_kind kind)
{
    struct cx_table *table = teams_table(kind);
    cx_buf_clear(&page);
    cx_svg_chart(&page, table);
    cx_table_free(table);
}

static void ck_has(const char *wanted)
{
    ck_assert_msg(strstr(cx_buf_str(&page), wanted) != NULL, "no %s in %s", wanted,
                  cx_buf_str(&page));
}

static void clean(void)
{
    cx_buf_fini(&page);
}

/* 0.40 is the largest: its bar is the whole width, its target's mark half of it, 0.10 a quarter. */
START_TEST(bars)
{
    draw(CX_CHART_BARS);
    ck_has("<span class=\"l\">电催&lt;1&gt;</span>");
    ck_has("<rect class=\"f1\" width=\"100.00\" height=\"10\"/>"
           "<rect class=\"mark\" x=\"50.00\" width=\".6\" height=\"10\"/>");
    ck_has("<rect class=\"f1\" width=\"25.00\" height=\"10\"/></svg>");
    ck_has("40.0\xC2\xA0%</span>");
    ck_has("</svg>target</li>");
}
END_TEST

/* The longer row is 0.40 + 0.20. */
START_TEST(stack)
{
    draw(CX_CHART_STACK);
    ck_has("x=\"0.00\" width=\"66.67\"");
    ck_has("x=\"66.67\" width=\"33.33\"");
    ck_has("x=\"0.00\" width=\"16.67\"");
    ck_has("</svg>Rate</li>");
}
END_TEST

/* From 0 to 0.40 in four steps; the second team has but one point. */
START_TEST(lines)
{
    draw(CX_CHART_LINES);
    ck_has("<span>40.0\xC2\xA0%</span><span>30.0\xC2\xA0%</span>");
    ck_has("<path class=\"s1\" d=\"M0.00 0.00L100.00 50.00\"/>");
    ck_has("<path class=\"s2\" d=\"M0.00 75.00\"/>");
    ck_has("<path class=\"grid\" d=\"M0 25H100\"/>");
    ck_has("<span>Rate</span><span>Target</span>");
}
END_TEST

/* Not all are drawn, which is said in the reader's language. */
START_TEST(many)
{
    const struct cx_column name = {"name", NULL, CX_CELL_TEXT, 0, false};
    const struct cx_column value = {"value", NULL, CX_CELL_NUMBER, 0, false};
    struct cx_table *table = cx_table_new("Many");
    cx_table_column(table, &name);
    cx_table_column(table, &value);
    for (int i = 0; i < 60; i++)
        cx_table_keep(table, (const struct cx_cell[]){cx_cell_text("x"), cx_cell_n(i + 1)});
    table->chart = (struct cx_chart){.kind = CX_CHART_LINES, .label = 0, .first = 1, .count = 1};
    cx_buf_clear(&page);
    cx_svg_chart(&page, table);
    ck_has("<p class=\"note\">8 of 60 are drawn; the table has all.</p>");
    ck_assert(cx_lang_set("zh_CN"));
    cx_lang_set_output_plain(false);
    cx_buf_clear(&page);
    cx_svg_chart(&page, table);
    cx_lang_set("en");
    ck_has("<p class=\"note\">图中画出 60 项中的前 8 项；表中是全部。</p>");
    cx_table_free(table);
}
END_TEST

/* More parts than colours: the ninth is as the first, but fainter. */
START_TEST(parts)
{
    const struct cx_column value = {"value", NULL, CX_CELL_NUMBER, 0, false};
    struct cx_table *table = cx_table_new("Parts");
    struct cx_cell cells[9];
    for (int i = 0; i < 9; i++) {
        cx_table_column(table, &value);
        cells[i] = cx_cell_n(1);
    }
    cx_table_keep(table, cells);
    table->chart = (struct cx_chart){.kind = CX_CHART_STACK, .label = 0, .first = 0, .count = 9};
    cx_buf_clear(&page);
    cx_svg_chart(&page, table);
    ck_has("<rect class=\"part f1\" x=\"0.00\"");
    ck_has("<rect class=\"part f1 faint\" x=\"88.89\"");
    ck_has("<rect class=\"f1\" width=\"26\"");
    ck_has("<rect class=\"f1 faint\" width=\"26\"");
    cx_table_free(table);
}
END_TEST

/* Bars of the first rows alone: which is said unless those are what the chart is about. */
START_TEST(first_rows)
{
    for (int is_choice = 0; is_choice < 2; is_choice++) {
        struct cx_table *table = teams_table(CX_CHART_BARS);
        table->chart.rows = 1;
        table->chart.is_choice = is_choice;
        cx_buf_clear(&page);
        cx_svg_chart(&page, table);
        cx_table_free(table);
        bool is_said = strstr(cx_buf_str(&page), "1 of 2 are drawn; the table has all.") != NULL;
        ck_assert_int_eq(is_said, !is_choice);
    }
}
END_TEST

START_TEST(none)
{
    draw(CX_CHART_NONE);
    ck_assert_str_eq(cx_buf_str(&page), "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, NULL, clean);
    tcase_add_test(tc, bars);
    tcase_add_test(tc, stack);
    tcase_add_test(tc, lines);
    tcase_add_test(tc, many);
    tcase_add_test(tc, parts);
    tcase_add_test(tc, first_rows);
    tcase_add_test(tc, none);
}

UNIT_MAIN("svg")
