/* Private to conduct/: many phrases, searched in a text in one pass. */
#ifndef CX_CONDUCT_PHRASES_H
#define CX_CONDUCT_PHRASES_H

#include <stddef.h>

struct phrases;
struct phrases *phrases_new(void);
void phrases_free(struct phrases *phrases); /* NULL is fine */
/* Phrases are folded as texts are, and not empty. number is the caller's. */
void phrases_add(struct phrases *phrases, const char *phrase, size_t number);
void phrases_ready(struct phrases *phrases); /* after the last, before the first search */
/* Calls found for each place at which a phrase stands, also where they overlap. */
void phrases_search(const struct phrases *phrases, const char *text, size_t n,
                    void (*found)(void *context, size_t number, const char *phrase), void *context);

#endif
