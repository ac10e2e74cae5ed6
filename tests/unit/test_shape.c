/* csv/shape: a header's names, and rows held against it. */
#include "csv/shape.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

#define MAX 8

/* The cells of "a|b|"; borrowed until the next call. */
static size_t split(struct cx_csv_field *fields, const char *s)
{
    static char bytes[200];
    size_t count = 0;
    snprintf(bytes, sizeof bytes, "%s", s);
    for (char *at = bytes; at; count++) {
        char *end = strchr(at, '|');
        if (end)
            *end = '\0';
        fields[count] = (struct cx_csv_field){at, strlen(at)};
        at = end ? end + 1 : NULL;
    }
    return count;
}

static int take(struct cx_shape *shape, const char *header, struct cx_err *err)
{
    static struct cx_csv_field fields[MAX];
    struct cx_csv_row row = {.line = 3, .count = split(fields, header)};
    *shape = (struct cx_shape){0};
    return cx_shape_take(shape, &row, fields, "t", err);
}

static void ck(const char *header, const char *row, const char *wanted)
{
    struct cx_shape shape;
    struct cx_err err = {0};
    struct cx_csv_field fields[MAX];
    struct cx_buf fault = {0}, got = {0};
    ck_assert_msg(take(&shape, header, &err) == 0, "%s", err.text);
    size_t count = split(fields, row);
    unsigned char kinds[MAX] = {0, 1, 2, 3, 4, 5};
    cx_shape_fit(&shape, fields, kinds, &count, &fault);
    for (size_t i = 0; i < count && !fault.len; i++)
        cx_buf_printf(&got, "%s%d ", fields[i].s, kinds[i]);
    cx_buf_puts(&got, cx_buf_str(&fault));
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_buf_fini(&got);
    cx_buf_fini(&fault);
    cx_shape_fini(&shape);
}

START_TEST(rows)
{
    ck("a|b", "1|2", "10 21 ");
    ck("a|b", "1|2||", "10 21 ");
    ck("a|b|", "1|2", "10 21 ");
    ck("a||b", "1||2", "10 22 ");
    ck("a||b", "1|x|2",
       "column 2 has no name in the header, but holds \"*\": give it a name, or "
       "empty it");
    ck("a|b", "1", "has 1 field, the header has 2");
    ck("a|b", "1|2||3", "has 4 fields, the header has 2");
    ck("a|b|", "1", "has 1 field, the header has 3");
}
END_TEST

/* Of CSV with that delimiter: whether a row of too many cells is taken. */
static void ck_parted(char delimiter, const char *row, const char *wanted)
{
    struct cx_shape shape;
    struct cx_err err = {0};
    struct cx_csv_field fields[MAX];
    struct cx_buf fault = {0};
    ck_assert_int_eq(take(&shape, "id|amount|channel|note", &err), 0);
    shape.delimiter = delimiter;
    size_t count = split(fields, row);
    cx_shape_fit(&shape, fields, NULL, &count, &fault);
    ck_assert_msg(fault.len ? *wanted && strstr(fault.data, wanted) != NULL : !*wanted, "%s: %s",
                  row, cx_buf_str(&fault));
    cx_buf_fini(&fault);
    cx_shape_fini(&shape);
}

START_TEST(amounts_without_quotes)
{
    ck_parted(',', "P1|1|200.00|x|", "\"1,200.00\" in two of them: put an amount with a comma");
    ck_parted(',', "P1|-1|200||", "\"-1,200\"");
    ck_parted(',', "P1|¥12|345.6||", "\"¥12,345.6\"");
    ck_parted(',', "P1|1|234|567.00|", "\"1,234\"");
    ck_parted(',', "P1|1|200元||", "\"1,200元\"");
    ck_parted(',', "P1|1|200.00|x", ""); /* no cell too many */
    ck_parted(',', "P1|1200.00|x||", "");
    ck_parted(',', "P1|1234|200|x|", "");
    ck_parted(',', "P1|1|20|x|", "");
    ck_parted(',', "P1|1|2000|x|", "");
    ck_parted(',', "P1|1|200 Main St|x|", "");
    ck_parted(',', "P1|0|100|x|", ""); /* thousands do not begin with 0 */
    ck_parted(';', "P1|1|200.00|x|", "");
    ck_parted(0, "P1|1|200.00|x|", "");
}
END_TEST

/* Where rows end in a comma anyway, one too many says nothing of an amount. */
START_TEST(rows_that_end_in_a_comma)
{
    struct cx_shape shape;
    struct cx_err err = {0};
    struct cx_csv_field fields[MAX];
    struct cx_buf fault = {0};
    ck_assert_int_eq(take(&shape, "id|count|amount", &err), 0);
    shape.delimiter = ',';
    static const char *const texts[] = {"P1|50|8.50|", "P2|50|120|"};
    for (int i = 0; i < 2; i++) {
        size_t count = split(fields, texts[i]);
        cx_shape_fit(&shape, fields, NULL, &count, &fault);
        ck_assert_msg(!fault.len, "%s", cx_buf_str(&fault));
    }
    cx_buf_fini(&fault);
    cx_shape_fini(&shape);
}
END_TEST

START_TEST(headers)
{
    struct cx_shape shape;
    struct cx_err err = {0};
    ck_assert_int_eq(take(&shape, " |a |\xC2\xA0|b", &err), 0);
    ck_assert_uint_eq(shape.count, 2);
    ck_assert_uint_eq(cx_shape_number(&shape, 1), 4);
    cx_shape_fini(&shape);
    ck_assert_int_eq(take(&shape, " |", &err), CX_EDATA);
    ck_assert_str_eq(err.text, "t:3: has no column with a name");
    cx_shape_fini(&shape);
    err = (struct cx_err){0};
    ck_assert_int_eq(take(&shape, "Payments||", &err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, "t:3: \"Payments\" is a title, not a header"));
    cx_shape_fini(&shape);
    err = (struct cx_err){0};
    ck_assert_int_eq(take(&shape, "|a||a", &err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, "t:3: columns 2 and 4 are both named \"a\""));
    cx_shape_fini(&shape);
}
END_TEST

/* Where columns may have one name, those that are read are asked for theirs. */
START_TEST(repeated)
{
    struct cx_shape shape = {.may_repeat = true};
    struct cx_err err = {0};
    struct cx_csv_field fields[MAX];
    struct cx_csv_row row = {.line = 3, .count = split(fields, "line|reason|id|note||line|note")};
    ck_assert_int_eq(cx_shape_take(&shape, &row, fields, "t", &err), 0);
    ck_assert_int_eq(cx_shape_check_name(&shape, &row, 2, "t", &err), 0);
    ck_assert_int_eq(cx_shape_check_name(&shape, &row, 4, "t", &err), 0);
    ck_assert_int_eq(cx_shape_check_name(&shape, &row, 5, "t", &err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, "t:3: columns 4 and 7 are both named \"note\""));
    cx_shape_fini(&shape);
}
END_TEST

static size_t front(const char *header)
{
    struct cx_csv_field fields[MAX];
    struct cx_csv_row row = {.count = split(fields, header), .fields = fields};
    return cx_shape_front(&row);
}

/* What stands in front of a file of rejects may have the name of one of its columns. */
START_TEST(rejects)
{
    struct cx_shape shape;
    struct cx_err err = {0};
    ck_assert_uint_eq(front("line|reason|id"), 2);
    ck_assert_uint_eq(front("line|reason|{#}|id"), 3);
    ck_assert_uint_eq(front("line|reason"), 2);
    ck_assert_uint_eq(front("line|id|reason"), 0);
    ck_assert_uint_eq(front("line|reasons|id"), 0);
    ck_assert_uint_eq(front("line"), 0);
    ck_assert_int_eq(take(&shape, "line|reason|id|reason", &err), 0);
    cx_shape_fini(&shape);
    ck_assert_int_eq(take(&shape, "line|reason|id|reason|id", &err), CX_EDATA);
    ck_assert_str_eq(err.text, "t:3: columns 3 and 5 are both named \"id\": is this line the "
                               "header? give each column its own name");
    cx_shape_fini(&shape);
}
END_TEST

START_TEST(blanks)
{
    struct cx_shape shape = {.width = 2}, none = {0};
    struct cx_csv_field fields[MAX];
    ck_assert(cx_shape_is_blank(&shape, fields, split(fields, "|")));
    ck_assert(cx_shape_is_blank(&shape, fields, split(fields, "")));
    ck_assert(!cx_shape_is_blank(&shape, fields, split(fields, "|x")));
    ck_assert(cx_shape_is_blank(&none, fields, split(fields, "|")));
    shape.width = 1;
    ck_assert(!cx_shape_is_blank(&shape, fields, split(fields, "")));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, rows);
    tcase_add_test(tc, amounts_without_quotes);
    tcase_add_test(tc, rows_that_end_in_a_comma);
    tcase_add_test(tc, headers);
    tcase_add_test(tc, repeated);
    tcase_add_test(tc, rejects);
    tcase_add_test(tc, blanks);
}

UNIT_MAIN("shape")
