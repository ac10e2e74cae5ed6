/* render/render: the choice of a format, and where kept and streamed tables go. */
#include "render/render.h"
#include "rendering.h"
#include "tabled.h"
#include "unit.h"

static int choose(const char *name, const char *path)
{
    enum cx_format format;
    struct cx_err err = {0};
    int rc = cx_format_choose(&format, name, path, CX_FORMAT_TABLE, &err);

    return rc < 0 ? rc : (int)format;
}

START_TEST(test_names)
{
    ck_assert_int_eq(choose("csv", NULL), CX_FORMAT_CSV);
    ck_assert_int_eq(choose("tsv", NULL), CX_FORMAT_TSV);
    ck_assert_int_eq(choose("json", NULL), CX_FORMAT_JSON);
    ck_assert_int_eq(choose("jsonl", NULL), CX_FORMAT_JSONL);
    ck_assert_int_eq(choose("table", "x.csv"), CX_FORMAT_TABLE);
    ck_assert_int_eq(choose("md", NULL), CX_FORMAT_MD);
    ck_assert_int_eq(choose("HTML", NULL), CX_FORMAT_HTML);
    ck_assert_int_eq(choose("xlsx", "x.csv"), CX_FORMAT_XLSX);
}
END_TEST

START_TEST(test_endings)
{
    ck_assert_int_eq(choose(NULL, "out/scores.csv"), CX_FORMAT_CSV);
    ck_assert_int_eq(choose(NULL, "SCORES.XLSX"), CX_FORMAT_XLSX);
    ck_assert_int_eq(choose(NULL, "a.csv/b.html"), CX_FORMAT_HTML);
    ck_assert_int_eq(choose(NULL, "x.ndjson"), CX_FORMAT_JSONL);
    ck_assert_int_eq(choose(NULL, "x.txt"), CX_FORMAT_TABLE);
}
END_TEST

START_TEST(test_fallback)
{
    ck_assert_int_eq(choose(NULL, NULL), CX_FORMAT_TABLE);
    ck_assert_int_eq(choose(NULL, "-"), CX_FORMAT_TABLE);
    ck_assert_int_eq(choose(NULL, "out.csv/plain"), CX_FORMAT_TABLE);
    ck_assert_int_eq(choose(NULL, "x.unknown"), CX_FORMAT_TABLE);
    ck_assert_int_eq(choose(NULL, "x."), CX_FORMAT_TABLE);
}
END_TEST

START_TEST(test_unknown)
{
    enum cx_format format;
    struct cx_err err = {0};

    ck_assert_int_eq(cx_format_choose(&format, "xls", NULL, CX_FORMAT_CSV, &err), CX_EUSAGE);
    ck_assert_str_eq(err.text, "unknown format \"xls\": did you mean xlsx? There are csv, tsv, "
                               "json, jsonl, table, long, md, html or "
                               "xlsx");
    ck_assert_int_eq(choose("txt", NULL), CX_EUSAGE);
    ck_assert_int_eq(choose("", NULL), CX_EUSAGE);
}
END_TEST

static char *written(const struct cx_table *table, enum cx_format format)
{
    static const struct cx_render_options plain = {0};
    struct cx_err err = {0};
    FILE *stream = tmpfile();
    size_t n;
    ck_assert_int_eq(cx_table_write(table, stream, format, &plain, &err), 0);
    char *bytes = bytes_of(stream, &n);
    fclose(stream);
    return bytes;
}

START_TEST(formats)
{
    struct cx_table *table = teams_table(CX_CHART_BARS);
    char *text = written(table, CX_FORMAT_CSV);
    ck_assert_str_eq(text, "team,rate,target,money\n电催<1>,0.40,0.20,123.45\n'=1+1,0.10,,0.05\n");
    free(text);
    text = written(table, CX_FORMAT_TABLE);
    ck_assert_ptr_nonnull(strstr(text, "123.45  ████████████████\n"));
    ck_assert_ptr_nonnull(strstr(text, "  0.05  ████\n"));
    free(text);
    text = written(table, CX_FORMAT_HTML);
    ck_assert_ptr_nonnull(strstr(text, "<figure><h2>Teams &amp; rates</h2>"));
    ck_assert_ptr_nonnull(strstr(text, "<td class=\"d\">电催&lt;1&gt;</td>"));
    free(text);
    text = written(table, CX_FORMAT_XLSX);
    ck_assert_mem_eq(text, "PK", 2);
    free(text);
    cx_table_free(table);
}
END_TEST

/* What is streamed is what a kept table gives, in every format. */
START_TEST(streamed)
{
    static const enum cx_chart_kind charts[] = {CX_CHART_NONE, CX_CHART_BARS};
    struct cx_err err = {0};
    for (size_t i = 0; i < 2; i++) {
        struct cx_table *kept = teams_table(charts[i]);
        for (int format = CX_FORMAT_CSV; format <= CX_FORMAT_HTML; format++) {
            char *wanted = written(kept, (enum cx_format)format);
            struct cx_buf text = {0};
            struct cx_table *table = cx_table_into(&text, (enum cx_format)format);
            ck_assert_int_eq(cx_table_copy(table, kept, &err), 0);
            ck_assert_int_eq(cx_table_end(table, &err), 0);
            ck_assert_str_eq(cx_buf_str(&text), wanted);
            cx_table_free(table);
            cx_buf_fini(&text);
            free(wanted);
        }
        cx_table_free(kept);
    }
}
END_TEST

/* Rows are out when they are given, and none of them is kept. */
START_TEST(at_once)
{
    static const struct cx_column column = {"a", NULL, CX_CELL_NUMBER, 0, false};
    const struct cx_cell cell = cx_cell_n(7);
    struct cx_err err = {0};
    size_t n;
    FILE *stream = tmpfile();
    struct cx_table *table = cx_table_stream(stream, CX_FORMAT_CSV, NULL);
    cx_table_column(table, &column);
    ck_assert_int_eq(cx_table_row(table, &cell, &err), 0);
    char *bytes = bytes_of(stream, &n);
    ck_assert_str_eq(bytes, "a\n7\n");
    ck_assert_uint_eq(table->row_count, 0);
    ck_assert_int_eq(cx_table_end(table, &err), 0);
    cx_table_free(table);
    free(bytes);
    fclose(stream);
}
END_TEST

/* Without rows there are the columns; without an end, nothing more. */
START_TEST(ends)
{
    static const struct cx_column column = {"a", NULL, CX_CELL_NUMBER, 0, false};
    const struct cx_cell cell = cx_cell_n(7);
    struct cx_err err = {0};
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    cx_table_column(table, &column);
    ck_assert_int_eq(cx_table_end(table, &err), 0);
    ck_assert_str_eq(cx_buf_str(&text), "a\n");
    cx_table_free(table);
    cx_buf_clear(&text);
    table = cx_table_into(&text, CX_FORMAT_JSON);
    cx_table_column(table, &column);
    ck_assert_int_eq(cx_table_row(table, &cell, &err), 0);
    cx_table_free(table);
    ck_assert_str_eq(cx_buf_str(&text), "");
    cx_buf_fini(&text);
}
END_TEST

/* Columns are copied: the caller's may be gone when rows come. */
START_TEST(test_columns_copied)
{
    char name[] = "paid";
    struct cx_column column = {.name = name, .type = CX_CELL_MONEY};
    struct cx_err err = {0};
    struct cx_table *table;
    struct cx_cell cell = cx_cell_n(150);
    FILE *stream = tmpfile();
    size_t n;

    table = cx_table_stream(stream, CX_FORMAT_JSONL, NULL);
    cx_table_column(table, &column);
    memset(name, 'x', 4);
    memset(&column, 0, sizeof column);
    ck_assert_int_eq(cx_table_row(table, &cell, &err), 0);
    ck_assert_int_eq(cx_table_end(table, &err), 0);
    cx_table_free(table);
    char *s = bytes_of(stream, &n);
    ck_assert_str_eq(s, "{\"paid\":1.50}\n");
    free(s);
    fclose(stream);
}
END_TEST

/* A full disk is in the stream's error flag, whatever the format. */
START_TEST(test_full_disk)
{
    const struct cx_cell cells[] = SHEET_CELLS;
    struct cx_err err = {0};
    FILE *stream = fopen("/dev/full", "w");

    if (!stream) {
        fprintf(stderr, "skipped: no /dev/full\n");
        return;
    }
    setvbuf(stream, NULL, _IONBF, 0);
    struct cx_table *table = cx_table_stream(stream, (enum cx_format)_i, NULL);
    cx_table_columns(table, sheet_columns, SHEET_COLUMNS);
    ck_assert_int_eq(cx_table_row(table, cells, &err), 0);
    ck_assert_int_eq(cx_table_end(table, &err), 0);
    cx_table_free(table);
    ck_assert(ferror(stream));
    fclose(stream);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_names);
    tcase_add_test(tc, test_endings);
    tcase_add_test(tc, test_fallback);
    tcase_add_test(tc, test_unknown);
    tcase_add_test(tc, formats);
    tcase_add_test(tc, streamed);
    tcase_add_test(tc, at_once);
    tcase_add_test(tc, ends);
    tcase_add_test(tc, test_columns_copied);
    tcase_add_loop_test(tc, test_full_disk, CX_FORMAT_CSV, CX_FORMAT_XLSX + 1);
}

UNIT_MAIN("render")
