/* Lines of a text for people, of a width: broken at blanks, and beside wide characters, which
 * stand without blanks. */
#ifndef CX_TEXT_WRAP_H
#define CX_TEXT_WRAP_H

#include <stddef.h>

/* The bytes of s, which is valid UTF-8, that make its first line, of so many columns at most but
 * where one word is wider. *next: where the following line begins; it is "" where none does. */
size_t cx_wrap(const char **next, const char *s, int columns);
/* The same, where a word that is wider is broken: no line is wider, but for one wide character. */
size_t cx_wrap_within(const char **next, const char *s, int columns);

#endif
