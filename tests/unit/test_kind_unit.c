/* kind/unit: what headers say beside a name. */
#include "kind/unit.h"

#include <string.h>

#include "kind/currency.h"
#include "kinds.h"
#include "unit.h"

static struct cx_alias_header header;

static const char *column(const char *kind, const char *s)
{
    cx_alias_header(&header, kind_named(kind), s, strlen(s));
    return header.column < 0 ? "" : kind_named(kind)->fields[header.column].name;
}

/* The column and what its unit makes of it; "!" and the unit where it isn't known. */
static void ck_unit(const char *kind, const char *s, const char *wanted)
{
    struct cx_buf got = {0};
    cx_buf_printf(&got, "%s", column(kind, s));
    cx_buf_printf(&got, " %s%s", header.is_unit_unknown ? "!" : "",
                  header.is_unit_unknown ? header.unit
                  : header.format        ? header.format
                                         : "");
    ck_assert_msg(strcmp(cx_buf_str(&got), wanted) == 0, "%s: %s", s, cx_buf_str(&got));
    cx_buf_fini(&got);
}

START_TEST(units)
{
    ck_unit("contacts", "通话时长(秒)", "duration_s ");
    ck_unit("contacts", "通话时长（分钟）", "duration_s minutes");
    ck_unit("contacts", "通话时长(分)", "duration_s minutes");
    ck_unit("contacts", "Duration (min)", "duration_s minutes");
    ck_unit("contacts", "Duration [hh:mm:ss]", "duration_s clock");
    ck_unit("contacts", "通话时长(炷香)", "duration_s !炷香");
    ck_unit("payments", "金额(元)", "amount ");
    ck_unit("payments", "金额/元", "amount ");
    ck_unit("payments", "回款金额(分)", "amount cents");
    ck_unit("payments", "回款金额【万元】", "amount wan");
    ck_unit("payments", "Amount (USD)", "amount ");
    ck_unit("payments", "Amount (k)", "amount !k");
    ck_unit("credits", "比例(%)", "share percent");
    ck_unit("feedback", "评分(分)", "score ");
    ck_unit("feedback", "评分(%)", "score ");
    ck_unit("scorecards", "权重(%)", "weight ");
    ck_unit("employees", "入职日期(dd/mm/yyyy)", "hired_on ");
    ck_assert_str_eq(header.order, "dmy");
    ck_unit("employees", "入职日期(yyyy-mm-dd)", "hired_on ");
    ck_unit("employees", "持案上限(户)", "capacity ");
    ck_unit("employees", "姓名(必填)", "name ");
    ck_unit("payments", "金额(万元)(必填)", "amount wan");
    ck_unit("payments", "金额(必填)(万元)*", "amount wan");
    ck_unit("payments", "金额（万元）：", "amount wan");
    ck_unit("payments", "Amount (k) (required)", "amount !k");
}
END_TEST

/* A fold takes % and $ away, and they still count. */
START_TEST(signs)
{
    ck_unit("tiers", "Rate %", "rate percent");
    ck_unit("tiers", "Rate % *", "rate percent");
    ck_unit("tiers", "percent", "rate percent");
    ck_unit("tiers", "rate", "rate ");
    ck_unit("rules", "提成比例%", "rate percent");
    ck_unit("rules", "rate (of the basis)", "rate ");
    ck_unit("scorecards", "Target %", "target percent");
    ck_unit("credits", "percentage", "share percent");
    ck_unit("scorecards", "Weight %", "weight ");
    ck_unit("payments", "Amount $", "amount ");
    ck_assert_str_eq(header.currency, "$");
    ck_unit("payments", "金额（USD）（必填）", "amount ");
    ck_assert_str_eq(header.currency, "USD");
}
END_TEST

/* Those that a fold keeps. */
START_TEST(signs_beside_a_name)
{
    ck_unit("payments", "amount ¥", "amount ");
    ck_assert_str_eq(header.currency, "¥");
    ck_unit("payments", "¥金额(万)", "amount wan");
    ck_assert_str_eq(header.currency, "¥");
    ck_unit("payments", "€ amount", "amount ");
    ck_assert_str_eq(header.currency, "EUR");
    ck_unit("payments", "金额￥*", "amount ");
    ck_unit("payments", "¥", " ");
}
END_TEST

/* What stands in one pair of brackets. */
START_TEST(units_in_parts)
{
    ck_unit("payments", "还款金额（单位：万元）", "amount wan");
    ck_unit("payments", "金额（单位：元）", "amount ");
    ck_unit("payments", "金额(人民币万元)", "amount wan");
    ck_assert_str_eq(header.currency, "CNY");
    ck_unit("payments", "金额(万美元)", "amount wan");
    ck_assert_str_eq(header.currency, "USD");
    ck_unit("payments", "金额（单位：人民币万元）", "amount wan");
    ck_unit("payments", "金额(人民币，单位：分)", "amount cents");
    ck_unit("payments", "Amount (USD, cents)", "amount cents");
    ck_assert_str_eq(header.currency, "USD");
    ck_unit("payments", "金额(元，含利息)", "amount ");
    ck_unit("payments", "金额（万元、不含税）", "amount wan");
    ck_unit("payments", "金额(含利息)", "amount ");
    ck_unit("payments", "金额(元，保留两位)", "amount ");
    ck_unit("payments", "金额(单位：箱)", "amount !箱");
    ck_unit("payments", "金额(元，千)", "amount !千");
    ck_unit("payments", "Amount (CNY, lakhs)", "amount !lakhs");
    ck_unit("payments", "Amount (CNY k)", "amount !k");
    ck_unit("payments", "付款时间(dd/mm/yyyy, UTC+8)", "paid_at utc+8");
    ck_assert_str_eq(header.order, "dmy");
    ck_unit("contacts", "通话时长(分，不足一分按一分)", "duration_s minutes");
    ck_unit("employees", "持案上限(户，自然月)", "capacity ");
}
END_TEST

START_TEST(zones_and_last_days)
{
    ck_unit("contacts", "Start Time (UTC)", "started_at utc");
    ck_unit("contacts", "开始时间（UTC）", "started_at utc");
    ck_unit("contacts", "Start Time (GMT+8)", "started_at utc+8");
    ck_unit("contacts", "Start Time (UTC+05:30)", "started_at utc+5:30");
    ck_unit("contacts", "通话时间（东八区）", "started_at utc+8");
    ck_unit("contacts", "通话时间（北京时间，必填）", "started_at utc+8");
    ck_unit("customers", "出生日期(GMT+8)", "born_on ");
    ck_unit("contacts", "Start Time (EST)", "started_at !est");
    ck_unit("contacts", "Start Time (local)", "started_at ");
    ck_unit("customers", "出生日期(农历)", "born_on !农历");
    ck_unit("assignments", "to (inclusive)", "to last");
    ck_unit("assignments", "失效日期（含当日）", "to last");
    ck_unit("assignments", "from (inclusive)", "from ");
    ck_unit("absences", "to (inclusive)", "to "); /* it is the last day */
}
END_TEST

/* Of an end that is the day after the last one nothing is passed over. */
START_TEST(ends)
{
    ck_unit("assignments", "to（包含）", "to last");
    ck_unit("assignments", "to (incl. last day)", "to last");
    ck_unit("assignments", "to (含结束日，必填)", "to last");
    ck_unit("assignments", "to(last day)", "to last");
    ck_unit("assignments", "to_inclusive", "to last");
    ck_unit("assignments", "失效日期含当日", "to last");
    ck_unit("assignments", "失效日期不含当日", "to ");
    ck_unit("assignments", "to (exclusive)", "to ");
    ck_unit("assignments", "to (yyyy-mm-dd)", "to ");
    ck_unit("assignments", "to (2026-10-31)", "to ");
    ck_unit("assignments", "to（年/月/日）", "to ");
    ck_unit("assignments", "to (例:2026-10-31)", "to !例:2026-10-31");
    ck_unit("assignments", "to (格式yyyy年mm月dd日)", "to !格式yyyy年mm月dd日");
    ck_unit("assignments", "to (UTC+8)", "to ");
    ck_unit("assignments", "to (空=在持)", "to ");
    ck_unit("assignments", "to (必填)", "to ");
    ck_unit("assignments", "to (if returned)", "to !ifreturned");
    ck_unit("assignments", "to (含)(不含)", "to !含");
    ck_unit("rules", "valid_to (inclusive)", "valid_to last");
    ck_unit("accounts", "paused_until（含）", "paused_until last");
    ck_unit("assignments", "from (if known)", "from ");
    ck_unit("absences", "to (exclusive)", "to !exclusive");
    ck_unit("employees", "left_on (exclusive)", "left_on !exclusive");
}
END_TEST

/* The same where the column is known, whatever the header is. */
static void ck_unit_of(const char *kind, const char *of, const char *s, const char *wanted)
{
    struct cx_buf got = {0};
    int number = cx_kind_field(kind_named(kind), of, strlen(of));
    cx_alias_unit(&header, kind_named(kind), number, s, strlen(s));
    ck_assert_int_eq(header.column, number);
    cx_buf_printf(&got, "%s%s", header.is_unit_unknown ? "!" : "",
                  header.is_unit_unknown ? header.unit
                  : header.format        ? header.format
                                         : "");
    ck_assert_msg(strcmp(cx_buf_str(&got), wanted) == 0, "%s: %s", s, cx_buf_str(&got));
    cx_buf_fini(&got);
}

START_TEST(units_of_a_column)
{
    ck_unit_of("contacts", "started_at", "Begun (GMT-5)", "utc-5");
    ck_unit_of("contacts", "started_at", "Begun GMT+8", "utc+8");
    ck_unit_of("contacts", "started_at", "begun_utc", "utc");
    ck_unit_of("contacts", "started_at", "UTC Start", "!utcstart");
    ck_unit_of("contacts", "started_at", "Outcome Time", "");
    ck_unit_of("customers", "born_on", "Begun GMT+8", "");
    ck_unit_of("assignments", "to", "结束日期（包含当日）", "last");
    ck_unit_of("assignments", "to", "End (inclusive of last day)", "last");
    ck_unit_of("assignments", "to", "Last day", "last");
    ck_unit_of("assignments", "to", "最后一天", "last");
    ck_unit_of("assignments", "to", "end_inclusive", "last");
    ck_unit_of("assignments", "to", "结束日期含当日", "last");
    ck_unit_of("assignments", "to", "结束日期(次日)", "");
    ck_unit_of("assignments", "to", "结束日期", ""); /* the map has been asked */
    ck_unit_of("assignments", "to", "End (of what)", "!ofwhat");
    ck_unit_of("assignments", "from", "Last day", "");
    ck_unit_of("payments", "amount", "金额(分)", "cents");
    ck_unit_of("payments", "amount", "Received (fen)", "cents");
    ck_unit_of("payments", "amount", "Received [10k]", "!10k");
    ck_unit_of("payments", "amount", "收/支", "");
    ck_unit_of("payments", "amount", "Received", "");
    ck_unit_of("contacts", "duration_s", "Line (min)", "minutes");
    ck_unit_of("contacts", "duration_s", "通话时长(炷香)", "!炷香");
    ck_unit_of("credits", "share", "比例(%)", "percent");
    ck_unit_of("credits", "share", "Part (of all)", "");
    ck_unit_of("credits", "share", "Part (%)", "percent");
    ck_unit_of("tiers", "rate", "Provision (%)", "percent");
    ck_unit_of("tiers", "rate", "Provision（百分比）", "percent");
    ck_unit_of("employees", "name", "Name (family, given)", "");
    ck_unit_of("tiers", "rate", "Commission pct", "percent");
    ck_unit_of("payments", "amount", "回款金额 万元", "wan");
    ck_unit_of("payments", "amount", "本期还款(万元)合计", "wan");
    ck_unit_of("payments", "amount", "本期还款百万", "!百万");
    ck_unit_of("payments", "amount", "本期还款_分", "cents");
    ck_unit_of("contacts", "duration_s", "duration_min", "minutes");
    ck_unit_of("contacts", "duration_s", "Talk Duration Hrs", "hours");
    ck_unit_of("contacts", "duration_s", "TalkMinutes", "minutes");
    ck_unit_of("contacts", "duration_s", "duration_ms", "!ms");
    ck_unit_of("contacts", "duration_s", "Min of talk", "");
    ck_unit_of("payments", "amount", "应还金额（单位：万元）", "wan");
    ck_unit_of("payments", "amount", "本期还款十万", "!十万");
    ck_unit_of("payments", "amount", "逾期金额分", "cents");
    ck_unit_of("payments", "amount", "本期还款美元分", "cents");
    ck_assert_str_eq(header.currency, "USD");
    ck_unit_of("payments", "amount", "逾期部分", "");
    ck_unit_of("payments", "amount", "本期应还分", "!分");
    ck_unit_of("contacts", "duration_s", "通话时长分", "minutes");
    ck_unit_of("contacts", "duration_s", "通话分钟", "minutes");
    ck_unit_of("contacts", "duration_s", "通话时长分秒", "");
    ck_unit_of("payments", "paid_at", "paidAtUtc", "utc");
    ck_unit_of("payments", "paid_at", "Day (of booking)", "!ofbooking");
    ck_unit_of("payments", "amount", "Received in USD (net)", "!net");
    ck_unit_of("payments", "amount", "美元金额", "");
    ck_assert_str_eq(header.currency, "USD");
    ck_unit_of("payments", "amount", "Received (USD)", "");
    ck_assert_str_eq(header.currency, "USD");
}
END_TEST

/* What a header says of a column of payments, as one word of each thing. */
static void ck_said(const char *of, const char *s, const char *wanted)
{
    struct cx_buf got = {0};
    int number = cx_kind_field(kind_named("payments"), of, strlen(of));
    cx_alias_unit(&header, kind_named("payments"), number, s, strlen(s));
    if (header.is_unit_unknown)
        cx_buf_printf(&got, "!%s", header.unit);
    else
        cx_buf_printf(&got, "%s %s %s", header.format ? header.format : "-",
                      header.order ? header.order : "-", header.currency ? header.currency : "-");
    ck_assert_msg(strcmp(cx_buf_str(&got), wanted) == 0, "%s: %s", s, cx_buf_str(&got));
    cx_buf_fini(&got);
}

START_TEST(several_units)
{
    ck_said("amount", "金额(万元)(人民币)", "wan - CNY");
    ck_said("amount", "金额(人民币)(万元)", "wan - CNY");
    ck_said("amount", "金额(分)(人民币)", "cents - CNY");
    ck_said("amount", "金额(元)(CNY)", "- - CNY");
    ck_said("amount", "Amount $ (USD)", "- - USD");
    ck_said("amount", "Amount (fen) (cents)", "cents - -");
    ck_said("paid_at", "付款时间(UTC)(dd/mm/yyyy)", "utc dmy -");
    ck_said("paid_at", "付款时间(dd/mm/yyyy)(GMT+8)", "utc+8 dmy -");
    ck_said("paid_at", "付款时间(北京时间)(UTC+8)", "utc+8 - -");
}
END_TEST

START_TEST(unknown_beside_known)
{
    ck_said("amount", "Amount (thousands) (CNY)", "!thousands");
    ck_said("amount", "Amount (CNY) (thousands)", "!thousands");
    ck_said("amount", "Amount $ (k)", "!k");
    ck_said("amount", "金额(元)(分)", "!元"); /* from the right */
    ck_said("amount", "Amount (USD)(EUR)", "!usd");
    ck_said("paid_at", "付款时间(UTC)(GMT+8)", "!utc");
    ck_said("paid_at", "付款时间(dmy)(mdy)", "!dmy");
    ck_said("paid_at", "付款时间(dmy)(EST)", "!est");
    ck_said("amount", "Amount (USD) (k)", "!k"); /* a map's format doesn't answer for USD, */
    ck_assert_str_eq(header.currency, "USD");
    ck_said("amount", "Amount (k) (万元)", "!k"); /* but for all scales */
    ck_assert_ptr_null(header.format);
}
END_TEST

START_TEST(units_in_words)
{
    ck_said("amount", "amount_cny_cents", "cents - CNY");
    ck_said("amount", "amount_cents_cny", "cents - CNY");
    ck_said("amount", "amount_rmb_fen", "cents - CNY");
    ck_said("amount", "AmountCnyFen", "cents - CNY");
    ck_said("amount", "逾期金额人民币万元", "wan - CNY");
    ck_said("amount", "逾期金额万元人民币", "wan - CNY");
    ck_said("amount", "应还(人民币)万元", "wan - CNY");
    ck_said("amount", "Owed cents (CNY)", "cents - CNY");
    ck_said("amount", "Amount CNY in thousands", "!thousands");
    ck_said("amount", "Amount in thousands CNY", "!thousands");
    ck_said("amount", "Amount thousands in CNY", "!thousands");
    ck_said("amount", "Owed RMB 000", "!000");
    ck_said("amount", "Cents owed", "- - -");
    ck_said("amount", "AMOUNTFEN", "cents - -");
    ck_said("amount", "cents", "cents - -");
}
END_TEST

START_TEST(zones_in_words)
{
    ck_said("paid_at", "paid_at_utc", "utc - -");
    ck_said("paid_at", "paid_at_utc_dmy", "utc dmy -");
    ck_said("paid_at", "Paid on UTC+8 (dmy)", "utc+8 dmy -");
    ck_said("paid_at", "Paid at UTC-8", "utc-8 - -");
    ck_said("paid_at", "paid_on_jst", "utc+9 - -");
    ck_said("paid_at", "paid_at_est", "!est");
    ck_said("paid_at", "paidAtPst", "!pst");
    ck_said("paid_at", "paid_utc8", "!utc8");
    ck_said("paid_at", "Paid America/New_York", "!america/newyork");
    ck_said("paid_at", "Est of payment", "- - -");
    ck_said("paid_at", "EST Paid At", "!est");
    ck_said("paid_at", "JST Paid At", "utc+9 - -");
    ck_said("paid_at", "Eastern Payment Time", "!eastern");
    ck_said("paid_at", "Payment Time - Eastern", "!eastern");
    ck_said("paid_at", "Payment Time -0500", "utc-5 - -");
    ck_said("paid_at", "Payment Zulu", "utc - -");
    ck_said("paid_at", "美东付款时间", "!美东");
    ck_said("paid_at", "付款时间北京时间", "utc+8 - -");
    ck_said("paid_at", "付款时间(东部时间)", "!东部时间");
}
END_TEST

/* What stands in brackets of a time may be its zone, in words that nobody knows. */
START_TEST(brackets_of_times)
{
    ck_unit("contacts", "Start Time (Eastern Time)", "started_at !easterntime");
    ck_unit("contacts", "Start Time (PST/PDT)", "started_at !pst/pdt");
    ck_unit("contacts", "Start Time (customer time)", "started_at !customertime");
    ck_unit("contacts", "开始时间（客户当地）", "started_at !客户当地");
    ck_unit("contacts", "Start Time (UTC, 24h)", "started_at utc");
    ck_unit("contacts", "Start Time (24h)", "started_at ");
    ck_unit("contacts", "Start Time (yyyy-mm-dd hh:mm)", "started_at ");
    ck_unit("contacts", "开始时间(精确到秒)", "started_at ");
    ck_unit("contacts", "开始时间（必填）", "started_at ");
    ck_unit("employees", "Hired on (first contract)", "hired_on ");
}
END_TEST

/* A currency and its hundredths, wherever they stand. */
START_TEST(currencies_and_cents)
{
    ck_said("amount", "amount_minor", "cents - -");
    ck_said("amount", "AmountMinor", "cents - -");
    ck_said("amount", "Amount minor units", "cents - -");
    ck_said("amount", "AmountInPennies", "cents - -");
    ck_said("amount", "金额(最小单位)", "cents - -");
    ck_said("amount", "CAD Amount", "- - CAD");
    ck_said("amount", "amount_mxn", "- - MXN");
    ck_said("amount", "Euro Amount", "- - EUR");
    ck_said("amount", "加元金额(分)", "cents - CAD");
    ck_said("amount", "金额(韩元)", "- - KRW");
    ck_said("amount", "Amount (euro cents)", "cents - EUR");
    ck_said("amount", "美元折港币金额", "!HKD");
    ck_said("amount", "Amount (USD) (euros)", "!usd");
    ck_said("amount", "本币金额", "- - -");
    ck_said("amount", "Amount (foreign currency)", "!foreigncurrency");
    ck_said("amount", "Paid to us", "- - -");
    ck_said("amount", "ALL PAYMENTS", "- - -");
    ck_said("amount", "Amount TRY", "- - TRY");
    ck_unit("payments", "amount (Dollars)", "amount ");
    ck_assert(cx_currency_is(header.currency, "USD") && cx_currency_is(header.currency, "HKD"));
    ck_unit("payments", "amount (pence)", "amount cents");
    ck_assert(cx_currency_is(header.currency, "GBP") && !cx_currency_is(header.currency, "USD"));
}
END_TEST

/* A base salary is that of a month. */
START_TEST(salaries)
{
    static const char *const others[][2] = {
        {"Annual Salary", "!annual"},
        {"Yearly Salary", "!yearly"},
        {"Annualized Salary", "!annualized"},
        {"Weekly Salary", "!weekly"},
        {"Salary p.a.", "!p.a"},
        {"Annual Base Pay", "!annual"},
        {"Salary per hour", "!hour"},
        {"salary_per_year", "!year"},
        {"税前年薪", "!年薪"},
        {"时薪", "!时薪"},
        {"基本工资（年）", "!年"},
        {"Salary (USD/year)", "!year"},
        {"基本工资(元/小时)", "!小时"},
        {"Monthly Salary", ""},
        {"基本工资(元/月)", ""},
        {"Salary (per month)", ""},
        {"2026年基本工资", ""},
        {"Base pay (cents)", "cents"},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_unit_of("employees", "base_salary", others[i][0], others[i][1]);
    ck_unit_of("payments", "amount", "Annual Payment", "");
}
END_TEST

/* How long the number is in a cell behind which its column's unit stands. */
static size_t length_of(const char *kind, const char *name, const char *s)
{
    int number = cx_kind_field(kind_named(kind), name, strlen(name));
    return cx_unit_behind(&kind_named(kind)->fields[number], s, strlen(s));
}

START_TEST(units_behind_figures)
{
    ck_assert_uint_eq(length_of("scorecards", "weight", "40%"), 2);
    ck_assert_uint_eq(length_of("scorecards", "weight", "40 分"), 2);
    ck_assert_uint_eq(length_of("employees", "capacity", "95户"), 2);
    ck_assert_uint_eq(length_of("employees", "capacity", "95kg"), 4);
    ck_assert_uint_eq(length_of("contacts", "duration_s", "90"), 2);
    ck_assert_uint_eq(length_of("contacts", "duration_s", "秒"), 3);
    /* what has to be converted */
    ck_assert_uint_eq(length_of("contacts", "duration_s", "2min"), 4);
    ck_assert_uint_eq(length_of("credits", "share", "90%"), 3);
    ck_assert_uint_eq(length_of("payments", "amount", "95分"), 5);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, units);
    tcase_add_test(tc, signs);
    tcase_add_test(tc, signs_beside_a_name);
    tcase_add_test(tc, units_in_parts);
    tcase_add_test(tc, zones_and_last_days);
    tcase_add_test(tc, ends);
    tcase_add_test(tc, units_of_a_column);
    tcase_add_test(tc, several_units);
    tcase_add_test(tc, unknown_beside_known);
    tcase_add_test(tc, units_in_words);
    tcase_add_test(tc, zones_in_words);
    tcase_add_test(tc, brackets_of_times);
    tcase_add_test(tc, currencies_and_cents);
    tcase_add_test(tc, salaries);
    tcase_add_test(tc, units_behind_figures);
}

UNIT_MAIN("kind/unit")
