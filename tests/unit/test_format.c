/* render/format: -f, or the ending of -o, or what the terminal asks for. */
#include <string.h>

#include "render/render.h"
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
    ck_assert_str_eq(err.text,
                     "\"xls\" is no format: use csv, tsv, json, jsonl, table, md, html or "
                     "xlsx");
    ck_assert_int_eq(choose("txt", NULL), CX_EUSAGE);
    ck_assert_int_eq(choose("", NULL), CX_EUSAGE);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_names);
    tcase_add_test(tc, test_endings);
    tcase_add_test(tc, test_fallback);
    tcase_add_test(tc, test_unknown);
}

UNIT_MAIN("format")
