/* fact/kept: what the database has of sums already, and where they go when it can't be written. */
#include "fact/kept.h"

#include <unistd.h>

#include "measured.h"
#include "store/audit.h"
#include "store/backup.h"
#include "unit.h"

static struct measured m;

static const char plan[] = "measure_id,fact,unit,value,where\nsum,feedback,number,score,\n"
                           "n,contact,count,1,\npaid,payment,money,amount,\n";

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv", plan);
    company_load(&m.c, "feedback.csv",
                 "feedback_id,employee_id,at,score\nF1,E1,2026-10-01,1\nF2,E1,2026-10-02,2\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

static const char *ask(const char *sql)
{
    return company_ask(&m.c, sql);
}

#define FEEDBACK_DAYS "SELECT count(*) FROM main.day_sums WHERE fact = 'feedback'"

START_TEST(days_are_kept)
{
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 3);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "31");
    /* What stands there is what is read. */
    ck_assert_int_eq(cx_db_exec(m.c.db, "DELETE FROM feedback", &m.c.err), 0);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 3);
    /* A day without a row is added up. */
    ck_assert_int_eq(cx_db_exec(m.c.db,
                                "DELETE FROM day_sums WHERE fact = 'feedback' AND day = "
                                "(SELECT min(day) FROM day_sums)",
                                &m.c.err),
                     0);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 2);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "31");
}
END_TEST

START_TEST(another_definition)
{
    measure(&m, "2026-10");
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\nsum,feedback,number,score * 10,\n");
    ck_assert_int_eq(cx_db_exec(m.c.db, "DELETE FROM contacts", &m.c.err), 0);
    measure(&m, "2026-10-02");
    ck_count(&m, "E1", "sum", 20);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "1");
    ck_assert_str_eq(ask("SELECT count(*) FROM day_sums WHERE fact = 'contact'"), "31");
}
END_TEST

START_TEST(what_measures_ask_for)
{
    struct kept kept;
    measure(&m, "2026-10");
    ck_assert_int_eq(kept_init(&kept, m.c.db, m.plan, m.org, &m.c.err), 0);
    ck_assert(kept.is_known[CX_FACT_FEEDBACK]);
    ck_assert(!kept_uses_account(&kept) && !kept_uses_contacts(&kept, CX_FACT_PAYMENT));
    kept_fini(&kept);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\nn,contact,count,1,DPD > 3\n"
                 "paid,payment,money,amount,contact_channel = 'sms'\n");
    measure(&m, "2026-10-01");
    ck_assert_int_eq(kept_init(&kept, m.c.db, m.plan, m.org, &m.c.err), 0);
    ck_assert(kept_uses_account(&kept) && kept_uses_contacts(&kept, CX_FACT_PAYMENT));
    kept_fini(&kept);
}
END_TEST

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
    measure(&m, "2026-09"); /* another month, beside the first */
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
    measure(&m, "2026-09");
    cx_db_end(m.c.db);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "30");
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &m.c.err), 0);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 6);
    cx_db_end(m.c.db);
    back_to_memory(memory, other);
}
END_TEST

/* Sums that were edited, or moved to another day, are refused and not added up. */
START_TEST(edited)
{
    static const char *const edits[] = {
        "UPDATE day_sums SET sums = x'00' WHERE fact = 'feedback'",
        "UPDATE day_sums SET sums = zeroblob(length(sums)) WHERE fact = 'feedback'",
        "UPDATE OR REPLACE day_sums SET day = day + 1 WHERE fact = 'feedback' AND sums <> x'00'"};
    measure(&m, "2026-10");
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct cx_period period = {0};
        struct cx_sums *sums = NULL;
        m.c.err = (struct cx_err){0};
        ck_assert_int_eq(cx_db_begin(m.c.db, &m.c.err), 0);
        ck_assert_msg(cx_db_exec(m.c.db, edits[i], &m.c.err) == 0, "%s", m.c.err.text);
        ck_assert_int_eq(cx_period_parse(&period, "2026-10", 0, &m.c.err), 0);
        ck_assert_int_eq(cx_sums_compute(&sums, m.c.db, m.plan, m.org, &period, 1, &m.c.err),
                         CX_EWORLD);
        ck_assert_ptr_nonnull(strstr(m.c.err.text, "the kept sums of feedback from 2026-10-0"));
        cx_db_rollback(m.c.db);
    }
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 3);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, days_are_kept);
    tcase_add_test(tc, another_definition);
    tcase_add_test(tc, what_measures_ask_for);
    tcase_add_test(tc, beside);
    tcase_add_test(tc, nobody_waits);
    tcase_add_test(tc, while_another_writes);
    tcase_add_test(tc, redefined);
    tcase_add_test(tc, edited);
}

UNIT_MAIN("kept")
