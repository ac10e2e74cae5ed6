/* What the page of a person is called: for each a name that no other page has, on file systems that
 * tell capitals from small letters and on those that don't. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/letter.h"
#include "base/map.h"
#include "base/mem.h"
#include "statement/parts.h"
#include "text/utf8.h"

/* The index, and what Windows keeps for its devices, whatever follows the dot. Ids are in NFKC, so
 * a digit of COM¹ is plain. */
static bool is_reserved(const char *id)
{
    static const char *const whole[] = {"index", "con", "prn", "aux", "nul"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strcasecmp(id, whole[i]) == 0)
            return true;
    return (strncasecmp(id, "com", 3) == 0 || strncasecmp(id, "lpt", 3) == 0) && id[3] >= '0' &&
           id[3] <= '9' && !id[4];
}

static int64_t hash_folded(struct cx_buf *scratch, const char *id)
{
    cx_buf_clear(scratch);
    cx_utf8_fold(scratch, id, strlen(id));
    return (int64_t)cx_map_hash(cx_buf_str(scratch), scratch->len, 0);
}

bool *find_alike(const struct cx_org *org)
{
    bool *is_alike = cx_alloc((size_t)org->person_count + 1);
    struct cx_map *first = cx_map_new();
    struct cx_buf scratch = {0};
    for (int i = 0; i < (int)org->person_count; i++) {
        int64_t folded = hash_folded(&scratch, org->people[i].key);
        const int64_t *other = cx_map_get(first, folded);
        if (other)
            is_alike[*other] = is_alike[i] = true;
        else
            cx_map_put(first, folded, i);
    }
    cx_map_free(first);
    cx_buf_fini(&scratch);
    return is_alike;
}

/* A name that file systems take, of 255 bytes with what is added while it is written: the rest of a
 * longer one is its hash. No other begins so, since what is spelt out is never followed by -. */
static void shorten(struct cx_buf *name, size_t at, const char *id)
{
    enum { LONGEST = 200, KEPT = 120, SHOWN = 16 };
    struct cx_hash hash;
    char hex[CX_HASH_TEXT];
    if (name->len - at <= LONGEST)
        return;
    size_t kept = cx_letter_start(name->data, at + KEPT);
    cx_hash_init(&hash);
    cx_hash_add(&hash, id, strlen(id));
    cx_hash_end(&hash, hex);
    name->len = kept;
    name->data[kept] = '\0';
    cx_buf_printf(name, "_-%.*s", SHOWN, hex);
}

void put_pagename(struct cx_buf *out, const char *id, bool is_alike)
{
    const char *whole = id;
    size_t at = out->len;
    const char *first = is_reserved(id) ? id : NULL;
    for (; *id; id++) {
        unsigned char c = (unsigned char)*id;
        bool is_small = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        bool is_plain = is_small || (!is_alike && (c >= 0x80 || (c >= 'A' && c <= 'Z')));
        if (is_plain && id != first)
            cx_buf_putc(out, *id);
        else
            cx_buf_printf(out, "_%02X", c);
    }
    shorten(out, at, whole);
    cx_buf_puts(out, ".html");
}
