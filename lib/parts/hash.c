#include "parts/hash.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/map.h"

void format_hash(char hash[SHORT_HASH], uint64_t value)
{
    snprintf(hash, SHORT_HASH, "%016llx", (unsigned long long)value);
}

void hash_measure(char hash[SHORT_HASH], const struct cx_plan *plan, size_t measure)
{
    const struct cx_quantity *of = &plan->quantities[measure];
    const struct cx_settings *settings = &plan->settings;
    struct cx_buf text = {0};
    cx_buf_printf(&text, "%d %d %s\n%s\n", (int)of->fact, (int)of->unit, of->expression,
                  of->where ? of->where : "");
    switch (of->fact) {
    case CX_FACT_PAYMENT:
    case CX_FACT_OWNED_PAYMENT:
        cx_buf_printf(&text, "%d %d %d %d\n", settings->attribution_days,
                      settings->contact_window_days, settings->promise_grace_days,
                      settings->reverses_original_day);
        break;
    case CX_FACT_EXPOSURE:
    case CX_FACT_OWNED_EXPOSURE:
    case CX_FACT_INSTALMENT:
    case CX_FACT_PROMISE: cx_buf_printf(&text, "%d\n", settings->promise_grace_days); break;
    case CX_FACT_CUSTOMER: cx_buf_printf(&text, "%d\n", settings->churn_days); break;
    default: break;
    }
    if (settings->instalments_stop_ageing)
        cx_buf_puts(&text, "kept instalments stop ageing\n");
    for (size_t i = 0; i < plan->stage_count; i++)
        cx_buf_printf(&text, "%s %d %d\n", plan->stages[i].name, plan->stages[i].from_dpd,
                      plan->stages[i].to_dpd);
    format_hash(hash, cx_map_hash(text.data, text.len, 0));
    cx_buf_fini(&text);
}
