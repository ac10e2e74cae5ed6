#include "text/guess.h"

#include <ctype.h>

/* What a pair of bytes says. */
enum sort {
    NEUTRAL, /* punctuation, full-width letters */
    COMMON,  /* one of the 3755 characters of level 1 of GB 2312 */
    RARE     /* any other */
};

static enum sort sort_of(unsigned char lead, unsigned char trail)
{
    if (trail < 0xA1)
        return RARE;
    if (lead >= 0xB0 && lead <= 0xD7)
        return COMMON;
    return lead >= 0xA1 && lead <= 0xA9 ? NEUTRAL : RARE;
}

static bool is_letter(const unsigned char *s, size_t n, size_t at)
{
    return at < n && s[at] < 0x80 && isalpha(s[at]);
}

bool guess_is_chinese(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t common = 0, rare = 0;

    for (size_t i = 0; i + 1 < n;) {
        if (s[i] <= 0x80) { /* 0x80: the euro of Windows */
            i++;
            continue;
        }
        bool is_four = s[i + 1] >= '0' && s[i + 1] <= '9';
        size_t length = is_four ? 4 : 2;
        /* CONCEIÇÃO: letters on both sides of a single character. */
        bool is_within = i > 0 && is_letter(s, n, i - 1) && is_letter(s, n, i + length);
        enum sort sort = is_four || is_within ? RARE : sort_of(s[i], s[i + 1]);
        common += sort == COMMON;
        rare += sort == RARE;
        i += length;
    }
    return common > 0 ? common >= rare : rare == 0;
}
