/* What a row must hold, and what follows from it, in kinds that have little of their own. */
#include "access/rights.h"
#include "import/hooks.h"
#include "kind/words.h"
#include "past/days.h"

#define SCORE_MAX 100000000 /* 100, in millionths */

bool check_order(struct file *file, int from, int to, bool may_be_equal, const char *why)
{
    const struct cx_typed *first = cell_of(file, from), *last = cell_of(file, to);
    if (first->null || last->null || last->n >= first->n + !may_be_equal)
        return true;
    return bad_cell(file, column_of(file, to), why);
}

enum { ABSENT_FROM, ABSENT_TO };

static bool check_absence(struct file *file)
{
    return check_order(file, ABSENT_FROM, ABSENT_TO, true, "is before from");
}

const struct hooks absences_hooks = {
    .kind = &cx_kind_absences,
    .columns = {[ABSENT_FROM] = "from", [ABSENT_TO] = "to"},
    .check = check_absence,
};

enum { TIER_FROM, TIER_TO };

static bool check_tier(struct file *file)
{
    return check_order(file, TIER_FROM, TIER_TO, false, "must be after from");
}

const struct hooks tiers_hooks = {
    .kind = &cx_kind_tiers,
    .columns = {[TIER_FROM] = "from", [TIER_TO] = "to"},
    .check = check_tier,
};

enum { VALID_FROM, VALID_TO };

static bool check_validity(struct file *file)
{
    return check_order(file, VALID_FROM, VALID_TO, false, "must be after valid_from");
}

const struct hooks scorecards_hooks = {
    .kind = &cx_kind_scorecards,
    .columns = {[VALID_FROM] = "valid_from", [VALID_TO] = "valid_to"},
    .check = check_validity,
};
const struct hooks rules_hooks = {
    .kind = &cx_kind_rules,
    .columns = {[VALID_FROM] = "valid_from", [VALID_TO] = "valid_to"},
    .check = check_validity,
};

enum { SCORE };

static bool check_feedback(struct file *file)
{
    int64_t score = cell_of(file, SCORE)->n;
    return (score >= 0 && score <= SCORE_MAX) ||
           bad_cell(file, column_of(file, SCORE), "must be from 0 to 100");
}

const struct hooks feedback_hooks = {
    .kind = &cx_kind_feedback,
    .columns = {[SCORE] = "score"},
    .check = check_feedback,
};

/* Contacts that were there before are checked by new keywords and limits only after a rescan. */
static bool is_changed(const struct file *file)
{
    return file->result->added + file->result->changed > 0;
}

enum { PHRASE, MATCH };

static bool check_keyword(struct file *file)
{
    struct cx_err problem = {0};
    return cx_keyword_check(cell_of(file, PHRASE)->text, (enum cx_match)cell_of(file, MATCH)->n,
                            &problem) == 0 ||
           bad_cell(file, column_of(file, PHRASE), problem.text);
}

const struct hooks keywords_hooks = {
    .kind = &cx_kind_keywords,
    .columns = {[PHRASE] = "phrase", [MATCH] = "match"},
    .check = check_keyword,
    .wants_rescan = is_changed,
};

enum { RULE, VALUE };

static bool check_limit(struct file *file)
{
    struct cx_err problem = {0};
    return cx_limit_check((enum cx_limit_rule)cell_of(file, RULE)->n, cell_of(file, VALUE)->text,
                          &problem) == 0 ||
           bad_cell(file, column_of(file, VALUE), problem.text);
}

const struct hooks limits_hooks = {
    .kind = &cx_kind_limits,
    .columns = {[RULE] = "rule", [VALUE] = "value"},
    .check = check_limit,
    .wants_rescan = is_changed,
};

enum { ORDER, ORDERED_AT };

static void take_order(struct file *file)
{
    cx_days_note(file->import->order_days, cx_date_of(cell_of(file, ORDERED_AT)->n),
                 cell_of(file, ORDER)->n, CX_DAYS_NEVER);
}

const struct hooks orders_hooks = {
    .kind = &cx_kind_orders,
    .columns = {[ORDER] = "order_id", [ORDERED_AT] = "ordered_at"},
    .take = take_order,
};

const struct hooks customers_hooks = {
    .kind = &cx_kind_customers,
    .columns = {[HISTORY_SINCE] = "since"},
};

enum { CUSTOMER = HISTORY_SINCE + 1, DUE_ON, PLACED_ON, CLOSED_ON };

/* Without placed_on it is the due date, before which a debt may well be closed. */
static bool check_account(struct file *file)
{
    return check_order(file, PLACED_ON, CLOSED_ON, true, "is before placed_on");
}

static int complete_account(struct file *file, struct cx_err *err)
{
    (void)err;
    if (cell_of(file, PLACED_ON)->null)
        *cell_of(file, PLACED_ON) = *cell_of(file, DUE_ON);
    return 1;
}

static void change_account(struct file *file)
{
    if (file->intake.present[column_of(file, CUSTOMER)])
        file->import->moved_accounts = true;
}

/* A limit may count by customer. */
static bool account_wants_rescan(const struct file *file)
{
    return file->import->moved_accounts && file->import->has_limits;
}

const struct hooks accounts_hooks = {
    .kind = &cx_kind_accounts,
    .columns = {[HISTORY_SINCE] = "since",
                [CUSTOMER] = "customer_id",
                [DUE_ON] = "due_on",
                [PLACED_ON] = "placed_on",
                [CLOSED_ON] = "closed_on"},
    .check = check_account,
    .complete = complete_account,
    .watched = CUSTOMER,
    .change = change_account,
    .wants_rescan = account_wants_rescan,
};

const char *refers_by_scope(const struct file *file, size_t column)
{
    if ((int)column != column_of(file, SCOPE_ID))
        return file->kind->fields[column].refers;
    int64_t scope = cell_of(file, SCOPE)->n;
    return scope == CX_SCOPE_TEAM       ? cx_kind_teams.name
           : scope == CX_SCOPE_EMPLOYEE ? cx_kind_employees.name
                                        : NULL;
}

enum { ACCESS_ROLE = SCOPE_ID + 1, ACCESS_WHAT, ACCESS_FROM, ACCESS_TO };

/* A row gives no more than its role may have, to no more than its role may see. */
static bool check_access(struct file *file)
{
    enum cx_role role = (enum cx_role)cell_of(file, ACCESS_ROLE)->n;
    enum cx_scope scope = (enum cx_scope)cell_of(file, SCOPE)->n;
    const struct cx_typed *named = cell_of(file, ACCESS_WHAT);
    enum cx_what what = named->null ? CX_MAY_DEFAULT : (enum cx_what)named->n;
    if ((scope == CX_SCOPE_COMPANY) != cell_of(file, SCOPE_ID)->null)
        return bad_cell(file, column_of(file, SCOPE_ID),
                        scope == CX_SCOPE_COMPANY
                            ? "must be empty, as the scope is the company"
                            : "is empty: name the team or employee that the scope is");
    if (scope < cx_role_widest(role))
        return bad_cell(file, column_of(file, SCOPE), "is wider than the role may see");
    if (what != CX_MAY_DEFAULT && cx_role_grant(role, what) == CX_GRANT_NO)
        return bad_cell(file, column_of(file, ACCESS_WHAT), "is nothing that the role may have");
    if (cx_what_is_whole(what) && scope != CX_SCOPE_COMPANY)
        return bad_cell(file, column_of(file, ACCESS_WHAT), "is only for the scope company");
    return check_order(file, ACCESS_FROM, ACCESS_TO, false, "must be after valid_from");
}

const struct hooks access_hooks = {
    .kind = &cx_kind_access,
    .columns = {[SCOPE] = "scope",
                [SCOPE_ID] = "scope_id",
                [ACCESS_ROLE] = "role",
                [ACCESS_WHAT] = "what",
                [ACCESS_FROM] = "valid_from",
                [ACCESS_TO] = "valid_to"},
    .refers = refers_by_scope,
    .check = check_access,
};
