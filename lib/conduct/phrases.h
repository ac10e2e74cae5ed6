/* Private to conduct/: searches a text for many phrases in one pass. */
#ifndef CX_CONDUCT_PHRASES_H
#define CX_CONDUCT_PHRASES_H

#include <stdbool.h>
#include <stddef.h>

struct phrases;
/* over_symbols: symbols that the texts have between the characters of a phrase are passed over. */
struct phrases *phrases_new(bool over_symbols);
void phrases_free(struct phrases *phrases); /* NULL is fine */
/* Phrases must be folded like the texts, and not be empty. number is the caller's. */
void phrases_add(struct phrases *phrases, const char *phrase, size_t number);
void phrases_ready(struct phrases *phrases); /* after the last phrase, before the first search */
/* Calls found for every occurrence of a phrase, overlapping ones included: where it begins, and how
 * many bytes it takes. */
void phrases_search(const struct phrases *phrases, const char *text, size_t n,
                    void (*found)(void *context, size_t number, const char *phrase, size_t at,
                                  size_t taken),
                    void *context);

#endif
