/* seal/anchor: what an anchor that was kept tells of the chains. */
#include "seal/anchor.h"

#include "scratch.h"
#include "sealing.h"
#include "unit.h"

static struct scratch s;
static char path[64];

static void set_up(void)
{
    staff_open();
    rules(COMMISSION);
    seal_month("2026-08");
    scratch_open(&s);
    snprintf(path, sizeof path, "%s/anchor", s.dir);
}

static void tear_down(void)
{
    scratch_close(&s);
    staff_close();
}

static void write_file(const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static void keep_anchor(void)
{
    struct cx_buf text = {0};
    ck_assert_msg(cx_anchor_write(&text, c.db, NULL, &c.err) == 0, "%s", c.err.text);
    write_file(cx_buf_str(&text));
    cx_buf_fini(&text);
}

static void ck_check(int wanted, const char *words)
{
    c.err = (struct cx_err){0};
    ck_assert_msg(cx_anchor_check(c.db, path, NULL, &c.err) == wanted, "%s", c.err.text);
    ck_assert_ptr_nonnull(strstr(c.err.text, words));
}

START_TEST(holds)
{
    keep_anchor();
    ck_check(0, "");
    seal_month("2026-09");
    ck_check(0, "");
}
END_TEST

START_TEST(cut_off)
{
    keep_anchor();
    tamper("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)");
    ck_check(CX_EDATA, "its end was cut off, or the database is an older copy");
}
END_TEST

START_TEST(written_anew)
{
    keep_anchor();
    tamper("UPDATE audit SET hash = lower(hex(randomblob(32)))");
    ck_check(CX_EDATA, "is not the one that was there on 20");
    ck_check(CX_EDATA, "the log was written anew, in this row or one before it");
}
END_TEST

START_TEST(seals_written_anew)
{
    keep_anchor();
    tamper("UPDATE seals SET hash = lower(hex(randomblob(32)))");
    ck_check(CX_EDATA, "seal 1 is not the one that was there on 20");
    tamper("DELETE FROM seals");
    ck_check(CX_EDATA, "or is gone");
}
END_TEST

START_TEST(no_anchor)
{
    static const char *const texts[] = {
        "",
        "cx anchor 1\n",
        "cx anchor 2\nclock 2026-01-01 00:00:00\naudit 0 -\nseals 0 -\n",
        "cx anchor 1\nclock 2026-01-01 00:00:00\naudit 1 abc\nseals 0 -\n",
        "x cx anchor 1\nclock 2026-01-01 00:00:00\naudit 0 -\nseals 0 -\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        write_file(texts[i]);
        ck_check(CX_EDATA, "is not an anchor of cx");
    }
    write_file("cx anchor 1\nclock 2026-01-01 00:00:00\naudit 0 -\nseals 0 -\n");
    ck_check(0, "");
    ck_assert_int_eq(cx_anchor_check(c.db, path, "/nonexistent", &c.err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "is not signed"));
    write_file("cx anchor 1\nclock 2026-01-01 00:00:00\naudit 0 -\nseals 0 -\n"
               "-----BEGIN SSH SIGNATURE-----\nx\n");
    ck_check(CX_EUSAGE, "is signed: name the public key by --signer=FILE");
    unlink(path);
    ck_check(CX_EWORLD, "No such file");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, holds);
    tcase_add_test(tc, cut_off);
    tcase_add_test(tc, written_anew);
    tcase_add_test(tc, seals_written_anew);
    tcase_add_test(tc, no_anchor);
}

UNIT_MAIN("seal/anchor")
