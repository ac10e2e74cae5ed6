/* plan/percents: 3.5 for 3.5 %. */
#include "plan/percents.h"

#include "sealing.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
}

static void tear_down(void)
{
    staff_close();
}

static void hear(void *context, const struct cx_percent *percent)
{
    struct cx_buf *said = context;
    cx_buf_printf(said, "%s %s: ", percent->kind, percent->id);
    cx_percent_tell(said, percent);
    cx_buf_putc(said, '\n');
}

static void ck_found(const char *wanted)
{
    struct cx_buf said = {0};
    struct cx_plan *plan = NULL;
    ck_assert_int_eq(cx_plan_load(&plan, c.db, 20757, &c.err), 0);
    cx_percents_find(plan, hear, &said);
    ck_assert_str_eq(cx_buf_str(&said), wanted);
    cx_plan_free(plan);
    cx_buf_fini(&said);
}

/* What is paid on money, on pay, and what multiplies. */
START_TEST(found)
{
    staff_replan("tiers", "tier_id,from,to,rate\nt,0,5000,2%\nt,5000,,3.5\n");
    staff_replan("grades", "grade,min_score,coefficient\nA,90,120\nB,60,2\nC,0,\n");
    rules("rule_id,seq,kind,basis,rate,tier_id,mode,applies_to\n"
          "a,1,tier,recovered,,t,marginal,\nb,2,rate,recovered,5,,,\nc,3,rate,recovered,5%,,,\n"
          "d,4,rate,base_salary,5,,,\ne,5,coefficient,,120,,,a\nf,6,rate,recovered / 1000,5,,,\n"
          "g,7,rate,recovered,score,,,\nh,8,tier,recovered,,t,marginal,\n");
    ck_found("grades A: its coefficient multiplies pay by 120\n"
             "tiers t: the rate of the tier from 5000 pays 3.5 times the amount of the basis\n"
             "rules b: its rate pays 5 times the amount of its basis\n"
             "rules e: its coefficient multiplies pay by 120\n"
             "tiers t: the rate of the tier from 5000 pays 3.5 times the amount of the basis\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, found);
}
UNIT_MAIN("percents")
