/* How the phrases of keywords and transcripts are compared. */
#ifndef CX_CONDUCT_PATTERN_H
#define CX_CONDUCT_PATTERN_H

#ifndef PCRE2_CODE_UNIT_WIDTH
#define PCRE2_CODE_UNIT_WIDTH 8
#endif
#include <pcre2.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "conduct/conduct.h"

/* Of texts: folded, with symbols or (as long as they do not end a phrase) without. */
void pattern_fold(struct cx_buf *out, const char *s, size_t n);
void pattern_fold_symbols(struct cx_buf *out, const char *s, size_t n);
/* Sets out to the folded phrase. True: it begins or ends with symbols, and has these; within it
 * they are what hides one, and gone. */
bool pattern_fold_phrase(struct cx_buf *out, const char *phrase);
/* Of patterns: with their cases. */
void pattern_plain(struct cx_buf *out, const char *s, size_t n);

/* Errors name the phrase. */
int pattern_of_text(pcre2_code **out, const char *text, const char *phrase, struct cx_err *err);

/* Of word and regex. */
struct pattern {
    pcre2_code *code;   /* NULL: of a text */
    bool fits_anywhere; /* at each place of any text, as a|b| does */
    bool looks_around;  /* the words that it finds may not fit it by themselves */
};

int pattern_compile(struct pattern *pattern, const char *phrase, enum cx_match match,
                    struct cx_err *err);
/* Whether it says words by themselves; true where what is around them would have to tell. */
bool pattern_fits(const struct pattern *pattern, const char *words);

#endif
