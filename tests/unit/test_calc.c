/* store/calc: what an expression may say, what it may not, and what it is worth. */
#include <string.h>

#include "base/buf.h"
#include "store/calc.h"
#include "unit.h"

/* Two rows: amount 10.5 and 3.0; channel 'phone' and null. */
static void start(void *context)
{
    *(int *)context = 0;
}

static int next(void *context)
{
    return ++*(int *)context <= 2;
}

static struct cx_value value(void *context, int column)
{
    bool is_first = *(int *)context == 1;
    if (column == 0)
        return cx_value_real(is_first ? 10.5 : 3.0);
    return cx_value_text(is_first ? "phone" : NULL);
}

static const char *const columns[] = {"amount", "channel"};
static int at;
static const struct cx_rows rows = {&at, start, next, value};

static int compile(struct cx_calc **calc, struct cx_sandbox *sandbox, const char *expression,
                   struct cx_err *err)
{
    return cx_calc_new(calc, sandbox, columns, 2, &rows, &expression, 1, NULL, err);
}

static struct cx_sandbox *sandbox_made(void)
{
    struct cx_sandbox *sandbox = NULL;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_sandbox_new(&sandbox, &err), 0);
    return sandbox;
}

static void ck_refused(const char *expression, const char *words)
{
    struct cx_sandbox *sandbox = sandbox_made();
    struct cx_calc *calc = NULL;
    struct cx_err err = {0};
    int rc = compile(&calc, sandbox, expression, &err);
    ck_assert_msg(rc == CX_EDATA, "%s: %d %s", expression, rc, err.text);
    ck_assert_msg(strstr(err.text, words) != NULL, "%s: %s", expression, err.text);
    ck_assert_ptr_null(calc);
    cx_sandbox_free(sandbox);
}

START_TEST(values)
{
    static const char *const expressions[] = {
        "amount * 2", "channel", "channel = 'phone'", "iif(channel IS NULL, 1, 0)",
        "amount / 0", "7",       "amount -- gross\n", "round(amount / 3, 2)",
    };
    enum { COUNT = sizeof expressions / sizeof *expressions };
    struct cx_sandbox *sandbox = sandbox_made();
    struct cx_calc *calc = NULL;
    struct cx_err err = {0};
    int rc = cx_calc_new(&calc, sandbox, columns, 2, &rows, expressions, COUNT, NULL, &err);
    ck_assert_msg(rc == 0, "%s", err.text);
    for (int pass = 0; pass < 2; pass++) {
        ck_assert_int_eq(cx_calc_step(calc, &err), 1);
        ck_assert(cx_calc_result(calc, 0).r == 21.0);
        ck_assert_str_eq(cx_calc_result(calc, 1).s, "phone");
        ck_assert_int_eq(cx_calc_result(calc, 2).i, 1);
        ck_assert_int_eq(cx_calc_result(calc, 3).i, 0);
        ck_assert_int_eq(cx_calc_result(calc, 4).type, CX_VALUE_NULL);
        ck_assert_int_eq(cx_calc_result(calc, 5).i, 7);
        ck_assert(cx_calc_result(calc, 6).r == 10.5);
        ck_assert(cx_calc_result(calc, 7).r == 3.5);
        ck_assert_int_eq(cx_calc_step(calc, &err), 1);
        ck_assert(cx_calc_result(calc, 0).r == 6.0);
        ck_assert_int_eq(cx_calc_result(calc, 1).type, CX_VALUE_NULL);
        ck_assert_int_eq(cx_calc_result(calc, 2).type, CX_VALUE_NULL);
        ck_assert_int_eq(cx_calc_result(calc, 3).i, 1);
        ck_assert_int_eq(cx_calc_step(calc, &err), 0);
    }
    ck_assert_int_eq(cx_calc_step(calc, &err), 1);
    cx_calc_rewind(calc);
    ck_assert_int_eq(cx_calc_step(calc, &err), 1);
    ck_assert(cx_calc_result(calc, 0).r == 21.0);
    cx_calc_free(calc);
    cx_sandbox_free(sandbox);
}
END_TEST

START_TEST(allowed)
{
    static const char *const expressions[] = {
        "abs(amount) + min(amount, 1) + max(amount, 1) - coalesce(nullif(amount, 3), 0)",
        "case when channel = 'phone' then 1.5 else ifnull(amount, 1) end",
        "amount between 1 and 2 or channel like 'ph%' or channel in ('a', 'b')",
        "lower(trim(channel)) || substr(channel, 1, 2) is not null",
        "length(channel) + instr(channel, 'h') + sign(amount)",
        "floor(amount) + ceil(amount) + ceiling(amount)",
        "\"amount\" + [amount] + `amount`",
        "not (amount > 1 and amount < 2)",
        "'it''s -- no comment; /*' = channel",
        "cast(amount as real)",
        "AMOUNT",
    };
    struct cx_sandbox *sandbox = sandbox_made();
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        struct cx_calc *calc = NULL;
        struct cx_err err = {0};
        ck_assert_msg(compile(&calc, sandbox, expressions[i], &err) == 0, "%s: %s", expressions[i],
                      err.text);
        cx_calc_free(calc);
    }
    cx_sandbox_free(sandbox);
}
END_TEST

START_TEST(subqueries)
{
    static const char word[] = "a subquery is not allowed";
    ck_refused("(select 1)", word);
    ck_refused("exists (select 1)", word);
    ck_refused("1 in (select rootpage from sqlite_schema)", word);
    ck_refused("amount in (values (1), (2))", word);
    ck_refused("(with recursive c(x) as (select 1 union all select x + 1 from c) "
               "select x from c)",
               word);
    ck_refused("(select cid from pragma_table_info('t1'))", "only an expression is allowed");
    ck_refused("(select name from pragma_database_list)", "is allowed");
    ck_refused("case when 1 then 2 else (select file from pragma_database_list) end", "");
    ck_refused("1 in pragma_table_list", "");
    ck_refused("1 in sqlite_schema", "");
    ck_refused("1 in t1", "");
}
END_TEST

START_TEST(functions)
{
    ck_refused("random()", "the function random is not allowed");
    ck_refused("hex(randomblob(8))", "is not allowed");
    ck_refused("zeroblob(1000000000)", "the function zeroblob is not allowed");
    ck_refused("load_extension('x')", "load_extension");
    ck_refused("readfile('/etc/passwd')", "readfile");
    ck_refused("date('now')", "the function date is not allowed");
    ck_refused("current_timestamp", "is not allowed");
    ck_refused("sqlite_version()", "is not allowed");
    ck_refused("changes()", "is not allowed");
    ck_refused("last_insert_rowid()", "is not allowed");
    ck_refused("printf('%1000000d', 1)", "is not allowed");
    ck_refused("channel glob '*'", "the function glob is not allowed");
    ck_refused("channel match 'x'", "");
    ck_refused("channel regexp 'x'", "");
    ck_refused("channel ->> 'x'", "is not allowed");
    ck_refused("raise(ignore)", "");
    ck_refused("no_such(amount)", "no_such");
}
END_TEST

START_TEST(aggregates)
{
    ck_refused("sum(amount)", "");
    ck_refused("count(*)", "");
    ck_refused("max(amount)", "");
    ck_refused("min(amount)", "");
    ck_refused("group_concat(channel)", "");
    ck_refused("sum(amount) filter (where amount > 1)", "");
    ck_refused("sum(amount) over ()", "");
    ck_refused("row_number() over (order by amount)", "");
    ck_refused("lag(amount) over (order by amount)", "");
}
END_TEST

START_TEST(names)
{
    ck_refused("amuont", "no such column: amuont");
    ck_refused("\"typo\"", "no such column: typo");
    ck_refused("[typo]", "typo");
    ck_refused("rowid", "no such column: ROWID");
    ck_refused("oid > 1", "ROWID");
    ck_refused("_rowid_", "ROWID");
    ck_refused("sqlite_schema.name", "");
    ck_refused("no_column", "no_column");
}
END_TEST

START_TEST(breaking_out)
{
    ck_refused("1) from t --", "");
    ck_refused("1) from t1 --", "");
    ck_refused("1); drop table t1 --", "");
    ck_refused("1); select (1", "");
    ck_refused("1;", "");
    ck_refused(";", "");
    ck_refused("", "");
    ck_refused("-- only a comment", "");
    ck_refused("1) --", "");
    ck_refused("1) /*", "");
    ck_refused("1 /* without an end", "");
    ck_refused("1)", "");
    ck_refused("1) union select (1", "");
    ck_refused("1) or (1", "");
    ck_refused("1) limit (1", "");
    ck_refused("')' = channel) or ('('", "");
    ck_refused("(1", "");
    ck_refused("'no end", "");
    ck_refused("\"no end", "");
    ck_refused("1, 2", "");
    ck_refused("1) , (2", "");
    ck_refused("amount as x", "");
    ck_refused("*", "");
    ck_refused("t1.*", "");
}
END_TEST

START_TEST(parameters)
{
    static const char word[] = "a parameter (? or :name) is not allowed";
    ck_refused("?", word);
    ck_refused("?1", word);
    ck_refused(":amount", word);
    ck_refused("@amount", word);
    ck_refused("$amount", word);
    ck_refused("amount > ?1 + ?2", word);
}
END_TEST

START_TEST(very_deep)
{
    struct cx_buf text = {0};
    for (int i = 0; i < 100000; i++)
        cx_buf_putc(&text, '(');
    cx_buf_puts(&text, "amount");
    for (int i = 0; i < 100000; i++)
        cx_buf_putc(&text, ')');
    ck_refused(cx_buf_str(&text), "");
    cx_buf_clear(&text);
    for (int i = 0; i < 100000; i++)
        cx_buf_puts(&text, "1+");
    cx_buf_puts(&text, "1");
    ck_refused(cx_buf_str(&text), "");
    cx_buf_clear(&text);
    for (int i = 0; i < 100000; i++)
        cx_buf_puts(&text, "not ");
    cx_buf_puts(&text, "1");
    ck_refused(cx_buf_str(&text), "");
    cx_buf_fini(&text);
}
END_TEST

/* Text that grows tenfold with each turn is stopped before it fills the memory. */
START_TEST(very_long)
{
    struct cx_sandbox *sandbox = sandbox_made();
    struct cx_calc *calc = NULL;
    struct cx_err err = {0};
    struct cx_buf text = {0};
    cx_buf_puts(&text, "'aaaaaaaaaa'");
    for (int i = 0; i < 8; i++) {
        struct cx_buf next_text = {0};
        cx_buf_printf(&next_text, "replace(%s, 'a', 'aaaaaaaaaa')", cx_buf_str(&text));
        cx_buf_fini(&text);
        text = next_text;
    }
    int rc = compile(&calc, sandbox, cx_buf_str(&text), &err);
    if (rc == 0)
        rc = cx_calc_step(calc, &err);
    ck_assert_int_eq(rc, CX_EDATA);
    ck_assert_str_eq(err.text, "an expression has no value: string or blob too big");
    cx_calc_free(calc);
    cx_sandbox_free(sandbox);
    cx_buf_fini(&text);
}
END_TEST

/* The plan is at fault, not the world; the next row, or the next run, goes on. */
START_TEST(without_a_value)
{
    struct cx_sandbox *sandbox = sandbox_made();
    struct cx_calc *calc = NULL;
    struct cx_err err = {0};
    ck_assert_int_eq(compile(&calc, sandbox, "abs(-9223372036854775807 - 1) + amount", &err), 0);
    for (int again = 0; again < 2; again++) {
        err = (struct cx_err){0};
        ck_assert_int_eq(cx_calc_step(calc, &err), CX_EDATA);
        ck_assert_str_eq(err.text, "an expression has no value: integer overflow");
    }
    cx_calc_free(calc);
    cx_sandbox_free(sandbox);
}
END_TEST

START_TEST(which_one_is_bad)
{
    static const char *const expressions[] = {"amount", "channel", "random()", "sum(amount)"};
    struct cx_sandbox *sandbox = sandbox_made();
    struct cx_calc *calc = NULL;
    struct cx_err err = {0};
    size_t bad = 99;
    ck_assert_int_eq(cx_calc_new(&calc, sandbox, columns, 2, &rows, expressions, 4, &bad, &err),
                     CX_EDATA);
    ck_assert_uint_eq(bad, 2);
    cx_sandbox_free(sandbox);
}
END_TEST

START_TEST(without_columns)
{
    const char *expression = "1 + 1";
    struct cx_sandbox *sandbox = sandbox_made();
    struct cx_calc *calc = NULL;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_calc_new(&calc, sandbox, NULL, 0, &rows, &expression, 1, NULL, &err), 0);
    ck_assert_int_eq(cx_calc_step(calc, &err), 1);
    ck_assert_int_eq(cx_calc_result(calc, 0).i, 2);
    cx_calc_free(calc);
    cx_sandbox_free(sandbox);
}
END_TEST

START_TEST(keywords)
{
    ck_assert(cx_calc_is_keyword("select"));
    ck_assert(cx_calc_is_keyword("WHERE"));
    ck_assert(!cx_calc_is_keyword("amount"));
    ck_assert(!cx_calc_is_keyword(""));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, values);
    tcase_add_test(tc, allowed);
    tcase_add_test(tc, subqueries);
    tcase_add_test(tc, functions);
    tcase_add_test(tc, aggregates);
    tcase_add_test(tc, names);
    tcase_add_test(tc, breaking_out);
    tcase_add_test(tc, parameters);
    tcase_add_test(tc, very_deep);
    tcase_add_test(tc, very_long);
    tcase_add_test(tc, without_a_value);
    tcase_add_test(tc, which_one_is_bad);
    tcase_add_test(tc, without_columns);
    tcase_add_test(tc, keywords);
}

UNIT_MAIN("calc")
