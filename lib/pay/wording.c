/* Names and expressions of the plan in words: titles where a code has one, and signs as in print.
 */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "expr/token.h"
#include "pay/teller.h"

static const char *const fact_words[CX_RULE_NAMES] = {
    [CX_NAME_SCORE] = N_("score"),
    [CX_NAME_RANK] = N_("rank"),
    [CX_NAME_GRADE] = N_("grade"),
    [CX_NAME_GRADE_COEFFICIENT] = N_("coefficient of the grade"),
    [CX_NAME_DAYS] = N_("days in the post"),
    [CX_NAME_PERIOD_DAYS] = N_("days of the period"),
    [CX_NAME_ABSENT_DAYS] = N_("days absent"),
    [CX_NAME_EMPLOYEE_ID] = N_("employee"),
    [CX_NAME_ROLE] = N_("role"),
    [CX_NAME_BASE_SALARY] = N_("base salary"),
    [CX_NAME_BASE_PAY] = N_("base pay of the period"),
    [CX_NAME_TENURE_MONTHS] = N_("months with the company"),
    [CX_NAME_ROLE_TENURE_MONTHS] = N_("months in the role"),
    [CX_NAME_TEAM_TENURE_MONTHS] = N_("months in the team"),
    [CX_NAME_LEFT_ON] = N_("last day with the company"),
    [CX_NAME_TEAM_ID] = N_("team"),
    [CX_NAME_TEAM_KIND] = N_("kind of the team"),
    [CX_NAME_TEAM_AGE_MONTHS] = N_("age of the team in months"),
    [CX_NAME_TEAM_HEADCOUNT] = N_("people in the team"),
    [CX_NAME_TEAM_HEADCOUNT_BEFORE] = N_("people in the team before the period"),
    [CX_NAME_TEAM_NEW_HIRES] = N_("people hired into the team"),
    [CX_NAME_TEAM_PAYROLL] = N_("payroll of the team"),
};

static const char *const forms[] = {
    [CX_NAME_SELF] = N_("%s"),
    [CX_NAME_PREV] = N_("%s of the period before"),
    [CX_NAME_TEAM] = N_("%s of the team"),
    [CX_NAME_TEAM_PREV] = N_("%s of the team in the period before"),
    [CX_NAME_TARGET] = N_("target of %s"),
    [CX_NAME_TEAM_TARGET] = N_("target of the team for %s"),
    [CX_NAME_ATTAINMENT] = N_("attainment of %s"),
};

static void put_name(struct cx_buf *out, const struct cx_plan *plan, struct cx_name name)
{
    if (name.form == CX_NAME_FACT)
        cx_buf_puts(out, cx_shown(fact_words[name.index]));
    else
        cx_buf_show(out, forms[name.form], plan->quantities[name.index].title);
}

const char *say_name(struct statement *statement, struct cx_name name)
{
    struct cx_buf words = {0};
    put_name(&words, statement->bonus->scores->plan, name);
    const char *out = page_text(statement->page, cx_buf_str(&words));
    cx_buf_fini(&words);
    return out;
}

/* A sign or a word of the language as it is printed; NULL: as it stands. */
static const char *print_of(const char *text, struct token token)
{
    static const struct {
        const char *op, *shown;
    } operators[] = {{"*", "×"},  {"<=", "≤"}, {">=", "≥"}, {"<>", "≠"},
                     {"!=", "≠"}, {"==", "="}, {"/", "÷"}};
    static const struct {
        const char *word, *shown;
    } words[] = {
        {"and", N_("and")}, {"or", N_("or")}, {"not", N_("not")}, {"between", N_("between")}};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (token_is_operator(text, token, operators[i].op))
            return operators[i].shown;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (token_is_word(text, token, words[i].word))
            return cx_shown(words[i].shown);
    }
    return NULL;
}

/* "is null" and "is not null" from `token` on, in words; *end: what follows them. */
static const char *null_words(const char *text, struct token token, size_t *end)
{
    struct token next = token_next(text, token.at + token.n);
    bool is_not = token_is_word(text, next, "not");
    if (is_not)
        next = token_next(text, next.at + next.n);
    if (!token_is_word(text, token, "is") || !token_is_word(text, next, "null"))
        return NULL;
    *end = next.at + next.n;
    return is_not ? cx_shown("has a value") : cx_shown("has no value");
}

/* What stands between the bounds of a between is no condition's "and". */
struct bounds {
    int depth;   /* of parentheses */
    int open[8]; /* the depths at which a between waits for its second bound */
    int count;
};

static bool is_bound(struct bounds *bounds, const char *text, struct token token)
{
    const int most = sizeof bounds->open / sizeof *bounds->open;
    bounds->depth += token_is_operator(text, token, "(") - token_is_operator(text, token, ")");
    if (token_is_word(text, token, "between") && bounds->count < most)
        bounds->open[bounds->count++] = bounds->depth;
    if (!token_is_word(text, token, "and") || bounds->count == 0 ||
        bounds->open[bounds->count - 1] != bounds->depth)
        return false;
    bounds->count--;
    return true;
}

static void put_token(struct cx_buf *out, const struct cx_plan *plan, const char *text,
                      struct token token)
{
    bool is_quoted = token.type == TOKEN_QUOTED;
    const char *shown = print_of(text, token);
    struct cx_name name;
    if (shown) {
        cx_buf_puts(out, shown);
    } else if (token.type == TOKEN_NAME || is_quoted) {
        char *code = is_quoted ? token_unquoted(text, token) : cx_strndup(text + token.at, token.n);
        if (cx_name_find(&name, plan, CX_SCOPE_RULE, code, strlen(code)))
            put_name(out, plan, name);
        else
            cx_buf_puts(out, code);
        free(code);
    } else {
        cx_buf_add(out, text + token.at, token.n);
    }
}

/* Whether there is a blank on both sides of a sign, as it may be written without; a minus may be
 * that of a number. */
static bool is_spaced(const char *text, struct token token)
{
    return token.type == TOKEN_OPERATOR && !strchr("(),;-", text[token.at]);
}

const char *say_formula(struct statement *statement, const char *text)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    struct cx_buf words = {0};
    struct bounds bounds = {0};
    size_t end = 0;
    for (bool is_after_sign = false;;) {
        struct token token = token_next(text, end);
        if (token.type == TOKEN_END)
            break;
        if (token.type == TOKEN_OPEN)
            token.n = strlen(text + token.at);
        struct token next = token_next(text, token.at + token.n);
        bool is_not_between =
            token_is_word(text, token, "not") && token_is_word(text, next, "between");
        bool is_sign = is_spaced(text, token);
        if (words.len > 0 && (token.at > end || is_sign || is_after_sign))
            cx_buf_putc(&words, ' ');
        if (is_not_between)
            token = next;
        size_t after = token.at + token.n;
        const char *shown =
            is_not_between ? cx_shown("not between") : null_words(text, token, &after);
        if (is_bound(&bounds, text, token))
            shown = cx_shown_in("between", NC_("between", "and"));
        if (shown)
            cx_buf_puts(&words, shown);
        else
            put_token(&words, plan, text, token);
        end = after;
        is_after_sign = is_sign;
    }
    const char *out = page_code(statement->page, cx_buf_str(&words));
    cx_buf_fini(&words);
    return out;
}
