/* Phrases are sorted, so that those with the same first character are adjacent, and a map gives the
 * first of them. Chinese has thousands of first characters, so at most places in a text nothing is
 * compared. */
#include "conduct/phrases.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "text/utf8.h"

struct phrase {
    char *text;
    size_t len, number;
    int64_t first; /* its first character */
};

struct phrases {
    struct phrase *list;
    size_t count, cap;
    struct cx_map *starts; /* first character → index */
    bool over_symbols;
};

struct phrases *phrases_new(bool over_symbols)
{
    struct phrases *phrases = cx_alloc(sizeof *phrases);
    phrases->over_symbols = over_symbols;
    phrases->starts = cx_map_new();
    return phrases;
}

void phrases_free(struct phrases *phrases)
{
    if (!phrases)
        return;
    for (size_t i = 0; i < phrases->count; i++)
        free(phrases->list[i].text);
    free(phrases->list);
    cx_map_free(phrases->starts);
    free(phrases);
}

/* The bytes of the character at s as one number, and how many there are. */
static int64_t character(size_t *size, const char *s, size_t n)
{
    unsigned char lead = (unsigned char)*s;
    int64_t value = 0;
    *size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (*size > n)
        *size = n;
    for (size_t i = 0; i < *size; i++)
        value = value << 8 | (unsigned char)s[i];
    return value;
}

void phrases_add(struct phrases *phrases, const char *phrase, size_t number)
{
    size_t len = strlen(phrase), size;
    CX_GROW(phrases->list, phrases->count, phrases->cap);
    phrases->list[phrases->count++] =
        (struct phrase){cx_strdup(phrase), len, number, character(&size, phrase, len)};
}

static int compare(const void *a, const void *b)
{
    const struct phrase *left = a, *right = b;
    return (left->first > right->first) - (left->first < right->first);
}

void phrases_ready(struct phrases *phrases)
{
    if (phrases->count > 1)
        qsort(phrases->list, phrases->count, sizeof *phrases->list, compare);
    for (size_t i = phrases->count; i-- > 0;)
        cx_map_put(phrases->starts, phrases->list[i].first, (int64_t)i);
}

/* The bytes that a phrase takes of text[at..n), with the symbols between its characters; 0: it is
 * not there. */
static size_t take_over_symbols(const struct phrase *phrase, const char *text, size_t n, size_t at)
{
    size_t to = at, size, symbol;
    for (size_t i = 0; i < phrase->len;) {
        character(&size, phrase->text + i, phrase->len - i);
        if (size <= n - to && memcmp(text + to, phrase->text + i, size) == 0) {
            to += size;
            i += size;
        } else if (i > 0 && to < n && (symbol = cx_utf8_symbol_between(text, n, to)) > 0) {
            to += symbol;
        } else {
            return 0;
        }
    }
    return to - at;
}

static size_t take(const struct phrases *phrases, const struct phrase *phrase, const char *text,
                   size_t n, size_t at)
{
    if (phrases->over_symbols)
        return take_over_symbols(phrase, text, n, at);
    return phrase->len <= n - at && memcmp(text + at, phrase->text, phrase->len) == 0 ? phrase->len
                                                                                      : 0;
}

void phrases_search(const struct phrases *phrases, const char *text, size_t n,
                    void (*found)(void *context, size_t number, const char *phrase, size_t at,
                                  size_t taken),
                    void *context)
{
    for (size_t at = 0, size; phrases->count > 0 && at < n; at += size) {
        int64_t first = character(&size, text + at, n - at);
        const int64_t *start = cx_map_get(phrases->starts, first);
        for (size_t i = start ? (size_t)*start : phrases->count;
             i < phrases->count && phrases->list[i].first == first; i++) {
            const struct phrase *phrase = &phrases->list[i];
            size_t taken = take(phrases, phrase, text, n, at);
            if (taken > 0)
                found(context, phrase->number, phrase->text, at, taken);
        }
    }
}
