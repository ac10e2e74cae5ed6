/* What is to be done about each entry of a worklist, and what is to be said: by the plan's
 * strategies and scripts. */
#include "assign/pick.h"

#include <stdio.h>
#include <string.h>

#include "assign/action.h"
#include "assign/halves.h"
#include "assign/why.h"
#include "base/mem.h"

static enum cx_team_kind kind_of(const struct picks *picks, const struct job *job)
{
    const struct cx_org *org = picks->desk->org;
    cx_date today = picks->desk->book->today;
    int post = cx_org_post_on(org, job->entry->person, today);
    return (enum cx_team_kind)cx_org_team_kind(org, org->posts[post].team, today);
}

static bool is_reminder(const struct job *job)
{
    return job->entry->cause == CAUSE_PROMISE_REMINDER ||
           job->entry->cause == CAUSE_INSTALMENT_REMINDER ||
           job->entry->cause == CAUSE_DEBT_REMINDER;
}

/* What is done where no strategy that holds is for the holder's kind of team. */
static int usual_action(const struct picks *picks, const struct job *job)
{
    const struct cx_past_debtor *debtor = book_debtor(picks->desk->book, job->entry->lead);
    return is_reminder(job) ? (int)action_reminder(debtor ? debtor->channel : -1)
                            : (int)action_of_kind(kind_of(picks, job));
}

/* The first strategy that holds and can be done by the holder; a reminder is a message. */
static int pick_action(struct job *job, struct picker *picker)
{
    const struct picks *picks = picker->picks;
    const struct cx_choices *strategies = &picker->strategies;
    int at = -1, rc = 0;
    bool holds = strategies->count == 0;
    while (job->action < 0 &&
           (rc = chooser_next(&at, &picker->chooser, strategies, &picker->err)) == 0 && at >= 0) {
        int action = strategies->list[at].action;
        holds = true;
        if (action == CX_DO_NONE ||
            (is_reminder(job) ? action_is_message((enum cx_action)action)
                              : action_fits((enum cx_action)action, kind_of(picks, job))))
            job->action = action;
    }
    if (job->action < 0 && (holds || is_reminder(job)))
        job->action = usual_action(picks, job);
    if (job->action < 0 || job->action == CX_DO_NONE)
        job->entry->rest = job->action < 0 ? REST_NO_STRATEGY : REST_STRATEGY;
    return rc;
}

/* Whether the strategies would have somebody talk about a debt, which is alone. */
static int is_wanted(struct entry *alone, struct picker *picker)
{
    struct job job = {.entry = alone, .action = -1};
    chooser_take(&picker->chooser, alone->lead);
    int rc = pick_action(&job, picker);
    return rc < 0 ? rc : !is_resting(&job);
}

/* The first of an entry's debts, by an order, that somebody is to talk about. */
struct search {
    struct picker *picker;
    int person; /* who talks; -1: whoever holds the debt */
    bool (*comes_before)(const struct entry *one, const struct entry *other,
                         const struct book *book, const int64_t *expected);
    struct entry found;
    bool has_found;
};

static int consider(void *context, size_t account)
{
    struct search *search = context;
    const struct book *book = search->picker->picks->desk->book;
    struct entry alone = entry_alone(book, account);
    if (search->has_found &&
        !search->comes_before(&alone, &search->found, book, search->picker->entries->expected))
        return 0;
    alone.person = search->person < 0 ? alone.person : search->person;
    int rc = is_wanted(&alone, search->picker);
    if (rc == 1) {
        search->found = alone;
        search->has_found = true;
    }
    return rc;
}

/* Whoever holds the highest debt that they may talk about talks, and begins with the first that
 * they may. But beside a promise that the customer is to be reminded of there is nothing to talk
 * about. */
static int choose_again(struct job *job, struct picker *picker)
{
    struct entry *entry = job->entry;
    struct search talker = {picker, -1, entry_is_higher, {0}, false};
    int rc = entry_each(entry, picker->entries, consider, &talker);
    if (rc < 0 || !talker.has_found)
        return rc;
    entry->top = talker.found.top;
    entry->person = talker.found.person;
    struct search lead = {picker, entry->person, entry_comes_first, {0}, false};
    if (entry->cause != CAUSE_PROMISE_REMINDER)
        rc = entry_each(entry, picker->entries, consider, &lead);
    entry->rest = REST_NOT;
    job->action = -1;
    if (lead.has_found && lead.found.lead != entry->lead)
        entry_begin_with(entry, picker->picks->desk, lead.found.lead);
    if (rc < 0 || is_resting(job))
        return rc;
    chooser_take(&picker->chooser, entry->lead);
    return pick_action(job, picker);
}

struct asking {
    struct picker *picker;
    const struct job *job;
};

/* Whether whoever talks is to talk about this debt, too. */
static int is_wanted_beside(void *context, size_t account)
{
    const struct asking *asking = context;
    struct entry alone = entry_alone(asking->picker->picks->desk->book, account);
    alone.person = asking->job->entry->person;
    return is_wanted(&alone, asking->picker);
}

/* After the action was picked, of an entry of several debts. */
static int leave_out(struct job *job, struct picker *picker)
{
    const struct entry *entry = job->entry;
    struct asking asking = {picker, job};
    int rc = is_resting(job)             ? 0
             : entry->top == entry->lead ? 1
                                         : is_wanted_beside(&asking, entry->top);
    if (rc == 0)
        rc = choose_again(job, picker);
    if (rc < 0 || is_resting(job))
        return rc;
    return entry_keep(job->entry, picker->entries, picker->picks->desk->book, is_wanted_beside,
                      &asking);
}

/* The first script that holds and names nothing that isn't known. */
static int pick_script(struct said *said, struct picker *picker)
{
    struct cx_buf text = {0};
    int at = -1, rc = 0;
    while (rc == 0 &&
           (rc = chooser_next(&at, &picker->chooser, &picker->scripts, &picker->err)) == 0 &&
           at >= 0) {
        cx_buf_clear(&text);
        rc = chooser_say(&text, &picker->chooser, picker->scripts.list[at].text, &picker->err);
    }
    if (rc == 1)
        said->script = cx_strdup(cx_buf_str(&text));
    cx_buf_fini(&text);
    return rc < 0 ? rc : 0;
}

static void pick_actions(void *context, size_t first, size_t end)
{
    struct picker *picker = context;
    for (size_t k = first; picker->rc == 0 && k < end; k++) {
        struct job *job = &picker->jobs[k];
        if (is_resting(job))
            continue;
        chooser_take(&picker->chooser, job->entry->lead);
        picker->rc = pick_action(job, picker);
        if (picker->rc == 0 && picker->picks->may_refuse && job->entry->debts > 1)
            picker->rc = leave_out(job, picker);
    }
}

int picks_actions(struct picks *picks, struct job *jobs, size_t count,
                  const struct entries *entries, struct cx_err *err)
{
    struct picker *left = &picks->pickers[0], *right = &picks->pickers[1];
    left->jobs = right->jobs = jobs;
    left->entries = right->entries = entries;
    if (picks->desk->chances.model) /* asked by one thread at a time */
        pick_actions(left, 0, count);
    else
        in_halves(pick_actions, left, right, count);
    const struct picker *failed = left->rc < 0 ? left : right;
    if (failed->rc < 0)
        *err = failed->err;
    return failed->rc;
}

int picks_action(struct picks *picks, struct job *job, struct cx_err *err)
{
    struct picker *picker = &picks->pickers[0];
    chooser_take(&picker->chooser, job->entry->lead);
    int rc = pick_action(job, picker);
    if (rc < 0)
        *err = picker->err;
    return rc;
}

int picks_say(struct picks *picks, struct said *said, size_t count, struct cx_err *err)
{
    struct picker *picker = &picks->pickers[0];
    for (size_t k = 0; picker->rc == 0 && k < count; k++) {
        const struct entry *entry = said[k].job->entry;
        put_why(said[k].why, sizeof said[k].why, picks->desk->book, entry);
        chooser_take(&picker->chooser, entry->lead);
        picker->rc = pick_script(&said[k], picker);
    }
    if (picker->rc < 0)
        *err = picker->err;
    return picker->rc;
}

/* Whether a script says what has this name. */
static bool says(const struct picks *picks, const char *name)
{
    const struct cx_choices *scripts = &picks->pickers[0].scripts;
    char mark[40];
    snprintf(mark, sizeof mark, "{%s}", name);
    for (size_t i = 0; i < scripts->count; i++) {
        if (scripts->list[i].text && strstr(scripts->list[i].text, mark))
            return true;
    }
    return false;
}

/* Whether a strategy or a script asks for a column. */
static bool uses(const struct picks *picks, int column)
{
    const struct picker *picker = &picks->pickers[0];
    return says(picks, cx_account_columns[column]) || picker->strategies.uses[column] ||
           picker->scripts.uses[column];
}

/* Of contacts, a list needs but the latest, unless the plan asks how many were in vain. */
unsigned picks_need(const struct picks *picks)
{
    bool counts_promises =
        uses(picks, CX_ACCOUNT_PROMISES_KEPT) || uses(picks, CX_ACCOUNT_PROMISES_BROKEN);
    if (uses(picks, CX_ACCOUNT_UNANSWERED))
        return BOOK_STORIES;
    return BOOK_LATEST | (counts_promises ? BOOK_PROMISES : 0u) |
           (uses(picks, CX_ACCOUNT_LAST_OUTCOME) ? BOOK_OUTCOMES : 0u) |
           (uses(picks, CX_ACCOUNT_LAST_CONTACT) ? BOOK_TIMES : 0u);
}

bool picks_has_strategies(const struct picks *picks)
{
    return picks->pickers[0].strategies.count > 0;
}

/* Whether there may be a debt whose strategy is none, or for which none holds. */
static bool may_refuse(const struct cx_choices *strategies)
{
    bool always_holds = strategies->count == 0;
    for (size_t i = 0; i < strategies->count; i++) {
        if (strategies->list[i].action == CX_DO_NONE)
            return true;
        always_holds = always_holds || !strategies->list[i].code;
    }
    return !always_holds;
}

int picks_init(struct picks *picks, struct cx_db *db, struct cx_err *err)
{
    int rc = 0;
    *picks = (struct picks){0};
    for (int h = 0; rc == 0 && h < 2; h++) {
        struct picker *picker = &picks->pickers[h];
        picker->picks = picks;
        rc = cx_choices_init(&picker->strategies, CX_STRATEGIES, db, err);
        if (rc == 0)
            rc = cx_choices_init(&picker->scripts, CX_SCRIPTS, db, err);
    }
    picks->may_refuse = may_refuse(&picks->pickers[0].strategies);
    return rc;
}

int picks_open(struct picks *picks, const struct desk *desk, bool is_unmasked, struct cx_db *db,
               struct cx_err *err)
{
    bool phones = uses(picks, CX_ACCOUNT_PHONE), calls = phones || says(picks, "name");
    int rc = calls ? called_init(&picks->called, desk->book, phones, db, err) : 0;
    picks->desk = desk;
    for (int h = 0; rc == 0 && h < 2; h++) {
        struct chooser *chooser = &picks->pickers[h].chooser;
        rc = chooser_init(chooser, db, &desk->chances, err);
        chooser->called = calls ? &picks->called : NULL;
        chooser->is_unmasked = is_unmasked;
    }
    return rc;
}

void picks_fini(struct picks *picks)
{
    for (int h = 0; h < 2; h++) {
        chooser_fini(&picks->pickers[h].chooser);
        cx_choices_fini(&picks->pickers[h].strategies);
        cx_choices_fini(&picks->pickers[h].scripts);
    }
    called_fini(&picks->called);
}
