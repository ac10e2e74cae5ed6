/* The day's work: whom to contact now, in what order and how, and when to try those who must wait.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assign/assign.h"
#include "assign/book.sql.h"
#include "assign/choose.h"
#include "assign/desk.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "conduct/conduct.h"
#include "store/id.h"

enum urgency { BROKEN_OR_DUE, OTHERS };

struct job {
    size_t account;
    int person, strategy, script; /* strategy, script -1: none */
    int action;
    enum urgency urgency;
    struct last_promise promise;
    int64_t balance, expected, chance; /* cents, cents, millionths */
    cx_time at;                        /* when it may be done */
    size_t place;                      /* by the account's text */
};

struct worklist {
    struct desk desk;
    struct cx_allowed *allowed;
    struct cx_choices strategies, scripts;
    struct job *jobs;
    size_t count;
    cx_time now;
};

static bool is_workable(const struct book *book, size_t i)
{
    const struct cx_past_episode *held = book_held(book, i, book->today);
    int status = book_debt(book, i)->status;
    return held && held->person >= 0 && cx_org_post_on(book->org, held->person, book->today) >= 0 &&
           (status == CX_OPEN || status == CX_PAUSED) && !book_is_paused(book, i, book->today) &&
           book_stage(book, i, book->today) >= 0 && book_balance(book, i, book->today) > 0;
}

static enum urgency urgency_of(const struct last_promise *promise, cx_date today)
{
    const struct cx_promise *stands = &promise->stands;
    bool is_near = stands->due == today || stands->judged == today - 1;
    return promise->contact && is_near && stands->fate != CX_FATE_KEPT ? BROKEN_OR_DUE : OTHERS;
}

static int gather(struct worklist *list, struct cx_err *err)
{
    const struct book *book = list->desk.book;
    bool *wanted = cx_alloc(book->count + 1);
    int64_t *expected = cx_alloc((book->count + 1) * sizeof *expected);
    size_t count = 0;
    for (size_t i = 0; i < book->count; i++) {
        wanted[i] = is_workable(book, i);
        count += wanted[i];
    }
    int rc = desk_expect(expected, &list->desk, wanted, err);
    list->jobs = cx_alloc((count + 1) * sizeof *list->jobs);
    for (size_t i = 0; rc == 0 && i < book->count; i++) {
        if (!wanted[i])
            continue;
        struct last_promise promise = last_promise(book, i, book->today);
        list->jobs[list->count++] = (struct job){
            .account = i,
            .person = book_held(book, i, book->today)->person,
            .promise = promise,
            .urgency = urgency_of(&promise, book->today),
            .balance = book_balance(book, i, book->today),
            .expected = expected[i],
            .chance = chance_ppm(&list->desk.chances, i, book->today),
        };
    }
    free(wanted);
    free(expected);
    return rc;
}

static int compare_urgency(const void *a, const void *b)
{
    const struct job *left = a, *right = b;
    if (left->urgency != right->urgency)
        return left->urgency < right->urgency ? -1 : 1;
    if (left->expected != right->expected)
        return left->expected > right->expected ? -1 : 1;
    return (left->place > right->place) - (left->place < right->place);
}

/* Those who may be contacted now as they are; the others by the time when they may. */
static int compare_times(const void *a, const void *b)
{
    const struct job *left = a, *right = b;
    return left->at != right->at ? (left->at < right->at ? -1 : 1) : compare_urgency(a, b);
}

/* Ids inside need not be in the order of their texts, in which equals are to stand. */
static void find_places(struct worklist *list, struct cx_db *db)
{
    size_t *places = cx_alloc((list->count + 1) * sizeof *places);
    size_t *of = cx_alloc((list->desk.book->count + 1) * sizeof *of);
    for (size_t k = 0; k < list->count; k++)
        places[k] = list->jobs[k].account;
    book_sort(places, list->count, list->desk.book, db);
    for (size_t k = 0; k < list->count; k++)
        of[places[k]] = k;
    for (size_t k = 0; k < list->count; k++)
        list->jobs[k].place = of[list->jobs[k].account];
    free(places);
    free(of);
}

static int action_of_kind(int kind)
{
    static const int actions[CX_TEAM_KINDS] = {
        [CX_TEAM_PHONE] = CX_DO_PHONE, [CX_TEAM_VISIT] = CX_DO_VISIT,
        [CX_TEAM_LEGAL] = CX_DO_LEGAL, [CX_TEAM_MESSAGE] = CX_DO_SMS,
        [CX_TEAM_SALES] = CX_DO_PHONE, [CX_TEAM_OTHER] = CX_DO_PHONE};
    return actions[kind];
}

/* A job without an action is left out. */
static int pick(struct worklist *list, struct cx_db *db, struct cx_err *err)
{
    const struct book *book = list->desk.book;
    size_t *accounts = cx_alloc((list->count + 1) * sizeof *accounts), kept = 0;
    int *strategies = cx_alloc((list->count + 1) * sizeof *strategies);
    int *scripts = cx_alloc((list->count + 1) * sizeof *scripts);
    for (size_t k = 0; k < list->count; k++)
        accounts[k] = list->jobs[k].account;
    int rc = choose(strategies, &list->strategies, CX_STRATEGIES, db, &list->desk.chances, accounts,
                    list->count, err);
    if (rc == 0)
        rc = choose(scripts, &list->scripts, CX_SCRIPTS, db, &list->desk.chances, accounts,
                    list->count, err);
    for (size_t k = 0; rc == 0 && k < list->count; k++) {
        struct job job = list->jobs[k];
        if (strategies[k] < 0 && list->strategies.count > 0)
            continue;
        int stage = book_stage(book, job.account, book->today);
        job.script = scripts[k];
        job.action = strategies[k] < 0 ? action_of_kind(list->desk.plan->stages[stage].team_kind)
                                       : list->strategies.list[strategies[k]].action;
        list->jobs[kept++] = job;
    }
    list->count = kept;
    free(accounts);
    free(strategies);
    free(scripts);
    return rc;
}

static int channel_of(int action)
{
    static const int channels[CX_ACTIONS] = {
        [CX_DO_SMS] = CX_SMS,     [CX_DO_NOTICE] = CX_LETTER, [CX_DO_PHONE] = CX_PHONE,
        [CX_DO_VISIT] = CX_VISIT, [CX_DO_LETTER] = CX_LETTER, [CX_DO_LEGAL] = CX_LEGAL};
    return channels[action];
}

/* Each job that may be done now counts for those after it, as if it was. */
static int find_times(struct worklist *list, struct cx_err *err)
{
    size_t kept = 0;
    int rc = 0;
    for (size_t k = 0; rc == 0 && k < list->count; k++) {
        struct job job = list->jobs[k];
        int64_t account = book_debt(list->desk.book, job.account)->id;
        int channel = channel_of(job.action);
        rc = cx_allowed_at(&job.at, list->allowed, account, channel, err);
        if (rc == 0 && job.at == list->now)
            rc = cx_allowed_use(list->allowed, account, channel, err);
        if (job.at != CX_NEVER)
            list->jobs[kept++] = job;
    }
    list->count = kept;
    return rc;
}

static int fill(struct worklist *list, struct cx_db *db, struct cx_err *err)
{
    int rc = desk_open(&list->desk, db, cx_date_of(list->now), BOOK_STORIES, err);
    if (rc == 0)
        rc = desk_measure(&list->desk, db, err);
    if (rc == 0)
        rc = gather(list, err);
    if (rc == 0)
        rc = pick(list, db, err);
    if (rc < 0)
        return rc;
    find_places(list, db);
    if (list->count > 0)
        qsort(list->jobs, list->count, sizeof *list->jobs, compare_urgency);
    rc = find_times(list, err);
    if (list->count > 0)
        qsort(list->jobs, list->count, sizeof *list->jobs, compare_times);
    return rc;
}

static void why(char *out, size_t size, const struct worklist *list, const struct job *job)
{
    const struct book *book = list->desk.book;
    const struct cx_past past = book_past(book, job->account);
    const struct cx_past_contact *contact = job->promise.contact;
    char day[CX_DATE_TEXT], money[CX_DEC_TEXT] = "to pay";
    if (job->urgency == BROKEN_OR_DUE && contact->promised_cents != INT64_MIN)
        cx_dec_format(money, contact->promised_cents, 2);
    if (job->urgency == OTHERS)
        snprintf(out, size, cx_shown("stage %s at %d days"),
                 list->desk.plan->stages[cx_past_stage(&past, book->plan, book->today)].name,
                 cx_past_dpd(&past, book->today));
    else if (job->promise.stands.due == book->today)
        snprintf(out, size, cx_shown("promised %s for today"), money);
    else
        snprintf(out, size, cx_shown("promised %s for %s, and did not pay"), money,
                 cx_date_format(day, job->promise.stands.due));
}

static int name_of(char **name, struct cx_stmt *stmt, const struct book *book, size_t i,
                   struct cx_err *err)
{
    const struct cx_past_debtor *debtor = book_debtor(book, i);
    *name = NULL;
    if (!debtor)
        return 0;
    cx_stmt_bind_int(stmt, 1, debtor->id);
    int rc = cx_stmt_step(stmt, err);
    if (rc == 1)
        *name = cx_strdup(cx_stmt_text(stmt, 0));
    cx_stmt_reset(stmt);
    return rc < 0 ? rc : 0;
}

static int show_job(struct cx_table *out, const struct worklist *list, const struct job *job,
                    struct cx_db *db, struct cx_stmt *names, struct cx_err *err)
{
    const struct book *book = list->desk.book;
    const struct cx_past past = book_past(book, job->account);
    char account[CX_ID_MAX + 1], customer[CX_ID_MAX + 1], words[160], *name = NULL;
    cx_date due_on = cx_past_due_on(&past, book->today);
    struct cx_buf script = {0};
    int rc = 0;
    why(words, sizeof words, list, job);
    if (job->script >= 0) {
        rc = name_of(&name, names, book, job->account, err);
        fill_script(&script, list->scripts.list[job->script].text, name, job->balance, due_on);
    }
    struct cx_cell cells[] = {
        cx_cell_text(list->desk.org->people[job->person].key),
        cx_cell_text(cx_id_text(account, db, past.debt->id)),
        cx_cell_text(past.debtor ? cx_id_text(customer, db, past.debtor->id) : NULL),
        cx_cell_text(cx_actions[job->action]),
        job->at > list->now ? cx_cell_n(job->at) : CX_NULL_CELL,
        cx_cell_text(words),
        cx_cell_n(job->balance),
        cx_cell_n(due_on),
        cx_cell_n(cx_past_dpd(&past, book->today)),
        cx_cell_n(job->chance),
        cx_cell_n(job->expected),
        cx_cell_text(job->script < 0 ? NULL : cx_buf_str(&script)),
    };
    if (rc == 0)
        rc = cx_table_row(out, cells, err);
    cx_buf_fini(&script);
    free(name);
    return rc;
}

static int show_all(struct cx_worklist_sums *sums, const struct worklist *list,
                    struct cx_table *out, struct cx_db *db, int person, struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"customer_id", "Customer", CX_CELL_TEXT, 0, false},
        {"action", "Action", CX_CELL_TEXT, 0, false},
        {"next_at", "Not before", CX_CELL_TIME, 0, false},
        {"why", "Why", CX_CELL_TEXT, 0, false},
        {"balance", "Balance", CX_CELL_MONEY, 0, true},
        {"due_on", "Due on", CX_CELL_DATE, 0, false},
        {"dpd", "Days past due", CX_CELL_NUMBER, 0, false},
        {"p_pay", "Chance of payment", CX_CELL_NUMBER, 6, false},
        {"expected", "Expected", CX_CELL_MONEY, 0, true},
        {"script", "Script", CX_CELL_TEXT, 0, false},
    };
    struct cx_stmt *names = NULL;
    int rc = cx_stmt_new(&names, db, SQL_customer_name, err);
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    for (size_t k = 0; rc == 0 && k < list->count; k++) {
        const struct job *job = &list->jobs[k];
        if (person >= 0 && job->person != person)
            continue;
        sums->now += job->at <= list->now;
        sums->later += job->at > list->now;
        rc = show_job(out, list, job, db, names, err);
    }
    cx_stmt_free(names);
    return rc;
}

static int find_person(int *person, const struct worklist *list, struct cx_db *db,
                       const char *employee, struct cx_err *err)
{
    int64_t id = 0;
    *person = -1;
    if (!employee)
        return 0;
    int rc = cx_id_find(&id, db, employee, strlen(employee), err);
    if (rc == 0)
        *person = cx_org_person(list->desk.org, id);
    if (rc == 0 && *person < 0)
        rc = cx_err_set(err, CX_EUSAGE, "--employee: there is no employee \"%s\"", employee);
    return rc;
}

int cx_assign_worklist(struct cx_worklist_sums *sums, struct cx_table *out, struct cx_db *db,
                       const struct cx_assign_options *options, struct cx_err *err)
{
    struct worklist list = {.now = options->now};
    int person = -1;
    *sums = (struct cx_worklist_sums){0};
    int rc = cx_db_begin_read(db, err);
    if (rc == 0)
        rc = cx_allowed_new(&list.allowed, db, options->now, err);
    if (rc == 0) {
        sums->opens_at = cx_allowed_opens(list.allowed);
        rc = fill(&list, db, err);
    }
    if (rc == 0)
        rc = find_person(&person, &list, db, options->employee, err);
    sums->has_strategies = list.strategies.count > 0;
    /* Quiet hours are everybody's: outside them nothing is listed, not even what would be allowed.
     */
    if (sums->opens_at != CX_NEVER && sums->opens_at > options->now)
        list.count = 0;
    if (rc == 0)
        rc = show_all(sums, &list, out, db, person, err);
    cx_db_rollback(db);
    cx_choices_fini(&list.strategies);
    cx_choices_fini(&list.scripts);
    cx_allowed_free(list.allowed);
    desk_close(&list.desk);
    free(list.jobs);
    return rc;
}
