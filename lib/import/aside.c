#include "base/lang.h"
#include "import/aside.sql.h"
#include "import/hooks.h"

void aside_restate(struct file *file, cx_date placed_on)
{
    const struct notes *notes = file->import->notes;
    struct aside *aside = &file->noted.aside;
    if (notes && placed_on < cx_date_month_start(notes->today) && aside->restated++ == 0)
        aside->restated_id = file->cells[0].n;
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

int aside_tell(struct cx_buf *text, const struct file *file, struct cx_err *err)
{
    const struct aside *aside = &file->noted.aside;
    char id[CX_ID_MAX + 1];
    if (aside->restated > 0)
        cx_buf_say(text,
                   cx_said_n("%s: %lld account of months that are over has another amount or "
                             "placed_on, %s: this changes their scores, and sealed ones bring "
                             "retro lines; a debt that is placed again needs an id of its own, and "
                             "amount is what was owed before any payment\n",
                             "%s: %lld accounts of months that are over have another amount or "
                             "placed_on, the first %s: this changes their scores, and sealed ones "
                             "bring retro lines; a debt that is placed again needs an id of its "
                             "own, and amount is what was owed before any payment\n",
                             (unsigned long long)aside->restated),
                   file->result->name, (long long)aside->restated,
                   cx_id_text(id, file->import->db, aside->restated_id));
    return tell_silent(text, file, err);
}
