/* seal/entries: entries of the chain as a table. */
#include "sealing.h"
#include "unit.h"

START_TEST(table)
{
    static const struct cx_render_options options = {0};
    struct cx_seal seals[] = {
        {1, "close", "2026-09", 86400, "0.1.0", "", 12345, "", "aa"},
        {2, "reopen", "2026-09", 86401, "0.1.0", "a, b", 0, "aa", "bb"},
    };
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    ck_assert_int_eq(cx_seals_write(seals, 2, stream, CX_FORMAT_CSV, &options, &c.err), 0);
    fclose(stream);
    ck_assert_str_eq(text, "seq,action,period,at,total,reason,version,hash\n"
                           "1,close,2026-09,1970-01-02 00:00:00,123.45,,0.1.0,aa\n"
                           "2,reopen,2026-09,1970-01-02 00:00:01,0.00,\"a, b\",0.1.0,bb\n");
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, table);
}

UNIT_MAIN("seal/entries")
