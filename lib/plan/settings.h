/* The settings: how the company works, each a name and a value. */
#ifndef CX_PLAN_SETTINGS_H
#define CX_PLAN_SETTINGS_H

#include <stdbool.h>

#include "base/pool.h"
#include "plan/work.h"
#include "store/store.h"

#define CX_CURRENCY "CNY" /* where the settings have none */

struct cx_settings {
    const char *currency;             /* CNY */
    const char *jurisdiction;         /* whose limits hold: CN, US, none */
    const char *region_jurisdictions; /* other regions' (conduct/laws.h); NULL: none */
    const char *agent_speakers;
    int attribution_days;       /* 0: a payment on an account that nobody holds is nobody's */
    int contact_window_days;    /* 30 */
    int promise_grace_days;     /* 3 */
    bool reverses_original_day; /* reversals count on the day of what they reverse (reversal_day) */
    int undo_imports;           /* 20 */
    int retro_months;           /* 3 */
    int churn_days;             /* 90 */
    int pay_days;               /* 30: p_pay is the chance of a payment within so many days */
    const char *pay_signals; /* signals that it depends on, with semicolons between; NULL: none */
    bool deals_by_account;   /* else all debts of a customer go to one person (deal_by) */
    bool instalments_stop_ageing; /* days on which a plan of instalments is kept do not count as
                                     past due (instalment_ageing) */
    bool keeps_when_full; /* until a stage's teams have room, whoever holds an account keeps it
                             (when_full) */
    /* The worklist: so many days before a promise or a debt falls due the customer is reminded (0:
     * not at all), and so many minutes after a call that nobody took it is tried again. */
    int promise_reminder_days, due_reminder_days;
    int retry_minutes; /* 120 */
    /* Who can be promoted: so many months with the company (24), among so many percent (20) of the
     * ranking of so many months (12), that course passed (NULL: any). */
    int promotion_months, promotion_top_percent, promotion_window_months;
    const char *promotion_course;
    struct cx_work work;
    const char *ask;       /* whom people ask about their statement; NULL: nobody is named */
    const char *dashboard; /* metrics of tiles and teams, the most important first */
};

struct cx_settings cx_settings_default(void);
/* How the settings spell a name that may be in any case; NULL: there is none. */
const char *cx_settings_name(const char *name);
/* Sets the one of that name; an empty value leaves the default. Texts are kept in the pool. Returns
 * NULL, or why the value is refused (the default then stays as well): a text to translate. */
const char *cx_settings_set(struct cx_settings *settings, struct cx_pool *texts, const char *name,
                            const char *value);
/* Those of the database, for whoever needs no more of the plan; texts are kept in the pool. */
int cx_settings_load(struct cx_settings *settings, struct cx_pool *texts, struct cx_db *db,
                     struct cx_err *err);

#endif
