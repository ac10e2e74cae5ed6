#include "base/nearest.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* The bytes of the first character of s, in UTF-8. */
static size_t letter(const char *s, size_t n)
{
    size_t bytes = 1;
    while (bytes < n && ((unsigned char)s[bytes] & 0xC0) == 0x80)
        bytes++;
    return bytes;
}

static int count_letters(const char *s, size_t n)
{
    int count = 0;
    for (size_t bytes; n > 0; s += bytes, n -= bytes, count++)
        bytes = letter(s, n);
    return count;
}

static bool is_same(const char *a, size_t n, const char *b, size_t m)
{
    return n == m && strncasecmp(a, b, n) == 0;
}

/* Letters to add, to take away or to change until one word is the other, in any case. */
static int distance(const char *a, size_t n, const char *b)
{
    int row[CX_NEAREST_MAX + 1];
    size_t m = strlen(b), an, bn;
    if (m > CX_NEAREST_MAX)
        return CX_NEAREST_MAX;
    int letters = count_letters(b, m);
    for (int k = 0; k <= letters; k++)
        row[k] = k;
    for (size_t i = 0; i < n; i += an) {
        int diagonal = row[0]++, k = 0;
        an = letter(a + i, n - i);
        for (size_t j = 0; j < m; j += bn) {
            bn = letter(b + j, m - j);
            int changed = diagonal + !is_same(a + i, an, b + j, bn);
            diagonal = row[++k];
            row[k] = least(changed, least(row[k], row[k - 1]) + 1);
        }
    }
    return row[letters];
}

void cx_nearest_try(struct cx_nearest *nearest, const char *s, size_t n, const char *word)
{
    int far = n <= CX_NEAREST_MAX ? distance(s, n, word) : CX_NEAREST_MAX;
    int letters = count_letters(s, n);
    if (far > (letters > 6 ? 3 : 2) || far * 2 > letters + 1 ||
        (nearest->name[0] && far >= nearest->distance))
        return;
    nearest->distance = far;
    snprintf(nearest->name, sizeof nearest->name, "%s", word);
}

const char *cx_nearest_of(const char *const *words, const char *s, size_t n)
{
    struct cx_nearest nearest = {0};
    const char *found = NULL;
    for (; *words; words++) {
        int before = found ? nearest.distance : CX_NEAREST_MAX;
        cx_nearest_try(&nearest, s, n, *words);
        if (nearest.name[0] && (!found || nearest.distance < before))
            found = *words;
    }
    return found;
}

/* The place of the next byte that counts: zeros before other digits do not. */
static const char *skip_zeros(const char *s, const char *start)
{
    bool is_first = s == start || !isdigit((unsigned char)s[-1]);
    while (is_first && *s == '0' && isdigit((unsigned char)s[1]))
        s++;
    return s;
}

/* Letters that are taken for digits, as those digits; else in any case. */
static int alike(char letter)
{
    int c = tolower((unsigned char)letter);
    return c == 'o' ? '0' : c == 'l' || c == 'i' ? '1' : c;
}

bool cx_nearest_is_id(const char *s, const char *id)
{
    const char *a = s, *b = id;
    for (;; a++, b++) {
        a = skip_zeros(a, s);
        b = skip_zeros(b, id);
        if (alike(*a) != alike(*b))
            return false;
        if (!*a)
            return true;
    }
}
