#include "store/id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/pool.h"
#include "store/sqlite.h"

#define SHAPE_BITS 9
#define SHAPE_MAX  ((1 << SHAPE_BITS) - 1)
#define DIGITS_MAX 16                 /* 10^16 < 2^54 */
#define LENT_FROM  (INT64_C(1) << 53) /* numbers, of shape 0, that no dictionary comes to */

struct shape {
    char *prefix;
    int width;
};

struct cx_ids {
    bool loaded;
    _Atomic int count; /* shapes known: numbers 1 to count; those never change */
    struct shape shapes[SHAPE_MAX + 1];
    int last;    /* the shape that came last: most files hold one */
    char **lent; /* texts that aren't stored */
    size_t lent_count, lent_cap;
    struct cx_map *places; /* hash of a text lent → its place; NULL: there is none */
    struct cx_stmt *read;  /* a text of the dictionary; NULL: not yet */
};

struct cx_ids *cx_ids_new(void)
{
    return cx_alloc_apart(sizeof(struct cx_ids));
}

void cx_ids_forget(struct cx_ids *ids)
{
    for (int i = 1; i <= ids->count; i++)
        free(ids->shapes[i].prefix);
    ids->count = 0;
    ids->last = 0;
    ids->loaded = false;
}

void cx_ids_free(struct cx_ids *ids)
{
    cx_ids_forget(ids);
    for (size_t i = 0; i < ids->lent_count; i++)
        free(ids->lent[i]);
    free(ids->lent);
    cx_map_free(ids->places);
    cx_stmt_free(ids->read);
    free(ids);
}

/* All threads compare it with what they read. */
static char *keep(const char *prefix, size_t n)
{
    return memcpy(cx_alloc_apart(n + 1), prefix, n);
}

static int load(struct cx_db *db, struct cx_err *err)
{
    struct cx_ids *ids = db->ids;
    struct cx_stmt *stmt = NULL;
    int rc =
        cx_stmt_new(&stmt, db, "SELECT shape, prefix, width FROM id_shape ORDER BY shape", err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int64_t i = cx_stmt_int(stmt, 0), width = cx_stmt_int(stmt, 2);
        const char *prefix = cx_stmt_text(stmt, 1);
        /* Read as from a stranger: the file may be damaged. */
        if (i != ids->count + 1 || i > SHAPE_MAX || !prefix || width < 1 || width > DIGITS_MAX ||
            strlen(prefix) + (size_t)width > CX_ID_MAX) {
            rc = cx_err_set(err, CX_EWORLD, "%s: is damaged: table id_shape, row %lld",
                            db->path ? db->path : _("database in memory"), (long long)i);
            break;
        }
        ids->shapes[i].prefix = keep(prefix, strlen(prefix));
        ids->shapes[i].width = (int)width;
        ids->count = (int)i;
        rc = 0;
    }
    ids->loaded = rc == 0;
    cx_stmt_free(stmt);
    return rc;
}

static bool shape_is(const struct shape *shape, const char *s, size_t prefix, int width)
{
    return shape->width == width && strncmp(shape->prefix, s, prefix) == 0 &&
           shape->prefix[prefix] == '\0';
}

static int find_shape(const struct cx_ids *ids, int *last, const char *s, size_t prefix, int width)
{
    int count = ids->count;
    if (*last && *last <= count && shape_is(&ids->shapes[*last], s, prefix, width))
        return *last;
    for (int i = 1; i <= count; i++) {
        if (shape_is(&ids->shapes[i], s, prefix, width))
            return *last = i;
    }
    return 0;
}

/* The prefix's length of an id that ends in digits, and the number behind it; n where there is
 * none. */
static size_t split(const char *s, size_t n, int64_t *number)
{
    size_t prefix = n;
    *number = 0;
    while (prefix > 0 && n - prefix < DIGITS_MAX && s[prefix - 1] >= '0' && s[prefix - 1] <= '9')
        prefix--;
    for (size_t i = prefix; i < n; i++)
        *number = *number * 10 + (s[i] - '0');
    return prefix;
}

static int add_shape(struct cx_db *db, const char *s, size_t prefix, int width, struct cx_err *err)
{
    struct cx_ids *ids = db->ids;
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, "INSERT INTO id_shape VALUES (?1, ?2, ?3)", err);
    if (rc < 0)
        return rc;
    struct shape *shape = &ids->shapes[ids->count + 1];
    shape->prefix = keep(s, prefix);
    shape->width = width;
    ids->count++; /* from here on another thread may use it */
    cx_stmt_bind_int(stmt, 1, ids->count);
    cx_stmt_bind_text(stmt, 2, shape->prefix);
    cx_stmt_bind_int(stmt, 3, width);
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : ids->count;
}

static int in_dictionary(int64_t *id, struct cx_db *db, const char *s, size_t n, bool add,
                         struct cx_err *err)
{
    char *text = cx_strndup(s, n);
    struct cx_stmt *find = NULL, *insert = NULL;
    *id = 0;
    int rc = cx_stmt_new(&find, db, "SELECT n FROM id_text WHERE text = ?1", err);
    if (rc < 0)
        goto done;
    cx_stmt_bind_text(find, 1, text);
    if ((rc = cx_stmt_step(find, err)) == 1) {
        *id = cx_stmt_int(find, 0) << SHAPE_BITS;
        rc = 0;
    } else if (rc == 0 && add) {
        rc = cx_stmt_new(&insert, db, "INSERT INTO id_text (text) VALUES (?1) RETURNING n", err);
        if (rc < 0)
            goto done;
        cx_stmt_bind_text(insert, 1, text);
        if ((rc = cx_stmt_step(insert, err)) == 1) {
            *id = cx_stmt_int(insert, 0) << SHAPE_BITS;
            rc = 0;
        }
    }
done:
    cx_stmt_free(find);
    cx_stmt_free(insert);
    free(text);
    return rc;
}

static int encode(int64_t *id, struct cx_db *db, const char *s, size_t n, bool add,
                  struct cx_err *err)
{
    int64_t number;
    int rc = cx_id_prepare(db, err);
    if (rc < 0)
        return rc;
    size_t prefix = split(s, n, &number);
    if (prefix == n)
        return in_dictionary(id, db, s, n, add, err);
    int width = (int)(n - prefix);
    int shape = find_shape(db->ids, &db->ids->last, s, prefix, width);
    if (shape == 0 && db->ids->count == SHAPE_MAX)
        return in_dictionary(id, db, s, n, add, err);
    if (shape == 0 && !add) {
        *id = 0;
        return 0;
    }
    if (shape == 0 && (shape = add_shape(db, s, prefix, width, err)) < 0)
        return shape;
    *id = number << SHAPE_BITS | shape;
    return 0;
}

int cx_id_prepare(struct cx_db *db, struct cx_err *err)
{
    return db->ids->loaded ? 0 : load(db, err);
}

bool cx_id_pack(int64_t *id, const struct cx_db *db, int *hint, const char *s, size_t n)
{
    int64_t number;
    size_t prefix = split(s, n, &number);
    int shape = prefix == n ? 0 : find_shape(db->ids, hint, s, prefix, (int)(n - prefix));
    *id = number << SHAPE_BITS | shape;
    return shape > 0;
}

int cx_id_add(int64_t *id, struct cx_db *db, const char *s, size_t n, struct cx_err *err)
{
    return encode(id, db, s, n, true, err);
}

int cx_id_find(int64_t *id, struct cx_db *db, const char *s, size_t n, struct cx_err *err)
{
    return encode(id, db, s, n, false, err);
}

int cx_id_lend(int64_t *id, struct cx_db *db, const char *s, size_t n, struct cx_err *err)
{
    struct cx_ids *ids = db->ids;
    int rc = cx_id_find(id, db, s, n, err);
    if (rc < 0 || *id)
        return rc;
    if (!ids->places)
        ids->places = cx_map_new();
    int64_t hash = (int64_t)cx_map_hash(s, n, 0), *place = cx_map_get(ids->places, hash);
    int64_t number = place ? *place : (int64_t)ids->lent_count;
    if (!place) {
        CX_GROW(ids->lent, ids->lent_count, ids->lent_cap);
        ids->lent[ids->lent_count++] = cx_strndup(s, n);
        cx_map_put(ids->places, hash, number);
    }
    *id = (LENT_FROM + number) << SHAPE_BITS;
    return 0;
}

static const char *text_lent(const struct cx_ids *ids, int64_t id)
{
    size_t place = (size_t)((id >> SHAPE_BITS) - LENT_FROM);
    return place < ids->lent_count ? ids->lent[place] : "";
}

/* Whether a number has no more digits than ids of the shape. */
static bool has_room(const struct shape *shape, int64_t number)
{
    for (int i = 0; i < shape->width; i++)
        number /= 10;
    return number == 0;
}

int64_t cx_id_alike(const struct cx_db *db, int *shape, const char *s, size_t n)
{
    const struct cx_ids *ids = db->ids;
    int64_t number;
    size_t prefix = split(s, n, &number);
    while (prefix < n && ++*shape <= ids->count) {
        const struct shape *other = &ids->shapes[*shape];
        if (has_room(other, number) && !shape_is(other, s, prefix, (int)(n - prefix)) &&
            strlen(other->prefix) == prefix && strncasecmp(other->prefix, s, prefix) == 0)
            return number << SHAPE_BITS | *shape;
    }
    return 0;
}

int cx_id_meant(char buf[CX_ID_MAX + 1], struct cx_db *db, const char *sql, const char *s,
                struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int shape = 0, rc = cx_id_prepare(db, err);
    int64_t id;
    buf[0] = '\0';
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, sql, err);
    while (rc == 0 && (id = cx_id_alike(db, &shape, s, strlen(s))) != 0) {
        cx_stmt_bind_int(stmt, 1, id);
        if ((rc = cx_stmt_step(stmt, err)) == 1)
            cx_id_text(buf, db, id);
        cx_stmt_reset(stmt);
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

const char *cx_id_text(char buf[CX_ID_MAX + 1], struct cx_db *db, int64_t id)
{
    struct cx_err ignored = {0};
    int shape = (int)(id & SHAPE_MAX);
    buf[0] = '\0';
    if (id == 0 || (!db->ids->loaded && load(db, &ignored) < 0))
        return buf;
    if (shape > 0 && shape <= db->ids->count) {
        const struct shape *known = &db->ids->shapes[shape];
        snprintf(buf, CX_ID_MAX + 1, "%s%0*lld", known->prefix, known->width,
                 (long long)(id >> SHAPE_BITS));
    } else if (shape == 0 && id >> SHAPE_BITS >= LENT_FROM) {
        snprintf(buf, CX_ID_MAX + 1, "%s", text_lent(db->ids, id));
    } else if (shape == 0) {
        struct cx_stmt **read = &db->ids->read;
        if (*read ||
            cx_stmt_new(read, db, "SELECT text FROM id_text WHERE n = ?1", &ignored) == 0) {
            cx_stmt_bind_int(*read, 1, id >> SHAPE_BITS);
            const char *text = cx_stmt_step(*read, &ignored) == 1 ? cx_stmt_text(*read, 0) : NULL;
            snprintf(buf, CX_ID_MAX + 1, "%s", text ? text : "");
            cx_stmt_reset(*read);
        }
    }
    if (ignored.code < 0) /* the next statement says so */
        db->is_spoilt = db->has_begun;
    return buf;
}

static int compare_texts(const char *left, const char *right)
{
    int64_t numbers[2];
    size_t of_left = split(left, strlen(left), &numbers[0]),
           of_right = split(right, strlen(right), &numbers[1]),
           shorter = of_left < of_right ? of_left : of_right;
    int order = memcmp(left, right, shorter);
    if (order == 0 && of_left != of_right)
        return of_left < of_right ? -1 : 1;
    if (order == 0 && numbers[0] != numbers[1])
        return numbers[0] < numbers[1] ? -1 : 1;
    return order != 0 ? order : strcmp(left, right); /* zeros before the number */
}

/* Ids of one shape are in the order of their integers. */
static bool are_of_one_shape(int64_t left, int64_t right)
{
    int64_t shape = left & SHAPE_MAX;
    return shape > 0 && shape == (right & SHAPE_MAX);
}

int cx_id_compare(struct cx_db *db, int64_t left, int64_t right)
{
    char texts[2][CX_ID_MAX + 1];
    if (left == right || are_of_one_shape(left, right))
        return (left > right) - (left < right);
    return compare_texts(cx_id_text(texts[0], db, left), cx_id_text(texts[1], db, right));
}

struct placed {
    int64_t id;
    size_t place;
    int text;
    const struct cx_pool *texts;
};

static int compare_placed(const void *a, const void *b)
{
    const struct placed *left = a, *right = b;
    int order = are_of_one_shape(left->id, right->id)
                    ? (left->id > right->id) - (left->id < right->id)
                    : compare_texts(cx_pool_get(left->texts, left->text),
                                    cx_pool_get(right->texts, right->text));
    return order != 0 ? order : (left->place > right->place) - (left->place < right->place);
}

void cx_id_order(size_t *order, struct cx_db *db, const int64_t *ids, size_t count)
{
    struct placed *list = cx_alloc((count + 1) * sizeof *list);
    struct cx_pool *texts = cx_pool_new();
    char text[CX_ID_MAX + 1];
    for (size_t i = 0; i < count; i++) {
        cx_id_text(text, db, ids[i]);
        list[i] = (struct placed){ids[i], i, cx_pool_put(texts, text, strlen(text)), texts};
    }
    qsort(list, count, sizeof *list, compare_placed);
    for (size_t i = 0; i < count; i++)
        order[i] = list[i].place;
    cx_pool_free(texts);
    free(list);
}
