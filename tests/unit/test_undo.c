/* store/undo: rows are as they were before an import. */
#include "store/undo.h"

#include "journaled.h"
#include "unit.h"

static void ck_state(const char *wanted)
{
    char *text = NULL;
    ck_assert_int_eq(
        cx_db_get_text(
            &text, db,
            "SELECT coalesce((SELECT group_concat(order_id || ':' || amount, ' ') FROM orders), "
            "'') "
            "|| '|' || coalesce((SELECT group_concat(tier_id || \"from\" || ':' || rate, ' ') FROM "
            "tiers), '')",
            NULL, &err),
        0);
    ck_assert_str_eq(text, wanted);
    free(text);
}

static bool counts(const char *table)
{
    return strcmp(table, "tiers") != 0;
}

static bool is_orders(const char *table)
{
    return strcmp(table, "orders") == 0;
}

static void undo(int64_t seq, bool (*stays)(const char *), int64_t removed, int64_t restored)
{
    const struct cx_audit audit = {0, "cx-import", "cx-import --undo", ""};
    struct cx_undo_count count;
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    ck_assert_msg(cx_undo(&count, db, seq, counts, stays, &err) == 0, "%s", err.text);
    ck_assert_int_eq(cx_audit_add(db, &audit, &err), 0);
    ck_assert_int_eq(cx_db_commit(db, &err), 0);
    ck_assert_int_eq(count.removed, removed);
    ck_assert_int_eq(count.restored, restored);
}

#define FIRST                                                                                      \
    "INSERT INTO orders VALUES (1, 1, 0, 5), (2, 1, 0, 6);"                                        \
    "INSERT INTO tiers VALUES ('a', 0, NULL, 1), ('b', 0, NULL, 2)"
#define SECOND                                                                                     \
    "UPDATE orders SET amount = 9 WHERE order_id = 1; DELETE FROM orders WHERE order_id = 2;"      \
    "INSERT INTO orders VALUES (3, 1, 0, 7); UPDATE tiers SET rate = 5 WHERE tier_id = 'a';"       \
    "DELETE FROM tiers WHERE tier_id = 'b'; INSERT INTO tiers VALUES ('c', 0, NULL, 3)"

START_TEST(the_last)
{
    import(FIRST);
    import(SECOND);
    ck_state("1:9 3:7|a0:5 c0:3");
    undo(2, NULL, 1, 2);
    ck_state("1:5 2:6|a0:1 b0:2");
    undo(1, NULL, 2, 0);
    ck_state("|");
}
END_TEST

/* What came later stays, also in a table that the import was the first to fill. */
START_TEST(not_the_last)
{
    import(FIRST);
    import("INSERT INTO orders VALUES (4, 1, 0, 1); INSERT INTO tiers VALUES ('d', 0, NULL, 4)");
    import("INSERT INTO orders VALUES (8, 1, 0, 1)");
    undo(1, NULL, 2, 0);
    ck_state("4:1 8:1|d0:4");
    undo(2, is_orders, 0, 0);
    ck_state("4:1 8:1|");
}
END_TEST

static void ck_later(int64_t seq, int64_t later, const char *in)
{
    int64_t found = -1;
    char *table = NULL;
    ck_assert_int_eq(cx_undo_later(&found, &table, db, seq, NULL, &err), 0);
    ck_assert_int_eq(found, later);
    ck_assert_str_eq(table ? table : "", in);
    free(table);
}

START_TEST(same_rows_later)
{
    import(FIRST);
    import("INSERT INTO orders VALUES (4, 1, 0, 1)");
    import("UPDATE orders SET amount = 2 WHERE order_id = 4");
    import("UPDATE tiers SET rate = 2 WHERE tier_id = 'a'");
    import("UPDATE tiers SET rate = 3 WHERE tier_id = 'a'");
    import("INSERT INTO orders VALUES (5, 1, 0, 1)");
    ck_later(2, 3, "orders");
    ck_later(3, 0, "");
    ck_later(4, 5, "tiers");
    ck_later(5, 0, "");
    ck_later(6, 0, "");
}
END_TEST

static int add(void *context, const char *table, struct cx_err *ignored)
{
    (void)ignored;
    cx_buf_printf(context, "%s ", table);
    return 0;
}

START_TEST(tables)
{
    struct cx_buf all = {0};
    import(FIRST);
    ck_assert_int_eq(cx_undo_tables(db, 1, add, &all, &err), 0);
    ck_assert_int_eq(cx_undo_tables(db, 2, add, &all, &err), 0);
    ck_assert_str_eq(cx_buf_str(&all), "orders tiers ");
    cx_buf_fini(&all);
}
END_TEST

START_TEST(damaged)
{
    struct cx_undo_count count;
    import(FIRST);
    import("INSERT INTO orders VALUES (4, 1, 0, 1)");
    ck_assert_int_eq(cx_db_exec(db, "UPDATE journal_added SET ids = x'0102' WHERE seq = 2", &err),
                     0);
    ck_assert_int_eq(cx_undo(&count, db, 2, counts, NULL, &err), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err.text, "is damaged: table journal_added, import 2"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, the_last);
    tcase_add_test(tc, not_the_last);
    tcase_add_test(tc, same_rows_later);
    tcase_add_test(tc, tables);
    tcase_add_test(tc, damaged);
}

UNIT_MAIN("store/undo")
