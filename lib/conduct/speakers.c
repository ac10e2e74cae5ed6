/* A line of a transcript may begin with a mark: an optional time (00:12), a name and a colon (坐席:
 * or Agent 7:). A line without one continues the line before. */
#include "conduct/speakers.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/utf8.h"

#define FULL_COLON     "\xEF\xBC\x9A"
#define NAME_MAX_CHARS 16 /* anything longer before a colon is a sentence */

struct speakers {
    char **names; /* folded */
    size_t count, cap;
    struct cx_buf folded;
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
        if (*s && strchr(",.;!?\"", *s))
            return NULL;
        characters += ((unsigned char)*s & 0xC0) != 0x80;
    }
    return NULL;
}

static struct line read_line(struct speakers *speakers, const char *s)
{
    struct line line = {NO_MARK, s, s + strcspn(s, "\r\n")};
    const char *name = s + strspn(s, " \t0123456789:.-/[]()");
    size_t size = 0;
    if (name > line.end)
        name = line.end;
    const char *colon = find_colon(&size, name, line.end);
    if (colon) {
        line.mark = is_agent(speakers, name, (size_t)(colon - name)) ? AGENT : OTHER;
        line.words = colon + size;
    }
    line.end += strspn(line.end, "\r\n");
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
