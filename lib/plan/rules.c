#include "plan/rules.h"

#include "base/lang.h"
#include "kind/kind.h"

#define TRAITS(name, word, traits) traits,
static const int traits_of[] = {CX_RULE_KINDS(TRAITS)};

bool cx_rule_has(const struct cx_rule *rule, enum cx_rule_trait trait)
{
    return (traits_of[rule->kind] & (int)trait) != 0;
}

enum cx_name_scope cx_rule_scope(const struct cx_rule *rule)
{
    return cx_rule_has(rule, CX_IS_TEAMS) ? CX_SCOPE_POOL : CX_SCOPE_RULE;
}

const char *cx_rule_lacks(const struct cx_rule *rule)
{
    const struct {
        enum cx_rule_trait trait;
        bool has;
        const char *column;
    } needs[] = {
        {CX_NEEDS_BASIS, rule->basis != NULL, "basis"},
        {CX_NEEDS_RATE, rule->rate != NULL, "rate"},
        {CX_NEEDS_AMOUNT, rule->has_amount, "amount"},
        {CX_NEEDS_TIERS, rule->tier_id != NULL, "tier_id"},
        {CX_NEEDS_TOP, rule->top_n > 0, "top_n"},
        {CX_NEEDS_MONTHS, rule->months > 0, "months"},
        {CX_IS_TEAMS, rule->has_amount || rule->basis, N_("amount, or basis and rate")},
        {CX_IS_TEAMS, rule->has_amount || rule->rate, "rate"},
    };
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        if (cx_rule_has(rule, needs[i].trait) && !needs[i].has)
            return needs[i].column;
    }
    return NULL;
}

static bool is_inside(cx_date day)
{
    return day != CX_DATE_NONE && day > CX_EVER && cx_date_split(day).day != 1;
}

/* What is said of them: valid from %s to before %s; begins on %s, in %.7s; ends before %s, in %.7s.
 */
struct span_texts {
    const char *never, *begins, *ends;
};

static bool tell_span(struct cx_buf *out, const struct span_texts *texts, cx_date valid_from,
                      cx_date valid_to)
{
    char from[CX_DATE_TEXT], to[CX_DATE_TEXT];
    const bool has_from = valid_from > CX_EVER;
    cx_date_format(from, has_from ? valid_from : 0);
    cx_date_format(to, valid_to == CX_DATE_NONE ? 0 : valid_to);
    if (!is_inside(valid_from) && !is_inside(valid_to))
        return false;
    if (has_from && valid_to != CX_DATE_NONE &&
        cx_date_month_start(valid_from) == cx_date_month_start(valid_to)) {
        cx_buf_say(out, texts->never, from, to);
        return true;
    }
    if (is_inside(valid_from))
        cx_buf_say(out, texts->begins, from, from);
    if (is_inside(valid_from) && is_inside(valid_to))
        cx_buf_puts(out, "; ");
    if (is_inside(valid_to))
        cx_buf_say(out, texts->ends, to, to);
    return true;
}

bool cx_rule_tell_span(struct cx_buf *out, cx_date valid_from, cx_date valid_to)
{
    static const struct span_texts texts = {
        N_("valid from %s to before %s, and so on no month's last day: it pays nothing "
           "for a month (days can be chosen by a measure's where)"),
        N_("begins on %s, inside a month: it pays for all of %.7s, for the days before as well"),
        N_("ends before %s, inside a month: it pays nothing for %.7s, for the days before either")};
    return tell_span(out, &texts, valid_from, valid_to);
}

bool cx_card_tell_span(struct cx_buf *out, cx_date valid_from, cx_date valid_to)
{
    static const struct span_texts texts = {
        N_("valid from %s to before %s, and so on no month's last day: it scores no month"),
        N_("begins on %s, inside a month: it scores all of %.7s, the days before as well"),
        N_("ends before %s, inside a month: it doesn't score %.7s, the days before either")};
    return tell_span(out, &texts, valid_from, valid_to);
}
