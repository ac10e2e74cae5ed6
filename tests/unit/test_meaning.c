/* kind/meaning: what names say beside those of columns. */
#include "kind/meaning.h"

#include <string.h>

#include "kinds.h"
#include "unit.h"

/* Names with | between, of a column. */
static void ck(const char *kind, const char *of, const char *names, enum cx_meaning wanted)
{
    int column = cx_kind_field(kind_named(kind), of, strlen(of));
    for (size_t n; *names; names += n + (names[n] == '|')) {
        n = strcspn(names, "|");
        enum cx_meaning got = cx_meaning(kind_named(kind), column, names, n);
        ck_assert_msg(got == wanted, "%.*s: %d", (int)n, names, (int)got);
    }
}

START_TEST(amounts)
{
    ck("accounts", "amount",
       "Amount Placed|Amount Past Due|Total Amount Due|逾期总金额|Placed Amount (USD)",
       CX_MEANS_IT);
    ck("accounts", "amount",
       "Amount Paid|Paid Amount|Last Payment Amount|Fee Amount|Settlement Amount|已还金额|"
       "上次还款金额|手续费金额",
       CX_MEANS_MORE);
    ck("payments", "amount",
       "amout|amount_cents|USD Amount|Total Payment Amount|本次还款金额|amount_minor|贷方金额",
       CX_MEANS_IT);
    ck("payments", "amount",
       "Commission Amount|Fee Amount|Promise Amount|Scheduled Amount|Refund Amount|Tax Amount|"
       "CommissionAmount|promise_amount|手续费金额|佣金金额|承诺金额|退款金额|应还金额",
       CX_MEANS_MORE);
    ck("payments", "amount", "commissionamount|commission|手续费|佣金", CX_MEANS_OTHER);
    ck("employees", "base_salary", "Annual Salary|Gross Monthly Salary|Salary p.a.",
       CX_MEANS_IT); /* which its unit tells */
    ck("employees", "base_salary", "Salary Grade|Net Salary|税后基本工资", CX_MEANS_MORE);
}
END_TEST

START_TEST(dates)
{
    ck("accounts", "due_on", "Payment Due|DueDate|Due On|Account Due Date", CX_MEANS_IT);
    ck("accounts", "due_on", "Next Payment Due|First Due Date|下次到期日", CX_MEANS_MORE);
    ck("accounts", "due_on",
       "Last Payment Date|Date of Last Payment|Payment Date|上次还款日|最近还款日期|下次还款日",
       CX_MEANS_OTHER);
    ck("payments", "paid_at",
       "Settled On|SettledDate|Date of Payment|实际还款日期|payment_date_utc", CX_MEANS_IT);
    ck("payments", "paid_at",
       "Next Payment Date|Payment Due Date|Date of Last "
       "Payment|最近还款日期|下次还款日|应还款日期|Due Date",
       CX_MEANS_MORE);
    ck("contacts", "started_at", "Call Start|Start of Call|CallDateTime|通话开始日期", CX_MEANS_IT);
    ck("contacts", "started_at", "Next Call Date|下次联系时间", CX_MEANS_MORE);
    ck("contacts", "duration_s", "Minutes|TalkMinutes|Total Talk Time", CX_MEANS_IT);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, amounts);
    tcase_add_test(tc, dates);
}

UNIT_MAIN("meaning")
