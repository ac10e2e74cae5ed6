#define PCRE2_CODE_UNIT_WIDTH 8
#include "conduct/conduct.h"

#include <ctype.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "conduct/phrases.h"
#include "conduct/record.h"
#include "conduct/speakers.h"
#include "text/utf8.h"

struct keyword {
    char *id;
    enum cx_severity severity;
    pcre2_code *pattern; /* of word and regex; NULL: plain text */
    bool is_found;       /* in the transcript that is searched */
};

struct cx_keywords {
    struct record *record;
    struct speakers *speakers;
    struct phrases *phrases; /* of the texts */
    struct keyword *list;
    size_t count, cap;
    bool has_patterns;
    struct cx_buf folded, plain, words;
    pcre2_match_data *match;
    void (*found)(void *context, size_t keyword, const char *words); /* of the search that runs */
    void *context;
};

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
static void fold(struct cx_buf *out, const char *s, size_t n)
{
    cx_utf8_fold(out, s, n);
    straighten_quotes(out);
    narrow_blanks(out);
}

static void make_plain(struct cx_buf *out, const char *s, size_t n)
{
    cx_utf8_nfkc(out, s, n);
    straighten_quotes(out);
    narrow_blanks(out);
}

/* A phrase as a pattern that matches it as whole words; transcripts are searched after NFKC. */
static void quote(struct cx_buf *text, const char *phrase)
{
    struct cx_buf plain = {0};
    make_plain(&plain, phrase, strlen(phrase));
    cx_buf_puts(text, "(?<!" WORD_LETTER ")");
    for (const char *s = cx_buf_str(&plain); *s; s++) {
        if (ispunct((unsigned char)*s))
            cx_buf_putc(text, '\\');
        cx_buf_putc(text, *s);
    }
    cx_buf_puts(text, "(?!" WORD_LETTER ")");
    cx_buf_fini(&plain);
}

static int compile(struct keyword *keyword, const char *phrase, enum cx_match match,
                   struct cx_err *err)
{
    struct cx_buf text = {0};
    int code;
    PCRE2_SIZE at;
    PCRE2_UCHAR message[128];
    if (match == CX_MATCH_REGEX) {
        cx_buf_puts(&text, phrase);
        straighten_quotes(&text);
    } else {
        quote(&text, phrase);
    }
    keyword->pattern = pcre2_compile((PCRE2_SPTR)cx_buf_str(&text), text.len,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &code, &at, NULL);
    cx_buf_fini(&text);
    if (!keyword->pattern) {
        pcre2_get_error_message(code, message, sizeof message);
        return cx_err_set(err, CX_EDATA, "\"%s\" is not a valid regular expression: %s", phrase,
                          (const char *)message);
    }
    pcre2_jit_compile(keyword->pattern, PCRE2_JIT_COMPLETE);
    return 0;
}

int cx_keyword_check(const char *phrase, enum cx_match match, struct cx_err *err)
{
    struct keyword keyword = {0};
    struct cx_buf folded = {0};
    int rc = 0;
    fold(&folded, phrase, strlen(phrase));
    if (match != CX_MATCH_TEXT)
        rc = compile(&keyword, phrase, match, err);
    else if (folded.len == 0)
        rc = cx_err_set(err, CX_EDATA, "\"%s\" has nothing to search for", phrase);
    cx_buf_fini(&folded);
    pcre2_code_free(keyword.pattern);
    return rc;
}

static int add(struct cx_keywords *keywords, struct cx_stmt *row, struct cx_err *err)
{
    const char *phrase = cx_stmt_text(row, 1);
    enum cx_match match = (enum cx_match)cx_stmt_choice(row, 3, cx_matches, CX_MATCH_TEXT);
    CX_GROW(keywords->list, keywords->count, keywords->cap);
    struct keyword *keyword = &keywords->list[keywords->count++];
    *keyword = (struct keyword){
        .id = cx_strdup(cx_stmt_text(row, 0)),
        .severity = (enum cx_severity)cx_stmt_choice(row, 2, cx_severities, CX_BLOCK),
    };
    if (match != CX_MATCH_TEXT) {
        keywords->has_patterns = true;
        return compile(keyword, phrase, match, err);
    }
    cx_buf_clear(&keywords->folded);
    fold(&keywords->folded, phrase, strlen(phrase));
    if (keywords->folded.len > 0)
        phrases_add(keywords->phrases, cx_buf_str(&keywords->folded), keywords->count - 1);
    return 0;
}

static int read_plan(struct cx_keywords *keywords, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char *names = NULL;
    int rc = read_setting(&names, db, "agent_speakers", err);
    keywords->speakers = speakers_new(names);
    free(names);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, "SELECT keyword_id, phrase, severity, \"match\" FROM keywords",
                         err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = add(keywords, stmt, err);
    cx_stmt_free(stmt);
    phrases_ready(keywords->phrases);
    return rc;
}

int cx_keywords_new(struct cx_keywords **out, struct cx_db *db, struct cx_err *err)
{
    struct cx_keywords *keywords = cx_alloc(sizeof *keywords);
    keywords->match = pcre2_match_data_create(1, NULL);
    keywords->phrases = phrases_new();
    int rc = read_plan(keywords, db, err);
    if (rc == 0)
        rc = record_new(&keywords->record, db, CX_BY_KEYWORD, err);
    if (rc < 0) {
        cx_keywords_free(keywords);
        return rc;
    }
    *out = keywords;
    return 0;
}

void cx_keywords_free(struct cx_keywords *keywords)
{
    if (!keywords)
        return;
    for (size_t i = 0; i < keywords->count; i++) {
        free(keywords->list[i].id);
        pcre2_code_free(keywords->list[i].pattern);
    }
    free(keywords->list);
    record_free(keywords->record);
    speakers_free(keywords->speakers);
    phrases_free(keywords->phrases);
    cx_buf_fini(&keywords->folded);
    cx_buf_fini(&keywords->plain);
    cx_buf_fini(&keywords->words);
    pcre2_match_data_free(keywords->match);
    free(keywords);
}

static void tell(void *context, size_t number, const char *words)
{
    struct cx_keywords *keywords = context;
    if (!keywords->list[number].is_found)
        keywords->found(keywords->context, number, words);
    keywords->list[number].is_found = true;
}

static void match_pattern(struct cx_keywords *keywords, size_t number)
{
    const struct keyword *keyword = &keywords->list[number];
    const char *text = cx_buf_str(&keywords->plain);
    if (!keyword->pattern || keyword->is_found ||
        pcre2_match(keyword->pattern, (PCRE2_SPTR)text, keywords->plain.len, 0, 0, keywords->match,
                    NULL) < 0)
        return;
    PCRE2_SIZE *span = pcre2_get_ovector_pointer(keywords->match);
    cx_buf_clear(&keywords->words);
    if (span[1] > span[0]) /* \K in a lookahead could end before it begins */
        cx_buf_add(&keywords->words, text + span[0], span[1] - span[0]);
    tell(keywords, number, cx_buf_str(&keywords->words));
}

static void search_part(struct cx_keywords *keywords, const char *part, size_t n)
{
    cx_buf_clear(&keywords->folded);
    fold(&keywords->folded, part, n);
    phrases_search(keywords->phrases, cx_buf_str(&keywords->folded), keywords->folded.len, tell,
                   keywords);
    if (!keywords->has_patterns)
        return;
    cx_buf_clear(&keywords->plain);
    make_plain(&keywords->plain, part, n);
    for (size_t i = 0; i < keywords->count; i++)
        match_pattern(keywords, i);
}

void cx_keywords_search(struct cx_keywords *keywords, const char *transcript,
                        void (*found)(void *context, size_t keyword, const char *words),
                        void *context)
{
    const char *part;
    keywords->found = found;
    keywords->context = context;
    for (size_t i = 0; i < keywords->count; i++)
        keywords->list[i].is_found = false;
    for (size_t at = 0, n; speakers_next(&part, &n, &at, keywords->speakers, transcript);)
        search_part(keywords, part, n);
}

int cx_keywords_forget(struct cx_keywords *keywords, int64_t contact_id, struct cx_err *err)
{
    return record_drop(keywords->record, contact_id, err);
}

int cx_keywords_record(struct cx_keywords *keywords, int64_t contact_id, size_t keyword,
                       const char *words, struct cx_err *err)
{
    const struct keyword *found = &keywords->list[keyword];
    return record_put(keywords->record, contact_id, found->id, found->severity, words, err);
}
