/* gettext's catalogues without gettext's functions: those translate only where the system has a
 * locale of the language, which servers and containers mostly lack. */
#include "base/lang.h"

#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/zh_CN.mo.h"

/* A .mo file as msgfmt writes it for any machine: little-endian, the texts in order. */
enum { MO_COUNT = 8, MO_ENGLISH = 12, MO_OWN = 16 };

struct language {
    const char *name, *tag;
    const unsigned char *mo; /* NULL: English */
};

static const struct language languages[] = {{"en", "en", NULL},
                                            {"zh_CN", "zh-CN", CATALOGUE_zh_CN}};
static const struct language *chosen = languages, *said = languages, *shown = languages;
static bool is_plain_output = true; /* until a program knows that people read it */

static uint32_t number_at(const unsigned char *mo, size_t at)
{
    return (uint32_t)mo[at] | (uint32_t)mo[at + 1] << 8 | (uint32_t)mo[at + 2] << 16 |
           (uint32_t)mo[at + 3] << 24;
}

/* Text i of the table that stands at `table`: each has a length and a place. */
static const char *text_at(const unsigned char *mo, uint32_t table, uint32_t i)
{
    return (const char *)mo + number_at(mo, table + 8 * (size_t)i + 4);
}

/* Of a text with plural forms the catalogue has the singular first, and one translation: the
 * languages that there are have one form. */
static const char *look_up(const struct language *language, const char *english)
{
    const unsigned char *mo = language->mo;
    if (!mo || !*english) /* "" is the catalogue's own header */
        return NULL;
    uint32_t low = 0, high = number_at(mo, MO_COUNT);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(english, text_at(mo, number_at(mo, MO_ENGLISH), middle));
        if (order == 0)
            return text_at(mo, number_at(mo, MO_OWN), middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Whether a name means a language: its own name with - or _, or no more than its first part; what
 * follows a dot or an @ is a locale's. */
static bool is_named(const struct language *language, const char *name)
{
    size_t n = strcspn(name, ".@"), first = strcspn(name, "-_.@"), own = strlen(language->name);
    if (strncasecmp(name, language->name, first) != 0 ||
        isalpha((unsigned char)language->name[first]))
        return false;
    if (n == first || !language->mo) /* zh; en_GB, en_US: English is English */
        return first > 0;
    return n == own &&
           strncasecmp(name + first + 1, language->name + first + 1, n - first - 1) == 0;
}

static const struct language *find(const char *name)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (is_named(&languages[i], name))
            return &languages[i];
    }
    return NULL;
}

bool cx_lang_set(const char *name)
{
    const struct language *found = find(name);
    if (found)
        chosen = said = found;
    cx_lang_set_output_plain(is_plain_output);
    return found != NULL;
}

bool cx_lang_is_there(const char *name)
{
    return find(name) != NULL;
}

bool cx_lang_set_output_plain(bool is_plain)
{
    bool was_plain = is_plain_output;
    is_plain_output = is_plain;
    shown = is_plain ? languages : chosen;
    return was_plain;
}

void cx_lang_say_as_output(bool is_as_output)
{
    said = is_as_output ? shown : chosen;
}

bool cx_lang_output_is_plain(void)
{
    return is_plain_output;
}

const char *cx_lang_tag(void)
{
    return shown->tag;
}

static const char *text_or(const char *own, const char *english)
{
    return own ? own : english;
}

const char *cx_said(const char *english)
{
    return text_or(look_up(said, english), english);
}

const char *cx_said_n(const char *one, const char *many, unsigned long long n)
{
    return text_or(look_up(said, one), n == 1 ? one : many);
}

const char *cx_shown(const char *english)
{
    return text_or(look_up(shown, english), english);
}

const char *cx_shown_n(const char *one, const char *many, unsigned long long n)
{
    return text_or(look_up(shown, one), n == 1 ? one : many);
}

static const char *in_context(const struct language *language, const char *context,
                              const char *text)
{
    char key[120]; /* as gettext writes a context */
    int n = snprintf(key, sizeof key, "%s\004%s", context, text);
    return n < 0 || (size_t)n >= sizeof key ? text : text_or(look_up(language, key), text);
}

const char *cx_shown_in(const char *context, const char *text)
{
    return in_context(shown, context, text);
}

const char *cx_shown_word(const char *word)
{
    return in_context(shown, "word", word);
}

const char *cx_said_word(const char *word)
{
    return in_context(said, "word", word);
}
