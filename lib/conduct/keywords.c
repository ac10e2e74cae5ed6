#define PCRE2_CODE_UNIT_WIDTH 8
#include "conduct/conduct.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "kind/words.h"
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
    struct cx_buf folded, plain;
    pcre2_match_data *match;
};

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
        cx_buf_printf(&text, "(?<![\\p{L}\\p{N}])\\Q%s\\E(?![\\p{L}\\p{N}])", phrase);
    keyword->pattern = pcre2_compile((PCRE2_SPTR)cx_buf_str(&text), text.len,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &code, &at, NULL);
    cx_buf_fini(&text);
    if (!keyword->pattern) {
        pcre2_get_error_message(code, message, sizeof message);
        return cx_err_set(err, CX_EDATA, "keyword %s: \"%s\" is no regular expression: %s",
                          keyword->id, phrase, (const char *)message);
    }
    pcre2_jit_compile(keyword->pattern, PCRE2_JIT_COMPLETE);
    return 0;
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

int cx_keywords_check(struct cx_keywords *keywords, int64_t contact_id, const char *transcript,
                      struct cx_err *err)
{
    struct cx_buf words = {0};
    cx_stmt_bind_int(keywords->remove, 1, contact_id);
    int rc = cx_stmt_run(keywords->remove, err);
    if (rc < 0 || !transcript || !*transcript)
        return rc;
    cx_buf_clear(&keywords->folded);
    cx_buf_clear(&keywords->plain);
    cx_utf8_fold(&keywords->folded, transcript, strlen(transcript));
    cx_utf8_nfkc(&keywords->plain, transcript, strlen(transcript));
    for (size_t i = 0; rc == 0 && i < keywords->count; i++) {
        cx_buf_clear(&words);
        if (!find(keywords, &keywords->list[i], &words))
            continue;
        cx_stmt_bind_int(keywords->insert, 1, contact_id);
        cx_stmt_bind_text(keywords->insert, 2, keywords->list[i].id);
        cx_stmt_bind_int(keywords->insert, 3, keywords->list[i].severity);
        cx_stmt_bind_text(keywords->insert, 4, cx_buf_str(&words));
        rc = cx_stmt_run(keywords->insert, err);
    }
    cx_buf_fini(&words);
    return rc;
}
