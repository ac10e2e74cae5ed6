/* statement/breaches: the contacts with violations and complaints behind a figure. */
#include "statements.h"
#include "unit.h"

#define CONTACTS "contact_id,account_id,employee_id,started_at,channel,outcome,transcript\n"
#define RULES    "rule_id,seq,kind,for_employee,basis,amount\n"

static void set_up(void)
{
    staff_open();
    company_add(&c, "settings.csv", "name,value\njurisdiction,X\n");
    company_add(
        &c, "limits.csv",
        "limit_id,jurisdiction,channel,rule,value\nquiet,X,phone,quiet_hours,21:00-08:00\n");
    company_add(&c, "keywords.csv",
                "keyword_id,category,phrase,severity\nk1,threat,or else,block\n");
    company_add(&c, "contacts.csv",
                CONTACTS "K1,A1,E1,2026-10-05 21:30,phone,talked,pay now or else\n"
                         "K2,A1,E1,2026-10-06 09:00,phone,talked,\n"
                         "K3,A1,E1,2026-10-07 09:00,phone,talked,\n"
                         "K4,A1,E1,2026-10-08 22:00,phone,talked,\n"
                         "K5,A1,E1,2026-10-09 09:00,phone,talked,\n");
    company_add(&c, "reviews.csv",
                "contact_id,verdict,reviewer,at\nK3,violation,E3,2026-10-20\n"
                "K4,clean,E3,2026-10-20\n");
    company_add(&c, "complaints.csv",
                "complaint_id,employee_id,account_id,at,contact_id,upheld\n"
                "M1,E1,A1,2026-10-10,K2,yes\n");
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "bad,contact,count,1,violation = 1 or complained = 1\n"
                 "clean,contact,count,1,violation = 0 and complained = 0\n"
                 "moans,complaint,count,1,\n");
}

/* When, on which account and why; nobody's words, and nothing that a reviewer cleared. */
START_TEST(reasons)
{
    rules(RULES "a,1,per_unit,E1,bad,-5\nb,2,per_unit,E1,moans,-7\n");
    ck_says("E1", "## The violations and complaints behind it\n\n### bad: 3\n\n");
    ck_says("E1", "| 2026-10-05 21:30:00 | K1      | A1      | k1: threat / quiet: phone call at "
                  "21:30, in the quiet hours 21:00-08:00 |       1 |\n");
    ck_says("E1", "| K2      | A1      | complaint M1 ");
    ck_says("E1", "| K3      | A1      | review: violation ");
    ck_says_not("E1", "K4");
    ck_says_not("E1", "K5");
    ck_says_not("E1", "or else");
    ck_says("E1", "### moans: 1\n\n| Day        | Complaint | Account | Counted |\n"
                  "|------------|-----------|---------|--------:|\n"
                  "| 2026-10-10 | M1        | A1      |       1 |\n");
}
END_TEST

/* Of a measure of what is clean, those that it lacks. */
START_TEST(lacking)
{
    rules(RULES "a,1,per_unit,E1,clean,5\n");
    ck_says("E1", "### clean: 2\n\nWithout these contacts it would be 5.\n\n");
    ck_says("E1", "| review: violation ");
    ck_says("E1", "      -3 |\n\n## How to check it");
}
END_TEST

/* A long list ends early; its sum is whole. */
START_TEST(many)
{
    struct cx_buf text = {0};
    cx_buf_puts(&text, CONTACTS);
    for (int i = 0; i < 250; i++)
        cx_buf_printf(&text, "L%03d,A1,E1,2026-10-12 22:%02d,phone,talked,\n", i, i % 60);
    company_load(&c, "contacts.csv", cx_buf_str(&text));
    rules(RULES "a,1,per_unit,E1,bad,-5\n");
    ck_says("E1", "### bad: 253\n\n");
    ck_says("E1", "| L196 ");
    ck_says_not("E1", "| L197 ");
    ck_says("E1", "| 53 more ");
    ck_says("E1", "     253 |\n\n## How to check it");
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, reasons);
    tcase_add_test(tc, lacking);
    tcase_add_test(tc, many);
}

UNIT_MAIN("breaches")
