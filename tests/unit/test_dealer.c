/* import/dealer: a part takes the rows of its own customers from files that all parts read. */
#include "company.h"
#include "unit.h"

/* Of two parts C3, C4 and A3 go to the first, C1 and C2 to the second. */
static struct company c;

static void begin(int number)
{
    company_open(&c);
    c.options.part = (struct cx_part){number, 2};
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    company_add(&c, "customers.csv", "customer_id\nC1\nC2\nC3\nC4\n");
    company_add(&c, "accounts.csv",
                "account_id,customer_id,due_on,amount\nA1,C3,2026-09-01,100\nA2,C2,2026-09-01,100\n"
                "A3,,2026-09-01,100\n");
    company_add(&c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-01,1\nP2,A2,2026-10-01,2\n"
                "P3,A3,2026-10-01,3\nP4,A1,2026-10-02,4\n");
    company_add(&c, "credits.csv", "payment_id,employee_id,share\nP1,E1,1\nP2,E1,1\n");
    company_add(&c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at\nK1,A1,E1,2026-10-01\n"
                "K2,A2,E1,2026-10-01\nK3,,E1,2026-10-01\n");
    company_add(&c, "reviews.csv",
                "contact_id,verdict,reviewer,at\nK2,clean,me,2026-10-02\nK3,clean,me,2026-10-02\n");
    company_add(&c, "complaints.csv",
                "complaint_id,employee_id,account_id,contact_id,at\nM1,E1,A1,,2026-10-02\n"
                "M2,E1,,K2,2026-10-02\nM3,E1,,K3,2026-10-02\nM4,E1,,,2026-10-02\n");
    company_add(&c, "orders.csv",
                "order_id,customer_id,ordered_at,amount\nO1,C4,2026-10-02,5\nO2,C1,2026-10-02,6\n");
    company_add(&c, "arrangements.csv",
                "arrangement_id,account_id,kind,agreed_on\nG1,A1,instalment,2026-10-02\n"
                "G2,A2,instalment,2026-10-02\n");
    company_add(&c, "instalments.csv",
                "arrangement_id,due_on,amount\nG1,2026-11-01,5\nG1,2026-12-01,5\n"
                "G2,2026-11-01,5\n");
    company_add(&c, "trainings.csv", "employee_id,course,completed_on\nE1,law,2026-10-02\n");
    company_take(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

/* How many rows of the kinds that were imported are here, in their order. */
static void ck_rows(const char *rows)
{
    ck_assert_str_eq(
        company_ask(&c, "SELECT (SELECT count(*) FROM teams) || (SELECT count(*) FROM employees) "
                        "|| ' ' || (SELECT count(*) FROM customers) "
                        "|| (SELECT count(*) FROM accounts) || (SELECT count(*) FROM payments) "
                        "|| (SELECT count(*) FROM credits) || (SELECT count(*) FROM contacts) "
                        "|| (SELECT count(*) FROM reviews) || (SELECT count(*) FROM complaints) "
                        "|| (SELECT count(*) FROM orders) || (SELECT count(*) FROM trainings) "
                        "|| (SELECT count(*) FROM instalments)"),
        rows);
}

/* An account without a customer goes where its own id does; what has neither, to the head. */
START_TEST(each_row_is_in_one_part)
{
    static const char *const rows[] = {"11 0000112010", "11 2231101102", "11 2111111101"};
    begin(_i);
    ck_rows(rows[_i]);
    tear_down();
}
END_TEST

START_TEST(what_was_taken_is_told)
{
    begin(1);
    for (size_t i = 0; i < 11; i++) {
        const struct cx_import_file *of = &c.results[i];
        if (of->kind == &cx_kind_payments) {
            ck_assert(of->is_dealt);
            ck_assert_int_eq(of->read, 4);
            ck_assert_int_eq(of->read - of->elsewhere, of->added);
        }
        if (of->kind == &cx_kind_teams)
            ck_assert(!of->is_dealt && of->elsewhere == 0);
    }
    tear_down();
}
END_TEST

/* Once a database is a part, it stays that one, also where nobody says so. */
START_TEST(later_imports)
{
    begin(1);
    c.options.part = (struct cx_part){0, 0};
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP5,A1,2026-10-03,1\nP6,A2,2026-10-03,2\n");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM payments WHERE paid_at / 86400 = 20729"),
                     "1");
    c.options.part = (struct cx_part){2, 2};
    company_add(&c, "customers.csv", "customer_id\nC5\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(c.err.text, "this database is part 1 of 2, not part 2 of 2: customers never "
                                 "move to another part, and other parts need databases of their "
                                 "own");
    tear_down();
}
END_TEST

/* A payment that is booked to an account of another part would count twice. */
START_TEST(what_would_move_is_refused)
{
    begin(1);
    company_add(&c, "payments.csv", "payment_id,account_id,paid_at,amount\nP1,A2,2026-10-01,1\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said),
                                 "payments.csv: payment_id: P1 is in this part, but by the file it "
                                 "belongs to another: "));
    company_add(&c, "accounts.csv", "account_id,customer_id,due_on,amount\nA1,C2,2026-09-01,100\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP9,A2,2026-10-01,1\nP1,A1,2026-10-01,1\n");
    tear_down();
}
END_TEST

/* Also within one file that fills an empty table. */
START_TEST(a_key_of_two_parts)
{
    begin(1);
    company_add(&c, "feedback.csv",
                "feedback_id,employee_id,account_id,at,score\nF1,E1,A1,2026-10-01,90\n"
                "F1,E1,A2,2026-10-01,90\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "feedback.csv: feedback_id: F1 is in this"));
    tear_down();
}
END_TEST

START_TEST(the_column_that_says_whose_it_is)
{
    begin(1);
    company_add(&c, "accounts.csv", "account_id,due_on,amount\nA9,2026-09-01,100\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "accounts.csv: the column customer_id is missing: it "
                                             "says to which part a row belongs; add it, empty "
                                             "where there is none"));
    tear_down();
}
END_TEST

START_TEST(no_part_is_made_of_a_whole)
{
    company_open(&c);
    company_load(&c, "teams.csv", "team_id\nT1\n");
    c.options.part = (struct cx_part){1, 2};
    company_add(&c, "teams.csv", "team_id\nT1\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(c.err.text, "this database was not begun as a part: a part is a database of "
                                 "its own, from its first import on");
    tear_down();
}
END_TEST

/* A kind that nobody decided on would be counted in every part. */
START_TEST(every_kind_is_dealt_or_common)
{
    static const char *const common[] = {"teams",   "employees",   "absences",
                                         "targets", "adjustments", "access"};
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    begin(1);
    for (size_t i = 0; i < count; i++) {
        char name[64];
        struct cx_buf header = {0};
        bool is_common = kinds[i]->is_plan;
        for (size_t k = 0; k < sizeof common / sizeof *common; k++)
            is_common = is_common || strcmp(kinds[i]->name, common[k]) == 0;
        for (size_t k = 0; k < kinds[i]->count; k++)
            cx_buf_printf(&header, "%s%s", k ? "," : "", kinds[i]->fields[k].name);
        cx_buf_putc(&header, '\n');
        snprintf(name, sizeof name, "%s.csv", kinds[i]->name);
        company_load(&c, name, cx_buf_str(&header));
        ck_assert_msg(c.results[0].is_dealt != is_common, "%s", kinds[i]->name);
        cx_buf_fini(&header);
        unlink(c.paths[--c.written]);
    }
    tear_down();
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_loop_test(tc, each_row_is_in_one_part, 0, 3);
    tcase_add_test(tc, what_was_taken_is_told);
    tcase_add_test(tc, every_kind_is_dealt_or_common);
    tcase_add_test(tc, later_imports);
    tcase_add_test(tc, what_would_move_is_refused);
    tcase_add_test(tc, a_key_of_two_parts);
    tcase_add_test(tc, the_column_that_says_whose_it_is);
    tcase_add_test(tc, no_part_is_made_of_a_whole);
}

UNIT_MAIN("dealer")
