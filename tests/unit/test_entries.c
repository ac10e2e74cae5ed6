/* seal/entries: entries of the chain as a table. */
#include "base/lang.h"
#include "sealing.h"
#include "unit.h"
#include "written.h"

START_TEST(as_table)
{
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    struct cx_seal seals[] = {
        {1, "close", "2026-09", 86400, "0.1.0", "", 12345, "", "aa", false},
        {2, "reopen", "2026-09", 86401, "0.1.0", "a, b", 0, "aa", "bb", false},
    };
    ck_assert_int_eq(cx_seals_table(table, seals, 2, &c.err), 0);
    ck_written(table, &text,
               "seq,action,period,at,total,reason,version,hash\n"
               "1,close,2026-09,1970-01-02 00:00:00,123.45,,0.1.0,aa\n"
               "2,reopen,2026-09,1970-01-02 00:00:01,0.00,\"a, b\",0.1.0,bb\n");
}
END_TEST

/* Sealed in English, shown in the reader's; what people wrote stays, and so does what machines
 * read.
 */
START_TEST(reasons)
{
    char carried[] = "-20.00 of totals below zero is carried to 2026-10";
    struct cx_seal pay = {.action = "pay", .reason = carried};
    struct cx_seal reopen = {.action = "reopen", .reason = carried};
    struct cx_buf text = {0};
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    cx_seal_reason(&text, &pay);
    ck_assert_str_eq(text.data, "低于零的合计 -20.00 结转至 2026-10");
    cx_buf_clear(&text);
    cx_seal_reason(&text, &reopen);
    ck_assert_str_eq(text.data, carried);
    cx_lang_set_output_plain(true);
    cx_buf_clear(&text);
    cx_seal_reason(&text, &pay);
    ck_assert_str_eq(text.data, carried);
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, as_table);
    tcase_add_test(tc, reasons);
}

UNIT_MAIN("seal/entries")
