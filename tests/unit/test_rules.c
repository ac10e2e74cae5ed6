/* plan/rules: what kinds of rules need. */
#include "plan/rules.h"

#include "kind/kind.h"
#include "unit.h"

/* A rule of each kind with nothing lacks something, and with all of it nothing. */
START_TEST(each_kind)
{
    for (int kind = 0; kind < CX_RULE_KIND_COUNT; kind++) {
        const struct cx_rule empty = {.kind = (enum cx_rule_kind)kind};
        const struct cx_rule full = {.kind = (enum cx_rule_kind)kind,
                                     .basis = "1",
                                     .rate = "1",
                                     .has_amount = true,
                                     .tier_id = "t",
                                     .top_n = 1,
                                     .months = 1};
        ck_assert_ptr_nonnull(cx_rule_kinds[kind]);
        ck_assert_msg(cx_rule_lacks(&empty) != NULL, "%s", cx_rule_kinds[kind]);
        ck_assert_msg(cx_rule_lacks(&full) == NULL, "%s", cx_rule_kinds[kind]);
    }
    ck_assert_ptr_null(cx_rule_kinds[CX_RULE_KIND_COUNT]);
}
END_TEST

/* The first column that is missing is the one that is named. */
START_TEST(columns)
{
    struct cx_rule rule = {.kind = CX_RULE_STREAK};
    ck_assert_str_eq(cx_rule_lacks(&rule), "basis");
    rule.basis = "score";
    ck_assert_str_eq(cx_rule_lacks(&rule), "top_n");
    rule.top_n = 3;
    ck_assert_str_eq(cx_rule_lacks(&rule), "months");
    rule = (struct cx_rule){.kind = CX_RULE_POOL};
    ck_assert_str_eq(cx_rule_lacks(&rule), "amount, or basis and rate");
    rule.basis = "recovered";
    ck_assert_str_eq(cx_rule_lacks(&rule), "rate");
    rule.has_amount = true;
    ck_assert_ptr_null(cx_rule_lacks(&rule));
}
END_TEST

START_TEST(scopes)
{
    const struct cx_rule pool = {.kind = CX_RULE_POOL}, cap = {.kind = CX_RULE_CAP};
    ck_assert_int_eq(cx_rule_scope(&pool), CX_SCOPE_POOL);
    ck_assert_int_eq(cx_rule_scope(&cap), CX_SCOPE_RULE);
    ck_assert(cx_rule_has(&cap, CX_NEEDS_LINES));
    ck_assert(!cx_rule_has(&pool, CX_NEEDS_LINES));
}
END_TEST

static void ck_span(int from_day, int to_day, const char *wanted)
{
    struct cx_buf text = {0};
    cx_date from = CX_EVER, to = CX_DATE_NONE; /* days of October; 0: none */
    ck_assert(from_day == 0 || cx_date_make(&from, 2026, 10, from_day));
    ck_assert(to_day == 0 || cx_date_make(&to, 2026, 10 + (to_day > 31), to_day % 31));
    ck_assert_int_eq(cx_rule_tell_span(&text, from, to), *wanted != '\0');
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    cx_buf_fini(&text);
}

START_TEST(spans)
{
    ck_span(0, 0, "");
    ck_span(1, 0, "");
    ck_span(1, 32, ""); /* to before 1 November */
    ck_span(2, 0,
            "begins on 2026-10-02, inside a month: it pays for all of 2026-10, for the days before "
            "as well");
    ck_span(0, 16,
            "ends before 2026-10-16, inside a month: it pays nothing for 2026-10, for the days "
            "before either");
    ck_span(1, 16,
            "valid from 2026-10-01 to before 2026-10-16, and so on no month's last day: it pays "
            "nothing for a month (days can be chosen by a measure's where)");
    ck_span(16, 33,
            "begins on 2026-10-16, inside a month: it pays for all of 2026-10, for the days before "
            "as well; ends before 2026-11-02, inside a month: it pays nothing for 2026-11, for the "
            "days before either");
}
END_TEST

START_TEST(spans_of_cards)
{
    struct cx_buf text = {0};
    cx_date from, to;
    ck_assert(cx_date_make(&from, 2026, 10, 5) && cx_date_make(&to, 2026, 10, 16));
    ck_assert(cx_card_tell_span(&text, from, to));
    ck_assert_str_eq(cx_buf_str(&text), "valid from 2026-10-05 to before 2026-10-16, and so on no "
                                        "month's last day: it scores no month");
    ck_assert(!cx_card_tell_span(&text, CX_EVER, CX_DATE_NONE));
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, each_kind);
    tcase_add_test(tc, columns);
    tcase_add_test(tc, scopes);
    tcase_add_test(tc, spans);
    tcase_add_test(tc, spans_of_cards);
}

UNIT_MAIN("plan/rules")
