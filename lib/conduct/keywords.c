#include "conduct/conduct.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "conduct/pattern.h"
#include "conduct/phrases.h"
#include "conduct/record.h"
#include "conduct/speakers.h"
#include "text/utf8.h"

struct keyword {
    char *id;
    char *words; /* the phrase, folded; NULL: a regular expression */
    enum cx_severity severity;
    int category; /* -1: none */
    struct pattern pattern;
    bool is_found;     /* in the transcript that is searched */
    bool has_given_up; /* on it */
};

/* A place in the part of a transcript that is searched, folded. */
struct hit {
    size_t keyword, from, to;
    char *words;
};

struct cx_keywords {
    struct record *record;
    struct speakers *speakers;
    struct phrases *phrases; /* of the texts */
    struct phrases *symbols; /* of those that have symbols at an end */
    struct keyword *list;
    size_t count, cap;
    bool has_patterns, has_symbols;
    struct cx_buf folded, plain, joined, prefix;
    pcre2_code *spread; /* what joined lacks; NULL: there are no patterns */
    struct hit *hits;   /* of the part that is searched */
    size_t hit_count, hit_cap;
    pcre2_match_data *match;
    struct cx_gave_up gave_up;
    struct cx_unsearched unsearched;
    void (*found)(void *context, size_t keyword, const char *words); /* of the search that runs */
    void *context;
};

/* What is put between Chinese characters so that nobody finds them: blanks and marks that end no
 * clause, and around a character that stands alone any. */
#define MARK "[\\p{P}\\p{S}\\p{M}\\s]"
#define SPREAD                                                                                     \
    "(?<=\\p{Han})(?:[\\s\\p{M}·・•*_~|/\\\\+=-]+(?=\\p{Han})|" MARK "+(?=\\p{Han}" MARK           \
    ")|(?<=" MARK "\\p{Han})" MARK "+(?=\\p{Han}))"

int cx_keyword_check(const char *phrase, enum cx_match match, struct cx_err *err)
{
    struct pattern pattern = {0};
    struct cx_buf folded = {0};
    int rc = 0;
    pattern_fold_phrase(&folded, phrase);
    if (match != CX_MATCH_TEXT)
        rc = pattern_compile(&pattern, phrase, match, err);
    if (rc == 0 && pattern.fits_anywhere)
        rc = cx_err_set(err, CX_EDATA,
                        "\"%s\" is found in every transcript, even an empty one: is there a | too "
                        "many, or a * that should be a +?",
                        phrase);
    else if (match == CX_MATCH_TEXT && folded.len == 0)
        rc = cx_err_set(err, CX_EDATA, "\"%s\" has nothing to search for", phrase);
    cx_buf_fini(&folded);
    pcre2_code_free(pattern.code);
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
        .category = cx_stmt_choice(row, 4, cx_categories, -1),
    };
    bool has_symbols = pattern_fold_phrase(&keywords->folded, phrase);
    if (match != CX_MATCH_REGEX)
        keyword->words = cx_strdup(cx_buf_str(&keywords->folded));
    if (match != CX_MATCH_TEXT) {
        struct cx_err problem = {0};
        keywords->has_patterns = true;
        int rc = pattern_compile(&keyword->pattern, phrase, match, &problem);
        return rc < 0 ? cx_err_set(err, rc, "keywords %s: phrase: %s", keyword->id, problem.text)
                      : 0;
    }
    if (keywords->folded.len > 0)
        phrases_add(has_symbols ? keywords->symbols : keywords->phrases,
                    cx_buf_str(&keywords->folded), keywords->count - 1);
    keywords->has_symbols = keywords->has_symbols || has_symbols;
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
        rc = cx_stmt_new(&stmt, db,
                         "SELECT keyword_id, phrase, severity, \"match\", category FROM keywords "
                         "ORDER BY keyword_id",
                         err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = add(keywords, stmt, err);
    cx_stmt_free(stmt);
    phrases_ready(keywords->phrases);
    phrases_ready(keywords->symbols);
    if (rc == 0 && keywords->has_patterns)
        rc = pattern_of_text(&keywords->spread, SPREAD, SPREAD, err);
    return rc;
}

int cx_keywords_new(struct cx_keywords **out, struct cx_db *db, struct cx_err *err)
{
    struct cx_keywords *keywords = cx_alloc(sizeof *keywords);
    keywords->match = pcre2_match_data_create(1, NULL);
    keywords->phrases = phrases_new(false);
    keywords->symbols = phrases_new(true);
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
        free(keywords->list[i].words);
        pcre2_code_free(keywords->list[i].pattern.code);
    }
    free(keywords->list);
    record_free(keywords->record);
    speakers_free(keywords->speakers);
    phrases_free(keywords->phrases);
    phrases_free(keywords->symbols);
    cx_buf_fini(&keywords->folded);
    cx_buf_fini(&keywords->plain);
    cx_buf_fini(&keywords->joined);
    pcre2_code_free(keywords->spread);
    cx_buf_fini(&keywords->prefix);
    free(keywords->hits);
    pcre2_match_data_free(keywords->match);
    free(keywords);
}

static void add_hit(struct cx_keywords *keywords, size_t number, size_t from, const char *words,
                    size_t n, size_t folded)
{
    CX_GROW(keywords->hits, keywords->hit_count, keywords->hit_cap);
    keywords->hits[keywords->hit_count++] =
        (struct hit){number, from, from + folded, cx_strndup(words, n)};
}

static void hear_phrase(void *context, size_t number, const char *phrase, size_t at, size_t taken)
{
    add_hit(context, number, at, phrase, strlen(phrase), taken);
}

static size_t folded_length(struct cx_keywords *keywords, const char *s, size_t n)
{
    cx_buf_clear(&keywords->prefix);
    cx_utf8_fold(&keywords->prefix, s, n);
    return keywords->prefix.len;
}

/* The place is that of the text without symbols; one that stands alone is the end of what is before
 * it. */
static void hear_symbols(void *context, size_t number, const char *phrase, size_t at, size_t taken)
{
    struct cx_keywords *keywords = context;
    const char *text = cx_buf_str(&keywords->folded);
    size_t from = folded_length(keywords, text, at);
    size_t to = folded_length(keywords, text, at + taken);
    from -= from > 0 && to == from;
    add_hit(keywords, number, from, phrase, strlen(phrase), to > from ? to - from : 1);
}

static void give_up(struct cx_keywords *keywords, size_t number)
{
    struct keyword *keyword = &keywords->list[number];
    if (keyword->has_given_up)
        return;
    keyword->has_given_up = true;
    if (keywords->gave_up.searches++ == 0)
        snprintf(keywords->gave_up.keyword, sizeof keywords->gave_up.keyword, "%s", keyword->id);
}

/* Whether a pattern matches from `at` on. What is compiled to machine code has little stack. */
static bool find_next(struct cx_keywords *keywords, size_t number, const struct cx_buf *in,
                      size_t at)
{
    const struct pattern *pattern = &keywords->list[number].pattern;
    PCRE2_SPTR text = (PCRE2_SPTR)cx_buf_str(in);
    uint32_t options = pattern->fits_anywhere ? PCRE2_NOTEMPTY : 0;
    int rc = pcre2_match(pattern->code, text, in->len, at, options, keywords->match, NULL);
    if (rc == PCRE2_ERROR_JIT_STACKLIMIT)
        rc = pcre2_match(pattern->code, text, in->len, at, options | PCRE2_NO_JIT, keywords->match,
                         NULL);
    if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
        give_up(keywords, number);
    return rc >= 0;
}

/* All places where a pattern matches something. */
static void match_pattern(struct cx_keywords *keywords, size_t number, const struct cx_buf *in)
{
    const char *text = cx_buf_str(in);
    PCRE2_SIZE *span = pcre2_get_ovector_pointer(keywords->match);
    size_t at = 0;
    while (at <= in->len && keywords->list[number].pattern.code &&
           find_next(keywords, number, in, at)) {
        /* \K in a lookahead could end before it begins */
        size_t from = span[0], to = span[1] > span[0] ? span[1] : span[0];
        add_hit(keywords, number, folded_length(keywords, text, from), text + from, to - from,
                folded_length(keywords, text + from, to - from));
        at = (to > at ? to : at) + (to == from);
        while (at < in->len && ((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
    }
}

/* The text without what is spread between its characters; false: it has nothing of the kind. */
static bool join_spread(struct cx_keywords *keywords)
{
    const char *text = cx_buf_str(&keywords->plain);
    PCRE2_SIZE *span = pcre2_get_ovector_pointer(keywords->match);
    size_t at = 0;
    cx_buf_clear(&keywords->joined);
    while (pcre2_match(keywords->spread, (PCRE2_SPTR)text, keywords->plain.len, at, 0,
                       keywords->match, NULL) >= 0) {
        cx_buf_add(&keywords->joined, text + at, span[0] - at);
        at = span[1];
    }
    cx_buf_add(&keywords->joined, text + at, keywords->plain.len - at);
    return at > 0;
}

/* What is said first of several that overlap: the worse, then the longer, then by keyword. */
static int compare_hits(const void *a, const void *b, void *context)
{
    const struct cx_keywords *keywords = context;
    const struct hit *left = a, *right = b;
    const struct keyword *one = &keywords->list[left->keyword],
                         *other = &keywords->list[right->keyword];
    if (one->severity != other->severity)
        return one->severity < other->severity ? -1 : 1;
    if (left->to - left->from != right->to - right->from)
        return left->to - left->from > right->to - right->from ? -1 : 1;
    return left->keyword != right->keyword
               ? (left->keyword < right->keyword ? -1 : 1)
               : (left->from > right->from) - (left->from < right->from);
}

/* The same words, of the same category, are in one that is told. */
static bool is_told(const struct cx_keywords *keywords, size_t count, const struct hit *hit)
{
    for (size_t i = 0; i < count; i++) {
        const struct hit *told = &keywords->hits[i];
        if (keywords->list[told->keyword].category == keywords->list[hit->keyword].category &&
            hit->from < told->to && told->from < hit->to)
            return true;
    }
    return false;
}

/* One threat is told once, however many keywords it has. */
static void tell_hits(struct cx_keywords *keywords)
{
    size_t told = 0;
    if (keywords->hit_count > 1)
        qsort_r(keywords->hits, keywords->hit_count, sizeof *keywords->hits, compare_hits,
                keywords);
    for (size_t i = 0; i < keywords->hit_count; i++) {
        struct hit hit = keywords->hits[i];
        struct keyword *keyword = &keywords->list[hit.keyword];
        if (is_told(keywords, told, &hit)) {
            free(hit.words);
            continue;
        }
        if (!keyword->is_found)
            keywords->found(keywords->context, hit.keyword, hit.words);
        keyword->is_found = true;
        keywords->hits[told++] = hit;
    }
    while (told > 0)
        free(keywords->hits[--told].words);
    keywords->hit_count = 0;
}

static void search_part(struct cx_keywords *keywords, const char *part, size_t n)
{
    cx_buf_clear(&keywords->folded);
    pattern_fold(&keywords->folded, part, n);
    phrases_search(keywords->phrases, cx_buf_str(&keywords->folded), keywords->folded.len,
                   hear_phrase, keywords);
    if (keywords->has_symbols) {
        cx_buf_clear(&keywords->folded);
        pattern_fold_symbols(&keywords->folded, part, n);
        phrases_search(keywords->symbols, cx_buf_str(&keywords->folded), keywords->folded.len,
                       hear_symbols, keywords);
    }
    if (keywords->has_patterns) {
        cx_buf_clear(&keywords->plain);
        pattern_plain(&keywords->plain, part, n);
        for (size_t i = 0; i < keywords->count; i++)
            match_pattern(keywords, i, &keywords->plain);
        bool is_spread = join_spread(keywords);
        for (size_t i = 0; is_spread && i < keywords->count; i++)
            match_pattern(keywords, i, &keywords->joined);
    }
    tell_hits(keywords);
}

void cx_keywords_search(struct cx_keywords *keywords, const char *transcript,
                        void (*found)(void *context, size_t keyword, const char *words),
                        void *context)
{
    const char *part;
    keywords->found = found;
    keywords->context = context;
    for (size_t i = 0; i < keywords->count; i++)
        keywords->list[i].is_found = keywords->list[i].has_given_up = false;
    for (size_t at = 0, n; speakers_next(&part, &n, &at, keywords->speakers, transcript);)
        search_part(keywords, part, n);
    const char *other = speakers_other(keywords->speakers);
    if (other && keywords->unsearched.transcripts++ == 0)
        snprintf(keywords->unsearched.speaker, sizeof keywords->unsearched.speaker, "%s", other);
}

const struct cx_gave_up *cx_keywords_gave_up(const struct cx_keywords *keywords)
{
    return &keywords->gave_up;
}

const struct cx_unsearched *cx_keywords_unsearched(const struct cx_keywords *keywords)
{
    return &keywords->unsearched;
}

/* Whether a keyword of today's list says the words of a finding. A search may run meanwhile. */
static bool is_of_today(void *context, const char *id, enum cx_severity severity, const char *words)
{
    const struct cx_keywords *keywords = context;
    const struct keyword *one = NULL;
    for (size_t i = 0; !one && i < keywords->count; i++)
        one = strcmp(keywords->list[i].id, id) == 0 ? &keywords->list[i] : NULL;
    if (!one || one->severity != severity || !words)
        return one && one->severity == severity;
    if (!one->words)
        return pattern_fits(&one->pattern, words);
    struct cx_buf folded = {0};
    pattern_fold_phrase(&folded, words);
    bool is_same = strcmp(cx_buf_str(&folded), one->words) == 0;
    cx_buf_fini(&folded);
    return is_same;
}

int cx_keywords_forget(struct cx_keywords *keywords, int64_t contact_id, cx_time now,
                       struct cx_err *err)
{
    return record_retire(keywords->record, contact_id, now, is_of_today, keywords, err);
}

int cx_keywords_record(struct cx_keywords *keywords, int64_t contact_id, size_t keyword,
                       const char *words, struct cx_err *err)
{
    const struct keyword *found = &keywords->list[keyword];
    return record_put(keywords->record, contact_id, found->id, found->severity, words, err);
}
