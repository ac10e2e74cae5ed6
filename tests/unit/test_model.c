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
    return model_chance(model, &traits, i);
}

START_TEST(learns_and_keeps)
{
    struct pay_model *model = NULL, *again = NULL;
    struct fit fit;
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(model_load(&again, c.db, desk->book, &c.err), 0);
    ck_assert_msg(model_fit(&model, &fit, desk->book, &c.err) == 0, "%s", c.err.text);
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
    ck_assert_int_eq(model_fit(&model, &fit, desk->book, &c.err), 0);
    double before = chance_of(model, "A002");
    model_free(model);
    desk_close(desk);
    company_load(&c, "payments.csv", PAYMENTS "Z1,A002,2026-11-01,50\nZ2,A003,2026-11-05,50\n");
    company_load(&c, "contacts.csv", CONTACTS "K1,A002,P1,2026-11-01 10:00,phone,refused,,\n");
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(model_fit(&later, &fit, desk->book, &c.err), 0);
    ck_assert_double_eq(chance_of(later, "A002"), before);
    model_free(later);
}
END_TEST

START_TEST(too_short)
{
    struct pay_model *model = NULL;
    struct fit fit;
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM payments WHERE paid_at < 20700 * 86400", &c.err),
                     0);
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(model_fit(&model, &fit, desk->book, &c.err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "history of payments is too short"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, learns_and_keeps);
    tcase_add_test(tc, is_blind_to_the_future);
    tcase_add_test(tc, too_short);
}
UNIT_MAIN("model")
