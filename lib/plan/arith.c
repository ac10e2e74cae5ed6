#include "plan/arith.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

#define STEPS 24 /* longer expressions are left to SQLite */
#define DEPTH 8

/* Postfix: values are pushed, the rest takes two and pushes one. */
enum kind {
    COLUMN,
    NUMBER,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    EQUAL,
    UNEQUAL,
    LESS,
    LESS_EQUAL,
    MORE,
    MORE_EQUAL,
    AND
};
struct step {
    enum kind kind;
    int column;
    double number;
};

struct cx_arith {
    struct step steps[STEPS];
    size_t count;
};

struct parser {
    const char *at;
    const char *const *names;
    size_t name_count;
    struct cx_arith *arith;
    int depth;            /* of the stack, now */
    bool is_whole[DEPTH]; /* of each value on it: a whole number to SQLite */
    bool is_bad;
};

static void blanks(struct parser *p)
{
    while (isspace((unsigned char)*p->at))
        p->at++;
}

/* Whole numbers multiplied or divided are for SQLite: they may not fit a double, or lose their
 * fraction. */
static void push(struct parser *p, struct step step, bool is_whole)
{
    if (p->arith->count == STEPS || (step.kind <= NUMBER && p->depth == DEPTH)) {
        p->is_bad = true;
        return;
    }
    if (step.kind > NUMBER) {
        is_whole = p->is_whole[p->depth - 2] && p->is_whole[p->depth - 1];
        p->is_bad = p->is_bad || (is_whole && (step.kind == MULTIPLY || step.kind == DIVIDE));
        p->depth -= 2;
    }
    p->is_whole[p->depth++] = is_whole;
    p->arith->steps[p->arith->count++] = step;
}

static bool accept(struct parser *p, const char *word)
{
    size_t n = strlen(word);
    blanks(p);
    if (strncasecmp(p->at, word, n) != 0 ||
        (isalpha((unsigned char)*word) && (isalnum((unsigned char)p->at[n]) || p->at[n] == '_')))
        return false;
    p->at += n;
    return true;
}

static void name(struct parser *p)
{
    size_t n = 0;
    while (isalnum((unsigned char)p->at[n]) || p->at[n] == '_')
        n++;
    for (size_t i = 0; i < p->name_count; i++) {
        if (strlen(p->names[i]) == n && strncasecmp(p->names[i], p->at, n) == 0) {
            p->at += n;
            push(p, (struct step){.kind = COLUMN, .column = (int)i}, false);
            return;
        }
    }
    p->is_bad = true;
}

/* Numbers without a fraction that a double holds: other fractions are for SQLite to read, which
 * rounds them its own way. */
static void number(struct parser *p)
{
    size_t n = strspn(p->at, "0123456789");
    bool is_whole = p->at[n] != '.';
    bool is_long = n > 15;
    if (!is_whole)
        n += 1 + strspn(p->at + n + 1, "0");
    if (is_long || isalnum((unsigned char)p->at[n]) || p->at[n] == '_') {
        p->is_bad = true;
        return;
    }
    push(p, (struct step){.kind = NUMBER, .number = strtod(p->at, NULL)}, is_whole);
    p->at += n;
}

static void sum(struct parser *p);

static void factor(struct parser *p)
{
    if (accept(p, "(")) {
        sum(p);
        p->is_bad = p->is_bad || !accept(p, ")");
    } else if (isdigit((unsigned char)*p->at)) {
        number(p);
    } else {
        name(p);
    }
}

static void product(struct parser *p)
{
    factor(p);
    while (!p->is_bad) {
        enum kind kind = accept(p, "*") ? MULTIPLY : accept(p, "/") ? DIVIDE : AND;
        if (kind == AND || (kind == DIVIDE && *p->at == '*')) { /* a comment */
            p->is_bad = kind == DIVIDE;
            return;
        }
        factor(p);
        if (!p->is_bad)
            push(p, (struct step){.kind = kind}, false);
    }
}

static void sum(struct parser *p)
{
    product(p);
    while (!p->is_bad) {
        enum kind kind = accept(p, "+") ? ADD : accept(p, "-") ? SUBTRACT : AND;
        if (kind == AND || (kind == SUBTRACT && *p->at == '-')) { /* a comment */
            p->is_bad = kind == SUBTRACT;
            return;
        }
        product(p);
        if (!p->is_bad)
            push(p, (struct step){.kind = kind}, false);
    }
}

static void comparison(struct parser *p)
{
    static const struct {
        const char *sign;
        enum kind kind;
    } signs[] = {{"<>", UNEQUAL}, {"!=", UNEQUAL}, {"<=", LESS_EQUAL}, {">=", MORE_EQUAL},
                 {"==", EQUAL},   {"=", EQUAL},    {"<", LESS},        {">", MORE}};
    size_t i = 0, n = sizeof signs / sizeof *signs;
    sum(p);
    while (i < n && !accept(p, signs[i].sign))
        i++;
    p->is_bad = p->is_bad || i == n;
    if (p->is_bad)
        return;
    sum(p);
    if (!p->is_bad)
        push(p, (struct step){.kind = signs[i].kind}, false);
}

static void condition(struct parser *p)
{
    comparison(p);
    while (!p->is_bad && accept(p, "and")) {
        comparison(p);
        if (!p->is_bad)
            push(p, (struct step){.kind = AND}, false);
    }
}

static struct cx_arith *parse(void (*rule)(struct parser *), const char *text,
                              const char *const *names, size_t count)
{
    struct parser parser = {.at = text, .names = names, .name_count = count};
    parser.arith = cx_alloc(sizeof *parser.arith);
    rule(&parser);
    blanks(&parser);
    if (!parser.is_bad && !*parser.at)
        return parser.arith;
    free(parser.arith);
    return NULL;
}

struct cx_arith *cx_arith_value(const char *text, const char *const *names, size_t count)
{
    return parse(sum, text, names, count);
}

struct cx_arith *cx_arith_condition(const char *text, const char *const *names, size_t count)
{
    return parse(condition, text, names, count);
}

void cx_arith_free(struct cx_arith *arith)
{
    free(arith);
}

static double apply(enum kind kind, double a, double b)
{
    switch (kind) {
    case ADD: return a + b;
    case SUBTRACT: return a - b;
    case MULTIPLY: return a * b;
    case DIVIDE: return a / b;
    case EQUAL: return a == b;
    case UNEQUAL: return a != b;
    case LESS: return a < b;
    case LESS_EQUAL: return a <= b;
    case MORE: return a > b;
    case MORE_EQUAL: return a >= b;
    default: return a != 0 && b != 0;
    }
}

enum cx_arith_result cx_arith_compute(double *number, const struct cx_arith *arith,
                                      const struct cx_value *cells)
{
    double stack[DEPTH];
    size_t top = 0;
    for (size_t i = 0; i < arith->count; i++) {
        const struct step *step = &arith->steps[i];
        if (step->kind == NUMBER) {
            stack[top++] = step->number;
        } else if (step->kind == COLUMN) {
            const struct cx_value *cell = &cells[step->column];
            /* Null spreads, and a comparison with null in a chain of ANDs makes it not true. */
            if (cell->type == CX_VALUE_NULL)
                return CX_ARITH_NULL;
            if (cell->type != CX_VALUE_REAL)
                return CX_ARITH_UNKNOWN;
            stack[top++] = cell->r;
        } else {
            top--;
            if (step->kind == DIVIDE && stack[top] == 0)
                return CX_ARITH_NULL;
            stack[top - 1] = apply(step->kind, stack[top - 1], stack[top]);
        }
    }
    *number = stack[0];
    return isnan(stack[0]) ? CX_ARITH_NULL : CX_ARITH_NUMBER;
}
