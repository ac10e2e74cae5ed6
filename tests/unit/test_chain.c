/* seal/chain: entries, which of them hold, and their hashes. */
#include "sealing.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    rules(COMMISSION);
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-08-05,1000\n");
}

START_TEST(what_holds)
{
    struct chain chain;
    seal_month("2026-08");
    seal_month("2026-09");
    open_month("2026-09");
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    ck_assert_uint_eq(chain.count, 3);
    ck_assert_ptr_eq(chain_find(&chain, "2026-08"), &chain.list[0]);
    ck_assert_ptr_null(chain_find(&chain, "2026-09"));
    ck_assert_ptr_eq(chain_last(&chain, 0), &chain.list[0]);
    ck_assert_ptr_null(chain_last(&chain, 1));
    ck_assert_str_eq(chain.list[2].reason, "a mistake");
    chain_fini(&chain);
    seal_month("2026-09");
    pay_month("2026-08");
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    ck_assert_ptr_eq(chain_find(&chain, "2026-09"), &chain.list[3]);
    ck_assert_ptr_eq(chain_last(&chain, 1), &chain.list[0]);
    ck_assert_ptr_eq(chain_paid(&chain, &chain.list[0]), &chain.list[4]);
    ck_assert_ptr_null(chain_paid(&chain, &chain.list[3]));
    chain_fini(&chain);
}
END_TEST

/* SHA-256 over seq, action, period, at, version, reason, total, before and then each text's name
 * and bytes, each ended by a NUL, worked out here once more. */
START_TEST(hash)
{
    struct chain chain;
    struct cx_stmt *stmt = NULL;
    struct cx_hash digest;
    char hex[CX_HASH_TEXT], numbers[3][24];
    seal_month("2026-08");
    seal_month("2026-09");
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    const struct cx_seal *seal = &chain.list[1];
    ck_assert_str_eq(seal->before, chain.list[0].hash);
    snprintf(numbers[0], 24, "%d", (int)seal->seq);
    snprintf(numbers[1], 24, "%lld", (long long)seal->at);
    snprintf(numbers[2], 24, "%d", (int)seal->total);
    const char *columns[] = {numbers[0],    "close",      "2026-09",  numbers[1],
                             seal->version, seal->reason, numbers[2], chain.list[0].hash};
    cx_hash_init(&digest);
    for (int i = 0; i < 8; i++)
        cx_hash_add(&digest, columns[i], strlen(columns[i]) + 1);
    ck_assert_int_eq(cx_stmt_new(&stmt, c.db,
                                 "SELECT name, text FROM seal_texts WHERE seq = 2 ORDER BY name",
                                 &c.err),
                     0);
    int texts = 0;
    for (; cx_stmt_step(stmt, &c.err) == 1; texts++) {
        for (int i = 0; i < 2; i++)
            cx_hash_add(&digest, cx_stmt_text(stmt, i), strlen(cx_stmt_text(stmt, i)) + 1);
    }
    cx_stmt_free(stmt);
    cx_hash_end(&digest, hex);
    ck_assert_int_gt(texts, 20);
    ck_assert_str_eq(seal->hash, hex);
    chain_fini(&chain);
}
END_TEST

START_TEST(audit_holds_the_hash)
{
    char wanted[128];
    snprintf(wanted, sizeof wanted, "seal 1 close 2026-08 %s\n", seal_month("2026-08"));
    ck_assert_str_eq(company_ask(&c, "SELECT files FROM audit ORDER BY seq DESC LIMIT 1"), wanted);
}
END_TEST

/* What triggers guard, whatever the statement. */
START_TEST(nothing_changes)
{
    static const char *const statements[] = {
        "UPDATE seals SET total = 1",
        "DELETE FROM seals",
        "UPDATE seal_texts SET text = 'x'",
        "DELETE FROM seal_texts WHERE name = 'lines'",
        "INSERT OR REPLACE INTO seals SELECT 1, action, period, at, version, reason, 5, before, "
        "hash "
        "FROM seals",
        "INSERT OR REPLACE INTO seal_texts VALUES (1, 'lines', 'x')",
        "INSERT INTO seal_texts VALUES (1, 'more', 'x')",
        "INSERT INTO seal_texts VALUES (3, 'lines', 'x')",
        "INSERT INTO seals SELECT 2, action, '2026-09', at, version, reason, 5, 'no', hash FROM "
        "seals",
        "INSERT INTO seals SELECT 3, action, '2026-09', at, version, reason, 5, hash, hash FROM "
        "seals",
        "INSERT INTO seals SELECT 2, 'other', '2026-09', at, version, reason, 5, hash, 'h' FROM "
        "seals",
        "INSERT INTO seal_texts VALUES (1, 'lines', 'x') ON CONFLICT DO UPDATE SET text = 'x'"};
    seal_month("2026-08");
    struct cx_buf before = sealed_text("2026-08", TEXT_LINES);
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        c.err = (struct cx_err){0};
        ck_assert_msg(cx_db_exec(c.db, statements[i], &c.err) < 0, "%s", statements[i]);
    }
    ck_sealed_text("2026-08", TEXT_LINES, cx_buf_str(&before));
    cx_buf_fini(&before);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM seals"), "1");
}
END_TEST

/* A seal that was edited is not read, whichever of its texts is asked for; nor is one that has the
 * hash of other texts. */
START_TEST(edited)
{
    static const char *const edits[] = {
        "UPDATE seal_texts SET text = text || ' ' WHERE name = 'pay'",
        "DELETE FROM seal_texts WHERE name = 'tops'",
        "UPDATE seals SET total = total + 1",
        "UPDATE audit SET files = replace(files, 'close 2026-08 ', 'close 2026-08 0')",
    };
    seal_month("2026-08");
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct chain chain;
        struct cx_buf text = {0};
        ck_assert_int_eq(cx_db_begin(c.db, &c.err), 0);
        tamper(edits[i]);
        ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
        ck_assert_int_eq(text_get(&text, c.db, chain_find(&chain, "2026-08"), TEXT_LINES, &c.err),
                         CX_EWORLD);
        ck_assert_str_eq(c.err.text,
                         "2026-08: what was sealed has been changed since, and is neither printed "
                         "nor paid: restore a backup; cx-bonus --verify says more");
        ck_assert_uint_eq(text.len, 0);
        c.err = (struct cx_err){0};
        cx_db_rollback(c.db);
        chain_fini(&chain);
    }
    struct cx_buf text = sealed_text("2026-08", TEXT_LINES);
    ck_assert_uint_gt(text.len, 0);
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, what_holds);
    tcase_add_test(tc, hash);
    tcase_add_test(tc, audit_holds_the_hash);
    tcase_add_test(tc, nothing_changes);
    tcase_add_test(tc, edited);
}

UNIT_MAIN("seal/chain")
