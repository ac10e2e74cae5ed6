/* Whom rules and scorecards are for. */
#include <strings.h>

#include "lint/linter.h"

static bool same_role(const char *a, const char *b)
{
    return strcasecmp(a, b) == 0;
}

bool whom_fits(const struct whom *whom, const struct cx_org *org, const struct cx_post *post)
{
    return (!whom->employee || org->people[post->person].id == whom->employee) &&
           (!whom->role || same_role(whom->role, post->role)) &&
           (!whom->team ||
            cx_org_is_within(org, post->team, cx_org_team(org, whom->team), CX_DATE_NONE));
}

static bool is_within(const struct cx_org *org, int64_t team, int64_t above)
{
    return cx_org_is_within(org, cx_org_team(org, team), cx_org_team(org, above), CX_DATE_NONE);
}

bool whom_includes(const struct whom *a, const struct whom *b, const struct cx_org *org)
{
    return (!a->employee || a->employee == b->employee) &&
           (!a->role || (b->role && same_role(a->role, b->role))) &&
           (!a->team || (b->team && is_within(org, b->team, a->team)));
}

bool whom_meets(const struct whom *a, const struct whom *b, const struct cx_org *org)
{
    return (!a->employee || !b->employee || a->employee == b->employee) &&
           (!a->role || !b->role || same_role(a->role, b->role)) &&
           (!a->team || !b->team || is_within(org, a->team, b->team) ||
            is_within(org, b->team, a->team));
}
