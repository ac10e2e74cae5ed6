/* fact/abreast: two threads add up what one does. */
#include "fact/abreast.h"

#include "fact/stale.h"
#include "many.h"
#include "unit.h"

static struct measured m;
static struct scratch s;

static void set_up(void)
{
    many_open(&m, &s,
              "measure_id,fact,unit,value,where\npaid,payment,money,amount,dpd > 250\n"
              "by_phone,payment,money,amount,contact_channel = 'phone'\n"
              "n,contact,count,1,dpd > 260\nopening,exposure,money,opening,\n"
              "customers,customer,count,1,\n");
}

static void tear_down(void)
{
    measured_close(&m);
    scratch_close(&s);
}

/* All sums of October. */
static const char *october(char text[4096])
{
    size_t n = 0;
    measure(&m, "2026-10");
    for (size_t subject = 0; subject < m.sums->subject_count; subject++) {
        for (size_t i = 0; i < m.sums->measure_count; i++)
            n += (size_t)snprintf(text + n, 4096 - n, " %lld",
                                  (long long)cx_sums_get(m.sums, 0, subject, i));
    }
    return text;
}

START_TEST(the_same_sums)
{
    struct cx_err err = {0};
    struct cx_db *memory = m.c.db, *again = NULL;
    char alone[4096], abreast[4096];
    october(alone);
    m.c.db = opened(s.path, CX_DB_WRITE);
    ck_assert_int_eq(cx_db_again(&again, m.c.db, &err), 0);
    ck_assert_ptr_null(again); /* no transaction */
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &err), 0);
    ck_assert_int_eq(cx_db_again(&again, m.c.db, &err), 0);
    ck_assert_ptr_nonnull(again);
    ck_assert_int_eq(ask(again, "SELECT count(*) FROM accounts"), MANY);
    cx_db_close(again);
    ck_assert_str_eq(october(abreast), alone);
    cx_db_end(m.c.db);
    ck_assert_str_eq(october(abreast), alone); /* as they are kept */
    cx_db_close(m.c.db);
    m.c.db = memory;
}
END_TEST

/* What the transaction has changed itself is not there for a second connection. */
START_TEST(changed_in_the_transaction)
{
    struct cx_err err = {0};
    struct cx_db *memory = m.c.db, *again = NULL;
    char before[4096], after[4096];
    m.c.db = opened(s.path, CX_DB_WRITE);
    october(before);
    ck_assert_int_eq(cx_db_begin(m.c.db, &err), 0);
    ck_assert_int_eq(cx_stale_all(m.c.db, &err), 0);
    ck_assert_int_eq(cx_db_again(&again, m.c.db, &err), 0);
    ck_assert_ptr_nonnull(again); /* kept sums are nothing that pasts are read from */
    cx_db_close(again);
    ck_assert_str_eq(october(after), before);
    run(m.c.db, "UPDATE payments SET amount = amount + 100");
    ck_assert_int_eq(cx_db_again(&again, m.c.db, &err), 0);
    ck_assert_ptr_null(again);
    ck_assert_int_eq(cx_stale_all(m.c.db, &err), 0);
    ck_assert_str_ne(october(after), before);
    cx_db_rollback(m.c.db);
    ck_assert_str_eq(october(after), before);
    cx_db_close(m.c.db);
    m.c.db = memory;
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, the_same_sums);
    tcase_add_test(tc, changed_in_the_transaction);
}

UNIT_MAIN("abreast")
