#include "expr/fault.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/nearest.h"

int fault_set(struct cx_err *err, const char *text, size_t at, const char *format, ...)
{
    char message[sizeof err->text];
    size_t place = 1;
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, cx_said(format), args);
    va_end(args);
    for (size_t i = 0; i < at; i++)
        place += ((unsigned char)text[i] & 0xC0) != 0x80;
    cx_err_set(err, CX_EDATA, "character %zu: %s", place, message);
    return -1;
}

/* What people write who know spreadsheets, other languages or typography. */
static const struct {
    const char *mark, *hint;
} hints[] = {
    {"“", "texts stand in straight single quotes: 'text'"},
    {"”", "texts stand in straight single quotes: 'text'"},
    {"„", "texts stand in straight single quotes: 'text'"},
    {"‘", "texts stand in straight single quotes: 'text'"},
    {"’", "texts stand in straight single quotes: 'text'"},
    {"≤", "write <="},
    {"≥", "write >="},
    {"≠", "write <>"},
    {"×", "write *"},
    {"÷", "write /"},
    {"−", "write -"},
    {"–", "write -"},
    {"—", "write -"},
    {"、", "write ,"},
    {"。", "write ."},
    {"&", "write and; texts are joined with ||"},
    {"|", "write or; texts are joined with ||"},
    {"!", "write not, or <> for unequal"},
    {"^", "write a power as a product: x * x"},
    {"?", "write iif(condition, a, b)"},
    {"\"", "texts stand in straight single quotes: 'text'"},
    {"'", "texts stand in straight single quotes: 'text'"},
    {";", "write a comma between values, not a semicolon"},
};

/* Operators in Chinese. */
static const struct {
    const char *word, *op;
} chinese[] = {
    {"且", "and"},      {"并且", "and"}, {"而且", "and"},  {"和", "and"},      {"与", "and"},
    {"或", "or"},       {"或者", "or"},  {"大于", ">"},    {"大于等于", ">="}, {"小于", "<"},
    {"小于等于", "<="}, {"等于", "="},   {"不等于", "<>"},
};

/* What a mark would be if it were not in full width: "＜" is "<". The same mark if it is not. */
static const char *half_width(char out[2], const char *s, size_t n)
{
    unsigned char second = (unsigned char)s[n > 1], third = (unsigned char)s[n > 2 ? 2 : 0];
    bool is_full = n == 3 && (unsigned char)s[0] == 0xEF && (second == 0xBC || second == 0xBD);
    unsigned code = (unsigned)(second == 0xBD) << 6 | (third & 0x3Fu); /* of U+FF00 and on */
    if (!is_full || code == 0 || code > '~' - ' ')
        return s;
    out[0] = (char)(code + ' ');
    out[1] = '\0';
    return out;
}

static int fault_bad(struct cx_err *err, const char *text, struct token token)
{
    const char *s = text + token.at;
    if (*s >= '0' && *s <= '9')
        return fault_set(err, text, token.at,
                         "%.*s runs into what is no part of a number: write 1500.5, or 1.5e3",
                         (int)token.n, s);
    char plain[2];
    const char *half = half_width(plain, s, token.n);
    size_t n = half == s ? token.n : 1;
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        if (strlen(hints[i].mark) == n && memcmp(hints[i].mark, half, n) == 0)
            return fault_set(err, text, token.at, "unexpected %.*s: %s", (int)token.n, s,
                             _(hints[i].hint));
    }
    if (half != s && (isalnum((unsigned char)*half) || strchr("+-*/%=<>(),.[`_", *half)))
        return fault_set(err, text, token.at,
                         isalnum((unsigned char)*half)
                             ? "unexpected %.*s: write letters and digits in half width, as in %s"
                             : "unexpected %.*s: write %s",
                         (int)token.n, s, half);
    if (token.n == 1 && (unsigned char)*s < ' ')
        return fault_set(err, text, token.at, "unexpected byte %d", *s);
    return fault_set(err, text, token.at, "unexpected %.*s", (int)token.n, s);
}

static int fault_operator(struct cx_err *err, const char *text, struct token token, bool is_operand)
{
    const char *s = text + token.at;
    char before = token.at > 0 ? text[token.at - 1] : '\0';
    if (*s == ')')
        return is_operand ? fault_set(err, text, token.at, "a value is missing before )")
                          : fault_set(err, text, token.at, "this ) closes no bracket");
    if (*s == ';')
        return fault_set(err, text, token.at, "write a comma between values, not a semicolon");
    if (*s == ',' && before >= '0' && before <= '9' && s[1] >= '0' && s[1] <= '9')
        return fault_set(err, text, token.at,
                         "write numbers with a point, and without commas: 0.5");
    if (is_operand && before == '=' && (*s == '>' || *s == '<'))
        return fault_set(err, text, token.at - 1, "write %c=", *s);
    if (is_operand && *s == '=' && strspn(text, " \t") == token.at)
        return fault_set(err, text, token.at, "leave out the = at the beginning");
    return fault_set(err, text, token.at,
                     is_operand ? "a value is missing before %.*s" : "unexpected %.*s",
                     (int)token.n, s);
}

/* A name where an operator should stand. */
static int fault_unparted(struct cx_err *err, const char *text, struct token token)
{
    const char *s = text + token.at;
    for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++) {
        if (strlen(chinese[i].word) == token.n && memcmp(chinese[i].word, s, token.n) == 0)
            return fault_set(err, text, token.at, "unexpected %.*s: write %s", (int)token.n, s,
                             chinese[i].op);
    }
    return fault_set(err, text, token.at, "unexpected %.*s: an operator is missing before it",
                     (int)(token.n > 40 ? 40 : token.n), s);
}

int fault_unexpected(struct cx_err *err, const char *text, struct token token, bool is_operand)
{
    switch (token.type) {
    case TOKEN_END:
        return fault_set(err, text, token.at,
                         strspn(text, " \t\r\n") < token.at ? "it ends where a value should stand"
                                                            : "it is empty");
    case TOKEN_OPEN:
        return fault_set(err, text, token.at,
                         text[token.at] == '/'    ? "the comment that begins here has no end"
                         : text[token.at] == '\'' ? "the text that begins here has no end"
                                                  : "the name in quotes that begins here has no "
                                                    "end");
    case TOKEN_BAD: return fault_bad(err, text, token);
    case TOKEN_OPERATOR: return fault_operator(err, text, token, is_operand);
    default:
        return is_operand ? fault_set(err, text, token.at, "a value is missing before %.*s",
                                      (int)(token.n > 40 ? 40 : token.n), text + token.at)
                          : fault_unparted(err, text, token);
    }
}

#define NAME_MAX CX_NEAREST_MAX /* bytes of a name that is told */

static int least(int a, int b)
{
    return a < b ? a : b;
}

int fault_name(struct cx_err *err, const char *text, const struct node *name,
               const struct cx_vocabulary *vocabulary)
{
    const char *s = text + name->at, *other;
    size_t n = name->end - name->at, i = 0;
    int told = least((int)n, NAME_MAX);
    struct cx_nearest nearest = {0};
    struct cx_buf all = {0};
    while ((other = vocabulary->list(vocabulary->context, &i))) {
        cx_nearest_try(&nearest, s, n, other);
        cx_buf_printf(&all, "%s%s", all.len ? ", " : "", other);
    }
    const char *titled = vocabulary->titled ? vocabulary->titled(vocabulary->context, s, n) : NULL,
               *meant = titled ? titled : nearest.name;
    if (*meant)
        fault_set(err, text, name->at, vocabulary->misspelt, told, s, meant, cx_buf_str(&all));
    else
        fault_set(err, text, name->at, vocabulary->unknown, told, s, cx_buf_str(&all));
    cx_buf_fini(&all);
    return -1;
}

int fault_quotes(struct cx_err *err, const char *text, const struct node *name,
                 const struct node *with, const char *between)
{
    size_t at = name->at, end = name->end;
    if (strchr("\"`[", text[at])) {
        at++;
        end--;
    }
    int n = least((int)(end - at), NAME_MAX);
    if (with && with->end - with->at <= NAME_MAX)
        return fault_set(err, text, name->at, "texts stand in single quotes: %.*s %s '%.*s'",
                         (int)(with->end - with->at), text + with->at, between, n, text + at);
    return fault_set(err, text, name->at, "texts stand in single quotes: '%.*s'", n, text + at);
}

static bool is_one_of(const char *s, size_t n, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strncasecmp(words[i], s, n) == 0 && words[i][n] == '\0')
            return true;
    }
    return false;
}

int fault_function(struct cx_err *err, const char *text, struct token name,
                   const struct cx_vocabulary *vocabulary)
{
    static const char *const counts[] = {"count", "counta", "countif", "countifs"};
    static const char *const sums[] = {"sum", "total", "sumif", "sumifs"};
    static const char *const means[] = {"avg", "average", "mean", "median"};
    static const char *const ifs[] = {"if", "ifs", "wenn", "si"};
    const char *s = text + name.at;
    bool of_rows = vocabulary->is_of_rows;
    struct cx_nearest nearest = {0};
    if (is_one_of(s, name.n, counts, 4))
        return fault_set(err, text, name.at,
                         of_rows
                             ? "write 1: cx adds it up"
                             : "there are no rows here to count: name a measure that counts them");
    if (is_one_of(s, name.n, sums, 4))
        return fault_set(err, text, name.at,
                         of_rows
                             ? "write what is to be added up, without %.*s(): cx adds it up"
                             : "there are no rows here to add up: name a measure instead of %.*s()",
                         (int)name.n, s);
    if (is_one_of(s, name.n, means, 4))
        return fault_set(err, text, name.at,
                         "a mean is a metric: one measure adds up, another counts, and a formula "
                         "divides them");
    if (is_one_of(s, name.n, ifs, 4))
        return fault_set(err, text, name.at,
                         "write iif, with commas between its three values: iif(condition, a, b)");
    if (is_one_of(s, name.n, (const char *const[]){"and", "or"}, 2))
        return fault_set(err, text, name.at, "%.*s stands between two conditions: a %.*s b",
                         (int)name.n, s, (int)name.n, s);
    for (size_t i = 0; function_at(i); i++)
        cx_nearest_try(&nearest, s, name.n, function_at(i)->name);
    return fault_set(err, text, name.at,
                     nearest.name[0] ? "no function \"%.*s\" (did you mean \"%s\"?)"
                                     : "no function \"%.*s\"",
                     least((int)name.n, NAME_MAX), s, nearest.name);
}
