/* sheet/flow: a month without events, or with far fewer than the one before; what came too late. */
#include "sealing.h"
#include "sheet/ready.h"
#include "unit.h"

static struct cx_bonus *bonus;
static struct cx_ready *ready;

static void find(const char *period)
{
    bonus = bonus_of(period);
    ck_assert_msg(cx_ready_find(&ready, c.db, bonus, -CX_DATE_NONE, &c.err) == 0, "%s", c.err.text);
}

static void forget(void)
{
    cx_ready_free(ready);
    cx_bonus_free(bonus);
}

/* The nth item of a check, as "state count amount note"; "": there is none. */
static const char *item(const char *check, int nth)
{
    static char text[512];
    text[0] = '\0';
    for (size_t i = 0; i < ready->count; i++) {
        const struct cx_ready_item *at = &ready->items[i];
        if (strcmp(at->check, check) == 0 && nth-- == 0)
            snprintf(text, sizeof text, "%d %lld %s %s", (int)at->state, (long long)at->count,
                     shown(at->amount, 2), at->note ? at->note : "");
    }
    return text;
}

static void ck_events(const char *period, const char *wanted)
{
    find(period);
    ck_assert_str_eq(item("events", 0), wanted);
    ck_assert(ready->is_open == (wanted[0] == '2'));
    forget();
}

/* So many payments of a month, and contacts of E1. */
static void load(int month, int payments, int contacts)
{
    struct cx_buf text = {0};
    cx_buf_puts(&text, PAYMENTS);
    for (int i = 0; i < payments; i++)
        cx_buf_printf(&text, "P%d-%d,A1,2026-%02d-%02d,1\n", month, i, month, 1 + i % 28);
    company_load(&c, "payments.csv", cx_buf_str(&text));
    cx_buf_clear(&text);
    cx_buf_puts(&text, "contact_id,employee_id,started_at\n");
    for (int i = 0; i < contacts; i++)
        cx_buf_printf(&text, "C%d-%d,E1,2026-%02d-%02d 10:00\n", month, i, month, 1 + i % 28);
    company_load(&c, "contacts.csv", cx_buf_str(&text));
    cx_buf_fini(&text);
}

START_TEST(events)
{
    static const char missing[] = ": is an export missing?";
    char wanted[200];
    rules("rule_id,seq,kind,amount\nfix,1,amount,1\n"); /* or the sheet is open */
    snprintf(wanted, sizeof wanted, "2 0  0 payments, 0 in 2026-09, 0 contacts, 0 in 2026-09%s",
             missing);
    ck_events("2026-10", wanted);
    load(6, 1, 0);
    ck_events("2026-06", "0 1  ");
    load(7, 20, 40);
    ck_events("2026-07", "0 60  ");
    load(8, 5, 10); /* a quarter of each is not far fewer; less is */
    ck_events("2026-08", "0 15  ");
    load(9, 1, 9);
    ck_events("2026-09", "0 10  "); /* from 5 to 1 is chance */
    load(10, 3, 0);
    snprintf(wanted, sizeof wanted, "2 3  0 contacts, 9 in 2026-09%s", missing);
    ck_events("2026-10", wanted);
    load(11, 0, 3);
    snprintf(wanted, sizeof wanted, "2 3  0 payments, 3 in 2026-10%s", missing);
    ck_events("2026-11", wanted);
    load(12, 20, 80);
    ck_events("2026-12", "0 100  ");
    company_load(&c, "payments.csv",
                 PAYMENTS "N1,A1,2027-01-05,1\nN2,A1,2027-01-06,1\n"
                          "N3,A1,2027-01-05,1\nN4,A1,2027-01-06,1\n");
    snprintf(wanted, sizeof wanted, "2 4  4 payments, 20 in 2026-12, 0 contacts, 80 in 2026-12%s",
             missing);
    ck_events("2027-01", wanted);
}
END_TEST

/* Ten percent of what comes late for June and July; August is in reach, so a retro line has it. */
START_TEST(too_late)
{
    rules("rule_id,seq,kind,basis,rate\ncomm,1,rate,recovered,0.1\n");
    company_load(&c, "settings.csv", "name,value\nretro_months,1\n");
    seal_month("2026-06");
    seal_month("2026-07");
    seal_month("2026-08");
    find("2026-09");
    ck_assert_str_eq(item("too_late", 0), "");
    forget();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-06-05,100\nP2,A4,2026-06-05,50\nP3,A2,2026-07-31,-30\n"
                          "P4,A1,2026-08-05,1000\n");
    find("2026-09");
    ck_assert_str_eq(item("too_late", 0),
                     "1 1 -3.00 E2 -3.00: came too late for 2026-07, which is sealed and out of "
                     "reach of retro_months (1): import adjustments, or raise retro_months");
    ck_assert_str_eq(item("too_late", 1),
                     "1 2 15.00 E1 10.00, E4 5.00: came too late for 2026-06, which is sealed and "
                     "out of reach of retro_months (1): import adjustments, or raise retro_months");
    ck_assert_str_eq(item("too_late", 2), "");
    forget();
    company_load(&c, "settings.csv", "name,value\nretro_months,2\n");
    find("2026-09");
    ck_assert_int_eq(strncmp(item("too_late", 0), "1 2 15.00 E1 10.00, E4 5.00", 27), 0);
    ck_assert_str_eq(item("too_late", 1), "");
    forget();
    find("2026-08"); /* sealed: its lines are what they are */
    ck_assert_str_eq(item("too_late", 0), "");
    forget();
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, events);
    tcase_add_test(tc, too_late);
}

UNIT_MAIN("flow")
