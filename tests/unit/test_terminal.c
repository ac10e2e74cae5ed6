/* render/terminal: columns that line up, totals, a terminal's width. */
#include "rendering.h"
#include "unit.h"

static void ck_sheet(size_t rows, const char *wanted)
{
    const struct cx_cell cells[] = SHEET_CELLS;
    size_t n;
    char *s = rendered(CX_FORMAT_TABLE, sheet_columns, SHEET_COLUMNS, cells, rows, NULL, &n);

    ck_assert_str_eq(s, wanted);
    free(s);
}

START_TEST(test_table)
{
    ck_sheet(2,
             "Agent  name          Recovered     Rate  Calls  Since       Seen\n"
             "-----  ------------  ---------  -------  -----  ----------  -------------------\n"
             "E1     王 \"芳\", <b>    1234.56  -0.0125     40  2026-09-30  2026-09-30 09:30:00\n"
             "=1+1                     -0.50      0.5      2\n"
             "-----  ------------  ---------  -------  -----  ----------  -------------------\n"
             "Total                  1234.06              42\n");
}
END_TEST

START_TEST(test_no_rows)
{
    ck_sheet(0, "Agent  name  Recovered  Rate  Calls  Since  Seen\n"
                "-----  ----  ---------  ----  -----  -----  ----\n"
                "-----  ----  ---------  ----  -----  -----  ----\n"
                "Total             0.00            0\n");
}
END_TEST

/* A sentence stands in their place where the table has one, in lines that fit. */
START_TEST(test_nothing)
{
    const struct cx_render_options options = {.width = 12};
    struct cx_err err = {0};
    char *bytes = NULL;
    size_t n;
    struct cx_table *table = cx_table_new(NULL);
    FILE *stream = open_memstream(&bytes, &n);
    cx_table_columns(table, sheet_columns, SHEET_COLUMNS);
    cx_table_nothing(table, "nobody is to be called");
    ck_assert_int_eq(cx_table_write(table, stream, CX_FORMAT_TABLE, &options, &err), 0);
    fclose(stream);
    ck_assert_str_eq(bytes, "nobody is to\nbe called\n");
    free(bytes);
    cx_table_free(table);
}
END_TEST

static const struct cx_column texts[] = {
    {.name = "id"}, {.name = "note"}, {.name = "n", .type = CX_CELL_NUMBER}};

static void ck_texts(int width, const char *wanted)
{
    const struct cx_cell cells[] = {cx_cell_text("E0001"), cx_cell_text("王芳王芳王芳王芳"),
                                    cx_cell_n(123456789)};
    const struct cx_render_options options = {.width = width};
    size_t n;
    char *s = rendered(CX_FORMAT_TABLE, texts, 3, cells, 1, &options, &n);

    ck_assert_str_eq(strrchr(strstr(s, "--\nE"), 'E'), wanted);
    free(s);
}

START_TEST(test_width)
{
    ck_texts(0, "E0001  王芳王芳王芳王芳  123456789\n");
    ck_texts(34, "E0001  王芳王芳王芳王芳  123456789\n");
    ck_texts(33, "E0001  王芳王芳王芳王   123456789\n       芳\n");
    ck_texts(32, "E0001  王芳王芳王芳王  123456789\n       芳\n");
    ck_texts(30, "E0001  王芳王芳王芳  123456789\n       王芳\n");
    ck_texts(29, "E0001  123456789\n"); /* no narrower, and numbers are never cut: in parts */
}
END_TEST

START_TEST(test_colour)
{
    const struct cx_render_options options = {.colour = true};
    const struct cx_cell cells[] = {cx_cell_text("a"), cx_cell_text("b"), cx_cell_n(1)};
    size_t n;
    char *s = rendered(CX_FORMAT_TABLE, texts, 3, cells, 1, &options, &n);

    ck_assert_str_eq(s, "\033[1mid  note  n\033[0m\n--  ----  -\na   b     1\n");
    free(s);
}
END_TEST

/* A text can't move the terminal's cursor or break the table. */
START_TEST(test_controls)
{
    const struct cx_cell cells[] = {cx_cell_text("a\nb"), cx_cell_text("\033[2J|\xFF"),
                                    cx_cell_n(1)};
    size_t n;
    char *s = rendered(CX_FORMAT_TABLE, texts, 3, cells, 1, NULL, &n);

    ck_assert_str_eq(strstr(s, "a b"), "a b  \\x1b[2J|?  1\n");
    free(s);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_table);
    tcase_add_test(tc, test_no_rows);
    tcase_add_test(tc, test_nothing);
    tcase_add_test(tc, test_width);
    tcase_add_test(tc, test_colour);
    tcase_add_test(tc, test_controls);
}

UNIT_MAIN("terminal")
