/* sheet/sheet: one way to a sheet, sealed or computed. */
#include "sealing.h"
#include "unit.h"
#include "written.h"

static void set_up(void)
{
    staff_open();
    rules(COMMISSION);
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-05,1000\nP2,A2,2026-09-06,500\n");
}

static int64_t total_of(const char *name)
{
    struct cx_sheet *sheet = NULL;
    struct cx_period period = period_of(name);
    ck_assert_msg(cx_sheet_load(&sheet, c.db, &period, &c.err) == 0, "%s", c.err.text);
    int64_t total = sheet->total;
    ck_assert((sheet->bonus == NULL) == (sheet->seal.seq > 0));
    cx_sheet_free(sheet);
    return total;
}

/* The same from scores that are there: they stay whose they were. */
static int64_t total_like(const char *name)
{
    struct cx_sheet *sheet = NULL;
    struct cx_scores *scores = scored(name);
    ck_assert_msg(cx_sheet_load_like(&sheet, c.db, scores, &c.err) == 0, "%s", c.err.text);
    cx_scores_free(scores);
    int64_t total = sheet->total;
    ck_assert((sheet->bonus == NULL) == (sheet->seal.seq > 0));
    cx_sheet_free(sheet);
    return total;
}

/* What comes late changes a sheet that is open, and no other. */
START_TEST(sealed_or_computed)
{
    ck_assert_int_eq(total_of("2026-09"), 15000);
    seal_month("2026-09");
    company_load(&c, "payments.csv", PAYMENTS "P3,A1,2026-09-07,100\n");
    ck_assert_int_eq(total_of("2026-09"), 15000);
    ck_assert_int_eq(total_like("2026-09"), 15000);
    ck_assert_int_eq(total_of("2026-10"), 1000); /* put right */
    ck_assert_int_eq(total_like("2026-10"), 1000);
    open_month("2026-09");
    ck_assert_int_eq(total_of("2026-09"), 16000);
    ck_assert_int_eq(total_like("2026-09"), 16000);
}
END_TEST

/* A sheet that was loaded needs the database no more. */
START_TEST(needs_no_database)
{
    struct cx_sheet *sheet = NULL;
    struct cx_period period = period_of("2026-09");
    struct cx_buf text = {0};
    seal_month("2026-09");
    ck_assert_int_eq(cx_sheet_load(&sheet, c.db, &period, &c.err), 0);
    tamper("DELETE FROM seal_texts");
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    ck_assert_int_eq(cx_sheet_fill(table, sheet, CX_BONUS_PAY, &c.err), 0);
    ck_written(table, &text,
               "employee_id,name,amount\nE1,Ann,100.00\nE2,Bob,50.00\n"
               "E3,Cid,0.00\nE4,Dan,0.00\n");
    cx_sheet_free(sheet);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, sealed_or_computed);
    tcase_add_test(tc, needs_no_database);
}

UNIT_MAIN("sheet/sheet")
