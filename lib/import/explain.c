/* Common mistakes in files: a title above the header, no header, two files joined, a line of totals
 * at the end. Each is refused with a message that says what to do. */
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "import/intake.h"
#include "kind/alias.h"

#define LIKE_ENOUGH 60 /* of 100 */

static bool is_header_cell(const struct intake *intake, const struct cx_csv_field *field)
{
    struct cx_alias_header found;
    cx_alias_header(&found, intake->kind, field->s, field->n);
    return found.column >= 0;
}

/* How many cells of a row are names of the kind's columns. */
static size_t count_names(const struct intake *intake, const struct cx_csv_row *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += is_header_cell(intake, &row->fields[i]);
    return count;
}

bool explain_is_no_header(const struct intake *intake)
{
    return count_names(intake, cx_book_header(intake->reader)) == 0;
}

/* The line of a row below that names more columns than the header does, which is a title then; 0:
 * there is none near. Takes rows off the reader. */
static long long header_below(struct intake *intake)
{
    struct cx_csv_row row;
    size_t own = count_names(intake, cx_book_header(intake->reader));
    struct cx_err ignored = {0};
    for (int i = 0; i < 5 && cx_book_next(intake->reader, &row, &ignored) == 1; i++) {
        size_t names = count_names(intake, &row);
        if (names > own && (names > 1 || row.count == 1))
            return row.line;
    }
    return 0;
}

static void put_required(struct cx_buf *out, const struct cx_kind *kind)
{
    const char *before = "";
    for (size_t i = 0; i < kind->count; i++) {
        if (!(kind->fields[i].flags & CX_REQUIRED))
            continue;
        cx_buf_printf(out, "%s%s", before, kind->fields[i].name);
        before = ",";
    }
}

/* Nothing in the header is a column: is it data? */
static int explain_no_header(struct intake *intake, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    size_t data = 0;
    for (size_t i = 0; i < header->count; i++)
        data += cell_is_data(header->fields[i]);
    if (data > 0) {
        struct cx_buf wanted = {0};
        put_required(&wanted, intake->kind);
        cx_err_set(err, CX_EDATA,
                   "%s:%lld: is data, not a header (\"%s\"): add a first line with the names of "
                   "the columns; "
                   "%s needs at least %s",
                   intake->name, (long long)header->line, header->fields[0].s, intake->kind->name,
                   cx_buf_str(&wanted));
        cx_buf_fini(&wanted);
        return CX_EDATA;
    }
    return 0;
}

static int explain_title(struct intake *intake, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    long long below = header_below(intake);
    return below ? cx_err_set(err, CX_EDATA,
                              "%s:%lld: \"%s\" is a title, not a header: remove the lines above "
                              "line %lld, or leave them out with --skip=%lld",
                              intake->name, (long long)header->line, header->fields[0].s, below,
                              below - 1)
                 : 0;
}

/* The column that a header may mean; -1: none comes near. */
static int closest(const struct intake *intake, const struct cx_csv_field *field)
{
    int best = -1, most = LIKE_ENOUGH - 1;
    for (size_t i = 0; i < intake->kind->count; i++) {
        int like = cx_alias_likeness(intake->kind, (int)i, field->s, field->n);
        if (like > most && !intake->present[i]) {
            best = (int)i;
            most = like;
        }
    }
    return best;
}

int explain_header(struct intake *intake, size_t i, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    struct cx_buf hint = {0};
    int rc = explain_is_no_header(intake) ? explain_no_header(intake, err) : 0;
    if (rc == 0)
        rc = explain_title(intake, err);
    if (rc < 0)
        return rc;
    int like = closest(intake, &header->fields[i]);
    if (like >= 0)
        cx_buf_say(&hint, " (did you mean %s?)", intake->kind->fields[like].name);
    cx_err_set(err, CX_EDATA,
               "%s:%lld: kind %s has no column \"%s\": ignore such columns with --ignore-extra, or "
               "rename them with --map%s",
               intake->name, (long long)header->line, intake->kind->name, header->fields[i].s,
               cx_buf_str(&hint));
    cx_buf_fini(&hint);
    return CX_EDATA;
}

#define HEADER_AGAIN N_("repeats the header: were two files joined? Remove this line")
#define TOTALS       N_("is a line of totals: remove it")

/* A file that is put behind another keeps its byte-order mark. */
static bool same_field(const struct cx_csv_field *a, const struct cx_csv_field *b)
{
    size_t mark = a->n >= 3 && memcmp(a->s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return a->n - mark == b->n && memcmp(a->s + mark, b->s, b->n) == 0;
}

/* Also 合计： and, where a remark may follow, 合计（12笔）. */
static bool is_total(const struct cx_csv_field *field, bool may_go_on)
{
    static const char *const words[] = {"合计",        "总计",     "小计",  "共计",
                                        "汇总",        "总和",     "total", "totals",
                                        "grand total", "subtotal", "sum"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (field->n < n || strncasecmp(field->s, words[i], n) != 0)
            continue;
        const char *rest = field->s + n;
        bool is_whole = !*rest || strcmp(rest, ":") == 0 || strcmp(rest, "：") == 0;
        if (is_whole || (may_go_on && (*rest == '(' || strncmp(rest, "（", 3) == 0)))
            return true;
    }
    return false;
}

const char *explain_row(const struct intake *intake)
{
    const struct cx_csv_row *row = &intake->row, *header = cx_book_header(intake->reader);
    bool is_header = row->count == header->count;
    if (row->count == 0)
        return NULL;
    for (size_t i = 0; is_header && i < row->count; i++)
        is_header = same_field(&row->fields[i], &header->fields[i]);
    if (is_header)
        return HEADER_AGAIN;
    /* Nobody's id is 合计; the first byte spares the comparison with all words. */
    bool may_be = row->fields[0].n >= 6 && strchr("\xE5\xE6", row->fields[0].s[0]);
    return may_be && is_total(&row->fields[0], false) ? TOTALS : NULL;
}

bool explain_is_total(const struct intake *intake)
{
    const struct cx_csv_row *row = &intake->row;
    size_t filled = 0;
    for (size_t i = 0; i < row->count && filled < 3; i++) {
        if (row->fields[i].n > 0 && filled++ < 3 && is_total(&row->fields[i], true))
            return true;
    }
    return false;
}

const char *explain_bad_row(const struct intake *intake)
{
    const struct cx_csv_row *row = &intake->row;
    size_t filled = 0, names = 0;
    for (size_t i = 0; i < row->count; i++) {
        const struct cx_csv_field *field = &row->fields[i];
        if (field->n == 0)
            continue;
        if (filled++ < 3 && is_total(field, true))
            return TOTALS;
        names += names + 1 == filled && is_header_cell(intake, field);
    }
    return filled > 1 && names == filled ? HEADER_AGAIN : NULL;
}
