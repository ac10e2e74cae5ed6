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

static void tests(TCase *tc)
{
    tcase_add_test(tc, words);
}

UNIT_MAIN("plan/literals")
