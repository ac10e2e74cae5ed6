/* Private to expr/: an expression as a tree. */
#ifndef CX_EXPR_TREE_H
#define CX_EXPR_TREE_H

#include "expr/code.h"

enum op {
    OP_LITERAL,
    OP_NAME,
    OP_NEGATE,
    OP_NOT,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_REMAINDER,
    OP_JOIN, /* || */
    OP_EQ,   /* in the order of enum cx_code_relation, as the next five */
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_IS, /* as =, but null is null */
    OP_IS_NOT,
    OP_AND,
    OP_OR,
    OP_BETWEEN, /* value, from, to */
    OP_IN,      /* value, then the list */
    OP_LIKE,    /* value, pattern */
    OP_CASE,    /* conditions and values in turn, then what else it is, if anything */
    OP_CASE_OF, /* the same after a value that the conditions are compared with */
    OP_CALL
};

/* What is known of a value before names have one. */
enum kind { ANY, NUMBER, TEXT };

struct node {
    enum op op;
    enum kind kind;
    int first, next; /* the first child; the next of the same parent; -1: none */
    int depth;       /* 1 of a leaf */
    size_t at, end;  /* in the text */
    int slot;        /* of a name; -1: it is not known */
    bool is_bracketed;
    bool is_percent; /* a literal: 90% */
    const struct function *function;
    struct cx_scalar literal;
};

struct cx_code {
    struct node *nodes;
    size_t count, cap;
    int root;
    const char *to_hundred; /* of the vocabulary */
    char **texts;           /* of literals */
    size_t text_count, text_cap;
    struct cx_bigs *literals; /* large literals */
    struct cx_bigs *bigs;     /* and what is computed */
    struct cx_buf *made;      /* texts that were put together */
    size_t made_count, made_cap, made_bytes;
};

/* Steps through a node's children. */
#define EACH_CHILD(child, code, parent)                                                            \
    for (int child = (code)->nodes[parent].first; child >= 0; child = (code)->nodes[child].next)

/* What one computation works with. */
struct machine {
    struct cx_code *code;
    const struct cx_scalar *values;
    struct cx_err *err;
};

/* Computes a node: false, with the message set, where it can't be. */
bool compute(struct cx_scalar *out, struct machine *machine, int node);
bool too_large(struct machine *machine); /* sets the message; false */
/* Checks that a value is a number; null isn't asked about. */
bool need_number(struct machine *machine, const struct cx_scalar *value);

/* An empty text that lives until the next computation. */
struct cx_buf *make_text(struct machine *machine);
/* A text that was made becomes a value; false where there is too much of it. */
bool take_text(struct cx_scalar *out, struct machine *machine, const struct cx_buf *text);
/* A value as text: a number as it is written. NULL, with the message set: too much of it. */
const char *text_of(struct machine *machine, const struct cx_scalar *value);

/* What the language knows by name. */
struct function {
    const char *name;
    int least, most;  /* how many values it takes; most 0: any number */
    bool takes_texts; /* else its values are numbers */
    enum kind kind;   /* of what it gives */
    /* NULL: it computes its values one by one, as it needs them (compute_lazily) */
    bool (*call)(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                 size_t count);
    enum lazy { EAGER, COALESCE, IIF, NULLIF } lazy;
};
#define ROUND_MAX     30  /* decimals that round() can be asked for; more are as many */
#define ARGUMENTS_MAX 100 /* values that a function can take */
const struct function *function_find(const char *name, size_t n); /* NULL: none */
const struct function *function_at(size_t i);                     /* NULL past the last */

/* Functions of texts (builtin_texts.c). */
typedef bool call_fn(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                     size_t count);
call_fn text_instr, text_length, text_like, text_lower, text_upper, text_replace, text_substr,
    text_trim, text_ltrim, text_rtrim;
/* Whether a text is like a pattern of % and _; the letters a to z in any case. */
bool is_like(const char *text, const char *pattern);
#define PATTERN_MAX 1000 /* bytes of a pattern: is_like takes their product with the text's */

#endif
