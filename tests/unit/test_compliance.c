/* report/compliance: violations, their rules and sources, and the hash of the evidence. */
#include "base/hash.h"
#include "unit.h"
#include "violating.h"

#define HEADER                                                                                     \
    "contact_id,at,employee_id,employee,team_id,manager_id,account_id,customer_id,customer,phone," \
    "channel,outcome,found_by,rule_id,rule,value,source,severity,words,state,reviewer,"            \
    "reviewed_at,former,evidence\n"

static const char *hash_of(const char *text)
{
    static char hexes[4][CX_HASH_TEXT];
    static int next;
    struct cx_hash hash;
    char *hex = hexes[next++ % 4];
    cx_hash_init(&hash);
    cx_hash_add(&hash, text, strlen(text));
    cx_hash_end(&hash, hex);
    return hex;
}

#define LATE "phone call at 23:00, in the quiet hours 22:00-08:00"

START_TEST(rows)
{
    char wanted[4000];
    snprintf(
        wanted, sizeof wanted,
        HEADER
        "K1,2026-10-05 10:00:00,E1,Ann,T1,,V1,C1,秦**,138****0001,phone,talked,keyword,W1,threat,"
        "等着坐牢,,block,等着坐牢,open,,,,%s\n"
        "K2,2026-10-05 23:00:00,E4,Dan,T2,,V1,C1,秦**,138****0001,phone,no_answer,limit,L1,"
        "quiet_hours,22:00-08:00,Law 1,block,\"" LATE "\",clean,boss,2026-10-15 00:00:00,,%s\n"
        "K3,2026-10-06 10:00:00,E4,Dan,T2,,V1,C1,秦**,138****0001,phone,talked,review,review,,,,"
        "block,rude to 秦**,violation,boss,2026-10-15 00:00:00,,%s\n",
        hash_of(
            "K1\n2026-10-05 10:00:00\nE1\nV1\nphone\ntalked\nW1\n等着坐牢\n坐席:秦**你等着坐牢\n"),
        hash_of("K2\n2026-10-05 23:00:00\nE4\nV1\nphone\nno_answer\nL1\n" LATE "\n\n"),
        hash_of("K3\n2026-10-06 10:00:00\nE4\nV1\nphone\ntalked\nreview\nrude to "
                "秦**\n坐席:138****0001\n"));
    char *text;
    ck_assert_msg(reported(&text, "compliance", "2026-10", NULL, 0) == 0, "%s", c.err.text);
    ck_assert_str_eq(text, wanted);
    free(text);
}
END_TEST

/* The hash is of what is shown: of the number that a masked text lacks, all could be tried. */
START_TEST(unmasked)
{
    struct cx_report_options options = options_of("2026-10");
    char *bare;
    options.unmask = true;
    ck_assert_int_eq(reported_with(&bare, "compliance", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_nonnull(strstr(bare, ",秦丽,13800000001,"));
    ck_assert_ptr_nonnull(strstr(bare, ",rude to 秦丽,"));
    ck_assert_ptr_nonnull(
        strstr(bare, hash_of("K3\n2026-10-06 10:00:00\nE4\nV1\nphone\ntalked\nreview\nrude to "
                             "秦丽\n坐席:13800000001\n")));
    free(bare);
    ck_report("compliance", "2026-09", NULL, 0, HEADER);
}
END_TEST

/* What today's keywords and limits say is not what a former list's did. */
START_TEST(former)
{
    char *text;
    ck_assert_int_eq(cx_db_exec(c.db, "UPDATE violations SET former = 86400", &c.err), 0);
    ck_assert_msg(reported(&text, "compliance", "2026-10", NULL, 0) == 0, "%s", c.err.text);
    ck_assert_ptr_nonnull(
        strstr(text, ",keyword,W1,,,,block,等着坐牢,open,,,1970-01-02 00:00:00,"));
    ck_assert_ptr_nonnull(strstr(text, ",limit,L1,,,,block,\"" LATE "\",clean,"));
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, violating_open, staff_close);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, unmasked);
    tcase_add_test(tc, former);
}

UNIT_MAIN("compliance")
