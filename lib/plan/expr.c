#include "plan/expr.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "plan/arith.h"

struct cx_expr {
    struct cx_calc *calc;
    struct cx_arith *arith; /* NULL: SQLite computes it */
    struct cx_value *cells; /* of the names, for arith */
    struct cx_name *names;
    char **columns; /* names as the expression writes them */
    size_t count, cap;
    struct cx_rows rows;
    bool is_given; /* the one row was handed out */
    struct cx_value (*get)(void *context, struct cx_name name);
    void *context;
};

enum token_type { TOKEN_END, TOKEN_WORD, TOKEN_INTEGER, TOKEN_OTHER };
struct token {
    enum token_type type;
    const char *s;
    size_t n;
};

static const char *skip_blanks_and_comments(const char *s)
{
    for (;;) {
        if (isspace((unsigned char)*s)) {
            s++;
        } else if (strncmp(s, "--", 2) == 0) {
            s += strcspn(s, "\n");
        } else if (strncmp(s, "/*", 2) == 0) {
            const char *end = strstr(s + 2, "*/");
            s = end ? end + 2 : s + strlen(s);
        } else {
            return s;
        }
    }
}

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

bool cx_expr_is_name(const char *name)
{
    const char *s = name;
    while (is_word_byte(*s))
        s++;
    return *name && *s == '\0' && !isdigit((unsigned char)*name);
}

/* Length of a quoted token, quotes included; a doubled quote stands for itself. */
static size_t quoted(const char *s)
{
    char close = *s == '[' ? ']' : *s;
    size_t n = 1;
    while (s[n] && (s[n] != close || (close != ']' && s[n + 1] == close)))
        n += s[n] == close ? 2 : 1;
    return s[n] ? n + 1 : n;
}

static size_t number(const char *s, bool *is_integer)
{
    size_t n = strspn(s, "0123456789");
    *is_integer = true;
    if (s[n] == '.' || tolower((unsigned char)s[n]) == 'e') {
        *is_integer = false;
        while (s[n] && (strchr("0123456789.eE", s[n]) ||
                        (strchr("+-", s[n]) && tolower((unsigned char)s[n - 1]) == 'e')))
            n++;
    } else if (tolower((unsigned char)s[n]) == 'x') {
        n += strspn(s + n, "0123456789abcdefABCDEFxX");
    }
    return n;
}

static struct token next_token(const char **at)
{
    const char *s = skip_blanks_and_comments(*at);
    struct token token = {TOKEN_OTHER, s, 1};
    if (*s == '\0') {
        token = (struct token){TOKEN_END, s, 0};
    } else if (isdigit((unsigned char)*s) || (*s == '.' && isdigit((unsigned char)s[1]))) {
        bool is_integer;
        token.n = number(s, &is_integer);
        token.type = is_integer ? TOKEN_INTEGER : TOKEN_OTHER;
    } else if (is_word_byte(*s)) {
        token.type = TOKEN_WORD;
        while (is_word_byte(s[token.n]))
            token.n++;
    } else if (*s == '"' || *s == '`' || *s == '[') {
        token = (struct token){TOKEN_WORD, s + 1, quoted(s)};
        *at = s + token.n;
        token.n = token.n > 1 ? token.n - 2 : 0;
        return token;
    } else if (*s == '\'') {
        token.n = quoted(s);
    }
    *at = s + token.n;
    return token;
}

/* A literal's text: quotes taken off, doubled ones made single. */
static char *unquoted(struct token token)
{
    char *text = cx_strndup(token.s + 1, token.n > 1 ? token.n - 2 : 0), *to = text;
    for (const char *s = text; *s; s += s[0] == '\'' && s[1] == '\'' ? 2 : 1)
        *to++ = *s;
    *to = '\0';
    return text;
}

static bool is_word(struct token token, const char *word)
{
    return token.type == TOKEN_WORD && token.n == strlen(word) &&
           strncasecmp(token.s, word, token.n) == 0;
}

void cx_expr_literals(const char *text,
                      void (*hear)(void *context, const char *name, size_t n, const char *literal),
                      void *context)
{
    struct token name = {0}, literal = {0}, token; /* what stands left of a comparison */
    bool is_compared = false;
    while ((token = next_token(&text)).type != TOKEN_END) {
        bool is_literal = token.type == TOKEN_OTHER && *token.s == '\'';
        struct token found = is_literal ? token : literal, of = is_literal ? name : token;
        bool is_name = of.type == TOKEN_WORD && !is_word(of, "in") && !is_word(of, "is") &&
                       !is_word(of, "not");
        if (is_compared && found.n > 0 && is_name) {
            char *words = unquoted(found);
            hear(context, of.s, of.n, words);
            free(words);
        }
        if (is_word(token, "in") || is_word(token, "is") ||
            (token.type == TOKEN_OTHER && strchr("=<>", *token.s))) {
            is_compared = true;
        } else if (is_literal && !is_compared) {
            literal = token;
            name = (struct token){0};
        } else if (!is_literal && !is_word(token, "not") && !strchr("(,!", *token.s)) {
            is_compared = false;
            literal = (struct token){0};
            name = token;
        }
    }
}

int cx_expr_check_text(const char *text, struct cx_err *err)
{
    struct token before = {0}, slash = {0}, token;
    while ((token = next_token(&text)).type != TOKEN_END) {
        if (token.type == TOKEN_INTEGER && before.type == TOKEN_INTEGER && slash.n == 1 &&
            *slash.s == '/')
            return cx_err_set(
                err, CX_EDATA,
                "%.*s/%.*s divides whole numbers and drops the rest: write %.*s.0/%.*s",
                (int)before.n, before.s, (int)token.n, token.s, (int)before.n, before.s,
                (int)token.n, token.s);
        if (token.type == TOKEN_OTHER && *token.s == '.')
            return cx_err_set(err, CX_EDATA, "a point stands where none is allowed");
        if (token.type == TOKEN_OTHER && *token.s == '/') {
            slash = token;
        } else if (token.type != TOKEN_OTHER || !strchr("+-", *token.s)) { /* not 1/-2 either */
            before = token;
            slash = (struct token){0};
        }
    }
    return 0;
}

static void add_name(struct cx_expr *expr, struct cx_name name, struct token token)
{
    size_t cap = expr->cap;
    for (size_t i = 0; i < expr->count; i++) {
        if (expr->names[i].form == name.form && expr->names[i].index == name.index)
            return;
    }
    CX_GROW(expr->names, expr->count, expr->cap);
    if (cap != expr->cap)
        expr->columns = cx_realloc(expr->columns, expr->cap, sizeof *expr->columns);
    expr->names[expr->count] = name;
    expr->columns[expr->count++] = cx_strndup(token.s, token.n);
}

static void start_row(void *context)
{
    ((struct cx_expr *)context)->is_given = false;
}

static int next_row(void *context)
{
    struct cx_expr *expr = context;
    if (expr->is_given)
        return 0;
    expr->is_given = true;
    return 1;
}

static struct cx_value row_value(void *context, int column)
{
    struct cx_expr *expr = context;
    return expr->get(expr->context, expr->names[column]);
}

int cx_expr_new(struct cx_expr **out, struct cx_sandbox *sandbox, const struct cx_plan *plan,
                enum cx_name_scope scope, const char *text, struct cx_err *err)
{
    struct cx_expr *expr = cx_alloc(sizeof *expr);
    struct cx_name name;
    struct token token;
    const char *at = text;
    while ((token = next_token(&at)).type != TOKEN_END) {
        if (token.type == TOKEN_WORD && cx_name_find(&name, plan, scope, token.s, token.n))
            add_name(expr, name, token);
    }
    expr->arith = cx_arith_value(text, (const char *const *)expr->columns, expr->count);
    expr->cells = cx_alloc((expr->count + 1) * sizeof *expr->cells);
    expr->rows = (struct cx_rows){expr, start_row, next_row, row_value};
    int rc = cx_expr_check_text(text, err);
    if (rc == 0)
        rc = cx_calc_new(&expr->calc, sandbox, (const char *const *)expr->columns, expr->count,
                         &expr->rows, &text, 1, NULL, err);
    if (rc < 0) {
        cx_expr_free(expr);
        return rc;
    }
    *out = expr;
    return 0;
}

void cx_expr_free(struct cx_expr *expr)
{
    if (!expr)
        return;
    cx_calc_free(expr->calc);
    cx_arith_free(expr->arith);
    free(expr->cells);
    for (size_t i = 0; i < expr->count; i++)
        free(expr->columns[i]);
    free(expr->columns);
    free(expr->names);
    free(expr);
}

/* False where SQLite has to compute it, since a name stands for no real number. */
static bool compute_plain(struct cx_value *out, const struct cx_expr *expr,
                          struct cx_value (*get)(void *context, struct cx_name name), void *context)
{
    double number;
    for (size_t i = 0; i < expr->count; i++)
        expr->cells[i] = get(context, expr->names[i]);
    switch (cx_arith_compute(&number, expr->arith, expr->cells)) {
    case CX_ARITH_NUMBER: *out = cx_value_real(number); return true;
    case CX_ARITH_NULL: *out = cx_value_null(); return true;
    default: return false;
    }
}

int cx_expr_eval(struct cx_value *out, struct cx_expr *expr,
                 struct cx_value (*get)(void *context, struct cx_name name), void *context,
                 struct cx_err *err)
{
    if (expr->arith && compute_plain(out, expr, get, context))
        return 0;
    expr->get = get;
    expr->context = context;
    cx_calc_rewind(expr->calc);
    int rc = cx_calc_step(expr->calc, err);
    if (rc < 0)
        return rc;
    *out = cx_calc_result(expr->calc, 0);
    return 0;
}

const struct cx_name *cx_expr_names(const struct cx_expr *expr, size_t *count)
{
    *count = expr->count;
    return expr->names;
}

bool cx_expr_number(double *real, struct cx_value value)
{
    switch (value.type) {
    case CX_VALUE_INT: *real = (double)value.i; return true;
    case CX_VALUE_REAL: *real = value.r; return true;
    default: return false;
    }
}
