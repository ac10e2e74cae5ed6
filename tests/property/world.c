#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/mem.h"

const char *const table_names[TABLES] = {
    "teams",   "employees",  "accounts", "assignments", "contacts",    "payments",
    "credits", "feedback",   "absences", "targets",     "adjustments", "measures",
    "metrics", "scorecards", "tiers",    "grades",      "rules",
};

#define OCTOBER     20727 /* 2026-10-01 */
#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

static uint64_t next(struct world *world) /* splitmix64 */
{
    uint64_t x = (world->state += UINT64_C(0x9e3779b97f4a7c15));
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

int pick(struct world *world, int n)
{
    return (int)(next(world) % (uint64_t)n);
}

static bool chance(struct world *world, int percent)
{
    return pick(world, 100) < percent;
}

static const char *one_of(struct world *world, const char *const *list, int count)
{
    return list[pick(world, count)];
}

/* "2026-10-05"; a few may be in one expression. */
static const char *day(int date)
{
    static char texts[4][CX_DATE_TEXT];
    static int at;
    at = (at + 1) % 4;
    return cx_date_format(texts[at], date);
}

/* An amount of any size, up to 10^(digits - 2). */
static const char *amount(struct world *world, int digits)
{
    static char texts[4][CX_DEC_TEXT];
    static int at;
    int64_t cents = (int64_t)(next(world) % (uint64_t)cx_dec_pow10(1 + pick(world, digits)));
    at = (at + 1) % 4;
    return cx_dec_format(texts[at], cents, 2);
}

static void make_teams(struct world *world)
{
    static const char *const kinds[] = {"phone", "visit", "legal", "sales"};
    world->team_count = 2 + pick(world, 4);
    cx_buf_puts(&world->tables[TEAMS], "team_id,parent_id,kind,opened_on\n");
    for (int i = 0; i < world->team_count; i++) {
        cx_buf_printf(&world->tables[TEAMS], "T%d,", i);
        if (i > 0 && chance(world, 50))
            cx_buf_printf(&world->tables[TEAMS], "T%d", pick(world, i));
        cx_buf_printf(&world->tables[TEAMS], ",%s,%s\n", one_of(world, kinds, COUNT(kinds)),
                      day(OCTOBER - pick(world, 400)));
    }
}

static void add_person(struct world *world, const char *id, int team, int other)
{
    static const char *const roles[] = {"collector", "collector", "manager", "sales"};
    struct cx_buf *out = &world->tables[EMPLOYEES];
    const char *role = one_of(world, roles, COUNT(roles));
    int hired = OCTOBER + 20 - pick(world, 900);
    const char *left = chance(world, 15) ? day(OCTOBER + 25 + pick(world, 20)) : "";
    cx_buf_printf(out, "%s,%s,T%d,%s,%s,%s,%s\n", id, day(hired), team, role, day(hired), left,
                  amount(world, 7));
    if (other >= 0 && hired < OCTOBER + 4)
        cx_buf_printf(out, "%s,%s,T%d,%s,%s,%s,%s\n", id, day(OCTOBER + 5 + pick(world, 20)), other,
                      role, day(hired), left, amount(world, 7));
    if (chance(world, 30)) {
        int from = OCTOBER - 5 + pick(world, 30);
        cx_buf_printf(&world->tables[ABSENCES], "%s,%s,%s\n", id, day(from),
                      day(from + pick(world, 12)));
    }
    if (chance(world, 40))
        cx_buf_printf(&world->tables[TARGETS], "employee,%s,recovered,2026-10,%s\n", id,
                      amount(world, 7));
}

/* Ids as they come: with digits at their end, or as words. */
static const char *person_id(char id[16], int i)
{
    snprintf(id, 16, i % 5 == 4 ? "P-%dx" : "E%03d", i);
    return id;
}

static void make_people(struct world *world)
{
    char id[16];
    world->person_count = 3 + pick(world, 15);
    cx_buf_puts(&world->tables[EMPLOYEES],
                "employee_id,since,team_id,role,hired_on,left_on,base_salary\n");
    cx_buf_puts(&world->tables[ABSENCES], "employee_id,from,to\n");
    cx_buf_puts(&world->tables[TARGETS], "scope,scope_id,metric_id,period,value\n");
    cx_buf_puts(&world->tables[ADJUSTMENTS],
                "adjustment_id,period,employee_id,amount,reason,approved_by\n");
    for (int i = 0; i < world->person_count; i++) {
        add_person(world, person_id(id, i), pick(world, world->team_count),
                   chance(world, 30) ? pick(world, world->team_count) : -1);
        if (chance(world, 10))
            cx_buf_printf(&world->tables[ADJUSTMENTS], "J%d,2026-10,%s,%s%s,why,who\n", i, id,
                          chance(world, 50) ? "-" : "", amount(world, 6));
    }
    for (int i = 0; i < world->team_count; i++)
        cx_buf_printf(&world->tables[TARGETS], "team,T%d,recovered,2026-10,%s\n", i,
                      amount(world, 8));
}

static void add_payment(struct world *world, int account, const char *holder)
{
    struct cx_buf *out = &world->tables[PAYMENTS];
    int n = world->payment_count++;
    const char *sum = amount(world, chance(world, 3) ? 13 : 7);
    int paid = OCTOBER - 40 + pick(world, 75);
    cx_buf_printf(out, "P%04d,A%03d,%s %02d:00,%s,\n", n, account, day(paid), pick(world, 24), sum);
    if (chance(world, 10) && strcmp(sum, "0.00") != 0)
        cx_buf_printf(out, "R%04d,A%03d,%s,-%s,P%04d\n", n, account, day(paid + pick(world, 20)),
                      sum, n);
    if (holder && chance(world, 10))
        cx_buf_printf(&world->tables[CREDITS], "P%04d,%s,1\n", n, holder);
}

/* A call or a message; some are promises, with an amount or without. */
static void add_contact(struct world *world, int account, const char *employee)
{
    static const char *const channels[] = {"phone", "wechat", "visit"};
    static const char *const outcomes[] = {"talked", "promised", "promised", "no_answer"};
    const char *outcome = one_of(world, outcomes, COUNT(outcomes));
    bool is_promise = strcmp(outcome, "promised") == 0;
    int at = OCTOBER - 40 + pick(world, 75);
    cx_buf_printf(&world->tables[CONTACTS], "K%04d,A%03d,%s,%s %02d:30,%s,%s,%s,%s\n",
                  world->contact_count++, account, employee, day(at), pick(world, 24),
                  one_of(world, channels, COUNT(channels)), outcome,
                  is_promise ? day(at + pick(world, 9)) : "",
                  is_promise && chance(world, 60) ? amount(world, 6) : "");
}

static void add_account(struct world *world, const char *holder)
{
    int account = world->account_count++;
    cx_buf_printf(&world->tables[ACCOUNTS], "A%03d,%s,%s,%s\n", account,
                  day(OCTOBER - pick(world, 300)), amount(world, 9), account % 3 ? "card" : "car");
    if (chance(world, 30)) { /* for some days nobody holds it */
        int until = OCTOBER - 20 + pick(world, 50);
        cx_buf_printf(&world->tables[ASSIGNMENTS], "A%03d,%s,2026-08-01,%s\nA%03d,%s,%s,\n",
                      account, holder, day(until), account, holder, day(until + pick(world, 9)));
    } else if (chance(world, 90)) {
        cx_buf_printf(&world->tables[ASSIGNMENTS], "A%03d,%s,2026-08-01,\n", account, holder);
    }
    for (int i = pick(world, 4); i > 0; i--)
        add_contact(world, account, holder);
    for (int i = pick(world, 5); i > 0; i--)
        add_payment(world, account, holder);
}

static void make_facts(struct world *world)
{
    char id[16];
    cx_buf_puts(&world->tables[ACCOUNTS], "account_id,due_on,amount,product\n");
    cx_buf_puts(&world->tables[ASSIGNMENTS], "account_id,employee_id,from,to\n");
    cx_buf_puts(&world->tables[CONTACTS],
                "contact_id,account_id,employee_id,started_at,channel,outcome,"
                "promised_on,promised_amount\n");
    cx_buf_puts(&world->tables[PAYMENTS], "payment_id,account_id,paid_at,amount,reverses\n");
    cx_buf_puts(&world->tables[CREDITS], "payment_id,employee_id,share\n");
    cx_buf_puts(&world->tables[FEEDBACK], "feedback_id,employee_id,at,score\n");
    for (int i = 10 + pick(world, 40); i > 0; i--)
        add_account(world, person_id(id, pick(world, world->person_count)));
    for (int i = 0; i < 3 * world->person_count; i++)
        cx_buf_printf(&world->tables[FEEDBACK], "F%d,%s,%s,%d\n", i,
                      person_id(id, pick(world, world->person_count)),
                      day(OCTOBER - 30 + pick(world, 61)), 10 * pick(world, 11));
}

static void make_card(struct world *world, const char *card, const char *whom)
{
    static const char *const metrics[] = {"income", "sat", "growth"};
    static const char *const missing[] = {"skip", "zero", "full"};
    static const char *const methods[] = {"target", "direct", "steps", "rank"};
    int first = 1 + pick(world, 98), second = pick(world, 100 - first);
    int weights[] = {first, second, 100 - first - second};
    for (int i = 0; i < 3; i++) {
        const char *method = one_of(world, methods, world->is_local ? 3 : 4);
        if (weights[i] == 0)
            continue;
        cx_buf_printf(&world->tables[SCORECARDS], "%s,%s,%d,%s,%s,%s,%s,%d,%s\n", card, metrics[i],
                      weights[i],
                      strcmp(method, "target") == 0  ? amount(world, 6)
                      : strcmp(method, "steps") == 0 ? "t"
                                                     : "",
                      chance(world, 30) ? "yes" : "", method, missing[pick(world, 3)],
                      chance(world, 30) ? 10 : 0, whom);
    }
}

static void make_scores(struct world *world)
{
    cx_buf_puts(&world->tables[MEASURES],
                "measure_id,fact,unit,value,where\nrecovered,payment,money,amount,\n"
                "small,payment,money,amount,amount < 500\ncleared,payment,count,cleared,\n"
                "wechat,payment,money,amount,contact_channel = 'wechat'\n"
                "again,payment,money,amount,second = 1\ncars,payment,money,amount,product = 'car'\n"
                "kept,promise,count,kept,\ndecided,promise,count,1,\n"
                "opened,exposure,money,opening + placed,\n"
                "stars,feedback,number,score,\nvotes,feedback,count,1,\n");
    cx_buf_puts(&world->tables[METRICS],
                "metric_id,unit,better,formula\nincome,money,high,recovered\n"
                "sat,score,high,stars / votes\n"
                "growth,ratio,high,recovered / prev_recovered - 1\n");
    cx_buf_puts(&world->tables[SCORECARDS],
                "scorecard_id,metric_id,weight,target,prorate,method,missing,min_days,for_role,"
                "for_team\n");
    make_card(world, "c", ",");
    make_card(world, "d", "collector,");
    make_card(world, "e", ",T1");
    cx_buf_puts(&world->tables[TIERS], "tier_id,from,to,rate\n");
    for (int i = 0, from = pick(world, 2) * 10; i < 4; i++) {
        int to = from + 1 + pick(world, 20000);
        cx_buf_printf(&world->tables[TIERS], "t,%d,%.0d,0.%06d\n", from, i < 3 ? to : 0,
                      1 + pick(world, 200000));
        from = to;
    }
    cx_buf_puts(&world->tables[GRADES], "grade,min_score,coefficient\nA,70,1.25\nB,40,1\nC,0,\n");
}

static const char *const kinds[] = {"amount", "per_unit", "rate", "tier", "coefficient",
                                    "cap",    "floor",    "rank", "pool", "streak"};

static const char *const whens[] = {
    "",
    "",
    "recovered > 0",
    "sat >= 60",
    "days > 10",
    "score is not null",
    "role = 'collector'",
    "absent_days < 3",
    "tenure_months >= 6",
    "team_recovered > 1000",
    "grade = 'A' or grade = 'B'",
    "left_on is null",
    "attainment_income >= 0.5",
};
static const char *const bases[] = {
    "recovered",
    "recovered + 0.5 * small",
    "base_salary * 0.2",
    "votes",
    "sat",
    "recovered - prev_recovered",
    "-recovered",
    "score",
    "target_recovered",
    "cleared",
    "kept * 10 - decided",
    "wechat + again",
    "cars",
    "opened",
    "team_recovered / team_headcount",
    "days * 0.005",
};
static const char *const rates[] = {
    "0.05",
    "0.000001",
    "1.2",
    "0.8",
    "score / 100",
    "grade_coefficient",
    "1 - absent_days / period_days",
    "attainment_income",
    "0",
};
static const char *const splits[] = {"", "base_salary", "recovered", "1", "votes", "days * 1e9"};
static const char *const team_whens[] = {"", "team_recovered > 0", "team_headcount >= 2"};
static const char *const team_bases[] = {"team_payroll", "team_recovered",
                                         "team_recovered - team_prev_recovered"};

/* * or some of the rules before. */
static void put_applies_to(struct world *world, int rule)
{
    struct cx_buf *out = &world->tables[RULES];
    if (rule == 0 || chance(world, 40))
        cx_buf_putc(out, '*');
    else
        cx_buf_printf(out, "r%d r%d", pick(world, rule), pick(world, rule));
}

static void make_rule(struct world *world, int i)
{
    static const char *const amongs[] = {"team", "role", "scorecard", "company"};
    static const char *const roles[] = {"", "", "collector", "manager"};
    struct cx_buf *out = &world->tables[RULES];
    const char *kind = one_of(world, kinds, COUNT(kinds));
    bool is_pool = strcmp(kind, "pool") == 0, has_amount = chance(world, 50);
    bool is_ranking = strcmp(kind, "rank") == 0 || strcmp(kind, "streak") == 0;
    cx_buf_printf(out, "r%d,%d,%s,%s,", i, i / 2, kind, one_of(world, roles, COUNT(roles)));
    if (chance(world, 30))
        cx_buf_printf(out, "T%d", pick(world, world->team_count));
    cx_buf_printf(
        out, ",%s,%s,%s,%s,",
        is_pool ? one_of(world, team_whens, COUNT(team_whens)) : one_of(world, whens, COUNT(whens)),
        chance(world, 25) ? "g" : "",
        is_pool ? one_of(world, team_bases, COUNT(team_bases)) : one_of(world, bases, COUNT(bases)),
        is_pool ? "0.05" : one_of(world, rates, COUNT(rates)));
    if (!is_pool || has_amount)
        cx_buf_printf(out, "%s%s", chance(world, 15) ? "-" : "", amount(world, 6));
    cx_buf_printf(out, ",t,%s,%s,", chance(world, 50) ? "whole" : "marginal",
                  chance(world, 30) && !is_ranking ? "person" : "post");
    put_applies_to(world, i);
    cx_buf_printf(out, ",%d,%s,%d,%s,%s,%s\n", 1 + pick(world, 4),
                  one_of(world, amongs, world->is_local ? 1 : COUNT(amongs)), 1 + pick(world, 3),
                  is_pool ? one_of(world, splits, COUNT(splits)) : "",
                  chance(world, 40) ? "yes" : "", chance(world, 5) ? "a title" : "");
}

void world_make(struct world *world, uint64_t seed)
{
    *world = (struct world){.state = seed};
    world->is_local = chance(world, 50);
    make_teams(world);
    make_people(world);
    make_facts(world);
    make_scores(world);
    cx_buf_puts(&world->tables[RULES],
                "rule_id,seq,kind,for_role,for_team,when,grp,basis,rate,amount,tier_id,mode,per,"
                "applies_to,top_n,among,months,split,prorate,award\n");
    world->rule_count = 4 + pick(world, 10);
    for (int i = 0; i < world->rule_count; i++)
        make_rule(world, i);
}

void world_fini(struct world *world)
{
    for (int i = 0; i < TABLES; i++)
        cx_buf_fini(&world->tables[i]);
}

/* Rows are single lines. */
static void shuffle(struct world *world, struct cx_buf *table)
{
    struct cx_buf out = {0};
    const char **rows = NULL;
    size_t count = 0, cap = 0;
    const char *s = strchr(table->data, '\n') + 1;
    cx_buf_add(&out, table->data, (size_t)(s - table->data));
    for (; *s; s = strchr(s, '\n') + 1) {
        CX_GROW(rows, count, cap);
        rows[count++] = s;
    }
    for (; count > 0; count--) {
        size_t at = (size_t)pick(world, (int)count);
        cx_buf_add(&out, rows[at], strcspn(rows[at], "\n") + 1);
        rows[at] = rows[count - 1];
    }
    free(rows);
    cx_buf_fini(table);
    *table = out;
}

void world_shuffle(struct world *world)
{
    for (int i = 0; i < TABLES; i++)
        shuffle(world, &world->tables[i]);
}

void world_add_strangers(struct world *world)
{
    int team = 90;
    cx_buf_printf(&world->tables[TEAMS], "T%d,,phone,2026-01-01\n", team);
    for (int i = 0; i < 4; i++) {
        char id[16];
        snprintf(id, sizeof id, "%sX%d", i % 2 ? "A" : "Z", i); /* before and after the others */
        add_person(world, id, team, -1);
        add_account(world, id);
        add_account(world, id);
        cx_buf_printf(&world->tables[FEEDBACK], "FX%d,%s,2026-10-05,%d\n", i, id,
                      10 * pick(world, 11));
    }
}
