/* Unicode, by utf8proc: validity, folding for comparison, columns on a terminal. */
#ifndef CX_TEXT_UTF8_H
#define CX_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Offset of the first byte that is not valid UTF-8 (overlong forms and surrogates included), or n.
 */
size_t cx_utf8_invalid_at(const char *s, size_t n);
/* Appends the NFKC of s (full-width digits and letters become plain). */
void cx_utf8_nfkc(struct cx_buf *out, const char *s, size_t n);
/* The same without what nobody sees: zero-width blanks, joiners, variation selectors. */
void cx_utf8_nfkc_seen(struct cx_buf *out, const char *s, size_t n);
/* Appends s after NFKC and case folding, without what nobody sees, and without blanks, punctuation
 * and symbols between CJK characters (or between one and either end): the form in which keywords
 * and transcripts are compared. */
void cx_utf8_fold(struct cx_buf *out, const char *s, size_t n);
/* The same with symbols (★ 💣 ¥ $ +) kept, beside which blanks and punctuation go as beside CJK
 * characters. */
void cx_utf8_fold_symbols(struct cx_buf *out, const char *s, size_t n);
/* The bytes of the symbols that s, so folded, begins with; and ends with. */
size_t cx_utf8_symbols_before(const char *s, size_t n);
size_t cx_utf8_symbols_behind(const char *s, size_t n);
/* The bytes of a symbol that stands at s[at], so folded, where cx_utf8_fold leaves it out, or among
 * other symbols; else 0. */
size_t cx_utf8_symbol_between(const char *s, size_t n, size_t at);
/* The bytes of the blank, punctuation or symbol that s[0..n) begins with; 0: it begins with none.
 */
size_t cx_utf8_gap(const char *s, size_t n);
/* Number of columns that s takes on a terminal: 2 for wide characters, 0 for combining ones. */
int cx_utf8_width(const char *s, size_t n);
/* Number of bytes of the longest prefix of s that fits into the columns. */
size_t cx_utf8_fit(const char *s, size_t n, int columns);
/* Appends s for use in a message: truncated to max_bytes between characters, marked with …, and
 * with control characters shown as ?. */
void cx_utf8_excerpt(struct cx_buf *out, const char *s, size_t n, size_t max_bytes);

#endif
