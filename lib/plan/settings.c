#include "plan/settings.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/zone.h"
#include "plan/plan.sql.h"

struct setting {
    const char *name;
    enum { TEXT, NUMBER, CHOICE, OTHER } type;
    size_t at;            /* of a const char *, an int, or a bool */
    const char *words[2]; /* of a choice: the default, and what sets it true */
    const char *refused;  /* why any other is */
    /* Of others: NULL, or why not. */
    const char *(*set)(struct cx_settings *, const char *value);
};

static const char *set_language(struct cx_settings *settings, const char *value)
{
    (void)settings; /* programs ask for it before there is a plan: cx_plan_language() */
    return cx_lang_is_there(value) ? NULL : N_("is no language that there is: use en or zh_CN");
}

static const char *set_zone(struct cx_settings *settings, const char *value)
{
    (void)settings; /* asked for alone: cx_plan_time_zone() */
    return cx_zone_is_there(value)
               ? NULL
               : N_("is not a time zone: use a name such as Asia/Shanghai, or UTC");
}

static const char *set_work_days(struct cx_settings *settings, const char *value)
{
    return cx_work_set_days(&settings->work, value);
}

static const char *set_work_hours(struct cx_settings *settings, const char *value)
{
    return cx_work_set_hours(&settings->work, value);
}

#define AT(member) .at = offsetof(struct cx_settings, member)

static const struct setting known[] = {
    {"agent_speakers", TEXT, AT(agent_speakers)},
    {"ask", TEXT, AT(ask)},
    {"attribution_days", NUMBER, AT(attribution_days)},
    {"churn_days", NUMBER, AT(churn_days)},
    {"contact_window_days", NUMBER, AT(contact_window_days)},
    {"currency", TEXT, AT(currency)},
    {"dashboard", TEXT, AT(dashboard)},
    {"deal_by", CHOICE, AT(deals_by_account), .words = {"customer", "account"},
     .refused = N_("is neither customer nor account")},
    {"due_reminder_days", NUMBER, AT(due_reminder_days)},
    {"instalment_ageing", CHOICE, AT(instalments_stop_ageing), .words = {"goes_on", "stops"},
     .refused = N_("is neither goes_on nor stops")},
    {"jurisdiction", TEXT, AT(jurisdiction)},
    {"language", OTHER, .set = set_language},
    {"pay_days", NUMBER, AT(pay_days)},
    {"pay_signals", TEXT, AT(pay_signals)},
    {"promise_grace_days", NUMBER, AT(promise_grace_days)},
    {"promise_reminder_days", NUMBER, AT(promise_reminder_days)},
    {"promotion_course", TEXT, AT(promotion_course)},
    {"promotion_months", NUMBER, AT(promotion_months)},
    {"promotion_top_percent", NUMBER, AT(promotion_top_percent)},
    {"promotion_window_months", NUMBER, AT(promotion_window_months)},
    {"region_jurisdictions", TEXT, AT(region_jurisdictions)},
    {"retro_months", NUMBER, AT(retro_months)},
    {"retry_minutes", NUMBER, AT(retry_minutes)},
    {"reversal_day", CHOICE, AT(reverses_original_day), .words = {"own", "original"},
     .refused = N_("is neither own nor original")},
    {"time_zone", OTHER, .set = set_zone},
    {"undo_imports", NUMBER, AT(undo_imports)},
    {"when_full", CHOICE, AT(keeps_when_full), .words = {"release", "keep"},
     .refused = N_("is neither release nor keep")},
    {"work_days", OTHER, .set = set_work_days},
    {"work_hours", OTHER, .set = set_work_hours},
};

struct cx_settings cx_settings_default(void)
{
    return (struct cx_settings){
        .currency = CX_CURRENCY,
        .jurisdiction = "none",
        .contact_window_days = 30,
        .promise_grace_days = 3,
        .retro_months = 3,
        .undo_imports = 20,
        .churn_days = 90,
        .pay_days = 30,
        .retry_minutes = 120,
        .promotion_months = 24,
        .promotion_top_percent = 20,
        .promotion_window_months = 12,
        .work = cx_work_default(),
        .dashboard = "recovered_amount compliance_rate satisfaction",
    };
}

static const char *set_number(int *number, const char *value)
{
    int64_t n;
    if (cx_dec_parse(&n, value, strlen(value), 0) != CX_DEC_OK || n < 0 || n > 99999)
        return N_("is not a whole number from 0 to 99999");
    *number = (int)n;
    return NULL;
}

static const char *set_choice(bool *is_second, const struct setting *setting, const char *value)
{
    if (strcasecmp(value, setting->words[0]) != 0 && strcasecmp(value, setting->words[1]) != 0)
        return setting->refused;
    *is_second = strcasecmp(value, setting->words[1]) == 0;
    return NULL;
}

static const struct setting *find(const char *name)
{
    const struct setting *setting = known, *end = known + sizeof known / sizeof *known;
    while (setting < end && strcasecmp(setting->name, name) != 0)
        setting++;
    return setting < end ? setting : NULL;
}

const char *cx_settings_name(const char *name)
{
    const struct setting *setting = find(name);
    return setting ? setting->name : NULL;
}

const char *cx_settings_set(struct cx_settings *settings, struct cx_pool *texts, const char *name,
                            const char *value)
{
    const struct setting *setting = find(name);
    if (!setting)
        return N_("is the value of an unknown setting: see cx-tables(5)");
    void *at = (char *)settings + setting->at;
    if (*value == '\0')
        return NULL;
    switch (setting->type) {
    case TEXT:
        *(const char **)at = cx_pool_get(texts, cx_pool_put(texts, value, strlen(value)));
        return NULL;
    case NUMBER: return set_number(at, value);
    case CHOICE: return set_choice(at, setting, value);
    case OTHER: return setting->set(settings, value);
    }
    return NULL;
}

int cx_settings_load(struct cx_settings *settings, struct cx_pool *texts, struct cx_db *db,
                     struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    *settings = cx_settings_default();
    int rc = cx_stmt_new(&stmt, db, SQL_settings, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_settings_set(settings, texts, cx_stmt_text(stmt, 0), cx_stmt_text(stmt, 1));
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}
