/* plan/settings: names and values, defaults, and what is refused. */
#include "plan/settings.h"
#include "unit.h"

static struct cx_settings settings;
static struct cx_pool *texts;

static void set_up(void)
{
    settings = cx_settings_default();
    texts = cx_pool_new();
}

static void tear_down(void)
{
    cx_pool_free(texts);
}

static const char *set(const char *name, const char *value)
{
    return cx_settings_set(&settings, texts, name, value);
}

START_TEST(each_type)
{
    char text[] = "USD";
    ck_assert_ptr_null(set("currency", text));
    text[0] = 'X'; /* the value is kept, not borrowed */
    ck_assert_str_eq(settings.currency, "USD");
    ck_assert_ptr_null(set("Retro_Months", "12"));
    ck_assert_int_eq(settings.retro_months, 12);
    ck_assert_ptr_null(set("deal_by", "Account"));
    ck_assert(settings.deals_by_account);
    ck_assert_ptr_null(set("deal_by", "customer"));
    ck_assert(!settings.deals_by_account);
    ck_assert_ptr_null(set("work_hours", "08:30-17:30"));
    ck_assert_int_eq(settings.work.from, 30600);
    ck_assert_ptr_null(set("work_days", "sat"));
    ck_assert_uint_eq(settings.work.days, 1u << 6);
    ck_assert_ptr_null(set("language", "zh_CN"));
    ck_assert_ptr_null(set("time_zone", "UTC"));
}
END_TEST

START_TEST(empty_is_the_default)
{
    static const char *const names[] = {"currency",     "retro_months", "deal_by",
                                        "reversal_day", "when_full",    "work_hours",
                                        "language",     "time_zone",    "promotion_course"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_ptr_null(set(names[i], ""));
    ck_assert_str_eq(settings.currency, "CNY");
    ck_assert_int_eq(settings.retro_months, 3);
    ck_assert_int_eq(settings.work.from, 9 * 3600);
    ck_assert_ptr_null(settings.promotion_course);
    ck_assert(!settings.deals_by_account && !settings.reverses_original_day &&
              !settings.keeps_when_full);
}
END_TEST

START_TEST(refused)
{
    static const struct {
        const char *name, *value, *why;
    } cases[] = {
        {"retro_month", "3", "is the value of an unknown setting: see cx-tables(5)"},
        {"retro_months", "-1", "is not a whole number from 0 to 99999"},
        {"retro_months", "1.5", "is not a whole number from 0 to 99999"},
        {"retro_months", "100000", "is not a whole number from 0 to 99999"},
        {"reversal_day", "mine", "is neither own nor original"},
        {"when_full", "yes", "is neither release nor keep"},
        {"deal_by", "accounts", "is neither customer nor account"},
        {"language", "klingon", "is no language that there is: use en or zh_CN"},
        {"time_zone", "Mars/Base", "is not a time zone: use a name such as Asia/Shanghai, or UTC"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *why = set(cases[i].name, cases[i].value);
        ck_assert_msg(why != NULL, "%s", cases[i].name);
        ck_assert_str_eq(why, cases[i].why);
    }
    ck_assert_int_eq(settings.retro_months, 3);
    ck_assert(!settings.reverses_original_day);
}
END_TEST

/* Of a database: of several rows of one name the last holds, and what is refused leaves the
 * default. */
START_TEST(loaded)
{
    struct cx_err err = {0};
    struct cx_db *db = NULL;
    settings.retro_months = 99;
    ck_assert_int_eq(cx_db_open(&db, NULL, CX_DB_CREATE, &err), 0);
    ck_assert_int_eq(cx_settings_load(&settings, texts, db, &err), 0);
    ck_assert_int_eq(settings.retro_months, 3);
    ck_assert_int_eq(cx_db_exec(db,
                                "INSERT INTO settings VALUES ('CURRENCY', 'EUR'), ('currency', "
                                "'USD'), ('undo_imports', 'many'), ('Reversal_day', 'original'), "
                                "('pay_days', '')",
                                &err),
                     0);
    ck_assert_int_eq(cx_settings_load(&settings, texts, db, &err), 0);
    ck_assert_str_eq(settings.currency, "USD");
    ck_assert_int_eq(settings.undo_imports, 20);
    ck_assert_int_eq(settings.pay_days, 30);
    ck_assert(settings.reverses_original_day);
    cx_db_close(db);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, each_type);
    tcase_add_test(tc, empty_is_the_default);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, loaded);
}

UNIT_MAIN("settings")
