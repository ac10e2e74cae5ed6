/* sheet/replay: a sealed plan over today's data. */
#include "fact/stale.h"
#include "import/import.h"
#include "sealing.h"
#include "unit.h"

static struct chain chain;
static struct cx_seal *seal; /* the one that is looked at */
static struct replay replay;

/* E1: 10 % of 1000 and the prize of 50; a late payment makes E2 the better one. */
static void set_up(void)
{
    staff_open();
    rules("rule_id,seq,kind,basis,rate,amount,top_n\ncomm,1,rate,recovered,0.1,,\n"
          "prize,2,rank,recovered,,50,1\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-05,1000\n");
    seal_month("2026-09");
    company_load(&c, "payments.csv", PAYMENTS "P2,A2,2026-09-06,2000\n");
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    seal = chain_last(&chain, 0);
}

static void tear_down(void)
{
    chain_fini(&chain);
    staff_close();
}

static void ck_replay(bool is_all, const char *wanted)
{
    struct cx_buf got = {0};
    struct cx_bonus *bonus = NULL;
    ck_assert_msg(replay_open(&replay, c.db, seal, &c.err) == 0, "%s", c.err.text);
    ck_assert_msg(replay_run(&bonus, &replay, is_all, &c.err) == 0, "%s", c.err.text);
    for (size_t i = 0; i < bonus->line_count; i++) {
        if (bonus->lines[i].amount != 0)
            cx_buf_printf(&got, "%s %s %s\n",
                          replay.scores->org->people[bonus->rows[bonus->lines[i].row].person].key,
                          bonus->lines[i].rule_id, shown(bonus->lines[i].amount, 2));
    }
    replay_free(bonus);
    ck_assert_int_eq(replay_close(&replay, &c.err), 0);
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_buf_fini(&got);
}

START_TEST(all_or_those_recomputed)
{
    ck_replay(true, "E1 comm 100.00\nE2 comm 200.00\nE2 prize 50.00\n");
    ck_replay(false, "E1 comm 100.00\nE1 prize 50.00\nE2 comm 200.00\n");
}
END_TEST

/* A person whose team was corrected keeps the sealed lines, on the post they have now. */
START_TEST(moved)
{
    company_load(&c, "employees.csv",
                 EMPLOYEES "E1,2026-01-01,Ann,T2,collector,2026-01-01,,10000\n");
    ck_replay(false, "E1 comm 100.00\nE1 prize 50.00\nE2 comm 200.00\n");
}
END_TEST

/* A rule that is taken as sealed has its posts in its group, and no others: E2 would be in it
 * today. */
START_TEST(groups)
{
    open_month("2026-09");
    rules("rule_id,seq,kind,when,grp,basis,rate,amount,retro\n"
          "big,1,amount,recovered > 500,g,,,70,no\nrest,2,rate,,g,recovered,0.1,,\n");
    company_load(&c, "payments.csv", PAYMENTS "P2,A2,2026-10-06,2000\n");
    seal_month("2026-09");
    company_load(&c, "payments.csv", PAYMENTS "P3,A2,2026-09-06,3000\n");
    chain_fini(&chain);
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    seal = chain_last(&chain, 0);
    ck_replay(true, "E1 big 70.00\nE2 big 70.00\n");
    ck_replay(false, "E1 big 70.00\nE2 rest 300.00\n");
}
END_TEST

START_TEST(another_plan)
{
    rules("rule_id,seq,kind,amount\nall,1,amount,9\n");
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\nrecovered,payment,money,0\n");
    ck_replay(false, "E1 comm 100.00\nE1 prize 50.00\nE2 comm 200.00\n");
    ck_bonus("2026-12", false, "E1 all 9.00\nE2 all 9.00\nE3 all 9.00\nE4 all 9.00\n");
}
END_TEST

/* Contacts are judged by the keywords that were sealed, not by those of a rescan since. */
START_TEST(keywords)
{
    struct cx_rescan counts;
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value,where\nbad,contact,count,violation,\n");
    rules("rule_id,seq,kind,basis,amount\nfine,1,per_unit,bad,-1\n");
    company_load(&c, "keywords.csv", "keyword_id,phrase\nK1,jail\n");
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome,transcript\n"
                 "C1,A1,E1,2026-10-05,phone,talked,you go to jail\n"
                 "C2,A2,E2,2026-10-05,phone,talked,be so kind\n");
    rules("rule_id,seq,kind,basis,amount\nfine,1,per_unit,bad,-1\n");
    seal_month("2026-10");
    chain_fini(&chain);
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    staff_replan("keywords", "keyword_id,phrase\nK2,kind\n");
    c.options.rescan = &counts;
    ck_assert_int_eq(company_import(&c), 0);
    ck_bonus("2026-12", false, "E1 fine 0.00\nE2 fine 0.00\nE3 fine 0.00\nE4 fine 0.00\n");
    seal = chain_last(&chain, 0);
    ck_replay(false, "E1 fine -1.00\n");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(rule_id || (former IS NULL), ' ') FROM "
                                     "(SELECT * FROM violations ORDER BY rule_id)"),
                     "K10 K21"); /* what K1 had found is kept */
}
END_TEST

#define CONTACTS                                                                                   \
    "contact_id,account_id,employee_id,started_at,channel,outcome,transcript\n"                    \
    "C1,A1,E1,2026-09-05 10:00,phone,talked,hello\n"                                               \
    "C2,A1,E1,2026-10-05 10:00,phone,talked,hello\n"

/* A fine of 1 for each bad contact, and September sealed again with it. */
static void seal_fines(void)
{
    open_month("2026-09");
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value,where\nbad,contact,count,violation,\n");
    company_load(&c, "keywords.csv", "keyword_id,phrase\nK1,jail\n");
    company_load(&c, "contacts.csv", CONTACTS);
    rules("rule_id,seq,kind,basis,amount\nfine,1,per_unit,bad,-1\n");
    seal_month("2026-09");
}

/* The retro lines of a month. */
static void ck_retro(const char *period, const char *wanted)
{
    struct cx_bonus *bonus = bonus_of(period);
    struct cx_buf got = {0};
    for (size_t i = 0; i < bonus->line_count; i++) {
        if (bonus->lines[i].rule == CX_LINE_RETRO)
            cx_buf_printf(&got, "%s %s\n", bonus->lines[i].rule_id,
                          shown(bonus->lines[i].amount, 2));
    }
    cx_bonus_free(bonus);
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_buf_fini(&got);
}

/* A keyword and a limit of later, and contacts that break them alone: whichever sums are kept. */
START_TEST(judged_whatever_is_kept)
{
    seal_fines();
    bool is_kept = _i == 1;
    if (is_kept)
        cx_scores_free(scored("2026-09"));
    company_load(&c, "keywords.csv", "keyword_id,phrase\nK2,kind\n");
    company_load(&c, "contacts.csv", CONTACTS "C3,A1,E1,2026-09-06 10:00,phone,talked,be kind\n");
    if (is_kept)
        cx_scores_free(scored("2026-09"));
    ck_retro("2026-10", "");
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,rule,value\nL,none,quiet_hours,22:00-08:00\n");
    company_load(&c, "settings.csv", "name,value\njurisdiction,none\n");
    company_load(&c, "contacts.csv", CONTACTS "C4,A1,E1,2026-09-06 23:00,phone,talked,hello\n");
    if (is_kept)
        cx_scores_free(scored("2026-09"));
    ck_retro("2026-10", "");
    company_load(&c, "contacts.csv", CONTACTS "C5,A1,E1,2026-09-07 10:00,phone,talked,to jail\n");
    ck_retro("2026-10", "2026-09 -1.00\n"); /* what was forbidden then */
    ck_bonus("2026-10", false,
             "E1 fine 0.00\nE1 2026-09 -1.00\nE2 fine 0.00\nE3 fine 0.00\nE4 fine 0.00\n");
}
END_TEST

/* Another limit is no reason to search again by the keywords that were sealed: what an older cx
 * found by them, and this one doesn't, stays. Likewise, the other way round. What a former list had
 * found before the month was sealed stays, too. */
START_TEST(judged_by_what_is_another)
{
    static const char *const found[] = {
        "0, 'K1', 0, 'jale', NULL", "1, 'D', 0, '4th contact', NULL", "0, 'K0', 0, 'old', 86400"};
    const struct cx_audit audit = {0, "cx-import", "", ""};
    char sql[200];
    seal_fines();
    open_month("2026-09");
    ck_assert_int_eq(cx_db_begin(c.db, &c.err), 0);
    ck_assert_int_eq(cx_stale_watch(c.db, 1, &c.err), 0);
    snprintf(sql, sizeof sql, "INSERT INTO violations SELECT min(contact_id), %s FROM contacts",
             found[_i]);
    ck_assert_msg(cx_db_exec(c.db, sql, &c.err) == 0, "%s", c.err.text);
    ck_assert_int_eq(cx_audit_add(c.db, &audit, &c.err), 0);
    ck_assert_int_eq(cx_db_commit(c.db, &c.err), 0);
    seal_month("2026-09");
    if (_i == 0)
        company_load(&c, "limits.csv",
                     "limit_id,jurisdiction,rule,value\nL,CN,quiet_hours,22:00-08:00\n");
    else
        company_load(&c, "keywords.csv", "keyword_id,phrase\nK2,kind\n");
    ck_bonus("2026-09", false, "E1 fine -1.00\nE2 fine 0.00\nE3 fine 0.00\nE4 fine 0.00\n");
    ck_retro("2026-10", "");
}
END_TEST

/* Each sealed month is judged by its own plan, also where another was judged before. */
START_TEST(each_by_its_own)
{
    seal_fines();
    company_load(&c, "keywords.csv", "keyword_id,phrase\nK2,kind\n");
    seal_month("2026-10");
    company_load(&c, "keywords.csv", "keyword_id,phrase\nK3,hello\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "C3,A1,E1,2026-09-06 10:00,phone,talked,be kind\n"
                          "C4,A1,E1,2026-10-06 10:00,phone,talked,be kind\n");
    ck_retro("2026-11", "2026-10 -1.00\n");
}
END_TEST

/* Tables laid for a what-if are there again afterwards, and no part of the replay. */
START_TEST(within_a_what_if)
{
    const char *text = "rule_id,seq,kind,amount\nall,1,amount,9\n";
    const struct cx_lay table = {"rules", "what.csv", text, strlen(text), false};
    ck_assert_int_eq(cx_lay(c.db, &table, 1, company_hear, &c, &c.err), 0);
    ck_replay(false, "E1 comm 100.00\nE1 prize 50.00\nE2 comm 200.00\n");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(rule_id) FROM rules"), "all");
    ck_assert_int_eq(cx_lay_lift(c.db, &c.err), 0);
}
END_TEST

static void alter(const char *sql)
{
    ck_assert_msg(cx_db_exec(c.db, sql, &c.err) == 0, "%s", c.err.text);
}

/* What an older cx found: of the call about A1 and A2 the second record, and nothing at night. */
static void find_as_before(void)
{
    const struct cx_audit audit = {0, "cx-import", "", ""};
    ck_assert_int_eq(cx_db_begin(c.db, &c.err), 0);
    ck_assert_int_eq(cx_stale_watch(c.db, 1, &c.err), 0);
    alter("DELETE FROM violations; INSERT INTO violations SELECT contact_id, 1, 'D', 0, "
          "'2nd phone call to the customer on 2026-09-05; 1 is allowed', NULL "
          "FROM contacts ORDER BY contact_id LIMIT 1 OFFSET 1");
    ck_assert_int_eq(cx_audit_add(c.db, &audit, &c.err), 0);
    ck_assert_int_eq(cx_db_commit(c.db, &c.err), 0);
}

/* An older cx counted a call about two accounts twice, and missed one at night. A rescan leaves the
 * sealed month as it was paid: what was found stays found, and what is found now is put right. */
START_TEST(counted_otherwise)
{
    struct cx_rescan counts;
    open_month("2026-09");
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value,where\nbad,contact,count,violation,\n");
    rules("rule_id,seq,kind,basis,amount\nfine,1,per_unit,bad,-1\n");
    company_load(&c, "customers.csv", "customer_id\nC1\n");
    company_load(
        &c, "accounts.csv",
        "account_id,customer_id,due_on,amount\nA1,C1,2026-01-01,9000\nA2,C1,2026-01-01,9000\n");
    company_add(&c, "settings.csv", "name,value\njurisdiction,CN\n");
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,channel,rule,value,per\nD,CN,phone,max_per_day,1,customer\n"
                 "Q,CN,phone,quiet_hours,22:00-08:00,\n");
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "C1,A1,E1,2026-09-05 10:00,phone,talked\nC2,A2,E1,2026-09-05 10:00,phone,talked\n"
                 "C3,A1,E2,2026-09-06 23:00,phone,talked\n");
    find_as_before();
    seal_month("2026-09");
    ck_retro("2026-10", "");
    c.options.rescan = &counts;
    ck_assert_int_eq(company_import(&c), 0);
    ck_assert_int_eq(counts.violations, 2);
    ck_assert_int_eq(counts.former, 1);
    chain_fini(&chain);
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    seal = chain_last(&chain, 0);
    ck_replay(false, "E1 fine -1.00\nE2 fine -1.00\n");
    ck_retro("2026-10", "2026-09 -1.00\n"); /* of E2 */
}
END_TEST

START_TEST(broken_plan)
{
    tamper(
        "UPDATE seal_texts SET text = replace(text, 'comm,1', 'comm,x') WHERE name = 'plan/rules'");
    seal->is_checked = true; /* as if it had been sealed so */
    ck_assert_int_eq(replay_open(&replay, c.db, seal, &c.err), CX_EDATA);
    ck_assert_msg(strncmp(c.err.text, "the plan sealed for 2026-09: rules:2: seq: ", 43) == 0, "%s",
                  c.err.text);
    c.err = (struct cx_err){0};
    ck_assert_int_eq(replay_close(&replay, &c.err), 0);
}
END_TEST

/* Rows that an older cx took are read as it did, in a seal and in what holds today. */
START_TEST(refused_today)
{
    open_month("2026-09");
    alter("INSERT INTO keywords (keyword_id, phrase, severity, \"match\") VALUES "
          "('K9', 'a|b|', 0, 2);"
          "INSERT OR REPLACE INTO settings VALUES ('region_jurisdictions', 'a=CN;a=US;b=c=d');"
          "UPDATE measures SET value = 'round(amount, -2)' WHERE measure_id = 'recovered';"
          "UPDATE rules SET \"when\" = '90% < (score) or score is null or 1 < recovered < 2 or "
          "recovered = ''x''' WHERE rule_id = 'comm';");
    seal_month("2026-09");
    alter("DELETE FROM keywords; UPDATE settings SET value = 'a=CN' WHERE name = "
          "'region_jurisdictions'; UPDATE rules SET \"when\" = NULL;"
          "UPDATE measures SET value = 'amount' WHERE measure_id = 'recovered'");
    chain_fini(&chain);
    ck_assert_int_eq(chain_load(&chain, c.db, &c.err), 0);
    seal = chain_last(&chain, 0);
    ck_replay(true, "E1 comm 100.00\nE2 comm 200.00\nE2 prize 50.00\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, all_or_those_recomputed);
    tcase_add_test(tc, moved);
    tcase_add_test(tc, groups);
    tcase_add_test(tc, another_plan);
    tcase_add_test(tc, keywords);
    tcase_add_loop_test(tc, judged_whatever_is_kept, 0, 2);
    tcase_add_loop_test(tc, judged_by_what_is_another, 0, 3);
    tcase_add_test(tc, each_by_its_own);
    tcase_add_test(tc, counted_otherwise);
    tcase_add_test(tc, within_a_what_if);
    tcase_add_test(tc, refused_today);
    tcase_add_test(tc, broken_plan);
}

UNIT_MAIN("sheet/replay")
