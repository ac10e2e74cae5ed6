#include "kind/kind.h"

#include <string.h>
#include <strings.h>

#include "kind/kinds.h"

/* scorecards and rules may name teams and people, so they follow the facts; keywords and limits
 * come before the contacts that they judge. */
static const char *const order[] = {
    "settings",   "stages",   "holidays",  "keywords",   "limits",     "measures",   "metrics",
    "tiers",      "grades",   "teams",     "employees",  "customers",  "accounts",   "assignments",
    "payments",   "credits",  "contacts",  "complaints", "reviews",    "feedback",   "arrangements",
    "absences",   "orders",   "trainings", "targets",    "costs",      "scorecards", "rules",
    "strategies", "segments", "scripts",   "alerts",     "adjustments"};
#define KINDS (sizeof order / sizeof *order)

static const struct cx_kind *find_in(const struct cx_kind *kinds, size_t count, const char *name,
                                     size_t n)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(kinds[i].name) == n && strncasecmp(kinds[i].name, name, n) == 0)
            return &kinds[i];
    }
    return NULL;
}

const struct cx_kind *cx_kind_find(const char *name, size_t n)
{
    const struct cx_kind *kind = find_in(cx_fact_kinds, cx_fact_kind_count, name, n);
    return kind ? kind : find_in(cx_plan_kinds, cx_plan_kind_count, name, n);
}

const struct cx_kind *cx_kinds(size_t *count)
{
    static struct cx_kind kinds[KINDS];
    if (!kinds[0].name) {
        for (size_t i = 0; i < KINDS; i++)
            kinds[i] = *cx_kind_find(order[i], strlen(order[i]));
    }
    *count = KINDS;
    return kinds;
}

int cx_kind_order(const struct cx_kind *kind)
{
    int i = 0;
    while (strcmp(order[i], kind->name) != 0)
        i++;
    return i;
}

const struct cx_kind *cx_kind_of_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *stem = slash ? slash + 1 : path;
    return cx_kind_find(stem, strcspn(stem, ".-"));
}

int cx_kind_field(const struct cx_kind *kind, const char *name, size_t n)
{
    for (size_t i = 0; i < kind->count; i++) {
        if (strlen(kind->fields[i].name) == n && strncasecmp(kind->fields[i].name, name, n) == 0)
            return (int)i;
    }
    return -1;
}
