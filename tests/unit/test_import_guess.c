/* import/guess: which column of an export is which of a kind's, and which kind that is. */
#include "import/guess.h"

#include <string.h>
#include <unistd.h>

#include "files.h"
#include "kinds.h"
#include "unit.h"

static struct sample sample;
static struct guess guess;
static struct cx_buf said;
static struct cx_err err;

static void tear_down(void)
{
    free(guess.column);
    sample_fini(&sample);
    cx_buf_fini(&said);
}

static void hear(void *context, const char *message)
{
    (void)context;
    cx_buf_printf(&said, "%s\n", message);
}

static void look(const char *text)
{
    const struct cx_csv_options options = {.delimiter = ',', .may_repeat = true};
    int fd = file_of(text, strlen(text));
    sample_fini(&sample);
    ck_assert_int_eq(sample_read(&sample, fd, "x.csv", NULL, &options, &err), 0);
    close(fd);
}

/* The columns of a file with such a name, as a kind that is named, or not (NULL). */
static int choose(const char *kind, const char *file, const char *text)
{
    const struct cx_suggest_options options = {.file = file, .kind = kind, .say = hear};
    look(text);
    free(guess.column);
    guess = (struct guess){0};
    cx_buf_clear(&said);
    err = (struct cx_err){0};
    return guess_kind(&guess, &sample, &options, &err);
}

static size_t field(const char *name)
{
    int number = cx_kind_field(guess.kind, name, strlen(name));
    ck_assert_int_ge(number, 0);
    return (size_t)number;
}

/* The name of the column that is a field; "": none is. */
static const char *column(const char *name)
{
    int number = guess.column[field(name)];
    return number < 0 ? "" : sample.columns[number].name;
}

#define PAYMENTS "Payment No,Contract No,Settled Date,Amount Paid\n1,A1,2026-10-01,12\n"

START_TEST(kinds)
{
    ck_assert_int_eq(choose(NULL, "x.csv", PAYMENTS), 0);
    ck_assert_str_eq(guess.kind->name, "payments");
    ck_assert_str_eq(cx_buf_str(&said),
                     "x.csv: its columns look like payments: if that is wrong, use -k KIND\n");
    ck_assert_str_eq(column("payment_id"), "Payment No");
    ck_assert_str_eq(column("amount"), "Amount Paid");
    ck_assert_str_eq(column("reverses"), "");
    /* what somebody says counts more, and so does a name that the columns don't contradict */
    ck_assert_int_eq(choose("contacts", "payments.csv", PAYMENTS), 0);
    ck_assert_str_eq(guess.kind->name, "contacts");
    ck_assert_int_eq(choose(NULL, "contacts.csv", "a,b\n1,2\n"), 0);
    ck_assert_str_eq(guess.kind->name, "contacts");
    ck_assert_int_eq(choose(NULL, "trainings.csv", PAYMENTS), 0);
    ck_assert_str_eq(guess.kind->name, "payments");
    ck_assert_int_eq(choose(NULL, "x.csv", "a,b\n1,2\n"), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, "x.csv: its columns match no kind"));
    ck_assert_int_eq(choose("wages", "x.csv", PAYMENTS), CX_EUSAGE);
}
END_TEST

/* Plans are told by their own names alone. */
START_TEST(kinds_of_columns)
{
    look(PAYMENTS);
    ck_assert_ptr_eq(guess_of_columns(&sample), &cx_kind_payments);
    look("grade,min_score\nA,90\n");
    ck_assert_ptr_eq(guess_of_columns(&sample), &cx_kind_grades);
    look("a,b\n1,2\n");
    ck_assert_ptr_null(guess_of_columns(&sample));
}
END_TEST

/* Each column is one thing, and one whose name comes twice is none. */
START_TEST(columns_once_each)
{
    ck_assert_int_eq(choose("payments", "x.csv", "流水号,金额,金额,备注\n1,5,6,x\n"), 0);
    ck_assert_str_eq(column("payment_id"), "流水号");
    ck_assert_str_eq(column("amount"), "");
    ck_assert(guess_has(&guess, &sample, 0));
    ck_assert(guess_has(&guess, &sample, 1) && guess_has(&guess, &sample, 2));
    ck_assert(!guess_has(&guess, &sample, 3));
}
END_TEST

START_TEST(namesakes)
{
    ck_assert_int_eq(
        choose("employees", "x.csv",
               "工号,团队,入职日期,离职日期\nE1,T1,soon,2026-10-31\nE2,T1,later,至今\n"),
        0);
    ck_assert_str_eq(column("hired_on"), "");
    ck_assert_str_eq(guess_namesake(&guess, &sample, field("hired_on"))->name, "入职日期");
    ck_assert_int_eq(guess_odd_date(&guess, &sample, field("hired_on")), -1); /* it is needed */
    ck_assert_str_eq(column("left_on"), "");
    ck_assert_int_eq(guess_odd_date(&guess, &sample, field("left_on")), 3);
    ck_assert_ptr_null(guess_namesake(&guess, &sample, field("name")));
}
END_TEST

START_TEST(times_of_day)
{
    ck_assert_int_eq(
        choose("contacts", "x.csv", "联系编号,工号,联系日期,联系时间\n1,E1,2026-10-01,9:05:30\n"),
        0);
    ck_assert_int_eq(guess.time_of_day, -1);
    guess_time_of_day(&guess, &sample);
    ck_assert_int_eq(guess.time_of_day, 3);
    ck_assert(guess_has(&guess, &sample, 3));
}
END_TEST

START_TEST(last_days)
{
    ck_assert_int_eq(choose("assignments", "x.csv",
                            "案件编号,员工编号,起始日期,结束日期\nA1,E1,2026-10-01,2026-10-05\n"),
                     0);
    ck_assert_str_eq(column("to"), "");
    ck_assert_int_eq(guess_end(&guess, &sample, field("to")), 3);
    ck_assert_int_eq(guess_end(&guess, &sample, field("from")), -1);
}
END_TEST

static void ck_rivals(const char *text, const char *wanted)
{
    struct cx_buf names = {0};
    ck_assert_int_eq(choose("payments", "x.csv", text), 0);
    guess_rivals(&names, &guess, &sample, field("amount"));
    ck_assert_str_eq(cx_buf_str(&names), wanted);
    cx_buf_fini(&names);
}

START_TEST(rivals)
{
    ck_rivals("流水号,还款金额,回款金额\n1,5,6\n", "还款金额|回款金额");
    ck_rivals("流水号,amount,回款金额\n1,5,6\n", "");
    ck_rivals("流水号,还款金额,备注\n1,5,6\n", "");
}
END_TEST

START_TEST(doubts)
{
    ck_assert_int_eq(choose("payments", "x.csv",
                            "Payment No,Account,Next Payment Date,Fee Amount,Payment Amount\n"
                            "1,A1,2026-10-01,5,12\n"),
                     0);
    ck_assert_str_eq(column("paid_at"), "Next Payment Date");
    ck_assert(guess_is_doubtful(&guess, &sample, field("paid_at")));
    ck_assert_str_eq(column("amount"), "Payment Amount"); /* not the first that may be it */
    ck_assert(!guess_is_doubtful(&guess, &sample, field("amount")));
    ck_assert_int_eq(choose("accounts", "x.csv",
                            "Account,Debtor,Due\nA1,Wang Li,2026-10-01\nA2,王丽,2026-10-01\n"),
                     0);
    ck_assert(guess_has_names(&sample.columns[1], &guess.kind->fields[field("customer_id")]));
    ck_assert(!guess_has_names(&sample.columns[0], &guess.kind->fields[field("customer_id")]));
    ck_assert(!guess_has_names(&sample.columns[1], &guess.kind->fields[field("account_id")]));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, NULL, tear_down);
    tcase_add_test(tc, kinds);
    tcase_add_test(tc, kinds_of_columns);
    tcase_add_test(tc, columns_once_each);
    tcase_add_test(tc, namesakes);
    tcase_add_test(tc, times_of_day);
    tcase_add_test(tc, last_days);
    tcase_add_test(tc, rivals);
    tcase_add_test(tc, doubts);
}

UNIT_MAIN("import/guess")
