/* sheet/whatif: the sheet under another plan. */
#include "sheet/whatif.h"

#include "bonuses.h"
#include "files.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,1000\nP2,A2,2026-10-06,500\n");
    company_load(&c, "tiers.csv", "tier_id,from,to,rate\nt,0,,0.02\n");
    rules("rule_id,seq,kind,basis,tier_id\nshare,1,tier,recovered,t\n");
}

static int whatif(struct cx_whatif *out, const char *kind, const char *text, int scores)
{
    struct cx_period october = period_of("2026-10");
    const struct cx_lay table = {kind, "try.csv", text, strlen(text), false};
    cx_buf_clear(&c.said);
    return cx_whatif_compute(out, c.db, &october, scores, &table, 1, company_hear, &c, &c.err);
}

START_TEST(before_and_after)
{
    struct cx_whatif both;
    ck_assert_msg(whatif(&both, "tiers", "tier_id,from,to,rate\nt,0,600,0.02\nt,600,,0.05\n", -1) ==
                      0,
                  "%s%s", cx_buf_str(&c.said), c.err.text);
    ck_assert_int_eq(both.before->rows[0].total, 2000); /* 1000 × 2 % */
    ck_assert_int_eq(both.after->rows[0].total, 3200);  /* 600 × 2 % + 400 × 5 % */
    ck_assert_int_eq(both.before->rows[1].total, 1000);
    ck_assert_int_eq(both.after->rows[1].total, 1000);
    cx_whatif_fini(&both);
    ck_paid("E1 share 20.00\nE2 share 10.00\nE3 share 0.00\nE4 share 0.00\n");
}
END_TEST

/* Measures feed everything: a laid one is what rules see. */
START_TEST(measures_too)
{
    struct cx_whatif both;
    ck_assert_int_eq(
        whatif(&both, "measures",
               "measure_id,fact,unit,value,where\nrecovered,payment,money,amount * 2,\n"
               "stars,feedback,number,score,\nvotes,feedback,count,1,\n"
               "flaws,feedback,number,score,\nchecks,feedback,count,1,\n",
               -1),
        0);
    ck_assert_int_eq(both.before->rows[0].total, 2000);
    ck_assert_int_eq(both.after->rows[0].total, 4000);
    cx_whatif_fini(&both);
}
END_TEST

/* Scores from a pipe are in both. */
START_TEST(with_scores)
{
    static const char scores[] = "employee_id,recovered\nE1,3000\n";
    struct cx_whatif both;
    int fd = file_of(scores, strlen(scores));
    ck_assert_msg(whatif(&both, "tiers", "tier_id,from,to,rate\nt,0,,0.03\n", fd) == 0, "%s",
                  c.err.text);
    ck_assert_int_eq(both.before->rows[0].total, 6000);
    ck_assert_int_eq(both.after->rows[0].total, 9000);
    cx_whatif_fini(&both);
    close(fd);
}
END_TEST

/* What the stream lacks, such as the score here, is the database's in both: the value that it gives
 * is scored in neither. */
START_TEST(with_values_alone)
{
    static const char kpi[] = "rule_id,seq,kind,basis,rate\nkpi,1,rate,1000,score / 100\n";
    static const char values[] = "employee_id,share\nE1,1\n";
    struct cx_whatif both;
    int fd = file_of(values, strlen(values));
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,50\n");
    company_load(&c, "scorecards.csv",
                 "scorecard_id,metric_id,weight,method\nc,share,100,direct\n");
    rules(kpi);
    ck_assert_msg(whatif(&both, "rules", kpi, fd) == 0, "%s", c.err.text);
    ck_assert_int_eq(both.before->rows[0].total, 50000);
    ck_assert_int_eq(both.after->rows[0].total, 50000);
    cx_whatif_fini(&both);
    close(fd);
}
END_TEST

START_TEST(bad_tables)
{
    struct cx_whatif both;
    ck_assert_int_eq(whatif(&both, "tiers", "tier_id,from,to,rate\nt,0,5,0.02\nt,6,,1\n", -1),
                     CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&c.said), "try.csv:2: from: t has a gap or an overlap: each tier's "
                                          "to is the next one's from\n");
    ck_assert_ptr_null(both.before);
    ck_paid("E1 share 20.00\nE2 share 10.00\nE3 share 0.00\nE4 share 0.00\n");
}
END_TEST

START_TEST(tables_named)
{
    struct cx_lay table;
    ck_assert_int_eq(cx_whatif_table(&table, "rules=a=b.csv", &c.err), 0);
    ck_assert_str_eq(table.kind, "rules");
    ck_assert_str_eq(table.name, "a=b.csv");
    ck_assert_int_eq(cx_whatif_table(&table, "new/tiers-2.csv", &c.err), 0);
    ck_assert_str_eq(table.kind, "tiers");
    ck_assert_str_eq(table.name, "new/tiers-2.csv");
    static const struct {
        const char *text, *words;
    } bad[] = {{"new.csv", "--with: \"new.csv\": write KIND=FILE"},
               {"rulez=new.csv", "--with: \"rulez=new.csv\": write KIND=FILE"},
               {"keywords=k.csv", "--with: keywords can't be tried out"},
               {"payments=p.csv", "--with: payments can't be tried out"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct cx_err err = {0};
        ck_assert_int_eq(cx_whatif_table(&table, bad[i].text, &err), CX_EUSAGE);
        ck_assert_msg(strstr(err.text, bad[i].words) != NULL, "%s", err.text);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, before_and_after);
    tcase_add_test(tc, measures_too);
    tcase_add_test(tc, with_scores);
    tcase_add_test(tc, with_values_alone);
    tcase_add_test(tc, bad_tables);
    tcase_add_test(tc, tables_named);
}

UNIT_MAIN("whatif")
