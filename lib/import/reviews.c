/* Reviews: whether they come after their contacts. */
#include "import/hooks.h"
#include "import/notes.sql.h"

enum { REVIEWED, REVIEWED_AT };

static void take_review(struct file *file)
{
    file->reviews.is_taken = file->import->notes != NULL;
}

/* The contact's day; a review may be dated without a time. */
static int find_contact(cx_date *day, struct file *file, struct cx_err *err)
{
    struct cx_stmt **time = &file->reviews.time;
    int rc = *time ? 0 : cx_stmt_new(time, file->import->db, SQL_contact_time, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(*time, 1, cell_of(file, REVIEWED)->n);
    if ((rc = cx_stmt_step(*time, err)) == 1)
        *day = cx_date_of(cx_stmt_int(*time, 0));
    cx_stmt_reset(*time);
    return rc;
}

static int settle_review(struct file *file, struct cx_err *err)
{
    struct reviews *reviews = &file->reviews;
    cx_date day = 0;
    bool is_looked_at = reviews->is_taken && file->is_news && !file->is_dropped;
    reviews->is_taken = false;
    if (!is_looked_at)
        return 0;
    int rc = find_contact(&day, file, err);
    if (rc == 1 && cx_date_of(cell_of(file, REVIEWED_AT)->n) < day && reviews->early++ == 0)
        reviews->line = file->row->line;
    return rc < 0 ? rc : 0;
}

static int tell_early(struct import *import, const struct file *files, struct cx_err *err)
{
    (void)err;
    for (size_t i = 0; import->notes && i < import->file_count; i++) {
        const struct reviews *reviews = &files[i].reviews;
        if (reviews->early > 0)
            cx_buf_say(&import->notes->text,
                       cx_said_n("%s: %lld review is of a day before its contact: in line %lld\n",
                                 "%s: %lld reviews are of days before their contacts: the first "
                                 "in line %lld\n",
                                 (unsigned long long)reviews->early),
                       files[i].result->name, (long long)reviews->early, (long long)reviews->line);
    }
    return 0;
}

const struct hooks reviews_hooks = {
    .kind = &cx_kind_reviews,
    .columns = {[REVIEWED] = "contact_id", [REVIEWED_AT] = "at"},
    .take = take_review,
    .settle = settle_review,
    .finish = tell_early,
};
