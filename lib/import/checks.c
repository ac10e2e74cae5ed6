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

bool bad_before(struct file *file, int i, int of, int64_t day)
{
    char text[CX_DATE_TEXT];
    cx_buf_clear(&file->scratch);
    cx_buf_say(&file->scratch, "is before %s, which is %s already: correct one of the two",
               file->kind->fields[column_of(file, of)].name, cx_date_format(text, (cx_date)day));
    return bad_cell(file, column_of(file, i), cx_buf_str(&file->scratch));
}

bool bad_after(struct file *file, int i, int of, int64_t day)
{
    char text[CX_DATE_TEXT];
    cx_buf_clear(&file->scratch);
    cx_buf_say(&file->scratch, "is after %s, which is %s already: correct one of the two",
               file->kind->fields[column_of(file, of)].name, cx_date_format(text, (cx_date)day));
    return bad_cell(file, column_of(file, i), cx_buf_str(&file->scratch));
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

enum { CARD_METRIC = VALID_TO + 1 };

static int complete_card(struct file *file, struct cx_err *err)
{
    int rc = spell_metric(file, cell_of(file, CARD_METRIC), err);
    return rc < 0 ? rc : 1;
}

const struct hooks scorecards_hooks = {
    .kind = &cx_kind_scorecards,
    .columns = {[VALID_FROM] = "valid_from", [VALID_TO] = "valid_to", [CARD_METRIC] = "metric_id"},
    .open = spell_cards,
    .check = check_validity,
    .complete = complete_card,
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

bool changes_rows(const struct file *file)
{
    return file->result->added + file->result->changed + file->result->removed > 0;
}

enum { PHRASE, MATCH };

static bool check_phrase(struct file *file, enum cx_match match)
{
    struct cx_err problem = {0};
    return cx_keyword_check(cell_of(file, PHRASE)->text, match, &problem) == 0 ||
           bad_cell(file, column_of(file, PHRASE), problem.text);
}

static bool check_keyword(struct file *file)
{
    return check_phrase(file, (enum cx_match)cell_of(file, MATCH)->n);
}

static bool match_keyword(struct file *file, const int64_t *known)
{
    return !file->is_news || file->intake.present[column_of(file, MATCH)] ||
           check_phrase(file, (enum cx_match)known[0]);
}

const struct hooks keywords_hooks = {
    .kind = &cx_kind_keywords,
    .columns = {[PHRASE] = "phrase", [MATCH] = "match"},
    .check = check_keyword,
    .known = ",keywords.\"match\"",
    .known_count = 1,
    .match = match_keyword,
    .wants_rescan = changes_rows,
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

enum { REGION = HISTORY_SINCE + 1 };

/* A region of days with contacts is another, and may be under another law. */
static bool regions_want_rescan(const struct file *file)
{
    const struct import *import = file->import;
    return import->has_limits && import->has_regions && file->moved_from <= import->last_contact;
}

const struct hooks customers_hooks = {
    .kind = &cx_kind_customers,
    .columns = {[HISTORY_SINCE] = "since", [REGION] = "region"},
    .watched_dated = REGION,
    .wants_rescan = regions_want_rescan,
};

enum { CUSTOMER = REGION + 1, OWED, DUE_ON, PLACED_ON, CLOSED_ON, CLOSE_REASON };

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

/* The order of the two days where the file has only one of them. A placed_on that is due_on may
 * have been empty. */
static bool check_days(struct file *file, const int64_t *known)
{
    const struct cx_typed *closed = cell_of(file, CLOSED_ON), *placed = cell_of(file, PLACED_ON);
    bool has_placed = file->intake.present[column_of(file, PLACED_ON)],
         has_closed = file->intake.present[column_of(file, CLOSED_ON)];
    if (!file->is_news || has_placed == has_closed)
        return true;
    if (has_closed)
        return closed->null || closed->n >= known[0] || known[0] == known[1] ||
               bad_before(file, CLOSED_ON, PLACED_ON, known[0]);
    return known[2] >= placed->n || placed->n == cell_of(file, DUE_ON)->n ||
           bad_after(file, PLACED_ON, CLOSED_ON, known[2]);
}

#define NOT_CLOSED 9999999 /* `known` says so in SQL */

static cx_date earlier(int64_t a, int64_t b)
{
    return (cx_date)(a < b ? a : b);
}

static bool has_other(const struct file *file, int i, int64_t known)
{
    return file->intake.present[column_of(file, i)] && cell_of(file, i)->n != known;
}

/* What an account owes, and since when, when it is due and until when it is with us is asked for
 * all months, also those that are over. */
static void look_back(struct file *file, const int64_t *known)
{
    bool owes_other = has_other(file, OWED, known[3]);
    cx_date placed = (cx_date)known[0], due = (cx_date)known[1], closed = (cx_date)known[2];
    if (has_other(file, PLACED_ON, placed))
        placed = earlier(placed, cell_of(file, PLACED_ON)->n);
    if (owes_other)
        doubts_take(&file->import->owing, file->cells[0].n);
    if (owes_other || has_other(file, PLACED_ON, known[0]))
        aside_restate(file, RESTATED_DEBT, placed);
    if (has_other(file, DUE_ON, due)) {
        due = earlier(due, cell_of(file, DUE_ON)->n);
        aside_restate(file, RESTATED_DUE, placed > due ? placed : due);
    }
    if (!file->intake.present[column_of(file, CLOSED_ON)])
        return;
    const struct cx_typed *now = cell_of(file, CLOSED_ON);
    if (closed == NOT_CLOSED && !now->null)
        aside_end(file, (cx_date)now->n);
    else if (closed != NOT_CLOSED && (now->null || now->n != closed))
        aside_restate(file, RESTATED_END, now->null ? closed : earlier(closed, now->n));
}

/* known: placed_on, due_on, closed_on (after all days: none) and amount. */
static bool match_account(struct file *file, const int64_t *known)
{
    if (!check_days(file, known))
        return false;
    if (file->is_news)
        look_back(file, known);
    return true;
}

static int settle_account(struct file *file, struct cx_err *err)
{
    (void)err;
    if (file->is_news && !(cell_of(file, CLOSED_ON)->null && cell_of(file, CLOSE_REASON)->null))
        doubts_take(&file->import->ended, file->cells[0].n);
    return 0;
}

static void change_account(struct file *file)
{
    if (file->intake.present[column_of(file, CUSTOMER)])
        file->import->moved_accounts = true;
}

/* A limit may count by customer. */
static bool account_wants_rescan(const struct file *file)
{
    return (file->import->moved_accounts && file->import->has_limits) || regions_want_rescan(file);
}

const struct hooks accounts_hooks = {
    .kind = &cx_kind_accounts,
    .columns = {[HISTORY_SINCE] = "since",
                [REGION] = "region",
                [CUSTOMER] = "customer_id",
                [OWED] = "amount",
                [DUE_ON] = "due_on",
                [PLACED_ON] = "placed_on",
                [CLOSED_ON] = "closed_on",
                [CLOSE_REASON] = "close_reason"},
    .check = check_account,
    .complete = complete_account,
    .known = ",accounts.placed_on,accounts.due_on,coalesce(accounts.closed_on,9999999),"
             "accounts.amount",
    .known_count = 4,
    .match = match_account,
    .watched = CUSTOMER,
    .change = change_account,
    .watched_dated = REGION,
    .settle = settle_account,
    .finish = doubts_of_accounts,
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

bool check_scope(struct file *file)
{
    bool is_company = cell_of(file, SCOPE)->n == CX_SCOPE_COMPANY;
    return is_company == cell_of(file, SCOPE_ID)->null ||
           bad_cell(file, column_of(file, SCOPE_ID),
                    is_company ? "must be empty, as the scope is the company"
                               : "is empty: name the team or employee that the scope is");
}

enum { ACCESS_ROLE = SCOPE_ID + 1, ACCESS_WHAT, ACCESS_FROM, ACCESS_TO };

/* A row gives no more than its role may have, to no more than its role may see. */
static bool check_access(struct file *file)
{
    enum cx_role role = (enum cx_role)cell_of(file, ACCESS_ROLE)->n;
    enum cx_scope scope = (enum cx_scope)cell_of(file, SCOPE)->n;
    const struct cx_typed *named = cell_of(file, ACCESS_WHAT);
    enum cx_what what = named->null ? CX_MAY_DEFAULT : (enum cx_what)named->n;
    if (!check_scope(file))
        return false;
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
