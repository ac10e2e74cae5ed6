/* Private to expr/ and to those who show expressions in words: an expression's text, token by
 * token. */
#ifndef CX_EXPR_TOKEN_H
#define CX_EXPR_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

enum token_type {
    TOKEN_END,
    TOKEN_NUMBER,   /* 12, .5, 1.5e-3 */
    TOKEN_TEXT,     /* 'a text' */
    TOKEN_NAME,     /* a name or a word of the language */
    TOKEN_QUOTED,   /* "a name" or [a name]: the same, and never a word */
    TOKEN_OPERATOR, /* one or two bytes: + <= || ( , ; */
    TOKEN_OPEN,     /* a quote or a comment without its end */
    TOKEN_BAD       /* what no expression has: one character */
};

struct token {
    enum token_type type;
    size_t at, n; /* where it stands in the text, quotes included */
};

/* The first token from at on; blanks and comments are passed over. */
struct token token_next(const char *text, size_t at);
/* What is between the quotes of a text or name, doubled quotes made single; the caller frees. */
char *token_unquoted(const char *text, struct token token);
/* Whether it is this word (lower case), in any case of letters. */
bool token_is_word(const char *text, struct token token, const char *word);
bool token_is_operator(const char *text, struct token token, const char *op);

#endif
