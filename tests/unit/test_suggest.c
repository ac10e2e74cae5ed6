/* import/suggest: a first guess of a map. */
#include "company.h"
#include "unit.h"

static struct company c;
static struct cx_buf map;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    cx_buf_fini(&map);
    company_close(&c);
}

static int suggest(const char *kind, const char *name, const char *text)
{
    struct cx_suggest_options options = {
        .file = company_write(&c, name, text), .kind = kind, .say = company_hear, .context = &c};
    cx_buf_clear(&map);
    cx_buf_clear(&c.said);
    return cx_import_suggest(&map, &options, &c.err);
}

static void ck_map(const char *kind, const char *name, const char *text, const char *wanted)
{
    ck_assert_msg(suggest(kind, name, text) == 0, "%s", c.err.text);
    ck_assert_str_eq(cx_buf_str(&map), wanted);
}

START_TEST(kinds)
{
    ck_map(NULL, "export.csv",
           "Payment No,Contract No,Settled Date,Amount Paid\n1,A1,2026-10-01,12\n",
           "column,header,values,format\npayment_id,Payment No,,\naccount_id,Contract No,,\n"
           "paid_at,Settled Date,,\namount,Amount Paid,,\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "export.csv: its columns look like payments: if that is wrong, use -k KIND\n");
    ck_map("customers", "export.csv", "客户编号,借款人姓名,年龄\nC1,李,40\n",
           "column,header,values,format\ncustomer_id,客户编号,,\nname,借款人姓名,,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "export.csv: left out: 年龄\n");
    ck_assert_int_eq(suggest(NULL, "export.csv", "a,b\n1,2\n"), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "its columns match no kind: give one with -k"));
    ck_assert_int_eq(suggest("wages", "export.csv", "a,b\n1,2\n"), CX_EUSAGE);
    ck_assert_int_eq(suggest(NULL, "payments.csv", "a,amount\n1,2\n"), 0); /* its name says it */
}
END_TEST

START_TEST(last_days)
{
    ck_map("assignments", "a.csv",
           "案件编号,员工编号,起始日期,结束日期\nA1,E1,2026-10-01,2026-10-05\n",
           "column,header,values,format\naccount_id,案件编号,,\nemployee_id,员工编号,,\n"
           "from,起始日期,,\nto,结束日期,,last\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "a.csv: \"结束日期\" is taken for the last day, and to is the day after it: "
                     "take the format last away if it is that day itself\n");
    ck_map("assignments", "a.csv",
           "案件编号,员工编号,分案日期,退案日期\nA1,E1,2026-10-01,2026-10-05\n",
           "column,header,values,format\naccount_id,案件编号,,\nemployee_id,员工编号,,\n"
           "from,分案日期,,\nto,退案日期,,last\n");
}
END_TEST

/* What an end says of itself needs no word more. */
START_TEST(said_ends)
{
    static const char *const ends[][2] = {
        {"结束日期（包含当日）", "last"}, {"End (inclusive of last day)", "last"},
        {"end_inclusive", "last"},        {"结束日期含当日", "last"},
        {"to_inclusive", "last"},         {"最后一天(含)", "last"},
        {"结束日期(不含)", ""},           {"to (of what)", "?"},
    };
    char file[200], wanted[200];
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(file, sizeof file, "account_id,employee_id,from,%s\nA1,E1,2026-10-01,2026-10-05\n",
                 ends[i][0]);
        snprintf(wanted, sizeof wanted,
                 "column,header,values,format\naccount_id,account_id,,\n"
                 "employee_id,employee_id,,\nfrom,from,,\nto,%s,,%s\n",
                 ends[i][0], ends[i][1]);
        ck_map("assignments", "a.csv", file, wanted);
        ck_assert_int_eq(c.said.len == 0, *ends[i][1] != '?'); /* which is told */
    }
}
END_TEST

START_TEST(questions)
{
    ck_map("payments", "p.csv", "Account,Amount\nA1,12\n",
           "column,header,values,format\npayment_id,=?,,\naccount_id,Account,,\npaid_at,=?,,\n"
           "amount,Amount,,\n");
    ck_assert_ptr_nonnull(
        strstr(cx_buf_str(&c.said), "p.csv: no column looks like payment_id, paid_at: "));
    ck_map(
        "trainings", "t.csv",
        "工号,课程,完成日期,是否通过\nE1,a,1/2/2026,补考\nE2,b,3/4/2026,通过\n",
        "column,header,values,format\nemployee_id,工号,,\ncourse,课程,,\ncompleted_on,完成日期,,?\n"
        "passed,是否通过,补考=?;通过=yes,\n");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "完成日期: its dates are ambiguous"));
    ck_assert_ptr_nonnull(
        strstr(cx_buf_str(&c.said), "give in values the word of passed these are: 补考"));
}
END_TEST

START_TEST(formats)
{
    ck_map("contacts", "k.csv",
           "Call ID;工号;Call time;Talk Minutes;方式;Promise amount;承诺日期\n"
           "1;E1;31/12/2026 09:30;1,5;电话;1.234,50;1/2/2026\n2;E1;1/2/2026 09:30;2;NULL;-;45931\n",
           "column,header,values,format\ncontact_id,Call ID,,\nemployee_id,工号,,\n"
           "started_at,Call time,,dmy\nduration_s,Talk Minutes,,comma minutes\n"
           "channel,=phone,,\npromised_amount,Promise amount,-=,comma\npromised_on,承诺日期,,excel "
           "dmy\n");
    ck_map("absences", "a.csv", "工号,开始日期,结束日期\nE1,45931,2026-10-01 18:00\n",
           "column,header,values,format\nemployee_id,工号,,\nfrom,开始日期,,excel\nto,结束日期,,"
           "date\n");
    ck_map("payments", "p.csv", "流水号,账户,时间,金额(分),=x\n1,A,2026-10-01,1200,\n",
           "column,header,values,format\npayment_id,流水号,,\naccount_id,账户,,\npaid_at,时间,,\n"
           "amount,金额(分),,cents\n");
    ck_map("payments", "p.csv", "流水号,账户,时间,amount paid in(k)\n1,A,2026-10-01,1.2\n",
           "column,header,values,format\npayment_id,流水号,,\naccount_id,账户,,\npaid_at,时间,,\n"
           "amount,amount paid in(k),,?\n");
    ck_map("contacts", "k.csv", "通话时长,通话时长2\n00:03:25,1\n",
           "column,header,values,format\ncontact_id,=?,,\nemployee_id,=?,,\nstarted_at,=?,,\n"
           "duration_s,通话时长,,clock\nchannel,=phone,,\n");
    ck_assert_ptr_null(strstr(cx_buf_str(&c.said), "by its name"));
}
END_TEST

#define CONTACTS "column,header,values,format\ncontact_id,联系编号,,\nemployee_id,工号,,\n"

/* Also 4:00 and 45秒, beside one that says how long is meant, or alone. */
START_TEST(durations)
{
    ck_map("contacts", "k.csv",
           "联系编号,工号,联系时间,时长,渠道\n1,E1,2026-10-01 9:00,4:00,电话\n"
           "2,E1,2026-10-01 9:00,1:02:05,电话\n3,E1,2026-10-01 9:00,45秒,电话\n",
           CONTACTS "started_at,联系时间,,\nduration_s,时长,,m:ss\nchannel,渠道,电话=phone,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    ck_map("contacts", "k.csv",
           "联系编号,工号,联系时间,时长,渠道\n1,E1,2026-10-01 9:00,4:00,电话\n",
           CONTACTS "started_at,联系时间,,\nduration_s,时长,,m:ss\nchannel,渠道,电话=phone,\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "k.csv: 时长: its cells are taken for minutes and seconds: if they are hours "
                     "and minutes, use clock for times of a workbook, and convert others\n");
}
END_TEST

/* A date and its time of day in two columns are one time. */
START_TEST(two_columns)
{
    ck_map("contacts", "k.csv",
           "联系编号,工号,联系日期,联系时间,渠道\n1,E1,2026/10/1,9:05:30,电话\n",
           CONTACTS "started_at,={联系日期} {联系时间},,\nchannel,渠道,电话=phone,\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "k.csv: started_at is put together from the columns 联系日期 and 联系时间\n");
    ck_map("payments", "p.csv",
           "Payment No,Contract No,Payment date,Amount Paid,Time\n1,A1,10/31/2026,12,9:05 PM\n",
           "column,header,values,format\npayment_id,Payment No,,\naccount_id,Contract No,,\n"
           "paid_at,={Payment date} {Time},,mdy\namount,Amount Paid,,\n");
    /* cells that make no time as they stand; an end; a time that is there already */
    ck_map("contacts", "k.csv", "联系编号,工号,联系日期,联系时间,渠道\n1,E1,45931,9:05:30,电话\n",
           CONTACTS "started_at,=?联系日期|联系时间,,excel\nchannel,渠道,电话=phone,\n");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "which don't make a time as they stand"));
    ck_map("contacts", "k.csv", "联系编号,工号,联系日期,结束,渠道\n1,E1,2026-10-01,9:05:30,电话\n",
           CONTACTS "started_at,联系日期,,\nchannel,渠道,电话=phone,\n");
    ck_map("contacts", "k.csv",
           "联系编号,工号,联系日期,时间,渠道\n1,E1,2026-10-01 9:00,9:05:30,电话\n",
           CONTACTS "started_at,联系日期,,\nchannel,渠道,电话=phone,\n");
}
END_TEST

START_TEST(no_channel)
{
    ck_map("contacts", "k.csv", "联系编号,工号,联系时间\n1,E1,2026-10-01 9:05\n",
           CONTACTS "started_at,联系时间,,\nchannel,=?,,\n");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "no column looks like channel: replace"));
    ck_map("contacts", "外呼.csv", "联系编号,工号,联系时间\n1,E1,2026-10-01 9:05\n",
           CONTACTS "started_at,联系时间,,\nchannel,=phone,,\n");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "phone is put in for all rows"));
}
END_TEST

#define HEADER "column,header,values,format\n"

/* Marks of inspectors would be customers' without a word. */
START_TEST(what_nobody_said_is_asked)
{
    ck_map("feedback", "质检评分.csv", "质检编号,工号,质检日期,质检得分\nZ1,E1,2026-10-01,95\n",
           HEADER "feedback_id,质检编号,,\nkind,=?,,\nemployee_id,工号,,\nat,质检日期,,\n"
                  "score,质检得分,,\n");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "no column looks like kind: replace"));
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "(customer sales peer)"));
    ck_map("complaints", "k.csv", "投诉编号,工号,投诉时间\nT1,E1,2026-10-01\n",
           HEADER "complaint_id,投诉编号,,\nemployee_id,工号,,\nat,投诉时间,,\n");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "like upheld: new rows get pending"));
}
END_TEST

START_TEST(planned_days_are_left_out)
{
    ck_map("assignments", "k.csv",
           "案件编号,工号,分案日期,预计退案日期\nA1,E1,2026-10-01,2026-12-01\n",
           HEADER "account_id,案件编号,,\nemployee_id,工号,,\nfrom,分案日期,,\n");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "left out: 预计退案日期"));
    ck_map("employees", "k.csv", "工号,团队,预计入职日期\nE1,T1,2026-10-01\n",
           HEADER "employee_id,工号,,\nteam_id,团队,,\nhired_on,=?,,\n");
}
END_TEST

/* Fourteen digits may be a time, and are an id where one is wanted. */
START_TEST(long_ids)
{
    ck_map("payments", "p.csv",
           "还款流水号,案件编号,还款日期,还款金额,原流水号\n20261005000001,A1,2026-10-05,12,\n"
           "20261006000001,A1,2026-10-06,-12,20261005000001\n",
           "column,header,values,format\npayment_id,还款流水号,,\naccount_id,案件编号,,\n"
           "paid_at,还款日期,,\namount,还款金额,,\nreverses,原流水号,,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
}
END_TEST

START_TEST(an_open_question_is_no_map)
{
    company_add(&c, "payments.csv", "a\n1\n");
    c.options.map = company_write(&c, "map.csv", "column,header,values,format\npayment_id,=?,,\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "map.csv:2: payment_id: a ? is left"));
    company_add(&c, "payments.csv", "a\n1\n");
    company_write(&c, "map.csv", "column,header,values,format\npayment_id,a,x=y;z=?,\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "a ? is left"));
}
END_TEST

START_TEST(reversals_without_a_link)
{
    const char *text = "还款流水号,案件编号,还款日期,还款金额,类型\n1,A1,2026-10-05,12,还款\n"
                       "2,A1,2026-10-06,12,冲正\n";
    ck_assert_int_eq(suggest("payments", "p.csv", text), 0);
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "p.csv: rows whose 类型 is 冲正 may take payments back, and count as others "
                     "without reverses: map the column that names the payment, or leave them out\n"
                     "p.csv: left out: 类型\n");
    ck_assert_int_eq(suggest("payments", "p.csv",
                             "还款流水号,案件编号,还款日期,还款金额,类型,原流水号\n"
                             "2,A1,2026-10-06,-12,冲正,1\n"),
                     0);
    ck_assert_str_eq(cx_buf_str(&c.said), "p.csv: left out: 类型\n");
}
END_TEST

/* Names that say more than a column's own are a question. */
START_TEST(names_that_say_more)
{
    ck_map("payments", "p.csv",
           "Payment ID,Account,Payment Due Date,Commission Amount\n1,A1,10/15/2026,25.00\n",
           "column,header,values,format\npayment_id,Payment ID,,\naccount_id,Account,,\n"
           "paid_at,=?Payment Due Date,,mdy\namount,=?Commission Amount,,\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "p.csv: \"Payment Due Date\" may be paid_at, or something else by its name: "
                     "take the =? away if it is, or choose another column\n"
                     "p.csv: \"Commission Amount\" may be amount, or something else by its name: "
                     "take the =? away if it is, or choose another column\n");
    ck_map("accounts", "a.csv",
           "借据号,委案金额,上次还款日期,委案日期\nA1,12,2026-10-01,2026-09-01\n",
           "column,header,values,format\naccount_id,借据号,,\ndue_on,=?上次还款日期,,\n"
           "amount,委案金额,,\nplaced_on,委案日期,,\n");
    ck_map("payments", "p.csv", "流水号,借据号,最近还款日期,手续费金额\n1,A1,2026-10-01,5\n",
           "column,header,values,format\npayment_id,流水号,,\naccount_id,借据号,,\n"
           "paid_at,=?最近还款日期,,\namount,=?手续费金额,,\n");
    /* one that is surely it wins, and is none */
    ck_map(
        "payments", "p.csv",
        "流水号,借据号,下次还款日期,还款日期,已还金额,还款金额\n1,A1,2026-10-01,2026-09-01,5,5\n",
        "column,header,values,format\npayment_id,流水号,,\naccount_id,借据号,,\n"
        "paid_at,还款日期,,\namount,还款金额,,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "p.csv: left out: 下次还款日期, 已还金额\n");
    ck_map(
        "payments", "p.csv",
        "流水号,借据号,还款日期,还款金额,paid\n1,A1,2026-10-01,5,true\n2,A1,2026-10-01,5,false\n",
        "column,header,values,format\npayment_id,流水号,,\naccount_id,借据号,,\n"
        "paid_at,还款日期,,\namount,还款金额,,\nchannel,=?paid,,\n");
}
END_TEST

START_TEST(unknown_units_are_told)
{
    ck_map("employees", "e.csv", "Employee ID,Name,Annual Salary\nE1,Ann,46800\n",
           "column,header,values,format\nemployee_id,Employee ID,,\nname,Name,,\nteam_id,=?,,\n"
           "hired_on,=?,,\nbase_salary,Annual Salary,,?\n");
    ck_assert_ptr_nonnull(
        strstr(cx_buf_str(&c.said),
               "e.csv: Annual Salary: \"annual\" in its name is not a known unit: convert the "
               "column, or replace the ? by its format, point if it needs no converting\n"));
    ck_map("contacts", "k.csv",
           "联系编号,工号,联系时间(东部时间),渠道\n1,E1,2026-10-01 9:00,电话\n",
           CONTACTS "started_at,联系时间(东部时间),,?\nchannel,渠道,电话=phone,\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "k.csv: 联系时间(东部时间): \"东部时间\" in its name is not a known zone or "
                     "order: replace the ? by one, as utc-5, or by wall if it needs no "
                     "converting\n");
}
END_TEST

/* NA of a dialer is no answer, perhaps. */
START_TEST(na_is_a_word)
{
    ck_map("contacts", "k.csv",
           "联系编号,工号,联系时间,渠道,结果\n1,E1,2026-10-01 9:00,电话,NA\n"
           "2,E1,2026-10-01 9:00,电话,N/A\n3,E1,2026-10-01 9:00,电话,LM\n",
           CONTACTS "started_at,联系时间,,\nchannel,渠道,电话=phone,\n"
                    "outcome,结果,LM=?;NA=?;N/A=,\n");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "these are: LM, NA (one of "));
}
END_TEST

START_TEST(rows_that_may_be_no_payments)
{
    ck_assert_int_eq(
        suggest("payments", "p.csv",
                "还款流水号,案件编号,还款日期,还款金额,Status\n1,A1,2026-10-05,12,Posted\n"
                "2,A1,2026-10-06,12,Declined\n"),
        0);
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "p.csv: rows whose Status is Declined may be no payments, and count as "
                     "others: leave them out by a row leave-out,Status,Declined\n"
                     "p.csv: left out: Status\n");
}
END_TEST

START_TEST(names_of_people_are_no_ids)
{
    ck_map("accounts", "a.csv",
           "Account,Debtor,Amount,Due Date\nA1,Wang Li,12,2026-09-01\nA2,Ann Lee,5,2026-09-01\n",
           "column,header,values,format\naccount_id,Account,,\ncustomer_id,=?Debtor,,\n"
           "due_on,Due Date,,\namount,Amount,,\n");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "a.csv: Debtor looks like customer_id by its "
                                                      "name, but not by its cells, such as "
                                                      "\"Wang Li\"\n"));
    ck_map("accounts", "a.csv", "借据号,客户编号,委案金额,到期日\nA1,王丽,12,2026-09-01\n",
           "column,header,values,format\naccount_id,借据号,,\ncustomer_id,=?客户编号,,\n"
           "due_on,到期日,,\namount,委案金额,,\n");
    ck_map("accounts", "a.csv", "借据号,客户编号,委案金额,到期日\nA1,C1,12,2026-09-01\n",
           "column,header,values,format\naccount_id,借据号,,\ncustomer_id,客户编号,,\n"
           "due_on,到期日,,\namount,委案金额,,\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, kinds);
    tcase_add_test(tc, last_days);
    tcase_add_test(tc, said_ends);
    tcase_add_test(tc, questions);
    tcase_add_test(tc, formats);
    tcase_add_test(tc, durations);
    tcase_add_test(tc, two_columns);
    tcase_add_test(tc, no_channel);
    tcase_add_test(tc, what_nobody_said_is_asked);
    tcase_add_test(tc, planned_days_are_left_out);
    tcase_add_test(tc, long_ids);
    tcase_add_test(tc, reversals_without_a_link);
    tcase_add_test(tc, an_open_question_is_no_map);
    tcase_add_test(tc, names_that_say_more);
    tcase_add_test(tc, unknown_units_are_told);
    tcase_add_test(tc, na_is_a_word);
    tcase_add_test(tc, rows_that_may_be_no_payments);
    tcase_add_test(tc, names_of_people_are_no_ids);
}

UNIT_MAIN("suggest")
