#include "base/lang.h"
#include "import/aside.sql.h"
#include "import/hooks.h"
#include "past/days.h"

static void restate(struct file *file, enum restatement what, bool is_past)
{
    struct restated *restated = &file->noted.aside.restated[what];
    if (is_past && restated->count++ == 0)
        restated->id = file->cells[0].n;
}

void aside_restate(struct file *file, enum restatement what, cx_date day)
{
    const struct notes *notes = file->import->notes;
    restate(file, what, notes && day < cx_date_month_start(notes->today));
}

void aside_end(struct file *file, cx_date day)
{
    const struct notes *notes = file->import->notes;
    restate(file, RESTATED_END, notes && day < notes->sealed_to);
}

static void count(struct lacking *lacking, bool does_lack, int64_t line)
{
    if (does_lack && lacking->count++ == 0)
        lacking->line = line;
}

void aside_settle_contact(struct file *file)
{
    struct aside *aside = &file->noted.aside;
    const struct cx_contact *now = &file->contacts.now;
    int channel = now->channel < 0 ? ANY_CHANNEL : now->channel;
    bool has_day = now->until != CX_DAYS_NEVER;
    count(&aside->channel, now->channel < 0, file->row->line);
    count(&aside->outcome[channel], now->outcome < 0, file->row->line);
    count(&aside->account[channel], now->account == 0, file->row->line);
    count(&aside->promised_on, now->outcome == CX_PROMISED && !has_day, file->row->line);
    count(&aside->promised, now->outcome != CX_PROMISED && has_day, file->row->line);
}

/* What the limits that hold ask of a contact, by its channel. */
struct wanted_of {
    bool channel, outcome[ASIDE_CHANNELS], account[ASIDE_CHANNELS];
};

static void want(void *context, enum cx_limit_rule rule, int of, bool connected_only)
{
    struct wanted_of *wanted = context;
    bool asks_outcome = rule == CX_LIMIT_DAYS_AFTER_TALK || connected_only;
    wanted->channel |= of >= 0;
    for (int channel = 0; channel < ASIDE_CHANNELS; channel++) {
        bool is_meant = of < 0 || of == channel;
        wanted->outcome[channel] |= is_meant && asks_outcome;
        wanted->account[channel] |= is_meant && rule != CX_LIMIT_QUIET_HOURS;
    }
}

static struct lacking sum_of(const struct lacking by_channel[ASIDE_CHANNELS],
                             const bool is_wanted[ASIDE_CHANNELS])
{
    struct lacking sum = {0};
    for (int i = 0; i < ASIDE_CHANNELS; i++) {
        const struct lacking *of = &by_channel[i];
        if (!is_wanted[i] || of->count == 0)
            continue;
        sum.line = sum.count == 0 || of->line < sum.line ? of->line : sum.line;
        sum.count += of->count;
    }
    return sum;
}

static void tell(struct cx_buf *text, const struct file *file, const struct lacking *lacking,
                 const char *format)
{
    if (lacking->count > 0)
        cx_buf_say(text, format, file->result->name, (long long)lacking->count,
                   (long long)lacking->line);
}

static void tell_limits(struct cx_buf *text, const struct file *file)
{
    const struct aside *aside = &file->noted.aside;
    struct wanted_of wanted = {0};
    if (!file->import->watch)
        return;
    cx_watch_limits(file->import->watch, want, &wanted);
    struct lacking outcome = sum_of(aside->outcome, wanted.outcome),
                   account = sum_of(aside->account, wanted.account);
    if (wanted.channel)
        tell(text, file, &aside->channel,
             cx_said_n("%s: %lld contact has no channel, in line %lld, and was not checked "
                       "by the limits of a channel: name it in a map, as in channel,=phone\n",
                       "%s: %lld contacts have no channel, the first in line %lld, and were "
                       "not checked by the limits of a channel: name it in a map, as in "
                       "channel,=phone\n",
                       (unsigned long long)aside->channel.count));
    tell(text, file, &outcome,
         cx_said_n("%s: %lld contact has no outcome, in line %lld, and does not count for the "
                   "limits of connected contacts and talks: import it with its outcome\n",
                   "%s: %lld contacts have no outcome, the first in line %lld, and do not count "
                   "for the limits of connected contacts and talks: import them with their "
                   "outcomes\n",
                   (unsigned long long)outcome.count));
    tell(text, file, &account,
         cx_said_n("%s: %lld contact has no account_id, in line %lld, and does not count for the "
                   "limits per account or customer: import it with its account\n",
                   "%s: %lld contacts have no account_id, the first in line %lld, and do not "
                   "count for the limits per account or customer: import them with their "
                   "accounts\n",
                   (unsigned long long)account.count));
}

static int tell_promises(struct cx_buf *text, const struct file *file, struct cx_err *err)
{
    const struct aside *aside = &file->noted.aside;
    if (aside->promised_on.count + aside->promised.count == 0)
        return 0;
    int rc = cx_db_has_row(file->import->db, SQL_measures_promises, NULL, err);
    if (rc != 1)
        return rc;
    tell(text, file, &aside->promised_on,
         cx_said_n("%s: %lld contact has the outcome promised and no promised_on, in line %lld, "
                   "and counts as no promise: import it with the day promised for\n",
                   "%s: %lld contacts have the outcome promised and no promised_on, the first in "
                   "line %lld, and count as no promises: import them with the days promised for\n",
                   (unsigned long long)aside->promised_on.count));
    tell(text, file, &aside->promised,
         cx_said_n("%s: %lld contact has a promised_on and not the outcome promised, in line "
                   "%lld, and counts as no promise: correct one of the two\n",
                   "%s: %lld contacts have a promised_on and not the outcome promised, the first "
                   "in line %lld, and count as no promises: correct one of the two\n",
                   (unsigned long long)aside->promised.count));
    return 0;
}

static const char *restated_format(enum restatement what, unsigned long long n)
{
    switch (what) {
    case RESTATED_DEBT:
        return cx_said_n("%s: %lld account of months that are over has another amount or "
                         "placed_on, %s: this changes their scores, and sealed ones bring "
                         "retro lines; a debt that is placed again needs an id of its own, and "
                         "amount is what was owed before any payment\n",
                         "%s: %lld accounts of months that are over have another amount or "
                         "placed_on, the first %s: this changes their scores, and sealed ones "
                         "bring retro lines; a debt that is placed again needs an id of its "
                         "own, and amount is what was owed before any payment\n",
                         n);
    case RESTATED_DUE:
        return cx_said_n("%s: %lld account of months that are over has another due_on, %s: this "
                         "changes its days past due in them, and sealed ones bring retro lines; "
                         "due_on is the first due date, and a new one that was agreed is an "
                         "arrangement of kind extension\n",
                         "%s: %lld accounts of months that are over have another due_on, the first "
                         "%s: this changes their days past due in them, and sealed ones bring "
                         "retro lines; due_on is the first due date, and a new one that was "
                         "agreed is an arrangement of kind extension\n",
                         n);
    default:
        return cx_said_n("%s: %lld account has another closed_on, %s, in months that are over: "
                         "this changes their scores, and sealed ones bring retro lines\n",
                         "%s: %lld accounts have another closed_on, the first %s, in months that "
                         "are over: this changes their scores, and sealed ones bring retro "
                         "lines\n",
                         n);
    }
}

int aside_tell(struct cx_buf *text, const struct file *file, struct cx_err *err)
{
    char id[CX_ID_MAX + 1];
    for (enum restatement what = 0; what < RESTATED; what++) {
        const struct restated *restated = &file->noted.aside.restated[what];
        if (restated->count > 0)
            cx_buf_say(text, restated_format(what, (unsigned long long)restated->count),
                       file->result->name, (long long)restated->count,
                       cx_id_text(id, file->import->db, restated->id));
    }
    tell_limits(text, file);
    return tell_promises(text, file, err);
}
