/* render/delimited: csv and tsv as other programs read them, our reader among them. */
#include "csv/reader.h"
#include "csv/writer.h"
#include "rendering.h"
#include "unit.h"

static void ck_sheet(enum cx_format format, const char *wanted)
{
    const struct cx_cell cells[] = SHEET_CELLS;
    size_t n;
    char *s = rendered(format, sheet_columns, SHEET_COLUMNS, cells, SHEET_ROWS, NULL, &n);

    ck_assert_str_eq(s, wanted);
    free(s);
}

START_TEST(test_csv)
{
    ck_sheet(CX_FORMAT_CSV,
             "agent_id,name,recovered,rate,calls,since,seen\n"
             "E1,\"王 \"\"芳\"\", <b>\",1234.56,-0.0125,40,2026-09-30,2026-09-30 09:30:00\n"
             "'=1+1,,-0.50,0.5,2,,\n");
}
END_TEST

START_TEST(test_tsv)
{
    ck_sheet(CX_FORMAT_TSV,
             "agent_id\tname\trecovered\trate\tcalls\tsince\tseen\n"
             "E1\t\"王 \"\"芳\"\", <b>\"\t1234.56\t-0.0125\t40\t2026-09-30\t2026-09-30 09:30:00\n"
             "'=1+1\t\t-0.50\t0.5\t2\t\t\n");
}
END_TEST

static void ck_text(enum cx_format format, const char *text, const char *wanted)
{
    const struct cx_column columns[] = {{.name = "a"}, {.name = "b"}};
    const struct cx_cell cells[] = {cx_cell_text(text), CX_NULL_CELL};
    size_t n;
    char *s = rendered(format, columns, 2, cells, 1, NULL, &n);

    ck_assert_str_eq(strchr(s, '\n') + 1, wanted);
    free(s);
}

START_TEST(test_texts)
{
    ck_text(CX_FORMAT_CSV, "a\tb\nc", "\"a\tb\nc\",\n");
    ck_text(CX_FORMAT_CSV, "\t=1", "'\t=1,\n");
    ck_text(CX_FORMAT_CSV, "-5", "-5,\n");
    ck_text(CX_FORMAT_CSV, "'-5", "''-5,\n");
    ck_text(CX_FORMAT_CSV, "+86 138", "'+86 138,\n");
    ck_text(CX_FORMAT_CSV, "=HYPERLINK(\"http://x\",\"y\")",
            "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",\n");
    ck_text(CX_FORMAT_TSV, "a\tb\nc", "a b c\t\n");
    ck_text(CX_FORMAT_TSV, "=1\t2", "'=1 2\t\n");
    ck_text(CX_FORMAT_TSV, "\rx", "' x\t\n");
}
END_TEST

/* In a table of one column an empty cell must not become a line that readers skip. */
START_TEST(test_one_column)
{
    const struct cx_column column = {.name = "a"};
    const struct cx_cell cells[] = {CX_NULL_CELL, cx_cell_text("x"), cx_cell_text("")};
    size_t n;
    char *s = rendered(CX_FORMAT_CSV, &column, 1, cells, 3, NULL, &n);

    ck_assert_str_eq(s, "a\n\"\"\nx\n\"\"\n");
    free(s);
}
END_TEST

START_TEST(test_no_rows)
{
    size_t n;
    char *s = rendered(CX_FORMAT_CSV, sheet_columns, SHEET_COLUMNS, NULL, 0, NULL, &n);

    ck_assert_str_eq(s, "agent_id,name,recovered,rate,calls,since,seen\n");
    free(s);
}
END_TEST

static const char *const awkward[] = {
    "",         " ",    "a,b",   "\"",   "\"\"",   "a\nb", "\r\n",
    "=1+1",     "'=1",  "'",     "''-5", "-5",     "-",    "\t",
    " x ",      "王芳", "a;b;c", "@",    "+1,000", "x\r",  "\"quoted\", \"twice\"",
    "'quoted'",
};
enum { AWKWARD = sizeof awkward / sizeof awkward[0] };

/* What is written as csv and read again is the same, once the apostrophes are off. */
START_TEST(test_round_trip)
{
    const struct cx_column columns[] = {{.name = "a"}, {.name = "b"}};
    struct cx_cell cells[2 * AWKWARD];
    struct cx_err err = {0};
    struct cx_csv_reader *reader;
    struct cx_csv_row row;
    size_t n, rows = 0;

    for (size_t i = 0; i < AWKWARD; i++) {
        cells[2 * i] = cx_cell_text(awkward[i]);
        cells[2 * i + 1] = cx_cell_text(awkward[AWKWARD - 1 - i]);
    }
    char *s = rendered(CX_FORMAT_CSV, columns, 2, cells, AWKWARD, NULL, &n);
    int fd = file_of(s, n);
    ck_assert_int_eq(cx_csv_open(&reader, fd, "in.csv", NULL, &err), 0);
    for (; cx_csv_next(reader, &row, &err) > 0; rows++) {
        ck_assert_ptr_null(row.fault);
        for (size_t i = 0; i < 2; i++) {
            const struct cx_csv_field *field = &row.fields[i];
            ck_assert_str_eq(field->s + cx_csv_was_defused(field->s, field->n),
                             cells[2 * rows + i].text);
        }
    }
    ck_assert_uint_eq(rows, AWKWARD);
    cx_csv_free(reader);
    close(fd);
    free(s);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_csv);
    tcase_add_test(tc, test_tsv);
    tcase_add_test(tc, test_texts);
    tcase_add_test(tc, test_one_column);
    tcase_add_test(tc, test_no_rows);
    tcase_add_test(tc, test_round_trip);
}

UNIT_MAIN("delimited")
