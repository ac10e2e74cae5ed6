#include "assign/entry.h"

#include <stdlib.h>

#include "assign/halves.h"
#include "base/mem.h"

static bool is_workable(const struct book *book, size_t i)
{
    const struct cx_past past = book_past(book, i);
    int status = past.debt->status;
    if ((status != CX_OPEN && status != CX_PAUSED) || book->today >= past.debt->closed_on ||
        book_is_paused(book, i, book->today))
        return false;
    const struct cx_past_episode *held = cx_past_holder(&past, book->today);
    return held && held->person >= 0 && cx_org_post_on(book->org, held->person, book->today) >= 0 &&
           cx_past_stage(&past, book->plan, book->today) >= 0 &&
           cx_past_balance(&past, book->today) > 0;
}

/* Whoever is to remind the customer of a debt that no stage has yet: its holder, else the employee
 * who looks after the customer; -1: nobody. */
static int reminder_of(const struct book *book, size_t i)
{
    const struct cx_past_episode *held = book_held(book, i, book->today);
    const struct cx_past_debtor *debtor = book_debtor(book, i);
    int person = held                      ? held->person
                 : debtor && debtor->owner ? cx_org_person(book->org, debtor->owner)
                                           : -1;
    return person >= 0 && cx_org_post_on(book->org, person, book->today) >= 0 ? person : -1;
}

static bool is_due_soon(const struct book *book, size_t i)
{
    const struct cx_past past = book_past(book, i);
    int days = book->plan->settings.due_reminder_days,
        dpd = cx_past_dpd(&past, book->plan, book->today);
    return days > 0 && book->today < past.debt->closed_on && dpd <= 0 && dpd >= -days &&
           past.debt->status == CX_OPEN && !book_is_paused(book, i, book->today) &&
           book_stage(book, i, book->today) < 0 && book_balance(book, i, book->today) > 0 &&
           reminder_of(book, i) >= 0;
}

/* What was due by a day was broken when people last worked, or after that. */
static bool is_just_over(const struct book *book, cx_date judged)
{
    return judged >= book->worked && judged < book->today;
}

static bool is_due(const struct last_promise *promise, const struct book *book)
{
    const struct cx_promise *stands = &promise->stands;
    return promise->contact && stands->fate != CX_FATE_KEPT &&
           (stands->due == book->today || is_just_over(book, stands->judged));
}

/* Why an account that is in a stage is to be worked (reminders of debts not yet due are
 * CAUSE_DEBT_REMINDER). */
static enum cause cause_of(const struct book *book, size_t i)
{
    const struct cx_settings *settings = &book->plan->settings;
    const struct last_promise promise = last_promise(book, i, book->today);
    const struct cx_schedule schedule = schedule_of(book, i, book->today);
    cx_date due = schedule.next ? schedule.next->due_on : CX_DATE_NONE;
    if (is_due(&promise, book))
        return CAUSE_DUE;
    if (due == book->today ||
        (schedule.next && is_just_over(book, due + settings->promise_grace_days)))
        return CAUSE_INSTALMENT_DUE;
    if (schedule.standing != CX_SCHEDULE_KEPT || due < book->today)
        return CAUSE_STAGE;
    return due - book->today <= settings->promise_reminder_days ? CAUSE_INSTALMENT_REMINDER
                                                                : CAUSE_PLAN;
}

/* expected: of each account. */
static bool is_higher(const struct book *book, const int64_t *expected, size_t a, size_t b)
{
    int left = book_stage(book, a, book->today), right = book_stage(book, b, book->today);
    return left != right ? left > right : expected[a] > expected[b];
}

struct entry entry_alone(const struct book *book, size_t account)
{
    bool is_worked = is_workable(book, account);
    return (struct entry){
        .lead = (uint32_t)account,
        .top = (uint32_t)account,
        .promiser = (uint32_t)account,
        .first = (uint32_t)account,
        .person =
            is_worked ? book_held(book, account, book->today)->person : reminder_of(book, account),
        .debts = 1,
        .cause = (uint8_t)(is_worked ? cause_of(book, account) : CAUSE_DEBT_REMINDER),
        .rests_until = CX_DATE_NONE,
    };
}

/* The talk is about this account. */
static void lead_with(struct entry *entry, const struct desk *desk, size_t account)
{
    const struct book *book = desk->book;
    entry->lead = entry->promiser = (uint32_t)account;
    entry->balance = book_balance(book, account, book->today);
    entry->chance = (int32_t)chance_ppm(&desk->chances, account, book->today);
}

/* An account as an entry of its own. */
static struct entry entry_of(const struct desk *desk, size_t i, int64_t expected)
{
    struct entry entry = entry_alone(desk->book, i);
    lead_with(&entry, desk, i);
    entry.owed = entry.balance;
    entry.expected = expected;
    return entry;
}

/* What the talk begins with, of several: what was promised for now, then debts in their stages; a
 * debt that is paid by instalments comes up if there is nothing else. */
static int rank_of(enum cause cause)
{
    switch (cause) {
    case CAUSE_DUE:
    case CAUSE_INSTALMENT_DUE: return 0;
    case CAUSE_PROMISE_REMINDER:
    case CAUSE_STAGE: return 1;
    case CAUSE_INSTALMENT_REMINDER: return 2;
    case CAUSE_DEBT_REMINDER: return 3;
    case CAUSE_PLAN: break;
    }
    return 4;
}

/* The day of the next instalment; of an entry that is paid by them. */
static cx_date instalment_on(const struct book *book, const struct entry *entry)
{
    return schedule_of(book, entry->lead, book->today).next->due_on;
}

bool entry_comes_first(const struct entry *one, const struct entry *other, const struct book *book,
                       const int64_t *expected)
{
    int left = rank_of(one->cause), right = rank_of(other->cause);
    bool is_paid_by_plan = one->cause == CAUSE_PLAN || one->cause == CAUSE_INSTALMENT_REMINDER;
    if (left != right)
        return left < right;
    return is_paid_by_plan ? instalment_on(book, one) < instalment_on(book, other)
                           : is_higher(book, expected, one->lead, other->lead);
}

/* What is paid by instalments has no say where other debts are there. */
bool entry_is_higher(const struct entry *one, const struct entry *other, const struct book *book,
                     const int64_t *expected)
{
    if ((one->cause == CAUSE_PLAN) != (other->cause == CAUSE_PLAN))
        return other->cause == CAUSE_PLAN;
    return is_higher(book, expected, one->top, other->top);
}

/* Adds another account of the same customer. */
static int merge(struct entry *into, const struct entry *one, const struct entries *entries,
                 const struct book *book, struct cx_err *err)
{
    const int64_t *expected = entries->expected;
    const struct entry *higher = entry_is_higher(one, into, book, expected) ? one : into;
    struct entry both = entry_comes_first(one, into, book, expected) ? *one : *into;
    entries->next[one->lead] = into->first;
    both.first = one->lead;
    both.top = higher->top;
    both.person = higher->person;
    both.debts = into->debts + one->debts;
    if (__builtin_add_overflow(into->owed, one->owed, &both.owed) ||
        __builtin_add_overflow(into->expected, one->expected, &both.expected))
        return cx_err_set(err, CX_EDATA, "what is owed by a customer is too large to be added up");
    *into = both;
    return 0;
}

/* The first day on which an open promise of the customer's is due, if it is yet to come, and the
 * account that it is for, i rather than another; CX_DATE_NONE: there is none. */
static cx_date next_promise(size_t *account, const struct book *book, size_t i)
{
    size_t size = book_family_size(book, i);
    cx_date first = CX_DATE_NONE;
    for (size_t k = 0; k < size; k++) {
        size_t other = book_family(book, i, k);
        struct last_promise promise = last_promise(book, other, book->today);
        if (!promise.contact || promise.stands.fate != CX_FATE_OPEN ||
            promise.stands.due <= book->today || promise.stands.due > first ||
            (promise.stands.due == first && other != i) || !book_is_open(book, other, book->today))
            continue;
        first = promise.stands.due;
        *account = other;
    }
    return first;
}

static void rest(struct entry *entry, enum rest why, cx_date until)
{
    entry->rest = (uint8_t)why;
    entry->rests_until = until;
}

/* A reminder is given once. */
static void remind(struct entry *entry, const struct customer_contacts *contacts, cx_date due,
                   int days, cx_date until)
{
    if (contacts->last != INT64_MIN && cx_date_of(contacts->last) >= due - days)
        rest(entry, REST_REMINDED, until);
}

/* The talk is about this promise; in a book dealt by account, an entry stays that of its own. */
static void talk_of_promise(struct entry *entry, const struct desk *desk, size_t account)
{
    if (desk->book->plan->settings.deals_by_account)
        entry->promiser = (uint32_t)account;
    else
        lead_with(entry, desk, account);
}

static void find_rest(struct entry *entry, const struct desk *desk)
{
    const struct book *book = desk->book;
    const struct cx_settings *settings = &book->plan->settings;
    struct customer_contacts contacts = customer_contacts(book, entry->lead, book->today);
    const struct cx_past past = book_past(book, entry->lead);
    size_t account = entry->lead;
    cx_date promised = next_promise(&account, book, entry->lead);
    cx_date due_on = cx_past_due_on(&past, book->today);
    if (contacts.today > 0 && contacts.settled == 0)
        entry->not_before = contacts.last + (cx_time)settings->retry_minutes * 60;
    if (contacts.settled > 0 || cx_date_of(entry->not_before) > book->today) {
        rest(entry, REST_WORKED, book->today + 1);
        entry->is_worked = true;
    } else if (promised != CX_DATE_NONE) {
        if (promised - book->today > settings->promise_reminder_days ||
            !is_workable(book, account) || (settings->deals_by_account && account != entry->lead)) {
            rest(entry, REST_PROMISE, promised);
        } else {
            entry->cause = CAUSE_PROMISE_REMINDER;
            remind(entry, &contacts, promised, settings->promise_reminder_days, promised);
        }
        talk_of_promise(entry, desk, account);
    } else if (entry->cause == CAUSE_DEBT_REMINDER) {
        remind(entry, &contacts, due_on, settings->due_reminder_days, due_on + 1);
    } else if (entry->cause == CAUSE_INSTALMENT_REMINDER) {
        cx_date due = instalment_on(book, entry);
        remind(entry, &contacts, due, settings->promise_reminder_days, due);
    } else if (entry->cause == CAUSE_PLAN) {
        rest(entry, REST_INSTALMENT, instalment_on(book, entry) - settings->promise_reminder_days);
    }
}

void entry_begin_with(struct entry *entry, const struct desk *desk, size_t account)
{
    entry->cause = entry_alone(desk->book, account).cause;
    lead_with(entry, desk, account);
    find_rest(entry, desk);
}

int entry_keep(struct entry *entry, const struct entries *entries, const struct book *book,
               int (*stays)(void *context, size_t account), void *context)
{
    uint32_t account = entry->first, *link = &entry->first;
    for (int left = entry->debts; left > 0; left--, account = entries->next[account]) {
        int rc = account == entry->lead ? 1 : stays(context, account);
        if (rc < 0)
            return rc;
        if (rc > 0) {
            link = &entries->next[account];
            continue;
        }
        *link = entries->next[account];
        entry->debts--;
        entry->owed -= book_balance(book, account, book->today);
        entry->expected -= entries->expected[account];
    }
    return 0;
}

int entry_each(const struct entry *entry, const struct entries *entries,
               int (*each)(void *context, size_t account), void *context)
{
    uint32_t account = entry->first;
    int rc = 0;
    for (int left = entry->debts; rc >= 0 && left > 0; left--, account = entries->next[account])
        rc = each(context, account);
    return rc < 0 ? rc : 0;
}

/* Ids inside need not be in the order of their texts. */
void entries_place(struct entries *entries, const struct book *book, struct cx_db *db)
{
    size_t *places = cx_alloc((entries->count + 1) * sizeof *places);
    uint32_t *of = cx_alloc((book->count + 1) * sizeof *of);
    for (size_t k = 0; k < entries->count; k++)
        places[k] = entries->list[k].lead;
    book_sort(places, entries->count, book, db);
    for (size_t k = 0; k < entries->count; k++)
        of[places[k]] = (uint32_t)k;
    for (size_t k = 0; k < entries->count; k++)
        entries->list[k].place = of[entries->list[k].lead];
    free(places);
    free(of);
}

/* What two threads share: each has its part of the accounts or entries. */
struct making {
    const struct desk *desk;
    struct entries *entries;
    bool *wanted;
};

static void find_wanted(void *context, size_t first, size_t end)
{
    const struct making *making = context;
    const struct book *book = making->desk->book;
    for (size_t i = first; i < end; i++)
        making->wanted[i] = is_workable(book, i) || is_due_soon(book, i);
}

static void make_entries(void *context, size_t first, size_t end)
{
    const struct making *making = context;
    const struct entries *entries = making->entries;
    struct entry *list = entries->list;
    for (size_t k = first; k < end; k++)
        list[k] = entry_of(making->desk, list[k].lead, entries->expected[list[k].lead]);
}

static int is_worked(void *context, size_t account)
{
    const struct book *book = context;
    return !is_workable(book, account) || cause_of(book, account) != CAUSE_PLAN;
}

static void find_rests(void *context, size_t first, size_t end)
{
    const struct making *making = context;
    for (size_t k = first; k < end; k++) {
        struct entry *entry = &making->entries->list[k];
        find_rest(entry, making->desk);
        if (entry->debts > 1 && entry->cause != CAUSE_PLAN)
            (void)entry_keep(entry, making->entries, making->desk->book, is_worked,
                             making->desk->book);
    }
}

/* The accounts of a customer become one entry, in the place of the first. */
static int join(struct entries *entries, const struct book *book, struct cx_err *err)
{
    size_t *entry_of_customer = cx_alloc((book->customer_count + 1) * sizeof *entry_of_customer);
    size_t count = entries->count;
    int rc = 0;
    entries->count = 0;
    for (size_t k = 0; rc == 0 && k < count; k++) {
        const struct entry entry = entries->list[k];
        int32_t debtor =
            book->plan->settings.deals_by_account ? -1 : book_debt(book, entry.lead)->debtor;
        if (debtor >= 0 && entry_of_customer[debtor] > 0) {
            rc = merge(&entries->list[entry_of_customer[debtor] - 1], &entry, entries, book, err);
            continue;
        }
        entries->list[entries->count++] = entry;
        if (debtor >= 0)
            entry_of_customer[debtor] = entries->count;
    }
    free(entry_of_customer);
    return rc;
}

/* What the model learnt is asked by one thread at a time. */
static void in_parts(void (*work)(void *context, size_t first, size_t end), struct making *making,
                     size_t count)
{
    if (making->desk->chances.model)
        work(making, 0, count);
    else
        in_halves(work, making, making, count);
}

static int gather(struct making *making, const struct book *book, struct cx_err *err)
{
    struct entries *entries = making->entries;
    for (size_t i = 0; i < book->count; i++)
        entries->count += making->wanted[i];
    entries->list = cx_realloc(NULL, entries->count + 1, sizeof *entries->list);
    entries->count = 0;
    for (size_t i = 0; i < book->count; i++) {
        if (making->wanted[i])
            entries->list[entries->count++].lead = (uint32_t)i;
    }
    in_parts(make_entries, making, entries->count);
    int rc = join(entries, book, err);
    if (rc == 0)
        in_parts(find_rests, making, entries->count);
    return rc;
}

int entries_init(struct entries *entries, struct desk *desk, struct cx_err *err)
{
    const struct book *book = desk->book;
    bool *wanted = cx_alloc(book->count + 1);
    struct making making = {desk, entries, wanted};
    *entries = (struct entries){
        .expected = cx_alloc((book->count + 1) * sizeof *entries->expected),
        .next = cx_alloc((book->count + 1) * sizeof *entries->next),
    };
    in_halves(find_wanted, &making, &making, book->count);
    int rc = desk_expect(entries->expected, desk, wanted, err);
    if (rc == 0)
        rc = gather(&making, book, err);
    free(wanted);
    return rc;
}

void entries_fini(struct entries *entries)
{
    free(entries->list);
    free(entries->expected);
    free(entries->next);
    *entries = (struct entries){0};
}
