/* fact/stale, fact/holds: after changes of every kind of row, what was kept and what is added up
 * anew are the same; behind a wall, too. */
#include "fact/stale.h"

#include "fact/wall.h"
#include "measured.h"
#include "past/archive.h"
#include "unit.h"

static struct measured m;
static unsigned long long state;

/* The same numbers everywhere: x ← x × 6364136223846793005 + 1442695040888963407. */
static int any(int below)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (int)((state >> 33) % (unsigned)below);
}

static const char measures[] =
    "measure_id,fact,unit,value,where\n"
    "paid,payment,money,amount,\npaid_90,payment,money,amount,cohort_dpd >= 90\n"
    "paid_phone,payment,money,amount,contact_channel = 'phone'\n"
    "paid_again,payment,money,amount,second = 1\npaid_old,payment,money,amount,age > 40\n"
    "cleared,payment,count,cleared,\ncleared_phone,payment,count,cleared,contact_channel = "
    "'phone'\nheld_paid,payment,money,amount,held = 1\n"
    "age_days,payment,number,amount * dpd / 3,rating = 'A'\n"
    "n,contact,count,1,\nclean,contact,count,1,complained = 0 and violation = 0\n"
    "talk,contact,seconds,duration_s,\nlate_talk,contact,seconds,duration_s,dpd > 30\n"
    "due,promise,count,1,\nkept,promise,count,kept,\n"
    "exposed,exposure,money,opening + placed,\nclosing,exposure,money,closing,opening > 0\n"
    "share,exposure,number,held_share,\ncomplete,exposure,count,complete,stage is null\n"
    "second,exposure,money,opening,second = 1\n"
    "owned_second,owned_exposure,money,opening + placed,second = 1\n"
    "owned_phone,owned_payment,money,amount,contact_channel = 'phone' and second = 0\n"
    "october,payment,money,amount,day >= '2026-10-01' and day <= '2026-10-20'\n"
    "early,contact,money,promised_amount,promised_on < '2026-10-20'\n"
    "ordered,order,money,amount,region = 'N' and age > 40\n"
    "owned,owned_payment,money,amount,\nowned_exposed,owned_exposure,money,opening + placed,\n"
    "scores,feedback,number,score,\ncomplaints,complaint,count,1,upheld <> 'no'\n"
    "instalments,instalment,count,1,\nunbroken,instalment,money,amount,kept = 1\n"
    "arranged,arrangement,count,1,\ncustomers,customer,count,1,\nactive,customer,count,active_"
    "after,\n"
    "in_a,owned_payment,money,amount,rating = 'A'\ncards,exposure,count,1,product = 'card'\n"
    "card_talks,contact,count,1,product = 'card'\n"
    "courses,training,count,1,passed = 1\nspent,cost,money,amount,\n";

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv", measures);
    company_load(&m.c, "keywords.csv", "keyword_id,phrase,severity\nW,坐牢,block\n");
    company_load(&m.c, "limits.csv",
                 "limit_id,jurisdiction,channel,rule,value,counts,per,severity\n"
                 "L,CN,phone,max_per_day,1,attempt,customer,block\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

static const char *day(void)
{
    static char text[4][CX_DATE_TEXT];
    static int at;
    at = (at + 1) % 4;
    int month = 8 + any(4);
    return cx_date_format(text[at], cx_period_month(2026, month).from + any(28));
}

/* The second not before the first. */
static void two_days(const char **first, const char **later)
{
    *first = day();
    *later = day();
    if (strcmp(*first, *later) >= 0) {
        *later = *first;
        *first = "2026-08-01";
    }
}

static const char *pick(const char *const *list)
{
    int n = 0;
    while (list[n])
        n++;
    return list[any(n)];
}
#define PICK(...) pick((const char *const[]){__VA_ARGS__, NULL})

/* One row of a kind, with a key of few, so that rows are changed as often as new. */
static const char *write_row(struct cx_buf *csv, int kind)
{
    const char *first, *later;
    int a = any(9), c = any(5), e = 1 + any(4), p = any(30), k = any(40);
    switch (kind) {
    case 0:
        cx_buf_printf(csv,
                      "customer_id,since,born_on,region,rating,phone,contact_person,owner_id\n"
                      "C%d,%s,19%d-01-01,%s,%s,%s,Li,E%d\n",
                      c, any(3) ? "" : day(), 50 + any(50), PICK("", "N"), PICK("A", "B", "C"),
                      PICK("", "13800000000"), e);
        return "customers.csv";
    case 1:
        cx_buf_printf(csv,
                      "account_id,since,customer_id,due_on,amount,product,region,closed_on\n"
                      "A%d,%s,C%d,%s,%d,%s,%s,%s\n",
                      a, any(3) ? "" : day(), c, day(), 100 * (1 + any(3)), PICK("loan", "card"),
                      PICK("", "N"), any(3) ? "" : day());
        return "accounts.csv";
    case 2:
        cx_buf_printf(csv, "payment_id,account_id,paid_at,amount\nP%d,A%d,%s%s,%s%d.33\n", p,
                      any(6) ? p % 9 : a, day(), PICK("", " 09:00", " 18:00"), any(9) ? "" : "-",
                      20 + any(90));
        return "payments.csv";
    case 3: /* often of the payment's own account and not before it */
        cx_buf_printf(csv, "payment_id,account_id,paid_at,amount,reverses\nR%d,A%d,%s,-%d,P%d\n",
                      p % 7, any(6) ? p % 9 : a, any(3) ? "2026-11-28" : day(), 1 + any(30), p);
        return "payments.csv";
    case 4:
    case 5:
        two_days(&first, &later);
        cx_buf_printf(csv,
                      "contact_id,account_id,employee_id,started_at,duration_s,channel,outcome,"
                      "promised_amount,promised_on,transcript\n"
                      "K%d,A%d,E%d,%s %02d:00,%d,%s,%s,%s,%s,%s\n",
                      k, a, e, first, 8 + any(14), any(600), PICK("phone", "sms"),
                      PICK("talked", "no_answer", "promised"), PICK("", "50"), any(3) ? "" : later,
                      PICK("", "坐牢"));
        return "contacts.csv";
    case 6:
        cx_buf_printf(csv, "feedback_id,employee_id,at,score\nF%d,E%d,%s,%d\n", any(9), e, day(),
                      any(100));
        return "feedback.csv";
    case 7:
        cx_buf_printf(csv, "complaint_id,employee_id,contact_id,at,upheld\nO%d,E%d,K%d,%s,%s\n",
                      any(9), e, k, day(), PICK("yes", "no", "pending"));
        return "complaints.csv";
    case 8:
        cx_buf_printf(csv, "contact_id,verdict,reviewer,at\nK%d,%s,E1,%s\n", k,
                      PICK("clean", "violation"), day());
        return "reviews.csv";
    case 9:
        cx_buf_printf(csv,
                      "arrangement_id,account_id,kind,agreed_on,employee_id,amount,due_on\n"
                      "G%d,A%d,%s,%s,E%d,%d,%s\n",
                      any(9), a, PICK("waiver", "extension", "instalment"), day(), e, any(80),
                      day());
        return "arrangements.csv";
    case 10:
        cx_buf_printf(csv, "order_id,customer_id,ordered_at,amount\nD%d,C%d,%s,5\n", any(20), c,
                      day());
        return "orders.csv";
    case 11:
        cx_buf_printf(csv, "employee_id,course,completed_on,passed\nE%d,%s,%s,%s\n", e,
                      PICK("x", "y"), day(), PICK("yes", "no"));
        return "trainings.csv";
    case 12:
        cx_buf_printf(csv, "payment_id,employee_id,share\nP%d,E1,0.%d\nP%d,E%d,0.%d\n", p, 3, p,
                      2 + any(3), 7);
        return "credits.csv";
    case 13:
        cx_buf_printf(csv, "period,team_id,channel,amount\n2026-%s,%s,phone,%d\n", PICK("09", "10"),
                      PICK("T1", "T12", ""), any(1000));
        return "costs.csv";
    case 14:
    case 15:
        two_days(&first, &later);
        cx_buf_printf(csv, "account_id,employee_id,from,to\nA%d,E%d,%s,%s\n", a, e, first,
                      any(6) ? later : "");
        return "assignments.csv";
    case 16:
        cx_buf_printf(csv, "employee_id,since,team_id,hired_on,left_on\nE%d,%s,%s,2026-01-01,%s\n",
                      e, any(3) ? "2026-01-01" : day(), PICK("T11", "T12", "T2"),
                      any(3) ? "" : day());
        return "employees.csv";
    case 17:
        cx_buf_printf(csv, "team_id,since,parent_id\nT12,%s,%s\n", any(3) ? "" : day(),
                      PICK("T1", "T2", ""));
        return "teams.csv";
    case 18:
        cx_buf_printf(csv, "arrangement_id,due_on,amount\nG%d,%s,%d\n", any(9),
                      any(3) ? "2026-11-28" : day(), 1 + any(20));
        return "instalments.csv";
    case 19:
        cx_buf_printf(csv, "name,value\ninstalment_ageing,%s\n", PICK("goes_on", "stops"));
        return "settings.csv";
    case 20:
        cx_buf_printf(csv, "name,value\nreversal_day,%s\n", PICK("own", "original"));
        return "settings.csv";
    default:
        cx_buf_printf(
            csv, "name,value\n%s,%d\n",
            PICK("attribution_days", "contact_window_days", "promise_grace_days", "churn_days"),
            1 + any(20));
        return "settings.csv";
    }
}

enum { KINDS = 22 };

/* Refused rows (references to what isn't there yet, overlaps) change nothing, which is a case, too.
 */
static bool change(int kind)
{
    struct cx_buf csv = {0};
    const char *name = write_row(&csv, kind);
    company_add(&m.c, name, cx_buf_str(&csv));
    m.c.options.now = (cx_time)(cx_period_month(2026, 8).from + any(120)) * 86400;
    m.c.options.correct = any(4) == 0;
    bool is_done = company_import(&m.c) == 0;
    cx_buf_fini(&csv);
    return is_done;
}

enum { PERIODS = 5 };
static struct cx_sums *compute(void)
{
    static const char *const names[PERIODS] = {"2026-09", "2026-10", "2026-Q4",
                                               "2026-10-05..2026-10-11", "2026-11-03"};
    struct cx_period periods[PERIODS];
    struct cx_sums *sums = NULL;
    struct cx_err err = {0};
    measured_forget(&m);
    for (int i = 0; i < PERIODS; i++)
        ck_assert_int_eq(cx_period_parse(&periods[i], names[i], 0, &err), 0);
    int rc = cx_plan_load(&m.plan, m.c.db, periods[0].to, &err);
    if (rc == 0)
        rc = cx_org_load(&m.org, m.c.db, &err);
    if (rc == 0)
        rc = cx_sums_compute(&sums, m.c.db, m.plan, m.org, periods, PERIODS, &err);
    ck_assert_msg(rc == 0, "%s", err.text);
    return sums;
}

/* Names the first sums that differ. */
static void ck_same(const struct cx_sums *kept, const struct cx_sums *anew, const char *what)
{
    for (size_t p = 0; p < PERIODS; p++) {
        for (size_t s = 0; s < kept->subject_count; s++) {
            for (size_t i = 0; i < kept->measure_count; i++)
                ck_assert_msg(cx_sums_get(kept, p, s, i) == cx_sums_get(anew, p, s, i),
                              "%s: %s, period %zu, subject %zu: kept %lld, anew %lld", what,
                              m.plan->quantities[i].name, p, s,
                              (long long)cx_sums_get(kept, p, s, i),
                              (long long)cx_sums_get(anew, p, s, i));
        }
    }
}

/* Now and then by a program that reads, and hands over at the end. */
static struct cx_sums *compute_either_way(void)
{
    struct cx_err err = {0};
    bool is_reader = any(2);
    if (is_reader)
        ck_assert_int_eq(cx_db_begin_read(m.c.db, &err), 0);
    struct cx_sums *sums = compute();
    if (is_reader)
        cx_db_end(m.c.db);
    return sums;
}

/* Every other day by a program that reads, and hands over what holds without the wall. */
static struct cx_sums *compute_behind(cx_time now)
{
    struct cx_err err = {0};
    bool is_reader = cx_date_of(now) % 2;
    if (is_reader)
        ck_assert_int_eq(cx_db_begin_read(m.c.db, &err), 0);
    ck_assert_msg(cx_wall_raise(m.c.db, now, CX_DATE_NONE, &err) == 0, "%s", err.text);
    struct cx_sums *sums = compute();
    if (is_reader)
        cx_db_end(m.c.db);
    ck_assert_msg(cx_wall_lower(m.c.db, &err) == 0, "%s", err.text);
    cx_db_set_now(m.c.db, CX_NEVER);
    return sums;
}

/* At noon or at the end of a day; changes are what they are without it. */
static cx_time any_wall(void)
{
    return (cx_time)(cx_period_month(2026, 9).from + (cx_date)((state >> 33) % 90)) * 86400 +
           (state >> 63 ? 12 * 3600 : 86399);
}

static void keep_bytes(void)
{
    struct cx_err err = {0};
    int rc = cx_db_exec(m.c.db,
                        "DROP TABLE IF EXISTS temp.were;"
                        "CREATE TEMP TABLE were AS SELECT fact, day, 0 AS until, sums "
                        "FROM main.day_sums UNION ALL SELECT * FROM main.period_sums",
                        &err);
    ck_assert_msg(rc == 0, "%s", err.text);
}

/* Whoever closes a month compares bytes. */
static void ck_same_bytes(const char *what)
{
    const char *differs = company_ask(
        &m.c, "SELECT fact || ' ' || day FROM (SELECT fact, day, 0 AS until, sums "
              "FROM main.day_sums UNION ALL SELECT * FROM main.period_sums) n "
              "JOIN temp.were w USING (fact, day, until) WHERE n.sums <> w.sums LIMIT 1");
    ck_assert_msg(!*differs, "%s: other bytes of %s", what, differs);
}

static struct cx_archive *balances; /* from a month on, of each seed another */
static cx_date balances_from;
static unsigned balances_with;
static int kept_balances;

static struct cx_archive *read_balances(void)
{
    struct cx_err err = {0};
    struct cx_archive *out = NULL;
    int rc =
        cx_archive_balances(&out, m.c.db, balances_from, balances_from + 40, balances_with, &err);
    ck_assert_msg(rc == 0, "%s", err.text);
    return out;
}

static bool is_same_debt(const struct cx_past_debt *a, const struct cx_past_debt *b)
{
    return a->id == b->id && a->cents == b->cents && a->due_on == b->due_on &&
           a->placed_on == b->placed_on && a->closed_on == b->closed_on;
}

/* By a program that sees all, or, every other day, nothing that is later. */
static void keep_balances(cx_time now)
{
    struct cx_err err = {0};
    bool is_walled = cx_date_of(now) % 2;
    if (is_walled)
        ck_assert_int_eq(cx_wall_raise(m.c.db, now, CX_DATE_NONE, &err), 0);
    struct cx_archive *archive = read_balances();
    ck_assert_int_eq(cx_db_begin_read(m.c.db, &err), 0);
    ck_assert_int_eq(cx_archive_keep_balances(archive, m.c.db, &err), 0);
    cx_db_end(m.c.db);
    cx_archive_close(archive);
    if (is_walled)
        ck_assert_int_eq(cx_wall_lower(m.c.db, &err), 0);
    cx_db_set_now(m.c.db, CX_NEVER);
}

/* What was kept after the round before, and lasted, against all that is there. */
static void ck_balances(const char *what)
{
    struct cx_archive *a = balances, *b = read_balances();
    kept_balances += a->is_kept;
    ck_assert(!b->is_kept);
    ck_assert_msg(a->count == b->count, "%s: balances of other accounts", what);
    for (size_t k = 0; k < a->count; k++) {
        struct cx_past was = cx_archive_past(a, k), is = cx_archive_past(b, k);
        ck_assert_msg(is_same_debt(was.debt, is.debt), "%s: another debt", what);
        ck_assert_msg(was.payment_count == is.payment_count &&
                          cx_past_balance(&was, a->until) == cx_past_balance(&is, a->until),
                      "%s: another balance", what);
    }
    cx_archive_close(a);
    cx_archive_close(b);
}

static void ck_kept(const char *what)
{
    struct cx_err err = {0};
    cx_time now = any_wall();
    struct cx_sums *early = compute_behind(now), *kept = compute_either_way(), *behind, *anew;
    cx_sums_free(kept);
    kept = compute(); /* as they are kept */
    behind = compute_behind(now);
    balances = read_balances();
    keep_bytes();
    ck_assert_int_eq(cx_stale_all(m.c.db, &err), 0);
    ck_balances(what);
    keep_balances(now);
    anew = compute_behind(now);
    ck_same(early, anew, what);
    ck_same(behind, anew, what);
    cx_sums_free(anew);
    anew = compute();
    ck_same(kept, anew, what);
    ck_same_bytes(what);
    cx_sums_free(early);
    cx_sums_free(behind);
    cx_sums_free(kept);
    cx_sums_free(anew);
}

/* Where CX_THOROUGH is set (scripts/test --thorough), there are three times as many rounds. */
START_TEST(every_kind_at_random)
{
    const char *thorough = getenv("CX_THOROUGH");
    int rounds = thorough && *thorough ? 60 : 20, done[KINDS] = {0};
    state = (unsigned long long)_i;
    kept_balances = 0;
    balances_from = cx_period_month(2026, 9 + _i % 3).from;
    balances_with = _i % 2 ? CX_ARCHIVE_INSTALMENTS : 0;
    for (int i = 0; i < 200; i++)
        change(any(6));
    for (int i = 0; i < 100; i++)
        change(any(KINDS - 4));
    cx_sums_free(compute());
    for (int round = 0; round < rounds; round++) {
        struct cx_buf what = {0};
        cx_buf_printf(&what, "seed %d, round %d, kinds", _i, round);
        for (int changes = 1 + any(3); changes > 0; changes--) {
            int kind = any(KINDS);
            done[kind] += change(kind);
            cx_buf_printf(&what, " %d", kind);
        }
        ck_kept(cx_buf_str(&what));
        cx_buf_fini(&what);
    }
    for (int kind = 0; kind < KINDS; kind++) {
        if (done[kind] > 0)
            continue;
        for (int tries = 0; done[kind] == 0 && tries < 500; tries++) {
            change(any(KINDS)); /* what such a row may need */
            done[kind] += change(kind);
        }
        ck_assert_msg(done[kind] > 0, "seed %d: kind %d is always refused", _i, kind);
        ck_kept("at last");
    }
    ck_assert_int_gt(kept_balances, 0);
}
END_TEST

/* What is paid back is taken from whoever the payment is credited to that had cleared the account.
 */
START_TEST(credited_later)
{
    company_load(&m.c, "accounts.csv", "account_id,due_on,amount\nA1,2026-01-01,100\n");
    company_load(&m.c, "assignments.csv", "account_id,employee_id,from\nA1,E1,2026-01-01\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,A1,2026-08-25,100\n"
                 "P2,A1,2026-10-05,-50\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "cleared", -1);
    ck_count(&m, "E2", "cleared", 0);
    company_load(&m.c, "credits.csv", "payment_id,employee_id,share\nP1,E2,1\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "cleared", 0);
    ck_count(&m, "E2", "cleared", -1);
}
END_TEST

/* CX_SEEDS is how many; by default 5. */
static void tests(TCase *tc)
{
    const char *seeds = getenv("CX_SEEDS");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, credited_later);
    tcase_add_loop_test(tc, every_kind_at_random, 0, seeds ? atoi(seeds) : 5);
}

UNIT_MAIN("stale")
