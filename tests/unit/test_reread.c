/* sheet/reread: what was sealed comes out as it was printed before. */
#include "sealing.h"
#include "unit.h"
#include "written.h"

/* An award, a cell that a spreadsheet would run, somebody without a name, one without a post. */
static void set_up(void)
{
    staff_open();
    rules("rule_id,seq,title,kind,basis,rate,amount,top_n,award\n"
          "comm,1,Commission,rate,recovered,0.1,,,\nunit,2,,per_unit,recovered / 3,,0.01,,\n"
          "star,3,=Star,rank,recovered,,,1,\"Star; =1\"\n");
    company_load(&c, "employees.csv",
                 EMPLOYEES "E3,2026-01-01,,T1,collector,2026-01-01,,6000\n"
                           "L1,,Lou,T1,collector,2026-01-01,2026-08-30,1\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-05,1000\nP2,A2,2026-09-06,500\n");
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "K1,2026-09,L1,20,\"'=x, \"\"y\"\"\",Boss\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method\nc,recovered,100,direct\n");
}

static char *printed(enum cx_bonus_view view, enum cx_format format)
{
    struct cx_period period = period_of("2026-09");
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, format);
    cx_lang_set_output_plain(cx_format_is_plain(format));
    ck_assert_msg(cx_sheet_table(table, c.db, &period, view, &c.err) == 0, "%s", c.err.text);
    return written(table, &text);
}

START_TEST(same_in_all_formats)
{
    static const enum cx_format formats[] = {CX_FORMAT_CSV,   CX_FORMAT_TSV,   CX_FORMAT_JSON,
                                             CX_FORMAT_JSONL, CX_FORMAT_TABLE, CX_FORMAT_MD,
                                             CX_FORMAT_HTML};
    enum { FORMATS = sizeof formats / sizeof *formats, VIEWS = CX_BONUS_PAY + 1 };
    char *before[VIEWS][FORMATS];
    for (int view = 0; view < VIEWS; view++) {
        for (int i = 0; i < FORMATS; i++)
            before[view][i] = printed((enum cx_bonus_view)view, formats[i]);
    }
    ck_assert_ptr_nonnull(strstr(before[CX_BONUS_LINES][0], ",1,comm,rate,"));
    ck_assert_ptr_nonnull(strstr(before[CX_BONUS_LINES][5], "| Commission | rate "));
    seal_month("2026-09");
    company_load(&c, "payments.csv", PAYMENTS "P3,A3,2026-09-06,7777\n");
    rules("rule_id,seq,title,kind,amount\ncomm,1,Other,amount,1\n");
    for (int view = 0; view < VIEWS; view++) {
        for (int i = 0; i < FORMATS; i++) {
            char *after = printed((enum cx_bonus_view)view, formats[i]);
            ck_assert_str_eq(after, before[view][i]);
            free(after);
            free(before[view][i]);
        }
    }
}
END_TEST

START_TEST(is_sealed)
{
    struct cx_period september = period_of("2026-09"), all = period_of("2026-09..2026-09");
    ck_assert_int_eq(cx_bonus_is_sealed(NULL, c.db, &september, &c.err), 0);
    seal_month("2026-09");
    ck_assert_int_eq(cx_bonus_is_sealed(NULL, c.db, &september, &c.err), 1);
    ck_assert_int_eq(cx_bonus_is_sealed(NULL, c.db, &all, &c.err), all.kind == CX_PERIOD_MONTH);
    open_month("2026-09");
    ck_assert_int_eq(cx_bonus_is_sealed(NULL, c.db, &september, &c.err), 0);
}
END_TEST

/* A cell that can't be what its column says was tampered with. */
START_TEST(broken)
{
    struct cx_table *table = cx_table_new("Bonus"), *people = cx_table_new("People");
    struct cx_period period = period_of("2026-09");
    seal_month("2026-09");
    tamper_and_reseal(
        "UPDATE seal_texts SET text = replace(text, '2026-01-01', 'x') WHERE name = 'sheet'");
    ck_assert_int_eq(cx_sheet_table(table, c.db, &period, CX_BONUS_POSTS, &c.err), CX_EDATA);
    ck_assert_str_eq(c.err.text, "sheet that is sealed:2: since: \"x\" can't be read");
    c.err = (struct cx_err){0};
    tamper_and_reseal("DELETE FROM seal_texts WHERE name = 'people'");
    ck_assert_int_eq(cx_sheet_table(people, c.db, &period, CX_BONUS_PEOPLE, &c.err), CX_EDATA);
    ck_assert_str_eq(c.err.text, "the seal of 2026-09 is not whole: cx-bonus --verify says more");
    cx_table_free(table);
    cx_table_free(people);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, same_in_all_formats);
    tcase_add_test(tc, is_sealed);
    tcase_add_test(tc, broken);
}

UNIT_MAIN("sheet/reread")
