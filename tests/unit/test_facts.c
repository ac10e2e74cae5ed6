/* kind/facts: the facts' columns are those of the manual, and those of their tables. */
#include "kinds.h"
#include "unit.h"

static const struct kind_spec specs[] = {
    {"teams", "team_id*! since name parent_id kind manager_id opened_on closed_on"},
    {"employees", "employee_id*! since* name team_id! role hired_on! left_on base_salary capacity"},
    {"customers", "customer_id*! since name born_on phone region rating channel contact_person "
                  "owner_id"},
    {"accounts",
     "account_id*! since customer_id client batch product due_on! amount! placed_on region "
     "status paused_until closed_on close_reason"},
    {"payments", "payment_id*! account_id! paid_at! amount! channel reverses"},
    {"contacts", "contact_id*! account_id employee_id! started_at! duration_s channel outcome "
                 "promised_amount promised_on reason transcript"},
    {"feedback", "feedback_id*! kind employee_id! account_id at! score!"},
    {"complaints", "complaint_id*! employee_id! account_id contact_id at! upheld text"},
    {"reviews", "contact_id*! verdict! reviewer! at! reason"},
    {"arrangements", "arrangement_id*! account_id! kind! agreed_on! employee_id amount due_on"},
    {"instalments", "arrangement_id*! due_on*! amount!"},
    {"absences", "employee_id*! from*! to! kind"},
    {"orders", "order_id*! customer_id! ordered_at! amount!"},
    {"signals", "customer_id*! name*! day*! value!"},
    {"trainings", "employee_id*! course*! completed_on! passed"},
    {"targets", "scope*! scope_id* metric_id*! period*! value!"},
    {"credits", "payment_id*! employee_id*! share!"},
    {"costs", "period*! team_id* channel*! amount!"},
    {"assignments", "account_id*! employee_id! from*! to"},
    {"access", "user*! role*! scope*! scope_id* what* valid_from* valid_to"},
    {"adjustments", "adjustment_id*! period! employee_id! amount! reason! approved_by!"},
};

START_TEST(columns)
{
    ck_kinds(specs, sizeof specs / sizeof *specs, false);
}
END_TEST

START_TEST(defaults)
{
    ck_assert_str_eq(initial("employees", "role"), "collector");
    ck_assert_str_eq(initial("accounts", "status"), "open");
    ck_assert_str_eq(initial("feedback", "kind"), "customer");
    ck_assert_str_eq(initial("complaints", "upheld"), "pending");
    ck_assert_str_eq(initial("accounts", "amount"), "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, columns);
    tcase_add_test(tc, defaults);
}

UNIT_MAIN("facts")
