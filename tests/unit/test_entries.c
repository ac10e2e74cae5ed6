/* seal/entries: entries of the chain as a table. */
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

static void tests(TCase *tc)
{
    tcase_add_test(tc, as_table);
}

UNIT_MAIN("seal/entries")
