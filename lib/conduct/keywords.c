#define PCRE2_CODE_UNIT_WIDTH 8
#include "conduct/conduct.h"

#include <ctype.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/utf8.h"

struct keyword {
    char *id, *phrase;  /* the phrase folded as transcripts are */
    enum cx_severity severity;
    pcre2_code *pattern; /* of word and regex; NULL: plain text */
};

struct cx_keywords {
    struct cx_stmt *remove, *insert;
    struct keyword *list;
    size_t count, cap;
    struct cx_buf folded, plain, words;
    pcre2_match_data *match;
};

/* A phrase as a pattern that matches it as whole words; transcripts are searched after NFKC. */
static void quote(struct cx_buf *text, const char *phrase)
{
    struct cx_buf plain = {0};
    cx_utf8_nfkc(&plain, phrase, strlen(phrase));
    cx_buf_puts(text, "(?<![\\p{L}\\p{N}])");
    for (const char *s = cx_buf_str(&plain); *s; s++) {
        if (ispunct((unsigned char)*s))
            cx_buf_putc(text, '\\');
        cx_buf_putc(text, *s);
    }
    cx_buf_puts(text, "(?![\\p{L}\\p{N}])");
    cx_buf_fini(&plain);
}

static int compile(struct keyword *keyword, const char *phrase, enum cx_match match,
                   struct cx_err *err)
{
    struct cx_buf text = {0};
    int code;
    PCRE2_SIZE at;
    PCRE2_UCHAR message[128];
    if (match == CX_MATCH_REGEX)
        cx_buf_puts(&text, phrase);
    else
        quote(&text, phrase);
    keyword->pattern = pcre2_compile((PCRE2_SPTR)cx_buf_str(&text), text.len,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &code, &at, NULL);
    cx_buf_fini(&text);
    if (!keyword->pattern) {
        pcre2_get_error_message(code, message, sizeof message);
        return cx_err_set(err, CX_EDATA, "\"%s\" is no regular expression: %s", phrase,
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
    cx_utf8_fold(&folded, phrase, strlen(phrase));
    if (match != CX_MATCH_TEXT)
        rc = compile(&keyword, phrase, match, err);
    else if (folded.len == 0)
        rc = cx_err_set(err, CX_EDATA, "\"%s\" holds nothing to search for", phrase);
    cx_buf_fini(&folded);
    pcre2_code_free(keyword.pattern);
    return rc;
}

static int add(struct cx_keywords *keywords, struct cx_stmt *row, struct cx_err *err)
{
    const char *phrase = cx_stmt_text(row, 1);
    enum cx_match match = (enum cx_match)cx_stmt_int_or(row, 3, CX_MATCH_TEXT);
    struct cx_buf folded = {0};
    CX_GROW(keywords->list, keywords->count, keywords->cap);
    struct keyword *keyword = &keywords->list[keywords->count++];
    *keyword = (struct keyword){
        .id = cx_strdup(cx_stmt_text(row, 0)),
        .severity = (enum cx_severity)cx_stmt_int_or(row, 2, CX_BLOCK),
    };
    if (match != CX_MATCH_TEXT)
        return compile(keyword, phrase, match, err);
    cx_utf8_fold(&folded, phrase, strlen(phrase));
    keyword->phrase = cx_strdup(cx_buf_str(&folded));
    cx_buf_fini(&folded);
    return 0;
}

int cx_keywords_new(struct cx_keywords **out, struct cx_db *db, struct cx_err *err)
{
    struct cx_keywords *keywords = cx_alloc(sizeof *keywords);
    struct cx_stmt *stmt = NULL;
    keywords->match = pcre2_match_data_create(1, NULL);
    int rc = cx_stmt_new(&stmt, db,
                         "SELECT keyword_id, phrase, severity, \"match\" FROM keywords", err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = add(keywords, stmt, err);
    cx_stmt_free(stmt);
    if (rc == 0)
        rc = cx_stmt_new(&keywords->remove, db,
                         "DELETE FROM violations WHERE contact_id = ?1 AND source = 0", err);
    if (rc == 0)
        rc = cx_stmt_new(&keywords->insert, db,
                         "INSERT OR REPLACE INTO violations VALUES (?1, 0, ?2, ?3, ?4)", err);
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
        free(keywords->list[i].phrase);
        pcre2_code_free(keywords->list[i].pattern);
    }
    free(keywords->list);
    cx_stmt_free(keywords->remove);
    cx_stmt_free(keywords->insert);
    cx_buf_fini(&keywords->folded);
    cx_buf_fini(&keywords->plain);
    cx_buf_fini(&keywords->words);
    pcre2_match_data_free(keywords->match);
    free(keywords);
}

/* Finds a keyword; appends the words found to words. */
static bool find(struct cx_keywords *keywords, const struct keyword *keyword, struct cx_buf *words)
{
    if (!keyword->pattern) {
        if (!strstr(cx_buf_str(&keywords->folded), keyword->phrase))
            return false;
        cx_buf_puts(words, keyword->phrase);
        return true;
    }
    const char *text = cx_buf_str(&keywords->plain);
    if (pcre2_match(keyword->pattern, (PCRE2_SPTR)text, keywords->plain.len, 0, 0, keywords->match,
                    NULL) < 0)
        return false;
    PCRE2_SIZE *span = pcre2_get_ovector_pointer(keywords->match);
    cx_buf_add(words, text + span[0], span[1] - span[0]);
    return true;
}

void cx_keywords_search(struct cx_keywords *keywords, const char *transcript,
                        void (*found)(void *context, size_t keyword, const char *words),
                        void *context)
{
    cx_buf_clear(&keywords->folded);
    cx_buf_clear(&keywords->plain);
    cx_utf8_fold(&keywords->folded, transcript, strlen(transcript));
    cx_utf8_nfkc(&keywords->plain, transcript, strlen(transcript));
    for (size_t i = 0; i < keywords->count; i++) {
        cx_buf_clear(&keywords->words);
        if (find(keywords, &keywords->list[i], &keywords->words))
            found(context, i, cx_buf_str(&keywords->words));
    }
}

int cx_keywords_forget(struct cx_keywords *keywords, int64_t contact_id, struct cx_err *err)
{
    cx_stmt_bind_int(keywords->remove, 1, contact_id);
    return cx_stmt_run(keywords->remove, err);
}

int cx_keywords_record(struct cx_keywords *keywords, int64_t contact_id, size_t keyword,
                       const char *words, struct cx_err *err)
{
    cx_stmt_bind_int(keywords->insert, 1, contact_id);
    cx_stmt_bind_text(keywords->insert, 2, keywords->list[keyword].id);
    cx_stmt_bind_int(keywords->insert, 3, keywords->list[keyword].severity);
    cx_stmt_bind_text(keywords->insert, 4, words);
    return cx_stmt_run(keywords->insert, err);
}

int cx_violations_exist(bool *exist, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, "SELECT 1 FROM violations LIMIT 1", err);
    if (rc == 0)
        rc = cx_stmt_step(stmt, err);
    *exist = rc == 1;
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}
