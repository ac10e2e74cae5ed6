/* access/filter: tables with the rows of a person's scope. */
#include "access/filter.h"

#include "accessed.h"
#include "render/render.h"
#include "unit.h"

static struct cx_access_view view;

static void allow(const char *user, unsigned needs)
{
    view = (struct cx_access_view){rights_of(user), needs, in("2026-10"), true, false, false};
}

/* Texts of cells, separated by commas; an empty one is null. */
static int add_row(struct cx_table *table, const char *line)
{
    struct cx_cell cells[8];
    char text[200], *rest = text;
    snprintf(text, sizeof text, "%s", line);
    for (size_t i = 0; i < table->column_count; i++) {
        const char *cell = strsep(&rest, ",");
        cells[i] = cx_cell_text(*cell ? cell : NULL);
    }
    return cx_table_row(table, cells, &c.err);
}

/* What comes through of lines, the first being the names of columns, as CSV without header; "!" and
 * the message where the table is refused. */
static const char *through(const char *const *lines, size_t count)
{
    static char out[2100];
    struct cx_buf text = {0};
    char names[200], *rest = names;
    struct cx_table *to = cx_table_into(&text, CX_FORMAT_CSV);
    struct cx_table *table = cx_access_filter(&view, to);
    c.err = (struct cx_err){0};
    snprintf(names, sizeof names, "%s", lines[0]);
    while (rest) {
        const struct cx_column column = {strsep(&rest, ","), NULL, CX_CELL_TEXT, 0, false};
        cx_table_column(table, &column);
    }
    int rc = 0;
    for (size_t i = 1; rc == 0 && i < count; i++)
        rc = add_row(table, lines[i]);
    if (rc == 0)
        rc = cx_access_filter_end(table, &c.err);
    if (rc == 0)
        rc = cx_table_end(to, &c.err);
    const char *body = rc == 0 ? strchr(cx_buf_str(&text), '\n') : NULL;
    snprintf(out, sizeof out, "%s%s", rc == 0 ? "" : "!", body ? body + 1 : c.err.text);
    ck_assert(view.is_refused == (rc < 0));
    cx_table_free(table);
    cx_table_free(to);
    cx_buf_fini(&text);
    return out;
}
#define THROUGH(...)                                                                               \
    through((const char *const[]){__VA_ARGS__},                                                    \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

START_TEST(posts)
{
    grant("a,team_lead,team,T1,,,\n");
    allow("a", CX_NEEDS_REPORTS);
    ck_assert_str_eq(THROUGH("employee_id,team_id", "L,T11", "L,T2", "W,T1", "Z,T2", ",T11", ",T2",
                             "W,", "L,", ","),
                     "L,T11\nW,T1\n,T11\nW,\n");
    /* A row's own period goes before that of the table. */
    ck_assert_str_eq(THROUGH("period,team_id", "2026-10,T11", "2026-11,T11", ",T11"),
                     "2026-10,T11\n,T11\n");
}
END_TEST

/* Whoever may be seen in a period is not in those before it, where they were elsewhere. */
START_TEST(a_person_before)
{
    grant("a,team_lead,team,T2,,,\nb,collector,employee,L,,,\n");
    for (int i = 0; i < 2; i++) {
        allow(i ? "b" : "a", CX_NEEDS_REPORTS);
        view.period = in("2026-11");
        view.is_limited = false;
        view.is_of_person = true;
        ck_assert_str_eq(THROUGH("period,employee_id", "2026-11,L", "2026-10,L", "2026-12,L", ",L"),
                         i ? "2026-11,L\n2026-10,L\n2026-12,L\n,L\n"
                           : "2026-11,L\n2026-12,L\n,L\n");
    }
}
END_TEST

START_TEST(scopes)
{
    grant("a,team_lead,team,T1,,,\nb,collector,employee,L,,,\n");
    allow("a", CX_NEEDS_REPORTS);
    ck_assert_str_eq(
        THROUGH("scope,scope_id", "company,", "team,T11", "team,T2", "employee,W", "employee,Z"),
        "team,T11\nemployee,W\n");
    allow("b", CX_NEEDS_REPORTS);
    ck_assert_str_eq(THROUGH("scope,scope_id", "team,T11", "employee,L", "employee,Z"),
                     "employee,L\n");
}
END_TEST

/* What people read has the words of scopes in their language. */
START_TEST(scopes_in_chinese)
{
    grant("a,team_lead,team,T1,,,\n");
    allow("a", CX_NEEDS_REPORTS);
    ck_assert(cx_lang_set("zh_CN"));
    cx_lang_set_output_plain(false);
    const char *shown =
        THROUGH("scope,scope_id", "公司,", "团队,T11", "团队,T2", "员工,W", "员工,Z");
    cx_lang_set_output_plain(true);
    cx_lang_set("en");
    ck_assert_str_eq(shown, "团队,T11\n员工,W\n");
}
END_TEST

START_TEST(company)
{
    grant("a,team_lead,team,T1,,,\nb,analyst,company,,,,\n");
    allow("b", CX_NEEDS_REPORTS);
    ck_assert_str_eq(THROUGH("stage", "M1"), "M1\n");
    ck_assert_str_eq(THROUGH("employee_id", "X"), "X\n");
    allow("a", CX_NEEDS_REPORTS);
    ck_assert_ptr_nonnull(strstr(THROUGH("stage", "M1"), "!this table is of the whole company"));
    view.is_refused = false;
    ck_assert_ptr_nonnull(strstr(THROUGH("stage"), "!this table is of the whole company"));
    view = (struct cx_access_view){.access = access_of};
    ck_assert_str_eq(THROUGH("stage", "M1"), "M1\n");
}
END_TEST

/* The figures of a column may be worse than those of its table. */
START_TEST(columns)
{
    grant("b,analyst,company,,,,\nd,auditor,company,,,,\n");
    allow("b", CX_NEEDS_REPORTS);
    ck_assert_str_eq(THROUGH("employee_id,base_salary", "W,1"),
                     "!column base_salary needs the right \"pay\"");
    allow("d", CX_NEEDS_REPORTS);
    ck_assert_str_eq(THROUGH("employee_id,base_salary", "W,1"), "W,1\n");
}
END_TEST

/* What is said of all rows is not said of some. */
START_TEST(notes)
{
    static const char *const users[] = {"a", "b"};
    const struct cx_column column = {"team_id", NULL, CX_CELL_TEXT, 0, false};
    grant("a,team_lead,team,T1,,,\nb,analyst,company,,,,\n");
    for (int i = 0; i < 2; i++) {
        struct cx_table *to = cx_table_new(NULL);
        allow(users[i], CX_NEEDS_REPORTS);
        struct cx_table *table = cx_access_filter(&view, to);
        cx_table_title(table, "Teams");
        cx_table_note(table, "all of 5");
        table->chart.kind = CX_CHART_BARS;
        cx_table_column(table, &column);
        ck_assert_int_eq(cx_access_filter_end(table, &c.err), 0);
        ck_assert_str_eq(to->title, "Teams");
        ck_assert_int_eq(to->note != NULL, i);
        ck_assert_int_eq(to->chart.kind == CX_CHART_BARS, i);
        cx_table_free(table);
        cx_table_free(to);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_up, staff_down);
    tcase_add_test(tc, posts);
    tcase_add_test(tc, a_person_before);
    tcase_add_test(tc, scopes);
    tcase_add_test(tc, scopes_in_chinese);
    tcase_add_test(tc, company);
    tcase_add_test(tc, columns);
    tcase_add_test(tc, notes);
}

UNIT_MAIN("filter")
