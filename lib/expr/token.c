#include "expr/token.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/letter.h"
#include "base/mem.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Bytes of a blank beyond ASCII, as spreadsheets and web pages have it; 0: there is none. */
static size_t wide_blank(const char *s)
{
    return strncmp(s, "\u00A0", 2) == 0 ? 2 : strncmp(s, "\u3000", 3) == 0 ? 3 : 0;
}

/* Behind blanks and comments; *is_open: a comment has no end, and begins there. */
static size_t skip(const char *text, size_t at, bool *is_open)
{
    *is_open = false;
    for (;;) {
        const char *s = text + at;
        if (isspace((unsigned char)*s)) {
            at++;
        } else if (wide_blank(s)) {
            at += wide_blank(s);
        } else if (s[0] == '-' && s[1] == '-') {
            at += strcspn(s, "\n");
        } else if (s[0] == '/' && s[1] == '*') {
            const char *end = strstr(s + 2, "*/");
            *is_open = !end;
            if (!end)
                return at;
            at = (size_t)(end + 2 - text);
        } else {
            return at;
        }
    }
}

static size_t number_length(const char *s)
{
    size_t n = strspn(s, "0123456789");
    if (s[n] == '.')
        n += 1 + strspn(s + n + 1, "0123456789");
    if (s[n] == 'e' || s[n] == 'E') {
        size_t sign = s[n + 1] == '+' || s[n + 1] == '-';
        if (is_digit(s[n + 1 + sign]))
            n += 1 + sign + strspn(s + n + 1 + sign, "0123456789");
    }
    return n;
}

/* Quotes included; 0: it has no end. A doubled quote stands for itself. */
static size_t quoted_length(const char *s)
{
    char close = *s == '[' ? ']' : *s;
    for (size_t n = 1; s[n]; n++) {
        if (s[n] != close)
            continue;
        if (close == ']' || s[n + 1] != close)
            return n + 1;
        n++;
    }
    return 0;
}

static size_t operator_length(const char *s)
{
    static const char *const pairs[] = {"||", "==", "<>", "!=", "<=", ">="};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (strncmp(s, pairs[i], 2) == 0)
            return 2;
    }
    return strchr("+-*/%=<>(),;", *s) ? 1 : 0;
}

static struct token quoted(const char *text, size_t at)
{
    size_t n = quoted_length(text + at);
    if (n == 0)
        return (struct token){TOKEN_OPEN, at, 1};
    return (struct token){text[at] == '\'' ? TOKEN_TEXT : TOKEN_QUOTED, at, n};
}

/* Marks of typography that stand where ASCII ones should: “ ” ‘ ’ « » ≤ ≥ ≠ × ÷ − and others of
 * the blocks from U+2000 on, and full-width forms. They are no letters. */
static bool is_mark(const char *s)
{
    unsigned char c = (unsigned char)s[0], next = (unsigned char)s[1];
    return (c == 0xE2 && next >= 0x80 && next <= 0xAF) || (c == 0xEF && next >= 0xBC) ||
           (c == 0xE3 && next == 0x80) || (c == 0xC2) ||
           (c == 0xC3 && (next == 0x97 || next == 0xB7));
}

struct token token_next(const char *text, size_t at)
{
    bool is_open;
    size_t n = 0;
    at = skip(text, at, &is_open);
    const char *s = text + at;
    if (is_open)
        return (struct token){TOKEN_OPEN, at, 2};
    if (*s == '\0')
        return (struct token){TOKEN_END, at, 0};
    if (is_digit(*s) || (*s == '.' && is_digit(s[1]))) {
        n = number_length(s);
        /* 3x, 0x10 and 2_000 are neither a number nor a name */
        return (struct token){is_name_byte(s[n]) || s[n] == '.' ? TOKEN_BAD : TOKEN_NUMBER, at, n};
    }
    if (is_mark(s))
        return (struct token){TOKEN_BAD, at, cx_letter(s)};
    while (is_name_byte(s[n]) && !is_mark(s + n))
        n++;
    if (n > 0)
        return (struct token){TOKEN_NAME, at, n};
    if (strchr("'\"`[", *s))
        return quoted(text, at);
    n = operator_length(s);
    return n ? (struct token){TOKEN_OPERATOR, at, n} : (struct token){TOKEN_BAD, at, cx_letter(s)};
}

char *token_unquoted(const char *text, struct token token)
{
    char quote = text[token.at];
    char *out = cx_strndup(text + token.at + 1, token.n - 2), *to = out;
    for (const char *s = out; *s; s += s[0] == quote && s[1] == quote ? 2 : 1)
        *to++ = *s;
    *to = '\0';
    return out;
}

bool token_is_word(const char *text, struct token token, const char *word)
{
    return token.type == TOKEN_NAME && strlen(word) == token.n &&
           strncasecmp(text + token.at, word, token.n) == 0;
}

bool token_is_operator(const char *text, struct token token, const char *op)
{
    return token.type == TOKEN_OPERATOR && strlen(op) == token.n &&
           memcmp(text + token.at, op, token.n) == 0;
}
