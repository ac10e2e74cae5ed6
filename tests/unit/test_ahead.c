/* csv/ahead: rows kept until the header is known. */
#include "csv/ahead.h"

#include <string.h>

#include "unit.h"

static size_t third(void *context, const struct cx_csv_row *rows, size_t count)
{
    *(size_t *)context = count;
    if (count == 1)
        return CX_CSV_NONE;
    ck_assert_str_eq(rows[2].fields[0].s, "c");
    return 2;
}

START_TEST(header_among_them)
{
    static const char *const texts[] = {"a", "b", "c", "d"};
    size_t seen = 0;
    struct cx_csv_options options = {.find_header = third, .context = &seen};
    struct cx_ahead ahead = {0};
    for (int i = 0; i < 4; i++) {
        char text[2];
        strcpy(text, texts[i]);
        unsigned char kind = CX_CSV_NUMBER;
        struct cx_csv_field field = {text, 1};
        struct cx_csv_row row = {.line = i + 1,
                                 .count = 1,
                                 .fields = &field,
                                 .kinds = i == 3 ? &kind : NULL,
                                 .fault = i == 3 ? "bad" : NULL};
        ck_assert(cx_ahead_wants_more(&ahead, &options));
        cx_ahead_add(&ahead, &row);
        text[0] = 'x'; /* it was copied */
    }
    ck_assert_str_eq(cx_ahead_header(&ahead, &options)->fields[0].s, "c");
    ck_assert_uint_eq(seen, 4);
    const struct cx_csv_row *row = cx_ahead_next(&ahead);
    ck_assert_str_eq(row->fields[0].s, "d");
    ck_assert_int_eq(row->kinds[0], CX_CSV_NUMBER);
    ck_assert_str_eq(row->fault, "bad");
    ck_assert_int_eq(row->line, 4);
    ck_assert_ptr_null(cx_ahead_next(&ahead));
    cx_ahead_fini(&ahead);
}
END_TEST

START_TEST(first_row)
{
    struct cx_csv_field field = {"a", 1};
    struct cx_csv_row row = {.line = 1, .count = 1, .fields = &field};
    struct cx_ahead ahead = {0};
    ck_assert(cx_ahead_wants_more(&ahead, NULL));
    cx_ahead_add(&ahead, &row);
    ck_assert(!cx_ahead_wants_more(&ahead, NULL));
    ck_assert_str_eq(cx_ahead_header(&ahead, NULL)->fields[0].s, "a");
    ck_assert_ptr_null(cx_ahead_next(&ahead));
    cx_ahead_fini(&ahead);
}
END_TEST

/* Behind a quote that ended reading there is nothing to wait for. */
START_TEST(cut)
{
    struct cx_csv_field field = {"a", 1};
    struct cx_csv_row row = {.line = 1, .count = 1, .fields = &field, .is_cut = true};
    struct cx_csv_options options = {.find_header = third};
    struct cx_ahead ahead = {0};
    cx_ahead_add(&ahead, &row);
    ck_assert(!cx_ahead_wants_more(&ahead, &options));
    cx_ahead_fini(&ahead);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, header_among_them);
    tcase_add_test(tc, first_row);
    tcase_add_test(tc, cut);
}

UNIT_MAIN("ahead")
