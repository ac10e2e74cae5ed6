/* How old a debt is, by its due date and the plan of instalments that it is paid by. */
#include "past/past.h"

int cx_past_dpd(const struct cx_past *past, const struct cx_plan *plan, cx_date day)
{
    const struct cx_settings *settings = &plan->settings;
    int kept = settings->instalments_stop_ageing
                   ? cx_past_days_kept(past, settings->promise_grace_days, day)
                   : 0;
    return day - cx_past_due_on(past, day) - kept;
}

int cx_past_stage(const struct cx_past *past, const struct cx_plan *plan, cx_date day)
{
    const struct cx_stage *stage = cx_plan_stage(plan, cx_past_dpd(past, plan, day));
    return stage ? (int)(stage - plan->stages) : -1;
}
