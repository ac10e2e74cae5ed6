/* expressions N [SEED]: N random expressions of the language, each computed by cx and by SQLite.
 *
 * Where no division is inexact in binary, both must give the same number, text or null. The rest
 * may differ by 1e-9 of the number, and does not get where the difference could become a step: into
 * a comparison, floor(), % and so on. What differs by design is written for SQLite as cx means it:
 *   - 1/2 is 0.5: a quotient is of reals;
 *   - 25% is 0.25.
 * Numbers and texts are not mixed in arithmetic or ||, which cx refuses, or writes without the .0
 * of SQLite's reals. */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "expr/code.h"

enum { NUMBERS = 4, TEXTS = 3, NAMES = NUMBERS + TEXTS };
static const char *const names[NAMES] = {"n0", "n1", "n2", "n3", "t0", "t1", "t2"};

/* An expression while it grows, for both. */
struct pair {
    struct cx_buf cx, sql;
    int left;        /* operators that it may still get */
    bool is_inexact; /* a real of SQLite may be off */
};

static uint64_t state;

static unsigned chance(unsigned n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)((state >> 33) % n);
}

static void put(struct pair *pair, const char *text)
{
    cx_buf_puts(&pair->cx, text);
    cx_buf_puts(&pair->sql, text);
}

static void put_word(struct pair *pair, const char *word)
{
    put(pair, " ");
    for (; *word; word++) {
        char c[2] = {chance(4) ? *word : (char)(*word - ('a' <= *word && *word <= 'z' ? 32 : 0)),
                     0};
        put(pair, c);
    }
    put(pair, " ");
}

/* Eighths below 100, which binary holds, in few enough bits for the products of an expression. */
static void put_number(struct pair *pair)
{
    unsigned eighths = chance(5) ? chance(800) : 8 * chance(4);
    char text[32];
    switch (chance(4)) {
    case 0: put(pair, names[chance(NUMBERS)]); break;
    case 1:
        snprintf(text, sizeof text, "%u", eighths / 8);
        put(pair, text);
        break;
    case 2:
        snprintf(text, sizeof text, "%.12g", eighths / 8.0);
        cx_buf_printf(&pair->cx, "%.12g%%", eighths * 12.5);
        cx_buf_puts(&pair->sql, text);
        break;
    default: snprintf(text, sizeof text, "%.3f", eighths / 8.0); put(pair, text);
    }
}

static void put_text(struct pair *pair)
{
    static const char *const texts[] = {"''", "'a'", "'ab'", "'Ab b'", "'华东'", "'it''s'", "'10'"};
    put(pair, chance(2) ? names[NUMBERS + chance(TEXTS)] : texts[chance(7)]);
}

static void number(struct pair *pair, int bits, bool exact);
static void text(struct pair *pair);
static void condition(struct pair *pair);

static void compared(struct pair *pair)
{
    static const char *const signs[] = {
        " = ", " == ", " <> ", " != ", " < ", " <= ", " > ", " >= "};
    bool of_texts = chance(3) == 0;
    if (of_texts)
        text(pair);
    else
        number(pair, 30, true);
    if (chance(6) == 0)
        put_word(pair, chance(2) ? "is" : "is not");
    else
        put(pair, signs[chance(8)]);
    if (of_texts != (chance(10) == 0))
        text(pair);
    else
        number(pair, 30, true);
}

static void tested(struct pair *pair)
{
    put(pair, "(");
    switch (chance(5)) {
    case 0:
        number(pair, 30, true);
        put_word(pair, chance(2) ? "between" : "not between");
        number(pair, 30, true);
        put_word(pair, "and");
        number(pair, 30, true);
        break;
    case 1:
        number(pair, 30, true);
        put_word(pair, chance(2) ? "in" : "not in");
        put(pair, "(");
        for (unsigned i = chance(3) + 1; i > 0; i--) {
            number(pair, 30, true);
            put(pair, i > 1 ? ", " : ")");
        }
        break;
    case 2:
        text(pair);
        put_word(pair, chance(2) ? "in" : "not in");
        put(pair, "('a', ");
        text(pair);
        put(pair, ")");
        break;
    case 3: {
        static const char *const patterns[] = {"'%'",  "'a%'",  "'%b'",    "'_b%'",
                                               "'A_'", "'%东'", "'%b%b%'", "'_'"};
        text(pair);
        put_word(pair, chance(2) ? "like" : "not like");
        put(pair, patterns[chance(8)]);
        break;
    }
    default: number(pair, 30, true); put_word(pair, chance(2) ? "is null" : "is not null");
    }
    put(pair, ")");
}

static void condition(struct pair *pair)
{
    if (pair->left-- <= 0) {
        put(pair, chance(2) ? "1" : "0");
        return;
    }
    switch (chance(6)) {
    case 0:
        put(pair, "(");
        condition(pair);
        put_word(pair, "and");
        condition(pair);
        put(pair, ")");
        break;
    case 1:
        put(pair, "(");
        condition(pair);
        put_word(pair, "or");
        condition(pair);
        put(pair, ")");
        break;
    case 2:
        put_word(pair, "not");
        condition(pair);
        break;
    case 3: tested(pair); break;
    default:
        put(pair, "(");
        compared(pair);
        put(pair, ")");
    }
}

static void call(struct pair *pair, const char *function, int bits, bool exact, unsigned count)
{
    put(pair, function);
    put(pair, "(");
    for (unsigned i = 0; i < count; i++) {
        put(pair, i ? ", " : "");
        number(pair, bits, exact);
    }
    put(pair, ")");
}

static void cased(struct pair *pair, int bits, bool exact)
{
    bool is_of = chance(3) == 0;
    put_word(pair, "case");
    if (is_of)
        number(pair, 30, true);
    for (unsigned i = chance(2) + 1; i > 0; i--) {
        put_word(pair, "when");
        if (is_of)
            number(pair, 30, true);
        else
            condition(pair);
        put_word(pair, "then");
        number(pair, bits, exact);
    }
    if (chance(2)) {
        put_word(pair, "else");
        number(pair, bits, exact);
    }
    put_word(pair, "end");
}

static void counted(struct pair *pair)
{
    if (chance(2)) {
        put(pair, "length(");
        text(pair);
        put(pair, ")");
        return;
    }
    put(pair, "instr(");
    text(pair);
    put(pair, ", ");
    text(pair);
    put(pair, ")");
}

static void divided(struct pair *pair, int bits)
{
    put(pair, "(");
    cx_buf_puts(&pair->sql, "1.0 * ");
    number(pair, bits, false);
    put(pair, " / ");
    number(pair, bits, false);
    put(pair, ")");
    pair->is_inexact = true;
}

/* A number of so many bits at most, so that reals hold it. */
static void number(struct pair *pair, int bits, bool exact)
{
    static const char *const wholes[] = {"floor", "ceil", "ceiling", "sign", "round"};
    if (pair->left-- <= 0 || bits < 16) {
        put_number(pair);
        return;
    }
    switch (chance(17)) {
    case 0:
    case 1:
    case 2:
        put(pair, "(");
        number(pair, bits - 1, exact);
        put(pair, chance(2) ? " + " : " - ");
        number(pair, bits - 1, exact);
        put(pair, ")");
        break;
    case 3:
    case 4:
        put(pair, "(");
        number(pair, bits / 2, exact);
        put(pair, " * ");
        number(pair, bits / 2, exact);
        put(pair, ")");
        break;
    case 5:
        put(pair, "(");
        number(pair, 30, true);
        put(pair, " % (");
        number(pair, 30, true);
        put(pair, "))");
        break;
    case 6:
        put(pair, "(- ");
        number(pair, bits, exact);
        put(pair, ")");
        break;
    case 7: call(pair, wholes[chance(5)], 30, true, 1); break;
    case 8: call(pair, "abs", bits, exact, 1); break;
    case 9: call(pair, chance(2) ? "min" : "max", 30, true, chance(2) + 2); break;
    case 10: call(pair, "coalesce", bits, exact, chance(2) + 2); break;
    case 11: call(pair, "nullif", 30, true, 2); break;
    case 12: cased(pair, bits, exact); break;
    case 13: counted(pair); break;
    case 14:
        put(pair, "iif(");
        condition(pair);
        put(pair, ", ");
        number(pair, bits, exact);
        put(pair, ", ");
        number(pair, bits, exact);
        put(pair, ")");
        break;
    case 15: put(pair, "null"); break;
    default:
        if (exact)
            condition(pair);
        else
            divided(pair, bits);
    }
}

static void text(struct pair *pair)
{
    static const char *const ones[] = {"lower(", "upper(", "trim(", "ltrim(", "rtrim("};
    if (pair->left-- <= 0) {
        put_text(pair);
        return;
    }
    switch (chance(6)) {
    case 0:
        put(pair, ones[chance(5)]);
        text(pair);
        if (chance(2) && pair->cx.data[pair->cx.len - 1] != '(') {
            put(pair, ")");
            return;
        }
        put(pair, ")");
        break;
    case 1:
        put(pair, "(");
        text(pair);
        put(pair, " || ");
        text(pair);
        put(pair, ")");
        break;
    case 2: {
        static const char *const places[] = {", 1)",    ", 2, 2)",  ", -2)",
                                             ", 0, 2)", ", 3, -2)", ", -9, 8)"};
        put(pair, "substr(");
        text(pair);
        put(pair, places[chance(6)]);
        break;
    }
    case 3:
        put(pair, "replace(");
        text(pair);
        put(pair, ", ");
        text(pair);
        put(pair, ", 'x'");
        put(pair, ")");
        break;
    case 4:
        put(pair, "ltrim(");
        text(pair);
        put(pair, ", 'ab')");
        break;
    default: put_text(pair);
    }
}

static int find(void *context, const char *name, size_t n, bool *is_text)
{
    (void)context;
    for (int i = 0; i < NAMES; i++) {
        *is_text = i >= NUMBERS;
        if (strlen(names[i]) == n && strncmp(names[i], name, n) == 0)
            return i;
    }
    return -1;
}

static const char *list(void *context, size_t *i)
{
    (void)context;
    return *i < NAMES ? names[(*i)++] : NULL;
}

static void fail(const struct pair *pair, const char *cx, const char *sql)
{
    fprintf(stderr, "cx:     %s\nSQLite: %s\ncx gives %s, SQLite %s\n", cx_buf_str(&pair->cx),
            cx_buf_str(&pair->sql), cx, sql);
    exit(1);
}

/* Values of names, for both: eighths, texts, nulls. */
static void bind(struct cx_scalar values[NAMES], sqlite3_stmt *stmt)
{
    static const char *const texts[] = {"a", "ab", "B a", "华东区", "", "10"};
    for (int i = 0; i < NAMES; i++) {
        if (chance(8) == 0) {
            values[i] = cx_scalar_null();
            sqlite3_bind_null(stmt, i + 1);
        } else if (i < NUMBERS) {
            int eighths = (int)chance(1600) - 800;
            values[i] = cx_scalar_num(cx_num_fraction(eighths, 8));
            sqlite3_bind_double(stmt, i + 1, eighths / 8.0);
        } else {
            values[i] = cx_scalar_text(texts[chance(6)]);
            sqlite3_bind_text(stmt, i + 1, values[i].text, -1, SQLITE_STATIC);
        }
    }
}

static void compare(const struct pair *pair, const struct cx_scalar *value, sqlite3_stmt *stmt)
{
    struct cx_buf shown = {0};
    const char *sql = (const char *)sqlite3_column_text(stmt, 0);
    int type = sqlite3_column_type(stmt, 0);
    bool is_same = false;
    switch (value->type) {
    case CX_SCALAR_NULL:
        cx_buf_puts(&shown, "null");
        is_same = type == SQLITE_NULL;
        break;
    case CX_SCALAR_TEXT:
        cx_buf_puts(&shown, value->text);
        is_same = sql && strcmp(value->text, sql) == 0;
        break;
    default: {
        double real = sqlite3_column_double(stmt, 0), ours = cx_num_to_real(value->number);
        double margin = pair->is_inexact ? 1e-9 * fmax(1, fabs(ours)) : 0;
        cx_num_write_text(&shown, value->number);
        is_same = (type == SQLITE_INTEGER || type == SQLITE_FLOAT) && fabs(real - ours) <= margin;
    }
    }
    if (!is_same)
        fail(pair, cx_buf_str(&shown), sql ? sql : "null");
    cx_buf_fini(&shown);
}

static void try(struct pair *pair, sqlite3 *db)
{
    static const struct cx_vocabulary vocabulary = {
        .find = find,
        .list = list,
        .unknown = "no name \"%.*s\"",
        .misspelt = "no name \"%.*s\" (did you mean \"%s\"?)",
    };
    struct cx_scalar values[NAMES], value;
    struct cx_code *code = NULL;
    struct cx_err err = {0};
    struct cx_buf sql = {0};
    sqlite3_stmt *stmt = NULL;
    cx_buf_printf(&sql,
                  "WITH t (n0, n1, n2, n3, t0, t1, t2) AS (SELECT ?, ?, ?, ?, ?, ?, ?) "
                  "SELECT %s FROM t",
                  cx_buf_str(&pair->sql));
    if (sqlite3_prepare_v2(db, cx_buf_str(&sql), -1, &stmt, NULL) != SQLITE_OK)
        fail(pair, "?", sqlite3_errmsg(db));
    if (cx_code_new(&code, cx_buf_str(&pair->cx), &vocabulary, &err) < 0)
        fail(pair, err.text, "?");
    for (int again = 0; again < 2; again++) {
        bind(values, stmt);
        if (sqlite3_step(stmt) != SQLITE_ROW)
            fail(pair, "?", sqlite3_errmsg(db));
        if (cx_code_eval(&value, code, values, &err) < 0)
            fail(pair, err.text, (const char *)sqlite3_column_text(stmt, 0));
        compare(pair, &value, stmt);
        sqlite3_reset(stmt);
    }
    sqlite3_finalize(stmt);
    cx_code_free(code);
    cx_buf_fini(&sql);
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? strtol(argv[1], NULL, 10) : 1000, inexact = 0;
    sqlite3 *db = NULL;
    struct pair pair = {{0}, {0}, 0, false};
    state = argc > 2 ? strtoull(argv[2], NULL, 10) | 1 : 88172645463325252U;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        return 1;
    for (long i = 0; i < count; i++) {
        cx_buf_clear(&pair.cx);
        cx_buf_clear(&pair.sql);
        pair.left = (int)chance(12);
        pair.is_inexact = false;
        switch (chance(4)) {
        case 0: condition(&pair); break;
        case 1: text(&pair); break;
        default: number(&pair, 50, false);
        }
        try(&pair, db);
        inexact += pair.is_inexact;
    }
    printf("%ld expressions, twice each: %ld alike, %ld within 1e-9\n", count, count - inexact,
           inexact);
    cx_buf_fini(&pair.cx);
    cx_buf_fini(&pair.sql);
    sqlite3_close(db);
    return 0;
}
