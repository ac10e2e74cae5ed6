/* import/remarks: what is told of a file as it was read. Today is 2026-10-31. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    c.options.note = company_hear;
    company_add(&c, "accounts.csv",
                "account_id,due_on,amount\n00123,2026-09-01,100\nA-7,2021-01-01,100\n");
    company_take(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

#define PAID "payment_id,account_id,paid_at,amount\n"

START_TEST(odd_days)
{
    company_note(&c, "payments.csv", PAID "P1,A-7,2026-10-31,1\nP2,A-7,2021-10-31,1\n", "");
    company_note(
        &c, "payments.csv", PAID "P3,A-7,2026-11-01,1\nP4,A-7,2036-10-05,2\nP5,A-7,2021-10-30,3\n",
        "payments.csv: 2 rows are after today, 2026-10-31: the first in line 2, of 2026-11-01\n"
        "payments.csv: 1 row is of more than 5 years ago: in line 4, of 2021-10-30\n");
}
END_TEST

START_TEST(ids_like_others)
{
    company_note(
        &c, "accounts.csv",
        "account_id,due_on,amount\n123,2026-09-01,5\na-7,2026-09-01,5\nA9,2026-09-01,5\n",
        "accounts.csv: 1 new row has the id of another without its leading zeros, in line 2 "
        "123, as 00123 is there: did a spreadsheet take the zeros?\n"
        "accounts.csv: 1 new row has the id of another in another case, in line 3 a-7, as A-7 "
        "is there: is it the same?\n");
    /* what is told already is there */
    company_note(&c, "accounts.csv", "account_id,due_on,amount\n123,2026-09-01,5\n", "");
}
END_TEST

START_TEST(zones)
{
    company_note(&c, "payments.csv", PAID "P6,A-7,2026-10-05T10:00:00-04:30,1\n",
                 "payments.csv: 1 time with the zone -04:30 was taken as it stands: set time_zone "
                 "to the centre's zone if that is another, as in Asia/Shanghai\n");
    company_load(&c, "settings.csv", "name,value\ntime_zone,Asia/Shanghai\n");
    company_note(&c, "payments.csv",
                 PAID "P7,A-7,2026-10-06T10:00:00Z,3\nP8,A-7,2026-10-05T11:00:00Z,2\n",
                 "payments.csv: 2 times with a zone were converted to Asia/Shanghai\n");
}
END_TEST

START_TEST(nulls)
{
    company_note(
        &c, "accounts.csv",
        "account_id,due_on,amount,region,client\nA8,2026-09-01,5,NULL,n/a\n"
        "A9,2026-09-01,5,(null),Bank\nA10,2026-09-01,5,,Nora\n",
        "accounts.csv: 1 cell of client says \"n/a\", in line 2, which is not empty: if it "
        "stands for nothing, say n/a= under values in a map\n"
        "accounts.csv: 2 cells of region say \"NULL\" or the like, the first in line 2, "
        "which are not empty: if they stand for nothing, say NULL= under values in a "
        "map\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, odd_days);
    tcase_add_test(tc, ids_like_others);
    tcase_add_test(tc, zones);
    tcase_add_test(tc, nulls);
}
UNIT_MAIN("remarks")
