/* plan/literals: a text that a column never has is told, and which is meant. */
#include "plan/literals.h"

#include "plan/expr.h"
#include "unit.h"

static const char *const contact[] = {"outcome", "channel", "reason"};
static const char *const payment[] = {"channel", "contact_channel"};

static void ck(const char *const *columns, size_t count, const char *text, const char *wanted)
{
    struct cx_err err = {0};
    struct cx_code *code = NULL;
    ck_assert_int_eq(cx_columns_code(&code, columns, count, true, text, &err), 0);
    int rc = cx_literals_check(code, columns, count, &err);
    ck_assert_int_eq(rc, wanted ? CX_EDATA : 0);
    if (wanted)
        ck_assert_msg(strncmp(err.text, wanted, strlen(wanted)) == 0, "%s", err.text);
    cx_code_free(code);
}

START_TEST(words)
{
    ck(contact, 3, "outcome = 'promised' and channel in ('phone', 'sms')", NULL);
    ck(contact, 3, "outcome = 'promise'",
       "outcome is never 'promise' (did you mean 'promised'?): it is one of no_answer, busy, ");
    ck(contact, 3, "outcome <> 'Paid'", "outcome is never 'Paid' (did you mean 'paid'?)");
    ck(contact, 3, "'xyzzyxyzzy' = outcome", "outcome is never 'xyzzyxyzzy': it is one of ");
    ck(contact, 3, "channel in ('phone', 'fone')", "channel is never 'fone'");
    ck(contact, 3, "reason = 'whatever' or outcome = 'a' or outcome = 'b'", "outcome is never 'a'");
    ck(payment, 2, "channel = 'alipay'", NULL); /* those of payments are anybody's */
    ck(payment, 2, "contact_channel = 'alipay'", "contact_channel is never 'alipay'");
}
END_TEST

START_TEST(words_of_other_facts)
{
    static const char *const feedback[] = {"kind", "score", "day"};
    static const char *const arrangement[] = {"kind", "amount", "day"};
    static const char *const complaint[] = {"upheld", "day"};
    static const char *const cost[] = {"amount", "channel", "day"};
    static const char *const order[] = {"amount", "rating"};
    ck(feedback, 3, "kind in ('customer', 'sales', 'peer')", NULL);
    ck(feedback, 3, "kind = 'custmer'", "kind is never 'custmer' (did you mean 'customer'?)");
    ck(feedback, 3, "kind = 'waiver'", "kind is never 'waiver': it is one of customer");
    ck(arrangement, 3, "kind = 'waiver'", NULL);
    ck(arrangement, 3, "kind = 'customer'", "kind is never 'customer': it is one of waiver");
    ck(complaint, 2, "upheld = 'yes' or upheld = 'pending'", NULL);
    ck(complaint, 2, "upheld = 'Yes'", "upheld is never 'Yes' (did you mean 'yes'?)");
    ck(cost, 3, "channel = 'fone'", "channel is never 'fone'");
    ck(order, 2, "rating = 'AAA'", NULL);
    ck(order, 2, "rating = 'a'", "rating is never 'a' (did you mean 'A'?)");
}
END_TEST

START_TEST(days)
{
    static const char *const columns[] = {"day", "promised_on", "last_contact"};
    ck(columns, 3, "day between '2026-10-05' and '2026-10-11' and day < '2026-11'", NULL);
    ck(columns, 3, "promised_on <> '' and last_contact >= '2026'", NULL);
    ck(columns, 3, "day >= '2026/10/05'", "day is never '2026/10/05': write a day as '2026-10-05'");
    ck(columns, 3, "last_contact < '2026-1-5'", "last_contact is never '2026-1-5': write a day as");
    ck(columns, 3, "promised_on = '05.10.2026'", "promised_on is never '05.10.2026'");
}
END_TEST

START_TEST(words_of_accounts)
{
    static const char *const account[] = {"status", "rating", "channel", "customer_rating",
                                          "rating_before"};
    ck(account, 5, "rating_before in ('AAA', 'AA') and customer_rating = 'C'", NULL);
    ck(account, 5, "channel = 'fone'", "channel is never 'fone'");
    ck(account, 5, "customer_rating = 'aa'", "customer_rating is never 'aa'");
    ck(account, 5, "rating_before = 'D'", "rating_before is never 'D'");
    ck(account, 5, "case channel when 'phone' then 1 when 'fone' then 2 else 3 end",
       "channel is never 'fone'");
    ck(account, 5, "case when channel = 'phone' then 'fone' else 'x' end = 'fone'", NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, words);
    tcase_add_test(tc, words_of_other_facts);
    tcase_add_test(tc, days);
    tcase_add_test(tc, words_of_accounts);
}

UNIT_MAIN("plan/literals")
