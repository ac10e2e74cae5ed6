#include "fact/bare.h"

#include "fact/fact.h"
#include "past/paid.h"

bool bare_suffices(const struct facts *facts, const struct kept *kept)
{
    const bool *uses = facts->uses[CX_FACT_PAYMENT];
    bool suffices = facts->sink->may_choose && is_wanted(facts, CX_FACT_PAYMENT) &&
                    !kept_uses_contacts(kept, CX_FACT_PAYMENT) &&
                    !facts->plan->settings.reverses_original_day;
    for (int fact = 0; fact < CX_FACTS; fact++)
        suffices = suffices && (fact == CX_FACT_PAYMENT || !is_wanted(facts, (enum cx_fact)fact));
    for (int i = 0; i < CX_PAYMENT_COLUMNS; i++)
        suffices = suffices && (!uses[i] || i == CX_PAYMENT_AMOUNT || i == CX_PAYMENT_CHANNEL ||
                                i == CX_PAYMENT_HELD || i == CX_PAYMENT_DAY);
    return suffices;
}

static int take(void *context, const struct cx_past *past)
{
    return payment_rows(context, past);
}

int bare_rows(struct cx_idset *back, struct facts *facts)
{
    return cx_paid_each(back, facts->db, facts->org, facts->first, facts->end, take, facts,
                        facts->texts, facts->err);
}
