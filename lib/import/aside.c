#include "base/lang.h"
#include "import/aside.sql.h"
#include "import/hooks.h"

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

void aside_settle_contact(struct file *file)
{
    struct aside *aside = &file->noted.aside;
    if (file->contacts.now.channel < 0 && aside->silent++ == 0)
        aside->silent_line = file->row->line;
}

static int tell_silent(struct cx_buf *text, const struct file *file, struct cx_err *err)
{
    const struct aside *aside = &file->noted.aside;
    int rc = aside->silent ? cx_db_has_row(file->import->db, SQL_names_channels, NULL, err) : 0;
    if (rc == 1)
        cx_buf_say(text,
                   cx_said_n("%s: %lld contact has no channel, in line %lld, and was not checked "
                             "by the limits of a channel: name it in a map, as in channel,=phone\n",
                             "%s: %lld contacts have no channel, the first in line %lld, and were "
                             "not checked by the limits of a channel: name it in a map, as in "
                             "channel,=phone\n",
                             (unsigned long long)aside->silent),
                   file->result->name, (long long)aside->silent, (long long)aside->silent_line);
    return rc < 0 ? rc : 0;
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
    return tell_silent(text, file, err);
}
