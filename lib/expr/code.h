/* Expressions in SQL's notation over named values, computed exactly (cx-expressions(7)).
 *
 * An expression is compiled once and computed many times. It is bounded by construction: its
 * length, its depth, the size of its numbers and of the texts that it makes. */
#ifndef CX_EXPR_CODE_H
#define CX_EXPR_CODE_H

#include "base/error.h"
#include "expr/scalar.h"

#define CX_CODE_LENGTH_MAX 65536  /* bytes of an expression */
#define CX_CODE_DEPTH_MAX  300    /* of brackets, and of operators that wait for others */
#define CX_CODE_TEXT_MAX   100000 /* bytes of the texts that one computation makes */

/* The names that an expression may use. */
struct cx_vocabulary {
    /* The slot (0 or more) of name[0..n), in any case of letters, and whether its values are texts;
     * -1: there is no such name. */
    int (*find)(void *context, const char *name, size_t n, bool *is_text);
    /* All of them, for suggestions: the next name, or NULL. *i is 0 at first and the callee's. */
    const char *(*list)(void *context, size_t *i);
    /* The name of what people see as title[0..n); NULL: of nothing. May be NULL itself. */
    const char *(*titled)(void *context, const char *title, size_t n);
    void *context;
    /* What is said of a name that there is not: formats, N_, of its length and the name (%.*s); of
     * a misspelt one then of that which is meant (%s); then perhaps of all that there are (%s). */
    const char *unknown, *misspelt;
    bool is_of_rows;        /* the expression is added up over rows: no sum() or count() in it */
    const char *to_hundred; /* what goes to 100, not to 1, where 90% is a slip; or NULL */
};

struct cx_code;

/* Compiles text. CX_EDATA: "character 7: " and the reason. */
int cx_code_new(struct cx_code **out, const char *text, const struct cx_vocabulary *vocabulary,
                struct cx_err *err);
void cx_code_free(struct cx_code *code); /* NULL is fine */
/* Computes it; values[slot] is what a name is worth. Texts and large numbers of the result are
 * borrowed until it is computed again. CX_EDATA: a number or a text became too large, or a text
 * stands where a number has to. */
int cx_code_eval(struct cx_scalar *out, struct cx_code *code, const struct cx_scalar *values,
                 struct cx_err *err);

/* Whether it makes sense as a new one: not a comparison of a number with a text, which always comes
 * to the same, nor of what goes to 100 with a percentage. CX_EDATA: "character 7: " and what to
 * write. What is kept already is computed as it was. text: as it was compiled. */
int cx_code_check(const struct cx_code *code, const char *text, struct cx_err *err);

/* Whether it gives texts (or null) whatever its names are worth. */
bool cx_code_is_text(const struct cx_code *code);
/* Hands each text that a name is compared with (role = 'x', 'x' = role, role in ('x', 'y'), case
 * role when 'x') to hear, with the name's slot. */
void cx_code_literals(const struct cx_code *code,
                      void (*hear)(void *context, int slot, const char *literal), void *context);

/* A part of an expression: text[at..at + n). */
enum cx_code_relation {
    CX_CODE_NONE, /* no comparison of two sides */
    CX_CODE_EQ,
    CX_CODE_NE,
    CX_CODE_LT,
    CX_CODE_LE,
    CX_CODE_GT,
    CX_CODE_GE
};
struct cx_code_part {
    int node;
    size_t at, n;
    enum cx_code_relation relation;
};
/* The conditions that `and` joins at the top, as written, up to max; one, if there is no `and`.
 * Returns how many there are. */
size_t cx_code_conditions(struct cx_code_part *parts, size_t max, const struct cx_code *code);
/* The sides of a part that compares. */
void cx_code_sides(struct cx_code_part *left, struct cx_code_part *right,
                   const struct cx_code *code, const struct cx_code_part *part);
/* As cx_code_eval, of a part. */
int cx_code_eval_part(struct cx_scalar *out, struct cx_code *code, const struct cx_code_part *part,
                      const struct cx_scalar *values, struct cx_err *err);
/* Hands the slot of each name in a part (NULL: in all of it) to hear, in the order of the text,
 * repeated ones too. */
void cx_code_slots(const struct cx_code *code, const struct cx_code_part *part,
                   void (*hear)(void *context, int slot), void *context);

/* What a number can be: from one to another, where there is such a bound. */
struct cx_range {
    bool has_from, has_to;
    struct cx_num from, to;
};
/* What a part (NULL: all of it) can come to where a name can be names[slot], unless it is null: as
 * far as + - * / tell. Of all else nothing is known. Large numbers are of the code or of bigs. */
struct cx_range cx_code_range(const struct cx_code *code, const struct cx_code_part *part,
                              const struct cx_range *names, struct cx_bigs *bigs);

/* Whether a name has a part in what it divides by. */
bool cx_code_divides(const struct cx_code *code);
/* Whether it is names and numbers that are added, taken away and chosen from, as the largest or the
 * first that has a value: of amounts of money, one of money. */
bool cx_code_adds(const struct cx_code *code);

/* A word of the language, which no name may be. */
bool cx_code_is_word(const char *name);

#endif
