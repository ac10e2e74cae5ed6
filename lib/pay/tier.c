/* The kind tier: the basis through a table of tiers. */
#include "base/decimal.h"
#include "pay/edition.h"
#include "pay/kinds.h"
#include "pay/sides.h"

#define TIER_UNIT ((__int128)10000 * 1000000) /* of tier_amount, a cent */

/* Tiers are in millionths, so a basis in cents is brought to them: cents × 10^4. */
#define CENT 10000
/* Beyond all money: what doesn't fit becomes this, and can't be rounded to cents later on. */
#define TOO_MUCH ((__int128)1 << 120)

static __int128 product(__int128 slice, int64_t rate_ppm)
{
    __int128 out;
    bool is_over = __builtin_mul_overflow(slice, rate_ppm, &out);
    return is_over || out > TOO_MUCH ? TOO_MUCH : out < -TOO_MUCH ? -TOO_MUCH : out;
}

/* Where the part of a tier begins that anything reaches: what is taken back is mirrored, so a
 * tier's part below 0 holds nothing. */
static int64_t start_of(const struct cx_tier *tier, int edition)
{
    return tier->from > 0 || edition == EDITION_1 ? tier->from : 0;
}

static __int128 marginal(const struct cx_tier *tiers, size_t count, int edition, __int128 basis)
{
    __int128 sum = 0;
    for (size_t i = 0; i < count; i++) {
        __int128 top = tiers[i].to == INT64_MAX || basis < tiers[i].to ? basis : tiers[i].to;
        const int64_t from = start_of(&tiers[i], edition);
        if (top > from)
            sum += product(top - from, tiers[i].rate_ppm);
        if (sum > TOO_MUCH || sum < -TOO_MUCH)
            return sum;
    }
    return sum;
}

static __int128 whole(int64_t *rate, const struct cx_tier *tiers, size_t count, __int128 basis)
{
    for (size_t i = 0; i < count; i++) {
        if (basis >= tiers[i].from && (tiers[i].to == INT64_MAX || basis < tiers[i].to)) {
            *rate = tiers[i].rate_ppm;
            return product(basis, tiers[i].rate_ppm);
        }
    }
    return 0;
}

__int128 tier_amount(int64_t *rate, const struct cx_tier *tiers, size_t count,
                     enum cx_tier_mode mode, int edition, int64_t basis)
{
    /* What is taken back costs what it earned: minus the tier of the absolute value. */
    __int128 millionths = (__int128)(basis < 0 ? -(__int128)basis : basis) * CENT;
    *rate = CX_NO_VALUE;
    __int128 amount = mode == CX_TIER_WHOLE ? whole(rate, tiers, count, millionths)
                                            : marginal(tiers, count, edition, millionths);
    return basis < 0 ? -amount : amount;
}

static int tier_line(struct engine *engine, const struct rule *rule, const struct group *group,
                     struct figures *figures)
{
    size_t count;
    const struct cx_tier *tiers =
        cx_plan_tiers(engine->bonus->scores->plan, rule->of->tier_id, &count);
    figures->basis_decimals = 2;
    int rc = add_bases(&figures->basis, engine, rule, 2, group);
    figures->denominator = TIER_UNIT;
    if (figures->basis == CX_NO_VALUE)
        figures_say(figures, "the basis is null");
    else
        figures->numerator = tier_amount(&figures->rate, tiers, count, rule->of->mode,
                                         engine->edition, figures->basis);
    return rc;
}

static void explain_slices(struct statement *statement, const struct cx_tier *tiers, size_t count,
                           __int128 basis)
{
    struct page *page = statement->page;
    __int128 sum = 0;
    int64_t exact;
    for (size_t i = 0; i < count; i++) {
        __int128 top = tiers[i].to == INT64_MAX || basis < tiers[i].to ? basis : tiers[i].to;
        const int64_t from = start_of(&tiers[i], statement->engine->edition);
        if (top <= from)
            continue;
        __int128 slice = (top - from) * tiers[i].rate_ppm; /* × 10^-12 */
        sum += slice;
        if (cx_dec_divide(&exact, slice, 10000)) /* a basis in cents: no digit is lost */
            page_item(page, 1, "from %s to %s: %s × %s = %s", page_number(page, from, 6, 2),
                      page_number(page, (int64_t)top, 6, 2),
                      page_number(page, (int64_t)(top - from), 6, 2),
                      page_percent(page, tiers[i].rate_ppm, 6), page_number(page, exact, 8, 2));
    }
    if (count > 0 && tiers[count - 1].to < basis)
        page_item(page, 1, "above %s no tier holds, so nothing is paid on it.",
                  page_number(page, tiers[count - 1].to, 6, 2));
    if (cx_dec_divide(&exact, sum, 10000))
        page_item(page, 1, "together %s", page_number(page, exact, 8, 2));
}

/* What the next tier would have paid, and what was missing to it. */
static void explain_next_tier(struct statement *statement, const struct rule *rule,
                              const struct cx_tier *tiers, size_t count, __int128 basis)
{
    struct page *page = statement->page;
    for (size_t i = 0; i < count; i++) {
        if (tiers[i].from <= basis)
            continue;
        int64_t missing = (int64_t)((tiers[i].from - basis + 9999) / 10000); /* cents, up */
        page_item(
            page, 0,
            rule->of->mode == CX_TIER_WHOLE
                ? "%s more would have reached the next tier, from %s: all of it is then paid at %s."
                : "%s more would have reached the next tier, from %s: what is above is paid at %s.",
            page_money(page, missing), page_number(page, tiers[i].from, 6, 2),
            page_percent(page, tiers[i].rate_ppm, 6));
        return;
    }
    if (count > 0 && tiers[count - 1].to > basis)
        page_item(page, 0, "This is the highest tier.");
}

static void explain_tiers(struct statement *statement, const struct case_of *of,
                          const struct cx_bonus_line *line)
{
    const struct rule *rule = of->rule;
    struct page *page = statement->page;
    size_t count;
    const struct cx_tier *tiers =
        cx_plan_tiers(statement->bonus->scores->plan, rule->of->tier_id, &count);
    bool is_back = line->basis < 0;
    __int128 basis = (__int128)(is_back ? -(__int128)line->basis : line->basis) * 10000;
    if (is_back)
        page_item(page, 0,
                  "More was taken back than came in: what is taken back costs what it "
                  "earned, so the tiers are those of %s, with a minus.",
                  page_money(page, -line->basis));
    if (rule->of->mode == CX_TIER_WHOLE) {
        if (line->rate == CX_NO_VALUE)
            page_item(page, 0, "No tier holds it, so nothing is paid on it.");
        else
            page_item(page, 0, "All of it is paid at the rate that it reaches: %s × %s%s = %s",
                      page_money(page, line->basis), page_percent(page, line->rate, 6),
                      tell_days(statement, of, line), page_money(page, line->amount));
    } else {
        page_item(page, 0, "Each part of it is paid at the rate of its tier:");
        explain_slices(statement, tiers, count, basis);
        page_item(page, 0, "To the cent%s: %s", tell_days(statement, of, line),
                  page_money(page, line->amount));
    }
    if (!is_back)
        explain_next_tier(statement, rule, tiers, count, basis);
}

static int explain(struct statement *statement, const struct case_of *of,
                   const struct cx_bonus_line *line)
{
    int rc = explain_basis(statement, of, line);
    if (rc == 0 && !tell_no_figure(statement, line->basis == CX_NO_VALUE) && !line->award)
        explain_tiers(statement, of, line);
    return rc;
}

static bool takes(const struct rule *rule, struct viewpoint *view)
{
    size_t count;
    const struct cx_tier *tiers =
        cx_plan_tiers(view->engine->bonus->scores->plan, rule->of->tier_id, &count);
    int64_t factor = 0; /* negative where no tier pays, and one takes */
    for (size_t i = 0; i < count; i++)
        factor = tiers[i].rate_ppm > 0 || factor == 0 ? tiers[i].rate_ppm : factor;
    return factor_takes(factor, rule, view);
}

const struct rule_kind tier_kind = {
    .run = run_plain, .figure = tier_line, .explain = explain, .takes = takes, .is_retro = true};
