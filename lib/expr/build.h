/* Private to expr/: what the parser reads from, and the nodes that it makes. Functions that give a
 * node give -1 with the message set where it can't be. */
#ifndef CX_EXPR_BUILD_H
#define CX_EXPR_BUILD_H

#include "expr/token.h"
#include "expr/tree.h"

struct parser {
    const char *text;
    struct token token; /* the one that is next */
    struct cx_code *code;
    const struct cx_vocabulary *vocabulary;
    struct cx_err *err;
    int depth;
};

void advance(struct parser *parser); /* to the next token */
bool is_word(const struct parser *parser, const char *word);
bool is_operator(const struct parser *parser, const char *op);
/* As is_word and is_operator; if so, goes on to the next token. */
bool take_word(struct parser *parser, const char *word);
bool take_operator(struct parser *parser, const char *op);
/* Whether a token is a word of the language. */
bool is_any_word(const char *text, struct token token);

int too_deep(struct parser *parser, size_t at); /* sets the message; -1 */
int add_node(struct parser *parser, struct node node);
int add_binary(struct parser *parser, enum op op, int left, int right);
int add_negation(struct parser *parser, int node, size_t at);
int add_literal(struct parser *parser, struct token token, struct cx_scalar literal);

/* A name that isn't known, beside a text: it was to be a text itself. */
int check_compared(struct parser *parser, int node, int other, const char *between);
/* A text where a number has to stand. */
int need_numeric(struct parser *parser, int node);
int check_arguments(struct parser *parser, const struct function *function, int first, int count,
                    size_t at);
/* What several values, linked from node on, have in common; of a case, those behind its conditions.
 */
enum kind common_kind(const struct parser *parser, int node, bool is_pairs);

#endif
