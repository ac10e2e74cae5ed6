/* render/json: arrays and lines of objects. */
#include "rendering.h"
#include "unit.h"

#define ROW_1                                                                                        \
    "{\"agent_id\":\"E1\",\"name\":\"王 \\\"芳\\\", <b>\",\"recovered\":1234.56,\"rate\":-0.0125," \
    "\"calls\":40,\"since\":\"2026-09-30\",\"seen\":\"2026-09-30 09:30:00\"}"
#define ROW_2                                                                                      \
    "{\"agent_id\":\"=1+1\",\"name\":null,\"recovered\":-0.50,\"rate\":0.5,\"calls\":2,"           \
    "\"since\":null,\"seen\":null}"

static void ck_sheet(enum cx_format format, size_t rows, const char *wanted)
{
    const struct cx_cell cells[] = SHEET_CELLS;
    size_t n;
    char *s = rendered(format, sheet_columns, SHEET_COLUMNS, cells, rows, NULL, &n);

    ck_assert_str_eq(s, wanted);
    free(s);
}

START_TEST(test_json)
{
    ck_sheet(CX_FORMAT_JSON, 2, "[\n" ROW_1 ",\n" ROW_2 "\n]\n");
    ck_sheet(CX_FORMAT_JSON, 1, "[\n" ROW_1 "\n]\n");
    ck_sheet(CX_FORMAT_JSON, 0, "[]\n");
}
END_TEST

START_TEST(test_jsonl)
{
    ck_sheet(CX_FORMAT_JSONL, 2, ROW_1 "\n" ROW_2 "\n");
    ck_sheet(CX_FORMAT_JSONL, 0, "");
}
END_TEST

START_TEST(test_escapes)
{
    const struct cx_column column = {.name = "a\"b"};
    const struct cx_cell cell = cx_cell_text("\\ \"\b\f\n\r\t\x01\x1f\x7f/ \xFF\xE2\x82 还");
    size_t n;
    char *s = rendered(CX_FORMAT_JSONL, &column, 1, &cell, 1, NULL, &n);

    ck_assert_str_eq(s, "{\"a\\\"b\":\"\\\\ \\\"\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f/ "
                        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD 还\"}\n");
    free(s);
}
END_TEST

/* Beyond what a double holds, the digits are still those that were published. */
START_TEST(test_exact)
{
    const struct cx_column columns[] = {{.name = "n", .type = CX_CELL_NUMBER},
                                        {.name = "m", .type = CX_CELL_MONEY}};
    const struct cx_cell cells[] = {cx_cell_n(INT64_MAX), cx_cell_n(-9007199254740993)};
    size_t n;
    char *s = rendered(CX_FORMAT_JSONL, columns, 2, cells, 1, NULL, &n);

    ck_assert_str_eq(s, "{\"n\":9223372036854775807,\"m\":-90071992547409.93}\n");
    free(s);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_json);
    tcase_add_test(tc, test_jsonl);
    tcase_add_test(tc, test_escapes);
    tcase_add_test(tc, test_exact);
}

UNIT_MAIN("json")
