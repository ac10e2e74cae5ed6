/* fact/foresee: what was proven ahead counts as made from the events, and nothing else does. */
#include "fact/prove.h"
#include "fact/stale.h"
#include "fact/wall.h"
#include "many.h"
#include "unit.h"

enum { TEXT = 4096 };

static struct measured m;
static struct scratch s;
static struct cx_db *memory, *other;

/* The company with October's sums kept, and a second program that has it open. */
static void set_up(void)
{
    many_open(&m, &s,
              "measure_id,fact,unit,value,where\npaid,payment,money,amount,dpd > 250\n"
              "by_phone,payment,money,amount,contact_channel = 'phone'\n"
              "n,contact,count,1,dpd > 260\nopening,exposure,money,opening,\n"
              "closing,exposure,money,closing,\nkept,promise,count,kept,\n"
              "customers,customer,count,1,\nscores,feedback,number,score,\n");
    memory = m.c.db;
    m.c.db = opened(s.path, CX_DB_WRITE);
    other = opened(s.path, CX_DB_WRITE);
    measure(&m, "2026-10");
}

static void tear_down(void)
{
    cx_db_close(m.c.db);
    cx_db_close(other);
    m.c.db = memory;
    measured_close(&m);
    scratch_close(&s);
}

/* All sums of October. */
static const char *october(char text[TEXT])
{
    size_t n = 0;
    measure(&m, "2026-10");
    for (size_t subject = 0; subject < m.sums->subject_count; subject++) {
        for (size_t i = 0; i < m.sums->measure_count; i++)
            n += (size_t)snprintf(text + n, TEXT - n, " %lld",
                                  (long long)cx_sums_get(m.sums, 0, subject, i));
    }
    return text;
}

/* By what is kept, and by the events. */
static const char *anew(char text[TEXT])
{
    struct cx_err err = {0};
    ck_assert_int_eq(cx_stale_all(m.c.db, &err), 0);
    return october(text);
}

static void foresee(void)
{
    char text[TEXT];
    m.c.err = (struct cx_err){0};
    ck_assert_int_eq(cx_sums_ask(m.c.db, &m.c.err), 0);
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &m.c.err), 0);
    october(text);
    cx_db_end(m.c.db);
    ck_assert_msg(cx_sums_foresee(m.c.db, m.plan, m.org, &m.c.err) == 0, "%s", m.c.err.text);
    ck_assert(!cx_db_is_open(m.c.db));
}

/* October as a sealing computes it, and whether what is kept was found to be right. */
static int proven(char text[TEXT])
{
    m.c.err = (struct cx_err){0};
    ck_assert_int_eq(cx_db_begin(m.c.db, &m.c.err), 0);
    ck_assert_msg(cx_sums_doubt(m.c.db, &m.c.err) == 0, "%s", m.c.err.text);
    october(text);
    int rc = cx_sums_prove(m.c.db, &m.c.err);
    if (rc == 0)
        ck_assert_int_eq(cx_db_commit(m.c.db, &m.c.err), 0);
    cx_db_rollback(m.c.db);
    struct cx_err err = {0};
    ck_assert_msg(cx_sums_forget_foreseen(m.c.db, &err) == 0, "%s", err.text);
    ck_assert_int_eq(ask(m.c.db, "SELECT count(*) FROM sqlite_temp_schema WHERE name LIKE "
                                 "'%sums' OR name LIKE 'foreseen%' OR name LIKE 'kept%'"),
                     0);
    return rc;
}

static void ck_right(void)
{
    char found[TEXT], wanted[TEXT];
    ck_assert_msg(proven(found) == 0, "%s", m.c.err.text);
    ck_assert_str_eq(found, anew(wanted));
}

/* Nothing is made again: a row that is taken away behind cx's back is not missed. */
START_TEST(what_is_foreseen_is_not_made_again)
{
    char before[TEXT], found[TEXT];
    foresee();
    october(before);
    ck_assert_int_eq(cx_sums_is_foreseen(m.c.db, &m.c.err), 1);
    run(m.c.db, "DELETE FROM feedback; DELETE FROM payments");
    ck_assert_int_eq(proven(found), 0);
    ck_assert_str_eq(found, before);
    ck_assert_str_ne(anew(found), before);
}
END_TEST

#define EDIT_DAY                                                                                   \
    "UPDATE day_sums SET sums = (SELECT sums FROM day_sums WHERE fact = 'payment' AND day = "      \
    "20733)"                                                                                       \
    " WHERE fact = 'payment' AND day = 20734"
#define EDIT_PERIOD                                                                                \
    "UPDATE period_sums SET sums = CAST(substr(sums, 1, length(sums) - 9) || 'x' || substr(sums, " \
    "-8) AS BLOB) "                                                                                \
    "WHERE fact = 'exposure'"

/* Sums that were edited are neither believed nor kept, whenever that was. */
START_TEST(edited)
{
    static const char *const edits[] = {EDIT_DAY, EDIT_PERIOD};
    for (int i = 0; i < 4; i++) {
        char found[TEXT], wanted[TEXT];
        struct cx_err err = {0};
        anew(wanted);
        if (i % 2) {
            ck_assert_int_eq(cx_sums_ask(m.c.db, &err), 0);
            october(found);
            run(other, edits[i / 2]);
            ck_assert_int_eq(cx_sums_foresee(m.c.db, m.plan, m.org, &err), 0);
        } else {
            foresee();
            run(other, edits[i / 2]);
            ck_assert_int_eq(cx_sums_is_foreseen(m.c.db, &err), 0);
        }
        ck_assert_int_eq(proven(found), CX_EWORLD);
        ck_assert_str_eq(found, wanted);
        ck_assert_ptr_nonnull(strstr(m.c.err.text, "are not those of the events"));
    }
}
END_TEST

static const struct {
    const char *file, *text;
} changes[] = {
    {"payments.csv", "payment_id,account_id,paid_at,amount\nQ%d,A7,2026-10-09 08:00,77\n"},
    {"payments.csv", "payment_id,account_id,paid_at,amount\nQ%d,A8,2026-11-02 08:00,77\n"},
    {"payments.csv",
     "payment_id,account_id,paid_at,amount,reverses\nR%d,A9,2026-10-30 13:00,-2,P9\n"},
    {"payments.csv", "payment_id,account_id,paid_at,amount\nP5%d,A5%d,2026-10-21 12:00,500\n"},
    {"contacts.csv",
     "contact_id,account_id,employee_id,started_at,channel,outcome\nL%d,A9,E2,2026-10-04,phone,"
     "talked\n"},
    {"accounts.csv", "account_id,due_on,amount\nB%d,2026-05-01,1000\n"},
    {"accounts.csv", "account_id,due_on,amount\nA1%d,2026-06-01,9000\n"},
    {"feedback.csv", "feedback_id,employee_id,at,score\nG%d,E2,2026-10-05,3\n"},
};
enum { CHANGES = sizeof changes / sizeof *changes };

/* By the other program. */
static void change(int which, int n)
{
    struct cx_db *own = m.c.db;
    struct cx_buf text = {0};
    for (const char *at = changes[which].text; *at; at++) {
        if (strncmp(at, "%d", 2) == 0) {
            cx_buf_printf(&text, "%d", n);
            at++;
        } else {
            cx_buf_putc(&text, *at);
        }
    }
    m.c.db = other;
    m.c.options.now = INT64_C(20770) * 86400;
    company_load(&m.c, changes[which].file, cx_buf_str(&text));
    m.c.db = own;
    cx_buf_fini(&text);
}

/* What comes between is in the sums, and so is what came just before. */
START_TEST(changed_since)
{
    for (int i = 0; i < CHANGES; i++) {
        change((i + 3) % CHANGES, 10 + i);
        foresee();
        change(i, 30 + i);
        ck_right();
    }
}
END_TEST

struct changer {
    int which, rests, n;
};

/* The same change again and again, and now and then what came is brought into the sums. */
static void change_at_rest(void *context)
{
    struct changer *changer = context;
    struct measured by = m;
    if (changer->rests++ % 3 > 0 || changer->n >= 4)
        return;
    change(changer->which, 50 + 10 * changer->which + changer->n++);
    if (changer->n % 2) {
        by = (struct measured){.c = m.c};
        by.c.db = other;
        measure(&by, "2026-10");
        measured_forget(&by);
    }
}

/* No sum is of two states, whenever it is changed. */
START_TEST(changed_meanwhile)
{
    struct changer changer = {.which = _i};
    cx_db_at_rest(m.c.db, change_at_rest, &changer);
    foresee();
    ck_assert_int_gt(changer.n, 1);
    cx_db_at_rest(m.c.db, NULL, NULL);
    ck_right();
}
END_TEST

/* Where something was changed since it is tried again, before others have to wait. */
START_TEST(tried_again)
{
    struct cx_err err = {0};
    foresee();
    change(0, 30);
    foresee();
    ck_assert_int_eq(cx_sums_is_foreseen(m.c.db, &err), 1);
    ck_right();
}
END_TEST

/* October over, and a payment that is not there yet. */
static void raise_wall(void)
{
    struct cx_err err = {0};
    cx_time now = (cx_time)cx_period_month(2026, 11).from * 86400 + 3600;
    change(1, 10);
    ck_assert_msg(cx_wall_raise(m.c.db, now, CX_DATE_NONE, &err) == 0, "%s", err.text);
}

/* What this program itself commits counts as nothing, and shows here that nothing is made again. */
START_TEST(not_made_again_behind_a_wall)
{
    char before[TEXT], found[TEXT];
    struct cx_err err = {0};
    raise_wall();
    foresee();
    run(m.c.db, "DELETE FROM main.feedback; DELETE FROM main.payments");
    ck_assert_int_eq(cx_sums_is_foreseen(m.c.db, &err), 1);
    ck_assert_int_eq(proven(before), 0);
    ck_assert_int_eq(proven(found), 0); /* nothing is foreseen any more */
    ck_assert_str_ne(found, before);
}
END_TEST

START_TEST(changed_since_behind_a_wall)
{
    raise_wall();
    for (int i = 0; i < CHANGES; i++) {
        struct cx_err err = {0};
        foresee();
        ck_assert_int_eq(cx_sums_is_foreseen(m.c.db, &err), 1);
        change(i, 30 + i);
        ck_assert_int_eq(cx_sums_is_foreseen(m.c.db, &err), 0);
        ck_right();
    }
}
END_TEST

START_TEST(tried_again_behind_a_wall)
{
    struct cx_err err = {0};
    raise_wall();
    foresee();
    change(0, 30);
    foresee();
    ck_assert_int_eq(cx_sums_is_foreseen(m.c.db, &err), 1);
    ck_right();
}
END_TEST

START_TEST(changed_meanwhile_behind_a_wall)
{
    struct changer changer = {.which = _i};
    struct cx_err err = {0};
    raise_wall();
    cx_db_at_rest(m.c.db, change_at_rest, &changer);
    foresee();
    ck_assert_int_gt(changer.n, 1);
    cx_db_at_rest(m.c.db, NULL, NULL);
    ck_assert_int_eq(cx_sums_is_foreseen(m.c.db, &err), 0);
    ck_right();
}
END_TEST

/* What is kept is not believed there either, whether it was looked at ahead or not. */
START_TEST(kept_behind_a_wall)
{
    char found[TEXT], wanted[TEXT];
    raise_wall();
    run(other, "DELETE FROM feedback");
    ck_right();
    run(other, "UPDATE payments SET amount = amount + 1");
    foresee();
    ck_assert_int_eq(proven(found), 0);
    ck_assert_str_eq(found, anew(wanted));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, what_is_foreseen_is_not_made_again);
    tcase_add_test(tc, edited);
    tcase_add_test(tc, changed_since);
    tcase_add_loop_test(tc, changed_meanwhile, 0, CHANGES);
    tcase_add_test(tc, tried_again);
    tcase_add_test(tc, not_made_again_behind_a_wall);
    tcase_add_test(tc, tried_again_behind_a_wall);
    tcase_add_test(tc, changed_since_behind_a_wall);
    tcase_add_loop_test(tc, changed_meanwhile_behind_a_wall, 0, CHANGES);
    tcase_add_test(tc, kept_behind_a_wall);
}

UNIT_MAIN("foresee")
