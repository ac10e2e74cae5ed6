/* store/id: every id comes back as it was, keeps its integer, and keeps its order. */
#include "base/buf.h"
#include "scratch.h"
#include "store/id.h"
#include "unit.h"

static int64_t add(struct cx_db *db, const char *s)
{
    int64_t id = 0;
    struct cx_err err = {0};
    ck_assert_msg(cx_id_add(&id, db, s, strlen(s), &err) == 0, "%s", err.text);
    ck_assert_int_gt(id, 0);
    return id;
}

static int64_t find(struct cx_db *db, const char *s)
{
    int64_t id = -1;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_id_find(&id, db, s, strlen(s), &err), 0);
    return id;
}

static void ck_text(struct cx_db *db, int64_t id, const char *wanted)
{
    char text[CX_ID_MAX + 1];
    ck_assert_str_eq(cx_id_text(text, db, id), wanted);
}

static const char *const ids[] = {
    "K00048",
    "K48",
    "K048",
    "k48",
    "0",
    "00",
    "9999999999999999",
    "99999999999999999999",
    "0000000000000000000000000000",
    "A-1-2-3",
    "张三",
    "工号7",
    "no digits",
    "7x",
    "a'b\"c",
    "20261001000123",
    "😀0012345678901234",
};
enum { IDS = sizeof ids / sizeof *ids };

START_TEST(round_trip)
{
    struct scratch s;
    int64_t known[IDS];
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    for (int i = 0; i < IDS; i++) {
        ck_assert_int_eq(find(db, ids[i]), 0);
        known[i] = add(db, ids[i]);
        for (int k = 0; k < i; k++)
            ck_assert_int_ne(known[i], known[k]);
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < IDS; i++) {
            ck_assert_int_eq(find(db, ids[i]), known[i]);
            ck_assert_int_eq(add(db, ids[i]), known[i]);
            ck_text(db, known[i], ids[i]);
        }
        cx_db_close(db);
        db = opened(s.path, pass == 0 ? CX_DB_WRITE : CX_DB_READ);
    }
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

START_TEST(only_part_of_the_bytes)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    int64_t id = 0;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_id_add(&id, db, "K00048 and more", 6, &err), 0);
    ck_text(db, id, "K00048");
    ck_assert_int_eq(cx_id_add(&id, db, "word-rest", 4, &err), 0);
    ck_text(db, id, "word");
    cx_db_close(db);
}
END_TEST

START_TEST(numbers_keep_their_order)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    int64_t late = add(db, "P20261031"), early = add(db, "P20261001");
    ck_assert_int_lt(early, late);
    ck_assert_int_lt(late, add(db, "P20261101"));
    /* Packed: no dictionary was needed. */
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM id_text"), 0);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM id_shape"), 1);
    cx_db_close(db);
}
END_TEST

/* By text before the last digits, then by these as a number; in whichever order they came. */
START_TEST(compared)
{
    static const char *const sorted[] = {"",    "7",  "10",  "A1",  "B",   "B009",
                                         "B09", "B9", "B10", "B1x", "Bb2", "c"};
    enum { COUNT = sizeof sorted / sizeof *sorted };
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    int64_t known[COUNT] = {0};
    for (int i = COUNT - 1; i > 0; i--)
        known[i] = add(db, sorted[i]);
    for (int i = 0; i < COUNT; i++) {
        for (int k = 0; k < COUNT; k++) {
            int order = cx_id_compare(db, known[i], known[k]);
            ck_assert_msg((order > 0) - (order < 0) == (i > k) - (i < k), "%s and %s: %d",
                          sorted[i], sorted[k], order);
        }
    }
    int64_t twice[2 * COUNT];
    size_t order[2 * COUNT];
    for (int i = 0; i < 2 * COUNT; i++)
        twice[i] = known[COUNT - 1 - i / 2]; /* each twice */
    cx_id_order(order, db, twice, 2 * COUNT);
    for (size_t i = 0; i < 2 * COUNT; i++)
        ck_assert_uint_eq(order[i], 2 * (COUNT - 1 - i / 2) + i % 2);
    cx_db_close(db);
}
END_TEST

START_TEST(nothing_is_no_id)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    ck_text(db, 0, "");
    ck_text(db, INT64_C(5) << 9 | 300, ""); /* a shape that nobody made */
    ck_text(db, INT64_C(5) << 9, "");
    cx_db_close(db);
}
END_TEST

/* A thousand shapes: more than there are numbers for. */
static void ck_alike(struct cx_db *db, const char *s, const char *wanted)
{
    char text[CX_ID_MAX + 1];
    struct cx_buf all = {0};
    int shape = 0;
    for (int64_t id; (id = cx_id_alike(db, &shape, s, strlen(s))) != 0;)
        cx_buf_printf(&all, "%s ", cx_id_text(text, db, id));
    ck_assert_str_eq(cx_buf_str(&all), wanted);
    cx_buf_fini(&all);
}

/* The same but for zeros and case, in the shapes that are there. */
START_TEST(alike)
{
    struct scratch s;
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    add(db, "000123");
    add(db, "12");
    add(db, "K0001");
    add(db, "Karl");
    ck_alike(db, "123", "000123 ");
    ck_alike(db, "7", "000007 07 ");
    ck_alike(db, "000123", "");
    ck_alike(db, "000012", "12 ");
    ck_alike(db, "k1", "K0001 ");
    ck_alike(db, "K12345", "");
    ck_alike(db, "karl", "");
    ck_alike(db, "", "");
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

START_TEST(more_shapes_than_numbers)
{
    enum { COUNT = 1000 };
    static int64_t known[COUNT];
    char text[24];
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    for (int i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "shape%dx7", i);
        known[i] = add(db, text);
    }
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM id_shape"), 511);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM id_text"), COUNT - 511);
    for (int i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "shape%dx7", i);
        ck_assert_int_eq(find(db, text), known[i]);
        ck_text(db, known[i], text);
    }
    ck_assert_int_eq(find(db, "another8"), 0);
    cx_db_close(db);
}
END_TEST

START_TEST(a_rollback_is_noticed)
{
    struct cx_err err = {0};
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    add(db, "GONE1");
    cx_db_rollback(db);
    ck_assert_int_eq(find(db, "GONE1"), 0);
    int64_t id = add(db, "NEW22");
    ck_text(db, id, "NEW22");
    ck_text(db, add(db, "GONE1"), "GONE1");
    ck_text(db, id, "NEW22");
    cx_db_close(db);
}
END_TEST

/* Nothing is stored, and an id that is there stays itself. */
START_TEST(lent)
{
    struct scratch s;
    int64_t known[IDS], id = 0;
    struct cx_err err = {0};
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE);
    int64_t stored = add(db, "K00048"), word = add(db, "no digits");
    cx_db_close(db);
    db = opened(s.path, CX_DB_READ);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < IDS; i++) {
            ck_assert_int_eq(cx_id_lend(&id, db, ids[i], strlen(ids[i]), &err), 0);
            ck_assert_int_gt(id, 0);
            for (int k = 0; k < i; k++)
                ck_assert_int_ne(id, known[k]);
            if (pass > 0)
                ck_assert_int_eq(id, known[i]);
            known[i] = id;
        }
    }
    ck_assert_int_eq(known[0], stored);
    for (int i = 0; i < IDS; i++) {
        ck_text(db, known[i], ids[i]);
        bool is_stored = known[i] == stored || known[i] == word;
        ck_assert_int_eq(find(db, ids[i]), is_stored ? known[i] : 0);
    }
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM id_shape"), 1);
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM id_text"), 1);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, round_trip);
    tcase_add_test(tc, only_part_of_the_bytes);
    tcase_add_test(tc, numbers_keep_their_order);
    tcase_add_test(tc, compared);
    tcase_add_test(tc, nothing_is_no_id);
    tcase_add_test(tc, alike);
    tcase_add_test(tc, more_shapes_than_numbers);
    tcase_add_test(tc, a_rollback_is_noticed);
    tcase_add_test(tc, lent);
}

UNIT_MAIN("id")
