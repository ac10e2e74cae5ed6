/* The day's work: whom to contact now, in what order and how, when to try those who must wait, and
 * who rests. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assign/action.h"
#include "assign/assign.h"
#include "assign/pick.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "conduct/conduct.h"
#include "store/id.h"

/* Jobs that are shown while a thread finds what is said of those after them. */
#define BLOCK 1024
struct block {
    struct picks *picks;
    struct said said[BLOCK];
    size_t count;
    pthread_t thread;
    bool is_started;
    struct cx_err err;
    int rc;
};

struct worklist {
    struct desk desk;
    struct cx_allowed *allowed;
    struct picks picks;
    struct entries entries;
    struct job *jobs;
    size_t count;
    cx_time now;
    int64_t per_person;             /* 0: no limit */
    int64_t *taken;                 /* by person: customers of today */
    struct block *gathered, *begun; /* of the second, what is said is being found */
};

static int compare_urgency(const void *a, const void *b)
{
    const struct entry *left = ((const struct job *)a)->entry,
                       *right = ((const struct job *)b)->entry;
    if (left->cause != right->cause)
        return left->cause < right->cause ? -1 : 1;
    if (left->expected != right->expected)
        return left->expected > right->expected ? -1 : 1;
    return (left->place > right->place) - (left->place < right->place);
}

/* Those who may be contacted now by urgency; the others by the time when they may; then those who
 * rest. */
static int compare_times(const void *a, const void *b)
{
    const struct job *left = a, *right = b;
    if (left->at != right->at)
        return left->at < right->at ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

static void put_off(struct job *job, enum rest why, cx_date until)
{
    job->entry->rest = (uint8_t)why;
    job->entry->rests_until = until;
    job->at = CX_NEVER;
}

struct asking {
    struct worklist *list;
    const struct job *job;
    struct cx_err *err;
};

static int64_t customer_of(const struct book *book, size_t account)
{
    const struct cx_past_debtor *debtor = book_debtor(book, account);
    return debtor ? debtor->id : 0;
}

static int ask(cx_time *at, const struct asking *of, size_t account, cx_time from)
{
    const struct book *book = of->list->desk.book;
    return cx_allowed_at(at, of->list->allowed, book_debt(book, account)->id,
                         customer_of(book, account),
                         action_channel((enum cx_action)of->job->action), from, of->err);
}

static int is_allowed(void *context, size_t account)
{
    const struct asking *of = context;
    cx_time at;
    int rc = ask(&at, of, account, of->job->at);
    return rc < 0 ? rc : at == of->job->at;
}

static cx_date day_of(cx_time at)
{
    return at == CX_NEVER ? CX_DATE_NONE : cx_date_of(at);
}

/* The debt of a customer that may be talked about on the first day, and comes first of those. */
struct sooner {
    struct worklist *list;
    const struct entry *entry; /* of all debts */
    struct entry found;        /* the same as it begins with that one */
    cx_time at;
    int action;
    struct cx_err *err;
};

static int consider(void *context, size_t account)
{
    struct sooner *of = context;
    struct worklist *list = of->list;
    struct entry entry = *of->entry;
    struct job job = {.entry = &entry, .action = -1};
    const struct asking asking = {list, &job, of->err};
    if (account == of->entry->lead)
        return 0;
    entry_begin_with(&entry, &list->desk, account);
    int rc = is_resting(&job) ? 0 : picks_action(&list->picks, &job, of->err);
    if (rc < 0 || is_resting(&job))
        return rc;
    rc = ask(&job.at, &asking, account, entry.not_before);
    if (rc < 0 || day_of(job.at) > day_of(of->at) ||
        (day_of(job.at) == day_of(of->at) &&
         !entry_comes_first(&entry, &of->found, list->desk.book, list->entries.expected)))
        return rc;
    of->found = entry;
    of->at = job.at;
    of->action = job.action;
    return 0;
}

/* The talk of a customer that can't be today begins with the debt that may be talked about soonest;
 * but a promise that they are to be reminded of is all that there is to talk about. */
static int begin_sooner(struct job *job, struct worklist *list, struct cx_err *err)
{
    struct sooner sooner = {list, job->entry, *job->entry, job->at, job->action, err};
    if (day_of(job->at) == list->desk.book->today || job->entry->cause == CAUSE_PROMISE_REMINDER)
        return 0;
    int rc = entry_each(job->entry, &list->entries, consider, &sooner);
    *job->entry = sooner.found;
    job->at = sooner.at;
    job->action = sooner.action;
    return rc;
}

/* Of several debts of a customer, only those are talked about that may be at the time when the one
 * may be that the talk begins with. */
static int keep_limits(struct worklist *list, struct cx_err *err)
{
    int rc = 0;
    for (size_t k = 0; rc == 0 && k < list->count; k++) {
        struct job *job = &list->jobs[k];
        struct asking asking = {list, job, err};
        if (is_resting(job) || job->entry->debts == 1)
            continue;
        rc = ask(&job->at, &asking, job->entry->lead, job->entry->not_before);
        if (rc == 0)
            rc = begin_sooner(job, list, err);
        if (rc == 0 && job->at != CX_NEVER)
            rc = entry_keep(job->entry, &list->entries, list->desk.book, is_allowed, &asking);
    }
    return rc;
}

/* One debt of a job is talked about. */
static int use_one(void *context, size_t account)
{
    const struct asking *of = context;
    const struct book *book = of->list->desk.book;
    return cx_allowed_use(of->list->allowed, book_debt(book, account)->id,
                          customer_of(book, account),
                          action_channel((enum cx_action)of->job->action), of->err);
}

/* Each job of today counts for those after it, as if it was done. What is beyond a person's number
 * for today doesn't. */
static int find_times(struct worklist *list, struct cx_err *err)
{
    const struct book *book = list->desk.book;
    int rc = 0;
    for (size_t k = 0; k < list->count; k++)
        list->taken[list->jobs[k].entry->person] += list->jobs[k].entry->is_worked;
    for (size_t k = 0; rc == 0 && k < list->count; k++) {
        struct job *job = &list->jobs[k];
        struct asking asking = {list, job, err};
        job->order = (uint32_t)k;
        if (is_resting(job)) {
            job->at = CX_NEVER;
            continue;
        }
        /* Of several debts keep_limits asked: no other job is of their customer. */
        if (job->entry->debts == 1)
            rc = ask(&job->at, &asking, job->entry->lead, job->entry->not_before);
        if (rc == 0 && job->at == CX_NEVER)
            put_off(job, REST_LIMITS, CX_DATE_NONE);
        if (rc < 0 || is_resting(job) || cx_date_of(job->at) != book->today)
            continue;
        if (list->per_person > 0 && list->taken[job->entry->person] >= list->per_person) {
            put_off(job, REST_SURPLUS, book->today + 1);
            continue;
        }
        list->taken[job->entry->person]++;
        rc = entry_each(job->entry, &list->entries, use_one, &asking);
    }
    return rc;
}

static int fill(struct worklist *list, struct cx_db *db, bool is_unmasked, struct cx_err *err)
{
    int rc = picks_init(&list->picks, db, err);
    if (rc == 0)
        rc = desk_open(&list->desk, db, cx_date_of(list->now), picks_need(&list->picks), err);
    if (rc == 0)
        rc = desk_measure(&list->desk, db, err);
    if (rc == 0)
        rc = entries_init(&list->entries, &list->desk, err);
    if (rc == 0)
        rc = picks_open(&list->picks, &list->desk, is_unmasked, db, err);
    if (rc < 0)
        return rc;
    list->count = list->entries.count;
    list->jobs = cx_realloc(NULL, list->count + 1, sizeof *list->jobs);
    list->taken = cx_alloc(((size_t)list->desk.org->person_count + 1) * sizeof *list->taken);
    for (size_t k = 0; k < list->count; k++)
        list->jobs[k] =
            (struct job){.entry = &list->entries.list[k], .action = -1, .at = list->now};
    rc = picks_actions(&list->picks, list->jobs, list->count, &list->entries, err);
    if (rc == 0)
        rc = keep_limits(list, err);
    if (rc == 0)
        entries_place(&list->entries, list->desk.book, db);
    if (rc == 0 && list->count > 0)
        qsort(list->jobs, list->count, sizeof *list->jobs, compare_urgency);
    if (rc == 0)
        rc = find_times(list, err);
    if (rc == 0 && list->count > 0)
        qsort(list->jobs, list->count, sizeof *list->jobs, compare_times);
    return rc;
}

static const char *why_not(char *out, size_t size, const struct worklist *list,
                           const struct job *job)
{
    const struct entry *entry = job->entry;
    switch ((enum rest)entry->rest) {
    case REST_NOT: break;
    case REST_PROMISE: put_promise(out, size, list->desk.book, entry); return out;
    case REST_INSTALMENT: put_instalment(out, size, list->desk.book, entry); return out;
    case REST_WORKED: return cx_shown("contacted today");
    case REST_REMINDED: return cx_shown("contacted since the day of the reminder");
    case REST_STRATEGY: return cx_shown("the strategy is not to contact the customer");
    case REST_NO_STRATEGY: return cx_shown("no strategy holds");
    case REST_LIMITS:
        snprintf(out, size, cx_shown("the limits allow no contact (%s)"),
                 cx_shown_word(cx_channels[action_channel((enum cx_action)job->action)]));
        return out;
    case REST_SURPLUS: return cx_shown("beyond what the holder can do today");
    }
    return "";
}

static int show_job(struct cx_table *out, const struct worklist *list, const struct said *said,
                    struct cx_db *db, struct cx_err *err)
{
    const struct book *book = list->desk.book;
    const struct job *job = said->job;
    const struct entry *entry = job->entry;
    const struct cx_past past = book_past(book, entry->lead);
    char account[CX_ID_MAX + 1], customer[CX_ID_MAX + 1];
    struct cx_cell cells[] = {
        cx_cell_text(list->desk.org->people[entry->person].key),
        cx_cell_text(cx_id_text(account, db, past.debt->id)),
        cx_cell_text(past.debtor ? cx_id_text(customer, db, past.debtor->id) : NULL),
        cx_cell_word(cx_actions[job->action]),
        job->at > list->now ? cx_cell_n(job->at) : CX_NULL_CELL,
        cx_cell_text(said->why),
        cx_cell_n(entry->balance),
        cx_cell_n(cx_past_due_on(&past, book->today)),
        cx_cell_n(cx_past_dpd(&past, book->plan, book->today)),
        cx_cell_n(entry->chance),
        cx_cell_n(entry->expected),
        cx_cell_text(said->script),
        cx_cell_n(entry->debts),
        cx_cell_n(entry->owed),
    };
    return cx_table_row(out, cells, err);
}

static int show_rest(struct cx_table *out, const struct worklist *list, const struct said *said,
                     struct cx_db *db, struct cx_err *err)
{
    const struct job *job = said->job;
    const struct entry *entry = job->entry;
    const struct cx_past past = book_past(list->desk.book, entry->lead);
    char account[CX_ID_MAX + 1], customer[CX_ID_MAX + 1], words[WHY_MAX];
    struct cx_cell cells[] = {
        cx_cell_text(list->desk.org->people[entry->person].key),
        cx_cell_text(cx_id_text(account, db, past.debt->id)),
        cx_cell_text(past.debtor ? cx_id_text(customer, db, past.debtor->id) : NULL),
        cx_cell_text(why_not(words, sizeof words, list, job)),
        entry->rests_until == CX_DATE_NONE ? CX_NULL_CELL : cx_cell_n(entry->rests_until),
        cx_cell_n(entry->expected),
    };
    return cx_table_row(out, cells, err);
}

static void name_columns(struct cx_table *out, bool of_rest)
{
    static const struct cx_column work[] = {
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"customer_id", "Customer", CX_CELL_TEXT, 0, false},
        {"action", "Action", CX_CELL_TEXT, 0, false},
        {"next_at", "Not before", CX_CELL_TIME, 0, false},
        {"why", "Why", CX_CELL_TEXT, 0, false},
        {"balance", "Balance", CX_CELL_MONEY, 0, true},
        {"due_on", "Due on", CX_CELL_DATE, 0, false},
        {"dpd", "Days past due", CX_CELL_NUMBER, 0, false},
        {"p_pay", "Chance of payment", CX_CELL_SHARE, 6, false},
        {"expected", "Expected", CX_CELL_MONEY, 0, true},
        {"script", "Script", CX_CELL_TEXT, 0, false},
        {"debts", "Debts", CX_CELL_NUMBER, 0, false},
        {"owed", "Owed in all", CX_CELL_MONEY, 0, true},
    };
    static const struct cx_column rest[] = {
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"customer_id", "Customer", CX_CELL_TEXT, 0, false},
        {"why", "Why not", CX_CELL_TEXT, 0, false},
        {"until", "Rests until", CX_CELL_DATE, 0, false},
        {"expected", "Expected", CX_CELL_MONEY, 0, true},
    };
    if (of_rest)
        cx_table_columns(out, rest, sizeof rest / sizeof *rest);
    else
        cx_table_columns(out, work, sizeof work / sizeof *work);
}

static void *say(void *context)
{
    struct block *block = context;
    block->rc = picks_say(block->picks, block->said, block->count, &block->err);
    return NULL;
}

static void begin_block(struct block *block)
{
    block->is_started = pthread_create(&block->thread, NULL, say, block) == 0;
    if (!block->is_started)
        say(block);
}

static int end_block(struct block *block, struct cx_err *err)
{
    if (block->is_started)
        pthread_join(block->thread, NULL);
    block->is_started = false;
    if (block->rc < 0)
        *err = block->err;
    return block->rc;
}

static void empty_block(struct block *block)
{
    for (size_t k = 0; k < block->count; k++)
        free(block->said[k].script);
    block->count = 0;
}

/* Shows the jobs that were begun, and begins those that are gathered; one thread at a time may ask
 * the picks. */
static int show_block(struct cx_table *out, struct worklist *list, struct cx_db *db, bool of_rest,
                      struct cx_err *err)
{
    struct block *block = list->begun;
    int rc = end_block(block, err);
    if (rc < 0)
        return rc;
    list->begun = list->gathered;
    list->gathered = block;
    if (!of_rest)
        begin_block(list->begun);
    for (size_t k = 0; rc == 0 && k < block->count; k++)
        rc = (of_rest ? show_rest : show_job)(out, list, &block->said[k], db, err);
    empty_block(block);
    return rc;
}

static int show_all(struct cx_worklist_sums *sums, struct worklist *list, struct cx_table *out,
                    struct cx_db *db, int person, bool of_rest, struct cx_err *err)
{
    int rc = 0;
    name_columns(out, of_rest);
    for (size_t k = 0; rc == 0 && k < list->count; k++) {
        struct job *job = &list->jobs[k];
        if (person >= 0 && job->entry->person != person)
            continue;
        sums->now += !is_resting(job) && job->at <= list->now;
        sums->later += !is_resting(job) && job->at > list->now;
        sums->rest += is_resting(job);
        sums->surplus += job->entry->rest == REST_SURPLUS;
        if (is_resting(job) != of_rest)
            continue;
        struct said *said = &list->gathered->said[list->gathered->count++];
        said->job = job;
        said->script = NULL;
        if (list->gathered->count == BLOCK)
            rc = show_block(out, list, db, of_rest, err);
    }
    for (int left = 2; rc == 0 && left > 0; left--)
        rc = show_block(out, list, db, of_rest, err);
    return rc;
}

static struct block *new_block(struct picks *picks)
{
    struct block *block = cx_alloc(sizeof *block);
    block->picks = picks;
    return block;
}

static void free_block(struct block *block)
{
    struct cx_err ignored;
    (void)end_block(block, &ignored);
    empty_block(block);
    free(block);
}

static void close_list(struct worklist *list)
{
    free_block(list->gathered);
    free_block(list->begun);
    free(list->jobs);
    free(list->taken);
    entries_fini(&list->entries);
    picks_fini(&list->picks);
    cx_allowed_free(list->allowed);
    desk_close(&list->desk);
}

/* Quiet hours are everybody's: outside them nobody is listed, not even who might be contacted. */
static void keep_quiet(struct worklist *list)
{
    size_t kept = 0;
    for (size_t k = 0; k < list->count; k++) {
        if (is_resting(&list->jobs[k]))
            list->jobs[kept++] = list->jobs[k];
    }
    list->count = kept;
}

int cx_assign_worklist(struct cx_worklist_sums *sums, struct cx_table *out, struct cx_db *db,
                       const struct cx_assign_options *options, struct cx_err *err)
{
    struct worklist list = {.now = options->now, .per_person = options->per_person};
    int person = -1;
    *sums = (struct cx_worklist_sums){0};
    list.gathered = new_block(&list.picks);
    list.begun = new_block(&list.picks);
    int rc = cx_db_begin_read(db, err);
    if (rc == 0)
        rc = cx_allowed_new(&list.allowed, db, options->now, options->until, err);
    if (rc == 0) {
        sums->opens_at = cx_allowed_opens(list.allowed);
        rc = fill(&list, db, options->unmask, err);
    }
    if (rc == 0 && options->employee)
        rc = cx_org_find_person(&person, list.desk.org, options->employee, err);
    sums->has_strategies = picks_has_strategies(&list.picks);
    sums->has_stages = rc == 0 && list.desk.plan->stage_count > 0;
    if (sums->opens_at != CX_NEVER && sums->opens_at > options->now)
        keep_quiet(&list);
    if (rc == 0)
        rc = show_all(sums, &list, out, db, person, options->of_rest, err);
    cx_db_rollback(db);
    close_list(&list);
    return rc;
}
