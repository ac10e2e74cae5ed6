#include "import/hooks.h"

static const struct hooks *const all[] = {
    &absences_hooks,     &access_hooks,      &accounts_hooks,    &adjustments_hooks,
    &arrangements_hooks, &instalments_hooks, &assignments_hooks, &contacts_hooks,
    &credits_hooks,      &customers_hooks,   &employees_hooks,   &feedback_hooks,
    &keywords_hooks,     &limits_hooks,      &orders_hooks,      &payments_hooks,
    &reviews_hooks,      &rules_hooks,       &scorecards_hooks,  &settings_hooks,
    &targets_hooks,      &teams_hooks,       &tiers_hooks,
};

const struct hooks *hooks_of(const struct cx_kind *kind)
{
    static const struct hooks none = {0};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i]->kind == kind)
            return all[i];
    }
    return &none;
}
