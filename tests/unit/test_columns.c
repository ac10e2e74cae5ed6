/* import/columns: which column of the file is which of ours, and what a map makes of its cells. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

static void ck_file_refused(const char *text, const char *words)
{
    company_add(&c, "accounts.csv", text);
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_msg(strstr(c.err.text, words) != NULL, "%s", c.err.text);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM accounts"), "0");
}

START_TEST(headers)
{
    company_load(&c, "accounts.csv",
                 "\xef\xbb\xbf\"Due_On\", AMOUNT ,account_id\n2026-09-01,7,A1\n");
    ck_assert_str_eq(company_ask(&c, "SELECT amount FROM accounts"), "700");
}
END_TEST

START_TEST(unknown_columns)
{
    static const char text[] = "account_id,due_on,amount,colour\nA1,2026-09-01,1,red\n";
    ck_file_refused(text, "accounts.csv:1: kind accounts has no column \"colour\": ignore such "
                          "columns with --ignore-extra");
    c.options.ignore_extra = true;
    company_load(&c, "accounts.csv", text);
}
END_TEST

START_TEST(missing_columns)
{
    ck_file_refused("account_id,amount\nA1,1\n",
                    "accounts.csv:1: column \"due_on\" of kind accounts is missing");
    ck_file_refused("account_id,due_on,amount,Amount\nA1,2026-09-01,1,2\n", "twice");
}
END_TEST

/* Imports contacts.csv (columns id, who, Day, Month, result, talk) by a map of these rows. */
static int by_map(const char *rows, const char *cells)
{
    struct cx_buf map = {0}, text = {0};
    cx_buf_printf(&map, "column,header,values,format\n%s", rows);
    cx_buf_printf(&text, "id,who,Day,Month,result,talk\n%s\n", cells);
    c.options.map = company_write(&c, "map.csv", cx_buf_str(&map));
    company_add(&c, "contacts.csv", cx_buf_str(&text));
    int rc = company_import(&c);
    cx_buf_fini(&map);
    cx_buf_fini(&text);
    return rc;
}

static void people(void)
{
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE-7,T1,2026-01-01\n");
    company_take(&c);
}

START_TEST(templates_renames_formats)
{
    people();
    int rc = by_map("contact_id,=C-{#},,\nemployee_id,=E-{who},,\n"
                    "started_at,={Day} {Month} 2008,,dmy\n"
                    "outcome,RESULT,Success=promised;Failure=refused,\n"
                    "duration_s,talk,,minutes\nchannel,=phone,,\n",
                    "x,7,5,may,SUCCESS,1.5\ny,7,30,June,talked,0.1");
    ck_assert_msg(rc == 0, "%s%s", cx_buf_str(&c.said), c.err.text);
    ck_assert_str_eq(company_ask(&c,
                                 "SELECT group_concat((started_at / 86400) || ' ' || outcome || "
                                 "' ' || duration_s || ' ' || channel, '|') "
                                 "FROM (SELECT * FROM contacts ORDER BY contact_id)"),
                     "14004 7 90 0|14060 4 6 0"); /* 2008-05-05, 2008-06-30 */
}
END_TEST

START_TEST(formats)
{
    people();
    ck_assert_int_eq(by_map("contact_id,id,,\nemployee_id,=E-7,,\nstarted_at,Day,,mdy\n"
                            "duration_s,talk,,hours\npromised_amount,result,,cents\n",
                            "K1,7,10/1/2026,,1250,2"),
                     0);
    ck_assert_str_eq(company_ask(&c, "SELECT (started_at / 86400) || ' ' || duration_s || ' ' || "
                                     "promised_amount FROM contacts"),
                     "20727 7200 1250");
    ck_assert_int_eq(by_map("contact_id,id,,\nemployee_id,=E-7,,\nstarted_at,Day,,american\n",
                            "K1,7,10/1/2026,,1250,2"),
                     CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "started_at: \"american\" is not a format: use ymd"));
    ck_assert_int_eq(by_map("contact_id,id,,\nemployee_id,=E-7,,\nstarted_at,Day,,dmy\n"
                            "duration_s,talk,,minutes\n",
                            "K1,7,1/10/2026,,,long"),
                     CX_EDATA);
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "contacts.csv:2: duration_s: "));
}
END_TEST

START_TEST(renames_of_empty_cells)
{
    people();
    ck_assert_int_eq(by_map("contact_id,id,,\nemployee_id,=E-7,,\nstarted_at,Day,,\n"
                            "outcome,result,=no_answer;bad=,\n",
                            "K1,,2026-10-01,,,\nK2,,2026-10-01,,bad,"),
                     0);
    ck_assert_str_eq(
        company_ask(&c, "SELECT group_concat(coalesce(outcome, 'none')) FROM contacts"), "0,none");
}
END_TEST

/* Blanks around a cell are ignored before it is looked up, too; those in JSON can't be meant. */
START_TEST(blanks_around_cells)
{
    people();
    company_write(&c, "cards.csv", "card,loan\n7,E-7\n");
    ck_assert_int_eq(by_map("contact_id,id,,\nemployee_id,who,@cards.csv:card=loan,\n"
                            "started_at,Day,,\noutcome,result,ok = promised; bad = refused,\n",
                            "K1,\" 7 \",2026-10-01,,\"bad \",\nK2,7\u00a0,2026-10-01,,OK,"),
                     0);
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(outcome) FROM contacts"), "5,7");
    c.options.map = NULL;
    company_load(&c, "employees.json",
                 "[{\"employee_id\": \"E9\", \"team_id\": \"T1\", \"role\": \"manager \", "
                 "\"hired_on\": \"2026-10-01\"}]");
    ck_assert_str_eq(company_ask(&c, "SELECT role FROM employees WHERE role LIKE 'm%'"), "manager");
}
END_TEST

static void ck_map_refused(const char *rows, const char *words)
{
    ck_assert_int_eq(by_map(rows, "K1,7,5,may,ok,1"), CX_EDATA);
    ck_assert_msg(strstr(c.err.text, words) != NULL, "%s", c.err.text);
}

START_TEST(maps_that_do_not_fit)
{
    ck_map_refused("contact,id,,\n", "map.csv:2: kind contacts has no column \"contact\"");
    ck_map_refused("contact_id,id,,\nemployee_id,whom,,\n",
                   "has no column \"whom\" (did you mean who?)");
    ck_map_refused("contact_id,id,,\nemployee_id,agent,,\n", "has no column \"agent\"");
    ck_map_refused("contcat_id,id,,\n", "has no column \"contcat_id\" (did you mean contact_id?)");
    ck_map_refused("借据号,id,,\n", "has no column \"借据号\" (did you mean account_id?)");
    ck_map_refused("contact_id,=C-{ident},,\n", "has no column \"ident\"");
    ck_map_refused("contact_id,=C-{id,,\n", "has no closing }");
    ck_map_refused("contact_id,id,,\n", "column \"employee_id\" of kind contacts is missing");
}
END_TEST

/* Imports one payment whose amount is in a column of this name, by a map of that format. */
static int pay(const char *header, const char *format, const char *cell)
{
    struct cx_buf map = {0}, text = {0};
    cx_buf_printf(&map,
                  "column,header,values,format\npayment_id,no,,\naccount_id,=A1,,\n"
                  "paid_at,=2026-10-01,,\namount,%s,,%s\n",
                  header, format);
    cx_buf_printf(&text, "no,%s\nP1,%s\n", header, cell);
    c.options.map = company_write(&c, "map.csv", cx_buf_str(&map));
    company_add(&c, "payments.csv", cx_buf_str(&text));
    int rc = company_import(&c);
    cx_buf_fini(&map);
    cx_buf_fini(&text);
    return rc;
}

static void ck_paid(const char *header, const char *format, const char *cell, const char *cents)
{
    ck_assert_msg(pay(header, format, cell) == 0, "%s: %s%s", header, cx_buf_str(&c.said),
                  c.err.text);
    ck_assert_str_eq(company_ask(&c, "SELECT amount FROM payments"), cents);
}

static void ck_not_paid(const char *header, const char *format, const char *words)
{
    ck_assert_int_eq(pay(header, format, "1.5"), CX_EDATA);
    ck_assert_msg(strstr(c.err.text, words) != NULL, "%s", c.err.text);
}

START_TEST(units_of_headers_in_a_map)
{
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA1,2026-09-01,1000000\n");
    ck_paid("金额(分)", "", "10050", "10050");
    ck_paid("金额(万元)", "", "1.5", "1500000");
    ck_paid("Settled today (cents)", "", "10050", "10050"); /* no name of ours */
    ck_paid("金额(分)", "cents", "10050", "10050");         /* not twice */
    ck_paid("金额(分)", "comma", "\"10.050,0\"", "10050");
    ck_paid("金额(万元)", "cents", "10050", "10050"); /* the map knows better */
    ck_paid("金额(千元)", "point", "1.5", "150");
    ck_not_paid("金额(USD", "", "is not in CNY");
    ck_not_paid("金额(千元)", "",
                "map.csv:5: amount: \"千元\" in the header \"金额(千元)\" is not a known unit");
    ck_not_paid("Settled (thousands)", "", "\"thousands\" in the header");
    ck_not_paid("金额(USD)", "", "payments.csv:1: column \"金额(USD)\": is not in CNY");
    ck_not_paid("金额(USD)", "cents", "is not in CNY");
    ck_paid("金额(万元)(人民币)", "", "1.5", "1500000");
    ck_paid("amount_cny_cents", "", "10050", "10050");
    ck_paid("金额(万元)(千元)", "point", "1.5", "150"); /* neither is meant */
    ck_not_paid("Settled (thousands) (CNY)", "", "\"thousands\" in the header");
    ck_not_paid("Settled (USD) (thousands)", "point", "is not in CNY");
}
END_TEST

START_TEST(formats_of_other_types)
{
    static const char *const refused[][2] = {
        {"promised_amount,talk,,minutes\n", "map.csv:5: promised_amount: format \"minutes\" makes "
                                            "no sense for this column: remove it, "
                                            "or use one of cents, wan, comma, point"},
        {"promised_amount,talk,,comma percent\n", "format \"percent\" makes no sense"},
        {"promised_amount,talk,,dmy\n", "format \"dmy\" makes no sense"},
        {"promised_on,talk,,cents\n",
         "use one of ymd, mdy, dmy, excel, comma, point, date, epoch, "},
        {"duration_s,talk,,wan\n", "use one of minutes, hours, clock, m:ss, comma, point"},
        {"account_id,talk,,hours\n", "format \"hours\" makes no sense"},
        {"outcome,result,,point\n", "remove it, and say under values what the words are"}};
    people();
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct cx_buf map = {0};
        cx_buf_printf(&map, "contact_id,id,,\nemployee_id,=E-7,,\nstarted_at,Day,,comma excel\n%s",
                      refused[i][0]);
        ck_map_refused(cx_buf_str(&map), refused[i][1]);
        cx_buf_fini(&map);
    }
    ck_assert_int_eq(by_map("contact_id,id,,\nemployee_id,=E-7,,\nstarted_at,Day,,comma excel\n"
                            "duration_s,talk,,comma clock\ntranscript,result,,comma\n",
                            "K1,7,\"46296,5\",,\"0,5\",00:01:10"),
                     0);
    ck_assert_str_eq(company_ask(&c, "SELECT started_at || ' ' || duration_s FROM contacts"),
                     "1790856000 70");
}
END_TEST

START_TEST(units_of_durations_in_a_map)
{
    people();
    c.options.map = company_write(&c, "map.csv",
                                  "column,header\ncontact_id,no\nemployee_id,who\n"
                                  "started_at,day (dd/mm/yyyy)\nduration_s,通话时长(分钟)\n");
    company_load(&c, "contacts.csv",
                 "no,who,day (dd/mm/yyyy),通话时长(分钟)\nK1,E-7,01/10/2026,3\n");
    ck_assert_str_eq(
        company_ask(&c, "SELECT (started_at / 86400) || ' ' || duration_s FROM contacts"),
        "20727 180");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, headers);
    tcase_add_test(tc, unknown_columns);
    tcase_add_test(tc, missing_columns);
    tcase_add_test(tc, templates_renames_formats);
    tcase_add_test(tc, formats);
    tcase_add_test(tc, renames_of_empty_cells);
    tcase_add_test(tc, blanks_around_cells);
    tcase_add_test(tc, maps_that_do_not_fit);
    tcase_add_test(tc, formats_of_other_types);
    tcase_add_test(tc, units_of_headers_in_a_map);
    tcase_add_test(tc, units_of_durations_in_a_map);
}

UNIT_MAIN("columns")
