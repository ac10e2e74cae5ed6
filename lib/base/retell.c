#include "base/retell.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

enum { PLACES = 8 };

struct span {
    const char *s;
    size_t n;
};

/* The bytes of a place such as %s, %lld or %2$s; *which: its number, if it says one. */
static size_t place_length(const char *s, size_t *which)
{
    size_t n = 1 + strspn(s + 1, "0123456789");
    if (n > 1 && s[n] == '$') {
        *which = strtoul(s + 1, NULL, 10) - 1;
        n++;
    }
    n += strcspn(s + n, "sdu");
    return n + (s[n] != '\0');
}

static const char *find(const char *s, size_t n, const char *part, size_t length)
{
    return memmem(s, n, part, length);
}

/* Whether the text is what the format gives; what stands in its places. */
static bool match(struct span places[PLACES], struct span text, const char *format)
{
    size_t count = 0, ignored = 0;
    while (*format) {
        size_t literal = strcspn(format, "%");
        if (text.n < literal || memcmp(text.s, format, literal) != 0)
            return false;
        text.s += literal;
        text.n -= literal;
        format += literal;
        if (!*format)
            break;
        if (count == PLACES)
            return false;
        format += place_length(format, &ignored);
        size_t next = strcspn(format, "%");
        const char *end = next > 0 ? find(text.s, text.n, format, next) : text.s + text.n;
        if (!end || end == text.s)
            return false;
        places[count++] = (struct span){text.s, (size_t)(end - text.s)};
        text.n -= (size_t)(end - text.s);
        text.s = end;
    }
    return text.n == 0;
}

/* 8th is 8: only English writes ordinals so. */
static size_t without_ordinal(struct span place)
{
    size_t digits = 0;
    while (digits < place.n && place.s[digits] >= '0' && place.s[digits] <= '9')
        digits++;
    return digits > 0 && digits + 2 == place.n && place.s[digits] >= 'a' ? digits : place.n;
}

/* What stands in a place, by its name where it has one there. */
static void put_place(struct cx_buf *out, struct span place)
{
    char text[40];
    size_t n = without_ordinal(place);
    if (n >= sizeof text) {
        cx_buf_add(out, place.s, n);
        return;
    }
    memcpy(text, place.s, n);
    text[n] = '\0';
    cx_buf_puts(out, cx_shown_in("note", text));
}

static void put(struct cx_buf *out, const char *format, const struct span places[PLACES])
{
    for (size_t next = 0; *format;) {
        size_t literal = strcspn(format, "%"), which = next;
        cx_buf_add(out, format, literal);
        format += literal;
        if (!*format)
            break;
        format += place_length(format, &which);
        if (which < PLACES)
            put_place(out, places[which]);
        next++;
    }
}

static bool retold(struct cx_buf *out, struct span text, const char *const *formats, size_t count,
                   bool has_comma)
{
    for (size_t i = 0; i < count; i++) {
        if (has_comma && !strstr(formats[i], ", "))
            continue;
        struct span places[PLACES] = {{NULL, 0}};
        if (!match(places, text, formats[i]))
            continue;
        const char *own = cx_shown(formats[i]);
        if (own == formats[i])
            cx_buf_add(out, text.s, text.n); /* it is English already */
        else
            put(out, own, places);
        return true;
    }
    return false;
}

/* A sentence may hold a comma of its own, so a comma only ends one where a format fits what is
 * before it. */
static void tell(struct cx_buf *out, struct span text, const char *const *formats, size_t count)
{
    const char *semicolon = find(text.s, text.n, "; ", 2), *comma = find(text.s, text.n, ", ", 2);
    const char *at = semicolon ? semicolon : comma;
    struct span before = {text.s, at ? (size_t)(at - text.s) : 0};
    if (!semicolon && comma && retold(out, text, formats, count, true))
        return;
    if (semicolon)
        tell(out, before, formats, count);
    if (semicolon || (comma && retold(out, before, formats, count, false))) {
        cx_buf_puts(out, cx_shown(semicolon ? N_("; ") : N_(", ")));
        tell(out, (struct span){at + 2, text.n - before.n - 2}, formats, count);
        return;
    }
    if (!retold(out, text, formats, count, false))
        cx_buf_add(out, text.s, text.n);
}

void cx_retell(struct cx_buf *out, const char *text, const char *const *formats, size_t count)
{
    tell(out, (struct span){text, strlen(text)}, formats, count);
}
