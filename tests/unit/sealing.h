/* Sealing the staff's months, for the tests of seal and sheet. */
#ifndef CX_UNIT_SEALING_H
#define CX_UNIT_SEALING_H

#include "bonuses.h"
#include "sheet/close.h"
#include "sheet/replay.h"

/* As on noon of a day. */
static inline struct cx_seal_options on_day(const char *day)
{
    cx_date date = 0;
    ck_assert_int_eq(cx_date_parse(&date, day, strlen(day), CX_ORDER_YMD), CX_DATE_OK);
    return (struct cx_seal_options){(cx_time)date * 86400 + 43200, false, "cx-bonus", NULL, NULL};
}

/* Seals a month on a day that is long after; the entry's hash. */
static inline const char *seal_month(const char *name)
{
    static char hash[CX_HASH_TEXT];
    struct cx_seal_options options = on_day("2027-01-01");
    struct cx_period period = period_of(name);
    struct cx_seal seal;
    ck_assert_msg(cx_bonus_close(&seal, c.db, &period, &options, &c.err) == 0, "%s", c.err.text);
    memcpy(hash, seal.hash, sizeof hash);
    cx_seal_fini(&seal);
    return hash;
}

static inline void open_month(const char *name)
{
    struct cx_seal_options options = on_day("2027-01-01");
    struct cx_period period = period_of(name);
    struct cx_seal seal;
    ck_assert_msg(cx_bonus_reopen(&seal, c.db, &period, "a mistake", &options, &c.err) == 0, "%s",
                  c.err.text);
    cx_seal_fini(&seal);
}

static inline void pay_month(const char *name)
{
    struct cx_seal_options options = on_day("2027-01-01");
    struct cx_period period = period_of(name);
    struct cx_seal seal;
    bool is_first;
    ck_assert_msg(cx_bonus_pay(&seal, &is_first, c.db, &period, &options, &c.err) == 0, "%s",
                  c.err.text);
    cx_seal_fini(&seal);
}

/* A text of a month's seal; the caller frees. */
static inline struct cx_buf sealed_text(const char *period, const char *name)
{
    struct chain chain;
    struct cx_buf text = {0};
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    struct cx_seal *seal = chain_find(&chain, period);
    ck_assert_ptr_nonnull(seal);
    ck_assert_int_eq(text_get(&text, c.db, seal, name, &c.err), 0);
    chain_fini(&chain);
    return text;
}

static inline void ck_sealed_text(const char *period, const char *name, const char *wanted)
{
    struct cx_buf text = sealed_text(period, name);
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    cx_buf_fini(&text);
}

/* Changes what triggers guard: they are put aside for it, and made again. */
static inline void tamper(const char *sql)
{
    static const char *const guards[] = {
        "seals_update",      "seals_delete",      "seals_insert",
        "seal_texts_update", "seal_texts_delete", "seal_texts_insert",
        "audit_update",      "audit_delete",      "audit_insert"};
    enum { GUARDS = sizeof guards / sizeof *guards };
    char made[GUARDS][512], text[128];
    for (int i = 0; i < GUARDS; i++) {
        snprintf(text, sizeof text, "SELECT sql FROM sqlite_schema WHERE name = '%s'", guards[i]);
        struct cx_stmt *stmt = NULL;
        ck_assert_int_eq(cx_stmt_new(&stmt, c.db, text, &c.err), 0);
        ck_assert_int_eq(cx_stmt_step(stmt, &c.err), 1);
        snprintf(made[i], sizeof made[i], "%s", cx_stmt_text(stmt, 0));
        cx_stmt_free(stmt);
        snprintf(text, sizeof text, "DROP TRIGGER %s", guards[i]);
        ck_assert_int_eq(cx_db_exec(c.db, text, &c.err), 0);
    }
    ck_assert_msg(cx_db_exec(c.db, sql, &c.err) == 0, "%s", c.err.text);
    for (int i = 0; i < GUARDS; i++)
        ck_assert_msg(cx_db_exec(c.db, made[i], &c.err) == 0, "%s", c.err.text);
}

/* … so that the first seal's hash, and what the audit log says of it, are made to fit. */
static inline void tamper_and_reseal(const char *sql)
{
    struct chain chain;
    char hex[CX_HASH_TEXT], fit[512];
    tamper(sql);
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    ck_assert_int_eq(chain_hash(hex, c.db, &chain.list[0], &c.err), 0);
    snprintf(fit, sizeof fit,
             "UPDATE audit SET files = replace(files, '%s', '%s');"
             "UPDATE seals SET hash = '%s' WHERE seq = 1",
             chain.list[0].hash, hex, hex);
    tamper(fit);
    chain_fini(&chain);
}

#define COMMISSION "rule_id,seq,kind,basis,rate\ncomm,1,rate,recovered,0.1\n"

/* For what an import says of sealed months: payments of June and July, and retro lines that reach
 * one month back. Begins with staff_open. */
static inline void open_noted(void)
{
    staff_open();
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-06-05,100\nP2,A1,2026-07-05,100\n");
    company_load(&c, "settings.csv", "name,value\nretro_months,1\n");
    c.options.note = company_hear;
}

#endif
