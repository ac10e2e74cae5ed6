/* What only the whole of an import shows: late references, what kinds see to themselves, the plan.
 */
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
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

/* Other rows have shown that the column behind an amount has texts, and this one its end. */
static void check_parted(const struct file *file)
{
    struct cx_buf text = {0};
    for (size_t i = 0; i < file->kind->count; i++) {
        const struct parted *parted = &file->intake.sources[i].parted;
        if (!is_parted(parted))
            continue;
        cx_buf_clear(&text);
        say_parted(&text, parted->what);
        say_whole_of(file->import, file->result->name, parted->line, file->kind->fields[i].name,
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

#define SHOWN_MAX 5 /* rows of the database that are named */

/* A key column as keep_line puts it into a path, and, behind the first, as people write it. */
static void put_key(struct cx_buf *path, struct cx_buf *shown, const struct cx_field *field,
                    struct cx_stmt *row, int column)
{
    char text[CX_DEC_TEXT > CX_DATE_TEXT ? CX_DEC_TEXT : CX_DATE_TEXT];
    bool is_number = field->type == CX_TYPE_DECIMAL, is_date = field->type == CX_TYPE_DATE;
    int64_t n = cx_stmt_int(row, column);
    const char *s = is_number || is_date ? NULL : cx_stmt_text(row, column);
    const char *before = column > 0 ? "\x1f" : "";
    if (s && *s)
        cx_buf_printf(path, "%s%s", before, s);
    else
        cx_buf_printf(path, "%s%lld", before, (long long)(s ? CX_EVER : n));
    if ((s && !*s) || (is_date && n == CX_EVER))
        return;
    cx_buf_printf(shown, "%s%s", column > 0 ? " " : "",
                  is_number ? cx_dec_format_short(text, n, 6)
                  : is_date ? cx_date_format(text, (cx_date)n)
                            : s);
}

/* Statement of the keys of a kind's rows that have the first key ?1. */
static void write_keys(struct cx_buf *sql, const struct cx_kind *kind)
{
    cx_buf_puts(sql, "SELECT ");
    for (size_t i = 0; i < kind->count; i++) {
        if (kind->fields[i].flags & CX_KEY)
            cx_buf_printf(sql, "%s\"%s\"", i > 0 ? "," : "", kind->fields[i].name);
    }
    cx_buf_printf(sql, " FROM \"%s\" WHERE \"%s\" = ?1", kind->name, kind->fields[0].name);
}

/* Names the rows of a first key that no file of this command has. */
static void find_others(struct cx_buf *others, const struct import *import,
                        const struct cx_kind *kind, const char *key)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf sql = {0};
    struct cx_err ignored = {0}; /* the fault is told without them */
    write_keys(&sql, kind);
    int rc = cx_stmt_new(&stmt, import->db, cx_buf_str(&sql), &ignored), count = 0;
    if (rc == 0)
        cx_stmt_bind_text(stmt, 1, key);
    while (rc == 0 && cx_stmt_step(stmt, &ignored) == 1) {
        struct cx_buf path = {0}, shown = {0};
        int column = 0;
        for (size_t i = 0; i < kind->count; i++) {
            if (kind->fields[i].flags & CX_KEY)
                put_key(&path, &shown, &kind->fields[i], stmt, column++);
        }
        bool is_other = !has_place(import, kind->name, cx_buf_str(&path));
        if (is_other && count++ < SHOWN_MAX)
            cx_buf_printf(others, "%s%s", count > 1 ? ", " : "", cx_buf_str(&shown));
        cx_buf_fini(&path);
        cx_buf_fini(&shown);
    }
    if (count > SHOWN_MAX)
        cx_buf_puts(others, ", …");
    cx_stmt_free(stmt);
    cx_buf_fini(&sql);
}

/* What a file does not have stays in the database, where nobody who looks at the file sees it. */
static void add_cure(struct cx_buf *text, const struct import *import,
                     const struct cx_plan_fault *fault)
{
    const struct cx_kind *kind = cx_kind_find(fault->kind, strlen(fault->kind));
    struct cx_buf others = {0};
    bool is_there = has_place(import, fault->kind, fault->key);
    if (import->is_laid || !kind)
        return;
    if (!is_there)
        cx_buf_puts(text, _(" (the row is in the database and in none of the files: correct it in "
                            "one of them, or take it away with --delete)"));
    else if (!*fault->rest)
        find_others(&others, import, kind, fault->key);
    if (others.len > 0 && cx_kind_field(kind, "valid_to", strlen("valid_to")) >= 0)
        cx_buf_say(text,
                   " (the database also has %s, which is in none of the files: end it in one of "
                   "them with a valid_to at which the new rows begin, or take all rows of %s away "
                   "with --delete)",
                   cx_buf_str(&others), fault->key);
    else if (others.len > 0)
        cx_buf_say(text,
                   " (the database also has %s, which is in none of the files: correct it in one "
                   "of them, or take it away with --delete)",
                   cx_buf_str(&others));
    cx_buf_fini(&others);
}

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
    add_cure(&text, finding->import, fault);
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
        check_parted(&files[i]);
        tell_mixed(&files[i]);
        if (files[i].hooks->finish && !import->is_sealed && is_first(files, i))
            rc = files[i].hooks->finish(import, files, err);
    }
    return rc == 0 && is_plan ? check_plan(import, files, err) : rc;
}
