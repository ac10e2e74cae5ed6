/* A line of a transcript may begin with a mark (marks.h). A line without one continues the line
 * before. What stands before a figure (金额:1000) is its label, not a name, unless it is the
 * agents' or stands before words, too. */
#include "conduct/speakers.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "conduct/marks.h"
#include "text/utf8.h"

#define NAMES_MAX 10000 /* that are kept in mind */

struct speakers {
    char **names; /* as mark_name makes them */
    size_t count, cap;
    struct cx_buf name; /* that is looked at */
    const char *transcript;
    struct cx_map *speaking; /* of the transcript, hashes of what stands before words; NULL: it was
                                not asked yet */
    struct cx_map *agents;   /* hashes of names as they are written: whether they are agents' */
    bool has_agent;          /* a line of theirs was met in the transcript */
    char other[65];          /* the first who speaks in it and is no agent; empty: nobody */
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
    speakers->agents = cx_map_new();
    cx_utf8_nfkc(&plain, names ? names : "", names ? strlen(names) : 0);
    /* After NFKC a full-width comma is a comma. 、 stays what it is. */
    for (char *s = plain.data; s && (s = strstr(s, "、"));)
        memset(s, ' ', strlen("、"));
    static const char between[] = " ,;:|/\t\r\n";
    for (char *name = strtok_r(plain.data ? plain.data : (char[]){""}, between, &rest); name;
         name = strtok_r(NULL, between, &rest)) {
        mark_name(&speakers->name, name, strlen(name));
        if (speakers->name.len == 0)
            continue;
        CX_GROW(speakers->names, speakers->count, speakers->cap);
        speakers->names[speakers->count++] = cx_strdup(cx_buf_str(&speakers->name));
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
    cx_buf_fini(&speakers->name);
    cx_map_free(speakers->speaking);
    cx_map_free(speakers->agents);
    free(speakers);
}

/* Whether s[0..n) is one of the agents' names, or one with something behind it: Agent 7, Agent
 * Smith, 坐席A, 坐席-张三; not 坐席们. */
static bool begins_with_agent(struct speakers *speakers, const char *s, size_t n)
{
    mark_name(&speakers->name, s, n);
    const char *name = cx_buf_str(&speakers->name);
    for (size_t i = 0; i < speakers->count; i++) {
        size_t len = strlen(speakers->names[i]);
        if (strncmp(name, speakers->names[i], len) != 0)
            continue;
        unsigned char before = (unsigned char)name[len - 1], next = (unsigned char)name[len];
        bool is_end = next < 0x80 && !isalpha(next); /* or a blank, or a number */
        bool is_other_script = before >= 0x80 ? isalpha(next) != 0 : next >= 0xE3;
        if (is_end || is_other_script)
            return true;
    }
    return false;
}

/* A name comes in many transcripts and is looked at once. */
static bool is_agent(struct speakers *speakers, const struct mark *mark)
{
    int64_t hash = (int64_t)cx_map_hash(mark->name, mark->n, 0);
    const int64_t *known = cx_map_get(speakers->agents, hash);
    if (known)
        return *known != 0;
    const char *suffix = mark_suffix(mark->name, mark->n);
    bool is_it =
        begins_with_agent(speakers, mark->name, mark->n) ||
        (suffix && begins_with_agent(speakers, suffix, (size_t)(mark->name + mark->n - suffix)));
    if (cx_map_count(speakers->agents) < NAMES_MAX)
        cx_map_put(speakers->agents, hash, is_it);
    return is_it;
}

static int64_t hash_of(struct speakers *speakers, const struct mark *mark)
{
    mark_name(&speakers->name, mark->name, mark->n);
    return (int64_t)cx_map_hash(cx_buf_str(&speakers->name), speakers->name.len, 0);
}

static bool is_label(struct speakers *speakers, const struct mark *of)
{
    if (!mark_is_label(of))
        return false;
    if (!speakers->speaking) {
        speakers->speaking = cx_map_new();
        for (const char *s = speakers->transcript; *s; s += strspn(s, "\r\n")) {
            struct mark mark = mark_of(s);
            if (mark.name && !mark_is_label(&mark))
                cx_map_put(speakers->speaking, hash_of(speakers, &mark), 1);
            s = mark.end;
        }
    }
    return !cx_map_get(speakers->speaking, hash_of(speakers, of));
}

static struct line read_line(struct speakers *speakers, const char *s)
{
    const struct mark mark = mark_of(s);
    struct line line = {NO_MARK, s, mark.end + strspn(mark.end, "\r\n")};
    if (!mark.name)
        return line;
    if (is_agent(speakers, &mark)) {
        line.mark = AGENT;
        speakers->has_agent = true;
    } else if (!is_label(speakers, &mark)) {
        line.mark = OTHER;
        if (!speakers->other[0])
            snprintf(speakers->other, sizeof speakers->other, "%.*s", (int)mark.n, mark.name);
    }
    if (line.mark != NO_MARK)
        line.words = mark.words;
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
        speakers->has_agent = false;
        speakers->other[0] = '\0';
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

const char *speakers_other(const struct speakers *speakers)
{
    return speakers->count > 0 && !speakers->has_agent && speakers->other[0] ? speakers->other
                                                                             : NULL;
}
