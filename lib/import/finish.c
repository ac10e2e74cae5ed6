/* What only the whole of an import shows: late references, what kinds see to themselves, the plan.
 */
#include "import/hooks.h"
#include "import/refs.h"
#include "plan/plan.h"

static int check_pending(struct import *import, struct cx_err *err)
{
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1];
    int rc = 0;
    for (size_t i = 0; rc >= 0 && i < import->pending_count; i++) {
        const struct pending *pending = &import->pending[i];
        rc = refs_has(refs_find(import->refs, pending->field->refers), pending->id, err);
        if (rc != 0)
            continue;
        cx_buf_clear(&text);
        cx_buf_say(&text, "\"%s\" is not among the %s: import it too, or correct it",
                   cx_id_text(id, import->db, pending->id), pending->field->refers);
        say_whole_of(import, pending->file, pending->line, pending->field->name, cx_buf_str(&text));
    }
    cx_buf_fini(&text);
    return rc < 0 ? rc : 0;
}

/* Where other cells of a column have a decimal comma, 1,234 was not read as it is meant. */
static void check_commas(const struct file *file)
{
    struct cx_buf text = {0};
    for (size_t i = 0; i < file->kind->count; i++) {
        const struct commas *commas = &file->intake.sources[i].commas;
        if (commas->doubtful == 0 || commas->decimal == 0 || commas->thousands > 0)
            continue;
        cx_buf_clear(&text);
        cx_buf_say(
            &text,
            "may have a decimal comma, as it has in line %lld: use format comma in a map, or "
            "write all figures of the column with a point",
            (long long)commas->decimal);
        say_whole_of(file->import, file->result->name, commas->doubtful, file->kind->fields[i].name,
                     cx_buf_str(&text));
    }
    cx_buf_fini(&text);
}

/* A spreadsheet of another order makes dates of 09/10/2026, and leaves 13/09/2026 a text. */
static void tell_mixed(const struct file *file)
{
    for (size_t i = 0; i < file->kind->count && file->import->notes; i++) {
        const struct mixed *mixed = &file->intake.sources[i].mixed;
        if (mixed->date > 0 && mixed->text > 0)
            cx_buf_say(&file->import->notes->text,
                       "%s: column %s has dates, the first in line %lld, and dates that are texts, "
                       "the first in line %lld: if a spreadsheet took some in another order, their "
                       "day and month are swapped\n",
                       file->result->name, file->kind->fields[i].name, (long long)mixed->date,
                       (long long)mixed->text);
    }
}

/* Whose files a fault of the plan is looked up in. */
struct finding {
    struct import *import;
    const struct file *files;
};

static void say_fault(void *context, const struct cx_plan_fault *fault)
{
    const struct finding *finding = context;
    struct cx_buf text = {0};
    if (fault->may_stay && !has_place(finding->import, fault->kind, fault->key) &&
        !has_place(finding->import, fault->kind, fault->other))
        return;
    put_place(finding->import, &text, fault->kind, fault->key, fault->rest, fault->column,
              finding->files);
    cx_buf_puts(&text, fault->message);
    say_whole(finding->import, cx_buf_str(&text));
    cx_buf_fini(&text);
}

static int check_plan(struct import *import, const struct file *files, struct cx_err *err)
{
    struct finding finding = {import, files};
    int rc = cx_plan_check(import->db, say_fault, &finding, err);
    return rc < 0 ? rc : 0;
}

/* The first file of its kind. */
static bool is_first(const struct file *files, size_t i)
{
    size_t first = 0;
    while (files[first].kind != files[i].kind)
        first++;
    return first == i;
}

int finish(struct import *import, const struct file *files, struct cx_err *err)
{
    bool is_plan = false;
    int rc = check_pending(import, err);
    for (size_t i = 0; rc == 0 && i < import->file_count; i++) {
        is_plan = is_plan || (files[i].kind->is_plan && !import->is_sealed);
        check_commas(&files[i]);
        tell_mixed(&files[i]);
        if (files[i].hooks->finish && !import->is_sealed && is_first(files, i))
            rc = files[i].hooks->finish(import, files, err);
    }
    return rc == 0 && is_plan ? check_plan(import, files, err) : rc;
}
