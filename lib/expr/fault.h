/* Private to expr/: what to say of an expression that isn't one. */
#ifndef CX_EXPR_FAULT_H
#define CX_EXPR_FAULT_H

#include "expr/token.h"
#include "expr/tree.h"

/* Sets "character 7: " and the message; returns -1. at is an offset in text. */
int fault_set(struct cx_err *err, const char *text, size_t at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A token that can't stand where it does. is_operand: a value was to come there. */
int fault_unexpected(struct cx_err *err, const char *text, struct token token, bool is_operand);
/* A name that nothing is known of; to be written in quotes where it is compared with the text
 * `with` (text[with.at..with.end)), unless with is NULL. */
int fault_name(struct cx_err *err, const char *text, const struct node *name,
               const struct cx_vocabulary *vocabulary);
int fault_quotes(struct cx_err *err, const char *text, const struct node *name,
                 const struct node *with, const char *between);
int fault_function(struct cx_err *err, const char *text, struct token name,
                   const struct cx_vocabulary *vocabulary);

#endif
