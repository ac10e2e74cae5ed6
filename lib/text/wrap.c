#include "text/wrap.h"

#include <stdbool.h>
#include <string.h>

#include "base/letter.h"
#include "text/utf8.h"

/* Punctuation that no line begins with. */
static bool is_closing(const char *s, size_t n)
{
    static const char *const all[] = {"，", "。", "、", "；", "：", "）",
                                      "”",  "》", "！", "？", "％", ")"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (strlen(all[i]) == n && memcmp(all[i], s, n) == 0)
            return true;
    }
    return false;
}

/* … and that none ends with. */
static bool is_opening(const char *s, size_t n)
{
    return *s == '(' || (n == 3 && (memcmp(s, "（", 3) == 0 || memcmp(s, "“", 3) == 0 ||
                                    memcmp(s, "《", 3) == 0));
}

static size_t wrap(const char **next, const char *s, int columns, bool breaks_words)
{
    size_t at = 0, fits = 0; /* a line may end before fits */
    bool was_wide = false, was_opening = false;
    int width = 0;
    while (s[at] && s[at] != '\n') {
        size_t n = cx_letter(s + at);
        int wide = cx_utf8_width(s + at, n);
        bool may_break = at > 0 && !was_opening && !is_closing(s + at, n) &&
                         (s[at] == ' ' || ((wide > 1 || was_wide) && s[at - 1] != ' '));
        if (may_break)
            fits = at;
        bool is_full = s[at] != ' ' && width + wide > columns;
        if (is_full && fits == 0 && breaks_words)
            fits = at;
        if (is_full && fits > 0)
            break;
        width += wide;
        was_wide = wide > 1;
        was_opening = is_opening(s + at, n);
        at += n;
    }
    if (!s[at] || s[at] == '\n') { /* all of it, unless it is too wide to the last */
        fits = at;
        *next = s + at + (s[at] == '\n');
    } else {
        *next = s + fits + strspn(s + fits, " ");
    }
    while (fits > 0 && s[fits - 1] == ' ')
        fits--;
    return fits;
}

size_t cx_wrap(const char **next, const char *s, int columns)
{
    return wrap(next, s, columns, false);
}

size_t cx_wrap_within(const char **next, const char *s, int columns)
{
    return wrap(next, s, columns, true);
}
