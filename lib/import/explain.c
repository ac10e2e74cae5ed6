/* Common mistakes in files: a title above the header, no header, two files joined, a line of totals
 * at the end. Each is refused with a message that says what to do. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "import/intake.h"
#include "kind/alias.h"
#include "text/mask.h"

#define PARTS 64 /* of a header in one column */

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
        struct cx_buf wanted = {0}, first = {0};
        cx_mask_cell(&first, header->fields[0].s); /* whatever column it is */
        put_required(&wanted, intake->kind);
        cx_err_set(err, CX_EDATA,
                   "%s:%lld: is data, not a header (\"%s\"): add a first line with the names of "
                   "the columns; "
                   "%s needs at least %s",
                   intake->name, (long long)header->line, cx_buf_str(&first), intake->kind->name,
                   cx_buf_str(&wanted));
        cx_buf_fini(&wanted);
        cx_buf_fini(&first);
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

/* 'payment_id','amount': names, and the cells under them, would keep their marks. */
int explain_quotes(const struct intake *intake, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    bool is_quoted = true;
    for (size_t i = 0; i < header->count; i++) {
        const struct cx_csv_field *field = &header->fields[i];
        is_quoted =
            is_quoted && field->n > 2 && *field->s == '\'' && field->s[field->n - 1] == '\'';
    }
    return is_quoted
               ? cx_err_set(err, CX_EDATA,
                            "%s:%lld: cells stand in single quotes: write double ones, or none",
                            intake->name, (long long)header->line)
               : 0;
}

/* One name that holds those of columns: they are parted by something else than cx knows, or the
 * whole line is in quotes. */
static int explain_delimiter(const struct intake *intake, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    struct cx_csv_field fields[PARTS];
    struct cx_csv_row parts = {.fields = fields};
    const char *s = header->fields[0].s, *end = s + header->fields[0].n;
    while (header->count == 1 && s < end && parts.count < PARTS) {
        const char *from = s;
        while (s < end && (isalnum((unsigned char)*s) || *s == '_'))
            s++;
        if (s > from)
            fields[parts.count++] = (struct cx_csv_field){from, (size_t)(s - from)};
        else
            s++;
    }
    return parts.count > 1 && count_names(intake, &parts) > 1
               ? cx_err_set(err, CX_EDATA,
                            "%s:%lld: \"%.80s\" is one column: columns are parted by a comma, a "
                            "semicolon, a tab or |, and no line is in quotes as a whole",
                            intake->name, (long long)header->line, header->fields[0].s)
               : 0;
}

int end_after_last_day(const struct cx_kind *kind)
{
    static const char *const ends[] = {"valid_to", "to"};
    int end = -1;
    for (size_t i = 0; i < 2 && end < 0; i++)
        end = cx_kind_field(kind, ends[i], strlen(ends[i]));
    return end >= 0 && kind->fields[end].flags & CX_DAY_AFTER ? end : -1;
}

bool may_be_end(const char **said, const char *s, size_t n)
{
    static const char *const names[] = {
        "end",      "enddate",    "endday",      "todate",     "until",    "lastday",
        "lastdate", "validuntil", "effectiveto", "returnedon", "结束日期", "结束日",
        "截止日期", "截止日",     "有效期止",    "有效期至",   "退案日期", "退案日",
        "收回日期", "收回日",     "最后一天",    "最后一日",   "末日"};
    struct cx_buf name = {0};
    bool is_it = false;
    *said = cx_alias_end(&name, s, n);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        is_it = is_it || strcmp(cx_buf_str(&name), names[i]) == 0;
    cx_buf_fini(&name);
    return is_it && !cx_alias_is_planned(s, n);
}

int explain_end(const struct intake *intake, size_t i, int end, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    const char *name = intake->kind->fields[end].name;
    return cx_err_set(
        err, CX_EDATA,
        "%s:%lld: \"%s\" may be the last day, but %s is the day after it: have a map "
        "say which it is (its format last takes the day after), or name the column %s",
        intake->name, (long long)header->line, header->fields[i].s, name, name);
}

int explain_last_day(const struct intake *intake, size_t i, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    const struct cx_kind *kind = intake->kind;
    const char *said;
    int end = end_after_last_day(kind);
    if (end < 0 || intake->keys_only ||
        !may_be_end(&said, header->fields[i].s, header->fields[i].n) || (said && !*said))
        return 0;
    for (size_t k = 0; k < header->count; k++) {
        struct cx_alias_header found;
        cx_alias_header(&found, kind, header->fields[k].s, header->fields[k].n);
        if (found.column == end)
            return 0;
    }
    return explain_end(intake, i, end, err);
}

int explain_header(struct intake *intake, size_t i, struct cx_err *err)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    struct cx_buf names = {0};
    if (header_is_of_sheet(header))
        return cx_err_set(err, CX_EDATA, COMPUTED, intake->name);
    if (intake->is_likely && cx_book_has_above(intake->reader))
        return cx_err_set(err, CX_EDATA,
                          "%s:%lld: seems to be the header, below other lines (--skip=%lld leaves "
                          "them out), but kind %s has no column \"%s\": name the columns in a map, "
                          "which --suggest-map begins",
                          intake->name, (long long)header->line, (long long)header->line - 1,
                          intake->kind->name, header->fields[i].s);
    if (explain_delimiter(intake, err) < 0)
        return CX_EDATA;
    int rc = explain_is_no_header(intake) ? explain_no_header(intake, err) : 0;
    if (rc == 0)
        rc = explain_title(intake, err);
    if (rc < 0)
        return rc;
    put_unknown_columns(&names, intake, i);
    cx_err_set(err, CX_EDATA,
               "%s:%lld: kind %s has no column %s: ignore such columns with --ignore-extra, or "
               "rename them with a map, which --suggest-map begins",
               intake->name, (long long)header->line, intake->kind->name, cx_buf_str(&names));
    cx_buf_fini(&names);
    return CX_EDATA;
}

#define HEADER_AGAIN N_("repeats the header: were two files joined? Remove this line")
#define TOTALS       N_("is a line of totals: remove it, or have a map leave it out")
#define SECOND_TABLE                                                                               \
    N_("begins another table: put each table into a file of its own (reading stops here)")
#define REMARK                                                                                     \
    N_("is no row of the table, but a line around it: remove it, or have a map leave it out")
#define FIGURES                                                                                    \
    N_("has figures only: if it is a line of totals, remove it, or have a map leave it out")

/* A file that is put behind another keeps its byte-order mark. */
static bool same_field(const struct cx_csv_field *a, const struct cx_csv_field *b)
{
    size_t mark = a->n >= 3 && memcmp(a->s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return a->n - mark == b->n && memcmp(a->s + mark, b->s, b->n) == 0;
}

enum { LONGEST = 60 };

/* The text of a cell without its blanks, as far as it matters. */
static void squeeze(char text[LONGEST + 1], const struct cx_csv_field *field)
{
    size_t length = 0;
    for (size_t i = 0; i < field->n && length < LONGEST; i++) {
        if (field->s[i] != ' ')
            text[length++] = field->s[i];
    }
    text[length] = '\0';
}

/* 12笔: how many of something. */
static bool is_count(const char *text)
{
    static const char *const units[] = {"笔", "条", "户", "人", "件", "行", "项"};
    size_t digits = strspn(text, "0123456789");
    for (size_t i = 0; i < sizeof units / sizeof *units && digits > 0; i++) {
        if (strncmp(text + digits, units[i], strlen(units[i])) == 0)
            return true;
    }
    return false;
}

static const char *const totals[] = {
    "本页合计", "本页小计", "本月合计", "本月累计", "合计",   "总计",       "小计",     "共计",
    "累计",     "汇总",     "总和",     "total",    "totals", "grandtotal", "subtotal", "sum"};

/* 共 12 笔: how many rows there were. */
static bool is_tally(const struct cx_csv_field *field)
{
    char text[LONGEST + 1];
    squeeze(text, field);
    return strncmp(text, "共", 3) == 0 && is_count(text + 3);
}

/* Also 合  计, 合计： and, where a remark may follow, 合计（12笔）, 合计12笔. */
static bool is_total(const struct cx_csv_field *field, bool may_go_on)
{
    char text[LONGEST + 1];
    squeeze(text, field);
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++) {
        size_t n = strlen(totals[i]);
        if (length < n || strncasecmp(text, totals[i], n) != 0)
            continue;
        const char *rest = text + n;
        bool is_whole = !*rest || strcmp(rest, ":") == 0 || strcmp(rest, "：") == 0;
        bool goes_on = *rest == '(' || *rest == ':' || strncmp(rest, "（", 3) == 0 ||
                       strncmp(rest, "：", 3) == 0 || is_count(rest);
        if (is_whole || (may_go_on && goes_on))
            return true;
    }
    return false;
}

/* Names of columns of some kind, two at least, and nothing else: the header of a table of its own.
 * Such names have no digits, which spares the look at most rows. */
static bool is_header_of_any(const struct cx_csv_row *row)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    for (size_t i = 0; i < row->count; i++) {
        if (strpbrk(row->fields[i].s, "0123456789"))
            return false;
    }
    for (size_t k = 0; k < count; k++) {
        size_t names = 0, others = 0;
        for (size_t i = 0; i < row->count && others == 0; i++) {
            struct cx_alias_header found;
            if (row->fields[i].n == 0)
                continue;
            cx_alias_header(&found, kinds[k], row->fields[i].s, row->fields[i].n);
            names += found.column >= 0;
            others += found.column < 0;
        }
        if (names > 1 && others == 0)
            return true;
    }
    return false;
}

/* 制表人：王芳 */
static bool is_labelled(const struct cx_csv_field *field)
{
    return !isdigit((unsigned char)*field->s) && (strstr(field->s, "：") || strchr(field->s, ':'));
}

/* What stands below the table: a sentence such as Exported by, which is one cell where the header
 * has more, or a few cells that all say themselves what they are. */
static bool is_remark(const struct cx_csv_row *row, size_t columns)
{
    const struct cx_csv_field *cell = NULL;
    size_t filled = 0, labelled = 0;
    for (size_t i = 0; i < row->count; i++) {
        if (row->fields[i].n == 0)
            continue;
        cell = filled++ == 0 ? &row->fields[i] : cell;
        labelled += is_labelled(&row->fields[i]);
    }
    if (columns > filled && filled > 1)
        return labelled == filled;
    return columns > 2 && filled == 1 &&
           (strpbrk(cell->s, " :(") || (unsigned char)*cell->s >= 0x80);
}

static bool is_line(const struct cx_csv_row *row)
{
    size_t drawn = 0;
    for (size_t i = 0; i < row->count; i++) {
        if (strspn(row->fields[i].s, "-=*_") != row->fields[i].n)
            return false;
        drawn += row->fields[i].n;
    }
    return drawn > 2;
}

/* Figures, and nothing in the first column. */
static bool has_figures_only(const struct cx_csv_row *row)
{
    size_t figures = 0;
    int64_t ignored;
    for (size_t i = 0; i < row->count; i++) {
        const struct cx_csv_field *cell = &row->fields[i];
        bool is_figure = cell->n > 0 && cx_money_parse(&ignored, cell->s, cell->n) != CX_DEC_BAD;
        if ((cell->n > 0 && !is_figure) || (i == 0 && cell->n > 0))
            return false;
        figures += is_figure;
    }
    return figures > 0;
}

/* Subtotal A1 and, as spreadsheets write it, A1 Total. */
static bool names_total(const struct cx_csv_field *field)
{
    const char *s = field->s;
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++) {
        size_t n = strlen(totals[i]);
        if (field->n <= n)
            continue;
        const char *last = s + field->n - n;
        if ((strncasecmp(s, totals[i], n) == 0 && !isalpha((unsigned char)s[n])) ||
            (strncasecmp(last, totals[i], n) == 0 && !isalpha((unsigned char)last[-1])))
            return true;
    }
    return false;
}

/* One cell that names a total, and figures: no row of a table has as little else. */
static bool is_line_of_total(const struct cx_csv_row *row)
{
    size_t figures = 0, names = 0;
    int64_t ignored;
    for (size_t i = 0; i < row->count; i++) {
        const struct cx_csv_field *cell = &row->fields[i];
        bool is_figure = cell->n > 0 && cx_money_parse(&ignored, cell->s, cell->n) != CX_DEC_BAD;
        figures += is_figure;
        if (cell->n > 0 && !is_figure && (names++ > 0 || !names_total(cell)))
            return false;
    }
    return figures > 0 && names == 1;
}

bool explain_is_second_table(const char *why)
{
    return strcmp(why, SECOND_TABLE) == 0;
}

/* Whether nothing but figures stands from a column on: somebody called Total has a name. */
static bool are_figures(const struct cx_csv_row *row, size_t from)
{
    int64_t ignored;
    bool are = true;
    for (size_t i = from; i < row->count && are; i++)
        are = row->fields[i].n == 0 ||
              cx_money_parse(&ignored, row->fields[i].s, row->fields[i].n) != CX_DEC_BAD;
    return are;
}

/* What nobody's id looks like though it may be one: a total, a line drawn, who made the table. Most
 * ids are told by their first two bytes. */
static const char *explain_footer(const struct cx_csv_row *row)
{
    static const char *const words[] = {"generated ", "exported ", "printed ", "created by "};
    const struct cx_csv_field *first = &row->fields[0];
    const char *s = first->s;
    bool is_chinese = (unsigned char)*s >= 0x80 && first->n >= 6;
    bool may_be_total =
        first->n >= 5 && (strncasecmp(s, "to", 2) == 0 || strncasecmp(s, "gr", 2) == 0 ||
                          strncasecmp(s, "su", 2) == 0);
    if ((is_chinese || (may_be_total && are_figures(row, 1))) && is_total(first, true))
        return TOTALS;
    if (is_chinese && is_tally(first))
        return TOTALS;
    if (strchr("-=*_", *s) && is_line(row))
        return REMARK;
    bool is_alone = row->count > 1;
    for (size_t i = 1; i < row->count && is_alone; i++)
        is_alone = row->fields[i].n == 0;
    bool is_said = is_alone && is_chinese && is_labelled(first);
    for (size_t i = 0; i < sizeof words / sizeof *words && is_alone && !is_said; i++)
        is_said = strncasecmp(s, words[i], strlen(words[i])) == 0;
    return is_said ? REMARK : NULL;
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
    if (intake->is_below_gap && is_header_of_any(row))
        return SECOND_TABLE;
    if (row->fields[0].n < 3)
        return NULL;
    if (!intake->kind->is_plan)
        return explain_footer(row);
    bool may_be = strchr("\xE5\xE6", row->fields[0].s[0]);
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
    return is_line_of_total(row) || has_figures_only(row);
}

const char *explain_bad_row(const struct intake *intake)
{
    const struct cx_csv_row *row = &intake->row;
    size_t filled = 0, names = 0, tallies = 0;
    for (size_t i = 0; i < row->count; i++) {
        const struct cx_csv_field *field = &row->fields[i];
        if (field->n == 0)
            continue;
        if (filled++ < 3 && is_total(field, true))
            return TOTALS;
        tallies += is_tally(field);
        names += names + 1 == filled && is_header_cell(intake, field);
    }
    if ((filled > 1 && tallies > 0) || is_line_of_total(row))
        return TOTALS;
    if (filled > 1 && names == filled)
        return HEADER_AGAIN;
    if (is_header_of_any(row))
        return SECOND_TABLE;
    if (is_line(row) || is_remark(row, cx_book_header(intake->reader)->count))
        return REMARK;
    return has_figures_only(row) ? FIGURES : NULL;
}
