/* Private to conduct/: searches a text for many phrases in one pass. */
#ifndef CX_CONDUCT_PHRASES_H
#define CX_CONDUCT_PHRASES_H

#include <stddef.h>

struct phrases;
struct phrases *phrases_new(void);
void phrases_free(struct phrases *phrases); /* NULL is fine */
/* Phrases must be folded like the texts, and not be empty. number is the caller's. */
void phrases_add(struct phrases *phrases, const char *phrase, size_t number);
void phrases_ready(struct phrases *phrases); /* after the last phrase, before the first search */
/* Calls found for every occurrence of a phrase, overlapping ones included; at: where it begins. */
void phrases_search(const struct phrases *phrases, const char *text, size_t n,
                    void (*found)(void *context, size_t number, const char *phrase, size_t at),
                    void *context);

#endif
