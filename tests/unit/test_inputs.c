/* seal/inputs: what a seal says of the data. */
#include "sealing.h"
#include "unit.h"
#include "written.h"

START_TEST(totals)
{
    struct cx_buf csv = {0};
    struct cx_table *table = cx_table_into(&csv, CX_FORMAT_CSV);
    char wanted[512], rows[16], hash[CX_HASH_TEXT];
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-05,1000\nP2,A1,2026-09-06,-0.01\n");
    ck_assert_int_eq(inputs_table(table, c.db, &c.err), 0);
    char *text = written(table, &csv);
    snprintf(rows, sizeof rows, "%s", company_ask(&c, "SELECT max(seq) FROM audit"));
    snprintf(hash, sizeof hash, "%s",
             company_ask(&c, "SELECT hash FROM audit ORDER BY seq DESC LIMIT 1"));
    snprintf(wanted, sizeof wanted,
             "name,rows,amount,hash\naudit,%s,,%s\nteams,3,,\nemployees,4,,\ncustomers,0,,\n"
             "accounts,4,36000000.00,\nassignments,4,,\npayments,2,999.99,\n",
             rows, hash);
    ck_assert_msg(strncmp(text, wanted, strlen(wanted)) == 0, "%s", text);
    ck_assert_ptr_null(strstr(text, "targets")); /* of the plan: all of it is kept */
    ck_assert_ptr_null(strstr(text, "rules"));
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, totals);
}

UNIT_MAIN("seal/inputs")
