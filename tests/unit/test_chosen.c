/* render/chosen: some columns of a table in place of all. */
#include "base/lang.h"
#include "render/chosen.h"

#include "rendering.h"
#include "unit.h"

/* How a table of a row comes out in CSV with these columns; NULL: refused, with the words in err.
 */
static char *chosen_csv(const char *wanted, struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {.name = "id"}, {.name = "pay", .title = "Pay", .type = CX_CELL_MONEY}, {.name = "note"}};
    const struct cx_cell cells[] = {cx_cell_text("E1"), cx_cell_n(150), cx_cell_text("x")};
    const struct cx_render_options options = {.columns = wanted};
    FILE *stream = tmpfile();
    size_t n;
    struct cx_table *table = cx_table_stream(stream, CX_FORMAT_CSV, &options);
    cx_table_columns(table, columns, 3);
    int rc = cx_table_row(table, cells, err);
    if (rc == 0)
        rc = cx_table_end(table, err);
    cx_table_free(table);
    char *bytes = bytes_of(stream, &n);
    fclose(stream);
    if (rc == 0)
        return bytes;
    ck_assert_int_eq(rc, CX_EUSAGE);
    free(bytes);
    return NULL;
}

static void ck(const char *wanted, const char *csv)
{
    struct cx_err err = {0};
    char *bytes = chosen_csv(wanted, &err);
    ck_assert_str_eq(bytes ? bytes : err.text, csv);
    free(bytes);
}

START_TEST(columns)
{
    ck(NULL, "id,pay,note\nE1,1.50,x\n");
    ck("note,id", "note,id\nx,E1\n");
    ck("-id", "pay,note\n1.50,x\n");
    ck("-id, -note", "pay\n1.50\n");
    ck("Pay,ID,-note", "pay,id\n1.50,E1\n");
}
END_TEST

/* CSV has its own titles whatever the language; people have seen those of their own. */
START_TEST(titles_of_the_language)
{
    ck_assert(cx_lang_set("zh_CN"));
    bool was_plain = cx_lang_set_output_plain(true);
    ck(cx_said("Pay"), "pay\n1.50\n");
    ck("Pay", "pay\n1.50\n");
    cx_lang_set_output_plain(was_plain);
    ck_assert(cx_lang_set("en"));
}
END_TEST

START_TEST(picked)
{
    static const struct cx_column three[] = {{.name = "id"}, {.name = "a"}, {.name = "b"}};
    const struct cx_cell cells[] = {cx_cell_text("E1"), cx_cell_text("x"), cx_cell_text("y")};
    struct cx_table *from = cx_table_new("From"), *to = cx_table_new("To");
    cx_table_columns(from, three, 3);
    cx_table_keep(from, cells);
    cx_table_pick(to, from, "b,id");
    ck_assert_str_eq(to->title, "To");
    ck_assert_uint_eq(to->column_count, 2);
    ck_assert_str_eq(to->columns[0].name, "b");
    ck_assert_str_eq(cx_table_cell(to, 0, 1)->text, "E1");
    cx_table_free(from);
    cx_table_free(to);
}
END_TEST

START_TEST(refused)
{
    ck("idd", "--columns: there is no column \"idd\": did you mean id?");
    ck("something", "--columns: there is no column \"something\"; there are id, pay, note");
    ck("-id,-pay,-note", "--columns: no column is left");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, columns);
    tcase_add_test(tc, titles_of_the_language);
    tcase_add_test(tc, picked);
    tcase_add_test(tc, refused);
}

UNIT_MAIN("chosen")
