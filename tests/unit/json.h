/* JSON, read as far as the corpora need it: a test that can't be read fails. */
#ifndef CX_UNIT_JSON_H
#define CX_UNIT_JSON_H

#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

enum json_type { JSON_NULL, JSON_WORD, JSON_TEXT, JSON_LIST, JSON_OBJECT }; /* a word: 12, true */

struct json {
    enum json_type type;
    struct cx_buf text;  /* of a text or word */
    struct json **items; /* of a list or object */
    char **keys;         /* of an object */
    size_t count, cap, key_cap;
};

static inline void json_blanks(const char **s)
{
    *s += strspn(*s, " \t\r\n");
}

static inline void json_put_point(struct cx_buf *out, unsigned point)
{
    if (point < 0x80) {
        cx_buf_putc(out, (char)point);
        return;
    }
    if (point >= 0x800)
        cx_buf_putc(out, (char)(0xE0 | point >> 12));
    cx_buf_putc(out, (char)(point >= 0x800 ? 0x80 | (point >> 6 & 0x3F) : 0xC0 | point >> 6));
    cx_buf_putc(out, (char)(0x80 | (point & 0x3F)));
}

static inline void json_string(struct cx_buf *out, const char **s)
{
    static const char escapes[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    cx_buf_puts(out, "");
    for (++*s; **s != '"'; ++*s) {
        ck_assert(**s != '\0');
        if (**s != '\\') {
            cx_buf_putc(out, **s);
            continue;
        }
        ++*s;
        if (**s == 'u') {
            char digits[5] = {(*s)[1], (*s)[2], (*s)[3], (*s)[4], '\0'};
            json_put_point(out, (unsigned)strtoul(digits, NULL, 16));
            *s += 4;
            continue;
        }
        const char *escape = strchr(escapes, **s);
        ck_assert_ptr_nonnull(escape);
        cx_buf_putc(out, meant[escape - escapes]);
    }
    ++*s;
}

static inline struct json *json_value(const char **s);

static inline void json_items(struct json *json, const char **s)
{
    char end = **s == '[' ? ']' : '}';
    ++*s;
    for (json_blanks(s); **s != end; json_blanks(s)) {
        if (json->count > 0) {
            ck_assert_int_eq(*(*s)++, ',');
            json_blanks(s);
        }
        if (end == '}') {
            struct cx_buf key = {0};
            json_string(&key, s);
            json_blanks(s);
            ck_assert_int_eq(*(*s)++, ':');
            CX_GROW(json->keys, json->count, json->key_cap);
            json->keys[json->count] = key.data;
        }
        CX_GROW(json->items, json->count, json->cap);
        json->items[json->count++] = json_value(s);
    }
    ++*s;
}

static inline struct json *json_value(const char **s)
{
    struct json *json = cx_alloc(sizeof *json);
    json_blanks(s);
    if (**s == '"') {
        json->type = JSON_TEXT;
        json_string(&json->text, s);
    } else if (**s == '[' || **s == '{') {
        json->type = **s == '[' ? JSON_LIST : JSON_OBJECT;
        json_items(json, s);
    } else {
        size_t n = strcspn(*s, ",]} \t\r\n");
        ck_assert_uint_gt(n, 0);
        json->type = n == 4 && strncmp(*s, "null", 4) == 0 ? JSON_NULL : JSON_WORD;
        cx_buf_add(&json->text, *s, n);
        *s += n;
    }
    return json;
}

static inline void json_free(struct json *json)
{
    for (size_t i = 0; i < json->count; i++) {
        json_free(json->items[i]);
        if (json->keys)
            free(json->keys[i]);
    }
    free(json->items);
    free(json->keys);
    cx_buf_fini(&json->text);
    free(json);
}

/* A member of an object; NULL: it has none. */
static inline const struct json *json_get(const struct json *json, const char *key)
{
    for (size_t i = 0; json && json->type == JSON_OBJECT && i < json->count; i++) {
        if (strcmp(json->keys[i], key) == 0)
            return json->items[i];
    }
    return NULL;
}

#endif
