/* seal/verify: whatever was tampered with is found and named. */
#include "sealing.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    rules(COMMISSION);
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-08-05,1000\n");
    seal_month("2026-08");
    seal_month("2026-09");
}

static int verified(size_t *count)
{
    struct cx_seal *seals = NULL;
    c.err = (struct cx_err){0};
    int rc = cx_bonus_verify(&seals, count, c.db, &c.err);
    for (size_t i = 0; i < *count; i++)
        cx_seal_fini(&seals[i]);
    free(seals);
    return rc;
}

static void ck_broken(const char *sql, const char *words)
{
    size_t count;
    tamper(sql);
    ck_assert_int_eq(verified(&count), CX_EDATA);
    ck_assert_str_eq(c.err.text, words);
}

START_TEST(sound)
{
    size_t count;
    ck_assert_msg(verified(&count) == 0, "%s", c.err.text);
    ck_assert_uint_eq(count, 2);
    open_month("2026-09");
    pay_month("2026-08");
    ck_assert_msg(verified(&count) == 0, "%s", c.err.text);
    ck_assert_uint_eq(count, 4);
    tamper("SELECT 1");
    ck_assert_msg(verified(&count) == 0, "%s", c.err.text);
}
END_TEST

START_TEST(text_changed)
{
    ck_broken("UPDATE seal_texts SET text = replace(text, '100.00', '900.00') WHERE seq = 1 "
              "AND name = 'pay'",
              "seal 1 (close 2026-08): was changed: its hash is not that of its texts");
}
END_TEST

START_TEST(text_gone)
{
    ck_broken("DELETE FROM seal_texts WHERE seq = 2 AND name = 'plan/rules'",
              "seal 2 (close 2026-09): was changed: its hash is not that of its texts");
}
END_TEST

START_TEST(text_added)
{
    ck_broken("INSERT INTO seal_texts VALUES (3, 'sheet', 'x')",
              "seal 3: is gone, but its text \"sheet\" is there");
}
END_TEST

START_TEST(entry_changed)
{
    ck_broken("UPDATE seals SET total = 1 WHERE seq = 1",
              "seal 1 (close 2026-08): was changed: its hash is not that of its texts");
}
END_TEST

/* What is longer than a field that it is read into, or stands behind a NUL. */
START_TEST(entry_made_longer)
{
    static const char *const columns[] = {"action", "period", "version",
                                          "reason", "before", "hash"};
    static const char *const ends[] = {"substr(hex(zeroblob(32)), 1, 64)", "char(0) || 'x'"};
    for (size_t i = 0; i < 12; i++) {
        char sql[256];
        size_t count;
        bool is_free_text = i == 3; /* of any length: only the hash tells */
        snprintf(sql, sizeof sql,
                 "PRAGMA ignore_check_constraints = ON; "
                 "UPDATE seals SET %s = %s || %s WHERE seq = 2",
                 columns[i % 6], columns[i % 6], ends[i / 6]);
        ck_assert_int_eq(cx_db_exec(c.db, "SAVEPOINT one", &c.err), 0);
        tamper(sql);
        ck_assert_int_eq(verified(&count), CX_EDATA);
        ck_assert_msg(strncmp(c.err.text, "seal 2 (", 8) == 0 &&
                          strstr(c.err.text, is_free_text ? "was changed: its hash is not"
                                                          : "was changed: it holds what cx"),
                      "%s: %s", columns[i % 6], c.err.text);
        ck_assert_int_eq(cx_db_exec(c.db, "ROLLBACK TO one; RELEASE one", &c.err), 0);
    }
}
END_TEST

START_TEST(texts_joined)
{
    ck_broken("UPDATE seal_texts SET text = text || char(0) || 'sheet' WHERE seq = 2 AND "
              "name = 'plan/rules'",
              "seal 2 (close 2026-09): was changed: its hash is not that of its texts");
}
END_TEST

START_TEST(first_gone)
{
    ck_broken("DELETE FROM seals WHERE seq = 1",
              "seal 2 (close 2026-09): does not follow the one before it: one is gone or was "
              "changed");
}
END_TEST

START_TEST(last_gone)
{
    char words[160];
    snprintf(words, sizeof words,
             "the audit log knows \"seal 2 close 2026-09 %s\", which is gone or "
             "another",
             company_ask(&c, "SELECT hash FROM seals WHERE seq = 2"));
    ck_broken("DELETE FROM seals WHERE seq = 2; DELETE FROM seal_texts WHERE seq = 2", words);
}
END_TEST

START_TEST(audit_cut)
{
    ck_broken("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
              "seal 2 (close 2026-09): the audit log knows nothing of it");
}
END_TEST

START_TEST(audit_changed)
{
    ck_broken("UPDATE audit SET user = 'x' WHERE seq = 2",
              "audit row 2 was changed or one before it is gone");
}
END_TEST

START_TEST(guards_gone)
{
    size_t count;
    ck_assert_int_eq(cx_db_exec(c.db, "DROP TRIGGER seals_update", &c.err), 0);
    ck_assert_int_eq(verified(&count), CX_EWORLD);
    ck_assert_str_eq(c.err.text, "database in memory: the trigger seals_update is gone: restore a "
                                 "backup, or ask whoever changed it");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, sound);
    tcase_add_test(tc, text_changed);
    tcase_add_test(tc, text_gone);
    tcase_add_test(tc, text_added);
    tcase_add_test(tc, entry_changed);
    tcase_add_test(tc, entry_made_longer);
    tcase_add_test(tc, texts_joined);
    tcase_add_test(tc, first_gone);
    tcase_add_test(tc, last_gone);
    tcase_add_test(tc, audit_cut);
    tcase_add_test(tc, audit_changed);
    tcase_add_test(tc, guards_gone);
}

UNIT_MAIN("seal/verify")
