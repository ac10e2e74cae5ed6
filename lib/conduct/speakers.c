/* A line of a transcript may begin with a mark: an optional time (00:12), a name and a colon (坐席:
 * or Agent 7:). A line without one continues the line before. What stands before a figure
 * (金额:1000) is its label, not a name, unless it is the agents' or stands before words, too. */
#include "conduct/speakers.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "text/utf8.h"

#define FULL_COLON     "\xEF\xBC\x9A"
#define NAME_MAX_CHARS 16 /* anything longer before a colon is a sentence */

struct speakers {
    char **names; /* folded */
    size_t count, cap;
    struct cx_buf folded;
    const char *transcript;
    struct cx_map *speaking; /* of the transcript, hashes of what stands before words; NULL: it was
                                not asked yet */
};

/* A line: who begins to speak in it, and where their words begin. */
struct line {
    enum { NO_MARK, AGENT, OTHER } mark;
    const char *words, *end;
};

struct speakers *speakers_new(const char *names)
{
    struct speakers *speakers = cx_alloc(sizeof *speakers);
    struct cx_buf plain = {0};
    char *rest = NULL;
    cx_utf8_nfkc(&plain, names ? names : "", names ? strlen(names) : 0);
    /* After NFKC a full-width comma is a comma. 、 stays what it is. */
    for (char *s = plain.data; s && (s = strstr(s, "、"));)
        memset(s, ' ', strlen("、"));
    for (char *name = strtok_r(plain.data ? plain.data : (char[]){""}, " ,;\t", &rest); name;
         name = strtok_r(NULL, " ,;\t", &rest)) {
        cx_buf_clear(&speakers->folded);
        cx_utf8_fold(&speakers->folded, name, strlen(name));
        CX_GROW(speakers->names, speakers->count, speakers->cap);
        speakers->names[speakers->count++] = cx_strdup(cx_buf_str(&speakers->folded));
    }
    cx_buf_fini(&plain);
    if (speakers->count == 1 && strcmp(speakers->names[0], "none") == 0)
        free(speakers->names[--speakers->count]);
    return speakers;
}

void speakers_free(struct speakers *speakers)
{
    if (!speakers)
        return;
    for (size_t i = 0; i < speakers->count; i++)
        free(speakers->names[i]);
    free(speakers->names);
    cx_buf_fini(&speakers->folded);
    cx_map_free(speakers->speaking);
    free(speakers);
}

/* A name, or a name followed by a number. */
static bool is_agent(struct speakers *speakers, const char *s, size_t n)
{
    cx_buf_clear(&speakers->folded);
    cx_utf8_fold(&speakers->folded, s, n);
    const char *folded = cx_buf_str(&speakers->folded);
    for (size_t i = 0; i < speakers->count; i++) {
        size_t len = strlen(speakers->names[i]);
        if (strncmp(folded, speakers->names[i], len) == 0 &&
            strspn(folded + len, " #-_0123456789") == strlen(folded + len))
            return true;
    }
    return false;
}

/* A mark that stands in sentences, not in names; the Chinese ones are of three bytes. */
static bool is_punctuation(const char *s)
{
    static const char chinese[] = "，。；！？、“”";
    if ((unsigned char)*s < 0x80)
        return *s && strchr(",.;!?\"", *s);
    if (!strchr("\xE2\xE3\xEF", *s)) /* with which these marks begin, and few characters */
        return false;
    for (const char *mark = chinese; *mark; mark += 3) {
        if (strncmp(s, mark, 3) == 0)
            return true;
    }
    return false;
}

/* The colon that ends a name, and its size in bytes; NULL if there is none on the line, or if what
 * is before it is not a name. */
static const char *find_colon(size_t *size, const char *s, const char *end)
{
    size_t characters = 0;
    for (; s < end && characters <= NAME_MAX_CHARS; s++) {
        if (*s == ':' || (end - s >= 3 && memcmp(s, FULL_COLON, 3) == 0)) {
            bool is_time =
                characters > 0 && isdigit((unsigned char)s[-1]) && isdigit((unsigned char)s[1]);
            *size = *s == ':' ? 1 : 3;
            return characters > 0 && !is_time ? s : NULL;
        }
        if (is_punctuation(s))
            return NULL;
        characters += ((unsigned char)*s & 0xC0) != 0x80;
    }
    return NULL;
}

/* What may be a mark: from name to colon, NULL where there is none; after it words, to end. */
struct opening {
    const char *name, *colon, *words, *end;
};

static struct opening open_line(const char *s)
{
    struct opening opening = {.end = s + strcspn(s, "\r\n")};
    size_t size = 0;
    opening.name = s + strspn(s, " \t0123456789:.-/[]()");
    if (opening.name > opening.end)
        opening.name = opening.end;
    opening.colon = find_colon(&size, opening.name, opening.end);
    opening.words = opening.colon ? opening.colon + size : s;
    return opening;
}

static bool has_figure(const struct opening *opening)
{
    return isdigit((unsigned char)opening->words[strspn(opening->words, " \t")]);
}

static int64_t hash_of(const struct opening *opening)
{
    size_t n = (size_t)(opening->colon - opening->name);
    while (n > 0 && opening->name[n - 1] == ' ')
        n--;
    return (int64_t)cx_map_hash(opening->name, n, 0);
}

static bool is_label(struct speakers *speakers, const struct opening *of)
{
    if (!has_figure(of))
        return false;
    if (!speakers->speaking) {
        speakers->speaking = cx_map_new();
        for (const char *s = speakers->transcript; *s; s += strspn(s, "\r\n")) {
            struct opening opening = open_line(s);
            if (opening.colon && !has_figure(&opening))
                cx_map_put(speakers->speaking, hash_of(&opening), 1);
            s = opening.end;
        }
    }
    return !cx_map_get(speakers->speaking, hash_of(of));
}

static struct line read_line(struct speakers *speakers, const char *s)
{
    const struct opening opening = open_line(s);
    struct line line = {NO_MARK, s, opening.end + strspn(opening.end, "\r\n")};
    if (!opening.colon)
        return line;
    if (is_agent(speakers, opening.name, (size_t)(opening.colon - opening.name)))
        line.mark = AGENT;
    else if (!is_label(speakers, &opening))
        line.mark = OTHER;
    if (line.mark != NO_MARK)
        line.words = opening.words;
    return line;
}

static bool has_marks(struct speakers *speakers, const char *s)
{
    while (*s) {
        struct line line = read_line(speakers, s);
        if (line.mark != NO_MARK)
            return true;
        s = line.end;
    }
    return false;
}

bool speakers_next(const char **part, size_t *n, size_t *at, struct speakers *speakers,
                   const char *transcript)
{
    const char *s = transcript + *at, *end;
    speakers->transcript = transcript;
    if (*at == 0) {
        cx_map_free(speakers->speaking);
        speakers->speaking = NULL;
    }
    bool is_whole = speakers->count == 0 || (*at == 0 && !has_marks(speakers, transcript));
    bool is_first = *at == 0;
    struct line line;
    if (!*s)
        return false;
    if (is_whole) {
        *part = s;
        *n = strlen(s);
        *at += *n;
        return true;
    }
    /* Text before the first mark has no speaker, and is searched. */
    for (line = read_line(speakers, s); line.mark != AGENT && !(line.mark == NO_MARK && is_first);
         line = read_line(speakers, line.end)) {
        is_first = false;
        if (!*line.end)
            return false;
    }
    *part = line.words;
    for (end = line.end; *end && (line = read_line(speakers, end)).mark == NO_MARK;)
        end = line.end;
    *n = (size_t)(end - *part);
    *at = (size_t)(end - transcript);
    return true;
}
