/* fact/beside: sums that stand before the database's own, and those that are handed over to it. */
#include "fact/beside.h"

#include <unistd.h>

#include "keeping.h"
#include "store/audit.h"
#include "store/backup.h"
#include "unit.h"

/* Under a plan that is laid over the database's, sums go beside, and what is kept stays. */
START_TEST(beside)
{
    measure(&m, "2026-10");
    ck_assert_int_eq(cx_db_exec(m.c.db,
                                "CREATE TEMP TABLE measures AS SELECT * FROM main.measures;"
                                "UPDATE temp.measures SET value = 'score * 100' "
                                "WHERE measure_id = 'sum'",
                                &m.c.err),
                     0);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 300);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "31");
    ck_assert_str_eq(ask("SELECT count(*) FROM temp.day_sums WHERE fact = 'feedback'"), "31");
    ck_assert_int_eq(cx_db_exec(m.c.db, "DROP TABLE temp.measures", &m.c.err), 0);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 3);
    ck_assert_str_eq(ask("SELECT count(*) FROM sqlite_temp_schema WHERE name = 'day_sums'"), "0");
}
END_TEST

/* The company in a file, where two programs meet; the other one is `other`. */
static struct cx_db *into_file(struct cx_db **other)
{
    struct cx_db *memory = m.c.db;
    const char *path = company_write(&m.c, "cx.db", "");
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_msg(cx_db_backup(memory, path, &m.c.err) == 0, "%s", m.c.err.text);
    ck_assert_int_eq(cx_db_open(&m.c.db, path, CX_DB_READ, &m.c.err), 0);
    ck_assert_int_eq(cx_db_open(other, path, CX_DB_WRITE, &m.c.err), 0);
    return memory;
}

static void back_to_memory(struct cx_db *memory, struct cx_db *other)
{
    cx_db_close(other);
    cx_db_close(m.c.db);
    m.c.db = memory;
}

/* While sums are made, another may begin to write; they are handed over when all is read. */
START_TEST(nobody_waits)
{
    struct cx_db *other, *memory = into_file(&other);
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &m.c.err), 0);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 3);
    ck_assert_msg(cx_db_begin(other, &m.c.err) == 0, "%s", m.c.err.text);
    cx_db_rollback(other);
    measure(&m, "2026-11"); /* another month, beside the first */
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "0");
    cx_db_end(m.c.db);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "61");
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &m.c.err), 0);
    measure(&m, "2026-10"); /* all is there: nothing is put beside */
    ck_count(&m, "E1", "sum", 3);
    ck_assert_str_eq(ask("SELECT count(*) FROM sqlite_temp_schema WHERE name = 'day_sums'"), "0");
    cx_db_end(m.c.db);
    back_to_memory(memory, other);
}
END_TEST

START_TEST(while_another_writes)
{
    struct cx_db *other, *memory = into_file(&other);
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &m.c.err), 0);
    measure(&m, "2026-10");
    ck_assert_int_eq(cx_db_begin(other, &m.c.err), 0);
    cx_db_end(m.c.db); /* what was made is lost, and made again in its time */
    ck_count(&m, "E1", "sum", 3);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "0");
    cx_db_rollback(other);
    back_to_memory(memory, other);
}
END_TEST

/* What a plan of another definition had is gone with the hand-over. */
START_TEST(redefined)
{
    const struct cx_audit audit = {m.c.options.now, "cx-import", "measures.csv", ""};
    struct cx_db *other, *memory = into_file(&other);
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &m.c.err), 0);
    measure(&m, "2026-10");
    cx_db_end(m.c.db);
    ck_assert_int_eq(cx_db_begin(other, &m.c.err), 0);
    ck_assert_int_eq(cx_db_exec(other,
                                "UPDATE measures SET value = 'score * 2' WHERE measure_id = 'sum'",
                                &m.c.err),
                     0);
    ck_assert_int_eq(cx_audit_add(other, &audit, &m.c.err), 0);
    ck_assert_int_eq(cx_db_commit(other, &m.c.err), 0);
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &m.c.err), 0);
    measure(&m, "2026-11");
    cx_db_end(m.c.db);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "30");
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &m.c.err), 0);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 6);
    cx_db_end(m.c.db);
    back_to_memory(memory, other);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, beside);
    tcase_add_test(tc, nobody_waits);
    tcase_add_test(tc, while_another_writes);
    tcase_add_test(tc, redefined);
}

UNIT_MAIN("beside")
