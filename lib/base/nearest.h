/* "did you mean …?": the word of a list that comes nearest to one that is not in it. */
#ifndef CX_BASE_NEAREST_H
#define CX_BASE_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

#define CX_NEAREST_MAX 64 /* bytes of a word that is compared; longer ones are near to none */

/* All 0 at first; name is empty while no word is near. */
struct cx_nearest {
    int distance;
    char name[CX_NEAREST_MAX + 1];
};

/* Takes a word for the nearest if it is nearer to s than those before it. Near means: no more than
 * three letters to add, to take away or to change (two of a short word), case aside, and at least
 * half of the letters right. */
void cx_nearest_try(struct cx_nearest *nearest, const char *s, size_t n, const char *word);
/* The nearest of words, which end with NULL; NULL: none is near. */
const char *cx_nearest_of(const char *const *words, const char *s, size_t n);
/* Whether two ids are the same but for zeros before their digits, for case, and for letters taken
 * for digits (O for 0, l and I for 1). */
bool cx_nearest_is_id(const char *s, const char *id);

#endif
