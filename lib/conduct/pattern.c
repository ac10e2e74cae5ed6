#include "conduct/pattern.h"

#include <ctype.h>
#include <string.h>

#include "base/letter.h"
#include "text/utf8.h"

/* A letter, digit or underscore of a script that has blanks between words. Chinese has none: a
 * Latin word next to its characters is a whole one. */
#define WORD_LETTER                                                                                \
    "(?:[\\p{N}_]|[^\\P{L}\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}\\p{Bopomofo}])"

/* Quotes as a phone or a word processor writes them are those of a keyboard. */
static void straighten_quotes(struct cx_buf *text)
{
    size_t to = 0;
    for (size_t i = 0; i < text->len; i++, to++) {
        const unsigned char *s = (const unsigned char *)text->data + i;
        bool is_curly =
            text->len - i > 2 && s[0] == 0xE2 && s[1] == 0x80 && s[2] >= 0x98 && s[2] <= 0x9F;
        text->data[to] = !is_curly      ? text->data[i]
                         : s[2] <= 0x9B ? '\'' /* U+2018 to U+201B */
                                        : '"'; /* U+201C to U+201F */
        i += is_curly ? 2 : 0;
    }
    text->len = to;
    if (text->data)
        text->data[to] = '\0';
}

/* A run of blanks is one. */
static void narrow_blanks(struct cx_buf *text)
{
    size_t to = 0;
    for (size_t i = 0; i < text->len; i++) {
        bool is_blank = isspace((unsigned char)text->data[i]);
        if (!is_blank || to == 0 || text->data[to - 1] != ' ')
            text->data[to++] = is_blank ? ' ' : text->data[i];
    }
    text->len = to;
    if (text->data)
        text->data[to] = '\0';
}

/* How phrases and transcripts are compared: folded, or (for patterns) with their cases. */
void pattern_fold(struct cx_buf *out, const char *s, size_t n)
{
    cx_utf8_fold(out, s, n);
    straighten_quotes(out);
    narrow_blanks(out);
}

void pattern_fold_symbols(struct cx_buf *out, const char *s, size_t n)
{
    cx_utf8_fold_symbols(out, s, n);
    straighten_quotes(out);
    narrow_blanks(out);
}

/* A phrase's symbols count at its ends; within it they are what hides one. */
bool pattern_fold_phrase(struct cx_buf *out, const char *phrase)
{
    struct cx_buf whole = {0};
    pattern_fold_symbols(&whole, phrase, strlen(phrase));
    const char *text = cx_buf_str(&whole);
    size_t n = whole.len, before = cx_utf8_symbols_before(text, n),
           behind = before < n ? cx_utf8_symbols_behind(text, n) : 0;
    cx_buf_clear(out);
    if (before + behind > 0) {
        cx_buf_add(out, text, before);
        pattern_fold(out, text + before, n - before - behind);
        cx_buf_add(out, text + n - behind, behind);
    } else {
        pattern_fold(out, phrase, strlen(phrase));
    }
    cx_buf_fini(&whole);
    return before + behind > 0;
}

void pattern_plain(struct cx_buf *out, const char *s, size_t n)
{
    cx_utf8_nfkc_seen(out, s, n);
    straighten_quotes(out);
    narrow_blanks(out);
}

/* A phrase as a pattern that matches it as whole words; transcripts are searched after NFKC. */
static void quote(struct cx_buf *text, const char *phrase)
{
    struct cx_buf plain = {0};
    pattern_plain(&plain, phrase, strlen(phrase));
    cx_buf_puts(text, "(?<!" WORD_LETTER ")");
    for (const char *s = cx_buf_str(&plain); *s; s++) {
        if (ispunct((unsigned char)*s))
            cx_buf_putc(text, '\\');
        cx_buf_putc(text, *s);
    }
    cx_buf_puts(text, "(?!" WORD_LETTER ")");
    cx_buf_fini(&plain);
}

int pattern_of_text(pcre2_code **out, const char *text, const char *phrase, struct cx_err *err)
{
    int code;
    PCRE2_SIZE at;
    PCRE2_UCHAR message[128];
    *out = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                         PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &code, &at, NULL);
    if (!*out) {
        pcre2_get_error_message(code, message, sizeof message);
        return cx_err_set(err, CX_EDATA, "\"%s\" is not a valid regular expression: %s", phrase,
                          (const char *)message);
    }
    pcre2_jit_compile(*out, PCRE2_JIT_COMPLETE);
    return 0;
}

/* Whether a pattern fits at each place of any text, as a|b| does. */
static bool fits_anywhere(const pcre2_code *pattern)
{
    static const char *const probes[] = {"", "Ab1 您好。\n"};
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    bool fits = true;
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
        size_t n = strlen(probes[i]);
        for (size_t at = 0; fits && at <= n; at += at < n ? cx_letter(probes[i] + at) : 1)
            fits = pcre2_match(pattern, (PCRE2_SPTR)probes[i], n, at, PCRE2_ANCHORED | PCRE2_NO_JIT,
                               match, NULL) >= 0;
    }
    pcre2_match_data_free(match);
    return fits;
}

static bool looks_around(const char *phrase)
{
    static const char *const looks[] = {"(?=", "(?!", "(?<=", "(?<!", "(*", "\\B", "\\K"};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        if (strstr(phrase, looks[i]))
            return true;
    }
    return false;
}

int pattern_compile(struct pattern *pattern, const char *phrase, enum cx_match match,
                    struct cx_err *err)
{
    struct cx_buf text = {0};
    if (match == CX_MATCH_REGEX) {
        cx_buf_puts(&text, phrase);
        straighten_quotes(&text);
    } else {
        quote(&text, phrase);
    }
    int rc = pattern_of_text(&pattern->code, cx_buf_str(&text), phrase, err);
    pattern->fits_anywhere = rc == 0 && fits_anywhere(pattern->code);
    pattern->looks_around = match == CX_MATCH_REGEX && looks_around(phrase);
    cx_buf_fini(&text);
    return rc;
}

bool pattern_fits(const struct pattern *pattern, const char *words)
{
    struct cx_buf plain = {0};
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    pattern_plain(&plain, words, strlen(words));
    int rc = pcre2_match(pattern->code, (PCRE2_SPTR)cx_buf_str(&plain), plain.len, 0,
                         PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NO_JIT, match, NULL);
    pcre2_match_data_free(match);
    cx_buf_fini(&plain);
    return rc != PCRE2_ERROR_NOMATCH || pattern->looks_around;
}
