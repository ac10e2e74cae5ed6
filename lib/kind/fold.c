/* Headers and words as they are compared. */
#include <ctype.h>
#include <string.h>

#include "base/hidden.h"
#include "kind/alias.h"
#include "text/utf8.h"

static void fold(struct cx_buf *out, const char *s, size_t n, bool is_word)
{
    size_t start = out->len, to = start;
    cx_utf8_nfkc(out, s, n);
    for (size_t i = start; i < out->len; i++) {
        unsigned char c = (unsigned char)out->data[i];
        bool is_kept =
            c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        /* Of words nothing but blanks and _ goes away: A- is not A. */
        if (is_word)
            is_kept = c > ' ' && c != '_';
        size_t unseen = c >= 0x80 ? cx_unseen_at(out->data + i, out->len - i) : 0;
        if (unseen > 0)
            i += unseen - 1;
        else if (is_kept)
            out->data[to++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    out->len = to;
    if (out->data)
        out->data[to] = '\0';
}

void cx_alias_fold(struct cx_buf *out, const char *s, size_t n)
{
    fold(out, s, n, false);
}

void cx_alias_fold_word(struct cx_buf *out, const char *s, size_t n)
{
    fold(out, s, n, true);
}

static bool is_of_word(char c, unsigned how)
{
    return (unsigned char)c >= 0x80 || (how & CX_WORD_DIGITS ? isalnum : isalpha)((unsigned char)c);
}

size_t cx_alias_next_word(const char **s, const char *end, unsigned how)
{
    while (*s < end && !is_of_word(**s, how))
        ++*s;
    size_t n = 0;
    for (const char *at = *s; at < end && is_of_word(*at, how); at++, n++) {
        bool is_hump = how & CX_WORD_HUMPS && n > 0 && isupper((unsigned char)*at) &&
                       islower((unsigned char)at[-1]);
        bool is_other = n > 0 && ((unsigned char)*at >= 0x80) != ((unsigned char)at[-1] >= 0x80);
        if (is_hump || is_other)
            break;
    }
    return n;
}

bool cx_alias_is_among(const char *list, const char *folded)
{
    size_t n = strlen(folded);
    for (const char *at = list; n > 0 && (at = strstr(at, folded)); at += n) {
        if (at > list && at[-1] == '|' && at[n] == '|')
            return true;
    }
    return false;
}
