/* assign/model: learnt from the past, stored, read again. */
#include "assign/model.h"

#include "past.h"
#include "unit.h"

static struct desk *desk;

static void tear_down(void)
{
    desk_close(desk);
    company_close(&c);
}

static double chance_of(const struct pay_model *model, const char *account)
{
    struct observer *observer = observer_new(desk->book);
    struct traits traits;
    size_t i = place_of(desk->book, account);
    observe(&traits, observer, i, TODAY);
    observer_free(observer);
    return model_chance(model, &traits, i, TODAY);
}

START_TEST(learns_and_keeps)
{
    struct pay_model *model = NULL, *again = NULL;
    struct fit fit;
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(model_load(&again, c.db, desk->book, &c.err), 0);
    ck_assert_msg(model_fit(&model, &fit, desk->book, c.db, &c.err) == 0, "%s", c.err.text);
    ck_assert_int_eq(fit.trained, 3);
    ck_assert_int_eq(fit.rows, 600);
    ck_assert_int_eq(fit.judged, TODAY - 30);
    ck_assert_int_eq(fit.judgement.count, 200);
    ck_assert_double_gt(fit.judgement.auc, 0.65); /* AAA pays three times as often */
    ck_assert_double_lt(fit.judgement.brier, fit.judgement.brier_base);
    ck_assert_double_gt(chance_of(model, "A002"), chance_of(model, "A001"));
    ck_assert_int_eq(model_store(model, &fit, c.db, &c.err), 0);
    ck_assert_int_eq(model_load(&again, c.db, desk->book, &c.err), 1);
    ck_assert_double_eq(chance_of(again, "A002"), chance_of(model, "A002"));
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM model_marks WHERE mark = 'calibration'"),
                     "10");
    model_free(model);
    model_free(again);
}
END_TEST

/* What comes after the book's day changes nothing. */
START_TEST(is_blind_to_the_future)
{
    struct pay_model *model = NULL, *later = NULL;
    struct fit fit;
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(model_fit(&model, &fit, desk->book, c.db, &c.err), 0);
    double before = chance_of(model, "A002");
    model_free(model);
    desk_close(desk);
    company_load(&c, "payments.csv", PAYMENTS "Z1,A002,2026-11-01,50\nZ2,A003,2026-11-05,50\n");
    company_load(&c, "contacts.csv", CONTACTS "K1,A002,P1,2026-11-01 10:00,phone,refused,,\n");
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(model_fit(&later, &fit, desk->book, c.db, &c.err), 0);
    ck_assert_double_eq(chance_of(later, "A002"), before);
    model_free(later);
}
END_TEST

/* A signal that knows who is lucky. On the first day of a window it is high for those who will pay
 * in it, but for one in eight; of the last customer nothing is known. */
static void signal_luck(void)
{
    struct cx_buf customers = {0}, accounts = {0}, signals = {0};
    char day[CX_DATE_TEXT];
    cx_buf_puts(&customers, "customer_id\n");
    cx_buf_puts(&accounts, "account_id,customer_id,due_on,amount\n");
    cx_buf_puts(&signals, "customer_id,day,name,value\n");
    for (int a = 1; a <= 200; a++) {
        cx_buf_printf(&customers, "D%03d\n", a);
        cx_buf_printf(&accounts, "A%03d,D%03d,2026-05-01,100\n", a, a);
        for (int w = 1; w <= 5 && a < 200; w++)
            cx_buf_printf(&signals, "D%03d,%s,Cash_Flow,%d\n", a,
                          cx_date_format(day, TODAY - 30 * w),
                          past_pays(a, w) != (a % 8 == 0) ? 9000 : -2000);
    }
    company_load(&c, "customers.csv", cx_buf_str(&customers));
    company_load(&c, "accounts.csv", cx_buf_str(&accounts));
    company_load(&c, "signals.csv", cx_buf_str(&signals));
    cx_buf_fini(&customers);
    cx_buf_fini(&accounts);
    cx_buf_fini(&signals);
}

static struct fit fit_with(const char *signals)
{
    struct pay_model *model = NULL, *again = NULL;
    struct fit fit;
    struct cx_buf settings = {0};
    cx_buf_printf(&settings, "name,value\npay_signals,%s\n", signals);
    company_load(&c, "settings.csv", cx_buf_str(&settings));
    cx_buf_fini(&settings);
    desk = desk_now(BOOK_STORIES);
    ck_assert_msg(model_fit(&model, &fit, desk->book, c.db, &c.err) == 0, "%s", c.err.text);
    ck_assert_int_eq(model_store(model, &fit, c.db, &c.err), 0);
    ck_assert_int_eq(model_load(&again, c.db, desk->book, &c.err), 1);
    ck_assert_double_eq(chance_of(again, "A003"), chance_of(model, "A003"));
    ck_assert_double_eq(chance_of(again, "A200"), chance_of(model, "A200"));
    model_free(model);
    model_free(again);
    desk_close(desk);
    return fit;
}

START_TEST(learns_from_signals)
{
    struct pay_model *model = NULL;
    struct fit fit;
    signal_luck();
    double without = fit_with("").judgement.auc;
    double with = fit_with("cash_flow").judgement.auc;
    ck_assert_double_lt(without, 0.75);
    ck_assert_double_gt(with, 0.85);
    /* what was learnt from is gone: nothing is known of anybody */
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM signals", &c.err), 0);
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(model_load(&model, c.db, desk->book, &c.err), 1);
    model_free(model);
    ck_assert_int_eq(model_fit(&model, &fit, desk->book, c.db, &c.err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "names \"cash_flow\", but there are no signals"));
}
END_TEST

START_TEST(too_many_signals)
{
    struct pay_model *model = NULL;
    struct fit fit;
    struct cx_buf settings = {0};
    signal_luck();
    cx_buf_puts(&settings, "name,value\npay_signals,cash_flow");
    for (int k = 0; k < MODEL_SIGNALS; k++)
        cx_buf_puts(&settings, ";cash_flow");
    company_load(&c, "settings.csv", cx_buf_str(&settings));
    cx_buf_fini(&settings);
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(model_fit(&model, &fit, desk->book, c.db, &c.err), CX_EDATA);
    ck_assert_str_eq(c.err.text, "the setting pay_signals names more than 20 signals");
}
END_TEST

START_TEST(too_short)
{
    struct pay_model *model = NULL;
    struct fit fit;
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM payments WHERE paid_at < 20700 * 86400", &c.err),
                     0);
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(model_fit(&model, &fit, desk->book, c.db, &c.err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "history of payments is too short"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, learns_and_keeps);
    tcase_add_test(tc, is_blind_to_the_future);
    tcase_add_test(tc, learns_from_signals);
    tcase_add_test(tc, too_many_signals);
    tcase_add_test(tc, too_short);
}
UNIT_MAIN("model")
